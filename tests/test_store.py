"""What goes into the record comes out, in versions, and nothing is ever lost."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from store_examples import (
    CENTRE,
    DOCUMENT,
    KEY,
    PEOPLE,
    RATE,
    entry,
    has_only_grown,
    line,
    merge,
    project,
    record,
    stamp,
    tables,
    the_project,
)

from scorer.model.actual import Measured, Words
from scorer.model.entry import Document, Entry, LineEntries
from scorer.model.fields import Field
from scorer.model.project import Budget, FinalScore, Fund, Tier
from scorer.model.quantity import Quantity
from scorer.model.source import Source
from scorer.model.target import AtLeast, Unreadable
from scorer.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scorer.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as opened:
        yield opened


TABLE = project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人"))


def test_a_value_comes_back_as_read_as_written_with_its_place_and_who_entered_it_when(store: Store) -> None:
    merge(store, TABLE)
    typed = Entry(Field.ACTUAL, "3200", "3200人", notes=("按指标值的单位读作3200人",))
    record(store, 2, typed)
    people = the_project(store).indicators[1]
    assert people.number == 2
    assert people.key == PEOPLE
    assert people.target.value == AtLeast(Quantity(Decimal(3150), "人"))
    assert people.target.text == "≥3150人"
    assert people.target.source == Source("targets-2024.txt", 1, 12, 5, "≥3150人")
    assert people.actual is not None
    assert people.actual.value == Measured(Quantity(Decimal(3200), "人"))
    assert (people.actual.text, people.actual.notes) == ("3200", typed.notes)
    assert (people.actual.at, people.actual.by) == (stamp(2).at, "张三")
    assert people.actual.source is None
    assert people.actual.action > people.target.action


READINGS = [
    (Field.TARGET, "≥26场", AtLeast(Quantity(Decimal(26), "场"))),
    (Field.TABLE_POINTS, "4.17", 417),
    (Field.TABLE_POINTS, "10", 1000),
    (Field.ACTUAL, "28场", Measured(Quantity(Decimal(28), "场"))),
    (Field.TIER, "部分达成", Tier.PARTLY),
    (Field.SHARE, "66.5%", Fraction(133, 200)),
    (Field.FINAL_SCORE, "4.00/4.17", FinalScore(400, 417)),
    (Field.BECAUSE, "现场核实", "现场核实"),
    (Field.NOT_APPLICABLE, "项目调整", "项目调整"),
    (Field.CAUSE, "雨季\n停工", "雨季\n停工"),
    (Field.REMEDY, "抓紧", "抓紧"),
    (Field.NOTE, "=1+1", "=1+1"),
]


@pytest.mark.parametrize(("field", "reading", "value"), READINGS)
def test_each_field_of_a_line_is_read_by_its_kind(
    store: Store, field: Field, reading: str, value: object
) -> None:
    merge(store, TABLE)
    record(store, 1, entry(field, "原文", reading))
    recorded = getattr(the_project(store).indicators[0], field.value)
    assert (recorded.value, recorded.text) == (value, "原文")


PROJECT_TEXTS = [
    Field.PURPOSE,
    Field.GOALS,
    Field.NOT_APPLICABLE,
    Field.OVER_BUDGET,
    Field.CAUSE,
    Field.REMEDY,
    Field.NOTE,
]


@pytest.mark.parametrize("field", PROJECT_TEXTS)
def test_each_text_of_a_project_comes_back(store: Store, field: Field) -> None:
    merge(store, TABLE)
    record(store, None, entry(field, "写的", "读的"))
    assert getattr(the_project(store), field.value).value == "读的"
    assert all(getattr(each, field.value, None) is None for each in the_project(store).indicators)


def test_a_budget_keeps_its_sources_of_money_apart_and_in_order(store: Store) -> None:
    merge(store, TABLE)
    record(
        store,
        None,
        entry(Field.FULL_YEAR_BUDGET, "6", "6万元"),
        entry(Field.EXECUTED, "4.98", "4.98万元"),
        entry(Field.INITIAL_BUDGET, "4", "4万元", part="财政资金"),
        entry(Field.EXECUTED, "3.98", "3.98万元", part="财政资金"),
        entry(Field.INITIAL_BUDGET, "1", "1万元", part="其他资金"),
    )
    record(store, None, Entry(Field.INITIAL_BUDGET, "", "", part="财政资金"))
    budget = the_project(store).budget
    assert budget.initial is not None
    assert budget.executed is not None
    assert (budget.initial.value, budget.executed.value) == (Decimal("5.00"), Decimal("4.98"))
    assert budget.funds == (Fund("财政资金", None, None, Decimal("3.98")), Fund("其他资金", Decimal(1)))
    record(store, None, Entry(Field.EXECUTED, "", "", part="财政资金"))
    assert [fund.source for fund in the_project(store).budget.funds] == ["其他资金"]


def test_a_description_is_plain_text_and_empty_where_there_is_none(store: Store) -> None:
    described = LineEntries(CENTRE, (entry(Field.POSITION, "1"), entry(Field.DESCRIPTION, "活动的场次")))
    merge(store, project(described, line(PEOPLE, 2, "≥1人")))
    assert [each.description for each in the_project(store).indicators] == ["活动的场次", ""]


def test_a_line_without_a_target_is_unreadable_not_an_error(store: Store) -> None:
    merge(store, project(LineEntries(CENTRE, ())))
    (only,) = the_project(store).indicators
    assert isinstance(only.target.value, Unreadable)
    assert (only.target.text, only.target.at) == ("", stamp().at)


GARBLED = [Field.TABLE_POINTS, Field.TIER, Field.SHARE, Field.FINAL_SCORE]


@pytest.mark.parametrize("reading", ["不知所云", "4.175", "1e9", "8.0.0", "4.00/", "nan%", "", "优/良"])
@pytest.mark.parametrize("field", GARBLED)
def test_a_reading_no_longer_understood_counts_as_not_entered(
    store: Store, field: Field, reading: str
) -> None:
    merge(store, TABLE)
    record(store, 1, entry(field, "原文", reading))
    assert getattr(the_project(store).indicators[0], field.value) is None


def test_money_and_places_no_longer_understood_count_as_not_entered(store: Store) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.POSITION, "甲"))
    record(store, None, entry(Field.INITIAL_BUDGET, "五块", "五块"), entry(Field.POSITION, "1.5"))
    found = the_project(store)
    assert found.budget == Budget()
    assert [each.key for each in found.indicators] == [PEOPLE, CENTRE]


def test_targets_and_actuals_no_longer_understood_keep_their_words(store: Store) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.TARGET, "……"), entry(Field.ACTUAL, "见说明"))
    first = the_project(store).indicators[0]
    assert isinstance(first.target.value, Unreadable)
    assert first.actual is not None
    assert first.actual.value == Words("见说明")


def test_a_field_of_a_later_version_is_left_out(store: Store, path: Path) -> None:
    merge(store, TABLE)
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO entry (action, project, line, field, part, text, reading, imported) "
        "VALUES (1, 1, 1, 'mood', '', '是', '是', 0)"
    )
    connection.commit()
    connection.close()
    assert len(the_project(store).indicators) == 2


def test_only_the_numbers_asked_for_are_given(store: Store) -> None:
    keys = [replace(KEY, name=f"项目{number}") for number in range(1, 5)]
    merge(store, *(project(key=key, position=position) for position, key in enumerate(keys)))
    assert [each.number for each in store.projects(2024, numbers=(4, 2, 9))] == [2, 4]
    assert list(store.projects(2024, numbers=())) == []


def test_a_value_recorded_again_is_not_written_again_but_a_judgement_is(store: Store) -> None:
    merge(store, TABLE)
    actual, tier = entry(Field.ACTUAL, "28场"), entry(Field.TIER, "达成")
    share, final = entry(Field.SHARE, "90%"), entry(Field.FINAL_SCORE, "4.00", "4.00/4.17")
    excluded = entry(Field.NOT_APPLICABLE, "停办")
    assert record(store, 1, actual, tier, share, final, excluded) == 5
    assert record(store, 1, actual) == 0
    assert record(store, 1, tier, share, final, excluded) == 4


def test_clearing_hides_a_value_and_clearing_again_writes_nothing(store: Store) -> None:
    merge(store, TABLE)
    record(store, 1, entry(Field.TIER, "达成"))
    assert record(store, 1, Entry(Field.TIER, "", "")) == 1
    assert the_project(store).indicators[0].tier is None
    assert record(store, 1, Entry(Field.TIER, "", "")) == 0


def test_a_subject_spoken_of_twice_in_one_action_sees_what_was_said_before(store: Store) -> None:
    with store.act(stamp()) as action:
        action.document(DOCUMENT)
        assert action.merge(TABLE).created
        assert not action.merge(TABLE).created
        wrote = action.wrote
        action.record(2024, 1, 1, (entry(Field.ACTUAL, "28场"),))
        action.record(2024, 1, 1, (entry(Field.ACTUAL, "28场"),))
        assert action.wrote == wrote + 1
        bare = LineEntries(CENTRE, (entry(Field.POSITION, "1"),))
        action.record(2024, 1, 1, (entry(Field.TARGET, "≥20场"),))
        assert action.merge(project(bare, *TABLE.lines[1:])).changed == ()
        other = action.merge(project(line(RATE, 1, "≤5%"), key=replace(KEY, name="另一个")))
        action.record(2024, other.number, 1, (entry(Field.ACTUAL, "3%"),))
    first, second = store.projects(2024)
    assert first.indicators[0].target.text == "≥20场"
    assert second.indicators[0].actual is not None


def test_recording_for_what_is_not_there_is_our_own_mistake(store: Store) -> None:
    merge(store, TABLE)
    with pytest.raises(LookupError):
        record(store, 3, entry(Field.ACTUAL, "1"))
    with pytest.raises(LookupError):
        record(store, 1, entry(Field.ACTUAL, "1"), number=2)


def test_an_action_that_raises_stores_nothing(store: Store, path: Path) -> None:
    merge(store, TABLE)
    before = tables(path)

    def interrupted() -> None:
        with store.act(stamp(2)) as action:
            action.merge(project(key=replace(KEY, name="另一个")))
            action.record(2024, 1, 1, (entry(Field.ACTUAL, "28场"),))
            action.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert tables(path) == before
    record(store, 1, entry(Field.ACTUAL, "28场"))
    assert has_only_grown(before, tables(path))


def test_as_of_shows_the_record_as_it_stood(store: Store) -> None:
    merge(store, TABLE, day=1)
    record(store, 1, entry(Field.ACTUAL, "28场"), day=2)
    wider = project(line(CENTRE, 2, "≥30场"), line(PEOPLE, 1, "≥3150人"), line(RATE, 3, "≤5%"))
    merge(store, wider, project(key=replace(KEY, name="新项目")), day=3)
    record(store, 1, Entry(Field.ACTUAL, "", ""), day=4)

    def seen(day: int) -> list[tuple[str, str | None]]:
        lines = the_project(store, as_of=stamp(day).at).indicators
        return [(each.target.text, each.actual.text if each.actual else None) for each in lines]

    assert list(store.projects(2024, as_of="2024-11-30T00:00:00.000000Z")) == []
    assert seen(1) == [("≥26场", None), ("≥3150人", None)]
    assert seen(2) == [("≥26场", "28场"), ("≥3150人", None)]
    later = next(store.projects(2024, as_of=stamp(3).at))
    assert [each.target.text for each in later.indicators] == ["≥3150人", "≥30场", "≤5%"]
    assert [each.actual is None for each in later.indicators] == [True, False, True]
    assert all(each.actual is None for each in next(store.projects(2024)).indicators)


def test_projects_are_given_as_they_stood_at_the_first_whatever_is_written_meanwhile(
    store: Store, path: Path
) -> None:
    second = replace(KEY, name="第二个")
    merge(store, TABLE, project(line(RATE, 1, "≤5%"), key=second, position=2))
    reading = store.projects(2024)
    next(reading)
    with open_store(path, create=False, timeout=0) as other:
        record(other, 1, entry(Field.ACTUAL, "3%"), number=2)
        merge(other, project(key=replace(KEY, name="第三个"), position=3), day=3)
    (rest,) = reading
    assert rest.indicators[0].actual is None
    assert [each.number for each in store.projects(2024)] == [1, 2, 3]


def test_remarks_are_those_of_documents_whose_entries_are_current(store: Store) -> None:
    merge(store, TABLE)
    remarked = [Document(f"{name}.csv", 1, name, remarks) for name, remarks in REMARKED]
    for day, (document, text) in enumerate(zip(remarked, ("1场", "2场", "3场"), strict=True), start=2):
        with store.act(stamp(day, "record-actual")) as action:
            action.document(document)
            action.record(2024, 1, day - 1 if day < 4 else 1, (entry(Field.ACTUAL, text),))
    assert store.remarks(2024) == ("仅供参考", "示例数据", "第三份")
    assert store.remarks(2024, as_of=stamp(3).at) == ("示例数据", "仅供参考")
    assert store.remarks(2025) == ()
    record(store, 2, Entry(Field.ACTUAL, "", ""), day=5)
    assert store.remarks(2024) == ("示例数据", "第三份")


def test_a_document_that_only_took_something_back_has_no_remarks_to_show(store: Store) -> None:
    merge(store, TABLE)
    for day, text in enumerate(("4.98", "4.99", ""), start=2):
        with store.act(stamp(day, "record-actual")) as action:
            action.document(Document(f"{day}.csv", 1, str(day), (f"第{day}日",)))
            action.record(2024, 1, None, (entry(Field.EXECUTED, text, text and f"{text}万元"),))
        assert store.remarks(2024) == ((f"第{day}日",) if text else ())


REMARKED = [("a", ("示例数据",)), ("b", ("仅供参考", "示例数据")), ("c", ("示例数据", "第三份"))]


@pytest.mark.parametrize("table", ["action", "document", "project", "line", "entry"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 100", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_delete_a_row(
    store: Store, path: Path, table: str, change: str
) -> None:
    merge(store, TABLE)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="the record only grows"):
        connection.execute(change.format(table))
    connection.close()
