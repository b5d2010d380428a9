"""An answer read against its target: dates, numbers, recurrence, words, and what must be asked.

Refusals that need a rule set's words or shares are not here but in scoring.
"""

from datetime import date
from decimal import Decimal
from typing import assert_never

from scorer.model.actual import Dated, Measured, Recurred, Words
from scorer.model.problem import Code
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
from scorer.notation.actuals import read_any_actual, read_figure
from scorer.notation.characters import MOST_CHARACTERS, plain, shown, tidy, without_trailing_bracket
from scorer.notation.context import EntryContext
from scorer.notation.dated_answers import in_future, read_date_answer
from scorer.notation.dates import NoSuchDate, print_day
from scorer.notation.frequencies import is_service, read_frequency
from scorer.notation.number_answers import read_number_answer
from scorer.notation.numbers import TOO_LONG
from scorer.notation.pattern import Pattern
from scorer.notation.refusing import Answer, refuse
from scorer.notation.targets import print_target

_LONG_NUMBER = Pattern(r"[0-9]{16,}|[0-9]\.[0-9]{7,}")
_DIGIT = Pattern(r"[0-9]")


def read_actual(text: str, target: Target, context: EntryContext) -> Answer:
    """What was entered for `target`, or why it cannot be taken; never raises."""
    written = tidy(text)
    uniform = plain(written)
    if not uniform:
        return refuse(Code.EMPTY_VALUE, "实际完成值为空", "请填写实际完成值；要取消已填的值请用 --clear")
    if _LONG_NUMBER.search(uniform):
        return refuse(
            Code.NUMBER_TOO_LONG, f"“{shown(text)}”的{TOO_LONG}", "请换用较大的单位，或保留至多6位小数"
        )
    if len(written) > MOST_CHARACTERS:
        uniform = "……"  # words only, whatever the target
    try:
        return _answer(written, uniform, target, context)
    except NoSuchDate as error:
        hint = f"请填写真实日期，如{print_day(_example_day(target, context))}"
        return refuse(Code.NO_SUCH_DATE, f"“{shown(text)}”：日历上没有{error}这一天", hint)


def _answer(text: str, uniform: str, target: Target, context: EntryContext) -> Answer:
    match target:
        case AtLeast(bound) | AtMost(bound) | Exactly(bound) | Bare(bound):
            return read_number_answer(text, uniform, target, bound, context.name)
        case Between(_, high, unit):
            return read_number_answer(text, uniform, target, Quantity(high, unit), context.name)
        case Recurring(frequency):
            return _recurrence(text, uniform, target, frequency, context.name)
        case ByDate(limit):
            return read_date_answer(text, uniform, limit, context)
        case Judged(_, figure):
            return _judged(text, uniform, target, figure, context)
        case Unreadable():
            return _as_it_is(text, context)
        case _:
            assert_never(target)


def _judged(
    text: str, uniform: str, target: Judged, figure: Quantity | None, context: EntryContext
) -> Answer:
    in_words = read_figure(uniform) is None and not _DIGIT.search(uniform)
    if figure is None or in_words:
        return _as_it_is(text, context)
    return read_number_answer(text, uniform, target, figure, context.name)


def _as_it_is(text: str, context: EntryContext) -> Answer:
    """An answer that no number or date of the target measures."""
    found = read_any_actual(text, context.year) or Words(text)
    if isinstance(found, Dated) and found.earliest > context.today:
        return in_future(text, found, context)
    return found, ()


def _recurrence(text: str, uniform: str, target: Target, frequency: Frequency, name: str) -> Answer:
    stem = without_trailing_bracket(uniform)
    found = read_frequency(stem)
    if found is not None and is_service(found) is is_service(frequency):
        return Recurred(found), ()
    if not is_service(frequency) and found is None:
        times = Quantity(frequency.times, frequency.unit)
        return read_number_answer(text, uniform, target, times, name)
    if read_figure(stem) == Measured(Quantity(Decimal(24), "小时")):
        return Recurred(Frequency(Decimal(168), "小时", Period.WEEK)), ()
    if is_service(frequency):
        message = f"指标值是服务时间“{print_target(target)}”，“{shown(text)}”不是服务时间"
        return refuse(Code.NUMBER_NEEDED, message, "请填写服务时间，如5*8小时")
    message = f"指标值“{print_target(target)}”计次数，“{shown(text)}”是服务时间"
    return refuse(Code.UNIT_DIFFERS, message, "请填写次数，如每月1次")


def _example_day(target: Target, context: EntryContext) -> date:
    return min(target.limit, context.today) if isinstance(target, ByDate) else context.today
