"""The one rounding of the law."""

from fractions import Fraction


def half_up(points: int, share: Fraction) -> int:
    """Points (hundredths) × share as a whole hundredth, half up."""
    return (2 * points * share.numerator + share.denominator) // (2 * share.denominator)
