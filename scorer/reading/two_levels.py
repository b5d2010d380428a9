"""Indicator tables of two levels only: what stands on the second level, with a target beside it, is the indicator."""

import re
from dataclasses import replace

from scorer.model.problem import Code, Problem
from scorer.reading.filled_levels import names_a_level, with_column
from scorer.reading.headings import Column, Header
from scorer.reading.lines import level_name
from scorer.reading.table import Row, label

# Headings of a column that may hold the level-1 names, where what stands in it says so.
_GROUPING = frozenset({"指标", "指标类型", "指标类别", "指标分类", "指标维度", "类型", "类别"})
# Which level-1 name a level-2 name belongs to, in tables that leave level 1 out.
_WHOLES = (
    (re.compile(r"(?:数量|质量|时效|成本)(?:类|控制)?(?:指标|目标)?"), "产出指标"),
    (re.compile(r"(?:经济|社会|生态|环境|生态环境|可持续)(?:效益|影响)?(?:指标|目标)?"), "效益指标"),
    (re.compile(r".{0,8}满意度?(?:指标|目标)?"), "满意度指标"),
)
# 成本指标 may be a level 1 as well.
_OF_OUTPUT = re.compile(r"数量|质量|时效")
_CATEGORY = re.compile(
    r"(?:数量|质量|时效|成本|经济|社会|生态|环境|可持续)(?:性?发展)?(?:效益|影响|效果)?(?:指标|目标)?"
    r"|.{0,12}满意度?(?:指标|目标)?"
)

Table = tuple[Header, list[Row], tuple[Problem, ...]]


def with_third_level(header: Header, rows: list[Row]) -> Table:
    """The table with its second level read as the indicators, and a note of it; unchanged where it has three."""
    if Column.TARGET not in header.columns:
        return header, rows, ()
    if header.at(Column.NAME) is None and header.at(Column.CATEGORY) is not None:
        return _second_as_third(header, rows)
    if header.at(Column.DIMENSION) is None and header.at(Column.NAME) is not None:
        return _with_grouping(header, rows)
    return header, rows, ()


def _second_as_third(header: Header, rows: list[Row]) -> Table:
    """一级指标, 二级指标, 指标值: the second level is the indicator, the first may be 数量指标, 质量指标."""
    first, second = header.at(Column.DIMENSION), header.columns[Column.CATEGORY]
    columns = dict(header.columns) | {Column.NAME: second}
    del columns[Column.CATEGORY]
    named = replace(header, columns=columns)
    names = [
        label(row.text(second)) for row in rows if row.text(second) and row.text(header.at(Column.TARGET))
    ]
    # Nothing but 数量指标 and the like: a column of indicators is missing.
    if first is None or all(map(_CATEGORY.fullmatch, names)):
        return header, rows, ()
    said = f"表头没有三级指标，“{header.names[second]}”一栏当作三级指标读取"
    written = dict.fromkeys(level_name(label(row.text(first))) for row in rows if row.text(first))
    if not any(map(_OF_OUTPUT.match, written)):
        return named, rows, (_told(header, f"{said}。"),)
    named = replace(named, columns={**named.columns, Column.CATEGORY: first})
    under = [(row, _whole_of(level_name(label(row.text(first))))) for row in rows]
    widened, below = with_column(named, under, Column.DIMENSION)
    listed = "、".join(f"“{name}”归入{whole}" for name in written if (whole := _whole_of(name)) != name)
    message = f"{said}，“{header.names[first]}”一栏当作二级指标：{listed}。"
    return widened, below, (_told(header, message),)


def _with_grouping(header: Header, rows: list[Row]) -> Table:
    """指标类型, 指标名称, 指标值: the first column holds the level-1 names, if what it says are such."""
    name = header.columns[Column.NAME]
    grouping = next((at for at in range(name) if header.names[at] in _GROUPING), None)
    texts = [row.text(grouping) for row in rows if row.text(grouping)]
    if grouping is None or not texts or not all(map(names_a_level, texts)):
        return header, rows, ()
    columns = {**header.columns, Column.DIMENSION: grouping}
    names = [label(row.text(name)) for row in rows if row.text(name) and row.text(grouping + 1)]
    if Column.CATEGORY not in columns and all(map(_CATEGORY.fullmatch, names)):
        columns[Column.CATEGORY] = name
    message = f"表头没有一级指标，“{header.names[grouping]}”一栏当作一级指标，“{header.names[name]}”一栏当作三级指标读取。"
    return replace(header, columns=columns), rows, (_told(header, message),)


def _whole_of(name: str) -> str:
    return next((whole for pattern, whole in _WHOLES if pattern.fullmatch(name)), name)


def _told(header: Header, message: str) -> Problem:
    hint = "请核对；若不对，请在表中补上一级指标、二级指标、三级指标各栏再导入。"
    return Problem(Code.TARGET_ASSUMED, message, hint, header.row.source)
