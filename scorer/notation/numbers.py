"""Numbers as written: 3,200.5, 二十六, 两, 叁拾."""

from decimal import Decimal

from scorer.notation.pattern import Pattern

MOST_DIGITS = 15
MOST_DECIMALS = 6
TOO_LONG = f"数字过长：小数点前至多{MOST_DIGITS}位、后至多{MOST_DECIMALS}位"

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_FIGURES = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
NUMERALS = rf"[{_FIGURES}十百千万亿拾佰仟]+(?:点[{_FIGURES}]+)?"

_DIGIT_NUMBER = Pattern(rf"([+-]?)({DIGITS})")
_VALUES = (
    {character: value for value, character in enumerate("零一二三四五六七八九")}
    | {character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")}
    | {"两": 2}
)
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}


def read_number(text: str) -> Decimal | None:
    """The number that `text` (plain characters) is as a whole; None if it is none or exceeds the bounds.

    Bounds: 15 digits before and 6 after the point; exponents are not numbers.
    """
    match = _DIGIT_NUMBER.fullmatch(text)
    if match is None:
        return _read_numerals(text)
    digits = match[2].replace(",", "")
    if not _within_bounds(digits):
        return None
    return Decimal(match[1] + digits) + 0  # the sum has no negative zero


def storable(value: Decimal) -> Decimal | None:
    """A computed number if its print reads back: at most 15 digits before and 6 after the point; else None."""
    return read_number(print_number(value))


def print_number(value: Decimal) -> str:
    """The digits of `value` without exponent; reads back to an equal number."""
    return format(value, "f")


def _within_bounds(digits: str) -> bool:
    before, _, after = digits.partition(".")
    return len(before.lstrip("0")) <= MOST_DIGITS and len(after) <= MOST_DECIMALS


def _read_numerals(text: str) -> Decimal | None:
    whole, point, decimals = text.partition("点")
    number = _read_whole(whole)
    if number is None or len(decimals) > MOST_DECIMALS or bool(point) != bool(decimals):
        return None
    if any(character not in _VALUES for character in decimals):
        return None
    return Decimal(f"{number}.{''.join(str(_VALUES[character]) for character in decimals)}")


def _read_whole(text: str) -> int | None:
    """A whole number in numerals: 二十六, 一百零五, 一万二千; 二〇二四 digit by digit."""
    if "〇" in text and all(character in _VALUES for character in text):
        digits = "".join(str(_VALUES[character]) for character in text)
        return int(digits) if len(digits) <= MOST_DIGITS else None
    total = 0
    for character, size in (("亿", 10**8), ("万", 10**4)):
        before, sign, rest = text.partition(character)
        if not sign:
            continue
        group = _read_group(before)
        if group is None:
            return None
        total, text = total + group * size, rest
        if not text:
            return total
    last = _read_group(text)
    return None if last is None else total + last


def _read_group(text: str) -> int | None:
    """A number below 10,000: 三千二百, 二十六, 零五, 十."""
    total, size, digit, zero = 0, 10_000, None, False
    for character in text:
        if character in _TENS:
            power = _TENS[character]
            spoken_ten = power == 10 and not zero and total == 0
            if power >= size or (digit is None and not spoken_ten):
                return None
            total, size, digit, zero = total + (1 if digit is None else digit) * power, power, None, False
        elif character in "零〇":
            if digit is not None or zero:
                return None
            zero = True
        elif character in _VALUES and digit is None:
            digit = _VALUES[character]
        else:
            return None
    return _last_place(text, total, size, digit, zero=zero)


def _last_place(text: str, total: int, size: int, digit: int | None, *, zero: bool) -> int | None:
    """二百五 says 250, not 205; only a spoken zero puts the digit in the last place."""
    if not text:
        return None
    if digit is not None and size >= 100 and total and not zero:
        return total + digit * size // 10
    return total + (digit or 0)
