"""What every layout is turned into: rows of cells, each cell with its place."""

import re
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.characters import plain

# The last line of a title is what parts one table from the next.
_TITLE = re.compile(
    r"绩效目标[^，。；]{0,8}表|(?:绩效(?:目标|评价)?|项目|支出|整体)自评价?(?:情况)?表|绩效自评(?:情况)?报告"
)
_AFTER_TITLE = re.compile(r"\(|(?:金额)?单位:|$")
_LONGEST_TITLE = 200
# Far more than any form has; without a bound one row could fill the memory.
MOST_CELLS = 1000
_LONGEST_REMEMBERED = 40
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None) | {ord("\v"): "\n", ord("\f"): "\n"}
# Most cells are one plain line, and there may be millions of them.
_PLAIN = re.compile(r"[^\u200b\u200c\u200d\u2060\ufeff\v\f\n]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without blanks around it and at the ends of its lines; its source holds it as written."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, at least one; `loose` is a line of text that stands outside any table."""

    cells: tuple[Cell, ...]
    loose: bool = False

    @property
    def written(self) -> tuple[Cell, ...]:
        """The cells that are not blank."""
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def source(self) -> Source:
        """The place of the whole row, with its written cells."""
        first = self.cells[0].source
        text = " | ".join(cell.text for cell in self.written)
        return Source(first.document, first.table, first.row, 0, text)

    def text(self, column: int | None) -> str:
        """The text of the cell at `column`, counted from 0; "" where there is none."""
        return self.cells[column].text if column is not None and column < len(self.cells) else ""


def cell_at(document: str, table: int, row: int, column: int, written: str) -> Cell:
    """The cell of what is written at a place."""
    # Most cells of a large document say what others say: one text serves them all.
    written = intern(written)
    return Cell(clean(written), Source(document, table, row, column, written))


def too_wide(place: Source) -> Problem:
    """The problem of a row with more than MOST_CELLS cells: the rows of such a text cannot be told."""
    message = f"这一行有超过{MOST_CELLS}格，后面无法分成行，没有读取。"
    return Problem(Code.ROW_NOT_UNDERSTOOD, message, "请核对是否选对了文件，各行之间有没有换行。", place)


def clean(text: str) -> str:
    """`text` without unseen characters, and without blanks around it and at the ends of its lines."""
    if _PLAIN.fullmatch(text):
        return text.strip()
    lines = text.translate(_UNSEEN).strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def one_line(text: str) -> str:
    """`text` with its line breaks taken out, as a narrow column put them in."""
    return "".join(line.strip() for line in text.split("\n")) if "\n" in text else text.strip()


def label(text: str) -> str:
    """A short text as it is compared with names of columns and rows: no blanks, one spelling of each sign."""
    return _remembered_label(text) if len(text) <= _LONGEST_REMEMBERED else _label(text)


def is_title(text: str) -> bool:
    """Whether `text` is the title of a target table: ...绩效目标表, ...绩效目标申报表, ...绩效自评表."""
    if len(text) > _LONGEST_TITLE:
        return False
    bare = label(text)
    found = _TITLE.search(bare)
    return found is not None and _AFTER_TITLE.match(bare, found.end()) is not None


def _label(text: str) -> str:
    return plain(text).replace(" ", "").strip("*★☆")


# The same names stand in every row of every table.
_remembered_label = lru_cache(maxsize=4096)(_label)
