"""scorer import: target tables into the record."""

from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.import_summary import import_summary
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.model.problem import Refused
from scorer.workflow.importing import import_document


@click.command(cls=Command)
@click.argument(
    "documents",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="绩效目标表文件",
)
@click.option("--dry-run", is_flag=True, help="只检查，不存入记录库。")
@click.option("--prune", is_flag=True, help="移除新表中已没有的指标；记录仍保留，再导入时恢复。")
@takes_face(without=("organisation",))
def import_(face: Face, /, documents: tuple[Path, ...], *, dry_run: bool, prune: bool) -> ExitCode:
    """导入绩效目标表：一个文件里可有多个项目；重复导入只记变化，已填的实际值保留。

    文件可以是文本（.txt）、制表符分隔的表格（从Word、Excel粘贴）或CSV，编码UTF-8或GB18030。
    一个文件有错时整个文件都不存入，不影响其他文件。
    """
    code = ExitCode.DONE
    with desk_of(face, create=True, dry_run=dry_run) as desk:
        for path in documents:
            try:
                imported = import_document(desk, path, dry_run=dry_run, prune=prune)
            except Refused as refused:
                print_problems(refused.problems)
                click.echo(f"“{path}”没有导入，记录库未变。", err=True)
                code = ExitCode.REFUSED
                continue
            print_problems(imported.problems)
            click.echo(import_summary(imported, dry_run=dry_run))
    return code
