"""How a run ends: one exit code and one message for everything that can go wrong."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import click

from scorer import __version__


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    DEFECT = 3
    INTERRUPTED = 130
    READER_GONE = 141


_CIRCUMSTANCES = {
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "所在的盘是只读的",
    errno.EACCES: "没有读写权限，或文件正被别的程序占用",
    errno.EPERM: "没有读写权限",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}


def conclude(run: Callable[[], object]) -> int:
    """Call `run` and return the exit code: the whole number that it returns, else 0 for done.

    Whatever it raises is told on stderr in Chinese; a traceback only with SCORER_DEBUG=1.
    """
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as abort:
        return _aborted(abort)
    except OSError as fault:
        return _given_way(fault)
    except Exception as error:  # noqa: BLE001 - the last handler: the user never sees a bare traceback
        return _refused_or_told(error)
    return result if isinstance(result, int) else ExitCode.DONE


def give_up_output() -> None:
    """Let what is still unwritten vanish: whoever read it (`| head`) has gone, and Python would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _aborted(abort: click.Abort) -> int:
    """End after Ctrl-C, or after the end of the input where an answer was due."""
    # A prompt raises Abort from None and leaves the cursor behind its question.
    click.echo("已中止。" if abort.__cause__ else "\n已中止。", err=True)
    interrupted = isinstance(abort.__context__, KeyboardInterrupt)
    return ExitCode.INTERRUPTED if interrupted else ExitCode.REFUSED


def _given_way(fault: OSError) -> int:
    """Tell of a file or disk that gave way, unless it is a defect of our own."""
    circumstance = _CIRCUMSTANCES.get(fault.errno or 0)
    if circumstance is None:
        return _told(fault)
    place = f" {fault.filename}" if fault.filename else ""
    click.echo(f"【错误】无法读写{place}：{circumstance}。\n  下一步：处理后重做一次。", err=True)
    return ExitCode.REFUSED


def _refused_or_told(error: Exception) -> int:
    from scorer.cli.problems import print_problems  # noqa: PLC0415  help need not spend the time
    from scorer.model.problem import Refused  # noqa: PLC0415

    if not isinstance(error, Refused):
        return _told(error)
    print_problems(error.problems)
    return ExitCode.REFUSED


def _told(defect: Exception) -> int:
    click.echo(_defect_text(defect), err=True)
    return ExitCode.DEFECT


def _defect_text(defect: Exception) -> str:
    import platform  # noqa: PLC0415  only a defect needs these two
    import traceback  # noqa: PLC0415

    system = f"scorer {__version__}，Python {platform.python_version()}，{platform.system()}"
    frame = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{Path(frame.filename).name} 第{frame.lineno}行 {frame.name}"
    lines = [
        f"【程序出错】{type(defect).__name__}：{defect}",
        f"  位置：{place}（{system}）",
        "  这是程序自身的缺陷，不是您的数据有错。",
        "  下一步：设环境变量 SCORER_DEBUG=1 后重做一次，把命令和全部输出发给维护者；涉密内容请勿外发。",
    ]
    if os.environ.get("SCORER_DEBUG"):
        lines += ["", "".join(traceback.format_exception(defect)).rstrip()]
    return "\n".join(lines)
