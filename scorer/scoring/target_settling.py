"""What a target is worth: the kind it is scored as, its bounds, and what was assumed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from scorer.model.entry import LineKey
from scorer.model.quantity import Frequency, Period, Quantity
from scorer.model.target import (
    AtLeast,
    AtMost,
    Bare,
    Between,
    ByDate,
    Exactly,
    Judged,
    Recurring,
    Target,
    Unreadable,
)
from scorer.notation.characters import plain, without_trailing_bracket
from scorer.notation.frequencies import is_service
from scorer.notation.names import bare_level
from scorer.notation.quantities import exact_decimal
from scorer.notation.units import Measures, unit_of
from scorer.scoring.comparison import LENGTHS, Kind, SettledTarget
from scorer.scoring.figures import exact_figure
from scorer.scoring.rules import BareNumber
from scorer.scoring.words import Words

_A_YEAR = {
    Period.WEEK: 52,
    Period.FORTNIGHT: 26,
    Period.MONTH: 12,
    Period.QUARTER: 4,
    Period.HALF_YEAR: 2,
    Period.YEAR: 1,
}
_DAY_OF_SERVICE = Quantity(Decimal(24), "小时")
_ALL_HOURS = Decimal(168)
_HALF = 50  # per cent
_RATE = "率"
HOURS_A_WEEK = "小时/周"
"""The unit in which service is counted."""


@lru_cache(maxsize=65536)
def settle_target(
    target: Target, key: LineKey, year: int, words: Words, bare_number: BareNumber
) -> SettledTarget:
    """The target as scored under a rule set's word lists and its reading of bare numbers."""
    cost = is_under_cost(key, words)
    match target:
        case AtLeast(bound, strict):
            return _limited(Kind.AT_LEAST, bound, cost, strict=strict)
        case AtMost(bound, strict):
            return _limited(Kind.AT_MOST, bound, cost, strict=strict)
        case Exactly(value):
            return _limited(Kind.EXACTLY, value, cost)
        case Between(low, high, unit):
            measures = unit_of(unit).measures
            return SettledTarget(Kind.BETWEEN, low, high, unit, measures=measures, cost=cost)
        case ByDate(limit):
            return SettledTarget(Kind.BY_DATE, limit=limit)
        case Recurring(frequency):
            return _recurring(frequency, year)
        case Bare(value):
            return _bare(value, key, cost, words, bare_number)
        case Judged(text, figure):
            return _judged(text, figure, words)
        case Unreadable():
            return SettledTarget(Kind.UNREADABLE)
        case _:
            assert_never(target)


def a_year(frequency: Frequency, year: int) -> Decimal:
    """How many times a year (the whole of it) something recurs, or hours of service a week.

    Hours a month and the like are rounded to six decimals of an hour a week.
    """
    if frequency.period is Period.DAY:
        days = (date(year, 12, 31) - date(year - 1, 12, 31)).days
        return frequency.times * (7 if is_service(frequency) else days)
    times = frequency.times * _A_YEAR[frequency.period]
    return exact_decimal(Fraction(times) / _A_YEAR[Period.WEEK]) if is_service(frequency) else times


def whole_year(frequency: Frequency, year: int) -> str:
    """What is assumed of something that recurs: 每月1次即全年12次."""
    times, unit = exact_figure(a_year(frequency, year)), frequency.unit
    return f"按全年不间断，每{frequency.period}{exact_figure(frequency.times)}{unit}即全年{times}{unit}"


def is_under_cost(key: LineKey, words: Words) -> bool:
    """Whether a line stands under 成本, as level 1 or level 2."""
    return any(bare_level(name) in words.cost_names for name in (key.category, key.dimension))


def _limited(
    kind: Kind,
    bound: Quantity,
    cost: bool,
    assumption: str = "",
    *,
    strict: bool = False,
    standard: bool = False,
) -> SettledTarget:
    """A target with one number: a lower limit, an upper limit, or both at once."""
    return SettledTarget(
        kind,
        low=None if kind is Kind.AT_MOST else bound.value,
        high=None if kind is Kind.AT_LEAST else bound.value,
        unit=bound.unit,
        measures=unit_of(bound.unit).measures,
        cost=cost,
        standard=standard,
        strict=strict,
        assumption=assumption,
    )


def _recurring(frequency: Frequency, year: int) -> SettledTarget:
    times = a_year(frequency, year)
    if is_service(frequency):
        return SettledTarget(Kind.RECURRING, low=times, unit=HOURS_A_WEEK)
    unit, assumption = f"{frequency.unit}/年", whole_year(frequency, year)
    return SettledTarget(Kind.RECURRING, low=times, unit=unit, measures=Measures.COUNT, assumption=assumption)


def _bare(value: Quantity, key: LineKey, cost: bool, words: Words, bare_number: BareNumber) -> SettledTarget:
    """A number without comparator; the order of the questions is the law's."""
    measures = unit_of(value.unit).measures
    if value.value == 0:
        return _limited(Kind.EXACTLY, value, cost, "没有比较符号的0按“等于”计")
    if cost and measures is Measures.MONEY:
        if _is_standard(key.name, words):
            return _limited(Kind.EXACTLY, value, cost, "没有比较符号的发放标准按“等于”计", standard=True)
        return _limited(Kind.AT_MOST, value, cost, "没有比较符号的成本金额按上限（≤）计")
    if value == _DAY_OF_SERVICE and not _has(key.name, words.time_limits):
        assumption = "“24小时”按每周7天全天服务计"
        return SettledTarget(Kind.RECURRING, low=_ALL_HOURS, unit=HOURS_A_WEEK, assumption=assumption)
    if measures in LENGTHS and _is_time_limit(key, words):
        return _limited(Kind.AT_MOST, value, cost, "没有比较符号的时长按上限（≤）计")
    # Nobody promises trouble in most cases: 投诉举报核实率 95% is to be raised.
    most = measures is Measures.PERCENT and value.value > _HALF
    if _is_lower_better(key.name, words) and not most:
        return _limited(Kind.AT_MOST, value, cost, "没有比较符号，该指标越低越好，按上限（≤）计")
    if bare_number is BareNumber.EXACTLY:
        return _limited(Kind.EXACTLY, value, cost, "没有比较符号，按“等于”计")
    return _limited(Kind.AT_LEAST, value, cost, "没有比较符号，按“不少于”（≥）计")


def _is_standard(name: str, words: Words) -> bool:
    return _has(name, words.standard_subjects) and _has(name, words.standard_nouns)


def _is_time_limit(key: LineKey, words: Words) -> bool:
    if _has(key.name, words.time_not_limits):
        return False
    return bare_level(key.category) in words.time_names or _has(key.name, words.time_limits)


def _is_lower_better(name: str, words: Words) -> bool:
    if not _has(name, words.lower_is_better):
        return False
    rates = tuple(word for word in words.lower_is_better if word.endswith(_RATE))
    is_rate = without_trailing_bracket(plain(name)).endswith(rates)
    return is_rate or not _has(name, words.lower_is_better_except)


def _has(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name for word in words)


def _judged(text: str, figure: Quantity | None, words: Words) -> SettledTarget:
    # 投诉率5%: whether more or less is meant, nobody can tell
    if figure is None or _has(text, words.lower_is_better):
        return SettledTarget(Kind.JUDGED)
    decrease = _has(text, words.decrease_words)
    what = "降幅不少于" if decrease else "不少于"
    return SettledTarget(
        Kind.AT_LEAST,
        low=figure.value,
        unit=figure.unit,
        measures=unit_of(figure.unit).measures,
        assumption=f"文字中的唯一数字按{what}{exact_figure(figure.value)}{figure.unit}计",
        decrease=decrease,
    )
