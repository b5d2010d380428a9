"""A project's lines and totals: outcomes, execution, rating, reasons that are owed."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from law_examples import (
    BENEFIT,
    CONTENT,
    NATIONAL,
    OTHERWISE,
    TIANJIN,
    assessed,
    final,
    hundredths,
    line,
    project,
    recorded,
)

from scorer.model.project import Budget, Fund, Indicator, Project, Tier
from scorer.scoring.assessment import assess
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.measures import completion, deviation
from scorer.scoring.outcome import EXECUTION, Assessment, NotApplicable, NotReported, Scored
from scorer.scoring.points import PointsFaultKind
from scorer.scoring.rounding import half_up


def three(outputs: Iterable[Indicator]) -> Project:
    other = (
        line("≥80%", "80%", name="知晓率", dimension=BENEFIT, number=8),
        line("≥90%", "90%", name="满意度", dimension=CONTENT, number=9),
    )
    return project((*outputs, *other))


def test_execution_is_the_first_line_and_bears_its_own_names() -> None:
    found = assess(three([line("≥4场", "4场")]), TIANJIN)
    assert [each.number for each in found.lines] == [0, 1, 8, 9]
    assert found.lines[0].key == EXECUTION
    assert found.lines[1].key.name == "培训"
    assert [each.points for each in found.lines] == [1000, 5000, 3000, 1000]


def test_a_line_counts_as_earned_assessed_and_available_by_its_outcome() -> None:
    outputs = (
        line("≥4场", "3场", number=1),
        line("≥4场", number=2),
        line("明显提升", "反响热烈", number=3),
        replace(line("≥4场", number=4), not_applicable=recorded("取消")),
    )
    found = assess(three(outputs), TIANJIN)
    own = {each.number: each.points for each in found.lines}
    assert [own[number] for number in (1, 2, 3, 4)] == [1667, 1667, 1666, 0]
    assert found.available == 10000
    assert found.assessed == 10000 - own[2] - own[3]
    assert found.earned == half_up(1667, Fraction(3, 4)) + 5000
    assert found.rating is None
    assert not found.complete
    assert [each.number for each in found.missing] == [2, 3]


@pytest.mark.parametrize(
    ("done", "rating"),
    [
        ("100场", "优"),
        ("80场", "优"),
        ("79场", "良"),
        ("60场", "良"),
        ("59场", "中"),
        ("20场", "中"),
        ("19场", "差"),
    ],
)
def test_the_rating_is_that_of_earned_in_a_hundred(done: str, rating: str) -> None:
    own = three([line("≥100场", done)])
    assert assess(own, TIANJIN).rating == rating
    assert assess(own, TIANJIN).complete


def test_a_rule_set_may_give_no_rating_and_a_fault_in_the_points_never_does() -> None:
    whole = three([line("≥4场", "4场")])
    assert assess(whole, OTHERWISE).rating is None
    faulty = project([line("≥4场", "4场", points=8000)])
    found = assess(faulty, TIANJIN)
    assert found.fault is not None
    assert found.fault.kind is PointsFaultKind.NOT_A_HUNDRED
    assert (found.rating, found.complete) == (None, False)


def test_a_project_without_indicators_has_only_executions_points_and_no_rating() -> None:
    found = assess(project([]), TIANJIN)
    assert (found.earned, found.assessed, found.available, found.rating) == (1000, 1000, 1000, None)


def test_a_person_s_score_is_the_one_that_is_added_up() -> None:
    own = line("≥4场", "3场")
    changed = replace(own, final_score=final(5000, 5000), because=recorded("另有一场"))
    assert assess(three([own]), TIANJIN).earned == 8750
    assert assess(three([changed]), TIANJIN).earned == 10000


@pytest.mark.parametrize(
    ("initial", "full_year", "spent", "expected"),
    [
        ("5", None, "4.98", 996),
        ("5", "10", "5", 500),
        ("5", None, "6", 1000),
        ("5", None, "0", 0),
        ("3", None, "-1", 0),
    ],
)
def test_execution_is_spending_by_full_year_budget_at_most_its_points(
    initial: str, full_year: str | None, spent: str, expected: int
) -> None:
    own = project([line("≥4场", "4场")], initial=initial, full_year=full_year, executed=spent)
    assert hundredths(assess(own, TIANJIN).lines[0]) == expected


@pytest.mark.parametrize(
    ("initial", "full_year", "spent", "outcome"),
    [
        ("5", None, None, NotReported()),
        (None, None, "5", NotReported()),
        (None, None, None, NotReported()),
        ("5", "0", "3", NotApplicable("全年预算数为0")),
        ("0", None, None, NotApplicable("全年预算数为0")),
    ],
)
def test_a_blank_budget_is_not_reported_and_one_of_0_is_not_applicable(
    initial: str | None, full_year: str | None, spent: str | None, outcome: NotReported | NotApplicable
) -> None:
    own = project([line("≥4场", "4场")], initial=initial, full_year=full_year, executed=spent)
    found = assess(own, TIANJIN)
    assert found.lines[0].outcome == outcome
    assert found.available == 10000
    assert (found.lines[0].points == 0) is isinstance(outcome, NotApplicable)


def test_a_total_left_blank_or_0_is_the_sum_of_its_sources_and_says_so() -> None:
    funds = (Fund("财政资金", Decimal(3), Decimal(4), Decimal("2.50")), Fund("其他资金", Decimal(1)))
    for blank in (None, recorded(Decimal(0))):
        budget = Budget(blank, blank, blank, funds)
        assert full_year_budget(budget) == (Decimal(4), ("全年预算数合计未填，按各项资金之和4万元计",))
        assert executed(budget) == (Decimal("2.50"), ("全年执行数合计未填，按各项资金之和2.5万元计",))
    nothing = Budget(funds=(Fund("财政资金", executed=Decimal(0)),))
    assert executed(nothing) == (Decimal(0), ())
    initial = Budget(funds=(Fund("财政资金", Decimal(3)),))
    assert full_year_budget(initial) == (
        Decimal(3),
        ("年初预算数合计未填，按各项资金之和3万元计", "没有填报全年预算数，按年初预算数计"),
    )


def test_the_initial_budget_is_taken_where_none_was_adjusted_and_the_line_says_so() -> None:
    found = assess(three([line("≥4场", "4场")]), TIANJIN).lines[0]
    assert found.notes == ("没有填报全年预算数，按年初预算数计",)
    zero = project([line("≥4场", "4场")], initial="0")
    assert assess(zero, TIANJIN).lines[0].notes == ("没有填报全年预算数，按年初预算数计",)
    assert assess(project([line("≥4场")], executed=None), TIANJIN).lines[0].notes == ()


@pytest.mark.parametrize(
    ("spent", "cause", "remedy"),
    [
        ("9", False, False),
        ("8.99", True, True),
        ("10", False, False),
        ("10.01", True, False),
        ("0", True, True),
    ],
)
def test_execution_below_90_or_above_100_percent_owes_a_cause(spent: str, cause: bool, remedy: bool) -> None:
    found = assess(project([line("≥4场", "4场")], executed=spent), TIANJIN).lines[0]
    assert (found.cause_required, found.remedy_required) == (cause, remedy)


@pytest.mark.parametrize(
    ("indicator", "cause", "remedy"),
    [
        (line("≥4场", "4场"), False, False),
        (line("≥4场"), False, False),
        (line("≥4场", "3场"), True, True),
        (line("≥99999场", "99998场"), True, True),
        (line("≥10场", "12场"), True, False),
        (line("=10场", "11场"), True, False),
        (replace(line("≥4场", "4场"), final_score=final(900, 1000)), True, False),
        (replace(line("≥4场", "4场"), final_score=final(1000, 1000)), False, False),
        (line("明显提升", "反响热烈"), False, False),
        (replace(line("明显提升", "热烈"), tier=recorded(Tier.PARTLY)), True, True),
    ],
)
def test_a_cause_is_owed_for_what_was_missed_or_flagged_or_overridden_and_a_remedy_for_what_was_missed(
    indicator: Indicator, cause: bool, remedy: bool
) -> None:
    found = assessed(indicator)
    assert (found.cause_required, found.remedy_required) == (cause, remedy)


@pytest.mark.parametrize(
    ("target", "actual", "rate", "off"),
    [
        ("≥26场", "28场", "14/13", ("1/13", "share")),
        ("≥4场", "3场", "3/4", ("-1/4", "share")),
        ("≤4万元", "5万元", "5/4", ("1/4", "share")),
        ("≥0.5%", "0.4%", "4/5", ("-1/5", "share")),
        ("≥0场", "3场", None, None),
        ("≥-4%", "-3%", None, ("1/4", "share")),
        ("80%~90%", "80%", None, ("0", "share")),
        ("80%~90%", "85%", None, ("0", "share")),
        ("80%~90%", "90%", None, ("0", "share")),
        ("80%~90%", "60%", "3/4", ("-1/4", "share")),
        ("80%~90%", "99%", "11/10", ("1/10", "share")),
        ("≤10月底", "11月12日", None, ("12", "days")),
        ("≤10月底", "10月21日", None, ("-10", "days")),
        ("≤10月底", "未完成", None, None),
        ("明显提升", "明显提升", None, None),
        ("≥4场", None, None, None),
    ],
)
def test_completion_is_actual_by_target_and_deviation_the_rest_of_it(
    target: str, actual: str | None, rate: str | None, off: tuple[str, str] | None
) -> None:
    found = assessed(line(target, actual, name="增长率"))
    assert completion(found) == (None if rate is None else Fraction(rate))
    assert deviation(found) == (None if off is None else (Fraction(off[0]), off[1]))


def test_execution_has_completion_and_deviation_too() -> None:
    found = assess(project([], executed="8"), TIANJIN).lines[0]
    assert (completion(found), deviation(found)) == (Fraction(4, 5), (Fraction(-1, 5), "share"))


@pytest.mark.parametrize(
    ("points", "share", "expected"),
    [(1, "1/2", 1), (1, "49/100", 0), (417, "1/2", 209), (166, "2993/3000", 166)],
)
def test_half_a_cent_is_rounded_up(points: int, share: str, expected: int) -> None:
    assert half_up(points, Fraction(share)) == expected


def test_the_total_is_the_sum_of_the_lines_as_printed() -> None:
    found: Assessment = assess(
        three([line("≥3场", "2场", number=number) for number in range(1, 8)]), NATIONAL
    )
    scores = [each.outcome.score for each in found.lines if isinstance(each.outcome, Scored)]
    assert found.earned == sum(scores)
    assert found.earned != half_up(5000, Fraction(2, 3)) + 5000
