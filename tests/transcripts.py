"""Transcripts of the program: files, commands and what they print, replayed in an empty folder.

    # a remark
    --- file 目标表.txt            a file with the lines up to --- end
    --- python                    lines to run, for what no text can show (ROOT is the repository)
    --- end
    $ scorer import 目标表.txt     a command; what it prints and its exit code follow
    【错误】...
    [退出码 1]

`pytest --update-golden` rewrites their outputs.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

from running import Scorer

ROOT = Path(__file__).parent.parent


def hold(path: Path, folder: Path, scorer: Scorer, *, update_golden: bool) -> None:
    """Replay a transcript; what it prints is what stands in it."""
    text = path.read_text(encoding="utf-8")
    replayed = replay(text, folder, scorer)
    if update_golden:
        path.write_text(replayed, encoding="utf-8", newline="\n")
    else:
        assert replayed == text


def replay(text: str, folder: Path, scorer: Scorer) -> str:
    """The transcript `text` run in `folder`, with the outputs that came."""
    lines = iter(text.splitlines())
    namespace: dict[str, object] = {"ROOT": ROOT}
    replayed: list[str] = []
    for line in lines:
        replayed.append(line)
        if line.startswith("--- "):
            block = list(iter(lambda: next(lines), "--- end"))
            _set_up(line, "".join(f"{part}\n" for part in block), namespace)
            replayed += [*block, "--- end"]
        elif line.startswith("$ "):
            _skip_output(lines)
            replayed += _output(line, folder, scorer)
    return "".join(f"{line}\n" for line in replayed)


def _set_up(line: str, block: str, namespace: dict[str, object]) -> None:
    match line.split():
        case ["---", "file", name]:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(block, encoding="utf-8", newline="\n")
        case ["---", "python"]:
            exec(block, namespace)
        case _:
            raise ValueError(f"not understood: {line}")


def _skip_output(lines: Iterator[str]) -> None:
    for line in lines:
        if line.startswith("[退出码 "):
            return


def _output(line: str, folder: Path, scorer: Scorer) -> list[str]:
    program, *arguments = shlex.split(line.removeprefix("$ "))
    assert program == "scorer", line
    run = scorer(*arguments)
    return [*run.output.replace(str(folder), "<folder>").splitlines(), f"[退出码 {run.code}]"]
