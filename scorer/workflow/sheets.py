"""The fill-in workbook of a year, for colleagues to fill in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scorer.model.problem import Code, Problem, Refused
from scorer.scoring.outcome import Assessment
from scorer.workflow.assessing import assess_year
from scorer.workflow.desk import Desk

Watched = Callable[[Iterator[Assessment]], Iterator[Assessment]]
"""Passes the projects on one by one, so that whoever looks on can count them."""


@dataclass(frozen=True, slots=True)
class FillInSheet:
    """The workbook's bytes, its year, how many projects and lines it holds, how many of these are filled in.

    `cancelled` are the projects that were left out because they are not carried out.
    """

    content: bytes
    year: int
    projects: int
    lines: int
    filled: int
    cancelled: tuple[str, ...]


def fill_in_sheet(
    desk: Desk, project: str | None, *, one_sheet: bool, watched: Watched = iter
) -> FillInSheet:
    """The workbook of a year's projects: all, of an organisation, or the one named.

    A cancelled project is left out unless it is named. Refused where nothing is left.
    """
    from scorer.report.sheet.workbook import SheetOrder, render_sheet  # noqa: PLC0415  needs xlsxwriter

    view = assess_year(desk, project)
    cancelled: list[str] = []

    def carried_out() -> Iterator[Assessment]:
        for assessment in watched(view.assessments):
            if assessment.project.not_applicable is not None and project is None:
                cancelled.append(f"{assessment.project.number} {assessment.project.name}")
            else:
                yield assessment

    stamp = desk.stamp
    order = SheetOrder(desk.store.identity(), view.year, stamp.at, stamp.author, one_sheet)
    book = render_sheet(order, carried_out())
    if not book.projects:
        message = f"{view.year}年度没有要填报的项目"
        raise Refused(Problem(Code.NO_PROJECT, message, "请用 scorer report 核对项目是否都已取消"))
    return FillInSheet(book.content, view.year, book.projects, book.counted, book.filled, tuple(cancelled))
