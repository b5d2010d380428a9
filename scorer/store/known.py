"""What the record knows of one project before an import: its lines under all their names."""

import sqlite3
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from scorer.model.entry import LineEntries, LineKey
from scorer.model.fields import Field
from scorer.store import readings
from scorer.store.imported import Imported
from scorer.store.naming import alike, resolve

T = TypeVar("T", bound=Hashable)

_LINES = "SELECT id, dimension, category, name, turn FROM line WHERE project = ? ORDER BY number"
_HISTORY = "SELECT line, field, part, text, reading, imported FROM entry WHERE project = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class KnownLines:
    """The lines of a project by id, in the order of their numbers, and what its imports left.

    `keys` has each line's identity first and its current key last; `retired` those that were pruned;
    `unplaced` those whose newest place is none, because a document lacked them.
    """

    keys: dict[int, list[LineKey]] = field(default_factory=dict)
    identities: set[LineKey] = field(default_factory=set)
    retired: set[int] = field(default_factory=set)
    unplaced: set[int] = field(default_factory=set)
    imported: Imported = field(default_factory=Imported)

    def current(self, line: int) -> LineKey:
        """The key under which the line is shown."""
        return self.keys[line][-1]

    def add(self, line: int, identity: LineKey) -> None:
        """Take in a line that is of that identity."""
        self.keys[line] = [identity]
        self.identities.add(identity)

    def unused_identity(self, key: LineKey) -> LineKey:
        """The key, or with the next turn that no line's identity has: one that was renamed keeps its own."""
        while key in self.identities:
            key = LineKey(key.dimension, key.category, key.name, key.turn + 1)
        return key

    def are_alike(self, lines: Collection[LineKey]) -> bool:
        """Whether each of the two tables has at least 80 % of the other's lines."""
        own = {keys[-1] for line, keys in self.keys.items() if line not in self.retired}
        return 5 * len(own & set(lines)) >= 4 * max(len(own), len(lines), 1)

    def meant(self, lines: Sequence[LineEntries]) -> dict[LineKey, int]:
        """Give the line that each line of a document means, renamed ones included; new ones are left out."""
        found = resolve((line.key for line in lines), self.keys)
        if len(found) < len(lines):
            found |= self._renamed(lines, found)
        return found

    def _renamed(self, lines: Sequence[LineEntries], found: Mapping[LineKey, int]) -> dict[LineKey, int]:
        """Pair lines that vanish with new ones at the same place whose names are alike."""
        placed = sorted(
            (place, line) for line in self.keys if (place := readings.number(self.imported.place(line)))
        )
        meant = set(found.values())
        kept = {line for _, line in placed if line in meant}
        old_gaps = _gaps([line for _, line in placed], {line: line for line in kept})
        new_gaps = _gaps([line.key for line in lines], {k: line for k, line in found.items() if line in kept})
        new = [(_place(line), line.key) for line in lines if line.key not in found]
        candidates = {}
        for place, line in placed:
            old = self.current(line)
            for new_place, key in new if line not in kept else ():
                at_one_place = place == new_place or old_gaps[line] == new_gaps[key]
                if at_one_place and (old.dimension, old.category) == (key.dimension, key.category):
                    candidates[line, key] = (old.name, key.name)
        return {key: line for line, key in alike(candidates)}


def known_lines(connection: sqlite3.Connection, project: int) -> KnownLines:
    """Read the lines and the history of the project of that id."""
    known = KnownLines()
    for line, *identity in connection.execute(_LINES, [project]):
        known.add(line, LineKey(*identity))
    for line, name, part, text, reading, imported in connection.execute(_HISTORY, [project]):
        known.imported.add((line, name, part), text, reading, imported=bool(imported))
        if name == Field.NAME and line is not None:
            known.keys[line].append(readings.line_key(known.keys[line][0], reading))
        elif name == Field.RETIRED:
            (known.retired.add if text else known.retired.discard)(line)
        elif name == Field.POSITION:
            (known.unplaced.discard if text else known.unplaced.add)(line)
    return known


def _place(line: LineEntries) -> int | None:
    return next(
        (readings.number(each.reading) for each in line.entries if each.field is Field.POSITION), None
    )


def _gaps(order: Sequence[T], kept: Mapping[T, int]) -> dict[T, tuple[int | None, int | None]]:
    """Between which kept lines each of the others stands."""
    gaps: dict[T, tuple[int | None, int | None]] = {}
    waiting: list[T] = []
    before: int | None = None
    for each in order:
        if each in kept:
            gaps |= dict.fromkeys(waiting, (before, kept[each]))
            waiting.clear()
            before = kept[each]
        else:
            waiting.append(each)
    return gaps | dict.fromkeys(waiting, (before, None))
