"""scorer record-actual: what was achieved, one line or a whole file."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorer.cli.command import Command
from scorer.cli.counting import CountAsked, counts
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.filename import FileName
from scorer.cli.options import dry_run_option, indicator_argument, project_argument
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.cli.recorded import NOT_STORED, evidence_texts, recorded_text
from scorer.cli.recording_files import How, record_from_files
from scorer.model.fields import FIELDS, Field
from scorer.notation.evidence import counted_text
from scorer.workflow.given import CLEAR, Given
from scorer.workflow.lookup import written_as_one
from scorer.workflow.recording import Chosen, find_chosen, record_chosen

if TYPE_CHECKING:
    from scorer.workflow.counting import RosterCount

_OPTIONS = {
    info.option.removeprefix("--").replace("-", "_"): field
    for field, info in FIELDS.items()
    if info.option and field is not Field.EVIDENCE
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
@project_argument(required=False)
@indicator_argument(required=False)
@click.argument(
    "value", metavar="[实际完成值]", required=False, help="实际完成值，如3200人、11月12日、较大提升"
)
@click.option(
    "--from",
    "files",
    metavar="文件",
    multiple=True,
    type=FileName(),
    help="从CSV文件或填报表（.xlsx）填报多项，可写多次，几份一起读；有错则全部不存。",
)
@_field_options
@click.option(
    "--evidence",
    metavar="文件|文字",
    multiple=True,
    help="佐证材料：文件（登记名称、大小、SHA-256和位置），或一句话；可写多次。",
)
@click.option(
    "--copy-evidence", is_flag=True, help="把佐证文件复制到记录库旁的“佐证材料”文件夹，不只登记位置。"
)
@counts
@click.option(
    "--clear",
    metavar="栏目",
    multiple=True,
    help="取回已填的值，如实际完成值（actual）、档次（tier）；可写多次。",
)
@click.option("--accept-valid", is_flag=True, help="文件中有错的行不存，其余的存入。")
@dry_run_option
@takes_face()
def record_actual(
    face: Face,
    /,
    project: str | None,
    indicator: str | None,
    value: str | None,
    *,
    files: tuple[Path, ...],
    evidence: tuple[str, ...],
    copy_evidence: bool,
    count: CountAsked | None,
    clear: tuple[str, ...],
    accept_valid: bool,
    dry_run: bool,
    **options: str | None,
) -> ExitCode:
    """填报实际完成值，或预算的执行数，并立即给出该指标的得分和说明。

    例：scorer record-actual 1 受益人数 3200人

    在终端上不写要填的值，就逐项询问缺的内容，可随时退出再接着填。
    """
    given = _given(value, options, evidence, clear)
    how = How(dry_run, copy_evidence)
    if files:
        if project is not None or given or count:
            raise click.UsageError("--from 与项目、指标、其他填报选项不能同时使用")
        return record_from_files(face, files, how, accept_valid=accept_valid)
    if accept_valid:
        raise click.UsageError("--accept-valid 只用于 --from 的文件")
    if not (given or count or dry_run) and sys.stdin.isatty() and sys.stdout.isatty():
        from scorer.cli.interactive import record_by_asking  # noqa: PLC0415  only a conversation needs it

        return record_by_asking(face, project, indicator)
    if project is None:
        raise click.UsageError("请写明项目和指标，或用 --from 指定文件")
    _check_usage(project, indicator, given, count)
    return _record_one(face, project, indicator, given, how=how, count=count)


def _given(
    value: str | None, options: dict[str, str | None], evidence: tuple[str, ...], clear: tuple[str, ...]
) -> tuple[Given, ...]:
    """Everything that was typed about the line or the project."""
    actual = () if value is None else (Given(Field.ACTUAL, value),)
    fields = (Given(_OPTIONS[name], text) for name, text in options.items() if text is not None)
    pieces = (Given(Field.EVIDENCE, text) for text in evidence)
    return (*actual, *fields, *pieces, *map(_cleared, clear))


def _cleared(name: str) -> Given:
    field = _CLEARABLE.get(name.strip().removeprefix("--"))
    if field is None:
        names = "、".join(FIELDS[each].heading for each in dict.fromkeys(_CLEARABLE.values()))
        raise click.UsageError(f"--clear 不认识“{name}”，可取回的有：{names}")
    return Given(field, CLEAR)


def _check_usage(
    project: str, indicator: str | None, given: tuple[Given, ...], count: CountAsked | None
) -> None:
    """There must be something to record, and a reason for a final score only beside the score."""
    fields = {one.field for one in given}
    if count is not None:
        _check_count(indicator, fields)
    elif not fields and (apart := written_as_one(project)):
        typed = f"，如 {apart} {indicator}" if indicator else f"：{apart}"
        raise click.UsageError(f"“{project}”是指标号，项目和指标请分开写{typed}")
    elif not fields and indicator is None:
        raise click.UsageError(f"只写了项目“{project}”：请写明指标和实际完成值，或用 --executed 等选项填预算")
    elif not fields:
        raise click.UsageError(f"没有写指标“{indicator}”的实际完成值，也没有 --tier、--cause 等选项")
    counts = Counter((one.field, one.clears) for one in given)
    twice = next((field for field, clears in counts if _is_twice(counts, field)), None)
    if twice is not None:
        raise click.UsageError(f"“{FIELDS[twice].heading}”写了两次：填写和 --clear 只能选一样，写一次")
    if Field.BECAUSE in fields and Field.FINAL_SCORE not in fields:
        raise click.UsageError("--because 是认定得分的理由，请同时写 --final-score")


def _check_count(indicator: str | None, fields: set[Field]) -> None:
    """A count is about an indicator, and is itself its actual."""
    if indicator is None:
        raise click.UsageError("--count 要写明项目和指标")
    if Field.ACTUAL in fields:
        raise click.UsageError("--count 数出的就是实际完成值，不能再写一个值或 --clear 实际完成值")


def _is_twice(counts: Counter[tuple[Field, bool]], field: Field) -> bool:
    """Whether a field is given or cleared more than once; evidence may have many pieces."""
    given, cleared = counts[field, False], counts[field, True]
    return bool(given and cleared) or cleared > 1 or (given > 1 and field is not Field.EVIDENCE)


def _record_one(
    face: Face,
    project: str,
    indicator: str | None,
    given: tuple[Given, ...],
    *,
    how: How,
    count: CountAsked | None,
) -> ExitCode:
    with desk_of(face) as desk:
        chosen = find_chosen(desk, project, indicator)
        counted = None if count is None else _count(chosen, count)
        if counted is not None:
            given = (*counted.given, *given)
        recording, line = record_chosen(
            desk,
            chosen,
            given,
            documents=() if counted is None else (counted.document,),
            problems=() if counted is None else counted.problems,
            dry_run=how.dry_run,
            copy_evidence=how.copy_evidence,
        )
        print_problems(recording.problems)
        if counted is not None:
            click.echo(f"{counted.document.name}：{counted_text(counted.counted)}")
        click.echo(recorded_text(recording, line))
        if any(value.field is Field.EVIDENCE for value in given):
            click.echo("\n".join(evidence_texts(recording.assessments[0].project, line)))
        if how.dry_run:
            click.echo(NOT_STORED)
    return ExitCode.DONE


def _count(chosen: Chosen, asked: CountAsked) -> "RosterCount":
    from scorer.reading.roster_header import Question  # noqa: PLC0415  only counting needs the readers
    from scorer.workflow.counting import count_for  # noqa: PLC0415  as above

    if chosen.indicator is None:
        raise click.UsageError("--count 数的是指标的实际完成值，不是预算执行率")
    question = Question(
        asked.column,
        chosen.year,
        asked.distinct or "",
        asked.date_column or "",
        asked.since,
        asked.until,
    )
    return count_for(chosen.indicator, asked.file, question)
