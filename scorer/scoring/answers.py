"""What one clause of an answer is worth against one clause of a judged target."""

from typing import assert_never

from scorer.scoring.completion_answers import completed
from scorer.scoring.effect_answers import effected, kept_level, on_scale
from scorer.scoring.lexicon import Lexicon, Role, Token, segment, without_fillers
from scorer.scoring.shapes import SILENT, Clause, clause_of, foreign, negated, only
from scorer.scoring.target_clauses import (
    Ban,
    Completion,
    Effect,
    NotListed,
    OnScale,
    Steady,
    TargetClause,
    trimmed,
)
from scorer.scoring.verdict import ASK, Found, Undecided, Verdict, Worth

_TIER_WORDING = frozenset(
    {
        Role.WHOLLY,
        Role.ON_TIME,
        Role.MANNER,
        Role.GOAL,
        Role.EFFECT,
        Role.BASICALLY,
        Role.PARTLY,
        Role.NEGATION,
        Role.REACHED,
        Role.REACHED_GOAL,
    }
)
_ACTS = frozenset({Role.VERB, Role.ACT})
_REACHING = frozenset({Role.REACHED, Role.REACHED_GOAL})
_UNSURE = frozenset({Role.DOUBT, Role.REVERSAL})
_SPOKEN = frozenset({Role.TOPIC, Role.FILLER, Role.EFFECT, Role.ACT, Role.VERB})
_HEADS = frozenset({Role.DONE, Role.ACT, Role.VERB, Role.REACHED})


def verdict(target: TargetClause, answer: str, lexicon: Lexicon) -> Verdict:
    """What the answer's clause is worth against the target's, if listed words cover it whole."""
    if without_fillers(answer, lexicon) == target.bare != "":
        return Found(Worth.ACHIEVED)
    if isinstance(target.asked, Ban) and _keeps(target.asked, answer, lexicon):
        return Found(Worth.ACHIEVED)
    clause = clause_of(answer, segment(answer, lexicon, target.topics), lexicon)
    reason = _left_open(clause, target)
    if reason:
        return Undecided(f"{reason}，{ASK}")
    if _repeats(target, clause):
        return Found(Worth.ACHIEVED)
    found = _tier_wording(clause, target.given) or _against(target, clause)
    return found or Undecided(f"按词表看不出“{answer}”对指标值“{target.text}”属哪一档，{ASK}")


def _against(target: TargetClause, clause: Clause) -> Found | None:
    worth: Worth | None
    match target.asked:
        case Effect() as asked:
            return effected(asked, target, clause)
        case Completion() as asked:
            worth = completed(asked, target, clause)
        case OnScale(word):
            worth = on_scale(word, clause)
        case Steady() as asked:
            worth = kept_level(asked, target, clause)
        case Ban() | NotListed():
            worth = None
        case _:
            assert_never(target.asked)
    return None if worth is None else Found(worth)


def _left_open(clause: Clause, target: TargetClause) -> str:
    """Why the clause cannot be graded whatever was asked for; "" if it can."""
    unknown = [token.text for token in clause.tokens if _is_unknown(token, target)]
    if unknown:
        return f"“{clause.text}”中的“{'”“'.join(unknown)}”不在评分词表内"
    for token in clause.tokens:
        if token.roles & _UNSURE and Role.NONE not in token.roles:
            return f"“{clause.text}”中的“{token.text}”使结果不确定"
    if _is_demanded(clause):
        return f"“{clause.text}”说的是要求，看不出结果"
    unsaid = _unsaid(clause, target)
    return f"“{clause.text}”没有说到“{unsaid}”" if unsaid else ""


def _is_unknown(token: Token, target: TargetClause) -> bool:
    """Whether the lists do not know it; 未成年人 and the like are known where the target speaks of them."""
    return Role.UNKNOWN in token.roles or (Role.PLAIN in token.roles and token.text not in target.topics)


def _is_demanded(clause: Clause) -> bool:
    """Whether a verb comes after a word that merely demands it (要求完成)."""
    demand = next((i for i, token in enumerate(clause.tokens) if Role.OBLIGATION in token.roles), None)
    return demand is not None and any(token.roles & _HEADS for token in clause.tokens[demand:])


def _unsaid(clause: Clause, target: TargetClause) -> str:
    """What the target joins to an object that the clause names, and the clause leaves out; "" if nothing."""
    objects = [token.text for token in clause.tokens if Role.TOPIC in token.roles]
    named = objects + [token.text for token in clause.tokens if token.text in target.sides]
    if any(_share(example, word) for example in target.examples for word in named):
        wanted = target.sides + target.examples
    elif any(_share(side, word) for side in target.sides for word in named):
        wanted = target.sides
    else:
        return ""
    spoken = [token.text for token in clause.tokens if token.roles & _SPOKEN]
    return next((side for side in wanted if not any(_share(side, word) for word in spoken)), "")


def _repeats(target: TargetClause, clause: Clause) -> bool:
    """Whether it is the target's clause with its object before or behind it (资金使用安全 for 安全)."""
    for rest in (clause.text.removesuffix(target.text), clause.text.removeprefix(target.text)):
        if rest != clause.text:
            tokens = segment(rest, clause.lexicon, target.topics)
            return all(
                token.roles & SILENT or (token.roles & _ACTS and token.text in target.given)
                for token in tokens
            )
    return False


def _share(side: str, word: str) -> bool:
    return any(side[start : start + 2] in word for start in range(len(side) - 1))


def _tier_wording(clause: Clause, given: frozenset[str]) -> Found | None:
    """An answer that speaks of the target as reached or not; None for any other."""
    roles = clause.roles
    if Role.REACHED not in roles and not roles >= {Role.REACHED_GOAL, Role.GOAL}:
        return None
    if not only(clause, _TIER_WORDING | _ACTS) or foreign(clause, _ACTS, given):
        return None
    qualified = roles & {Role.BASICALLY, Role.PARTLY, Role.NEGATION}
    if not qualified:
        return Found(Worth.ACHIEVED, general=True)
    if qualified == {Role.BASICALLY}:
        return Found(Worth.BASICALLY, general=True)
    if qualified == {Role.PARTLY}:
        return Found(Worth.PARTLY, general=True)
    denied = negated(clause)
    if qualified != {Role.NEGATION} or denied is None or denied.head.roles.isdisjoint(_REACHING):
        return None
    return Found(Worth.PARTLY if denied.partial else Worth.MISSED, general=True)


def tells_no_burden(answer: str, lexicon: Lexicon) -> bool:
    """Whether it says only that something bad did not happen (无投诉)."""
    words = lexicon.words
    return _absent(answer, lexicon) in {*words.burdens, *words.lower_is_better}


def _absent(answer: str, lexicon: Lexicon) -> str | None:
    """What the answer says did not happen, "" if it does not say what; None where it says no such thing."""
    words = lexicon.words
    said = trimmed(answer, (), words.fillers)
    for kept in sorted(words.ban_kept, key=len, reverse=True):
        if said.startswith(kept) or said.endswith(kept):
            rest = said.removeprefix(kept) if said.startswith(kept) else said.removesuffix(kept)
            return trimmed(rest, words.ban_ends, words.fillers)
    return None


def _keeps(ban: Ban, answer: str, lexicon: Lexicon) -> bool:
    """Whether the answer says that the very thing did not happen, or anything of its kind."""
    noun = _absent(answer, lexicon)
    if not noun:
        return noun == ""
    whole = ban.noun or ban.named
    joined = any(word in whole for word in lexicon.words.conjunctions)
    return noun == whole or (not joined and len(noun) > 1 and whole.endswith(noun))
