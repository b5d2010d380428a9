"""Opening the record, asking it, and acting on it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scorer.model.entry import Organisation, Stamp
from scorer.model.problem import Refused
from scorer.model.project import Project
from scorer.store.faults import no_store, not_a_store, not_accessible, refusing, refusing_to_read
from scorer.store.loading import LATEST, last_action, load_projects
from scorer.store.naming import earlier_names
from scorer.store.schema import MIGRATIONS, NEEDED_TO_READ, pending_migrations

if TYPE_CHECKING:
    from scorer.model.frozen import Frozen, FrozenTexts
    from scorer.store.action import Action
    from scorer.store.freezing import Freeze
    from scorer.store.history import LogEntry

_REMARKS = """
SELECT DISTINCT document.id, document.remarks
FROM project
JOIN entry ON entry.project = project.id
JOIN action ON action.id = entry.action
JOIN document ON document.id = entry.document
WHERE project.year = :year AND action.at <= :as_of AND action.id <= :last
AND document.remarks IS NOT NULL AND entry.text <> ''
AND NOT EXISTS (
    SELECT 1 FROM entry AS newer JOIN action ON action.id = newer.action
    WHERE newer.project = entry.project AND newer.line IS entry.line AND newer.field = entry.field
    AND newer.part = entry.part AND newer.id > entry.id AND action.at <= :as_of AND action.id <= :last
)
ORDER BY document.id
"""
_LISTING = """
SELECT number, organisation_code, organisation_name, name FROM project WHERE year = ? ORDER BY number
"""
_NEWER_NAMES = """
SELECT project.number, entry.text FROM project
JOIN entry ON entry.project = project.id AND entry.line IS NULL AND entry.field = 'name' AND entry.part = ''
WHERE project.year = ? ORDER BY entry.id
"""


def open_store(path: Path, *, create: bool, timeout: int = 30) -> "Store":
    """Open the record at `path`, made with its folder where it is missing and `create` is true.

    Waits up to `timeout` seconds, now and at every later step, while another program writes. Writes
    nothing to a record that can be read as it is, not even to an earlier version's, so that one in a
    read-only folder can be read. Raises Refused: no record, another file, a later version's record, busy,
    not accessible.
    """
    _look(path, create=create)
    with refusing(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=timeout)
    try:
        with refusing_to_read(path, connection):
            connection.execute("PRAGMA foreign_keys = ON")
            _complete(connection, path, create=create)
    except BaseException:
        connection.close()
        raise
    return Store(connection, path)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a project is found by; `earlier_names` are those before a corrected one, oldest first."""

    number: int
    organisation: Organisation
    name: str
    earlier_names: tuple[str, ...] = ()


class Store:
    """An open record; `open_store` gives it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def folder(self) -> Path:
        """The folder in which the record stands."""
        return self._path.resolve().parent

    def identity(self) -> str:
        """Give the random id that the record was made with; copies of the file share it."""
        with refusing_to_read(self._path, self._connection):
            (identity,) = self._connection.execute("SELECT id FROM store").fetchone()
        return str(identity)

    def years(self) -> tuple[int, ...]:
        """Give the fiscal years that have projects, in order."""
        with refusing_to_read(self._path, self._connection):
            rows = self._connection.execute("SELECT DISTINCT year FROM project ORDER BY year").fetchall()
        return tuple(year for (year,) in rows)

    def listing(self, year: int) -> tuple[Listing, ...]:
        """Give number, organisation and name of every project of `year`, in the order of their numbers."""
        with refusing_to_read(self._path, self._connection):
            rows = self._connection.execute(_LISTING, [year]).fetchall()
            newer = self._connection.execute(_NEWER_NAMES, [year]).fetchall()
        names = {number: [name] for number, _, _, name in rows}
        for number, name in newer:
            names[number].append(name)
        return tuple(
            Listing(number, Organisation(code, name), names[number][-1], earlier_names(names[number]))
            for number, code, name, _ in rows
        )

    def projects(
        self,
        year: int,
        *,
        numbers: tuple[int, ...] | None = None,
        as_of: str | None = None,
        last: int | None = None,
    ) -> Iterator[Project]:
        """Give the projects of `year` in the tables' order, or those of `numbers`; one at a time.

        What is given is the record as it stood at the first one, whatever is written meanwhile, and with
        `as_of` (a time written as in Stamp, itself included) as it stood then, with `last` (an action's id) as
        that action left it.
        """
        with refusing_to_read(self._path, self._connection):
            yield from load_projects(self._connection, year, numbers, as_of or LATEST, last)

    def remarks(self, year: int, *, as_of: str | None = None, last: int | None = None) -> tuple[str, ...]:
        """Give the remarks of the documents whose entries are current in `year`, each once, oldest first."""
        with refusing_to_read(self._path, self._connection):
            last = last_action(self._connection) if last is None else last
            bounds = {"year": year, "as_of": as_of or LATEST, "last": last}
            rows = self._connection.execute(_REMARKS, bounds).fetchall()
        return tuple(dict.fromkeys(remark for _, remarks in rows for remark in json.loads(remarks)))

    def history(
        self,
        *,
        year: int | None = None,
        number: int | None = None,
        line: int | None = None,
        author: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator["LogEntry"]:
        """Give the entries that fit all that is not None, oldest first, as of the first one.

        `number` is the project's, `line` the line's within it, 0 for the project's own fields; `since` and
        `until` are times written as in Stamp, both included.
        """
        from scorer.store.history import read_history  # noqa: PLC0415  only the log needs it

        wanted = {"year": year, "number": number, "line": line, "author": author}
        with refusing_to_read(self._path, self._connection):
            yield from read_history(self._connection, wanted | {"since": since, "until": until})

    def freezes(
        self,
        *,
        year: int | None = None,
        author: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple["Freeze", ...]:
        """Give the freezings that fit all that is not None, oldest first; the times as in `history`."""
        from scorer.store.freezing import read_freezes  # noqa: PLC0415  only the log needs it

        wanted = {"year": year, "author": author, "since": since, "until": until}
        with refusing_to_read(self._path, self._connection):
            return tuple(read_freezes(self._connection, wanted))

    def last_action(self) -> int:
        """Give the newest action's id: with it as a bound the record is read as it now is."""
        with refusing_to_read(self._path, self._connection):
            return last_action(self._connection)

    def frozen(self) -> tuple["Frozen", ...]:
        """Give every frozen result, oldest first."""
        from scorer.store.freezing import read_frozen  # noqa: PLC0415  few commands need it

        with refusing_to_read(self._path, self._connection):
            return read_frozen(self._connection)

    def frozen_texts(self, frozen: "Frozen") -> "FrozenTexts":
        """Give what was kept of a frozen result, byte for byte."""
        from scorer.store.freezing import read_texts  # noqa: PLC0415  few commands need it

        with refusing_to_read(self._path, self._connection):
            try:
                return read_texts(self._connection, frozen)
            except ValueError as error:
                # the database itself does not notice: it keeps no checksum of what it stores
                raise Refused(not_a_store(self._path, f"其中的冻结结果{frozen.id}已经损坏")) from error

    @contextmanager
    def act(self, stamp: Stamp) -> Iterator["Action"]:
        """One user action: all of it is stored when the block ends, nothing when it raises.

        No one else can write meanwhile. A record of an earlier version is brought up to date with it. Raises
        Refused where the record is busy or cannot be written.
        """
        from scorer.store.action import Action  # noqa: PLC0415  reading need not know how to write

        with refusing_to_read(self._path, self._connection), _transaction(self._connection):
            _migrate_if_pending(self._connection, self._path)
            action = Action(self._connection, stamp)
            yield action
            action.flush()


def _look(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise Refused(not_a_store(path, "这是一个文件夹"))
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise Refused(no_store(path))
    except OSError as error:
        raise Refused(not_accessible(path)) from error


def _complete(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Make what reading needs; an empty file is what an interrupted first import leaves."""
    pending = pending_migrations(connection, path)
    if NEEDED_TO_READ.isdisjoint(pending):
        return
    if pending == MIGRATIONS and not create:
        raise Refused(no_store(path))
    with _transaction(connection):
        _migrate_if_pending(connection, path)


def _migrate_if_pending(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date, inside a transaction: of several programs at once, one does it."""
    if pending_migrations(connection, path):
        from scorer.store.migrations import migrate  # noqa: PLC0415  50 ms that reading need not spend

        migrate(connection)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
