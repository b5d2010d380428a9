"""Workbooks of Excel before 2007 and of WPS (.xls, .et): the library's values, shown by their own formats."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.characters import printable
from scorer.reading.compound import open_compound
from scorer.reading.formats import encrypted
from scorer.reading.grid import Merged, Sheet, Written
from scorer.reading.number_formats import shown_date, shown_number
from scorer.reading.old_formats import OldBook, OldSheet, read_old_formats
from scorer.reading.package import damaged

# The library lays a sheet out whole: one number far from the others would take all the memory.
_LARGEST_AREA = 8_000_000


def old_sheets(document: str, data: bytes) -> Iterator[Sheet | str]:
    """The sheets of an .xls workbook that are shown, and the names of those that are hidden, in their order.

    Refused where the file is damaged, has a password, or spans too many cells.
    """
    book = _formats(document, data)
    workbook = _opened(document, data)
    number = 0
    for at, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            yield sheet.name
            continue
        number += 1
        formats = book.sheets[at] if at < len(book.sheets) else OldSheet()
        cells = workbook.get_sheet_by_index(at)
        merged = tuple(
            Merged(top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in cells.merged_cell_ranges or ()
        )
        rows = _rows(cells, formats, from_1904=book.from_1904)
        yield Sheet(document, number, printable(sheet.name), rows, merged)


def _opened(document: str, data: bytes) -> CalamineWorkbook:
    try:
        return load_workbook(BytesIO(data))
    except PasswordError as error:
        raise Refused(encrypted(document)) from error
    except BaseException as error:
        # A panic of the library's own language is no Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Refused(damaged(document)) from error
        raise


def _formats(document: str, data: bytes) -> OldBook:
    compound = open_compound(data)
    stream = (compound.stream("Workbook") or compound.stream("Book")) if compound is not None else None
    if stream is None:
        raise Refused(damaged(document))
    book = read_old_formats(stream)
    if book.has_password:
        raise Refused(encrypted(document))
    if any(sheet.area > _LARGEST_AREA for sheet in book.sheets):
        message = f"一张工作表的内容散布在超过{_LARGEST_AREA // 10_000}万格的范围里，没有读取。"
        hint = "请删去远处多余的内容，或在 Excel、WPS 中另存为 .xlsx，再导入。"
        raise Refused(Problem(Code.DOCUMENT_TOO_LARGE, message, hint, Source(document, 0, 0, 0, "")))
    return book


def _rows(sheet: CalamineSheet, formats: OldSheet, *, from_1904: bool) -> Iterator[tuple[int, list[Written]]]:
    if sheet.start is None:
        return
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(), top):
        cells = []
        for column, value in enumerate(values, left):
            error = formats.errors.get((row, column))
            if error is not None:
                cells.append(Written(column + 1, error, Code.CELL_ERROR))
            elif value != "":
                code = formats.formats.get((row, column), "")
                cells.append(Written(column + 1, _shown(value, code, from_1904=from_1904)))
        if cells:
            yield row + 1, cells


def _shown(value: float | str | date | time | timedelta, code: str, *, from_1904: bool) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case str():
            return printable(value.replace("\r\n", "\n").replace("\r", "\n"))
        case date():
            return shown_date(value, code)
        case time():
            return f"{value.hour}:{value.minute:02}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return shown_number(repr(value), code, from_1904=from_1904)
