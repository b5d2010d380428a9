"""The program as the user sees it: its commands, each a row of one table."""

import sys
from typing import Any

import click

from scorer import __version__
from scorer.cli.command import Group, Row
from scorer.cli.face import root_options
from scorer.cli.outcome import ExitCode, conclude, give_up_output
from scorer.cli.terminal import open_streams

COMMANDS: dict[str, Row] = {
    "import": Row("scorer.cli.importing", "import_", "导入绩效目标表。"),
    "record-actual": Row("scorer.cli.recording", "record_actual", "填报实际完成值和预算执行数。"),
    "sheet": Row("scorer.cli.sheet", "sheet", "生成填报表（.xlsx），交给同事填写。"),
    "adjust": Row("scorer.cli.adjusting", "adjust", "调整一个指标的指标值、读法或分值，写明理由。"),
    "check": Row("scorer.cli.checking", "check", "审核：盖章前找出复核会问的疑点，写说明。"),
    "rehearse": Row("scorer.cli.reviewing", "rehearse", "复核预演：复核可能怎样扣分，怎样保住。"),
    "report": Row("scorer.cli.reporting", "report", "自评结果：得分、等级、缺项、须说明的原因。"),
    "template": Row("scorer.cli.template", "template", "另存自评表、汇总表、自评报告的Word模板。"),
    "explain": Row("scorer.cli.reporting", "explain", "一个项目或指标的得分是怎样算出来的。"),
    "log": Row("scorer.cli.log", "log", "谁在何时填了什么，原值和新值。"),
    "evidence": Row("scorer.cli.evidence", "evidence", "佐证材料：列出、核对缺失和改动。"),
    "rules": Row("scorer.cli.rules", "rules", "评分办法：列出、查看、检查、比较；冻结自评结果。"),
    "demo": Row("scorer.cli.demo", "demo", "用自带的示例演示全过程。"),
}


class Program(Group):
    """The outermost group: opens the streams and ends every run by `conclude`."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run and leave with the exit code; `obj` may be a clock in place of the system's."""
        open_streams()
        run = super().main
        sys.exit(conclude(lambda: run(*args, **extra | {"standalone_mode": False})))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that went away is no fault."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            give_up_output()
            return ExitCode.READER_GONE


@click.group(
    cls=Program,
    name="scorer",
    rows=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="各命令的用法：scorer 命令 --help",
)
@root_options
@click.version_option(__version__, message="scorer %(version)s", help="显示版本后退出。")
def cli() -> None:
    """预算项目支出绩效自评：导入绩效目标表，填报实际完成值，评分并说明理由，出自评报告。"""
