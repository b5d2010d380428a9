"""All projects in one table, a row a line, each project's budget first."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.fields import Field
from scorer.notation.sheet_keys import PROVISIONAL, ROW_KEY, SCALED
from scorer.report.sheet.lines import (
    CATEGORY,
    DIMENSION,
    INDICATOR,
    NUMBER,
    POINTS,
    TARGET,
    Entered,
    LineCells,
    budget_cells,
    heading,
    line_cells,
)
from scorer.report.sheet.page import (
    Column,
    Frame,
    Look,
    Mark,
    Placed,
    SheetCell,
    address,
    letters,
    on_sheet,
    tall_rows,
)
from scorer.report.sheet.progress import Progress, Sums, filled_formula, progress_of
from scorer.scoring.outcome import EXECUTION, AssessedLine, Assessment

_SLOTS = (
    (ROW_KEY, 0),
    ("年度", 0),
    ("单位", 12),
    ("项目号", 6),
    ("项目", 18),
    (NUMBER, 6),
    (DIMENSION, 9),
    (CATEGORY, 11),
    (INDICATOR, 22),
    (TARGET, 13),
    (POINTS, 7),
    (heading(Field.ACTUAL), 14),
    (PROVISIONAL, 9),
    (heading(Field.INITIAL_BUDGET), 10),
    (heading(Field.FULL_YEAR_BUDGET), 10),
    (heading(Field.EXECUTED), 10),
    (heading(Field.CAUSE), 20),
    (heading(Field.REMEDY), 20),
    (heading(Field.TIER), 9),
    (heading(Field.SHARE), 8),
    (heading(Field.NOT_APPLICABLE), 12),
    (heading(Field.OVER_BUDGET), 12),
    (heading(Field.ACHIEVED), 24),
    (heading(Field.NOTE), 12),
    (heading(Field.EVIDENCE), 16),
    (SCALED, 0),
)
_COLUMNS = {name: column for column, (name, _) in enumerate(_SLOTS)}
_TITLE, _HEAD, FIRST = 0, 1, 2
_SHUT = Entered(SheetCell(Look.SHUT))


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """A project's rows, what was given out of each line in them, and how far it is filled in."""

    cells: tuple[Placed, ...]
    given: tuple[tuple[AssessedLine, dict[Field, str]], ...]
    progress: Progress
    heights: tuple[tuple[int, int], ...]
    next_row: int


COLUMNS = tuple(Column(width or 9, hidden=not width) for _, width in _SLOTS)


def title_rows(year: int) -> Iterator[Placed]:
    """The title and the headings."""
    title = f"{year}年度项目支出绩效自评填报表　　金额单位：万元　　只填浅黄色的格"
    yield Placed(_TITLE, _COLUMNS["单位"], SheetCell(Look.TITLE, title), last=_COLUMNS[PROVISIONAL])
    for name, column in _COLUMNS.items():
        yield Placed(_HEAD, column, SheetCell(Look.HEADING, name))


def project_rows(
    assessment: Assessment, lines: tuple[AssessedLine, ...], sheet: str, first: int
) -> ProjectRows:
    """The rows of a project on the sheet of that name from row `first` on."""
    executed = address(first, _COLUMNS[heading(Field.EXECUTED)])
    budget = budget_cells(assessment, _Addresses(first))
    budget.cells[INDICATOR] = Entered(SheetCell(Look.FIXED, EXECUTION.name))
    rows = [budget]
    for row, line in enumerate(lines, first + 1):
        rows.append(line_cells(assessment, line, _Addresses(row), executed))
    last = first + len(lines)
    column = letters(_COLUMNS[PROVISIONAL])
    score = on_sheet(sheet, f"{column}{first + 1}:{column}{last + 1}")
    sums = Sums(_filled(sheet, first + 1, last), f"SUM({score})")
    cells = tuple(placed for row, line in enumerate(rows, first) for placed in _row(row, line))
    shown = (assessment.lines[0], *lines)
    given = tuple(zip(shown, (row.given for row in rows), strict=True))
    return ProjectRows(
        cells, given, progress_of(assessment, lines, sums), tall_rows(cells, COLUMNS), last + 1
    )


def frame(last: int, heights: tuple[tuple[int, int], ...]) -> Frame:
    """How the sheet is shown whose last row is `last`, with the heights of its rows."""
    marks = []
    for field in (Field.CAUSE, Field.REMEDY):
        column = _COLUMNS[heading(field)]
        score, points = (f"${letters(_COLUMNS[name])}{FIRST + 1}" for name in (PROVISIONAL, POINTS))
        # what the budget owes depends on its rate, which this table does not show
        line = f'${letters(_COLUMNS[NUMBER])}{FIRST + 1}<>""'
        formula = f'AND({line},ISNUMBER({score}),{score}<{points},{letters(column)}{FIRST + 1}="")'
        marks.append(Mark(column, FIRST, max(last, FIRST), formula))
    return Frame(COLUMNS, tuple(marks), ((_TITLE, 26), *heights), (FIRST, _COLUMNS[TARGET]), _HEAD)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """The addresses of a line's cells by heading."""

    row: int

    def __call__(self, name: str) -> str:
        return address(self.row, _COLUMNS[name])


def _filled(sheet: str, first: int, last: int) -> str:
    columns = (letters(_COLUMNS[heading(field)]) for field in (Field.ACTUAL, Field.NOT_APPLICABLE))
    ranges = [on_sheet(sheet, f"{column}{first + 1}:{column}{last + 1}") for column in columns]
    executed = on_sheet(sheet, address(first - 1, _COLUMNS[heading(Field.EXECUTED)]))
    return filled_formula(ranges if last >= first else [], executed)


def _row(row: int, line: LineCells) -> Iterator[Placed]:
    """A row with every column; what does not concern the line is shut."""
    for name, column in _COLUMNS.items():
        entered = line.cells.get(name, _SHUT)
        yield Placed(row, column, entered.cell, None, entered.validation)
