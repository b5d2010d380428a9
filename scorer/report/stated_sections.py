"""Stated beside computed, for people: the lines that differ, the total, the rating and the rate."""

from collections.abc import Iterator

from scorer.report.cells import (
    NOTHING,
    called,
    execution_rate,
    is_overridden,
    numbered,
    one_line,
    rate_text,
    rating_text,
    score_text,
)
from scorer.report.section import Grid, Listing, Section
from scorer.report.stated import StatedLine, difference_text, is_stated, stated_lines, why
from scorer.report.year import YearReport
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import printed_points
from scorer.scoring.measures import rate_agrees
from scorer.scoring.outcome import Assessment, NotApplicable
from scorer.scoring.points import PointsSource

_TITLE = "自评得分与系统得分"
_COLUMNS = {"号": 0, "指标": 20, "分值": 0, "自评得分": 0, "系统得分": 12, "差": 0, "依据": 56}


def stated_sections(report: YearReport) -> Iterator[Section]:
    """Of each project with stated scores the lines that differ (with `detail` all) and its totals."""
    for assessment in filter(is_stated, report.assessments):
        lines = tuple(stated_lines(assessment))
        shown = [each for each in lines if report.detail or each.difference != 0]
        title = f"{_TITLE}：{assessment.project.number} {one_line(assessment.project.name)}"
        if shown:
            rows = tuple(_row(assessment, each) for each in shown)
            yield Grid(title, tuple(_COLUMNS), rows, tuple(_COLUMNS.values()), ruled=True)
        yield Listing(title if not shown else f"{title}（合计）", tuple(_totals(assessment, lines)))


def counts_text(lines: tuple[StatedLine, ...]) -> str:
    """How many stated scores agree with the computed ones, differ, or have none beside them."""
    agreeing = sum(each.difference == 0 for each in lines)
    without = sum(each.difference is None for each in lines)
    counts = {"一致": agreeing, "不同": len(lines) - agreeing - without, "没有系统得分": without}
    return "，".join(f"{count}项{what}" for what, count in counts.items() if count)


def total_text(assessment: Assessment) -> str:
    """The stated total beside the computed one, which says how much of the points it covers."""
    stated = assessment.project.stated.total
    written = "表中没有写总分" if stated is None else f"表中总分{printed_points(stated.value)}"
    return f"{written}，系统得分合计{_computed(assessment)}"


def _row(assessment: Assessment, compared: StatedLine) -> tuple[str, ...]:
    line = compared.line
    return (
        numbered(assessment.project, line),
        one_line(line.key.name),
        printed_points(line.points),
        printed_points(compared.score),
        score_text(line) if compared.computed is None else printed_points(compared.computed),
        difference_text(compared) or NOTHING,
        why(compared, assessment.rules),
    )


def _totals(assessment: Assessment, lines: tuple[StatedLine, ...]) -> Iterator[str]:
    if lines:
        yield f"表中写了{len(lines)}项得分：{counts_text(lines)}"
    else:
        yield "表中各项都没有写得分"
    yield from _unstated(assessment, lines)
    yield from _points(assessment)
    yield total_text(assessment) + _sum_of_lines(assessment, lines)
    yield from _rating(assessment)
    yield from _rate(assessment)


def _unstated(assessment: Assessment, lines: tuple[StatedLine, ...]) -> Iterator[str]:
    """The lines with points whose score a form that gives others leaves out."""
    stated = {each.line.number for each in lines}
    absent = [
        called(assessment.project, line)
        for line in assessment.lines
        if line.number not in stated and line.points and not isinstance(line.outcome, NotApplicable)
    ]
    if lines and absent:
        yield f"表中没有写得分的：{'、'.join(absent)}"


def _points(assessment: Assessment) -> Iterator[str]:
    """Where the points that scores are computed by are not the form's, or do not come to 100."""
    if any(line.points_source is PointsSource.ALLOTTED for line in assessment.lines[1:]):
        yield "表内各指标没有分值，系统按评分办法缺省分值计，与自评所依据的分值可能不同"
    elif assessment.lines[0].points_source is PointsSource.ALLOTTED:
        points = printed_points(assessment.lines[0].points)
        yield f"表内预算执行率没有分值，系统按评分办法计{points}分"
    if assessment.fault is not None:
        # without the next step, which stands where the fault itself is listed
        yield fault_text(assessment.project, assessment.fault).partition("。")[0]


def _computed(assessment: Assessment) -> str:
    by_hand = "，含认定得分" if any(map(is_overridden, assessment.lines)) else ""
    scope = ""
    if assessment.assessed != assessment.available:
        assessed, available = printed_points(assessment.assessed), printed_points(assessment.available)
        scope = f"（已评{assessed}，总分{available}，还缺{len(assessment.missing)}项）"
    return printed_points(assessment.earned) + scope + by_hand


def _sum_of_lines(assessment: Assessment, lines: tuple[StatedLine, ...]) -> str:
    """The stated scores added up, where the form's own total is another sum."""
    stated, added = assessment.project.stated.total, sum(each.score for each in lines)
    if stated is None or not lines or stated.value == added:
        return ""
    return f"；表中各项得分之和{printed_points(added)}，与表中总分不等"


def _rating(assessment: Assessment) -> Iterator[str]:
    stated = assessment.project.stated.rating
    if stated is not None:
        yield f"表中等级“{one_line(stated.text)}”，系统等级：{rating_text(assessment)}"


def _rate(assessment: Assessment) -> Iterator[str]:
    stated, rate = assessment.project.stated.rate, execution_rate(assessment)
    if stated is None:
        return
    written = f"表中执行率“{one_line(stated.text)}”"
    if rate is None:
        yield f"{written}，没有预算数或执行数，系统算不出"
        return
    verdict = {True: "，相符", False: "，不符", None: ""}[rate_agrees(stated.text, rate)]
    yield f"{written}，按表中数字计算为{rate_text(rate)}{verdict}"
