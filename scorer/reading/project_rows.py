"""The rows of a document that may tell of projects: sheets that only explain, list choices or sum up do not."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.formats import Format, format_of
from scorer.reading.opening import rows_of
from scorer.reading.paper import Paper
from scorer.reading.sections import tells_of_project
from scorer.reading.table import Row


def project_rows_of(paper: Paper) -> Iterator[Row | Problem]:
    """The rows of a document; of a workbook only those of the sheets that tell of projects, if any does."""
    rows = rows_of(paper)
    is_workbook = format_of(paper.document.name, paper.data) in (Format.WORKBOOK, Format.OLD_WORKBOOK)
    return _with_projects(rows) if is_workbook else rows


def _with_projects(items: Iterable[Row | Problem]) -> Iterator[Row | Problem]:
    """The rows without those of other sheets, which are noted; all rows where no sheet tells of a project."""
    waiting: list[list[Row]] = []
    found = False
    for table, group in groupby(items, key=_table):
        if table is None:
            yield from group
            continue
        rows = [item for item in group if isinstance(item, Row)]
        if any(map(tells_of_project, rows)):
            yield from map(_left_out, waiting)
            waiting, found = [], True
            yield from rows
        elif found:
            yield _left_out(rows)
        else:
            waiting.append(rows)
    if not found:
        yield from (row for rows in waiting for row in rows)


def _table(item: Row | Problem) -> int | None:
    return item.cells[0].source.table if isinstance(item, Row) else None


def _left_out(rows: list[Row]) -> Problem:
    first = rows[0].source
    message = f"第{first.table}张工作表没有读取：里面没有项目名称，也没有指标表的表头。"
    hint = "若其中有项目或指标，请补上“项目名称”和表头再导入。"
    place = Source(first.document, first.table, first.row, 0, first.text)
    return Problem(Code.TEXT_IGNORED, message, hint, place)
