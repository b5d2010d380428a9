"""Filled forms (绩效自评表): whether a document is read as one, and what the law doubts of what it says."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from scorer.model.entry import Organisation
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused, Severity, refusals
from scorer.model.project import Indicator, Recorded
from scorer.model.source import Source
from scorer.reading.paper import Paper
from scorer.reading.targets import TargetReading, read_targets
from scorer.scoring.entry import check_budget, check_line
from scorer.scoring.outcome import Assessment
from scorer.workflow.desk import Desk

Ask = Callable[[str], bool | None]
"""Whether the document of that name, which may be read as both, is taken as a filled form; None: no answer."""

_MAY_BE_LEFT_OUT = frozenset({Field.TABLE_POINTS, Field.GOALS})
_NOT_TARGETS = frozenset({Code.NO_TARGET_TABLE, Code.HEADER_MISSING})


def read_as_wanted(
    desk: Desk, paper: Paper, *, filled: bool | None, ask: Ask | None = None
) -> tuple[TargetReading, bool]:
    """The document as a filled form (then True), or only its targets; `filled` is None where it was not said.

    Refused where the document may be either, and neither that nor `ask` says which.
    """
    if filled:
        return _read_filled(desk, paper), True
    reading = read_targets(paper, desk.year)
    if filled is not None:
        return reading, False
    if reading.filled:
        answer = ask(paper.document.name) if ask else None
        if answer is None:
            raise Refused(_two_readings(paper.document.name))
        return (_read_filled(desk, paper), True) if answer else (reading, False)
    if any(problem.code in _NOT_TARGETS for problem in refusals(reading.problems)):
        return _with_way_out(desk, paper, reading), False
    return reading, False


def spoken_of(reading: TargetReading) -> frozenset[Field]:
    """The fields that the document speaks of; points and goals, which tables and forms may lack, only if said."""
    said = {
        entry.field
        for project in reading.projects
        for entries in (project.entries, *(line.entries for line in project.lines))
        for entry in entries
    }
    return reading.fields - (_MAY_BE_LEFT_OUT - said)


def with_known_units(desk: Desk, reading: TargetReading) -> TargetReading:
    """The document with the codes of its units, which forms leave out, where the record knows one of that name alone."""
    known = {
        year: {listing.organisation for listing in desk.store.listing(year)}
        for year in {project.key.year for project in reading.projects}
    }
    projects = (
        replace(each, key=replace(each.key, organisation=_known(each.key.organisation, known[each.key.year])))
        for each in reading.projects
    )
    return replace(reading, projects=tuple(projects))


def _known(organisation: Organisation, known: set[Organisation]) -> Organisation:
    same = [each for each in known if each.name == organisation.name]
    return same[0] if not organisation.code and len(same) == 1 else organisation


def doubts(assessment: Assessment, document: str) -> Iterator[Problem]:
    """What would have been refused of the document's actuals and budget, had a person entered them.

    Nothing of a filled form is refused for what people put into it: each is kept and told at its place.
    """
    project, rules = assessment.project, assessment.rules
    spent = project.budget.executed or project.budget.full_year
    if spent is not None and spent.source is not None and spent.source.document == document:
        for problem in check_budget(project):
            yield _kept(problem, "", spent.source)
    for line in assessment.lines:
        said = _said(line.indicator, document) if line.indicator else {}
        for problem in check_line(line, frozenset(said), project.year, rules) if said else ():
            yield _kept(
                problem, f"{project.number}.{line.number} {line.key.name}：", next(iter(said.values()))
            )


def _said(indicator: Indicator, document: str) -> dict[Field, Source]:
    """The actual and what a person judged of it, as far as the document says them, each with its place."""
    facts: dict[Field, Recorded[object] | None] = {
        Field.ACTUAL: indicator.actual,
        Field.TIER: indicator.tier,
        Field.SHARE: indicator.share,
    }
    sources = {field: fact.source for field, fact in facts.items() if fact is not None}
    return {field: source for field, source in sources.items() if source and source.document == document}


def _kept(problem: Problem, subject: str, source: Source) -> Problem:
    if problem.severity is not Severity.REFUSES:
        return replace(problem, message=subject + problem.message, source=source)
    hint = f"已按表中所写保存。{problem.hint}"
    return Problem(Code.STATED_DOUBTFUL, subject + problem.message, hint, source)


def _read_filled(desk: Desk, paper: Paper) -> TargetReading:
    from scorer.reading.filled import read_filled  # noqa: PLC0415  target tables need no reader of forms

    return read_filled(paper, desk.year, desk.today)


def _with_way_out(desk: Desk, paper: Paper, reading: TargetReading) -> TargetReading:
    """The problems of a document that can be read as a filled form alone, with that as the next step."""
    if refusals(_read_filled(desk, paper).problems):
        return reading
    hint = f"这像是已填写的自评表，请用 scorer import --filled {paper.document.name}"
    problems = tuple(
        replace(problem, hint=hint) if problem.code in _NOT_TARGETS else problem
        for problem in reading.problems
    )
    return replace(reading, problems=problems)


def _two_readings(name: str) -> Problem:
    message = f"“{name}”里实际完成值或得分已填写，有两种读法：连同这些一起导入，还是只导入指标值"
    hint = (
        f"要连同实际完成值和自评得分，请用 scorer import --filled {name}；"
        f"只要指标值，请用 scorer import --targets-only {name}"
    )
    return Problem(Code.TWO_READINGS, message, hint)
