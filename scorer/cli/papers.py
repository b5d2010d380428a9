"""The official papers on the command line: which ones, and where they go."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from scorer.cli.output import expect_suffix, write_file
from scorer.model.problem import Code, Problem, Refused
from scorer.report import YearReport
from scorer.report.forms.kinds import ALL_PAPERS, PAPER_FORMATS, PaperKind
from scorer.workflow.papers_out import NamedFile, Wanted, count_of, documents, one_document

_FOLDER_ENDS = ("/", os.sep)


def papers_wanted(
    format_: str,
    paper: str | None,
    template: Path | None,
    output: str | None,
    *,
    of_one: bool,
    draft: bool,
) -> Wanted | None:
    """What the options ask for; None where the format is none of the papers'. A usage error where they clash."""
    if format_ not in PAPER_FORMATS:
        given = {"--paper": paper is not None, "--template": template is not None, "--draft": draft}
        option = next((name for name, is_given in given.items() if is_given), None)
        if option is not None:
            raise click.UsageError(f"{option}只用于 --format {'、'.join(PAPER_FORMATS)}。")
        return None
    if output is None:
        raise click.UsageError(f"--format {format_} 要用 -o 写明文件，或写明一个文件夹（每个项目一个文件）。")
    if template is not None and (format_ == "xlsx" or paper == ALL_PAPERS):
        clash = "--paper all" if paper == ALL_PAPERS else "--format xlsx"
        raise click.UsageError(f"--template 是一种Word文书的模板，不能与{clash}同用。")
    if template is not None and Path(output).resolve() == template.resolve():
        raise click.UsageError("-o 和 --template 是同一个文件，会把模板盖掉，请换一个文件名。")
    if format_ == "xlsx" and paper == PaperKind.NARRATIVE:
        raise click.UsageError("自评报告（--paper narrative）是文字，没有xlsx格式，请用docx或pdf。")
    if not _is_folder(output):
        expect_suffix(output, f".{format_}", "；要每份文书一个文件，请写文件夹名并以 / 结尾")
    kinds = _kinds(paper, folder=_is_folder(output), only_form=of_one or template is not None)
    if format_ == "xlsx":
        kinds = tuple(kind for kind in kinds if kind is not PaperKind.NARRATIVE)
    return Wanted(format_, kinds, template, draft)


def write_papers(report: YearReport, wanted: Wanted, output: str) -> None:
    """One document, or in a folder a document for each paper."""
    path = Path(output)
    if not _is_folder(output):
        write_file(path, one_document(report, wanted))
        click.echo(f"已写入{path}", err=True)
        return
    files = documents(report, wanted)
    first = next(files)  # what is wrong shows before a folder is made
    _make(path)
    count = count_of(report, wanted)
    with click.progressbar(
        length=count, label="写入", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for file in _with(first, files):
            write_file(path / file.name, file.content)
            bar.update(1)
    click.echo(f"已写入文件夹{path}：{count}个文件", err=True)


def _with(first: NamedFile, others: Iterator[NamedFile]) -> Iterator[NamedFile]:
    yield first
    yield from others


def _kinds(paper: str | None, *, folder: bool, only_form: bool) -> tuple[PaperKind, ...]:
    """The papers in their order; without --paper the form of one project, or what a department hands in."""
    if paper == ALL_PAPERS:
        return tuple(PaperKind)
    if paper is None and folder and not only_form:
        return tuple(kind for kind in PaperKind if kind is not PaperKind.EVIDENCE)
    if paper is not None:
        return (PaperKind(paper),)
    return (PaperKind.FORM,) if only_form else (PaperKind.SUMMARY, PaperKind.FORM)


def _is_folder(output: str) -> bool:
    return output.endswith(_FOLDER_ENDS) or Path(output).is_dir()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "请检查写入权限，或换一个文件夹"
        raise Refused(Problem(Code.OUTPUT_NOT_WRITABLE, f"建不了文件夹“{folder}”", hint)) from error
