"""Why a line has its score, in words: facts, order, figures that a calculator agrees with."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from law_examples import (
    BENEFIT,
    COST,
    NATIONAL,
    OTHERWISE,
    QUALITY,
    TIANJIN,
    TIME,
    assessed,
    final,
    hundredths,
    line,
    money,
    project,
    recorded,
    sentences,
    unfit,
)
from running import Golden

from scorer.model.project import Indicator, Tier
from scorer.scoring.assessment import assess
from scorer.scoring.attainment import FULL
from scorer.scoring.derivation import flags, steps
from scorer.scoring.explanation import explain, understood
from scorer.scoring.figures import exact_figure, printed_points, rounded, shown_percentage, shown_points
from scorer.scoring.outcome import Scored
from scorer.scoring.rules import LateBand, Over, RuleSet, Treatment

RATED = replace(TIANJIN, over=Over.DEVIATION)
REDUCING = replace(
    NATIONAL,
    over_achievement=replace(
        NATIONAL.over_achievement, treatment=Treatment.REDUCE, rate=Fraction(1, 2), floor=Fraction(3, 5)
    ),
)
ONE_BAND = replace(TIANJIN, lateness=TIANJIN.lateness[-1:])
FOUR_BANDS = replace(TIANJIN, lateness=(LateBand(10, Fraction(9, 10)), *TIANJIN.lateness))
HOT = line("明显提升", "反响热烈", name="影响力", dimension=BENEFIT)


def with_reasons(own: Indicator) -> Indicator:
    return replace(own, cause=recorded("场地协调晚"), remedy=recorded("提前预订"))


# what is printed in the golden text, line by line: the line, its points, its rules
LINES: tuple[tuple[Indicator, int, RuleSet], ...] = (
    (line("≥26场", "28场"), 417, TIANJIN),
    (line("≤3.84万", "3.95", category=COST, name="活动费"), 416, TIANJIN),
    (line("≤10月底", "11月12日", category=TIME), 714, TIANJIN),
    (line("≤203万元", "203.5万元", category=COST), 166, TIANJIN),
    (line("≤3.84万", "39500元", category=COST, name="活动费"), 416, TIANJIN),
    (line("≥26场", "13场"), 417, TIANJIN),
    (line("≥26场", "0场"), 417, TIANJIN),
    (line("≥95%", "93%", category=QUALITY), 500, TIANJIN),
    (line("≥90%", "588/600", category=QUALITY), 500, TIANJIN),
    (line("≥90%", "500/600", category=QUALITY), 500, TIANJIN),
    (line("≥3万人", "28000人"), 500, TIANJIN),
    (line("≥10场", "14场"), 500, TIANJIN),
    (with_reasons(line("≥10场", "14场")), 500, TIANJIN),
    (line("≥10场", "14场"), 500, REDUCING),
    (line("≥10场", "90场"), 500, REDUCING),
    (line("≥0场", "30场"), 500, OTHERWISE),
    (line("≤0%", "3%", name="增长率"), 500, TIANJIN),
    (line("≤2024年", "2024年", category=TIME), 500, TIANJIN),
    (line("≤2024年12月31日", "2024年12月前", category=TIME), 500, TIANJIN),
    (line("每月1次", "每月1次"), 500, TIANJIN),
    (line("≥95%", "百分之九十五"), 500, TIANJIN),
    (line("12次/年", "12次"), 500, TIANJIN),
    (line("≥-5%", "-3%", name="收入增长率"), 500, TIANJIN),
    (line("≥-5%", "-8%", name="收入增长率"), 500, TIANJIN),
    (line("≤4场", "4场"), 500, TIANJIN),
    (line("≤4场", "9场"), 500, TIANJIN),
    (line("≤4场", "5场"), 500, OTHERWISE),
    (line("≤0起", "1起", name="安全事故"), 500, TIANJIN),
    (line("≤5%", "6.5%", name="故障率"), 500, TIANJIN),
    (line("=4场", "4场"), 500, TIANJIN),
    (line("=4场", "5场"), 500, TIANJIN),
    (line("=4场", "5场"), 500, RATED),
    (line("=4场", "3场"), 500, TIANJIN),
    (line("4场", "3场"), 500, TIANJIN),
    (line("4场", "3场"), 500, OTHERWISE),
    (line("0起", "1起", name="安全事故"), 500, TIANJIN),
    (line("3万元", "3.5万元", category=COST), 500, TIANJIN),
    (line("100元/人", "110元/人", name="补助标准", category=COST), 500, TIANJIN),
    (line("80%~90%", "85%"), 500, TIANJIN),
    (line("80%~90%", "60%"), 500, TIANJIN),
    (line("80%~90%", "99%"), 500, TIANJIN),
    (line("每月1次", "11次"), 500, TIANJIN),
    (line("每季度", "每半年1次"), 500, TIANJIN),
    (line("7*24小时", "5*8小时"), 500, TIANJIN),
    (line("24小时", "12小时", name="网站服务"), 500, TIANJIN),
    (line("≥50篇", "50余篇"), 500, TIANJIN),
    (line("≥3150人", "3100余人"), 500, TIANJIN),
    (line("较上年压减5%", "4%", name="公用经费"), 500, TIANJIN),
    (line("≤10月底", "10月31日"), 500, TIANJIN),
    (line("≤10月底", "10月21日"), 500, TIANJIN),
    (line("≤10月底", "9月"), 500, TIANJIN),
    (line("≤10月底", "11月"), 500, TIANJIN),
    (line("≤10月底", "2025年3月1日"), 500, TIANJIN),
    (line("≤10月底", "12月1日"), 500, ONE_BAND),
    (line("≤10月底", "按时完成"), 500, TIANJIN),
    (line("≤10月底", "逾期15天"), 500, TIANJIN),
    (line("≤10月底", "提前3天"), 500, TIANJIN),
    (line("≤10月底", "逾期0天"), 500, TIANJIN),
    (line("≤10月底", "未完成"), 500, TIANJIN),
    (line("≤10月底", "效果明显"), 500, TIANJIN),
    (line("按时完成", "逾期15天"), 500, TIANJIN),
    (line("按时完成", "基本完成"), 500, TIANJIN),
    (line("按时完成", "未完成"), 500, TIANJIN),
    (line("极大提升", "较大提升", dimension=BENEFIT), 500, TIANJIN),
    (line("大力宣传", "大力宣传", dimension=BENEFIT), 500, TIANJIN),
    (HOT, 500, TIANJIN),
    (with_reasons(replace(HOT, tier=recorded(Tier.PARTLY))), 500, TIANJIN),
    (replace(HOT, tier=recorded(Tier.ACHIEVED), share=recorded(Fraction(9, 10))), 500, TIANJIN),
    (replace(HOT, tier=recorded(Tier.PARTLY, action=1)), 500, TIANJIN),
    (line("≤3万元", "0元", category=COST), 500, TIANJIN),
    (replace(line("≤3万元", "0元", category=COST), tier=recorded(Tier.ACHIEVED)), 500, TIANJIN),
    (replace(line("≥4场", "3场"), final_score=final(450, 500), because=recorded("另有一场")), 500, TIANJIN),
    (replace(line("≥4场", "4场"), final_score=final(450, 500)), 500, TIANJIN),
    (replace(line("≥4场"), not_applicable=recorded("上级取消了该项安排")), 500, TIANJIN),
    (line("≥4场"), 500, TIANJIN),
    (line("*", "3场"), 500, TIANJIN),
    (unfit(line("≥26场"), "3.5万元"), 500, TIANJIN),
    (unfit(line("≥26场"), "达成预期指标"), 500, TIANJIN),
    (line("≥26场", "28场", name="其中：线上场次"), 0, TIANJIN),
    (line("≥26场", "13场", name="其中：线上场次"), 0, TIANJIN),
    (line("≥10场", "14场", name="其中：线上场次"), 0, TIANJIN),
    (line("≤10月底", "11月1日"), 500, TIANJIN),
    (line("≤10月底", "逾期1天"), 500, TIANJIN),
    (line("≤10月底", "2025年3月1日"), 500, FOUR_BANDS),
    (line("≥95%", "95.5%"), 500, TIANJIN),
    (line("≥5000人", "１万人"), 500, TIANJIN),
    (line("12次/年", "12次/年"), 500, TIANJIN),
    (line("≥1000场", "1201场"), 500, REDUCING),
    (line("≥10场", "14场", name="其中：线上场次"), 0, REDUCING),
    (replace(line("≥10场", "14场"), final_score=final(450, 500), because=recorded("重复计数")), 500, TIANJIN),
    (
        replace(
            line("≤203万元", "203.5万元", category=COST),
            final_score=final(150, 166),
            because=recorded("核减"),
        ),
        166,
        TIANJIN,
    ),
)
BUDGETS = (
    ("5", None, "4.98"),
    ("5", "40", "34.2"),
    ("5", None, "5"),
    ("329.77", None, "338.31"),
    ("5", None, "0"),
    ("5", None, None),
    ("0", None, None),
)


def test_the_sentences_read_as_they_do(golden: Golden) -> None:
    parts = []
    for own, points, rules in LINES:
        found = assessed(own, rules, points=points)
        shown = "\n    ".join(steps(found, rules))
        parts.append(f"{explain(found, rules)}\n    {shown}\n")
        parts += [f"    ! {flag}\n" for flag in flags(found, rules)]
    for initial, full_year, spent in BUDGETS:
        budget = project([line("≥4场")], initial=initial, full_year=full_year, executed=spent)
        found = assess(budget, TIANJIN).lines[0]
        shown = "\n    ".join(steps(found, TIANJIN))
        parts.append(f"{explain(found, TIANJIN)}\n    {shown}\n")
    golden("law-sentences.txt", "".join(parts))


@pytest.mark.parametrize(
    ("own", "points", "facts"),
    [
        (LINES[0][0], 417, ["实际28场", "目标≥26场", "完成率107.69%", "得满分4.17分"]),
        (
            LINES[1][0],
            416,
            [
                "实际3.95万元",
                "超出上限3.84万元2.86%",
                "按线性扣减4.16×(1−(3.95−3.84)÷3.84)",
                "得4.04分",
                "原因：【待填写】",
            ],
        ),
        (
            LINES[2][0],
            714,
            [
                "完成于11月12日",
                "比10月31日晚12天",
                "逾期30天以内按80%计",
                "7.14×80%",
                "得5.71分",
                "原因：【待填写】",
            ],
        ),
        (
            LINES[3][0],
            166,
            [
                "实际203.5万元",
                "超出上限203万元0.25%",
                "未达标",
                "1.66×(1−(203.5−203)÷203)",
                "四舍五入计1.66分",
                "原因：【待填写】",
            ],
        ),
    ],
)
def test_a_sentence_tells_its_facts_in_this_order(own: Indicator, points: int, facts: list[str]) -> None:
    sentence = explain(assessed(own, points=points), TIANJIN)
    places = [sentence.index(fact) for fact in facts]
    assert places == sorted(places)


def calculated(formula: str) -> Fraction:
    """What a calculator makes of a printed formula."""
    tokens = re.findall(r"[0-9.]+%?|[×÷−()]", formula)
    assert "".join(tokens) == formula
    value, rest = _difference(tokens)
    assert not rest, formula
    return value


def _difference(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _product(tokens)
    while rest and rest[0] == "−":
        other, rest = _product(rest[1:])
        value -= other
    return value, rest


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _atom(tokens)
    while rest and rest[0] in "×÷":
        sign = rest[0]
        other, rest = _atom(rest[1:])
        value = value * other if sign == "×" else value / other
    return value, rest


def _atom(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] == "(":
        value, rest = _difference(tokens[1:])
        assert rest[0] == ")"
        return value, rest[1:]
    if tokens[0].endswith("%"):
        return Fraction(tokens[0][:-1]) / 100, tokens[1:]
    return Fraction(tokens[0]), tokens[1:]


FORMULA = re.compile(r"([0-9]+\.[0-9]{2}×[0-9.×÷−()%]+)(?:（不大于0，按0计）)?，(?:得|四舍五入计)([0-9.]+)分")


def scored_lines() -> Iterator[tuple[str, int]]:
    for own, points, rules in LINES:
        found = assessed(own, rules, points=points)
        if isinstance(found.outcome, Scored) and points:
            yield explain(found, rules), found.outcome.computed
    for initial, full_year, spent in BUDGETS[:5]:
        own_project = project([], initial=initial, full_year=full_year, executed=spent)
        found = assess(own_project, TIANJIN).lines[0]
        yield explain(found, TIANJIN), hundredths(found)


def test_whoever_follows_a_printed_formula_gets_the_same_cent() -> None:
    followed = 0
    for sentence, score in scored_lines():
        match = FORMULA.search(sentence)
        if match is None:
            assert f"得满分{score // 100}.{score % 100:02d}分" in sentence
            continue
        followed += 1
        assert int(max(calculated(match[1]), Fraction(0)) * 100 + Fraction(1, 2)) == score, sentence
        assert match[2] == f"{score // 100}.{score % 100:02d}"
    assert followed > 25


def test_the_calculator_of_these_tests_calculates() -> None:
    assert calculated("4.16×(1−(3.95−3.84)÷3.84)") == Fraction("4.16") * (
        1 - (Fraction("0.11") / Fraction("3.84"))
    )
    assert calculated("7.14×80%") == Fraction("5.712")


def test_what_was_missed_is_never_called_full_marks() -> None:
    for own, points, rules in LINES:
        found = assessed(own, rules, points=points)
        if isinstance(found.outcome, Scored):
            full = found.outcome.attainment.share == FULL and bool(points)
            assert ("满分" in explain(found, rules)) is full


def test_what_was_exceeded_is_never_called_missed_though_it_is_reduced() -> None:
    for points in (500, 0):
        assert "未达标" not in explain(assessed(line("≥1000场", "1201场"), REDUCING, points=points), REDUCING)


def test_every_sentence_ends_with_a_full_stop_or_the_reasons() -> None:
    for own, points, rules in LINES:
        sentence = explain(assessed(own, rules, points=points), rules)
        assert re.search(r"。$|。(原因|改进措施)：[^。]*$", sentence), sentence
        assert "，，" not in sentence
        assert "。。" not in sentence


def test_a_remedy_without_a_cause_is_shown_alone() -> None:
    own = replace(line("≥4场", "4场"), remedy=recorded("继续"))
    assert explain(assessed(own), TIANJIN).endswith("。改进措施：继续")


def test_a_cause_that_was_given_is_shown_though_none_is_owed() -> None:
    own = replace(line("≥4场", "4场"), cause=recorded("追加任务"))
    assert explain(assessed(own), TIANJIN).endswith("。原因：追加任务")


def test_a_target_is_said_in_words() -> None:
    for target, words in {
        "≥26场": "不少于26场",
        "≤3.84万元": "不超过3.84万元",
        "=4.50场": "等于4.5场",
        "80%~90%": "80%至90%",
        "每月1次": "不少于12次/年",
        "≤10月底": "不晚于2024年10月31日",
        "明显提升": "定性指标，按三档评定",
        "*": "无法读取",
        "较上年压减5%": "降幅不少于5%",
    }.items():
        found = assessed(line(target)).target
        assert found is not None
        assert understood(found) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("98", "98"),
        ("3/8", "0.375"),
        ("1000/3", "(1000÷3)"),
        ("-1/4", "-0.25"),
        ("123456789012345678/1000000", "123456789012.345678"),
        ("1/1073741824", "0.000000000931322574615478515625"),
    ],
)
def test_a_figure_is_printed_so_that_nothing_is_lost(value: str, shown: str) -> None:
    found = exact_figure(Fraction(value))
    assert found == shown
    assert Fraction(found.strip("()").replace("÷", "/")) == Fraction(value)


def test_decimals_are_printed_without_zeros_or_exponents() -> None:
    for text, shown in {"3.950": "3.95", "5.00": "5", "1E+3": "1000", "0E+2": "0", "120": "120"}.items():
        amount = money(text)
        assert amount is not None
        assert exact_figure(amount.value) == shown


def test_points_are_printed_with_or_without_their_zeros() -> None:
    shown = [(shown_points(points), printed_points(points)) for points in (1000, 417, 450, 5, 0)]
    assert shown == [("10", "10.00"), ("4.17", "4.17"), ("4.5", "4.50"), ("0.05", "0.05"), ("0", "0.00")]


def test_rounding_is_away_from_zero_without_a_negative_zero() -> None:
    assert rounded(Fraction(-1, 8), 2) == "-0.13"
    assert rounded(Fraction(1, 8), 2) == "0.13"
    assert rounded(Fraction(-1, 1000), 2) == "0.00"
    assert rounded(Fraction(5, 2), 0) == "3"
    assert shown_percentage(Fraction(14, 13)) == "107.69%"


PRINT_ALL = """
import sys
from test_law_sentences import all_sentences
sys.stdout.buffer.write(all_sentences().encode())
"""


def all_sentences() -> str:
    own = tuple(replace(own, number=number) for number, (own, _, _) in enumerate(LINES, 1))
    return "\n".join(
        text for rules in (TIANJIN, OTHERWISE) for text in sentences(assess(project(own), rules))
    )


def test_two_hash_seeds_give_the_same_bytes() -> None:
    tests = Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": f"{tests.parent}{os.pathsep}{tests}"}
    found = {
        subprocess.run(
            [sys.executable, "-c", PRINT_ALL],
            env=environment | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert found == {all_sentences().encode()}
