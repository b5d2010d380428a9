"""Readings of small filled forms (绩效自评表)."""

from datetime import date

from scorer.model.entry import Entry, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import refusals
from scorer.notation.characters import plain
from scorer.reading.filled import read_filled
from scorer.reading.paper import paper
from scorer.reading.targets import TargetReading

TODAY = date(2025, 1, 31)
HEADER = "一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施\n"
BLOCK = "（2023年度）\n项目名称,水库\n实施单位,县水利局\n"


def read(name: str, data: bytes, year: int | None = None) -> TargetReading:
    return read_filled(paper(name, data), year, TODAY)


def written(entries: tuple[Entry, ...], field: Field) -> str:
    return next((plain(entry.text) for entry in entries if entry.field is field), "")


def table(*rows: str) -> str:
    return BLOCK + HEADER + "".join(f"{row}\n" for row in rows)


def only(text: str) -> ProjectEntries:
    reading = read("表.csv", text.encode())
    assert refusals(reading.problems) == ()
    (project,) = reading.projects
    return project
