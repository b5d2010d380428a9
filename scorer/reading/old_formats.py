"""What a library does not tell of an .xls workbook: the number format of each cell, its errors, its extent."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.reading.number_formats import BUILT_IN

_BOF = 0x0809
_EOF = 0x000A
_PASSWORD = 0x002F
_DATE_MODE = 0x0022
_SHEET = 0x0085
_FORMAT = 0x041E
_STYLE = 0x00E0
_SEVERAL_NUMBERS = 0x00BD
_FORMULA = 0x0006
_TRUTH_OR_ERROR = 0x0205
# Number, packed number, formula, truth or error, text of three kinds: each begins with row, column and style.
_CELLS = frozenset({0x0203, 0x027E, _FORMULA, _TRUTH_OR_ERROR, 0x00FD, 0x0204, 0x00D6})
_EXCEL_97 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class OldSheet:
    """Of a sheet, by row and column from 0: formats other than General, errors; `area` counts the cells it spans."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    area: int = 0


@dataclass(slots=True)
class OldBook:
    """The sheets of a workbook in their order; of one with a password nothing else is known."""

    sheets: list[OldSheet] = field(default_factory=list)
    from_1904: bool = False
    has_password: bool = False


def read_old_formats(stream: bytes) -> OldBook:
    """What the stream Workbook of an .xls file says, as far as it is whole."""
    book = OldBook()
    codes = dict(BUILT_IN)
    styles: list[int] = []
    begins: list[int] = []
    version = _EXCEL_97
    for kind, content in _records(stream, 0):
        if kind == _PASSWORD:
            return OldBook(has_password=True)
        if len(content) < 4:
            book.from_1904 = book.from_1904 or (kind == _DATE_MODE and content[:1] == b"\1")
        elif kind == _BOF:
            version = _word(content, 0)
        elif kind == _SHEET:
            begins.append(struct.unpack_from("<I", content)[0])
        elif kind == _FORMAT:
            codes[_word(content, 0)] = _code(content, version)
        elif kind == _STYLE:
            styles.append(_word(content, 2))
    formats = [codes.get(number, "") for number in styles]
    book.sheets = [_read_sheet(stream, begin, formats) for begin in begins]
    return book


def _read_sheet(stream: bytes, begin: int, formats: list[str]) -> OldSheet:
    sheet = OldSheet()
    top, left, bottom, right = 1 << 16, 1 << 16, -1, -1
    for kind, content in _records(stream, begin):
        if kind == _SEVERAL_NUMBERS and len(content) >= 6:
            row, column = _word(content, 0), _word(content, 2)
            last = column + (len(content) - 6) // 6 - 1
            for at in range(column, last + 1):
                _note_format(sheet, row, at, _word(content, 4 + 6 * (at - column)), formats)
        elif kind in _CELLS and len(content) >= 6:
            row, column = _word(content, 0), _word(content, 2)
            last = column
            _note_format(sheet, row, column, _word(content, 4), formats)
            _note_error(sheet, row, column, kind, content)
        else:
            continue
        top, left, bottom, right = min(top, row), min(left, column), max(bottom, row), max(right, last)
    sheet.area = max(0, bottom - top + 1) * max(0, right - left + 1)
    return sheet


def _note_format(sheet: OldSheet, row: int, column: int, style: int, formats: list[str]) -> None:
    code = formats[style] if style < len(formats) else ""
    if code and code != "General":
        sheet.formats[row, column] = code


def _note_error(sheet: OldSheet, row: int, column: int, kind: int, content: bytes) -> None:
    is_error = (kind == _TRUTH_OR_ERROR and content[7:8] == b"\1") or (
        kind == _FORMULA and content[6:7] == b"\2" and content[12:14] == b"\xff\xff"
    )
    if is_error:
        value = content[6] if kind == _TRUTH_OR_ERROR else content[8]
        sheet.errors[row, column] = _ERRORS.get(value, "#N/A")


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """The records from `begin` to the end of the part that begins there; parts within it are passed over."""
    depth = 0
    while begin + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, begin)
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind == _BOF:
            depth += 1
        if depth == 1:
            yield kind, stream[begin + 4 : begin + 4 + length]
        begin += 4 + length


def _code(content: bytes, version: int) -> str:
    if version < _EXCEL_97:
        return content[3 : 3 + content[2]].decode("gb18030", "replace")
    length, wide = _word(content, 2), content[4:5] == b"\1"
    written = content[5 : 5 + length * (2 if wide else 1)]
    return written.decode("utf-16-le" if wide else "latin-1", "replace")


def _word(content: bytes, at: int) -> int:
    return content[at] | content[at + 1] << 8
