"""Frozen results in the record: rows that nobody changes, their texts compressed."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from scorer.model.entry import Stamp
from scorer.model.frozen import Frozen, FrozenTexts, Scope
from scorer.store.texts import storable

_EXISTS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'frozen'"
_COLUMNS = """
frozen.number, frozen.year, last_action, projects, detail, rules, sha256, because,
    action.at, action.author, action.command, action.program
FROM frozen JOIN action ON action.id = frozen.action
"""
_ALL = f"SELECT {_COLUMNS} ORDER BY frozen.id"
_LOGGED = f"""
SELECT frozen.action, {_COLUMNS}
WHERE frozen.year = coalesce(:year, frozen.year) AND action.author = coalesce(:author, action.author)
AND action.at >= coalesce(:since, action.at) AND action.at <= coalesce(:until, action.at)
ORDER BY frozen.action
"""
_THEN = """
SELECT number FROM project WHERE year = ?
AND EXISTS (SELECT 1 FROM entry WHERE entry.project = project.id AND entry.action <= ?)
ORDER BY number
"""
_TEXTS = "SELECT rule_file, report_json, report_table FROM frozen WHERE year = ? AND number = ?"
_NUMBER = "SELECT coalesce(max(number), 0) + 1 FROM frozen WHERE year = ?"


@dataclass(frozen=True, slots=True)
class Freeze:
    """A freezing as the log shows it: the id of its action, the result, and the numbers of the projects in it."""

    action: int
    frozen: Frozen
    numbers: tuple[int, ...]


def read_frozen(connection: sqlite3.Connection) -> tuple[Frozen, ...]:
    """Give every frozen result, oldest first; none of a record from before there were any."""
    if connection.execute(_EXISTS).fetchone() is None:
        return ()
    return tuple(_frozen(_Row(*row)) for row in connection.execute(_ALL))


def read_freezes(connection: sqlite3.Connection, wanted: dict[str, int | str | None]) -> Iterator[Freeze]:
    """Give the freezings of a year, by an author, since and until a time, oldest first; None does not matter."""
    if connection.execute(_EXISTS).fetchone() is None:
        return
    wanted = {name: storable(value) if isinstance(value, str) else value for name, value in wanted.items()}
    for action, *row in connection.execute(_LOGGED, wanted).fetchall():
        frozen = _frozen(_Row(*row))
        scope = frozen.scope
        numbers = scope.numbers
        if numbers is None:
            rows = connection.execute(_THEN, [scope.year, scope.last_action])
            numbers = tuple(number for (number,) in rows)
        yield Freeze(action, frozen, numbers)


def read_texts(connection: sqlite3.Connection, frozen: Frozen) -> FrozenTexts:
    """Give what was kept, byte for byte; ValueError where it is damaged."""
    row = connection.execute(_TEXTS, (frozen.scope.year, frozen.number)).fetchone()
    try:
        return FrozenTexts(*map(zlib.decompress, row))
    except zlib.error as error:
        raise ValueError(frozen.id) from error


def next_number(connection: sqlite3.Connection, year: int) -> int:
    """Give the number of the year's next frozen result: only for use under the write lock."""
    (number,) = connection.execute(_NUMBER, [year]).fetchone()
    return int(number)


def columns_of(frozen: Frozen, texts: FrozenTexts) -> tuple[int | str | bytes | None, ...]:
    """The values of a row behind its action, in the order of the columns."""
    scope = frozen.scope
    numbers = None if scope.numbers is None else json.dumps(scope.numbers)
    packed = (zlib.compress(text, 9) for text in (texts.rule_file, texts.json, texts.table))
    own = (scope.year, frozen.number, scope.last_action, numbers, int(scope.detail))
    return (*own, frozen.rules, frozen.sha256, frozen.because, *packed)


class _Row(NamedTuple):
    number: int
    year: int
    last_action: int
    projects: str | None
    detail: int
    rules: str
    sha256: str
    because: str
    at: str
    author: str
    command: str
    program: str


def _frozen(row: _Row) -> Frozen:
    numbers = None if row.projects is None else tuple(json.loads(row.projects))
    return Frozen(
        row.number,
        Stamp(row.at, row.author, row.command, row.program),
        Scope(row.year, row.last_action, numbers, bool(row.detail)),
        row.rules,
        row.sha256,
        row.because,
    )
