"""The header of an indicator table: columns known by their names, in whatever order they stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from scorer.model.problem import Code, Problem
from scorer.reading.table import Row, label


class Column(StrEnum):
    """What a column of the indicator table holds; the value is what messages call it."""

    DIMENSION = "一级指标"
    CATEGORY = "二级指标"
    NAME = "三级指标"
    TARGET = "指标值"
    DESCRIPTION = "绩效指标描述"
    POINTS = "分值"
    SIGN = "指标性质"
    UNIT = "计量单位"


# Names in order of preference: the first that a header holds is taken.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.DIMENSION: ("一级指标", "一级指标名称", "一级"),
    Column.CATEGORY: ("二级指标", "二级指标名称", "二级"),
    Column.NAME: ("三级指标", "三级指标名称", "三级", "指标名称", "绩效指标名称", "指标内容"),
    Column.TARGET: (
        "年度指标值",
        "指标值",
        "绩效指标值",
        "目标值",
        "年度目标值",
        "年初目标值",
        "年初指标值",
        "当年预期实现值",
        "预期实现值",
        "预期指标值",
        "计划值",
        "数值",
    ),
    Column.DESCRIPTION: ("绩效指标描述", "指标描述", "指标解释", "指标说明"),
    Column.POINTS: ("分值", "指标分值", "分值权重", "权重", "指标权重"),
    Column.SIGN: ("指标性质", "指标符号", "符号", "比较符", "比较符号"),
    Column.UNIT: ("计量单位", "度量单位", "指标单位", "单位"),
}
# Columns without content of their own: a merged name beside the table, running numbers.
UNREAD_SILENTLY = ("", "绩效指标", "年度绩效指标", "序号", "编号", "指标值类型", "指标类型")
_TELLING = (Column.DIMENSION, Column.CATEGORY, Column.NAME, Column.TARGET)
_NEEDED = (Column.DIMENSION, Column.NAME, Column.TARGET)
_EXPECTED_VALUE = re.compile(r"预期|目标值|计划值")
_LONGEST_LIST = 200
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Header:
    """Which column, counted from 0, holds what; `names` are the headings, `row` is where they stand."""

    row: Row
    names: tuple[str, ...]
    columns: dict[Column, int]

    def at(self, column: Column) -> int | None:
        """Where `column` stands, None where the table has none."""
        return self.columns.get(column)

    def nameless(self, at: int) -> bool:
        """Whether the column `at` has no heading, so that nothing is read from it."""
        return at < len(self.names) and not self.names[at] and at not in self.columns.values()

    def problems(self) -> Iterator[Problem]:
        """The needed columns that are missing, and those that nothing reads."""
        missing = [column for column in _NEEDED if column not in self.columns]
        if missing:
            yield Problem(
                Code.HEADER_MISSING,
                f"指标表的表头缺少“{'”“'.join(missing)}”，找到的是：{_listed(filter(None, self.names))}",
                "表头要有一级指标、二级指标、三级指标、指标值（名称可略有不同），请补齐后再导入。",
                self.row.source,
            )
        unread = [name for at, name in enumerate(self.names) if self._unread(at)]
        if unread:
            yield Problem(
                Code.COLUMN_UNKNOWN,
                f"表头中的这些列不读取：{_listed(unread)}",
                "若其中有指标的内容，请改用表头名称：" + "、".join(Column) + "。",
                self.row.source,
            )

    def _unread(self, at: int) -> bool:
        return at not in self.columns.values() and self.names[at] not in UNREAD_SILENTLY


def read_header(row: Row) -> Header | None:
    """The header that `row` is; None where it is another row."""
    names = tuple(_BRACKETS.sub("", label(cell.text)) for cell in row.cells)
    columns = _columns(names)
    if sum(column in columns for column in _TELLING) < 2:
        return None
    return Header(row, names, columns)


def with_second_row(header: Header, row: Row) -> Header | None:
    """The header together with `row`, where that row parts its value column (去年实际值, 今年预期值)."""
    start = header.at(Column.TARGET)
    if start is None:
        return None
    after = start + 1
    while after < len(header.names) and not header.names[after]:
        after += 1
    parted = range(start, after)
    if len(parted) < 2 or any(bool(cell.text) != (at in parted) for at, cell in enumerate(row.cells)):
        return None
    names = list(header.names)
    names[start:after] = [_sub_heading(row.text(at)) for at in parted]
    return Header(header.row, tuple(names), _columns(tuple(names)))


def _sub_heading(text: str) -> str:
    name = _BRACKETS.sub("", label(text))
    expected = _EXPECTED_VALUE.search(name) and "实际" not in name
    return Column.TARGET.value if expected else name


def _columns(names: tuple[str, ...]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for column, known in HEADINGS.items():
        at = next((names.index(name) for name in known if name in names), None)
        if at is not None:
            found[column] = at
    return found


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)[:_LONGEST_LIST]
