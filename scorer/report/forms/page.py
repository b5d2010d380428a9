"""A worksheet of an official paper: merged cells, and rows as high as their texts need."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from scorer.report.forms.printed import printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

HIGHEST = 400
"""Points of a row; Excel takes 409, a higher text is laid over several rows."""
_LINE, _SPACE = 12, 4
LOWEST = _LINE + _SPACE
"""Points of the lowest row: one line."""
# Half-width characters of 9 points that fit where one of the 11 points that widths count in does.
_ROOM = 1.15
_LONGEST = 32_700
_CUT = "……（单元格已满，全文见Word格式）"


class Look(Enum):
    """How a cell looks: titles, headings, words, figures, text without a frame."""

    TITLE = auto()
    YEAR = auto()
    HEAD = auto()
    CENTRED = auto()
    TEXT = auto()
    FIGURE = auto()
    MONEY = auto()
    RATE = auto()
    PLAIN = auto()


_FRAME: dict[str, Any] = {
    "border": 1,
    "text_wrap": True,
    "valign": "vcenter",
    "font_name": "宋体",
    "font_size": 9,
}
_CENTRE: dict[str, Any] = {**_FRAME, "align": "center"}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"},
    Look.YEAR: {"font_name": "宋体", "font_size": 11, "align": "center", "valign": "vcenter"},
    Look.HEAD: {**_CENTRE, "font_name": "黑体"},
    Look.CENTRED: _CENTRE,
    Look.TEXT: {**_FRAME, "align": "left"},
    Look.FIGURE: {**_CENTRE, "num_format": "0.00"},
    Look.MONEY: {**_CENTRE, "num_format": "0.00####"},
    Look.RATE: {**_CENTRE, "num_format": "0.00%"},
    Look.PLAIN: {
        "font_name": "宋体",
        "font_size": 9,
        "text_wrap": True,
        "align": "left",
        "valign": "vcenter",
    },
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that it has now, which is shown until a spreadsheet counts anew."""

    text: str
    value: Decimal | str


Content = str | Decimal | Formula


class Looks:
    """The formats of a workbook, each made once; a cell as high as a page begins at its top."""

    def __init__(self, workbook: "Workbook") -> None:
        self._usual = {look: workbook.add_format(properties) for look, properties in _LOOKS.items()}
        self._top = {
            look: workbook.add_format({**properties, "valign": "top"}) for look, properties in _LOOKS.items()
        }

    def of(self, look: Look, *, top: bool) -> Any:
        """The format of a look."""
        return self._top[look] if top else self._usual[look]


@dataclass(slots=True)
class Page:
    """A worksheet that is filled row by row; `widths` are the columns' in half-width characters."""

    sheet: Any
    looks: Looks
    widths: tuple[float, ...]
    row: int = 0
    _needed: dict[int, float] = field(default_factory=dict)

    def put(
        self, column: int, content: Content, look: Look, *, columns: int = 1, rows: int = 1, top: bool = False
    ) -> None:
        """Write a cell of the row at hand over so many columns and rows; a text makes its row higher."""
        cell_format = self.looks.of(look, top=top)
        first, last = (self.row, column), (self.row + rows - 1, column + columns - 1)
        if first != last:
            self.sheet.merge_range(*first, *last, "", cell_format)
        self._write(first, content, cell_format)
        if isinstance(content, str) and rows == 1:
            self._needed[self.row] = max(self._needed.get(self.row, 0), self.height(content, column, columns))

    def head(self, title: str, year: int, columns: int) -> None:
        """Begin with the title and the year, each over so many columns."""
        self.put(0, title, Look.TITLE, columns=columns)
        self.down(30)
        self.put(0, f"（{year}年度）", Look.YEAR, columns=columns)
        self.down(20)

    def heads(self, headings: Iterable[str]) -> None:
        """Write the headings of a table's columns."""
        for column, heading in enumerate(headings):
            self.put(column, heading, Look.HEAD)

    def down(self, height: float = 0) -> None:
        """Go to the next row, with the height that its texts need or, if it is more, `height` points."""
        self.sheet.set_row(self.row, min(max(height, self._needed.get(self.row, 0), LOWEST), HIGHEST))
        self.row += 1

    def height(self, text: str, column: int, columns: int = 1) -> float:
        """The points that a text needs in so many columns from `column`."""
        room = int(sum(self.widths[column : column + columns]) * _ROOM)
        lines = sum(max(1, -(-_width(part) // room)) for part in text.split("\n"))
        return lines * _LINE + _SPACE

    def _write(self, place: tuple[int, int], content: Content, look: Any) -> None:
        match content:
            case Formula(text, value):
                self.sheet.write_formula(*place, text, look, value)
            case Decimal():
                self.sheet.write_number(*place, content, look)
            case str():
                text = printable(content)
                short = text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
                self.sheet.write_string(*place, short, look)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
