"""How far a project is filled in: how many of its lines, and the provisional total."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model.fields import Field
from scorer.report.facts import facts_of_line, facts_of_project
from scorer.scoring.outcome import AssessedLine, Assessment, NotApplicable, Scored


@dataclass(frozen=True, slots=True)
class Sums:
    """The formulas of how many lines are filled in, and of the provisional total."""

    filled: str
    score: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Lines filled in of those that count, budget execution among them; scores and points in hundredths.

    `sums` keep it up on any sheet of the workbook.
    """

    filled: int
    counted: int
    score: int
    available: int
    sums: Sums


def progress_of(assessment: Assessment, lines: tuple[AssessedLine, ...], sums: Sums) -> Progress:
    """The progress of a project as recorded."""
    shown = (assessment.lines[0], *lines)
    return Progress(
        filled=int(_is_executed(assessment)) + sum(map(_is_filled, lines)),
        counted=len(shown),
        score=sum(line.outcome.score for line in shown if isinstance(line.outcome, Scored)),
        available=assessment.available,
        sums=sums,
    )


def filled_formula(ranges: Sequence[str], executed: str) -> str:
    """How many lines have something in one of the ranges, and whether the execution has."""
    if not ranges:
        return f'--({executed}<>"")'
    said = "+".join(f'({each}<>"")' for each in ranges)
    return f'SUMPRODUCT(--(({said})>0))+({executed}<>"")'


def _is_filled(line: AssessedLine) -> bool:
    assert line.indicator is not None
    facts = facts_of_line(line, line.indicator)
    return bool(facts.get(Field.ACTUAL) or facts.get(Field.NOT_APPLICABLE))


def _is_executed(assessment: Assessment) -> bool:
    return bool(facts_of_project(assessment.project)[Field.EXECUTED])


def is_shown(line: AssessedLine) -> bool:
    """Whether a line is handed out: not budget execution, which has a place of its own, nor one that vanished."""
    return line.indicator is not None and not (
        line.indicator.vanished and isinstance(line.outcome, NotApplicable)
    )
