"""Which project or line of the record a name in a document means, though it was corrected meanwhile."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

_ALIKE = Fraction(85, 100)
_AHEAD = Fraction(10, 100)
_UNSHOWN = "\x1f"
_NUMERALS = re.compile("[0-9０-９〇零一二三四五六七八九十百千万两]+")


def resolve(wanted: Iterable[K], known: Mapping[int, Sequence[K]]) -> dict[K, int]:
    """Give the subject that each key means: by its current key, else by an earlier one.

    `known` has every subject's keys, oldest first. No subject is meant twice; a key that means none is left
    out.
    """
    wanted = tuple(wanted)
    current = {keys[-1]: subject for subject, keys in known.items()}
    found = {key: current[key] for key in wanted if key in current}
    if len(found) == len(wanted):
        return found
    free = known.keys() - set(found.values())
    earlier = defaultdict(list)
    for subject in sorted(free):
        for key in known[subject]:
            earlier[key].append(subject)
    for key in wanted:
        if key not in found:
            bearer = next((each for each in earlier[key] if each in free), None)
            if bearer is not None:
                found[key] = bearer
                free.discard(bearer)
    return found


def alike(candidates: Mapping[tuple[A, B], tuple[str, str]]) -> Iterator[tuple[A, B]]:
    """Give the pairs whose two names are one corrected name: likeness 0.85, and no other comes near.

    The second best of either side must stay under 0.85 and 0.10 behind.
    """
    by_old: defaultdict[A, list[Fraction]] = defaultdict(list)
    by_new: defaultdict[B, list[Fraction]] = defaultdict(list)
    measured = {}
    for (old, new), names in candidates.items():
        measured[old, new] = likeness = _likeness(*names)
        by_old[old].append(likeness)
        by_new[new].append(likeness)
    for (old, new), likeness in measured.items():
        second = max(sorted(by_old[old])[-2:-1] + sorted(by_new[new])[-2:-1], default=Fraction(0))
        if likeness >= _ALIKE > second and likeness - second >= _AHEAD:
            yield old, new


def earlier_names(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names, oldest first, under which something was shown before the last; each once."""
    return tuple(name for name in dict.fromkeys(names) if name != names[-1] and _UNSHOWN not in name)


def spare_name(name: str, turn: int) -> str:
    """A name that stands for `name` in an identity where a renamed project keeps that; never shown."""
    return f"{name}{_UNSHOWN}{turn}"


def without_spare(name: str) -> str:
    """The name that a spare name stands for; any other as it is."""
    return name.partition(_UNSHOWN)[0]


def _likeness(old: str, new: str) -> Fraction:
    """Twice the matching characters by all characters; 0 where it is too little or a numeral differs.

    第一季度 and 第二季度 are two things, however alike they look.
    """
    both = len(old) + len(new)
    enough = _ALIKE - _AHEAD
    if not both or Fraction(2 * min(len(old), len(new)), both) < enough:
        return Fraction(0)
    if _NUMERALS.findall(old) != _NUMERALS.findall(new):
        return Fraction(0)
    from difflib import SequenceMatcher  # noqa: PLC0415  only few imports meet a changed name

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < enough:
        return Fraction(0)
    return Fraction(2 * sum(block.size for block in matcher.get_matching_blocks()), both)
