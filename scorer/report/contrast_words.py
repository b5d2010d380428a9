"""How two rule sets differ, in words: each reason as a sentence with both figures, and its key."""

from collections.abc import Iterable
from typing import assert_never

from scorer.notation.numbers import print_number
from scorer.scoring.differences import (
    Chosen,
    OtherBand,
    OtherChoice,
    OtherFigure,
    OtherPoints,
    OtherRatings,
    OtherReceiver,
    OtherShare,
    OtherTier,
    OtherWords,
    Reason,
    ScoreSetAgainst,
    Stated,
)
from scorer.scoring.figures import printed_points, shown_points, shown_share
from scorer.scoring.rules import BareNumber, Excess, LateBand, Over, RatingBand, Split, TierBand, Treatment
from scorer.scoring.rules_in_words import WORD_LISTS

TO = "→"
"""What stands between before and after."""

_NAMES = {
    "split": "一级指标内分配",
    "excess": "超出上限",
    "over": "超过等于目标",
    "between_rates_above_full": "比率高于区间",
    "bare_number": "没有比较符号的数字",
    "over_achievement.treatment": "超额完成",
    "over_achievement.unequal": "与等于目标不相等",
    "over_achievement.threshold": "超额提示线",
    "over_achievement.rate": "超额调减率",
    "over_achievement.floor": "超额调减后不低于",
    "over_achievement.count_excess": "计数指标多出多少才提示",
    "over_achievement.zero_target": "目标为0时的提示线",
    "not_done": "未完成得分率",
    "basically": "基本完成得分率",
    "second_of_scale": "低一等的得分率",
    "reasons.execution_below": "须说明原因的执行率下限",
    "reasons.execution_above": "须说明原因的执行率上限",
}


CHOSEN: dict[Split | Excess | Over | BareNumber | Treatment, str] = {
    Split.BY_INDICATOR: "按三级指标平均",
    Split.BY_CATEGORY: "先按二级指标平均",
    Excess.LINEAR: "线性扣减",
    Excess.RATIO: "按反比",
    Over.FULL: "满分",
    Over.DEVIATION: "按偏离扣减",
    BareNumber.AT_LEAST: "视为不少于",
    BareNumber.EXACTLY: "视为等于",
    Treatment.FLAG: "只提示",
    Treatment.REDUCE: "适度调减",
}
"""What each of the named laws does."""


def reason_text(reason: Reason) -> str:
    """The difference with both figures, and in brackets the key in the rule file."""
    key = reason_key(reason)
    return f"{_said(reason)}（{key}）" if key else _said(reason)


def reason_key(reason: Reason) -> str:
    """Under which key of the rule file the difference stands; "" for what no rule says."""
    match reason:
        case OtherPoints(before, after):
            renamed = () if before.dimension == after.dimension else ("dimension_names",)
            return "、".join(dict.fromkeys(filter(None, (before.key, after.key, *renamed))))
        case OtherReceiver(before, after):
            return "、".join(_receiver_keys(reason, before, after))
        case OtherChoice(key) | OtherShare(key) | OtherFigure(key):
            return key
        case OtherBand():
            return "lateness"
        case OtherTier():
            return "tiers"
        case OtherWords():
            return "words"
        case OtherRatings():
            return "ratings"
        case ScoreSetAgainst():
            return ""
        case _:
            assert_never(reason)


def _receiver_keys(reason: OtherReceiver, before: Stated, after: Stated) -> Iterable[str]:
    keys = [] if before.points == after.points else [before.key, after.key]
    if before.dimension != after.dimension:
        keys.append("dimension_names")
    elif reason.receiver_before != reason.receiver_after:
        keys.append("when_absent")
    return dict.fromkeys(filter(None, keys))


def _said(reason: Reason) -> str:
    match reason:
        case OtherPoints() | OtherReceiver():
            return _points(reason)
        case OtherChoice(key, before, after):
            return f"{_NAMES[key]}：{_chosen(key, before)}{TO}{_chosen(key, after)}"
        case OtherShare(key, before, after):
            return f"{_NAMES[key]}{shown_share(before)}{TO}{shown_share(after)}"
        case OtherFigure(key, before, after):
            shown = ("不提示" if each is None else print_number(each) for each in (before, after))
            return f"{_NAMES[key]}：{TO.join(shown)}"
        case OtherBand(days, before, after):
            return f"逾期{days}天：{_late(before)}{TO}{_late(after)}"
        case OtherTier(before, after):
            return f"{before.tier}：{_tier(before)}{TO}{_tier(after)}"
        case OtherWords(lists):
            return f"词表不同：{'、'.join(WORD_LISTS[name] for name in lists)}"
        case OtherRatings(before, after):
            return f"等级：{_ratings(before)}{TO}{_ratings(after)}"
        case ScoreSetAgainst(points):
            return f"认定得分是按分值{printed_points(points)}作出的，对别的分值不再有效"
        case _:
            assert_never(reason)


def _points(reason: OtherPoints | OtherReceiver) -> str:
    before, after = reason.before, reason.after
    if isinstance(reason, OtherReceiver):
        name = after.dimension if before.points is None else before.dimension
        passed = _passed(before, reason.receiver_before), _passed(after, reason.receiver_after)
        return f"没有{name}时其分值：{TO.join(passed)}"
    figures = (_given(before), _given(after))
    if before.dimension == after.dimension:
        return f"{before.dimension}{TO.join(figures)}"
    return f"{before.dimension}{figures[0]}{TO}{after.dimension}{figures[1]}"


def _given(stated: Stated) -> str:
    return "（没有规定分值）" if stated.points is None else shown_points(stated.points)


def _passed(stated: Stated, receiver: str | None) -> str:
    if stated.points is None:
        return "没有规定分值"
    if receiver == stated.dimension:
        return f"在{receiver}的{shown_points(stated.points)}分之内"
    to = f"并入{receiver}" if receiver else "按比例分给其余各级"
    return f"{shown_points(stated.points)}分{to}"


def _chosen(key: str, chosen: Chosen) -> str:
    if isinstance(chosen, bool):
        if key == "between_rates_above_full":
            return "满分" if chosen else "与超出上限相同"
        return "提示" if chosen else "不提示"
    return CHOSEN[chosen]


def _late(band: LateBand) -> str:
    reach = "更晚" if band.days is None else f"{band.days}天以内"
    return f"{reach}按{shown_share(band.share)}"


def _tier(band: TierBand) -> str:
    low, high, default = (shown_share(share) for share in (band.low, band.high, band.default))
    return f"{low}至{high}、缺省{default}"


def _ratings(bands: tuple[RatingBand, ...]) -> str:
    return "、".join(f"{band.name}{shown_points(band.low)}分起" for band in bands) or "不评等级"
