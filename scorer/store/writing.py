"""Rows on their way into the tables."""

import json
import sqlite3

from scorer.model.entry import Document, Entry, Stamp

_COLUMNS = {
    "action": ("id", "at", "author", "command", "program"),
    "document": ("id", "action", "name", "size", "sha256", "remarks"),
    "project": ("id", "action", "year", "organisation_code", "organisation_name", "name", "number"),
    "line": ("id", "action", "project", "dimension", "category", "name", "turn", "number"),
    "entry": (
        *("id", "action", "project", "line", "field", "part", "text", "reading", "notes", "imported"),
        *("document", "table_number", "row_number", "column_number", "source_text"),
    ),
    "frozen": (
        *("id", "action", "year", "number", "last_action", "projects", "detail", "rules", "sha256"),
        *("because", "rule_file", "report_json", "report_table"),
    ),
}
_MOST_ROWS = 20_000

Value = int | str | bytes | None


class Batch:
    """The rows of one action with their ids, the tables' next ones: only for use under the write lock.

    The action's own row and those of documents are made when the first row needs them.
    """

    def __init__(self, connection: sqlite3.Connection, stamp: Stamp) -> None:
        self.wrote = 0
        self._connection = connection
        self._stamp = stamp
        self._rows: dict[str, list[tuple[Value, ...]]] = {table: [] for table in _COLUMNS}
        self._last = {
            table: int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608
            for table in _COLUMNS
        }
        self._action: int | None = None
        self._documents: dict[str, Document | int] = {}
        self._latest_document: str | None = None

    def document(self, document: Document) -> None:
        """Name a document for the entries that follow."""
        self._documents[document.name] = document
        self._latest_document = document.name

    def add(self, table: str, *values: Value) -> int:
        """Take in a row of this action, its values in the order of the columns; gives the row's id."""
        if self._action is None:
            stamp = self._stamp
            self._action = self._add("action", stamp.at, stamp.author, stamp.command, stamp.program)
        return self._add(table, self._action, *values)

    def next_id(self, table: str) -> int:
        """The id of the table's next row."""
        return self._last[table] + 1

    def entry(self, project: int, line: int | None, entry: Entry, *, imported: bool) -> None:
        """Take in an entry of the project or line of that id."""
        source = entry.source
        name = source.document if source else self._latest_document
        place: tuple[int | str | None, ...] = (None, None, None, None)
        if source:
            text = None if source.text == entry.text else source.text
            place = (source.table, source.row, source.column, text)
        self.add(
            "entry",
            *(project, line, entry.field, entry.part, entry.text, entry.reading),
            _json(entry.notes),
            int(imported),
            None if name is None else self._document_id(name),
            *place,
        )
        self.wrote += 1

    def is_full(self) -> bool:
        """Whether more entries wait than should be held in memory."""
        return len(self._rows["entry"]) >= _MOST_ROWS

    def flush(self) -> None:
        """Insert what waits, table by table, those that are referred to first."""
        for table, rows in self._rows.items():
            columns = _COLUMNS[table]
            marks = ", ".join("?" * len(columns))
            self._connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - our own names
                rows,
            )
            rows.clear()

    def _add(self, table: str, *values: Value) -> int:
        self._last[table] += 1
        self._rows[table].append((self._last[table], *values))
        return self._last[table]

    def _document_id(self, name: str) -> int:
        document = self._documents[name]
        if isinstance(document, Document):
            document = self.add(
                "document", document.name, document.size, document.sha256, _json(document.remarks)
            )
            self._documents[name] = document
        return document


def _json(texts: tuple[str, ...]) -> str | None:
    return json.dumps(texts, ensure_ascii=False) if texts else None
