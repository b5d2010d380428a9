"""Deadlines as written: 12月底之前, 2024年12月31日前, 9月前, 2021年12月完成, 1-12月."""

from dataclasses import dataclass
from datetime import date

from scorer.notation.dates import Span, day_before, print_day, read_period, read_span
from scorer.notation.pattern import Pattern

_LEAD = Pattern(
    r"^(?:已经?)?(?:截至|截止到|截止至|截止|于|在|计划|每年(?=[0-9]{1,2}月))(?=[0-9一二三四五六七八九十本当年上下次明第])"
)
_BEFORE = Pattern(r"(?:之前|以前|前)$")
_DONE = Pattern(
    r"(?:已经?)?(?:全部|全面|如期|按时|顺利|圆满|基本)?(?:完成|完工|竣工|开工|交付|验收|到位|支付|拨付|发放|投入使用|召开|举办|结束|"
    r"建成|启动|实施|上线|提交|报送|印发|付清|结题|通过验收|发布|投用|落实|办结|办理|响应|答复|回复|送达|到达|处理|处置|解决|反馈|"
    r"为止|止)[\u4e00-\u9fff]{0,10}$"
)
_THIS_YEAR = Pattern(r"(?:本|当)?年度?内")
# Events without a day in the calendar of a fiscal year; a person judges them.
_UNDATED_EVENT = Pattern(
    r"(?:汛期|春节|节|开学|入冬|供暖期?|采暖期?|汛|雨季|高考|中考|暑期|寒假|暑假|国庆|元旦)(?:之前|以前|前)"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last permitted day, whether nothing but a date was written, and what was assumed."""

    limit: date
    bare: bool
    notes: tuple[str, ...] = ()


def read_deadline(text: str, year: int) -> Deadline | None:
    """The deadline that `text` (plain characters) is as a whole; undated months belong to `year`.

    A day or month end before 前 is included, a month or year is not (9月前 is 31 August).
    Raises NoSuchDate for a day that the calendar does not have.
    """
    rest = without_deed(text)
    if _THIS_YEAR.fullmatch(rest):
        return Deadline(date(year, 12, 31), bare=False)
    stem = _BEFORE.sub("", rest)
    span = read_span(stem, year) or _end_of_period(stem, year)
    if span is None:
        return None
    if stem == rest:
        return Deadline(span.last, bare=True)
    if span.first == span.last or span.ends:
        return Deadline(span.last, bare=False)
    limit = day_before(span.first)
    return Deadline(limit, bare=False, notes=(f"“{text}”不含{stem}本身，最后期限为{print_day(limit)}",))


def without_deed(text: str) -> str:
    """A time without 于 before it and the deed after it: 于12月15日前全部完成支付, 3日内办结."""
    return _DONE.sub("", _LEAD.sub("", text))


def names_undated_event(text: str) -> bool:
    """Whether a deadline is tied to an event without a fixed day (汛期前)."""
    return _UNDATED_EVENT.search(text) is not None


def _end_of_period(text: str, year: int) -> Span | None:
    period = read_period(text, year)
    return None if period is None else Span(period[1].last, period[1].last, dated=True, ends=True)
