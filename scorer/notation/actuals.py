"""Actuals (实际完成值): text to model and back, as far as the text alone can say."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from scorer.model.actual import Actual, Dated, Estimated, Late, Measured, Ratio, Recurred, Vagueness, Words
from scorer.notation.approximations import print_approximation, read_approximation
from scorer.notation.characters import MOST_CHARACTERS, plain, without_trailing_bracket
from scorer.notation.dates import NoSuchDate, print_day, print_span, read_period, read_run, read_span
from scorer.notation.deadlines import read_deadline, without_deed
from scorer.notation.frequencies import print_frequency, read_frequency
from scorer.notation.numbers import DIGITS, NUMERALS, print_number, read_number
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import print_quantity, read_quantity, unlike_a_date

_RATIO = Pattern(rf"({DIGITS})/({DIGITS})")
_SPOKEN_RATIO = Pattern(rf"({NUMERALS})分之({NUMERALS})")
_LATE_WORDS = "逾期 延期 延迟 推迟 超期 拖期 滞后 迟 晚 延后".split()
_SPAN = rf"(?P<number>{DIGITS}|{NUMERALS}|半)(?P<unit>天|日|周|星期|个月|个星期|年)"
_LATE = Pattern(
    rf"(?:已)?(?:(?P<late>{'|'.join(_LATE_WORDS)})|提前)(?:了|完成)?{_SPAN}(?:完成|完工|实现|到位)?"
)
_ORDINAL_YEAR = Pattern(rf"第((?:{DIGITS}|{NUMERALS})年)")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7, "个月": 30, "年": 365}
_HALVES = {"个月": 15, "年": 182}
_MOST_DAYS = 9999
_ANY_YEAR = 2001


def read_any_actual(text: str, year: int) -> Actual | None:
    """What an answer says without regard to its target; None if it is words. Undated days are of `year`.

    Raises NoSuchDate for a day that the calendar does not have.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    uniform = plain(text)
    for candidate in dict.fromkeys((uniform, without_trailing_bracket(uniform))):
        found = _read_whole(candidate, year)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=65536)
def parse_actual(reading: str) -> Actual:
    """The actual that a stored reading says; needs no context and never raises."""
    try:
        return read_any_actual(reading, _ANY_YEAR) or Words(reading)
    except NoSuchDate:
        return Words(reading)


def print_actual(actual: Actual) -> str:
    """The canonical text of an actual; reads back to an equal actual."""
    match actual:
        case Measured(quantity):
            return print_quantity(quantity)
        case Ratio(numerator, denominator):
            return unlike_a_date(numerator, f"/{print_number(denominator)}")
        case Estimated():
            return print_approximation(actual)
        case Dated(earliest, latest, began):
            end = print_span(earliest, latest)
            return end if began is None else f"{print_day(began)}至{end}"
        case Late(days):
            return f"逾期{days}天" if days >= 0 else f"提前{-days}天"
        case Recurred(frequency):
            return print_frequency(frequency)
        case Words(text):
            return text
        case _:
            assert_never(actual)


def read_dated(text: str, year: int) -> Dated | None:
    """A day, a span or a period A至B; None if `text` (plain characters) is none of them.

    Raises NoSuchDate for a day that the calendar does not have.
    """
    stem = without_deed(text)
    span = read_span(stem, year) or read_run(text, year)
    if span is not None:
        return Dated(span.first, span.last)
    period = read_period(stem, year)
    if period is not None:
        return Dated(period[1].first, period[1].last, began=period[0].first)
    deadline = read_deadline(text, year)
    if deadline is not None and not deadline.bare:
        return Dated(min(date(year, 1, 1), deadline.limit), deadline.limit)
    return None


def read_figure(text: str) -> Ratio | Estimated | Measured | None:
    """A number, a share or an estimate that `text` (plain characters) is as a whole."""
    return _read_ratio(text) or read_approximation(text) or _read_measured(text)


def bounds_of(estimate: Estimated) -> tuple[Decimal, Decimal | None]:
    """The lowest and highest value that an estimate allows; None for no upper bound.

    余 and 多 reach to the next round figure (50余 below 60), 约 a tenth either way, 近 a tenth below.
    """
    value = estimate.quantity.value
    tenth = abs(value) / 10
    match estimate.vagueness:
        case Vagueness.SOMEWHAT_MORE:
            return value, value + _step(value)
        case Vagueness.OR_MORE:
            return value, None
        case Vagueness.ABOUT:
            return value - tenth, value + tenth
        case Vagueness.NEARLY:
            return value - tenth, value
        case _:
            assert_never(estimate.vagueness)


def _read_whole(text: str, year: int) -> Actual | None:
    late = _LATE.fullmatch(text)
    if late is not None:
        return _read_late(late)
    dated = read_dated(text, year)
    if dated is not None:
        return dated
    frequency = read_frequency(text)
    if frequency is not None:
        return Recurred(frequency)
    return read_figure(text)


def _read_late(match: re.Match[str]) -> Late | None:
    """Days after the limit, negative before it; months count 30, years 365 days."""
    sign = 1 if match["late"] else -1
    if match["number"] == "半":
        return Late(sign * _HALVES[match["unit"]]) if match["unit"] in _HALVES else None
    value = read_number(match["number"])
    days = None if value is None else value * _DAYS[match["unit"]]
    if days is None or days != int(days) or days > _MOST_DAYS:
        return None
    return Late(sign * int(days))


def _read_ratio(text: str) -> Ratio | None:
    if match := _RATIO.fullmatch(text):
        numerator, denominator = read_number(match[1]), read_number(match[2])
    elif "分之" in text and (match := _SPOKEN_RATIO.fullmatch(text)) and match[1] not in {"百", "千", "万"}:
        numerator, denominator = read_number(match[2]), read_number(match[1])
    else:
        return None
    if numerator is None or not denominator:
        return None
    return Ratio(numerator, denominator)


def _read_measured(text: str) -> Measured | None:
    ordinal = _ORDINAL_YEAR.fullmatch(text) if text.startswith("第") else None
    quantity = read_quantity(ordinal[1] if ordinal else text)
    return None if quantity is None else Measured(quantity)


def _step(value: Decimal) -> Decimal:
    """The size of the last figure that is not zero: 10 of 50, 100 of 3100, 1 of 26 and of 0, 0.1 of 1.2."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
