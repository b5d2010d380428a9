"""The sheet of one project: its budget, its indicators, its goals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scorer.model.fields import Field
from scorer.notation.sheet_keys import PROVISIONAL, ROW_KEY, SCALED
from scorer.report.cells import one_line, organisation_text
from scorer.report.sheet.lines import (
    CATEGORY,
    DIMENSION,
    GOALS,
    INDICATOR,
    NUMBER,
    POINTS,
    RATE,
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
    Validation,
    address,
    letters,
    on_sheet,
    tall_rows,
)
from scorer.report.sheet.progress import Progress, Sums, filled_formula, progress_of
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment

_WHO = ((ROW_KEY, 0, 0), ("年度", 1, 1), ("项目号", 2, 2), ("项目", 3, 3))
_BUDGET = (
    *_WHO,
    (heading(Field.INITIAL_BUDGET), 4, 6),
    (heading(Field.FULL_YEAR_BUDGET), 7, 7),
    (heading(Field.EXECUTED), 8, 8),
    (POINTS, 9, 9),
    (RATE, 10, 10),
    (PROVISIONAL, 11, 11),
    (heading(Field.CAUSE), 12, 12),
    (heading(Field.REMEDY), 13, 13),
    (heading(Field.OVER_BUDGET), 14, 16),
    (heading(Field.NOTE), 17, 17),
    (heading(Field.EVIDENCE), 18, 18),
)
_LINES = (
    *_WHO,
    (NUMBER, 4, 4),
    (DIMENSION, 5, 5),
    (CATEGORY, 6, 6),
    (INDICATOR, 7, 7),
    (TARGET, 8, 8),
    (POINTS, 9, 9),
    (heading(Field.ACTUAL), 10, 10),
    (PROVISIONAL, 11, 11),
    (heading(Field.CAUSE), 12, 12),
    (heading(Field.REMEDY), 13, 13),
    (heading(Field.TIER), 14, 14),
    (heading(Field.SHARE), 15, 15),
    (heading(Field.NOT_APPLICABLE), 16, 16),
    (heading(Field.NOTE), 17, 17),
    (heading(Field.EVIDENCE), 18, 18),
    (SCALED, 19, 19),
)
_GOALS = (*_WHO, (GOALS, 4, 9), (heading(Field.ACHIEVED), 10, 17))
_WIDTHS = (5, 9, 12, 23, 14, 7, 15, 9, 22, 22, 9, 9, 13, 13, 16)
_SUMS = 16
_TITLE, _HEAD, _BUDGET_HEAD, _BUDGET_ROW, _LINES_HEAD, _FIRST = range(6)
# Characters in a line of the goals' cell, points of height a line takes.
_GOAL_LINE, _LINE_HEIGHT, _TALLEST = 40, 15, 300
_Slots = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project's sheet, what was given out of each line in it, and how far it is filled in."""

    cells: tuple[Placed, ...]
    frame: Frame
    given: tuple[tuple[AssessedLine, dict[Field, str]], ...]
    progress: Progress


def project_page(assessment: Assessment, lines: tuple[AssessedLine, ...], sheet: str) -> ProjectPage:
    """The sheet of that name with the project's `lines`, budget execution left out of them."""
    executed = address(_BUDGET_ROW, _at(_BUDGET, heading(Field.EXECUTED)))
    budget = budget_cells(assessment, lambda name: address(_BUDGET_ROW, _at(_BUDGET, name)))
    rows = []
    for row, line in enumerate(lines, _FIRST):
        rows.append(line_cells(assessment, line, _Addresses(row), executed))
    last = _FIRST + len(rows) - 1
    sums = Sums(*(on_sheet(sheet, address(row, _SUMS)) for row in (_TITLE, _HEAD)))
    progress = progress_of(assessment, lines, sums)
    cells = [
        *_top(assessment, progress, _sums(last)),
        *_headings(_BUDGET, _BUDGET_HEAD),
        *_row(_BUDGET, _BUDGET_ROW, budget),
        *_headings(_LINES, _LINES_HEAD),
    ]
    for row, filled in enumerate(rows, _FIRST):
        cells += _row(_LINES, row, filled)
    cells += [*_headings(_GOALS, last + 2), *_row(_GOALS, last + 3, budget)]
    given = ((assessment.lines[0], budget.given), *zip(lines, (row.given for row in rows), strict=True))
    return ProjectPage(tuple(cells), _frame(assessment, last, cells), given, progress)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """The addresses of a line's cells by heading."""

    row: int

    def __call__(self, name: str) -> str:
        return address(self.row, _at(_LINES, name))


def _at(slots: _Slots, name: str) -> int:
    return next(first for slot, first, _ in slots if slot == name)


def _sums(last: int) -> Sums:
    """The sums at the top of the sheet."""
    executed = address(_BUDGET_ROW, _at(_BUDGET, heading(Field.EXECUTED)))
    score = letters(_at(_LINES, PROVISIONAL))
    ranges = [
        f"{letters(_at(_LINES, name))}{_FIRST + 1}:{letters(_at(_LINES, name))}{last + 1}"
        for name in (heading(Field.ACTUAL), heading(Field.NOT_APPLICABLE))
    ]
    total = f"SUM({score}{_BUDGET_ROW + 1},{score}{_FIRST + 1}:{score}{max(last, _FIRST) + 1})"
    return Sums(filled_formula(ranges if last >= _FIRST else [], executed), total)


def _frame(assessment: Assessment, last: int, cells: Iterable[Placed]) -> Frame:
    hidden = [Column(9, hidden=True)] * 4
    columns = (*hidden, *map(Column, _WIDTHS), Column(9, hidden=True))
    goals = assessment.project.goals.text if assessment.project.goals else ""
    return Frame(
        columns=columns,
        marks=_marks(assessment, last),
        heights=((_TITLE, 26), *tall_rows(cells, columns), (last + 3, _height(goals))),
        frozen=(_FIRST, _at(_LINES, TARGET)),
        repeated=_LINES_HEAD,
    )


def _marks(assessment: Assessment, last: int) -> tuple[Mark, ...]:
    """A cause and a remedy stand out while a score is below its points and nothing is written."""
    marks = []
    for field in (Field.CAUSE, Field.REMEDY):
        column, row = _at(_LINES, heading(field)), _FIRST + 1
        score, points = (f"${letters(_at(_LINES, name))}{row}" for name in (PROVISIONAL, POINTS))
        formula = f'AND(ISNUMBER({score}),{score}<{points},{letters(column)}{row}="")'
        marks.append(Mark(column, _FIRST, max(last, _FIRST), formula))
        rate = f"${letters(_at(_BUDGET, RATE))}${_BUDGET_ROW + 1}"
        below = assessment.rules.reasons.execution_below
        low = f"{rate}*{below.denominator}<{below.numerator}"
        formula = f'AND(ISNUMBER({rate}),{low},{letters(column)}{_BUDGET_ROW + 1}="")'
        marks.append(Mark(column, _BUDGET_ROW, _BUDGET_ROW, formula))
    return tuple(marks)


def _top(assessment: Assessment, progress: Progress, formulas: Sums) -> Iterator[Placed]:
    """The project, its unit, and how far it is filled in."""
    project = assessment.project
    title = f"{project.year}年度项目支出绩效自评填报表　{project.number} {one_line(project.name)}"
    unit = f"单位：{organisation_text(project)}　　金额单位：万元　　只填浅黄色的格"
    texts = ((_TITLE, Look.TITLE, title, "已填"), (_HEAD, Look.NOTE, unit, "暂估总分"))
    sums = (
        SheetCell(Look.SCORE, Decimal(progress.filled), formulas.filled, "0"),
        SheetCell(Look.SCORE, Decimal(progress.score) / 100, formulas.score, "0.00"),
    )
    ends = (f"共{progress.counted}项", f"满分{printed_points(progress.available)}")
    for (row, look, text, what), total, end in zip(texts, sums, ends, strict=True):
        yield Placed(row, 4, SheetCell(look, text), last=13)
        yield Placed(row, 14, SheetCell(Look.NOTE, what), last=15)
        yield Placed(row, _SUMS, total)
        yield Placed(row, 17, SheetCell(Look.NOTE, end))


def _headings(slots: _Slots, row: int) -> Iterator[Placed]:
    for name, first, last in slots:
        hint = Validation(name, _HINTS[name]) if name in _HINTS else None
        yield Placed(row, first, SheetCell(Look.HEADING, name), last if last > first else None, hint)


def _row(slots: _Slots, row: int, line: LineCells) -> Iterator[Placed]:
    for name, first, last in slots:
        entered: Entered = line.cells[name]
        merged = last if last > first else None
        yield Placed(row, first, entered.cell, merged, entered.validation)


def _height(text: str) -> int:
    lines = sum(1 + len(line) // _GOAL_LINE for line in text.split("\n"))
    return min(_TALLEST, max(3, lines + 1) * _LINE_HEIGHT)


_HINTS = {
    heading(Field.ACTUAL): "点中下面的格子，会提示这个指标该填什么。",
    PROVISIONAL: "按已填的内容当场估算，只供参考；空着的由程序读入后评分。以程序评分为准。",
    heading(Field.TIER): "用文字说明完成情况、程序又看不出档次的，才选档次。",
    heading(Field.SHARE): "选了档次、又要另定得分率的才填。",
    heading(Field.NOT_APPLICABLE): "指标今年不适用的写原因，这时不填实际完成值。",
    heading(Field.EXECUTED): "全年实际支出，单位是万元。",
    heading(Field.FULL_YEAR_BUDGET): "年中有调整的，填调整后的预算数；没有调整的可以不填。",
}
