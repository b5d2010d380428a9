"""The lines that lost points or must be explained, the greatest loss first."""

from dataclasses import dataclass, replace

from scorer.report.cells import (
    actual_text,
    cause_text,
    explanation_text,
    lost_points,
    needs_reasons,
    numbered,
    one_line,
    remedy_text,
    target_text,
)
from scorer.report.year import YearReport
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment, Scored

MOST_LOSSES = 200
"""So many lines are listed; each form has all of its own."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A line below its points, or one that must be explained although it has all of them."""

    lost: str
    number: str
    anchor: int
    project: str
    name: str
    target: str
    actual: str
    points: str
    score: str
    explanation: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Losses:
    """What is listed, and a sentence on what it is of how much."""

    rows: tuple[Loss, ...]
    shown: str


def losses_of(report: YearReport) -> Losses:
    """Every line that lost points or needs a cause or remedy, up to MOST_LOSSES of them."""
    found = [
        (each, line)
        for each in report.assessments
        for line in each.lines
        if lost_points(line) or needs_reasons(line)
    ]
    found.sort(key=lambda row: -_lost(row[1]))  # a stable sort keeps the tables' order among equals
    lost = sum(_lost(line) for _, line in found)
    reduced = sum(lost_points(line) for _, line in found)
    if not found:
        return Losses((), "没有失分或须说明的指标。")
    sentence = (
        f"{reduced}项指标失分，共失{printed_points(lost)}分；须说明原因的另有{len(found) - reduced}项。"
    )
    if len(found) > MOST_LOSSES:
        sentence += f"只列失分最多的{MOST_LOSSES}项，其余见各项目的报告（scorer report --project 项目）。"
    return Losses(tuple(_loss(*row) for row in found[:MOST_LOSSES]), sentence)


def _lost(line: AssessedLine) -> int:
    """Points lost in hundredths."""
    return line.points - line.outcome.score if isinstance(line.outcome, Scored) else 0


def _loss(assessment: Assessment, line: AssessedLine) -> Loss:
    project = assessment.project
    # Cause and remedy stand in columns of their own.
    alone = replace(line, cause=None, remedy=None, cause_required=False, remedy_required=False)
    return Loss(
        printed_points(_lost(line)),
        numbered(project, line),
        project.number,
        one_line(project.name),
        one_line(line.key.name),
        target_text(project, line),
        actual_text(project, line),
        printed_points(line.points),
        printed_points(line.points - _lost(line)),
        explanation_text(alone, assessment.rules),
        cause_text(line),
        remedy_text(line),
    )
