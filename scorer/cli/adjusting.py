"""scorer adjust: a target or points of one line changed by hand, with the reason."""

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import dry_run_option, indicator_argument, project_argument
from scorer.cli.problems import print_problems
from scorer.cli.recorded import NOT_STORED, recorded_text
from scorer.model.fields import Field
from scorer.notation.targets import ReadAs
from scorer.workflow.adjusting import Adjustment
from scorer.workflow.adjusting import adjust as adjust_line

_CLEARABLE = {"target": Field.ADJUSTED_TARGET, "points": Field.SET_POINTS}


@click.command(cls=Command)
@project_argument()
@indicator_argument()
@click.option("--target", metavar="指标值", help="调整后的指标值，如≥30场。")
@click.option(
    "--read-as",
    type=click.Choice([each.value for each in ReadAs]),
    help="指标值读作：不少于、不超过、等于，或按文字评定。",
)
@click.option("--points", metavar="分值", help="该指标的分值；所在一级指标的其他指标分其余的。")
@click.option("--because", metavar="文字", default="", help="调整的理由，必须写明。")
@click.option(
    "--clear",
    type=click.Choice([*_CLEARABLE]),
    multiple=True,
    help="取消对指标值（target）或分值（points）的调整。",
)
@dry_run_option
@takes_face()
def adjust(
    face: Face,
    /,
    project: str,
    indicator: str,
    *,
    target: str | None,
    read_as: str | None,
    points: str | None,
    because: str,
    clear: tuple[str, ...],
    dry_run: bool,
) -> None:
    """调整一个指标的指标值、读法或分值，写明理由；报告和日志都会注明。

    例：scorer adjust 1 公益活动场次 --target ≥30场 --because 年中追加任务
    """
    cleared = tuple(_CLEARABLE[name] for name in clear)
    wanted = Adjustment(target, None if read_as is None else ReadAs(read_as), points, because, cleared)
    _check_usage(wanted)
    with desk_of(face) as desk:
        recording, line = adjust_line(desk, project, indicator, wanted, dry_run=dry_run)
        print_problems(recording.problems)
        click.echo(recorded_text(recording, line))
        if dry_run:
            click.echo(NOT_STORED)


def _check_usage(wanted: Adjustment) -> None:
    of_target = wanted.target is not None or wanted.read_as is not None
    if not (of_target or wanted.points is not None or wanted.clear):
        raise click.UsageError("请写明调整什么：--target、--read-as、--points 或 --clear")
    for field, given in ((Field.ADJUSTED_TARGET, of_target), (Field.SET_POINTS, wanted.points is not None)):
        if given and field in wanted.clear:
            raise click.UsageError("同一项不能同时调整和用 --clear 取消")
