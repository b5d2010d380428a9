"""Targets: whether sums of money agree with each other (T02, T03, T09, T19, T20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.presence import source_of
from scorer.audit.texts import content, has
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.model.target import AtLeast
from scorer.notation.units import PERSON_UNITS, Measures, ratio, unit_of
from scorer.scoring.execution import full_year_budget, initial_budget
from scorer.scoring.figures import exact_figure
from scorer.scoring.funds import Sum, added_up
from scorer.scoring.points import PART_OF_ANOTHER

_LENGTHS_OF_TIME = frozenset({Measures.HOURS, Measures.MONTHS, Measures.WORKING_DAYS})


def parts_differ(case: Case) -> Iterator[Doubt]:
    """T02: the parts of the budget come to the whole; a blank part is 0.

    Silent where what was written does not tell which part details which, or may not be all of the parts.
    """
    columns = _columns(case)
    for column in columns:
        total, found = column.total, column.parts
        if not total or found.unclear or abs(found.total - total) <= case.rules.limits.money_tolerance:
            continue
        if found.total < total and found.partial and not _are_all(column, columns):
            continue
        reckoned = f"＝{exact_figure(found.total)}" if len(found.parts) > 1 else ""
        sentence = f"{column.what}{exact_figure(total)}万元，而{_listed(found)}{reckoned}万元"
        facts = (column.what, str(total), *(f"{name}{value}" for name, value in found.parts))
        yield Doubt(
            sentence, f"请核对{column.what}与各项资金，改正后重新导入", facts, source_of(column.recorded)
        )


def total_blank(case: Case) -> Iterator[Doubt]:
    """T03: a total stands beside its parts."""
    for column in _columns(case):
        together = column.parts.total
        if together and not column.total:
            written = "空着" if column.recorded is None else "写的是0"
            reckoned = f"{exact_figure(together)}万元（{_listed(column.parts)}）"
            sentence = f"{column.what}合计{written}，而各项资金共{reckoned}；评分时按各项之和计"
            facts = (column.what, written, str(together))
            sources = source_of(column.recorded) or column.places or case.place
            yield Doubt(sentence, f"请补上{column.what}的合计", facts, sources)


def cost_at_least(case: Case, row: Row) -> Iterator[Doubt]:
    """T09: a cost has an upper limit."""
    target = row.target
    if target.measures is not Measures.MONEY or target.standard or not target.cost:
        return
    if not isinstance(row.indicator.target.value, AtLeast) or has(row.name, case.rules.words.savings):
        return
    if has(row.name, case.assessment.rules.words.standard_subjects):
        return  # more help to people is no waste
    text = row.target_text
    number = f"{case.project.number} {row.indicator.number}"
    sentence = f"成本指标的金额写成“{text}”，花得越多越好"
    remedy = (
        f"多半应为≤：请用 scorer adjust {number} --read-as at_most --because 理由，或改正目标表后重新导入"
    )
    yield Doubt(sentence, remedy, (text, row.name), row.source, row.indicator.number)


def price_times_quantity(case: Case) -> Iterator[Doubt]:
    """T19: a price per person or piece times their number stays within the budget; only where one number fits."""
    budget, _ = full_year_budget(case.project.budget)
    if not budget:
        return
    for row in case.rows:
        price, unit = row.target.high, unit_of(row.target.unit)
        if price is None or not unit.per or unit.measures is not Measures.MONEY:
            continue
        in_budget = ratio(unit.name.partition("/")[0], "万元")
        quantity = _quantity_for(case, row, unit.per)
        if quantity is None or quantity.target.low is None or in_budget is None:
            continue
        pieces = Fraction(quantity.target.low) * (ratio(quantity.target.unit, unit.per) or 1)
        product = Fraction(price) * pieces * in_budget
        if product > Fraction(budget) + Fraction(case.rules.limits.money_tolerance):
            yield _too_dear(case, row, quantity, (product, budget))


def limits_against_budget(case: Case) -> Iterator[Doubt]:
    """T20: the cost limits come to no more than the budget, and none is just the budget."""
    budget, _ = full_year_budget(case.project.budget)
    if not budget:
        return
    limits = {row: limit for row in case.rows if (limit := _limit(row)) is not None}
    whole = [row for row, limit in limits.items() if limit == budget]
    for row in whole:
        text = row.target_text
        sentence = f"上限{text}就是全部预算{exact_figure(budget)}万元，约束不了什么"
        remedy = "可改为主要支出的上限或单位成本（如每场、每人的费用）"
        yield Doubt(sentence, remedy, (str(budget), text), row.source, row.indicator.number, part="whole")
    # A limit was set when the budget was; one that was lowered in the year makes it no fault.
    budget = max(budget, initial_budget(case.project.budget)[0] or budget)
    most = Fraction(budget) + Fraction(case.rules.limits.money_tolerance)
    totals = [row for row in limits if has(row.name, case.rules.words.cost_totals)]
    for row in totals:
        if limits[row] > most:
            yield _above_budget({row: limits[row]}, budget, row.indicator.number)
    parts = {row: limit for row, limit in limits.items() if row not in whole and row not in totals}
    if sum(parts.values(), Fraction(0)) > most:
        yield _above_budget(parts, budget, None)


def in_ten_thousands(value: Decimal | Fraction, unit: str) -> Fraction | None:
    """An amount of money in 万元; None for prices per something and for what is no money."""
    if unit_of(unit).per or unit_of(unit).measures is not Measures.MONEY:
        return None
    factor = ratio(unit, "万元")
    return None if factor is None else Fraction(value) * factor


@dataclass(frozen=True, slots=True)
class _Column:
    """A figure of the budget, such as 年初预算数, and the sources of money that have a part in it."""

    what: str
    recorded: Recorded[Decimal] | None
    parts: Sum
    places: tuple[Source, ...]

    @property
    def total(self) -> Decimal | None:
        return self.recorded.value if self.recorded else None


@lru_cache(maxsize=4)
def _columns(case: Case) -> tuple[_Column, ...]:
    budget = case.project.budget
    if not budget.funds:
        return ()
    amounts = (
        ("年初预算数", budget.initial, [(fund.source, fund.initial) for fund in budget.funds]),
        ("全年预算数", budget.full_year, [(fund.source, fund.full_year) for fund in budget.funds]),
        ("全年执行数", budget.executed, [(fund.source, fund.executed) for fund in budget.funds]),
    )
    places = tuple(fund.place for fund in budget.funds[:1] if fund.place is not None)
    return tuple(
        _Column(what, total, added_up([(name, value) for name, value in parts if value is not None]), places)
        for what, total, parts in amounts
        if any(value is not None for _, value in parts)
    )


def _listed(found: Sum) -> str:
    return "＋".join(f"{name}{exact_figure(value)}" for name, value in found.parts)


def _are_all(column: _Column, columns: tuple[_Column, ...]) -> bool:
    """Whether the sources named are all there are: in another column the same ones come to its total."""
    names = [name for name, _ in column.parts.parts]
    return any(
        other.total and other.parts.total == other.total and [name for name, _ in other.parts.parts] == names
        for other in columns
        if other is not column
    )


def _above_budget(limits: dict[Row, Fraction], budget: Decimal, line: int | None) -> Doubt:
    listed = "＋".join(exact_figure(limit) for limit in limits.values())
    together = exact_figure(sum(limits.values(), Fraction(0)))
    what = f"成本指标的上限共{listed}＝{together}" if len(limits) > 1 else f"成本指标的上限{listed}"
    sentence = f"{what}万元，超过预算{exact_figure(budget)}万元"
    texts = tuple(row.target_text for row in limits)
    sources = tuple(source for row in limits for source in row.source)
    return Doubt(sentence, "请核对各项成本的上限和预算数", (str(budget), *texts), sources, line)


def _quantity_for(case: Case, price: Row, per: str) -> Row | None:
    """The one line that counts what the price is for: by a word of its name.

    A lone one fits without, if it is an output and no audience.
    """
    words = case.rules.words
    counts = [row for row in case.rows if row.target.low is not None and _counts(row.target.unit, per)]
    of_price = content(price.name, words)
    fitting = [row for row in counts if of_price & content(row.name, words)]
    if not fitting and len(counts) == 1:
        dimension = case.assessment.rules.dimension_of(counts[0].indicator.key.dimension)
        fitting = counts if "产出" in dimension and not has(counts[0].name, words.audiences) else []
    return fitting[0] if len(fitting) == 1 else None


def _counts(unit: str, per: str) -> bool:
    """Whether a number of the unit may be multiplied by a price for one `per`."""
    counted = unit_of(unit)
    if counted.per or counted.measures in _LENGTHS_OF_TIME:
        return False
    return counted.base == per or (counted.base in PERSON_UNITS and per in PERSON_UNITS)


def _too_dear(case: Case, price: Row, quantity: Row, sums: tuple[Fraction, Decimal]) -> Doubt:
    product, budget = sums
    number = f"{case.project.number}.{quantity.indicator.number}"
    price_text, count = price.target_text, quantity.target_text
    per = f"{exact_figure(price.target.high or Decimal(0))}{price.target.unit}"
    low = f"{exact_figure(quantity.target.low or Decimal(0))}{quantity.target.unit}"
    sentence = (
        f"{per} × {low}（{number} {quantity.name}）＝{exact_figure(product)}万元，"
        f"而预算只有{exact_figure(budget)}万元"
    )
    facts = (price_text, count, str(budget))
    remedy = "请核对标准、人数和预算数；其余由别的资金负担的，请说明"
    return Doubt(sentence, remedy, facts, price.source + quantity.source, price.indicator.number)


def _limit(row: Row) -> Fraction | None:
    """The upper limit of a cost in 万元."""
    target = row.target
    if target.high is None or not target.cost:
        return None
    return None if row.name.startswith(PART_OF_ANOTHER) else in_ten_thousands(target.high, target.unit)
