"""Targets of several years (中期目标) beside those of the year: the year's are read, the others told of."""

import pytest
from filled_examples import BLOCK as FORM
from filled_examples import read as read_form
from reading_text import BLOCK, problem_text, read, targets_of

from scorer.model.problem import Code

ANHUI = "一级指标,二级指标,三级指标,指标值,二级指标,三级指标,指标值\n"
WUHAN = "一级指标,二级指标(长期),三级指标(长期),指标值(长期),二级指标(年度),三级指标(年度),指标值(年度)\n"
YEAR_FIRST = (
    "一级指标,二级指标(年度),三级指标(年度),指标值(年度),二级指标(中期),三级指标(中期),指标值(中期)\n"
)
ROWS = "产出指标,数量指标,检测批次,≥300批,数量指标,抽检批次,≥100批\n,,仪器,≥60台,,,\n"
ROWS_YEAR_FIRST = "产出指标,数量指标,抽检批次,≥100批,数量指标,检测批次,≥300批\n"


@pytest.mark.parametrize(
    ("table", "columns"),
    [(ANHUI + ROWS, "2、3、4"), (WUHAN + ROWS, "2、3、4"), (YEAR_FIRST + ROWS_YEAR_FIRST, "5、6、7")],
)
def test_of_mid_term_and_annual_indicators_side_by_side_the_years_are_read(table: str, columns: str) -> None:
    reading = read(BLOCK + table)
    assert targets_of(reading) == ["≥100批"]
    assert [line.key.name for line in reading.projects[0].lines] == ["抽检批次"]
    assert [problem.message for problem in reading.problems if problem.code is Code.TEXT_IGNORED] == [
        f"表中有中期（多年）和年度两组指标，只读取年度的一组，中期的一组（第{columns}列）没有读取。"
    ]
    assert Code.COLUMN_UNKNOWN not in [problem.code for problem in reading.problems]


def test_of_indicators_of_several_years_above_those_of_the_year_the_years_are_read() -> None:
    head = "一级指标,二级指标,指标内容,指标值\n"
    row = "产出指标,数量指标,修建道路,≥{}公里\n"
    reading = read(f"{BLOCK}长期绩效指标,{head},{row.format(9)}年度绩效指标,{head},{row.format(3)}")
    assert [project.key.name for project in reading.projects] == ["2024年水库项目"]
    assert targets_of(reading) == ["≥3公里"]
    assert [problem.message for problem in reading.problems if problem.code is Code.TEXT_IGNORED] == [
        "表中有中期（多年）和年度两组指标，只读取年度的一组，中期的一组（第4行起）没有读取。"
    ]


def test_headings_of_two_rows_that_name_the_years_part_the_indicators_too() -> None:
    header = "一级指标,中期指标,,,年度指标,,\n,二级指标,三级指标,指标值,二级指标,三级指标,指标值\n"
    assert targets_of(read(BLOCK + header + ROWS)) == ["≥100批"]


def test_a_form_with_both_takes_the_years_indicators_too() -> None:
    header = "一级指标,二级指标,三级指标,指标值,二级指标,三级指标,指标值,实际完成值,分值,得分\n"
    row = "产出指标,数量指标,检测批次,≥300批,数量指标,抽检批次,≥100批,120批,50,50\n"
    reading = read_form("表.csv", (FORM + header + row).encode())
    assert targets_of(reading) == ["≥100批"]


@pytest.mark.parametrize(
    "values", ["指标值(中期),指标值(年度)", "指标值,指标值(年度)", "中期指标值,年度指标值"]
)
def test_of_two_values_of_one_indicator_the_years_is_read(values: str) -> None:
    reading = read(f"{BLOCK}一级指标,三级指标,{values}\n产出指标,检测批次,≥300批,≥100批\n")
    assert targets_of(reading) == ["≥100批"]


def test_where_the_years_columns_are_blank_the_others_are_read_and_said_so() -> None:
    rows = "产出指标,数量指标,检测批次,≥300批,数量指标,,\n,质量指标,合格率,≥98%,质量指标,,\n"
    reading = read(BLOCK + ANHUI + rows)
    assert targets_of(reading) == ["≥300批", "≥98%"]
    said = "年度的指标（第5、6、7列）是空的，按中期（多年）的指标读取"
    assert any(said in problem_text(problem) for problem in reading.problems)


def test_a_table_without_a_single_indicator_in_either_half_is_refused() -> None:
    reading = read(BLOCK + ANHUI + "产出指标,数量指标,,,数量指标,,\n")
    assert Code.TABLE_CUT_SHORT in [problem.code for problem in reading.problems]
