"""The self-evaluation report in words (绩效自评报告): the usual outline, filled with facts.

What only a person can write stands as 【待填写：…】; no cause is ever made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.report.cells import one_line
from scorer.report.forms.attained import dimension_parts
from scorer.report.forms.deviations import deviation_parts, other_parts, result_parts
from scorer.report.forms.money_words import execution_texts, funding_texts
from scorer.report.forms.parts import Part, to_fill_in
from scorer.report.forms.summary import organisations
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment

__all__ = ["Narrative", "Part", "narrative_of"]


@dataclass(frozen=True, slots=True)
class Narrative:
    """A title and parts: headings of levels 1 to 3, and paragraphs of level 0."""

    title: str
    year: int
    organisation: str
    parts: tuple[Part, ...]


def narrative_of(report: YearReport) -> Narrative:
    """The report on one project, or on all of a department; with `report.detail` every line is explained."""
    counted = tuple(each for each in report.assessments if not is_cancelled(each))
    name, one = organisations(report), report.assessments
    about = one_line(one[0].project.name) if len(one) == 1 else f"{name}项目支出"
    about = about.removeprefix(f"{report.year}年")
    return Narrative(
        f"{report.year}年度{about}绩效自评报告", report.year, name, tuple(_parts(report, counted))
    )


def _parts(report: YearReport, counted: tuple[Assessment, ...]) -> Iterator[Part]:
    yield Part(1, "一、绩效目标分解下达情况")
    yield from _assigned(report, counted)
    yield Part(1, "二、绩效目标完成情况分析")
    yield Part(2, "（一）资金投入情况分析")
    yield Part(3, "1.项目资金到位情况分析")
    yield from (Part(0, text) for text in funding_texts(counted))
    yield Part(3, "2.项目资金执行情况分析")
    yield from (Part(0, text) for text in execution_texts(counted, report.rules))
    yield Part(3, "3.项目资金管理情况分析")
    yield Part(0, to_fill_in("资金管理制度的建立和执行、资金使用的合规情况"))
    yield Part(2, "（二）总体绩效目标完成情况分析")
    yield from _goals(report, counted)
    yield Part(2, "（三）绩效指标完成情况分析")
    yield from dimension_parts(counted, detail=report.detail)
    yield Part(1, "三、偏离绩效目标的原因和下一步改进措施")
    yield from deviation_parts(counted)
    yield Part(1, "四、绩效自评结果拟应用和公开情况")
    yield from result_parts(report, counted)
    yield Part(1, "五、其他需要说明的问题")
    yield from other_parts(report)


def _assigned(report: YearReport, counted: tuple[Assessment, ...]) -> Iterator[Part]:
    """How many indicators the goals were broken down into."""
    total = sum(len(each.lines) - 1 for each in counted)
    listed = "，".join(f"{name}{count}个" for name, count in _dimensions(counted).items())
    said = f"（{listed}）" if listed else ""
    cancelled, unit = len(report.assessments) - len(counted), organisations(report)
    left_out = f"（另有{cancelled}个项目取消，不作分析）" if cancelled else ""
    yield Part(
        0,
        f"{report.year}年度{unit}纳入本次绩效自评的项目{len(counted)}个{left_out}，"
        f"绩效目标分解为三级指标{total}个{said}。",
    )
    if len(counted) > 1:
        for each in counted:
            name, lines = one_line(each.project.name), len(each.lines) - 1
            yield Part(0, f"{each.project.number}.{name}：三级指标{lines}个。")
    yield Part(0, to_fill_in("绩效目标的批复和下达时间、文号，分解到各承担单位的情况"))


def _dimensions(counted: tuple[Assessment, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in counted:
        for line in each.lines[1:]:
            name = one_line(line.key.dimension)
            counts[name] = counts.get(name, 0) + 1
    return counts


def _goals(report: YearReport, counted: tuple[Assessment, ...]) -> Iterator[Part]:
    """The year's goals and what became of them, project by project, then the scores."""
    for each in counted:
        project = each.project
        if len(counted) > 1:
            yield Part(0, f"{project.number}.{one_line(project.name)}：{_scores(each)}。")
        goals = project.goals.value if project.goals else TO_FILL_IN
        yield Part(0, f"预期目标：{goals}")
        became = project.achieved.value if project.achieved else to_fill_in("对照预期目标写明实际完成情况")
        yield Part(0, f"实际完成情况：{became}")
        if len(counted) == 1:
            yield Part(0, f"本项目自评{_scores(each)}。")
    totals = report.totals
    if len(counted) > 1 and totals.average_score is not None:
        weighted = (
            "" if totals.weighted_score is None else f"，按预算数加权平均{points(totals.weighted_score)}"
        )
        yield Part(0, f"评分完整的{totals.rated}个项目平均得分{points(totals.average_score)}{weighted}。")


def _scores(assessment: Assessment) -> str:
    """Score and rating; how far the assessment has come where something is missing."""
    if assessment.missing:
        done, earned = printed_points(assessment.assessed), printed_points(assessment.earned)
        return f"尚有{len(assessment.missing)}项未填报或待评定，已评{done}分中得{earned}分"
    rating = f"，等级为{assessment.rating}" if assessment.rating else ""
    return f"得分{printed_points(assessment.earned)}（总分{printed_points(assessment.available)}）{rating}"


def points(hundredths: int) -> str:
    """A score in words."""
    return f"{printed_points(hundredths)}分"
