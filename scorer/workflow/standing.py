"""Whether an entry only repeats what stands already, so that reading a report back in changes nothing."""

from decimal import Decimal
from fractions import Fraction

from scorer.model.entry import Entry
from scorer.model.fields import FIELDS, Field, Kind
from scorer.model.project import Budget, FinalScore, Indicator, Project, Recorded
from scorer.notation.characters import plain
from scorer.notation.money import parse_money
from scorer.notation.numbers import read_number
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine


def says_nothing_new(entry: Entry, project: Project, line: AssessedLine) -> bool:
    """Whether an amount or a judgement is in force with the same value, however it was written.

    A judgement that lapsed is made anew by the same entry. Of other fields the store itself compares
    text and reading.
    """
    if not entry.text or entry.part or entry.field in line.lapsed:
        return False
    amount = _amount(entry.field, project.budget)
    if amount is not None:
        return parse_money(entry.reading) == amount.value
    if entry.field is Field.NOT_APPLICABLE:
        reason = (line.indicator or project).not_applicable
        return reason is not None and reason.value == entry.reading
    return line.indicator is not None and _judged_alike(entry, line.indicator)


def repeats_kept(text: str, field: Field, indicator: Indicator | None) -> bool:
    """Whether an actual is word for word the recorded one: a filled form's stands even where it cannot be read."""
    if field is not Field.ACTUAL or indicator is None or indicator.actual is None:
        return False
    return plain(text) == plain(indicator.actual.text)


def is_blank(field: Field, project: Project, line: AssessedLine) -> bool:
    """Whether there is nothing in a field of the line, or of the project where it has no indicator."""
    if FIELDS[field].kind is Kind.MONEY:
        return _amount(field, project.budget) is None
    # an entry field bears the name of the fact that it becomes
    return getattr(line.indicator or project, field.value) in (None, ())


def print_final_score(final: FinalScore) -> str:
    """A final score and the points it was set against, as the record keeps them: 4.00/4.17."""
    return f"{printed_points(final.score)}/{printed_points(final.points)}"


def _amount(field: Field, budget: Budget) -> Recorded[Decimal] | None:
    match field:
        case Field.INITIAL_BUDGET:
            return budget.initial
        case Field.FULL_YEAR_BUDGET:
            return budget.full_year
        case Field.EXECUTED:
            return budget.executed
        case _:
            return None


def _judged_alike(entry: Entry, indicator: Indicator) -> bool:
    match entry.field:
        case Field.TIER:
            return indicator.tier is not None and indicator.tier.value.value == entry.reading
        case Field.SHARE:
            percent = read_number(entry.reading.removesuffix("%"))
            return (
                indicator.share is not None
                and percent is not None
                and Fraction(percent) == indicator.share.value * 100
            )
        case Field.FINAL_SCORE:
            final = indicator.final_score
            return final is not None and print_final_score(final.value) == entry.reading
        case _:
            return False
