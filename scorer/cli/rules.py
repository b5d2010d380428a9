"""scorer rules: the rule sets."""

from pathlib import Path

import click

from scorer.cli.command import Command, Group, Row
from scorer.cli.face import Face, takes_face
from scorer.cli.filename import FileName
from scorer.cli.problems import print_problems
from scorer.scoring.rules_in_words import describe
from scorer.workflow.rule_books import find_rules

_WITHOUT = ("db", "organisation", "user")


_HERE = "scorer.cli.rules"
# Those that open the record are imported when they are used.
_COMMANDS = {
    "list": Row(_HERE, "list_", "列出评分办法文件中的各个评分办法。"),
    "show": Row(_HERE, "show", "用文字写出一个评分办法的每一条规定及其来源。"),
    "check": Row(_HERE, "check", "检查评分办法文件，一次列出全部错误及其行号。"),
    "compare": Row("scorer.cli.rules_compare", "compare", "比较两个评分办法：哪些项目和指标会变，为什么。"),
    "freeze": Row("scorer.cli.rules_freeze", "freeze", "冻结自评结果，以后原样取出。"),
    "frozen": Row("scorer.cli.rules_freeze", "frozen", "列出冻结的自评结果。"),
}


@click.group(cls=Group, rows=_COMMANDS)
def rules() -> None:
    """评分办法：列出、查看、检查、比较；冻结自评结果。"""


@click.command("list", cls=Command)
@takes_face(without=(*_WITHOUT, "year"))
def list_(face: Face) -> None:
    """列出评分办法文件中的各个评分办法。"""
    book = find_rules(face.rules_file)
    print_problems(book.notes)
    for rule_set in book.rules.rule_sets:
        default = "（缺省）" if rule_set.id == book.rules.default else ""
        click.echo(
            f"{rule_set.id}{default}　{rule_set.title}　{rule_set.effective_from}年度起　{rule_set.citation}"
        )


@click.command("show", cls=Command)
@click.argument(
    "rule_set", metavar="[评分办法]", required=False, help="评分办法的代号，如 national-2020；不写即缺省的"
)
@takes_face(without=_WITHOUT)
def show(face: Face, rule_set: str | None) -> None:
    """用文字写出一个评分办法的每一条规定及其来源。"""
    book = find_rules(face.rules_file)
    print_problems(book.notes)
    wanted = rule_set or (None if face.year else book.rules.default)
    click.echo(describe(book.rules.in_force(face.year or 0, wanted)), nl=False)


@click.command("check", cls=Command)
@click.argument("file", metavar="[文件]", required=False, type=FileName(), help="评分办法文件")
@takes_face(without=(*_WITHOUT, "year"))
def check(face: Face, file: Path | None) -> None:
    """检查评分办法文件，一次列出全部错误及其行号。"""
    from scorer.workflow.auditing import audit_rules  # noqa: PLC0415  the others need none of the checks

    book = find_rules(file or face.rules_file)
    audit_rules(book)
    count = len(book.rules.rule_sets)
    click.echo(f"{book.path}没有错误：{count}个评分办法，缺省为{book.rules.default}。")
