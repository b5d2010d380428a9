"""The log: who entered what and when, old and new."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import CENTRE, DOCUMENT, KEY, PEOPLE, entry, line, merge, project, record, stamp

from scorer.model.entry import Entry, Stamp
from scorer.model.fields import FIELDS, Field
from scorer.store import Store, open_store
from scorer.store.history import _AT_A_TIME, LogEntry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "scorer.db", create=True) as opened:
        merge(opened, project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人")))
        record(opened, 1, entry(Field.ACTUAL, "27场"), day=2)
        record(opened, 1, entry(Field.ACTUAL, "28场"), entry(Field.CAUSE, "雨"), day=3)
        record(opened, None, entry(Field.INITIAL_BUDGET, "6", "6万元", part="财政资金"), day=4)
        record(opened, 1, Entry(Field.ACTUAL, "", ""), day=5)
        yield opened


def told(entries: Iterator[LogEntry]) -> list[tuple[str, int | None, str, str, str]]:
    return [(each.at[8:10], each.line, each.field.value, each.old, each.new) for each in entries]


TYPED = [
    ("02", 1, "actual", "", "27场"),
    ("03", 1, "actual", "27场", "28场"),
    ("03", 1, "cause", "", "雨"),
    ("04", None, "initial_budget", "", "6"),
    ("05", 1, "actual", "28场", ""),
]


def test_the_log_tells_old_and_new_of_every_entry_oldest_first(store: Store) -> None:
    assert told(store.history())[-5:] == TYPED
    assert len(list(store.history())) == 6 + len(TYPED)
    first = next(each for each in store.history() if each.field is Field.TARGET)
    assert first == LogEntry(
        action=1,
        at=stamp().at,
        author="张三",
        command="import",
        program="1.0",
        year=2024,
        number=1,
        project=KEY.name,
        line=1,
        line_name=CENTRE.name,
        field=Field.TARGET,
        part="",
        old="",
        new="≥26场",
        reading="≥26场",
        document=DOCUMENT.name,
    )
    fund = list(store.history())[-2]
    assert (fund.line, fund.line_name, fund.part, fund.document) == (None, None, "财政资金", None)


def test_each_question_narrows_the_log(store: Store) -> None:
    merge(store, project(line(CENTRE, 1, "≥1场"), key=replace(KEY, name="另一个")), day=6)
    with store.act(Stamp("2025-01-02T00:00:00.000000Z", "李四", "record-actual", "1.0")) as action:
        action.record(2024, 2, 1, (entry(Field.ACTUAL, "1场"),))
    merge(store, project(key=replace(KEY, year=2025)), day=7)
    assert told(store.history(number=1, line=1))[2:] == [row for row in TYPED if row[1] == 1]
    assert told(store.history(year=2024, number=1, line=0))[-1] == TYPED[3]
    assert told(store.history(author="李四")) == [("02", 1, "actual", "", "1场")]
    assert {each.year for each in store.history(year=2025)} == {2025}
    assert {each.number for each in store.history(number=2)} == {2}
    days = {each.at[8:10] for each in store.history(since=stamp(2).at, until=stamp(4).at)}
    assert days == {"02", "03", "04"}
    assert list(store.history(author="王五")) == []


def test_a_corrected_name_is_told_and_shown_at_every_entry(store: Store) -> None:
    corrected = replace(CENTRE, name=f"{CENTRE.name}数")
    key = replace(KEY, name=f"{KEY.name}的")
    unlike = tuple(line(replace(PEOPLE, name=name), place, "1") for place, name in enumerate("甲乙丙丁", 2))
    merge(store, project(line(CENTRE, 1, "≥26场"), *unlike), day=6)
    with store.act(stamp(7)) as action:
        action.document(DOCUMENT, projects=[replace(key, name=f"{KEY.name}"), key])
        action.merge(project(line(corrected, 1, "≥26场"), *unlike))
        action.merge(project(line(CENTRE, 1, "≥26场"), key=key))
    merge(store, project(line(corrected, 1, "≥26场"), line(CENTRE, 2, "≥1场"), *unlike), day=8)
    renames = [(each.line, each.old, each.new) for each in store.history() if each.field is Field.NAME]
    assert renames == [(1, CENTRE.name, corrected.name), (7, CENTRE.name, CENTRE.name)]
    assert {each.line_name for each in store.history(number=1, line=1)} == {corrected.name}


def test_a_project_s_corrected_name_is_told_and_shown_at_every_entry(store: Store) -> None:
    longer = tuple(line(replace(PEOPLE, name=name), place, "1") for place, name in enumerate("甲乙丙丁戊"))
    old, new = replace(KEY, name="]2024年寻找最美家庭"), replace(KEY, name="2024年寻找最美家庭")
    for day, keys in ((6, [old]), (7, [new]), (8, [new, old])):
        with store.act(stamp(day)) as action:
            action.document(DOCUMENT, projects=keys)
            for key in keys:
                action.merge(project(*longer, key=key))
    renames = [(each.number, each.old, each.new) for each in store.history() if each.field is Field.NAME]
    assert renames == [(2, old.name, new.name), (3, old.name, old.name)]
    assert {each.project for each in store.history(number=2)} == {new.name}


def test_the_log_is_streamed_and_keeps_no_one_from_writing(store: Store, tmp_path: Path) -> None:
    with store.act(stamp(8)) as action:
        for turn in range(5 * _AT_A_TIME):
            action.record(2024, 1, 1, (entry(Field.NOTE, f"{turn}" * 50),))
    count = len(list(store.history()))
    assert count == 5 * _AT_A_TIME + 6 + len(TYPED)
    reading = store.history()
    next(reading)
    with open_store(tmp_path / "scorer.db", create=False, timeout=0) as other:
        assert record(other, 1, entry(Field.ACTUAL, "9场"), day=9) == 1
    assert len(list(reading)) == count - 1
    tracemalloc.start()
    for _ in store.history():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_every_field_has_a_heading_and_nobody_can_enter_what_the_record_says_itself() -> None:
    assert set(FIELDS) == set(Field)
    for field in (Field.NAME, Field.RETIRED):
        info = FIELDS[field]
        assert (info.of_project, info.of_line, info.option) == (False, False, "")
