"""The report as tables and sentences for a terminal."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from scorer.report import contents
from scorer.report.section import Grid, Listing, Section
from scorer.report.wrapping import wrapped
from scorer.report.year import YearReport

WIDTH = 100
"""The columns that sentences are broken at."""


def render_table(report: YearReport) -> str:
    """The report in columns that count a Chinese character as two."""
    return table_text(contents.title(report), contents.sections(report))


def table_text(title: str, sections: Iterable[Section]) -> str:
    """A title and its sections for a terminal."""
    parts = [title]
    for section in sections:
        match section:
            case Grid():
                parts.append(f"【{section.title}】\n{_grid(section)}")
            case Listing(heading, items):
                lines = (line for item in items for line in _item(item))
                parts.append("\n".join((f"【{heading}】", *lines)))
            case _:
                assert_never(section)
    return "\n\n".join(parts) + "\n"


def _grid(grid: Grid) -> str:
    from tabulate import tabulate  # noqa: PLC0415  not needed by the other formats

    rows = [[_cell(text, width) for text, width in zip(row, grid.widths, strict=True)] for row in grid.rows]
    layout = "grid" if grid.ruled else "simple"
    return tabulate(rows, headers=grid.headings, tablefmt=layout, disable_numparse=True)


def _cell(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width)) if width and len(text) * 2 > width else text


def _item(text: str) -> Iterator[str]:
    """A sentence with its further lines indented."""
    for place, line in enumerate(wrapped(text, WIDTH - 4)):
        yield f"{'    ' if place else '  '}{line}"
