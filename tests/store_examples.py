"""What the tests of the record store: small projects, and a look at the tables."""

import sqlite3
from pathlib import Path

from scorer.model.entry import (
    Document,
    Entry,
    LineEntries,
    LineKey,
    Organisation,
    ProjectEntries,
    ProjectKey,
    Stamp,
)
from scorer.model.fields import Field
from scorer.model.project import Project
from scorer.model.source import Source
from scorer.store import Store, open_store
from scorer.store.merging import Merged

Rows = dict[str, list[tuple[object, ...]]]

KEY = ProjectKey(2024, Organisation("562202", "天津市妇女儿童社会服务中心"), "公益项目")
CENTRE = LineKey("产出指标", "数量指标", "公益活动场次")
PEOPLE = LineKey("产出指标", "数量指标", "受益人数")
RATE = LineKey("产出指标", "质量指标", "事故率")
DOCUMENT = Document("targets-2024.txt", 1000, "ab" * 32)


def stamp(day: int = 1, command: str = "import") -> Stamp:
    return Stamp(f"2024-12-{day:02}T08:00:00.000000Z", "张三", command, "1.0")


def entry(field: Field, text: str, reading: str | None = None, part: str = "") -> Entry:
    return Entry(field, text, text if reading is None else reading, part=part)


def from_document(field: Field, text: str, row: int) -> Entry:
    return Entry(field, text, text, source=Source(DOCUMENT.name, 1, row, 5, text))


def line(key: LineKey, position: int, target: str) -> LineEntries:
    place = entry(Field.POSITION, str(position))
    return LineEntries(key, (place, from_document(Field.TARGET, target, 10 + position)))


def project(*lines: LineEntries, key: ProjectKey = KEY, position: int = 1) -> ProjectEntries:
    own = (entry(Field.POSITION, str(position)), entry(Field.INITIAL_BUDGET, "5.00", "5.00万元"))
    return ProjectEntries(key, own, lines)


def merge(store: Store, *projects: ProjectEntries, day: int = 1) -> tuple[Merged, ...]:
    with store.act(stamp(day)) as action:
        action.document(DOCUMENT)
        return tuple(action.merge(each) for each in projects)


def two_lines(folder: Path) -> Path:
    """A record in the folder, as this version leaves it, with a project of two lines."""
    path = folder / "scorer.db"
    with open_store(path, create=True) as store:
        merge(store, project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人")))
    return path


def record(store: Store, line: int | None, *entries: Entry, day: int = 2, number: int = 1) -> int:
    with store.act(stamp(day, "record-actual")) as action:
        action.record(2024, number, line, entries)
    return action.wrote


def the_project(store: Store, as_of: str | None = None) -> Project:
    (found,) = store.projects(2024, as_of=as_of)
    return found


def tables(path: Path) -> Rows:
    """Every row of every table, oldest first."""
    connection = sqlite3.connect(path)
    try:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}
    finally:
        connection.close()


def has_only_grown(before: Rows, after: Rows) -> bool:
    return all(after[name][: len(rows)] == rows for name, rows in before.items())
