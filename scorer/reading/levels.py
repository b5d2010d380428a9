"""Merged cells of the first two columns of an indicator table: which rows a name covers."""

from collections.abc import Sequence
from dataclasses import dataclass

# Which level-1 names a level-2 name belongs to; asked only where a name stands inside its block.
_BELONGS = (
    ("数量", "产出"),
    ("质量", "产出"),
    ("时效", "产出"),
    ("成本", "产出"),
    ("成本", "成本"),
    ("经济效益", "效益"),
    ("社会效益", "效益"),
    ("生态效益", "效益"),
    ("可持续", "效益"),
    ("满意度", "满意度"),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """The level-1 and level-2 name of a row; `assumed` where the level-1 name may stand below the row."""

    dimension: str
    category: str
    assumed: bool = False


def carry(written: Sequence[tuple[str, str]]) -> tuple[Levels, ...]:
    """The names of each row, given those written in it ("" for a blank).

    A blank is covered by the name above. Where the first row has none, names stand inside their blocks:
    blanks before a name are its own as far as their level-2 names say so, the first ones in any case.
    No level-2 name is carried from one level-1 block into the next.
    """
    categories = _filled([category for _, category in written])
    dimensions = [dimension for dimension, _ in written]
    inside = bool(written) and not dimensions[0] and any(dimensions)
    names = _around(dimensions, categories) if inside else _filled(dimensions)
    covered = _within_blocks(names, [category for _, category in written], upward=inside)
    return tuple(
        Levels(name, category, assumed=inside and not dimension)
        for name, category, dimension in zip(names, covered, dimensions, strict=True)
    )


def _filled(names: Sequence[str], *, upward: bool = False) -> list[str]:
    """Each name carried down; with `upward`, blanks before the first name are its own."""
    above = next(filter(None, names), "") if upward else ""
    filled = []
    for name in names:
        above = name or above
        filled.append(above)
    return filled


def _within_blocks(dimensions: Sequence[str], categories: Sequence[str], *, upward: bool) -> list[str]:
    filled: list[str] = []
    start = 0
    for end in range(1, len(dimensions) + 1):
        if end == len(dimensions) or dimensions[end] != dimensions[start]:
            filled.extend(_filled(categories[start:end], upward=upward))
            start = end
    return filled


def _around(dimensions: Sequence[str], categories: Sequence[str]) -> list[str]:
    filled: list[str] = []
    following = _following(dimensions)
    above = ""
    for own, category, below in zip(dimensions, categories, following, strict=True):
        begins = below and (not above or (_belongs(category, below) and not _belongs(category, above)))
        above = own or (below if begins else above)
        filled.append(above)
    return filled


def _following(names: Sequence[str]) -> list[str]:
    """For each row the next name at or below it, "" where none follows."""
    below = ""
    following = []
    for name in reversed(names):
        below = name or below
        following.append(below)
    return following[::-1]


def _belongs(category: str, dimension: str) -> bool:
    return any(part in category and whole in dimension for part, whole in _BELONGS)
