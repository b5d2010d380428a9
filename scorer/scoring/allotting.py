"""Points (分值) shared out among execution and the lines: the table's own, else as the rule set says.

All arithmetic is in whole hundredths, so that the parts of a whole always add up to it.
"""

from collections.abc import Container, Iterable
from typing import assert_never

from scorer.model.problem import Code, Problem
from scorer.model.project import Indicator, Project
from scorer.scoring.points import (
    HUNDRED,
    PART_OF_ANOTHER,
    Allotment,
    PointsFault,
    PointsFaultKind,
    PointsSource,
    carries_points,
    own_points,
)
from scorer.scoring.rules import Points, RuleSet, Split
from scorer.scoring.sharing import equally, in_proportion


def allot(
    project: Project, rules: RuleSet, applicable: tuple[bool, ...], execution_applicable: bool
) -> Allotment:
    """Share 100 points out among execution and the applicable lines, one flag for each indicator.

    What the table carries is used as it is, for execution too where its lines carry points; the points of
    what is absent or not applicable go to the rest.
    """
    lines = project.indicators
    if carries_points(lines):
        return _from_table(project, rules, applicable, execution_applicable)
    return _from_rules(lines, rules, applicable, execution_applicable)


def unknown_dimensions(project: Project, rules: RuleSet) -> tuple[Problem, ...]:
    """Return a problem for each level-1 name of a table without points that the rule set does not know."""
    if carries_points(project.indicators):
        return ()
    known = dict.fromkeys(name for name, _ in (*rules.points.dimensions, *rules.points_with_cost.dimensions))
    first: dict[str, Indicator] = {}
    for line in project.indicators:
        if rules.dimension_of(line.key.dimension) not in known:
            first.setdefault(line.key.dimension, line)
    hint = (
        f"可用的一级指标：{'、'.join(known)}。请改正名称，或在表内写明分值，"
        "或在评分规则文件的 dimension_names 中写明它相当于哪一个。"
    )
    return tuple(
        Problem(
            Code.DIMENSION_UNKNOWN,
            f"一级指标“{name}”不在评分办法“{rules.title}”之内，表内也没有分值",
            hint,
            line.target.source,
        )
        for name, line in first.items()
    )


def frame_of(present: Iterable[str], rules: RuleSet) -> Points:
    """Return the points for a table with these dimensions: others hold where cost is one of them."""
    usual = {name for name, _ in rules.points.dimensions}
    special = {name for name, _ in rules.points_with_cost.dimensions} - usual
    return rules.points if special.isdisjoint(present) else rules.points_with_cost


def receiver_of(absent: str, present: Container[str], when_absent: dict[str, str]) -> str | None:
    """Return the dimension that gets an absent one's points; None where all share them in proportion."""
    receiver = when_absent.get(absent)
    while receiver is not None and receiver not in present:
        receiver = when_absent.get(receiver)
    return receiver


def _from_rules(
    lines: tuple[Indicator, ...], rules: RuleSet, applicable: tuple[bool, ...], execution_applicable: bool
) -> Allotment:
    groups = _by_dimension(lines, rules, applicable)
    frame = frame_of(groups, rules)
    points = dict(frame.dimensions)
    execution = frame.execution if execution_applicable else 0
    present = [name for name in groups if name in points]
    totals = _passed_on(points, present, rules.when_absent, frame.execution - execution)
    allotted = [0] * len(lines)
    unfit: list[int] = []
    for name, total in totals.items():
        unfit += _fill(allotted, total, groups[name], lines, rules.split)
    unknown = [place for name in groups if name not in points for place in groups[name]]
    fault = None
    if unknown:
        fault = _fault(PointsFaultKind.UNKNOWN_DIMENSION, allotted, execution, lines, unknown)
    elif unfit:
        fault = _fault(PointsFaultKind.SET_POINTS, allotted, execution, lines, unfit)
    elif not groups:
        fault = PointsFault(PointsFaultKind.NO_LINES, 0, execution)
    return Allotment(execution, tuple(allotted), _sources(lines, PointsSource.ALLOTTED), fault)


def _from_table(
    project: Project, rules: RuleSet, applicable: tuple[bool, ...], execution_applicable: bool
) -> Allotment:
    lines, own = project.indicators, project.execution_points
    groups = _by_dimension(lines, rules, tuple(not line.vanished for line in lines))
    carrying = [place for places in groups.values() for place in places]
    written = [0] * len(lines)
    for place in carrying:
        written[place] = own_points(lines[place]) or 0
    missing = [place for place in carrying if own_points(lines[place]) is None]
    whole = frame_of(groups, rules).execution if own is None else own.value
    execution = whole if execution_applicable else 0
    fault = None
    unfit: list[int] = []
    if sum(written) + whole != HUNDRED:
        unfit = _fit_around_set(written, groups, lines)
    if not groups:
        fault = PointsFault(PointsFaultKind.NO_LINES, 0, execution)
    elif missing:
        fault = _fault(PointsFaultKind.SOME_ROWS_ONLY, written, whole, lines, missing)
    elif unfit:
        fault = _fault(PointsFaultKind.SET_POINTS, written, whole, lines, unfit)
    elif sum(written) + whole != HUNDRED:
        fault = _fault(PointsFaultKind.NOT_A_HUNDRED, written, whole, lines, [])
    elif not (execution_applicable and all(applicable)):
        scaled = _scaled(written, groups, rules, applicable, whole - execution)
        if not any(scaled):
            fault = PointsFault(PointsFaultKind.NO_LINES, 0, execution)
        written = scaled
    counted = tuple(points if counts else 0 for points, counts in zip(written, applicable, strict=True))
    source = PointsSource.ALLOTTED if own is None else PointsSource.TABLE
    return Allotment(execution, counted, _sources(lines, PointsSource.TABLE), fault, source)


def _fit_around_set(
    written: list[int], groups: dict[str, list[int]], lines: tuple[Indicator, ...]
) -> list[int]:
    """Let the rest of each dimension share in proportion what points set by hand leave of the table's.

    Returns the lines whose set points do not fit into their dimension.
    """
    unfit: list[int] = []
    for places in groups.values():
        by_hand = [place for place in places if lines[place].set_points is not None]
        free = [place for place in places if lines[place].set_points is None]
        table = (lines[place].table_points for place in places)
        left = sum(points.value for points in table if points) - sum(written[place] for place in by_hand)
        weights = [written[place] for place in free]
        if by_hand and (left < 0 or (left > 0 and not any(weights))):
            unfit += by_hand
        elif by_hand and any(weights):
            for place, share in zip(free, in_proportion(left, weights), strict=True):
                written[place] = share
    return unfit


def _scaled(
    written: list[int],
    groups: dict[str, list[int]],
    rules: RuleSet,
    applicable: tuple[bool, ...],
    freed: int,
) -> list[int]:
    """Give the table's points of lines that are not applicable, and `freed`, to the rest in proportion."""
    points = {name: sum(written[place] for place in places) for name, places in groups.items()}
    weights = [value if counts else 0 for value, counts in zip(written, applicable, strict=True)]
    present = [name for name, places in groups.items() if any(weights[place] for place in places)]
    scaled = [0] * len(written)
    for name, total in _passed_on(points, present, rules.when_absent, freed).items():
        places = groups[name]
        shares = in_proportion(total, [weights[place] for place in places])
        for place, share in zip(places, shares, strict=True):
            scaled[place] = share
    return scaled


def _by_dimension(
    lines: tuple[Indicator, ...], rules: RuleSet, applicable: tuple[bool, ...]
) -> dict[str, list[int]]:
    """Group the places of the lines that carry points by dimension, both in the table's order."""
    canonical: dict[str, str] = {}
    groups: dict[str, list[int]] = {}
    for place, (line, counts) in enumerate(zip(lines, applicable, strict=True)):
        key = line.key
        if not counts or key.name.startswith(PART_OF_ANOTHER):
            continue
        name = canonical.get(key.dimension)
        if name is None:
            name = canonical[key.dimension] = rules.dimension_of(key.dimension)
        groups.setdefault(name, []).append(place)
    return groups


def _passed_on(
    points: dict[str, int], present: list[str], when_absent: dict[str, str], freed: int
) -> dict[str, int]:
    """Return the points of the dimensions that are present, which receive those of the absent ones.

    An absent one's go where `when_absent` leads, else, with `freed`, to all in proportion to what these have.
    """
    totals = {name: points[name] for name in present}
    for name, value in points.items():
        if name in totals:
            continue
        receiver = receiver_of(name, totals, when_absent)
        if receiver is None:
            freed += value
        else:
            totals[receiver] += value
    if freed and totals:
        weights = list(totals.values())
        return dict(zip(totals, in_proportion(sum(weights) + freed, weights), strict=True))
    return totals


def _fill(
    allotted: list[int], total: int, places: list[int], lines: tuple[Indicator, ...], split: Split
) -> list[int]:
    """Share `total` out among the lines at `places`; return those whose set points do not fit into it."""
    free = []
    for place in places:
        points = lines[place].set_points
        if points is None:
            free.append(place)
        else:
            allotted[place] = points.value
            total -= points.value
    unfit = total < 0 or (total > 0 and not free)
    for place, share in _split(max(total, 0), free, lines, split):
        allotted[place] = share
    return [place for place in places if lines[place].set_points is not None] if unfit else []


def _split(
    total: int, places: list[int], lines: tuple[Indicator, ...], split: Split
) -> Iterable[tuple[int, int]]:
    """Share `total` out equally among the lines at `places`, or first among their categories."""
    match split:
        case Split.BY_INDICATOR:
            return zip(places, equally(total, len(places)), strict=True)
        case Split.BY_CATEGORY:
            categories: dict[str, list[int]] = {}
            for place in places:
                categories.setdefault(lines[place].key.category, []).append(place)
            parts = zip(categories.values(), equally(total, len(categories)), strict=True)
            return [
                pair for inner, part in parts for pair in zip(inner, equally(part, len(inner)), strict=True)
            ]
        case _:
            assert_never(split)


def _sources(lines: tuple[Indicator, ...], usual: PointsSource) -> tuple[PointsSource, ...]:
    return tuple(usual if line.set_points is None else PointsSource.SET for line in lines)


def _fault(
    kind: PointsFaultKind,
    points: Iterable[int],
    execution: int,
    lines: tuple[Indicator, ...],
    places: Iterable[int],
) -> PointsFault:
    return PointsFault(kind, sum(points), execution, tuple(lines[place].number for place in sorted(places)))
