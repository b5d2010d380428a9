"""From rows to projects: the newest entry of each field, read in the order of the tables.

Nothing in the record changes, so a bound on the action's id is a snapshot that needs no lock.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scorer.model.entry import LineKey, Organisation
from scorer.model.fields import Field
from scorer.model.project import Answer, Budget, Fund, Indicator, Project, Recorded, Stated
from scorer.store import readings
from scorer.store.facts import EntryRow, Facts
from scorer.store.naming import earlier_names

if TYPE_CHECKING:
    from scorer.model.target import Target

LATEST = "9999"
"""A time later than any other."""

_DECIDING = (Field.TARGET, Field.ADJUSTED_TARGET, Field.TABLE_POINTS, Field.SET_POINTS)
_AMOUNTS = (Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED)
_OF_TARGET, _OF_POINTS = "指标值", "分值"

_PROJECTS = """
SELECT project.id, project.number, project.organisation_code, project.organisation_name, project.name,
    place.reading, document.name
FROM project JOIN action ON action.id = project.action
LEFT JOIN entry AS place ON place.id = (
    SELECT entry.id FROM entry JOIN action ON action.id = entry.action
    WHERE entry.project = project.id AND line IS NULL AND field = 'position' AND part = ''
    AND action.id <= :last AND action.at <= :as_of
    ORDER BY entry.id DESC LIMIT 1
)
LEFT JOIN document ON document.id = place.document
WHERE year = :year AND action.id <= :last AND action.at <= :as_of
"""
_OF_NUMBERS = "AND number IN (SELECT value FROM json_each(:numbers))"
_LINES = """
SELECT line.id, line.number, line.dimension, line.category, line.name, line.turn,
    action.id, action.at, action.author
FROM line JOIN action ON action.id = line.action
WHERE line.project = :project AND action.id <= :last AND action.at <= :as_of
"""
_ENTRIES = """
SELECT entry.line, entry.field, entry.part, entry.text, entry.reading, entry.notes,
    document.name, entry.table_number, entry.row_number, entry.column_number, entry.source_text,
    action.id, action.at, action.author
FROM entry JOIN action ON action.id = entry.action LEFT JOIN document ON document.id = entry.document
WHERE entry.project = :project AND action.id <= :last AND action.at <= :as_of
ORDER BY entry.id
"""


def load_projects(
    connection: sqlite3.Connection,
    year: int,
    numbers: tuple[int, ...] | None,
    as_of: str,
    last: int | None = None,
) -> Iterator[Project]:
    """Give the projects of `year` that were known at `as_of`, after the action `last`: all or those of `numbers`."""
    last = last_action(connection) if last is None else last
    bounds: dict[str, int | str] = {
        "last": last,
        "as_of": as_of,
        "year": year,
        "numbers": json.dumps(numbers),
    }
    query = _PROJECTS if numbers is None else _PROJECTS + _OF_NUMBERS
    rows = [_ProjectRow(*row) for row in connection.execute(query, bounds)]
    for row in _in_order(rows):
        yield _project(connection, row, bounds | {"project": row.id})


def last_action(connection: sqlite3.Connection) -> int:
    """Give the newest action's id, 0 where there is none: with it as a bound the record stays as it is."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()
    return int(last)


class _ProjectRow(NamedTuple):
    id: int
    number: int
    organisation_code: str
    organisation_name: str
    name: str
    position: str | None
    document: str | None


class _LineRow(NamedTuple):
    id: int
    number: int
    dimension: str
    category: str
    name: str
    turn: int
    action: int
    at: str
    by: str


def _in_order(rows: list[_ProjectRow]) -> list[_ProjectRow]:
    """Document after document, as they were first imported, and in each the order of its tables."""
    first: dict[str | None, int] = {}
    for row in rows:
        first[row.document] = min(row.number, first.get(row.document, row.number))
    return sorted(rows, key=lambda row: (first[row.document], *_place(row.position), row.number))


def _place(position: str | None) -> tuple[bool, int]:
    """Where a subject stands: those without a place, such as lines that vanished, come last."""
    number = readings.number(position) if position else None
    return number is None, number or 0


def _project(connection: sqlite3.Connection, row: _ProjectRow, bounds: dict[str, int | str]) -> Project:
    own = Facts()
    lines = [(_LineRow(*line), Facts()) for line in connection.execute(_LINES, bounds)]
    facts: dict[int | None, Facts] = {line.id: facts for line, facts in lines} | {None: own}
    for entry in map(EntryRow._make, connection.execute(_ENTRIES, bounds)):
        facts[entry.line].add(entry)
    lines.sort(key=lambda pair: (*_place(pair[1].reading(Field.POSITION)), pair[0].number))
    return Project(
        number=row.number,
        year=int(bounds["year"]),
        organisation=Organisation(row.organisation_code, row.organisation_name),
        name=own.names[-1] if own.names else row.name,
        purpose=own.get(Field.PURPOSE, readings.text),
        goals=own.get(Field.GOALS, readings.text),
        budget=_budget(own),
        indicators=tuple(_indicator(line, facts) for line, facts in lines if not facts.says(Field.RETIRED)),
        not_applicable=own.get(Field.NOT_APPLICABLE, readings.text),
        over_budget=own.get(Field.OVER_BUDGET, readings.text),
        cause=own.get(Field.CAUSE, readings.text),
        remedy=own.get(Field.REMEDY, readings.text),
        note=own.get(Field.NOTE, readings.text),
        achieved=own.get(Field.ACHIEVED, readings.text),
        execution_points=own.get(Field.TABLE_POINTS, readings.points),
        stated=_stated(own),
        answers=tuple(_answers(own)),
        evidence=own.each(Field.EVIDENCE, readings.evidence),
        place=own.place,
    )


def _stated(facts: Facts) -> Stated:
    return Stated(
        execution_score=facts.get(Field.STATED_SCORE, readings.points),
        rate=facts.get(Field.STATED_RATE, readings.text),
        total=facts.get(Field.STATED_TOTAL, readings.points),
        rating=facts.get(Field.STATED_RATING, readings.text),
    )


def _budget(facts: Facts) -> Budget:
    funds = tuple(_fund(facts, part) for part in facts.parts(*_AMOUNTS))
    return Budget(
        facts.get(Field.INITIAL_BUDGET, readings.money),
        facts.get(Field.FULL_YEAR_BUDGET, readings.money),
        facts.get(Field.EXECUTED, readings.money),
        tuple(fund for fund in funds if fund != Fund(fund.source)),
    )


def _fund(facts: Facts, part: str) -> Fund:
    recorded = [facts.part(field, part, readings.money) for field in _AMOUNTS]
    place = next((amount.source for amount in recorded if amount is not None), None)
    return Fund(part, *(None if amount is None else amount.value for amount in recorded), place=place)


def _answers(facts: Facts) -> Iterator[Answer]:
    for part in facts.parts(Field.ANSWER):
        because = facts.part(Field.ANSWER, part, readings.text)
        if because is not None:
            yield Answer(part, because)


def _indicator(line: _LineRow, facts: Facts) -> Indicator:
    imported: Recorded[Target] | None = facts.get(Field.TARGET, readings.target)
    if imported is None:
        imported = Recorded(readings.target(""), "", line.action, line.at, line.by)
    adjusted: Recorded[Target] | None = facts.get(Field.ADJUSTED_TARGET, readings.target)
    in_force = adjusted is not None and adjusted.action > imported.action
    description = facts.get(Field.DESCRIPTION, readings.text)
    identity = LineKey(line.dimension, line.category, line.name, line.turn)
    later = [readings.line_key(identity, name) for name in facts.names]
    return Indicator(
        number=line.number,
        key=later[-1] if later else identity,
        description=description.value if description else "",
        target=adjusted if adjusted is not None and in_force else imported,
        table_points=facts.get(Field.TABLE_POINTS, readings.points),
        actual=facts.get(Field.ACTUAL, readings.actual),
        tier=facts.get(Field.TIER, readings.tier),
        share=facts.get(Field.SHARE, readings.share),
        final_score=facts.get(Field.FINAL_SCORE, readings.final_score),
        because=facts.get(Field.BECAUSE, readings.text),
        not_applicable=facts.get(Field.NOT_APPLICABLE, readings.text),
        cause=facts.get(Field.CAUSE, readings.text),
        remedy=facts.get(Field.REMEDY, readings.text),
        note=facts.get(Field.NOTE, readings.text),
        vanished=facts.is_cleared(Field.POSITION),
        earlier_names=earlier_names([line.name, *(key.name for key in later)]) if later else (),
        set_points=facts.get(Field.SET_POINTS, readings.points),
        imported_target=imported if in_force else None,
        target_because=facts.part(Field.ADJUSTED_BECAUSE, _OF_TARGET, readings.text) if in_force else None,
        points_because=facts.part(Field.ADJUSTED_BECAUSE, _OF_POINTS, readings.text),
        taken_back=facts.last_clearing(_DECIDING),
        stated_score=facts.get(Field.STATED_SCORE, readings.points),
        answers=tuple(_answers(facts)),
        evidence=facts.each(Field.EVIDENCE, readings.evidence),
        place=facts.place,
    )
