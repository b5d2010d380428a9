"""What is refused at entry because a rule set says so; asked before anything is stored."""

from scorer.model.actual import Dated, Estimated, Words
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem
from scorer.model.project import Indicator, Project
from scorer.notation.actuals import print_actual
from scorer.notation.dates import print_day
from scorer.notation.units import Measures
from scorer.scoring.comparison import Delay, Graded, Kind, Measure, SettledTarget
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.figures import exact_figure, printed_points, shown_share
from scorer.scoring.lapsed import is_measured
from scorer.scoring.outcome import AssessedLine, NeedsJudgement
from scorer.scoring.rules import RuleSet
from scorer.scoring.settling import settle
from scorer.scoring.worth import band_of, holds

_NEVER_NEGATIVE = frozenset({Measures.COUNT, Measures.PLAIN, Measures.MONEY, Measures.PERCENT})


def check_line(line: AssessedLine, given: frozenset[Field], year: int, rules: RuleSet) -> tuple[Problem, ...]:
    """What is wrong with the fields just given of an indicator's line, assessed with them already in it."""
    indicator, target = line.indicator, line.target
    assert indicator is not None
    assert target is not None
    problems: list[Problem] = []
    if Field.ACTUAL in given and indicator.actual is not None:
        if Field.NOT_APPLICABLE in given and indicator.not_applicable is not None:
            message = "不适用的指标不能同时填写实际完成值"
            problems.append(Problem(Code.NOT_APPLICABLE_WITH_ACTUAL, message, "请只保留其中一项"))
        problems += _check_actual(indicator, target, year, rules)
    if given & {Field.TIER, Field.SHARE}:
        problems += _check_tier(line, indicator, rules)
    if Field.FINAL_SCORE in given and indicator.final_score is not None:
        problems += _check_final_score(line, indicator, explained=Field.BECAUSE in given)
    return tuple(problems)


def check_budget(project: Project) -> tuple[Problem, ...]:
    """What is wrong with a project's budget figures: negative, spent without or above the budget."""
    budget, _ = full_year_budget(project.budget)
    spent, _ = executed(project.budget)
    problems = []
    figures = {"预算数": budget, "执行数": spent}
    for name, figure in figures.items():
        if figure is not None and figure < 0:
            problems.append(
                Problem(Code.NEGATIVE, f"{name}{exact_figure(figure)}万元小于0", "请填写不小于0的金额")
            )
    if problems or budget is None or not spent:
        return tuple(problems)
    if budget == 0:
        message = f"项目{project.number}的全年预算数为0，却填了执行数{exact_figure(spent)}万元"
        return (Problem(Code.NO_BUDGET, message, "请核对，并填写全年预算数（--full-year-budget）"),)
    if spent > budget and project.over_budget is None:
        message = (
            f"项目{project.number}执行数{exact_figure(spent)}万元超过全年预算数{exact_figure(budget)}万元"
        )
        return (Problem(Code.OVER_BUDGET, message, "请核对；确实超出的用 --over-budget 写明原因"),)
    return ()


def _check_actual(indicator: Indicator, target: SettledTarget, year: int, rules: RuleSet) -> list[Problem]:
    actual = indicator.actual
    assert actual is not None
    settled = settle(indicator, target, year, rules).comparison
    if isinstance(settled, Measure):
        return _check_measure(settled, indicator, rules)
    if isinstance(settled, Delay | Graded):
        return []
    text = f"“{actual.text.strip()}”"
    match actual.value:
        case Estimated():
            message = f"{text}是约数，可能达到也可能未达到指标值{indicator.target.text.strip()}"
            return [Problem(Code.ESTIMATE, message, "请填写准确数")]
        case Dated() if target.kind is Kind.BY_DATE:
            message = f"{text}（{print_actual(actual.value)}）的首尾两日得分不同"
            return [Problem(Code.DAY_NEEDED, message, "请填写具体日期，如11月12日")]
        case Words(words) if target.kind is Kind.BY_DATE and words.strip() not in rules.words.not_due:
            hint = "请填写完成日期（如11月12日）、逾期天数（如逾期15天），或按时完成、未完成"
            return [Problem(Code.DATE_NEEDED, f"{text}看不出哪天完成", hint)]
        case Words() if (
            target.kind is Kind.BY_DATE and target.limit is not None and target.limit.year <= year
        ):
            message = f"期限{print_day(target.limit)}在{year}年度之内，不能填{text}"
            return [Problem(Code.DATE_NEEDED, message, "请填写完成日期，或未完成")]
        case _:
            return []


def _check_measure(measure: Measure, indicator: Indicator, rules: RuleSet) -> list[Problem]:
    target, value, name = measure.target, measure.value, indicator.key.name
    bound = target.low if target.high is None else target.high
    assert bound is not None
    assert indicator.actual is not None
    text = f"“{indicator.actual.text.strip()}”"
    if (
        value < 0
        and bound > 0
        and target.measures in _NEVER_NEGATIVE
        and not _has(name, rules.words.growth_names)
    ):
        return [Problem(Code.NEGATIVE, f"{text}小于0，而指标“{name}”不会为负", "请填写不小于0的数")]
    if target.measures is Measures.PERCENT and value > 100 and bound <= 100:
        if _has(name, rules.words.may_exceed_100):
            note = f"{text}超过100%，指标“{name}”允许超过，按所填的数计"
            return [Problem(Code.ACTUAL_ASSUMED, note)]
        hint = "请核对：分子、分母是否颠倒，或单位是否写错"
        return [Problem(Code.ABOVE_HUNDRED, f"{text}超过100%，而“{name}”不会超过100%", hint)]
    return []


def _check_tier(line: AssessedLine, indicator: Indicator, rules: RuleSet) -> list[Problem]:
    tier, share = indicator.tier, indicator.share
    if tier is None and share is None:
        return []
    if indicator.actual is None:
        return [_actual_missing("档次和得分率")]
    if is_measured(line):
        message = f"指标“{indicator.key.name}”按实际完成值计分，不评档次和得分率"
        hint = "请填写实际完成值；要改得分请用 --final-score 并写明 --because"
        return [Problem(Code.SHARE_ON_MEASURED, message, hint)]
    if tier is not None and share is not None and not holds(band_of(tier.value, rules), share.value):
        band = band_of(tier.value, rules)
        message = f"得分率{shown_share(share.value)}不在“{tier.value}”一档的范围内"
        upper = "含" if band.high == 1 else "不含"
        hint = f"该档为{shown_share(band.low)}（含）至{shown_share(band.high)}（{upper}）"
        return [Problem(Code.SHARE_OUTSIDE_TIER, message, hint)]
    return []


def _check_final_score(line: AssessedLine, indicator: Indicator, *, explained: bool) -> list[Problem]:
    final = indicator.final_score
    assert final is not None
    if indicator.actual is None:
        return [_actual_missing("认定得分")]
    problems = []
    if not 0 <= final.value.score <= line.points:
        message = f"认定得分{printed_points(final.value.score)}不在0至{printed_points(line.points)}之间"
        problems.append(Problem(Code.SCORE_OUTSIDE_POINTS, message, "请填写不超过该指标分值的得分"))
    if not explained:
        message = "认定得分没有写理由"
        problems.append(Problem(Code.REASON_MISSING, message, "请用 --because（认定理由）写明"))
    if isinstance(line.outcome, NeedsJudgement):
        message = f"指标“{indicator.key.name}”还没有系统得分：{line.outcome.reason}"
        problems.append(Problem(Code.TIER_NEEDED, message, "请先用 --tier 评定档次"))
    return problems


def _actual_missing(what: str) -> Problem:
    return Problem(Code.ACTUAL_MISSING, f"还没有实际完成值，不能填{what}", "请先填写实际完成值")


def _has(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name for word in words)
