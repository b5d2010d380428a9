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


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("record-actual", "1.1", "28场"), 2, "“1.1”是指标号，项目和指标请分开写，如 1 1 28场\n"),
        (("record-actual", "１．１"), 2, "“１．１”是指标号，项目和指标请分开写：1 1\n"),
        (
            ("record-actual", "1.1", "--cause", "下雨"),
            1,
            "“1.1”是指标号，项目和指标请分开写：1 1；现有项目：",
        ),
        (("explain", "3.10"), 1, "“3.10”是指标号，项目和指标请分开写：3 10；现有项目：1 2024年服务"),
        (("report", "--project", "1.1"), 1, "“1.1”是指标号，项目和指标请分开写：1 1；现有项目："),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_number_of_a_line_in_place_of_a_project_is_told_to_be_written_apart(
    scorer: Scorer, arguments: tuple[str, ...], code: int, said: str
) -> None:
    put_sample(reported=False)
    run = scorer(*arguments)
    assert (run.code, run.stdout) == (code, "")
    assert said in run.stderr
