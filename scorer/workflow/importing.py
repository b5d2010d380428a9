"""Importing target tables: each document is one action, a bad one stores nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.model.entry import Document, LineKey, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.model.project import Project
from scorer.model.source import Source
from scorer.reading.actuals import read_actual_rows
from scorer.reading.paper import Paper
from scorer.reading.targets import TargetReading
from scorer.scoring.allotting import unknown_dimensions
from scorer.scoring.assessment import assess
from scorer.scoring.outcome import Assessment
from scorer.store.action import Action
from scorer.store.merging import Merged
from scorer.workflow.desk import Desk
from scorer.workflow.filled import Ask, doubts, read_as_wanted, spoken_of, with_known_units
from scorer.workflow.lapsing import Lapse, lapses
from scorer.workflow.papers import Papers
from scorer.workflow.rehearsal import acting


@dataclass(frozen=True, slots=True)
class ImportedProject:
    """A project of a document: what was read, what the import did to it, and how it then stood.

    `wrote` counts its new entries. `pruned` are the lines that were removed after that, because the document
    has them no more. `lapses` are the judgements that no longer stand because of the import; `replaced` are
    the lines, with the adjusted targets, for which the document brought a newer target. `filled` tells
    that it was read as a filled form, `assessment` is how that is scored, None in a year without rules.
    """

    entries: ProjectEntries
    merged: Merged
    project: Project
    wrote: int
    pruned: tuple[LineKey, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    replaced: tuple[tuple[LineKey, str], ...] = ()
    filled: bool = False
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood of a document, what changed in the record, and every problem with its place."""

    document: Document
    projects: tuple[ImportedProject, ...]
    wrote: int
    problems: tuple[Problem, ...]


def import_document(
    desk: Desk,
    path: Path,
    *,
    filled: bool | None = None,
    ask: Ask | None = None,
    dry_run: bool = False,
    prune: bool = False,
    papers: Papers | None = None,
) -> Imported:
    """Import the target tables of one document; Refused with every problem where one of them refuses.

    `filled` takes in what a filled form achieved and scored, or leaves it; where it is None, `ask` says which
    for a document that may be read as both, and without an answer that is refused. `prune` removes the lines
    that the document's projects have no more; `papers` are all the documents that are imported together.
    """
    paper = (papers or Papers((path,))).read(path)
    reading, filled = read_as_wanted(desk, paper, filled=filled, ask=ask)
    if refusals(reading.problems):
        raise _refused(paper, reading.problems)
    with acting(desk, dry_run=dry_run) as action:
        reading = with_known_units(desk, reading) if filled else reading
        # Of forms, each in a document of its own, alike names are two projects sooner than a corrected one.
        announced = () if filled else [project.key for project in reading.projects]
        action.document(reading.document, projects=announced)
        projects = _merge(desk, action, reading, filled=filled)
        if prune:
            projects = tuple(_pruned(action, imported) for imported in projects)
        wrote = action.wrote
    name = reading.document.name
    found = list(_of_another_year(desk.year, projects, name))
    found += [problem for imported in projects for problem in _unknown_dimensions(desk, imported.project)]
    found += [each for one in projects if one.assessment for each in doubts(one.assessment, name)]
    return Imported(reading.document, projects, wrote, (*reading.problems, *found))


def _of_another_year(wanted: int | None, projects: Iterable[ImportedProject], name: str) -> Iterator[Problem]:
    """That the document says another year than the user did: what it says counts."""
    years = sorted({imported.project.year for imported in projects} - {wanted})
    if wanted is not None and years:
        said = "、".join(map(str, years))
        message = f"文件写的是{said}年度，不是--year（或SCORER_YEAR）的{wanted}年度：按文件存入{said}年度"
        hint = f"若应是{wanted}年度，请先改正文件里的年度，再导入"
        yield Problem(Code.YEAR_DIFFERS, message, hint, Source(name, 0, 0, 0, ""))


def _unknown_dimensions(desk: Desk, project: Project) -> tuple[Problem, ...]:
    """Level-1 names that the year's rules do not know; a year without rules is told of when it is scored."""
    try:
        return tuple(unknown_dimensions(project, desk.rules_of(project.year)))
    except Refused:
        return ()


def _refused(paper: Paper, problems: tuple[Problem, ...]) -> Refused:
    """The document's problems, with the way out where it is a file of actuals."""
    if any(problem.code is Code.NO_TARGET_TABLE for problem in problems) and read_actual_rows(paper).rows:
        hint = f"这像是填报实际完成值的文件，请用 scorer record-actual --from {paper.document.name}"
        problems = tuple(replace(problem, hint=hint) for problem in problems)
    return Refused(*problems)


def _merge(
    desk: Desk, action: Action, reading: TargetReading, *, filled: bool
) -> tuple[ImportedProject, ...]:
    fields = spoken_of(reading)
    merging = [
        _Merging.of(desk, action, project, fields=fields, filled=filled) for project in reading.projects
    ]
    action.flush()
    return tuple(one.done(desk) for one in merging)


@dataclass(frozen=True, slots=True)
class _Merging:
    """What is known of a project that is being imported; `before` is None where nothing could lapse."""

    entries: ProjectEntries
    merged: Merged
    wrote: int
    before: Project | None
    filled: bool

    @staticmethod
    def of(
        desk: Desk, action: Action, entries: ProjectEntries, *, fields: frozenset[Field], filled: bool
    ) -> "_Merging":
        wrote = action.wrote
        merged = action.merge(entries, fields=fields, moves=not filled)
        wrote = action.wrote - wrote
        # What was merged is seen only after the next flush: this is the project as it stood.
        before = _as_stored(desk, merged, entries) if wrote and not merged.created else None
        return _Merging(entries, merged, wrote, before, filled)

    def done(self, desk: Desk) -> ImportedProject:
        project = _as_stored(desk, self.merged, self.entries)
        imported = ImportedProject(self.entries, self.merged, project, self.wrote, filled=self.filled)
        if self.filled:
            imported = replace(imported, assessment=_assessed(desk, project))
        if self.before is None:
            return imported
        lapsed, replaced = _lapses(desk, self.before, project), tuple(_replaced(self.before, project))
        return replace(imported, lapses=lapsed, replaced=replaced)


def _lapses(desk: Desk, before: Project, after: Project) -> tuple[Lapse, ...]:
    try:
        rules = desk.rules_of(after.year)
    except Refused:
        return ()
    return tuple(lapses(assess(before, rules), assess(after, rules)))


def _assessed(desk: Desk, project: Project) -> Assessment | None:
    try:
        return assess(project, desk.rules_of(project.year))
    except Refused:
        return None


def _replaced(before: Project, after: Project) -> Iterator[tuple[LineKey, str]]:
    """The lines whose adjusted target gave way to a newer one of the document."""
    adjusted = {line.number: line.target.text for line in before.indicators if line.imported_target}
    for line in after.indicators:
        if line.number in adjusted and line.imported_target is None:
            yield line.key, adjusted[line.number]


def _pruned(action: Action, imported: ImportedProject) -> ImportedProject:
    wrote = action.wrote
    pruned = action.prune(imported.project.year, imported.project.number)
    return replace(imported, pruned=pruned, wrote=imported.wrote + action.wrote - wrote)


def _as_stored(desk: Desk, merged: Merged, entries: ProjectEntries) -> Project:
    (project,) = desk.store.projects(entries.key.year, numbers=(merged.number,))
    return project
