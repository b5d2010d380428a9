"""Counting a roster (名册, 签到表): the rows whose column is filled, each person once, within a range of days.

Every table of the document that has the headings asked for counts; what stands above them is passed over.
Blank cells, fillers, totals, notes below the table and people who did not come are no entries.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import groupby, zip_longest

from scorer.model.problem import Problem, Refused, refusals
from scorer.model.source import Source
from scorer.notation.characters import plain
from scorer.notation.dates import NoSuchDate, Span, read_span
from scorer.reading.roster_fillers import (
    is_absent,
    is_label,
    is_list_title,
    is_note,
    is_nothing,
    is_total,
    told_apart,
)
from scorer.reading.roster_header import (
    Columns,
    Question,
    RosterHeader,
    columns_of,
    find_header,
    heading_key,
    no_header,
)
from scorer.reading.roster_names import is_of_people, is_one_name
from scorer.reading.table import Row

_CLOCK = re.compile(r"[ T]*[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?$")
_MOST_LISTED = 20


class LeftOut(Enum):
    """Why a row does not count."""

    BLANK = auto()
    NOTHING = auto()
    ABSENT = auto()
    TOTAL = auto()
    UNDATED = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Repeat:
    """One entry that stands in several rows, the first of which counts."""

    value: str
    rows: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """What was counted: `number` entries, those that stand in several rows, the rows left out by reason.

    `repeated` rows say again what an earlier one says; they count unless a `distinct` column was named.
    What is `left_out` has the row and the text for which it was. `column`, `distinct` and `date_column` are the
    headings as written; `tables` is how many were counted, `passed_over` the first rows of those that lack a
    column. `by_column` are rows that count although their `distinct` column tells nothing: the `column` tells
    them apart. `side_by_side` are the headings of tables with several columns `column`, all of which counted.
    `doubtful` are the rows, each with the text, that count although in a column of people it is not one name.
    """

    number: int
    repeated: int
    repeats: tuple[Repeat, ...]
    left_out: dict[LeftOut, tuple[Source, ...]]
    column: str
    distinct: str
    date_column: str
    tables: int
    passed_over: tuple[Source, ...]
    by_column: tuple[Source, ...]
    side_by_side: tuple[tuple[Source, ...], ...]
    doubtful: tuple[Source, ...]
    notes: tuple[Problem, ...]


def count_roster(document: str, rows: Iterable[Row | Problem], question: Question) -> Roster:
    """Count the entries of a document; Refused where it cannot be read or lacks a column."""
    found = list(rows)
    notes = tuple(each for each in found if isinstance(each, Problem))
    if refusals(notes):
        raise Refused(*refusals(notes))
    groups = groupby((each for each in found if isinstance(each, Row)), lambda row: row.source.table)
    tables = [list(group) for _, group in groups]
    headers = [find_header(table, question) for table in tables]
    counted = [(table, header) for table, header in zip(tables, headers, strict=True) if header is not None]
    if not counted:
        raise Refused(no_header(document, tables, question))
    tally = _Tally(question)
    for table, header in counted:
        tally.take(table[header.end :], header)
    lacking = (table[0].source for table, header in zip(tables, headers, strict=True) if header is None)
    passed_over = tuple(source for source in lacking if source.table)
    return tally.roster(counted[0][1], len(counted), passed_over, notes)


def read_day(text: str, year: int) -> Span | None:
    """The day, or month, that a cell holds, its time of day left aside; None where it is none."""
    uniform = plain(text).strip()
    try:
        return read_span(_CLOCK.sub("", uniform).strip(), year) or read_span(uniform, year)
    except NoSuchDate:
        return None


def rows_text(rows: Sequence[Source], *, tables: int = 1) -> str:
    """Rows in words: 第3、8行; with their table where there are several. Of very many the first ones."""
    parts = [
        (f"第{table}个表" if tables > 1 else "")
        + f"第{'、'.join(dict.fromkeys(str(each.row) for each in group))}行"
        for table, group in groupby(rows[:_MOST_LISTED], lambda source: source.table)
    ]
    return "，".join(parts) + ("等" if len(rows) > _MOST_LISTED else "")


@dataclass(slots=True)
class _Tally:
    """What was counted so far, by what tells the entries apart."""

    question: Question
    seen: dict[str, list[tuple[str, Source]]] = field(default_factory=dict)
    left_out: dict[LeftOut, list[Source]] = field(default_factory=dict)
    by_column: list[Source] = field(default_factory=list)
    side_by_side: list[tuple[Source, ...]] = field(default_factory=list)
    doubtful: list[Source] = field(default_factory=list)
    number: int = 0

    def take(self, rows: Sequence[Row], header: RosterHeader) -> None:
        """Count the rows below a header."""
        if len(header.entries) > 1:
            places = (header.place._replace(column=each.column + 1) for each in header.entries)
            self.side_by_side.append(tuple(places))
        for row, following in zip_longest(rows, rows[1:]):
            if _is_about_table(row, header) or self._heads_list(row, following, header):
                self._leave_out(LeftOut.TOTAL, row, row.written[0].text)
                continue
            begin = 0
            for columns in header.entries:
                self._take_entry(row, columns, begin)
                begin = columns.column + 1

    def _take_entry(self, row: Row, columns: Columns, begin: int) -> None:
        """Count one entry of a row, the cells of which begin at `begin`."""
        value = row.text(columns.column)
        first = next((cell.text for cell in row.cells[begin : columns.column] if cell.text), "")
        if heading_key(value) == heading_key(self.question.column):
            return  # the headings again, on another page
        if is_total(first):
            self._leave_out(LeftOut.TOTAL, row, first)
            return
        reason = self._why_left_out(value, row.text(columns.date_column))
        if reason is not None:
            self._leave_out(reason, row, value)
            return
        telling = row.text(columns.distinct)
        if is_nothing(telling):
            if self.question.distinct:
                self.by_column.append(row.source)
            telling = value
        if is_of_people(self.question.column) and not is_one_name(value):
            self.doubtful.append(row.source._replace(text=value))
        self.seen.setdefault(told_apart(telling), []).append((value, row.source))
        self.number += 1

    def _heads_list(self, row: Row, following: Row | None, header: RosterHeader) -> bool:
        """Whether a row is the title of a further list: alone in its row, or above the headings printed again."""
        repeated = following is not None and bool(columns_of(following, self.question.column))
        alone = len(row.written) == 1 and (repeated or len(header.headings) > 1)
        return alone and is_list_title(row.written[0].text)

    def _leave_out(self, reason: LeftOut, row: Row, text: str) -> None:
        self.left_out.setdefault(reason, []).append(row.source._replace(text=text))

    def roster(
        self, header: RosterHeader, tables: int, passed_over: tuple[Source, ...], notes: tuple[Problem, ...]
    ) -> Roster:
        """What all tables give."""
        groups = (group for group in self.seen.values() if len(group) > 1)
        return Roster(
            number=len(self.seen) if self.question.distinct else self.number,
            repeated=self.number - len(self.seen),
            repeats=tuple(Repeat(_named(group), tuple(source for _, source in group)) for group in groups),
            left_out={reason: tuple(places) for reason, places in self.left_out.items()},
            column=header.heading(header.first.column),
            distinct=header.heading(header.first.distinct),
            date_column=header.heading(header.first.date_column) if self.question.ranged else "",
            tables=tables,
            passed_over=passed_over,
            by_column=tuple(self.by_column),
            side_by_side=tuple(self.side_by_side),
            doubtful=tuple(self.doubtful),
            notes=notes,
        )

    def _why_left_out(self, value: str, day: str) -> LeftOut | None:
        if not told_apart(value):
            return LeftOut.BLANK
        if is_nothing(value):
            return LeftOut.NOTHING
        if is_absent(value):
            return LeftOut.ABSENT
        if is_total(value) or is_label(value):
            return LeftOut.TOTAL
        return self._why_not_in_time(day) if self.question.ranged else None

    def _why_not_in_time(self, text: str) -> LeftOut | None:
        span = read_day(text, self.question.year)
        if span is None:
            return LeftOut.UNDATED
        since, until = self.question.since or date.min, self.question.until or date.max
        if since <= span.first and span.last <= until:
            return None
        return LeftOut.OUTSIDE if span.last < since or span.first > until else LeftOut.UNDATED


def _is_about_table(row: Row, header: RosterHeader) -> bool:
    """Whether a row sums up, or remarks on the table in one of its few written cells."""
    first = row.written[0].text
    columns = sum(map(bool, header.headings))
    return is_total(first) or (len(row.written) <= max(1, columns // 2) and is_note(first))


def _named(group: Sequence[tuple[str, Source]]) -> str:
    return "/".join(dict.fromkeys("".join(value.split()) for value, _ in group))
