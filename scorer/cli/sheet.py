"""scorer sheet: the fill-in workbook for colleagues."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.filename import FileName
from scorer.cli.options import project_option
from scorer.cli.output import expect_new_file, expect_suffix, write_file
from scorer.scoring.outcome import Assessment
from scorer.workflow.sheets import fill_in_sheet


@click.command(cls=Command)
@project_option("只要一个项目的")
@click.option("--one-sheet", is_flag=True, help="所有项目放在一张表里；不写则一个项目一张表。")
@click.option(
    "-o",
    "--output",
    metavar="文件",
    required=True,
    type=FileName(),
    help="写成这个文件，以 .xlsx 结尾；已有的文件不覆盖。",
)
@takes_face()
def sheet(face: Face, /, *, project: str | None, one_sheet: bool, output: Path) -> None:
    """生成填报表（.xlsx），交给同事填写：指标和指标值已填好并锁定，已填报的内容也在里面。

    填好后用 scorer record-actual --from 文件 读回，几个人填的可以一起读。
    """
    expect_suffix(output, ".xlsx")
    expect_new_file(output)
    with desk_of(face) as desk:
        made = fill_in_sheet(desk, project, one_sheet=one_sheet, watched=_shown)
    write_file(output, made.content)
    click.echo(f"已写入{output}", err=True)
    count = f"{made.year}年度{made.projects}个项目，共{made.lines}项，已填{made.filled}项。"
    click.echo(f"{count}填好后：scorer record-actual --from {output}")
    if made.cancelled:
        click.echo(f"已取消的项目没有放进去：{'；'.join(made.cancelled)}", err=True)


def _shown(assessments: Iterator[Assessment]) -> Iterator[Assessment]:
    """The projects; on a terminal with a bar that moves on with them."""
    if not sys.stderr.isatty():
        yield from assessments
        return
    with click.progressbar(assessments, label="生成填报表", file=sys.stderr, show_pos=True) as bar:
        yield from bar
