"""Printing a year's report in the format that was asked for, and what may not be asked for together."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli.face import Face
from scorer.cli.output import write_output
from scorer.report import FORMATS, YearReport

if TYPE_CHECKING:
    from scorer.workflow.papers_out import Wanted


def check_frozen(face: Face, *, rules: tuple[str, ...], as_of: date | None, project: str | None) -> None:
    """A usage error where options stand beside --frozen that would make it another result."""
    given = {
        "--rules": bool(rules),
        "--as-of": as_of is not None,
        "--project": project is not None,
        "--organisation": face.organisation is not None,
    }
    for option, is_given in given.items():
        if is_given:
            raise click.UsageError(f"--frozen 取出整份冻结的结果，不能与 {option} 同用。")


def write_report(content: YearReport, format_: str, wanted: "Wanted | None", output: str | None) -> None:
    """Write the report as text, or the official papers that are wanted."""
    if wanted is None:
        write_output(FORMATS[format_](content), format_, None if output is None else Path(output))
    elif output is not None:
        from scorer.cli.papers import write_papers  # noqa: PLC0415  a table needs none of it

        write_papers(content, wanted, output)
