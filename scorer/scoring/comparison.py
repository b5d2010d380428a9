"""What settling leaves behind: only numbers, days and tiers, no words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scorer.model.project import Tier
from scorer.notation.units import Measures

Number = Decimal | Fraction
# What a time measures; less of it is no shortfall where a range was set.
LENGTHS = frozenset({Measures.HOURS, Measures.MONTHS, Measures.WORKING_DAYS})


class Kind(StrEnum):
    """How a target is scored; the value is the code in JSON."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    BETWEEN = "between"
    BY_DATE = "by_date"
    RECURRING = "recurring"
    JUDGED = "judged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SettledTarget:
    """A target as scored, in its own unit; `assumption` says what decided a bare number, "" if none was.

    at_least and recurring have `low`, at_most `high`, exactly and between both, by_date `limit`. `cost`
    says that the line stands under 成本, `standard` that what is owed is fixed (补助标准), `decrease` that
    the number is the size of a decrease.
    """

    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    limit: date | None = None
    measures: Measures = Measures.OTHER
    cost: bool = False
    standard: bool = False
    strict: bool = False
    assumption: str = ""
    decrease: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A number against the target's bounds, in the target's unit."""

    target: SettledTarget
    value: Number


@dataclass(frozen=True, slots=True)
class Delay:
    """Days after the limit (negative: before it), None where it was not done at all.

    `limit` is None where a judged line states days without a date.
    """

    days: int | None
    limit: date | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """Budget execution in 万元; the budget is above 0."""

    executed: Decimal
    budget: Decimal


class Origin(StrEnum):
    """Who chose a tier."""

    PERSON = "person"
    WORDING = "wording"


class GradeRule(StrEnum):
    """What made a share of a tier; the value is the rule's key in the rule file."""

    STATED = "tiers"
    DEFAULT = "tiers.default"
    BASICALLY = "basically"
    SECOND_OF_SCALE = "second_of_scale"
    NOTHING = "words"


@dataclass(frozen=True, slots=True)
class Graded:
    """A tier, the share of the points that it stands for, and the rule that says so."""

    tier: Tier
    share: Fraction
    origin: Origin
    rule: GradeRule


@dataclass(frozen=True, slots=True)
class Open:
    """No rule can grade it: why, and what would settle it."""

    reason: str


Comparison = Measure | Delay | Graded | Spending


@dataclass(frozen=True, slots=True)
class Settled:
    """A comparison and the notes that go with it (assumptions, copied text)."""

    comparison: Comparison | Open
    notes: tuple[str, ...] = ()
