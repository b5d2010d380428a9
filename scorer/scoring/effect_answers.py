"""What an answer is worth where something was to change, keep its level or stand on a scale."""

from scorer.scoring.completion_answers import completed, is_not_done
from scorer.scoring.lexicon import Role
from scorer.scoring.shapes import Clause, foreign, negated, only
from scorer.scoring.target_clauses import (
    NO_DEGREE,
    Completion,
    Effect,
    Steady,
    TargetClause,
    has_burden,
    levels_of,
)
from scorer.scoring.verdict import Found, Worth

_WORDING = frozenset(
    {Role.WHOLLY, Role.VERB, Role.EFFECT, Role.HAVING, Role.DEGREE, Role.LOWEST, Role.REACHED}
)
_GIVEN = frozenset({Role.ACT, Role.ON_TIME, Role.MANNER})
_DENIED = _GIVEN | {Role.VERB, Role.EFFECT, Role.NEGATION}
_SCALE = frozenset({Role.SCALE, Role.EFFECT})
_STEADY = frozenset({Role.STEADY, Role.KEPT, Role.DEGREE, Role.ACT, Role.VERB})
_ANYHOW = Completion(None, basically=False, in_time=False, early=False, yes="")


def effected(asked: Effect, target: TargetClause, clause: Clause) -> Found | None:
    """The worth of an answer to a target of effect; None where the words do not tell."""
    if is_not_done(clause, target.given):
        return Found(Worth.NOTHING)
    if Role.NO_EFFECT in clause.roles:
        return Found(Worth.NOTHING) if only(clause, frozenset({Role.NO_EFFECT})) else None
    if Role.NEGATION in clause.roles:
        return _found(_denied(asked, target, clause))
    placed = on_scale(asked.scale, clause)
    if placed is not None:
        return Found(placed)
    if asked.act and Role.DONE in clause.roles:
        return _found(completed(_ANYHOW, target, clause))
    if not only(clause, _WORDING | _GIVEN) or _says_more(clause, target.given):
        return None
    if any(
        token.text in clause.lexicon.words.ambivalent and token.text not in target.topics
        for token in clause.tokens
    ):
        return None
    return _by_theme(asked, target, clause)


def on_scale(wanted: str, clause: Clause) -> Worth | None:
    """The worth of a place on the scale on which `wanted` stands; None where they share none."""
    said = [token.text for token in clause.tokens if Role.SCALE in token.roles]
    if len(said) != 1 or not only(clause, _SCALE):
        return None
    for scale in clause.lexicon.scales:
        if wanted in scale and said[0] in scale:
            below = (Worth.ACHIEVED, Worth.SECOND_OF_SCALE, Worth.PARTLY, Worth.MISSED)
            return Worth.ACHIEVED if scale[said[0]] <= scale[wanted] else below[scale[said[0]]]
    return None


def kept_level(asked: Steady, target: TargetClause, clause: Clause) -> Worth | None:
    """The worth of an answer to 保持稳定 or 保持良好; None where the words do not tell."""
    if is_not_done(clause, target.given):
        return Worth.NOTHING
    if not only(clause, _STEADY) or foreign(clause, frozenset({Role.ACT, Role.VERB}), target.given):
        return None
    levels = levels_of(clause.tokens, clause.lexicon)
    if not levels:
        return Worth.ACHIEVED if Role.KEPT in clause.roles else None
    if asked.level is None:
        return Worth.ACHIEVED if Role.STEADY in clause.roles and min(levels) >= NO_DEGREE else None
    return _on_ladder((asked.level,), levels)


def _found(worth: Worth | None) -> Found | None:
    return None if worth is None else Found(worth)


def _says_more(clause: Clause, given: frozenset[str]) -> bool:
    """Whether it speaks of something done that neither the target nor the name speaks of.

    开展宣传 says no more than 宣传.
    """
    light = {Role.DEGREE, Role.VERB} | ({Role.NEVER_BEGUN} if Role.VERB in clause.roles else set())
    return any(
        token.roles & _GIVEN and not token.roles & light and token.text not in given
        for token in clause.tokens
    )


def _by_theme(asked: Effect, target: TargetClause, clause: Clause) -> Found | None:
    said = _families(clause)
    if not said:
        worth = _by_level(asked, clause) if _is_statement(clause) else None
        return None if worth is None else Found(worth, general=True)
    wanted = _wanted(asked, target, clause)
    opposed = _opposed(asked.families, said, clause)
    if opposed:
        alone = opposed == said and not _opposed(said, said, clause) and Role.LOWEST not in clause.roles
        return Found(Worth.NOTHING) if alone else None
    if not _is_theme(wanted, target, clause) or (not asked.families and _only_names(clause, target)):
        return None
    worth = _by_level(asked, clause)
    return None if worth is None else Found(worth, general=not asked.families)


def _wanted(asked: Effect, target: TargetClause, clause: Clause) -> frozenset[int]:
    """The families that answer the target: its own, and of progress all unless a burden is spoken of."""
    progress = clause.lexicon.progress
    burden = target.burden or has_burden(clause.text, clause.lexicon.words)
    return asked.families | progress if asked.progress and not burden else asked.families


def _opposed(wanted: frozenset[int], said: frozenset[int], clause: Clause) -> frozenset[int]:
    """Those of `said` that are the opposite of one of `wanted`."""
    opposites = clause.lexicon.opposites
    return frozenset(one for one in said for other in wanted if (one, other) in opposites)


def _is_theme(wanted: frozenset[int], target: TargetClause, clause: Clause) -> bool:
    """Whether a verb is of the families wanted, and any other is the name's or tells progress."""
    if not _families(clause) & wanted:
        return False
    lexicon = clause.lexicon
    aside = lexicon.progress if not target.burden else frozenset[int]()
    return all(
        lexicon.family[token.text] in wanted | aside or token.text in target.given
        for token in clause.tokens
        if Role.VERB in token.roles
    )


def _only_names(clause: Clause, target: TargetClause) -> bool:
    """Whether its verbs are but the name's own, and no degree says what became of it (制度健全)."""
    verbs = {token.text for token in clause.tokens if Role.VERB in token.roles}
    return verbs <= target.given and Role.DEGREE not in clause.roles


def _is_statement(clause: Clause) -> bool:
    """Whether a clause without a verb says something: 效果明显, 取得成效, 较好; not 效果, 持续."""
    if Role.EFFECT in clause.roles:
        return bool(clause.roles & {Role.DEGREE, Role.LOWEST, Role.HAVING})
    strong = any(level > NO_DEGREE for level in levels_of(clause.tokens, clause.lexicon))
    return strong or bool(clause.roles & {Role.LOWEST, Role.SCALE})


def _by_level(asked: Effect, clause: Clause) -> Worth | None:
    levels = levels_of(clause.tokens, clause.lexicon)
    if Role.LOWEST in clause.roles:
        return None if levels else _on_ladder((asked.low, asked.high), (0,))
    return _on_ladder((asked.low, asked.high), levels or (NO_DEGREE,))


def _on_ladder(wanted: tuple[int, ...], said: tuple[int, ...]) -> Worth | None:
    """The worth of a degree against another, if every level that they may stand for gives the same."""
    worths = {_step(one, other) for one in wanted for other in (min(said), max(said))}
    return worths.pop() if len(worths) == 1 else None


def _step(wanted: int, said: int) -> Worth:
    if said >= wanted:
        return Worth.ACHIEVED
    return Worth.PARTLY if said >= min(wanted - 1, NO_DEGREE) else Worth.MISSED


def _denied(asked: Effect, target: TargetClause, clause: Clause) -> Worth | None:
    """没有提升, 影响未扩大: nothing. With a degree (没有明显提升) it may still be something."""
    denied = negated(clause)
    if denied is None or denied.partial or Role.VERB not in denied.head.roles:
        return None
    others = frozenset({Role.VERB}) | _GIVEN
    if not only(clause, _DENIED) or foreign(clause, others, target.given | {denied.head.text}):
        return None
    wanted = asked.families or _wanted(asked, target, clause)
    return Worth.NOTHING if clause.lexicon.family[denied.head.text] in wanted else None


def _families(clause: Clause) -> frozenset[int]:
    return frozenset(clause.lexicon.family[token.text] for token in clause.tokens if Role.VERB in token.roles)
