"""The notes under a self-evaluation form: what points and scores rest on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from scorer.report.cells import adjustments, called, one_line, points_source_text, reasons_of
from scorer.report.forms.funds import only_source
from scorer.report.year import is_cancelled
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment


def notes_of(assessment: Assessment) -> tuple[str, ...]:
    """Rule set, origin of the points, the execution's reasons and assumptions, adjustments, what is wrong."""
    project = assessment.project
    reason = project.not_applicable
    if reason is not None:
        return (f"项目取消：{one_line(reason.value)}",)
    return tuple(_notes(assessment))


def _notes(assessment: Assessment) -> Iterator[str]:
    rules, project = assessment.rules, assessment.project
    yield f"得分按{rules.title}（{one_line(rules.citation)}）计算。"
    lines = [line for line in assessment.lines if line.indicator is not None]
    sources = Counter(line.points_source for line in lines)
    counts = "，".join(
        f"{points_source_text(source, rules)}{count}项" for source, count in sorted(sources.items())
    )
    execution = printed_points(assessment.lines[0].points)
    yield f"分值：预算执行率{execution}分；指标分值来源：{counts or '没有指标'}。"
    yield from (f"{one_line(note)}。" for note in assessment.lines[0].notes)
    yield from _of_execution(assessment)
    only = only_source(project.budget)
    if only is not None:
        yield f"资金只有{one_line(only.source)}一个来源，其全年预算数、全年执行数同合计。"
    for line in assessment.lines:
        yield from (f"{called(project, line)}：{text}。" for text in adjustments(line))
    if assessment.fault is not None and not is_cancelled(assessment):
        yield f"分值有误，不评等级：{fault_text(project, assessment.fault)}。"
    if assessment.missing:
        yield f"尚有{len(assessment.missing)}项未填报或待评定，总分和等级待填写。"


def _of_execution(assessment: Assessment) -> Iterator[str]:
    """The execution's reasons, for which the table has no cell: without a full stop, so that they read back as written."""
    project, line = assessment.project, assessment.lines[0]
    # Why more was spent than budgeted stands for a cause where there is none, and is told by itself.
    own = replace(line, cause=project.cause, cause_required=line.cause_required and line.cause is None)
    reasons = one_line(reasons_of(own))
    if reasons:
        yield f"{line.key.name}：{reasons}"
    if project.over_budget is not None:
        yield f"执行数超过预算数的说明：{one_line(project.over_budget.value)}"
