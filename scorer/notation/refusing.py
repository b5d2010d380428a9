"""How an answer that cannot be taken is told: what was found, what was expected, what to write."""

from scorer.model.actual import Actual
from scorer.model.problem import Code, Problem
from scorer.model.quantity import Quantity
from scorer.model.target import Target
from scorer.notation.characters import shown
from scorer.notation.quantities import print_quantity
from scorer.notation.targets import print_target

Answer = tuple[Actual | None, tuple[Problem, ...]]


def refuse(code: Code, message: str, hint: str) -> Answer:
    """No actual, and why."""
    return None, (Problem(code, message, hint),)


def number_needed(text: str, target: Target, bound: Quantity) -> Problem:
    """The answer holds no number in the target's unit, or none that is surely the actual."""
    wanted = f"以“{bound.unit}”计的数" if bound.unit else "数"
    message = f"指标值是“{shown(print_target(target))}”，从“{shown(text)}”看不出{wanted}"
    return Problem(Code.NUMBER_NEEDED, message, f"请填写数值，如{print_quantity(bound)}")
