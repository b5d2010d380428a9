"""The assessment (自评结果) of a project: points, outcome and score of every line, totals and rating."""

from dataclasses import dataclass

from scorer.model.actual import Words
from scorer.model.fields import Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.target import ByDate
from scorer.scoring.allotting import allot
from scorer.scoring.attainment import FULL, attain
from scorer.scoring.comparison import Comparison, Delay, Kind, Measure, Open, Settled, SettledTarget, Spending
from scorer.scoring.execution import execution_line, spending_of
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Outcome,
    Scored,
)
from scorer.scoring.points import Allotment, PointsSource
from scorer.scoring.rounding import half_up
from scorer.scoring.rules import RuleSet
from scorer.scoring.settling import settle
from scorer.scoring.target_settling import settle_target
from scorer.scoring.worth import given_by_person


def assess(project: Project, rules: RuleSet) -> Assessment:
    """Score every line of a project; never raises, and the same input always gives the same assessment."""
    spending = spending_of(project)
    excluded = tuple(_excluded(indicator, project.year, rules) for indicator in project.indicators)
    applicable = tuple(reason is None for reason in excluded)
    allotment = allot(project, rules, applicable, not isinstance(spending, NotApplicable))
    law = _Law(rules, project.year, unspent=isinstance(spending, Spending) and spending.executed == 0)
    rows = zip(project.indicators, excluded, allotment.lines, allotment.sources, strict=True)
    lines = tuple(_line(law, *row) for row in rows)
    first = execution_line(project, spending, allotment, rules)
    return _totalled(project, rules, (first, *lines), allotment)


def stands(judgement: Recorded[object] | None, indicator: Indicator) -> bool:
    """Whether a judgement was made about the facts as they are now: none of them came later."""
    points = (indicator.table_points, indicator.set_points)
    return judgement is not None and _came_after(judgement, indicator, *points)


def _came_after(judgement: Recorded[object], indicator: Indicator, *further: Recorded[object] | None) -> bool:
    """Whether a judgement was made after the actual, the target and `further` facts, and after all takings back."""
    facts = (indicator.actual, indicator.target, *further)
    return indicator.taken_back <= judgement.action and all(
        fact is None or fact.action <= judgement.action for fact in facts
    )


def final_score_stands(indicator: Indicator, points: int) -> bool:
    """Whether a person's score is in force: set about these facts, against these points, within them.

    The points are compared by their value: a form that prints those that the line has had changes nothing.
    """
    final = indicator.final_score
    if final is None or final.value.points != points or not 0 <= final.value.score <= points:
        return False
    return indicator.actual is not None and _came_after(final, indicator)


@dataclass(frozen=True, slots=True)
class _Law:
    """What all lines of a project share; `unspent`: none of its budget was executed."""

    rules: RuleSet
    year: int
    unspent: bool


def _stands_on_actual(judgement: Recorded[object] | None, indicator: Indicator) -> bool:
    """Whether a judgement about an actual stands; without the actual it has nothing to judge."""
    return indicator.actual is not None and stands(judgement, indicator)


def _excluded(indicator: Indicator, year: int, rules: RuleSet) -> str | None:
    """Why a line is not applicable; None where it is."""
    if indicator.vanished:
        return "最近一次导入的表中已没有这个指标"
    reason = indicator.not_applicable
    if reason is not None and stands(reason, indicator):
        return reason.value
    actual, target = indicator.actual, indicator.target.value
    if actual is None or not isinstance(actual.value, Words) or not isinstance(target, ByDate):
        return None
    if target.limit.year > year and actual.text.strip() in rules.words.not_due:
        return "期限在本年度之后，未到期"
    return None


def _line(
    law: _Law, indicator: Indicator, excluded: str | None, points: int, source: PointsSource
) -> AssessedLine:
    rules = law.rules
    target = settle_target(indicator.target.value, indicator.key, law.year, rules.words, rules.bare_number)
    outcome, notes = _outcome(law, indicator, target, excluded, points)
    cause, remedy = _reasons_required(outcome)
    return AssessedLine(
        indicator,
        target,
        points,
        source,
        outcome,
        notes,
        _lapsed(indicator, points),
        cause,
        remedy,
        indicator.cause,
        indicator.remedy,
    )


def _outcome(
    law: _Law, indicator: Indicator, target: SettledTarget, excluded: str | None, points: int
) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome and the notes on how the line was read."""
    if excluded is not None:
        return NotApplicable(excluded), ()
    if indicator.actual is None:
        return NotReported(), ()
    settled = settle(indicator, target, law.year, law.rules)
    comparison = _asked_about_zero(settled, law)
    if _takes_tier(comparison, target):
        comparison = _by_person(comparison, indicator, law.rules)
    if isinstance(comparison, Open):
        return NeedsJudgement(comparison.reason), settled.notes
    return _scored(comparison, indicator, points, law.rules), settled.notes


def _asked_about_zero(settled: Settled, law: _Law) -> Comparison | Open:
    """A cost of 0 may be money saved or work not done: only a person knows."""
    comparison = settled.comparison
    if not isinstance(comparison, Measure) or comparison.value != 0:
        return comparison
    target = comparison.target
    if target.kind is not Kind.AT_MOST or not target.high or target.high < 0:
        return comparison
    if not (target.cost or law.unspent):
        return comparison
    return Open("实际为0：节约还是未实施？节约请评“达成”，未实施请评“未达成”、得分率0%")


def _takes_tier(comparison: Comparison | Open, target: SettledTarget) -> bool:
    """Whether a person's tier counts: not where a formula scores a number or a date."""
    return not isinstance(comparison, Measure | Delay) or target.kind is Kind.JUDGED


def _by_person(comparison: Comparison | Open, indicator: Indicator, rules: RuleSet) -> Comparison | Open:
    """A person's tier and share before the wording's."""
    tier = indicator.tier if _stands_on_actual(indicator.tier, indicator) else None
    share = indicator.share if _stands_on_actual(indicator.share, indicator) else None
    if tier is None and share is None:
        return comparison
    given = given_by_person(tier.value if tier else None, share.value if share else None, rules)
    return given or Open("得分率不在该档次的范围内，请重新评定")


def _scored(comparison: Comparison, indicator: Indicator, points: int, rules: RuleSet) -> Scored:
    attainment = attain(comparison, rules)
    computed = half_up(points, attainment.share)
    final = indicator.final_score
    if final is None or not final_score_stands(indicator, points):
        return Scored(comparison, attainment, computed, computed)
    return Scored(comparison, attainment, computed, final.value.score)


def _reasons_required(outcome: Outcome) -> tuple[bool, bool]:
    """Whether a cause and a remedy are required; by attainment before rounding."""
    if not isinstance(outcome, Scored):
        return False, False
    attainment = outcome.attainment
    short = attainment.share < FULL
    return short or attainment.flag is not None or outcome.computed != outcome.score, short


def _lapsed(indicator: Indicator, points: int) -> tuple[Field, ...]:
    """The judgements that no longer stand because the facts changed after them."""
    lapsed = [
        field
        for field, given in ((Field.TIER, indicator.tier), (Field.SHARE, indicator.share))
        if given is not None and not _stands_on_actual(given, indicator)
    ]
    if indicator.not_applicable is not None and not stands(indicator.not_applicable, indicator):
        lapsed.append(Field.NOT_APPLICABLE)
    if indicator.final_score is not None and not final_score_stands(indicator, points):
        lapsed.append(Field.FINAL_SCORE)
    return tuple(lapsed)


def _totalled(
    project: Project, rules: RuleSet, lines: tuple[AssessedLine, ...], allotment: Allotment
) -> Assessment:
    earned = assessed = 0
    for line in lines:
        if isinstance(line.outcome, Scored):
            earned += line.outcome.score
            assessed += line.points
    available = allotment.execution + sum(allotment.lines)
    rating = None
    if allotment.fault is None and assessed == available > 0:
        rating = _rating(earned, available, rules)
    return Assessment(project, rules, lines, earned, assessed, available, rating, allotment.fault)


def _rating(earned: int, available: int, rules: RuleSet) -> str | None:
    """The band of earned ÷ available × 100; None where the rule set gives no ratings."""
    return next((band.name for band in rules.ratings if earned * 10000 >= band.low * available), None)
