"""How a project's scores came about, step by step."""

from collections.abc import Iterable, Iterator

from scorer.model.evidence import Evidence
from scorer.model.project import Indicator, Project, Recorded
from scorer.notation.evidence import evidence_text
from scorer.report.cells import (
    CANCELLED,
    actual_text,
    adjustments,
    beijing_time,
    called,
    cause_text,
    deviation_text,
    in_table,
    is_overridden,
    numbered,
    one_line,
    points_source_text,
    rate_text,
    rating_text,
    remedy_text,
    score_text,
    scores_text,
    target_text,
)
from scorer.report.stated import difference_text, stated_lines, why
from scorer.report.stated_sections import total_text
from scorer.report.year import as_reported, is_cancelled
from scorer.scoring.comparison import Graded, Origin
from scorer.scoring.derivation import flags, steps
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import printed_points
from scorer.scoring.measures import completion
from scorer.scoring.outcome import AssessedLine, Assessment, Scored


def render_derivation(assessment: Assessment, numbers: tuple[int, ...] = ()) -> str:
    """The lines of these numbers within the project, 0 for budget execution; without any, all and the total."""
    assessment = as_reported(assessment)
    lines = [line for line in assessment.lines if not numbers or line.number in numbers]
    parts = ["\n".join(_line(assessment, line)) for line in lines]
    if not numbers:
        project = assessment.project
        parts = [f"{project.number} {one_line(project.name)}", *parts, "\n".join(_total(assessment))]
    return "\n\n".join(parts) + "\n"


def _line(assessment: Assessment, line: AssessedLine) -> Iterator[str]:
    project, rules = assessment.project, assessment.rules
    names = " / ".join(map(one_line, dict.fromkeys((line.key.dimension, line.key.category))))
    source = points_source_text(line.points_source, rules)
    yield f"{called(project, line)}（{names}），分值{printed_points(line.points)}，{source}"
    yield f"  指标值：{target_text(project, line)}{_target_place(project, line.indicator)}"
    for text in adjustments(line):
        yield f"  {text}"
    yield f"  实际完成值：{actual_text(project, line)}{_entered(_actual_of(project, line))}"
    yield "  推导："
    for number, step in enumerate(steps(line, rules), 1):
        yield f"    {number}. {one_line(step)}"
    yield from _distance(line)
    yield from _judgements(line)
    yield from _reasons(project, line)
    for each in (line.indicator or project).evidence:
        yield f"  佐证：{one_line(evidence_text(each.value))}{_filed(each)}"
    for flag in flags(line, rules):
        yield f"  提示：{one_line(flag)}"
    yield f"  得分：{score_text(line)}"
    yield from _stated(assessment, line)


def _actual_of(project: Project, line: AssessedLine) -> Recorded[object] | None:
    return line.indicator.actual if line.indicator else project.budget.executed


def _target_place(project: Project, indicator: Indicator | None) -> str:
    given = project.budget.full_year or project.budget.initial
    target: Recorded[object] | None = in_table(indicator) if indicator else given
    return f"（{target.source.place}）" if target and target.source else ""


def _entered(given: Recorded[object] | None) -> str:
    """Who entered it, when, and where it stood."""
    if given is None:
        return ""
    place = f"，{given.source.place}" if given.source else ""
    return f"（{given.by} {beijing_time(given.at)}{place}）"


def _filed(given: Recorded[Evidence]) -> str:
    """Where a file stands, who entered it and when."""
    path = given.value.path
    entered = f"{given.by} {beijing_time(given.at)}"
    return f"（{entered}）" if path is None else f"（位置：{one_line(path)}；{entered}）"


def _distance(line: AssessedLine) -> Iterator[str]:
    rate, off = completion(line), deviation_text(line)
    if rate is not None:
        yield f"  完成率：{rate_text(rate)}"
    if off:
        yield f"  偏差：{off}"


def _judgements(line: AssessedLine) -> Iterator[str]:
    """Who gave the tier, the share or the final score that is in force."""
    indicator = line.indicator
    if indicator is None or not isinstance(line.outcome, Scored):
        return
    if isinstance(line.outcome.comparison, Graded) and line.outcome.comparison.origin is Origin.PERSON:
        given = indicator.tier or indicator.share
        yield f"  档次：{line.outcome.comparison.tier}{_entered(given)}"
    if is_overridden(line):
        yield f"  认定得分：{printed_points(line.outcome.score)}{_entered(indicator.final_score)}"
        if indicator.because is not None:
            yield f"  认定理由：{one_line(indicator.because.value)}"


def _reasons(project: Project, line: AssessedLine) -> Iterator[str]:
    own = line.indicator is None
    over, note = project.over_budget if own else None, project.note if own else None
    if line.indicator is not None:
        note = line.indicator.note
    written = {
        "偏差原因": cause_text(line),
        "改进措施": remedy_text(line),
        "超预算说明": one_line(over.value) if over else "",
        "备注": one_line(note.value) if note else "",
    }
    for heading, text in written.items():
        if text:
            yield f"  {heading}：{text}"


def _stated(assessment: Assessment, line: AssessedLine) -> Iterator[str]:
    """The score that a filled form states beside the computed one, and what tells them apart."""
    for compared in stated_lines(assessment):
        if compared.line is not line:
            continue
        stated = f"  自评得分：{printed_points(compared.score)}"
        if compared.computed is None:
            yield f"{stated}，没有系统得分：{why(compared, assessment.rules)}"
        elif not compared.difference:
            yield f"{stated}，与系统得分一致"
        else:
            computed, difference = printed_points(compared.computed), difference_text(compared)
            yield f"{stated}，系统得分{computed}，差{difference}：{why(compared, assessment.rules)}"


def _total(assessment: Assessment) -> Iterator[str]:
    rules = assessment.rules
    yield f"得分/已评/总分：{scores_text(assessment)}"
    scores = [line.outcome.score for line in assessment.lines if isinstance(line.outcome, Scored)]
    if scores:
        yield f"  得分是各项得分之和：{'＋'.join(map(printed_points, scores))}＝{printed_points(assessment.earned)}"
    if assessment.project.stated.total is not None and not is_cancelled(assessment):
        yield f"  {total_text(assessment)}"
    if not is_cancelled(assessment):
        yield f"  等级：{_rating(assessment)}"
    else:
        yield f"  {CANCELLED}，不计入部门合计"
    yield f"  评分办法：{rules.title}（{rules.id}），{rules.citation}"


def _rating(assessment: Assessment) -> str:
    """The rating with its band, or why there is none."""
    shown = rating_text(assessment)
    if assessment.fault is not None:
        return f"{shown}。{fault_text(assessment.project, assessment.fault)}"
    if assessment.missing:
        return f"{shown}，还缺{_numbers(assessment.project, assessment.missing)}"
    bands = (band for band in assessment.rules.ratings if band.name == assessment.rating)
    return "".join((shown, *(f"（{printed_points(band.low)}分起）" for band in bands)))


def _numbers(project: Project, lines: Iterable[AssessedLine]) -> str:
    return "、".join(numbered(project, line) for line in lines)
