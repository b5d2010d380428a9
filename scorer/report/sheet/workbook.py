"""The fill-in workbook of a year as bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorer.model.fields import Field
from scorer.notation.sheet_keys import GIVEN_OUT, GUIDE, MADE_AT, MADE_BY, ROW_KEY, STORE, YEAR, print_row_key
from scorer.report.cells import one_line
from scorer.report.sheet import one_page
from scorer.report.sheet.guide_page import Listed, guide_cells, guide_frame, listed
from scorer.report.sheet.lines import LINE_FIELDS, PROJECT_FIELDS, heading
from scorer.report.sheet.page import Look, Placed, SheetCell
from scorer.report.sheet.progress import is_shown
from scorer.report.sheet.project_page import project_page
from scorer.report.sheet.writing import BookWriter
from scorer.scoring.outcome import AssessedLine, Assessment

_FIELDS = tuple(dict.fromkeys((*PROJECT_FIELDS, *LINE_FIELDS)))
_WHO = (ROW_KEY, "项目号", "项目", "单位", "指标号", "指标")
_ONE_SHEET = "填报表"
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """What the workbook is made from: the record's id, the year, when (UTC) and by whom it is made.

    `one_sheet`: all projects in one table instead of a sheet each.
    """

    store: str
    year: int
    made_at: str
    made_by: str
    one_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The bytes of the workbook, and how many projects and lines it holds, how many of them filled in."""

    content: bytes
    projects: int
    counted: int
    filled: int


def render_sheet(order: SheetOrder, assessments: Iterable[Assessment]) -> Workbook:
    """The workbook; each assessment is let go of once it is written."""
    book = BookWriter(order.made_at, order.made_by)
    guide = book.add(GUIDE)
    given = _GivenOut(order)
    write = _in_one_table if order.one_sheet else _on_sheets
    projects = tuple(write(book, order, assessments, given))
    book.put(guide, guide_cells(order.year, order.made_by, projects))
    book.dress(guide, guide_frame(order.made_by))
    given.write(book)
    return Workbook(
        content=book.close(),
        projects=len(projects),
        counted=sum(each.progress.counted for each in projects),
        filled=sum(each.progress.filled for each in projects),
    )


def sheet_name(number: int, name: str) -> str:
    """A name that Excel takes: the project's number and the beginning of its name, at most 31 characters."""
    text = " ".join(f"{number} {one_line(name).translate(_NOT_IN_NAMES)}".split())
    while len(text.encode("utf-16-le")) > 2 * _LONGEST_NAME:
        text = text[:-1]
    return text.rstrip(" '")


def _on_sheets(
    book: BookWriter, order: SheetOrder, assessments: Iterable[Assessment], given: "_GivenOut"
) -> Iterator[Listed]:
    del order
    for assessment in assessments:
        name = sheet_name(assessment.project.number, assessment.project.name)
        page = project_page(assessment, _lines(assessment), name)
        sheet = book.add(name)
        book.put(sheet, page.cells)
        book.dress(sheet, page.frame)
        given.add(assessment, page.given)
        yield listed(assessment, name, page.progress)


def _in_one_table(
    book: BookWriter, order: SheetOrder, assessments: Iterable[Assessment], given: "_GivenOut"
) -> Iterator[Listed]:
    sheet = book.add(_ONE_SHEET)
    book.put(sheet, one_page.title_rows(order.year))
    row = one_page.FIRST
    heights: list[tuple[int, int]] = []
    for assessment in assessments:
        rows = one_page.project_rows(assessment, _lines(assessment), _ONE_SHEET, row)
        book.put(sheet, rows.cells)
        row = rows.next_row
        heights += rows.heights
        given.add(assessment, rows.given)
        yield listed(assessment, _ONE_SHEET, rows.progress)
    book.dress(sheet, one_page.frame(row - 1, tuple(heights)))


def _lines(assessment: Assessment) -> tuple[AssessedLine, ...]:
    return tuple(line for line in assessment.lines if is_shown(line))


class _GivenOut:
    """The hidden sheet: what the workbook was made from, so that only what was changed in it is recorded."""

    def __init__(self, order: SheetOrder) -> None:
        self._rows: list[tuple[str, ...]] = [
            (STORE, YEAR, MADE_AT, MADE_BY),
            (order.store, str(order.year), order.made_at, order.made_by),
            (*_WHO, *map(heading, _FIELDS)),
        ]

    def add(self, assessment: Assessment, given: Iterable[tuple[AssessedLine, dict[Field, str]]]) -> None:
        """Keep what was given out of a project, line by line."""
        project = assessment.project
        for line, texts in given:
            who = (
                print_row_key(project.number, line.number),
                str(project.number),
                one_line(project.name),
                one_line(project.organisation.name),
                str(line.number),
                line.key.name,
            )
            self._rows.append((*who, *(texts.get(field, "") for field in _FIELDS)))

    def write(self, book: BookWriter) -> None:
        """Write it as the last sheet, out of sight."""
        sheet = book.add(GIVEN_OUT)
        book.put(sheet, self._cells())
        book.hide(sheet)

    def _cells(self) -> Iterator[Placed]:
        for row, texts in enumerate(self._rows):
            for column, text in enumerate(texts):
                if text:
                    yield Placed(row, column, SheetCell(Look.TEXT, text))
