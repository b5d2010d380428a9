"""What stands in the cells of every format: the same words for the same thing everywhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scorer.model.fields import FIELDS, Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.target import Target
from scorer.notation.numbers import print_number
from scorer.notation.targets import print_target
from scorer.scoring.comparison import Graded, Origin
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.explanation import TO_FILL_IN, explain
from scorer.scoring.figures import printed_points, shown_percentage, shown_share
from scorer.scoring.measures import deviation
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Scored,
)
from scorer.scoring.points import PointsSource
from scorer.scoring.rules import RuleSet

CANCELLED = "项目取消"
NONE_YET = "暂无"
NOTHING = "—"

_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
# A spreadsheet takes a text that begins with one of these for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")
_BEIJING = timedelta(hours=8)


def one_line(text: str) -> str:
    """`text` in one line, without characters that steer a terminal."""
    return " ".join(text.translate(_CONTROLS).split())


def no_formula(text: str) -> str:
    """`text` for a cell of a CSV file, behind a ' where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def numbered(project: Project, line: AssessedLine) -> str:
    """The line's number within the year: 3.10; that of budget execution ends in .0."""
    return f"{project.number}.{line.number}"


def called(project: Project, line: AssessedLine) -> str:
    """Number and name of a line."""
    return f"{numbered(project, line)} {one_line(line.key.name)}"


def score_text(line: AssessedLine) -> str:
    """The score with two decimals, beside the computed one where a person set it; words where there is none."""
    match line.outcome:
        case Scored(computed=computed, score=score):
            shown = printed_points(score)
            if not is_overridden(line):
                return shown
            return f"{shown}（系统得分{printed_points(computed)}，认定得分{shown}）"
        case NotReported():
            return "未填报"
        case NeedsJudgement():
            return "待评定"
        case NotApplicable():
            return "不适用"
        case _:
            assert_never(line.outcome)


def is_overridden(line: AssessedLine) -> bool:
    """Whether a person's score is in force, be it the computed one."""
    if line.indicator is None or not isinstance(line.outcome, Scored):
        return False
    return line.indicator.final_score is not None and Field.FINAL_SCORE not in line.lapsed


def scores_text(assessment: Assessment) -> str:
    """得分/已评/总分."""
    sums = (assessment.earned, assessment.assessed, assessment.available)
    return "/".join(map(printed_points, sums))


def rating_text(assessment: Assessment) -> str:
    """The rating; 暂无 while something is missing, and in words where the rule set gives none."""
    if assessment.rating is None and assessment.complete and not assessment.rules.ratings:
        return "不评等级"
    return assessment.rating or NONE_YET


def target_text(project: Project, line: AssessedLine) -> str:
    """The target as written; the budget for its execution."""
    if line.indicator is None:
        return f"预算{money_text(full_year_budget(project.budget)[0])}"
    return one_line(line.indicator.target.text)


def in_table(indicator: Indicator) -> Recorded[Target]:
    """The target that the table has, adjusted or not: it says where the line stands."""
    return indicator.imported_target or indicator.target


def actual_text(project: Project, line: AssessedLine) -> str:
    """The actual as written; what was executed for the budget."""
    if line.indicator is None:
        return f"执行{money_text(executed(project.budget)[0])}"
    return one_line(line.indicator.actual.text) if line.indicator.actual else "未填报"


def cause_text(line: AssessedLine) -> str:
    """The cause, 【待填写】 where a required one is missing."""
    if line.cause:
        return one_line(line.cause.value)
    return TO_FILL_IN if line.cause_required else ""


def remedy_text(line: AssessedLine) -> str:
    """The remedy, 【待填写】 where a required one is missing."""
    if line.remedy:
        return one_line(line.remedy.value)
    return TO_FILL_IN if line.remedy_required else ""


def needs_reasons(line: AssessedLine) -> bool:
    """Whether a cause or a remedy is required, written or not."""
    return line.cause_required or line.remedy_required


def lacks_reasons(line: AssessedLine) -> bool:
    """Whether a required cause or remedy is still missing."""
    return TO_FILL_IN in {cause_text(line), remedy_text(line)}


def lost_points(line: AssessedLine) -> bool:
    """Whether the line has a score below its points."""
    return isinstance(line.outcome, Scored) and line.outcome.score < line.points


def explanation_text(line: AssessedLine, rules: RuleSet) -> str:
    """The line's explanation in one line."""
    return one_line(explain(line, rules))


def adjustments(line: AssessedLine) -> Iterator[str]:
    """What a person adjusted of the line, with the reason, who and when; of a score that a person set likewise."""
    indicator = line.indicator
    if indicator is None:
        return
    imported, points = indicator.imported_target, indicator.set_points
    if imported is not None:
        change = f"{one_line(imported.text)} → {_adjusted_text(indicator)}"
        yield f"指标值已调整：{change}{_why(indicator.target_because, indicator.target)}"
    if points is not None:
        yield f"分值由人工设定：{printed_points(points.value)}{_why(indicator.points_because, points)}"


def overridden(line: AssessedLine) -> str:
    """The computed and the set score, the reason, who and when; "" where no person's score is in force."""
    if line.indicator is None or not isinstance(line.outcome, Scored) or not is_overridden(line):
        return ""
    because, final = line.indicator.because, line.indicator.final_score
    scores = f"系统得分{printed_points(line.outcome.computed)}，认定得分{printed_points(line.outcome.score)}"
    return f"{scores}{_why(because, final)}"


def judged(line: AssessedLine) -> str:
    """The tier and the share by which a person judged a line: 档次：部分达成，得分率70%; "" where nobody did."""
    indicator, outcome = line.indicator, line.outcome
    if indicator is None or not isinstance(outcome, Scored) or not isinstance(outcome.comparison, Graded):
        return ""
    if outcome.comparison.origin is not Origin.PERSON:
        return ""
    by_share = indicator.share is not None and Field.SHARE not in line.lapsed
    share = f"，得分率{shown_share(outcome.comparison.share)}" if by_share else ""
    return f"档次：{outcome.comparison.tier}{share}"


def _adjusted_text(indicator: Indicator) -> str:
    """The adjusted target; with its reading where that alone was adjusted."""
    text, imported = one_line(indicator.target.text), indicator.imported_target
    reading = print_target(indicator.target.value)
    same = imported is not None and imported.text.strip() == indicator.target.text.strip()
    return f"读作{reading}" if same else text


def reasons_of(line: AssessedLine) -> str:
    """Cause and remedy as recorded, 【待填写】 where one is required and missing; what a person judged of the score."""
    cause = line.cause.value if line.cause else TO_FILL_IN if line.cause_required else ""
    remedy = line.remedy.value if line.remedy else TO_FILL_IN if line.remedy_required else ""
    parts = (f"原因：{_unstopped(cause)}" if cause else "", f"改进措施：{remedy}" if remedy else "")
    return "；".join(filter(None, (*parts, judged(line), overridden(line))))


def _unstopped(text: str) -> str:
    """A text without the full stop that a semicolon would follow."""
    return text.strip().removesuffix("。")


def _why(because: Recorded[str] | None, given: Recorded[object] | None) -> str:
    reason = f"，原因：{one_line(because.value)}" if because else ""
    return f"{reason}，{given.by} {beijing_time(given.at)[:10]}" if given else reason


def lapsed_text(line: AssessedLine) -> str:
    """The judgements of a line that no longer stand."""
    return "、".join(FIELDS[field].heading for field in line.lapsed)


def money_text(amount: Decimal | None) -> str:
    """An amount in 万元 with its unit."""
    return "未填报" if amount is None else f"{print_number(amount)}万元"


def amount_text(amount: Decimal | None) -> str:
    """An amount in 万元 without its unit."""
    return "未填报" if amount is None else print_number(amount)


def execution_rate(assessment: Assessment) -> Fraction | None:
    """Executed ÷ budget, may exceed 1; None where either is unknown or the budget is 0."""
    project = assessment.project
    budget, spent = full_year_budget(project.budget)[0], executed(project.budget)[0]
    return None if spent is None or not budget else Fraction(spent) / Fraction(budget)


def rate_text(rate: Fraction | None) -> str:
    """A rate as a percentage with two decimals."""
    return NOTHING if rate is None else shown_percentage(rate)


def deviation_text(line: AssessedLine) -> str:
    """How far the actual is from the target, in percent or days; "" where that says nothing."""
    off = deviation(line)
    if off is None:
        return ""
    value, unit = off
    if unit == "share":
        return shown_percentage(value)
    if value == 0:
        return "按期"
    return f"晚{value}天" if value > 0 else f"早{-value}天"


def organisation_text(project: Project) -> str:
    """Code and name of the project's unit."""
    organisation = project.organisation
    return one_line(f"{organisation.code} {organisation.name}")


def points_source_text(source: PointsSource, rules: RuleSet) -> str:
    """Where points came from."""
    match source:
        case PointsSource.TABLE:
            return "表内分值"
        case PointsSource.ALLOTTED:
            return f"评分办法缺省分值（{rules.id}）"
        case PointsSource.SET:
            return "人工设定分值"
        case _:
            assert_never(source)


def beijing_time(at: str) -> str:
    """A recorded time (UTC, ISO 8601) in Beijing time to the minute."""
    return f"{datetime.fromisoformat(at).replace(tzinfo=None) + _BEIJING:%Y-%m-%d %H:%M}"
