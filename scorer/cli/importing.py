"""scorer import: target tables into the record."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.import_summary import ImportTotals, import_summary
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.model.problem import Problem, Refused, refusals
from scorer.workflow.desk import Desk
from scorer.workflow.files import find_documents
from scorer.workflow.importing import READABLE, import_document

_FEW = 3


@click.command(cls=Command)
@click.argument(
    "documents",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="绩效目标表文件，或存放它们的文件夹",
)
@click.option("--dry-run", is_flag=True, help="只检查，不存入记录库。")
@click.option("--prune", is_flag=True, help="移除新表中已没有的指标；记录仍保留，再导入时恢复。")
@takes_face(without=("organisation",))
def import_(face: Face, /, documents: tuple[Path, ...], *, dry_run: bool, prune: bool) -> ExitCode:
    """导入绩效目标表：一个文件里可有多个项目；重复导入只记变化，已填的实际值保留。

    文件可以是文本（.txt）、制表符分隔的表格（从Word、Excel粘贴）或CSV，编码UTF-8或GB18030；
    写文件夹，即其中能读的文件。一个文件有错时整个文件都不存入，不影响其他文件。
    """
    paths, problems = find_documents(documents, READABLE)
    print_problems(problems)
    if not paths:
        return ExitCode.REFUSED
    totals = ImportTotals()
    with desk_of(face, create=True, dry_run=dry_run) as desk:
        for told in _shown(_imported(desk, paths, totals, dry_run=dry_run, prune=prune), len(paths)):
            print_problems(told.problems)
            click.echo(told.text, err=told.refused)
    if len(paths) > 1:
        click.echo(totals.text(dry_run=dry_run))
    return ExitCode.REFUSED if totals.refused or refusals(problems) else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _Told:
    """What is printed of one document."""

    problems: tuple[Problem, ...]
    text: str
    refused: bool = False


def _imported(
    desk: Desk, paths: Iterable[Path], totals: ImportTotals, *, dry_run: bool, prune: bool
) -> Iterator[_Told]:
    """Import one document after another, counting."""
    for path in paths:
        try:
            imported = import_document(desk, path, dry_run=dry_run, prune=prune)
        except Refused as refused:
            totals.refuse(path.name)
            yield _Told(refused.problems, f"“{path}”没有导入，记录库未变。", refused=True)
        else:
            totals.add(imported)
            yield _Told(imported.problems, import_summary(imported, dry_run=dry_run))


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def _shown(documents: Iterator[_Told], count: int) -> Iterable[_Told]:
    """The documents; on a terminal, where they are more than a few, after a bar that shows the progress."""
    if count <= _FEW or not _on_terminal():
        return documents
    with click.progressbar(documents, length=count, label="导入", file=sys.stderr) as bar:
        return list(bar)
