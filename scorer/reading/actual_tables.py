"""Actuals in the tables of a workbook, a Word document or a web page, each below its own header.

A row of headings begins a table; titles and notes above it are passed over. Of a fill-in workbook each row
is joined with what was handed out in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.names import comparable
from scorer.notation.sheet_keys import GIVEN_OUT, GUIDE, ROW_KEY, read_row_key
from scorer.reading.actual_rows import (
    ENTERED,
    INDICATOR,
    MOST_ROWS,
    PROJECT,
    PROJECT_NUMBER,
    ActualHeader,
    ActualReading,
    ActualRow,
    header_missing,
    header_problems,
    nameless_problem,
    read_header,
    too_many_rows,
)
from scorer.reading.formats import Format, format_of
from scorer.reading.given_out import GivenOut, read_given_out
from scorer.reading.grid import Sheet, Written, read_grid
from scorer.reading.opening import package_missing, rows_of
from scorer.reading.paper import Paper
from scorer.reading.renamed_columns import renamed_columns
from scorer.reading.sheets import HiddenSheet, sheets_of
from scorer.reading.table import Row, clean

_BOOKS = (Format.WORKBOOK, Format.OLD_WORKBOOK)
_MOST_LISTED = 10
_Faults = dict[tuple[int, int, int], Written]


def read_actual_tables(paper: Paper) -> ActualReading:
    """The rows of every table of a document that has a header of a file of actuals."""
    reader = _Reader(paper.document.name)
    reader.problems += paper.notes
    try:
        if format_of(paper.document.name, paper.data) in _BOOKS:
            _read_book(paper, reader)
        else:
            for found in rows_of(paper):
                reader.take(found)
    except Refused as refused:
        reader.problems += refused.problems
    except ModuleNotFoundError as missing:
        reader.problems.append(package_missing(paper.document.name, missing.name or ""))
    return reader.reading(paper)


def _read_book(paper: Paper, reader: "_Reader") -> None:
    """Read the sheets that are shown; of the hidden ones only what the workbook was made from."""
    name, data = paper.document.name, paper.data
    old = format_of(name, data) is Format.OLD_WORKBOOK
    for sheet in sheets_of(name, data, old=old):
        if isinstance(sheet, Sheet):
            reader.begin(sheet.number, sheet.name)
            watched = replace(sheet, rows=_watched(sheet, reader.faults))
            for found in read_grid(watched):
                reader.take(found)
        elif sheet.name == GIVEN_OUT:
            reader.given_out = read_given_out(name, sheet.rows)
        else:
            reader.problems.append(_sheet_hidden(name, sheet))


def _watched(sheet: Sheet, faults: _Faults) -> Iterator[tuple[int, list[Written]]]:
    """The rows, with the cells that show no value set aside: only those under a heading are told."""
    for number, cells in sheet.rows:
        for cell in cells:
            if cell.fault is not None:
                faults[sheet.number, number, cell.column] = cell
        yield number, [cell for cell in cells if cell.fault is None]


def _sheet_hidden(document: str, sheet: HiddenSheet) -> Problem:
    message = f"隐藏的工作表“{sheet.name}”没有读取。"
    hint = "若要读取，请在 Excel 或 WPS 中取消隐藏，保存后再填报。"
    return Problem(Code.SHEET_UNREAD, message, hint, Source(document, 0, 0, 0, ""))


@dataclass(slots=True)
class _Reader:
    """The table that is read, its header once that was met, and what was read so far."""

    document: str
    problems: list[Problem] = field(default_factory=list)
    rows: list[ActualRow] = field(default_factory=list)
    headers: list[ActualHeader] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    faults: _Faults = field(default_factory=dict)
    given_out: GivenOut | None = None
    keys: set[tuple[int, int]] = field(default_factory=set)
    header: ActualHeader | None = None
    columns: dict[str, int] = field(default_factory=dict)
    full: bool = False
    first: str = ""

    def begin(self, number: int, name: str) -> None:
        """Go on to the sheet of that number."""
        self.names[number] = name
        self.header = None

    def take(self, found: Row | Problem) -> None:
        """Read one row more."""
        if isinstance(found, Problem):
            self.problems.append(found)
            return
        place, texts = found.source, tuple(cell.text for cell in found.cells)
        if self.header is not None and place.table != self.header.source.table:
            self.header = None
        header = None if found.loose else read_header(place, texts)
        if header is not None and header.complete:
            self._enter(header)
        elif self.header is None:
            self._above(texts)
        elif not self.full:
            self._row(place, texts)

    def _enter(self, header: ActualHeader) -> None:
        self.header, self.columns = header, header.columns
        self.headers.append(header)
        self.problems += header_problems(header)

    def _above(self, texts: tuple[str, ...]) -> None:
        """A title or a note; one that begins with # is a remark."""
        text = " ".join(filter(None, texts)).strip()
        self.first = self.first or text
        if text.startswith("#"):
            self.remarks.append(text.lstrip("#").strip())

    def _row(self, place: Source, texts: tuple[str, ...]) -> None:
        assert self.header is not None
        row = ActualRow(self.document, place.row, self.columns, texts, place.table)
        key = read_row_key(row.text(ROW_KEY))
        if key is not None:
            self.keys.add(key)
        for column, text in enumerate(texts, 1):
            beyond = column > len(self.header.headings) or column in self.header.nameless
            if beyond and clean(text):
                self.problems.append(nameless_problem(place._replace(column=column, text=text)))
        if key is None and not any(row.text(heading) for heading in ENTERED):
            return
        if len(self.rows) == MOST_ROWS:
            self.problems.append(too_many_rows(self.document, place.table, place.row))
            self.full = True
            return
        self.rows.append(row)

    def reading(self, paper: Paper) -> ActualReading:
        """What was read of the whole document."""
        rows = tuple(_with_project(self._joined()))
        if not self.headers and not any(problem.source is not None for problem in self.problems):
            place = Source(self.document, 0, 0, 0, self.first) if self.first else None
            self.problems.append(header_missing(self.document, place))
        self.problems += self._unread()
        self.problems += self._lacking_values()
        if self.given_out is not None:
            self._refuse_renamed(rows, self.given_out)
            back = self.keys | set(_typed_anew(rows, self.given_out))
            self.problems += _absent(self.document, self.given_out, back)
        document = replace(paper.document, remarks=tuple(self.remarks))
        self.problems.sort(key=_order)
        origin = None if self.given_out is None else self.given_out.origin
        return ActualReading(document, rows, tuple(self.problems), origin)

    def _refuse_renamed(self, rows: tuple[ActualRow, ...], given_out: GivenOut) -> None:
        """Turn the notes on columns that nothing reads into errors where their headings were changed."""
        renamed = {problem.source: problem for problem in renamed_columns(self.headers, rows, given_out)}
        noted = (
            each
            for each in self.problems
            if each.code is not Code.COLUMN_UNKNOWN or each.source not in renamed
        )
        self.problems = [*noted, *renamed.values()]

    def _joined(self) -> Iterator[ActualRow]:
        """The rows with what was handed out in them."""
        for row in self.rows:
            key = read_row_key(row.text(ROW_KEY))
            given = self.given_out.rows.get(key) if self.given_out is not None and key else None
            yield row if given is None else replace(row, given_out=given)

    def _unread(self) -> Iterator[Problem]:
        """The sheets without a header, but for the one that is only to be read by people."""
        tables = {header.source.table for header in self.headers}
        for number, name in self.names.items():
            if self.headers and number not in tables and not (self.given_out and name == GUIDE):
                message = f"工作表“{name}”里没有填报的表头，没有读取。"
                hint = f"表头要有 {PROJECT_NUMBER} 或 {PROJECT}，以及 实际完成值 等要填的列"
                yield Problem(Code.SHEET_UNREAD, message, hint, Source(self.document, number, 0, 0, ""))

    def _lacking_values(self) -> Iterator[Problem]:
        """The cells under a heading that is read whose formula shows no value."""
        headers: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for header in self.headers:
            read = frozenset(header.columns.values())
            headers.setdefault(header.source.table, []).append((header.source.row, read))
        for (table, row, column), cell in self.faults.items():
            above = [read for begin, read in headers.get(table, ()) if begin < row]
            if not above or column - 1 not in above[-1]:
                continue
            source = Source(self.document, table, row, column, cell.text)
            assert cell.fault is not None
            if cell.fault is Code.CELL_ERROR:
                message, hint = f"这一格是错误值{cell.text}，当作空格。", "请改正这一格的公式，或直接填写。"
            else:
                message = "这一格的公式没有算出的结果，当作空格。"
                hint = "请用 Excel 或 WPS 打开这个文件，保存一次，再填报。"
            yield Problem(cell.fault, message, hint, source)


def _order(problem: Problem) -> tuple[int, int, int]:
    place = problem.source
    return (place.table, place.row, place.column) if place else (0, 0, 0)


def _with_project(rows: Iterator[ActualRow]) -> Iterator[ActualRow]:
    """A row that was inserted into the sheet of one project is about that project."""
    for _, group in groupby(rows, lambda row: row.table):
        found = list(group)
        given = {row.given_out.text(PROJECT): row.given_out for row in found if row.given_out}
        for row in found:
            if len(given) == 1 and not any(row.text(each) for each in (PROJECT_NUMBER, PROJECT, ROW_KEY)):
                (of,) = given.values()
                yield _about(row, of)
            else:
                yield row


def _about(row: ActualRow, of: ActualRow) -> ActualRow:
    """The row with the number and the name of the project that `of` is about."""
    width = len(row.written)
    columns = row.columns | {PROJECT_NUMBER: width, PROJECT: width + 1}
    return replace(row, columns=columns, written=(*row.written, of.text(PROJECT_NUMBER), of.text(PROJECT)))


def _typed_anew(rows: tuple[ActualRow, ...], given_out: GivenOut) -> Iterator[tuple[int, int]]:
    """The keys of what rows without one are about, by their names."""
    names = {
        (each.text(PROJECT), comparable(each.text(INDICATOR))): key for key, each in given_out.rows.items()
    }
    for row in rows:
        key = names.get((row.text(PROJECT), comparable(row.text(INDICATOR))))
        if row.given_out is None and key is not None:
            yield key


def _absent(document: str, given_out: GivenOut, keys: set[tuple[int, int]]) -> Iterator[Problem]:
    """The note on rows that were handed out and have not come back; whole projects are told as such."""
    lacking = [key for key in given_out.rows if key not in keys]
    back = {project for project, _ in keys}
    projects = dict.fromkeys(project for project, _ in lacking if project not in back)
    lines = [key for key in lacking if key[0] in back and key[1] > 0]
    parts = []
    if projects:
        parts.append(f"{len(projects)}个项目（{_listed([str(each) for each in projects])}）")
    if lines:
        named = [f"{key[0]}.{key[1]} {given_out.rows[key].text(INDICATOR)}" for key in lines]
        parts.append(f"{len(lines)}个指标（{_listed(named)}）")
    if parts:
        message = f"发出的填报表里有、这份里没有的：{'，'.join(parts)}，这些没有填报。"
        hint = "若是有意只填一部分，可以不管；若是误删了行，请用原来的填报表再填"
        yield Problem(Code.ROW_ABSENT, message, hint, Source(document, 0, 0, 0, ""))


def _listed(names: list[str]) -> str:
    return "、".join(names[:_MOST_LISTED]) + ("等" if len(names) > _MOST_LISTED else "")
