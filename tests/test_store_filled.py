"""Filled forms in the record: each kind of document speaks of its own fields, and clears no others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import (
    CENTRE,
    DOCUMENT,
    KEY,
    PEOPLE,
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

from scorer.model.entry import Document, LineEntries, ProjectEntries
from scorer.model.fields import Field
from scorer.model.project import Project
from scorer.store import Store, open_store
from scorer.store.merging import Merged

FORM = Document(DOCUMENT.name, 2000, "cd" * 32)
OF_TABLE = frozenset({Field.TARGET, Field.POSITION, Field.DESCRIPTION, Field.PURPOSE, Field.INITIAL_BUDGET})
OF_FORM = frozenset(
    {Field.TARGET, Field.POSITION, Field.INITIAL_BUDGET, Field.ACTUAL, Field.TABLE_POINTS, Field.CAUSE}
    | {Field.ACHIEVED, Field.STATED_SCORE, Field.STATED_TOTAL, Field.STATED_RATING, Field.STATED_RATE}
)
BUDGET = entry(Field.INITIAL_BUDGET, "5.00", "5.00万元")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scorer.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as opened:
        yield opened


def table() -> ProjectEntries:
    own = (entry(Field.POSITION, "1"), BUDGET, entry(Field.PURPOSE, "开展活动"))
    described = LineEntries(
        CENTRE, (*line(CENTRE, 1, "≥26场").entries, entry(Field.DESCRIPTION, "公益活动的场次"))
    )
    return ProjectEntries(KEY, own, (described, line(PEOPLE, 2, "≥3150人")))


def form(actual: str = "28场", *, total: str = "97.50", position: str = "1") -> ProjectEntries:
    own = (
        *(entry(Field.POSITION, position), BUDGET, entry(Field.TABLE_POINTS, "10", "10.00")),
        *(entry(Field.STATED_SCORE, "9.5", "9.50"), entry(Field.STATED_TOTAL, total)),
        *(entry(Field.STATED_RATING, "优"), entry(Field.STATED_RATE, "95%")),
        entry(Field.ACHIEVED, "全部完成"),
    )
    filled = (
        *line(CENTRE, 1, "≥26场").entries,
        *(from_document(Field.ACTUAL, actual, 11), entry(Field.TABLE_POINTS, "40", "40.00")),
        *(entry(Field.STATED_SCORE, "38", "38.00"), entry(Field.CAUSE, "天气")),
    )
    return ProjectEntries(KEY, own, (LineEntries(CENTRE, filled), line(PEOPLE, 2, "≥3150人")))


def merge_table(store: Store, day: int) -> Merged:
    with store.act(stamp(day)) as action:
        action.document(DOCUMENT)
        return action.merge(table(), fields=OF_TABLE)


def merge_form(store: Store, day: int, filled: ProjectEntries | None = None) -> Merged:
    with store.act(stamp(day)) as action:
        action.document(FORM)
        return action.merge(filled or form(), fields=OF_FORM, moves=False)


def stated(found: Project) -> tuple[object, ...]:
    said = (found.stated.execution_score, found.stated.total, found.stated.rating, found.stated.rate)
    own = (found.execution_points, found.achieved, found.indicators[0].stated_score)
    return tuple(each and each.value for each in (*said, *own))


def actual(found: Project) -> str:
    recorded = found.indicators[0].actual
    assert recorded is not None
    return recorded.text


def test_what_a_filled_form_states_is_read_back_in_hundredths_and_as_written(store: Store) -> None:
    merge_form(store, 1)
    found = the_project(store)
    assert stated(found) == (950, 9750, "优", "95%", 1000, "全部完成", 3800)
    assert actual(found) == "28场"
    total = found.stated.total
    assert total is not None
    assert (total.text, total.by, total.action) == ("97.50", "张三", 1)


def test_a_filled_form_over_a_target_table_leaves_what_only_the_table_says(store: Store) -> None:
    merge_table(store, 1)
    merge_form(store, 2)
    found = the_project(store)
    assert found.purpose is not None
    assert found.indicators[0].description == "公益活动的场次"
    assert stated(found)[1] == 9750


def test_the_target_table_again_leaves_what_only_the_filled_form_says(store: Store) -> None:
    merge_table(store, 1)
    merge_form(store, 2)
    assert merge_table(store, 3).changed == ()
    found = the_project(store)
    assert stated(found) == (950, 9750, "优", "95%", 1000, "全部完成", 3800)
    assert actual(found) == "28场"
    assert found.indicators[0].cause is not None


def test_a_form_corrected_by_a_later_one_takes_back_what_that_no_longer_states(
    store: Store,
) -> None:
    merge_form(store, 1)
    bare = ProjectEntries(KEY, form().entries[:2], form().lines)
    merge_form(store, 2, bare)
    assert stated(the_project(store)) == (None, None, None, None, None, None, 3800)


def test_the_form_goes_before_an_earlier_entry_by_hand_and_a_later_one_goes_before_the_form(
    store: Store, path: Path
) -> None:
    merge_table(store, 1)
    record(store, 1, entry(Field.ACTUAL, "20场"), day=2)
    merge_form(store, 3)
    assert actual(the_project(store)) == "28场"
    record(store, 1, entry(Field.ACTUAL, "30场"), day=4)
    before = tables(path)
    assert merge_form(store, 5).changed == ()
    assert tables(path) == before
    assert actual(the_project(store)) == "30场"
    merge_form(store, 6, form("31场"))
    assert actual(the_project(store)) == "31场"


def test_a_form_that_repeats_an_actual_brings_no_new_fact_for_judgements_to_lapse_by(store: Store) -> None:
    merge_table(store, 1)
    record(store, 1, entry(Field.ACTUAL, "28场"), day=2)
    entered = the_project(store).indicators[0].actual
    merge_form(store, 3)
    found = the_project(store).indicators[0].actual
    assert entered is not None
    assert found is not None
    assert (found.action, found.by, found.source is None) == (entered.action, "张三", False)
    merge_form(store, 4, form("29场"))
    changed = the_project(store).indicators[0].actual
    assert changed is not None
    assert changed.action > entered.action


def test_words_that_a_form_breaks_into_other_lines_are_those_recorded(store: Store, path: Path) -> None:
    merge_table(store, 1)
    record(store, 1, entry(Field.CAUSE, "天\n气"), day=2)
    record(store, None, entry(Field.ACHIEVED, "全部\n完成"), day=2)
    merge_form(store, 3)
    found = the_project(store)
    assert [each and each.value for each in (found.indicators[0].cause, found.achieved)] == [
        "天\n气",
        "全部\n完成",
    ]
    before = tables(path)
    assert merge_form(store, 4).changed == ()
    assert tables(path) == before
    record(store, 1, entry(Field.CAUSE, "天气不好"), day=5)
    assert merge_form(store, 6).changed == ()
    cause = the_project(store).indicators[0].cause
    assert cause is not None
    assert cause.value == "天气不好"


def test_a_filled_form_leaves_a_known_project_at_its_place_among_the_others(store: Store) -> None:
    other = project(line(CENTRE, 1, "≥1场"), key=replace(KEY, name="另一个"), position=2)
    merge(store, table(), other)
    merge_form(store, 2, form(position="7"))
    assert [each.name for each in store.projects(2024)] == [KEY.name, "另一个"]
    merge_table(store, 3)
    assert [each.number for each in store.projects(2024)] == [1, 2]
