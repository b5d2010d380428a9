"""The one place after notation that looks at words: a target and an actual become a comparison."""

from fractions import Fraction
from typing import assert_never

from scorer.model.actual import Actual, Dated, Estimated, Late, Measured, Ratio, Recurred, Words
from scorer.model.project import Indicator, Recorded
from scorer.model.quantity import Frequency, Quantity
from scorer.model.target import Judged, Unreadable
from scorer.notation.actuals import bounds_of
from scorer.notation.dates import print_day
from scorer.notation.frequencies import is_service
from scorer.notation.units import ratio
from scorer.scoring.attainment import attain
from scorer.scoring.comparison import Delay, Kind, Measure, Number, Open, Settled, SettledTarget
from scorer.scoring.figures import exact_figure
from scorer.scoring.rules import RuleSet
from scorer.scoring.target_settling import HOURS_A_WEEK, a_year, whole_year
from scorer.scoring.wording import Undecided, Worth, grade
from scorer.scoring.worth import graded_worth

_TIER_SETTLES = "请用档次评定：达成、部分达成或未达成"
# Stands in for a value without upper bound: more than any number that notation reads, twice over.
_BEYOND = 10**16


def settle(indicator: Indicator, target: SettledTarget, year: int, rules: RuleSet) -> Settled:
    """What an indicator's actual is against its target as scored; Open where no rule can tell."""
    actual = indicator.actual
    assert actual is not None
    match target.kind:
        case Kind.AT_LEAST | Kind.AT_MOST | Kind.EXACTLY | Kind.BETWEEN | Kind.RECURRING:
            if isinstance(actual.value, Words) and isinstance(indicator.target.value, Judged):
                return _settle_words(indicator, actual, rules)
            return _settle_number(target, actual, year, rules)
        case Kind.BY_DATE:
            return _settle_date(indicator, target, actual, rules)
        case Kind.JUDGED:
            return _settle_words(indicator, actual, rules)
        case Kind.UNREADABLE:
            assert isinstance(indicator.target.value, Unreadable)
            return Settled(Open(f"指标值无法读取（{indicator.target.value.reason}），{_TIER_SETTLES}"))
        case _:
            assert_never(target.kind)


def _settle_number(target: SettledTarget, actual: Recorded[Actual], year: int, rules: RuleSet) -> Settled:
    match actual.value:
        case Measured(quantity) if target.kind is Kind.RECURRING and target.unit == HOURS_A_WEEK:
            return _hours_a_day(target, quantity)
        case Measured(quantity):
            return _measure(target, quantity.value, quantity.unit)
        case Estimated() as estimate:
            return _estimate(target, estimate, rules)
        case Ratio(numerator, denominator):
            return _measure(target, 100 * Fraction(numerator) / Fraction(denominator), "%")
        case Recurred(frequency):
            return _recurrence(target, frequency, year)
        case Dated() | Late() | Words():
            return Settled(
                Open(f"实际完成值“{actual.text.strip()}”不是数，请填写数值，或{_TIER_SETTLES[1:]}")
            )
        case _:
            assert_never(actual.value)


def _recurrence(target: SettledTarget, frequency: Frequency, year: int) -> Settled:
    service = is_service(frequency)
    if service is not (target.unit == HOURS_A_WEEK):
        return Settled(Open("实际完成值的频次与指标值不是同一种，请重新填写"))
    times = a_year(frequency, year)
    if service:
        return Settled(Measure(target, times))
    found = _measure(target, times, frequency.unit)
    return Settled(found.comparison, (*found.notes, whole_year(frequency, year)))


def _hours_a_day(target: SettledTarget, quantity: Quantity) -> Settled:
    factor = ratio(quantity.unit, "小时")
    if factor is None:
        return Settled(Open(f"实际完成值的单位“{quantity.unit}”不是服务时间，请填写如5*8小时"))
    note = f"{exact_figure(quantity.value)}{quantity.unit}按每天服务的时间、每周7天计"
    return Settled(Measure(target, Fraction(quantity.value) * factor * 7), (note,))


def _measure(target: SettledTarget, value: Number, unit: str) -> Settled:
    """The number in the target's unit."""
    wanted = target.unit
    if target.kind is Kind.RECURRING:
        wanted = wanted.removesuffix("/年")
    if unit != wanted:
        factor = ratio(unit, wanted)
        if factor is None:
            return Settled(Open(f"实际完成值的单位“{unit}”与指标值的单位“{wanted}”不符，请重新填写"))
        if factor != 1:
            value = Fraction(value) * factor
    if target.decrease:
        value = -value if value < 0 else value
    met_at_bound = target.strict and value in {target.low, target.high}
    return Settled(Measure(target, value), ("恰好等于指标值，按达到计",) if met_at_bound else ())


def _estimate(target: SettledTarget, actual: Estimated, rules: RuleSet) -> Settled:
    """An estimate counts as its figure if every value that it allows is worth the same."""
    unit = actual.quantity.unit
    settled = _measure(target, actual.quantity.value, unit)
    comparison = settled.comparison
    if not isinstance(comparison, Measure):
        return settled
    low, high = bounds_of(actual)
    first = _measure(target, low, unit).comparison
    last = _measure(target, Fraction(_BEYOND) if high is None else high, unit).comparison
    assert isinstance(first, Measure)
    assert isinstance(last, Measure)
    # a share has its best and its turn at the bounds, so these and the ends speak for all between
    turns = (bound for bound in (target.low, target.high) if bound is not None)
    values = (comparison.value, last.value, *(turn for turn in turns if first.value < turn < last.value))
    share = attain(first, rules).share
    if any(attain(Measure(target, value), rules).share != share for value in values):
        return Settled(Open("实际完成值是约数，可能达到也可能未达到指标值，请填写准确数"))
    return Settled(comparison, ("实际完成值是约数，其范围内各值得分相同",))


def _settle_date(
    indicator: Indicator, target: SettledTarget, actual: Recorded[Actual], rules: RuleSet
) -> Settled:
    limit = target.limit
    assert limit is not None
    match actual.value:
        case Late(days):
            return Settled(Delay(days, limit))
        case Dated(earliest, latest):
            first, last = Delay((earliest - limit).days), Delay((latest - limit).days, limit)
            if attain(first, rules).share != attain(last, rules).share:
                return Settled(Open("实际完成时间的首尾两日得分不同，请填写具体日期"))
            copied = actual.text.strip() == indicator.target.text.strip()
            return Settled(last, ("实际完成值照抄了指标值的期限，没有写实际日期",) if copied else ())
        case Words():
            return _settle_date_words(indicator, Delay(None, limit), actual.text.strip(), rules)
        case Measured() | Ratio() | Estimated() | Recurred():
            return Settled(Open("实际完成值不是日期，与指标值不符，请重新填写"))
        case _:
            assert_never(actual.value)


def _settle_date_words(indicator: Indicator, not_done: Delay, text: str, rules: RuleSet) -> Settled:
    assert not_done.limit is not None
    graded = grade("按时完成", indicator.key.name, text, rules.words)
    if not isinstance(graded, Undecided):
        in_time = any(word in text for word in rules.words.on_time)
        if graded.worth is Worth.ACHIEVED and in_time:
            return Settled(graded_worth(graded.worth, rules), (f"没有写明完成日期，按文字“{text}”计",))
        if graded.worth is Worth.NOTHING:
            return Settled(not_done)
    limit = print_day(not_done.limit)
    return Settled(Open(f"期限是{limit}，“{text}”看不出哪天完成，请填写完成日期、逾期天数或未完成"))


def _settle_words(indicator: Indicator, actual: Recorded[Actual], rules: RuleSet) -> Settled:
    text, name = indicator.target.text, indicator.key.name
    if isinstance(actual.value, Late):
        # stated days count only where the target speaks of being done in time
        if isinstance(grade(text, name, "按时完成", rules.words), Undecided):
            return Settled(Open(f"指标值“{text.strip()}”没有时限，{_TIER_SETTLES}"))
        return Settled(Delay(actual.value.days))
    graded = grade(text, name, actual.text, rules.words)
    if isinstance(graded, Undecided):
        return Settled(Open(graded.reason))
    return Settled(graded_worth(graded.worth, rules), ("实际完成值照抄了指标值",) if graded.copied else ())
