"""The tables of the report for people: all projects, and the lines of one."""

from scorer.report.cells import (
    CANCELLED,
    NOTHING,
    actual_text,
    amount_text,
    cause_text,
    execution_rate,
    lacks_reasons,
    needs_reasons,
    numbered,
    one_line,
    rate_text,
    rating_text,
    remedy_text,
    score_text,
    scores_text,
    target_text,
)
from scorer.report.section import Grid
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment

_OVERVIEW = {
    "序号": 0,
    "项目": 40,
    "预算数": 0,
    "执行数": 0,
    "执行率": 0,
    "得分/已评/总分": 0,
    "等级": 0,
    "缺项": 0,
    "须说明": 0,
}
_LINES = {
    "序号": 0,
    "一级指标": 10,
    "二级指标": 14,
    "三级指标": 20,
    "指标值": 16,
    "实际完成值": 16,
    "分值": 0,
    "得分": 16,
    "偏差原因/改进措施": 36,
}


def overview(report: YearReport) -> Grid:
    """One row a project; with its unit where there are several."""
    units = {assessment.project.organisation for assessment in report.assessments}
    columns = dict(_OVERVIEW)
    rows = [_project_row(assessment) for assessment in report.assessments]
    if len(units) > 1:
        columns["单位"] = 0
        rows = [
            (*row, one_line(assessment.project.organisation.name))
            for row, assessment in zip(rows, report.assessments, strict=True)
        ]
    return Grid("项目得分（金额单位：万元）", tuple(columns), tuple(rows), tuple(columns.values()))


def line_grid(assessment: Assessment) -> Grid:
    """One row a line, budget execution first, and their sums."""
    project = assessment.project
    rows = [_line_row(assessment, line) for line in assessment.lines]
    earned, available = printed_points(assessment.earned), printed_points(assessment.available)
    rows.append(("合计", "", "", "", "", "", available, earned, ""))
    title = f"{project.number} {one_line(project.name)}"
    return Grid(title, tuple(_LINES), tuple(rows), tuple(_LINES.values()), ruled=True)


def _project_row(assessment: Assessment) -> tuple[str, ...]:
    project = assessment.project
    cancelled = is_cancelled(assessment)
    return (
        str(project.number),
        one_line(project.name),
        amount_text(full_year_budget(project.budget)[0]),
        amount_text(executed(project.budget)[0]),
        rate_text(execution_rate(assessment)),
        NOTHING if cancelled else scores_text(assessment),
        CANCELLED if cancelled else rating_text(assessment),
        NOTHING if cancelled else str(len(assessment.missing)),
        NOTHING if cancelled else _reasons_count(assessment.lines),
    )


def _reasons_count(lines: tuple[AssessedLine, ...]) -> str:
    """How many lines must be explained, and how many of them are not yet."""
    needed, lacking = sum(map(needs_reasons, lines)), sum(map(lacks_reasons, lines))
    return f"{needed}（待填{lacking}）" if lacking else str(needed)


def _line_row(assessment: Assessment, line: AssessedLine) -> tuple[str, ...]:
    project = assessment.project
    reasons = {"原因": cause_text(line), "改进措施": remedy_text(line)}
    return (
        numbered(project, line),
        one_line(line.key.dimension),
        one_line(line.key.category),
        one_line(line.key.name),
        target_text(project, line),
        actual_text(project, line),
        printed_points(line.points),
        score_text(line),
        "；".join(f"{what}：{text}" for what, text in reasons.items() if text),
    )
