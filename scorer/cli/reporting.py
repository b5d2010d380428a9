"""scorer report and scorer explain: the assessment of a year, and how it came about."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli.command import Command
from scorer.cli.day import tell_day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face, takes_face
from scorer.cli.filename import FileName
from scorer.cli.options import (
    as_of_option,
    format_option,
    indicator_argument,
    output_option,
    project_argument,
    project_option,
    rules_option,
    several_rules_option,
)
from scorer.cli.output import write_output
from scorer.cli.year import check_frozen, write_report
from scorer.report import FORMATS, YearReport
from scorer.report.findings import Found
from scorer.report.forms.kinds import PAPER_FORMATS, PAPER_NAMES
from scorer.scoring.outcome import Assessment
from scorer.workflow.assessing import assess_year, find_line
from scorer.workflow.desk import Desk

if TYPE_CHECKING:
    from scorer.workflow.papers_out import Wanted


@click.command(cls=Command)
@project_option("只看一个项目的全部指标")
@format_option((*FORMATS, *PAPER_FORMATS), more="；docx、xlsx、pdf 是正式的自评表")
@click.option(
    "--paper",
    type=click.Choice([*PAPER_NAMES]),
    help="哪种文书：summary 汇总表，narrative 自评报告，form 自评表，evidence 佐证材料目录，all 全部。",
)
@click.option(
    "--template",
    metavar="文件",
    type=FileName(),
    help="自己的Word模板（.docx），见 scorer template。",
)
@several_rules_option
@as_of_option
@click.option("--frozen", metavar="编号", help="取出冻结的结果，如2024-1，见 scorer rules frozen。")
@click.option("--draft", is_flag=True, help="工作稿：审核有错误（E）也出，加一栏审核疑点，不得盖章。")
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=FileName(str),
    help="写入文件，不在屏幕显示；docx、xlsx、pdf 写文件夹名时每个项目一个文件。",
)
@takes_face()
def report(
    face: Face,
    /,
    *,
    project: str | None,
    format_: str,
    paper: str | None,
    template: Path | None,
    rules: tuple[str, ...],
    as_of: date | None,
    frozen: str | None,
    draft: bool,
    output: str | None,
) -> None:
    """自评结果：各项目的得分、等级、执行率、缺项和须说明的原因。"""
    papers = format_ in PAPER_FORMATS or paper is not None or template is not None or draft
    if frozen is not None:
        check_frozen(face, rules=rules, as_of=as_of, project=project)
    if len(rules) > 1:
        from scorer.cli.side_by_side import print_side_by_side  # noqa: PLC0415  seldom needed

        print_side_by_side(face, rules, format_, output, as_of=as_of, project=project, paper=papers)
        return
    wanted = None
    if papers:
        from scorer.cli.papers import papers_wanted  # noqa: PLC0415  a table needs none of it

        wanted = papers_wanted(format_, paper, template, output, of_one=project is not None, draft=draft)
    if frozen is not None:
        from scorer.cli.frozen import print_frozen  # noqa: PLC0415  seldom needed

        print_frozen(face, frozen, format_, wanted, output)
        return
    with desk_of(face, rules=rules[0] if rules else None, as_of=as_of) as desk:
        content = _content(desk, project, format_, wanted)
        write_report(content, format_, wanted, output)


@click.command(cls=Command)
@project_argument()
@indicator_argument(required=False, more="；0是预算执行率")
@format_option(("text", "json"), usual="text", called="文字")
@rules_option
@as_of_option
@output_option
@takes_face()
def explain(
    face: Face,
    /,
    project: str,
    indicator: str | None,
    *,
    format_: str,
    rules: str | None,
    as_of: date | None,
    output: Path | None,
) -> None:
    """逐步说明得分：指标值和实际值怎样理解、依据哪条规定、算式、取整、偏差。"""
    from scorer.report.explain import render_derivation  # noqa: PLC0415  only this command needs it

    with desk_of(face, rules=rules, as_of=as_of) as desk:
        view = assess_year(desk, project)
        tell_day(as_of)
        (assessment,) = view.assessments
        line = None if indicator is None else find_line(assessment, indicator)
        if format_ == "text":
            numbers = () if line is None else (line.number,)
            write_output(render_derivation(assessment, numbers), format_, output)
            return
        if line is not None:
            assessment = replace(assessment, lines=(line,))
        content = YearReport(view.year, _written(as_of), view.rules, (assessment,), view.remarks, detail=True)
        write_output(FORMATS[format_](content), format_, output)


def _content(desk: Desk, project: str | None, format_: str, wanted: "Wanted | None") -> YearReport:
    """The report, with what the checks found where that is shown; Refused where errors stop a stamped paper."""
    content = _assessed(desk, project)
    tell_day(desk.as_of)
    if wanted is not None and wanted.stamped:
        _expect_no_errors(desk, content.assessments)
    if format_ == "html" or (wanted is not None and wanted.draft):
        content = replace(content, found=_found(desk, project))
    return content


def _assessed(desk: Desk, project: str | None) -> YearReport:
    view = assess_year(desk, project)
    lines = tuple(view.assessments)
    return YearReport(
        view.year, _written(desk.as_of), view.rules, lines, view.remarks, detail=project is not None
    )


def _found(desk: Desk, project: str | None) -> tuple[Found, ...]:
    from scorer.workflow import auditing  # noqa: PLC0415  a table needs none of it

    return auditing.audit_year(desk, auditing.Wanted(project)).found


def _expect_no_errors(desk: Desk, assessments: tuple[Assessment, ...]) -> None:
    from scorer.workflow.auditing import expect_no_errors  # noqa: PLC0415  as above

    otherwise = "；先看样子可用 --draft 出工作稿"
    expect_no_errors(desk, assessments, stops="出盖章用的文书", otherwise=otherwise)


def _written(as_of: date | None) -> str | None:
    return None if as_of is None else as_of.isoformat()
