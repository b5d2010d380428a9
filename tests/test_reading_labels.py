"""What stands above the indicators of published tables: units, goals, amounts, each under labels of many places."""

import pytest
from reading_text import ASIDE, HEADER, LINE, above, budget, codes, read, set_aside, value

from scorer.model.fields import Field
from scorer.model.problem import Code


def test_a_unit_that_is_only_a_seal_is_none_and_asked_for() -> None:
    reading = read(f"填报单位:(盖章) 单位:万元\n项目名称,2024年水库\n{HEADER}{LINE}")
    assert Code.ORGANISATION_MISSING in codes(reading)
    assert reading.projects == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("填报单位:(盖章) 单位:万元\n预算部门,县水利局", "县水利局"),
        ("填报单位：\n实施单位,县水利局", "县水利局"),
        ("实施单位,（公章）\n主管部门,县水利局", "县水利局"),
        ("项目单位(盖章):县水利局 主要领导签字:", "县水利局"),
        ("项目单位（盖章）：县水利局  （分管领导：）", "县水利局"),
        ("实施部门,县农业农村局,预算单位,县水利局", "县水利局"),
        ("预算单位,县农业农村局,实施单位,县水利局", "县水利局"),
        ("省级主管部门,省水利厅\n实施单位/项目负责人,县水利局/王晓", "县水利局"),
        ("实施单位/项目负责人,县水利局\n省级主管部门,省水利厅", "县水利局"),
    ],
)
def test_the_unit_is_what_names_one_without_the_label_behind_it(line: str, name: str) -> None:
    reading = read(f"{line}\n项目名称,2024年水库\n{HEADER}{LINE}")
    assert [project.key.organisation.name for project in reading.projects] == [name]


def test_the_person_under_a_label_of_unit_and_person_is_named_among_what_was_not_read() -> None:
    assert set_aside(above("实施单位/项目负责人,县水利局/王晓")) == ["项目负责人"]


@pytest.mark.parametrize(
    "rows",
    [
        "总体目标,年度目标,年度总体目标完成情况\n,建成一座,",
        "年度绩效目标\n*年度绩效总目标,建成一座",
        "部门整体绩效目标\n基本信息\n年度预期目标：,建成一座",
        "年度目标,建成一座\n绩效项目指标表",
        "年度目标,建成一座\n年度绩效指标体系",
    ],
)
def test_headings_above_beside_and_below_the_goals_are_no_part_of_them(rows: str) -> None:
    reading = above(rows)
    assert value(reading.projects[0].entries, Field.GOALS) == "建成一座"
    assert reading.problems == ()


def test_a_label_with_a_value_behind_it_is_no_value_of_a_heading_above_it() -> None:
    reading = above("部门整体绩效目标\n基本信息\n单位编码：,316")
    assert value(reading.projects[0].entries, Field.GOALS) is None
    assert set_aside(reading) == ["单位编码"]


@pytest.mark.parametrize(
    ("rows", "name", "organisation", "goals"),
    [
        ("项目支出名称,2024年水库,预算部门,县水利局\n整体目标：,建成", "2024年水库", "县水利局", "建成"),
        (
            "一级项目名称,水利专项\n二级项目名称,2024年水库\n主管预算部门,县水利局\n年度主要目标 和成果,建成",
            *("2024年水库", "县水利局", "建成"),
        ),
        (
            "单位信息:,324001-县水利局,项目名称:,2024年水库\n绩效目标总体描述,建成",
            *("2024年水库", "县水利局", "建成"),
        ),
    ],
)
def test_the_labels_of_published_tables_are_known(
    rows: str, name: str, organisation: str, goals: str
) -> None:
    (project,) = read(f"{rows}\n{HEADER}{LINE}").projects
    assert (project.key.name, project.key.organisation.name) == (name, organisation)
    assert value(project.entries, Field.GOALS) == goals


@pytest.mark.parametrize("label", ["年度本级 预算金额", "预算申报数", "当年年度预算"])
def test_the_budget_of_the_year_is_known_by_the_labels_of_published_tables(label: str) -> None:
    assert budget(above(f"{label},50")) == {"": "50万元"}


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        (
            "项目资金,资金总额,90,当年资金总额:,50\n,其中:财政拨款,90,其中:当年财政拨款,50\n,其他资金,,当年其他资金,",
            {"": "50", "财政资金": "50"},
        ),
        ("资金总额,50,当年资金总额,50\n其他资金,,当年其他资金,", {"": "50"}),
        ("资金总额,50\n其他资金,,当年其他资金,8", {"": "50", "其他资金": "8"}),
        ("年度资金总额:16\n其中 :上级资金16", {"": "16", "上级转移支付": "16"}),
        ("年度资金总额,157\n其中:县级财政衔接资金,39.3万元", {"": "157", "县级财政衔接资金": "39.3"}),
        (
            "资金总额,80\n财政拨款,小计,80\n,一般公共预算资金,80",
            {"": "80", "财政资金": "80", "一般公共预算资金": "80"},
        ),
        (
            "资金总额,15\n其中:1.中央资金\n2.市级资金,15\n3.区级资金\n4.其他资金",
            {"": "15", "市级资金": "15"},
        ),
        (
            "资金总额,8\n中央、省、市补助\n市县(区)财政资金,8\n国有资本金\n社保基金,0",
            {"": "8", "市县财政资金": "8", "社保基金": "0"},
        ),
        (
            "资金总额,8\n政府性基金拨款：\n纳入专户管理的非税收入拨款：\n其他资金：8",
            {"": "8", "其他资金": "8"},
        ),
        ("年度资金总额,20万元\n其中:财政投款,20 万元", {"": "20", "财政资金": "20"}),
        (
            "资金总额: 250\n一、预算资金:250\n二、自有资金:0\n三、其他:0",
            {"": "250", "预算资金": "250", "单位资金": "0", "其他资金": "0"},
        ),
        (
            "项目资金（万元）,年度资金总额,金额(万元)\n,(一)财政拨款小计,6.30\n,1、一般公共预算,6.30\n,(二)自有资金小计,0",
            {"财政资金": "6.30", "一般公共预算资金": "6.30", "单位资金": "0"},
        ),
    ],
)
def test_amounts_are_read_under_the_labels_of_published_tables(rows: str, amounts: dict[str, str]) -> None:
    reading = above(rows)
    assert budget(reading) == {part: f"{amount}万元" for part, amount in amounts.items()}
    assert value(reading.projects[0].entries, Field.PURPOSE) is None
    assert {problem.message.partition("：")[0] for problem in reading.problems} <= {ASIDE[:-1]}


def test_what_has_a_name_of_its_own_is_not_the_amount_of_the_label_before_it() -> None:
    reading = above("资金总额,8\n政府性基金拨款：,项目支出：8万元\n3.社会捐赠资金")
    assert budget(reading) == {"": "8万元"}
    assert value(reading.projects[0].entries, Field.PURPOSE) is None
    assert [problem.code for problem in reading.problems] == [Code.TEXT_IGNORED]


def test_words_in_brackets_behind_an_amount_are_told_of_and_the_amount_is_read() -> None:
    reading = above("年度资金总额,854万（示范建设295万元，其余559万元）")
    assert budget(reading) == {"": "854万元"}
    assert [problem.message for problem in reading.problems] == [
        "这段文字没有读取：（示范建设295万元，其余559万元）"
    ]
    assert Code.MONEY_UNREADABLE in codes(above("年度资金总额,待定（约854万元）"))


def test_a_kind_of_spending_is_no_purpose() -> None:
    reading = above("资金用途,业务类")
    assert value(reading.projects[0].entries, Field.PURPOSE) is None
    assert set_aside(reading) == ["资金用途"]
