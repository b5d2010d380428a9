"""What is new in a workbook that was handed out: of three texts, given out, filled in and recorded now."""

from dataclasses import dataclass
from datetime import date

from scorer.model.fields import FIELDS, Field, Kind
from scorer.model.problem import Code, Problem
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.source import Source
from scorer.notation.actuals import parse_actual
from scorer.notation.characters import same_but_for_space, shown
from scorer.notation.money import parse_money
from scorer.notation.numbers import read_number
from scorer.reading.actual_rows import ENTERED, ActualRow
from scorer.report.cells import beijing_time
from scorer.report.facts import facts_of_line, facts_of_project
from scorer.scoring.outcome import AssessedLine, Assessment
from scorer.workflow.given import Given, entry_of

FIELD_OF = {info.heading: field for field, info in FIELDS.items() if info.heading in ENTERED}
"""The fields that a file of actuals fills in, by their headings."""


@dataclass(frozen=True, slots=True)
class News:
    """What a row gives, and what is to be known of it."""

    given: tuple[Given, ...]
    problems: tuple[Problem, ...] = ()


def written(row: ActualRow) -> tuple[Given, ...]:
    """Everything that a row says."""
    cells = ((field, row.cell(heading)) for heading, field in FIELD_OF.items())
    return tuple(Given(field, cell.text, cell.source) for field, cell in cells if cell is not None)


def touched(row: ActualRow) -> News:
    """What of a handed-out row differs from what was given out; a cell that was emptied is noted."""
    base = row.given_out
    assert base is not None
    given = tuple(
        each for each in written(row) if not same_but_for_space(each.text, base.text(_heading(each.field)))
    )
    emptied = tuple(
        _emptied(row, heading, base.text(heading))
        for heading in FIELD_OF
        if heading in row.columns and base.text(heading) and not row.text(heading)
    )
    return News(given, emptied)


def news(row: ActualRow, given: tuple[Given, ...], subject: "Subject") -> News:
    """What of `given` is new: neither only another spelling of what was given out nor recorded meanwhile.

    Where the record has changed meanwhile to something else, the two disagree: a refusal, and not given.
    """
    base = row.given_out
    assert base is not None
    found, conflicts = [], []
    facts = subject.facts()
    for each in given:
        heading = _heading(each.field)
        if heading not in base.columns:
            found.append(each)
            continue
        if each.field is Field.EVIDENCE:  # what others added meanwhile stands beside it
            found.append(each)
            continue
        old, now = base.text(heading), facts.get(each.field, "")
        if subject.says(each.field, each.text, old) or subject.says(each.field, each.text, now):
            continue
        if subject.says(each.field, old, now):
            found.append(each)
        else:
            conflicts.append(subject.conflict(each, old, now))
    return News(tuple(found), tuple(conflicts))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: a line of a project, budget execution for the project itself."""

    assessment: Assessment
    line: AssessedLine
    today: date

    def facts(self) -> dict[Field, str]:
        """The texts that the record has now, as a workbook would give them out."""
        indicator = self.line.indicator
        if indicator is None:
            return facts_of_project(self.assessment.project)
        return facts_of_line(self.line, indicator)

    def says(self, field: Field, one: str, other: str) -> bool:
        """Whether two texts of a field say the same, read as an entry would be."""
        if same_but_for_space(one, other):
            return True
        meanings = [self._meaning(field, text) for text in (one, other)]
        return meanings[0] is not None and meanings[0] == meanings[1]

    def conflict(self, given: Given, old: str, now: str) -> Problem:
        """The refusal of a value where the record has got another one meanwhile."""
        before = f"发出时是{_quoted(old)}，" if old else "发出时是空的，"
        message = (
            f"{self.name(given.field)}：这里改成{_quoted(given.text)}，{before}"
            f"而记录库里现在是{_quoted(now)}{self.recorded_by(given.field)}"
        )
        return Problem(Code.CONFLICT, message, self.way_out(given.field), given.source)

    def name(self, field: Field) -> str:
        """The line and the field."""
        project, line = self.assessment.project, self.line
        return f"{project.number}.{line.number} {line.key.name} {_heading(field)}"

    def recorded_by(self, field: Field) -> str:
        """Who recorded the value that the record has now, and when; "" where there is none."""
        found = _recorded(field, self.assessment.project, self.line.indicator)
        return "" if found is None else f"（{found.by} {beijing_time(found.at)} 填）"

    def way_out(self, field: Field) -> str:
        """The next step for values that disagree."""
        option = FIELDS[field].option
        number = f"{self.assessment.project.number} {self.line.number}"
        value = f"{option} 内容" if option else "值"
        return f"请商定以哪个为准，再用 scorer record-actual {number} {value} 填报；或用 --accept-valid 先存其余的"

    def _meaning(self, field: Field, text: str) -> object:
        """What an entry of that text would mean, None where there would be none: 5 and 5.00 mean the same."""
        if not text:
            return None
        year = self.assessment.project.year
        entry, _ = entry_of(Given(field, text), self.line.indicator, year, self.today, self.line.points)
        if entry is None or not entry.text:
            return None
        match FIELDS[field].kind:
            case Kind.ACTUAL:
                return parse_actual(entry.reading)
            case Kind.MONEY:
                return parse_money(entry.reading)
            case Kind.SHARE:
                return read_number(entry.reading.removesuffix("%"))
            case _:
                return entry.reading


def _recorded(field: Field, project: Project, indicator: Indicator | None) -> Recorded[object] | None:
    if FIELDS[field].kind is Kind.MONEY:
        budget = project.budget
        amounts: dict[Field, Recorded[object] | None] = {
            Field.INITIAL_BUDGET: budget.initial,
            Field.FULL_YEAR_BUDGET: budget.full_year,
            Field.EXECUTED: budget.executed,
        }
        return amounts[field]
    if field is Field.EVIDENCE:
        return next(reversed((indicator or project).evidence), None)
    # an entry field bears the name of the fact that it becomes
    found: Recorded[object] | None = getattr(indicator or project, field.value)
    return found


def _emptied(row: ActualRow, heading: str, old: str) -> Problem:
    message = f"{heading}原来填的是{_quoted(old)}，现在是空的：空格表示不改，原值保留。"
    source = Source(row.document, row.table, row.line, row.columns[heading] + 1, "")
    return Problem(Code.CELL_EMPTIED, message, "要取消已填的内容，请在格里填【清除】", source)


def _heading(field: Field) -> str:
    return FIELDS[field].heading


def _quoted(text: str) -> str:
    return f"“{shown(text)}”" if text else "空的"
