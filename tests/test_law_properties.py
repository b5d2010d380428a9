"""Laws that hold for every target, every actual and every rule set."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from law_examples import NATIONAL, ORGANISATION, OTHERWISE, TIANJIN, recorded

from scorer.model.actual import Actual, Dated, Estimated, Late, Measured, Ratio, Recurred, Vagueness, Words
from scorer.model.entry import LineKey
from scorer.model.fields import Field
from scorer.model.project import Budget, FinalScore, Fund, Indicator, Project, Recorded, Tier
from scorer.model.quantity import Frequency, Period, Quantity
from scorer.model.target import (
    AtLeast,
    AtMost,
    Bare,
    Between,
    ByDate,
    Exactly,
    Judged,
    Recurring,
    Target,
    Unreadable,
)
from scorer.notation.units import Measures
from scorer.scoring.assessment import assess
from scorer.scoring.attainment import attain
from scorer.scoring.comparison import Delay, Graded, Kind, Measure, Origin, SettledTarget, Spending
from scorer.scoring.derivation import flags, steps
from scorer.scoring.entry import check_budget, check_line
from scorer.scoring.explanation import explain
from scorer.scoring.measures import completion, deviation
from scorer.scoring.outcome import AssessedLine, NotApplicable, Scored
from scorer.scoring.rounding import half_up
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import Excess, Over, RuleSet, Treatment
from scorer.scoring.worth import given_by_person

REDUCING = replace(
    NATIONAL,
    over_achievement=replace(
        NATIONAL.over_achievement,
        treatment=Treatment.REDUCE,
        rate=Fraction(1, 2),
        floor=Fraction(1, 5),
        unequal=True,
    ),
)
RULES = (
    NATIONAL,
    TIANJIN,
    OTHERWISE,
    REDUCING,
    replace(NATIONAL, excess=Excess.RATIO, over=Over.DEVIATION, between_rates_above_full=True),
)
# without `reduce` and `deviation` more is never worse
KIND_RULES = tuple(
    rules for rules in RULES if rules.over is Over.FULL and rules.over_achievement.treatment is Treatment.FLAG
)
UNITS = (
    "场",
    "人",
    "万人",
    "万元",
    "元",
    "元/人",
    "%",
    "‰",
    "天",
    "个月",
    "工作日",
    "小时",
    "平方米",
    "亩",
    "",
    "℃",
    "小时/周",
)
TEXTS = (
    "按时完成",
    "未完成",
    "明显提升",
    "较大提升",
    "基本完成",
    "无投诉",
    "未到期",
    "反响热烈",
    "优",
    "良",
    "",
)

numbers = st.decimals(-(10**6), 10**9, places=2, allow_nan=False)
positive = st.decimals("0.01", 10**9, places=2, allow_nan=False)
pairs = st.tuples(numbers, numbers)
points_of_a_line = st.integers(0, 10000)
rule_sets = st.sampled_from(RULES)
days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
texts = st.sampled_from(TEXTS) | st.text(max_size=8)
quantities = st.builds(Quantity, numbers, st.sampled_from(UNITS))
frequencies = st.builds(
    Frequency, positive, st.sampled_from(("次", "小时", "万人", "期")), st.sampled_from(Period)
)


@st.composite
def ranges(draw: st.DrawFn) -> Between:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Between(low, high + Decimal("0.01"), draw(st.sampled_from(UNITS)))


@st.composite
def spans(draw: st.DrawFn) -> Dated:
    first, last = sorted((draw(days), draw(days)))
    return Dated(first, last, draw(st.none() | st.just(date(2022, 1, 1))))


targets: st.SearchStrategy[Target] = st.one_of(
    st.builds(AtLeast, quantities, st.booleans()),
    st.builds(AtMost, quantities, st.booleans()),
    st.builds(Exactly, quantities),
    st.builds(Bare, quantities),
    ranges(),
    st.builds(ByDate, days, st.booleans()),
    st.builds(Recurring, frequencies),
    st.builds(Judged, texts, st.none() | quantities),
    st.builds(Unreadable, texts, texts),
)
actuals: st.SearchStrategy[Actual] = st.one_of(
    st.builds(Measured, quantities),
    st.builds(Ratio, positive, positive),
    st.builds(Estimated, quantities, st.sampled_from(Vagueness)),
    spans(),
    st.builds(Late, st.integers(-400, 400)),
    st.builds(Recurred, frequencies),
    st.builds(Words, texts),
)
actions = st.integers(1, 4)
maybe_words = st.none() | st.builds(recorded, texts, texts, actions)
shares = st.fractions(Fraction(-1, 2), Fraction(3, 2), max_denominator=100)
finals = st.builds(FinalScore, st.integers(-10, 10010), points_of_a_line)


@st.composite
def indicators(draw: st.DrawFn, number: int, *, in_table: bool) -> Indicator:
    target, actual = draw(targets), draw(st.none() | actuals)
    text = target.text if isinstance(target, Judged) else "指标值"
    said = actual.text if isinstance(actual, Words) else draw(texts)
    key = LineKey(
        draw(st.sampled_from(("产出指标", "效益指标", "满意度指标", "成本指标", "没见过的指标"))),
        draw(st.sampled_from(("数量指标", "时效指标", "成本指标"))),
        draw(st.sampled_from(("培训", "补助标准", "故障率", "收入增长率", "响应时间", "其中：线上"))),
    )
    own = Indicator(number, key, "", recorded(target, text, draw(actions)))
    return replace(
        own,
        actual=None if actual is None else recorded(actual, said, draw(actions)),
        table_points=draw(st.builds(recorded, points_of_a_line, st.just("分值"), actions))
        if in_table
        else None,
        set_points=draw(st.none() | st.builds(recorded, points_of_a_line, st.just("分值"), actions)),
        tier=draw(st.none() | st.builds(recorded, st.sampled_from(Tier), st.just("档次"), actions)),
        share=draw(st.none() | st.builds(recorded, shares, st.just("得分率"), actions)),
        final_score=draw(st.none() | st.builds(recorded, finals, st.just("认定"), actions)),
        because=draw(maybe_words),
        not_applicable=draw(maybe_words),
        cause=draw(maybe_words),
        remedy=draw(maybe_words),
        vanished=draw(st.booleans()),
    )


@st.composite
def projects(draw: st.DrawFn) -> Project:
    in_table = draw(st.booleans())
    own = tuple(
        draw(indicators(number, in_table=in_table)) for number in range(1, draw(st.integers(0, 5)) + 1)
    )
    amounts = st.none() | st.builds(recorded, numbers | st.just(Decimal(0)))
    parts = st.none() | numbers
    funds = tuple(draw(st.lists(st.builds(Fund, st.just("财政资金"), parts, parts, parts), max_size=2)))
    budget = Budget(draw(amounts), draw(amounts), draw(amounts), funds)
    whole = Project(1, draw(st.sampled_from((2023, 2024))), ORGANISATION, "项目", None, None, budget, own)
    of_execution = st.none() | st.builds(recorded, points_of_a_line, st.just("分值"))
    return replace(whole, execution_points=draw(of_execution))


def said_of(line: AssessedLine, rules: RuleSet) -> tuple[object, ...]:
    key = rule_key(line)
    cited = None if key is None else rules.citation_of(key)
    return (
        explain(line, rules),
        steps(line, rules),
        flags(line, rules),
        cited,
        completion(line),
        deviation(line),
    )


@given(projects(), rule_sets)
def test_any_state_is_assessed_and_explained_alike_each_time(own: Project, rules: RuleSet) -> None:
    found = assess(own, rules)
    assert assess(own, rules) == found
    for line in found.lines:
        assert said_of(line, rules) == said_of(line, rules)
        assert line.indicator is None or check_line(line, frozenset(Field), own.year, rules) is not None
    assert check_budget(own) is not None


@given(projects(), rule_sets)
def test_scores_lie_within_the_points_and_lines_add_up_to_the_totals(own: Project, rules: RuleSet) -> None:
    found = assess(own, rules)
    done = [line for line in found.lines if isinstance(line.outcome, Scored)]
    scores = [line.outcome for line in done if isinstance(line.outcome, Scored)]
    for line, outcome in zip(done, scores, strict=True):
        assert 0 <= outcome.attainment.share <= 1
        assert 0 <= outcome.computed <= line.points
        assert 0 <= outcome.score <= line.points
        assert outcome.computed == half_up(line.points, outcome.attainment.share)
    assert found.earned == sum(outcome.score for outcome in scores)
    assert found.assessed == sum(line.points for line in done)
    assert found.available == sum(line.points for line in found.lines)
    assert found.earned <= found.assessed <= found.available
    assert found.rating is None or (found.fault is None and found.assessed == found.available)
    excluded = [line for line in found.lines if isinstance(line.outcome, NotApplicable)]
    assert all(line.points == 0 for line in excluded)


@given(projects(), rule_sets, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing_but_who_gets_the_odd_cent(
    own: Project, rules: RuleSet, chance: Random
) -> None:
    assume(all(indicator.set_points is None for indicator in own.indicators))
    turned = list(own.indicators)
    chance.shuffle(turned)
    first, second = assess(own, rules), assess(replace(own, indicators=tuple(turned)), rules)
    other = {line.number: line for line in second.lines}
    assert first.available == second.available
    for line in first.lines:
        moved = other[line.number]
        assert abs(line.points - moved.points) <= 1
        assert type(line.outcome) is type(moved.outcome)
        if isinstance(line.outcome, Scored) and isinstance(moved.outcome, Scored):
            assert line.outcome.attainment == moved.outcome.attainment


@given(projects(), rule_sets)
def test_a_judgement_lapses_exactly_when_a_fact_came_later_or_is_gone(own: Project, rules: RuleSet) -> None:
    for line in assess(own, rules).lines[1:]:
        indicator = line.indicator
        assert indicator is not None
        facts = (indicator.target, indicator.actual, indicator.table_points, indicator.set_points)
        latest = max(fact.action for fact in facts if fact is not None)
        judgements: dict[Field, Recorded[object] | None] = {
            Field.TIER: indicator.tier,
            Field.SHARE: indicator.share,
            Field.NOT_APPLICABLE: indicator.not_applicable,
        }
        for field, judgement in judgements.items():
            gone = indicator.actual is None and field is not Field.NOT_APPLICABLE
            lapsed = judgement is not None and (judgement.action < latest or gone)
            assert (field in line.lapsed) is lapsed
        final = indicator.final_score
        fits = final is not None and (
            final.action >= latest
            and indicator.actual is not None
            and final.value.points == line.points
            and 0 <= final.value.score <= line.points
        )
        assert (Field.FINAL_SCORE in line.lapsed) is (final is not None and not fits)


def settled(
    kind: Kind, bound: Decimal, measures: Measures = Measures.COUNT, other: Decimal | None = None
) -> SettledTarget:
    match kind:
        case Kind.AT_MOST:
            return SettledTarget(kind, high=bound, unit="场", measures=measures)
        case Kind.EXACTLY | Kind.BETWEEN:
            return SettledTarget(kind, bound, other or bound, "场", measures=measures)
        case _:
            return SettledTarget(kind, bound, unit="场", measures=measures)


def share_of(target: SettledTarget, value: Decimal, rules: RuleSet) -> Fraction:
    return attain(Measure(target, value), rules).share


more_is_better = st.sampled_from((Kind.AT_LEAST, Kind.RECURRING, Kind.EXACTLY))
kinds_of_measure = st.sampled_from((Measures.COUNT, Measures.PERCENT, Measures.HOURS, Measures.MONEY))


@given(more_is_better, numbers, pairs, kinds_of_measure, st.sampled_from(KIND_RULES))
def test_more_never_scores_less_where_more_is_better(
    kind: Kind, bound: Decimal, pair: tuple[Decimal, Decimal], measures: Measures, rules: RuleSet
) -> None:
    # above a target of 0 or = with a deviation, more is worse: the named exceptions
    assume(kind is not Kind.EXACTLY or bound != 0)
    target, less, more = settled(kind, bound, measures), min(pair), max(pair)
    assert share_of(target, less, rules) <= share_of(target, more, rules)


@given(numbers, numbers, numbers, rule_sets)
def test_less_never_scores_less_under_an_upper_limit(
    bound: Decimal, one: Decimal, other: Decimal, rules: RuleSet
) -> None:
    target = settled(Kind.AT_MOST, bound)
    assert share_of(target, min(one, other), rules) >= share_of(target, max(one, other), rules)


@given(numbers, positive, pairs, kinds_of_measure, rule_sets)
def test_nearer_to_a_range_never_scores_less(
    low: Decimal, width: Decimal, pair: tuple[Decimal, Decimal], measures: Measures, rules: RuleSet
) -> None:
    target = settled(Kind.BETWEEN, low, measures, low + width)
    near, far = sorted(pair, key=lambda value: max(low - value, value - low - width, Decimal(0)))
    assume((near <= low + width) == (far <= low + width) and (near >= low) == (far >= low))
    assert share_of(target, near, rules) >= share_of(target, far, rules)


@given(positive, positive, positive)
def test_nearer_to_a_standard_owed_never_scores_less_on_either_side(
    bound: Decimal, one: Decimal, other: Decimal
) -> None:
    target = replace(settled(Kind.EXACTLY, bound, Measures.MONEY), standard=True)
    near, far = sorted((one, other), key=lambda value: abs(value - bound))
    assume((near <= bound) == (far <= bound))
    assert share_of(target, near, NATIONAL) >= share_of(target, far, NATIONAL)


@given(
    st.sampled_from((Kind.AT_LEAST, Kind.RECURRING, Kind.AT_MOST, Kind.EXACTLY, Kind.BETWEEN)),
    numbers,
    positive,
    st.fractions(0, 1),
    st.sampled_from(RULES),
)
def test_a_met_target_is_full_unless_it_is_far_exceeded_and_that_is_reduced(
    kind: Kind, bound: Decimal, width: Decimal, part: Fraction, rules: RuleSet
) -> None:
    target = settled(kind, bound, other=bound + width if kind is Kind.BETWEEN else None)
    step = width * Decimal(part.numerator) / Decimal(part.denominator)
    value = {Kind.AT_MOST: bound - step, Kind.EXACTLY: bound}.get(kind, bound + step)
    found = attain(Measure(target, value), rules)
    reduced = rules.over_achievement.treatment is Treatment.REDUCE and found.flag is not None
    assert found.share == 1 or reduced


@given(st.integers(-400, 400), st.integers(-400, 400), rule_sets)
def test_earlier_never_scores_less(one: int, other: int, rules: RuleSet) -> None:
    early, late = (attain(Delay(value), rules).share for value in sorted((one, other)))
    assert early >= late >= attain(Delay(None), rules).share
    assert attain(Delay(min(one, 0)), rules).share == 1


@given(positive, numbers, numbers, rule_sets)
def test_more_spending_never_scores_less(
    budget: Decimal, one: Decimal, other: Decimal, rules: RuleSet
) -> None:
    low, high = (attain(Spending(value, budget), rules).share for value in sorted((one, other)))
    assert 0 <= low <= high <= 1


@given(st.fractions(0, 1), st.fractions(0, 1), rule_sets)
def test_a_better_tier_or_share_never_scores_less(one: Fraction, other: Fraction, rules: RuleSet) -> None:
    worse, better = (given_by_person(None, share, rules) for share in sorted((one, other)))
    assert worse is not None
    assert better is not None
    order = list(Tier)
    assert order.index(better.tier) <= order.index(worse.tier)
    defaults = [given_by_person(tier, None, rules) for tier in Tier]
    assert [found.share for found in defaults if found] == sorted(
        (found.share for found in defaults if found), reverse=True
    )


@given(st.integers(0, 10000), st.fractions(0, 1), st.fractions(0, 1))
def test_rounding_keeps_the_order_and_the_bounds(points: int, one: Fraction, other: Fraction) -> None:
    low, high = (half_up(points, share) for share in sorted((one, other)))
    assert 0 <= low <= high <= points
    assert (half_up(points, Fraction(0)), half_up(points, Fraction(1))) == (0, points)


@pytest.mark.parametrize("kind", [Kind.BY_DATE, Kind.JUDGED, Kind.UNREADABLE])
def test_only_numbers_are_measured(kind: Kind) -> None:
    with pytest.raises(AssertionError):
        attain(Measure(SettledTarget(kind), Decimal(1)), NATIONAL)


def test_a_share_of_a_person_is_marked_as_theirs() -> None:
    found = given_by_person(Tier.PARTLY, Fraction(3, 4), NATIONAL)
    assert isinstance(found, Graded)
    assert found.origin is Origin.PERSON
