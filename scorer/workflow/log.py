"""The log: who entered what and when, narrowed by what the user asks for."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scorer.model.fields import FIELDS, Field
from scorer.report.log import LogRow
from scorer.workflow.days import beginning_of, end_of
from scorer.workflow.desk import Desk
from scorer.workflow.lookup import find_line_number, find_project

if TYPE_CHECKING:
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
    """The entries that fit, newest last; places in the table are left out unless a line lost its own."""
    year, number, line = _subject(desk, query)
    entries = desk.store.history(
        year=year,
        number=number,
        line=line,
        author=query.person,
        since=None if query.since is None else beginning_of(query.since),
        until=None if query.until is None else end_of(query.until),
    )
    rows = _rows(desk, entries)
    return rows if query.limit is None else deque(rows, query.limit)


def _subject(desk: Desk, query: LogQuery) -> tuple[int | None, int | None, int | None]:
    """Year, project and line that are asked for; a project is one of the year named, else of the newest."""
    if query.project is None:
        return desk.year, None, None
    year = desk.year_to_read()
    number = find_project(desk.listings(year), query.project).number
    if query.indicator is None:
        return year, number, None
    (project,) = desk.store.projects(year, numbers=(number,))
    return year, number, find_line_number(project, query.indicator)


def _rows(desk: Desk, entries: "Iterator[LogEntry]") -> Iterator[LogRow]:
    shown: dict[int, frozenset[int]] = {}
    for entry in entries:
        if desk.organisation is not None and entry.year not in shown:
            shown[entry.year] = frozenset(listing.number for listing in desk.listings(entry.year))
        if desk.organisation is not None and entry.number not in shown[entry.year]:
            continue
        if entry.field is not Field.POSITION or not entry.new:
            yield _row(entry)


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
