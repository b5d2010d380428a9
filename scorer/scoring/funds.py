"""Sources of money added up: one that details another is not counted beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from scorer.notation.pattern import Pattern

Part = tuple[str, Decimal]

_DETAIL_OF = r"^(?:其中[:：]?)?"
_SAID_TO_DETAIL = Pattern(r"^其中")
# What a name says, the widest first: all fiscal money, the budget it comes from, the level it comes from.
_OF_YEAR = _DETAIL_OF + r"(?:当年|本年度?|年度|本)?"
_LEVEL = Pattern(_OF_YEAR + r"(?:中央|省|自治区|市(?!场)|区|县|乡|镇|本级|级|地方)")
_BUDGET = Pattern(_OF_YEAR + r"(?:一般公共预算|政府性基金|国有资本经营预算|上级)")
_FISCAL = Pattern(r"财政(?!专户)|拨款")
_WIDEST = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts that count, in 万元, and how sure that is.

    `unclear` where some of them may detail another by their names, and neither amounts nor words tell;
    `partial` where all of them name a level or a budget, or none does: there may be others that nobody wrote.
    """

    parts: tuple[Part, ...]
    unclear: bool
    partial: bool

    @property
    def total(self) -> Decimal:
        """What the parts come to."""
        return sum((amount for _, amount in self.parts), Decimal(0))


def added_up(parts: Sequence[Part]) -> Sum:
    """Add up sources of money, each with its name and amount in 万元.

    A detail is left out only where a source that holds it stands beside it: 中央 60 and 省级 40 under
    财政拨款 100, which they come to, or what is said to be of it (其中).
    """
    ranks = [_rank(name) for name, _ in parts]
    widest = min((rank for rank in ranks if rank is not None), default=_WIDEST)
    holding = sum(
        (amount for (_, amount), rank in zip(parts, ranks, strict=True) if rank == widest), Decimal(0)
    )
    deeper = {at: rank for at, rank in enumerate(ranks) if rank is not None and rank != widest}
    may_be = {at for at in deeper if 0 < parts[at][1] <= holding}
    held = _held(parts, deeper, holding) | {at for at in may_be if _SAID_TO_DETAIL.match(parts[at][0])}
    alone = tuple(part for at, part in enumerate(parts) if at not in held)
    kinds = {rank is None for rank, (_, amount) in zip(ranks, parts, strict=True) if amount}
    one_kind = kinds != {True, False}
    return Sum(alone, bool(may_be - held), one_kind and (widest != _WIDEST or not holding))


def _held(parts: Sequence[Part], deeper: dict[int, int], holding: Decimal) -> set[int]:
    """The details that come to the source that holds them: those of one rank, or all."""
    held: set[int] = set()
    if not deeper:
        return held
    groups = [{rank} for rank in set(deeper.values())] + [set(deeper.values())]
    for group in groups:
        members = [at for at, rank in deeper.items() if rank in group]
        if sum(parts[at][1] for at in members) == holding:
            held.update(members)
    return held


@lru_cache(maxsize=1024)
def _rank(name: str) -> int | None:
    """How much a source may hold, 0 for the most; None for what is no fiscal money."""
    if _LEVEL.match(name):
        return 2
    if _BUDGET.match(name):
        return 1
    return _WIDEST if _FISCAL.search(name) else None
