"""How the words of an answer's clause stand together: which there are, and what a negation denies."""

from dataclasses import dataclass

from scorer.scoring.lexicon import Lexicon, Role, Token

SILENT = frozenset({Role.FILLER, Role.AUXILIARY, Role.TOPIC, Role.PLAIN})
"""Roles of words that say nothing about the result."""

_HEADS = frozenset({Role.DONE, Role.ACT, Role.VERB, Role.REACHED, Role.REACHED_GOAL})
_PARTIAL = frozenset({Role.WHOLLY, Role.ON_TIME})
_BETWEEN = _PARTIAL | {Role.AUXILIARY}


@dataclass(frozen=True, slots=True)
class Negated:
    """What is denied; `partial`: only that it was all of it, or in time (未全部完成, 未按时完成)."""

    head: Token
    partial: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an answer, its words, and their roles together."""

    text: str
    tokens: tuple[Token, ...]
    roles: frozenset[Role]
    lexicon: Lexicon


def clause_of(text: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> Clause:
    """The clause that `tokens` make up."""
    return Clause(text, tokens, frozenset[Role]().union(*(token.roles for token in tokens)), lexicon)


def only(clause: Clause, allowed: frozenset[Role]) -> bool:
    """Whether every word has one of the roles allowed, or says nothing."""
    return all(token.roles & allowed or token.roles & SILENT for token in clause.tokens)


def foreign(clause: Clause, roles: frozenset[Role], given: frozenset[str]) -> bool:
    """Whether a word with one of `roles`, and not said to be 完成 or the like, is none of `given`."""
    return any(
        token.roles & roles and Role.DONE not in token.roles and token.text not in given
        for token in clause.tokens
    )


def negated(clause: Clause) -> Negated | None:
    """What the clause's only negation denies; None where another word comes between, or there are more."""
    places = [index for index, token in enumerate(clause.tokens) if Role.NEGATION in token.roles]
    if len(places) != 1:
        return None
    after = clause.tokens[places[0] + 1 :]
    index = next((index for index, token in enumerate(after) if not token.roles & _BETWEEN), None)
    if index is None or not after[index].roles & _HEADS:
        return None
    others = (*after[:index], *after[index + 1 :])
    return Negated(after[index], partial=any(token.roles & _PARTIAL for token in others))
