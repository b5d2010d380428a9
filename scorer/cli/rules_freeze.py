"""scorer rules freeze and frozen: keeping a result as it was printed, and listing what was kept."""

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import project_option, rules_option
from scorer.report.frozen_list import render_frozen, scope_text
from scorer.store import open_store
from scorer.workflow.freezing import freeze as freeze_result


@click.command(cls=Command)
@project_option("只冻结一个项目")
@rules_option
@click.option("--because", metavar="文字", default="", help="说明，如“报送财政局”。")
@takes_face()
def freeze(face: Face, /, *, project: str | None, rules: str | None, because: str) -> None:
    """冻结自评结果：连同评分办法、程序版本和时间存入记录库，以后原样取出。

    例：scorer rules freeze --because 报送财政局
    """
    with desk_of(face, rules=rules) as desk:
        frozen = freeze_result(desk, project, because)
    click.echo(f"已冻结：{frozen.id}　{scope_text(frozen)}　评分办法{frozen.rules}")
    click.echo(f"取出：scorer report --frozen {frozen.id}")


@click.command(cls=Command)
@takes_face(without=("rules-file", "organisation", "user"))
def frozen(face: Face) -> None:
    """列出冻结的自评结果。"""
    with open_store(face.db, create=False) as store:
        every = store.frozen()
    click.echo(render_frozen(every, face.year), nl=False)
