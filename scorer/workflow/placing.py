"""Which project and which line of the record a row of a file of actuals means."""

from collections.abc import Iterator
from dataclasses import replace

from scorer.model.problem import Code, Problem
from scorer.model.project import Indicator, Project
from scorer.model.source import Source
from scorer.notation.characters import plain, shown
from scorer.notation.names import comparable
from scorer.notation.sheet_keys import ROW_KEY, read_row_key
from scorer.reading import actual_rows as columns
from scorer.reading.actual_rows import ActualRow
from scorer.scoring.assessment import assess
from scorer.scoring.outcome import EXECUTION, Assessment
from scorer.scoring.rules import RuleSet
from scorer.store import Listing, Store

Place = tuple[int, int | None]
"""The numbers of a project and of its line, None for the project itself."""


class Placing:
    """Finds the project and the line of a row by number, full name, or both, which must then agree.

    A row of a workbook that this record handed out is known by its key, whatever was done to its names.
    """

    def __init__(self, store: Store, year: int, listings: tuple[Listing, ...], rules: RuleSet) -> None:
        self._store = store
        self._year = year
        self._rules = rules
        self._by_number = {listing.number: listing for listing in listings}
        self._by_name: dict[str, list[Listing]] = {}
        for listing in listings:
            self._by_name.setdefault(comparable(listing.name), []).append(listing)
        self._projects: dict[int, Project] = {}
        self._assessments: dict[int, Assessment] = {}

    def assessment(self, number: int) -> Assessment:
        """The project of that number as it stands."""
        if number not in self._assessments:
            self._assessments[number] = assess(self._project(number), self._rules)
        return self._assessments[number]

    def place(self, row: ActualRow) -> Place | Problem:
        """What the row means by its numbers and names, or why that cannot be told."""
        listing = self._listing(row)
        if isinstance(listing, Problem):
            return listing
        project = self._project(listing.number)
        number, name = plain(row.text(columns.INDICATOR_NUMBER)), row.text(columns.INDICATOR)
        indicator = _indicator(project, number, name)
        if isinstance(indicator, Indicator):
            return project.number, indicator.number
        of_budget = not number and (not name or comparable(name) == comparable(EXECUTION.name))
        if of_budget or number in {"0", f"{project.number}.0"}:
            return project.number, None
        return Problem(*indicator, row.source)

    def place_by_names(self, row: ActualRow) -> Place | Problem:
        """What a row of another record's workbook means: its numbers only count where its names bear them out."""
        found = self.place(row)
        if not isinstance(found, Problem):
            return found
        numbers = {columns.PROJECT_NUMBER, columns.INDICATOR_NUMBER}
        names = {heading: at for heading, at in row.columns.items() if heading not in numbers}
        return self.place(replace(row, columns=names))

    def place_by_key(self, row: ActualRow) -> tuple[Place, tuple[Problem, ...]] | Problem:
        """What a row that this record handed out means, and a note where its name was changed."""
        key = read_row_key(row.text(ROW_KEY))
        assert key is not None
        number, line = key
        if number not in self._by_number:
            return self._no_project(f"没有项目号“{number}”", row.source)
        project = self._project(number)
        indicator = next((each for each in project.indicators if each.number == line), None)
        if line and indicator is None:
            message = f"项目{number}现在没有指标号“{line}”，可能已移除"
            return Problem(Code.NO_INDICATOR, message, "请核对；这一行不用再填", row.source)
        wrong = self._another(row, project, indicator)
        if wrong is not None:
            return wrong
        return (number, line or None), tuple(_renamed(row, indicator))

    def _another(self, row: ActualRow, project: Project, indicator: Indicator | None) -> Problem | None:
        """A key whose row bears the numbers or names of something else."""
        given_out = row.given_out
        assert given_out is not None
        own = {project.name, given_out.text(columns.PROJECT)}
        written = row.text(columns.PROJECT)
        if written and comparable(written) not in set(map(comparable, own)):
            return _disagree(row, f"项目{project.number} {project.name}", written)
        number, name = row.text(columns.INDICATOR_NUMBER), row.text(columns.INDICATOR)
        if indicator is None:
            return None
        others = {comparable(each.key.name) for each in project.indicators if each is not indicator}
        named = {comparable(indicator.key.name), comparable(given_out.text(columns.INDICATOR))}
        moved = comparable(name) in others - named
        if moved or (number and plain(number).removeprefix(f"{project.number}.") != str(indicator.number)):
            return _disagree(row, f"{project.number}.{indicator.number} {indicator.key.name}", name or number)
        return None

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


def is_named_as_given_out(row: ActualRow) -> bool:
    """Whether nobody changed the numbers and names of a row that was handed out."""
    given_out = row.given_out
    headings = (columns.PROJECT, columns.INDICATOR_NUMBER, columns.INDICATOR)
    return given_out is not None and all(
        row.text(heading) in ("", given_out.text(heading)) for heading in headings
    )


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


def _disagree(row: ActualRow, known: str, written: str) -> Problem:
    message = f"这一行原来是“{known}”，现在写的是“{shown(written)}”"
    hint = "请核对：照抄别的行来改的，请清空标识一列，或填在它自己的行里"
    return Problem(Code.NUMBER_AND_NAME_DISAGREE, message, hint, row.source)


def _renamed(row: ActualRow, indicator: Indicator | None) -> Iterator[Problem]:
    """The note on a name that was changed in the workbook."""
    given_out, cell = row.given_out, row.cell(columns.INDICATOR)
    if indicator is None or cell is None or given_out is None:
        return
    known = {comparable(indicator.key.name), comparable(given_out.text(columns.INDICATOR))}
    if comparable(cell.text) not in known:
        message = f"指标名称改成了“{shown(cell.text)}”，仍按原来的“{indicator.key.name}”填报。"
        hint = "指标名称以绩效目标表为准；确要更名，请改目标表后重新导入"
        yield Problem(Code.ROW_RENAMED, message, hint, cell.source)
