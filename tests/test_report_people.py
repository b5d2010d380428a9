"""The report for people: tables and sentences for a terminal and as Markdown."""

import re
from dataclasses import replace
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import (
    AWKWARD,
    RULES,
    a_year,
    all_met,
    budget,
    cancelled,
    complete,
    every_outcome,
    faulty,
    line,
    project,
    recorded,
    report,
    words,
)
from running import Golden

from scorer.report import FORMATS, YearReport
from scorer.report.cells import one_line
from scorer.report.listings import _SCORED_BY
from scorer.report.wrapping import wrapped
from scorer.scoring.assessment import assess
from scorer.scoring.comparison import GradeRule
from scorer.scoring.faults import fault_text
from scorer.scoring.points import PointsFault, PointsFaultKind

LIKE_A_TABLE = ("table", "markdown")
WORDS = st.text(st.sampled_from("甲乙，。（）“”12.3 abc|%"), max_size=60).map(one_line)


def width_of(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def sentences(text: str, heading: str) -> str:
    """What stands under a heading, without line breaks and blanks."""
    return "".join("".join(section(text, heading)).split())


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading of the terminal's report."""
    return text.split(f"【{heading}】\n")[1].split("\n\n", 1)[0].split("\n")


def headings(text: str) -> list[str]:
    return re.findall(r"^【(.+)】$", text, re.MULTILINE)


@pytest.mark.parametrize(("name", "ending"), [("table", "txt"), ("markdown", "md")])
def test_a_year_and_one_project_read_like_this(name: str, ending: str, golden: Golden) -> None:
    golden(f"report-year.{ending}", FORMATS[name](a_year()))
    golden(f"report-project.{ending}", FORMATS[name](report(every_outcome(), detail=True)))


def test_both_formats_say_the_same() -> None:
    for of in (a_year(), report(every_outcome(), detail=True)):
        table = re.sub(r"[\s\-=+|]", "", FORMATS["table"](of))
        for item in re.findall(r"^- (.+)$", FORMATS["markdown"](of), re.MULTILINE):
            plain = item.replace("\\", "").replace("&lt;", "<").replace("&gt;", ">")
            assert re.sub(r"[\s\-=+|]", "", plain) in table


@pytest.mark.parametrize("name", LIKE_A_TABLE)
@pytest.mark.parametrize("detail", [False, True])
def test_no_project_is_no_failure(name: str, detail: bool) -> None:
    assert "项目0个，其中评分完整的0个" in FORMATS[name](report(detail=detail))


def test_the_title_names_the_only_unit() -> None:
    text = FORMATS["table"](report(complete()))
    assert text.startswith("562202 天津市妇女儿童社会服务中心 2024年度项目支出绩效自评\n")
    assert FORMATS["table"](a_year()).startswith("2024年度项目支出绩效自评\n")


@pytest.mark.parametrize("name", LIKE_A_TABLE)
def test_a_report_of_a_past_day_reads_as_it_did_that_day(name: str) -> None:
    assert FORMATS[name](report(complete(), as_of="2024-12-31")) == FORMATS[name](report(complete()))


def test_units_stand_beside_the_projects_only_where_there_are_several() -> None:
    assert "单位  " not in FORMATS["table"](report(complete()))
    assert section(FORMATS["table"](a_year()), "项目得分（金额单位：万元）")[0].rstrip().endswith("单位")


def test_columns_are_straight_where_a_chinese_character_takes_two() -> None:
    grid = section(FORMATS["table"](report(every_outcome(), detail=True)), "1 2024年服务妇女儿童公益项目")
    assert len({width_of(row) for row in grid}) == 1


def test_what_is_in_order_is_not_listed() -> None:
    text = FORMATS["table"](report(all_met()))
    assert headings(text) == ["项目得分（金额单位：万元）", "合计", "依据", "附注"]


def test_a_project_without_a_rating_shows_why() -> None:
    rows = section(FORMATS["table"](a_year()), "项目得分（金额单位：万元）")
    ratings = [re.split(r"\s{2,}", found)[6] for found in rows[2:]]
    assert ratings == ["暂无", "项目取消", "良", "暂无", "优"]
    assert "共95.00，应为100.00" in sentences(FORMATS["table"](a_year()), "分值有误，不评等级")


def test_a_rule_set_without_ratings_gives_none_even_when_nothing_is_missing() -> None:
    rules = replace(RULES, ratings=())
    of = YearReport(2024, None, rules, (assess(all_met(), rules),))
    assert "不评等级" in FORMATS["table"](of)


def test_missing_reasons_are_to_be_filled_in_and_written_ones_are_shown() -> None:
    text = FORMATS["markdown"](report(every_outcome(), detail=True))
    rows = {
        found.split(" | ")[0].strip("| "): found for found in text.split("\n") if found.startswith("| 1.")
    }
    assert rows["1.2"].endswith("| 4.92 | 原因：【待填写】；改进措施：【待填写】 |")
    assert rows["1.4"].endswith("| 原因：场地 协调晚；改进措施：=提前预订 |")
    assert rows["1.12"].endswith("| 5.00 | 原因：【待填写】 |")
    assert rows["1.10"].split(" | ")[7] == "5.00（系统得分4.38，认定得分5.00）"
    assert [rows[f"1.{number}"].split(" | ")[7] for number in (7, 8, 9)] == ["待评定", "不适用", "未填报"]


def test_a_project_without_any_actual_is_one_short_sentence() -> None:
    lines = [line(number, f"指标{number}", "≥1场") for number in range(1, 30)]
    text = FORMATS["table"](report(project(7, "新项目", lines, budget(None, None))))
    assert section(text, "未填报") == ["  7 新项目（30项）：全部"]


def test_a_cancelled_projects_lines_are_not_asked_for() -> None:
    own = replace(cancelled(), indicators=(*every_outcome().indicators, line(20, "未报", "≥1场")))
    text = FORMATS["table"](report(own))
    assert headings(text) == ["项目得分（金额单位：万元）", "合计", "不适用", "依据", "附注"]
    assert section(text, "不适用") == ["  2 已取消的项目：项目取消，机构改革"]


def test_assumed_readings_are_counted_and_listed_in_detail() -> None:
    assert "2项指标值按推定的读法计分" in FORMATS["table"](a_year())
    found = section(FORMATS["table"](report(every_outcome(), detail=True)), "推定")
    assert [item.split("：")[0] for item in found] == ["  1.12 微信专栏", "  1.15 例会"]


def test_it_says_where_points_come_from_and_which_rules_nothing_prescribes() -> None:
    found = sentences(FORMATS["table"](a_year()), "依据")
    assert "评分办法缺省分值（tianjin-2024）18项，表内分值4项" in found
    assert "超出上限的计分2项，逾期分档计分1项，定性指标各档的得分率1项" in found
    assert "没有文件规定" not in FORMATS["table"](report(all_met()))


def test_points_that_a_person_set_are_told_from_the_rule_sets() -> None:
    first, *others = all_met().indicators
    own = replace(all_met(), indicators=(replace(first, set_points=recorded(5000, "50")), *others))
    found = sentences(FORMATS["table"](report(own)), "依据")
    assert "分值来源：评分办法缺省分值（tianjin-2024）2项，人工设定分值1项" in found


def test_every_rule_that_can_give_a_score_has_a_name() -> None:
    measured = {"shortfall", "excess", "over", "between_rates_above_full", "bare_number", "recurring"}
    others = {"over_achievement", "lateness", "not_done", "execution"}
    assert measured | others | {rule.value for rule in GradeRule} == set(_SCORED_BY)
    assert all(RULES.basis_of(key) for key in _SCORED_BY)


def test_a_tier_with_a_stated_share_does_not_lean_on_a_share_of_ours() -> None:
    judged = every_outcome().indicators[4]
    stated = report(project(1, "项目", [judged], budget("1", None)))
    unstated = report(project(1, "项目", [replace(judged, share=None)], budget("1", None)))
    assert "定性指标各档的得分率" not in FORMATS["table"](stated)
    assert "定性指标各档的得分率1项" in FORMATS["table"](unstated)


@pytest.mark.parametrize("kind", PointsFaultKind)
def test_every_fault_of_points_has_its_sentence(kind: PointsFaultKind, golden: Golden) -> None:
    text = fault_text(faulty(), PointsFault(kind, 8500, 1000, (2, 10)))
    golden(f"report-fault-{kind}.txt", text + "\n")


@given(WORDS, st.integers(8, 40))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for each in lines:
        assert each == each.strip()
        whole = re.fullmatch(r"[（“(]*([!-~]+|.)[，。）”%]*", each)
        assert width_of(each) <= width or whole is not None


def test_a_line_is_broken_at_a_blank_which_then_falls_away() -> None:
    assert list(wrapped("ab cd 甲", 2)) == ["ab", "cd", "甲"]


def test_no_line_begins_with_a_mark_that_ends_a_phrase() -> None:
    text = "（甲，乙）。" * 40
    for width in range(10, 40):
        assert not any(each[0] in "，）。" or each[-1] == "（" for each in wrapped(text, width))


def test_text_of_the_user_cannot_steer_the_terminal() -> None:
    own = replace(line(1, "指\x1b[2J标\x07", "≥1场", "0场"), cause=words("一\n二\t三\u2028四"))
    for detail in (False, True):
        text = FORMATS["table"](report(project(1, "项\r目", [own], budget("1", None)), detail=detail))
        assert not set(text) & {"\x1b", "\x07", "\r", "\t", "\u2028"}
        assert "一 二 三 四" in text


@given(st.text(max_size=30))
def test_text_of_the_user_never_breaks_a_markdown_table(name: str) -> None:
    own = line(1, name, "≥1场", "1场")
    text = FORMATS["markdown"](report(project(1, "项目", [own], budget("1", None)), detail=True))
    (found,) = (row for row in text.split("\n") if row.startswith("| 1.1 "))
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", found)) == 10


def test_text_of_the_user_is_never_markup() -> None:
    text = FORMATS["markdown"](report(every_outcome(), detail=True))
    assert one_line(AWKWARD) not in text
    assert '受益\\|人数 &lt;b&gt;"三八"&lt;/b&gt; \\`专场\\`' in text


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        ("# 标题", "\\# 标题"),
        ("- 项", "\\- 项"),
        ("1. 项", "1\\. 项"),
        ("2) 项", "2\\) 项"),
        ("> 引", "&gt; 引"),
        ("1.2项", "1.2项"),
        ("80%~90% & *_[甲](乙)", "80%\\~90% &amp; \\*\\_\\[甲\\](乙)"),
    ],
)
def test_a_remark_is_never_markup(remark: str, shown: str) -> None:
    text = FORMATS["markdown"](replace(report(all_met()), remarks=(remark,)))
    assert text.endswith(f"## 附注\n\n- {shown}\n")
