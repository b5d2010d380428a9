"""Recording from a file of actuals: which line each row means, and everything that is wrong with it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.model.entry import Document
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.model.project import Indicator, Project
from scorer.model.source import Source
from scorer.notation.characters import plain
from scorer.notation.names import comparable
from scorer.reading import actuals as columns
from scorer.reading.actuals import ActualRow, read_actual_rows
from scorer.scoring.outcome import EXECUTION
from scorer.store import Listing, Store
from scorer.workflow.desk import Desk
from scorer.workflow.files import read_document
from scorer.workflow.given import Given
from scorer.workflow.lookup import the_year
from scorer.workflow.recording import Addressed, Recording, misplaced, record

_FIELDS = tuple((field, info.heading) for field, info in FIELDS.items())
_NO_ROW = sys.maxsize
_OF_TABLE = frozenset(
    {Field.TARGET, Field.DESCRIPTION, Field.POSITION, Field.TABLE_POINTS, Field.PURPOSE, Field.GOALS}
)


@dataclass(frozen=True, slots=True)
class ValidRows:
    """What was recorded of a file's good rows, why the others were left out, and how many rows it has."""

    recording: Recording
    refused: tuple[Problem, ...]
    stored_rows: int
    rows: int


def record_file(desk: Desk, path: Path, *, dry_run: bool = False) -> Recording:
    """Record all rows of a file, or none: Refused lists every problem of the file."""
    file = _read(desk, path)
    return record(
        desk, file.year, file.addressed, document=file.document, problems=file.problems, dry_run=dry_run
    )


def record_valid_rows(desk: Desk, path: Path, *, dry_run: bool = False) -> ValidRows:
    """Record the rows of a file that can be; Refused where what is wrong concerns more than single rows.

    Of two rows that give one field neither is recorded.
    """
    file = _read(desk, path)
    refused = list(refusals(file.problems))
    if any(_row(problem) <= file.header for problem in refused):
        raise Refused(*file.problems)
    bad = {_row(problem) for problem in refused} | file.doubtful
    while True:
        good = tuple(one for one in file.addressed if one.source and one.source.row not in bad)
        notes = tuple(each for each in file.problems if _row(each) not in bad and each not in refused)
        try:
            recording = record(desk, file.year, good, document=file.document, problems=notes, dry_run=dry_run)
        except Refused as more:
            found = refusals(more.problems)
            if not {_row(problem) for problem in found} <= file.rows - bad:
                raise
            bad |= {_row(problem) for problem in found}
            refused += found
        else:
            refused.sort(key=_row)
            return ValidRows(recording, tuple(refused), len(file.rows - bad), len(file.rows | bad))


@dataclass(frozen=True, slots=True)
class _File:
    """The rows of a file with the lines that they mean; `problems` are those found until then.

    `rows` are the numbers of those that give something, `doubtful` of those that a later row gives again.
    """

    document: Document
    year: int
    header: int
    addressed: tuple[Addressed, ...]
    problems: tuple[Problem, ...]
    rows: frozenset[int]
    doubtful: frozenset[int]


def _read(desk: Desk, path: Path) -> _File:
    reading = read_actual_rows(path.name, read_document(path))
    year = _year_of(desk, reading.rows)
    placing = _Placing(desk.store, year, desk.listings(year))
    addressed = []
    problems = list(reading.problems)
    for row in reading.rows:
        one = placing.address(row)
        if isinstance(one, Problem):
            problems.append(one)
        elif one.given:
            addressed.append(one)
    twice = tuple(_twice(addressed))
    return _File(
        document=reading.document,
        year=year,
        header=min((row.source.row for row in reading.rows), default=_NO_ROW) - 1,
        addressed=tuple(addressed),
        problems=(*problems, *(_given_again(*pair) for pair in twice)),
        rows=frozenset(row.source.row for row in reading.rows if _given(row)),
        doubtful=frozenset(first.source.row for _, first, _ in twice if first.source),
    )


def _row(problem: Problem) -> int:
    """The row that a problem is about; 0 where it is about the whole file or about none."""
    return problem.source.row if problem.source else 0


def _year_of(desk: Desk, rows: tuple[ActualRow, ...]) -> int:
    """The one year of a file: its 年度 column, else --year, else the only one in the store."""
    cells = [cell for row in rows if (cell := row.cell(columns.YEAR)) is not None]
    stated = {_year_text(cell.text): cell for cell in reversed(cells)}
    if not stated:
        return desk.year_to_write()
    text, cell = _year_text(cells[0].text), cells[0]
    if len(stated) > 1:
        other = next(cell for cell in cells if _year_text(cell.text) != text)
        message = f"文件里有多个年度：{'、'.join(sorted(stated))}"
        raise Refused(Problem(Code.SEVERAL_YEARS, message, "请按年度拆成几个文件，分别填报", other.source))
    if not text.isdecimal() or (desk.year is not None and int(text) != desk.year):
        message = f"“年度”列写的是“{cell.text}”" + (f"，而--year是{desk.year}" if desk.year else "")
        raise Refused(Problem(Code.NO_YEAR, message, "请核对年度，应为四位数，如2024", cell.source))
    try:
        return the_year(desk.store.years(), int(text), writes=True)
    except Refused as refused:
        raise Refused(*(replace(problem, source=cell.source) for problem in refused.problems)) from None


def _year_text(written: str) -> str:
    return plain(written).removesuffix("度").removesuffix("年")


class _Placing:
    """Finds the project and the line of a row by number, full name, or both, which must then agree."""

    def __init__(self, store: Store, year: int, listings: tuple[Listing, ...]) -> None:
        self._store = store
        self._year = year
        self._by_number = {listing.number: listing for listing in listings}
        self._by_name: dict[str, list[Listing]] = {}
        for listing in listings:
            self._by_name.setdefault(comparable(listing.name), []).append(listing)
        self._projects: dict[int, Project] = {}

    def address(self, row: ActualRow) -> Addressed | Problem:
        """What the row means, or why that cannot be told."""
        listing = self._listing(row)
        if isinstance(listing, Problem):
            return listing
        given = _given(row)
        project = self._project(listing.number)
        number, name = plain(row.text(columns.INDICATOR_NUMBER)), row.text(columns.INDICATOR)
        indicator = _indicator(project, number, name)
        if isinstance(indicator, Indicator):
            return misplaced(given, of_line=True) or Addressed(
                project.number, indicator.number, given, row.source
            )
        of_budget = not number and (not name or comparable(name) == comparable(EXECUTION.name))
        if of_budget or number in {"0", f"{project.number}.0"}:
            return misplaced(given, of_line=False) or Addressed(project.number, None, given, row.source)
        return Problem(*indicator, row.source)

    def _project(self, number: int) -> Project:
        if number not in self._projects:
            self._projects[number] = next(self._store.projects(self._year, numbers=(number,)))
        return self._projects[number]

    def _listing(self, row: ActualRow) -> Listing | Problem:
        number, name = row.text(columns.PROJECT_NUMBER), row.text(columns.PROJECT)
        named = self._named(name, row.text(columns.ORGANISATION))
        if number:
            listing = self._by_number.get(int(number)) if number.isdecimal() else None
            if listing is None:
                return self._no_project(f"没有项目号“{number}”", row.source)
            if name and listing not in named:
                message = f"项目号{number}是“{listing.name}”，而“项目”列写的是“{name}”"
                return Problem(Code.NUMBER_AND_NAME_DISAGREE, message, "请核对，改正其中一列", row.source)
            return listing
        if len(named) == 1:
            return named[0]
        if named:
            listed = "；".join(f"{found.number} {found.organisation.name}" for found in named)
            message = f"有{len(named)}个项目叫“{name}”"
            return Problem(Code.SEVERAL_PROJECTS, message, f"请填“项目号”或“单位”列：{listed}", row.source)
        return self._no_project(f"没有项目“{name}”" if name else "没有填项目号或项目", row.source)

    def _named(self, name: str, organisation: str) -> list[Listing]:
        found = self._by_name.get(comparable(name), []) if name else []
        if not organisation:
            return found
        sought = comparable(organisation)
        return [
            listing
            for listing in found
            if sought in {listing.organisation.code, comparable(listing.organisation.name)}
            or sought == listing.organisation.code + comparable(listing.organisation.name)
        ]

    def _no_project(self, message: str, source: Source) -> Problem:
        listed = "；".join(
            f"{number} {listing.name}" for number, listing in list(self._by_number.items())[:20]
        )
        return Problem(Code.NO_PROJECT, message, f"“项目”列要写全名。现有项目：{listed}", source)


def _indicator(project: Project, number: str, name: str) -> Indicator | tuple[Code, str, str]:
    """The indicator that a row means; else the problem's code, message and hint."""
    written = number.removeprefix(f"{project.number}.")
    named = [line for line in project.indicators if name and comparable(line.key.name) == comparable(name)]
    if number:
        found = [line for line in project.indicators if str(line.number) == written]
        if "." in number and not name and _has_line(project, f"{written}0"):
            hint = f"Excel会把{number}0改成{number}。请只填项目内的序号（{written}或{written}0），或同时填“指标”列"
            return Code.NO_INDICATOR, f"指标号“{number}”可能是{number}，也可能是{number}0", hint
        if not found:
            hint = f"指标号是项目内的序号，1至{len(project.indicators)}；Excel会把3.10改成3.1"
            return Code.NO_INDICATOR, f"项目{project.number}没有指标号“{number}”", hint
        if name and found[0] not in named:
            message = f"指标号{number}是“{found[0].key.name}”，而“指标”列写的是“{name}”"
            return Code.NUMBER_AND_NAME_DISAGREE, message, "请核对，改正其中一列"
        return found[0]
    if len(named) == 1:
        return named[0]
    if named:
        listed = "、".join(str(line.number) for line in named)
        message = f"项目{project.number}有{len(named)}个指标叫“{name}”"
        return Code.SEVERAL_INDICATORS, message, f"请填“指标号”列：{listed}"
    hint = "“指标”列要写全名，或改填“指标号”"
    return Code.NO_INDICATOR, f"项目{project.number}没有指标“{name}”", hint


def _has_line(project: Project, number: str) -> bool:
    return any(str(line.number) == number for line in project.indicators)


def _given(row: ActualRow) -> tuple[Given, ...]:
    found = []
    for field, heading in _FIELDS:
        cell = row.cell(heading)
        if cell is not None and field not in _OF_TABLE:
            found.append(Given(field, cell.text, cell.source))
    return tuple(found)


def _twice(addressed: list[Addressed]) -> Iterator[tuple[Addressed, Given, Given]]:
    """Two rows that lead to one line and field: the later row, what the first gave, what the later gives."""
    seen: dict[tuple[int, int | None, Field], Given] = {}
    for one in addressed:
        for value in one.given:
            first = seen.setdefault((one.project, one.line, value.field), value)
            if first is not value:
                yield one, first, value


def _given_again(one: Addressed, first: Given, again: Given) -> Problem:
    """Both places are shown."""
    place = first.source.place if first.source else ""
    subject = f"项目{one.project} 指标{one.line or 0} {FIELDS[again.field].heading}"
    hint = "请删去其中一行；Excel会把3.10改成3.1，指标号请只填项目内的序号"
    return Problem(Code.SAME_FIELD_TWICE, f"与{place}填的是同一项（{subject}）", hint, again.source)
