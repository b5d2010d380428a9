"""Several copies read together: what they agree on is recorded once, where they disagree it is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.notation.characters import shown
from scorer.workflow.given import Given
from scorer.workflow.handed_out import Subject
from scorer.workflow.recording import Addressed

_Key = tuple[int, int | None, Field]
SubjectOf = Callable[[int, int | None], Subject]
"""Gives what the project and line of these numbers are about."""


@dataclass(frozen=True, slots=True)
class Together:
    """What all copies give, and what is wrong with it; `doubtful` are rows whose fields a later one repeats."""

    addressed: tuple[Addressed, ...]
    problems: tuple[Problem, ...]
    doubtful: tuple[Addressed, ...]


def put_together(addressed: Iterable[Addressed], subject_of: SubjectOf) -> Together:
    """Join what was given for each line and field: once where documents agree, not at all where they do not.

    Two rows of one document that give the same field are refused, whatever they say.
    """
    all_of_it = tuple(addressed)
    groups: dict[_Key, list[tuple[Addressed, Given]]] = {}
    for one in all_of_it:
        for value in one.given:
            groups.setdefault((one.project, one.line, value.field), []).append((one, value))
    left_out: set[int] = set()
    problems: list[Problem] = []
    doubtful: list[Addressed] = []
    for key, group in groups.items():
        if len(group) == 1 or key[2] is Field.EVIDENCE:  # pieces of evidence stand beside each other
            continue
        for earlier, again in _repeated(group):
            problems.append(_given_again(again[0], earlier[1], again[1]))
            doubtful.append(earlier[0])
        others = tuple(_of_other_documents(group))
        subject = subject_of(key[0], key[1]) if others else None
        if subject is not None:
            first = group[0][1]
            differing = [value for value in others if not subject.says(key[2], first.text, value.text)]
            problems += (_disagreement(subject, first, value) for value in differing)
            left_out |= {id(value) for value in others} | ({id(first)} if differing else set())
    kept = (_without(one, left_out) for one in all_of_it)
    return Together(tuple(one for one in kept if one.given), tuple(problems), tuple(doubtful))


def _repeated(
    group: list[tuple[Addressed, Given]],
) -> Iterator[tuple[tuple[Addressed, Given], tuple[Addressed, Given]]]:
    """The rows of one document that give what an earlier row of it gave, each with that row."""
    firsts: dict[str, tuple[Addressed, Given]] = {}
    for one in group:
        first = firsts.setdefault(_document(one[1]), one)
        if first is not one:
            yield first, one


def _of_other_documents(group: list[tuple[Addressed, Given]]) -> Iterator[Given]:
    """The first value of each document but the first."""
    seen = {_document(group[0][1])}
    for _, value in group:
        if _document(value) not in seen:
            seen.add(_document(value))
            yield value


def _document(value: Given) -> str:
    return value.source.document if value.source else ""


def _without(one: Addressed, left_out: set[int]) -> Addressed:
    given = tuple(value for value in one.given if id(value) not in left_out)
    return one if len(given) == len(one.given) else replace(one, given=given)


def _disagreement(subject: Subject, first: Given, other: Given) -> Problem:
    """Two documents that give different values; both places are shown, and what the record has."""
    place = first.source.place if first.source else ""
    now = subject.facts().get(other.field, "")
    recorded = f"；记录库里现在是“{shown(now)}”{subject.recorded_by(other.field)}" if now else ""
    message = (
        f"{subject.name(other.field)}：这里填“{shown(other.text)}”，"
        f"而{place}填“{shown(first.text)}”{recorded}"
    )
    return Problem(Code.CONFLICT, message, subject.way_out(other.field), other.source)


def _given_again(one: Addressed, first: Given, again: Given) -> Problem:
    """Both places are shown."""
    place = first.source.place if first.source else ""
    subject = f"项目{one.project} 指标{one.line or 0} {FIELDS[again.field].heading}"
    hint = "请删去其中一行；Excel会把3.10改成3.1，指标号请只填项目内的序号"
    return Problem(Code.SAME_FIELD_TWICE, f"与{place}填的是同一项（{subject}）", hint, again.source)
