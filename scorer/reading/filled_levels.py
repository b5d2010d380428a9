"""Columns that a filled form leaves out: level-1 names that head its rows, targets within the names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from scorer.reading.filled_labels import score_in
from scorer.reading.headings import Column, Header
from scorer.reading.lines import level_name
from scorer.reading.table import Cell, Row, label

UNNAMED = "绩效指标"
"""The level-1 name of indicators in a form that groups them under none."""

_GROUP = re.compile(
    r"(?:.{0,4}(?:产出|效益|效果|满意度|成本|投入|过程|决策|管理|履职|可持续).{0,4})(?:指标|目标)?"
)


def with_levels(header: Header, rows: list[Row], *, pointed: bool) -> tuple[Header, list[Row]]:
    """A form without level-1 names with a column of them: those beside its names or of rows that head others.

    Else one for all; but where the form has no points (`pointed`: some table of it has), the header stays as
    it is: nobody could share them out.
    """
    header, rows = _parted(header, rows)
    if header.at(Column.DIMENSION) is not None or header.at(Column.NAME) is None:
        return header, rows
    heads = [_heading(header, row) for row in rows]
    target = header.at(Column.TARGET)
    lines = [row for row, head in zip(rows, heads, strict=True) if head is None and row.text(target)]
    has_points = all(row.text(header.at(Column.POINTS)) for row in lines)
    if not any(heads) and not has_points and not pointed:
        return header, rows
    names = accumulate(
        heads, lambda above, head: above if head is None else head, initial="" if any(heads) else UNNAMED
    )
    named = zip(rows, heads, list(names)[1:], strict=True)
    below = [(row, name or "") for row, head, name in named if head is None]
    return with_column(header, below, Column.DIMENSION)


def with_targets(header: Header, rows: list[Row]) -> tuple[Header, list[Row]]:
    """A form without a column of targets with a blank one: each target is then looked for in the name."""
    if header.at(Column.TARGET) is not None:
        return header, rows
    return with_column(header, ((row, "") for row in rows), Column.TARGET)


def with_column(header: Header, rows: Iterable[tuple[Row, str]], column: Column) -> tuple[Header, list[Row]]:
    """The table with a further column behind the others; rows that are too wide for that stay as they are."""
    width = len(header.names)
    columns = {**header.columns, column: width}
    widened = replace(header, names=(*header.names, column.value), columns=columns)
    return widened, [_widened(row, width, text) for row, text in rows]


def names_a_level(text: str) -> bool:
    """Whether `text` is the name of a level and of no indicator: 产出指标(50分), 项目效益."""
    return _GROUP.fullmatch(level_name(label(text))) is not None


def _widened(row: Row, width: int, text: str) -> Row:
    if row.loose or len(row.cells) > width:
        return row
    blank = Cell("", row.cells[-1].source)
    padded = (*row.cells, *[blank] * (width - len(row.cells)))
    return replace(row, cells=(*padded, Cell(text, row.cells[0].source)))


def _parted(header: Header, rows: list[Row]) -> tuple[Header, list[Row]]:
    """The name column parted in two where rows have a level-1 name in it and theirs under no heading beside it."""
    first = header.at(Column.NAME)
    parted = first is not None and header.at(Column.DIMENSION) is None and header.nameless(first + 1)
    if first is None or not parted or not any(row.text(first + 1) for row in rows):
        return header, rows
    names = (*header.names[: first + 1], Column.NAME.value, *header.names[first + 2 :])
    columns = {**header.columns, Column.DIMENSION: first, Column.NAME: first + 1}
    return replace(header, names=names, columns=columns), [_named_twice(row, first) for row in rows]


def _named_twice(row: Row, first: int) -> Row:
    """The row with its only name, written over both columns, in each of them."""
    if row.loose or not row.text(first) or len(row.cells) <= first + 1 or row.text(first + 1):
        return row
    return replace(row, cells=(*row.cells[: first + 1], row.cells[first], *row.cells[first + 2 :]))


def _heading(header: Header, row: Row) -> str | None:
    """The level-1 name that a row says for those under it; None where it is one of them."""
    written = row.written
    first = next((at for at, cell in enumerate(row.cells) if cell.text), 0)
    name = level_name(label(written[0].text))
    others = (cell for cell in written[1:] if not score_in(cell.text))
    if row.loose or any(others) or first > (header.at(Column.NAME) or 0):
        return None
    return name if _GROUP.fullmatch(name) else None
