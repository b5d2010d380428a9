"""scorer record-actual on a terminal: asks for what is missing, line by line, and stores each answer at once."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

import click

from scorer.cli.desk import desk_of
from scorer.cli.face import Face
from scorer.cli.outcome import ExitCode
from scorer.cli.problems import print_problems
from scorer.cli.question import line_text, progress_text, prompt_text
from scorer.model.fields import Field
from scorer.model.project import Project
from scorer.report.cells import explanation_text, lacks_reasons, numbered, one_line, rating_text, scores_text
from scorer.scoring.outcome import AssessedLine, Assessment
from scorer.workflow.asking import Declined, Question, Reply, Stored, Turn
from scorer.workflow.session import Session

_HELP = """  直接输入内容，回车即存。也可以输入：
    跳过　　　　这一项以后再填
    返回　　　　回到上一问
    不适用 原因　这项指标今年不适用，并写明原因
    退出　　　　停下来（Ctrl-C、Ctrl-D 也可以），已填的都在，下次从缺的地方接着问
    帮助　　　　显示这段说明（? 也可以）"""
_MOST_SHOWN = 10
_SAID_WITHOUT_SCORE = frozenset({Field.CAUSE, Field.REMEDY, Field.FULL_YEAR_BUDGET})


def record_by_asking(face: Face, project: str | None, indicator: str | None) -> ExitCode:
    """Ask for what is missing of the year, of a project or of one line; 130 where Ctrl-C ended it."""
    _prepare_keyboard()
    with desk_of(face) as desk:
        session = Session(lambda: replace(desk, stamp=face.stamp(), today=face.today()), project, indicator)
        return converse(session, lambda prompt: one_line(input(prompt)))


def converse(session: Session, read: Callable[[str], str]) -> ExitCode:
    """Ask until nothing is left or the user leaves, then say how far it is; `read` prompts and gives a line."""
    code = ExitCode.DONE
    if session.question() is not None:
        click.echo("逐项填报：回车即存；输入 跳过、返回、不适用 原因、退出，或 ? 看说明。")
        code = _ask(session, read)
    click.echo("\n" + "\n".join(_summary(session)))
    return code


def _ask(session: Session, read: Callable[[str], str]) -> ExitCode:
    shown: Question | None = None
    try:
        while (question := session.question()) is not None:
            if shown is None or _is_elsewhere(question, shown):
                click.echo(f"\n{_project_text(question, shown)}{line_text(question)}")
            shown = question
            reply = session.answer(read(prompt_text(question)))
            if reply is Turn.QUIT:
                break
            _tell(reply)
            if reply is Turn.OVERTAKEN:
                shown = None
    except (EOFError, KeyboardInterrupt) as end:
        click.echo()
        return ExitCode.INTERRUPTED if isinstance(end, KeyboardInterrupt) else ExitCode.DONE
    return ExitCode.DONE


def _is_elsewhere(question: Question, shown: Question) -> bool:
    return (question.assessment.project.number, question.line.number) != (
        shown.assessment.project.number,
        shown.line.number,
    )


def _project_text(question: Question, shown: Question | None) -> str:
    """The project's name where it is not the one before."""
    project = question.assessment.project
    if shown is not None and shown.assessment.project.number == project.number:
        return ""
    return f"项目{project.number} {one_line(project.name)}\n"


def _tell(reply: Reply) -> None:
    match reply:
        case Stored():
            print_problems(reply.notes)
            click.echo(_stored_text(reply))
        case Declined():
            print_problems(reply.problems)
        case Turn.HELP:
            click.echo(_HELP)
        case Turn.AT_THE_FIRST:
            click.echo("  这是第一问，前面没有了。")
        case Turn.OVERTAKEN:
            click.echo("  没有存入：这一项刚才被别人改过，现在是这样：")
        case Turn.UNCLEAR:
            click.echo("  请输入 是 或 否。")
        case Turn.MOVED | Turn.QUIT:
            pass
        case _:
            assert_never(reply)


def _stored_text(reply: Stored) -> str:
    if reply.field in _SAID_WITHOUT_SCORE:
        return "  已存。"
    parts = [f"  已存。{explanation_text(reply.line, reply.assessment.rules)}"]
    return "\n".join([*parts, *(f"  说明：{one_line(note)}" for note in reply.line.notes)])


def _summary(session: Session) -> Iterator[str]:
    """The projects that were asked about with what they lack, and how far all of them are."""
    assessments, progress = session.summary()
    for assessment in assessments:
        yield _total_text(assessment)
    complete = progress.filled == progress.count and not progress.unexplained
    closing = "都已填齐" if complete else "已填的都已存好；再次运行 scorer record-actual，从缺的地方接着问"
    yield f"{progress_text(progress)}。{closing}。"


def _total_text(assessment: Assessment) -> str:
    project = assessment.project
    missing = assessment.missing
    unexplained = [line for line in assessment.lines if lacks_reasons(line)]
    parts = [f"得分/已评/总分 {scores_text(assessment)}，等级{rating_text(assessment)}"]
    parts += [f"缺{len(missing)}项：{_numbers(project, missing)}"] if missing else []
    parts += [f"原因或措施待填：{_numbers(project, unexplained)}"] if unexplained else []
    return f"{project.number} {one_line(project.name)}：{'；'.join(parts)}"


def _numbers(project: Project, lines: Sequence[AssessedLine]) -> str:
    more = "等" if len(lines) > _MOST_SHOWN else ""
    return "、".join(numbered(project, line) for line in lines[:_MOST_SHOWN]) + more


def _prepare_keyboard() -> None:
    """Let Backspace remove whole Chinese characters: only readline knows their width.

    readline takes the environment's locale, and in one that knows only ASCII it sees bytes.
    """
    import locale  # noqa: PLC0415  only a terminal needs the three

    with contextlib.suppress(ImportError, AttributeError, locale.Error):
        if locale.nl_langinfo(locale.CODESET) in {"ANSI_X3.4-1968", "US-ASCII", "646"}:
            os.environ["LC_ALL"] = "C.UTF-8"
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        import readline  # noqa: F401, PLC0415
