"""The log as a table, CSV or JSON: who entered what and when, old and new."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scorer.report.cells import beijing_time, no_formula, one_line
from scorer.report.csv_text import csv_text
from scorer.report.json_text import Json, json_text
from scorer.report.wrapping import wrapped

_HEADINGS = ("时间", "填报人", "命令", "年度", "指标号", "名称", "栏目", "原值", "新值", "文件")
_WIDTHS = (0, 0, 0, 0, 0, 24, 0, 24, 36, 0)
NOTHING, TAKEN_BACK = "（无）", "（清除）"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log; `at` is a time as recorded (UTC), `line` None for a field of the project.

    `project` is None for what is about several, which `project_name` then says. `field` is the heading under
    which it is known, `old` and `new` "" for none, `document` "" for what was typed.
    """

    at: str
    person: str
    command: str
    program: str
    year: int
    project: int | None
    project_name: str
    line: int | None
    line_name: str
    field: str
    old: str
    new: str
    document: str


def _table(rows: Iterable[LogRow]) -> str:
    from tabulate import tabulate  # noqa: PLC0415  not needed by the other formats

    shown = [[_cell(text, width) for text, width in zip(_cells(row), _WIDTHS, strict=True)] for row in rows]
    if not shown:
        return "没有符合条件的记录。\n"
    return tabulate(shown, headers=_HEADINGS, tablefmt="simple", disable_numparse=True) + "\n"


def _csv(rows: Iterable[LogRow]) -> str:
    return csv_text(_HEADINGS, (map(no_formula, _cells(row)) for row in rows))


def _json(rows: Iterable[LogRow]) -> str:
    return json_text({"schema": 1, "log": map(_json_row, rows)}) + "\n"


LOG_FORMATS: dict[str, Callable[[Iterable[LogRow]], str]] = {"table": _table, "csv": _csv, "json": _json}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""


def _cells(row: LogRow) -> tuple[str, ...]:
    cells: Iterator[str] = map(one_line, (row.field, row.old or NOTHING, row.new or TAKEN_BACK, row.document))
    number = "" if row.project is None else str(row.project)
    number += "" if row.line is None else f".{row.line}"
    name = one_line(row.project_name if row.line is None else row.line_name)
    return (beijing_time(row.at), one_line(row.person), row.command, str(row.year), number, name, *cells)


def _cell(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width)) if width else text


def _json_row(row: LogRow) -> Json:
    return {
        "at": row.at,
        "person": row.person,
        "command": row.command,
        "program": row.program,
        "year": row.year,
        "project": None if row.project is None else {"number": row.project, "name": row.project_name},
        "line": None if row.line is None else {"number": f"{row.project}.{row.line}", "name": row.line_name},
        "field": row.field,
        "old": row.old or None,
        "new": row.new or None,
        "document": row.document or None,
    }
