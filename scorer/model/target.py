"""Target kinds (指标值) as written; what a bare number is worth is the law's business."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorer.model.quantity import Frequency, Quantity


@dataclass(frozen=True, slots=True)
class AtLeast:
    """≥ bound, or > bound where `strict`."""

    bound: Quantity
    strict: bool = False


@dataclass(frozen=True, slots=True)
class AtMost:
    """≤ bound, or < bound where `strict`."""

    bound: Quantity
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Exactly:
    """= value."""

    value: Quantity


@dataclass(frozen=True, slots=True)
class Between:
    """low to high, both included, low < high, in one unit."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ByDate:
    """The last permitted day; `bare` where no comparator or 前 was written (2021年9月)."""

    limit: date
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that happens every period: 每周, ≥1次/月, 7*24小时."""

    frequency: Frequency


@dataclass(frozen=True, slots=True)
class Judged:
    """A target in words; `figure` is the one number inside them, if there is exactly one."""

    text: str
    figure: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a comparator: 4场."""

    value: Quantity


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A target from which nothing can be read (a placeholder, a unit without a number), and why."""

    text: str
    reason: str


Target = AtLeast | AtMost | Exactly | Between | ByDate | Recurring | Judged | Bare | Unreadable
