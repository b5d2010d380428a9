"""Slips of the hand at the command line: nothing is done, and it is said what to write instead."""

import pytest
from command_examples import DB, put_sample
from running import Scorer


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", ""),
        ("import", "目标表.csv", " "),
        ("import", "目标表.docx", "--review-copy", ""),
        ("record-actual", "--from", ""),
        ("record-actual", "1", "1", "--count", "", "--column", "姓名"),
        ("report", "-o", ""),
        ("report", "--format", "docx", "-o", "自评.docx", "--template", ""),
        ("check", "--output", ""),
        ("sheet", "-o", ""),
        ("template", "form", "-o", ""),
        ("rules", "check", ""),
        ("report", "--db", ""),
        ("report", "--rules-file", ""),
    ],
    ids=" ".join,
)
def test_a_blank_name_of_a_file_is_not_the_current_folder(scorer: Scorer, arguments: tuple[str, ...]) -> None:
    run = scorer(*arguments)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.endswith("的值无效：文件名是空的，请写出文件名\n")
    assert not DB.exists()


def test_no_check_at_all_is_not_taken_for_nothing_found(scorer: Scorer) -> None:
    put_sample(reported=True)
    for written in ("", " ，"):
        run = scorer("check", "--only", written)
        assert (run.code, run.stdout) == (2, "")
        assert run.stderr.endswith(f"--only “{written}”里没有审核编号，请写编号，如 T18,T19\n")
