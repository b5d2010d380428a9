"""What the parts of a rule set owe each other: sums, bands without gaps, shares inside their tier."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scorer.model.problem import Code, Problem
from scorer.model.project import Tier
from scorer.scoring.figures import shown_points, shown_share
from scorer.scoring.rule_tree import Node
from scorer.scoring.rules import LateBand, OverAchievement, Points, RatingBand, TierBand, Treatment
from scorer.scoring.words import Words

ONE_MEANING = (
    ("degrees",),
    ("completion_full", "completion_yes", "completion_basically", "completion_partly", "completion_none"),
)
"""Word lists, or groups of them, in which a word may stand only once, since each has another worth."""


def check_rules(found: dict[str, Any], node: Node, problems: list[Problem]) -> None:
    """Add what is wrong with the rules in `found`, which were read from the table `node`, by themselves."""
    for key, check in _CHECKS.items():
        if key in found:
            check(found[key], node.table[key], problems)
    if {"points", "points_with_cost"} <= found.keys():
        _dimensions(found, node, problems)
    if "tiers" in found and len(found["tiers"]) == len(Tier):
        best, *_, worst = found["tiers"]
        for key in ("basically", "second_of_scale"):
            _inside(found, key, best, node, problems)
        _inside(found, "not_done", worst, node, problems)


def _points(points: Points, node: Node, problems: list[Problem]) -> None:
    total = points.execution + sum(value for _, value in points.dimensions)
    if total != 10000:
        message = f"各项分值合计{shown_points(total)}分，应为100分"
        problems.append(node.fault(Code.RULE_SUM_WRONG, message, "请核对 execution 与 dimensions 各项。"))
    for name, value in points.dimensions:
        if value == 0:
            problems.append(
                node.fault(Code.RULE_VALUE_WRONG, f"“{name}”的分值应大于0", "没有分值的一级指标不列出。")
            )


def _end(start: str, passing: dict[str, str]) -> str | None:
    """Follow `passing` from `start` to where it ends; None where it goes round in a circle."""
    at = start
    for _ in passing:
        if at not in passing:
            break
        at = passing[at]
    return None if at in passing else at


def _dimensions(found: dict[str, Any], node: Node, problems: list[Problem]) -> None:
    """Every other name, and every passing on, of a dimension must lead to one that has points."""
    usual, known = (dict(found[key].dimensions) for key in ("points", "points_with_cost"))
    if missing := [name for name in usual if name not in known]:
        message = f"缺少 points 已有的“{'、'.join(missing)}”"
        hint = "单列成本指标的表也有其他一级指标，请写明它们的分值。"
        problems.append(node.table["points_with_cost"].fault(Code.RULE_VALUE_WRONG, message, hint))
    for key in ("dimension_names", "when_absent"):
        passing: dict[str, str] = found.get(key, {})
        for start in passing:
            end = _end(start, passing)
            place = node.table[key].table[start]
            if end is None:
                problems.append(place.fault(Code.RULE_CYCLE, f"“{start}”循环指向自己", "请去掉其中一项。"))
            elif end not in {*usual, *known}:
                message = f"“{end}”不是 {node.key} 的一级指标"
                hint = f"有分值的一级指标：{'、'.join({**usual, **known})}。"
                problems.append(place.fault(Code.RULE_VALUE_WRONG, message, hint))


def _over_achievement(rule: OverAchievement, node: Node, problems: list[Problem]) -> None:
    if rule.treatment is Treatment.REDUCE and rule.rate == 0:
        place = node.table["rate"]
        problems.append(
            place.fault(Code.RULE_VALUE_WRONG, "treatment 为 reduce 时应大于0", "请写明调减系数。")
        )


def _lateness(bands: tuple[LateBand, ...], node: Node, problems: list[Problem]) -> None:
    ends = [band.days for band in bands]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        message = "最后一档（且只有最后一档）应不写 days，表示更晚的全部"
        problems.append(node.fault(Code.RULE_BANDS_WRONG, message, "例：{ share = 0.3 }"))
    limits = [days for days in ends if days is not None]
    if 0 in limits or any(first >= second for first, second in pairwise(limits)):
        problems.append(
            node.fault(Code.RULE_BANDS_WRONG, "各档天数应大于0，从小到大、不重复", "请按 days 由小到大排列。")
        )
    if any(first.share < second.share for first, second in pairwise(bands)):
        problems.append(node.fault(Code.RULE_BANDS_WRONG, "逾期越久得分率不应越高", "请核对各档 share。"))


def _tiers(bands: tuple[TierBand, ...], node: Node, problems: list[Problem]) -> None:
    names = [band.tier for band in bands]
    if names != list(Tier):
        message = f"应依次为{'、'.join(Tier)}三档，实际为{'、'.join(names) or '空'}"
        problems.append(node.fault(Code.RULE_BANDS_WRONG, message, "每档写一次，由好到差。"))
        return
    ends = [Fraction(1), *(band.low for band in bands), Fraction(0)]
    tops = [*(band.high for band in bands), Fraction(0)]
    places = [*_items(node), node]
    for end, top, place in zip(ends, tops, places, strict=False):
        if end != top:
            kind = "重叠" if top > end else "有空档"
            message = f"各档得分率{kind}：上一档到{shown_share(end)}为止，这一档从{shown_share(top)}开始"
            problems.append(place.fault(Code.RULE_BANDS_WRONG, message, "各档应首尾相接，从100%到0%。"))
    for band, place in zip(bands, places, strict=False):
        if not _holds(band, band.default):
            message = f"缺省得分率{shown_share(band.default)}不在本档{_span(band)}之内"
            problems.append(place.fault(Code.RULE_BANDS_WRONG, message, "请改 default 或本档上下限。"))


def _items(node: Node) -> tuple[Node, ...]:
    return node.value if isinstance(node.value, tuple) else ()


def _holds(band: TierBand, share: Fraction) -> bool:
    return band.low <= share < band.high or share == band.high == 1


def _span(band: TierBand) -> str:
    return f"{shown_share(band.low)}—{shown_share(band.high)}"


def _inside(found: dict[str, Any], key: str, band: TierBand, node: Node, problems: list[Problem]) -> None:
    if key in found and not _holds(band, found[key]):
        message = f"{shown_share(found[key])}不在“{band.tier}”一档{_span(band)}之内"
        problems.append(
            node.table[key].fault(Code.RULE_BANDS_WRONG, message, f"请使它落在 {node.key}.tiers 的这一档内。")
        )


def _ratings(bands: tuple[RatingBand, ...], node: Node, problems: list[Problem]) -> None:
    lows = [band.low for band in bands]
    if bands and lows[-1] != 0:
        message = f"最低一级应从0分起，实际从{shown_points(lows[-1])}分起"
        problems.append(node.fault(Code.RULE_BANDS_WRONG, message, "请使各级从100分到0分没有空档。"))
    if any(first <= second for first, second in pairwise(lows)):
        problems.append(
            node.fault(Code.RULE_BANDS_WRONG, "各级起点应从高到低、不重复", "请按 low 由大到小排列。")
        )
    if len({band.name for band in bands}) < len(bands):
        problems.append(node.fault(Code.RULE_BANDS_WRONG, "等级名称重复", "每级用不同的名称。"))


def _words(_: Words, node: Node, problems: list[Problem]) -> None:
    for group in ONE_MEANING:
        first: dict[str, Node] = {}
        for word in _leaves([node.table[key] for key in group]):
            text = str(word.value)
            if first.setdefault(text, word) is not word:
                message = f"词语“{text}”已在 {first[text].key}，一个词只能有一个含义"
                problems.append(word.fault(Code.RULE_VALUE_WRONG, message, "请只留一处。"))


def _leaves(nodes: list[Node]) -> list[Node]:
    leaves = []
    for node in nodes:
        leaves += _leaves(list(_items(node))) if isinstance(node.value, tuple) else [node]
    return leaves


_CHECKS: dict[str, Callable[[Any, Node, list[Problem]], None]] = {
    "points": _points,
    "points_with_cost": _points,
    "over_achievement": _over_achievement,
    "lateness": _lateness,
    "tiers": _tiers,
    "ratings": _ratings,
    "words": _words,
}
