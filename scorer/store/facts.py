"""The newest entries of a project or a line, as rows of the record and as values."""

import json
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from scorer.model.fields import Field
from scorer.model.project import Recorded
from scorer.model.source import Source

T = TypeVar("T")

_NAME, _POSITION = Field.NAME.value, Field.POSITION.value
_REPEATED = frozenset({Field.ACTUAL.value, Field.TABLE_POINTS.value})


class EntryRow(NamedTuple):
    """An entry with its action and its document, in the order of the query's columns."""

    line: int | None
    field: str
    part: str
    text: str
    reading: str
    notes: str | None
    document: str | None
    table: int | None
    row: int | None
    column: int | None
    source_text: str | None
    action: int
    at: str
    by: str

    def source(self) -> Source | None:
        """Where it stood in a document; None for what was entered by hand."""
        if self.document is None or self.table is None or self.row is None or self.column is None:
            return None
        text = self.text if self.source_text is None else self.source_text
        return Source(self.document, self.table, self.row, self.column, text)


class Facts:
    """The newest entries of a project or a line: of each field, and of fields with parts by part."""

    def __init__(self) -> None:
        self._rows: dict[str, EntryRow] = {}
        self._parts: dict[tuple[str, str], EntryRow] = {}
        self.names: list[str] = []

    def add(self, row: EntryRow) -> None:
        """Take the next entry, in the order of the record."""
        if row.part:
            self._parts[row.field, row.part] = row
            return
        if row.field in _REPEATED:
            before = self._rows.get(row.field)
            if before is not None and before.reading == row.reading != "":
                # A form that repeats what was entered brings no new fact: judgements about it stand.
                row = row._replace(action=before.action)
        elif row.field == _NAME:
            self.names.append(row.reading)
        self._rows[row.field] = row

    def get(self, field: Field, parse: Callable[[str], T | None]) -> Recorded[T] | None:
        """The value of a field without parts; None where it is empty or its reading is not understood."""
        row = self._rows.get(field)
        return None if row is None else _recorded(row, parse)

    def part(self, field: Field, part: str, parse: Callable[[str], T | None]) -> Recorded[T] | None:
        """The value of one part of a field, like `get`."""
        row = self._parts.get((field, part))
        return None if row is None else _recorded(row, parse)

    def each(self, field: Field, parse: Callable[[str], T | None]) -> tuple[Recorded[T], ...]:
        """The values of all parts of a field, in the order of their first entries."""
        values = (self.part(field, part, parse) for part in self.parts(field))
        return tuple(value for value in values if value is not None)

    @property
    def place(self) -> Source | None:
        """Where the name of the project or line stands."""
        row = self._rows.get(_POSITION)
        return row.source() if row else None

    def reading(self, field: Field) -> str:
        """The stored reading of a field, "" for none."""
        row = self._rows.get(field)
        return row.reading if row else ""

    def says(self, field: Field) -> bool:
        """Whether the newest entry of a field has a text."""
        row = self._rows.get(field)
        return row is not None and bool(row.text)

    def is_cleared(self, field: Field) -> bool:
        """Whether the newest entry of a field emptied it."""
        row = self._rows.get(field)
        return row is not None and not row.text

    def last_clearing(self, fields: tuple[Field, ...]) -> int:
        """The newest action that left one of the fields empty; 0 for none."""
        cleared = [row.action for row in map(self._rows.get, fields) if row and not row.text]
        return max(cleared, default=0)

    def parts(self, *fields: Field) -> tuple[str, ...]:
        """The parts of the fields, in the order of their first entries."""
        if not self._parts:
            return ()
        return tuple(dict.fromkeys(part for field, part in self._parts if field in fields))


def _recorded(row: EntryRow, parse: Callable[[str], T | None]) -> Recorded[T] | None:
    if not row.text:
        return None
    value = parse(row.reading)
    if value is None:
        return None
    notes = tuple(json.loads(row.notes)) if row.notes else ()
    return Recorded(value, row.text, row.action, row.at, row.by, notes, row.source())
