"""scorer template: the Word templates of the official papers, to be restyled."""

from pathlib import Path

import click

from scorer.cli.command import Command
from scorer.cli.filename import FileName
from scorer.cli.output import expect_new_file, expect_suffix, write_file
from scorer.report.forms.kinds import PaperKind
from scorer.workflow.papers_out import built_in_template


@click.command(cls=Command)
@click.argument(
    "paper",
    metavar="[form|summary|narrative|evidence]",
    type=click.Choice([kind.value for kind in PaperKind]),
    help="form 自评表，summary 汇总表，narrative 自评报告，evidence 佐证材料目录",
)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=FileName(),
    required=True,
    help="写入文件（.docx）。",
)
def template(paper: str, output: Path) -> None:
    """把自带的Word模板另存一份，改好样式后用 report --template 出文书。

    模板里 {{ 名称 }} 处填内容；{%tr for … %} 与 {%tr endfor %} 之间的表格行、{%p for … %} 与
    {%p endfor %} 之间的段落按内容重复；单元格里的 {%merge … %} 使相同的上级指标合并成一格。
    """
    expect_suffix(output, ".docx")
    expect_new_file(output)
    write_file(output, built_in_template(PaperKind(paper)))
    click.echo(
        f"已写入{output}；改好后使用：scorer report --format docx --paper {paper} --template {output}",
        err=True,
    )
