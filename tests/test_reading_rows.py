from itertools import accumulate

import pytest
from reading_text import BLOCK, HEADER, codes, problem_text, read, targets_of, value

from scorer.model.entry import Organisation
from scorer.model.fields import Field
from scorer.model.problem import Code
from scorer.reading.block_rows import read_block
from scorer.reading.entries import split_goals
from scorer.reading.table import Row, cell_at


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("2023年水库绩效目标表\n402001县水利局\n项目名称,2024年水库", 2023),
        ("水库绩效目标表\n402001县水利局\n项目名称,2024年水库", 2024),
        ("水库绩效目标表\n（2022年度）\n402001县水利局\n项目名称,水库", 2022),
        ("水库绩效目标表\n402001县水利局\n项目名称,水库", 2025),
        ("目录：2021年水库绩效目标表\n2022年水库绩效目标表\n402001县水利局\n项目名称,水库", 2022),
    ],
)
def test_the_year_is_that_of_the_title_then_the_name_then_the_argument(above: str, year: int) -> None:
    reading = read(f"{above}\n{HEADER}产出指标,数量指标,座数,≤5月,100\n", 2025)
    assert reading.projects[0].key.year == year
    assert value(reading.projects[0].lines[0].entries, Field.TARGET) == f"≤{year}年5月31日"


@pytest.mark.parametrize(
    ("header", "row", "target"),
    [
        ("指标性质,指标值,计量单位", "≥,26,场", "≥26场"),
        ("计量单位,指标值,指标性质", "场,26,≥", "≥26场"),
        ("指标性质,指标值,计量单位", "≥,≥26,场", "≥26场"),
        ("指标性质,指标值,计量单位", "≥,26场,场", "≥26场"),
        ("指标性质,指标值,计量单位", "定量,26,无", "26"),
        ("指标性质,指标值,计量单位", "定性,按时完成,无", "按时完成"),
        ("指标性质,指标值,计量单位", "≤,-5,%", "≤-5%"),
        ("指标性质,指标值,度量单位", "反向,26,场", "26场"),
        ("计算符号,目标值,度量单位", "=,26,场", "=26场"),
        ("指标性质,指标值,度量单位", "﹦,100,%", "=100%"),
        ("指标性质,指标值,度量单位", "═,100,%", "=100%"),
        ("去年实际值,指标值,备注", "3,≥5场,无", "≥5场"),
    ],
)
def test_sign_value_and_unit_in_columns_of_their_own_make_one_target(
    header: str, row: str, target: str
) -> None:
    reading = read(f"{BLOCK}一级指标,二级指标,三级指标,{header}\n产出指标,数量指标,座数,{row}\n")
    assert targets_of(reading) == [target]
    assert (Code.TARGET_ASSUMED in codes(reading)) >= ("反向" in row)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("产出指标,数量指标,甲,1座\n,,乙,1座\n", "产出指标|数量指标|甲 产出指标|数量指标|乙"),
        ("产出指标(50分),数量指标,甲,1座\n", "产出指标|数量指标|甲"),
        ("产出指标50分,数量指标（权重：20%）,甲,1座\n", "产出指标|数量指标|甲"),
        ("1.产出指标,1.1数量指标,甲,1座\n", "产出指标|数量指标|甲"),
        ("一、产出指标（50分）,（一）数量指标,甲,1座\n", "产出指标|数量指标|甲"),
        ("规划15,指标1,甲,1座\n", "规划|指标1|甲"),
        ("产 出\u3000指标,数量 指标,甲,1座\n", "产出指标|数量指标|甲"),
        ("产出指标,数量指标,甲,1座\n同上,〃,乙,1座\n", "产出指标|数量指标|甲 产出指标|数量指标|乙"),
        ("产出指标,数量指标,甲,1座\n……,……,……,……\n,,,\n", "产出指标|数量指标|甲"),
        ("产出指标,数量指标,甲,1座\n,,指标1：/,/\n,,指标2：—,\n,,0,0.00%\n", "产出指标|数量指标|甲"),
        ("产出指标,数量指标,甲,1座\n,,指标1：/,2座\n", "产出指标|数量指标|甲 产出指标|数量指标|指标1：/"),
        ("产出指标,数量指标,指标1：,\n,,指标2：乙,1座\n", "产出指标|数量指标|指标2：乙"),
        ("产出指标,数量指标,甲,1座\n效益指标,,乙,1座\n", "产出指标|数量指标|甲 效益指标||乙"),
        ("产出指标,数量指标,甲,1座\n,,其中：乙,1座\n", "产出指标|数量指标|甲 产出指标|数量指标|其中：乙"),
        ('产出指标,数量指标," 甲\n乙 ",1座\n', "产出指标|数量指标|甲乙"),
        (
            "产出指标,数量指标,甲,1座\n一级指标,二级指标,三级指标,指标值\n,,乙,1座\n",
            "产出指标|数量指标|甲 产出指标|数量指标|乙",
        ),
    ],
)
def test_names_of_rows_are_carried_down_and_rows_of_fillers_left_out(rows: str, names: str) -> None:
    reading = read(f"{BLOCK}一级指标,二级指标,三级指标,指标值\n{rows}")
    keys = [line.key for line in reading.projects[0].lines]
    assert " ".join(f"{key.dimension}|{key.category}|{key.name}" for key in keys) == names


@pytest.mark.parametrize(
    ("name", "cell", "target"),
    [
        ("年度资金支付完成率100%", "", "100%"),
        ("年度资金支付完成率≥95%", "—", "≥95%"),
        ("受益人数不少于1000人", "", "不少于1000人"),
        ("受益人数1000人以上", "", "1000人以上"),
        ("验收合格率（≥98%）", "", "≥98%"),
        ("变压器3台", "", "3台"),
        ("变压器3台", "2台", "2台"),
        ("变压器3台安装", "", ""),
        ("第43届", "", ""),
        ("安装5", "", ""),
        ("变压器", "", ""),
    ],
)
def test_a_target_that_ends_the_name_counts_where_the_value_is_blank(
    name: str, cell: str, target: str
) -> None:
    reading = read(f"{BLOCK}单位：万元\n一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,{name},{cell}\n")
    assert targets_of(reading) == [target]
    assert [line.key.name for line in reading.projects[0].lines] == [name]
    assert (Code.TARGET_ASSUMED in codes(reading)) >= bool(target and not cell)


def test_labels_and_amounts_are_matched_by_their_place_in_the_grid_and_not_by_cell() -> None:
    def row(number: int, *texts: str) -> Row:
        columns = accumulate(1 if text else 0 for text in texts)
        cells = zip(columns, texts, strict=True)
        return Row(tuple(cell_at("x", 1, number, column, text) for column, text in cells))

    heads = row(2, "项目资金（万元）", "", "年度资金总额", "", "财政拨款")
    block = read_block([row(1, "项目名称", "", "水库"), heads, row(3, "", "", "5", "", "3")])
    assert {part: cell.text for part, cell in block.money.items()} == {"": "5", "财政资金": "3"}


@pytest.mark.parametrize(
    ("second", "targets"),
    [
        ("上年值,预期值", ["≥2座"]),
        ("预期值,上年值", ["≥1座"]),
        ("预期实际值,预期实现值", ["≥2座"]),
    ],
)
def test_of_a_value_column_parted_in_two_the_expected_value_is_the_target(
    second: str, targets: list[str]
) -> None:
    reading = read(f"{BLOCK}一级指标,三级指标,指标值,,备注\n,,{second},\n产出,座数,≥1座,≥2座,注\n")
    assert targets_of(reading) == targets


def test_a_first_row_without_names_is_no_second_row_of_the_header() -> None:
    reading = read(f"{BLOCK}一级指标,三级指标,指标值,备注\n,,预期值,见注\n产出指标,座数,≥1座,\n")
    assert Code.NAME_MISSING in codes(reading)


def test_lines_of_one_name_are_told_apart_by_their_turn() -> None:
    reading = read(f"{BLOCK}{HEADER}产出,数量,甲,1座,\n,,乙,1座,\n,,甲,2座,\n")
    assert [(line.key.name, line.key.turn) for line in reading.projects[0].lines] == [
        ("甲", 1),
        ("乙", 1),
        ("甲", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "budget"),
    [
        ("单位：元\n预算数,50000,财政资金,20000", {"": "5万元", "财政资金": "2万元"}),
        ("项目资金（元）,年度资金总额,50000", {"": "5万元"}),
        ("单位：万元\n预算数,5.00,其中：财政    资金,,其他资金,—", {"": "5.00万元"}),
        (
            "年度资金总额,5\n其中：财政拨款,3\n上年结转资金,2",
            {"": "5万元", "财政资金": "3万元", "上年结转资金": "2万元"},
        ),
        ("预算数：5万元", {"": "5万元"}),
        ("预算数,0", {"": "0万元"}),
        ("预算数,\n用于修水库", {}),
    ],
)
def test_amounts_are_read_in_ten_thousand_yuan_by_their_labels(rows: str, budget: dict[str, str]) -> None:
    text = f"402001县水利局\n项目名称,2024年水库\n{rows}\n{HEADER}产出指标,数量,座数,1座,\n"
    entries = read(text).projects[0].entries
    found = {entry.part: entry.reading for entry in entries if entry.field is Field.INITIAL_BUDGET}
    assert found == budget


@pytest.mark.parametrize(
    ("rows", "field", "first"),
    [
        ("预算数,5\n项目金额,6", Field.INITIAL_BUDGET, "5万元"),
        ("绩效目标,甲\n总体目标,乙", Field.GOALS, "甲"),
        ("资金用途,甲\n用途,乙", Field.PURPOSE, "甲"),
    ],
)
def test_of_two_values_for_one_thing_the_first_holds_and_the_other_is_shown(
    rows: str, field: Field, first: str
) -> None:
    text = f"402001县水利局\n单位：万元\n项目名称,2024年水库\n{rows}\n{HEADER}产出,数量,座数,≥1座,\n"
    reading = read(text)
    assert value(reading.projects[0].entries, field) == first
    assert codes(reading) == [Code.TEXT_IGNORED]


def test_an_amount_that_carries_its_unit_needs_no_other() -> None:
    text = f"402001县水利局\n项目名称,2024年水库\n预算数,50000元\n{HEADER}产出,数量,座数,≥1座,\n"
    assert value(read(text).projects[0].entries, Field.INITIAL_BUDGET) == "5万元"
    assert read(text).problems == ()


def test_an_amount_without_any_unit_is_read_as_ten_thousand_yuan_with_a_note() -> None:
    reading = read(f"{BLOCK}{HEADER}产出指标,数量指标,座数,≥1座,\n")
    (problem,) = reading.problems
    assert problem_text(problem) == (
        "[note target_assumed] 0:3:2 没有写明金额单位，“5”按万元读。"
        " -> 若是别的单位，请在表上方写明，例如“单位：元”。"
    )


@pytest.mark.parametrize(
    ("row", "code", "name"),
    [
        ("402001县水利局", "402001", "县水利局"),
        ("402001 县水利局,单位：万元", "402001", "县水利局"),
        ("402001-县水利局 单位：万元", "402001", "县水利局"),
        ("预算单位,402001县水利局", "402001", "县水利局"),
        ("填报单位：县水利局", "", "县水利局"),
        ("主管部门,县农业局,实施单位,县水利局", "", "县水利局"),
        ("填报单位,县农业局,实施单位,县水利局", "", "县水利局"),
        ("实施单位,县水利局,填报单位,县农业局", "", "县水利局"),
        ("预算单位,402001县水利局,实施单位,县水文站", "402001", "县水利局"),
        ("填报单位：（盖章）县水利局", "", "县水利局"),
        ("主管部门：县农业局    实施单位：县水利局  单位：万元", "", "县水利局"),
        ("省级主管部门,省水利厅,市县主管部门,县水利局", "", "省水利厅"),
        ("主管部门,县农业局", "", "县农业局"),
    ],
)
def test_the_organisation_is_a_line_with_its_code_or_stands_by_its_label(
    row: str, code: str, name: str
) -> None:
    reading = read(f"{row}\n项目名称,2024年水库\n{HEADER}产出指标,数量,座数,1座,\n")
    assert reading.projects[0].key.organisation == Organisation(code, name)


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("1.甲\n2.乙", ["1.甲", "2.乙"]),
        ("1.1.“甲”\n续\n2、乙", ["1.1.“甲”续", "2、乙"]),
        ("１．甲\n２．乙", ["１．甲", "２．乙"]),
        ("不少于\n3.5万元\n2024年完成", ["不少于3.5万元2024年完成"]),
        ("总的说\n\n1.甲", ["总的说", "1.甲"]),
        ("目标1：甲\n续\n目标2：乙", ["目标1：甲续", "目标2：乙"]),
        ("一、甲\n（二）乙\n③丙", ["一、甲", "（二）乙", "③丙"]),
        ("实现\n目标2024年完成", ["实现目标2024年完成"]),
    ],
)
def test_goals_are_parted_by_their_numbers(text: str, goals: list[str]) -> None:
    assert split_goals(text) == goals


@pytest.mark.parametrize(
    "rows",
    [
        "预算数,5\n,修水库",
        "预算数,\n修水库",
        "资金用途,修水库",
        "资金用途\n,修水库",
        "绩效目标,1.建成\n资金用途：修水库",
    ],
)
def test_the_purpose_stands_by_its_label_or_under_the_amounts(rows: str) -> None:
    text = f"402001县水利局\n单位：万元\n项目名称,2024年水库\n{rows}\n{HEADER}产出,数量,座数,≥1座,\n"
    reading = read(text)
    assert value(reading.projects[0].entries, Field.PURPOSE) == "修水库"
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("28.8万元", "%", True),
        ("95%", "百分比", False),
        ("3场", "次", True),
        ("每月1次", "次", False),
        ("应保尽保", "定性", False),
        ("应保尽保", "%", False),
        ("95", "%", False),
        ("3套设备", "种类", False),
    ],
)
def test_a_unit_beside_a_value_in_another_unit_is_told_of(value: str, unit: str, told: bool) -> None:
    rows = f"产出指标,数量指标,甲,{value},{unit}\n"
    reading = read(f"{BLOCK}单位：万元\n一级指标,二级指标,三级指标,指标值,计量单位\n{rows}")
    said = [problem.message for problem in reading.problems]
    assert (f"计量单位“{unit}”没有读取，只按指标值“{value}”理解。" in said) is told
