"""Recording what was achieved: one line, one budget, or many from a file, all in one action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scorer.model.entry import Document, Entry
from scorer.model.fields import FIELDS, Field, Kind
from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.model.project import Indicator, Project
from scorer.model.source import Source
from scorer.scoring.assessment import assess
from scorer.scoring.entry import check_budget, check_line
from scorer.scoring.outcome import AssessedLine, Assessment
from scorer.scoring.rules import RuleSet
from scorer.store.action import Action
from scorer.workflow.assessing import line_of
from scorer.workflow.desk import Desk
from scorer.workflow.evidence import Cabinet
from scorer.workflow.given import Given, entry_of
from scorer.workflow.lapsing import Lapse, lapses
from scorer.workflow.lookup import find_line_number, find_project
from scorer.workflow.pieces import entries_of_evidence
from scorer.workflow.rehearsal import acting
from scorer.workflow.standing import is_blank, repeats_kept, says_nothing_new

# Judgements are about the facts, and a final score is set against points that not-applicable lines change.
_JUDGEMENTS = frozenset({Field.TIER, Field.SHARE, Field.NOT_APPLICABLE})
_FINAL = frozenset({Field.FINAL_SCORE})
_STAGES = (frozenset(Field) - _JUDGEMENTS - _FINAL, _JUDGEMENTS, _FINAL)


@dataclass(frozen=True, slots=True)
class Addressed:
    """What was given for one line of a project (None: for the project itself), and where it stood."""

    project: int
    line: int | None
    given: tuple[Given, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What an action recorded: how many entries, the projects assessed with them, notes on how they were read.

    `lapses` are judgements that no longer stand because of it.
    """

    wrote: int
    assessments: tuple[Assessment, ...]
    problems: tuple[Problem, ...]
    lapses: tuple[Lapse, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The line that the user named, or the project itself (None)."""

    year: int
    project: int
    indicator: Indicator | None


def find_chosen(desk: Desk, project: str, indicator: str | None) -> Chosen:
    """What the user named by project and indicator; Refused where nothing or more than one fits."""
    year = desk.year_to_write()
    listing = find_project(desk.listings(year), project)
    if indicator is None:
        return Chosen(year, listing.number, None)
    (found,) = desk.store.projects(year, numbers=(listing.number,))
    number = find_line_number(found, indicator)
    return Chosen(
        year, listing.number, next((each for each in found.indicators if each.number == number), None)
    )


def record_chosen(
    desk: Desk,
    chosen: Chosen,
    given: tuple[Given, ...],
    *,
    documents: tuple[Document, ...] = (),
    problems: tuple[Problem, ...] = (),
    dry_run: bool = False,
    copy_evidence: bool = False,
) -> tuple[Recording, AssessedLine]:
    """Record what was given for a line or project; files of evidence are looked for in the current folder."""
    number = None if chosen.indicator is None else chosen.indicator.number
    wrong = misplaced(given, of_line=number is not None)
    if wrong is not None:
        raise Refused(wrong)
    cabinet = Cabinet(desk.store.folder, copies=copy_evidence, dry_run=dry_run)
    with cabinet.kept_if_recorded():
        subject = chosen.indicator or next(desk.store.projects(chosen.year, numbers=(chosen.project,)))
        taken, found = cabinet.take(given, subject, (Path(),))
        recording = record(
            desk,
            chosen.year,
            (Addressed(chosen.project, number, taken),),
            documents=documents,
            problems=(*problems, *found),
            dry_run=dry_run,
        )
    return recording, line_of(recording.assessments[0], number or 0)


def misplaced(given: Iterable[Given], *, of_line: bool) -> Problem | None:
    """A value that does not belong to its subject: a budget on an indicator, an actual on a budget."""
    for value in given:
        info = FIELDS[value.field]
        if of_line and not info.of_line:
            budget = info.kind is Kind.MONEY or value.field is Field.OVER_BUDGET
            message = f"“{info.heading}”填的是{'项目的预算' if budget else '整个项目'}，不是指标"
            hint = "命令行请不写指标；文件里请填在该项目的“预算执行率”行（指标号0，或指标列留空）"
            return Problem(Code.ROW_NOT_UNDERSTOOD, message, hint, value.source)
        if not of_line and not info.of_project:
            message = f"“{info.heading}”填的是指标，这里没有写指标"
            hint = "请写明指标；预算执行率由预算数和执行数算出，不直接填写"
            return Problem(Code.ROW_NOT_UNDERSTOOD, message, hint, value.source)
    return None


def record(
    desk: Desk,
    year: int,
    addressed: tuple[Addressed, ...],
    *,
    documents: tuple[Document, ...] = (),
    problems: tuple[Problem, ...] = (),
    dry_run: bool = False,
    look_first: Callable[[dict[int, Assessment]], None] | None = None,
) -> Recording:
    """Record everything given, or nothing: Refused lists every problem of all of it at once.

    `problems` were found before, such as rows of the file that could not be placed. `look_first` sees the
    projects as they stand while nobody else can write; nothing is recorded where it raises.
    """
    numbers = tuple(dict.fromkeys(one.project for one in addressed))
    rules = desk.rules_of(year)
    with acting(desk, dry_run=dry_run) as action:
        for document in documents:
            action.document(document)
        found = list(problems)
        before = assessments = _assessed(desk, year, numbers, rules)
        if look_first is not None:
            look_first(assessments)
        for stage in _STAGES:
            if any(value.field in stage for one in addressed for value in one.given):
                found += _Session(action, year, desk.today, assessments).put(addressed, stage)
                action.flush()
                assessments = _assessed(desk, year, numbers, rules)
        found += _checked(addressed, before, assessments, rules)
        if refusals(found):
            raise Refused(*found)
        wrote = action.wrote
    lapsed = tuple(lapse for number in numbers for lapse in lapses(before[number], assessments[number]))
    return Recording(wrote, tuple(assessments[number] for number in numbers), tuple(found), lapsed)


@dataclass(frozen=True, slots=True)
class _Session:
    """The open action, what entries are read by, and the projects as they stand before them."""

    action: Action
    year: int
    today: date
    assessments: dict[int, Assessment]

    def put(self, addressed: Iterable[Addressed], fields: frozenset[Field]) -> list[Problem]:
        """Record what was given for `fields`; returns what was wrong with it or assumed."""
        problems: list[Problem] = []
        for one in addressed:
            given = tuple(value for value in one.given if value.field in fields)
            if given:
                problems += self._put(one, given)
        return problems

    def _put(self, one: Addressed, given: tuple[Given, ...]) -> list[Problem]:
        assessment = self.assessments[one.project]
        line = line_of(assessment, one.line or 0)
        entries: list[Entry] = []
        problems: list[Problem] = []
        for value in given:
            entry, found = entry_of(value, line.indicator, self.year, self.today, line.points)
            if entry is None and repeats_kept(value.text, value.field, line.indicator):
                continue
            if value.clears and is_blank(value.field, assessment.project, line):
                found = (_nothing_to_clear(value),)
            problems += (_named(problem, assessment, line) for problem in found)
            if entry is not None and not says_nothing_new(entry, assessment.project, line):
                entries += _entries(entry, assessment.project, line)
        self.action.record(self.year, one.project, one.line, tuple(entries))
        return problems


def _nothing_to_clear(value: Given) -> Problem:
    message = f"没有填过{FIELDS[value.field].heading}，没有可清除的"
    return Problem(Code.NOTHING_TO_CLEAR, message, source=value.source)


def _entries(entry: Entry, project: Project, line: AssessedLine) -> tuple[Entry, ...]:
    """The entry; a final score is taken back together with its reason, evidence is one entry a piece."""
    if entry.field is Field.EVIDENCE:
        return entries_of_evidence(entry, line.indicator or project)
    if entry.field is not Field.FINAL_SCORE or entry.text:
        return (entry,)
    return (entry, Entry(Field.BECAUSE, "", "", source=entry.source))


def _assessed(desk: Desk, year: int, numbers: tuple[int, ...], rules: RuleSet) -> dict[int, Assessment]:
    projects = desk.store.projects(year, numbers=numbers)
    return {project.number: assess(project, rules) for project in projects}


def _checked(
    addressed: Iterable[Addressed],
    before: dict[int, Assessment],
    assessments: dict[int, Assessment],
    rules: RuleSet,
) -> list[Problem]:
    """What the law says against the entries, each problem at the place of what was given.

    What stood before was kept as a filled form has it, or refused: given again it is no news.
    """
    problems: list[Problem] = []
    for one in addressed:
        assessment = assessments[one.project]
        project, earlier = assessment.project, before[one.project]
        line, old = line_of(assessment, one.line or 0), line_of(earlier, one.line or 0)
        if one.line is None:
            found = () if project.budget == earlier.project.budget else check_budget(project)
        else:
            given = frozenset(value.field for value in one.given if not value.clears)
            given -= {Field.ACTUAL} if _same_actual(old, line) else frozenset()
            found = check_line(line, given, project.year, rules)
        placed = (replace(problem, source=one.source) for problem in found)
        problems += (_named(problem, assessment, line) for problem in placed)
    return problems


def _same_actual(old: AssessedLine, new: AssessedLine) -> bool:
    """Whether both have the actual of one action."""
    if old.indicator is None or new.indicator is None:
        return False
    return old.indicator.actual is not None and old.indicator.actual == new.indicator.actual


def _named(problem: Problem, assessment: Assessment, line: AssessedLine) -> Problem:
    """The problem with the line that it is about."""
    name = f"{assessment.project.number}.{line.number} {line.key.name}"
    return replace(problem, message=f"{name}：{problem.message}")
