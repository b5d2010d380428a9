"""Which rule of a rule set a line was scored by."""

from typing import assert_never

from scorer.scoring.attainment import Formula
from scorer.scoring.comparison import Delay, Graded, Kind, Measure, Number, SettledTarget, Spending
from scorer.scoring.outcome import AssessedLine, Scored


def rule_key(line: AssessedLine) -> str | None:
    """The rule's key in the rule file, under which its citation stands; None where no rule scored it."""
    if not isinstance(line.outcome, Scored):
        return None
    match line.outcome.comparison:
        case Measure(target, value):
            return _measured(target, value, line.outcome.attainment.formula)
        case Delay(days):
            return "lateness" if days is not None else "not_done"
        case Graded(rule=rule):
            return rule.value
        case Spending():
            return "execution"
        case _:
            assert_never(line.outcome.comparison)


def _measured(target: SettledTarget, value: Number, formula: Formula) -> str:
    if formula is Formula.REDUCED:
        return "over_achievement"
    low = value if target.low is None else target.low
    match target.kind:
        case Kind.AT_MOST:
            return "excess"
        case Kind.RECURRING if value >= low:
            return "recurring"
        case Kind.BETWEEN if value >= low:
            high = low if target.high is None else target.high
            above_is_full = value > high and formula is Formula.FULL
            return "between_rates_above_full" if above_is_full else "excess"
        case Kind.EXACTLY if value >= low:
            # what is owed to a person is neither more nor less, whatever the rule set says of =
            return "bare_number" if target.standard and value > low else "over"
        case _:
            return "shortfall"
