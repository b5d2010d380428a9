"""How problems are shown: the mark, the place, what is wrong and the next step, on stderr."""

from collections.abc import Iterable

import click

from scorer.model.problem import Problem


def print_problems(problems: Iterable[Problem]) -> None:
    """Print `problems` in their order to stderr."""
    for problem in problems:
        click.echo(problem_text(problem), err=True)


def problem_text(problem: Problem) -> str:
    """The lines of one problem, without a line break at the end."""
    text = [problem.message] if problem.source is None else [problem.source.place, problem.message]
    hint = [f"下一步：{problem.hint}"] if problem.hint else []
    lines = "\n".join(text + hint).replace("\n", "\n  ")
    return f"【{problem.mark}】{lines}"
