"""What stands above the indicators of published tables: units, goals, amounts, each under labels of many places."""

import pytest
from reading_text import HEADER, LINE, above, codes, read, value

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
