"""A record of an earlier version: read as it is, brought up to date by the first action."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_examples import entry, record, tables, the_project, two_lines

from scorer.model.fields import Field
from scorer.model.problem import Code, Refused
from scorer.store import open_store
from scorer.store.migrations import _migrations
from scorer.store.schema import MIGRATIONS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record as this version leaves it."""
    return two_lines(tmp_path)


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Turn this program into a later version, with one more migration that adds a column."""

    def install(*, needed_to_read: bool = False) -> None:
        known = list(_migrations._migrations)
        monkeypatch.setattr(_migrations, "_migrations", known)

        @_migrations(name="mood")
        def _mood(db: Database) -> None:
            db.execute("ALTER TABLE project ADD COLUMN mood TEXT")

        later = (*MIGRATIONS, "mood")
        monkeypatch.setattr("scorer.store.schema.MIGRATIONS", later)
        monkeypatch.setattr("scorer.store.record.MIGRATIONS", later)
        if needed_to_read:
            monkeypatch.setattr("scorer.store.record.NEEDED_TO_READ", frozenset({"tables", "mood"}))

    return install


def migrations(path: Path) -> tuple[object, ...]:
    return tuple(row[2] for row in tables(path)["_sqlite_migrations"])


def test_an_earlier_version_s_record_is_read_without_a_change(
    path: Path, next_version: Callable[..., None]
) -> None:
    next_version()
    before = path.read_bytes()
    for create in (False, True):
        with open_store(path, create=create) as store:
            assert len(the_project(store).indicators) == 2
    assert path.read_bytes() == before


def test_the_first_action_brings_the_record_up_to_date_with_itself(
    path: Path, next_version: Callable[..., None]
) -> None:
    next_version()
    before = path.read_bytes()
    with open_store(path, create=False) as store:
        with pytest.raises(LookupError):
            record(store, 9, entry(Field.NOTE, "x"))
        assert path.read_bytes() == before
        record(store, 1, entry(Field.ACTUAL, "28场"))
        record(store, 1, entry(Field.ACTUAL, "29场"), day=3)
        assert the_project(store).indicators[0].actual is not None
    assert migrations(path) == (*MIGRATIONS, "mood")
    assert len(tables(path)["project"][0]) == 8


def test_a_record_that_cannot_be_read_as_it_is_is_brought_up_to_date_on_opening(
    path: Path, next_version: Callable[..., None]
) -> None:
    next_version(needed_to_read=True)
    with open_store(path, create=False) as store:
        assert len(the_project(store).indicators) == 2
    assert migrations(path) == (*MIGRATIONS, "mood")


def test_a_migration_that_fails_leaves_the_record_as_it_was(
    path: Path, next_version: Callable[..., None]
) -> None:
    next_version()
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE project ADD COLUMN mood TEXT")
    connection.close()
    before = path.read_bytes()
    with open_store(path, create=False) as store:
        with pytest.raises(sqlite3.OperationalError, match="duplicate column"):
            record(store, 1, entry(Field.ACTUAL, "28场"))
        assert len(the_project(store).indicators) == 2
    assert path.read_bytes() == before


def test_a_new_record_has_every_migration(tmp_path: Path, next_version: Callable[..., None]) -> None:
    next_version()
    open_store(tmp_path / "new.db", create=True).close()
    assert migrations(tmp_path / "new.db") == (*MIGRATIONS, "mood")


def test_a_record_migrated_by_a_later_version_meanwhile_is_refused_by_the_next_action(path: Path) -> None:
    with open_store(path, create=False) as store:
        connection = sqlite3.connect(path)
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('scorer', 'mood', '')"
        )
        connection.commit()
        connection.close()
        with pytest.raises(Refused) as caught:
            record(store, 1, entry(Field.ACTUAL, "28场"))
    assert caught.value.problems[0].code is Code.STORE_NEWER


def test_a_record_of_the_first_version_of_all_takes_in_a_renamed_line(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE frozen")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'tables'")
    connection.commit()
    connection.close()
    with open_store(path, create=False) as store:
        assert len(the_project(store).indicators) == 2
        record(store, 1, entry(Field.ACTUAL, "28场"))
    assert migrations(path) == MIGRATIONS
