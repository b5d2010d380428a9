"""scorer log: who entered what and when."""

from datetime import date
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.day import Day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import format_option, output_option, project_option
from scorer.cli.output import write_output
from scorer.cli.whole import WholeNumber
from scorer.report.log import LOG_FORMATS
from scorer.workflow.log import LogQuery, log_rows

_COUNT = WholeNumber(1, 10**9, "条数，请写大于0的整数，如20")


@click.command(cls=Command)
@project_option()
@click.option("--indicator", metavar="指标", help="只看该项目的一个指标；0是预算执行率和项目本身。")
@click.option("--person", metavar="姓名", help="只看这个人填报的。")
@click.option("--since", type=Day(), metavar="日期", help="从这一天起（北京时间），如2025-01-10。")
@click.option("--until", type=Day(), metavar="日期", help="到这一天止（北京时间），含当日。")
@click.option("--limit", type=_COUNT, metavar="条数", help="只看最近的这么多条。")
@format_option(LOG_FORMATS)
@output_option
@takes_face()
def log(
    face: Face,
    /,
    *,
    project: str | None,
    indicator: str | None,
    person: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """日志：谁在何时（北京时间）填了什么，原值和新值，最近的在最后。"""
    if indicator is not None and project is None:
        raise click.UsageError("--indicator 要与 --project 一起使用")
    if since is not None and until is not None and since > until:
        raise click.UsageError(f"--since（{since}）在 --until（{until}）之后")
    query = LogQuery(project, indicator, person, since, until, limit)
    with desk_of(face) as desk:
        write_output(LOG_FORMATS[format_](log_rows(desk, query)), format_, output)
