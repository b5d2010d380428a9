"""The log: who entered what and when, narrowed by what the user asks for."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from scorer.model.fields import FIELDS, Field
from scorer.report.frozen_list import scope_text
from scorer.report.log import LogRow
from scorer.workflow.days import beginning_of, end_of
from scorer.workflow.desk import Desk
from scorer.workflow.lookup import find_line_number, find_project

if TYPE_CHECKING:
    from scorer.store.freezing import Freeze
    from scorer.store.history import LogEntry


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What of the log is asked for; None does not matter. Days are Beijing's, both included.

    `indicator` needs `project`; `limit` is the number of newest entries.
    """

    project: str | None = None
    indicator: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None


def log_rows(desk: Desk, query: LogQuery) -> Iterable[LogRow]:
    """The entries that fit and the freezings of their projects, newest last.

    Places in the table are left out unless a line lost its own. A freezing is about its projects, not their lines.
    """
    year, number, line = _subject(desk, query)
    since = None if query.since is None else beginning_of(query.since)
    until = None if query.until is None else end_of(query.until)
    entries = desk.store.history(
        year=year, number=number, line=line, author=query.person, since=since, until=until
    )
    freezes = desk.store.freezes(year=year, author=query.person, since=since, until=until) if not line else ()
    shown = _Shown(desk)
    rows = merge(_entered(shown, entries), _frozen(shown, freezes, number), key=itemgetter(0))
    told = (row for _, row in rows)
    return told if query.limit is None else deque(told, query.limit)


def _subject(desk: Desk, query: LogQuery) -> tuple[int | None, int | None, int | None]:
    """Year, project and line that are asked for; a project is one of the year named, else of the newest."""
    if query.project is None:
        return None if desk.year is None else desk.year_to_read(), None, None
    year = desk.year_to_read()
    number = find_project(desk.listings(year), query.project).number
    if query.indicator is None:
        return year, number, None
    (project,) = desk.store.projects(year, numbers=(number,))
    return year, number, find_line_number(project, query.indicator)


class _Shown:
    """Which projects are asked for, and what they are called; each year is read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names: dict[int, dict[int, str]] = {}

    def __call__(self, year: int, number: int) -> bool:
        """Whether the project is of the organisation that was named, if one was."""
        return self._desk.organisation is None or number in self.names(year)

    def names(self, year: int) -> dict[int, str]:
        """The names by their numbers."""
        if year not in self._names:
            self._names[year] = {each.number: each.name for each in self._desk.listings(year)}
        return self._names[year]


_Rows = Iterator[tuple[int, LogRow]]
"""Rows, each with the id of its action: those of one action stand together."""


def _entered(shown: _Shown, entries: "Iterator[LogEntry]") -> _Rows:
    for entry in entries:
        if shown(entry.year, entry.number) and (entry.field is not Field.POSITION or not entry.new):
            yield entry.action, _row(entry)


def _frozen(shown: _Shown, freezes: "Iterable[Freeze]", number: int | None) -> _Rows:
    for each in freezes:
        year = each.frozen.scope.year
        if any(shown(year, one) and number in {None, one} for one in each.numbers):
            yield each.action, _freeze_row(each, shown.names(year))


def _freeze_row(freeze: "Freeze", names: dict[int, str]) -> LogRow:
    """The row of a freezing: of one project under its name, of several under what was frozen."""
    frozen, stamp = freeze.frozen, freeze.frozen.stamp
    one = frozen.scope.numbers[0] if frozen.scope.numbers and len(frozen.scope.numbers) == 1 else None
    because = f"，{frozen.because}" if frozen.because else ""
    return LogRow(
        at=stamp.at,
        person=stamp.author,
        command=stamp.command,
        program=stamp.program,
        year=frozen.scope.year,
        project=one,
        project_name=scope_text(frozen) if one is None else names[one],
        line=None,
        line_name="",
        field="冻结结果",
        old="",
        new=f"{frozen.id}：{len(freeze.numbers)}个项目，评分办法{frozen.rules}{because}",
        document="",
    )


def _row(entry: "LogEntry") -> LogRow:
    heading = FIELDS[entry.field].heading
    # --read-as changes the reading of a target and leaves its text
    says_more = entry.field is Field.ADJUSTED_TARGET and entry.reading != entry.new
    read_as = f"（读作{entry.reading}）" if says_more else ""
    return LogRow(
        at=entry.at,
        person=entry.author,
        command=entry.command,
        program=entry.program,
        year=entry.year,
        project=entry.number,
        project_name=entry.project,
        line=entry.line,
        line_name=entry.line_name or "",
        field=f"{heading}（{entry.part}）" if entry.part and entry.field is not Field.EVIDENCE else heading,
        old=entry.old,
        new=entry.new + read_as,
        document=entry.document or "",
    )
