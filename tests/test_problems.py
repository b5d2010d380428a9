"""The gallery of problems: tests/problems/<code>.txt shows each code as a user meets it.

The form of a transcript is told in transcripts.py. Of several transcripts of one code the others are named <code>.<what>.txt.
"""

from pathlib import Path

import pytest
from running import Scorer
from transcripts import ROOT, hold, replay

from scorer import __version__
from scorer.cli import problems
from scorer.model.problem import Code, Problem

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
    hold(path, own_folder, scorer, update_golden=update_golden)
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


def _code(path: Path) -> Code:
    return Code(path.stem.partition(".")[0])
