"""The layout of text taken out of a Word document: a cell a line, a blank line after each row."""

import re
from dataclasses import dataclass, field

from scorer.model.source import Source
from scorer.reading.table import Cell, Row, Table, clean, is_title

_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]*\]")


def read_text(document: str, text: str) -> Table:
    """The rows of `text`: a tab begins a cell, a line without one continues it, a blank line ends the row.

    A line without a tab that follows a blank line stands outside the tables; a title begins the next table.
    """
    rows = _Rows(document)
    for number, written in enumerate(text.split("\n"), 1):
        line = _BOOKMARK.sub("", written)
        if line.lstrip(" ").startswith("\t"):
            rows.begin_cells(number, line.lstrip(" ")[1:])
        elif not clean(line):
            rows.end_row()
        else:
            rows.continue_cell(number, line)
    rows.end_row()
    return Table(tuple(rows.ended))


@dataclass(slots=True)
class _Rows:
    """The rows read so far, and the lines of each cell of the row that is open."""

    document: str
    ended: list[Row] = field(default_factory=list)
    open: list[list[tuple[int, str]]] = field(default_factory=list)
    table: int = 1
    table_has_rows: bool = False

    def begin_cells(self, number: int, line: str) -> None:
        self.open.extend([(number, part)] for part in line.split("\t"))

    def continue_cell(self, number: int, line: str) -> None:
        if self.open:
            self.open[-1].append((number, line))
            return
        if is_title(line) and self.table_has_rows:
            self.table += 1
            self.table_has_rows = False
        cell = Cell(clean(line), Source(self.document, 0, number, 1, line))
        self.ended.append(Row((cell,), loose=True))

    def end_row(self) -> None:
        if self.open:
            self.ended.append(Row(tuple(self._cell(column) for column in range(len(self.open)))))
            self.table_has_rows = True
            self.open = []

    def _cell(self, column: int) -> Cell:
        lines = self.open[column]
        row = next((number for number, line in lines if clean(line)), lines[0][0])
        written = "\n".join(line for _, line in lines)
        return Cell(clean(written), Source(self.document, self.table, row, column + 1, written))
