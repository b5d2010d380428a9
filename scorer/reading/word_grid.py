"""The grid of a Word table: cells placed in columns, merged cells followed by blank ones."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.model.source import Source
from scorer.notation.characters import printable
from scorer.reading.table import MOST_CELLS, Cell, Row, cell_at
from scorer.reading.word_cells import WordRow

_NARROW = 120
"""Twips (a twentieth of a point): borders drawn by hand miss each other by so much, and no column is as narrow."""
_USUAL_WIDTH = 1440


@dataclass(slots=True)
class PlacedRow:
    """A row's number from 1, and of each cell the grid columns it covers, from and up to, and its text."""

    number: int
    cells: list[tuple[int, int, str]]


@dataclass(slots=True)
class Grid:
    """The grid columns of a table with their widths in twips, and the ways in which its cells cover them.

    `holders` are, for the cells of the row placed last, the elements in which their texts stand: of a cell
    that goes on from those above, the one that begins them.
    """

    widths: list[int] = field(default_factory=list)
    holders: list[_Element] = field(default_factory=list)
    _covered: set[tuple[int, int]] = field(default_factory=set)
    _merging: dict[int, _Element] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)

    def place(self, number: int, row: WordRow) -> PlacedRow | None:
        """The row with each cell in its columns; None where it has more columns than any form."""
        placed: list[tuple[int, int, str]] = []
        merging: dict[int, _Element] = {}
        holders: list[_Element] = []
        at = row.before
        for cell in row.cells:
            end = at + cell.span
            if end > MOST_CELLS:
                return None
            if cell.beside and placed:
                start, _, text = placed.pop()
                placed.append((start, end, text))
            else:
                # A cell that says it goes on, with nothing above to go on from, is shown as it stands.
                above = self._merging.get(at) if cell.below else None
                holder = cell.element if above is None else above
                placed.append((at, end, cell.text if above is None else ""))
                holders.append(holder)
                if cell.begins or cell.below:
                    merging[at] = holder
            at = end
        self._merging, self.holders = merging, holders
        self._covered.update([(start, end) for start, end, _ in placed])
        return PlacedRow(number, placed)

    def settle(self) -> None:
        """Fixes the columns by all the rows placed so far: narrow ones that no cell fills are none."""
        ends = max((end for _, end in self._covered), default=0)
        widths = self.widths[:ends] if any(self.widths) else []
        widths += [_USUAL_WIDTH] * (ends - len(widths))
        shortest: dict[int, int] = {}
        for start, end in self._covered:
            shortest[start] = min(end, shortest.get(start, end))
        places, width_since, filled = [0], 0, shortest.get(0, ends)
        for boundary, width in enumerate(widths, 1):
            width_since += width
            if width_since <= _NARROW and filled > boundary:
                places.append(places[-1])
                filled = min(filled, shortest.get(boundary, ends))
            else:
                places.append(places[-1] + 1)
                width_since, filled = 0, shortest.get(boundary, ends)
        self._places = places

    def row(self, document: str, table: int, placed: PlacedRow) -> Row | None:
        """The row in the settled columns; None where it is wholly blank."""
        cells: list[Cell] = []
        written = False
        places = self._places_up_to(placed.cells[-1][1] if placed.cells else 0)
        for column, (start, end, text) in enumerate(placed.cells, 1):
            place = document, table, placed.number, column
            cell = (
                cell_at(*place, text if text.isprintable() else printable(text)) if text else _blank(*place)
            )
            written = written or cell.text != ""
            missing, until = places[start] - len(cells), places[end]
            if missing <= 0 and until == len(cells) + 1:
                cells.append(cell)
                continue
            blank = _blank(*place) if text else cell
            cells += [blank] * missing
            cells.append(cell)
            cells += [blank] * (until - len(cells))
        if not written:
            return None
        missing = self._places[-1] - len(cells)
        if missing > 0:
            cells += [_blank(document, table, placed.number, len(placed.cells))] * missing
        return Row(tuple(cells))

    def _places_up_to(self, end: int) -> list[int]:
        # Rows that come after the columns were fixed may go beyond them.
        for _ in range(end + 1 - len(self._places)):
            self._places.append(self._places[-1] + 1)
        return self._places


def _blank(document: str, table: int, row: int, column: int) -> Cell:
    return Cell("", Source(document, table, row, column, ""))
