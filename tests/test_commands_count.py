"""Counting a roster into the record, and again when it has changed."""

import json
from pathlib import Path

import pytest
from command_examples import HEAD, entries, write_table
from openpyxl import Workbook
from running import Scorer

TARGETS = """产出指标,数量指标,培训场次,≥26场
产出指标,数量指标,培训人次,≥0.1万人次
产出指标,数量指标,培训人数,300至400人
产出指标,数量指标,编印手册,4
产出指标,质量指标,合格率,≥95%
产出指标,时效指标,完成时间,≤10月底
效益指标,社会效益指标,女性就业,≥300人得到帮助
成本指标,经济成本指标,人均成本,≤500元/人
满意度指标,服务对象满意度指标,学员满意度,较高
"""
ROSTER = "姓名,手机号,签到日期\n王芳,1,2024-03-05\n李丽,2,2024-03-06\n王芳,1,2024-04-02\n合计,3,\n"


@pytest.fixture
def roster(scorer: Scorer) -> Scorer:
    """A record with targets of many kinds, and a roster beside it."""
    assert scorer("import", str(write_table(rows=TARGETS, head=HEAD))).code == 0
    Path("名册.csv").write_text(ROSTER, encoding="utf-8")
    return scorer


def count(scorer: Scorer, line: str, *options: str) -> tuple[int, str]:
    run = scorer("record-actual", "1", line, "--count", "名册.csv", "--column", "姓名", *options)
    return run.code, run.output


@pytest.mark.parametrize(
    ("line", "actual"), [("1", "3场"), ("2", "3人次"), ("3", "3人"), ("4", "3"), ("7", "3人")]
)
def test_a_count_is_the_actual_in_the_unit_of_the_target(roster: Scorer, line: str, actual: str) -> None:
    code, output = count(roster, line)
    assert code == 0, output
    report = json.loads(roster("report", "--format", "json").stdout)
    assert report["projects"][0]["lines"][int(line)]["actual"]["text"] == actual


@pytest.mark.parametrize("line", ["5", "6", "8", "9"])
def test_a_target_that_counts_nothing_takes_no_count(roster: Scorer, line: str) -> None:
    before = entries()
    code, output = count(roster, line)
    assert (code, "数出的行数不能作实际完成值" in output) == (1, True)
    assert entries() == before


def test_the_record_keeps_what_was_counted_and_in_which_file(roster: Scorer) -> None:
    days = ("--from-date", "2024-01-01", "--to-date", "2024-12-31")
    code, output = count(roster, "3", "--distinct", "手机号", *days, "--cause", "两人请假")
    said = "按“姓名”列计数，按“手机号”去重，“签到日期”2024-01-01至2024-12-31：2人，重复1行"
    assert (code, f"名册.csv：{said}\n" in output, f"）：{said}\n" in output) == (0, True, True)
    report = json.loads(roster("report", "--format", "json").stdout)
    line = report["projects"][0]["lines"][3]
    (evidence,) = line["evidence"]
    assert evidence["counted"] == {
        "column": "姓名",
        "distinct": "手机号",
        "date_column": "签到日期",
        "from": "2024-01-01",
        "until": "2024-12-31",
        "number": 2,
        "unit": "人",
        "repeated": 1,
        "text": said,
    }
    assert line["cause"] == "两人请假"
    log = json.loads(roster("log", "--limit", "3", "--format", "json").stdout)["log"]
    assert {entry["document"] for entry in log} == {"名册.csv"}


def test_a_dry_run_counts_and_stores_nothing(roster: Scorer) -> None:
    before = entries()
    code, output = count(roster, "3", "--dry-run")
    assert (code, "3人" in output, output.endswith("没有存入记录库。\n")) == (0, True, True)
    assert entries() == before


def test_the_same_count_again_changes_nothing_nor_does_the_file_as_plain_evidence(roster: Scorer) -> None:
    count(roster, "3")
    before = entries()
    assert "没有变化" in count(roster, "3")[1]
    roster("record-actual", "1", "3", "--evidence", "名册.csv")
    assert entries() == before
    assert count(roster, "3", "--evidence", "名册.csv")[1].count("佐证：名册.csv") == 1


def test_a_changed_roster_is_counted_again(roster: Scorer) -> None:
    count(roster, "3", "--distinct", "手机号")
    assert roster("evidence", "verify").code == 0
    Path("名册.csv").write_text(ROSTER + "赵云,3,2024-05-01\n", encoding="utf-8")
    run = roster("evidence", "verify", "--format", "csv")
    assert run.code == 1
    assert "重新计数：按“姓名”列计数，按“手机号”去重：3人，重复1行（登记时2人）" in run.stdout
    Path("名册.csv").write_text(ROSTER + "\n", encoding="utf-8")
    assert "（登记时2人，数目未变）" in roster("evidence", "verify", "--format", "csv").stdout
    Path("名册.csv").write_text("手机号\n1\n", encoding="utf-8")
    said = roster("evidence", "verify", "--format", "csv").stdout
    assert "登记时2人，现在不能再计数：没有找到列“姓名”" in said


def test_counting_a_changed_roster_anew_puts_it_in_the_place_of_the_old(roster: Scorer) -> None:
    count(roster, "3")
    Path("名册.csv").write_text(ROSTER + "赵云,3,2024-05-01\n", encoding="utf-8")
    count(roster, "3")
    rows = json.loads(roster("evidence", "list", "--format", "json").stdout)["evidence"]
    assert [each["counted"]["number"] for each in rows] == [4]
    assert roster("evidence", "verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("1 3 --count 名册.csv", "--column"),
        ("1 3 --column 姓名", "--column 只用于数名册"),
        ("1 3 5人 --to-date 2024-12-31", "--to-date 只用于数名册"),
        ("1 3 5人 --count 名册.csv --column 姓名", "不能再写一个值"),
        ("1 3 --count 名册.csv --column 姓名 --clear 实际完成值", "不能再写一个值"),
        ("1 --count 名册.csv --column 姓名", "要写明项目和指标"),
        ("1 0 --count 名册.csv --column 姓名", "不是预算执行率"),
        ("1 3 --count 名册.csv --column 姓名 --date-column 签到日期", "一起使用"),
        ("1 3 --count 名册.csv --column 姓名 --from-date 2025-01-01 --to-date 2024-01-01", "之后"),
        ("--from 名册.csv --count 名册.csv --column 姓名", "--from 与"),
        ("--count 名册.csv --column 姓名", "请写明项目和指标"),
    ],
)
def test_what_a_count_cannot_go_with_is_wrong_usage(roster: Scorer, arguments: str, message: str) -> None:
    before = entries()
    run = roster("record-actual", *arguments.split())
    assert (run.code, message in run.stderr) == (2, True), run.output
    assert entries() == before


def test_the_next_step_of_a_roster_that_is_not_read_is_to_count_it(roster: Scorer) -> None:
    book = Workbook()
    shown = book.active
    assert shown is not None
    shown.append(["姓名"])
    shown.append(["王芳"])
    book.create_sheet("旧名册").sheet_state = "hidden"
    book.save("名册.xlsx")
    Path("名册.pdf").write_bytes(b"%PDF-1.7\n")
    for file, says in (("名册.xlsx", "隐藏的工作表“旧名册”没有读取"), ("名册.pdf", "PDF")):
        output = roster("record-actual", "1", "3", "--count", file, "--column", "姓名").stderr
        assert (says in output, "再计数" in output, "导入" in output) == (True, True, False), output


@pytest.mark.parametrize("file", ["没有.csv", "."])
def test_a_file_that_cannot_be_opened_is_refused(roster: Scorer, file: str) -> None:
    run = roster("record-actual", "1", "3", "--count", file, "--column", "姓名")
    assert (run.code, "【错误】" in run.stderr) == (1, True)
