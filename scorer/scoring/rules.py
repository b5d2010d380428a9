"""A rule set (评分办法): every number and choice that the law leaves to a place and a year.

Points and scores are whole hundredths, shares exact fractions between 0 and 1. The names of the fields
are the keys of scoring_rules.toml.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, assert_never

from scorer.model.project import Tier
from scorer.notation.names import bare_level
from scorer.scoring.words import Words

Hundredths = Annotated[int, "hundredths"]


class Mark(StrEnum):
    """How a rule is known: seen in a document, known of a regulation not at hand, or our own default."""

    SEEN = "seen"
    KNOWN = "known"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from; `citation` is None for this project's own default."""

    mark: Mark
    citation: str | None = None

    @property
    def words(self) -> str:
        """The basis as users read it; never a quotation where the wording was not at hand."""
        match self.mark:
            case Mark.SEEN:
                return f"见于{self.citation}"
            case Mark.KNOWN:
                return f"通行规定（未核原文）：{self.citation}"
            case Mark.DEFAULT:
                return "本项目缺省"
            case _:
                assert_never(self.mark)


class Split(StrEnum):
    """How a dimension's points are shared among its lines."""

    BY_INDICATOR = "by_indicator"
    BY_CATEGORY = "by_category"


class Excess(StrEnum):
    """The law of an at-most line that is exceeded: w(1−(a−t)/t), or w·t/a."""

    LINEAR = "linear"
    RATIO = "ratio"


class Over(StrEnum):
    """The law of an exactly line that is exceeded: full, or w(1−(a−t)/t)."""

    FULL = "full"
    DEVIATION = "deviation"


class BareNumber(StrEnum):
    """What a number without a comparator is where nothing else decides."""

    AT_LEAST = "at_least"
    EXACTLY = "exactly"


class Treatment(StrEnum):
    """What far above target does: a flag and a cause, or also a reduced share."""

    FLAG = "flag"
    REDUCE = "reduce"


@dataclass(frozen=True, slots=True)
class Points:
    """Points of execution and of each level-1 dimension, in the form's order; 100.00 in all."""

    execution: Hundredths
    dimensions: tuple[tuple[str, Hundredths], ...]


@dataclass(frozen=True, slots=True)
class OverAchievement:
    """What is far above target (超额完成): from `threshold` of (a−t)/t on.

    For counts only from an excess of `count_excess`. `rate` and `floor` hold for `reduce`. `zero_target`
    is the actual from which a target of 0 is far exceeded, None for never. `unequal` also flags = with a ≠ t.
    """

    threshold: Fraction
    count_excess: Decimal
    treatment: Treatment
    rate: Fraction
    floor: Fraction
    zero_target: Decimal | None
    unequal: bool


@dataclass(frozen=True, slots=True)
class LateBand:
    """Late by up to `days` (None: any number) is worth `share`."""

    days: int | None
    share: Fraction


@dataclass(frozen=True, slots=True)
class TierBand:
    """A tier's wording in the form, its band [low, high), closed above for the best, and a share in it."""

    tier: Tier
    wording: str
    low: Fraction
    high: Fraction
    default: Fraction


@dataclass(frozen=True, slots=True)
class RatingBand:
    """A rating from `low` (points out of 100) on, best first."""

    name: str
    low: Hundredths


@dataclass(frozen=True, slots=True)
class Reasons:
    """The execution rate under which and above which a cause is required."""

    execution_below: Fraction
    execution_above: Fraction


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One set of rules with its inheritance resolved; `sha256` is that of its resolved content.

    `basis` says where each rule comes from: under the rule's name, under "rule.part" where a part of it
    comes from elsewhere, and under the laws that are the same in every rule set (LAWS in rule_basis).
    """

    id: str
    title: str
    citation: str
    effective_from: int
    extends: str
    sha256: str
    basis: dict[str, Basis]
    points: Points
    points_with_cost: Points
    dimension_names: dict[str, str]
    when_absent: dict[str, str]
    split: Split
    excess: Excess
    over: Over
    between_rates_above_full: bool
    bare_number: BareNumber
    over_achievement: OverAchievement
    lateness: tuple[LateBand, ...]
    not_done: Fraction
    tiers: tuple[TierBand, ...]
    basically: Fraction
    second_of_scale: Fraction
    ratings: tuple[RatingBand, ...]
    reasons: Reasons
    words: Words

    def dimension_of(self, name: str) -> str:
        """Return the name under which points are given to a level-1 name.

        Blanks inside it do not count, nor brackets behind it (产出指标(必填)) that `dimension_names` has not.
        """
        name = "".join(name.split())
        name = name if name in self.dimension_names else bare_level(name)
        while name in self.dimension_names:
            name = self.dimension_names[name]
        return name

    def basis_of(self, key: str) -> Basis:
        """Return the basis of a rule (excess), of a part of one (tiers.default) or of a law (shortfall)."""
        return self.basis.get(key) or self.basis[key.partition(".")[0]]

    def citation_of(self, key: str) -> str:
        """Return the basis of a rule in words, as it stands beside every score that the rule gave."""
        return self.basis_of(key).words
