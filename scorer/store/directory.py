"""The projects of a year and an organisation under all their names, as an import looks them up."""

import sqlite3
from collections.abc import Callable, Iterable

from scorer.model.entry import Organisation
from scorer.store.naming import alike, spare_name

_MOST_PAIRS = 250_000
"""How many pairs of names are compared at most: that takes seconds."""

_NAMES = """
SELECT id, number, name FROM project
WHERE year = ? AND organisation_code = ? AND organisation_name = ? ORDER BY number
"""
_NEWER_NAMES = """
SELECT entry.project, entry.text FROM project
JOIN entry ON entry.project = project.id AND entry.line IS NULL AND entry.field = 'name' AND entry.part = ''
WHERE project.year = ? AND organisation_code = ? AND organisation_name = ? ORDER BY entry.id
"""


class Directory:
    """Who bears a name, who bore it, and which projects the document in hand contains."""

    def __init__(self, connection: sqlite3.Connection, year: int, organisation: Organisation) -> None:
        where = (year, organisation.code, organisation.name)
        self.numbers: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._current: dict[str, int] = {}
        self._earlier: dict[str, list[int]] = {}
        self._identities: set[str] = set()
        self._merged: set[int] = set()
        self._expected: frozenset[str] = frozenset()
        self._corrected: dict[str, int] | None = None
        for project, number, name in connection.execute(_NAMES, where):
            self.numbers[project] = number
            self._identities.add(name)
            self._name(project, name)
        for project, name in connection.execute(_NEWER_NAMES, where):
            self._name(project, name)

    def expect(self, names: Iterable[str]) -> None:
        """Take in all names of a document that is about to be merged."""
        self._expected = frozenset(names)
        self._corrected = None
        self._merged.clear()

    def name_of(self, project: int) -> str:
        """The name under which the project is shown."""
        return self._names[project]

    def find(self, name: str) -> int | None:
        """The project of that name, else the one that once bore it, unless the document has that one too."""
        if name in self._current:
            return self._current[name]
        return next(filter(self._is_absent, self._earlier.get(name, ())), None)

    def corrected(self, name: str, has_same_lines: Callable[[int], bool]) -> int | None:
        """The project whose name the new `name` corrects: the only one alike that the document lacks.

        None where the document's names were not announced, or are too many to compare.
        """
        if self._corrected is None:
            self._corrected = self._compare()
        project = self._corrected.get(name)
        return project if project is not None and has_same_lines(project) else None

    def merge(self, project: int, name: str) -> None:
        """Note that the document contains the project, under this name."""
        self._merged.add(project)
        if self._names[project] != name:
            self._name(project, name)

    def add(self, project: int, number: int, name: str) -> str:
        """Take in a new project; gives its identity's name, another one where a renamed project keeps that."""
        identity, turn = name, 1
        while identity in self._identities:
            turn += 1
            identity = spare_name(name, turn)
        self.numbers[project] = number
        self._identities.add(identity)
        self._name(project, identity)
        return identity

    def _name(self, project: int, name: str) -> None:
        old = self._names.get(project)
        if old is not None:
            self._earlier.setdefault(old, []).append(project)
            self._current.pop(old, None)
        self._names[project] = name
        self._current[name] = project

    def _is_absent(self, project: int) -> bool:
        return project not in self._merged and self._names[project] not in self._expected

    def _compare(self) -> dict[str, int]:
        meant = {name: self.find(name) for name in self._expected}
        new = [name for name, project in meant.items() if project is None]
        absent = set(filter(self._is_absent, self._names)) - set(meant.values())
        if len(new) * len(absent) > _MOST_PAIRS:
            return {}
        pairs = {(project, name): (self._names[project], name) for project in absent for name in new}
        return {name: project for project, name in alike(pairs)}
