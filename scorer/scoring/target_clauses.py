"""What a clause of a judged target asks for: to do, to effect, a place on a scale, that nothing happens."""

from dataclasses import dataclass
from functools import lru_cache

from scorer.scoring.lexicon import (
    Lexicon,
    Role,
    Token,
    clauses_of,
    lexicon_of,
    objects_of,
    segment,
    without_fillers,
)
from scorer.scoring.words import Words

NO_DEGREE = 1
"""The level that stands for no degree word: 得到提升 is 有所提升."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Something is to be done; `level` is that of its degree (严格执行), None without.

    `basically`: 基本完成 is enough. `in_time`: it speaks of time. `early`: it asks for 提前. `yes` is the
    whole target 是 or 有, else "".
    """

    level: int | None
    basically: bool
    in_time: bool
    early: bool
    yes: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Something is to change; the level wanted lies between `low` and `high`, which differ where unsure.

    `families` are those of its verbs, and `progress` whether those of progress answer it too. `scale` is
    a word that also stands on a scale, else "". `act`: its verb is also something that is done.
    """

    families: frozenset[int]
    progress: bool
    low: int
    high: int
    scale: str
    act: bool


@dataclass(frozen=True, slots=True)
class OnScale:
    """A place on a scale: 优, 较高."""

    word: str


@dataclass(frozen=True, slots=True)
class Ban:
    """`noun` must not happen; "" where only the indicator's name says what, whose core is `named`."""

    noun: str
    named: str


@dataclass(frozen=True, slots=True)
class Steady:
    """A level is to be kept; `level` is that of its degree (保持良好), None without."""

    level: int | None


@dataclass(frozen=True, slots=True)
class NotListed:
    """The lists do not say what is asked for."""


Asked = Completion | Effect | OnScale | Ban | Steady | NotListed


@dataclass(frozen=True, slots=True)
class TargetClause:
    """A clause of a target, what it asks for, and what an answer may speak of.

    `bare` is the clause without fillers. `own` are the clause's listed words, `given` also the name's;
    `topics`, `sides` and `examples` are as in Objects; `burden`: what it speaks of is better when there is less of it.
    """

    text: str
    bare: str
    asked: Asked
    own: frozenset[str]
    given: frozenset[str]
    topics: str
    sides: tuple[str, ...]
    examples: tuple[str, ...]
    burden: bool


_NEGATIVE = frozenset(
    {
        Role.NEGATION,
        Role.REVERSAL,
        Role.LATE,
        Role.ZERO,
        Role.NONE,
        Role.LOWEST,
        Role.NO_EFFECT,
        Role.PARTLY,
    }
)
_COMPLETING = frozenset({Role.DONE, Role.ACT, Role.ON_TIME, Role.REACHED})
_TWOFOLD = frozenset({Role.DEGREE, Role.VERB})
_BESIDE_SCALE = frozenset({Role.SCALE, Role.FILLER, Role.TOPIC, Role.EFFECT, Role.YES})


@lru_cache(maxsize=16384)
def target_clauses(target: str, name: str, words: Words) -> tuple[TargetClause, ...]:
    """The clauses of a target; 、 parts clauses only where each part asks for something by itself."""
    lexicon = lexicon_of(words)
    plain_name = "".join(clauses_of(name))
    return tuple(
        _clause(part, plain_name, lexicon)
        for clause in clauses_of(target)
        for part in split_list(clause, lexicon)
    )


def split_list(clause: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts between 、 if each of them asks for an effect or for completion, else the whole."""
    parts = tuple(part for part in clause.split("、") if part)
    if len(parts) < 2:
        return (clause,)
    telling = {Role.VERB, Role.EFFECT, Role.DONE}
    alone = all(any(token.roles & telling for token in segment(part, lexicon)) for part in parts)
    return parts if alone else (clause,)


def has_burden(text: str, words: Words) -> bool:
    """Whether a text speaks of something that is better when there is less of it."""
    return any(word in text for word in (*words.burdens, *words.lower_is_better))


def levels_of(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """The levels of the degree words, without 进一步, 持续 and the like beside a stronger one."""
    levels = [lexicon.degree[token.text] for token in tokens if Role.DEGREE in token.roles]
    stronger = tuple(level for level in levels if level > NO_DEGREE)
    return stronger if stronger and min(levels) >= NO_DEGREE else tuple(levels)


def trimmed(text: str, ends: tuple[str, ...], around: tuple[str, ...]) -> str:
    """`text` without `ends` at its end and without the words of `around` at either side."""
    while True:
        shorter = text
        for word in (*ends, *around):
            shorter = shorter.removesuffix(word)
        for word in around:
            shorter = shorter.removeprefix(word)
        if shorter == text:
            return text
        text = shorter


def _clause(text: str, name: str, lexicon: Lexicon) -> TargetClause:
    named = objects_of(name, lexicon)
    own_objects = objects_of(text, lexicon)
    tokens = segment(text, lexicon, named.text)
    own = _listed_words(segment(text, lexicon))
    spoken = own_objects if own_objects.text.strip("\0") else named
    return TargetClause(
        text,
        without_fillers(text, lexicon),
        _asked(text, name, tokens, lexicon),
        own,
        own | _listed_words(segment(name, lexicon, shortest=2)),
        f"{own_objects.text}\0{named.text}",
        spoken.sides,
        spoken.examples,
        has_burden(text + name, lexicon.words),
    )


def _asked(text: str, name: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> Asked:
    ban = _ban(text, name, lexicon)
    if ban is not None:
        return ban
    if _is_turned(tokens, lexicon):
        return NotListed()
    roles = frozenset[Role]().union(*(token.roles for token in tokens))
    if Role.VERB in roles:
        return _with_verb(tokens, roles, lexicon)
    if roles & {Role.STEADY, Role.KEPT}:
        return Steady(min(levels_of(tokens, lexicon), default=None))
    if Role.SCALE in roles and all(token.roles & _BESIDE_SCALE for token in tokens):
        return _on_scale(tokens, lexicon)
    if len(tokens) == 1 and Role.YES in roles:
        return Completion(None, basically=False, in_time=False, early=False, yes=text)
    if roles & _COMPLETING:
        return _completion(tokens, roles, lexicon)
    if roles & {Role.DEGREE, Role.EFFECT}:
        return _effect(tokens, lexicon)
    return NotListed()


def _is_turned(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a negation or a number stands where the lists do not explain it."""
    return any(
        token.roles & _NEGATIVE
        or (
            Role.UNKNOWN in token.roles
            and (
                token.text.endswith(lexicon.words.ban_words)  # 零增长
                or any(letter.isdigit() or letter in lexicon.words.reversals for letter in token.text)
            )
        )
        for token in tokens
    )


def _with_verb(tokens: tuple[Token, ...], roles: frozenset[Role], lexicon: Lexicon) -> Asked:
    """A verb of effect, unless it only names what is to be done (完成宣传, 开展宣传)."""
    degree = any(Role.DEGREE in token.roles and Role.MANNER not in token.roles for token in tokens)
    if Role.DONE in roles:
        return NotListed() if degree else _completion(tokens, roles, lexicon)
    families = _families(tokens, lexicon)
    if Role.ACT in roles and not degree and not families & lexicon.progress:
        return _completion(tokens, roles, lexicon)
    if any((one, other) in lexicon.opposites for one in families for other in families):
        return NotListed()
    return _effect(tokens, lexicon)


def _completion(tokens: tuple[Token, ...], roles: frozenset[Role], lexicon: Lexicon) -> Completion:
    levels = levels_of(tuple(token for token in tokens if Role.MANNER not in token.roles), lexicon)
    return Completion(
        min(levels, default=None),
        basically=Role.BASICALLY in roles,
        in_time=Role.ON_TIME in roles,
        early=Role.EARLY in roles,
        yes="",
    )


def _effect(tokens: tuple[Token, ...], lexicon: Lexicon) -> Effect:
    levels = levels_of(tokens, lexicon)
    scale = next((token.text for token in tokens if token.roles & _TWOFOLD and Role.SCALE in token.roles), "")
    act = any({Role.VERB, Role.ACT} <= token.roles for token in tokens)
    low, high = (min(levels), max(levels)) if levels else (NO_DEGREE, NO_DEGREE)
    if not levels and _is_perhaps_degree(tokens):
        high = len(lexicon.words.degrees) - 1
    families = _families(tokens, lexicon)
    effect = any(Role.EFFECT in token.roles for token in tokens) or _speaks_of_nothing(tokens)
    progress = bool(families & lexicon.progress) if families else effect
    return Effect(families, progress, low, high, scale, act)


def _speaks_of_nothing(tokens: tuple[Token, ...]) -> bool:
    """Whether there is no object, whose verb the lists might lack (严格控制)."""
    return all(token.roles & {Role.DEGREE, Role.FILLER} for token in tokens)


def _is_perhaps_degree(tokens: tuple[Token, ...]) -> bool:
    """Whether letters nobody knows stand right before the first verb, as an adverb would (飞跃提升)."""
    first = next((index for index, token in enumerate(tokens) if Role.VERB in token.roles), 0)
    return first > 0 and Role.UNKNOWN in tokens[first - 1].roles


def _on_scale(tokens: tuple[Token, ...], lexicon: Lexicon) -> Asked:
    scales = tuple(token for token in tokens if Role.SCALE in token.roles)
    if len(scales) > 1:
        return NotListed()
    return _effect(tokens, lexicon) if Role.DEGREE in scales[0].roles else OnScale(scales[0].text)


def _ban(text: str, name: str, lexicon: Lexicon) -> Ban | None:
    if segment(text, lexicon)[0].roles & {Role.PLAIN, Role.NO_EFFECT}:
        return None
    words = lexicon.words
    start = max((word for word in words.ban_words if text.startswith(word)), key=len, default="")
    if not start:
        return None
    noun = trimmed(text.removeprefix(start), words.ban_ends, words.fillers)
    telling = {Role.VERB, Role.DONE, Role.ACT, Role.DEGREE, Role.STEADY}
    if any(token.roles & telling for token in segment(noun, lexicon, shortest=2)):
        return None
    return Ban(noun, trimmed(name, words.ban_names, ()))


def _families(tokens: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    return frozenset(lexicon.family[token.text] for token in tokens if Role.VERB in token.roles)


def _listed_words(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(token.text for token in tokens if Role.UNKNOWN not in token.roles)
