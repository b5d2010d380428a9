"""The header of an indicator table: columns known by their names, in whatever order they stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from scorer.model.problem import Code, Problem
from scorer.reading.table import Cell, Row, label


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
    Column.DIMENSION: ("一级指标", "一级指标名称", "一级", "评价内容"),
    Column.CATEGORY: ("二级指标", "二级指标名称", "二级"),
    Column.NAME: (
        *("三级指标", "三级指标名称", "三级", "指标名称", "绩效指标名称", "指标内容", "具体指标", "绩效内容"),
    ),
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
        "绩效目标值",
        "全年目标值",
        "全年指标值",
        "数值",
        "年度指标",
    ),
    Column.DESCRIPTION: ("绩效指标描述", "指标描述", "指标解释", "指标说明"),
    Column.POINTS: ("分值", "指标分值", "分值权重", "权重", "指标权重", "标准分", "标准分值", "满分"),
    Column.SIGN: (
        "指标性质",
        "指标符号",
        "符号",
        "比较符",
        "比较符号",
        "运算符号",
        "计算符号",
        "指标值符号",
        "绩效指标性质",
    ),
    Column.UNIT: ("计量单位", "度量单位", "指标单位", "单位", "指标值单位", "绩效度量单位", "绩效计量单位"),
}
_LEVEL_NAMES = frozenset(
    name for column in (Column.DIMENSION, Column.CATEGORY, Column.NAME) for name in HEADINGS[column]
)
# A value column by another name (2024年预期指标值), never that of another year or of what was achieved.
_ANY_TARGET = re.compile(r".{0,12}(?:指标值|目标值|实现值|计划值|预期目标)(?:及单位|设定)?")
_OTHER_VALUE = re.compile(r"实际|完成|上年|前年|去年|实施期|历史|三年|调整|中期|长期")
# Columns without content of their own: a merged name beside the table, running numbers.
UNREAD_SILENTLY = ("", "绩效指标", "年度绩效指标", "年度绩效目标", "序号", "编号", "指标值类型", "指标类型")
# Columns that are plainly no part of the record.
_ASIDE = re.compile(
    r"备注|注|.*(?:标准|说明|来源|方式|方法|细则|规则|办法|评分|金额|方向)|自评分|复核分"
    r"|.*(?:依据|责任|负责|填报|实际|完成|上年|前年|去年|历史|中期|实施期|长期|三年|得分|偏差|原因|核心|佐证).*"
)
_TELLING = (Column.DIMENSION, Column.CATEGORY, Column.NAME, Column.TARGET)
_NEEDED = (Column.DIMENSION, Column.NAME, Column.TARGET)
_EXPECTED_VALUE = re.compile(r"预期|目标值|计划值|年初")
# A table of scores without targets is a table of indicators all the same.
_SCORE = frozenset({"得分", "自评得分", "自评分", "指标得分", "实际得分", "评价得分"})
_SINGLE_NAME = "评价内容"
_LONGEST_LIST = 200
_BRACKETS = re.compile(r"\([^()]*\)")
# Whose columns they are, where targets of several years stand beside those of the year.
_OF_THE_YEAR = re.compile(r"年度|当年|本年")
_OF_SEVERAL_YEARS = re.compile(r"中期|长期|实施期|三年")


@dataclass(frozen=True, slots=True)
class Header:
    """Which column, counted from 0, holds what; `names` are the headings, `row` is where they stand.

    `beside` are columns from which another reader takes something, `others` the columns of indicators of
    several years (中期目标) beside those of the year; `for_lack` tells that these are read for lack of the year's.
    `after` is the heading of a block of such indicators above this one.
    """

    row: Row
    names: tuple[str, ...]
    columns: dict[Column, int]
    beside: tuple[int, ...] = ()
    others: dict[Column, int] = field(default_factory=dict)
    for_lack: bool = False
    after: Row | None = None

    def at(self, column: Column) -> int | None:
        """Where `column` stands, None where the table has none."""
        return self.columns.get(column)

    def whole(self, at: int) -> str:
        """The heading of the column `at` with its brackets; of two rows the one that names the column."""
        text = self.row.text(at)
        return label(text) if _heading(text) == self.names[at] else self.names[at]

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
        if self.others:
            yield self._told_of_others()
        if self.after is not None:
            yield _told_of_years(f"第{self.after.source.row}行起", self.after)
        unread = [name for name in self._unread().values() if not _ASIDE.fullmatch(name)]
        if unread:
            yield Problem(
                Code.COLUMN_UNKNOWN,
                f"表头中的这些列不读取：{_listed(unread)}",
                "若其中有指标的内容，请改用表头名称：" + "、".join(Column) + "。",
                self.row.source,
            )

    def aside(self) -> Iterator[Cell]:
        """The names of the columns that are plainly no part of the record, each with its place."""
        for at, name in self._unread().items():
            if _ASIDE.fullmatch(name):
                yield Cell(name, self.row.cells[at].source)

    def _told_of_others(self) -> Problem:
        others = f"第{'、'.join(str(at + 1) for at in sorted(self.others.values()))}列"
        if self.for_lack:
            message = f"表中年度的指标（{others}）是空的，按中期（多年）的指标读取。"
            hint = "请核对这些指标值是不是本年度的；若不是，请填上年度的指标值再导入。"
            return Problem(Code.TARGET_ASSUMED, message, hint, self.row.source)
        return _told_of_years(others, self.row)

    def _unread(self) -> dict[int, str]:
        read = {*self.columns.values(), *self.beside, *self.others.values()}
        silent = {*UNREAD_SILENTLY}
        return {at: name for at, name in enumerate(self.names) if at not in read and name not in silent}


def read_header(row: Row) -> Header | None:
    """The header that `row` is; None where it is another row."""
    names = tuple(_heading(cell.text) for cell in row.cells)
    if _LEVEL_NAMES.isdisjoint(names):
        return None
    header = _header(row, names, [label(cell.text) for cell in row.cells])
    columns = header.columns
    scored = {Column.NAME, Column.POINTS} <= columns.keys() and not _SCORE.isdisjoint(names)
    if not scored and sum(column in columns for column in _TELLING) < 2:
        return None
    return header


def of_the_year(header: Header, rows: Iterable[Row]) -> Header:
    """The header with the columns of several years in place of the year's, where `rows` leave those blank."""
    ours, theirs = header.at(Column.NAME), header.others.get(Column.NAME)
    if ours is None or theirs is None or any(row.text(ours) for row in rows):
        return header
    if not any(row.text(theirs) for row in rows):
        return header
    blank = {column: header.columns[column] for column in header.others}
    return replace(header, columns={**header.columns, **header.others}, others=blank, for_lack=True)


def with_second_row(header: Header, row: Row) -> Header | None:
    """The header together with `row`, where that row parts its columns (去年实际值, 今年预期值)."""
    parted = [group for group in _merged(header) if any(row.text(at) for at in group)]
    inside = {at for group in parted for at in group}
    if not parted or any(bool(cell.text) != (at in inside) for at, cell in enumerate(row.cells)):
        return None
    names = list(header.names)
    marks = [label(cell.text) for cell in header.row.cells]
    for group in parted:
        of_targets = header.at(Column.TARGET) == group.start
        for at in group:
            names[at] = (_sub_heading if of_targets else _heading)(row.text(at))
            marks[at] = marks[group.start] + label(row.text(at))
    return replace(_header(header.row, tuple(names), marks), after=header.after)


def for_the_year(header: Header, row: Row) -> Header | None:
    """The header that `row` is, where it heads the year's indicators (年度绩效指标) below those of several years."""
    several = _OF_SEVERAL_YEARS.search(label(header.row.written[0].text))
    if several is None or header.row.cells[0].source.table != row.cells[0].source.table:
        return None
    following = read_header(row)
    if following is None or not _OF_THE_YEAR.search(label(row.written[0].text)):
        return None
    return replace(following, after=header.row)


def _told_of_years(others: str, row: Row) -> Problem:
    message = f"表中有中期（多年）和年度两组指标，只读取年度的一组，中期的一组（{others}）没有读取。"
    return Problem(Code.TEXT_IGNORED, message, "若读错了组，请删去不要的一组再导入。", row.source)


def _merged(header: Header) -> Iterator[range]:
    """The headings that stand over several columns, but for those of the levels."""
    levels = {header.at(column) for column in (Column.DIMENSION, Column.CATEGORY, Column.NAME)}
    for start, name in enumerate(header.names):
        after = start + 1
        while after < len(header.names) and not header.names[after]:
            after += 1
        if name and after - start > 1 and start not in levels:
            yield range(start, after)


def with_row_above(header: Header, row: Row) -> Header | None:
    """The header together with the row above it, where that one names the value column over several rows."""
    above = tuple(_heading(row.text(at)) for at in range(len(header.names)))
    if Column.TARGET not in _columns(above, above):
        return None
    names = tuple(name or higher for name, higher in zip(header.names, above, strict=True))
    return _header(header.row, names, names)


def _heading(text: str) -> str:
    name = label(text)
    return (_BRACKETS.sub("", name) or name.strip("()")) if "(" in name else name


def _sub_heading(text: str) -> str:
    name = _heading(text)
    expected = _EXPECTED_VALUE.search(name) and "实际" not in name and "调整" not in name
    return Column.TARGET.value if expected or name == "值" else name


def _is_target(name: str) -> bool:
    return _ANY_TARGET.fullmatch(name) is not None and _OTHER_VALUE.search(name) is None


def _header(row: Row, names: tuple[str, ...], marks: Sequence[str]) -> Header:
    """The header of `names`; `marks` are their texts whole, which may say of what years a column is."""
    columns = _columns(names, marks)
    name = columns.get(Column.NAME)
    if name is None or names.count(names[name]) == 1:
        return Header(row, names, columns)
    others: dict[Column, int] = {
        column: at
        for column, read in columns.items()
        for at, other in enumerate(names)
        if column is not Column.DIMENSION and at != read and other == names[read]
    }
    return Header(row, names, columns, others=others)


def _columns(names: tuple[str, ...], marks: Sequence[str]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    # Indicators of several years stand before those of the year (中期目标, 年度目标).
    twice = any(names.count(name) > 1 for name in HEADINGS[Column.NAME])
    for column, known in HEADINGS.items():
        name = next((name for name in known if name in names), None)
        if name is not None:
            places = [at for at, other in enumerate(names) if other == name]
            found[column] = max(places[::-1] if twice else places, key=lambda at: _closeness(marks[at]))
    other = next((at for at, each in enumerate(names) if _is_target(each)), None)
    if other is not None:
        found.setdefault(Column.TARGET, other)
    dimension, third = found.get(Column.DIMENSION), found.get(Column.NAME)
    if dimension is not None and names[dimension] == _SINGLE_NAME:
        if third is None:
            found[Column.NAME] = found.pop(Column.DIMENSION)
        elif third == dimension + 2 and not names[dimension + 1]:
            # 评价内容 is written once over two levels.
            found.setdefault(Column.CATEGORY, dimension + 1)
    return found


def _closeness(mark: str) -> int:
    """How surely a heading speaks of the year."""
    if _OF_SEVERAL_YEARS.search(mark):
        return 0
    return 2 if _OF_THE_YEAR.search(mark) else 1


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)[:_LONGEST_LIST]
