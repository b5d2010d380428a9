"""The sheets of a workbook, shown and hidden, each with its cells; Refused where it cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from scorer.model.problem import Problem, Refused
from scorer.reading.grid import Sheet, Written
from scorer.reading.package import open_package

_Rows = Iterator[tuple[int, list[Written]]]


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """A sheet that is not shown, with its rows by number from 1."""

    name: str
    rows: _Rows


def sheets_of(document: str, data: bytes, *, old: bool = False) -> Iterator[Sheet | HiddenSheet]:
    """The sheets in their order, numbered among those shown; `old` is .xls."""
    return _old(document, data) if old else _new(document, data)


def _new(document: str, data: bytes) -> Iterator[Sheet | HiddenSheet]:
    from scorer.reading.sheet_xml import merged_cells, open_book, sheet_cells  # noqa: PLC0415  lxml is slow to load

    package = open_package(document, data)
    if isinstance(package, Problem):
        raise Refused(package)
    book = open_book(document, package)
    number = 0
    for sheet in book.sheets:
        rows = sheet_cells(document, package, book, sheet)
        if sheet.hidden:
            yield HiddenSheet(sheet.name, rows)
        else:
            number += 1
            yield Sheet(document, number, sheet.name, rows, merged_cells(document, package, sheet))


def _old(document: str, data: bytes) -> Iterator[Sheet | HiddenSheet]:
    from scorer.reading.old_workbook import old_sheets  # noqa: PLC0415  needs a package that may be missing

    for sheet in old_sheets(document, data):
        yield HiddenSheet(sheet, _old_rows(data, sheet)) if isinstance(sheet, str) else sheet


def _old_rows(data: bytes, name: str) -> _Rows:
    """The texts of a hidden sheet of an .xls workbook."""
    from python_calamine import load_workbook  # noqa: PLC0415  as above

    sheet = load_workbook(BytesIO(data)).get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), top + 1):
        cells = [Written(column + 1, str(value)) for column, value in enumerate(values, left) if value != ""]
        if cells:
            yield row, cells
