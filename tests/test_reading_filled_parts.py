"""Single parts of filled forms: reasons, rating, total, execution, funds, goals."""

import pytest
from filled_examples import BLOCK, HEADER, only, table, written
from reading_text import value

from scorer.model.fields import Field
from scorer.reading.filled_block import rating_in
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
    ],
)
def test_cause_and_remedy_in_one_cell_are_told_apart(text: str, cause: str, remedy: str) -> None:
    assert split_reason(text) == (cause, remedy)


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("优", "优"),
        ("良好", "良"),
        ("□优 ☑良 □中 □差", "良"),
        ("优□ 良■ 中□ 差□", "良"),
        ("优□ 良□ 中□ 差□", ""),
        ("优（√）  良（ ）  中（ ）  差（ ）", "优"),
        ("（ ）优  （√）良  （ ）中  （ ）差", "良"),
        ("自评得分95分，等级为“优”。", "优"),
        ("优良中差", ""),
        ("总体较好", ""),
    ],
)
def test_a_rating_is_a_word_a_ticked_box_or_part_of_a_sentence(text: str, rating: str) -> None:
    assert rating_in(text) == rating


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("总分,,,,,100,94,", "94.00"),
        ("总分,,,100,94,,,", "94.00"),
        ("合计,,,,,100,,", None),
        ("总 分,94,,,,,,", "94.00"),
        ("自评得分：94分,,,,,,,", "94.00"),
        ("总分（满分100分）,,,,,,93.125,", "93.13"),
        ("总分,总分,总分,总分,总分,100,94,", "94.00"),
        ("总分,总分,总分,总分,总分,100,94,等级：优", "94.00"),
        ("小计,,,,,100,94,", None),
        ("总分,,,,,100%,94分,", "94.00"),
        ("自评总分：94分 评价等级：优,,,,,,,", "94.00"),
    ],
)
def test_the_stated_total_is_found_wherever_the_last_row_has_it(row: str, total: str | None) -> None:
    project = only(table("产出指标,数量指标,座数,≥1座,1座,90,84,", row))
    assert value(project.entries, Field.STATED_TOTAL) == total
    assert len(project.lines) == 1


@pytest.mark.parametrize(
    ("said", "rating"), [("等级：优", "优"), ("评价等级: 良", "良"), ("等级：【待填写】", "")]
)
def test_a_rating_beside_the_total_is_read(said: str, rating: str) -> None:
    project = only(table("产出指标,数量指标,座数,≥1座,1座,100,94,", f"总分,,,,,100,94,{said}"))
    assert value(project.entries, Field.STATED_TOTAL) == "94.00"
    assert written(project.entries, Field.STATED_RATING) == rating
    assert len(project.lines) == 1


@pytest.mark.parametrize(
    "row",
    [
        "预算执行率（10分）,,,100%,95%,10,9.5,结算未完",
        "预算执行（10分）,预算执行率,预算执行率,100%,95%,,9.5,结算未完",
        "一、预算执行情况(10分),,,100%,95%,,9.5,结算未完",
    ],
)
def test_a_row_of_budget_execution_is_the_projects_and_no_indicator(row: str) -> None:
    project = only(table(row, "产出指标,数量指标,座数,≥1座,1座,90,84,"))
    found = {
        field: value(project.entries, field)
        for field in (Field.TABLE_POINTS, Field.STATED_RATE, Field.STATED_SCORE, Field.CAUSE)
    }
    assert found == dict(zip(found, ("10.00", "95%", "9.50", "结算未完"), strict=True))
    assert [line.key.dimension for line in project.lines] == ["产出指标"]


def test_an_indicator_may_be_called_budget_execution() -> None:
    project = only(table("管理指标,资金管理,预算执行率,100%,95%,10,9.5,"))
    assert [line.key.name for line in project.lines] == ["预算执行率"]


@pytest.mark.parametrize(
    ("rows", "goals", "achieved"),
    [
        ("年度总体目标,预期目标,实际完成情况\n,修一座,修了一座\n", "修一座", "修了一座"),
        ("年度总体目标,预期目标,实际完成情况\n修一座,修了一座\n", "修一座", "修了一座"),
        ("年初设定目标,年度总体目标完成情况综述\n修一座,修了一座\n", "修一座", "修了一座"),
        ("年度总体目标,修一座,目标完成情况,修了一座\n", "修一座", "修了一座"),
        ("年度总体目标,修一座\n实际完成情况,修了一座\n", "修一座", "修了一座"),
        ("总体目标完成情况,总体目标,全年实际完成情况\n,修一座,修了一座\n", "修一座", "修了一座"),
        ("年度总体目标,预期目标,实际完成情况\n,修一座,/\n", "修一座", None),
        ("年度目标,预期目标：修一座,,实际完成情况：修了一座\n", "修一座", "修了一座"),
        ("年度目标完成情况,预期目标,,实际完成目标\n,修一座,,修了一座\n", "修一座", "修了一座"),
        ("年度目标完成情况,预期目标,目标实际完成情况,20\n,修一座,修了一座,\n", "修一座", "修了一座"),
        (
            "目标完成情况,年度预期目标,具体完成情况,总体完成率(%)\n,修一座,修了一座,100.00\n",
            *("修一座", "修了一座"),
        ),
    ],
)
def test_goals_and_what_became_of_them_stand_below_or_beside_their_labels(
    rows: str, goals: str, achieved: str | None
) -> None:
    entries = only(BLOCK + rows + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").entries
    assert (value(entries, Field.GOALS), value(entries, Field.ACHIEVED)) == (goals, achieved)


def test_cells_under_no_heading_belong_to_the_merged_heading_beside_them() -> None:
    header = "一级指标,二级指标,三级指标,,年度指标值,,实际完成值,分值,得分\n"
    rows = "产出指标,数量指标,座数,,,≥1座,1座,50,50\n,,渠道,≥2条,,,2条,40,40\n"
    lines = only(BLOCK + header + rows).lines
    assert [written(line.entries, Field.TARGET) for line in lines] == ["≥1座", "≥2条"]


def test_the_words_under_the_table_are_the_projects_where_no_column_holds_reasons() -> None:
    header = "一级指标,二级指标,三级指标,年初目标值,实际完成值,得分\n"
    rows = "产出指标,数量指标,座数,≥2座,1座,40\n总分,,,,,40\n未完成原因分析,,,停工,,\n改进措施,,,复工,,\n"
    entries = only(BLOCK + header + rows).entries
    assert (value(entries, Field.CAUSE), value(entries, Field.REMEDY)) == ("停工", "复工")


def test_a_note_that_speaks_of_the_budget_leaves_the_stated_total() -> None:
    note = "备注：\n1.预算执行情况口径：预算数为调整后数，执行数为实际支出数。\n2.定量指标直接累加。\n"
    project = only(table("产出指标,数量指标,座数,≥1座,1座,90,84,", "总分,,,,,100,94,") + note)
    assert value(project.entries, Field.STATED_TOTAL) == "94.00"
    assert len(project.lines) == 1


def test_a_row_of_what_does_not_apply_is_no_indicator_unless_it_scores() -> None:
    rows = (
        "产出指标,数量指标,座数,≥1座,1座,90,84,",
        "效益指标,经济效益指标,不适用,,,,,",
        ",生态效益指标,无,无,无,,,",
        ",社会效益指标,无,无,无,10,10,",
    )
    assert [line.key.category for line in only(table(*rows)).lines] == ["数量指标", "社会效益指标"]


def test_a_level_beside_the_names_under_one_merged_heading_is_read_as_such() -> None:
    scores = "评价内容,,分值,自评分,复核分,评价标准\n项目资金,到位率,10,10,,到位\n,使用率,10,9,,使用\n产出,,5,5,,满\n"
    results = "指标名称,年初指标值,年终完成值,自评分,复核分,评价标准\n座数,≥1座,1座,20,,按比例\n"
    lines = only(BLOCK + scores + results).lines
    assert [(line.key.dimension, line.key.name) for line in lines] == [
        ("项目资金", "到位率"),
        ("项目资金", "使用率"),
        ("产出", "产出"),
        ("绩效指标", "座数"),
    ]
    assert value(lines[3].entries, Field.STATED_SCORE) == "20.00"


def test_several_labels_in_a_line_each_keep_their_value() -> None:
    lines = table("产出指标,数量指标,座数,≥1座,1座,90,84,", "自评总分：94分    评价等级：优,,,,,,,")
    assert value(only(lines).entries, Field.STATED_RATING) == "优"


def test_a_form_without_targets_has_those_that_stand_in_the_names() -> None:
    header = "一级指标,二级指标,三级指标,完成情况,分值,得分\n"
    lines = only(BLOCK + header + "产出指标,数量指标,水库≥2座,1座,50,25\n,质量指标,外观,好,40,40\n").lines
    assert [value(line.entries, Field.ACTUAL) for line in lines] == ["1座", "好"]
    assert [written(line.entries, Field.TARGET) for line in lines] == ["≥2座", ""]


def test_the_reasons_may_be_named_in_the_brackets_of_another_heading() -> None:
    header = "一级,二级,三级,年度指标,全年完成,分值,得分,备注（未完成原因）\n"
    (line,) = only(BLOCK + header + "产出,数量,座数,≥2座,1座,50,25,停工\n").lines
    fields = (Field.TARGET, Field.ACTUAL, Field.CAUSE)
    assert [written(line.entries, field) for field in fields] == ["≥2座", "1座", "停工"]


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
