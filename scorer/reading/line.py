"""One row of an indicator table as a line: its names, and its cells as they stand."""

import re
from dataclasses import dataclass

from scorer.notation.names import target_in_name
from scorer.reading.block import BLANK_MARKS
from scorer.reading.headings import Column, Header
from scorer.reading.levels import Levels
from scorer.reading.table import Cell, Row, label, one_line

SIGNS = (
    *("≥", "≤", "=", ">", "<", ">=", "<=", "不少于", "不低于", "大于", "大于等于"),
    *("不超过", "不高于", "小于", "小于等于", "等于"),
)
"""What a column of signs may say."""

SAYS_NOTHING = frozenset({"", "无", "-", "/", "定性", "定量", "定性指标", "定量指标"})
"""What stands in a column of signs or units where there is none."""

ENDS_WITH_DIGIT = re.compile(r".*[0-9]", re.DOTALL)
_BEGINS_WITH_DIGIT = re.compile(r"[-+]?[0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an indicator table: its names, and its cells as they stand.

    `named` is where its own name stands, else where the row begins.
    `target` is put together from sign, value and unit where they stand in columns of their own.
    """

    row: Row
    levels: Levels
    name: str
    named: Cell
    target: Cell
    description: Cell | None
    points: Cell | None

    def cell(self, at: int | None) -> Cell | None:
        """The written cell of the row at a column, counted from 0; None where it is blank or there is none."""
        return _cell(self.row, at)


def line_of(header: Header, row: Row, levels: Levels) -> Line:
    """The line that a row of at least the needed cells is, under its levels."""
    name = one_line(row.text(header.at(Column.NAME)))
    named = _cell(row, header.at(Column.NAME)) or row.cells[0]
    description = _cell(row, header.at(Column.DESCRIPTION))
    points = _cell(row, header.at(Column.POINTS))
    return Line(row, levels, name, named, _target(header, row), description, points)


def _target(header: Header, row: Row) -> Cell:
    """The value with its sign before and its unit behind it, where it has not got them already."""
    value = row.cells[header.columns[Column.TARGET]]
    text = value.text
    if label(text) in BLANK_MARKS or not text:
        name = row.cells[header.columns[Column.NAME]]
        folded = target_in_name(one_line(name.text))
        return Cell(folded, name.source) if folded else value
    sign = label(row.text(header.at(Column.SIGN)))
    unit = label(row.text(header.at(Column.UNIT)))
    if unit not in SAYS_NOTHING and ENDS_WITH_DIGIT.fullmatch(label(text)):
        text += unit
    if sign in SIGNS and _BEGINS_WITH_DIGIT.match(label(text)):
        text = sign + text
    return Cell(text, value.source)


def _cell(row: Row, column: int | None) -> Cell | None:
    if column is None or not row.text(column):
        return None
    return row.cells[column]
