"""Kinds of what was achieved (实际完成值) as written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scorer.model.quantity import Frequency, Quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in a unit: 3200人."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share given by its two numbers: 588/600; the denominator is above 0."""

    numerator: Decimal
    denominator: Decimal


class Vagueness(StrEnum):
    """How an estimate deviates from its figure; the value is the canonical word."""

    SOMEWHAT_MORE = "余"
    OR_MORE = "以上"
    ABOUT = "约"
    NEARLY = "近"


@dataclass(frozen=True, slots=True)
class Estimated:
    """A figure that is not exact: 50余篇, 约3000人."""

    quantity: Quantity
    vagueness: Vagueness


@dataclass(frozen=True, slots=True)
class Dated:
    """Done on a day (earliest = latest) or some day of a span (9月上旬).

    `began` is the first day of a period A至B, whose end is what counts.
    """

    earliest: date
    latest: date
    began: date | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """Late by a stated number of days: 逾期15天, 延期2个月 (60)."""

    days: int


@dataclass(frozen=True, slots=True)
class Recurred:
    """What happened every period: 每周1次, 5*8小时."""

    frequency: Frequency


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in words: 较大提升, 按时完成."""

    text: str


Actual = Measured | Ratio | Estimated | Dated | Late | Recurred | Words
