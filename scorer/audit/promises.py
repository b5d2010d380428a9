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
# Each of several: no number beside it is that of the whole year.
_OF_EACH = Pattern(r"每(?!年)|[人户]均|平均|分别|各(?=$|[不至达约])")
_PER = ("/", "每")
# What a rate is of, in its last word: 培训合格率, 参训学员满意度.
_RATE = Pattern(r"([\u4e00-\u9fff]{2})率|(满意|知晓|合格|认可)度|(比例|占比|比重)")
_LONGEST_SIGN = 6
_LONGEST_NOUN = 12
_COUNTED = frozenset({Measures.COUNT, Measures.PLAIN})
_PROMISED = frozenset(
    {Measures.COUNT, Measures.PERCENT, Measures.AREA, Measures.LENGTH, Measures.MASS, Measures.VOLUME}
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A number in a text: what it counts, the comparator beside it, and the words that it stands in.

    `near` is what stands between the last comma and the number, `noun` what is counted right behind it, `far`
    the rest of the sentence before; `text` is the number with its comparator, `quote` all from `near` to
    `noun`, both in the text's own words and order.
    """

    quantity: Quantity
    sign: Comparator | None
    near: str
    noun: str
    far: str
    text: str
    quote: str


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


def same_amount(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are equal in one unit."""
    factor = None if first.unit == second.unit else ratio(first.unit, second.unit)
    if factor is None or factor == 1:
        return first.value == second.value
    return Fraction(first.value) * factor == Fraction(second.value)


def _promises(text: str, words: CheckWords) -> Iterator[Promise]:
    for found in _SENTENCE.finditer(text):
        sentence = plain(found[0])
        if has(sentence, words.background):
            continue
        yield from _promises_of(sentence)


def _promises_of(sentence: str) -> Iterator[Promise]:
    """The promises of one sentence; what is counted for each of several is none, nor what follows upon it."""
    last, of_each = 0, False
    found = list(quantities_inside(sentence))
    next_starts = [*(start for _, start, _ in found), len(sentence)][1:]
    for (quantity, start, end), next_start in zip(found, next_starts, strict=True):
        before, after = sentence[last:start], sentence[end:next_start]
        last = end
        unit = unit_of(quantity.unit)
        of_each = of_each or _OF_EACH.search(before) is not None
        if of_each or after.startswith(_PER):
            continue
        if quantity.unit and unit.measures in _PROMISED and not unit.per and quantity.value > 0:
            yield _promise(quantity, before, sentence[start:end], after, sentence[: start - len(before)])


def _promise(quantity: Quantity, before: str, number: str, after: str, far: str) -> Promise:
    sign, sign_start = _sign_at_end(before)
    bound = _AFTER.match(after)
    if bound is not None:
        sign = sign or (Comparator.AT_LEAST if bound[1] == "以上" else Comparator.AT_MOST)
        number += bound[0]
        after = after[bound.end() :]
    near = _CLAUSE_END.split(before[:sign_start])[-1]
    noun = _CLAUSE_END.split(after[:_LONGEST_NOUN])[0]
    text = before[sign_start:] + number
    farther = far + before[: sign_start - len(near)]
    return Promise(quantity, sign, near, noun, farther, text, near + text + noun)


def _sign_at_end(text: str) -> tuple[Comparator | None, int]:
    """The comparator that a text ends with, and where it begins."""
    for cut in range(max(0, len(text) - _LONGEST_SIGN), len(text)):
        sign, rest = leading_comparator(text[cut:])
        if sign is not None and not rest:
            return sign, cut
    return None, len(text)


def _align(promise: Promise, case: Case) -> Aligned:
    """The line that the promise is about: an equal number with a word in common, else the one most alike."""
    rows = [
        each for each in _bounds(case) if _of_one_kind(promise.quantity.unit, each[1].unit, case.rules.words)
    ]
    rate = _rate_in(promise.near)
    if promise.quantity.unit == "%" and rate:
        return _align_rate(promise, [row for row, _ in rows if _rate_in(row.name) == rate], rows, case)
    kin = False
    for row, bound in rows:
        likeness = any(_shared(promise, row, case))
        kin = kin or likeness
        if same_amount(promise.quantity, bound) and (likeness or promise.quantity.value > 1):
            return Aligned(promise, row, kin=True)
    return Aligned(promise, _most_alike(promise, [row for row, _ in rows], case), kin=kin)


@lru_cache(maxsize=4)
def _bounds(case: Case) -> tuple[tuple[Row, Quantity], ...]:
    """The lines that promise one number, with it."""
    return tuple((row, row.bound) for row in case.rows if row.bound is not None)


def _align_rate(promise: Promise, same: list[Row], others: list[tuple[Row, Quantity]], case: Case) -> Aligned:
    """Rates are told apart by their last word; a number that another line has is at least not forgotten."""
    words = case.rules.words
    of = content(promise.near, words)
    about = [row for row in same if not of or not content(row.name, words)]
    row = _most_alike(promise, same, case) or (same[0] if len(same) == len(about) == 1 else None)
    kin = bool(same) or any(
        same_amount(promise.quantity, bound) or any(_shared(promise, other, case)) for other, bound in others
    )
    return Aligned(promise, row, kin=kin)


def _most_alike(promise: Promise, rows: list[Row], case: Case) -> Row | None:
    """The one row that shares most with the words beside the number; those farther off only break a tie.

    Of what is counted right behind the number one pair must be shared, or two of all.
    """
    counted = content(promise.noun, case.rules.words)
    alike: list[tuple[tuple[int, int], Row]] = []
    for row in rows:
        near, noun, far = _shared(promise, row, case)
        if near + noun and (noun or near > 1 or not counted):
            alike.append(((near + noun, far), row))
    best = max((likeness for likeness, _ in alike), default=None)
    found = [row for likeness, row in alike if likeness == best]
    return found[0] if len(found) == 1 else None


def _shared(promise: Promise, row: Row, case: Case) -> tuple[int, int, int]:
    """How many pairs of the line's name stand before the number, behind it, and only farther off."""
    words = case.rules.words
    name = content(row.name, words) | content(row.indicator.description, words)
    near, noun, far = (content(text, words) for text in (promise.near, promise.noun, promise.far))
    return len(name & near), len(name & (noun - near)), len(name & (far - near - noun))


def _rate_in(text: str) -> str:
    """The word that a rate ends in, the last one of the text: 合格, 满意; "" for none."""
    words = [match[1] or match[2] or match[3] for match in _RATE.finditer(text)]
    return words[-1] if words else ""


@lru_cache(maxsize=4096)
def _of_one_kind(first: str, second: str, words: CheckWords) -> bool:
    """Whether numbers of two units may count the same: people, events, things; other measures convert."""
    one, other = unit_of(first), unit_of(second)
    if one.measures in _COUNTED and other.measures in _COUNTED and not (one.per or other.per):
        kinds = {_kind(one.base, words), _kind(other.base, words)}
        return len(kinds) == 1 or ("" in kinds and "人" not in kinds)
    return one.measures is other.measures and ratio(first, second) is not None


def _kind(unit: str, words: CheckWords) -> str:
    """人 for people, 场 for events, the unit itself for things, "" for what may be any of these but people."""
    if unit in PERSON_UNITS:
        return "人"
    if not unit or unit in words.any_kind:
        return ""
    return "场" if unit in EVENT_UNITS else unit
