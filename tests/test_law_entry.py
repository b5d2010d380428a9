"""What the law refuses before anything is stored."""

from dataclasses import replace
from fractions import Fraction

import pytest
from law_examples import TIANJIN, YEAR, assessed, final, line, project, recorded, unfit

from scorer.model.actual import Words
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem
from scorer.model.project import Indicator, Tier
from scorer.scoring.entry import check_budget, check_line


def problems(own: Indicator, *given: Field) -> tuple[Problem, ...]:
    return check_line(assessed(own), frozenset(given), YEAR, TIANJIN)


def codes(own: Indicator, *given: Field) -> list[Code]:
    return [problem.code for problem in problems(own, *given)]


@pytest.mark.parametrize(
    ("target", "name", "actual", "code"),
    [
        ("≥4场", "培训", "3场", None),
        ("≥4场", "培训", "-3场", Code.NEGATIVE),
        ("≤4万元", "培训费", "-3万元", Code.NEGATIVE),
        ("≥90%", "合格率", "-3%", Code.NEGATIVE),
        ("≥0.5%", "合格率", "-0.4%", Code.NEGATIVE),
        ("≤0起", "事故", "-1起", None),
        ("≥5%", "收入同比增长", "-3%", None),
        ("≥-5%", "满意度", "-3%", None),
        ("≥10℃", "气温", "-3℃", None),
        ("≥90%", "合格率", "100%", None),
        ("≥90%", "合格率", "101%", Code.ABOVE_HUNDRED),
        ("≥100%", "合格率", "101%", Code.ABOVE_HUNDRED),
        ("80%~90%", "合格率", "101%", Code.ABOVE_HUNDRED),
        ("≥90%", "任务完成率", "101%", Code.ACTUAL_ASSUMED),
        ("≥101%", "合格率", "102%", None),
        ("补助资金及时到位100%", "补助", "101%", Code.ABOVE_HUNDRED),
        ("≥90人", "人数", "101人", None),
        ("≥4场", "培训", "100000场", None),
        ("≥3150人", "人数", "3100余人", Code.ESTIMATE),
        ("≤10月底", "时间", "2024年11月至12月", None),
        ("≤2024年11月10日", "时间", "2024年11月", Code.DAY_NEEDED),
        ("≤10月底", "时间", "11月12日", None),
        ("≤10月底", "时间", "按时完成", None),
        ("≤10月底", "时间", "效果明显", Code.DATE_NEEDED),
        ("≤10月底", "时间", "未到期", Code.DATE_NEEDED),
        ("≤2025年3月", "时间", "未到期", None),
        ("明显提升", "影响", "反响热烈", None),
        ("按时完成", "培训", "未完成", None),
    ],
)
def test_an_actual_is_held_against_the_rule_sets_words(
    target: str, name: str, actual: str, code: Code | None
) -> None:
    own = line(target, name=name)
    own = unfit(own, actual) if code in {Code.DAY_NEEDED, Code.NEGATIVE} else line(target, actual, name=name)
    assert codes(own, Field.ACTUAL) == ([] if code is None else [code])
    assert codes(own, Field.CAUSE) == []


def test_a_limit_within_the_year_cannot_be_not_yet_due() -> None:
    own = replace(line("≤2024年10月31日"), actual=recorded(Words("未到期"), "未到期"))
    (problem,) = problems(own, Field.ACTUAL)
    assert problem.message == "期限2024年10月31日在2024年度之内，不能填“未到期”"


def test_an_actual_beside_not_applicable_is_refused() -> None:
    own = replace(line("≥4场", "3场"), not_applicable=recorded("取消"))
    assert codes(own, Field.ACTUAL, Field.NOT_APPLICABLE) == [Code.NOT_APPLICABLE_WITH_ACTUAL]
    assert codes(own, Field.ACTUAL) == []
    assert codes(replace(own, actual=None), Field.ACTUAL, Field.NOT_APPLICABLE) == []
    assert codes(replace(own, not_applicable=None), Field.ACTUAL, Field.NOT_APPLICABLE) == []


@pytest.mark.parametrize(
    ("own", "tier", "share", "code"),
    [
        (line("明显提升", "热烈"), Tier.PARTLY, None, None),
        (line("明显提升", "热烈"), Tier.PARTLY, "7/10", None),
        (line("明显提升", "热烈"), None, "7/10", None),
        (line("明显提升", "热烈"), Tier.PARTLY, "8/10", Code.SHARE_OUTSIDE_TIER),
        (line("明显提升", "热烈"), Tier.ACHIEVED, "1/2", Code.SHARE_OUTSIDE_TIER),
        (line("明显提升"), Tier.PARTLY, None, Code.ACTUAL_MISSING),
        (line("≥4场", "3场"), Tier.PARTLY, None, Code.SHARE_ON_MEASURED),
        (line("≥4场", "3场"), None, "7/10", Code.SHARE_ON_MEASURED),
        (line("≤10月底", "11月12日"), Tier.PARTLY, None, Code.SHARE_ON_MEASURED),
        (line("≤3万元", "0元", category="成本指标"), Tier.MISSED, "0", None),
        (line("≤3万元", "1万元", category="成本指标"), Tier.MISSED, "0", Code.SHARE_ON_MEASURED),
        (line("≥4场", "3场"), None, None, None),
    ],
)
def test_a_tier_is_taken_only_where_nothing_is_measured_and_with_a_share_inside_it(
    own: Indicator, tier: Tier | None, share: str | None, code: Code | None
) -> None:
    judged = replace(
        own,
        tier=None if tier is None else recorded(tier, action=3),
        share=None if share is None else recorded(Fraction(share), action=3),
    )
    assert codes(judged, Field.TIER, Field.SHARE) == ([] if code is None else [code])


def test_a_share_outside_its_tier_is_told_the_band() -> None:
    own = replace(line("明显提升", "热烈"), tier=recorded(Tier.ACHIEVED), share=recorded(Fraction(1, 2)))
    (problem,) = problems(own, Field.SHARE)
    assert (problem.message, problem.hint) == (
        "得分率50%不在“达成”一档的范围内",
        "该档为80%（含）至100%（含）",
    )
    (problem,) = problems(replace(own, tier=recorded(Tier.PARTLY)), Field.SHARE)
    assert problem.hint == "该档为60%（含）至80%（不含）"


@pytest.mark.parametrize(
    ("own", "score", "given", "expected"),
    [
        (line("≥4场", "3场"), 900, (Field.FINAL_SCORE, Field.BECAUSE), []),
        (line("≥4场", "3场"), 0, (Field.FINAL_SCORE, Field.BECAUSE), []),
        (line("≥4场", "3场"), 1000, (Field.FINAL_SCORE, Field.BECAUSE), []),
        (line("≥4场", "3场"), 900, (Field.FINAL_SCORE,), [Code.REASON_MISSING]),
        (line("≥4场", "3场"), 1001, (Field.FINAL_SCORE, Field.BECAUSE), [Code.SCORE_OUTSIDE_POINTS]),
        (line("≥4场", "3场"), -1, (Field.FINAL_SCORE, Field.BECAUSE), [Code.SCORE_OUTSIDE_POINTS]),
        (line("≥4场"), 900, (Field.FINAL_SCORE, Field.BECAUSE), [Code.ACTUAL_MISSING]),
        (line("明显提升", "热烈"), 900, (Field.FINAL_SCORE, Field.BECAUSE), [Code.TIER_NEEDED]),
        (line("明显提升", "热烈"), 900, (Field.BECAUSE,), []),
    ],
)
def test_a_final_score_needs_an_actual_a_reason_and_a_computed_score_within_the_points(
    own: Indicator, score: int, given: tuple[Field, ...], expected: list[Code]
) -> None:
    assert codes(replace(own, final_score=final(score, 1000)), *given) == expected


def test_all_that_is_wrong_with_a_line_is_told_at_once_and_only_of_what_was_given() -> None:
    own = replace(
        unfit(line("≥4场"), "-3场"), tier=recorded(Tier.PARTLY, action=3), final_score=final(1001, 1000)
    )
    assert codes(own, Field.ACTUAL, Field.TIER, Field.FINAL_SCORE) == [
        Code.NEGATIVE,
        Code.SHARE_ON_MEASURED,
        Code.SCORE_OUTSIDE_POINTS,
        Code.REASON_MISSING,
    ]
    assert codes(own, Field.ACTUAL) == [Code.NEGATIVE]


def test_clearing_a_field_is_never_refused() -> None:
    given = (Field.ACTUAL, Field.TIER, Field.SHARE, Field.FINAL_SCORE)
    assert codes(line("≥4场"), *given) == []


@pytest.mark.parametrize(
    ("budget", "spent", "because", "expected"),
    [
        ("5", "4.98", None, []),
        ("5", None, None, []),
        ("5", "0", None, []),
        (None, "3", None, []),
        ("0", "3", None, [Code.NO_BUDGET]),
        ("0", "0", None, []),
        ("5", "6", None, [Code.OVER_BUDGET]),
        ("5", "6", "追加任务", []),
        ("-5", "6", None, [Code.NEGATIVE]),
        ("-5", "-6", None, [Code.NEGATIVE, Code.NEGATIVE]),
    ],
)
def test_spending_is_held_against_the_budget(
    budget: str | None, spent: str | None, because: str | None, expected: list[Code]
) -> None:
    own = project([line("≥4场")], initial=budget, executed=spent)
    own = replace(own, over_budget=None if because is None else recorded(because))
    assert [problem.code for problem in check_budget(own)] == expected


def test_figures_in_messages_are_as_short_as_they_can_be() -> None:
    own = project([], initial="5.00", executed="6.50")
    assert check_budget(own)[0].message == "项目1执行数6.5万元超过全年预算数5万元"
