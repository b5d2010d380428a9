"""An answer to a target with a number."""

from decimal import Decimal
from typing import assert_never

from scorer.model.actual import Dated, Estimated, Measured, Ratio, Recurred
from scorer.model.problem import Code, Problem
from scorer.model.quantity import Quantity
from scorer.model.target import AtLeast, AtMost, Bare, Exactly, Judged, Recurring, Target
from scorer.notation.actuals import read_dated, read_figure
from scorer.notation.characters import shown, without_trailing_bracket
from scorer.notation.comparators import DOWNWARD, UPWARD, Comparator, split_comparator
from scorer.notation.dates import NoSuchDate
from scorer.notation.frequencies import is_service, read_frequency
from scorer.notation.number_units import in_units_of
from scorer.notation.pattern import Pattern
from scorer.notation.refusing import Answer, number_needed
from scorer.notation.sentences import number_in_sentence
from scorer.notation.units import Measures, unit_of

_NOTHING = frozenset("无 未发生 没有 没有发生 零 未出现 无发生 未发生过 零发生".split())
# 超过50人 and 50人以上 are estimates, 达到50人 a sentence; only these copy the target's comparator.
_COPYING = Pattern(r"[≥≤><=]|不|应不|至少|最少|至多|最多|大于等于|小于等于|大于或|小于或|.*(?:内|以下)$")
_DIGITS_ALONE = Pattern(r"[0-9.,]+")
_ANY_YEAR = 2001


def read_number_answer(text: str, uniform: str, target: Target, bound: Quantity, name: str) -> Answer:
    """The number that was entered for the target, whose number is `bound`, of the indicator of that name."""
    stem = without_trailing_bracket(uniform)
    notes: tuple[Problem, ...] = ()
    if _COPYING.match(stem):
        copied = _without_copied(stem, target)
        if copied is None:
            return None, (number_needed(text, target, bound),)
        stem = copied
        notes = (Problem(Code.COPIED, f"“{shown(text)}”抄有比较符号，按“{stem}”计"),)
    if stem in _NOTHING and _can_be_nothing(target):
        return Measured(Quantity(Decimal(0), bound.unit)), ()
    found = _years(stem, bound) or _whole(stem)
    if found is None:
        found, problems = number_in_sentence(text, stem, target, bound, name)
        notes += problems
    if found is None:
        return None, notes
    actual, problems = _in_unit(text, found, target, bound)
    return actual, (*notes, *problems)


def _without_copied(stem: str, target: Target) -> str | None:
    """The answer without a comparator that may be the target's own; None for one that says otherwise."""
    split = split_comparator(stem)
    return split[1] if split is not None and split[0] in _own_signs(target) else None


def _own_signs(target: Target) -> frozenset[Comparator]:
    match target:
        case AtLeast() | Recurring() | Judged():
            return UPWARD
        case AtMost():
            return DOWNWARD
        case Exactly():
            return frozenset({Comparator.EQUAL})
        case _:
            return frozenset({Comparator.EQUAL, Comparator.AT_LEAST})


def _whole(stem: str) -> Measured | Ratio | Estimated | Recurred | None:
    if _calendar(stem) is not None:
        return None
    frequency = read_frequency(stem)
    return Recurred(frequency) if frequency is not None else read_figure(stem)


def _years(stem: str, bound: Quantity) -> Measured | None:
    """A span of years against a number of years, both ends counted: 2019-2024年 is 6; a year is none."""
    dated = _calendar(stem) if bound.unit == "年" else None
    if not isinstance(dated, Dated) or dated.began is None:
        return None
    return Measured(Quantity(Decimal(dated.latest.year - dated.began.year + 1), "年"))


def _calendar(stem: str) -> Dated | NoSuchDate | None:
    """The date that a text is which could be taken for a number of years or months: 2024年, 10月."""
    if _DIGITS_ALONE.fullmatch(stem):
        return None
    try:
        return read_dated(stem, _ANY_YEAR)
    except NoSuchDate as error:
        return error


def _can_be_nothing(target: Target) -> bool:
    match target:
        case AtMost():
            return True
        case Exactly(bound) | Bare(bound):
            return bound.value == 0
        case _:
            return False


def _in_unit(
    text: str, found: Measured | Ratio | Estimated | Recurred, target: Target, bound: Quantity
) -> Answer:
    wanted = unit_of(bound.unit).measures
    match found:
        case Measured(quantity):
            resolved, problems = in_units_of(text, quantity, target, bound)
            return (Measured(resolved) if resolved else None), problems
        case Estimated(quantity, vagueness):
            resolved, problems = in_units_of(text, quantity, target, bound)
            return (Estimated(resolved, vagueness) if resolved else None), problems
        case Ratio():
            taken = wanted is Measures.PERCENT
        case Recurred(frequency):
            taken = not is_service(frequency) and wanted in {Measures.COUNT, Measures.PLAIN}
        case _:
            assert_never(found)
    return (found, ()) if taken else (None, (number_needed(text, target, bound),))
