"""Two-sided targets: 80%~90%, ≥95%且≤100%, 95%±5%, [80%,90%]."""

import re
from fractions import Fraction

from scorer.model.quantity import Quantity
from scorer.model.target import Between
from scorer.notation.comparators import DOWNWARD, UPWARD, split_comparator
from scorer.notation.numbers import TOO_LONG, storable
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import exact_decimal, read_quantity
from scorer.notation.units import ratio

_INCLUSIVE = Pattern(r"\((?:不?含)\)")
_BRACKETS = Pattern(r"[\[(]([^\[\](),]+),([^\[\](),]+)[\])]")
_UNKNOWN_BETWEEN = Pattern(r"([^<≤]+)[<≤][a-zA-Z][<≤]([^<≤]+)")
_WRAPPING = Pattern(
    r"^(?:控制|保持|维持|稳定|介于|处于)?(?:在)?(?=[0-9+-])|(?<=[^0-9])(?:之间|范围内|以内|之内)$"
)
_BOTH = Pattern(r"(?:且|并且|,|;|,且)")
# 至 and ~ never stand inside a quantity, a hyphen may be its sign: tried last.
_SIGNS = ("~", "至", "到", "--", "-")


def read_range(text: str) -> Between | str | None:
    """The range that `text` (plain characters) is as a whole, a reason if it is a broken one, else None."""
    text = _INCLUSIVE.sub("", text)
    pair = (
        _plus_minus(text)
        or _bracketed(text)
        or _two_comparators(text)
        or _hyphenated(_WRAPPING.sub("", text))
    )
    if pair is None:
        return None
    low, high = pair
    unit = high.unit or low.unit
    factor = Fraction(1) if not low.unit else ratio(low.unit, unit)
    if factor is None:
        return "上下限的单位不同"
    bottom = low.value if factor == 1 else exact_decimal(Fraction(low.value) * factor)
    if storable(bottom) is None or storable(high.value) is None:
        return TOO_LONG
    return Between(bottom, high.value, unit) if bottom < high.value else "下限不小于上限"


def _plus_minus(text: str) -> tuple[Quantity, Quantity] | None:
    middle, _, around = text.partition("±")
    value, width = read_quantity(middle), read_quantity(around)
    if value is None or width is None or width.value <= 0:
        return None
    if width.unit and value.unit and width.unit != value.unit:
        return None
    unit = value.unit or width.unit
    return Quantity(value.value - width.value, unit), Quantity(value.value + width.value, unit)


def _bracketed(text: str) -> tuple[Quantity, Quantity] | None:
    match = _BRACKETS.fullmatch(text) or _UNKNOWN_BETWEEN.fullmatch(text)
    return _pair(match[1], match[2]) if match else None


def _two_comparators(text: str) -> tuple[Quantity, Quantity] | None:
    parts = [part for part in _BOTH.split(text) if part]
    if len(parts) == 1:
        parts = re.findall(r"[≥>≤<][^≥>≤<]+", text)
    if len(parts) != 2:
        return None
    bounds = [split_comparator(part) for part in parts]
    for first, second in (bounds, bounds[::-1]):
        if first and second and first[0] in UPWARD and second[0] in DOWNWARD:
            return _pair(first[1], second[1])
    return None


def _hyphenated(text: str) -> tuple[Quantity, Quantity] | None:
    for sign in _SIGNS:
        for match in re.finditer(re.escape(sign), text):
            pair = _pair(text[: match.start()], text[match.end() :])
            if pair is not None:
                return pair
    return None


def _pair(low: str, high: str) -> tuple[Quantity, Quantity] | None:
    first, second = read_quantity(low), read_quantity(high)
    if first is None or second is None:
        return None
    return first, second
