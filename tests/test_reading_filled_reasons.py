"""What filled forms say in words: causes and remedies, tiers by hand, why a line does not apply."""

import pytest
from filled_examples import BLOCK, only, table, written
from reading_text import value

from scorer.model.fields import Field
from scorer.reading.filled_reasons import split_reason


@pytest.mark.parametrize(
    ("text", "cause", "remedy"),
    [
        ("无", "", ""),
        ("/", "", ""),
        ("无偏差", "", ""),
        ("雨季停工", "雨季停工", ""),
        ("偏差原因：雨季停工。改进措施：错开雨季。", "雨季停工。", "错开雨季。"),
        ("原因分析：雨季停工；\n下一步：错开雨季", "雨季停工", "错开雨季"),
        ("1.原因：雨季停工；2.改进措施：错开雨季", "雨季停工", "错开雨季"),
        (
            "（1）未完成原因：雨季停工（2）改进措施：错开雨季",
            "（1）未完成原因：雨季停工（2）改进措施：错开雨季",
            "",
        ),
        ("雨季停工。下一步将错开雨季", "雨季停工。", "下一步将错开雨季"),
        ("改进措施：错开雨季", "", "错开雨季"),
        ("原因：改进措施落实不到位", "改进措施落实不到位", ""),
        ("下一步工作没有计划", "下一步工作没有计划", ""),
        ("原因：无；改进措施：无", "", ""),
        ("尾款未付，且限价低于预算。提高预算准确度。", "尾款未付，且限价低于预算。", "提高预算准确度。"),
        ("雨季停工；加强管理,加快施工进度;", "雨季停工", "加强管理,加快施工进度;"),
        ("加强管理后支出减少", "加强管理后支出减少", ""),
        ("加大宣传力度，报名增加", "加大宣传力度，报名增加", ""),
        ("人员调整。加强了管理", "人员调整。加强了管理", ""),
        ("报名踊跃。加强监管导致停业整改工作", "报名踊跃。加强监管导致停业整改工作", ""),
        ("加大宣传力度", "加大宣传力度", ""),
        ("原因：人员调整。加强管理", "人员调整。加强管理", ""),
    ],
)
def test_cause_and_remedy_in_one_cell_are_told_apart(text: str, cause: str, remedy: str) -> None:
    assert split_reason(text) == (cause, remedy)


@pytest.mark.parametrize(
    ("score", "reason", "said"),
    [
        (
            "7",
            "加强技术指导,加大宣传力度;加大项目支持力度",
            (None, "加强技术指导,加大宣传力度;加大项目支持力度"),
        ),
        ("8", "加强技术指导,加大宣传力度", ("加强技术指导,加大宣传力度", None)),
        ("7", "加强管理后支出减少", ("加强管理后支出减少", None)),
        ("7", "缺加强技术指导的人", ("缺加强技术指导的人", None)),
    ],
)
def test_nothing_but_what_is_to_be_done_is_the_remedy_of_a_line_that_lost_points(
    score: str, reason: str, said: tuple[str | None, str | None]
) -> None:
    (line,) = only(table(f'产出指标,数量指标,座数,是,基本达到,8,{score},"{reason}"')).lines
    assert (value(line.entries, Field.CAUSE), value(line.entries, Field.REMEDY)) == said


def test_the_reasons_may_be_named_in_the_brackets_of_another_heading() -> None:
    header = "一级,二级,三级,年度指标,全年完成,分值,得分,备注（未完成原因）\n"
    (line,) = only(BLOCK + header + "产出,数量,座数,≥2座,1座,50,25,停工\n").lines
    fields = (Field.TARGET, Field.ACTUAL, Field.CAUSE)
    assert [written(line.entries, field) for field in fields] == ["≥2座", "1座", "停工"]


def test_the_reasons_may_be_named_in_the_upper_of_two_rows_of_headings() -> None:
    header = (
        "绩效指标,,,年度指标值,,,实际完成值,分值,得分,偏差原因分析及改进措施\n"
        "一级指标,二级指标,三级指标,指标性质,指标值,度量单位,,,,\n"
    )
    row = "效益指标,社会效益指标,政策知晓率,≥,100,%,98%,10,9,原因：宣传面不广；改进措施：加强宣传\n"
    (line,) = only(BLOCK + header + row).lines
    assert [written(line.entries, field) for field in (Field.CAUSE, Field.REMEDY)] == [
        "宣传面不广",
        "加强宣传",
    ]


def test_cause_and_remedy_under_one_heading_have_a_column_each() -> None:
    header = (
        "一级指标,二级指标,三级指标,指标值,完成值,分值,得分,偏差原因及改进措施,\n,,,,,,,偏差原因,改进措施\n"
    )
    (line,) = only(BLOCK + header + "产出指标,数量指标,座数,≥2座,1座,50,25,停工,复工\n").lines
    assert [written(line.entries, field) for field in (Field.CAUSE, Field.REMEDY)] == ["停工", "复工"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("—,—,不适用,不适用：上级取消了安排", "上级取消了安排"),
        ("—,—,不适用,", "不适用"),
        (",5,不适用,机构撤并", "机构撤并"),
        ("不适用,5,,不适用", "不适用"),
        ("不适用,5,/,/", "不适用"),
        ("不适用,5,5,", None),
        ("1座,5,5,不适用", None),
    ],
)
def test_a_line_that_does_not_apply_says_so_in_place_of_its_score(cells: str, reason: str | None) -> None:
    (line,) = only(table(f"产出指标,数量指标,座数,≥1座,{cells}")).lines
    assert (value(line.entries, Field.NOT_APPLICABLE) or None) == reason
    assert bool(value(line.entries, Field.ACTUAL)) is (reason is None)
    assert value(line.entries, Field.TABLE_POINTS) == ("0.00" if "—,—" in cells else "5.00")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("档次：达成", ("", "", "达成", "")),
        (
            "原因：报名不足；改进措施：早报；档次：部分达成，得分率70%",
            ("报名不足", "早报", "部分达成", "70%"),
        ),
        ("报名不足。档次:未达成", ("报名不足。", "", "未达成", "")),
        ("档次：良好", ("档次：良好", "", "", "")),
    ],
)
def test_the_tier_that_a_person_gave_stands_behind_the_reasons(
    reason: str, told: tuple[str, str, str, str]
) -> None:
    (line,) = only(table(f"产出指标,数量指标,氛围,明显改善,有改善,90,70,{reason}")).lines
    fields = (Field.CAUSE, Field.REMEDY, Field.TIER, Field.SHARE)
    assert tuple(value(line.entries, field) or "" for field in fields) == told


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("待评定：按词表看不出属哪一档；原因：报名不足；改进措施：早报", "报名不足"),
        ("待评定：按词表看不出", ""),
    ],
)
def test_what_the_program_says_of_a_line_without_score_is_no_cause(reason: str, cause: str) -> None:
    (line,) = only(table(f"产出指标,数量指标,氛围,明显改善,有改善,90,【待填写】,{reason}")).lines
    assert written(line.entries, Field.CAUSE) == cause
