"""One user action on the record: what it merges and records is stored together or not at all."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from scorer.model.entry import (
    Document,
    Entry,
    LineKey,
    Organisation,
    ProjectEntries,
    ProjectKey,
    Stamp,
)
from scorer.model.fields import Field
from scorer.model.frozen import Frozen, FrozenTexts, Scope
from scorer.store.directory import Directory
from scorer.store.freezing import columns_of, next_number
from scorer.store.imported import EVERY_FIELD, JUDGEMENTS
from scorer.store.known import KnownLines, known_lines
from scorer.store.merging import Merged, merge_lines, write_news
from scorer.store.texts import (
    storable,
    storable_document,
    storable_entries,
    storable_key,
    storable_project,
    storable_stamp,
)
from scorer.store.writing import Batch

_PROJECT = "SELECT id FROM project WHERE year = ? AND number = ?"
_LINE = "SELECT id FROM line WHERE project = ? AND number = ?"
_CURRENT = """
SELECT text, reading FROM entry WHERE project = ? AND line IS ? AND field = ? AND part = ?
ORDER BY id DESC LIMIT 1
"""

_Shelf = tuple[int, Organisation]


class Action:
    """What is said during `Store.act`; a row of its own is made only once there is something to store.

    NUL and lone surrogates in texts are stored as �.
    """

    def __init__(self, connection: sqlite3.Connection, stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = storable_stamp(stamp)
        self._batch = Batch(connection, self._stamp)
        # What was said since the last flush and can therefore not be seen in the tables yet.
        self._merged: set[int] = set()
        self._recorded: set[tuple[int, int, int | None]] = set()
        self._last_numbers: dict[int, int] = {}
        self._directories: dict[_Shelf, Directory] = {}
        self._expected: dict[_Shelf, list[str]] = {}

    @property
    def wrote(self) -> int:
        """How many entries this action has written so far."""
        return self._batch.wrote

    def document(self, document: Document, *, projects: Iterable[ProjectKey] = ()) -> None:
        """Name a document that the following entries come from, and all projects that it contains.

        It is the document of those whose Source names it and, until another one is named, of those without
        a Source. Of two documents of one name the later holds. Only where `projects` are given can a
        project be recognised whose name was corrected.
        """
        self._batch.document(storable_document(document))
        self._expected.clear()
        for key in map(storable_key, projects):
            self._expected.setdefault((key.year, key.organisation), []).append(key.name)
        for shelf, directory in self._directories.items():
            directory.expect(self._expected.get(shelf, ()))

    def merge(
        self, project: ProjectEntries, *, fields: frozenset[Field] = EVERY_FIELD, moves: bool = True
    ) -> Merged:
        """Import one project: what differs from its last import becomes a new version.

        Entries made by hand do not count as imports and stay as long as the document says what it said.
        Numbers are given in the order of arrival, to projects within the year, to lines within the project.
        A project and a line are known by their name and by every earlier one; a new line that stands where
        one vanished, under a name so alike that only a slip was corrected, is that line. Only the `fields`
        that the document's kind speaks of are cleared where it has them no more. Unless it `moves`, a
        project that is known keeps its place among the others.
        """
        project = storable_project(project)
        if self._recorded or self._batch.is_full():
            self.flush()
        directory = self._directory(project.key)
        found = self._find(directory, project)
        if found in self._merged:
            self.flush()
        created = found is None
        project_id = self._new_project(directory, project.key) if found is None else found
        self._merged.add(project_id)
        renamed_from = self._name(directory, project_id, project.key.name)
        known = KnownLines() if created else known_lines(self._connection, project_id)
        said, own = project, fields
        if not created and not moves:
            said, own = _without_place(project), fields - {Field.POSITION}
        changed = write_news(self._batch, project_id, None, said, known.imported, fields=own)
        lines = merge_lines(self._batch, project_id, project.lines, known, fields=fields)
        return Merged(
            number=directory.numbers[project_id],
            name=project.key.name,
            created=created,
            added=lines.added,
            changed=() if created else (*changed, *lines.changed),
            vanished=lines.vanished,
            renamed=lines.renamed,
            renamed_from=renamed_from,
        )

    def prune(self, year: int, number: int) -> tuple[LineKey, ...]:
        """Retire the project's lines that its last import lacked; gives them.

        They are no longer shown, and come back with all that was recorded when they are imported again. The
        project must exist (LookupError).
        """
        self.flush()
        project = self._id(_PROJECT, year, number)
        known = known_lines(self._connection, project)
        gone = sorted(known.unplaced - known.retired)
        for line in gone:
            self._batch.entry(project, line, Entry(Field.RETIRED, "是", "是"), imported=False)
        return tuple(known.current(line) for line in gone)

    def record(self, year: int, number: int, line: int | None, entries: tuple[Entry, ...]) -> None:
        """Record entries for the project, or for its line of that number; "" as text clears a field.

        What is already current is not written again, except judgements (tier, share, final score, not
        applicable), which each time are about the facts as they now are. The project and the line must
        exist (LookupError).
        """
        if self._merged or (year, number, line) in self._recorded or self._batch.is_full():
            self.flush()
        self._recorded.add((year, number, line))
        project_id = self._id(_PROJECT, year, number)
        line_id = None if line is None else self._id(_LINE, project_id, line)
        for entry in storable_entries(entries):
            where = (project_id, line_id, entry.field, entry.part)
            current = self._connection.execute(_CURRENT, where).fetchone() or ("", "")
            renewed = entry.field in JUDGEMENTS and entry.text
            if renewed or current != (entry.text, entry.reading):
                self._batch.entry(project_id, line_id, entry, imported=False)

    def freeze(self, scope: Scope, rules: str, sha256: str, because: str, texts: FrozenTexts) -> Frozen:
        """Keep a result that was printed by the rule set of that id; gives it with its number in the year."""
        number = next_number(self._connection, scope.year)
        frozen = Frozen(number, self._stamp, scope, rules, sha256, storable(because))
        self._batch.add("frozen", *columns_of(frozen, texts))
        self.flush()
        return frozen

    def flush(self) -> None:
        """Hand the rows to the database, still inside the transaction."""
        self._batch.flush()
        self._merged.clear()
        self._recorded.clear()

    def _id(self, query: str, *arguments: int) -> int:
        row = self._connection.execute(query, arguments).fetchone()
        if row is None:
            raise LookupError(f"{query} {arguments}")
        return int(row[0])

    def _directory(self, key: ProjectKey) -> Directory:
        shelf = (key.year, key.organisation)
        if shelf not in self._directories:
            directory = self._directories[shelf] = Directory(self._connection, *shelf)
            directory.expect(self._expected.get(shelf, ()))
        return self._directories[shelf]

    def _find(self, directory: Directory, project: ProjectEntries) -> int | None:
        keys = [line.key for line in project.lines]

        def has_same_lines(candidate: int) -> bool:
            return known_lines(self._connection, candidate).are_alike(keys)

        found = directory.find(project.key.name)
        return directory.corrected(project.key.name, has_same_lines) if found is None else found

    def _name(self, directory: Directory, project: int, name: str) -> str:
        """Let the project be shown under the name that the document has; gives the old name if it differs."""
        old = directory.name_of(project)
        directory.merge(project, name)
        if old == name:
            return ""
        self._batch.entry(project, None, Entry(Field.NAME, name, name), imported=False)
        return old

    def _new_project(self, directory: Directory, key: ProjectKey) -> int:
        if key.year not in self._last_numbers:
            query = "SELECT coalesce(max(number), 0) FROM project WHERE year = ?"
            self._last_numbers[key.year] = self._id(query, key.year)
        number = self._last_numbers[key.year] = self._last_numbers[key.year] + 1
        organisation = key.organisation
        project = self._batch.next_id("project")
        identity = directory.add(project, number, key.name)
        self._batch.add("project", key.year, organisation.code, organisation.name, identity, number)
        return project


def _without_place(project: ProjectEntries) -> ProjectEntries:
    return replace(project, entries=tuple(e for e in project.entries if e.field is not Field.POSITION))
