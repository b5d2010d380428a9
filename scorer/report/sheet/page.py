"""A sheet of the workbook as values: cells with their looks, what they accept, how it is printed.

Rows and columns are counted from 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from unicodedata import east_asian_width

Value = str | Decimal | None
TEXT_FORMAT = "@"
PERCENT_FORMAT = "0.00%"
THIS_CELL = "{cell}"
"""Stands in a validation's formula for the cell that it is about."""
LONGEST_TEXT = 32_767
"""What a cell of Excel holds, in characters."""

# Points: of a line of text, and what Excel allows a row.
_LINE, _TALLEST = 13, 400


class Look(Enum):
    """How a cell looks; only FILL and SPARE may be filled in."""

    TITLE = auto()
    NOTE = auto()
    TEXT = auto()
    HEADING = auto()
    FIXED = auto()
    FIXED_CENTRED = auto()
    FIGURE = auto()
    FILL = auto()
    SPARE = auto()
    SHUT = auto()
    SCORE = auto()
    LINK = auto()


class Refusal(Enum):
    """What happens to an entry that a validation does not accept."""

    NEVER = auto()
    ASKED = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class Validation:
    """What is said when a cell is chosen, and what it accepts: one of `choices`, or where `formula` (of THIS_CELL) is true.

    `title` has at most 32 characters, `message` and `error` at most 255.
    """

    title: str = ""
    message: str = ""
    formula: str = ""
    choices: tuple[str, ...] = ()
    refusal: Refusal = Refusal.NEVER
    error: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: a text, a number, or the value that its formula had when the sheet was made.

    A LINK leads to the sheet named by `formula`.
    """

    look: Look
    value: Value = None
    formula: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its row and column from 0; `last` is the column that it is merged up to."""

    row: int
    column: int
    cell: SheetCell
    last: int | None = None
    validation: Validation | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's width in characters; `hidden` from who fills it in."""

    width: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Cells of a column, rows from 0, that stand out while a formula (for the first of them) is true."""

    column: int
    first: int
    last: int
    formula: str


@dataclass(frozen=True, slots=True)
class Frame:
    """How a sheet is shown and printed: its columns, marks, heights of rows.

    `frozen` is the first row and column that move; `repeated` the row that every printed page repeats.
    """

    columns: tuple[Column, ...]
    marks: tuple[Mark, ...] = ()
    heights: tuple[tuple[int, int], ...] = ()
    frozen: tuple[int, int] = (0, 0)
    repeated: int | None = None


def address(row: int, column: int) -> str:
    """The address of a cell, both counted from 0: K6."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def on_sheet(name: str, cell: str) -> str:
    """The address of a cell on another sheet."""
    return "'" + name.replace("'", "''") + f"'!{cell}"


def tall_rows(cells: Iterable[Placed], columns: tuple[Column, ...]) -> tuple[tuple[int, int], ...]:
    """The rows whose texts need more than a line, with their heights in points; merged cells do not count."""
    needed: dict[int, int] = {}
    for placed in cells:
        text, column = placed.cell.value, columns[placed.column]
        if isinstance(text, str) and placed.last is None and not column.hidden:
            needed[placed.row] = max(needed.get(placed.row, 1), _lines(text, column.width))
    return tuple((row, min(_TALLEST, lines * _LINE + 4)) for row, lines in needed.items() if lines > 1)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; a Chinese character is as wide as two."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    sizes = (sum(2 if east_asian_width(each) in "WF" else 1 for each in line) for line in text.split("\n"))
    return sum(max(1, -(-size // (width - 1))) for size in sizes)
