"""How the tables came to be: one function a change, never edited once released.

A change is a function here and its name in schema.MIGRATIONS, and in schema.NEEDED_TO_READ where what is
read needs it. A field that is added to `Field` comes with a migration, even one that does nothing, so that
an older version refuses a record that holds entries it would leave out.
"""

import secrets
import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from scorer.store.schema import APPLICATION_ID, MIGRATION_SET

_migrations = Migrations(MIGRATION_SET)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is pending, inside the open transaction that several programs at once wait for."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrations.apply(Database(connection, execute_plugins=False))


@_migrations(name="tables")
def _tables(db: Database) -> None:
    db.table("store").create({"id": str}, pk="id").insert({"id": secrets.token_hex(16)})
    _create(db, "action", {"at": str, "author": str, "command": str, "program": str})
    _create(db, "document", {"action": int, "name": str, "size": int, "sha256": str, "remarks": str})
    _create(
        db,
        "project",
        {"action": int, "year": int, "organisation_code": str, "organisation_name": str, "name": str}
        | {"number": int},
    )
    _create(
        db,
        "line",
        {"action": int, "project": int, "dimension": str, "category": str, "name": str}
        | {"turn": int, "number": int},
    )
    _create(
        db,
        "entry",
        {"action": int, "project": int, "line": int, "field": str, "part": str, "text": str, "reading": str}
        | {"notes": str, "imported": int, "document": int, "table_number": int, "row_number": int}
        | {"column_number": int, "source_text": str},
    )
    db.table("project").create_index(["year", "organisation_code", "organisation_name", "name"], unique=True)
    db.table("project").create_index(["year", "number"], unique=True)
    db.table("line").create_index(["project", "dimension", "category", "name", "turn"], unique=True)
    db.table("line").create_index(["project", "number"], unique=True)
    db.table("entry").create_index(["project", "line", "field", "part"])


@_migrations(name="names")
def _names(_: Database) -> None:
    """Entries that rename or retire a line, which the first version would leave out."""


@_migrations(name="adjustments")
def _adjustments(_: Database) -> None:
    """Entries that adjust a target or points by hand, which the first version would leave out."""


@_migrations(name="stated")
def _stated(_: Database) -> None:
    """Entries of filled forms, which earlier versions would leave out: what was achieved, stated scores."""


@_migrations(name="answers")
def _answers(_: Database) -> None:
    """Entries that answer a finding, which earlier versions would leave out."""


@_migrations(name="frozen")
def _frozen(db: Database) -> None:
    """Assessments as they were printed, with the rule file; the texts are compressed."""
    _create(
        db,
        "frozen",
        {"action": int, "year": int, "number": int, "last_action": int, "projects": str, "detail": int}
        | {"rules": str, "sha256": str, "because": str}
        | {"rule_file": bytes, "report_json": bytes, "report_table": bytes},
    )
    db.table("frozen").create_index(["year", "number"], unique=True)


@_migrations(name="evidence")
def _evidence(_: Database) -> None:
    """Entries of evidence, which earlier versions would leave out."""


_OPTIONAL = {"remarks", "line", "notes", "document", "table_number", "row_number", "column_number"} | {
    "source_text",
    "projects",
}
_REFERENCES = ("action", "document", "project", "line")


def _create(db: Database, name: str, columns: dict[str, type]) -> None:
    db.table(name).create(
        {"id": int} | columns,
        pk="id",
        not_null=set(columns) - _OPTIONAL,
        foreign_keys=[(column, column, "id") for column in columns if column in _REFERENCES],
    )
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'the record only grows'); END"
        )
