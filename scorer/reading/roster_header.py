"""The headings of a roster: the rows that have the columns asked for, and which columns the table has."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.characters import shown
from scorer.reading.table import Row, label

_ABOUT_DAYS = re.compile(r"日期|时间")
_ABOUT_BIRTH = re.compile(r"出生|生日")
# A heading may stand in a second row, below one that is merged over several columns.
_NEAR = (0, 1, 2, -1, -2)
_SEARCHED = 30
_LONGEST_HEADING = 20
_MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be counted; "" for no distinct column, and for a date column that is to be found.

    Days without a year are those of `year`.
    """

    column: str
    year: int
    distinct: str = ""
    date_column: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def ranged(self) -> bool:
        """Whether only the rows of some days count."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where one entry of a row stands, counted from 0, with what tells it apart and its day; None for none."""

    column: int
    distinct: int | None
    date_column: int | None


@dataclass(frozen=True, slots=True)
class RosterHeader:
    """The headings by column, and the columns of each entry of a row, from left to right.

    A list printed side by side (序号 姓名 序号 姓名) has several entries in a row, most have one.
    `end` is the first row below.
    """

    place: Source
    end: int
    headings: tuple[str, ...]
    entries: tuple[Columns, ...]

    @property
    def first(self) -> Columns:
        """The columns of the first entry."""
        return self.entries[0]

    def heading(self, column: int | None) -> str:
        """The heading of a column in one line, "" for none."""
        return "" if column is None else "".join(self.headings[column].split())


def find_header(table: Sequence[Row], question: Question) -> RosterHeader | None:
    """The first rows that have all the columns asked for; None where there are none.

    Refused where only the rows of some days count, and no column or more than one tells days.
    """
    wanted = (question.column, question.distinct, question.date_column)
    for place, row in enumerate(table[:_SEARCHED]):
        if not columns_of(row, question.column):
            continue
        near = [place + step for step in _NEAR if 0 <= place + step < len(table)]
        found = [_find(table, near, name) for name in wanted]
        if any(name and not at.columns for name, at in zip(wanted, found, strict=True)):
            continue
        rows = sorted({place, *(at.row for at in found if at.columns)})
        headings = _headings([table[each] for each in rows])
        counted, distinct, days = (at.columns for at in found)
        if question.ranged and not days:
            days = _days(row, headings, len(counted))
        end = _end(table, rows[-1] + 1, counted[0])
        return RosterHeader(row.source, end, headings, _side_by_side(counted, distinct, days))
    return None


def columns_of(row: Row, name: str) -> tuple[int, ...]:
    """The columns, from 0, in which a row has that heading; blanks, line breaks and width do not matter."""
    wanted = heading_key(name)
    return tuple(at for at, cell in enumerate(row.cells) if cell.text and heading_key(cell.text) == wanted)


def heading_key(text: str) -> str:
    """A heading as headings are compared."""
    return "".join(label(text).split())


def no_header(document: str, tables: Sequence[Sequence[Row]], question: Question) -> Problem:
    """The problem of a document without the columns asked for; the next step lists those that it has."""
    rows = [row for table in tables for row in table[:_SEARCHED]]
    near = [row for row in rows if columns_of(row, question.column)]
    wanted = (question.distinct, question.date_column) if near else (question.column,)
    missing = [name for name in wanted if name and not any(columns_of(row, name) for row in near)]
    best = near[0] if near else max(rows, key=_words, default=None)
    if best is None:
        message = "文件里没有表格，不能计数"
        return Problem(Code.COLUMN_NOT_FOUND, message, "请核对是否选对了文件", Source(document, 0, 0, 0, ""))
    named = "、".join(f"“{shown(name)}”" for name in missing or wanted if name)
    listed = "、".join(f"“{''.join(cell.text.split())}”" for cell in best.written[:_MOST_LISTED])
    hint = f"这一行的列有：{listed}；请照列名写"
    return Problem(Code.COLUMN_NOT_FOUND, f"没有找到列{named}", hint, _place(best.source))


@dataclass(frozen=True, slots=True)
class _Place:
    """The row in which a heading stands and its columns there; no columns where it stands nowhere."""

    row: int
    columns: tuple[int, ...]


def _find(table: Sequence[Row], near: Iterable[int], name: str) -> _Place:
    """The heading in the first of the rows that has it."""
    places = (_Place(row, columns_of(table[row], name)) for row in near) if name else iter(())
    return next((place for place in places if place.columns), _Place(0, ()))


def _side_by_side(
    counted: tuple[int, ...], distinct: tuple[int, ...], days: tuple[int, ...]
) -> tuple[Columns, ...]:
    """The columns of each entry: the first with the first of the others; all share one that stands once."""
    return tuple(
        Columns(
            column, *(others[min(turn, len(others) - 1)] if others else None for others in (distinct, days))
        )
        for turn, column in enumerate(counted)
    )


def _headings(rows: Sequence[Row]) -> tuple[str, ...]:
    """The headings by column: of several rows the lowest that has one."""
    width = max(len(row.cells) for row in rows)
    return tuple(next(filter(None, (row.text(at) for row in reversed(rows))), "") for at in range(width))


def _end(table: Sequence[Row], end: int, column: int) -> int:
    """The first row below the headings: names of parts of a merged heading are headings still."""
    for row in table[end : end + 2]:
        if row.text(column) or not all(_is_heading(cell.text) for cell in row.written):
            break
        end += 1
    return end


def _days(row: Row, headings: Sequence[str], entries: int) -> tuple[int, ...]:
    """The column of days, or one for each entry, found by its heading; Refused where that does not tell it."""
    names = ["".join(heading.split()) for heading in headings]
    keys = [heading_key(name) for name in names]
    days = tuple(
        at for at, key in enumerate(keys) if _ABOUT_DAYS.search(key) and not _ABOUT_BIRTH.search(key)
    )
    if len(days) == 1 or (len(days) == entries and len({keys[at] for at in days}) == 1):
        return days
    named = "、".join(f"“{names[at]}”" for at in days)
    message = f"有几列像是日期：{named}" if days else "没有找到日期列（列名里有“日期”或“时间”的）"
    listed = "、".join(f"“{name}”" for name in names if name)
    hint = f"请用 --date-column 写明日期列；各列是：{listed}"
    raise Refused(Problem(Code.DATE_COLUMN_NEEDED, message, hint, _place(row.source)))


def _words(row: Row) -> int:
    """How many cells of a row could be headings."""
    return sum(_is_heading(cell.text) for cell in row.written)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not any(character.isdecimal() for character in text)


def _place(source: Source) -> Source:
    return source._replace(column=0)
