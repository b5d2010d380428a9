"""scorer check: what a reviewer would doubt, and answers to it."""

import re
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from scorer.cli.command import Command
from scorer.cli.day import tell_day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.options import (
    as_of_option,
    dry_run_option,
    format_option,
    output_option,
    project_option,
    rules_option,
)
from scorer.cli.outcome import ExitCode
from scorer.cli.output import write_output
from scorer.cli.recorded import NOT_STORED
from scorer.model.finding import FindingSeverity
from scorer.report.findings import AUDIT_FORMATS, finding_lines
from scorer.workflow.auditing import Wanted, answer, audit_year
from scorer.workflow.desk import Desk

_OF_REPORT = {
    "project": "--project",
    "severity": "--severity",
    "only": "--only",
    "format_": "--format",
    "output": "-o",
}
"""What only says how findings are listed, by the parameter."""


@click.command(cls=Command)
@project_option()
@click.option("--severity", metavar="级别", help="只列这些级别：E 错误、W 须说明、I 提示，如 E,W。")
@click.option("--only", metavar="编号", help="只做这些审核，如 T18,T19。")
@format_option(AUDIT_FORMATS, called="文字")
@rules_option
@as_of_option
@output_option
@click.option(
    "--answer",
    "answered",
    nargs=2,
    metavar="编号 项目[.指标]",
    help="说明一个疑点，如 --answer T19 7.4，须用 --because 写明。",
)
@click.option("--because", metavar="文字", help="说明的内容。")
@click.option("--clear", is_flag=True, help="取消 --answer 所指疑点的说明。")
@dry_run_option
@takes_face()
def check(
    face: Face,
    /,
    *,
    project: str | None,
    severity: str | None,
    only: str | None,
    format_: str,
    rules: str | None,
    as_of: date | None,
    output: Path | None,
    answered: tuple[str, str] | None,
    because: str | None,
    clear: bool,
    dry_run: bool,
) -> ExitCode:
    """审核：盖章前找出复核会问的疑点，每个都有位置、数字和建议。

    有错误（E）时退出码为1；须说明的（W）改正，或用 --answer 写明理由，所依据的数字变了会再提出来。

    例：scorer check --answer T19 7.4 --because 另有市级会议费21万元
    """
    _check_usage(answered, because, clear=clear, dry_run=dry_run)
    if answered is not None:
        with desk_of(face, rules=rules, as_of=as_of) as desk:
            _answer(desk, *answered, None if clear else because, dry_run=dry_run)
        return ExitCode.DONE
    severities, wanted = _severities(severity), Wanted(project, _only(only))
    with desk_of(face, rules=rules, as_of=as_of) as desk:
        report = audit_year(desk, wanted)
        tell_day(as_of)
        shown = report.of_severities(severities)
        write_output(AUDIT_FORMATS[format_](shown), format_, output)
    return ExitCode.REFUSED if report.errors else ExitCode.DONE


def _check_usage(
    answered: tuple[str, str] | None, because: str | None, *, clear: bool, dry_run: bool
) -> None:
    if answered is None:
        if because is not None or clear:
            raise click.UsageError("--because 和 --clear 要与 --answer 同用")
        if dry_run:
            raise click.UsageError("--dry-run 要与 --answer 同用：不写 --answer 时只查看，本来就不存入记录库")
        return
    if (because is None) is not clear:
        raise click.UsageError("请用 --because 写明说明的内容；取消说明用 --clear")
    source = click.get_current_context().get_parameter_source
    stray = [option for name, option in _OF_REPORT.items() if source(name) is ParameterSource.COMMANDLINE]
    if stray:
        raise click.UsageError(f"{'、'.join(stray)} 不能与 --answer 同用：要说明的疑点由 --answer 写明")


def _severities(written: str | None) -> frozenset[FindingSeverity]:
    letters = frozenset(FindingSeverity) if written is None else _listed(written)
    unknown = [letter for letter in letters if letter not in FindingSeverity.__members__.values()]
    if unknown or not letters:
        raise click.UsageError(f"--severity 不认识“{written}”，请写 E、W、I，可用逗号连写几个")
    return frozenset(FindingSeverity(letter) for letter in letters)


def _only(written: str | None) -> tuple[str, ...] | None:
    ids = None if written is None else _listed(written)
    if ids == ():
        raise click.UsageError(f"--only “{written}”里没有审核编号，请写编号，如 T18,T19")
    return ids


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.upper() for part in re.split(r"[,，、;\s]+", written) if part)


def _answer(desk: Desk, check: str, subject: str, because: str | None, *, dry_run: bool) -> None:
    answered = answer(desk, check.upper(), subject, because, dry_run=dry_run)
    tell_day(desk.as_of)
    for found in answered:
        first, *further = finding_lines(found)
        click.echo("\n".join((first, *(f"    {line}" for line in further))))
    if dry_run:
        click.echo(NOT_STORED)
