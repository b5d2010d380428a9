"""scorer rehearse: what a reviewer may make of the scores."""

from datetime import date
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.day import Day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.output import write_output
from scorer.report.review import REVIEW_FORMATS
from scorer.workflow.reviewing import rehearse_year


@click.command(cls=Command)
@click.option("--project", metavar="项目", help="只看一个项目：序号、全名，或只有它含有的一段。")
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REVIEW_FORMATS]),
    metavar="[" + "|".join(REVIEW_FORMATS) + "]",
    default="table",
    help="输出格式，缺省为表格（table）。",
)
@click.option("--rules", metavar="评分办法", help="按这个评分办法评分，如 national-2020。")
@click.option("--as-of", type=Day(), metavar="日期", help="按这一天结束时（北京时间）的填报，如2025-01-20。")
@click.option(
    "-o", "--output", metavar="文件", type=click.Path(path_type=Path), help="写入文件，不在屏幕显示。"
)
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
        write_output(REVIEW_FORMATS[format_](rehearse_year(desk, project)), format_, output)
