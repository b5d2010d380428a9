"""Numbers that are not exact: 50余篇, 约3000人, 90%左右."""

from scorer.model.actual import Estimated, Vagueness
from scorer.notation.numbers import DIGITS, NUMERALS, print_number
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import print_quantity, read_quantity
from scorer.notation.units import unit_of

_BEFORE = {
    "大约": Vagueness.ABOUT,
    "约": Vagueness.ABOUT,
    "接近": Vagueness.NEARLY,
    "将近": Vagueness.NEARLY,
    "近": Vagueness.NEARLY,
    "超过": Vagueness.OR_MORE,
    "逾": Vagueness.OR_MORE,
    "超": Vagueness.OR_MORE,
}
_AFTER = {
    "及以上": Vagueness.OR_MORE,
    "以上": Vagueness.OR_MORE,
    "左右": Vagueness.ABOUT,
    "上下": Vagueness.ABOUT,
}
_INSIDE = Pattern(rf"((?:{DIGITS}|{NUMERALS})[百千万亿]?)[余多]([^余多]*)")
VAGUE_BEFORE = "|".join(_BEFORE)


def read_approximation(text: str) -> Estimated | None:
    """The estimate that `text` (plain characters) is as a whole; None if it is none."""
    for word, vagueness in _BEFORE.items():
        if text.startswith(word):
            return _estimated(text.removeprefix(word).removesuffix("左右"), vagueness)
    for word, vagueness in _AFTER.items():
        if text.endswith(word):
            return _estimated(text.removesuffix(word), vagueness)
    match = _INSIDE.fullmatch(text) if "余" in text or "多" in text else None
    return _estimated(match[1] + match[2], Vagueness.SOMEWHAT_MORE) if match else None


def print_approximation(estimate: Estimated) -> str:
    """50余篇, 3千余人, 约50篇; reads back to an equal estimate."""
    quantity = estimate.quantity
    if estimate.vagueness is Vagueness.SOMEWHAT_MORE:
        unit = unit_of(quantity.unit)
        multiplier = unit.name.removesuffix(unit.base)
        return print_number(quantity.value) + multiplier + "余" + unit.name.removeprefix(multiplier)
    if estimate.vagueness is Vagueness.OR_MORE:
        return print_quantity(quantity) + "以上"
    return estimate.vagueness + print_quantity(quantity)


def _estimated(text: str, vagueness: Vagueness) -> Estimated | None:
    quantity = read_quantity(text)
    return None if quantity is None else Estimated(quantity, vagueness)
