"""Importing one project: what is new in a document becomes entries, and is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model.entry import Entry, LineEntries, LineKey, ProjectEntries
from scorer.model.fields import Field
from scorer.store.imported import EVERY_FIELD, Imported
from scorer.store.known import KnownLines
from scorer.store.readings import print_line_key
from scorer.store.writing import Batch


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose imported text or reading changed; "" stands for none.

    `line` is None for a field of the project. Where the texts are equal only the reading changed.
    """

    line: LineKey | None
    field: Field
    part: str
    old: str
    new: str
    old_reading: str
    new_reading: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did to one project, lines in the document's order.

    `added` are all lines of a new project, and those that return after they were pruned; `changed` leaves
    out lines that were added and places in the table; `vanished` are the lines that the record has and the
    document has not: they are kept, last, until they are pruned. `renamed` are lines that go on under a
    corrected name, each with its old and its new key; `renamed_from` is the project's own old name.
    """

    number: int
    name: str
    created: bool
    added: tuple[LineKey, ...]
    changed: tuple[Change, ...]
    vanished: tuple[LineKey, ...]
    renamed: tuple[tuple[LineKey, LineKey], ...] = ()
    renamed_from: str = ""


@dataclass(frozen=True, slots=True)
class MergedLines:
    """What an import did to the lines of a project, as in Merged."""

    added: tuple[LineKey, ...]
    changed: tuple[Change, ...]
    vanished: tuple[LineKey, ...]
    renamed: tuple[tuple[LineKey, LineKey], ...]


def merge_lines(
    batch: Batch,
    project: int,
    lines: Sequence[LineEntries],
    known: KnownLines,
    *,
    fields: frozenset[Field] = EVERY_FIELD,
) -> MergedLines:
    """Write what is new of the lines of the project of that id; the document speaks of `fields`."""
    meant = known.meant(lines)
    shown = {line: known.current(line) for line in known.keys if line not in known.retired}
    vanished = sorted(shown.keys() - set(meant.values()))
    added: list[LineKey] = []
    changed: list[Change] = []
    renamed: list[tuple[LineKey, LineKey]] = []
    for each in lines:
        old = meant.get(each.key)
        line = _new_line(batch, project, each.key, known) if old is None else old
        changes = write_news(batch, project, line, each, known.imported, fields=fields)
        if old is None or old not in shown:
            added.append(each.key)
        else:
            changed += changes
            renamed += [(shown[old], each.key)] if shown[old] != each.key else []
        _show(batch, project, line, each.key, known)
    for line in vanished:
        _put_last(batch, project, line, known.imported)
    gone = tuple(shown[line] for line in vanished)
    return MergedLines(tuple(added), tuple(changed), gone, tuple(renamed))


def write_news(
    batch: Batch,
    project: int,
    line: int | None,
    said: LineEntries | ProjectEntries,
    imported: Imported,
    *,
    fields: frozenset[Field] = EVERY_FIELD,
) -> list[Change]:
    """Write what a document says anew of the project, or of its line of that id; places are no changes."""
    changes = []
    key = said.key if isinstance(said, LineEntries) else None
    for entry, (text, reading) in imported.news(line, said.entries, fields):
        batch.entry(project, line, entry, imported=True)
        if entry.field is not Field.POSITION and (text, reading) != (entry.text, entry.reading):
            changes.append(Change(key, entry.field, entry.part, text, entry.text, reading, entry.reading))
    return changes


def _new_line(batch: Batch, project: int, key: LineKey, known: KnownLines) -> int:
    identity = known.unused_identity(key)
    names = (identity.dimension, identity.category, identity.name, identity.turn)
    line = batch.add("line", project, *names, len(known.keys) + 1)
    known.add(line, identity)
    return line


def _show(batch: Batch, project: int, line: int, key: LineKey, known: KnownLines) -> None:
    """Let the line be shown, under that key."""
    if line in known.retired:
        batch.entry(project, line, Entry(Field.RETIRED, "", ""), imported=False)
    if known.current(line) != key:
        batch.entry(project, line, Entry(Field.NAME, key.name, print_line_key(key)), imported=False)


def _put_last(batch: Batch, project: int, line: int, imported: Imported) -> None:
    """Take a vanished line's place in the table: without one it comes after all others."""
    if imported.place(line):
        batch.entry(project, line, Entry(Field.POSITION, "", ""), imported=True)
