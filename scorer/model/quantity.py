"""Numbers with a unit, and how often something recurs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a unit, both as written once spelling is made uniform (3.84 万元, 95 %).

    `unit` is "" where none was written; a multiplier is part of it (万人次).
    """

    value: Decimal
    unit: str


class Period(StrEnum):
    """The period of something that recurs; the value is its Chinese name."""

    DAY = "日"
    WEEK = "周"
    FORTNIGHT = "两周"
    MONTH = "月"
    QUARTER = "季度"
    HALF_YEAR = "半年"
    YEAR = "年"


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times (or hours of service) in every period: 每月1次, 168小时/周."""

    times: Decimal
    unit: str
    period: Period
