"""Points that a person set beside a table that carries points, and what taking back does to judgements."""

from dataclasses import replace
from fractions import Fraction

import pytest
from law_examples import TIANJIN, assessed, final, line, project, recorded

from scorer.model.fields import Field
from scorer.model.project import Indicator, Tier
from scorer.scoring.allotting import allot
from scorer.scoring.assessment import assess
from scorer.scoring.points import PointsFault, PointsFaultKind, PointsSource


def table(*points: int) -> list[Indicator]:
    """Lines of 产出指标 with these points, and one of 效益指标 with what is left of 90.00."""
    own = [line("≥1场", number=number, points=value) for number, value in enumerate(points, 1)]
    return [*own, line("≥1场", number=9, dimension="效益指标", points=9000 - sum(points))]


def by_hand(lines: list[Indicator], **points: int) -> list[Indicator]:
    wanted = {int(name.removeprefix("line")): value for name, value in points.items()}
    return [
        replace(each, set_points=recorded(wanted[each.number])) if each.number in wanted else each
        for each in lines
    ]


def allotted(lines: list[Indicator]) -> tuple[tuple[int, ...], PointsFault | None]:
    found = allot(project(lines), TIANJIN, (True,) * len(lines), True)  # noqa: FBT003
    return found.lines, found.fault


@pytest.mark.parametrize(
    ("set_", "points"),
    [
        ({"line1": 2400}, (2400, 2700, 900, 3000)),
        ({"line1": 0}, (0, 4500, 1500, 3000)),
        ({"line1": 6000}, (6000, 0, 0, 3000)),
        ({"line1": 2001}, (2001, 2999, 1000, 3000)),
        ({"line1": 1000, "line2": 3500}, (1000, 3500, 1500, 3000)),
    ],
)
def test_the_rest_of_the_dimension_shares_in_proportion_what_is_left_of_the_table_s_points(
    set_: dict[str, int], points: tuple[int, ...]
) -> None:
    assert allotted(by_hand(table(2000, 3000, 1000), **set_)) == (points, None)


@pytest.mark.parametrize(
    ("set_", "of_lines", "numbers"),
    [
        ({"line1": 6001}, 13001, (1,)),
        ({"line1": 1000, "line2": 1000, "line3": 1000}, 6000, (1, 2, 3)),
        ({"line9": 2900}, 8900, (9,)),
    ],
)
def test_points_that_do_not_fit_the_dimension_of_the_table_are_a_fault(
    set_: dict[str, int], of_lines: int, numbers: tuple[int, ...]
) -> None:
    _, fault = allotted(by_hand(table(2000, 3000, 1000), **set_))
    assert fault == PointsFault(PointsFaultKind.SET_POINTS, of_lines, 1000, numbers)


def test_what_is_wrong_with_the_table_stays_wrong() -> None:
    lines = by_hand(table(2000, 3000, 1000)[:-1], line1=2400)
    assert allotted(lines) == (
        (2400, 2700, 900),
        PointsFault(PointsFaultKind.NOT_A_HUNDRED, 6000, 1000),
    )
    missing = [replace(lines[1], table_points=None), lines[0]]
    assert allotted(missing)[1] == PointsFault(PointsFaultKind.SOME_ROWS_ONLY, 2400, 1000, (2,))


def test_the_source_of_points_set_by_hand_is_told() -> None:
    lines = by_hand(table(2000, 3000, 1000), line1=2400)
    sources = [each.points_source for each in assess(project(lines), TIANJIN).lines[1:]]
    assert sources == [PointsSource.SET, *[PointsSource.TABLE] * 3]


@pytest.mark.parametrize(("taken_back", "lapses"), [(2, False), (3, False), (4, True)])
def test_a_judgement_lapses_when_a_target_or_points_were_taken_back_after_it(
    taken_back: int, lapses: bool
) -> None:
    own = replace(
        line("明显提升", "反响热烈", points=1000),
        tier=recorded(Tier.PARTLY, action=3),
        share=recorded(Fraction(3, 4), action=3),
        final_score=final(600, 1000, 3),
        taken_back=taken_back,
    )
    fields = (Field.TIER, Field.SHARE, Field.FINAL_SCORE)
    assert assessed(own).lapsed == (fields if lapses else ())
