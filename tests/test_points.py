"""Points of execution and lines: they come to 100.00, and every hundredth has its place."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import OTHER, SHIPPED, book

from scorer.model.entry import LineKey, Organisation
from scorer.model.problem import Code
from scorer.model.project import Budget, Indicator, Project, Recorded
from scorer.model.source import Source
from scorer.model.target import Judged, Target
from scorer.scoring.allotting import allot, unknown_dimensions
from scorer.scoring.points import Allotment, PointsFault, PointsFaultKind, PointsSource
from scorer.scoring.rules import RuleSet, Split

EVERY = book(SHIPPED + OTHER).rule_sets
NATIONAL, TIANJIN, *_, OTHER_RULES = EVERY
BY_CATEGORY = replace(TIANJIN, split=Split.BY_CATEGORY)
OUTPUT, BENEFIT, CONTENT, COST = "产出指标", "效益指标", "满意度指标", "成本指标"


def recorded(value: int) -> Recorded[int]:
    return Recorded(value, str(value), 1, "2024-01-01T00:00:00Z", "张三")


def line(
    number: int,
    dimension: str = OUTPUT,
    category: str = "数量指标",
    *,
    name: str = "场次",
    table: int | None = None,
    by_hand: int | None = None,
) -> Indicator:
    source = Source("表.txt", 1, 20 + number, 5, "有效")
    target: Recorded[Target] = Recorded(Judged("有效"), "有效", 1, "2024-01-01T00:00:00Z", "张三", (), source)
    return Indicator(
        number,
        LineKey(dimension, category, name, number),
        "",
        target,
        table_points=None if table is None else recorded(table),
        set_points=None if by_hand is None else recorded(by_hand),
    )


def project(*lines: Indicator) -> Project:
    return Project(1, 2024, Organisation("", "单位"), "项目", None, None, Budget(), lines)


def lines_of(**counts: int) -> list[Indicator]:
    """So many lines of each dimension, numbered through."""
    names = [name for name, count in counts.items() for _ in range(count)]
    return [line(number, name) for number, name in enumerate(names, 1)]


def shared(
    lines: list[Indicator], rules: RuleSet = TIANJIN, *, without: tuple[int, ...] = (), execution: bool = True
) -> Allotment:
    """Points of `lines`, those numbered in `without` not applicable."""
    applicable = tuple(one.number not in without for one in lines)
    return allot(project(*lines), rules, applicable, execution)


def total(allotment: Allotment) -> int:
    return allotment.execution + sum(allotment.lines)


def of_dimensions(lines: list[Indicator], allotment: Allotment) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one, points in zip(lines, allotment.lines, strict=True):
        sums[one.key.dimension] = sums.get(one.key.dimension, 0) + points
    return sums


# The tables of data/targets-2024.txt, as numbers of lines, and points known of some of their lines.
SAMPLE = [
    ((12, 2, 1), {1: 417, 8: 417, 9: 416, 11: 416, 12: 416, 13: 1500, 14: 1500, 15: 1000}),
    ((4, 2, 1), {1: 1250, 4: 1250, 5: 1500, 7: 1000}),
    ((30, 6, 2), {1: 167, 20: 167, 21: 166, 25: 166, 30: 166, 31: 500, 37: 500, 38: 500}),
    ((7, 1, 1), {1: 715, 2: 715, 3: 714, 5: 714, 7: 714, 8: 3000, 9: 1000}),
    ((6, 1, 1), {1: 834, 2: 834, 3: 833, 7: 3000, 8: 1000}),
    ((4, 1, 1), {1: 1250, 5: 3000, 6: 1000}),
    ((4, 1, 1), {1: 1250, 5: 3000, 6: 1000}),
]


@pytest.mark.parametrize(("counts", "known"), SAMPLE)
def test_the_points_of_the_sample_come_out(counts: tuple[int, int, int], known: dict[int, int]) -> None:
    allotment = shared(lines_of(产出指标=counts[0], 效益指标=counts[1], 满意度指标=counts[2]))
    assert allotment.execution == 1000
    assert {number: allotment.lines[number - 1] for number in known} == known
    assert total(allotment) == 10000
    assert set(allotment.sources) == {PointsSource.ALLOTTED}
    assert allotment.fault is None


CASES = [
    # numbers of lines by dimension, execution applicable, points of execution and of each dimension
    ({OUTPUT: 1, BENEFIT: 1, CONTENT: 1, COST: 1}, True, (1000, 4000, 2000, 1000, 2000)),
    ({OUTPUT: 2, BENEFIT: 1}, True, (1000, 5000, 4000)),
    ({OUTPUT: 2, CONTENT: 1}, True, (1000, 7500, 1500)),
    ({BENEFIT: 2, CONTENT: 1}, True, (1000, 6750, 2250)),
    ({OUTPUT: 3}, True, (1000, 9000)),
    ({CONTENT: 3}, True, (1000, 9000)),
    ({COST: 1, OUTPUT: 1}, True, (1000, 3000, 6000)),
    # 满意度 goes to 效益 first; what 产出 leaves follows what each has by then, 20 : 30
    ({COST: 1, BENEFIT: 1}, True, (1000, 3600, 5400)),
    ({OUTPUT: 1, BENEFIT: 1, CONTENT: 1}, False, (0, 5556, 3333, 1111)),
    ({OUTPUT: 1}, False, (0, 10000)),
]


@pytest.mark.parametrize(("counts", "execution", "points"), CASES)
def test_the_points_of_what_is_absent_go_to_the_rest(
    counts: dict[str, int], execution: bool, points: tuple[int, ...]
) -> None:
    lines = lines_of(**counts)
    allotment = shared(lines, execution=execution)
    assert (allotment.execution, *of_dimensions(lines, allotment).values()) == points
    assert allotment.fault is None


def test_what_goes_to_an_absent_dimension_passes_on() -> None:
    chain = replace(TIANJIN, when_absent={CONTENT: BENEFIT, BENEFIT: OUTPUT})
    lines = lines_of(成本指标=1, 产出指标=1)
    assert of_dimensions(lines, shared(lines, chain)) == {COST: 2000, OUTPUT: 7000}


def test_other_names_of_a_dimension_are_the_same_dimension() -> None:
    lines = [line(1, "产出目标"), line(2, "产 出\n指 标"), line(3, "效益"), line(4, "服务对象满意度指标")]
    assert shared(lines).lines == (2500, 2500, 3000, 1000)
    assert unknown_dimensions(project(*lines), TIANJIN) == ()


@pytest.mark.parametrize(
    "names",
    [
        ("产出指标（必填）", "产出指标(40-50)分", "效益指标（选填）", "满意度指标[必填]"),
        ("项目完成指标", "项目产出指标", "项目效益指标", "服务对象或受益者满意度指标"),
    ],
)
def test_brackets_behind_a_dimension_and_names_of_several_places_count_as_the_dimension(
    names: tuple[str, ...],
) -> None:
    lines = [line(1, name) for name in names]
    assert shared(lines).lines == (2500, 2500, 3000, 1000)
    assert unknown_dimensions(project(*lines), TIANJIN) == ()


def test_a_rule_set_may_join_two_dimensions() -> None:
    lines = lines_of(产出指标=1, 效益指标=1, 满意度=1)
    assert shared(lines, OTHER_RULES) == Allotment(
        2000, (4000, 2000, 2000), (PointsSource.ALLOTTED,) * 3, None
    )


def test_by_category_each_category_has_the_same_points() -> None:
    lines = [
        line(1, category="数量指标"),
        line(2, category="质量指标"),
        line(3, category="数量指标"),
        line(4, category="时效指标"),
        line(5, category="数量指标"),
        line(6, BENEFIT),
    ]
    assert shared(lines, BY_CATEGORY).lines == (556, 1667, 556, 1666, 555, 4000)


def test_a_row_that_details_another_carries_no_points() -> None:
    lines = [
        line(1),
        line(2, name="其中：培训"),
        line(3),
        line(4, BENEFIT),
        line(5, CONTENT, name="其中女性"),
    ]
    assert shared(lines).lines == (2500, 0, 2500, 4000, 0)


def test_a_line_that_is_not_applicable_counts_as_absent() -> None:
    lines = lines_of(成本指标=1, 产出指标=3, 效益指标=1, 满意度指标=1)
    assert shared(lines, without=(1, 3)).lines == (0, 2500, 0, 2500, 3000, 1000)
    assert shared(lines, without=(1, 3)).fault is None


def table(*points: int | None, dimensions: tuple[str, ...] = ()) -> list[Indicator]:
    return [
        line(number, (dimensions or (OUTPUT,) * len(points))[number - 1], table=value)
        for number, value in enumerate(points, 1)
    ]


def test_points_of_the_table_are_used_as_they_are() -> None:
    lines = [*table(1234, 5766), line(3, BENEFIT, table=0), line(4, "别的指标", table=2000)]
    assert shared(lines) == Allotment(1000, (1234, 5766, 0, 2000), (PointsSource.TABLE,) * 4, None)
    assert unknown_dimensions(project(*lines), TIANJIN) == ()


def test_points_of_a_detailing_row_do_not_count() -> None:
    lines = [*table(5000, 4000), line(3, name="其中：培训", table=3000), line(4, name="其中：会议")]
    assert shared(lines) == Allotment(1000, (5000, 4000, 0, 0), (PointsSource.TABLE,) * 4, None)


def test_a_row_that_vanished_from_the_table_carries_no_points() -> None:
    gone = replace(line(3, table=1000), vanished=True)
    allotment = shared([*table(5000, 4000), gone], without=(3,))
    assert (allotment.lines, allotment.fault) == ((5000, 4000, 0), None)
    assert shared([line(1), line(2), gone], without=(3,)).lines == (4500, 4500, 0)
    lines = [replace(each, vanished=True) for each in table(5000, 4000)]
    assert shared(lines, without=(1, 2)).fault == PointsFault(PointsFaultKind.NO_LINES, 0, 1000)
    kept = [replace(gone, number=1), line(2, name="其中：培训", table=9000)]
    assert shared(kept, without=(1,)).fault == PointsFault(PointsFaultKind.NO_LINES, 0, 1000)


def with_own_row(lines: list[Indicator], points: int, *, applicable: bool = True) -> Allotment:
    """Points where the table's own row for budget execution carries `points`."""
    own = replace(project(*lines), execution_points=recorded(points))
    return allot(own, TIANJIN, (True,) * len(lines), applicable)


@pytest.mark.parametrize(("points", "of_lines"), [(2000, (5000, 3000)), (0, (6000, 4000)), (1000, (9000, 0))])
def test_the_table_s_own_row_says_the_points_of_execution(points: int, of_lines: tuple[int, int]) -> None:
    sources = (PointsSource.TABLE,) * 2
    expected = Allotment(points, of_lines, sources, None, PointsSource.TABLE)
    assert with_own_row(table(*of_lines), points) == expected


def test_an_own_row_that_does_not_come_to_100_with_the_lines_is_a_fault_with_both_sums() -> None:
    allotment = with_own_row(table(5000, 4000), 2000)
    assert allotment.fault == PointsFault(PointsFaultKind.NOT_A_HUNDRED, 9000, 2000)
    assert (allotment.execution, allotment.lines) == (2000, (5000, 4000))


def test_an_own_row_that_is_not_applicable_gives_its_points_to_the_lines() -> None:
    lines = table(5000, 3000, dimensions=(OUTPUT, BENEFIT))
    allotment = with_own_row(lines, 2000, applicable=False)
    assert (allotment.execution, allotment.lines) == (0, (6250, 3750))


def test_without_points_on_any_line_the_rule_set_says_those_of_execution_too() -> None:
    lines = lines_of(产出指标=1, 效益指标=1, 满意度指标=1)
    assert with_own_row(lines, 2000) == shared(lines)
    assert shared(lines).execution_source is PointsSource.ALLOTTED


@pytest.mark.parametrize(
    ("points", "kind", "of_lines", "numbers"),
    [
        ((5000, 3000), PointsFaultKind.NOT_A_HUNDRED, 8000, ()),
        ((5000, 5000), PointsFaultKind.NOT_A_HUNDRED, 10000, ()),
        ((5000, None, 4000, None), PointsFaultKind.SOME_ROWS_ONLY, 9000, (2, 4)),
    ],
)
def test_a_table_that_does_not_come_to_100_is_not_scaled(
    points: tuple[int | None, ...], kind: PointsFaultKind, of_lines: int, numbers: tuple[int, ...]
) -> None:
    allotment = shared(table(*points))
    assert allotment.fault == PointsFault(kind, of_lines, 1000, numbers)
    assert allotment.lines == tuple(value or 0 for value in points)


def test_a_faulty_table_stays_as_it_is_but_for_what_is_not_applicable() -> None:
    allotment = shared(table(5000, 3000), without=(2,), execution=False)
    assert (allotment.execution, allotment.lines) == (0, (5000, 0))
    assert allotment.fault == PointsFault(PointsFaultKind.NOT_A_HUNDRED, 8000, 1000)


@pytest.mark.parametrize(
    ("without", "execution", "points"),
    [
        ((1,), True, (0, 2000, 3000, 3000, 1000)),
        ((2,), True, (2632, 0, 2368, 3000, 1000)),
        ((5,), True, (2000, 1200, 1800, 4000, 0)),
        ((4,), True, (3000, 1800, 2700, 0, 1500)),
        ((4, 5), True, (3600, 2160, 3240, 0, 0)),
        ((), False, (2222, 1334, 2000, 3333, 1111)),
    ],
)
def test_table_points_of_what_is_not_applicable_go_to_the_rest_in_proportion(
    without: tuple[int, ...], execution: bool, points: tuple[int, ...]
) -> None:
    lines = table(2000, 1200, 1800, 3000, 1000, dimensions=(OUTPUT, OUTPUT, OUTPUT, BENEFIT, CONTENT))
    allotment = shared(lines, without=without, execution=execution)
    assert allotment.lines == points
    assert total(allotment) == 10000
    assert allotment.fault is None


def test_a_dimension_without_points_left_counts_as_absent() -> None:
    lines = table(5000, 0, 4000, dimensions=(OUTPUT, OUTPUT, BENEFIT))
    assert shared(lines, without=(1,)).lines == (0, 0, 9000)


def test_points_set_by_a_person_leave_the_rest_of_the_dimension_to_the_others() -> None:
    lines = [line(1), line(2, by_hand=3000), line(3), line(4, BENEFIT), line(5, CONTENT, by_hand=1000)]
    set_ = PointsSource.SET
    allotted = PointsSource.ALLOTTED
    sources = (allotted, set_, allotted, allotted, set_)
    assert shared(lines) == Allotment(1000, (1000, 3000, 1000, 3000, 1000), sources, None)


@pytest.mark.parametrize(
    ("by_hand", "points"),
    [
        ((3000, 3000), (3000, 3000, 0, 4000)),
        ((1000, 1000, 1000), (1000, 1000, 1000, 4000)),
        ((2000, 2000, 999), (2000, 2000, 999, 4000)),
    ],
)
def test_set_points_may_neither_exceed_the_dimension_nor_leave_anything_over(
    by_hand: tuple[int, ...], points: tuple[int, ...]
) -> None:
    hands = [*by_hand, None][:3]
    lines = [*(line(number, by_hand=value) for number, value in enumerate(hands, 1)), line(4, BENEFIT)]
    allotment = shared(lines)
    numbers = tuple(range(1, len(by_hand) + 1))
    assert allotment.lines == points
    assert allotment.fault == PointsFault(PointsFaultKind.SET_POINTS, sum(points), 1000, numbers)


def test_set_points_go_before_those_of_the_table() -> None:
    lines = [line(1, table=5000, by_hand=6000), line(2, table=3000), line(3, by_hand=0)]
    sources = (PointsSource.SET, PointsSource.TABLE, PointsSource.SET)
    assert shared(lines) == Allotment(1000, (6000, 3000, 0), sources, None)


@pytest.mark.parametrize("execution", [True, False])
@pytest.mark.parametrize("lines", [[], [line(1), line(2)], table(5000, 4000)])
def test_without_any_line_there_are_only_the_points_of_execution(
    lines: list[Indicator], execution: bool
) -> None:
    allotment = shared(lines, without=(1, 2), execution=execution)
    assert allotment.lines == (0,) * len(lines)
    assert allotment.execution == (1000 if execution else 0)
    assert allotment.fault == PointsFault(PointsFaultKind.NO_LINES, 0, allotment.execution)


def test_an_unknown_dimension_gets_nothing_and_is_named() -> None:
    lines = [line(1, "管理指标"), line(2), line(3, "投入"), line(4, "管理指标")]
    allotment = shared(lines)
    assert allotment.lines == (0, 9000, 0, 0)
    assert allotment.fault == PointsFault(PointsFaultKind.UNKNOWN_DIMENSION, 9000, 1000, (1, 3, 4))
    problems = unknown_dimensions(project(*lines), TIANJIN)
    assert [problem.code for problem in problems] == [Code.DIMENSION_UNKNOWN] * 2
    assert [problem.source.row for problem in problems if problem.source] == [21, 23]
    assert "一级指标“管理指标”不在评分办法“天津市项目支出绩效自评办法”之内" in problems[0].message
    assert "产出指标、效益指标、满意度指标、成本指标" in problems[0].hint


DIMENSIONS = st.sampled_from([OUTPUT, BENEFIT, CONTENT, COST, "产出目标"])
CATEGORIES = st.sampled_from(["数量指标", "质量指标", "时效指标"])
LINES = st.lists(st.tuples(DIMENSIONS, CATEGORIES, st.booleans()), max_size=40)
RULES = st.sampled_from([*EVERY, BY_CATEGORY])


@given(LINES, RULES, st.booleans())
def test_points_always_come_to_100(
    drawn: list[tuple[str, str, bool]], rules: RuleSet, execution: bool
) -> None:
    lines = [line(number, *key[:2]) for number, key in enumerate(drawn, 1)]
    without = tuple(number for number, key in enumerate(drawn, 1) if not key[2])
    allotment = shared(lines, rules, without=without, execution=execution)
    assert (allotment.fault is None) == (len(without) < len(lines))
    assert total(allotment) == (10000 if allotment.fault is None else allotment.execution)
    assert all(points == 0 for number, points in enumerate(allotment.lines, 1) if number in without)
    assert min(allotment.lines, default=0) >= 0


@given(LINES, RULES, st.randoms(use_true_random=False))
def test_the_order_of_the_table_decides_only_about_single_hundredths(
    drawn: list[tuple[str, str, bool]], rules: RuleSet, random: Random
) -> None:
    lines = [line(number, *key[:2]) for number, key in enumerate(drawn, 1)]
    mixed = list(lines)
    random.shuffle(mixed)
    first = dict(zip((one.number for one in lines), shared(lines, rules).lines, strict=True))
    second = dict(zip((one.number for one in mixed), shared(mixed, rules).lines, strict=True))
    slack = 1 if rules.split is Split.BY_INDICATOR else 2
    assert all(abs(first[number] - second[number]) <= slack for number in first)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.data())
def test_table_points_are_shared_again_to_the_last_hundredth(weights: list[int], data: st.DataObject) -> None:
    weights[0] += 9000 - sum(weights) if sum(weights) < 9000 else 0
    lines = table(*weights)
    out = data.draw(st.sets(st.sampled_from(range(1, len(lines) + 1)), max_size=len(lines) - 1))
    allotment = shared(lines, without=tuple(out))
    if sum(weights) == 9000:
        assert total(allotment) == 10000
        kept = [points for number, points in enumerate(weights, 1) if number not in out]
        got = [points for number, points in enumerate(allotment.lines, 1) if number not in out]
        assert all(
            abs(points * sum(kept) - 9000 * own) < sum(kept) for points, own in zip(got, kept, strict=True)
        )
    else:
        assert allotment.fault is not None
