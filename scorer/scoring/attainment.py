"""Attainment (完成程度): the share of the points that a comparison earns, by one of a few named formulas.

Arithmetic only, exact; what a batch engine would repeat in SQL.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from scorer.notation.units import Measures, unit_of
from scorer.scoring.comparison import (
    LENGTHS,
    Comparison,
    Delay,
    Graded,
    Kind,
    Measure,
    Number,
    SettledTarget,
    Spending,
)
from scorer.scoring.rules import Excess, LateBand, Over, OverAchievement, RuleSet, Treatment

FULL = Fraction(1)
NOTHING = Fraction(0)


class Formula(StrEnum):
    """How a share came about; a = actual, t = the target or the bound that was missed."""

    FULL = "full"
    PROPORTION = "a/t"
    INVERSE = "t/a"
    LINEAR_EXCESS = "1-(a-t)/t"
    ZERO = "0"
    LATE_BAND = "late"
    NOT_DONE = "not_done"
    TIER = "tier"
    REDUCED = "1-r*((a-t)/t-h)"


class Flag(StrEnum):
    """Why a cause is required whatever the score: far above target, or = with another actual."""

    FAR_ABOVE = "far_above"
    UNEQUAL = "unequal"


@dataclass(frozen=True, slots=True)
class Attainment:
    """A share between 0 and 1 with its formula; `bound` is t where the formula has one."""

    share: Fraction
    formula: Formula
    bound: Decimal | None = None
    flag: Flag | None = None


_COUNTS = frozenset({Measures.COUNT, Measures.PLAIN})
_MET = Attainment(FULL, Formula.FULL)


def attain(comparison: Comparison, rules: RuleSet) -> Attainment:
    """The share that `comparison` earns under `rules`."""
    match comparison:
        case Measure(target, value):
            return _measured(target, value, rules)
        case Delay(days):
            return _late(days, rules)
        case Graded(_, share):
            return Attainment(share, Formula.TIER)
        case Spending(executed, budget):
            return _MET if executed >= budget else _short(budget, executed)
        case _:
            assert_never(comparison)


def late_band(days: int, rules: RuleSet) -> LateBand:
    """The band that so many days late (above 0) fall in; the last has no end."""
    return next(band for band in rules.lateness if band.days is None or days <= band.days)


def _measured(target: SettledTarget, value: Number, rules: RuleSet) -> Attainment:
    match target.kind:
        case Kind.AT_LEAST | Kind.RECURRING:
            low = _known(target.low)
            return _over(low, value, target, rules) if value >= low else _short(low, value)
        case Kind.AT_MOST:
            high = _known(target.high)
            return _MET if value <= high else _excess(high, value, rules.excess)
        case Kind.EXACTLY:
            return _exactly(_known(target.low), value, target, rules)
        case Kind.BETWEEN:
            return _between(target, value, rules)
        case _:
            raise AssertionError(target.kind)


def _known(bound: Decimal | None) -> Decimal:
    assert bound is not None
    return bound


def _short(bound: Decimal, value: Number) -> Attainment:
    """a/t below the target, at least 0, as it is below any target that is not above 0."""
    if value <= 0:
        return Attainment(NOTHING, Formula.ZERO)
    return Attainment(Fraction(value) / Fraction(bound), Formula.PROPORTION, bound)


def _excess(bound: Decimal, value: Number, law: Excess) -> Attainment:
    """Above an upper limit: 1−(a−t)/t, 0 from a = 2t on, or t/a; 0 where the limit is not above 0."""
    if law is Excess.RATIO and bound > 0:
        return Attainment(Fraction(bound) / Fraction(value), Formula.INVERSE, bound)
    return _linear(bound, value)


def _linear(bound: Decimal, value: Number) -> Attainment:
    if bound <= 0:
        return Attainment(NOTHING, Formula.ZERO)
    limit = Fraction(bound)
    share = 1 - (Fraction(value) - limit) / limit
    return Attainment(max(share, NOTHING), Formula.LINEAR_EXCESS, bound)


def _exactly(bound: Decimal, value: Number, target: SettledTarget, rules: RuleSet) -> Attainment:
    if value == bound:
        return _MET
    if value < bound:
        found = _MET if bound == 0 else _short(bound, value)
    elif bound == 0:
        found = Attainment(NOTHING, Formula.ZERO)
    elif rules.over is Over.DEVIATION or target.standard:
        found = _linear(bound, value)
    else:
        return _over(bound, value, target, rules)
    flag = _flag(bound, value, target, rules.over_achievement)
    return Attainment(found.share, found.formula, found.bound, flag)


def _between(target: SettledTarget, value: Number, rules: RuleSet) -> Attainment:
    low, high = _known(target.low), _known(target.high)
    if value < low:
        less_is_fine = target.measures in LENGTHS or (target.cost and target.measures is Measures.MONEY)
        return _MET if less_is_fine else _short(low, value)
    if value <= high or (target.measures is Measures.PERCENT and rules.between_rates_above_full):
        return _MET
    return _excess(high, value, rules.excess)


def _over(bound: Decimal, value: Number, target: SettledTarget, rules: RuleSet) -> Attainment:
    """At or above the target: full, unless far above it and the rule set reduces."""
    law = rules.over_achievement
    flag = _flag(bound, value, target, law)
    if flag is None:
        return _MET
    if flag is Flag.FAR_ABOVE and law.treatment is Treatment.REDUCE and bound > 0:
        beyond = (Fraction(value) - Fraction(bound)) / Fraction(bound) - law.threshold
        return Attainment(max(1 - law.rate * beyond, law.floor), Formula.REDUCED, bound, flag)
    return Attainment(FULL, Formula.FULL, flag=flag)


def _flag(bound: Decimal, value: Number, target: SettledTarget, law: OverAchievement) -> Flag | None:
    if value > bound and _is_far_above(bound, value, target, law):
        return Flag.FAR_ABOVE
    return Flag.UNEQUAL if law.unequal and target.kind is Kind.EXACTLY and value != bound else None


def _is_far_above(bound: Decimal, value: Number, target: SettledTarget, law: OverAchievement) -> bool:
    if bound <= 0:
        return law.zero_target is not None and bound == 0 and value >= law.zero_target
    excess = value - bound if isinstance(value, Decimal) else value - Fraction(bound)
    # whole numbers on both sides, so that no fraction has to be made for each line
    if excess * law.threshold.denominator < bound * law.threshold.numerator:
        return False
    return target.measures not in _COUNTS or Fraction(excess) * unit_of(target.unit).size >= law.count_excess


def _late(days: int | None, rules: RuleSet) -> Attainment:
    if days is None:
        return Attainment(rules.not_done, Formula.NOT_DONE)
    if days <= 0:
        return _MET
    return Attainment(late_band(days, rules).share, Formula.LATE_BAND)
