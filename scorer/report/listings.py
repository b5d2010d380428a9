"""The lists of the report for people: a sentence for everything that somebody must see."""

from collections import Counter
from collections.abc import Iterator

from scorer.model.project import Project
from scorer.report.cells import (
    CANCELLED,
    NONE_YET,
    adjustments,
    called,
    explanation_text,
    lapsed_text,
    lost_points,
    money_text,
    needs_reasons,
    one_line,
    overridden,
    points_source_text,
)
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.attainment import Formula
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import printed_points
from scorer.scoring.lapsed import next_step, only_taken_back
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Scored,
)
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import Mark, RuleSet

_SCORED_BY = {
    "shortfall": "未达到目标的计分",
    "excess": "超出上限的计分",
    "over": "超出等于类目标的计分",
    "between_rates_above_full": "比率高于区间的计分",
    "bare_number": "应发标准的计分",
    "recurring": "周期性指标的计分",
    "over_achievement": "超额调减",
    "lateness": "逾期分档计分",
    "not_done": "未完成的计分",
    "tiers": "定性指标的分档",
    "tiers.default": "定性指标各档的得分率",
    "basically": "基本完成的得分率",
    "second_of_scale": "低一等的得分率",
    "words": "按词表评为不得分",
    "execution": "预算执行率的计分",
}
"""What each rule that can give a score does."""


def totals(report: YearReport) -> Iterator[str]:
    """The department's totals, over the projects that are fully assessed."""
    sums = report.totals
    yield f"项目{sums.projects}个{left_out(report)}，其中评分完整的{sums.rated}个"
    if sums.rated:
        yield f"评分完整的项目：预算数{money_text(sums.budget)}，执行数{money_text(sums.executed)}"
    average, weighted = score_or_none(sums.average_score), score_or_none(sums.weighted_score)
    yield f"平均得分（只计评分完整的项目）：{average}；按预算数加权：{weighted}"


def left_out(report: YearReport) -> str:
    """How many projects the totals leave out, in brackets; "" for none."""
    cancelled = len(report.assessments) - report.totals.projects
    return f"（另有{cancelled}个项目取消，不计入）" if cancelled else ""


def explanations(assessment: Assessment) -> Iterator[str]:
    """Every line's explanation."""
    for line in assessment.lines:
        yield f"{called(assessment.project, line)}：{explanation_text(line, assessment.rules)}"


def achieved(assessment: Assessment) -> Iterator[str]:
    """What became of the project's goals, where that was entered."""
    entered = assessment.project.achieved
    if entered is not None:
        yield f"{_project(assessment.project)}：{one_line(entered.value)}"


def losses(report: YearReport) -> Iterator[str]:
    """The explanations of the lines that lost points or need a reason."""
    for project, line in _lines(report):
        if lost_points(line) or needs_reasons(line):
            yield f"{called(project, line)}：{explanation_text(line, report.rules)}"


def not_reported(report: YearReport) -> Iterator[str]:
    """What has no actual yet, a sentence a project."""
    for assessment in report.assessments:
        lines = [line for line in assessment.lines if isinstance(line.outcome, NotReported)]
        if not lines:
            continue
        project = assessment.project
        names = "、".join(f"{line.number} {one_line(line.key.name)}" for line in lines)
        which = "全部" if len(lines) == len(assessment.lines) else names
        yield f"{_project(project)}（{len(lines)}项）：{which}"


def to_be_judged(report: YearReport) -> Iterator[str]:
    """What a person must judge, and why."""
    for project, line in _lines(report):
        if isinstance(line.outcome, NeedsJudgement):
            yield f"{called(project, line)}：{one_line(line.outcome.reason)}"


def not_applicable(report: YearReport) -> Iterator[str]:
    """Cancelled projects and lines left out, with the reason."""
    for assessment in report.assessments:
        reason = assessment.project.not_applicable
        if reason is not None:
            yield f"{_project(assessment.project)}：{CANCELLED}，{one_line(reason.value)}"
            continue
        for line in assessment.lines:
            if isinstance(line.outcome, NotApplicable):
                yield f"{called(assessment.project, line)}：{one_line(line.outcome.reason)}"


def by_hand(report: YearReport) -> Iterator[str]:
    """Targets and points that a person adjusted, and scores that one set, with reason, person and day."""
    for project, line in _lines(report):
        for text in (*adjustments(line), overridden(line)):
            if text:
                yield f"{called(project, line)}：{text}"


def lapsed(report: YearReport) -> Iterator[str]:
    """Judgements that no longer stand."""
    for project, line in _lines(report):
        if line.lapsed:
            step = f"；{next_step(line, line.lapsed)}" if only_taken_back(line, line.lapsed) else ""
            yield f"{called(project, line)}：{lapsed_text(line)}作出之后，指标值、实际完成值或分值有变化{step}"


def faults(report: YearReport) -> Iterator[str]:
    """Projects whose points do not come to 100 as they should."""
    for assessment in report.assessments:
        if assessment.fault is not None:
            yield f"{_project(assessment.project)}：{fault_text(assessment.project, assessment.fault)}"


def assumptions(report: YearReport) -> Iterator[str]:
    """How targets were read where the text left it open: each one in detail, else their number."""
    assumed = [
        (project, line, line.target.assumption)
        for project, line in _lines(report)
        if line.target is not None and line.target.assumption
    ]
    if report.detail:
        for project, line, assumption in assumed:
            yield f"{called(project, line)}：{one_line(assumption)}"
    elif assumed:
        yield f"{len(assumed)}项指标值按推定的读法计分，可用 scorer explain 查看，用 scorer adjust --read-as 更改"


def provenance(report: YearReport) -> Iterator[str]:
    """The rule set, where points came from, and which of the rules used nothing but this project prescribes."""
    rules = report.rules
    yield f"评分办法：{rules.title}（{rules.id}），{rules.citation}"
    sources = Counter(line.points_source for _, line in _lines(report) if line.indicator is not None)
    counts = (f"{points_source_text(source, rules)}{count}项" for source, count in sorted(sources.items()))
    if sources:
        yield f"分值来源：{'，'.join(counts)}"
    own = Counter(key for _, line in _lines(report) for key in _own_rules(line, rules))
    if own:
        counts = (f"{what}{own[key]}项" for key, what in _SCORED_BY.items() if key in own)
        yield f"没有文件规定、按评分办法的设定计分的：{'，'.join(counts)}"


def remarks(report: YearReport) -> Iterator[str]:
    """The remarks of the documents that figures came from."""
    yield from map(one_line, report.remarks)


def _lines(report: YearReport) -> Iterator[tuple[Project, AssessedLine]]:
    """Every line of the projects that were not cancelled."""
    for assessment in report.assessments:
        if not is_cancelled(assessment):
            for line in assessment.lines:
                yield assessment.project, line


def _project(project: Project) -> str:
    return f"{project.number} {one_line(project.name)}"


def _own_rules(line: AssessedLine, rules: RuleSet) -> Iterator[str]:
    """The rule that decided a line's score if no source prescribes it; a target that is met needs none."""
    key = rule_key(line)
    decided = isinstance(line.outcome, Scored) and line.outcome.attainment.formula is not Formula.FULL
    if key is not None and decided and rules.basis_of(key).mark is Mark.DEFAULT:
        yield key


def score_or_none(hundredths: int | None) -> str:
    """An average, 暂无 while there is none."""
    return NONE_YET if hundredths is None else printed_points(hundredths)
