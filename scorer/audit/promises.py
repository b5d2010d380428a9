"""Numbers that the goals promise (不少于26次), and which indicator measures them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scorer.audit.check import Case, Row
from scorer.audit.check_rules import CheckWords
from scorer.audit.texts import content, has
from scorer.model.quantity import Quantity
from scorer.notation.characters import plain
from scorer.notation.comparators import Comparator, leading_comparator
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import quantities_inside
from scorer.notation.units import EVENT_UNITS, PERSON_UNITS, Measures, ratio, unit_of

_SENTENCE = Pattern(r"[^。；;\n!?！？]+")
_CLAUSE_END = Pattern(r"[,，、:：(（]")
_AFTER = Pattern(r"^(?:\((?:含|以上)\))?(以上|以内|以下)")
_LONGEST_SIGN = 6
_OF_ANY_KIND = frozenset({"", "个", "项", "件", "种", "类"})
_COUNTED = frozenset({Measures.COUNT, Measures.PLAIN})
_PROMISED = frozenset(
    {Measures.COUNT, Measures.PERCENT, Measures.AREA, Measures.LENGTH, Measures.MASS, Measures.VOLUME}
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A number in a text: what it counts, the comparator beside it, and the words that it stands in.

    `clause` is what stands between the last comma and the number with the noun behind it, `sentence` the rest
    of the sentence before; `text` is the number as written, with its comparator.
    """

    quantity: Quantity
    sign: Comparator | None
    clause: str
    sentence: str
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A promise and the line that measures it; `row` is None where several might, or none does.

    `kin` tells whether any line of the same kind speaks of the same thing.
    """

    promise: Promise
    row: Row | None
    kin: bool


@lru_cache(maxsize=4096)
def promises_in(text: str, words: CheckWords) -> tuple[Promise, ...]:
    """The numbers with a unit that a text promises; not sums of money, times, and what there is already."""
    return tuple(_promises(text, words))


@lru_cache(maxsize=4)
def aligned(case: Case) -> tuple[Aligned, ...]:
    """Every number of the goals with the line that measures it."""
    goals = case.project.goals
    if goals is None:
        return ()
    return tuple(_align(promise, case) for promise in promises_in(goals.value, case.rules.words))


def bound_of(row: Row) -> Quantity | None:
    """The number that a line promises, None where it has none or two."""
    target = row.target
    bounds = {bound for bound in (target.low, target.high) if bound is not None}
    return Quantity(bounds.pop(), target.unit.removesuffix("/年")) if len(bounds) == 1 else None


def same_amount(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are equal in one unit."""
    if first.unit == second.unit:
        return first.value == second.value
    factor = ratio(first.unit, second.unit)
    return Fraction(first.value) * (factor or 1) == Fraction(second.value)


def _promises(text: str, words: CheckWords) -> Iterator[Promise]:
    for found in _SENTENCE.finditer(text):
        sentence = plain(found[0])
        if has(sentence, words.background):
            continue
        last = 0
        for quantity, start, end in quantities_inside(sentence):
            before = sentence[last:start]
            last = end
            unit = unit_of(quantity.unit)
            if not quantity.unit or unit.measures not in _PROMISED or unit.per or quantity.value <= 0:
                continue
            yield _promise(sentence, quantity, (start, end), before)


def _promise(sentence: str, quantity: Quantity, place: tuple[int, int], before: str) -> Promise:
    start, end = place
    sign, sign_start = _sign_before(sentence, start)
    after = _AFTER.match(sentence[end:])
    if after is not None and sign is None:
        sign = Comparator.AT_LEAST if after[1] == "以上" else Comparator.AT_MOST
        end += after.end()
    near = _CLAUSE_END.split(before[: len(before) - (start - sign_start)] if sign else before)[-1]
    noun = _CLAUSE_END.split(sentence[end : end + 12])[0]
    return Promise(quantity, sign, near + noun, sentence[: place[0]], sentence[sign_start:end])


def _sign_before(sentence: str, start: int) -> tuple[Comparator | None, int]:
    for cut in range(max(0, start - _LONGEST_SIGN), start):
        sign, rest = leading_comparator(sentence[cut:start])
        if sign is not None and not rest:
            return sign, cut
    return None, start


def _align(promise: Promise, case: Case) -> Aligned:
    """The line that the promise is about: an equal number with a word in common, else the one most alike."""
    words = case.rules.words
    alike: list[tuple[int, Row]] = []
    for row in case.rows:
        bound = bound_of(row)
        if bound is not None and _of_one_kind(promise.quantity, bound):
            likeness = _likeness(promise, row, words)
            if same_amount(promise.quantity, bound) and (likeness or promise.quantity.value > 1):
                return Aligned(promise, row, kin=True)
            if likeness:
                alike.append((likeness, row))
    if not alike:
        return Aligned(promise, None, kin=False)
    best = max(likeness for likeness, _ in alike)
    rows = [row for likeness, row in alike if likeness == best]
    return Aligned(promise, rows[0] if len(rows) == 1 and best > 1 else None, kin=True)


def _likeness(promise: Promise, row: Row, words: CheckWords) -> int:
    """How much of the line's name the promise speaks of; what stands right before the number counts double."""
    name = content(row.name, words) | content(row.indicator.description, words)
    near, far = content(promise.clause, words), content(promise.sentence, words)
    return 2 * len(name & near) + len(name & (far - near))


def _of_one_kind(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers may count the same: people, events, things of one unit; other measures convert."""
    one, other = unit_of(first.unit), unit_of(second.unit)
    if one.measures in _COUNTED and other.measures in _COUNTED and not (one.per or other.per):
        kinds = {_kind(one.base), _kind(other.base)}
        return len(kinds) == 1 or ("" in kinds and "人" not in kinds)
    return one.measures is other.measures and ratio(first.unit, second.unit) is not None


def _kind(unit: str) -> str:
    """人 for people, 场 for events, the unit itself for things, "" for what may be any of these but people."""
    if unit in PERSON_UNITS:
        return "人"
    if unit in _OF_ANY_KIND:
        return ""
    return "场" if unit in EVENT_UNITS else unit
