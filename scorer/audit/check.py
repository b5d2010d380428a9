"""What a check is, and what it looks at: a project as assessed, line by line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scorer.audit.check_rules import CheckRules
from scorer.model.finding import Subject
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.quantity import Quantity
from scorer.model.source import Source
from scorer.model.target import Target
from scorer.scoring.comparison import Measure, SettledTarget
from scorer.scoring.outcome import AssessedLine, Assessment, Scored


# Rows and cases are compared by identity: one stands in several tables of a check, and is its own key there.
@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A line of the newest table with its indicator.

    `name`, `target_text` and `actual_text` are as written, the actual "" for none; `measure` is the actual
    as a number against the target, where the line was scored so; `bound` is the number that the line promises,
    None where it has none or two.
    """

    line: AssessedLine
    indicator: Indicator
    target: SettledTarget
    name: str
    target_text: str
    actual_text: str
    measure: Measure | None
    bound: Quantity | None

    @property
    def imported(self) -> Recorded[Target]:
        """The table's own target, adjusted or not: it says where the line stands."""
        return self.indicator.imported_target or self.indicator.target

    @property
    def source(self) -> tuple[Source, ...]:
        """Where the target stood, else the name (a blank target has no place); nothing where neither was imported."""
        source = self.imported.source or self.indicator.place
        return () if source is None else (source,)

    @property
    def name_source(self) -> tuple[Source, ...]:
        """Where the name stood, else the target's place."""
        place = self.indicator.place
        return self.source if place is None else (place,)

    @property
    def actual_source(self) -> tuple[Source, ...]:
        """Where the actual stood, else the target's place."""
        actual = self.indicator.actual
        return self.source if actual is None or actual.source is None else (actual.source,)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside a year's projects.

    `last_year` has, by organisation name and project name without its year, last year's actuals by the name
    of the indicator. `names` are number, organisation and name of each project of the record, whichever of
    them are looked at.
    """

    last_year: Mapping[tuple[str, str], Mapping[str, Recorded[Any]]] = field(default_factory=dict)
    names: tuple[tuple[int, str, str], ...] = ()


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A project as assessed, its lines without those that the newest table lacks, the checks' rules, what else is known."""

    assessment: Assessment
    rows: tuple[Row, ...]
    rules: CheckRules
    context: Context

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.assessment.project

    @property
    def execution(self) -> AssessedLine:
        """The line of budget execution."""
        return self.assessment.lines[0]

    @property
    def place(self) -> tuple[Source, ...]:
        """Where the project's name stood, else its first line; nothing where neither was imported."""
        if self.project.place is not None:
            return (self.project.place,)
        return next((row.source for row in self.rows if row.source), ())


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check found: in words, what to do, the places, and the facts that an answer rests on.

    `part` names the part of the check that has a severity of its own. `line` is None for the project,
    `project` None for the case at hand. `also` are all that a doubt about several is about.
    """

    sentence: str
    remedy: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    line: int | None = None
    part: str = ""
    project: int | None = None
    also: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A check of each line by itself: its id, the rule that it stands for in one line, how it looks."""

    id: str
    rule: str
    look: Callable[[Case, Row], Iterator[Doubt]]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectCheck:
    """A check of a project as a whole."""

    id: str
    rule: str
    look: Callable[[Case], Iterator[Doubt]]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearCheck:
    """A check over all projects: what it notes of each, and what follows from all notes."""

    id: str
    rule: str
    note: Callable[[Case], Iterable[Any]]
    conclude: Callable[[Iterable[Any], CheckRules, Context], Iterator[Doubt]]
    parts: tuple[str, ...] = ()


Check = RowCheck | ProjectCheck | YearCheck


def case_of(assessment: Assessment, rules: CheckRules, context: Context) -> Case:
    """The project as the checks look at it."""
    rows = tuple(
        _row(line, line.indicator, line.target)
        for line in assessment.lines
        if line.indicator is not None and line.target is not None and not line.indicator.vanished
    )
    return Case(assessment, rows, rules, context)


def _row(line: AssessedLine, indicator: Indicator, target: SettledTarget) -> Row:
    actual = indicator.actual
    comparison = line.outcome.comparison if isinstance(line.outcome, Scored) else None
    return Row(
        line,
        indicator,
        target,
        indicator.key.name,
        indicator.target.text.strip(),
        actual.text.strip() if actual else "",
        comparison if isinstance(comparison, Measure) else None,
        _bound(target),
    )


def _bound(target: SettledTarget) -> Quantity | None:
    low, high = target.low, target.high
    if low is None or high is None or low == high:
        bound = high if low is None else low
        return None if bound is None else Quantity(bound, target.unit.removesuffix("/年"))
    return None
