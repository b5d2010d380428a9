"""Budget execution (预算执行率): executed ÷ full-year budget, capped at its points."""

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scorer.model.project import Budget, Project, Recorded
from scorer.scoring.attainment import attain
from scorer.scoring.comparison import Spending
from scorer.scoring.figures import exact_figure
from scorer.scoring.funds import Part, added_up
from scorer.scoring.outcome import AssessedLine, NotApplicable, NotReported, Outcome, Scored
from scorer.scoring.points import Allotment
from scorer.scoring.rounding import half_up
from scorer.scoring.rules import RuleSet

Noted = tuple[Decimal | None, tuple[str, ...]]


def full_year_budget(budget: Budget) -> Noted:
    """The budget in 万元 that execution is measured by, and what was assumed; None where none is known.

    The initial budget holds where no adjusted one was entered; a blank or 0 total beside its parts is
    their sum.
    """
    full_year = [(fund.source, fund.full_year) for fund in budget.funds if fund.full_year is not None]
    value, notes = _total(budget.full_year, full_year, "全年预算数")
    if value is not None:
        return value, notes
    value, notes = initial_budget(budget)
    return value, notes if value is None else (*notes, "没有填报全年预算数，按年初预算数计")


def initial_budget(budget: Budget) -> Noted:
    """The budget at the year's beginning in 万元, and what was assumed; None where none was entered."""
    parts = [(fund.source, fund.initial) for fund in budget.funds if fund.initial is not None]
    return _total(budget.initial, parts, "年初预算数")


def executed(budget: Budget) -> Noted:
    """The amount executed in 万元, and what was assumed; None where none was entered."""
    parts = [(fund.source, fund.executed) for fund in budget.funds if fund.executed is not None]
    return _total(budget.executed, parts, "全年执行数")


def spending_of(project: Project) -> Spending | NotReported | NotApplicable:
    """What was spent of which budget; not applicable where the budget is 0."""
    budget, _ = full_year_budget(project.budget)
    spent, _ = executed(project.budget)
    if budget is not None and budget <= 0:
        return NotApplicable("全年预算数为0")
    if budget is None or spent is None:
        return NotReported()
    return Spending(spent, budget)


def execution_line(
    project: Project, spending: Spending | NotReported | NotApplicable, allotment: Allotment, rules: RuleSet
) -> AssessedLine:
    """The first line of an assessment; it takes no tier and no final score.

    What was said of an excess over the budget (超预算说明) is its cause where no other is given.
    """
    notes = (*full_year_budget(project.budget)[1], *executed(project.budget)[1])
    outcome: Outcome
    below = above = False
    match spending:
        case Spending(spent, budget):
            attainment = attain(spending, rules)
            score = half_up(allotment.execution, attainment.share)
            outcome, rate = Scored(spending, attainment, score, score), Fraction(spent) / Fraction(budget)
            below, above = rate < rules.reasons.execution_below, rate > rules.reasons.execution_above
        case NotReported():
            outcome, notes = spending, ()
        case NotApplicable():
            outcome = spending
        case _:
            assert_never(spending)
    return AssessedLine(
        None,
        None,
        allotment.execution,
        allotment.execution_source,
        outcome,
        notes,
        cause_required=below or above,
        remedy_required=below,
        cause=project.cause or project.over_budget,
        remedy=project.remedy,
    )


def _total(total: Recorded[Decimal] | None, parts: list[Part], what: str) -> Noted:
    """What was entered; where it is blank or 0 beside its parts, their sum."""
    if total is not None and total.value:
        return total.value, ()
    together = added_up(parts).total
    if together:
        return together, (f"{what}合计未填，按各项资金之和{exact_figure(together)}万元计",)
    return (Decimal(0) if parts or total is not None else None), ()
