from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_text import (
    ASIDE,
    BLOCK,
    HEADER,
    LINE,
    above,
    budget,
    codes,
    problem_text,
    read,
    set_aside,
    targets_of,
    value,
)

from scorer.model.fields import Field
from scorer.model.problem import Code, refusals
from scorer.model.source import Source
from scorer.reading import actuals
from scorer.reading.decoding import lines_of
from scorer.reading.paper import paper
from scorer.reading.sections import split_sections
from scorer.reading.table import Cell, Row


@pytest.mark.parametrize(
    "label",
    [
        *("预算金额", "项目总金额", "申请资金", "年度预算申请", "预 算\u3000金额：", "资金总额（万元）"),
        *("1.年度预算", "一、项目预算", "（三）当年预算"),
    ],
)
def test_the_whole_amount_is_known_by_each_of_its_names(label: str) -> None:
    reading = above(f"{label},50")
    assert budget(reading) == {"": "50万元"}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        (
            "资金总额,30\n其中：中央,20\n市级,6\n其他,4",
            {"中央财政资金": "20", "市级财政资金": "6", "其他资金": "4"},
        ),
        ("资金总额,30\n中央财政资金,20\n省级财政资金,10", {"中央财政资金": "20", "省级财政资金": "10"}),
        ("资金总额,30,其中：当年财政拨款,20,上年结转,10", {"财政资金": "20", "上年结转资金": "10"}),
        ("资金总额,30\n其他,—", {}),
    ],
)
def test_each_source_of_money_keeps_its_own_name(rows: str, amounts: dict[str, str]) -> None:
    reading = above(rows)
    expected = {"": "30万元"} | {part: f"{amount}万元" for part, amount in amounts.items()}
    assert budget(reading) == expected
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("rows", "amounts", "aside"),
    [
        ("项目总预算,90,当年预算,30", {"": "30"}, ["项目总预算"]),
        ("当年预算,30,项目总预算,90", {"": "30"}, ["项目总预算"]),
        ("项目总预算,90\n当年预算,30", {"": "30"}, ["项目总预算"]),
        (
            "资金,中期资金总额,90,年度资金总额,30\n,其中：财政拨款,90,其中：财政拨款,30",
            {"": "30", "财政资金": "30"},
            ["中期资金总额"],
        ),
        (
            "资金,中期资金总额,90,年度资金总额,30\n备注,\n,财政拨款,20",
            {"": "30", "财政资金": "20"},
            ["中期资金总额"],
        ),
        (
            "项目资金,年初预算数,全年预算数,全年执行数\n总额,30,31,32\n其中：财政拨款,30,31,32",
            {"": "30", "财政资金": "30"},
            ["全年预算数", "全年执行数"],
        ),
    ],
)
def test_of_amounts_of_several_years_or_stages_the_years_budget_is_read(
    rows: str, amounts: dict[str, str], aside: list[str]
) -> None:
    reading = above(rows.replace("资金,中", "项目资金,中"))
    assert budget(reading) == {part: f"{amount}万元" for part, amount in amounts.items()}
    assert set_aside(reading) == aside


@pytest.mark.parametrize(
    ("rows", "goals", "aside"),
    [
        ("总体目标,三年建成\n年度目标,今年开工", "今年开工", ["总体目标"]),
        ("年度目标,今年开工\n总体目标,今年开工", "今年开工", []),
        ("总体目标,中长期目标,年度目标\n,三年建成,今年开工", "今年开工", ["中长期目标"]),
        ("年度总体目标,预期目标,,实际完成情况\n,今年开工,,已经开工", "今年开工", ["实际完成情况"]),
        ("年度目标\n,今年开工\n,第二段", "今年开工第二段", []),
    ],
)
def test_of_several_goals_the_years_are_read_wherever_they_stand(
    rows: str, goals: str, aside: list[str]
) -> None:
    reading = above(rows)
    assert value(reading.projects[0].entries, Field.GOALS) == goals
    assert set_aside(reading) == aside


def test_an_amount_is_looked_for_under_a_label_but_a_text_is_none() -> None:
    assert budget(above("预算数,财政资金\n30,20")) == {"": "30万元", "财政资金": "20万元"}
    reading = above("预算数,财政资金\n修水库,")
    assert budget(reading) == {}
    assert value(reading.projects[0].entries, Field.PURPOSE) == "修水库"


def test_amounts_stand_under_heads_that_part_them_by_source_and_use() -> None:
    heads = "年度预算申请（万元）,资金总额,按收入性质分,,按支出性质分,"
    reading = above(f"{heads}\n,30,一般公共预算：20,,基本支出：8,项目支出：22")
    assert budget(reading) == {"": "30万元", "一般公共预算资金": "20万元"}
    assert "基本支出：8 | 项目支出：22" in reading.problems[0].message
    assert budget(above("预算数,30,其中,财政拨款,20")) == {"": "30万元", "财政资金": "20万元"}


def test_labels_in_one_line_each_have_what_stands_behind_them() -> None:
    line = "项目名称：2024年水库  二期    实施单位：县水利局（盖章）    项目负责人：张三"
    reading = read(f"{line}\n{HEADER}{LINE}")
    (project,) = reading.projects
    assert (project.key.name, project.key.organisation.name) == ("2024年水库  二期", "县水利局")
    assert set_aside(reading) == ["项目负责人"]


def test_a_unit_that_gives_way_to_another_is_noted() -> None:
    reading = read(f"填报单位,县农业局\n项目名称,2024年水库\n实施单位,县水利局\n{HEADER}{LINE}")
    assert [problem.message for problem in reading.problems] == ["这段文字没有读取：县农业局"]


@pytest.mark.parametrize(
    ("rows", "aside"),
    [
        ("主管部门,市水利局", ["主管部门"]),
        ("主管部门（盖章）：市水利局", ["主管部门"]),
        ("主管部门,县水利局", []),
        ("主管部门,【待填写】", []),
        ("中央主管部门,水利部\n地方主管部门,市水利局", ["中央主管部门", "地方主管部门"]),
    ],
)
def test_the_department_beside_the_unit_is_named_among_what_was_not_read(rows: str, aside: list[str]) -> None:
    assert set_aside(above(rows)) == aside


def test_a_second_value_under_labels_is_noted() -> None:
    reading = above("资金用途,修水库\n用途,绩效目标\n修渠道,建成")
    assert "修渠道" in reading.problems[0].message
    assert value(reading.projects[0].entries, Field.GOALS) == "建成"


@pytest.mark.parametrize("name", ["2024年政务公开制度", "2024年财政监督职责", "年度绩效目标管理办法"])
def test_a_name_that_ends_like_a_label_is_a_name(name: str) -> None:
    reading = read(f"402001县水利局\n年度,2024\n项目名称,{name}\n{HEADER}{LINE}")
    assert [project.key.name for project in reading.projects] == [name]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("rows", "aside"),
    [
        ("项目负责人及电话,张三 13800000000", ["项目负责人及电话"]),
        ("项目属性,延续性项目■,一次性项目□,项目期,1年", ["项目属性", "项目期"]),
        ("项目设立的必要性\n防洪需要", ["项目设立的必要性"]),
        ("联系人：张三\n联系电话,", ["联系人"]),
        ("项目类别：,无,立项依据,水利法", ["立项依据"]),
        ("填报单位,县水利局\n实施单位,县水利局", []),
        ("第1页 共2页\n附件2", []),
        ("预算数,5\n项目金额,5\n—,", []),
        ("绩效目标,项目基本情况,建成", []),
    ],
)
def test_what_is_plainly_no_part_of_the_record_makes_one_note_or_none(rows: str, aside: list[str]) -> None:
    assert set_aside(above(rows)) == aside


def test_all_that_is_set_aside_in_a_document_stands_in_one_note_with_the_first_place() -> None:
    one = "40200{n}县水利局\n单位：万元\n项目名称,2024年水库,联系人,张三\n预算数,5\n"
    header = HEADER.replace("分值", "评分标准,备注")
    table = one + header + LINE + "注：以上为年度值\n2.不含上年\n"
    (problem,) = read(table.format(n=1) + table.format(n=2)).problems
    assert problem_text(problem) == (
        f"[note text_ignored] 0:3:4 {ASIDE}联系人、评分标准、备注、注：以上为年度值、2.不含上年。"
        " -> 若其中有项目或指标的内容，请放进表格相应的格内。"
    )


def test_a_long_list_of_what_is_set_aside_ends_with_dots() -> None:
    notes = "".join(f"{n}.{'长' * 17}\n" for n in range(20))
    (problem,) = read(f"{BLOCK}单位：万元\n{HEADER}{LINE}注：\n{notes}").problems
    assert problem.message.endswith("……。")
    assert len(problem.message) < 230


def test_columns_that_nothing_reads_are_told_of_once() -> None:
    table = "40200{n}县水利局\n单位：万元\n项目名称,2024年水库\n" + HEADER.replace("分值", "领导") + LINE
    assert codes(read(table.format(n=1) + table.format(n=2))) == [Code.COLUMN_UNKNOWN]


def test_texts_above_a_table_that_nothing_explains_make_one_note() -> None:
    letter = "".join(f"第{n}段，请审核。\n" for n in range(7))
    (problem,) = read(f"{letter}{BLOCK}单位：万元\n{HEADER}{LINE}").problems
    assert problem.message.startswith("这7处文字没有读取：第0段，请审核。；第1段")
    assert problem.message.endswith("第4段，请审核。……")


@pytest.mark.parametrize(
    "title",
    [
        "2024年某县\n水库绩效目标表",
        "2024年某县水库绩效目\n标申报表",
        '"2024年某县\n水库绩效目标表"',
        "2024年\n水库绩效目标表",
        "水库绩效目标表 单位：万元\n（2024年度）",
        "水库绩效目标表\n年度：,2024",
        "附件2-1\n2024年水库绩效目标表（草案）",
    ],
)
def test_a_title_may_stand_on_two_lines_also_below_another_table(title: str) -> None:
    table = "单位：万元\n402001县水利局\n项目名称,水库{n}\n" + HEADER + LINE
    first = f"2023年水库绩效目标表\n{table.format(n=1)}"
    reading = read(f"{first}{title}\n{table.format(n=2)}")
    whole = title != "2024年某县水库绩效目\n标申报表"
    assert [project.key.year for project in reading.projects] == [2023, 2024][: 1 + whole]
    if whole:
        assert reading.problems == ()
    assert [project.key.year for project in read(f"{title}\n{table.format(n=2)}").projects] == [2024]


def test_a_table_of_a_whole_department_is_named_by_its_title() -> None:
    reading = read(f"2024年部门整体支出绩效目标表\n部门（单位）名称,402001县水利局\n{HEADER}{LINE}")
    assert [project.key.name for project in reading.projects] == ["部门整体支出"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("中央主管部门,水利部,省级主管部门,省水利厅", "省水利厅"),
        ("省级主管部门,省水利厅,中央主管部门,水利部", "省水利厅"),
        ("中央主管部门,水利部", "水利部"),
        ("填报单位（盖章）：县水利局    填表日期：2023年1月5日", "县水利局"),
        ("510000_0013zp\n部门,县水利局", "县水利局"),
    ],
)
def test_the_organisation_is_the_nearest_one_and_nothing_behind_it(rows: str, name: str) -> None:
    reading = read(f"{rows}\n项目名称,2024年水库\n{HEADER}{LINE}")
    assert [project.key.organisation.name for project in reading.projects] == [name]


@pytest.mark.parametrize(
    ("header", "rows", "targets"),
    [
        (
            "绩效指标,,,指标值,,\n一级指标,二级指标,三级指标,符号,数值,单位\n",
            "产出,数量,甲,≥,3,座\n",
            ["≥3座"],
        ),
        ("一级指标,二级指标,三级指标,指标值,,\n,,,符号,数值,单位\n", "产出,数量,甲,≥,3,座\n", ["≥3座"]),
        ("绩效指标,,,指标值\n一级指标,二级指标,三级指标,\n", "产出,数量,甲,≥3座\n", ["≥3座"]),
        ("一级指标,（二级）,（三级）,中期指标值,2024年度指标值\n", "产出,数量,甲,≥9座,≥3座\n", ["≥3座"]),
        ("一级指标,三级指标,指标值,备注,,\n", "产出,甲,≥3座,,,\n", ["≥3座"]),
    ],
)
def test_the_value_column_is_found_under_the_headings_of_other_forms(
    header: str, rows: str, targets: list[str]
) -> None:
    reading = read(f"{BLOCK}单位：万元\n{header}{rows}")
    assert targets_of(reading) == targets
    assert all(problem.message.startswith(ASIDE) for problem in reading.problems)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("产出,数量,甲,≥1座,\n,,,≥2条,\n", ["甲", "甲"]),
        ("产出,数量,甲,≥1座,\n,质量,,≥2条,\n", ["甲", ""]),
        ("产出,数量,甲,≥1座,\n,数量,,≥2条,\n", ["甲", ""]),
        ("产出,数量,,≥1座,\n", [""]),
    ],
)
def test_a_row_without_a_name_goes_on_under_the_merged_name_of_its_own_category(
    rows: str, names: list[str]
) -> None:
    reading = read(f"{BLOCK}单位：万元\n{HEADER}{rows}")
    assert [line.key.name for line in reading.projects[0].lines] == names
    expected = Code.NAME_MISSING if "" in names else Code.TARGET_ASSUMED
    assert codes(reading) == [expected]


def test_sections_are_given_one_after_another_and_not_kept() -> None:
    def rows() -> list[Row]:
        names = ("项目名称,水库", "一级指标,三级指标,指标值", "产出指标,座数,≥1座")
        return [
            Row(tuple(Cell(text, Source("x", 0, 1, 1, text)) for text in name.split(","))) for name in names
        ]

    endless = (row for _ in count() for row in rows())
    assert [len(section.rows) for section in islice(split_sections(endless), 3)] == [1, 1, 1]


@given(st.lists(st.sampled_from(["", "a", "长" * 50_000]), max_size=9))
def test_the_lines_of_a_text_are_those_between_its_line_breaks(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert list(lines_of(text)) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BLOCK + HEADER + LINE * 30_000, Code.DOCUMENT_TOO_LARGE),
        (BLOCK + "说明,文字\n" * 30_000, Code.DOCUMENT_TOO_LARGE),
        ("说明,文字\n" * 30_000, Code.NO_TARGET_TABLE),
        (BLOCK + HEADER + LINE + "," * 2_000 + "\n" + LINE, Code.ROW_NOT_UNDERSTOOD),
        ("项目名称\n" + "\t甲\n" * 2_000, Code.ROW_NOT_UNDERSTOOD),
    ],
)
def test_what_would_fill_the_memory_is_refused_with_its_place(text: str, code: Code) -> None:
    (problem,) = refusals([problem for problem in read(text).problems if problem.code is code])
    assert problem.hint
    assert problem.source is not None


def test_a_file_of_actuals_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actuals, "MOST_ROWS", 2)
    data = "项目号,实际完成值\n1,1\n1,2\n1,3\n1,4\n".encode()
    reading = actuals.read_actual_rows(paper("实际.csv", data))
    assert [row.line for row in reading.rows] == [2, 3]
    assert [problem.code for problem in reading.problems] == [Code.DOCUMENT_TOO_LARGE]
    assert [problem.source and problem.source.row for problem in reading.problems] == [4]


def test_what_stands_under_a_label_beside_a_row_of_amounts_is_noted() -> None:
    reading = above("预算数,财政资金,实施单位\n总额,30,县水文站")
    assert budget(reading) == {"": "30万元"}
    assert "县水文站" in reading.problems[0].message


def test_blank_rows_and_dashes_above_a_table_say_nothing() -> None:
    cells = "一级指标 三级指标 指标值".split(), "产出指标 座数 ≥1座".split()
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in cells)
    block = "单位：万元\n\n402001县水利局\n\n\t项目名称\n\t2024年水库\n\n\t预算数\n\t5\n\n\t—\n\n\t \n\n"
    reading = read(block + table)
    assert value(reading.projects[0].entries, Field.PURPOSE) is None
    assert reading.problems == ()
