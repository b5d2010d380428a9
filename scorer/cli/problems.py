"""How problems are shown: the mark, the place, what is wrong and the next step, on stderr."""

from collections.abc import Iterable
from typing import assert_never

import click

from scorer.model.problem import Problem, Severity


def print_problems(problems: Iterable[Problem]) -> None:
    """Print `problems` in their order to stderr."""
    for problem in problems:
        click.echo(problem_text(problem), err=True)


def problem_text(problem: Problem) -> str:
    """The lines of one problem, without a line break at the end."""
    text = [problem.message] if problem.source is None else [problem.source.place, problem.message]
    hint = [f"下一步：{problem.hint}"] if problem.hint else []
    lines = "\n".join(text + hint).replace("\n", "\n  ")
    return f"【{_mark(problem.severity)}】{lines}"


def _mark(severity: Severity) -> str:
    match severity:
        case Severity.REFUSES:
            return "错误"
        case Severity.KEPT:
            return "照录"
        case Severity.NOTE:
            return "提示"
        case _:
            assert_never(severity)
