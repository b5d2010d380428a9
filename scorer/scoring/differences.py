"""How two rule sets differ, rule by rule: the reasons for which a line or a rating changes."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorer.scoring.rules import (
    BareNumber,
    Excess,
    Hundredths,
    LateBand,
    Over,
    RatingBand,
    Split,
    TierBand,
    Treatment,
)

Chosen = Split | Excess | Over | BareNumber | Treatment | bool


@dataclass(frozen=True, slots=True)
class Stated:
    """What a dimension has, under the rule set's own name for it; None where it knows none.

    `key` is the rule's in the rule file, "" where the points are those of the table.
    """

    dimension: str
    points: Hundredths | None
    key: str


@dataclass(frozen=True, slots=True)
class OtherPoints:
    """A dimension has other points, or goes by another one's name (dimension_names)."""

    before: Stated
    after: Stated


@dataclass(frozen=True, slots=True)
class OtherReceiver:
    """The points of an absent dimension go elsewhere; a receiver None means to all in proportion."""

    before: Stated
    after: Stated
    receiver_before: str | None
    receiver_after: str | None


@dataclass(frozen=True, slots=True)
class OtherChoice:
    """Another of the named laws: `key` in the rule file."""

    key: str
    before: Chosen
    after: Chosen


@dataclass(frozen=True, slots=True)
class OtherShare:
    """Another share or threshold."""

    key: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """Another plain number; None for never."""

    key: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class OtherBand:
    """So many days late fall into another band."""

    days: int
    before: LateBand
    after: LateBand


@dataclass(frozen=True, slots=True)
class OtherTier:
    """A tier has another band or another share where none was given."""

    before: TierBand
    after: TierBand


@dataclass(frozen=True, slots=True)
class OtherWords:
    """These word lists are not the same."""

    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherRatings:
    """The bands of the rating are not the same."""

    before: tuple[RatingBand, ...]
    after: tuple[RatingBand, ...]


@dataclass(frozen=True, slots=True)
class ScoreSetAgainst:
    """A person set the score against these points: it holds for no others."""

    points: Hundredths


Reason = (
    OtherPoints
    | OtherReceiver
    | OtherChoice
    | OtherShare
    | OtherFigure
    | OtherBand
    | OtherTier
    | OtherWords
    | OtherRatings
    | ScoreSetAgainst
)
