"""The formula behind a score, with the figures entered."""

from dataclasses import dataclass
from typing import assert_never

from scorer.scoring.attainment import NOTHING, Formula, late_band
from scorer.scoring.comparison import Delay, Graded, Measure, Spending
from scorer.scoring.figures import exact_figure, printed_points, shown_share
from scorer.scoring.outcome import Scored
from scorer.scoring.rules import OverAchievement, RuleSet
from scorer.scoring.worth import band_of


@dataclass(frozen=True, slots=True)
class ShownFormula:
    """The law in words ("" where the formula speaks for itself), and the formula on the points."""

    law: str
    text: str


def formula_of(scored: Scored, points: int, rules: RuleSet) -> ShownFormula:
    """The formula that gave `scored` of `points` hundredths; a calculator gets the score from its text.

    A result below 0 is said to count as 0.
    """
    whole = printed_points(points)
    attainment = scored.attainment
    match attainment.formula:
        case Formula.FULL:
            return ShownFormula("达到要求得满分", whole)
        case Formula.PROPORTION:
            value, bound = _value_and_bound(scored)
            return ShownFormula("按完成比例计", f"{whole}×{value}÷{bound}")
        case Formula.INVERSE:
            value, bound = _value_and_bound(scored)
            return ShownFormula("按反比计", f"{whole}×{bound}÷{value}")
        case Formula.LINEAR_EXCESS:
            value, bound = _value_and_bound(scored)
            clamped = "（不大于0，按0计）" if attainment.share == NOTHING else ""
            return ShownFormula("按线性扣减", f"{whole}×(1−({value}−{bound})÷{bound}){clamped}")
        case Formula.ZERO:
            return ShownFormula("按0计，", f"{whole}×0")
        case Formula.LATE_BAND:
            share = shown_share(attainment.share)
            return ShownFormula(f"{_late_words(scored, rules)}按{share}计，", f"{whole}×{share}")
        case Formula.NOT_DONE:
            share = shown_share(attainment.share)
            return ShownFormula(f"未完成按{share}计，", f"{whole}×{share}")
        case Formula.TIER:
            share = shown_share(attainment.share)
            return ShownFormula(f"{_tier_band(scored, rules)}按{share}计，", f"{whole}×{share}")
        case Formula.REDUCED:
            return ShownFormula("超额过多适度调减", _reduced(scored, whole, rules.over_achievement))
        case _:
            assert_never(attainment.formula)


def _value_and_bound(scored: Scored) -> tuple[str, str]:
    comparison, bound = scored.comparison, scored.attainment.bound
    assert bound is not None
    if isinstance(comparison, Spending):
        return exact_figure(comparison.executed), exact_figure(bound)
    assert isinstance(comparison, Measure)
    return exact_figure(comparison.value), exact_figure(bound)


def _late_words(scored: Scored, rules: RuleSet) -> str:
    assert isinstance(scored.comparison, Delay)
    assert scored.comparison.days is not None
    band = late_band(scored.comparison.days, rules)
    if band.days is not None:
        return f"逾期{band.days}天以内"
    earlier = [other.days for other in rules.lateness if other.days is not None]
    return f"逾期超过{earlier[-1]}天" if earlier else "逾期"


def _tier_band(scored: Scored, rules: RuleSet) -> str:
    assert isinstance(scored.comparison, Graded)
    band = band_of(scored.comparison.tier, rules)
    return f"该档{shown_share(band.low)}至{shown_share(band.high)}，"


def _reduced(scored: Scored, whole: str, law: OverAchievement) -> str:
    value, bound = _value_and_bound(scored)
    if scored.attainment.share == law.floor:
        return f"{whole}×{shown_share(law.floor)}"
    rate, threshold = exact_figure(law.rate), exact_figure(law.threshold)
    return f"{whole}×(1−{rate}×(({value}−{bound})÷{bound}−{threshold}))"
