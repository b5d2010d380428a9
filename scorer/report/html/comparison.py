"""Scores that filled forms state beside the computed ones: one row a project, all lines under its form."""

from dataclasses import replace

from scorer.report.cells import NONE_YET, one_line
from scorer.report.section import Grid, Section
from scorer.report.stated import is_stated, stated_lines
from scorer.report.stated_sections import counts_text, stated_sections, total_text
from scorer.report.year import YearReport
from scorer.scoring.outcome import Assessment

_COLUMNS = {"序号": 0, "项目": 40, "总分": 0, "逐项比较": 0}


def stated_overview(report: YearReport) -> Grid | None:
    """The projects of which a filled form states scores; None where there are none."""
    found = [each for each in report.assessments if is_stated(each)]
    if not found:
        return None
    rows = tuple(_row(each) for each in found)
    return Grid("自评得分与系统得分", tuple(_COLUMNS), rows, tuple(_COLUMNS.values()))


def stated_of(report: YearReport, assessment: Assessment) -> tuple[Section, ...]:
    """Every stated score of one project beside the computed one, with the rule behind it."""
    return tuple(stated_sections(replace(report, assessments=(assessment,), detail=True)))


def _row(assessment: Assessment) -> tuple[str, ...]:
    project = assessment.project
    counts = counts_text(tuple(stated_lines(assessment)))
    return str(project.number), one_line(project.name), total_text(assessment), counts or NONE_YET
