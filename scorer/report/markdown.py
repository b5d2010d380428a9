"""The report as Markdown, to be pasted into a document."""

import re
from collections.abc import Iterable
from typing import assert_never

from scorer.report import contents
from scorer.report.section import Grid, Listing, Section
from scorer.report.year import YearReport

_SPECIAL = re.compile(r"[\\`*_~|$\[\]]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What would make a heading or another list of the beginning of a sentence.
_OPENING = re.compile(r"(#+|[+-]|[0-9]+[.)])(?= |$)")


def render_markdown(report: YearReport) -> str:
    """The report with pipe tables and lists; text of the user is shown as it is, never as markup."""
    return markdown_text(contents.title(report), contents.sections(report))


def markdown_text(title: str, sections: Iterable[Section]) -> str:
    """A title and its sections as Markdown."""
    parts = [f"# {_escaped(title)}"]
    for section in sections:
        match section:
            case Grid(heading, headings, rows):
                parts.append(f"## {_escaped(heading)}")
                parts.append(
                    "\n".join((_row(headings), _row(["---"] * len(headings)), *map(_escaped_row, rows)))
                )
            case Listing(heading, items):
                parts.append(f"## {_escaped(heading)}")
                parts.append("\n".join(f"- {_escaped(item)}" for item in items))
            case _:
                assert_never(section)
    return "\n\n".join(parts) + "\n"


def _escaped_row(cells: Iterable[str]) -> str:
    return _row(map(_escaped, cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text.translate(_ENTITIES))
    opening = _OPENING.match(text)
    return text if opening is None else f"{opening[0][:-1]}\\{text[opening.end() - 1 :]}"
