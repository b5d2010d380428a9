"""The layout of text taken out of a Word document: a cell a line, a blank line after each row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.model.problem import Problem
from scorer.model.source import Source
from scorer.reading.decoding import lines_of
from scorer.reading.table import MOST_CELLS, Cell, Row, cell_at, clean, is_title, too_wide

_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]*\]")


def read_text(document: str, text: str) -> Iterator[Row | Problem]:
    """The rows of `text`: a tab begins a cell, a line without one continues it, a blank line ends the row.

    A line without a tab that follows a blank line stands outside the tables; a title begins the next table.
    """
    reader = _Reader(document)
    for number, written in enumerate(lines_of(text), 1):
        line = _BOOKMARK.sub("", written) if "[" in written else written
        if line.lstrip(" ").startswith("\t"):
            reader.begin_cells(number, line.lstrip(" ")[1:])
            if len(reader.open) > MOST_CELLS:
                yield too_wide(Source(document, reader.table, number, 0, ""))
                return
        elif not clean(line):
            yield from reader.end_row()
        elif reader.open:
            reader.open[-1].append((number, line))
        else:
            yield reader.loose(number, line)
    yield from reader.end_row()


@dataclass(slots=True)
class _Reader:
    """The number of the table that is read, and the lines of each cell of the row that is open."""

    document: str
    open: list[list[tuple[int, str]]] = field(default_factory=list)
    table: int = 1
    table_has_rows: bool = False

    def begin_cells(self, number: int, line: str) -> None:
        self.open.extend([(number, part)] for part in line.split("\t"))

    def loose(self, number: int, line: str) -> Row:
        if is_title(line) and self.table_has_rows:
            self.table += 1
            self.table_has_rows = False
        return Row((cell_at(self.document, 0, number, 1, line),), loose=True)

    def end_row(self) -> Iterator[Row]:
        if self.open:
            row = Row(tuple(self._cell(column) for column in range(len(self.open))))
            self.table_has_rows = True
            self.open = []
            yield row

    def _cell(self, column: int) -> Cell:
        lines = self.open[column]
        row = next((number for number, line in lines if clean(line)), lines[0][0])
        written = "\n".join(line for _, line in lines)
        return cell_at(self.document, self.table, row, column + 1, written)
