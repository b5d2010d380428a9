"""Importing: what is new becomes a version, numbers stay, nothing that was entered is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import (
    CENTRE,
    DOCUMENT,
    KEY,
    PEOPLE,
    RATE,
    entry,
    from_document,
    line,
    merge,
    project,
    record,
    stamp,
    tables,
    the_project,
)

from scorer.model.entry import Document, Entry, LineEntries, Organisation, ProjectEntries, ProjectKey
from scorer.model.fields import Field
from scorer.model.source import Source
from scorer.store import Store, open_store
from scorer.store.merging import Change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scorer.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as opened:
        yield opened


TABLE = project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人"))


def test_importing_twice_writes_nothing(store: Store, path: Path) -> None:
    first = merge(store, TABLE)
    before = tables(path)
    (again,) = merge(store, TABLE, day=2)
    assert tables(path) == before
    assert (first[0].created, first[0].added, first[0].changed) == (True, (CENTRE, PEOPLE), ())
    assert (len(before["action"]), len(before["document"])) == (1, 1)
    assert (again.created, again.added, again.changed, again.vanished) == (False, (), (), ())
    assert (again.number, again.name) == (1, KEY.name)


def test_an_action_without_entries_leaves_no_trace(store: Store, path: Path) -> None:
    merge(store, TABLE)
    before = tables(path)
    with store.act(stamp(2)) as action:
        action.document(Document("leer.csv", 0, "00", ("示例数据",)))
        action.record(2024, 1, 1, (entry(Field.TARGET, "≥26场"), Entry(Field.ACTUAL, "", "")))
    assert action.wrote == 0
    assert tables(path) == before


def test_a_changed_target_becomes_a_new_version_and_the_actual_stays(store: Store) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.ACTUAL, "28场"))
    (merged,) = merge(store, project(line(CENTRE, 1, "≥30场"), line(PEOPLE, 2, "≥3150人")), day=3)
    assert merged.changed == (Change(CENTRE, Field.TARGET, "", "≥26场", "≥30场", "≥26场", "≥30场"),)
    centre = the_project(store).indicators[0]
    assert centre.target.text == "≥30场"
    assert centre.actual is not None
    assert centre.actual.text == "28场"
    assert centre.actual.action < centre.target.action


def test_a_reading_that_changed_alone_is_a_change(store: Store) -> None:
    target = LineEntries(CENTRE, (entry(Field.TARGET, "≤5月", "≤2024年5月31日"),))
    merge(store, project(target))
    reread = LineEntries(CENTRE, (entry(Field.TARGET, "≤5月", "≤2025年5月31日"),))
    (merged,) = merge(store, project(reread), day=2)
    expected = Change(CENTRE, Field.TARGET, "", "≤5月", "≤5月", "≤2024年5月31日", "≤2025年5月31日")
    assert merged.changed == (expected,)


def test_a_text_that_changed_alone_is_a_change(store: Store) -> None:
    merge(store, TABLE)
    shorter = entry(Field.INITIAL_BUDGET, "5", "5.00万元")
    (merged,) = merge(store, replace(TABLE, entries=(TABLE.entries[0], shorter)), day=2)
    expected = Change(None, Field.INITIAL_BUDGET, "", "5.00", "5", "5.00万元", "5.00万元")
    assert merged.changed == (expected,)


def test_a_changed_field_of_the_project_is_named_with_its_part(store: Store) -> None:
    def with_fund(amount: str) -> ProjectEntries:
        fund = entry(Field.INITIAL_BUDGET, amount, f"{amount}万元", part="财政资金")
        return replace(TABLE, entries=(*TABLE.entries, fund))

    merge(store, with_fund("5.00"))
    (merged,) = merge(store, with_fund("4.00"), day=2)
    expected = Change(None, Field.INITIAL_BUDGET, "财政资金", "5.00", "4.00", "5.00万元", "4.00万元")
    assert merged.changed == (expected,)


def test_an_adjustment_by_hand_outlives_an_import_of_the_same_table(store: Store) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.TARGET, "≥20场"))
    (merged,) = merge(store, TABLE, day=3)
    assert merged.changed == ()
    assert the_project(store).indicators[0].target.text == "≥20场"


def test_what_a_document_no_longer_says_is_cleared_unless_it_was_entered_by_hand(store: Store) -> None:
    full = replace(
        TABLE,
        entries=(*TABLE.entries, entry(Field.GOALS, "目标"), entry(Field.PURPOSE, "用途")),
    )
    merge(store, full)
    record(store, None, entry(Field.PURPOSE, "手工写的用途"))
    (merged,) = merge(store, TABLE, day=3)
    assert merged.changed == (Change(None, Field.GOALS, "", "目标", "", "目标", ""),)
    found = the_project(store)
    assert found.goals is None
    assert found.purpose is not None
    assert found.purpose.value == "手工写的用途"
    assert merge(store, TABLE, day=4)[0].changed == ()
    merge(store, replace(TABLE, entries=(*TABLE.entries, entry(Field.PURPOSE, "新的用途"))), day=5)
    merge(store, TABLE, day=6)
    assert the_project(store).purpose is None


def test_vanished_lines_are_named_in_the_order_of_their_numbers(store: Store) -> None:
    keys = (replace(RATE, dimension="效益指标"), CENTRE, replace(CENTRE, dimension="满意度指标"))
    merge(store, project(*(line(key, place, "≥1场") for place, key in enumerate(keys, start=1))))
    (merged,) = merge(store, project(), day=2)
    assert merged.vanished == keys


def test_vanished_lines_are_named_and_kept_last_with_what_was_recorded(store: Store, path: Path) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.ACTUAL, "28场"))
    shorter = project(line(PEOPLE, 1, "≥3150人"), line(RATE, 2, "≤5%"))
    (merged,) = merge(store, shorter, day=3)
    assert (merged.vanished, merged.added, merged.changed) == ((CENTRE,), (RATE,), ())
    kept = the_project(store).indicators
    assert [(each.number, each.key) for each in kept] == [(2, PEOPLE), (3, RATE), (1, CENTRE)]
    assert kept[2].actual is not None
    before = tables(path)
    assert merge(store, shorter, day=4)[0].vanished == (CENTRE,)
    assert tables(path) == before


def test_a_line_that_returns_has_its_old_number_and_place(store: Store) -> None:
    merge(store, TABLE)
    merge(store, project(line(PEOPLE, 1, "≥3150人")), day=2)
    (merged,) = merge(store, TABLE, day=3)
    assert (merged.added, merged.vanished) == ((), ())
    assert [(each.number, each.key) for each in the_project(store).indicators] == [(1, CENTRE), (2, PEOPLE)]


def test_numbers_never_change_and_reports_keep_the_order_of_the_last_table(store: Store) -> None:
    second, third = (replace(KEY, name=f"项目{name}") for name in "乙丙")
    merge(store, TABLE, project(key=second, position=2))
    merged = merge(store, project(key=second, position=1), project(key=third, position=2), day=2)
    assert [each.number for each in merged] == [2, 3]
    merge(store, replace(TABLE, entries=(entry(Field.POSITION, "3"),)), day=3)
    assert [each.number for each in store.projects(2024)] == [2, 3, 1]


def test_numbers_begin_afresh_in_every_year(store: Store) -> None:
    next_year = replace(KEY, year=2025)
    merge(store, TABLE)
    assert [each.number for each in merge(store, project(key=next_year), day=2)] == [1]
    assert store.years() == (2024, 2025)
    assert [each.year for each in store.projects(2025)] == [2025]


def test_projects_of_one_name_in_two_organisations_are_two(store: Store) -> None:
    other = ProjectKey(2024, Organisation("562301", "天津市妇女联合会"), KEY.name)
    merged = merge(store, TABLE, project(key=other))
    assert [each.number for each in merged] == [1, 2]
    assert [each.organisation for each in store.projects(2024)] == [KEY.organisation, other.organisation]


def test_equal_lines_are_told_apart_by_their_turn(store: Store) -> None:
    second = replace(CENTRE, turn=2)
    merge(store, project(line(CENTRE, 1, "≥26场"), line(second, 2, "≥8场")))
    merge(store, project(line(CENTRE, 1, "≥26场"), line(second, 2, "≥9场")), day=2)
    assert [each.target.text for each in the_project(store).indicators] == ["≥26场", "≥9场"]


def test_each_entry_belongs_to_the_document_that_its_source_names(store: Store) -> None:
    other = Document("other.txt", 5, "cd" * 32)
    moved = Source("other.txt", 0, 7, 0, "≥ 3150 人")
    lines = (
        LineEntries(CENTRE, (from_document(Field.TARGET, "≥26场", 11),)),
        LineEntries(PEOPLE, (replace(entry(Field.TARGET, "≥3150人"), source=moved),)),
    )
    with store.act(stamp()) as action:
        action.document(other)
        action.document(DOCUMENT)
        action.merge(ProjectEntries(KEY, (), lines))
    sources = [each.target.source for each in the_project(store).indicators]
    assert sources == [Source(DOCUMENT.name, 1, 11, 5, "≥26场"), moved]


def test_of_two_documents_of_one_name_the_later_holds(store: Store, path: Path) -> None:
    merge(store, TABLE)
    with store.act(stamp(2)) as action:
        for digest, text in (("01", "≥1场"), ("02", "≥2场")):
            action.document(replace(DOCUMENT, sha256=digest))
            action.merge(project(line(CENTRE, 1, text), line(PEOPLE, 2, "≥3150人")))
    entries, documents = tables(path)["entry"], {row[0]: row[4] for row in tables(path)["document"]}
    assert [documents[row[10]] for row in entries[-2:]] == ["01", "02"]


def test_projects_of_two_documents_come_document_by_document_each_in_its_order(store: Store) -> None:
    def named(name: str, position: int) -> ProjectEntries:
        return project(key=replace(KEY, name=name), position=position)

    with store.act(stamp(1)) as action:
        action.document(Document("一.txt", 1, "aa" * 32))
        for position, name in enumerate(("甲", "乙", "丙"), 1):
            action.merge(named(name, position))
    with store.act(stamp(2)) as action:
        action.document(Document("二.txt", 1, "bb" * 32))
        for position, name in enumerate(("丁", "戊"), 1):
            action.merge(named(name, position))
    assert [found.name for found in store.projects(2024)] == ["甲", "乙", "丙", "丁", "戊"]
