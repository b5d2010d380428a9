"""What stands above the indicators of published tables: units, goals, amounts, each under labels of many places."""

import pytest
from reading_text import HEADER, LINE, above, budget, codes, read, value

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
    ],
)
def test_the_unit_is_what_names_one_without_the_label_behind_it(line: str, name: str) -> None:
    reading = read(f"{line}\n项目名称,2024年水库\n{HEADER}{LINE}")
    assert [project.key.organisation.name for project in reading.projects] == [name]


@pytest.mark.parametrize(
    "rows",
    [
        "总体目标,年度目标,年度总体目标完成情况\n,建成一座,",
        "年度目标,建成一座\n绩效项目指标表",
        "年度目标,建成一座\n年度绩效指标体系",
    ],
)
def test_headings_beside_and_below_the_goals_are_no_part_of_them(rows: str) -> None:
    reading = above(rows)
    assert value(reading.projects[0].entries, Field.GOALS) == "建成一座"
    assert reading.problems == ()


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
