"""The report as CSV: what it says, and that reading it back changes nothing."""

import csv
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import (
    a_year,
    budget,
    cancelled,
    every_outcome,
    faulty,
    line,
    project,
    recorded,
    report,
    words,
)
from running import Golden

from scorer.model.actual import Words
from scorer.model.project import Recorded, Tier
from scorer.reading.actual_rows import ActualReading
from scorer.reading.actuals import read_actual_rows
from scorer.reading.paper import paper
from scorer.report import FORMATS, YearReport

Row = dict[str, str]

# What a spreadsheet or a form may hold: no unseen characters, no blanks at its ends.
TEXTS = st.text(st.sampled_from("=+-@'\",#甲 乙1\n"), min_size=1, max_size=8).map(str.strip).filter(bool)


def written(of: YearReport) -> list[Row]:
    lines = StringIO(FORMATS["csv"](of), newline="")
    return list(csv.DictReader(line for line in lines if not line.startswith(("#", '"#'))))


def row(number: str, of: YearReport | None = None) -> Row:
    """The row of the first project with this number of an indicator."""
    return next(found for found in written(of or report(every_outcome())) if found["指标号"] == number)


def read_back(of: YearReport) -> ActualReading:
    return read_actual_rows(paper("report.csv", FORMATS["csv"](of).encode("utf-8-sig")))


def test_a_year_reads_like_this(golden: Golden) -> None:
    golden("report-year.csv", FORMATS["csv"](a_year()))


def test_lines_end_as_spreadsheets_want_them_and_no_byte_order_mark_is_in_the_text() -> None:
    text = FORMATS["csv"](report(cancelled()))
    assert text.count("\n") == text.count("\r\n") == 5
    assert not text.startswith("\ufeff")


def test_every_column_is_known_when_it_is_read_back() -> None:
    reading = read_back(a_year())
    assert reading.problems == ()
    assert reading.document.remarks == ("示例数据, 仅供演示", "-未经核实 | *草稿*")
    assert len(reading.rows) == sum(len(each.lines) for each in a_year().assessments)


@given(TEXTS, TEXTS)
def test_what_was_entered_comes_back_as_it_was(actual: str, cause: str) -> None:
    own = line(1, "指标", "明显提升")
    own = replace(
        own, actual=Recorded(Words(actual), actual, 2, "2024-12-02T00:00:00Z", "张三"), cause=words(cause)
    )
    reading = read_back(report(project(1, "项目", [own], budget("1", None))))
    assert reading.problems == ()
    for heading, text in (("实际完成值", actual), ("偏差原因", cause)):
        cell = reading.rows[1].cell(heading)
        assert cell is not None
        unquoted = text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text
        assert cell.text == "\n".join(part.rstrip() for part in unquoted.split("\n"))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_text_is_taken_for_a_formula(sign: str) -> None:
    own = replace(line(1, f"{sign}指标", f"{sign}目标"), note=words(f"{sign}1+1"))
    found = row("1", report(project(1, f"{sign}项目", [own], budget("1", None))))
    for heading in ("项目", "指标", "指标值", "备注"):
        assert found[heading].startswith(f"'{sign}")


def test_the_budgets_row_comes_first_and_has_no_number() -> None:
    first = written(report(every_outcome()))[0]
    assert (first["指标号"], first["指标"], first["项目号"]) == ("", "预算执行率", "1")
    assert (first["年初预算数"], first["全年预算数"], first["全年执行数"]) == ("5.00", "", "4.98")


def test_the_budgets_row_has_no_name_where_an_indicator_bears_it() -> None:
    own = project(1, "项目", [line(1, "预算执行率", "≥95%", "96%")], budget("1", "1"))
    rows = written(report(own))
    assert [found["指标"] for found in rows] == ["", "预算执行率"]
    assert [found["指标号"] for found in rows] == ["", "1"]


def test_money_of_a_table_in_yuan_is_written_in_the_unit_that_is_read_back() -> None:
    first = written(report(faulty()))[0]
    assert (first["年初预算数"], first["全年预算数"], first["全年执行数"]) == ("5", "6", "6.1")
    assert first["超预算说明"] == "追加任务"


def test_judgements_that_lapsed_are_left_blank() -> None:
    found = row("11")
    assert found["档次"] == found["认定得分"] == found["认定理由"] == ""
    assert "已失效" in found["提示"]
    in_force = row("10")
    assert (in_force["认定得分"], in_force["认定理由"]) == ("5.00", "另有一次线上课程")
    assert (in_force["系统得分"], in_force["得分"]) == ("4.38", "5.00")


def test_a_tier_on_words_that_lapsed_is_left_blank() -> None:
    judged = line(1, "影响", "明显提升", "反响很好")
    lapsed = replace(
        judged, tier=recorded(Tier.PARTLY, "二", action=1), share=recorded(Fraction(3, 4), "75%", action=1)
    )
    found = row("1", report(project(1, "项目", [lapsed], budget("1", None))))
    assert (found["档次"], found["得分率"], found["得分"]) == ("", "", "待评定")


def test_a_tier_of_a_person_is_written_and_one_of_the_wording_is_not() -> None:
    assert (row("5")["档次"], row("5")["得分率"]) == ("部分达成", "75%")
    assert (row("6")["档次"], row("6")["得分率"]) == ("", "")


def test_a_tier_beside_a_number_that_a_formula_scores_is_left_blank() -> None:
    judged = every_outcome().indicators[4]
    measured = replace(line(1, "场次", "≥1场", "1场"), tier=judged.tier, share=judged.share)
    found = row("1", report(project(1, "项目", [measured], budget("1", None))))
    assert (found["档次"], found["得分率"]) == ("", "")


def test_a_line_not_applicable_has_its_reason_and_no_actual() -> None:
    assert (row("8")["不适用原因"], row("8")["实际完成值"]) == ("上级取消了该项安排", "")
    assert row("8")["得分"] == "不适用"


def test_a_reason_that_lapsed_gives_way_to_the_actual() -> None:
    own = replace(line(1, "场次", "≥1场", "1场"), not_applicable=words("当时没有", 1))
    found = row("1", report(project(1, "项目", [own], budget("1", None))))
    assert (found["不适用原因"], found["实际完成值"]) == ("", "1场")


def test_a_line_without_score_says_why_and_never_0() -> None:
    assert [row(number)["得分"] for number in ("7", "8", "9")] == ["待评定", "不适用", "未填报"]
    assert [row(number)["系统得分"] for number in ("7", "8", "9")] == ["", "", ""]


def test_a_cancelled_projects_reason_stands_in_the_projects_own_row() -> None:
    first, second = written(report(cancelled()))
    assert (first["不适用原因"], second["不适用原因"]) == ("机构改革", "")
    assert second["实际完成值"] == "2次"
