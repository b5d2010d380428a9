"""Corrected names: one line or project goes on under a new name with all that was recorded of it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
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

from scorer.model.entry import Entry, LineKey, ProjectEntries, ProjectKey
from scorer.model.fields import Field
from scorer.store import Store, open_store
from scorer.store.merging import Merged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scorer.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as opened:
        yield opened


def named(name: str, of: LineKey = CENTRE) -> LineKey:
    return replace(of, name=name)


def table(*names: str) -> ProjectEntries:
    return project(*(line(named(name), place, "≥1场") for place, name in enumerate(names, start=1)))


def shown(store: Store, as_of: str | None = None) -> list[tuple[int, str]]:
    return [(each.number, each.key.name) for each in the_project(store, as_of).indicators]


SLIPS = [
    ("“三八”健康杯妇女健身展示大赛赛完成时jian间", "“三八”健康杯妇女健身展示大赛完成时间"),
    ("“天津市最美家庭”寻找命名名工作完成时限", "“天津市最美家庭”寻找命名工作完成时限"),
    ("系统运行维护相应时间", "系统运行维护响应时间"),
]


@pytest.mark.parametrize(("slip", "right"), SLIPS)
def test_a_corrected_name_keeps_number_actual_and_history(
    store: Store, path: Path, slip: str, right: str
) -> None:
    merge(store, table("开展活动场次", slip, "受益人数"))
    record(store, 2, entry(Field.ACTUAL, "3场"))
    before = tables(path)
    (merged,) = merge(store, table("开展活动场次", right, "受益人数"), day=3)
    assert merged.renamed == ((named(slip), named(right)),)
    assert (merged.added, merged.vanished, merged.changed) == ((), (), ())
    assert shown(store) == [(1, "开展活动场次"), (2, right), (3, "受益人数")]
    found = the_project(store).indicators[1]
    assert found.actual is not None
    assert (found.key, found.earlier_names) == (named(right), (slip,))
    assert has_only_grown(before, tables(path))
    assert shown(store, as_of=stamp(2).at)[1] == (2, slip)


def test_a_line_is_found_again_by_every_name_it_ever_had(store: Store, path: Path) -> None:
    names = ["妇女儿童相关活动完成时jian间", "妇女儿童相关活动完成时间", "妇女儿童相关活动完成时jian间"]
    merge(store, table("甲", names[0]))
    for day, (old, new) in enumerate(pairwise(names), start=2):
        (merged,) = merge(store, table("甲", new), day=day)
        assert merged.renamed == ((named(old), named(new)),)
        assert shown(store) == [(1, "甲"), (2, new)]
    before = tables(path)
    assert merge(store, table("甲", names[0]), day=5)[0].renamed == ()
    assert tables(path) == before


def test_a_line_that_returns_under_an_earlier_name_needs_no_likeness(store: Store) -> None:
    merge(store, table("受益人数合计", "甲"))
    merge(store, table("受益人数总计", "甲"), day=2)  # two of six characters: not alike
    assert shown(store) == [(3, "受益人数总计"), (2, "甲"), (1, "受益人数合计")]
    merge(store, table("评选全市三八红旗集体数", "乙"), day=3)
    merge(store, table("评选全市三八红旗集体数量", "乙"), day=4)
    merge(store, table("乙"), day=5)
    (merged,) = merge(store, table("乙", "丙", "评选全市三八红旗集体数"), day=6)
    old, new = named("评选全市三八红旗集体数量"), named("评选全市三八红旗集体数")
    assert merged.renamed == ((old, new),)


NOT_RENAMED = [
    ("another thing", ["评选全国三八红旗集体", "甲"], ["评选天津市三八红旗集体", "甲"]),
    ("another numeral", ["第一季度走访慰问家庭户数", "甲"], ["第二季度走访慰问家庭户数", "甲"]),
    ("another place", ["开展妇女维权活动", "甲", "乙"], ["甲", "乙", "开展妇女维权活动的"]),
    ("two new ones", ["开展妇女维权活动", "甲"], ["开展妇女维权活动次", "开展妇女维权活动数", "甲"]),
    ("two new ones at one place", ["开展妇女维权活动"], ["开展妇女维权活动次", "开展妇女维权活动数"]),
    (
        "a second that is alike, far behind",
        ["开展妇女儿童维权法律知识宣传活动的场次"],
        ["开展妇女儿童维权法律知识宣传活动的场次数", "开展妇女儿童维权法律知识宣传活动uvwxyz的场次"],
    ),
    ("two old ones", ["开展妇女维权活动次", "开展妇女维权活动数", "甲"], ["开展妇女维权活动", "甲"]),
    ("a close second", ["开展妇女儿童维权活动"], ["开展妇女儿童维权活动xyz", "开展妇女儿童维权活动vwxyz"]),
]


@pytest.mark.parametrize(
    ("before", "after"), [row[1:] for row in NOT_RENAMED], ids=[row[0] for row in NOT_RENAMED]
)
def test_what_is_not_certainly_one_line_stays_two(store: Store, before: list[str], after: list[str]) -> None:
    merge(store, table(*before))
    (merged,) = merge(store, table(*after), day=2)
    assert merged.renamed == ()
    assert [key.name for key in merged.added] == [name for name in after if name not in before]
    assert [key.name for key in merged.vanished] == [name for name in before if name not in after]


def test_another_category_is_another_line_however_alike(store: Store) -> None:
    merge(store, project(line(named("活动按时完成情况", CENTRE), 1, "完成")))
    (merged,) = merge(store, project(line(named("活动按时完成情况的", RATE), 1, "完成")), day=2)
    assert (merged.renamed, len(merged.added), len(merged.vanished)) == ((), 1, 1)


def test_the_place_is_counted_by_the_table_s_order_where_lines_came_and_went(store: Store) -> None:
    merge(store, table("甲", "乙", "系统运行维护相应时间", "丙"))
    (merged,) = merge(store, table("丁项", "戊项", "甲", "乙", "系统运行维护响应时间", "丙"), day=2)
    assert [(old.name, new.name) for old, new in merged.renamed] == [
        ("系统运行维护相应时间", "系统运行维护响应时间")
    ]


def test_the_same_place_by_number_is_enough_where_the_others_were_reordered(store: Store) -> None:
    merge(store, table("甲", "系统运行维护相应时间", "乙"))
    (merged,) = merge(store, table("乙", "系统运行维护响应时间", "甲"), day=2)
    assert len(merged.renamed) == 1


def test_the_wrong_name_can_come_back_as_a_line_of_its_own(store: Store) -> None:
    wrong, right = "系统运行维护相应时间", "系统运行维护响应时间"
    merge(store, table(wrong))
    merge(store, table(right), day=2)
    (merged,) = merge(store, table(right, wrong), day=3)
    assert (merged.added, merged.renamed) == ((named(wrong),), ())
    assert shown(store) == [(1, right), (2, wrong)]
    assert merge(store, table(right, wrong), day=4)[0].added == ()


def test_pruned_lines_are_no_longer_shown_and_return_with_what_was_recorded(store: Store, path: Path) -> None:
    full = project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人"))
    merge(store, full)
    record(store, 1, entry(Field.ACTUAL, "28场"))
    merge(store, project(line(PEOPLE, 1, "≥3150人")), day=3)
    before = tables(path)
    with store.act(stamp(4, "import")) as action:
        assert action.prune(2024, 1) == (CENTRE,)
        assert action.prune(2024, 1) == ()
    assert has_only_grown(before, tables(path))
    assert shown(store) == [(2, PEOPLE.name)]
    assert len(shown(store, as_of=stamp(3).at)) == 2
    (again,) = merge(store, project(line(PEOPLE, 1, "≥3150人")), day=5)
    assert again.vanished == ()
    (merged,) = merge(store, full, day=6)
    assert (merged.added, merged.changed, merged.vanished) == ((CENTRE,), (), ())
    returned = the_project(store).indicators[0]
    assert (returned.number, returned.vanished) == (1, False)
    assert returned.actual is not None
    with store.act(stamp(7)) as action, pytest.raises(LookupError):
        action.prune(2024, 9)


# Projects.

STRAY = replace(KEY, name="]2024年寻找最美家庭、巾帼岗位建功行动（非财政拨款）")
CLEAN = replace(KEY, name=STRAY.name.removeprefix("]"))
LINES = tuple(line(named(name), place, "≥1场") for place, name in enumerate("甲乙丙丁戊", start=1))


def merge_document(store: Store, *projects: ProjectEntries, day: int) -> tuple[Merged, ...]:
    with store.act(stamp(day)) as action:
        action.document(DOCUMENT, projects=[each.key for each in projects])
        return tuple(action.merge(each) for each in projects)


def names(store: Store) -> list[tuple[int, str]]:
    assert [each.name for each in store.listing(2024)] == [
        each.name for each in sorted(store.projects(2024), key=lambda each: each.number)
    ]
    return [(each.number, each.name) for each in store.listing(2024)]


def test_a_project_whose_name_lost_a_stray_mark_is_the_same_project(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    record(store, 1, entry(Field.ACTUAL, "3场"))
    (merged,) = merge_document(store, project(*LINES, key=CLEAN), day=3)
    assert (merged.number, merged.name, merged.renamed_from) == (1, CLEAN.name, STRAY.name)
    assert (merged.created, merged.added, merged.changed, merged.vanished) == (False, (), (), ())
    assert names(store) == [(1, CLEAN.name)]
    assert store.listing(2024)[0].earlier_names == (STRAY.name,)
    assert the_project(store).indicators[0].actual is not None
    assert next(store.projects(2024, as_of=stamp(2).at)).name == STRAY.name
    (again,) = merge_document(store, project(*LINES, key=CLEAN), day=4)
    assert again.renamed_from == ""
    (back,) = merge_document(store, project(*LINES, key=STRAY), day=5)
    assert (back.number, back.renamed_from) == (1, CLEAN.name)


def test_a_renamed_project_needs_four_of_five_lines_in_common(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    (other,) = merge_document(store, project(*LINES[:3], key=CLEAN), day=2)
    assert (other.created, other.renamed_from) == (True, "")
    again = replace(CLEAN, name=f"{CLEAN.name}·")
    (merged,) = merge_document(store, project(*LINES[:4], key=again), day=3)
    assert merged.created  # two projects are alike now


def test_a_project_with_four_of_five_lines_is_recognised(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    (merged,) = merge_document(store, project(*LINES[:4], key=CLEAN), day=2)
    assert (merged.number, merged.renamed_from, len(merged.vanished)) == (1, STRAY.name, 1)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_project_that_the_document_contains_is_never_renamed(store: Store, order: tuple[int, int]) -> None:
    document = [project(*LINES, key=STRAY), project(*LINES, key=CLEAN, position=2)]
    merge(store, document[0])
    merged = merge_document(store, *(document[each] for each in order), day=2)
    assert [each.renamed_from for each in merged] == ["", ""]
    assert names(store) == [(1, STRAY.name), (2, CLEAN.name)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_old_name_can_come_back_beside_the_new_one(store: Store, order: tuple[int, int]) -> None:
    document = [project(*LINES, key=STRAY), project(*LINES, key=CLEAN, position=2)]
    merge(store, document[0])
    merge_document(store, document[1], day=2)
    for day in (3, 4):
        merged = merge_document(store, *(document[each] for each in order), day=day)
        assert sorted(each.number for each in merged) == [1, 2]
        assert names(store) == [(1, CLEAN.name), (2, STRAY.name)]
        assert all(each.earlier_names in {(), (STRAY.name,)} for each in store.listing(2024))


def test_projects_of_others_years_and_documents_not_announced_are_not_compared(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    other_year = replace(CLEAN, year=2025)
    other_unit = ProjectKey(2024, replace(KEY.organisation, code="1"), CLEAN.name)
    for day, key in enumerate((other_year, other_unit), start=2):
        assert merge_document(store, project(*LINES, key=key), day=day)[0].created
    assert merge(store, project(*LINES, key=CLEAN), day=5)[0].created


def test_one_project_is_not_meant_twice_where_no_names_were_announced(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    merge_document(store, project(*LINES, key=CLEAN), day=2)
    first, second = merge(store, project(*LINES, key=STRAY), project(*LINES, key=CLEAN), day=3)
    assert (first.number, first.renamed_from) == (1, CLEAN.name)
    assert (second.number, second.created) == (2, True)


def test_too_many_names_are_not_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorer.store.directory._MOST_PAIRS", 0)
    merge(store, project(*LINES, key=STRAY))
    assert merge_document(store, project(*LINES, key=CLEAN), day=2)[0].created


def test_a_project_merged_twice_in_one_action_under_two_names_is_one(store: Store) -> None:
    merge(store, project(*LINES, key=STRAY))
    with store.act(stamp(2)) as action:
        for key in (CLEAN, STRAY):
            action.document(DOCUMENT, projects=[key])
            assert action.merge(project(*LINES, key=key)).number == 1
    assert names(store) == [(1, STRAY.name)]


# What no file can hold.


def test_nul_and_half_characters_are_stored_as_a_visible_mark(store: Store, path: Path) -> None:
    key = ProjectKey(2024, replace(KEY.organisation, name="某\0局"), "项\ud800目")
    odd = project(line(named("指\udfff标"), 1, "≥1\0场"), key=key)
    with store.act(replace(stamp(), author="\udce5张")) as action:
        action.document(replace(DOCUMENT, remarks=("\0",)))
        action.merge(odd)
        assert action.merge(odd).added == ()
    typed = Entry(Field.NOTE, "甲\0", "甲\ud83d", notes=("\0",))
    assert record(store, 1, typed) == 1
    assert record(store, 1, typed) == 0
    found = the_project(store)
    assert (found.organisation.name, found.name) == ("某�局", "项�目")
    assert found.indicators[0].key.name == "指�标"
    assert found.indicators[0].note is not None
    assert found.indicators[0].note.text == "甲�"
    assert store.remarks(2024) == ("�",)
    assert {each.author for each in store.history(author="\udce5张")} == {"�张"}
    assert before_and_after_are_equal(store, path, odd)


def before_and_after_are_equal(store: Store, path: Path, odd: ProjectEntries) -> bool:
    before = tables(path)
    merge(store, odd, day=3)
    return tables(path) == before
