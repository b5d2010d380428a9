"""How a question of the interactive entry is put: the line, how it will be scored, the prompt."""

from collections.abc import Iterator
from typing import assert_never

from scorer.model.fields import FIELDS, Field
from scorer.model.project import Indicator, Recorded
from scorer.notation.units import Measures
from scorer.report.cells import beijing_time, called, explanation_text, lapsed_text, one_line, target_text
from scorer.scoring.comparison import LENGTHS, Graded, Kind, SettledTarget
from scorer.scoring.explanation import understood
from scorer.scoring.figures import printed_points, shown_share
from scorer.scoring.outcome import AssessedLine, NotReported, Scored
from scorer.scoring.rules import Excess, Over, RuleSet, TierBand
from scorer.scoring.worth import band_of
from scorer.workflow.asking import Progress, Question

_LATER = "（直接回车，留待以后）"
_KEEP = "（直接回车，保留已填的）"


def line_text(question: Question) -> str:
    """The line that is asked about: names, points, target, how it will be scored, what was entered so far."""
    return "\n".join(_lines(question))


def progress_text(progress: Progress) -> str:
    """第3项／共17项，已填12项."""
    turn = f"第{progress.turn}项／" if progress.turn else ""
    reasons = f"，待补原因或措施{progress.unexplained}项" if progress.unexplained else ""
    return f"{turn}共{progress.count}项，已填{progress.filled}项{reasons}"


def prompt_text(question: Question) -> str:
    """What stands before the cursor."""
    if question.waiting:
        return f"仍然记入“{one_line(question.waiting)}”吗？（是／否）："
    field, rules = question.field, question.assessment.rules
    match field:
        case Field.FULL_YEAR_BUDGET | Field.EXECUTED:
            hint = "，不写单位即万元"
        case Field.TIER:
            hint = "：" + "，".join(f"{number} {band.tier}" for number, band in enumerate(rules.tiers, 1))
        case Field.SHARE:
            hint = _share_hint(question.line, rules)
        case Field.OVER_BUDGET:
            hint = "（数填错了就直接回车，重新填）"
        case Field.NOT_APPLICABLE:
            hint = "（直接回车，不填不适用）"
        case Field.CAUSE | Field.REMEDY if not question.reported:
            hint = _LATER
        case _:
            hint = ""
    keeps = question.reported and field not in {Field.SHARE, Field.OVER_BUDGET, Field.NOT_APPLICABLE}
    return f"{FIELDS[field].heading}{hint}{_KEEP if keeps else ''}> "


def law_text(line: AssessedLine, rules: RuleSet) -> str:
    """How the line will be scored, before anything is known of it."""
    target = line.target
    if target is None:
        return "得分＝分值×执行率（全年执行数÷全年预算数），不超过分值"
    match target.kind:
        case Kind.AT_LEAST | Kind.RECURRING:
            return f"{understood(target)}得满分，{_short(target)}"
        case Kind.AT_MOST:
            return f"{understood(target)}得满分，{_excess(target, rules)}"
        case Kind.EXACTLY:
            deviates = rules.over is Over.DEVIATION or target.standard
            over = _excess(target, rules, linear=True) if deviates or not target.low else "超过也是满分"
            return f"{understood(target)}得满分，{_short(target)}，{over}"
        case Kind.BETWEEN:
            return f"在{understood(target)}之内得满分，{_outside(target, rules)}"
        case Kind.BY_DATE:
            return f"{understood(target)}得满分，{_late(rules)}"
        case Kind.JUDGED:
            return f"照文字评三档，评不了的请您评档；{_tiers(rules)}"
        case Kind.UNREADABLE:
            return f"指标值无法读取，填后请您评档；{_tiers(rules)}"
        case _:
            assert_never(target.kind)


def _lines(question: Question) -> Iterator[str]:
    assessment, line = question.assessment, question.line
    project, rules, indicator = assessment.project, assessment.rules, line.indicator
    names = "／".join(map(one_line, dict.fromkeys((line.key.dimension, line.key.category))))
    yield progress_text(question.progress)
    yield f"{called(project, line)}（{names}），分值{printed_points(line.points)}"
    description = one_line(indicator.description) if indicator else ""
    if description and description != one_line(line.key.name):
        yield f"  指标描述：{description}"
    yield f"  指标值：{target_text(project, line)}"
    if line.target is not None and line.target.assumption:
        yield f"  推定：{one_line(line.target.assumption)}"
    yield f"  评分：{law_text(line, rules)}"
    for heading, recorded in _entered(question):
        shown = f"{one_line(recorded.text)}（{one_line(recorded.by)} {beijing_time(recorded.at)}）"
        yield f"  已填{heading}：{shown}"
    if line.lapsed:
        yield f"  已失效：{lapsed_text(line)}，此后事实有变化，请重新评定"
    if not isinstance(line.outcome, NotReported):
        yield f"  目前：{explanation_text(line, rules)}"


def _entered(question: Question) -> Iterator[tuple[str, Recorded[object]]]:
    """What was entered of the line so far, each with its heading."""
    project, indicator = question.assessment.project, question.line.indicator
    budget = project.budget
    found: dict[Field, Recorded[object] | None]
    if isinstance(indicator, Indicator):
        found = {
            Field.ACTUAL: indicator.actual,
            Field.TIER: indicator.tier,
            Field.SHARE: indicator.share,
            Field.NOT_APPLICABLE: indicator.not_applicable,
        }
    else:
        found = {
            Field.INITIAL_BUDGET: budget.initial,
            Field.FULL_YEAR_BUDGET: budget.full_year,
            Field.EXECUTED: budget.executed,
            Field.OVER_BUDGET: project.over_budget,
        }
    found |= {Field.CAUSE: question.line.cause, Field.REMEDY: question.line.remedy}
    for field, recorded in found.items():
        if recorded is not None:
            yield FIELDS[field].heading, recorded


def _share_hint(line: AssessedLine, rules: RuleSet) -> str:
    """The band of the tier just given, and what holds where no share is given."""
    assert isinstance(line.outcome, Scored)
    assert isinstance(line.outcome.comparison, Graded)
    band = band_of(line.outcome.comparison.tier, rules)
    return f"，{_range_text(band)}（直接回车，按{shown_share(line.outcome.comparison.share)}计）"


def _tiers(rules: RuleSet) -> str:
    shares = "，".join(f"{band.tier}按{shown_share(band.default)}计" for band in rules.tiers)
    return f"{shares}，可在档内另定得分率"


def _range_text(band: TierBand) -> str:
    below = "" if band.high == 1 else "（不含）"
    return f"{shown_share(band.low)}至{shown_share(band.high)}{below}"


def _short(target: SettledTarget) -> str:
    return "不足的按完成比例计" if target.low and target.low > 0 else "不足不得分"


def _excess(target: SettledTarget, rules: RuleSet, *, linear: bool = False) -> str:
    if not target.high or target.high <= 0:
        return "超出不得分"
    if rules.excess is Excess.RATIO and not linear:
        return "超出的按目标÷实际计"
    return "超出的按超出比例扣减"


def _outside(target: SettledTarget, rules: RuleSet) -> str:
    less_is_fine = target.measures in LENGTHS or (target.cost and target.measures is Measures.MONEY)
    more_is_fine = target.measures is Measures.PERCENT and rules.between_rates_above_full
    below = "低于也是满分" if less_is_fine else _short(target)
    return f"{below}，{'高于也是满分' if more_is_fine else _excess(target, rules)}"


def _late(rules: RuleSet) -> str:
    """The bands of lateness in words."""
    parts = [
        f"{'更晚' if band.days is None else f'逾期{band.days}天以内'}{shown_share(band.share)}"
        for band in rules.lateness
    ]
    return "，".join((*parts, f"未完成{shown_share(rules.not_done)}"))
