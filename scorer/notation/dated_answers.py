"""An answer to a target by a date."""

import re
from datetime import date

from scorer.model.actual import Dated, Late, Words
from scorer.model.problem import Code, Problem
from scorer.notation.actuals import read_any_actual, read_dated
from scorer.notation.characters import MOST_CHARACTERS, shown, without_trailing_bracket
from scorer.notation.comparators import leading_comparator
from scorer.notation.context import EntryContext
from scorer.notation.dates import print_day
from scorer.notation.pattern import Pattern
from scorer.notation.refusing import Answer, refuse

_LATE_WITHOUT_DAYS = Pattern(
    r"(?:已)?(?:逾期|延期|延迟|推迟|超期|拖期|滞后|延后)(?:了|完成|完工|实施)*(?:[0-9一二两三四五六七八九十]+个?工作[日天])?"
)
_WITHOUT_YEAR = Pattern(r"^(?![^月]*(?:(?:19|20)[0-9]{2}|[0-9]{2}年|次年|明年|翌年|当年|本年|今年))[^月]*月")


def read_date_answer(text: str, uniform: str, limit: date, context: EntryContext) -> Answer:
    """The day, span, delay or words that were entered against `limit`.

    Raises NoSuchDate for a day that the calendar does not have.
    """
    stem = without_trailing_bracket(uniform)
    found = read_any_actual(stem, context.year)
    match found:
        case Late():
            return found, ()
        case Dated():
            return _dated(text, stem, found, limit, context)
        case None:
            return _not_whole(text, stem, limit, context)
        case _:
            return _date_needed(text, limit, context)


def in_future(text: str, found: Dated, context: EntryContext) -> Answer:
    """A day after today cannot have been achieved."""
    message = f"“{shown(text)}”（{print_day(found.earliest)}）晚于今天（{print_day(context.today)}）"
    return refuse(Code.DATE_IN_FUTURE, message, "请填写已经完成的日期；尚未完成请填未完成")


def _not_whole(text: str, stem: str, limit: date, context: EntryContext) -> Answer:
    sign, rest = leading_comparator(stem)
    copied = read_dated(rest, context.year)
    if copied is not None and copied.latest == limit:
        note = Problem(Code.COPIED, f"“{shown(text)}”抄有比较符号，按{print_day(copied.latest)}计")
        actual, problems = _dated(text, rest, copied, limit, context)
        return actual, (note, *problems)
    if _LATE_WITHOUT_DAYS.fullmatch(stem):
        message = f"“{shown(text)}”没有写明晚了多少天（工作日不能换算）"
        return refuse(Code.DAYS_NEEDED, message, "请按日历写明天数，如逾期15天；或填写完成日期")
    if re.search(r"[0-9]", stem) or sign is not None or len(text) > MOST_CHARACTERS:
        return _date_needed(text, limit, context)
    return Words(text), ()


def _dated(text: str, stem: str, found: Dated, limit: date, context: EntryContext) -> Answer:
    no_year = _WITHOUT_YEAR.match(stem) is not None
    if no_year and found.latest.month <= 3 and limit.month >= 10 and limit.year == found.latest.year:
        message = f"“{shown(text)}”没有写年份，而期限是{print_day(limit)}"
        month = found.latest.month
        hint = (
            f"请写明年份，是{limit.year}年{month}月还是{limit.year + 1}年{month}月？如{limit.year}年{month}月"
        )
        return refuse(Code.YEAR_NEEDED, message, hint)
    if found.earliest > context.today:
        return in_future(text, found, context)
    if found.earliest <= limit < found.latest:
        message = f"“{shown(text)}”跨过期限{print_day(limit)}，看不出是否按时"
        return refuse(Code.DAY_NEEDED, message, f"请填写具体日期，如{print_day(found.earliest)}")
    return found, ()


def _date_needed(text: str, limit: date, context: EntryContext) -> Answer:
    message = f"期限是{print_day(limit)}，从“{shown(text)}”看不出完成日期"
    hint = f"请填写完成日期，如{print_day(min(limit, context.today))}；晚了请写逾期天数，如逾期15天"
    return refuse(Code.DATE_NEEDED, message, hint)
