"""Slips of the hand at the command line: nothing is done, and it is said what to write instead."""

from pathlib import Path

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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("check", "--answer", "T16", "4.3", "--answer", "T16", "5.3", "--because", "已核实"),
            "--answer 写了2次，只能写一次：几个疑点请分几次说明",
        ),
        (
            ("record-actual", "3", "21", "--count", "a.csv", "--count", "b.csv", "--column", "姓名"),
            "--count 写了2次，只能写一次：几份名册请先合成一份再数",
        ),
        (
            ("record-actual", "1", "1", "20场", "--cause", "下雨", "--cause", "停电"),
            "--cause 写了2次，只能写一次：请只留要用的一个",
        ),
        (("report", "-o", "a.txt", "--output", "b.txt"), "--output 写了2次，只能写一次：请只留要用的一个"),
        (("log", "--project", "1", "--project", "2"), "--project 写了2次，只能写一次：请只留要用的一个"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_option_of_one_value_given_twice_loses_nothing(
    scorer: Scorer, arguments: tuple[str, ...], said: str
) -> None:
    put_sample(reported=True)
    for name in ("a.csv", "b.csv"):
        Path(name).write_text("姓名\n甲\n", encoding="utf-8")
    before = DB.read_bytes()
    run = scorer(*arguments)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.endswith(f"{said}\n")
    assert DB.read_bytes() == before


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "--year", "24"), "'--year' 的值无效：“24”不是年度，请写四位数，如2024\n"),
        (("report", "--year", "2024年"), "'--year' 的值无效：“2024年”不是年度，请写四位数，如2024\n"),
        (("report", "--year", "2_024"), "“2_024”不是年度，请写四位数，如2024\n"),
        (("log", "--limit", "0"), "'--limit' 的值无效：“0”不是条数，请写大于0的整数，如20\n"),
        (("log", "--limit", "-1"), "“−1”不是条数，请写大于0的整数，如20\n"),
        (
            ("log", "--since", "2025-01-02", "--until", "2025-01-01"),
            "--since（2025-01-02）在 --until（2025-01-01）之后\n",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_years_and_numbers_that_cannot_be_are_told_in_words(
    scorer: Scorer, arguments: tuple[str, ...], said: str
) -> None:
    put_sample(reported=False)
    run = scorer(*arguments)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.endswith(said)


def test_a_year_may_be_typed_in_full_width(scorer: Scorer) -> None:
    put_sample(reported=False)
    assert scorer("report", "--year", "２０２４").stdout == scorer("report", "--year", "2024").stdout


def test_a_year_without_projects_is_told_by_the_lists_too(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    run = scorer("log", "--year", "2023")
    assert (run.code, run.stdout) == (1, "")
    assert "记录库里没有2023年度\n  下一步：现有年度：2024\n" in run.stderr
    scorer("rules", "freeze")
    assert scorer("rules", "frozen", "--year", "2024").stdout == scorer("rules", "frozen").stdout
    assert scorer("rules", "frozen", "--year", "2023").stdout.startswith("2023年度还没有冻结过结果。")


@pytest.mark.parametrize("wanted", ["0", "1.0", "预算执行率"])
def test_budget_execution_is_told_to_be_no_indicator_where_one_is_adjusted(
    scorer: Scorer, wanted: str
) -> None:
    put_sample(reported=False)
    run = scorer("adjust", "1", wanted, "--points", "5", "--because", "重点")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr.startswith(
        "【错误】预算执行率不是目标表里的指标，按评分办法计分\n  下一步：现有指标：1.1 "
    )
