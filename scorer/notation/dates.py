"""Dates, months, quarters and periods as written."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from scorer.notation.pattern import Pattern

_YEAR = (
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?:年度?|(?=全年|[上下]半年|第?[一二三四1-4]季度))"
    r"|(?P<short>[0-9]{2})年(?=[0-9]{1,2}月)"
    r"|(?P<relative>次年|明年|翌年|当年|本年度?|今年|年度|上年|去年))?"
)
_CLOCK = r"(?:[0-9]{1,2}(?:时|点|:[0-9]{2}))?"
_DAY = Pattern(_YEAR + r"(?P<month>[0-9]{1,2})月(?:份)?(?P<day>[0-9]{1,2})(?:(?:日|号)" + _CLOCK + ")?")
_NUMERIC_DAY = Pattern(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-./])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})日?"
)
_NUMERIC_MONTH = Pattern(r"(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>0?[1-9]|1[0-2])")
_COMPACT_DAY = Pattern(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])")
_MONTH = Pattern(_YEAR + r"(?P<month>[0-9]{1,2})月(?:份)?(?P<part>底|末|中旬|上旬|下旬|初|中)?")
_QUARTER = Pattern(_YEAR + r"第?(?P<quarter>[一二三四1-4])季度?(?P<part>末|底)?")
_FIRST_QUARTERS = Pattern(_YEAR + r"前(?P<quarter>[一二两三四1-4])个?季度?(?P<part>末|底)?")
_HALF = Pattern(_YEAR + r"(?P<half>[上下])半年(?P<part>末|底)?")
_WHOLE_YEAR = Pattern(
    r"(?P<year>(?:19|20)[0-9]{2})(?:年度?|年?全年|年全年度)|(?P<relative>次年|明年|翌年|当年|本年度?|今年|全年)"
)
_YEAR_END = Pattern(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年?|(?P<short>[0-9]{2})(?=年)|(?P<relative>[本当今次明翌去上]))?年度?(?P<part>底|末|终)"
)
_BARE_YEAR = Pattern(r"(?:19|20)[0-9]{2}(?=年?$)")
_YEAR_NUMERALS = Pattern(r"(?:一九|二[〇零])[〇零一二三四五六七八九]{2}(?=年)")
_NUMERALS = Pattern(r"([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号])")
_BARE_MONTH = Pattern(r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}")
_BARE_DAY = Pattern(r"[0-9]{1,2}日?")
_PERIOD_SIGN = Pattern(r"[至到~]|--|-")

_RUN = Pattern(r"(.+日)起(.+日)止")
_PARTS_OF_YEAR = {
    (1, 12): "",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 3): "第一季度",
    (4, 6): "第二季度",
    (7, 9): "第三季度",
    (10, 12): "第四季度",
    (1, 9): "前三季度",
}
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31)}
_ENDS = ("底", "末", "终")
_YEARS_ON = {"次": 1, "明": 1, "翌": 1, "上": -1, "去": -1}
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


class NoSuchDate(ValueError):
    """Raised for a day that the calendar does not have (2月30日)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A day (first = last) or a run of days; `dated` where the year was written.

    `ends` where the text names the span's end (月底), so that 前 after it includes that day.
    """

    first: date
    last: date
    dated: bool
    ends: bool = False


def read_span(text: str, year: int) -> Span | None:
    """The span that `text` (plain characters) is as a whole; undated months belong to `year`.

    None if it is no date; raises NoSuchDate where it looks like one that does not exist.
    """
    text = _in_digits(text)
    for pattern in (_DAY, _NUMERIC_DAY, _COMPACT_DAY):
        if match := pattern.fullmatch(text):
            day = _day(_year(match, year), int(match["month"]), int(match["day"]))
            return Span(day, day, _is_dated(match))
    for pattern in (_MONTH, _NUMERIC_MONTH):
        if match := pattern.fullmatch(text):
            return _month(match, year)
    return _read_part_of_year(text, year)


def read_period(text: str, year: int) -> tuple[Span, Span] | None:
    """A至B as its two spans, B after A; 1-12月 and 3月至11月 take the year from each other."""
    for sign in _PERIOD_SIGN.finditer(text):
        before, after = _completed(text[: sign.start()], text[sign.end() :])
        first = read_span(before, year)
        if first is None:
            continue
        if _BARE_DAY.fullmatch(after) and "日" in before:
            after = f"{first.first.month}月{after.removesuffix('日')}日"
        last = read_span(after, first.first.year if first.dated else year)
        if last is not None and first.first <= last.first:
            return first, last
    return None


def print_day(day: date) -> str:
    """2024年5月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def print_span(first: date, last: date) -> str:
    """The shortest of day, 旬, month, quarter, half-year, year that is first to last; else A起B止."""
    if first == last:
        return print_day(first)
    if first.year == last.year and first.day == 1 and last == _month_end(last.year, last.month):
        if first.month == last.month:
            return f"{first.year}年{first.month}月"
        if (first.month, last.month) in _PARTS_OF_YEAR:
            return f"{first.year}年{_PARTS_OF_YEAR[first.month, last.month]}"
    for part in ("上旬", "中旬", "下旬"):
        if (first, last) == _part_of_month(first.year, first.month, part):
            return f"{first.year}年{first.month}月{part}"
    return f"{print_day(first)}起{print_day(last)}止"


def read_run(text: str, year: int) -> Span | None:
    """A run of days that has no name of its own, as `print_span` writes it."""
    match = _RUN.fullmatch(text)
    if match is None:
        return None
    first, last = read_span(match[1], year), read_span(match[2], year)
    if first is None or last is None or first.first > last.last:
        return None
    return Span(first.first, last.last, dated=True)


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def _completed(before: str, after: str) -> tuple[str, str]:
    """Both ends of a period in full: 3至11月 begins in 3月, 2019-2024年 in 2019年."""
    if _BARE_MONTH.fullmatch(before) and "月" in after and "日" not in after:
        return before + "月", after
    if _BARE_YEAR.fullmatch(before) and _BARE_YEAR.match(after):
        return before + "年", after.removesuffix("年") + "年"
    return before, after


def _in_digits(text: str) -> str:
    """二〇二四年十二月三十一日 in digits."""
    text = _YEAR_NUMERALS.sub(lambda match: "".join(str(_numeral(one)) for one in match[0]), text)
    return _NUMERALS.sub(lambda match: str(_numeral(match[1])), text)


def _numeral(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    figures = "零一二三四五六七八九"
    value = max(figures.find(ones), 0)
    return value + 10 * (figures.index(tens) if tens else 1) if ten else value


def _read_part_of_year(text: str, year: int) -> Span | None:
    if "季" in text:
        return _read_quarters(text, year)
    if "半" in text and (match := _HALF.fullmatch(text)):
        first = 1 if match["half"] == "上" else 7
        return _months(_year(match, year), first, first + 5, match)
    if match := _WHOLE_YEAR.fullmatch(text) or _YEAR_END.fullmatch(text):
        return _months(_year(match, year), 1, 12, match)
    return None


def _read_quarters(text: str, year: int) -> Span | None:
    if match := _QUARTER.fullmatch(text):
        last = 3 * int(_QUARTERS.get(match["quarter"], match["quarter"]))
        return _months(_year(match, year), last - 2, last, match)
    if match := _FIRST_QUARTERS.fullmatch(text):
        last = 3 * int(_QUARTERS.get(match["quarter"], match["quarter"]))
        return _months(_year(match, year), 1, last, match)
    return None


def _is_dated(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(name) for name in ("year", "short", "relative"))


def _year(match: re.Match[str], year: int) -> int:
    groups = match.groupdict()
    if groups["year"]:
        return int(groups["year"])
    if groups.get("short"):
        return 2000 + int(groups["short"])
    return year + _YEARS_ON.get((groups.get("relative") or "本")[0], 0)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDate(f"{year}年{month}月{day}日") from error


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    first, last = _PARTS[part]
    end = _month_end(year, month)
    return date(year, month, first), end if last == 31 else date(year, month, last)


def _month(match: re.Match[str], year: int) -> Span | None:
    number = int(match["month"])
    if number > 12 and not _is_dated(match):
        return None
    year = _year(match, year)
    if not 1 <= number <= 12:
        raise NoSuchDate(f"{year}年{number}月")
    part = match.groupdict().get("part") or ""
    if part in _PARTS:
        first, last = _part_of_month(year, number, part)
        return Span(first, last, _is_dated(match))
    return _months(year, number, number, match)


def _months(year: int, first: int, last: int, match: re.Match[str]) -> Span:
    ends = match.groupdict().get("part") in _ENDS
    return Span(date(year, first, 1), _month_end(year, last), _is_dated(match), ends)
