"""What makes a file a record: its mark and the migrations that this version knows.

Kept apart from the migrations themselves so that reading need not import what writes.
"""

import sqlite3
from pathlib import Path

from scorer.model.problem import Refused
from scorer.store.faults import newer_store, not_a_store

APPLICATION_ID = int.from_bytes(b"scor")
MIGRATION_SET = "scorer"
MIGRATIONS = ("tables", "names", "adjustments", "stated", "answers", "frozen", "evidence")
NEEDED_TO_READ = frozenset({"tables"})
"""The migrations without which a record cannot be read: the others wait for the first action."""


def pending_migrations(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Give the known migrations that the file still lacks: all of them where it is empty.

    Raises Refused where the file is another program's database or a later version's record.
    """
    # The mark is read last: whoever creates the tables meanwhile sets it in the same transaction.
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if not tables:
        return MIGRATIONS
    if mark != APPLICATION_ID or "_sqlite_migrations" not in tables:
        raise Refused(not_a_store(path, "这是别的程序的数据库"))
    applied = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [MIGRATION_SET]
        )
    ]
    unknown = tuple(name for name in applied if name not in MIGRATIONS)
    if unknown:
        raise Refused(newer_store(path, unknown))
    return tuple(name for name in MIGRATIONS if name not in applied)
