"""The gallery of problems: tests/problems/<code>.txt shows each code as a user meets it.

A transcript is run in an empty folder, top to bottom. `pytest --update-golden` rewrites its outputs.

    # a remark
    --- file 目标表.txt            a file with the lines up to --- end
    --- python                    lines to run, for what no text can show (ROOT is the repository)
    --- end
    $ scorer import 目标表.txt     a command; what it prints and its exit code follow
    【错误】...
    [退出码 1]

Of several transcripts of one code the others are named <code>.<what>.txt.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Scorer

from scorer import __version__
from scorer.cli import problems
from scorer.model.problem import Code, Problem

ROOT = Path(__file__).parent.parent
GALLERY = sorted((ROOT / "tests" / "problems").glob("*.txt"))


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_a_transcript_of_the_gallery_holds_and_shows_its_code(
    path: Path, scorer: Scorer, own_folder: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    shown: set[Code] = set()
    text_of = problems.problem_text

    def noticed(problem: Problem) -> str:
        shown.add(problem.code)
        return text_of(problem)

    monkeypatch.setattr(problems, "problem_text", noticed)
    text = path.read_text(encoding="utf-8")
    replayed = replay(text, own_folder, scorer)
    if update_golden:
        path.write_text(replayed, encoding="utf-8", newline="\n")
    else:
        assert replayed == text
    assert _code(path) in shown


def test_every_code_has_a_transcript() -> None:
    assert set(Code) - {_code(path) for path in GALLERY} == set()


def test_a_transcript_is_replayed_with_what_really_happens(scorer: Scorer, own_folder: Path) -> None:
    head = "# remark\n\n--- file a/b.txt\n一\n\n二\n--- end\n--- python\nopen('c', 'w').close()\n--- end\n"
    text = head + "$ scorer --version\nold output\n[退出码 5]\n\n$ scorer nothing\n"
    replayed = replay(text, own_folder, scorer)
    version = f"$ scorer --version\nscorer {__version__}\n[退出码 0]\n\n"
    assert replayed.startswith(f"{head}{version}$ scorer nothing\n用法：")
    assert replayed.endswith("没有命令 'nothing'。\n[退出码 2]\n")
    assert replay(replayed, own_folder, scorer) == replayed
    assert (own_folder / "a" / "b.txt").read_text(encoding="utf-8") == "一\n\n二\n"
    assert (own_folder / "c").exists()


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


def _code(path: Path) -> Code:
    return Code(path.stem.partition(".")[0])
