"""scorer record-actual --from: a whole file or several, and what came of them."""

from dataclasses import dataclass
from pathlib import Path

import click

from scorer.cli.desk import desk_of
from scorer.cli.face import Face
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.cli.recorded import NOT_STORED, lapsed_texts
from scorer.model.problem import Code, Refused, refusals
from scorer.report.cells import CANCELLED
from scorer.report.year import is_cancelled
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment
from scorer.workflow.desk import Desk
from scorer.workflow.recording import Recording
from scorer.workflow.recording_file import record_files, record_valid_rows


@dataclass(frozen=True, slots=True)
class How:
    """Whether anything is stored, and whether evidence is copied."""

    dry_run: bool
    copy_evidence: bool


def record_from_files(face: Face, files: tuple[Path, ...], how: How, *, accept_valid: bool) -> ExitCode:
    """Record the rows of files: all or none, with `accept_valid` those without a fault; says what came of it."""
    with desk_of(face) as desk:
        try:
            if accept_valid:
                return _record_valid(desk, files, how)
            recording = record_files(desk, files, dry_run=how.dry_run, copy_evidence=how.copy_evidence)
            _print_files(recording, files, dry_run=how.dry_run)
        except Refused as refused:
            print_problems(refused.problems)
            count = len(refusals(refused.problems))
            click.echo(f"{_quoted(files)}有{count}处错误，全部没有存入，记录库未变。", err=True)
            return ExitCode.REFUSED
    return ExitCode.DONE


def _record_valid(desk: Desk, files: tuple[Path, ...], how: How) -> ExitCode:
    valid = record_valid_rows(desk, files, dry_run=how.dry_run, copy_evidence=how.copy_evidence)
    print_problems(valid.refused)
    _print_files(valid.recording, files, dry_run=how.dry_run)
    if not valid.refused:
        return ExitCode.DONE
    left_out = valid.rows - valid.stored_rows
    disagree = any(problem.code is Code.CONFLICT for problem in valid.refused)
    wrong = "有错或有出入，有问题的格" if disagree else "有错"
    rows = f"共{valid.rows}行，{valid.stored_rows}行无误，{left_out}行{wrong}没有存入，改正后可再填报。"
    click.echo(_quoted(files) + rows, err=True)
    return ExitCode.REFUSED


def _quoted(files: tuple[Path, ...]) -> str:
    return "、".join(f"“{file}”" for file in files)


def _print_files(recording: Recording, files: tuple[Path, ...], *, dry_run: bool) -> None:
    _print_recording(recording, "、".join(file.name for file in files))
    if dry_run:
        click.echo(NOT_STORED)


def _print_recording(recording: Recording, names: str) -> None:
    print_problems(recording.problems)
    if not recording.assessments:
        click.echo(f"读了{names}：没有新填的内容，记录库未变。")
        return
    if recording.wrote == 0:
        click.echo(f"读了{names}：没有变化，与已填的相同。")
        return
    click.echo(f"读了{names}：{len(recording.assessments)}个项目，记入{recording.wrote}项。")
    for assessment in recording.assessments:
        click.echo(f"  {assessment.project.number} {assessment.project.name}：{_progress(assessment)}")
    for text in lapsed_texts(recording.lapses):
        click.echo(f"  {text}")


def _progress(assessment: Assessment) -> str:
    if is_cancelled(assessment):
        return f"{CANCELLED}，不计入部门合计"
    earned, assessed = printed_points(assessment.earned), printed_points(assessment.assessed)
    text = f"得分{earned}／已评{assessed}／总分{printed_points(assessment.available)}"
    owed = sum(line.cause_required and line.cause is None for line in assessment.lines)
    missing = len(assessment.missing)
    return text + (f"，缺{missing}项" if missing else "") + (f"，{owed}项原因{TO_FILL_IN}" if owed else "")
