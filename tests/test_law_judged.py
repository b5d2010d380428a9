"""Dates, tiers and judgements: what words and days are worth, and how long a person's judgement holds."""

from dataclasses import replace
from fractions import Fraction

import pytest
from law_examples import (
    COST,
    OTHERWISE,
    TIANJIN,
    asked,
    assessed,
    final,
    hundredths,
    line,
    recorded,
    scored,
    unfit,
)

from scorer.model.actual import Words
from scorer.model.fields import Field
from scorer.model.project import Indicator, Tier
from scorer.scoring.assessment import final_score_stands, stands
from scorer.scoring.comparison import Graded, Origin
from scorer.scoring.lapsed import next_step
from scorer.scoring.outcome import NotApplicable, NotReported

FULL = 1000
JUDGED = line("明显提升", "反响热烈", name="活动影响力")


def judged(tier: Tier | None = None, share: str | None = None, of: Indicator = JUDGED) -> Indicator:
    return replace(
        of,
        tier=None if tier is None else recorded(tier, action=3),
        share=None if share is None else recorded(Fraction(share), action=3),
    )


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≤5月", "5月31日", FULL),
        ("≤10月底", "10月31日", FULL),
        ("≤2024年", "12月31日", FULL),
        ("≤2024全年", "12月31日", FULL),
        ("12月底之前", "12月31日", FULL),
        ("2024年12月31日前", "2024年12月31日", FULL),
        ("9月前", "8月31日", FULL),
        ("9月前", "9月1日", 800),
        ("2024年9月", "9月30日", FULL),
        ("第四季度", "12月", FULL),
        ("上半年", "7月1日", 800),
        ("1-12月", "12月31日", FULL),
        ("2024年3月至6月", "3月至6月", FULL),
        ("≤10月底", "9月上旬", FULL),
        ("≤10月底", "第三季度", FULL),
        ("≤10月底", "11月", 800),
        ("≤10月底", "11月30日", 800),
        ("≤10月底", "12月1日", 600),
        ("≤10月底", "2025年1月29日", 600),
        ("≤10月底", "2025年1月30日", 300),
        ("≤10月底", "按时完成", FULL),
        ("≤10月底", "提前完成", FULL),
        ("≤10月底", "逾期15天", 800),
        ("≤10月底", "延期2个月", 600),
        ("≤10月底", "逾期1年", 300),
        ("≤10月底", "提前3天", FULL),
        ("≤10月底", "未完成", 0),
    ],
)
def test_a_date_is_full_up_to_its_last_day_and_then_falls_by_bands(
    target: str, actual: str, expected: int
) -> None:
    assert hundredths(assessed(line(target, actual, name="完成时间"))) == expected


def test_a_span_whose_ends_fall_in_two_bands_is_asked_for_the_day() -> None:
    for span in ("2024年11月至12月", "2024年第四季度"):
        found = assessed(unfit(line("≤2024年10月31日"), span)).outcome
        assert found == assessed(unfit(line("≤2024年10月31日"), "2024年12月")).outcome or asked(
            assessed(unfit(line("≤2024年10月31日"), span))
        )
    assert asked(assessed(unfit(line("≤2024年11月10日"), "2024年11月"))).endswith("请填写具体日期")


def test_words_that_do_not_say_when_are_asked() -> None:
    for words in ("完成", "基本完成", "部分完成", "效果明显"):
        assert "看不出哪天完成" in asked(assessed(line("≤10月底", words)))


def test_words_in_time_and_a_copied_limit_are_noted() -> None:
    assert assessed(line("≤10月底", "按时完成")).notes == ("没有写明完成日期，按文字“按时完成”计",)
    assert assessed(line("2024年9月", "2024年9月")).notes == ("实际完成值照抄了指标值的期限，没有写实际日期",)
    assert assessed(line("≤10月底", "10月31日")).notes == ()


def test_not_yet_due_is_not_applicable_only_after_the_year() -> None:
    later = assessed(replace(line("≤2025年3月"), actual=recorded(Words("未到期"), "未到期"))).outcome
    assert later == NotApplicable("期限在本年度之后，未到期")
    within = assessed(replace(line("≤2024年3月"), actual=recorded(Words("未到期"), "未到期")))
    assert asked(within)
    assert hundredths(assessed(line("≤2025年3月", "按时完成"))) == FULL


def test_days_late_count_on_a_judged_line_that_speaks_of_time() -> None:
    assert hundredths(assessed(line("按时完成", "逾期15天"))) == 800
    assert hundredths(assessed(line("按时完成", "逾期100天"))) == 300
    assert (
        asked(assessed(line("明显提升", "逾期15天")))
        == "指标值“明显提升”没有时限，请用档次评定：达成、部分达成或未达成"
    )


@pytest.mark.parametrize(
    ("target", "actual", "expected", "tier"),
    [
        ("极大提升", "极大提升", FULL, Tier.ACHIEVED),
        ("严格执行相关制度规定", "达成预期指标", FULL, Tier.ACHIEVED),
        ("效果明显", "部分达成预期指标并具有一定效果", 700, Tier.PARTLY),
        ("效果明显", "未达成预期指标且效果较差", 300, Tier.MISSED),
        ("按时完成", "基本完成", 800, Tier.ACHIEVED),
        ("按时完成", "未按时完成", 700, Tier.PARTLY),
        ("按时完成", "未完成", 0, Tier.MISSED),
        ("极大提升", "较大提升", 700, Tier.PARTLY),
        ("优", "良", 800, Tier.ACHIEVED),
        ("优", "差", 300, Tier.MISSED),
        ("无安全事故", "未发生安全事故", FULL, Tier.ACHIEVED),
    ],
)
def test_listed_words_stand_for_the_shares_of_the_rule_set(
    target: str, actual: str, expected: int, tier: Tier
) -> None:
    found = scored(assessed(line(target, actual, name="活动")))
    assert isinstance(found.comparison, Graded)
    assert (found.score, found.comparison.tier, found.comparison.origin) == (expected, tier, Origin.WORDING)


def test_a_copied_target_is_full_and_noted() -> None:
    assert assessed(line("广泛动员", "广泛动员")).notes == ("实际完成值照抄了指标值",)


def test_words_that_the_lists_do_not_cover_and_a_target_that_cannot_be_read_are_asked() -> None:
    assert "反响热烈" in asked(assessed(JUDGED))
    assert asked(assessed(line("*", "3场"))).startswith("指标值无法读取（")


@pytest.mark.parametrize(
    ("tier", "share", "expected"),
    [
        (Tier.ACHIEVED, None, FULL),
        (Tier.PARTLY, None, 700),
        (Tier.MISSED, None, 300),
        (Tier.ACHIEVED, "4/5", 800),
        (Tier.ACHIEVED, "1", FULL),
        (Tier.PARTLY, "3/5", 600),
        (Tier.MISSED, "0", 0),
        (None, "4/5", 800),
        (None, "3/4", 750),
        (None, "0", 0),
    ],
)
def test_a_persons_tier_goes_before_the_words(tier: Tier | None, share: str | None, expected: int) -> None:
    for own in (JUDGED, line("明显提升", "明显提升"), line("*", "3场"), line("按时完成", "逾期15天")):
        found = scored(assessed(judged(tier, share, own)))
        assert isinstance(found.comparison, Graded)
        assert (found.score, found.comparison.origin) == (expected, Origin.PERSON)


@pytest.mark.parametrize(
    ("tier", "share"),
    [(Tier.ACHIEVED, "79/100"), (Tier.PARTLY, "4/5"), (Tier.MISSED, "3/5"), (None, "2"), (None, "-1")],
)
def test_a_share_outside_its_tier_is_asked_again(tier: Tier | None, share: str) -> None:
    assert asked(assessed(judged(tier, share))) == "得分率不在该档次的范围内，请重新评定"


def test_a_tier_counts_on_no_line_that_a_number_or_a_date_scores() -> None:
    assert hundredths(assessed(judged(Tier.MISSED, None, line("≥4场", "4场")))) == FULL
    assert hundredths(assessed(judged(Tier.MISSED, None, line("≤5月", "5月3日")))) == FULL
    assert hundredths(assessed(judged(Tier.MISSED, None, line("≤5月", "按时完成")))) == 300


def test_a_tier_settles_whether_a_cost_of_zero_was_saved() -> None:
    free = line("≤3万元", "0元", category=COST)
    assert hundredths(assessed(judged(Tier.ACHIEVED, None, free))) == FULL
    assert hundredths(assessed(judged(Tier.MISSED, "0", free))) == 0


def test_a_final_score_goes_into_the_totals_and_the_computed_one_stays() -> None:
    own = replace(line("≥4场", "3场"), final_score=final(900, 1000), because=recorded("另有一场"))
    found = scored(assessed(own))
    assert (found.computed, found.score) == (750, 900)


@pytest.mark.parametrize(
    ("score", "points", "holds"),
    [
        (900, 1000, True),
        (0, 1000, True),
        (1000, 1000, True),
        (900, 900, False),
        (1001, 1000, False),
        (-1, 1000, False),
    ],
)
def test_a_final_score_holds_only_against_the_points_it_was_set_for_and_within_them(
    score: int, points: int, holds: bool
) -> None:
    own = replace(line("≥4场", "3场"), final_score=final(score, points))
    found = assessed(own)
    assert final_score_stands(own, 1000) is holds
    assert found.lapsed == (() if holds else (Field.FINAL_SCORE,))
    assert hundredths(found) == (score if holds else 750)


def with_all(action: int) -> Indicator:
    return replace(
        line("明显提升", "反响热烈", points=1000),
        tier=recorded(Tier.PARTLY, action=action),
        share=recorded(Fraction(3, 4), action=action),
        final_score=final(600, 1000, action),
        not_applicable=recorded("取消", action=action),
    )


def changed(what: str, own: Indicator, action: int) -> Indicator:
    match what:
        case "actual":
            return replace(own, actual=recorded(Words("热烈"), "热烈", action))
        case "target":
            return replace(own, target=recorded(own.target.value, "明显提升", action))
        case "table":
            return replace(own, table_points=recorded(1000, action=action))
        case _:
            return replace(own, set_points=recorded(1000, action=action))


@pytest.mark.parametrize("what", ["actual", "target", "table", "set"])
def test_judgements_lapse_when_a_fact_comes_after_them_and_only_then(what: str) -> None:
    before, at, after = (changed(what, with_all(5), action) for action in (4, 5, 6))
    for kept in (before, at):
        found = assessed(kept)
        assert (found.outcome, found.lapsed) == (NotApplicable("取消"), (Field.FINAL_SCORE,))
        assert stands(kept.tier, kept)
        assert hundredths(assessed(replace(kept, not_applicable=None))) == 600
    found = assessed(after)
    # A score by hand says against which points it was set: the same ones written again change nothing.
    by_hand = (Field.FINAL_SCORE,) if what in {"actual", "target"} else ()
    assert found.lapsed == (Field.TIER, Field.SHARE, Field.NOT_APPLICABLE, *by_hand)
    assert asked(found)
    assert not stands(after.tier, after)


def test_what_lapsed_is_judged_anew_but_a_tier_of_a_measured_line_is_taken_back() -> None:
    open_again = assessed(changed("actual", replace(with_all(5), not_applicable=None), 6))
    assert next_step(open_again, open_again.lapsed) == "请重新评定"
    own = line("≥4场", "3场")
    measured = assessed(replace(own, tier=recorded(Tier.MISSED, action=1), final_score=final(600, 900)))
    assert next_step(measured, (Field.TIER,)) == "现按实际完成值计分，不再评档次，请用 --clear 档次 取回"
    assert next_step(measured, measured.lapsed).endswith(" 取回；认定得分请重新评定")


def test_nothing_stands_that_was_never_given() -> None:
    assert not stands(None, JUDGED)
    assert not final_score_stands(JUDGED, 1000)


def test_without_an_actual_only_not_applicable_stands() -> None:
    bare = replace(with_all(5), actual=None)
    found = assessed(bare)
    assert (found.outcome, found.lapsed) == (
        NotApplicable("取消"),
        (Field.TIER, Field.SHARE, Field.FINAL_SCORE),
    )
    assert assessed(replace(bare, not_applicable=None)).outcome == NotReported()


def test_a_line_that_vanished_is_not_applicable() -> None:
    gone = replace(line("≥4场", "4场"), vanished=True)
    assert assessed(gone).outcome == NotApplicable("最近一次导入的表中已没有这个指标")


def test_the_bands_of_the_rule_set_decide() -> None:
    assert hundredths(assessed(line("明显提升", "明显提升"), OTHERWISE)) == FULL
    apart = replace(TIANJIN, basically=Fraction(17, 20), second_of_scale=Fraction(9, 10))
    assert hundredths(assessed(line("按时完成", "基本完成"), apart)) == 850
    assert hundredths(assessed(line("优", "良"), apart)) == 900
    halved = replace(TIANJIN, not_done=Fraction(1, 10), lateness=TIANJIN.lateness[-1:])
    assert hundredths(assessed(line("≤5月", "未完成"), halved)) == 100
    assert hundredths(assessed(line("≤5月", "6月1日"), halved)) == 300
