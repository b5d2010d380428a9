"""A project with its indicators and what is recorded of them: all that the law needs."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from scorer.model.actual import Actual
from scorer.model.entry import LineKey, Organisation
from scorer.model.evidence import Evidence
from scorer.model.source import Source
from scorer.model.target import Target

T_co = TypeVar("T_co", covariant=True)


class Tier(StrEnum):
    """The three tiers of a judged line, best first; the value is the short name."""

    ACHIEVED = "达成"
    PARTLY = "部分达成"
    MISSED = "未达成"


# A named tuple for the same reason as a source: a record of 2,000 projects has two hundred thousand.
class Recorded(NamedTuple, Generic[T_co]):
    """A value in the record: as read, as written, and by which action it came.

    `action` grows with time, so that a judgement can be seen to precede a change.
    """

    value: T_co
    text: str
    action: int
    at: str
    by: str
    notes: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class FinalScore:
    """A score set by a person, and the points it was set against, both in hundredths."""

    score: int
    points: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to a finding; `finding` is the key of the check and the facts it rested on."""

    finding: str
    because: Recorded[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A leaf of the target table (三级指标) and what was reported of it.

    Points are hundredths, None where the table carries none. `set_points` are those that a person set
    for this line, which go before the table's and the rule set's. `key` shows the current name,
    `earlier_names` those before a corrected one, oldest first. `target` is the one in force; where a person
    adjusted it, `imported_target` is the table's. `taken_back` is the last action that took back a target
    or points, 0 for none: like a fact that came, it makes judgements before it lapse. `stated_score` is the
    score in hundredths that a filled form gives the line. `evidence` makes nothing lapse. `place` is where
    the name stood.
    """

    number: int
    key: LineKey
    description: str
    target: Recorded[Target]
    table_points: Recorded[int] | None = None
    actual: Recorded[Actual] | None = None
    tier: Recorded[Tier] | None = None
    share: Recorded[Fraction] | None = None
    final_score: Recorded[FinalScore] | None = None
    because: Recorded[str] | None = None
    not_applicable: Recorded[str] | None = None
    cause: Recorded[str] | None = None
    remedy: Recorded[str] | None = None
    note: Recorded[str] | None = None
    vanished: bool = False
    set_points: Recorded[int] | None = None
    earlier_names: tuple[str, ...] = ()
    imported_target: Recorded[Target] | None = None
    target_because: Recorded[str] | None = None
    points_because: Recorded[str] | None = None
    taken_back: int = 0
    stated_score: Recorded[int] | None = None
    answers: tuple[Answer, ...] = ()
    evidence: tuple[Recorded[Evidence], ...] = ()
    place: Source | None = None


@dataclass(frozen=True, slots=True)
class Fund:
    """One source of money, in 万元; None where nothing was written. `place` is where the first amount stood."""

    source: str
    initial: Decimal | None = None
    full_year: Decimal | None = None
    executed: Decimal | None = None
    place: Source | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Budget:
    """年初预算数, 全年预算数 and 全年执行数 in 万元, None where nothing was entered, and the sources of money."""

    initial: Recorded[Decimal] | None = None
    full_year: Recorded[Decimal] | None = None
    executed: Recorded[Decimal] | None = None
    funds: tuple[Fund, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What a filled form says of the whole: execution's score and the total in hundredths, rate and rating as written."""

    execution_score: Recorded[int] | None = None
    rate: Recorded[str] | None = None
    total: Recorded[int] | None = None
    rating: Recorded[str] | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project (项目) of one year, its indicators in the table's order.

    `achieved` is what became of the goals (年度总体目标完成情况), `execution_points` the points in hundredths
    of the table's own row for budget execution, `stated` what a filled form scored, `evidence` what stands
    behind the budget's execution, `place` where the name stood.
    """

    number: int
    year: int
    organisation: Organisation
    name: str
    purpose: Recorded[str] | None
    goals: Recorded[str] | None
    budget: Budget
    indicators: tuple[Indicator, ...]
    not_applicable: Recorded[str] | None = None
    over_budget: Recorded[str] | None = None
    cause: Recorded[str] | None = None
    remedy: Recorded[str] | None = None
    note: Recorded[str] | None = None
    achieved: Recorded[str] | None = None
    execution_points: Recorded[int] | None = None
    stated: Stated = Stated()
    answers: tuple[Answer, ...] = ()
    evidence: tuple[Recorded[Evidence], ...] = ()
    place: Source | None = None
