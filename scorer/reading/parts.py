"""Rows that detail the row above them: it carries the points, they carry the targets."""

from dataclasses import replace
from functools import partial
from itertools import takewhile

from scorer.model.problem import Code, Problem
from scorer.notation.names import target_in_name
from scorer.reading.block import BLANK_MARKS
from scorer.reading.headings import Column, Header
from scorer.reading.table import Cell, Row, one_line

_PART = "其中"


def with_parts(header: Header, rows: list[Row], actual: int | None = None) -> tuple[list[Row], list[Problem]]:
    """The rows with such rows named 其中：… and what they ask and say beside the row that they detail.

    One part gives its target to the row above, and its actual (in the column `actual`) with it; several are
    listed there in words. A note tells of each.
    """
    points, target = header.at(Column.POINTS), header.at(Column.TARGET)
    if points is None or target is None or header.at(Column.NAME) is None:
        return rows, []
    found: list[Row] = []
    problems: list[Problem] = []
    while len(found) < len(rows):
        row = rows[len(found)]
        parts: list[Row] = []
        if _has_no_target(header, row):
            below = (rows[at] for at in range(len(found) + 1, len(rows)))
            parts = list(takewhile(partial(_is_part, header, row), below))
        if parts:
            found.append(_told_by(header, row, parts, (target, actual)))
            found += [_named(header, part) for part in parts]
            problems.append(_told(header, row, parts))
        else:
            found.append(row)
    return found, problems


def _has_no_target(header: Header, row: Row) -> bool:
    name = row.text(header.at(Column.NAME))
    carries = _written(row, header.at(Column.POINTS)) and not _written(row, header.at(Column.TARGET))
    return bool(name) and carries and not target_in_name(one_line(name))


def _is_part(header: Header, whole: Row, row: Row) -> bool:
    levels = (header.at(Column.DIMENSION), header.at(Column.CATEGORY))
    inside = all(row.text(at) in ("", whole.text(at)) for at in levels)
    measured = bool(row.text(header.at(Column.NAME))) and _written(row, header.at(Column.TARGET))
    return not row.loose and inside and measured and not _written(row, header.at(Column.POINTS))


def _written(row: Row, at: int | None) -> bool:
    return row.text(at) not in ("", *BLANK_MARKS)


def _told_by(header: Header, row: Row, parts: list[Row], columns: tuple[int | None, ...]) -> Row:
    """The row with what its parts have in `columns`, where it has nothing itself."""
    cells = list(row.cells)
    for at in columns:
        said = [part for part in parts if _written(part, at)]
        if at is None or not said or at >= len(cells) or _written(row, at):
            continue
        texts = [
            part.text(at) if len(parts) == 1 else part.text(header.at(Column.NAME)) + part.text(at)
            for part in said
        ]
        cells[at] = Cell("；".join(map(one_line, texts)), said[0].cells[at].source)
    return replace(row, cells=tuple(cells))


def _named(header: Header, row: Row) -> Row:
    at = header.columns[Column.NAME]
    cell = row.cells[at]
    if cell.text.startswith(_PART):
        return row
    named = replace(cell, text=f"{_PART}：{cell.text}")
    return replace(row, cells=(*row.cells[:at], named, *row.cells[at + 1 :]))


def _told(header: Header, row: Row, parts: list[Row]) -> Problem:
    at = header.at(Column.NAME)
    listed = "、".join(one_line(part.text(at)) for part in parts)[:60]
    message = f"“{one_line(row.text(at))}”有分值没有指标值，下面的“{listed}”有指标值没有分值，按它的其中项读取，指标值取自它们。"
    return Problem(Code.TARGET_ASSUMED, message, "若不对，请在各行写明指标值和分值再导入。", row.source)
