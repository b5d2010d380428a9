"""The sample laid out again as sheets and web pages, with the merged cells that such forms have."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from scorer.model.problem import Problem
from scorer.reading.text import read_text

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "data" / "targets-2024.txt").read_text(encoding="utf-8")
COLUMNS = 8
# How many columns each cell of a row is merged over, by the number of its cells.
_ACROSS = {1: (8,), 2: (1, 7), 5: (1, 1, 2, 3, 1), 7: (1, 1, 1, 1, 1, 1, 2)}


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell and over how many columns and rows it is merged; of the rows below it only the first column is."""

    text: str
    across: int
    down: int = 1


def projects() -> list[list[list[str]]]:
    """The rows of each project, its title first."""
    found: list[list[list[str]]] = []
    for row in read_text("targets-2024.txt", TEXT):
        assert not isinstance(row, Problem)
        if row.loose:
            found.append([])
        found[-1].append([cell.text for cell in row.cells])
    return found


def laid(rows: list[list[str]]) -> list[list[Laid]]:
    """The rows with their merged cells; a blank first cell belongs to the one above it and is not there."""
    grid: list[list[Laid]] = []
    for at, cells in enumerate(rows):
        down = 1
        while at + down < len(rows) and not rows[at + down][0]:
            down += 1
        across = _ACROSS[len(cells)]
        first = [Laid(cells[0], across[0], down)] if cells[0] else []
        grid.append([*first, *map(Laid, cells[1:], across[1:])])
    return grid


def workbook(*, one_sheet: bool) -> bytes:
    """An .xlsx file with a sheet for each project, or one sheet for all."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for at, rows in enumerate(projects()):
        if at and not one_sheet:
            sheet = book.create_sheet(f"项目{at + 1}")
        _fill(sheet, laid(rows), sheet.max_row + 2 if one_sheet and at else 1)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def web_page(encoding: str) -> bytes:
    """A page with a table for each project and the site around them."""
    return "".join(_page(encoding)).encode(encoding)


def _fill(sheet: Worksheet, grid: list[list[Laid]], top: int) -> None:
    for row, cells in enumerate(grid, top):
        column = COLUMNS + 1 - sum(cell.across for cell in cells)
        for cell in cells:
            sheet.cell(row, column, cell.text)
            if cell.across > 1 or cell.down > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=column,
                    end_row=row + cell.down - 1,
                    end_column=column + cell.across - 1,
                )
            column += cell.across


def _page(encoding: str) -> Iterator[str]:
    yield f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    yield "<title>绩效目标公开</title><style>td { border: 1px solid }</style><script>var a = '<td>';</script>"
    yield '</head><body><div class="nav">首页&nbsp;|&nbsp;<a href="/">信息公开</a></div>'
    for rows in projects():
        title, *grid = laid(rows)
        yield f'<table width="100%"><tr><td><p align="center"><b>{html.escape(title[0].text)}</b></p><table>'
        for cells in grid:
            yield "<tr>" + "".join(map(_cell, cells)) + "</tr>"
        yield "</table></td></tr></table>"
    yield "<div>版权所有<br>联系我们</div></body></html>"


def _cell(cell: Laid) -> str:
    text = html.escape(cell.text).replace("\n", "<br>")
    return f'<td colspan="{cell.across}" rowspan={cell.down}>{text}&nbsp;</td>'
