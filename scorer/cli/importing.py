"""scorer import: target tables into the record."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.filename import FileName
from scorer.cli.import_summary import ImportTotals, import_summary
from scorer.cli.options import dry_run_option
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.cli.review_copies import expect_review_copy, write_review_copy
from scorer.model.problem import Problem, Refused, refusals
from scorer.report.findings import Found
from scorer.workflow.desk import Desk
from scorer.workflow.files import find_documents
from scorer.workflow.importing import Imported, ImportedProject, import_document
from scorer.workflow.papers import SUFFIXES, Papers

_FEW = 3


@click.command(cls=Command)
@click.argument(
    "documents",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=FileName(),
    help="绩效目标表或已填的自评表，或存放它们的文件夹",
)
@click.option("--filled", is_flag=True, help="按已填的自评表导入：连同实际完成值和自评得分。")
@click.option("--targets-only", is_flag=True, help="只导入指标值，自评表里已填的实际完成值和得分不读。")
@dry_run_option
@click.option("--prune", is_flag=True, help="移除新表中已没有的指标；记录仍保留，再导入时恢复。")
@click.option(
    "--review-copy",
    metavar="文件",
    type=FileName(),
    help="把所导入的.docx另存为这个文件，疑点和问题以批注写在相应的格上；已有的文件不覆盖。",
)
@takes_face(without=("organisation",))
def import_(
    face: Face,
    /,
    documents: tuple[Path, ...],
    *,
    filled: bool,
    targets_only: bool,
    dry_run: bool,
    prune: bool,
    review_copy: Path | None,
) -> ExitCode:
    """导入绩效目标表：一个文件里可有多个项目；重复导入只记变化，已填的实际值保留。

    文件可以是Word（.docx；.doc、.wps、.odt、.rtf要用LibreOffice转换）、Excel（.xlsx、.xls）、网页（.html）、
    CSV，或从Word、Excel粘贴的文本（.txt）；写文件夹，即其中能读的文件。一个文件有错时整个文件都不存入，不影响其他文件。

    已填的自评表用 --filled 导入，报告里就有自评得分与系统得分的对照；什么都不写，遇到自评表会先询问。
    """
    if filled and targets_only:
        raise click.UsageError("--filled 和 --targets-only 只能选一个")
    paths, problems = find_documents(documents, SUFFIXES)
    print_problems(problems)
    as_filled = True if filled else False if targets_only else None
    manner = _Manner(as_filled, dry_run, prune, review_copy)
    done = bool(paths) and _import_and_tell(face, paths, manner)
    return ExitCode.DONE if done and not refusals(problems) else ExitCode.REFUSED


@dataclass(frozen=True, slots=True)
class _Manner:
    """How documents are imported; `filled` is None where the user did not say whether they are filled forms.

    `review_copy` is the file that the only document is written to with comments, None for none.
    """

    filled: bool | None
    dry_run: bool
    prune: bool
    review_copy: Path | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What is printed of one document."""

    problems: tuple[Problem, ...]
    text: str
    refused: bool = False
    projects: tuple[ImportedProject, ...] = ()
    found: tuple[Found, ...] = ()


def _import_and_tell(face: Face, paths: Sequence[Path], manner: _Manner) -> bool:
    """Import the documents and say what came of each; whether all that was asked for was done."""
    if manner.review_copy is not None:
        expect_review_copy(paths, manner.review_copy)
    reviewed, totals = True, ImportTotals()
    with desk_of(face, create=True, dry_run=manner.dry_run) as desk:
        for told in _shown(_imported(desk, paths, totals, manner), len(paths)):
            print_problems(told.problems)
            click.echo(told.text, err=told.refused)
            if manner.review_copy is not None:
                findings = tuple(each.finding for each in told.found)
                reviewed = write_review_copy(
                    desk.stamp, manner.review_copy, paths[0], told.problems, told.projects, findings=findings
                )
    if len(paths) > 1:
        click.echo(totals.text(dry_run=manner.dry_run))
    return reviewed and not totals.refused


def _imported(desk: Desk, paths: Iterable[Path], totals: ImportTotals, manner: _Manner) -> Iterator[_Told]:
    """Import one document after another, counting."""
    papers = Papers(tuple(paths))
    asking = _Asking(several=len(papers.paths) > 1)
    for path in papers.paths:
        try:
            imported = import_document(
                desk,
                path,
                filled=manner.filled,
                ask=asking.which if _can_ask() else None,
                dry_run=manner.dry_run,
                prune=manner.prune,
                papers=papers,
            )
        except Refused as refused:
            totals.refuse(path.name)
            yield _Told(refused.problems, f"“{path}”没有导入，记录库未变。", refused=True)
        else:
            totals.add(imported)
            found = _found(desk, imported) if imported.wrote or manner.review_copy else ()
            text = import_summary(imported, found, dry_run=manner.dry_run)
            yield _Told(imported.problems, text, projects=imported.projects, found=found)


def _found(desk: Desk, imported: Imported) -> tuple[Found, ...]:
    """What the checks find in the document's targets, in a filled form in all that it says."""
    from scorer.workflow.auditing import audit_document  # noqa: PLC0415  a document without news needs none of it

    filled = any(each.filled for each in imported.projects)
    return audit_document(desk, (each.project for each in imported.projects), targets=not filled)


@dataclass(slots=True)
class _Asking:
    """Asks which of two readings a document has; the first answer holds for all documents of the command."""

    several: bool
    answer: bool | None = None

    def which(self, name: str) -> bool:
        """Whether the document is taken as a filled form."""
        if self.answer is None:
            alike = "（同时导入的其他自评表也这样办）" if self.several else ""
            click.echo(f"\n“{name}”里已填了实际完成值或得分，怎样导入？{alike}", err=True)
            click.echo("  1 连同实际完成值和自评得分\n  2 只要指标值", err=True)
            choice = click.prompt("请输入1或2", type=click.Choice(["1", "2"]), show_choices=False, err=True)
            self.answer = choice == "1"
        return self.answer


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def _shown(documents: Iterator[_Told], count: int) -> Iterable[_Told]:
    """The documents; on a terminal, where they are more than a few, after a bar that shows the progress."""
    if count <= _FEW or not _on_terminal():
        return documents
    with click.progressbar(documents, length=count, label="导入", file=sys.stderr) as bar:
        return list(bar)
