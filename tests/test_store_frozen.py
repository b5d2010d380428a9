"""Frozen results in the record: kept to the byte, with the state of the record that they are about."""

import sqlite3
from pathlib import Path

import pytest
from store_examples import (
    entry,
    record,
    stamp,
    tables,
    the_project,
    two_lines,
)

from scorer.model.fields import Field
from scorer.model.frozen import Frozen, FrozenTexts, Scope
from scorer.model.problem import Code, Refused
from scorer.store import Store, open_store
from scorer.store.schema import MIGRATIONS

TEXTS = FrozenTexts(b'default = "x"\r\n', "{\n 天}\n".encode(), b"")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return two_lines(tmp_path)


def freeze(store: Store, year: int = 2024, numbers: tuple[int, ...] | None = None, day: int = 3) -> Frozen:
    scope = Scope(year, store.last_action(), numbers, detail=numbers is not None)
    with store.act(stamp(day, "rules freeze")) as action:
        return action.freeze(scope, "tianjin-2024", "ab" * 32, "报送\0财政局", TEXTS)


def test_what_was_frozen_comes_back_as_it_was(path: Path) -> None:
    with open_store(path, create=False) as store:
        made = (freeze(store), freeze(store, numbers=(1,)), freeze(store, 2023))
    with open_store(path, create=False) as store:
        assert store.frozen() == made
        assert [each.id for each in made] == ["2024-1", "2024-2", "2023-1"]
        assert [store.frozen_texts(each) for each in made] == [TEXTS] * 3
    assert made[1].scope == Scope(2024, 2, (1,), detail=True)
    assert made[0].because == "报送\ufffd财政局"
    assert made[0].stamp == stamp(3, "rules freeze")


def test_actions_of_one_moment_are_told_apart_by_their_order(path: Path) -> None:
    with open_store(path, create=False) as store:
        record(store, 1, entry(Field.ACTUAL, "27场"), day=5)
        frozen = freeze(store, day=5)
        record(store, 1, entry(Field.ACTUAL, "28场"), day=5)
        (then,) = store.projects(2024, last=frozen.scope.last_action)
        assert [each.actual and each.actual.text for each in then.indicators] == ["27场", None]
        assert [each.actual and each.actual.text for each in the_project(store).indicators] == ["28场", None]
        assert store.remarks(2024, last=0) == ()
        assert tuple(store.projects(2024, last=0)) == ()


def test_a_frozen_result_is_never_changed_or_deleted(path: Path) -> None:
    with open_store(path, create=False) as store:
        freeze(store)
    connection = sqlite3.connect(path)
    for change in ("UPDATE frozen SET because = ''", "DELETE FROM frozen"):
        with pytest.raises(sqlite3.IntegrityError, match="the record only grows"):
            connection.execute(change)
    connection.close()


def test_a_record_from_before_has_none_and_takes_its_first(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE frozen")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'frozen'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with open_store(path, create=False) as store:
        assert store.frozen() == ()
        assert path.read_bytes() == before
        assert freeze(store).id == "2024-1"
    assert {row[2] for row in tables(path)["_sqlite_migrations"]} == set(MIGRATIONS)


def test_a_damaged_text_is_said_to_be_damage(path: Path) -> None:
    with open_store(path, create=False) as store:
        frozen = freeze(store)
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER frozen_no_update")
    connection.execute("UPDATE frozen SET report_json = x'00'")
    connection.commit()
    connection.close()
    with open_store(path, create=False) as store, pytest.raises(Refused) as caught:
        store.frozen_texts(frozen)
    assert caught.value.problems[0].code is Code.NOT_A_STORE


def test_nothing_is_kept_of_an_action_that_fails(path: Path) -> None:
    with open_store(path, create=False) as store:
        before = tables(path)
        scope = Scope(2024, store.last_action(), None, detail=False)

        def freeze_and_fail() -> None:
            with store.act(stamp(4)) as action:
                action.freeze(scope, "x", "y", "", TEXTS)
                action.record(2024, 9, None, ())

        with pytest.raises(LookupError):
            freeze_and_fail()
        assert tables(path) == before
