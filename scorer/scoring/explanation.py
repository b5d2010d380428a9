"""Why a line has its score, in one sentence with the figures that were entered.

Sentences are made only when asked for.
"""

from datetime import date
from fractions import Fraction
from typing import assert_never

from scorer.model.actual import Actual, Dated, Estimated, Measured, Recurred
from scorer.model.project import Indicator, Recorded
from scorer.model.target import Judged
from scorer.notation.actuals import print_actual
from scorer.notation.dates import print_day, print_span
from scorer.notation.targets import print_target
from scorer.scoring.attainment import FULL, Flag, Formula
from scorer.scoring.comparison import Delay, Graded, Kind, Measure, Origin, SettledTarget, Spending
from scorer.scoring.figures import exact_figure, printed_points, rounded, shown_percentage, shown_share
from scorer.scoring.formulas import formula_of
from scorer.scoring.measures import completion, deviation_of, nearer_bound
from scorer.scoring.outcome import AssessedLine, NeedsJudgement, NotApplicable, NotReported, Scored
from scorer.scoring.rules import RuleSet

TO_FILL_IN = "【待填写】"
"""What stands where a person has still to write something."""


def explain(line: AssessedLine, rules: RuleSet) -> str:
    """The line's score, or why it has none, and its cause; ends with a full stop or the cause."""
    match line.outcome:
        case Scored() as scored:
            return fact(line, scored) + _result(line, scored, rules) + _reasons(line)
        case NotReported():
            return "未填报全年预算数或全年执行数。" if line.indicator is None else "未填报实际完成值。"
        case NeedsJudgement(reason):
            return f"待评定：{reason}。"
        case NotApplicable(reason):
            return f"不适用：{reason}。"
        case _:
            assert_never(line.outcome)


def fact(line: AssessedLine, scored: Scored) -> str:
    """What was achieved against what was promised."""
    match scored.comparison:
        case Measure() as measure:
            return f"实际{actual_in_words(line.indicator, measure)}，{_against(line, measure)}"
        case Delay(days, limit):
            return _when(line.indicator, days, limit)
        case Graded(tier, _, origin):
            by = "认定为" if origin is Origin.PERSON else "按文字评为"
            return f"实际“{_actual_of(line.indicator).text.strip()}”，{by}{tier}"
        case Spending(executed, budget):
            rate = shown_percentage(Fraction(executed) / Fraction(budget))
            return f"执行{exact_figure(executed)}万元，预算{exact_figure(budget)}万元，执行率{rate}"
        case _:
            assert_never(scored.comparison)


def flagged(scored: Scored, rules: RuleSet) -> str:
    """Why a cause is required although nothing need be missing: far above the target, or not equal to it."""
    comparison = scored.comparison
    assert isinstance(comparison, Measure)
    if scored.attainment.flag is Flag.UNEQUAL:
        return "与指标值不相等，须说明原因"
    law, off = rules.over_achievement, deviation_of(comparison)
    if off is None:
        assert law.zero_target is not None
        return f"指标值为0，实际达到提示线{exact_figure(law.zero_target)}，须说明原因"
    return f"超出指标值{shown_percentage(off)}（超额提示线{shown_share(law.threshold)}），须说明原因"


def override(line: AssessedLine, scored: Scored) -> str:
    """The score that a person set beside the computed one, and why."""
    because = line.indicator.because if line.indicator else None
    why = because.value if because else TO_FILL_IN
    return (
        f"系统得分{printed_points(scored.computed)}分，认定得分{printed_points(scored.score)}分，理由：{why}"
    )


def understood(target: SettledTarget) -> str:
    """A target as scored, in words: 不少于26场."""
    low = "" if target.low is None else exact_figure(target.low) + target.unit
    high = "" if target.high is None else exact_figure(target.high) + target.unit
    match target.kind:
        case Kind.AT_LEAST | Kind.RECURRING:
            return f"{'降幅' if target.decrease else ''}不少于{low}"
        case Kind.AT_MOST:
            return f"不超过{high}"
        case Kind.EXACTLY:
            return f"等于{low}"
        case Kind.BETWEEN:
            return f"{low}至{high}"
        case Kind.BY_DATE:
            assert target.limit is not None
            return f"不晚于{print_day(target.limit)}"
        case Kind.JUDGED:
            return "定性指标，按三档评定"
        case Kind.UNREADABLE:
            return "无法读取"
        case _:
            assert_never(target.kind)


def actual_in_words(indicator: Indicator | None, measure: Measure) -> str:
    """The actual as read, and in the target's unit where it was entered in another."""
    recorded, unit = _actual_of(indicator), measure.target.unit
    actual = recorded.value
    if isinstance(actual, Estimated):
        return print_actual(actual)
    if isinstance(actual, Measured) and actual.quantity.unit == unit.removesuffix("/年"):
        return exact_figure(actual.quantity.value) + actual.quantity.unit
    read = recorded.text.strip() if isinstance(actual, Recurred) else print_actual(actual)
    own = exact_figure(measure.value)
    if "÷" in own:
        own = f"约{rounded(measure.value, 4)}"
    return read if read == own + unit else f"{read}（即{own}{unit}）"


def _actual_of(indicator: Indicator | None) -> Recorded[Actual]:
    assert indicator is not None
    assert indicator.actual is not None
    return indicator.actual


def _against(line: AssessedLine, measure: Measure) -> str:
    target = measure.target
    if target.kind is Kind.AT_MOST:
        assert target.high is not None
        limit = exact_figure(target.high) + target.unit
        met = measure.value <= target.high
        return f"未超过上限{limit}" if met else f"超出上限{limit}{_by(measure)}"
    if target.kind is Kind.BETWEEN:
        bound = nearer_bound(measure)
        if bound is None:
            return f"目标{_promised(line)}，在范围内"
        side = "低于下限" if measure.value < bound else "超出上限"
        return f"目标{_promised(line)}，{side}{exact_figure(bound)}{target.unit}{_by(measure)}"
    rate = completion(line)
    done = f"，完成率{shown_percentage(rate)}" if rate is not None and rate >= 0 else ""
    return f"目标{_promised(line)}{done}{_percentage_points(measure)}"


def _by(measure: Measure) -> str:
    """How far beyond a bound: 2.86%; of rates in percentage points first, lest two percentages stand together."""
    off = deviation_of(measure)
    share = "" if off is None else shown_percentage(abs(off))
    points = _percentage_points(measure)
    return f"{points}（{share}）" if points and share else points or share


def _promised(line: AssessedLine) -> str:
    """The target as read; a bare number with the comparator that was assumed."""
    assert line.indicator is not None
    assert line.target is not None
    target, text = line.indicator.target.value, line.indicator.target.text.strip()
    if isinstance(target, Judged):
        return f"“{text}”（按{understood(line.target)}计）"
    if line.target.kind is Kind.RECURRING:
        assert line.target.low is not None
        own = exact_figure(line.target.low) + line.target.unit
        return text if text == own else f"{text}（即{own}）"
    read = print_target(target)
    sign = {Kind.AT_LEAST: "≥", Kind.EXACTLY: "="}.get(line.target.kind)
    return f"{read}（按{sign}计）" if line.target.assumption and sign else read


def _percentage_points(measure: Measure) -> str:
    """For rates that miss their target, by how many percentage points."""
    bound = nearer_bound(measure)
    if measure.target.unit != "%" or bound is None or measure.value == bound:
        return ""
    gap = Fraction(measure.value) - Fraction(bound)
    return f"，{'高' if gap > 0 else '低'}{rounded(abs(gap), 2)}个百分点"


def _when(indicator: Indicator | None, days: int | None, limit: date | None) -> str:
    recorded = _actual_of(indicator)
    actual = recorded.value
    until = "" if limit is None else f"，期限{_day(limit, limit)}"
    if days is None:
        return f"实际“{recorded.text.strip()}”{until}"
    if limit is None or not isinstance(actual, Dated):
        said = f"逾期{days}天" if days > 0 else f"提前{-days}天完成" if days else "按期完成"
        return said + until
    done = f"完成于{_span(actual, limit)}"
    several = actual.earliest != actual.latest
    if days > 0:
        first = f"{(actual.earliest - limit).days}至" if several else ""
        return f"{done}，比{_day(limit, limit)}晚{first}{days}天"
    early = f"，提前{-days}天" + ("以上" if several else "")
    return f"{done}{until}{early if days else ''}"


def _span(actual: Dated, limit: date) -> str:
    """When it was done, without the year where that is the limit's."""
    if actual.earliest == actual.latest:
        return _day(actual.latest, limit)
    text = print_span(actual.earliest, actual.latest)
    alone = text.replace(f"{limit.year}年", "")
    return alone if alone and actual.earliest.year == limit.year else text


def _day(day: date, limit: date) -> str:
    """The day without its year where that is the limit's."""
    return f"{day.month}月{day.day}日" if day.year == limit.year else f"{day.year}年{day.month}月{day.day}日"


def _result(line: AssessedLine, scored: Scored, rules: RuleSet) -> str:
    """What the line gets for it, and by which formula; "full marks" only where the target was met."""
    full, score = scored.attainment.share == FULL, printed_points(scored.computed)
    reached = full or scored.attainment.formula is Formula.REDUCED
    if not line.points:
        return f"，{'达标' if reached else '未达标'}，该行不计分{_remarks(line, scored, rules)}。"
    if full:
        return f"，得满分{score}分{_remarks(line, scored, rules)}。"
    formula = formula_of(scored, line.points, rules)
    by = f"{formula.law}{formula.text}"
    if scored.computed == line.points:
        missed = "" if reached else "，未达标"
        return f"{missed}；{by}，四舍五入计{score}分{_remarks(line, scored, rules)}。"
    return f"；{by}，得{score}分{_remarks(line, scored, rules)}。"


def _remarks(line: AssessedLine, scored: Scored, rules: RuleSet) -> str:
    parts = []
    if scored.attainment.flag is not None:
        parts.append(flagged(scored, rules))
    if scored.computed != scored.score:
        parts.append(override(line, scored))
    return "".join(f"；{part}" for part in parts)


def _reasons(line: AssessedLine) -> str:
    parts = []
    if line.cause or line.cause_required:
        parts.append(f"原因：{line.cause.value if line.cause else TO_FILL_IN}")
    if line.remedy:
        parts.append(f"改进措施：{line.remedy.value}")
    return "；".join(parts)
