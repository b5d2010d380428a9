"""Actuals: whether money and work agree (A06, A08, A09, A10)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.money import in_ten_thousands
from scorer.audit.presence import source_of
from scorer.audit.texts import has
from scorer.notation.units import Measures
from scorer.scoring.comparison import Kind, Measure, Spending
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.figures import exact_figure, shown_percentage
from scorer.scoring.outcome import Scored
from scorer.scoring.points import PART_OF_ANOTHER


def copied(case: Case) -> Iterator[Doubt]:
    """A06: actuals are counted, not copied from the targets."""
    limits = case.rules.limits
    measures = ((row, row.measure) for row in case.rows if not row.target.cost)
    measured = [(row, measure) for row, measure in measures if measure is not None]
    if len(measured) < limits.copied_lines:
        return
    equal = [row for row, measure in measured if _is_equal(measure)]
    if Fraction(len(equal), len(measured)) >= limits.copied_share:
        sentence = f"{len(measured)}项定量指标中{len(equal)}项的实际值与指标值一个数也不差"
        remedy = "请按原始记录填写实际数；确实如此的，请说明怎样统计"
        facts = tuple(f"{row.indicator.number}{row.indicator.target.text}" for row in equal)
        yield Doubt(sentence, remedy, facts, case.place)


def cost_above_spending(case: Case) -> Iterator[Doubt]:
    """A08: the costs come to no more than was spent, and the spending to no more than the budget."""
    spent, _ = executed(case.project.budget)
    budget, _ = full_year_budget(case.project.budget)
    if spent is None:
        return
    tolerance = Fraction(case.rules.limits.money_tolerance)
    costs = {row: cost for row in case.rows if (cost := _cost(row)) is not None}
    parts = {
        row: cost
        for row, cost in costs.items()
        if not has(row.name, case.rules.words.cost_totals) and abs(cost - Fraction(spent)) > tolerance
    }
    groups = [[row] for row in costs if row not in parts] + ([list(parts)] if parts else [])
    for group in groups:
        together = sum((costs[row] for row in group), Fraction(0))
        if together > Fraction(spent) + tolerance:
            listed = "、".join(f"{row.name}{row.actual_text}" for row in group)
            total = f"共{exact_figure(together)}万元，" if len(group) > 1 else ""
            sentence = f"{listed}，{total}超过全年执行数{exact_figure(spent)}万元"
            facts = (str(spent), *(row.actual_text for row in group))
            sources = tuple(source for row in group for source in row.actual_source)
            yield Doubt(sentence, "请核对成本的实际值与执行数", facts, sources)
    if budget is not None and spent > budget and case.project.over_budget is None:
        sentence = f"执行数{exact_figure(spent)}万元超过预算数{exact_figure(budget)}万元，没有说明"
        number = case.project.number
        remedy = f"请核对；确实超出的用 scorer record-actual {number} --over-budget 写明原因"
        facts = (str(spent), str(budget))
        yield Doubt(sentence, remedy, facts, source_of(case.project.budget.executed) or case.place, 0)


def barely_spent(case: Case) -> Iterator[Doubt]:
    """A09: with less than half of the money spent, not every output was reached in full."""
    rate, outputs = execution_rate(case), _outputs(case)
    if rate is None or outputs is None or rate >= case.rules.limits.barely_spent:
        return
    earned, points = outputs
    if earned == points:
        sentence = f"资金只执行了{shown_percentage(rate)}，产出指标却全部满分"
        remedy = "请说明怎样用较少的钱做完全部工作，或产出指标是否定低了"
        facts = (shown_percentage(rate),)
        yield Doubt(sentence, remedy, facts, source_of(case.project.budget.executed) or case.place, 0)


def money_ahead(case: Case) -> Iterator[Doubt]:
    """A10: the money is not far ahead of the outputs."""
    rate, outputs = execution_rate(case), _outputs(case)
    if rate is None or outputs is None:
        return
    earned, points = outputs
    done = Fraction(earned, points)
    if rate - done >= case.rules.limits.money_ahead:
        sentence = (
            f"资金执行了{shown_percentage(rate)}，产出指标只得{shown_percentage(done)}的分，钱花在了前面"
        )
        remedy = "请说明未完成的产出由什么资金继续完成，或成本为何超出"
        facts = (shown_percentage(rate), shown_percentage(done))
        yield Doubt(sentence, remedy, facts, source_of(case.project.budget.executed) or case.place, 0)


def execution_rate(case: Case) -> Fraction | None:
    """Executed ÷ budget, where both are known."""
    outcome = case.execution.outcome
    if isinstance(outcome, Scored) and isinstance(outcome.comparison, Spending):
        return Fraction(outcome.comparison.executed) / Fraction(outcome.comparison.budget)
    return None


def score_rate(rows: tuple[Row, ...]) -> tuple[int, int] | None:
    """The score and the points in hundredths of the rows that were scored; None unless all with points were."""
    earned = points = 0
    for row in rows:
        if not row.line.points:
            continue
        if not isinstance(row.line.outcome, Scored):
            return None
        earned += row.line.outcome.score
        points += row.line.points
    return (earned, points) if points else None


def _is_equal(measure: Measure) -> bool:
    return measure.value in {measure.target.low, measure.target.high}


def _cost(row: Row) -> Fraction | None:
    """An amount of money under 成本 in 万元; parts of another row (其中) are in that already."""
    if not row.target.cost or row.target.measures is not Measures.MONEY or row.target.kind is Kind.JUDGED:
        return None
    if row.measure is None or row.name.startswith(PART_OF_ANOTHER):
        return None
    return in_ten_thousands(Fraction(row.measure.value), row.target.unit)


@lru_cache(maxsize=4)
def _outputs(case: Case) -> tuple[int, int] | None:
    """Score and points of the outputs, without their costs."""
    rules = case.assessment.rules
    rows = tuple(
        row
        for row in case.rows
        if "产出" in rules.dimension_of(row.indicator.key.dimension) and not row.target.cost
    )
    return score_rate(rows)
