"""Columns of a fill-in workbook whose headings were changed, so that what was filled in would go unread."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.sheet_keys import ROW_KEY, read_row_key
from scorer.reading.actual_rows import WRITTEN_BESIDE, ActualHeader, ActualRow
from scorer.reading.given_out import GivenOut

_OF_LINE = frozenset(info.heading for info in FIELDS.values() if info.of_line)
# A project as a whole is cancelled by a command: its own row has no cell for the reason.
_OF_PROJECT = frozenset(
    info.heading for field, info in FIELDS.items() if info.of_project and field is not Field.NOT_APPLICABLE
)


def renamed_columns(
    headers: Sequence[ActualHeader], rows: Sequence[ActualRow], given_out: GivenOut
) -> Iterator[Problem]:
    """An error for each filled column that nothing reads, on a sheet that lacks a heading it was handed out with.

    A column that somebody added beside all those of the sheet stands in nobody's place, and is only noted.
    """
    of_sheets: defaultdict[int, list[ActualRow]] = defaultdict(list)
    for row in rows:
        if row.given_out is not None:
            of_sheets[row.table].append(row)
    for header, end in zip(headers, _ends(headers), strict=True):
        of_sheet = of_sheets[header.source.table]
        own = [row for row in of_sheet if header.source.row < row.line < end]
        lacking = _lacking(own, of_sheet, given_out)
        for at, name in enumerate(header.written if lacking else ()):
            filled = [row for row in own if at < len(row.written) and row.written[at].strip()]
            if filled and not header.headings[at] and name not in WRITTEN_BESIDE:
                yield _renamed(header, at, len(filled), lacking)


def _ends(headers: Sequence[ActualHeader]) -> Iterator[int]:
    """The row of the next header on the sheet of each; beyond all rows for the last."""
    for header, following in zip_longest(headers, headers[1:]):
        same = following is not None and following.source.table == header.source.table
        yield following.source.row if same else sys.maxsize


def _lacking(own: Sequence[ActualRow], of_sheet: Sequence[ActualRow], given_out: GivenOut) -> list[str]:
    """The headings under which the rows were handed out, and which none of their sheet's headers has."""
    lacking: list[str] = []
    for of_line, headings in ((True, _OF_LINE), (False, _OF_PROJECT)):
        if any(_is_of_line(row) is of_line for row in own):
            there = {name for row in of_sheet if _is_of_line(row) is of_line for name in row.columns}
            lacking += [name for name in given_out.headings if name in headings - there]
    return list(dict.fromkeys(lacking))


def _is_of_line(row: ActualRow) -> bool:
    key = read_row_key(row.text(ROW_KEY))
    return key is not None and key[1] > 0


def _renamed(header: ActualHeader, at: int, filled: int, lacking: list[str]) -> Problem:
    name, source = header.written[at], header.source
    named = "”“".join(lacking)
    found = f"不认识列“{name}”" if name else "这一列没有列名"
    message = f"{found}，其中{filled}行有内容；而发出时的列“{named}”不见了，像是改了列名。"
    hint = f"请把列名改回发出时的“{lacking[0]}”" if len(lacking) == 1 else "请把列名改回发出时的那一个"
    place = Source(source.document, source.table, source.row, at + 1, name)
    return Problem(Code.COLUMN_RENAMED, message, f"{hint}；若是自己加的列，请删去，再填报", place)
