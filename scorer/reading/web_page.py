"""Tables of web pages (.html, .mht), as a bureau publishes them and as Word and Excel save them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.block import texts_ignored
from scorer.reading.filled_block import FilledBlock, states_result
from scorer.reading.table import MOST_CELLS, Cell, Row, cell_at, too_wide
from scorer.reading.web_text import is_seen, lines_in, pages, stretches, text_in

_MOST_ROWS_SPANNED = 65_534
_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def read_web_page(document: str, data: bytes) -> Iterator[Row | Problem]:
    """The rows of the tables of a page, and the lines of text before and between them as loose rows.

    A table that holds little more than other tables only lays out the page. Behind the last table stand links
    and the like: of that text only the lines with a total or a rating are rows, the others are told of in one note.
    """
    reader = _Reader(document)
    for page in pages(document, data):
        body = page if isinstance(page, Problem) else _parsed(document, page)
        if isinstance(body, Problem):
            yield body
        elif body is not None:
            yield from reader.page(body)
    yield from reader.end()


def _parsed(document: str, page: str) -> HtmlElement | Problem | None:
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        body = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but blanks
        return None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        # The parser gave up in the middle, and what follows is not there.
        message = "网页的层次太深或有一段太长，后面读不出，没有读取。"
        hint = "请在浏览器中打开，把表格复制到 Excel 或 Word，保存后再导入。"
        return Problem(Code.ROW_NOT_UNDERSTOOD, message, hint, Source(document, 0, 0, 0, ""))
    return body


@dataclass(slots=True)
class _Reader:
    """Numbers tables and lines; `line` is the one that is read, `loose` those that wait for the next table."""

    document: str
    tables: int = 0
    lines: int = 0
    line: list[str] = field(default_factory=list)
    loose: list[Cell] = field(default_factory=list)

    def page(self, body: HtmlElement) -> Iterator[Row | Problem]:
        """What a page holds; its lines are given only where no page before or in it has a table."""
        for text, table in stretches(body, apart="table"):
            self.line.append(text)
            if table is not None:
                self._end_line()
                yield from self._table(table)
        self._end_line()
        if not self.tables:
            yield from self._waiting()

    def end(self) -> Iterator[Row | Problem]:
        """The lines behind the last table that state a total or a rating, and the note of the others."""
        rows = [Row((cell,), loose=True) for cell in self.loose]
        stating = [row for row in rows if states_result(row, FilledBlock())]
        yield from stating
        yield from texts_ignored([row.cells[0] for row in rows if row not in stating])

    def _end_line(self) -> None:
        for text in lines_in(self.line).split("\n"):
            if text:
                self.lines += 1
                self.loose.append(cell_at(self.document, 0, self.lines, 1, text))
        self.line = []

    def _waiting(self) -> Iterator[Row]:
        yield from (Row((cell,), loose=True) for cell in self.loose)
        self.loose = []

    def _table(self, table: HtmlElement) -> Iterator[Row | Problem]:
        self.tables += 1
        yield from self._waiting()
        spans = _Spans()
        group = None
        for number, line in enumerate(_rows(table), 1):
            if line.getparent() is not group:
                # A cell reaches no further than its part of the table.
                spans, group = _Spans(), line.getparent()
            row = self._row(line, number, spans)
            if row is None:
                yield too_wide(Source(self.document, self.tables, number, 0, ""))
                return
            if row.written:
                yield row

    def _row(self, line: HtmlElement, number: int, spans: "_Spans") -> Row | None:
        """The row with a blank for each column that a cell covers but its first; None where it is too wide."""
        cells: list[Cell] = []
        place = 0
        for place, cell in enumerate(_cells(line), 1):
            cells += [self._cell(number, place, "")] * spans.covered(len(cells))
            width = min(_span(cell, "colspan"), MOST_CELLS)
            spans.begin(len(cells), width, _span(cell, "rowspan"))
            cells += [
                self._cell(number, place, text_in(cell)),
                *[self._cell(number, place, "")] * (width - 1),
            ]
            if len(cells) > MOST_CELLS and any(each.text for each in cells[MOST_CELLS:]):
                return None
        cells += [self._cell(number, place, "")] * spans.covered(len(cells))
        spans.end_row()
        return Row(tuple(cells[:MOST_CELLS]) or (self._cell(number, 1, ""),))

    def _cell(self, row: int, column: int, text: str) -> Cell:
        return cell_at(self.document, self.tables, row, max(column, 1), text)


@dataclass(slots=True)
class _Spans:
    """For each column how many further rows its cell covers."""

    rows: dict[int, int] = field(default_factory=dict)
    begun: dict[int, int] = field(default_factory=dict)

    def covered(self, column: int) -> int:
        """How many columns from this one on are covered from above."""
        count = 0
        while self.rows.get(column + count, 0) > 0:
            count += 1
        return count

    def begin(self, column: int, width: int, height: int) -> None:
        if height > 1:
            self.begun |= dict.fromkeys(range(column, column + width), height - 1)

    def end_row(self) -> None:
        self.rows = {column: left - 1 for column, left in self.rows.items() if left > 1} | self.begun
        self.begun = {}


def _rows(part: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table or of a part of it; cells that stand in no row are one of their own, the first."""
    if next(_cells(part), None) is not None:
        yield part
    for child in part:
        if child.tag == "tr" and is_seen(child):
            yield child
        elif child.tag in _GROUPS and is_seen(child):
            yield from _rows(child)


def _cells(line: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in line if cell.tag in ("td", "th") and is_seen(cell))


def _span(cell: HtmlElement, name: str) -> int:
    """How many columns or rows a cell covers; 0 rows means all the rest."""
    written = cell.get(name, "1").strip()
    if not (written.isascii() and written.isdecimal()) or len(written) > 9:
        return 1
    count = int(written)
    return min(count, _MOST_ROWS_SPANNED) if count else (_MOST_ROWS_SPANNED if name == "rowspan" else 1)
