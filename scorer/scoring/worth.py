"""What a wording, or a person's judgement, is worth in a rule set: a tier and its share."""

from fractions import Fraction
from typing import assert_never

from scorer.model.project import Tier
from scorer.scoring.comparison import Graded, GradeRule, Origin
from scorer.scoring.rules import RuleSet, TierBand
from scorer.scoring.wording import Worth


def graded_worth(worth: Worth, rules: RuleSet) -> Graded:
    """The tier and share that a wording stands for."""
    match worth:
        case Worth.ACHIEVED:
            return _by_default(Tier.ACHIEVED, rules)
        case Worth.BASICALLY:
            return _graded(rules.basically, GradeRule.BASICALLY, rules)
        case Worth.SECOND_OF_SCALE:
            return _graded(rules.second_of_scale, GradeRule.SECOND_OF_SCALE, rules)
        case Worth.PARTLY:
            return _by_default(Tier.PARTLY, rules)
        case Worth.MISSED:
            return _by_default(Tier.MISSED, rules)
        case Worth.NOTHING:
            return _graded(Fraction(0), GradeRule.NOTHING, rules)
        case _:
            assert_never(worth)


def given_by_person(tier: Tier | None, share: Fraction | None, rules: RuleSet) -> Graded | None:
    """What a person's tier, share or both are worth; None where the share lies outside the tier."""
    if share is None:
        assert tier is not None
        return Graded(tier, band_of(tier, rules).default, Origin.PERSON, GradeRule.DEFAULT)
    band = _band_around(share, rules) if tier is None else band_of(tier, rules)
    return Graded(band.tier, share, Origin.PERSON, GradeRule.STATED) if holds(band, share) else None


def band_of(tier: Tier, rules: RuleSet) -> TierBand:
    """The band of a tier."""
    return next(band for band in rules.tiers if band.tier is tier)


def holds(band: TierBand, share: Fraction) -> bool:
    """Whether a share lies inside a band: [low, high), the best [low, high]."""
    return band.low <= share < band.high or share == band.high == 1


def _band_around(share: Fraction, rules: RuleSet) -> TierBand:
    """The band that a share lies in; the bands leave no gap, and the last begins at 0."""
    return next((band for band in rules.tiers if band.low <= share), rules.tiers[-1])


def _by_default(tier: Tier, rules: RuleSet) -> Graded:
    return Graded(tier, band_of(tier, rules).default, Origin.WORDING, GradeRule.DEFAULT)


def _graded(share: Fraction, rule: GradeRule, rules: RuleSet) -> Graded:
    return Graded(_band_around(share, rules).tier, share, Origin.WORDING, rule)
