"""What the wording of an answer to a judged target is worth: covered whole by listed words, or asked."""

from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from scorer.model.project import Tier
from scorer.scoring.answers import tells_no_burden, verdict
from scorer.scoring.lexicon import Lexicon, clauses_of, lexicon_of
from scorer.scoring.target_clauses import (
    NO_DEGREE,
    Completion,
    Effect,
    TargetClause,
    split_list,
    target_clauses,
)
from scorer.scoring.verdict import ASK, Found, Undecided, Verdict, Worth
from scorer.scoring.words import Words

__all__ = ["ClauseGrade", "Graded", "Undecided", "Worth", "grade"]


@dataclass(frozen=True, slots=True)
class ClauseGrade:
    """What a clause of the target is worth, and the clause of the answer that decided it."""

    target: str
    answer: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class Graded:
    """What the whole answer is worth: its worst clause. `copied`: it merely repeats the target."""

    worth: Worth
    clauses: tuple[ClauseGrade, ...]
    copied: bool = False

    @property
    def tier(self) -> Tier:
        """The tier that the worth belongs to."""
        match self.worth:
            case Worth.ACHIEVED | Worth.BASICALLY | Worth.SECOND_OF_SCALE:
                return Tier.ACHIEVED
            case Worth.PARTLY:
                return Tier.PARTLY
            case Worth.MISSED | Worth.NOTHING:
                return Tier.MISSED
            case _:
                assert_never(self.worth)


_LONGEST = 200
_ORDER = tuple(Worth)
_GOOD = (Found(Worth.ACHIEVED), Found(Worth.ACHIEVED, general=True))
# What an answer may say besides answering: that something was done, or had some effect.
_HARMLESS = (
    Completion(None, basically=False, in_time=True, early=False, yes=""),
    Effect(frozenset(), progress=True, low=NO_DEGREE, high=NO_DEGREE, scale="", act=False),
)


@lru_cache(maxsize=65536)
def grade(target: str, name: str, actual: str, words: Words) -> Graded | Undecided:
    """What `actual` is worth for the judged `target` of the indicator `name`.

    Graded only where listed words, and words of the target or the name, cover every clause of the
    answer; whatever is not known must neither raise nor lower a score. Never raises.
    """
    answers, wanted = clauses_of(actual), clauses_of(target)
    if not answers or not wanted:
        return Undecided(f"指标值或实际完成情况没有文字，{ASK}")
    if answers == wanted:
        return Graded(Worth.ACHIEVED, (_whole(wanted, answers, Worth.ACHIEVED),), copied=True)
    if max(len(actual), len(target), len(name)) > _LONGEST:
        return Undecided(f"文字超过{_LONGEST}字，不按词表评分，{ASK}")
    for listed, worth in ((words.tier_partly, Worth.PARTLY), (words.tier_missed, Worth.MISSED)):
        if "".join(answers) in listed:
            return Graded(worth, (_whole(wanted, answers, worth),))
    return _by_clauses(target_clauses(target, name, words), answers, words)


def _whole(wanted: tuple[str, ...], answers: tuple[str, ...], worth: Worth) -> ClauseGrade:
    return ClauseGrade("，".join(wanted), "，".join(answers), worth)


def _by_clauses(
    wanted: tuple[TargetClause, ...], answers: tuple[str, ...], words: Words
) -> Graded | Undecided:
    """Each clause of the target needs its answer, and the worst decides; nothing said may stay unknown."""
    lexicon = lexicon_of(words)
    said = tuple(part for answer in answers for part in split_list(answer, lexicon))
    table = tuple(tuple(verdict(clause, part, lexicon) for part in said) for clause in wanted)
    for part, column in zip(said, zip(*table, strict=True), strict=True):
        unclear = [found for found in column if isinstance(found, Undecided)]
        if len(unclear) == len(column) and (len(said) == 1 or not _is_harmless(part, wanted, lexicon)):
            return unclear[0]
    grades: list[ClauseGrade] = []
    for clause, row in zip(wanted, table, strict=True):
        decided = _clause_grade(clause, row, said, table)
        if isinstance(decided, Undecided):
            return decided
        grades.append(decided)
    return Graded(max((one.worth for one in grades), key=_ORDER.index), tuple(grades))


def _clause_grade(
    clause: TargetClause,
    row: tuple[Verdict, ...],
    said: tuple[str, ...],
    table: tuple[tuple[Verdict, ...], ...],
) -> ClauseGrade | Undecided:
    """The grade of one clause of the target, if all that answers it agrees."""
    found = [(part, one, index) for index, (part, one) in enumerate(zip(said, row, strict=True))]
    known = [(part, one, index) for part, one, index in found if isinstance(one, Found)]
    if not known:
        return Undecided(f"指标值中的“{clause.text}”没有对应的完成情况，{ASK}")
    specific = [one for one in known if not one[1].general]
    counted = [one for one in known if not (specific and one[1].general and _is_needed(one[2], table))]
    if len({one.worth for _, one, _ in counted}) > 1:
        return Undecided(f"“{'”与“'.join(part for part, _, _ in counted)}”对“{clause.text}”说法不一，{ASK}")
    part, one, _ = (specific or counted)[0]
    return ClauseGrade(clause.text, part, one.worth)


def _is_needed(index: int, table: tuple[tuple[Verdict, ...], ...]) -> bool:
    """Whether a clause of the target has only general answers, of which this is one."""
    return any(
        isinstance(other[index], Found)
        and not any(isinstance(one, Found) and not one.general for one in other)
        for other in table
    )


def _is_harmless(part: str, wanted: tuple[TargetClause, ...], lexicon: Lexicon) -> bool:
    """Whether a clause that answers nothing asked for says something good that is wholly known."""
    given = frozenset[str]().union(*(clause.given for clause in wanted))
    topics = "\0".join(clause.topics for clause in wanted)
    burden = any(clause.burden for clause in wanted)
    return tells_no_burden(part, lexicon) or any(
        verdict(TargetClause("", "", asked, given, given, topics, (), (), burden), part, lexicon) in _GOOD
        for asked in _HARMLESS
    )
