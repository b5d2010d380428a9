"""What scorer import does for --review-copy: the document back, with comments."""

from collections.abc import Sequence
from pathlib import Path

import click

from scorer.cli.output import expect_new_file, write_file
from scorer.cli.problems import print_problems
from scorer.model.entry import Stamp
from scorer.model.finding import Finding
from scorer.model.problem import Problem, Refused
from scorer.workflow.importing import ImportedProject
from scorer.workflow.review_copy import expect_word_file, review_copy

_SUFFIX = ".docx"


def expect_review_copy(paths: Sequence[Path], output: Path) -> None:
    """Refused, before anything is stored, where no review copy of these documents can be written there."""
    if output.suffix.lower() != _SUFFIX:
        raise click.UsageError(f"批注稿是Word文件，“{output}”请改成以 {_SUFFIX} 结尾")
    if output.exists() and any(path.exists() and path.samefile(output) for path in paths):
        raise click.UsageError(f"批注稿会把要导入的“{output}”盖掉，请换一个文件名")
    expect_new_file(output)
    expect_word_file(paths)


def write_review_copy(
    stamp: Stamp,
    output: Path,
    path: Path,
    problems: tuple[Problem, ...],
    projects: tuple[ImportedProject, ...],
    *,
    findings: tuple[Finding, ...],
) -> bool:
    """Write the document with its comments; False where it has no text that could take any."""
    try:
        made = review_copy(path, stamp.at, findings=findings, problems=problems, projects=projects)
    except Refused as refused:
        # What the import itself has told is not told twice.
        print_problems(problem for problem in refused.problems if problem not in problems)
        click.echo("没有写批注稿。", err=True)
        return False
    write_file(output, made.content)
    lost = f"，其中{made.unplaced}条在文件里找不到位置，写在标题处" if made.unplaced else ""
    said = f"批注{made.comments}条{lost}" if made.comments else "没有要批注的，与原文件相同"
    click.echo(f"已写入{output}：{said}", err=True)
    return True
