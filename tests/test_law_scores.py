"""The law of each kind of target: what an actual earns of 10.00 points."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from law_examples import (
    BENEFIT,
    COST,
    NATIONAL,
    OTHERWISE,
    QUALITY,
    QUANTITY,
    TIANJIN,
    TIME,
    YEAR,
    asked,
    assessed,
    hundredths,
    line,
    scored,
    unfit,
)

from scorer.model.quantity import Frequency, Period
from scorer.scoring.attainment import Flag, Formula
from scorer.scoring.comparison import Kind
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import Excess, Over, RuleSet, Treatment
from scorer.scoring.target_settling import a_year

RATIO = replace(TIANJIN, excess=Excess.RATIO)
DEVIATION = replace(TIANJIN, over=Over.DEVIATION)
REDUCING = replace(
    TIANJIN,
    over_achievement=replace(
        TIANJIN.over_achievement, treatment=Treatment.REDUCE, rate=Fraction(1, 2), floor=Fraction(3, 5)
    ),
)
FULL = 1000


def points_of(
    target: str, actual: str, rules: RuleSet = TIANJIN, name: str = "培训", category: str = QUANTITY
) -> int:
    return hundredths(assessed(line(target, actual, name=name, category=category), rules))


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥26场", "26场", FULL),
        ("≥26场", "28场", FULL),
        ("≥26场", "13场", 500),
        ("≥26场", "0场", 0),
        (">26场", "26场", FULL),
        ("超过26场", "25场", 962),
        ("≥95%", "588/600", FULL),
        ("≥95%", "93%", 979),
        ("≥3万人", "15000人", 500),
        ("≥0场", "0场", FULL),
    ],
)
def test_at_least_is_full_from_the_target_on_and_in_proportion_below(
    target: str, actual: str, expected: int
) -> None:
    assert points_of(target, actual) == expected


def test_at_least_a_target_not_above_zero_earns_nothing_below_it() -> None:
    assert points_of("≥-5%", "-8%", name="收入增长率") == 0
    assert points_of("≥-5%", "-3%", name="收入增长率") == FULL


@pytest.mark.parametrize(
    ("target", "actual", "rules", "expected"),
    [
        ("≤4场", "4场", TIANJIN, FULL),
        ("<4场", "4场", TIANJIN, FULL),
        ("≤4场", "0场", TIANJIN, FULL),
        ("不超过4场", "5场", TIANJIN, 750),
        ("≤4场", "7场", TIANJIN, 250),
        ("≤4场", "8场", TIANJIN, 0),
        ("≤4场", "9场", TIANJIN, 0),
        ("≤0.5%", "0.7%", TIANJIN, 600),
        ("≤0.5%", "1%", RATIO, 500),
        ("≤4场", "5场", RATIO, 800),
        ("≤4场", "16场", RATIO, 250),
        ("≤0起", "1起", TIANJIN, 0),
        ("≤0起", "1起", RATIO, 0),
        ("≤0起", "0起", TIANJIN, FULL),
    ],
)
def test_at_most_is_full_up_to_the_limit_and_loses_by_the_excess(
    target: str, actual: str, rules: RuleSet, expected: int
) -> None:
    assert points_of(target, actual, rules) == expected


def test_a_limit_of_zero_has_no_ratio() -> None:
    assert scored(assessed(line("≤0起", "1起"), RATIO)).attainment.formula is Formula.ZERO


def test_a_strict_target_met_exactly_is_noted() -> None:
    assert assessed(line(">26场", "26场")).notes == ("恰好等于指标值，按达到计",)
    assert assessed(line("<4场", "4场")).notes == ("恰好等于指标值，按达到计",)
    assert assessed(line(">26场", "27场")).notes == ()


def test_a_cost_of_zero_is_asked_and_so_is_any_upper_limit_where_nothing_was_spent() -> None:
    question = "实际为0：节约还是未实施？"
    assert asked(assessed(line("≤3万元", "0元", category=COST))).startswith(question)
    assert asked(assessed(line("5%", "0%", name="经费超支率", category=COST))).startswith(question)
    assert asked(assessed(line("10天", "0天", name="办理时限", category=COST))).startswith(question)
    assert asked(assessed(line("≤4场", "0场"), executed="0")).startswith(question)
    assert hundredths(assessed(line("≤4场", "0场"), executed="1")) == FULL
    assert hundredths(assessed(line("≤0元", "0元", category=COST))) == FULL
    assert hundredths(assessed(line("≥0元", "0元", category=COST))) == FULL
    assert hundredths(assessed(line("≤4场", "1场"), executed="0")) == FULL


@pytest.mark.parametrize(
    ("target", "actual", "rules", "expected"),
    [
        ("=4场", "4场", TIANJIN, FULL),
        ("等于4场", "3场", TIANJIN, 750),
        ("=4场", "5场", TIANJIN, FULL),
        ("=4场", "5场", DEVIATION, 750),
        ("=4场", "9场", DEVIATION, 0),
        ("=0起", "0起", TIANJIN, FULL),
        ("=0起", "1起", TIANJIN, 0),
        ("0起", "0起", TIANJIN, FULL),
        ("0起", "2起", TIANJIN, 0),
    ],
)
def test_exactly_is_short_in_proportion_and_over_as_the_rule_set_says(
    target: str, actual: str, rules: RuleSet, expected: int
) -> None:
    assert points_of(target, actual, rules) == expected


def test_exactly_zero_is_full_below_it_and_a_target_below_zero_never_gives_more_than_full() -> None:
    assert points_of("=0%", "-3%", name="房价增长率") == FULL
    for rules in (TIANJIN, DEVIATION):
        assert points_of("=-5%", "-8%", rules, name="增长率") == 0
    assert points_of("=-5%", "-3%", TIANJIN, name="增长率") == FULL
    assert points_of("=-5%", "-3%", DEVIATION, name="增长率") == 0


@pytest.mark.parametrize(
    ("target", "name", "category", "kind"),
    [
        ("22.8", "公猪舍（≤**平方米）", QUALITY, Kind.AT_MOST),
        ("0起", "活动场次", QUALITY, Kind.EXACTLY),
        ("3万元", "活动费", COST, Kind.AT_MOST),
        ("550元/人", "人均费用", COST, Kind.AT_MOST),
        ("75元", "困难学生补助标准", COST, Kind.EXACTLY),
        ("75元", "困难学生补助", COST, Kind.AT_MOST),
        ("75元", "会议费标准", COST, Kind.AT_MOST),
        ("3万元", "引进资金", QUALITY, Kind.AT_LEAST),
        ("10天", "验收", TIME, Kind.AT_MOST),
        ("6万元", "总投入", "成本指标（必填硬性指标）", Kind.AT_MOST),
        ("6万元", "总投入", "成本 指标\n(0-20)分", Kind.AT_MOST),
        ("10天", "验收", "时效指标【必填】", Kind.AT_MOST),
        ("10天", "办理时限", QUALITY, Kind.AT_MOST),
        ("2年", "使用年限", TIME, Kind.AT_LEAST),
        ("3年", "高企资格有效", TIME, Kind.AT_LEAST),
        ("5年", "工程质保", TIME, Kind.AT_LEAST),
        ("10天", "培训", QUALITY, Kind.AT_LEAST),
        ("24小时", "网站服务", QUALITY, Kind.RECURRING),
        ("24小时", "响应时间", QUALITY, Kind.AT_MOST),
        ("5%", "系统故障率", QUALITY, Kind.AT_MOST),
        ("95%", "投诉办结率", QUALITY, Kind.AT_LEAST),
        ("90%", "计划完成率", COST, Kind.AT_LEAST),
        ("4场", "活动场次", QUALITY, Kind.AT_LEAST),
    ],
)
def test_what_a_bare_number_is(target: str, name: str, category: str, kind: Kind) -> None:
    found = assessed(line(target, name=name, category=category)).target
    assert found is not None
    assert found.kind is kind
    assert bool(found.assumption) is ("≤" not in name)


@pytest.mark.parametrize("dimension", ["成本指标", "成本指标（0-20）分", "成本指标(必填)(10分)"])
def test_a_bare_amount_is_an_upper_limit_where_cost_is_level_1(dimension: str) -> None:
    found = assessed(line("3万元", dimension=dimension, category="经济成本")).target
    assert found is not None
    assert found.kind is Kind.AT_MOST


def test_a_bare_number_that_nothing_decides_is_as_the_rule_set_says() -> None:
    assert points_of("4场", "5场", OTHERWISE) == 750
    assert points_of("4场", "5场", TIANJIN) == FULL


def test_a_standard_owed_is_neither_more_nor_less() -> None:
    for actual, expected in {"110元/人": 900, "90元/人": 900, "100元/人": FULL}.items():
        assert points_of("100元/人", actual, name="困难学生资助标准", category=COST) == expected


@pytest.mark.parametrize(
    ("target", "actual", "rules", "expected"),
    [
        ("80%~90%", "80%", TIANJIN, FULL),
        ("80%~90%", "90%", TIANJIN, FULL),
        ("80%~90%", "60%", TIANJIN, 750),
        ("80%~90%", "99%", TIANJIN, 900),
        ("80%~90%", "99%", OTHERWISE, FULL),
        ("10-15场", "18场", RATIO, 833),
        ("10-15天", "2天", TIANJIN, FULL),
        ("10-15天", "18天", TIANJIN, 800),
        ("95%±5%", "95%", TIANJIN, FULL),
        ("≥80%且≤90%", "40%", TIANJIN, 500),
    ],
)
def test_between_is_full_inside_and_measured_by_the_nearer_bound(
    target: str, actual: str, rules: RuleSet, expected: int
) -> None:
    assert points_of(target, actual, rules) == expected


def test_the_bounds_of_a_range_are_inside_it() -> None:
    for actual in ("80%", "90%"):
        assert scored(assessed(line("80%~90%", actual))).attainment.formula is Formula.FULL


def test_below_a_range_a_cost_is_full_and_any_other_amount_is_not() -> None:
    assert points_of("10~20万元", "5万元", category=COST) == FULL
    assert points_of("10~20万元", "5万元", name="引进资金") == 500
    assert points_of("80%~90%", "60%", category=COST) == 750


@pytest.mark.parametrize(
    ("target", "actual", "flag"),
    [
        ("≥10场", "11场", None),
        ("≥10场", "12场", Flag.FAR_ABOVE),
        ("≥1场", "2场", None),
        ("≥1场", "3场", Flag.FAR_ABOVE),
        ("≥1万人", "1.5万人", Flag.FAR_ABOVE),
        ("≥1%", "2%", Flag.FAR_ABOVE),
        ("≥1‰", "1.1‰", None),
        ("≥0场", "100场", None),
        ("=10场", "12场", Flag.FAR_ABOVE),
        ("=10场", "11场", Flag.UNEQUAL),
        ("=10场", "9场", Flag.UNEQUAL),
        ("=10场", "10场", None),
        ("≤10场", "2场", None),
        ("10~12场", "40场", None),
        ("每月1次", "20次", Flag.FAR_ABOVE),
        ("每年1次", "2次", None),
    ],
)
def test_what_is_flagged_as_far_above_or_unequal(target: str, actual: str, flag: Flag | None) -> None:
    assert scored(assessed(line(target, actual))).attainment.flag is flag


def test_only_a_rule_set_that_says_so_flags_unequal_and_a_target_of_zero() -> None:
    assert scored(assessed(line("=10场", "9场"), NATIONAL)).attainment.flag is None
    assert scored(assessed(line("≥0场", "30场"), OTHERWISE)).attainment.flag is Flag.FAR_ABOVE
    assert scored(assessed(line("≥0场", "29场"), OTHERWISE)).attainment.flag is None
    assert scored(assessed(line("≥-3%", "30%", name="增长率"), OTHERWISE)).attainment.flag is None


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥10场", "11场", FULL),
        ("≥10场", "12场", FULL),
        ("≥10场", "14场", 900),
        ("≥10场", "20场", 600),
        ("≥10场", "90场", 600),
        ("=10场", "14场", 900),
        ("=10场", "11场", FULL),
        ("≥1场", "2场", FULL),
        ("≥1场", "3场", 600),
        ("≤10场", "14场", 600),
    ],
)
def test_a_rule_set_may_reduce_what_is_far_above_target(target: str, actual: str, expected: int) -> None:
    assert points_of(target, actual, REDUCING) == expected


def test_a_deviation_already_deducted_is_flagged_but_not_reduced_again() -> None:
    rules = replace(REDUCING, over=Over.DEVIATION)
    found = scored(assessed(line("=10场", "14场"), rules))
    assert found.attainment.formula is Formula.LINEAR_EXCESS
    assert (found.score, found.attainment.flag) == (600, Flag.FAR_ABOVE)


def test_what_is_far_above_zero_is_not_reduced() -> None:
    assert points_of("≥0场", "30场", OTHERWISE) == FULL


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("每月1次", "12次", FULL),
        ("每月1次", "6次", 500),
        ("每周", "48期", 923),
        ("每两周", "13次", 500),
        ("每季度", "每半年1次", 500),
        ("≥1次/月", "每月1场", FULL),
        ("每日1次", "183次", 500),
        ("每年1次", "1次", FULL),
        ("7*24小时", "5*8小时", 238),
        ("全天候", "7*24小时", FULL),
        ("24小时", "24小时", FULL),
        ("24小时", "12小时", 500),
        ("24小时", "720分钟", 500),
        ("≥12次", "每月1次", FULL),
        ("≥1万人", "每月500人", 600),
        ("≥120000人", "每月1万人", FULL),
    ],
)
def test_what_recurs_counts_by_the_year_and_service_by_the_week(
    target: str, actual: str, expected: int
) -> None:
    assert points_of(target, actual) == expected


def test_a_recurring_actual_counts_in_the_targets_unit() -> None:
    assert points_of("每月1万人", "每月5000人") == 500


def test_a_leap_year_has_366_days() -> None:
    assert hundredths(assessed(line("每日1次", "366次"))) == FULL
    assert hundredths(assessed(line("每日1次", "365次"))) == 997


def test_that_the_whole_year_was_assumed_is_said_on_both_sides() -> None:
    found = assessed(line("每月1次", "每季度3次"))
    assert found.target is not None
    assert found.target.assumption == "按全年不间断，每月1次即全年12次"
    assert found.notes == ("按全年不间断，每季度3次即全年12次",)


def test_service_by_the_day_is_for_seven_days_a_week() -> None:
    assert a_year(Frequency(Decimal(8), "小时", Period.DAY), YEAR) == 56


def test_service_by_the_month_is_counted_by_the_week_to_six_decimals() -> None:
    found = assessed(line("40小时/月", "20小时/月"))
    assert found.target is not None
    assert str(found.target.low) == "9.230769"
    assert hundredths(found) == 500


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("7*24小时", "每月1次"),
        ("每月1次", "7*24小时"),
        ("7*24小时", "3场"),
        ("≥26场", "3.5万元"),
        ("≥26场", "588/600"),
        ("≥26场", "按时完成"),
        ("≥26场", "达成预期指标"),
        ("≥26场", "2024年5月1日"),
        ("≥26场", "逾期3天"),
        ("≤3.84万元", "约3人"),
        ("≤2024年5月31日", "3场"),
        ("*", "3场"),
    ],
)
def test_a_stored_actual_that_no_longer_fits_its_target_is_asked(target: str, actual: str) -> None:
    assert asked(assessed(unfit(line(target), actual)))


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥50篇", "50余篇", FULL),
        ("≥3150人", "3100余人", None),
        ("≥3000人", "3200人以上", FULL),
        ("≥3200人", "3100人以上", None),
        ("≥1万元", "20000元以上", FULL),
        ("≤60人", "近60人", FULL),
        ("≤60人", "约60人", None),
        ("40~60人", "约50人", FULL),
        ("50~51人", "约50人", None),
    ],
)
def test_an_estimate_counts_if_every_value_that_it_allows_scores_alike(
    target: str, actual: str, expected: int | None
) -> None:
    found = assessed(line(target, actual))
    if expected is None:
        assert asked(found) == "实际完成值是约数，可能达到也可能未达到指标值，请填写准确数"
    else:
        assert hundredths(found) == expected
        assert found.notes == ("实际完成值是约数，其范围内各值得分相同",)


def test_an_estimate_with_the_target_in_its_midst_is_asked_though_its_ends_score_alike() -> None:
    assert asked(assessed(line("=55篇", "50余篇"), DEVIATION))


@pytest.mark.parametrize(("actual", "expected"), [("5.2%", FULL), ("-5.2%", FULL), ("4%", 800), ("-4%", 800)])
def test_a_decrease_counts_by_its_size(actual: str, expected: int) -> None:
    found = line("较上年压减5%", actual, name="公用经费下降", dimension=BENEFIT)
    assert hundredths(assessed(found)) == expected


def test_one_number_inside_words_is_a_lower_limit_and_says_so() -> None:
    found = assessed(line("补助资金及时到位100%", "80%"))
    assert found.target is not None
    assert found.target.assumption == "文字中的唯一数字按不少于100%计"
    assert hundredths(found) == 800
    assert hundredths(assessed(line("补助资金及时到位100%", "按时到位"))) == FULL


@pytest.mark.parametrize(
    ("target", "actual", "rules", "key"),
    [
        ("≥4场", "4场", TIANJIN, "shortfall"),
        ("≥4场", "3场", TIANJIN, "shortfall"),
        ("≥10场", "14场", REDUCING, "over_achievement"),
        ("≤4场", "5场", TIANJIN, "excess"),
        ("≤4场", "4场", TIANJIN, "excess"),
        ("=4场", "3场", TIANJIN, "shortfall"),
        ("=4场", "5场", TIANJIN, "over"),
        ("4~5场", "3场", TIANJIN, "shortfall"),
        ("4~5场", "4场", TIANJIN, "excess"),
        ("4%~5%", "5%", OTHERWISE, "excess"),
        ("4~5场", "6场", TIANJIN, "excess"),
        ("4%~5%", "6%", OTHERWISE, "between_rates_above_full"),
        ("每月1次", "12次", TIANJIN, "recurring"),
        ("每月1次", "11次", TIANJIN, "shortfall"),
        ("≤5月", "5月3日", TIANJIN, None),
        ("≤5月", "6月3日", TIANJIN, "lateness"),
        ("≤5月", "未完成", TIANJIN, "not_done"),
        ("明显提升", "明显提升", TIANJIN, "tiers.default"),
        ("按时完成", "基本完成", TIANJIN, "basically"),
        ("优", "良", TIANJIN, "second_of_scale"),
        ("按时完成", "未完成", TIANJIN, "words"),
        ("≥4场", None, TIANJIN, None),
    ],
)
def test_the_rule_that_scored_a_line_is_cited(
    target: str, actual: str | None, rules: RuleSet, key: str | None
) -> None:
    found = rule_key(assessed(line(target, actual), rules))
    assert found == (key or ("lateness" if actual else None))
    assert found is None or rules.citation_of(found)


def test_a_standard_owed_cites_what_makes_it_exact() -> None:
    found = assessed(line("100元/人", "110元/人", name="补助标准", category=COST))
    assert rule_key(found) == "bare_number"
    met = assessed(line("100元/人", "100元/人", name="补助标准", category=COST))
    assert rule_key(met) == "over"
