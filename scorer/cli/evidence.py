"""scorer evidence: the evidence behind the actuals, listed and looked up."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from scorer.cli.command import Group
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import format_option, indicator_argument, output_option, project_argument
from scorer.cli.outcome import ExitCode
from scorer.cli.output import write_output
from scorer.report.evidence import EVIDENCE_FORMATS, LOST, EvidenceRow, summary
from scorer.workflow.evidence_check import checked_evidence, listed_evidence


@click.group(cls=Group)
def evidence() -> None:
    """佐证材料：列出、核对。登记用 record-actual --evidence。"""


def _asks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the project and indicator that it is about, the format and the file."""
    options: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
        project_argument(required=False),
        indicator_argument(required=False),
        format_option(EVIDENCE_FORMATS),
        output_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


@evidence.command("list")
@_asks
@takes_face()
def list_(
    face: Face, /, *, project: str | None, indicator: str | None, format_: str, output: Path | None
) -> None:
    """列出登记的佐证材料：名称、大小、SHA-256、位置、谁在何时登记，同一文件还用于哪些指标。"""
    with desk_of(face) as desk:
        rows = listed_evidence(desk, project, indicator)
    _write(rows, format_, output)


@evidence.command("verify")
@_asks
@takes_face()
def verify(
    face: Face, /, *, project: str | None, indicator: str | None, format_: str, output: Path | None
) -> ExitCode:
    """核对佐证文件还在不在、改过没有，改过的名册重新计数；有缺失或改动的，退出码为1。"""
    with desk_of(face) as desk:
        rows = checked_evidence(desk, project, indicator)
    _write(rows, format_, output)
    return ExitCode.REFUSED if any(row.standing in LOST for row in rows) else ExitCode.DONE


def _write(rows: Sequence[EvidenceRow], format_: str, output: Path | None) -> None:
    write_output(EVIDENCE_FORMATS[format_](rows), format_, output)
    if rows and (format_ != "table" or output is not None):
        click.echo(summary(rows), err=True)
