"""A program with the parts of the real one, for tests: `python tests/practice.py say 你好`."""

import signal
from datetime import UTC, datetime
from pathlib import Path

import click

from scorer.cli.command import Row
from scorer.cli.face import Face, root_options, takes_face
from scorer.cli.group import Program
from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source

PLACE = Source("目标表.txt", table=2, row=148, column=5, text="约")
PROBLEMS = (
    Problem(Code.TARGET_UNREADABLE, "指标值“约”里没有数值，按原文保留。", "请用 scorer adjust 改写。", PLACE),
    Problem(Code.COPIED, "实际值“≥95%”照抄了指标值的符号，按95%计。"),
    Problem(Code.NO_PROJECT, "没有编号为7的项目。\n现有项目：1、2。", "请换一个编号。"),
)
ROWS = {"demo": Row("practice_command", "demo", "最后才导入的命令。")}


@click.group(
    cls=Program, name="practice", rows=ROWS, context_settings={"help_option_names": ["-h", "--help"]}
)
@root_options
@click.version_option("1.0", message="scorer %(version)s", help="显示版本后退出。")
def practice() -> None:
    """练习。"""


@practice.command()
@click.argument("value", metavar="值", required=False, help="要说的话。")
@click.option("--final-score", metavar="分数", type=float, help="认定得分。")
@click.option("--mode", metavar="方式", type=click.Choice(["简", "详"]), help="写法。")
@click.option("--with-quite-a-long-own-name", metavar="值", help="另起一行说明。")
@takes_face(without=("rules-file",))
def say(
    face: Face,
    value: str | None,
    final_score: float | None,
    mode: str | None,
    with_quite_a_long_own_name: str | None,
) -> None:
    """说出得到的一切。

    第一段说明很长很长，长到一行放不下，要在汉字之间换行，
    而且 English words 不能从中间断开，标点也不能落到行首。
    """
    place = (face.db, face.rules_file, face.user, face.organisation, face.year)
    own = (value, final_score, mode, with_quite_a_long_own_name)
    click.echo(" ".join(str(part) for part in place + own))


@practice.command()
@click.argument("names", metavar="名称...", nargs=-1, required=True)
def need(names: tuple[str, ...]) -> None:
    """需要参数。"""
    click.echo(names)


@practice.command()
@takes_face()
def stamp(face: Face) -> None:
    """谁在何时做什么。"""
    click.echo(f"{face.stamp()} {face.today()}")


@practice.command()
def refuse() -> None:
    """拒绝。"""
    click.echo("算到一半")
    raise Refused(*PROBLEMS)


@practice.command()
def crash() -> None:
    """出错。"""
    raise KeyError("缺")


@practice.command()
@click.argument("name", metavar="文件名")
def read(name: str) -> None:
    """读文件。"""
    click.echo(Path(name).read_text(encoding="utf-8"))


@practice.command()
def interrupt() -> None:
    """中断。"""
    raise KeyboardInterrupt


@practice.command()
def leave() -> None:
    """在提问处中断。"""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise click.Abort from None


@practice.command()
def ask() -> None:
    """询问。"""
    click.echo(click.prompt("分数", type=int))


@practice.command()
def partly() -> int:
    """一部分被拒绝。"""
    return 1


@practice.command()
def area() -> None:
    """国标码里没有的字。"""
    click.echo("建筑面积 30 m²")
    click.echo("建筑面积 30 m²", err=True)


@practice.command()
def flood() -> None:
    """很长的输出。"""
    for _ in range(100_000):
        click.echo("满分")


if __name__ == "__main__":
    practice.main(prog_name="practice", obj=lambda: datetime(2024, 12, 31, 20, 0, tzinfo=UTC))
