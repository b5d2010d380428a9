"""Several programs at one record, many projects in one, and long histories."""

import multiprocessing
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from store_examples import (
    CENTRE,
    KEY,
    PEOPLE,
    RATE,
    Rows,
    entry,
    has_only_grown,
    line,
    merge,
    project,
    record,
    tables,
    the_project,
)

from scorer.model.entry import Entry, LineEntries, LineKey, ProjectEntries
from scorer.model.fields import Field
from scorer.model.project import Project, Recorded
from scorer.store import Store, open_store
from scorer.store.merging import Merged
from scorer.store.schema import MIGRATIONS

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

PROCESSES = 8
RECORDINGS = 100


def _at_once(path: Path, work: "Callable[[Path, int, Barrier], None]") -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    workers = [
        context.Process(target=work, args=(path, number, barrier)) for number in range(1, PROCESSES + 1)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES


def _record_often(path: Path, number: int, barrier: "Barrier") -> None:
    with open_store(path, create=False) as store:
        barrier.wait(60)
        for turn in range(RECORDINGS):
            assert record(store, number, entry(Field.ACTUAL, f"{number}{turn:02}场")) == 1


def _open_first(path: Path, number: int, barrier: "Barrier") -> None:
    barrier.wait(60)
    with open_store(path, create=True) as store:
        merge(store, project(line(CENTRE, 1, "≥26场"), key=replace(KEY, name=f"项目{number}")))


def test_eight_programs_that_record_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "scorer.db"
    keys = [replace(CENTRE, name=f"指标{number}") for number in range(1, PROCESSES + 1)]
    with open_store(path, create=True) as store:
        merge(store, project(*(line(key, place, "≥26场") for place, key in enumerate(keys, start=1))))
        _at_once(path, _record_often)
        rows = tables(path)
        actuals = [row[7] for row in rows["entry"] if row[4] == "actual"]
        expected = [
            f"{number}{turn:02}场" for number in range(1, PROCESSES + 1) for turn in range(RECORDINGS)
        ]
        assert sorted(str(text) for text in actuals) == sorted(expected)
        assert len(rows["action"]) == 1 + len(expected)
        latest = [each.actual.text for each in the_project(store).indicators if each.actual]
        assert latest == [f"{number}{RECORDINGS - 1}场" for number in range(1, PROCESSES + 1)]


def test_eight_first_openings_at_once_make_one_record(tmp_path: Path) -> None:
    path = tmp_path / "new" / "scorer.db"
    _at_once(path, _open_first)
    rows = tables(path)
    assert (len(rows["store"]), len(rows["_sqlite_migrations"])) == (1, len(MIGRATIONS))
    with open_store(path, create=False) as store:
        names = {each.name for each in store.projects(2024)}
        numbers = sorted(each.number for each in store.projects(2024))
    assert names == {f"项目{number}" for number in range(1, PROCESSES + 1)}
    assert numbers == list(range(1, PROCESSES + 1))


def _many(projects: int) -> list[ProjectEntries]:
    lines = tuple(line(replace(CENTRE, name=f"指标{turn}"), turn, f"≥{turn}场") for turn in range(1, 21))
    return [project(*lines, key=replace(KEY, name=f"项目{number}")) for number in range(projects)]


def _steps(store: Store, work: Callable[[], object]) -> int:
    """How much the database does for `work`, in hundreds of its own steps: a measure without a clock."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    store._connection.set_progress_handler(count, 100)
    work()
    store._connection.set_progress_handler(None, 0)
    return steps


def test_what_one_recording_costs_does_not_grow_with_the_record(tmp_path: Path) -> None:
    costs = []
    for projects in (2, 200):
        with open_store(tmp_path / f"{projects}.db", create=True) as store:
            merge(store, *_many(projects))
            written = _steps(store, partial(record, store, 3, entry(Field.ACTUAL, "1场"), number=2))
            read = _steps(store, partial(next, store.projects(2024, numbers=(2,))))
            costs.append((written, read))
    (small_write, small_read), (large_write, large_read) = costs
    assert large_write <= small_write + 2
    assert large_read <= small_read + 2


def test_two_thousand_projects_are_streamed_in_bounded_memory(tmp_path: Path) -> None:
    projects = _many(2000)
    with open_store(tmp_path / "scorer.db", create=True) as store:
        merge(store, *projects)
        lines = sum(len(each.indicators) for each in store.projects(2024))
        tracemalloc.start()
        for _ in store.projects(2024):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert lines == 40_000
    assert peak < 5_000_000


# A plain model of the record, against which any history of imports and recordings is held.

TARGETS = st.sampled_from(["", "≥26场", "≥30场", "≤5%", "按时完成", "≤2024年5月31日", "……"])
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4)
LINE_FIELDS = st.sampled_from([Field.CAUSE, Field.REMEDY, Field.NOTE, Field.BECAUSE, Field.NOT_APPLICABLE])
KEYS = (CENTRE, PEOPLE, RATE)


@st.composite
def tables_of_targets(draw: st.DrawFn) -> ProjectEntries:
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    goals = entry(Field.GOALS, draw(WORDS))
    lines = tuple(
        LineEntries(key, (entry(Field.POSITION, str(place)), entry(Field.TARGET, draw(TARGETS))))
        for place, key in enumerate(keys, start=1)
    )
    return ProjectEntries(KEY, (goals,), lines)


RECORDINGS_MADE = st.tuples(
    st.integers(0, 3), st.builds(entry, LINE_FIELDS | st.just(Field.TARGET), WORDS | TARGETS)
)
HISTORIES = st.lists(tables_of_targets() | RECORDINGS_MADE, max_size=8)
Subject = LineKey | None


class Model:
    """What the record should say, in a few dicts."""

    def __init__(self) -> None:
        self.current: dict[tuple[Subject, Field], str] = {}
        self.imported: dict[tuple[Subject, Field], str] = {}
        self.by_hand: set[tuple[Subject, Field]] = set()
        self.lines: list[LineKey] = []

    def merge(self, document: ProjectEntries) -> None:
        said: dict[tuple[Subject, Field], str] = {(None, each.field): each.text for each in document.entries}
        present = {None, *(part.key for part in document.lines)}
        for part in document.lines:
            said |= {(part.key, each.field): each.text for each in part.entries}
            self.lines += [] if part.key in self.lines else [part.key]
        missing = {
            (subject, field): ""
            for subject, field in self.imported.keys() - said.keys()
            if (subject in present and (subject, field) not in self.by_hand)
            or (subject not in present and field is Field.POSITION)
        }
        for key, text in (said | missing).items():
            if self.imported.get(key, "") != text:
                self.imported[key] = self.current[key] = text
                self.by_hand.discard(key)

    def record(self, subject: Subject, typed: Entry) -> None:
        if self.current.get((subject, typed.field), "") != typed.text:
            self.current[subject, typed.field] = typed.text
            self.by_hand.add((subject, typed.field))

    def says(self, subject: Subject) -> dict[Field, str]:
        return {field: text for (of, field), text in self.current.items() if of == subject and text}

    def in_order(self) -> list[LineKey]:
        places = {key: self.current.get((key, Field.POSITION), "") for key in self.lines}
        return sorted(self.lines, key=lambda key: (not places[key], places[key], self.lines.index(key)))


def _said(found: object) -> dict[Field, str]:
    values = {field: getattr(found, field.value, None) for field in Field if field is not Field.POSITION}
    texts = {field: value.text for field, value in values.items() if isinstance(value, Recorded)}
    return {field: text for field, text in texts.items() if text}


def _agrees(model: Model, found: Project) -> None:
    assert _said(found) == model.says(None)
    assert [each.key for each in found.indicators] == model.in_order()
    for each in found.indicators:
        expected = {
            field: text for field, text in model.says(each.key).items() if field is not Field.POSITION
        }
        assert _said(each) == expected
        assert each.number == model.lines.index(each.key) + 1


def _step(store: Store, model: Model, step: ProjectEntries | tuple[int, Entry]) -> Merged | None:
    if isinstance(step, ProjectEntries):
        model.merge(step)
        return merge(store, step)[0]
    line_number, typed = step
    if line_number == 0 and typed.field in {Field.TARGET, Field.BECAUSE}:
        return None
    if line_number <= len(model.lines):
        model.record(model.lines[line_number - 1] if line_number else None, typed)
        record(store, line_number or None, typed)
    return None


@settings(max_examples=60)
@given(history=HISTORIES)
def test_any_history_of_imports_and_recordings_reads_as_its_newest_entries(
    history: list[ProjectEntries | tuple[int, Entry]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scorer.db"
        with open_store(path, create=True) as store:
            model = Model()
            merge(store, ProjectEntries(KEY, (), ()))
            before: Rows = tables(path)
            for step in history:
                _step(store, model, step)
                after = tables(path)
                assert has_only_grown(before, after)
                _agrees(model, the_project(store))
                before = after
