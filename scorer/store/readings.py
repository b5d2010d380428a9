"""How the stored reading of each kind of field becomes a value: one function a kind.

Targets and actuals that the program no longer understands say so by themselves. Of the other kinds such
a reading gives None and counts as not entered: the line is then shown as missing and asked for again,
whereas any value in its place might raise or lower a score.
"""

from fractions import Fraction
from functools import lru_cache

from scorer.model.entry import LineKey
from scorer.model.project import FinalScore, Tier
from scorer.notation.actuals import parse_actual as actual
from scorer.notation.evidence import parse_evidence as evidence
from scorer.notation.money import parse_money as money
from scorer.notation.numbers import read_number
from scorer.notation.targets import parse_target as target

__all__ = [
    "actual",
    "evidence",
    "final_score",
    "line_key",
    "money",
    "number",
    "points",
    "share",
    "target",
    "text",
    "tier",
]


def text(reading: str) -> str:
    """Take the words as they are."""
    return reading


@lru_cache(maxsize=4096)
def number(reading: str) -> int | None:
    """Read a count or a place in an order: "12"."""
    value = read_number(reading)
    return int(value) if value is not None and value == int(value) else None


def points(reading: str) -> int | None:
    """Read points or a score in hundredths: "4.17" is 417; None where it has a third decimal."""
    value = read_number(reading)
    return int(value * 100) if value is not None and value * 100 == int(value * 100) else None


def share(reading: str) -> Fraction | None:
    """Read a share of the points: "80%" is 4/5."""
    value = read_number(reading.removesuffix("%")) if reading.endswith("%") else None
    return None if value is None else Fraction(value) / 100


def tier(reading: str) -> Tier | None:
    """Read a tier by its short name: "部分达成"."""
    return next((tier for tier in Tier if tier == reading), None)


def final_score(reading: str) -> FinalScore | None:
    """Read a score and the points it was set against: "4.00/4.17"."""
    given, _, against = reading.partition("/")
    score, out_of = points(given), points(against)
    return None if score is None or out_of is None else FinalScore(score, out_of)


def line_key(identity: LineKey, reading: str) -> LineKey:
    """Read the key under which a line of that identity is shown since it was renamed: "1 完成时间"."""
    turn, _, name = reading.partition(" ")
    return LineKey(identity.dimension, identity.category, name, number(turn) or identity.turn)


def print_line_key(key: LineKey) -> str:
    """Print a key so that `line_key` reads it."""
    return f"{key.turn} {key.name}"
