"""Figures as the official papers print them; what is not known is left to fill in."""

import re
from decimal import Decimal
from fractions import Fraction

from scorer.notation.numbers import print_number
from scorer.report.cells import NOTHING
from scorer.report.forms.form import NOT_APPLICABLE, Form, FormLine
from scorer.report.forms.funds import FundRow
from scorer.report.forms.summary import SummaryRow
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.figures import printed_points, shown_percentage

# What XML 1.0 cannot hold: control characters and lone surrogates.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without what no document can hold."""
    return _NOT_XML.sub("", text)


def money(amount: Decimal | None) -> str:
    """An amount in 万元 with at least the two decimals of the forms."""
    if amount is None:
        return TO_FILL_IN
    exponent = amount.as_tuple().exponent
    short = isinstance(exponent, int) and exponent > -2
    return print_number(amount.quantize(Decimal("0.01")) if short else amount)


def rate(share: Fraction | None) -> str:
    """A rate in percent with two decimals, — where there is none."""
    return NOTHING if share is None else shown_percentage(share)


def score(hundredths: int | None) -> str:
    """Points or a score with two decimals."""
    return TO_FILL_IN if hundredths is None else printed_points(hundredths)


def fund_name(row: FundRow, place: int) -> str:
    """The name of the row of that place: the sources stand under 其中."""
    return ("", "其中：")[place] + row.name if place < 2 else f"　　　{row.name}"


def fund_amounts(row: FundRow, place: int) -> tuple[str, ...]:
    """Budgets and what was executed; a source without any figure has none."""
    amounts = (row.initial, row.full_year, row.executed)
    if place and not any(amounts):
        return (NOTHING,) * len(amounts)
    return tuple(map(money, amounts))


def fund_result(row: FundRow, place: int) -> tuple[str, str, str]:
    """Points, rate and score of the total; the sources have none."""
    if place:
        return NOTHING, NOTHING, NOTHING
    if not row.points:
        return NOTHING, rate(row.rate), NOTHING
    return score(row.points), rate(row.rate), score(row.score)


def line_score(line: FormLine) -> str:
    """The score; where there is none, what is to be filled in or that the line does not apply."""
    return NOT_APPLICABLE if line.status == NOT_APPLICABLE else score(line.score)


def line_points(line: FormLine) -> str:
    """The points; a line that does not apply has none."""
    return NOTHING if line.status == NOT_APPLICABLE else score(line.points)


def total_points(form: Form) -> str:
    """What the project can earn; a cancelled one nothing."""
    return NOTHING if form.cancelled else score(form.total_points)


def total_score(form: Form) -> str:
    """The score of the project; a cancelled one has none."""
    return NOTHING if form.cancelled else score(form.total_score)


def rating(form: Form) -> str:
    """The rating, to be filled in while there is none; a cancelled project has none."""
    return NOTHING if form.cancelled else form.rating or TO_FILL_IN


def summary_amounts(row: SummaryRow) -> tuple[str, ...]:
    """Budgets and what was executed of one project; a cancelled one has none."""
    amounts = (row.initial, row.full_year, row.executed)
    return (NOTHING,) * len(amounts) if row.cancelled else tuple(map(money, amounts))


def summary_score(row: SummaryRow) -> str:
    """The score of one project; a cancelled one has none."""
    return NOTHING if row.cancelled else score(row.score)
