"""Word documents (.docx) read row by row, whatever their size."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.characters import printable
from scorer.reading.package import open_package
from scorer.reading.sections import MOST_ROWS
from scorer.reading.table import Row, cell_at, too_wide
from scorer.reading.word_cells import Cells, held, is_plain, plain_row
from scorer.reading.word_grid import Grid, PlacedRow
from scorer.reading.word_names import both, children, name_of, number
from scorer.reading.word_numbering import read_numbering
from scorer.reading.word_parts import find_parts
from scorer.reading.word_styles import read_styles
from scorer.reading.word_text import Paragraphs, loose_text
from scorer.reading.word_unread import Unread
from scorer.reading.xml_part import XmlPart, opened, whole_part

# Symbol, Wingdings, Webdings.
_SYMBOL_FONTS = (b"Symbol", b"dings")
_BLOCKS = ("w:p", "w:tbl", "w:altChunk")

Seen = Callable[[int, int, int, _Element], None]
"""Told of each table, row and column that places count, and the cell or paragraph in which its text stands."""


def read_word(document: str, data: bytes, seen: Seen | None = None) -> Iterator[Row | Problem]:
    """The rows of every table and the paragraphs between them; notes on what was not read come last.

    A document that cannot be read ends with the Problem that says why. `seen` is told of every place before
    its row comes.
    """
    try:
        yield from _read(document, data, seen)
    except Refused as refused:
        yield from refused.problems


def _read(document: str, data: bytes, seen: Seen | None) -> Iterator[Row | Problem]:
    package = open_package(document, data)
    if isinstance(package, Problem):
        yield package
        return
    parts = find_parts(document, package)
    stream = opened(document, package, parts.text)
    if stream is None:
        yield _no_text(document)
        return
    styles = read_styles(whole_part(document, package, parts.styles, both("styles")))
    numbering = read_numbering(whole_part(document, package, parts.numbering, both("numbering")))
    unread = Unread(Source(document, 0, 0, 0, ""))
    reader = _Reader(document, Paragraphs(styles, numbering, unread), seen)
    with stream:
        part = XmlPart(document, stream, both("body"), _SYMBOL_FONTS)
        for body, complete in part.grown():
            reader.symbols = part.mentions
            reader.found = True
            yield from reader.grown(body, complete=complete)
            if reader.took:
                part.taken_out()
    yield from unread.problems() if reader.found else (_no_text(document),)


def _no_text(document: str) -> Problem:
    message = "这个文件里没有 Word 的正文。"
    hint = "请核对是否选对了文件；若 Word 或 WPS 能打开它，请另存为 .docx 再导入。"
    return Problem(Code.DOCUMENT_DAMAGED, message, hint, Source(document, 0, 0, 0, ""))


@dataclass(slots=True)
class _Table:
    """A table that is being read; what comes out of tables within it waits among its rows.

    `number` is 0 until it has a row of its own.
    """

    grid: Grid = field(default_factory=Grid)
    number: int = 0
    rows: int = 0
    held: list[PlacedRow | Row | Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Reads a body as it grows; `took` is whether the last piece of it could be taken out."""

    document: str
    paragraphs: Paragraphs
    seen: Seen | None
    symbols: bool = False
    found: bool = False
    took: bool = False
    _cells: Cells = field(init=False)
    _table: _Table | None = None
    _tables: int = 0
    _paragraph: int = 0
    _joined: str = ""

    def __post_init__(self) -> None:
        self._cells = Cells(self.paragraphs)

    def grown(self, body: _Element, *, complete: bool) -> Iterator[Row | Problem]:
        """What the finished elements of the body say; they are taken out of it."""
        self.took = False
        for element in self._finished(body, complete=complete):
            yield from self._block(element)
        last = body[-1] if len(body) else None
        if last is not None and name_of(last.tag) == "w:tbl":
            self._table = self._table or _Table()
            yield from self._rows_of(last, self._table, complete=False)

    def _finished(self, holder: _Element, *, complete: bool) -> Iterator[_Element]:
        # The last element may still be growing.
        count = len(holder) if complete else max(len(holder) - 1, 0)
        yield from islice(holder, count)
        del holder[:count]
        self.took = self.took or count > 0

    def _block(self, element: _Element) -> Iterator[Row | Problem]:
        if name_of(element.tag) == "w:tbl" and self._table is not None:
            table, self._table = self._table, None
            yield from self._rows_of(element, table, complete=True)
            yield from self._released(table)
            return
        yield from self._blocks([element])

    def _blocks(self, holder: Iterable[_Element]) -> Iterator[Row | Problem]:
        for element, prompt in held(holder, *_BLOCKS):
            match name_of(element.tag):
                case "w:p":
                    yield from self._loose(element, prompt=prompt)
                case "w:tbl":
                    table = _Table()
                    yield from self._rows_of(element, table, complete=True)
                    yield from self._released(table)
                case _:
                    self.paragraphs.unread.object()

    def _loose(self, paragraph: _Element, *, prompt: bool) -> Iterator[Row]:
        self._paragraph += 1
        if self.seen is not None:
            self.seen(0, self._paragraph, 1, paragraph)
        place = Source(self.document, 0, self._paragraph, 1, "")
        self.paragraphs.unread.at = place
        if prompt:
            self.paragraphs.unread.prompt(loose_text(paragraph))
            return
        text = self._joined + (self.paragraphs.text(paragraph) or "")
        self._joined = text if self.paragraphs.joins_next(paragraph) else ""
        cell = cell_at(self.document, 0, place.row, 1, printable(text))
        if cell.text and not self._joined:
            yield Row((cell,), loose=True)

    def _rows_of(self, element: _Element, table: _Table, *, complete: bool) -> Iterator[Row | Problem]:
        plain = is_plain(element, self.paragraphs.styles, symbols=self.symbols)
        for part in self._finished(element, complete=complete):
            if name_of(part.tag) == "w:tblGrid":
                table.grid.widths = [number(column, "w") for column in children(part, "w:gridCol")]
            for row, _ in held([part], "w:tr"):
                self._row(row, table, plain=plain)
            if len(table.held) > MOST_ROWS:
                # No section is as long: what follows need not wait for the rest of the table.
                yield from self._released(table)

    def _row(self, row: _Element, table: _Table, *, plain: bool) -> None:
        plain = plain or is_plain(row, self.paragraphs.styles, symbols=self.symbols)
        read = plain_row(row) if plain else None
        if read is None:
            placing = self._cells.layout(row)
            if placing is not None:
                table.held.extend(self._blocks(placing))
                return
            read = self._cells.row(row, Source(self.document, self._number(table), table.rows + 1, 0, ""))
            if read is None:
                return
        table.rows += 1
        placed = table.grid.place(table.rows, read)
        if placed is None:
            raise Refused(too_wide(Source(self.document, self._number(table), table.rows, 0, "")))
        own_number = self._number(table)
        if self.seen is not None:
            for column, holder in enumerate(table.grid.holders, 1):
                self.seen(own_number, table.rows, column, holder)
        table.held.append(placed)

    def _number(self, table: _Table) -> int:
        if not table.number:
            self._tables += 1
            table.number = self._tables
        return table.number

    def _released(self, table: _Table) -> Iterator[Row | Problem]:
        table.grid.settle()
        for held_back in table.held:
            if isinstance(held_back, PlacedRow):
                row = table.grid.row(self.document, table.number, held_back)
                if row is not None:
                    yield row
            else:
                yield held_back
        table.held = []
