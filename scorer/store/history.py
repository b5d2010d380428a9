"""Who entered what and when, old and new, oldest first."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scorer.model.fields import Field
from scorer.store.naming import without_spare
from scorer.store.texts import storable

_AT_A_TIME = 500
_FIELDS = frozenset(Field)

# Fetched part by part, each whole: a reader that pauses between two of them keeps no one from writing.
_PART = """
SELECT entry.id, action.id, action.at, action.author, action.command, action.program,
    project.year, project.number, coalesce((
        SELECT text FROM entry AS named WHERE named.project = entry.project AND named.line IS NULL
        AND named.field = 'name' AND named.part = '' AND named.id <= :last ORDER BY named.id DESC LIMIT 1
    ), project.name),
    line.number, coalesce((
        SELECT text FROM entry AS named WHERE named.project = entry.project AND named.line = entry.line
        AND named.field = 'name' AND named.part = '' AND named.id <= :last ORDER BY named.id DESC LIMIT 1
    ), line.name),
    entry.field, entry.part, coalesce((
        SELECT text FROM entry AS earlier WHERE earlier.project = entry.project
        AND earlier.line IS entry.line AND earlier.field = entry.field AND earlier.part = entry.part
        AND earlier.id < entry.id ORDER BY earlier.id DESC LIMIT 1
    ), CASE entry.field WHEN 'name' THEN coalesce(line.name, project.name) ELSE '' END),
    entry.text, entry.reading, document.name
FROM entry CROSS JOIN action ON action.id = entry.action CROSS JOIN project ON project.id = entry.project
LEFT JOIN line ON line.id = entry.line LEFT JOIN document ON document.id = entry.document
WHERE entry.id > :after AND entry.id <= :last
"""
_CONDITIONS = {
    "year": "project.year = :year",
    "number": "entry.project IN (SELECT id FROM project WHERE number = :number)",
    "line": "coalesce(line.number, 0) = :line",
    "author": "action.author = :author",
    "since": "action.at >= :since",
    "until": "action.at <= :until",
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry as the log shows it: who, when, about what, the text before it and its own ("" for none).

    `action` is the id of the action that made it, `reading` how its own text was read. `line` and `line_name`
    are None for a field of the project, `document` for what was typed. The names are those of today.
    """

    action: int
    at: str
    author: str
    command: str
    program: str
    year: int
    number: int
    project: str
    line: int | None
    line_name: str | None
    field: Field
    part: str
    old: str
    new: str
    reading: str
    document: str | None


_FIELD, _OLD = map(LogEntry.__match_args__.index, ("field", "old"))


def read_history(connection: sqlite3.Connection, wanted: dict[str, int | str | None]) -> Iterator[LogEntry]:
    """Give the entries that fit all that is wanted by the names of `_CONDITIONS`; None does not matter."""
    asked = [condition for name, condition in _CONDITIONS.items() if wanted[name] is not None]
    query = " AND ".join([_PART, *asked]) + f" ORDER BY entry.id LIMIT {_AT_A_TIME}"
    wanted = {name: storable(value) if isinstance(value, str) else value for name, value in wanted.items()}
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()
    after = 0
    while rows := connection.execute(query, wanted | {"after": after, "last": last}).fetchall():
        for _, *told in rows:
            if told[_FIELD] in _FIELDS:
                yield _log_entry(told)
        after = rows[-1][0]


def _log_entry(told: list[Any]) -> LogEntry:
    """The entry of a row without its id; the columns stand in the order of the fields."""
    told[_FIELD], told[_OLD] = Field(told[_FIELD]), without_spare(told[_OLD])
    return LogEntry(*told)
