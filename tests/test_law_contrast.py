"""What changes under another rule set: exactly the lines that a changed rule bears on, each with the rule."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_examples import (
    BENEFIT,
    CONTENT,
    COST,
    NATIONAL,
    QUALITY,
    TIME,
    assessed,
    final,
    line,
    project,
    recorded,
)
from rule_examples import OTHER, SHIPPED, book
from test_law_properties import RULES, projects

from scorer.model.actual import Actual
from scorer.model.entry import LineKey
from scorer.model.project import Indicator, Project, Recorded, Tier
from scorer.notation.actuals import parse_actual
from scorer.report.contrast_words import CHOSEN, reason_key, reason_text
from scorer.scoring.assessment import assess
from scorer.scoring.contrast import Contrast, contrast
from scorer.scoring.contrast_reasons import law_reasons
from scorer.scoring.differences import OtherWords
from scorer.scoring.outcome import AssessedLine, NeedsJudgement, Scored
from scorer.scoring.rules import (
    BareNumber,
    Excess,
    LateBand,
    Over,
    OverAchievement,
    Points,
    RuleSet,
    Split,
    Treatment,
)

BOOK = {rules.id: rules for rules in book(SHIPPED + OTHER).rule_sets}
rule_sets = st.sampled_from((*BOOK.values(), *RULES))


def recorded_words(text: str) -> Recorded[Actual]:
    return recorded(parse_actual(text), text)


def judged(target: str, number: int, **given: Any) -> Indicator:
    own = line(target, dimension=BENEFIT, category="社会效益指标", number=number)
    return replace(own, actual=recorded_words("反响热烈"), **given)


def everything() -> Project:
    """A line for each rule that may differ; the points are the table's, so that no change moves them."""
    lines = (
        line("≤10万元", "12万元", category=COST, number=1),
        line("=10场", "11场", number=2),
        line("80%~90%", "95%", category=QUALITY, number=3),
        line("10场", "11场", number=4),
        line("≥100人", "125人", number=5),
        line("≥0人", "40人", number=6),
        line("≤10月底", "11月12日", category=TIME, number=7),
        line("≤10月底", "未完成", category=TIME, number=8),
        line("按时完成", "基本完成", dimension=BENEFIT, number=9),
        judged("明显提升", 10, tier=recorded(Tier.PARTLY, "部分达成")),
        judged(
            "明显提升", 11, tier=recorded(Tier.PARTLY, "部分达成"), share=recorded(Fraction(62, 100), "62%")
        ),
        line("优", "良", dimension=BENEFIT, number=12),
        line("明显提升", "显著提升", dimension=CONTENT, number=13),
        line("≥20场", "20场", number=14),
    )
    carrying = tuple(replace(each, table_points=recorded(600, action=1)) for each in lines)
    own = project(carrying, executed="9.2")
    return replace(own, execution_points=recorded(1600, action=1))


def over(rules: RuleSet, **changes: Any) -> RuleSet:
    law: OverAchievement = replace(rules.over_achievement, **changes)
    return replace(rules, over_achievement=law)


def tiers(low: str) -> RuleSet:
    first, second, last = NATIONAL.tiers
    share = Fraction(low)
    return replace(
        NATIONAL,
        tiers=(first, replace(second, low=share, default=Fraction("0.75")), replace(last, high=share)),
    )


ZERO = over(NATIONAL, zero_target=Decimal(30))
REDUCE = over(NATIONAL, treatment=Treatment.REDUCE, rate=Fraction(1, 2), floor=Fraction(1, 5))
WORDS = replace(NATIONAL, words=replace(NATIONAL.words, degrees=(("显著",), ("明显",))))
NOT_DUE = replace(NATIONAL, words=replace(NATIONAL.words, not_due=()))

CHANGES: list[tuple[RuleSet, RuleSet, dict[int, str]]] = [
    (NATIONAL, replace(NATIONAL, excess=Excess.RATIO), {1: "超出上限：线性扣减→按反比（excess）", 3: ""}),
    (NATIONAL, replace(NATIONAL, over=Over.DEVIATION), {2: "超过等于目标：满分→按偏离扣减（over）"}),
    (
        NATIONAL,
        replace(NATIONAL, between_rates_above_full=True),
        {3: "比率高于区间：与超出上限相同→满分（between_rates_above_full）"},
    ),
    (
        over(NATIONAL, unequal=True),
        replace(over(NATIONAL, unequal=True), bare_number=BareNumber.EXACTLY),
        {4: "没有比较符号的数字：视为不少于→视为等于（bare_number）"},
    ),
    (
        NATIONAL,
        over(NATIONAL, threshold=Fraction("0.26")),
        {5: "超额提示线20%→26%（over_achievement.threshold）"},
    ),
    (
        over(NATIONAL, count_excess=Decimal(30)),
        NATIONAL,
        {5: "计数指标多出多少才提示：30→2（over_achievement.count_excess）"},
    ),
    (NATIONAL, ZERO, {6: "目标为0时的提示线：不提示→30（over_achievement.zero_target）"}),
    (
        NATIONAL,
        over(NATIONAL, unequal=True),
        {2: "与等于目标不相等：不提示→提示（over_achievement.unequal）"},
    ),
    (NATIONAL, REDUCE, {5: "超额完成：只提示→适度调减（over_achievement.treatment）"}),
    (
        REDUCE,
        over(REDUCE, rate=Fraction(1)),
        {5: "超额调减率50%→100%（over_achievement.rate）"},
    ),
    (
        NATIONAL,
        replace(NATIONAL, lateness=(LateBand(10, Fraction("0.9")), LateBand(None, Fraction("0.5")))),
        {7: "逾期12天：30天以内按80%→更晚按50%（lateness）"},
    ),
    (NATIONAL, replace(NATIONAL, not_done=Fraction("0.1")), {8: "未完成得分率0%→10%（not_done）"}),
    (NATIONAL, replace(NATIONAL, basically=Fraction("0.85")), {9: "基本完成得分率80%→85%（basically）"}),
    (
        NATIONAL,
        replace(NATIONAL, second_of_scale=Fraction("0.85")),
        {12: "低一等的得分率80%→85%（second_of_scale）"},
    ),
    (NATIONAL, tiers("0.65"), {10: "", 11: "部分达成：60%至80%、缺省70%→65%至80%、缺省75%（tiers）"}),
    (WORDS, NATIONAL, {13: "词表不同：程度词，由低到高（words）"}),
    (
        NATIONAL,
        replace(NATIONAL, reasons=replace(NATIONAL.reasons, execution_below=Fraction("0.95"))),
        {0: "须说明原因的执行率下限90%→95%（reasons.execution_below）"},
    ),
]


def compared(own: Project, before: RuleSet, after: RuleSet) -> Contrast:
    return contrast(assess(own, before), assess(own, after))


def reasons(found: Contrast) -> dict[int, list[str]]:
    return {change.before.number: list(map(reason_text, change.reasons)) for change in found.lines}


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES, ids=range(len(CHANGES)))
def test_a_changed_rule_changes_exactly_the_lines_that_it_bears_on(
    before: RuleSet, after: RuleSet, expected: dict[int, str]
) -> None:
    for one, other in ((before, after), (after, before)):
        found = reasons(compared(everything(), one, other))
        assert list(found) == list(expected)
        assert all(found.values())
    found = reasons(compared(everything(), before, after))
    assert {number: said for number, said in expected.items() if said} == {
        number: "；".join(found[number]) for number, said in expected.items() if said
    }


@given(projects(), rule_sets)
def test_a_rule_set_against_itself_changes_nothing(own: Project, rules: RuleSet) -> None:
    found = compared(own, rules, rules)
    assert (found.lines, found.changed, found.reasons) == ((), False, ())
    assert found.unchanged == len(own.indicators) + 1


@given(projects(), rule_sets, rule_sets)
def test_every_change_has_a_reason_and_the_changes_add_up(
    own: Project, before: RuleSet, after: RuleSet
) -> None:
    found = compared(own, before, after)
    assert found.unchanged + len(found.lines) == len(found.before.lines)
    by_number = {change.before.number: change for change in found.lines}
    for old, new in zip(found.before.lines, found.after.lines, strict=True):
        if old.number not in by_number:
            assert (old.points, type(old.outcome), old.cause_required) == (
                new.points,
                type(new.outcome),
                new.cause_required,
            )
            assert score(old) == score(new)
    for change in found.lines:
        assert change.reasons
        assert all(map(reason_text, change.reasons))
    difference = sum(score(change.after) - score(change.before) for change in found.lines)
    assert difference == found.after.earned - found.before.earned


@given(projects(), rule_sets, rule_sets)
def test_the_way_back_changes_the_same_lines_by_the_opposite(
    own: Project, before: RuleSet, after: RuleSet
) -> None:
    there, back = compared(own, before, after), compared(own, after, before)
    assert [change.before.number for change in there.lines] == [change.before.number for change in back.lines]
    assert [each.difference for each in there.lines] == [
        None if each.difference is None else -each.difference for each in back.lines
    ]


def score(found: AssessedLine) -> int:
    return found.outcome.score if isinstance(found.outcome, Scored) else 0


def of(dimension: str, number: int, category: str = "数量指标") -> Indicator:
    return line("≥10场", "10场", dimension=dimension, category=category, number=number)


def national(**changes: Any) -> RuleSet:
    return replace(NATIONAL, **changes)


def points(execution: int, **dimensions: int) -> Points:
    return Points(execution, tuple(dimensions.items()))


def test_points_of_a_dimension_are_told_from_and_to() -> None:
    own = project([of("产出指标", 1), of(BENEFIT, 2), of(CONTENT, 3)])
    other = national(points=points(1000, 产出指标=4000, 效益指标=4000, 满意度指标=1000))
    assert reasons(compared(own, NATIONAL, other)) == {
        1: ["产出指标50→40（points）"],
        2: ["效益指标30→40（points）"],
    }


def test_what_an_absent_dimension_passes_on_is_told() -> None:
    own = project([of("产出指标", 1), of(BENEFIT, 2)])
    proportional = national(when_absent={})
    assert reasons(compared(own, NATIONAL, proportional)) == {
        1: ["没有满意度指标时其分值：10分并入效益指标→10分按比例分给其余各级（when_absent）"],
        2: ["没有满意度指标时其分值：10分并入效益指标→10分按比例分给其余各级（when_absent）"],
    }
    more = national(points=points(1000, 产出指标=5000, 效益指标=2000, 满意度指标=2000))
    assert compared(own, NATIONAL, more).lines == ()
    without = national(points=points(1000, 产出指标=5000, 效益指标=4000))
    assert compared(own, NATIONAL, without).lines == ()


def test_a_renamed_dimension_is_told_with_the_lines_that_it_joins() -> None:
    own = project([of("产出指标", 1), of(BENEFIT, 2), of(CONTENT, 3)])
    found = reasons(compared(own, NATIONAL, BOOK["hubei"]))
    joint = "效益指标和满意度指标40（points、dimension_names）"
    assert found[0] == ["预算执行率10→20（points）"]
    assert found[1] == ["产出指标50→40（points）"]
    assert found[2] == [f"效益指标30→{joint}", f"满意度指标10→{joint}"]
    assert found[3] == [f"满意度指标10→{joint}", f"效益指标30→{joint}"]


def test_cost_as_a_dimension_of_its_own_is_told_by_its_key() -> None:
    own = project([of("产出指标", 1), of("成本指标", 2), of(BENEFIT, 3)])
    dearer = national(
        points_with_cost=points(1000, 成本指标=3000, 产出指标=3000, 效益指标=2000, 满意度指标=1000)
    )
    found = reasons(compared(own, NATIONAL, dearer))
    assert found == {1: ["产出指标40→30（points_with_cost）"], 2: ["成本指标20→30（points_with_cost）"]}


def test_another_split_is_told() -> None:
    own = project([of("产出指标", 1), of("产出指标", 2), of("产出指标", 3, QUALITY)])
    other = national(split=Split.BY_CATEGORY)
    said = ["一级指标内分配：按三级指标平均→先按二级指标平均（split）"]
    assert reasons(compared(own, NATIONAL, other)) == {1: said, 2: said, 3: said}


def test_a_line_that_is_not_due_under_one_rule_set_moves_the_points_of_the_others() -> None:
    late = LineKey("产出指标", TIME, "完工")
    due = replace(line("≤2025年6月", "未到期", number=2), key=late)
    own = project([of("产出指标", 1), due])
    found = reasons(compared(own, NATIONAL, NOT_DUE))
    assert found == {1: ["词表不同：尚未到期的回答（words）"], 2: ["词表不同：尚未到期的回答（words）"]}


def test_a_target_that_is_read_otherwise_is_laid_to_the_words_that_read_it() -> None:
    names = replace(NATIONAL.words, lower_is_better=())
    own = project(
        [
            line("10次", "12次", name="投诉次数", number=1),
            line("10次", "8次", name="投诉起数", number=2),
        ]
    )
    said = ["词表不同：名称含这些词的数字视为上限（words）"]
    assert reasons(compared(own, NATIONAL, national(words=names))) == {1: said, 2: said}


def test_an_answer_that_only_one_rule_set_understands_is_laid_to_the_words() -> None:
    own = project([line("按时完成", "提前完成", category=TIME), line("≤10月底", "10月31日", number=2)])
    deaf = national(words=replace(NATIONAL.words, on_time=()))
    found = compared(own, NATIONAL, deaf)
    assert reasons(found) == {1: ["词表不同：表示如期的词（words）"]}
    assert found.lines[0].difference is None


@pytest.mark.parametrize(("target", "actual"), [("≤10月底", "11月12日"), ("≤10场", "12场")])
def test_rules_that_are_alike_are_no_reason(target: str, actual: str) -> None:
    own = assessed(line(target, actual))
    asked = replace(own, outcome=NeedsJudgement("看不出"))
    deaf = national(words=replace(NATIONAL.words, on_time=()))
    assert law_reasons(own, asked, NATIONAL, deaf) == (OtherWords(("on_time",)),)
    assert law_reasons(own, asked, NATIONAL, NATIONAL) == ()


def test_every_named_law_has_its_words() -> None:
    assert set(CHOSEN) == {*Split, *Excess, *Over, *BareNumber, *Treatment}


def in_table(own: Indicator, points_: int) -> Indicator:
    return replace(own, table_points=recorded(points_, action=1))


def test_points_of_the_table_change_only_by_what_is_shared_out_again() -> None:
    absent = replace(of(CONTENT, 3), not_applicable=recorded("没有服务对象", action=3))
    part = replace(of(BENEFIT, 4), key=LineKey(BENEFIT, QUALITY, "其中：线上"))
    lines = (in_table(of("产出指标", 1), 4500), in_table(of(BENEFIT, 2), 3000), in_table(absent, 1500), part)
    own = project(lines)
    elsewhere = national(
        points=points(1000, 产出指标=1000, 效益指标=7000, 满意度指标=1000), split=Split.BY_CATEGORY
    )
    assert compared(own, NATIONAL, elsewhere).lines == ()
    said = ["没有满意度指标时其分值：15分并入效益指标→15分按比例分给其余各级（when_absent）"]
    proportional = replace(elsewhere, when_absent={})
    assert reasons(compared(own, NATIONAL, proportional)) == {1: said, 2: said}
    joint = replace(proportional, dimension_names=NATIONAL.dimension_names | {CONTENT: BENEFIT})
    assert reasons(compared(own, proportional, joint))[2] == ["满意度指标15→效益指标45（dimension_names）"]


def test_a_score_set_by_a_person_lapses_with_other_points() -> None:
    own = replace(of("产出指标", 1), final_score=final(4000, 5000), because=recorded("抽查", action=3))
    shared = project([own, of(BENEFIT, 2), of(CONTENT, 3)])
    other = national(points=points(1000, 产出指标=4000, 效益指标=4000, 满意度指标=1000))
    found = compared(shared, NATIONAL, other)
    assert reasons(found)[1] == ["产出指标50→40（points）", "认定得分是按分值50.00作出的，对别的分值不再有效"]
    assert found.lines[0].difference == 0
    assert found.lines[0].by_law


def test_an_odd_hundredth_is_laid_to_what_moved_it() -> None:
    own = project([of("产出指标", 1), of(BENEFIT, 2), of(CONTENT, 3)], initial="0", executed=None)
    one = national(points=points(1000, 产出指标=3334, 效益指标=3333, 满意度指标=2333))
    other = national(points=points(1000, 产出指标=3334, 效益指标=3000, 满意度指标=2666))
    found = compared(own, one, other)
    assert all(change.reasons for change in found.lines)


def test_other_bands_are_the_reason_for_another_rating_only_where_it_changes() -> None:
    own = project([of("产出指标", 1), of(BENEFIT, 2), of(CONTENT, 3)])
    none = compared(own, NATIONAL, national(ratings=()))
    assert (none.lines, none.changed, none.before.rating, none.after.rating) == ((), True, "优", None)
    assert list(map(reason_text, none.reasons)) == [
        "等级：优90分起、良80分起、中60分起、差0分起→不评等级（ratings）"
    ]
    assert [reason_key(reason) for reason in none.reasons] == ["ratings"]
    stricter = national(ratings=(replace(NATIONAL.ratings[0], low=9500), *NATIONAL.ratings[1:]))
    assert not compared(own, NATIONAL, stricter).changed
