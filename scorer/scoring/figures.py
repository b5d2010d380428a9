"""Figures as users read them: points, shares, percentages, exact values."""

from decimal import Decimal
from fractions import Fraction

from scorer.scoring.comparison import Number


def shown_points(hundredths: int) -> str:
    """Write hundredths as points without trailing zeros: 1000 is 10, 417 is 4.17."""
    return f"{Decimal(hundredths).scaleb(-2).normalize():f}"


def printed_points(hundredths: int) -> str:
    """Write hundredths as points or a score with both decimals, as forms print them: 1000 is 10.00."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def shown_share(share: Fraction) -> str:
    """Write a share that ends within 6 decimals, as those of a rule file do, as a percentage: 80%, 87.5%."""
    return f"{(Decimal(share.numerator) * 100 / share.denominator).normalize():f}%"


def shown_percentage(share: Fraction) -> str:
    """Write a share as a percentage with two decimals, half up: 107.69%."""
    return _rounded(share.numerator * 100, share.denominator, 2) + "%"


def rounded(value: Number, places: int) -> str:
    """Write a number with so many decimals, half away from zero, without a negative zero."""
    return _rounded(*value.as_integer_ratio(), places)


def exact_figure(value: Number) -> str:
    """Write a number so that a calculator gets it back exactly: 3.95, or (500÷15) where no decimal ends."""
    if isinstance(value, Decimal):
        return _without_zeros(format(value, "f"))
    denominator, places = value.denominator, 0
    while 10**places % denominator:
        places += 1
        if places > denominator.bit_length():
            return f"({value.numerator}÷{denominator})"
    return _without_zeros(rounded(value, places))


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _rounded(numerator: int, denominator: int, places: int) -> str:
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and scaled else ""
    whole, decimals = divmod(scaled, 10**places)
    return f"{sign}{whole}.{decimals:0{places}d}" if places else f"{sign}{whole}"
