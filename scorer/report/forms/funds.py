"""The rows of money of a self-evaluation form: the total, and the sources that it consists of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scorer.model.project import Budget, Fund
from scorer.scoring.execution import executed, full_year_budget, initial_budget
from scorer.scoring.outcome import Assessment, Scored

TOTAL = "年度资金总额"
_FISCAL, _CARRIED, _OTHER = "当年财政拨款", "上年结转资金", "其他资金"
# What target tables and forms call the sources that every form has a row for.
_OFFICIAL = {
    _FISCAL: ("财政资金", "财政拨款", "当年财政拨款", "本年财政拨款", "其中：财政资金", "其中：财政拨款"),
    _CARRIED: ("上年结转资金", "上年结转", "结转资金"),
    _OTHER: ("其他资金", "其它资金"),
}
_Figures = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class FundRow:
    """One row of money in 万元, None where nothing was entered.

    Only the first row, the total, has points and score (hundredths) and a rate, which may exceed 1.
    """

    name: str
    initial: Decimal | None
    full_year: Decimal | None
    executed: Decimal | None
    points: int | None = None
    rate: Fraction | None = None
    score: int | None = None


def fund_rows(assessment: Assessment, rate: Fraction | None) -> tuple[FundRow, ...]:
    """The total as execution is measured by it, then the three sources of the form and any others by name."""
    budget, line = assessment.project.budget, assessment.lines[0]
    score = line.outcome.score if isinstance(line.outcome, Scored) else None
    total = FundRow(TOTAL, *total_figures(budget), line.points, rate, score)
    return total, *_sources(budget)


def total_figures(budget: Budget) -> _Figures:
    """Initial and full-year budget and what was executed; a total that was not written is that of its parts."""
    return initial_budget(budget)[0], full_year_budget(budget)[0], executed(budget)[0]


def only_source(budget: Budget) -> Fund | None:
    """The source that all money comes from, where its own adjusted and executed amounts were not written.

    They can only be the totals: no other source has an amount, and the budget was not adjusted.
    """
    initial, full_year, _ = total_figures(budget)
    with_money = [fund for fund in budget.funds if fund.initial or fund.full_year or fund.executed]
    if len(with_money) != 1 or not initial:
        return None
    fund = with_money[0]
    alone = fund.full_year is None and fund.executed is None
    return fund if alone and fund.initial == initial == full_year else None


def _sources(budget: Budget) -> Iterator[FundRow]:
    _, full_year, spent = total_figures(budget)
    only = only_source(budget)
    funds = [
        replace(fund, full_year=full_year, executed=spent) if fund is only else fund for fund in budget.funds
    ]
    for name, spellings in _OFFICIAL.items():
        same = [fund for fund in funds if _plain(fund.source) in spellings]
        yield FundRow(name, *_added(same))
    known = {spelling for spellings in _OFFICIAL.values() for spelling in spellings}
    for fund in funds:
        if _plain(fund.source) not in known:
            yield FundRow(fund.source, fund.initial, fund.full_year, fund.executed)


def _plain(source: str) -> str:
    return "".join(source.split())


def _added(funds: list[Fund]) -> _Figures:
    """The sums of what is known; None where no figure is."""
    columns = (
        [fund.initial for fund in funds],
        [fund.full_year for fund in funds],
        [fund.executed for fund in funds],
    )
    initial, full_year, spent = (
        sum(known, Decimal(0)) if (known := [amount for amount in column if amount is not None]) else None
        for column in columns
    )
    return initial, full_year, spent
