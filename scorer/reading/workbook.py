"""Excel workbooks (.xlsx, .xls) read sheet by sheet, each cell as a person sees it."""

from collections.abc import Iterator

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.reading.grid import read_grid
from scorer.reading.sheets import HiddenSheet, sheets_of
from scorer.reading.table import Row


def read_workbook(document: str, data: bytes, *, old: bool = False) -> Iterator[Row | Problem]:
    """The rows of all sheets that are shown, one after another; hidden ones are noted. `old` is .xls.

    The table of a source is the number of its sheet among those shown, row and column are the sheet's own.
    """
    try:
        for sheet in sheets_of(document, data, old=old):
            if isinstance(sheet, HiddenSheet):
                yield _hidden(document, sheet.name)
            else:
                yield from read_grid(sheet)
    except Refused as refused:
        yield from refused.problems


def _hidden(document: str, name: str) -> Problem:
    message = f"隐藏的工作表“{name}”没有读取。"
    hint = "若要读取，请在 Excel 或 WPS 中取消隐藏，保存后再导入。"
    return Problem(Code.TEXT_IGNORED, message, hint, Source(document, 0, 0, 0, ""))
