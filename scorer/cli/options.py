"""The options and arguments that several commands have in common, each declared once."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from scorer.cli.day import Day
from scorer.cli.filename import FileName

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_ANY_OF = "序号、全名，或只有它含有的一段"
_RULES = "按这个评分办法评分，如 national-2020"

rules_option = click.option("--rules", metavar="评分办法", help=f"{_RULES}；不写即该年度适用的。")
several_rules_option = click.option(
    "--rules", metavar="评分办法", multiple=True, help=f"{_RULES}；写几次则并列几个。"
)
as_of_option = click.option(
    "--as-of", type=Day(), metavar="日期", help="按这一天结束时（北京时间）的填报，如2025-01-20。"
)
output_option = click.option(
    "-o", "--output", metavar="文件", type=FileName(), help="写入文件，不在屏幕显示。"
)
dry_run_option = click.option("--dry-run", is_flag=True, help="只检查，不存入记录库。")


def project_option(wanted: str = "只看一个项目") -> Callable[[Decorated], Decorated]:
    """`--project`; `wanted` says in the help what the command does with the one project."""
    return click.option("--project", metavar="项目", help=f"{wanted}：{_ANY_OF}。")


def project_argument(*, required: bool = True) -> Callable[[Decorated], Decorated]:
    """The project as the next argument."""
    metavar = "项目" if required else "[项目]"
    return click.argument("project", metavar=metavar, required=required, help=f"项目{_ANY_OF}")


def indicator_argument(*, required: bool = True, more: str = "") -> Callable[[Decorated], Decorated]:
    """The indicator as the next argument; `more` ends its help."""
    metavar = "指标" if required else "[指标]"
    return click.argument("indicator", metavar=metavar, required=required, help=f"指标{_ANY_OF}{more}")


def format_option(
    formats: Iterable[str], *, usual: str = "table", called: str = "表格", more: str = ""
) -> Callable[[Decorated], Decorated]:
    """`--format`, given to the command as `format_`; `called` names the usual one, `more` ends the help."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice([*formats]),
        default=usual,
        help=f"输出格式，缺省为{called}（{usual}）{more}。",
    )
