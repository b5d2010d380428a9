"""Importing target tables: each document is one action, a bad one stores nothing."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.model.entry import Document, LineKey, ProjectEntries
from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.model.project import Project
from scorer.reading.actuals import read_actual_rows
from scorer.reading.targets import read_targets
from scorer.scoring.points import unknown_dimensions
from scorer.store.action import Action
from scorer.store.merging import Merged
from scorer.workflow.desk import Desk
from scorer.workflow.files import read_document


@dataclass(frozen=True, slots=True)
class ImportedProject:
    """A project of a document: what was read, what the import did to it, and how it then stood.

    `pruned` are the lines that were removed after that, because the document has them no more.
    """

    entries: ProjectEntries
    merged: Merged
    project: Project
    pruned: tuple[LineKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood of a document, what changed in the record, and every problem with its place."""

    document: Document
    projects: tuple[ImportedProject, ...]
    wrote: int
    problems: tuple[Problem, ...]


class _DryRun(Exception):
    """Leaves the transaction without storing."""


def import_document(desk: Desk, path: Path, *, dry_run: bool = False, prune: bool = False) -> Imported:
    """Import the target tables of one document; Refused with every problem where one of them refuses.

    `prune` removes the lines that the document's projects have no more.
    """
    data = read_document(path)
    reading = read_targets(path.name, data, desk.year)
    if refusals(reading.problems):
        raise _refused(path.name, data, reading.problems)
    projects: tuple[ImportedProject, ...] = ()
    wrote = 0
    with suppress(_DryRun), desk.store.act(desk.stamp) as action:
        action.document(reading.document, projects=[project.key for project in reading.projects])
        projects = _merge(desk, action, reading.projects)
        if prune:
            projects = tuple(_pruned(action, imported) for imported in projects)
        wrote = action.wrote
        if dry_run:
            raise _DryRun
    unknown = [problem for imported in projects for problem in _unknown_dimensions(desk, imported.project)]
    return Imported(reading.document, projects, wrote, (*reading.problems, *unknown))


def _unknown_dimensions(desk: Desk, project: Project) -> tuple[Problem, ...]:
    """Level-1 names that the year's rules do not know; a year without rules is told of when it is scored."""
    try:
        return tuple(unknown_dimensions(project, desk.rules_of(project.year)))
    except Refused:
        return ()


def _refused(name: str, data: bytes, problems: tuple[Problem, ...]) -> Refused:
    """The document's problems, with the way out where it is a file of actuals."""
    if (
        any(problem.code is Code.NO_TARGET_TABLE for problem in problems)
        and read_actual_rows(name, data).rows
    ):
        hint = f"这像是填报实际完成值的文件，请用 scorer record-actual --from {name}"
        problems = tuple(replace(problem, hint=hint) for problem in problems)
    return Refused(*problems)


def _merge(desk: Desk, action: Action, projects: Iterable[ProjectEntries]) -> tuple[ImportedProject, ...]:
    merged = [(project, action.merge(project)) for project in projects]
    action.flush()
    return tuple(ImportedProject(entries, done, _as_stored(desk, done, entries)) for entries, done in merged)


def _pruned(action: Action, imported: ImportedProject) -> ImportedProject:
    pruned = action.prune(imported.project.year, imported.project.number)
    return replace(imported, pruned=pruned)


def _as_stored(desk: Desk, merged: Merged, entries: ProjectEntries) -> Project:
    (project,) = desk.store.projects(entries.key.year, numbers=(merged.number,))
    return project
