"""Single parts of filled forms: rating, total, execution, goals."""

import pytest
from filled_examples import BLOCK, HEADER, only, read, table, written
from reading_text import value

from scorer.model.fields import Field
from scorer.reading.filled_labels import rating_in


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
    ("said", "rating"),
    [("等级：优", "优"), ("评价等级: 良", "良"), ("等级：【待填写】", ""), ("优", "优"), ("良好", "良")],
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
        ("年度目标完成情况,预期目标,目标实际完成情况,20\n,修一座,修了一座\n", "修一座", "修了一座"),
        (
            "三、目标完成情况,年度预期目标,具体完成情况,总体完成率(%)\n,修一座。,修了一座。,100.00\n,保供水,已供水,\n",
            "修一座。保供水",
            "修了一座。已供水",
        ),
        (
            "年度目标完成情况,预期目标,,目标实际完成情况,20\n,目标1:修一座,,目标1:修了一座\n,目标2:管好,,目标2:/\n",
            "目标1:修一座\n目标2:管好",
            "目标1:修了一座\n目标2:/",
        ),
        (
            "年度总体目标,预期目标,实际完成情况\n,修一座,修了一座\n项目概况,在山里,不大\n",
            "修一座",
            "修了一座",
        ),
        ("预期目标,实际完成情况\n修一座,修了一座\n验收意见,合格\n", "修一座", "修了一座"),
    ],
)
def test_goals_and_what_became_of_them_stand_below_or_beside_their_labels(
    rows: str, goals: str, achieved: str | None
) -> None:
    entries = only(BLOCK + rows + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").entries
    assert (value(entries, Field.GOALS), value(entries, Field.ACHIEVED)) == (goals, achieved)


def test_a_table_may_be_named_before_its_levels_and_part_its_targets_in_sign_value_and_unit() -> None:
    header = (
        "四、年度绩效指标完成情况,一级指标,二级指标,三级指标,分值,预期指标值,,,单项指标实际完成值,自评得分,\n"
        ",,,,,符号,值,单位(文字描述),,单项指标得分,单项指标折算得分\n"
    )
    row = ",产出指标,质量指标,覆盖率,25,>=,98,%(百分比),97%,24.75,6.19\n"
    (line,) = only(BLOCK + header + row).lines
    fields = (Field.TARGET, Field.ACTUAL, Field.STATED_SCORE)
    assert tuple(value(line.entries, field) for field in fields) == ("≥98%", "97%", "24.75")


def test_points_and_rate_of_the_goals_as_a_whole_are_named() -> None:
    goals = "年度目标完成情况,预期目标,目标实际完成情况,20,总体完成率(%)\n,修一座,修了一座,,100\n"
    reading = read("表.csv", (BLOCK + goals + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").encode())
    (told,) = (each.message for each in reading.problems)
    assert told == "下列内容不在导入范围，没有读取：目标实际完成情况的分值20、总体完成率。"


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


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ("项目总得分99分\n", "99.00"),
        ("自评总分 98.5分\n", "98.50"),
        ("总得分争取99分\n", None),
        ("主管部门,市监局,,自评得分\n省级财政部门,省财政厅,,100\n", "100.00"),
        ("自评情况,权重,自评得分\n资金支付,10,9.5\n", None),
        ("主管部门,市监局,,自评得分\n省级财政部门,省财政厅,负责人,100\n", None),
    ],
)
def test_the_stated_total_is_found_above_the_table(rows: str, total: str | None) -> None:
    entries = only(BLOCK + rows + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").entries
    assert value(entries, Field.STATED_TOTAL) == total


def test_a_form_without_targets_has_those_that_stand_in_the_names() -> None:
    header = "一级指标,二级指标,三级指标,完成情况,分值,得分\n"
    lines = only(BLOCK + header + "产出指标,数量指标,水库≥2座,1座,50,25\n,质量指标,外观,好,40,40\n").lines
    assert [value(line.entries, Field.ACTUAL) for line in lines] == ["1座", "好"]
    assert [written(line.entries, Field.TARGET) for line in lines] == ["≥2座", ""]
