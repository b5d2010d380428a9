"""What an answer is worth where something was to be done (按时完成, 严格执行相关制度规定)."""

from scorer.scoring.lexicon import Role
from scorer.scoring.shapes import Clause, foreign, negated, only
from scorer.scoring.target_clauses import NO_DEGREE, Completion, TargetClause, levels_of
from scorer.scoring.verdict import Worth

_ACTS = frozenset({Role.ACT, Role.VERB})
_MANNERS = frozenset({Role.WHOLLY, Role.ON_TIME, Role.MANNER})
_QUALIFIED = frozenset({Role.BASICALLY, Role.PARTLY, Role.LATE})
_WORDING = _ACTS | _MANNERS | _QUALIFIED | {Role.DONE, Role.DEGREE, Role.REACHED, Role.EFFECT}
_NOT_DONE = _ACTS | {Role.NEGATION, Role.WHOLLY, Role.NEVER_BEGUN}
_NOT_WHOLLY_DONE = _ACTS | {Role.NEGATION, Role.WHOLLY, Role.ON_TIME, Role.DONE}


def is_not_done(clause: Clause, given: frozenset[str]) -> bool:
    """Whether it was cancelled or never done: nothing, whatever was to be done or effected."""
    if Role.NONE in clause.roles:
        return only(clause, frozenset({Role.NONE, Role.WHOLLY}))
    denied = negated(clause)
    if denied is None or denied.partial or Role.NEVER_BEGUN not in denied.head.roles:
        return False
    return only(clause, _NOT_DONE) and not foreign(clause, _ACTS, given | {denied.head.text})


def completed(asked: Completion, target: TargetClause, clause: Clause) -> Worth | None:
    """The worth of an answer to what was to be done; None where the words do not tell."""
    if asked.yes or Role.YES in clause.roles:
        return _yes(asked, clause)
    if is_not_done(clause, target.given):
        return Worth.NOTHING
    if foreign(clause, _ACTS | {Role.EFFECT}, target.given):
        return None
    if Role.ZERO in clause.roles:
        return Worth.NOTHING if only(clause, _ACTS | {Role.ZERO}) else None
    if Role.NEGATION in clause.roles:
        return _not_completed(clause)
    if not only(clause, _WORDING) or not _has_head(asked, target, clause):
        return None
    return _qualified(asked, clause)


def _yes(asked: Completion, clause: Clause) -> Worth | None:
    """是 for whatever was to be done, and the denials of 是 and 有."""
    yes = clause.lexicon.words.completion_yes[0]
    said = "".join(token.text for token in clause.tokens if Role.FILLER not in token.roles)
    if asked.yes in {"", yes} and said == yes:
        return Worth.ACHIEVED
    denied = Role.NONE if asked.yes == yes else Role.NEGATION
    return Worth.NOTHING if len(clause.tokens) == 1 and denied in clause.roles else None


def _not_completed(clause: Clause) -> Worth | None:
    denied = negated(clause)
    if denied is None or not only(clause, _NOT_WHOLLY_DONE):
        return None
    heads = [token for token in clause.tokens if Role.DONE in token.roles]
    if heads and heads != [denied.head]:
        return None
    return Worth.PARTLY if denied.partial else Worth.NOTHING


def _has_head(asked: Completion, target: TargetClause, clause: Clause) -> bool:
    """Whether the clause says that something was done, and not merely how or what."""
    if Role.DONE in clause.roles:
        return True
    acts = {token.text for token in clause.tokens if token.roles & _ACTS}
    if acts:
        return bool(acts & target.own) or bool(clause.roles & _MANNERS)
    return asked.in_time and Role.ON_TIME in clause.roles


def _qualified(asked: Completion, clause: Clause) -> Worth | None:
    """The worth of what was done, by the words that limit it."""
    qualified = clause.roles & _QUALIFIED
    if Role.LATE in qualified and not clause.roles & {Role.DONE, Role.ACT}:
        return None
    if len(qualified) > 1:
        return None
    if Role.LATE in qualified or Role.PARTLY in qualified:
        return Worth.PARTLY
    if Role.BASICALLY in qualified:
        return Worth.ACHIEVED if asked.basically else Worth.BASICALLY
    if asked.early and Role.EARLY not in clause.roles:
        return None
    return _by_degree(asked, clause)


def _by_degree(asked: Completion, clause: Clause) -> Worth | None:
    """严格执行 against 较好执行; a degree after 完成 (完成较好) does not say that all was done."""
    tokens = tuple(token for token in clause.tokens if Role.MANNER not in token.roles)
    levels = levels_of(tokens, clause.lexicon)
    wanted = NO_DEGREE if asked.level is None else asked.level
    if not levels:
        return Worth.ACHIEVED if Role.DONE in clause.roles or wanted <= NO_DEGREE else None
    after = [index for index, token in enumerate(tokens) if Role.DONE in token.roles]
    degrees = [index for index, token in enumerate(tokens) if Role.DEGREE in token.roles]
    if after and min(after) < max(degrees):
        return None
    if min(levels) >= wanted and (min(levels) > NO_DEGREE or asked.level is not None):
        return Worth.ACHIEVED
    return Worth.PARTLY if not after and min(levels) > NO_DEGREE else None
