"""scorer rules compare: what another rule set would make of the record."""

from datetime import date
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.day import tell_day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import as_of_option, format_option, output_option, project_option
from scorer.cli.output import write_output
from scorer.report.contrast import CONTRAST_FORMATS, RulesContrast
from scorer.workflow.comparing import assess_by_each


@click.command(cls=Command)
@click.argument("before", metavar="甲", help="评分办法的代号，如 tianjin-2024")
@click.argument("after", metavar="乙", help="与甲比较的评分办法")
@project_option()
@format_option(CONTRAST_FORMATS)
@as_of_option
@output_option
@takes_face(without=("user",))
def compare(
    face: Face,
    /,
    before: str,
    after: str,
    *,
    project: str | None,
    format_: str,
    as_of: date | None,
    output: Path | None,
) -> None:
    """比较两个评分办法：换用乙，哪些项目和指标的分值、得分、等级会变，为什么。

    例：scorer rules compare tianjin-2024 hubei
    """
    with desk_of(face, as_of=as_of) as desk:
        one, other = assess_by_each(desk, (before, after), project)
        tell_day(as_of)
        if before == after:
            click.echo(f"比较的两个都是{before}。", err=True)
        write_output(CONTRAST_FORMATS[format_](RulesContrast(one, other)), format_, output)
