"""Recording from a file of actuals: which line each row means, and everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path

from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem, Refused
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
_OF_TABLE = frozenset(
    {Field.TARGET, Field.DESCRIPTION, Field.POSITION, Field.TABLE_POINTS, Field.PURPOSE, Field.GOALS}
)


def record_file(desk: Desk, path: Path) -> Recording:
    """Record all rows of a file, or none: Refused lists every problem of the file."""
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
    problems += _twice(addressed)
    return record(desk, year, tuple(addressed), document=reading.document, problems=tuple(problems))


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
        return the_year(desk.store, int(text), writes=True)
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


def _twice(addressed: list[Addressed]) -> list[Problem]:
    """Two rows that lead to one line and field: both places are shown."""
    seen: dict[tuple[int, int | None, Field], Given] = {}
    problems = []
    for one in addressed:
        for value in one.given:
            first = seen.setdefault((one.project, one.line, value.field), value)
            if first is not value:
                place = first.source.place if first.source else ""
                message = f"与{place}填的是同一项（项目{one.project} 指标{one.line or 0} {FIELDS[value.field].heading}）"
                hint = "请删去其中一行；Excel会把3.10改成3.1，指标号请只填项目内的序号"
                problems.append(Problem(Code.SAME_FIELD_TWICE, message, hint, value.source))
    return problems
