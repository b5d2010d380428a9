"""What recurs: 每周, 每月1次, 2次/年, and hours of service such as 7*24小时."""

import re
from decimal import Decimal

from scorer.model.quantity import Frequency, Period
from scorer.notation.numbers import DIGITS, NUMERALS, print_number, read_number, storable
from scorer.notation.pattern import Pattern
from scorer.notation.units import KNOWN_UNIT, Measures, find_unit

_PERIODS = {
    "日": Period.DAY,
    "天": Period.DAY,
    "周": Period.WEEK,
    "星期": Period.WEEK,
    "礼拜": Period.WEEK,
    "两周": Period.FORTNIGHT,
    "2周": Period.FORTNIGHT,
    "双周": Period.FORTNIGHT,
    "半月": Period.FORTNIGHT,
    "月": Period.MONTH,
    "季度": Period.QUARTER,
    "季": Period.QUARTER,
    "半年": Period.HALF_YEAR,
    "年度": Period.YEAR,
    "年": Period.YEAR,
}
# 半月 is not two weeks to the day, but 24 a year against 26 is decided below.
_PERIOD = "半月|" + "|".join(sorted(set(_PERIODS) - {"半月"}, key=len, reverse=True))
_NUMBER = rf"(?:{DIGITS}|{NUMERALS})"
_LEAST = r"(?:≥|>=|不少于|不低于|至少|最少)?"
# A deed may stand between (每月开展1次), but no word that compares, negates or reckons otherwise.
_DEED = r"(?:(?![不未无每人均第少多超约近几两半隔逢])[\u4e00-\u9fff]){0,4}?"
_EVERY = Pattern(
    rf"每(?:个)?(?P<period>{_PERIOD})"
    rf"(?:{_DEED}{_LEAST}(?P<times>{_NUMBER})(?P<unit>{KNOWN_UNIT})(?:及?以上)?)?"
)
_SPOKEN = Pattern(rf"[一1]个?(?P<period>{_PERIOD})(?P<times>{_NUMBER})(?P<unit>{KNOWN_UNIT})")
_RATE = Pattern(rf"(?P<times>{_NUMBER})(?P<unit>{KNOWN_UNIT})[/每](?:个)?(?P<period>{_PERIOD})")
# The units make each pattern dear to compile: only for a text that bears its sign.
_WAYS = (
    (Pattern("每"), _EVERY),
    (Pattern(rf"[一1]个?(?:{_PERIOD})."), _SPOKEN),
    (Pattern(rf"[^每].*[/每]个?(?:{_PERIOD})"), _RATE),
)
_ON_DUTY = r"(?:服务|响应|值守|值班|不间断|在线)?"
_SERVICE = Pattern(
    rf"(?P<first>[0-9]{{1,2}})(?:天|小时|h|H)?[*xX](?P<second>[0-9]{{1,2}})(?:个)?(?:小时|天|h|H)?{_ON_DUTY}"
)
_ROUND_THE_CLOCK = Pattern(rf"(?:7天)?(?:全天候|全天24(?:个)?小时|24(?:个)?小时(?:全天候|不间断)){_ON_DUTY}")
_HOURS_A_WEEK = Decimal(168)


def read_frequency(text: str) -> Frequency | None:
    """What `text` (plain characters) says recurs, as a whole; None if nothing does.

    Times are above 0; service is in hours a week (5*8小时 is 40).
    """
    if _ROUND_THE_CLOCK.fullmatch(text):
        return Frequency(_HOURS_A_WEEK, "小时", Period.WEEK)
    if service := _SERVICE.fullmatch(text):
        return _service(text, int(service["first"]), int(service["second"]))
    for sign, pattern in _WAYS:
        if sign.match(text) and (match := pattern.fullmatch(text)):
            return _frequency(match)
    return None


def print_frequency(frequency: Frequency) -> str:
    """每月1次, 168小时/周; reads back to an equal frequency."""
    if frequency.unit == "小时":
        return f"{print_number(frequency.times)}小时/{frequency.period}"
    return f"每{frequency.period}{print_number(frequency.times)}{frequency.unit}"


def is_service(frequency: Frequency) -> bool:
    """Whether it is hours of service, not events."""
    return frequency.unit == "小时"


def _frequency(match: re.Match[str]) -> Frequency | None:
    times = read_number(match["times"]) if match["times"] else Decimal(1)
    if times is None or times <= 0:
        return None
    period = _PERIODS[match["period"]]
    if match["period"] == "半月":
        times, period = times * 2, Period.MONTH
    unit = find_unit(match["unit"]) if match["unit"] else None
    if unit is not None and unit.base == "小时":
        return _hours(times * unit.size.numerator, period)
    if storable(times) is None or (unit is not None and unit.measures is not Measures.COUNT):
        return None
    return Frequency(times, unit.name if unit else "次", period)


def _hours(times: Decimal, period: Period) -> Frequency | None:
    if period is Period.DAY:
        times, period = times * 7, Period.WEEK
    return Frequency(times, "小时", period) if storable(times) and times <= _HOURS_A_WEEK else None


def _service(text: str, first: int, second: int) -> Frequency | None:
    """Days and hours in either order, at most 7 and 24; one of them must be named."""
    days, hours = (first, second) if first <= 7 else (second, first)
    if "小时" not in text and "h" not in text.lower() and (days, hours) != (7, 24):
        return None
    if not (1 <= days <= 7 and 1 <= hours <= 24):
        return None
    return Frequency(Decimal(days * hours), "小时", Period.WEEK)
