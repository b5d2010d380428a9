"""What a project still lacks: which of its lines, in which order, and which field of a line comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from scorer.model.fields import Field
from scorer.model.project import Project
from scorer.scoring.execution import full_year_budget
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Scored,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a project's lines: those that count, the scored ones, those lacking reasons, all owed.

    `counted` is in the table's order, `owed` in the order of asking; a cancelled project has none.
    """

    counted: tuple[int, ...] = ()
    filled: int = 0
    unexplained: int = 0
    owed: tuple[int, ...] = ()


def tally(assessment: Assessment) -> Tally:
    """Count a project's lines: 未填报 is owed first, then 待评定, then missing causes and remedies."""
    project = assessment.project
    if project.not_applicable is not None:
        return Tally()
    counted = [line for line in assessment.lines if not isinstance(line.outcome, NotApplicable)]
    owed = sorted((line for line in counted if owed_fields(line, project)), key=_urgency)
    scored = [line for line in counted if isinstance(line.outcome, Scored)]
    return Tally(
        counted=tuple(line.number for line in counted),
        filled=len(scored),
        unexplained=sum(1 for line in scored if owed_fields(line, project)),
        owed=tuple(line.number for line in owed),
    )


def owed_fields(line: AssessedLine, project: Project) -> tuple[Field, ...]:
    """What the line lacks, in the order of asking."""
    return tuple(_owed(line, project))


def _owed(line: AssessedLine, project: Project) -> Iterator[Field]:
    match line.outcome:
        case NotReported():
            yield _first_figure(line, project)
        case NeedsJudgement():
            yield Field.TIER
        case Scored():
            if line.cause_required and line.cause is None:
                yield Field.CAUSE
            if line.remedy_required and line.remedy is None:
                yield Field.REMEDY
        case NotApplicable():
            pass
        case _:
            assert_never(line.outcome)


def _first_figure(line: AssessedLine, project: Project) -> Field:
    """The first thing to be reported of a line; of the budget what it is, then what was spent of it."""
    if line.indicator is not None:
        return Field.ACTUAL
    known, _ = full_year_budget(project.budget)
    return Field.FULL_YEAR_BUDGET if known is None else Field.EXECUTED


def _urgency(line: AssessedLine) -> tuple[bool, bool]:
    return isinstance(line.outcome, Scored), isinstance(line.outcome, NeedsJudgement)
