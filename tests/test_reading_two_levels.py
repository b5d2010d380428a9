"""Tables whose header has no third level: the second one is read as the indicators, with a note of it."""

import pytest
from reading_text import BLOCK, codes, read, targets_of

from scorer.model.problem import Code
from scorer.reading.targets import TargetReading

TWO = "一级指标,二级指标,指标值\n"
SHIFTED = (
    "表头没有三级指标，“二级指标”一栏当作三级指标读取，“一级指标”一栏当作二级指标："
    "“数量指标”归入产出指标、“成本指标”归入产出指标、“社会效益指标”归入效益指标、“满意度”归入满意度指标。"
)


def names(reading: TargetReading) -> list[str]:
    keys = [line.key for project in reading.projects for line in project.lines]
    return [f"{key.dimension}|{key.category}|{key.name}" for key in keys]


@pytest.mark.parametrize(
    ("rows", "expected", "said"),
    [
        (
            "产出指标,修水库,≥1座\n,修渠道,≥2条\n效益指标,受益人口,≥9人\n",
            ["产出指标||修水库", "产出指标||修渠道", "效益指标||受益人口"],
            "表头没有三级指标，“二级指标”一栏当作三级指标读取。",
        ),
        (
            "数量指标,修水库,≥1座\n,修渠道,≥2条\n成本指标,总投入,5万元\n社会效益指标,受益人口,≥9人\n满意度,群众满意度,≥90%\n",
            [
                *("产出指标|数量指标|修水库", "产出指标|数量指标|修渠道", "产出指标|成本指标|总投入"),
                *("效益指标|社会效益指标|受益人口", "满意度指标|满意度|群众满意度"),
            ],
            SHIFTED,
        ),
    ],
)
def test_a_second_level_with_targets_is_read_as_the_indicators(
    rows: str, expected: list[str], said: str
) -> None:
    reading = read(BLOCK + TWO + rows)
    assert names(reading) == expected
    assert said in [problem.message for problem in reading.problems]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "指标,指标内容,指标值\n产出指标,修水库,≥1座\n,修渠道,≥2条\n效益指标,受益人口,≥9人\n",
            ["产出指标||修水库", "产出指标||修渠道", "效益指标||受益人口"],
        ),
        (
            "指标类型,指标名称,指标值,指标描述\n产出指标,数量指标,375万平方米,养护\n,质量指标,100%,覆盖\n满意度指标,服务对象满意度指标,≥95%,\n",
            [
                *("产出指标|数量指标|数量指标", "产出指标|质量指标|质量指标"),
                "满意度指标|服务对象满意度指标|服务对象满意度指标",
            ],
        ),
    ],
)
def test_a_column_of_level_1_names_is_known_by_what_it_says(table: str, expected: list[str]) -> None:
    reading = read(BLOCK + table)
    assert names(reading) == expected
    assert Code.TARGET_ASSUMED in codes(reading)


@pytest.mark.parametrize(
    "table",
    [
        "指标类型,指标名称,指标值\n定量指标,修水库,≥1座\n",
        "指标类型,指标名称,指标值\n",
        "序号,三级指标,指标值\n1,修水库,≥1座\n",
        "一级指标,二级指标,指标值\n产出指标,数量指标,\n",
        "一级指标,二级指标,指标值\n产出指标,数量指标,≥1座\n",
        "二级指标,指标值\n修水库,≥1座\n",
        "一级指标,二级指标,三级指标,甲村,乙村\n产出指标,数量指标,修水库,1,1\n",
    ],
)
def test_what_tells_no_level_is_refused_as_before(table: str) -> None:
    reading = read(BLOCK + table)
    assert Code.HEADER_MISSING in codes(reading)
    assert targets_of(reading) == []
