"""Reasons: whether causes and remedies are there and say something (R01, R02, R03, R04, R05)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorer.audit.check import Case, Context, Doubt, Row
from scorer.audit.check_rules import CheckRules
from scorer.audit.presence import source_of
from scorer.audit.texts import has, pairs, says_nothing, tells_number
from scorer.model.finding import Subject
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.notation.characters import shown
from scorer.notation.names import comparable
from scorer.scoring.attainment import FULL, Flag
from scorer.scoring.comparison import Graded, Origin
from scorer.scoring.outcome import AssessedLine, NotApplicable, Scored
from scorer.scoring.wording import Undecided, grade
from scorer.scoring.worth import graded_worth

_PEOPLE = "人"


def reason_missing(case: Case) -> Iterator[Doubt]:
    """R01: what fell short has its cause and its remedy."""
    for line in _standing(case):
        if not (line.cause_required or line.remedy_required):
            continue
        absent = [
            what
            for what, required, given in (
                ("偏差原因", line.cause_required, line.cause),
                ("改进措施", line.remedy_required, line.remedy),
            )
            if required and given is None
        ]
        if absent:
            number = f"{case.project.number} {line.number}" if line.number else f"{case.project.number}"
            options = " ".join("--cause 原因" if what == "偏差原因" else "--remedy 措施" for what in absent)
            sentence = f"没有写{'和'.join(absent)}"
            remedy = f"请填写：scorer record-actual {number} {options}"
            yield Doubt(sentence, remedy, tuple(absent), _place(case, line), line.number)


def contradiction(case: Case, row: Row) -> Iterator[Doubt]:
    """R02: words and score say the same: no full mark beside 未完成, no tier against the actual's words."""
    outcome, cause = row.line.outcome, row.indicator.cause
    if not isinstance(outcome, Scored) or row.indicator.actual is None:
        return
    actual = row.indicator.actual.text.strip()
    # Why so much was done may well be that last year's was put off.
    far_above = outcome.attainment.flag is Flag.FAR_ABOVE
    not_done = cause is not None and not far_above and has(cause.value, case.rules.words.not_done)
    if cause is not None and not_done and outcome.attainment.share == FULL:
        sentence = f"得了满分，偏差原因却写“{shown(cause.value)}”"
        facts = (cause.value, actual)
        yield Doubt(sentence, "请核对实际完成值和原因", facts, _of(cause, row), row.indicator.number)
    graded = outcome.comparison
    if not isinstance(graded, Graded) or graded.origin is not Origin.PERSON:
        return
    rules = case.assessment.rules
    worded = grade(row.indicator.target.text, row.name, row.indicator.actual.text, rules.words)
    if isinstance(worded, Undecided):
        return
    tier = graded_worth(worded.worth, rules).tier
    if tier is not graded.tier:
        sentence = f"实际“{shown(actual)}”按文字是{tier}，档次却评为{graded.tier}"
        facts = (actual, graded.tier)
        yield Doubt(
            sentence, "请核对档次，或改写实际完成情况", facts, row.actual_source, row.indicator.number
        )


def empty_words(case: Case) -> Iterator[Doubt]:
    """R03: a required reason says something: more than a phrase, or a number."""
    for line in _standing(case):
        for what, text in _owed(line):
            if says_nothing(text.value, case.rules):
                sentence = f"{what}“{shown(text.value)}”没有说明具体情况"
                remedy = f"请写明是什么事、多少数、什么时候，{case.rules.limits.short_reason}个字以上"
                place = source_of(text) or _place(case, line)
                yield Doubt(sentence, remedy, (what, text.value), place, line.number)


def beside_the_point(case: Case, row: Row) -> Iterator[Doubt]:
    """R05: a required cause names what the indicator is about, or a number."""
    cause = row.line.cause
    if cause is None or not row.line.cause_required or says_nothing(cause.value, case.rules):
        return
    of_people = _PEOPLE in row.name + row.target_text and _PEOPLE in cause.value
    if tells_number(cause.value) or of_people:
        return
    about = pairs(row.name) | pairs(row.indicator.description) | pairs(row.target_text)
    if about & pairs(cause.value):
        return
    sentence = f"偏差原因“{shown(cause.value)}”没有提到“{shown(row.name)}”，也没有数字"
    facts = (cause.value, row.name)
    yield Doubt(sentence, "请写明这项指标为什么有偏差", facts, _of(cause, row), row.indicator.number)


@dataclass(frozen=True, slots=True)
class Given:
    """A required cause and where it was given."""

    organisation: str
    project: int
    line: int
    text: str
    source: Source | None


def causes(case: Case) -> Iterator[Given]:
    """What R04 notes: the required causes."""
    organisation = case.project.organisation.name
    for line in _standing(case):
        if line.cause is not None and line.cause_required:
            yield Given(organisation, case.project.number, line.number, line.cause.value, line.cause.source)


def same_cause(noted: Iterable[Given], rules: CheckRules, _: Context) -> Iterator[Doubt]:
    """R04: not everything has one cause."""
    found: dict[tuple[str, str], list[Given]] = {}
    for each in noted:
        found.setdefault((each.organisation, comparable(each.text)), []).append(each)
    for given in found.values():
        if len(given) < rules.limits.same_cause:
            continue
        numbers = "、".join(f"{each.project}.{each.line}" for each in given[:6])
        more = f"等{len(given)}项" if len(given) > 6 else ""
        sentence = f"{len(given)}项指标的偏差原因都是“{shown(given[0].text)}”：{numbers}{more}"
        facts = (given[0].text, *(f"{each.project}.{each.line}" for each in given))
        sources = tuple(each.source for each in given if each.source is not None)
        remedy = "请分别写明各项的具体原因"
        also = tuple(Subject(each.project, each.line) for each in given)
        yield Doubt(sentence, remedy, facts, sources, project=given[0].project, also=also)


def _standing(case: Case) -> Iterator[AssessedLine]:
    """The lines that count, budget execution first."""
    if not isinstance(case.execution.outcome, NotApplicable):
        yield case.execution
    for row in case.rows:
        yield row.line


def _owed(line: AssessedLine) -> Iterator[tuple[str, Recorded[str]]]:
    if line.cause_required and line.cause is not None:
        yield "偏差原因", line.cause
    if line.remedy_required and line.remedy is not None:
        yield "改进措施", line.remedy


def _place(case: Case, line: AssessedLine) -> tuple[Source, ...]:
    if line.indicator is None:
        return source_of(case.project.budget.executed) or case.place
    return source_of(line.indicator.actual) or source_of(line.indicator.target)


def _of(text: Recorded[str], row: Row) -> tuple[Source, ...]:
    return source_of(text) or row.actual_source
