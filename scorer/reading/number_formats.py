"""The number formats of a spreadsheet: which text a person sees in a cell of which the file holds a number."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache

# Those below 50 that are no dates need no entry but the percentages; the rest are dates of Chinese versions.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    30: "m-d-yy",
    31: "yyyy年m月d日",
}
"""The formats by number that a file does not spell out; every other one is General."""

# A spreadsheet computes with 15 digits; what stands behind them is noise (0.95000000000000007).
_DIGITS = Context(prec=15)
_MOST_DECIMALS = 6
_LONGEST_NUMBER = 30
_LAST_DAY = 2_958_465
_LEAP_DAY_THAT_WAS_NONE = 60
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?]+)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_SCIENTIFIC = re.compile(r"E[+-]", re.IGNORECASE)
_CURRENCY = str.maketrans("", "", "¥￥$€£")


def shown_number(written: str, code: str, *, from_1904: bool = False) -> str:
    """What a cell shows of the number `written` in the format `code`: unit, % and date included.

    A typed figure is given whole, a computed one (more than six decimals) as rounded by the format; thousands
    are not parted. A date is 2024年10月31日, or the parts that the format shows; the time of a day is dropped.
    """
    try:
        number = _DIGITS.create_decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return written
    section = _section(code, number)
    if section.date_parts:
        day = _day(number, from_1904=from_1904)
        if day is not None:
            return _shown_date(number, day, section.date_parts)
    return section.shown(number)


def shown_date(day: date, code: str) -> str:
    """What a cell shows of a date in the format `code`; all of it where that is no format of a date."""
    return _shown_date(Decimal(1), day, _section(code, Decimal(1)).date_parts or "ymd")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format: texts around the number, and what is done to it.

    `decimals` is None for a part without digits, -1 for General; `thousands` and `shift` divide the number
    by 1,000 and by 10 so many times. `date_parts` are those of y, m, d, h that it shows.
    """

    before: str = ""
    after: str = ""
    decimals: int | None = -1
    percent: bool = False
    thousands: int = 0
    shift: int = 0
    condition: str = ""
    date_parts: str = ""

    def shown(self, number: Decimal) -> str:
        if self.decimals is None:
            # Accounts show a zero as a dash; a part with nothing in it hides the number.
            text = self.before.strip()
            return _plain(number) if text in ("-", "—") else text
        value = number.scaleb(2 if self.percent else 0).scaleb(-3 * self.thousands - self.shift)
        value = _rounded(value, max(self.decimals, 0) + self.shift if self.decimals >= 0 else _MOST_DECIMALS)
        return f"{self.before}{_plain(value)}{'%' if self.percent else ''}{self.after}".strip()


def _rounded(value: Decimal, decimals: int) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_DECIMALS:
        return value.quantize(Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)))
    return value


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _section(code: str, number: Decimal) -> _Section:
    """The part of the format that holds for `number`."""
    sections = _sections(code)[:3]
    for section in sections:
        if section.condition and _holds(section.condition, number):
            return section
    free = [section for section in sections if not section.condition]
    if not free:
        return _Section()
    if len(free) < len(sections):
        return free[0]
    at = 1 if number < 0 else 2 if number == 0 else 0
    return free[at] if at < len(free) else free[0]


def _holds(condition: str, number: Decimal) -> bool:
    found = _CONDITION.fullmatch(condition)
    if found is None:
        return False
    sign, limit = found.groups()
    compared = number.compare(Decimal(limit))
    return {
        "<": compared < 0,
        "<=": compared <= 0,
        ">": compared > 0,
        ">=": compared >= 0,
        "=": compared == 0,
        "<>": compared != 0,
    }[sign]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code[:1000] or "General"):
        if token["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_read_section(part) for part in parts)


def _read_section(tokens: list[re.Match[str]]) -> _Section:
    condition = next(
        (found for token in tokens if (found := token["bracket"]) and _CONDITION.fullmatch(found)), ""
    )
    bare = "".join(token["other"] or "" for token in tokens)
    if any(token["general"] for token in tokens):
        return _with_texts(_Section(condition=condition), tokens)
    parts = _date_parts(bare)
    if parts:
        return _Section(condition=condition, date_parts=parts)
    if not any(token["digits"] for token in tokens):
        return _with_texts(_Section(decimals=None, condition=condition), tokens)
    return _with_texts(_of_digits(tokens, bare, condition), tokens)


def _of_digits(tokens: list[re.Match[str]], bare: str, condition: str) -> _Section:
    first, last = _ends(tokens)
    point = next((at for at, token in enumerate(tokens) if token["other"] == "."), None)
    if _SCIENTIFIC.search(bare) or "/" in bare:
        return _Section(condition=condition, percent="%" in bare)
    decimals = sum(len(token["digits"] or "") for token in tokens[point:]) if point is not None else 0
    # 0!.0000 and 0"."0 write a point between the digits of a whole number: it moves their worth.
    moved = next((at for at in range(first, last) if "." in (_literal(tokens[at]) or "")), None)
    shift = sum(len(token["digits"] or "") for token in tokens[moved:]) if moved is not None else 0
    thousands = 0
    for token in tokens[last + 1 :]:
        if token["other"] != ",":
            break
        thousands += 1
    return _Section(
        decimals=decimals, percent="%" in bare, thousands=thousands, shift=shift, condition=condition
    )


def _with_texts(section: _Section, tokens: list[re.Match[str]]) -> _Section:
    first, last = _ends(tokens)
    before = "".join(_text(token) for token in tokens[:first])
    after = "".join(_text(token) for token in tokens[last + 1 :])
    if section.decimals is not None:
        # Brackets and a dash of its own say no more than that the number is negative.
        before, after = before.strip("(+- "), after.strip(") ")
    return replace(section, before=before, after=after)


def _ends(tokens: list[re.Match[str]]) -> tuple[int, int]:
    """Where the number begins and ends; behind the last where there is none."""
    at = [at for at, token in enumerate(tokens) if token["digits"] or token["general"]]
    return (at[0], at[-1]) if at else (len(tokens), len(tokens))


def _literal(token: re.Match[str]) -> str | None:
    return token["quoted"] if token["quoted"] is not None else token["escaped"]


def _text(token: re.Match[str]) -> str:
    literal = _literal(token)
    if literal is None:
        literal = token["other"] or ""
        if literal in ".,%@E":
            return ""
    return literal.translate(_CURRENCY)


def _date_parts(bare: str) -> str:
    """Those of y, m, d and h that a format shows; "" where it is none of a date. m is minutes beside hours."""
    letters = bare.lower().replace("am/pm", "").replace("a/p", "")
    found = {letter for letter in "ymdhs" if letter in letters}
    if not found or _SCIENTIFIC.search(bare):
        return ""
    if found & {"h", "s"} and not found & {"y", "d"}:
        return "h"
    return "".join(part for part in "ymd" if part in found)


def _day(number: Decimal, *, from_1904: bool) -> date | None:
    """The day of a serial number: 1 is 1 January 1900, or 2 January 1904; None beyond the year 9999."""
    days = int(number)
    if not 0 <= number <= _LAST_DAY:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days) if days <= _LAST_DAY - 1462 else None
    return date(1899, 12, 31 if days < _LEAP_DAY_THAT_WAS_NONE else 30) + timedelta(days)


def _shown_date(number: Decimal, day: date, parts: str) -> str:
    if parts == "h":
        minutes = round(number * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    texts = {"y": f"{day.year}年", "m": f"{day.month}月", "d": f"{day.day}日"}
    return "".join(texts[part] for part in parts)
