"""What the listed words of a rule set are in a clause, and the cutting of a clause into them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from scorer.scoring.words import Words


class Role(Enum):
    """What a word can be in a clause; one word may have several."""

    FILLER = auto()
    OBLIGATION = auto()
    AUXILIARY = auto()
    WHOLLY = auto()
    DOUBT = auto()
    NEGATION = auto()
    REVERSAL = auto()
    PLAIN = auto()
    ACT = auto()
    DONE = auto()
    YES = auto()
    BASICALLY = auto()
    PARTLY = auto()
    NONE = auto()
    ON_TIME = auto()
    EARLY = auto()
    LATE = auto()
    MANNER = auto()
    ZERO = auto()
    NEVER_BEGUN = auto()
    REACHED = auto()
    REACHED_GOAL = auto()
    GOAL = auto()
    VERB = auto()
    EFFECT = auto()
    HAVING = auto()
    NO_EFFECT = auto()
    LOWEST = auto()
    DEGREE = auto()
    SCALE = auto()
    STEADY = auto()
    KEPT = auto()
    TOPIC = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a clause: a listed word, words of the target or the name, or letters nobody knows."""

    text: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The lists turned round: from a word to its roles, family, degree and places on scales.

    Levels of degrees and scales count from 0. `limits` are words that must not vanish at the end of what
    a name speaks of (公益活动基本完成). Compared by identity, as Words are.
    """

    words: Words
    roles: dict[str, frozenset[Role]]
    longest: int
    family: dict[str, int]
    degree: dict[str, int]
    scales: tuple[dict[str, int], ...]
    progress: frozenset[int]
    opposites: frozenset[tuple[int, int]]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objects:
    """What a target or a name speaks of besides listed words.

    `text` holds the runs of such words, parted by a separator that no clause contains; `sides` are what
    a conjunction joins, () where there is none; `examples` those that stand before 等.
    """

    text: str
    sides: tuple[str, ...]
    examples: tuple[str, ...]


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "“”‘’「」『』\"'"))
_CUT, _JOIN = "\0", "\1"
_UNKNOWN = frozenset({Role.UNKNOWN})
_TOPIC = frozenset({Role.TOPIC})
_OBJECTS = frozenset(
    {
        Role.UNKNOWN,
        Role.FILLER,
        Role.PLAIN,
        Role.DOUBT,
        Role.EFFECT,
        Role.GOAL,
        Role.REVERSAL,
        Role.STEADY,
        Role.HAVING,
        Role.SCALE,
        Role.BASICALLY,
        Role.PARTLY,
    }
)
_SIDES = _OBJECTS | {Role.ACT, Role.VERB}
_LIMITING = frozenset({Role.DOUBT, Role.REVERSAL, Role.BASICALLY, Role.PARTLY})
# Costs of a cut: letters left over count first, then the number of words, listed words before others.
_LEFT_OVER, _WORD, _OTHER = 10_000, 100, 101


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a text without spaces and quotation marks, full-width letters made half-width."""
    parts = re.split(r"[,;。\n\r]", text.translate(_WIDTH))
    clauses = ("".join(part.replace(_CUT, "?").replace(_JOIN, "?").split()) for part in parts)
    return tuple(clause for clause in clauses if clause)


@lru_cache(maxsize=16)
def lexicon_of(words: Words) -> Lexicon:
    """The lexicon of a rule set's lists."""
    roles: dict[str, set[Role]] = {}
    for role, listed in _listed(words):
        for word in listed:
            roles.setdefault(word, set()).add(role)
    family = {word: index for index, group in enumerate(words.families) for word in group}
    opposites = {(family[one], family[other]) for one, other in words.opposites}
    return Lexicon(
        words,
        {word: frozenset(found) for word, found in roles.items()},
        max(map(len, roles)),
        family,
        {word: level for level, group in enumerate(words.degrees) for word in group},
        tuple(_levels(scale) for scale in words.scales),
        frozenset(family[word] for word in words.progress),
        frozenset(opposites | {(other, one) for one, other in opposites}),
        tuple(word for word, found in roles.items() if found & _LIMITING and len(word) > 1),
    )


@lru_cache(maxsize=16384)
def segment(text: str, lexicon: Lexicon, topics: str = "", shortest: int = 1) -> tuple[Token, ...]:
    """Cut a clause so that as few letters as possible are left over, in as few words as possible.

    `topics` are texts whose parts of two letters or more count as known; listed words under `shortest`
    letters do not count.
    """
    best = [(0, len(text))] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        options = [(best[start + 1][0] + _LEFT_OVER, start + 1)]
        furthest = min(start + lexicon.longest, len(text))
        options += (
            (best[end][0] + _WORD, end)
            for end in range(start + shortest, furthest + 1)
            if text[start:end] in lexicon.roles
        )
        end = start + 2
        while end <= len(text) and text[start:end] in topics:
            if not text[start:end].endswith(lexicon.limits):
                options.append((best[end][0] + _OTHER, end))
            end += 1
        best[start] = min(options)
    return tuple(_tokens(text, [end for _, end in best], lexicon, topics, shortest))


@lru_cache(maxsize=16384)
def objects_of(text: str, lexicon: Lexicon) -> Objects:
    """What `text` speaks of besides verbs, degrees, negations and numbers; sides keep their verbs."""
    tokens = segment(text, lexicon, shortest=2)
    runs = "".join(_marked(token, lexicon.words, _OBJECTS) for token in tokens).replace(_JOIN, "")
    joined = re.sub(f"{_JOIN}.", _JOIN, "".join(_marked(token, lexicon.words, _SIDES) for token in tokens))
    sides: list[str] = []
    examples: list[str] = []
    for run in joined.split(_CUT):
        end = max((run.rfind(word) for word in lexicon.words.and_so_on), default=-1) + 1
        examples += _parts(run[:end])
        sides += _parts(run[end:]) if _JOIN in run[end:] else ()
    return Objects(runs, tuple(sides) if len(sides) > 1 else (), tuple(examples))


@lru_cache(maxsize=16384)
def without_fillers(text: str, lexicon: Lexicon) -> str:
    """The clause without words that say nothing; 要求 stays, since it may be all that was done."""
    tokens = segment(text, lexicon)
    return "".join(
        token.text for token in tokens if Role.FILLER not in token.roles or Role.OBLIGATION in token.roles
    )


def _tokens(text: str, ends: list[int], lexicon: Lexicon, topics: str, shortest: int) -> Iterator[Token]:
    start, unknown = 0, 0
    while start < len(text):
        end = ends[start]
        word = text[start:end]
        listed = end - start >= shortest and word in lexicon.roles
        if listed or (end - start > 1 and word in topics):
            if unknown < start:
                yield Token(text[unknown:start], _UNKNOWN)
            yield Token(word, lexicon.roles[word] if listed else _TOPIC)
            unknown = end
        start = end
    if unknown < len(text):
        yield Token(text[unknown:], _UNKNOWN)


def _parts(run: str) -> list[str]:
    return [part for part in run.split(_JOIN) if len(part) > 1]


def _marked(token: Token, words: Words, kept: frozenset[Role]) -> str:
    """The token's text with marks at its conjunctions, or a cut where it has none of the roles kept."""
    if token.text in words.conjunctions:
        return _JOIN + token.text
    if token.roles.isdisjoint(kept):
        return _CUT
    if Role.UNKNOWN not in token.roles:
        return token.text
    return "".join(_marked_letter(letter, words) for letter in token.text)


def _marked_letter(letter: str, words: Words) -> str:
    if letter.isdigit() or letter in words.reversals:
        return _CUT
    return _JOIN + letter if letter in words.conjunctions else letter


def _levels(scale: tuple[str, ...]) -> dict[str, int]:
    return {word: level for level, words in enumerate(scale) for word in words.split()}


def _listed(words: Words) -> Iterator[tuple[Role, tuple[str, ...]]]:
    yield from (
        (Role.FILLER, words.fillers),
        (Role.OBLIGATION, words.obligations),
        (Role.AUXILIARY, words.auxiliaries),
        (Role.WHOLLY, words.wholly),
        (Role.DOUBT, words.doubt),
        (Role.NEGATION, words.negations),
        (Role.REVERSAL, tuple(word for word in words.reversals if len(word) > 1)),
        (Role.PLAIN, words.plain),
        (Role.ACT, words.completion_targets),
        (Role.DONE, words.completion_full),
        (Role.YES, words.completion_yes),
        (Role.BASICALLY, words.completion_basically),
        (Role.PARTLY, words.completion_partly),
        (Role.NONE, words.completion_none),
        (Role.ON_TIME, words.on_time),
        (Role.EARLY, words.early),
        (Role.LATE, words.late),
        (Role.MANNER, words.manners),
        (Role.ZERO, words.negated_zero),
        (Role.NEVER_BEGUN, words.never_begun),
        (Role.REACHED, words.reached),
        (Role.REACHED_GOAL, words.reached_with_goal),
        (Role.GOAL, words.goals),
        (Role.EFFECT, words.effects),
        (Role.HAVING, words.having),
        (Role.NO_EFFECT, words.no_effect),
        (Role.LOWEST, words.negated_lowest),
        (Role.STEADY, words.steady_targets),
        (Role.KEPT, words.steady_answers),
    )
    yield from ((Role.VERB, family) for family in words.families)
    yield from ((Role.DEGREE, group) for group in words.degrees)
    yield from ((Role.SCALE, tuple(_levels(scale))) for scale in words.scales)
