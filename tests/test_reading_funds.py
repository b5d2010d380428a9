"""The budget block of filled forms: amounts by source, and what is said of the execution beside them."""

import pytest
from filled_examples import BLOCK, HEADER, only, read, written
from reading_text import value

from scorer.model.fields import Field


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ("项目资金（元）,全年预算数,全年执行数\n年度资金总额,50000,48000\n", ("5万元", "4.8万元", None)),
        ("全年预算数（万元）,5,全年执行数（万元）,4.8\n", ("5万元", "4.8万元", None)),
        ("单位：万元\n全年预算数,5\n全年执行数,4.8\n", ("5万元", "4.8万元", None)),
        ("金额（万元）,预算数,执行数\n总额,5,4.8\n其中：财政资金,3,2\n", ("5万元", "4.8万元", "2万元")),
        ("金额（万元）,全年预算,全年执行\n总额,0,0\n其中：财政拨款,3,2\n", ("0万元", "0万元", "2万元")),
        ("金额（万元）,,全年预算数,,全年执行数\n,总额,,5,4.8\n", ("5万元", "4.8万元", None)),
        ("金额（万元）,,,全年预算数,全年执行数\n,总额,5,,4.8\n", ("5万元", "4.8万元", None)),
        ("部门任务（万元）,预算数,执行数\n修水库,5,4.8\n", (None, None, None)),
        ("预算资金（万元）,,全年预算数,全年执行数\n,总额,5,4.8\n", ("5万元", "4.8万元", None)),
        ("预算资金（万元）,,预算数（A）,执行数（B）\n,总额,5,4.8\n", ("5万元", "4.8万元", None)),
        ("年度预算（万元）,5,实际支出（万元）,4.8\n", ("5万元", "4.8万元", None)),
        (
            "预算执行情况（万元）,转移支付预算数（A）,5万,预算执行率（B/A）,96%\n,转移支付执行数（B）,4.8万\n",
            ("5万元", "4.8万元", None),
        ),
        ("单位：万元\n预算数：,5,执行数：,4.8\n", ("5万元", "4.8万元", None)),
        ("项目负责人：,李明,金额单位：,元\n预算数：,50000,执行数：,48000\n", ("5万元", "4.8万元", None)),
        (
            "资金（万元）,,年度资金总额,其中：财政拨款,其他资金\n,预算数,5,4,1\n,执行数,4.8,3.9,0.9\n,执行率,96%,,\n",
            ("5万元", "4.8万元", "3.9万元"),
        ),
        (
            "单位：万元\n,财政资金,合计\n全年预算数（A）,4,5\n全年执行数（B）,—,4.8\n",
            ("5万元", "4.8万元", None),
        ),
        ("单位：万元\n,合计,财政拨款\n全年预算数,5,4\n全年执行数,不足5,3.9\n", ("5万元", None, None)),
    ],
)
def test_the_budget_block_is_read_below_or_beside_its_heads(
    rows: str, amounts: tuple[str | None, ...]
) -> None:
    entries = only(BLOCK + rows + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").entries
    places = ((Field.FULL_YEAR_BUDGET, ""), (Field.EXECUTED, ""), (Field.EXECUTED, "财政资金"))
    assert tuple(value(entries, field, part) for field, part in places) == amounts


def test_the_parts_of_amounts_beside_their_heads_are_of_the_column_that_they_stand_in() -> None:
    text = (
        BLOCK
        + "单位：万元\n预算执行,预算数:,5,到位数,5,执行数:,4.8\n"
        + ",其中:财政资金,3,其中:财政资金,2.9,其中:财政资金,2\n,其他,2,其他,2,其他,\n"
        + HEADER
        + "产出指标,数量指标,座数,≥1座,1座,90,84,\n"
    )
    reading = read("表.csv", text.encode())
    entries = reading.projects[0].entries
    amounts = [
        (entry.field, entry.part, entry.reading) for entry in entries if entry.reading.endswith("万元")
    ]
    assert sorted(amounts) == [
        (Field.EXECUTED, "", "4.8万元"),
        (Field.EXECUTED, "财政资金", "2万元"),
        (Field.FULL_YEAR_BUDGET, "", "5万元"),
        (Field.FULL_YEAR_BUDGET, "其他资金", "2万元"),
        (Field.FULL_YEAR_BUDGET, "财政资金", "3万元"),
    ]
    assert any("财政资金另一栏的2.9（第6行 第5列）" in problem.message for problem in reading.problems)


def test_what_stands_beside_the_amounts_of_a_row_is_not_lost() -> None:
    entries = only(
        BLOCK + "执行数（万元）,4.8,年度目标,修一座\n" + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n"
    ).entries
    assert (value(entries, Field.EXECUTED), value(entries, Field.GOALS)) == ("4.8万元", "修一座")


def test_a_budget_of_which_the_budget_block_says_nothing_is_kept() -> None:
    rows = "年度资金总额（万元）,5,其中：财政拨款,3\n实际支出（万元）,4.8,执行率,96%\n"
    entries = only(BLOCK + rows + HEADER + "产出指标,数量指标,座数,≥1座,1座,90,84,\n").entries
    amounts = [value(entries, Field.INITIAL_BUDGET, part) for part in ("", "财政资金")]
    assert (*amounts, value(entries, Field.EXECUTED)) == ("5万元", "3万元", "4.8万元")


def test_a_second_figure_and_those_of_single_sources_are_told_with_their_places() -> None:
    text = (
        BLOCK
        + "项目资金,,年初预算数,全年预算数,全年执行数,分值,执行率,得分\n"
        + ",年度资金总额,5,5.00,4.80,10,96%,9.6\n,其中：财政拨款,4,4,3.90,—,97.5%,—\n,其他资金,1,1,0.90,5,90%,4.5\n"
        + ",合计,5.00,5,4.7,10分,96,9.60\n"
        + HEADER
        + "产出指标,数量指标,座数,≥1座,1座,90,84,\n预算执行率,,,100%,95%,10,9.5,尾款未付\n"
    )
    reading = read("表.csv", text.encode())
    (told,) = (each for each in reading.problems if "预算执行的这些内容没有读取" in each.message)
    assert told.message.partition("：")[2].split("；") == [
        "财政资金的执行率97.5%（第6行 第7列）",
        "其他资金的分值5（第7行 第6列）",
        "其他资金的执行率90%（第7行 第7列）",
        "其他资金的得分4.5（第7行 第8列）",
        "另一处全年执行数4.7（第8行 第5列）",
        "另一处执行率95%（第11行 第5列）",
        "另一处得分9.5（第11行 第7列）",
    ]
    (project,) = reading.projects
    assert written(project.entries, Field.STATED_RATE) == "96%"


@pytest.mark.parametrize("pointed", [False, True])
def test_points_of_the_execution_are_told_where_no_indicator_has_any(pointed: bool) -> None:
    block = "预算执行情况(万元)(20分),,预算数(A),执行数(B),执行率(B/A),得分(20分*执行率)\n,总额,1000,1000,100%,20\n"
    header = f"一级指标,二级指标,三级指标,年初目标值,实际完成值,得分{',分值' if pointed else ''}\n"
    text = BLOCK + block + header + f"产出指标,数量指标,座数,≥1座,1座,80{',80' if pointed else ''}\n"
    messages = [each.message for each in read("表.csv", text.encode()).problems]
    told = "预算执行写有分值20，各指标没有分值：分值都按评分办法分配，除非另有一张表写明。"
    assert messages == ([] if pointed else [told])
    assert value(only(text).entries, Field.TABLE_POINTS) == "20.00"
