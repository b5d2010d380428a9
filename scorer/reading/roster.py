"""Counting a roster (名册, 签到表): the rows whose column is filled, each person once, within a range of days.

Every table of the document that has the headings asked for counts; what stands above them is passed over.
Blank rows, totals and notes below the table are no entries.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from itertools import groupby

from scorer.model.problem import Problem, Refused, refusals
from scorer.model.source import Source
from scorer.notation.characters import plain
from scorer.notation.dates import NoSuchDate, Span, read_span
from scorer.reading.roster_header import (
    Columns,
    Question,
    RosterHeader,
    find_header,
    heading_key,
    no_header,
)
from scorer.reading.table import Row

_TOTAL = re.compile(r"(?:本页)?(?:合计|总计|小计|共计|累计|总人数|总数)(?:[:(]|人数|人次|人|数|[0-9]|$)")
_NOTE = re.compile(r"(?:注|备注|说明|填表|制表|填报|审核|复核|负责人|经办|联系|日期|单位)[^:]{0,6}:")
_CLOCK = re.compile(r"[ T]*[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?$")
_MOST_LISTED = 20


class LeftOut(Enum):
    """Why a row does not count."""

    BLANK = auto()
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
    `column`, `distinct` and `date_column` are the headings as written; `tables` is how many were counted,
    `passed_over` the first rows of those that lack a column. `by_column` are rows that count although their
    `distinct` column is blank: the `column` tells them apart. `side_by_side` are the cells of the headings of
    tables with several columns `column`, all of which were counted.
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
    number: int = 0

    def take(self, rows: Sequence[Row], header: RosterHeader) -> None:
        """Count the rows below a header."""
        if len(header.entries) > 1:
            places = (header.place._replace(column=each.column + 1) for each in header.entries)
            self.side_by_side.append(tuple(places))
        for row in rows:
            if _is_total(row, header):
                self.left_out.setdefault(LeftOut.TOTAL, []).append(row.source)
                continue
            for columns in header.entries:
                self._take_entry(row, columns)

    def _take_entry(self, row: Row, columns: Columns) -> None:
        value = row.text(columns.column)
        if heading_key(value) == heading_key(self.question.column):
            return  # the headings again, on another page
        reason = self._why_left_out(row, columns)
        if reason is not None:
            self.left_out.setdefault(reason, []).append(row.source)
            return
        key = _key(row.text(columns.distinct))
        if self.question.distinct and not key:
            self.by_column.append(row.source)
        self.seen.setdefault(key or _key(value), []).append((value, row.source))
        self.number += 1

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
            notes=notes,
        )

    def _why_left_out(self, row: Row, columns: Columns) -> LeftOut | None:
        if not _key(row.text(columns.column)):
            return LeftOut.BLANK
        return self._why_not_in_time(row.text(columns.date_column)) if self.question.ranged else None

    def _why_not_in_time(self, text: str) -> LeftOut | None:
        span = read_day(text, self.question.year)
        if span is None:
            return LeftOut.UNDATED
        since, until = self.question.since or date.min, self.question.until or date.max
        if since <= span.first and span.last <= until:
            return None
        return LeftOut.OUTSIDE if span.last < since or span.first > until else LeftOut.UNDATED


def _is_total(row: Row, header: RosterHeader) -> bool:
    """Whether a row sums up, or remarks on the table in one of its few written cells."""
    first = heading_key(row.written[0].text)
    if _TOTAL.match(first) or _TOTAL.match(heading_key(row.text(header.first.column))):
        return True
    columns = sum(map(bool, header.headings))
    return len(row.written) <= max(1, columns // 2) and _NOTE.match(first) is not None


def _key(text: str) -> str:
    """A text as entries are told apart: without space and differences of width and case."""
    return "".join(plain(text).split()).casefold()


def _named(group: Sequence[tuple[str, Source]]) -> str:
    return "/".join(dict.fromkeys("".join(value.split()) for value, _ in group))
