"""Quantities as written: a number and its unit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from scorer.model.quantity import Quantity
from scorer.notation.numbers import DIGITS, NUMERALS, print_number, read_number
from scorer.notation.pattern import Pattern
from scorer.notation.units import KNOWN_UNIT, Measures, find_unit, plausible_unit

_QUANTITY = Pattern(rf"(?P<money>[￥¥]|人民币)?(?P<number>[+-]?(?:{DIGITS}))(?P<unit>.*)", re.DOTALL)
_MONEY_IN_FULL = Pattern(r"(?<=元)整$")
_NUMERAL = Pattern(NUMERALS)
_HALF = Pattern(r"半(?:个)?(年|月|小时|天|日)")
_PART = Pattern(rf"([百千万])分之({NUMERALS}|{DIGITS})|百分百")
_CALENDAR = (
    r"第[0-9]+|(?<![0-9])(?:(?:19|20)[0-9]{2}年度?)?[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}[日号]?)?|"
    r"(?<![0-9])(?:19|20)[0-9]{2}年度?"
)
_SHARES = frozenset({"比例", "比率"})
_FIGURE = Pattern(r"[0-9]|分之|百分百")
# Letters go on to the end of their word: the T of TB is no tonne.
_WHOLE_WORD = r"(?!(?<=[A-Za-z])[A-Za-z])"
_INSIDE = Pattern(
    rf"(?P<calendar>{_CALENDAR})|(?P<part>[百千万]分之(?:{DIGITS}|{NUMERALS})|百分百)"
    rf"|(?<![0-9A-Za-z.])(?<![0-9],)(?P<number>{DIGITS})(?![0-9]|[.,][0-9])(?P<unit>(?:{KNOWN_UNIT}{_WHOLE_WORD})?)"
)
# Without a unit, or as a year, such a number would read back as a date.
_LIKE_A_DATE = Pattern(r"(?:19|20)[0-9]{2}(?:年度?|[./](?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[0-3][0-9])")


def read_quantity(text: str) -> Quantity | None:
    """The quantity that `text` (plain characters) is as a whole; None if it is none."""
    if "分" in text and (part := _PART.fullmatch(text)):
        return _read_part(part)
    if text.startswith("半") and (half := _HALF.fullmatch(text)):
        unit = find_unit(half[1])
        return Quantity(Decimal("0.5"), unit.name) if unit else None
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return _numeral_quantity(text)
    number = read_number(match["number"])
    written = _MONEY_IN_FULL.sub("", match["unit"])
    if match["money"] and "元" not in written:
        written += "元"
    unit_name = plausible_unit(written)
    return None if number is None or unit_name is None else Quantity(number, unit_name)


def print_quantity(quantity: Quantity) -> str:
    """Number and unit without a space; reads back to an equal quantity."""
    return unlike_a_date(quantity.value, quantity.unit)


def unlike_a_date(value: Decimal, rest: str) -> str:
    """`value` and what follows it, with thousands separators where it would read back as a date."""
    text = print_number(value) + rest
    return f"{value:,f}{rest}" if _LIKE_A_DATE.fullmatch(text) else text


def quantities_inside(text: str) -> Iterator[tuple[Quantity, int, int]]:
    """Each number within a sentence with its known unit ("" if none) and its place.

    Not what the calendar or an order counts: 第43届, 2024年, 12月31日.
    """
    # Without a figure the pattern, whose units are dear to compile, need not be asked.
    for match in _INSIDE.finditer(text) if _FIGURE.search(text) else ():
        if match["calendar"]:
            continue
        quantity = read_quantity(match["part"] or match["number"] + match["unit"])
        if quantity is not None:
            yield quantity, match.start(), match.end()


def share_as_percent(quantity: Quantity) -> Quantity | None:
    """0.97比例 as 97%; None for what is no share, or none between 0 and 1."""
    if quantity.unit not in _SHARES or not 0 <= quantity.value <= 1:
        return None
    return Quantity(exact_decimal(Fraction(quantity.value) * 100), "%")


def exact_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal, rounded half up to 6 places where it has no exact one."""
    scaled = (value.numerator * 10**6 * 2 + value.denominator) // (2 * value.denominator)
    return Decimal(scaled).scaleb(-6).normalize() + 0


def is_time(quantity: Quantity) -> bool:
    """Whether a quantity is a length of time."""
    unit = find_unit(quantity.unit)
    return unit is not None and unit.measures in {Measures.HOURS, Measures.MONTHS, Measures.WORKING_DAYS}


def _read_part(match: re.Match[str]) -> Quantity | None:
    """百分之九十, 百分之百 in %, 千分之三 in ‰, 万分之五 (0.05%)."""
    if match[1] is None or match[2] == "百":
        return Quantity(Decimal(100), "%") if match[1] in {None, "百"} else None
    number = read_number(match[2])
    if number is None:
        return None
    if match[1] == "万":
        percent = exact_decimal(Fraction(number) / 100)
        return Quantity(percent, "%") if Fraction(percent) * 100 == Fraction(number) else None
    return Quantity(number, "%" if match[1] == "百" else "‰")


def _numeral_quantity(text: str) -> Quantity | None:
    """二十六场; the multiplier of 两万人 belongs to the number, the 千 of 三千瓦 too."""
    match = _NUMERAL.match(text[:20])
    for cut in range(match.end() if match else 0, 0, -1):
        number, unit = read_number(text[:cut]), find_unit(text[cut:])
        if number is not None and unit is not None:
            return Quantity(number, unit.name)
    return None
