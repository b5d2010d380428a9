"""scorer rehearse: what a reviewer may make of the scores."""

from datetime import date
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.day import tell_day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import as_of_option, format_option, output_option, project_option, rules_option
from scorer.cli.output import write_output
from scorer.report.review import REVIEW_FORMATS
from scorer.workflow.reviewing import rehearse_year


@click.command(cls=Command)
@project_option()
@format_option(REVIEW_FORMATS)
@rules_option
@as_of_option
@output_option
@takes_face()
def rehearse(
    face: Face,
    /,
    *,
    project: str | None,
    format_: str,
    rules: str | None,
    as_of: date | None,
    output: Path | None,
) -> None:
    """复核预演：按复核的眼光，各项目可能剩多少分，哪些指标有风险，怎样保住。

    是按评分规则文件[review]所写比例作的估计，不是复核结论。
    """
    with desk_of(face, rules=rules, as_of=as_of) as desk:
        report = rehearse_year(desk, project)
        tell_day(as_of)
        write_output(REVIEW_FORMATS[format_](report), format_, output)
