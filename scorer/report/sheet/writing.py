"""Writing the workbook with xlsxwriter."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any

from scorer.model.problem import Code, Problem, Refused
from scorer.report.sheet.page import (
    TEXT_FORMAT,
    THIS_CELL,
    Frame,
    Look,
    Placed,
    Refusal,
    SheetCell,
    Validation,
    address,
    letters,
)

_GRID = {"border": 1, "border_color": "#A6A6A6", "valign": "vcenter", "text_wrap": True}
_LOOKS: dict[Look, dict[str, object]] = {
    Look.TITLE: {"bold": True, "font_size": 15, "valign": "vcenter", "font_name": "黑体"},
    Look.NOTE: {"valign": "vcenter", "font_color": "#404040"},
    Look.TEXT: {"valign": "vcenter", "text_wrap": True},
    Look.HEADING: _GRID | {"bold": True, "bg_color": "#D9E1F2", "align": "center"},
    Look.FIXED: _GRID,
    Look.FIXED_CENTRED: _GRID | {"align": "center"},
    Look.FIGURE: _GRID | {"align": "center"},
    Look.FILL: _GRID | {"bg_color": "#FFF9DB", "locked": False},
    Look.SPARE: _GRID | {"bg_color": "#EFEBDD", "locked": False},
    Look.SHUT: _GRID | {"bg_color": "#E3E3E3"},
    Look.SCORE: _GRID | {"bg_color": "#EAF3FA", "align": "center"},
    Look.LINK: _GRID | {"font_color": "#1F4E99", "underline": 1},
}
_OWED = {"bg_color": "#F8CBAD"}
_FONT: dict[str, object] = {"font_name": "宋体", "font_size": 10}
_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# Who fills it in may make a column wider or a row taller; there is no password.
# Stretches of cells that one rule names; a longer list is a rule more.
_MOST_STRETCHES = 200
_ALLOWED = {"format_columns": True, "format_rows": True}


class BookWriter:
    """A workbook under way; its methods take the sheets that `add` gives."""

    def __init__(self, made_at: str, made_by: str) -> None:
        library = _library()
        self._sheet_class = _plain_sheets(library)
        self._target = BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = library.Workbook(self._target, options)
        made = datetime.fromisoformat(made_at).replace(tzinfo=None)
        self._book.set_properties({"author": made_by, "created": made})
        self._formats: dict[tuple[Look, str], Any] = {}
        self._owed = self._book.add_format(_OWED)

    def add(self, name: str) -> Any:
        """A new sheet after those that there are."""
        return self._book.add_worksheet(name, worksheet_class=self._sheet_class)

    def put(self, sheet: Any, cells: Iterable[Placed]) -> None:
        """Write cells, and what they accept."""
        said: dict[tuple[int, Validation], list[int]] = {}
        for placed in cells:
            self._put(sheet, placed)
            if placed.validation is not None:
                said.setdefault((placed.column, placed.validation), []).append(placed.row)
        for (column, validation), rows in said.items():
            stretches = tuple(_stretches(rows))
            for begin in range(0, len(stretches), _MOST_STRETCHES):
                _validate(sheet, column, validation, stretches[begin : begin + _MOST_STRETCHES])

    def dress(self, sheet: Any, frame: Frame) -> None:
        """Set how a sheet is shown, printed and protected."""
        for number, column in enumerate(frame.columns):
            sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
        for row, height in frame.heights:
            sheet.set_row(row, height)
        for mark in frame.marks:
            place = (mark.first, mark.column, mark.last, mark.column)
            rule = {"type": "formula", "criteria": f"={mark.formula}", "format": self._owed}
            sheet.conditional_format(*place, rule)
        if any(frame.frozen):
            sheet.freeze_panes(*frame.frozen)
        if frame.repeated is not None:
            sheet.repeat_rows(frame.repeated)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**_MARGINS)
        sheet.set_footer("&C第 &P 页　共 &N 页")
        sheet.protect("", _ALLOWED)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(frame.columns))}1048576"})

    def hide(self, sheet: Any) -> None:
        """Put a sheet out of sight and out of reach of the list of hidden sheets."""
        sheet.very_hidden()
        sheet.protect("", {})

    def close(self) -> bytes:
        """Give the finished workbook."""
        self._book.close()
        return self._target.getvalue()

    def _put(self, sheet: Any, placed: Placed) -> None:
        row, column, cell = placed.row, placed.column, placed.cell
        form = self._format(cell.look, cell.number_format)
        if placed.last is not None:
            sheet.merge_range(row, column, row, placed.last, "", form)
        if cell.look is Look.LINK:
            target = cell.formula.replace("'", "''")
            sheet.write_url(row, column, f"internal:'{target}'!A1", form, str(cell.value))
        elif cell.formula:
            sheet.write_formula(row, column, f"={cell.formula}", form, _cached(cell))
        elif isinstance(cell.value, Decimal):
            sheet.write_number(row, column, cell.value, form)
        elif cell.value:
            # never as a formula, whatever it begins with
            sheet.write_string(row, column, cell.value, form)
        else:
            sheet.write_blank(row, column, None, form)

    def _format(self, look: Look, number_format: str) -> Any:
        key = (look, number_format)
        if key not in self._formats:
            wanted = _FONT | _LOOKS[look] | ({"num_format": number_format} if number_format else {})
            if number_format == TEXT_FORMAT:
                wanted |= {"num_format": 49}
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]


def _plain_sheets(library: Any) -> type[Any]:
    """The library's sheets, which search no formula for the names of functions newer than Excel 2010.

    The formulas here write such names out; the search of some fifty names took a third of all the time.
    """

    class PlainSheet(library.worksheet.Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            del expand_future_functions
            return formula.removeprefix("=")

    return PlainSheet


def _cached(cell: SheetCell) -> str | Decimal:
    return "" if cell.value is None else cell.value


def _library() -> Any:
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  only this command needs it
    except ImportError:
        message = "生成填报表（.xlsx）要用的程序包 xlsxwriter 没有安装"
        hint = "请运行 pip install 'scorer[all]' 后再试；也可以用 scorer report --format csv 填报"
        raise Refused(Problem(Code.PACKAGE_MISSING, message, hint)) from None
    return xlsxwriter


def _validate(
    sheet: Any, column: int, validation: Validation, stretches: tuple[tuple[int, int], ...]
) -> None:
    """Set what cells of a column accept; a formula is written for the first and holds for each."""
    first, last = stretches[0]
    options = _options(validation, address(first, column))
    if len(stretches) > 1:
        ranges = (f"{address(begin, column)}:{address(end, column)}" for begin, end in stretches)
        options["multi_range"] = " ".join(ranges)
    sheet.data_validation(first, column, last, column, options)


def _options(validation: Validation, cell: str) -> dict[str, object]:
    """The validation in the library's words."""
    options: dict[str, object] = {"validate": "any"}
    if validation.choices:
        options = {"validate": "list", "source": list(validation.choices)}
    elif validation.formula:
        options = {"validate": "custom", "value": "=" + validation.formula.replace(THIS_CELL, cell)}
    if validation.refusal is not Refusal.NEVER:
        options["error_type"] = "stop" if validation.refusal is Refusal.STOPPED else "warning"
        options |= {"error_title": "请核对", "error_message": validation.error}
    return options | {"input_title": validation.title, "input_message": validation.message}


def _stretches(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Rows that follow one another, as first and last."""
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in group]
        yield found[0], found[-1]
