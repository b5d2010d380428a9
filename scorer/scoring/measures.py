"""How far an actual is from its target: completion (完成率) and deviation (偏差)."""

from decimal import Decimal
from fractions import Fraction

from scorer.notation.characters import plain
from scorer.notation.numbers import read_number
from scorer.scoring.comparison import Delay, Kind, Measure, Spending
from scorer.scoring.figures import rounded
from scorer.scoring.outcome import AssessedLine, Scored


def completion(line: AssessedLine) -> Fraction | None:
    """Actual ÷ target, may exceed 1; None for dates, judged lines, inside a range, and a target not above 0."""
    if not isinstance(line.outcome, Scored):
        return None
    match line.outcome.comparison:
        case Measure() as measure:
            bound = nearer_bound(measure)
            return Fraction(measure.value) / Fraction(bound) if bound and bound > 0 else None
        case Spending(executed, budget):
            return Fraction(executed) / Fraction(budget)
        case _:
            return None


def deviation(line: AssessedLine) -> tuple[Fraction, str] | None:
    """(a − t) ÷ t as ("share"), against the nearer bound of a range; whole days after a limit as ("days").

    A target below 0 counts by its size, so that more is always positive. None for judged lines and a target of 0.
    """
    if not isinstance(line.outcome, Scored):
        return None
    match line.outcome.comparison:
        case Measure() as measure:
            off = deviation_of(measure)
            return None if off is None else (off, "share")
        case Delay(days):
            return None if days is None else (Fraction(days), "days")
        case Spending(executed, budget):
            return Fraction(executed) / Fraction(budget) - 1, "share"
        case _:
            return None


def deviation_of(measure: Measure) -> Fraction | None:
    """(a − t) ÷ t, 0 inside a range, None for a target of 0."""
    bound = nearer_bound(measure)
    if bound is None:
        return Fraction(0)
    if not bound:
        return None
    target = Fraction(bound)
    return (Fraction(measure.value) - target) / abs(target)


def nearer_bound(measure: Measure) -> Decimal | None:
    """The bound that the value is measured by; None inside a range, where it deviates from neither."""
    target, value = measure.target, measure.value
    if target.kind is not Kind.BETWEEN:
        return target.high if target.low is None else target.low
    assert target.low is not None
    assert target.high is not None
    if value < target.low:
        return target.low
    return target.high if value > target.high else None


def rate_agrees(text: str, rate: Fraction) -> bool | None:
    """Whether a rate as written is this one, to the decimals that it has; None where it is no number."""
    uniform = plain(text)
    value = read_number(uniform.removesuffix("%"))
    if value is None:
        return None
    places = len(uniform.removesuffix("%").partition(".")[2])
    written = rounded(value, places)
    as_percentage = written == rounded(rate * 100, places)
    return as_percentage or (not uniform.endswith("%") and written == rounded(rate, places))
