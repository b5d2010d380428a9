"""scorer record-actual: what was achieved, one line or a whole file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from scorer.cli.command import Command
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.cli.recorded import NOT_STORED, lapsed_texts, recorded_text
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Refused, refusals
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment
from scorer.workflow.desk import Desk
from scorer.workflow.given import CLEAR, Given
from scorer.workflow.recording import Recording, record_one
from scorer.workflow.recording_file import record_files, record_valid_rows

_OPTIONS = {
    info.option.removeprefix("--").replace("-", "_"): field for field, info in FIELDS.items() if info.option
}
_METAVARS = {
    Field.INITIAL_BUDGET: "金额",
    Field.FULL_YEAR_BUDGET: "金额",
    Field.EXECUTED: "金额",
    Field.TIER: "档次",
    Field.SHARE: "百分数",
    Field.FINAL_SCORE: "得分",
}
_HELP = {
    Field.INITIAL_BUDGET: "年初预算数，不写单位即万元。",
    Field.FULL_YEAR_BUDGET: "全年预算数，不写单位即万元。",
    Field.EXECUTED: "全年执行数，不写单位即万元。",
    Field.CAUSE: "偏差原因。",
    Field.REMEDY: "改进措施。",
    Field.TIER: "定性指标的档次：达成、部分达成、未达成，或一、二、三。",
    Field.SHARE: "该档次内的得分率，如85%。",
    Field.NOT_APPLICABLE: "指标或项目不适用（项目取消）的原因。",
    Field.FINAL_SCORE: "认定得分，须用 --because 写明理由。",
    Field.BECAUSE: "认定得分的理由。",
    Field.OVER_BUDGET: "执行数超过预算数的说明。",
    Field.NOTE: "备注。",
    Field.ACHIEVED: "年度总体目标的完成情况。",
}

_CLEARABLE = {
    name: field
    for field, info in FIELDS.items()
    if (info.of_project or info.of_line) and (info.option or field is Field.ACTUAL) and field != Field.BECAUSE
    for name in (info.heading, info.option.removeprefix("--") or field.value)
}


def _field_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, field in reversed(_OPTIONS.items()):
        option = "--" + name.replace("_", "-")
        function = click.option(option, name, metavar=_METAVARS.get(field, "文字"), help=_HELP[field])(
            function
        )
    return function


@click.command("record-actual", cls=Command)
@click.argument("project", metavar="[项目]", required=False, help="项目序号、全名，或只有它含有的一段")
@click.argument("indicator", metavar="[指标]", required=False, help="指标序号、全名，或只有它含有的一段")
@click.argument(
    "value", metavar="[实际完成值]", required=False, help="实际完成值，如3200人、11月12日、较大提升"
)
@click.option(
    "--from",
    "files",
    metavar="文件",
    multiple=True,
    type=click.Path(path_type=Path),
    help="从CSV文件或填报表（.xlsx）填报多项，可写多次，几份一起读；有错则全部不存。",
)
@_field_options
@click.option(
    "--clear",
    metavar="栏目",
    multiple=True,
    help="取回已填的值，如实际完成值（actual）、档次（tier）；可写多次。",
)
@click.option("--accept-valid", is_flag=True, help="文件中有错的行不存，其余的存入。")
@click.option("--dry-run", is_flag=True, help="只检查，不存入记录库。")
@takes_face()
def record_actual(
    face: Face,
    /,
    project: str | None,
    indicator: str | None,
    value: str | None,
    *,
    files: tuple[Path, ...],
    clear: tuple[str, ...],
    accept_valid: bool,
    dry_run: bool,
    **options: str | None,
) -> ExitCode:
    """填报实际完成值，或预算的执行数，并立即给出该指标的得分和说明。

    例：scorer record-actual 1 受益人数 3200人

    在终端上不写要填的值，就逐项询问缺的内容，可随时退出再接着填。
    """
    given = [Given(_OPTIONS[name], text) for name, text in options.items() if text is not None]
    given += map(_cleared, clear)
    if files:
        if project is not None or given:
            raise click.UsageError("--from 与项目、指标、其他填报选项不能同时使用")
        return _record_files(face, files, accept_valid=accept_valid, dry_run=dry_run)
    if accept_valid:
        raise click.UsageError("--accept-valid 只用于 --from 的文件")
    if value is None and not given and not dry_run and sys.stdin.isatty() and sys.stdout.isatty():
        from scorer.cli.interactive import record_by_asking  # noqa: PLC0415  only a conversation needs it

        return record_by_asking(face, project, indicator)
    if project is None:
        raise click.UsageError("请写明项目和指标，或用 --from 指定文件")
    if value is not None:
        given.insert(0, Given(Field.ACTUAL, value))
    _check_usage(project, indicator, given)
    return _record_one(face, project, indicator, tuple(given), dry_run=dry_run)


def _cleared(name: str) -> Given:
    field = _CLEARABLE.get(name.strip().removeprefix("--"))
    if field is None:
        names = "、".join(FIELDS[each].heading for each in dict.fromkeys(_CLEARABLE.values()))
        raise click.UsageError(f"--clear 不认识“{name}”，可取回的有：{names}")
    return Given(field, CLEAR)


def _check_usage(project: str, indicator: str | None, given: list[Given]) -> None:
    """There must be something to record, and a reason for a final score only beside the score."""
    fields = {one.field for one in given}
    if not fields and indicator is None:
        raise click.UsageError(f"只写了项目“{project}”：请写明指标和实际完成值，或用 --executed 等选项填预算")
    if not fields:
        raise click.UsageError(f"没有写指标“{indicator}”的实际完成值，也没有 --tier、--cause 等选项")
    twice = next((one.field for one in given if sum(each.field == one.field for each in given) > 1), None)
    if twice is not None:
        raise click.UsageError(f"“{FIELDS[twice].heading}”写了两次：填写和 --clear 只能选一样，写一次")
    if Field.BECAUSE in fields and Field.FINAL_SCORE not in fields:
        raise click.UsageError("--because 是认定得分的理由，请同时写 --final-score")


def _record_one(
    face: Face, project: str, indicator: str | None, given: tuple[Given, ...], *, dry_run: bool
) -> ExitCode:
    with desk_of(face) as desk:
        recording, line = record_one(desk, project, indicator, given, dry_run=dry_run)
        print_problems(recording.problems)
        click.echo(recorded_text(recording, line))
        if dry_run:
            click.echo(NOT_STORED)
    return ExitCode.DONE


def _record_files(face: Face, files: tuple[Path, ...], *, accept_valid: bool, dry_run: bool) -> ExitCode:
    with desk_of(face) as desk:
        try:
            if accept_valid:
                return _record_valid(desk, files, dry_run=dry_run)
            _print_files(record_files(desk, files, dry_run=dry_run), files, dry_run=dry_run)
        except Refused as refused:
            print_problems(refused.problems)
            count = len(refusals(refused.problems))
            click.echo(f"{_quoted(files)}有{count}处错误，全部没有存入，记录库未变。", err=True)
            return ExitCode.REFUSED
    return ExitCode.DONE


def _record_valid(desk: Desk, files: tuple[Path, ...], *, dry_run: bool) -> ExitCode:
    valid = record_valid_rows(desk, files, dry_run=dry_run)
    print_problems(valid.refused)
    _print_files(valid.recording, files, dry_run=dry_run)
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
    earned, assessed = printed_points(assessment.earned), printed_points(assessment.assessed)
    text = f"得分{earned}／已评{assessed}／总分{printed_points(assessment.available)}"
    owed = sum(line.cause_required and line.cause is None for line in assessment.lines)
    missing = len(assessment.missing)
    return text + (f"，缺{missing}项" if missing else "") + (f"，{owed}项原因{TO_FILL_IN}" if owed else "")
