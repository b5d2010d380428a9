"""The end of a narrative: deviations with their recorded reasons, use of the results, other matters."""

from collections.abc import Iterator

from scorer.report.cells import (
    adjustments,
    called,
    cause_text,
    lapsed_text,
    needs_reasons,
    one_line,
    overridden,
    remedy_text,
)
from scorer.report.forms.parts import Part, to_fill_in
from scorer.report.year import YearReport
from scorer.scoring.explanation import TO_FILL_IN, fact
from scorer.scoring.faults import fault_text
from scorer.scoring.lapsed import only_taken_back
from scorer.scoring.outcome import AssessedLine, Assessment, NotApplicable, Scored


def deviation_parts(counted: tuple[Assessment, ...]) -> Iterator[Part]:
    """Every line that must be explained, with cause and remedy as recorded or the blank for them."""
    off = [(each, line) for each in counted for line in each.lines if needs_reasons(line)]
    for each, line in off:
        yield Part(0, _deviation(each, line))
    missing = sum(len(each.missing) for each in counted)
    if missing:
        yield Part(0, f"尚有{missing}项未填报或待评定，填报后须补充其偏差原因和改进措施。")
    elif not off:
        yield Part(0, "各项指标没有须说明的偏差。")


def result_parts(report: YearReport, counted: tuple[Assessment, ...]) -> Iterator[Part]:
    """The ratings that were reached; what is made of them only a person can say."""
    ratings = [band.name for band in report.rules.ratings]
    counts = {name: sum(each.rating == name for each in counted) for name in ratings}
    said = "，".join(f"{name}{count}个" for name, count in counts.items() if count)
    if said:
        yield Part(0, f"自评等级：{said}。")
    yield Part(0, to_fill_in("结果应用于预算安排、政策调整和改进管理的打算"))
    yield Part(0, to_fill_in("拟公开的内容、方式和时间"))


def other_parts(report: YearReport) -> Iterator[Part]:
    """Cancelled projects, lines left out, what was adjusted or set by hand, faulty points, remarks."""
    for each in report.assessments:
        reason = each.project.not_applicable
        if reason is not None:
            name = f"{each.project.number} {one_line(each.project.name)}"
            yield Part(0, f"{name}：项目取消，原因：{one_line(reason.value)}。")
            continue
        for line in each.lines:
            for text in _remarkable(line):
                yield Part(0, f"{called(each.project, line)}：{text.rstrip('。')}。")
        if each.fault is not None:
            yield Part(
                0, f"{each.project.number} 分值有误，不评等级：{fault_text(each.project, each.fault)}。"
            )
    yield from (Part(0, one_line(remark)) for remark in report.remarks)
    yield Part(0, to_fill_in("其他需要说明的问题，没有的写“无”"))


def _deviation(assessment: Assessment, line: AssessedLine) -> str:
    """What was achieved, then the reasons: nothing that nobody wrote."""
    found = fact(line, line.outcome) if isinstance(line.outcome, Scored) else ""
    cause = _blank(cause_text(line), "偏差原因")
    remedy = _blank(remedy_text(line), "改进措施")
    parts = (
        f"{called(assessment.project, line)}：{found}".rstrip("。"),
        f"原因：{cause}".rstrip("。") if cause else "",
        f"改进措施：{remedy}".rstrip("。") if remedy else "",
    )
    return f"{'。'.join(filter(None, parts))}。"


def _blank(text: str, what: str) -> str:
    return to_fill_in(what) if text == TO_FILL_IN else text


def _remarkable(line: AssessedLine) -> Iterator[str]:
    if isinstance(line.outcome, NotApplicable):
        yield f"不适用，{one_line(line.outcome.reason)}"
    yield from adjustments(line)
    yield from filter(None, (overridden(line),))
    if line.lapsed:
        due = "取回" if only_taken_back(line, line.lapsed) == line.lapsed else "重新评定"
        yield f"{lapsed_text(line)}作出之后，指标值、实际完成值或分值有变化，须{due}"
    if line.indicator is not None and line.indicator.note is not None:
        yield f"备注：{one_line(line.indicator.note.value)}"
