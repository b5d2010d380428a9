"""Outcomes of a line: a closed union, never a magic number."""

from dataclasses import dataclass

from scorer.model.entry import LineKey
from scorer.model.fields import Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.scoring.attainment import Attainment
from scorer.scoring.comparison import Comparison, SettledTarget
from scorer.scoring.points import PointsFault, PointsSource
from scorer.scoring.rules import RuleSet

EXECUTION = LineKey("预算执行率", "预算执行率", "预算执行率")
"""The names of the budget execution line, the first of each project."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A score in hundredths with all that it came from; `computed` differs where a person set the score."""

    comparison: Comparison
    attainment: Attainment
    computed: int
    score: int


@dataclass(frozen=True, slots=True)
class NotReported:
    """No actual yet (未填报)."""


@dataclass(frozen=True, slots=True)
class NeedsJudgement:
    """No rule can grade it (待评定); a tier settles it."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Excluded (不适用); its points are shared out again."""

    reason: str


Outcome = Scored | NotReported | NeedsJudgement | NotApplicable


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """One line of an assessment; budget execution is line 0 and has no indicator.

    `lapsed` are judgements that no longer stand because the facts changed after them.
    """

    indicator: Indicator | None
    target: SettledTarget | None
    points: int
    points_source: PointsSource
    outcome: Outcome
    notes: tuple[str, ...] = ()
    lapsed: tuple[Field, ...] = ()
    cause_required: bool = False
    remedy_required: bool = False
    cause: Recorded[str] | None = None
    remedy: Recorded[str] | None = None

    @property
    def number(self) -> int:
        """The line's number within its project, 0 for budget execution."""
        return self.indicator.number if self.indicator else 0

    @property
    def key(self) -> LineKey:
        """The names that the line stands under."""
        return self.indicator.key if self.indicator else EXECUTION


@dataclass(frozen=True, slots=True)
class Assessment:
    """A project's lines, budget execution first, and its totals in hundredths; `rating` None is 暂无."""

    project: Project
    rules: RuleSet
    lines: tuple[AssessedLine, ...]
    earned: int
    assessed: int
    available: int
    rating: str | None
    fault: PointsFault | None

    @property
    def complete(self) -> bool:
        """Whether every point was assessed and the points are in order, so that the total says something."""
        return self.fault is None and self.assessed == self.available > 0

    @property
    def missing(self) -> tuple[AssessedLine, ...]:
        """The lines that still lack an actual or a judgement."""
        return tuple(line for line in self.lines if isinstance(line.outcome, NotReported | NeedsJudgement))
