"""The one number of a sentence that can be its actual."""

import re

from scorer.model.actual import Estimated, Measured
from scorer.model.problem import Code, Problem
from scorer.model.quantity import Quantity
from scorer.model.target import Judged, Target
from scorer.notation.approximations import VAGUE_BEFORE, read_approximation
from scorer.notation.characters import shown
from scorer.notation.numbers import NUMERALS
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import is_time, print_quantity, quantities_inside
from scorer.notation.refusing import number_needed
from scorer.notation.units import ratio, unit_of

_Found = tuple[Quantity, int, int]

_TOTAL = Pattern(r"(?:共|合计|总计|累计)[\u4e00-\u9fff]{0,4}$")
# In a sentence with one of these the number may be what was not done, or not that of this year.
_NOT_DONE = Pattern(
    r"未|没|不|无|计划|预计|目标|拟|将|应|原|差|缺|少|除|剩|余额|结余|超支|超出|节约|节省|取消"
)
_INNOCENT = Pattern(
    r"少年|少儿|少数民族|少先队|差旅|未成年|原创|原料|高原|草原|反应|响应|供应|应急|应用|适应|应届|相应|应对|应保尽保|无障碍|无人机|不动产"
)
# What a target in words or the indicator's name may itself speak of: up, down, and another year.
_DIRECTIONS = (
    Pattern(r"提升|提高|增长|增加|上升|增幅|涨|扩大|增收|升高"),
    Pattern(r"下降|降低|减少|压减|缩减|缩短|下滑|降幅|回落|减轻|降"),
    Pattern(r"上年|去年|往年|同比|同期|环比"),
)
# Against a length of time they say how far off a date it was, not how long it took.
_OFF_A_DATE = Pattern(r"逾期|延期|延迟|推迟|超期|拖期|滞后|延后|提前|晚|迟")
_RANGE_BEFORE = Pattern(r"[0-9][^0-9,;、]{0,3}[-~至到/]$|[-≥≤><]$")
_RANGE_AFTER = Pattern(r"[-~至到/余多±]|以[上下内]|左右|上下|之内|内")
_VAGUE_EARLIER = Pattern(r"(?:约|接近|将近|大概)(?=.)")
_VAGUE_AT_END = Pattern(rf"(?:{VAGUE_BEFORE})$")


def number_in_sentence(
    text: str, stem: str, target: Target, bound: Quantity, name: str
) -> tuple[Measured | Estimated | None, tuple[Problem, ...]]:
    """The only number in the target's unit, or the only one called a total; else what to ask."""
    chosen, is_total = _chosen(stem, bound)
    if len(chosen) > 1:
        listed = "、".join(print_quantity(quantity) for quantity, _, _ in chosen)
        hint = f"请只填写一个实际完成值，如{print_quantity(chosen[0][0])}，说明写到备注"
        return None, (Problem(Code.TWO_NUMBERS, f"“{shown(text)}”里有多个数值：{shown(listed)}", hint),)
    spoken = re.search(rf"(?<!第)(?:{NUMERALS})(?:{re.escape(unit_of(bound.unit).base)})", stem)
    if (
        not chosen
        or _is_doubtful(stem, target, name, is_total=is_total)
        or (is_time(bound) and _OFF_A_DATE.search(stem))
        or (spoken and bound.unit and not is_total)
    ):
        return None, (number_needed(text, target, bound),)
    quantity, start, end = chosen[0]
    if _RANGE_BEFORE.search(stem[:start]) or _RANGE_AFTER.match(stem[end:]):
        return None, (number_needed(text, target, bound),)
    if _VAGUE_EARLIER.search(stem[:start]):
        return None, (number_needed(text, target, bound),)
    vague = _VAGUE_AT_END.search(stem[:start])
    estimate = read_approximation(vague[0] + stem[start:end]) if vague else None
    note = Problem(Code.ACTUAL_ASSUMED, f"“{shown(text)}”按其中的“{print_quantity(quantity)}”计")
    return estimate or Measured(quantity), (note,)


def _chosen(stem: str, bound: Quantity) -> tuple[list[_Found], bool]:
    """The numbers that may be meant, those in the target's very unit first; whether one is called a total."""
    inside = list(quantities_inside(stem))
    fitting = [found for found in inside if found[0].unit and ratio(found[0].unit, bound.unit)]
    exact = [found for found in fitting if unit_of(found[0].unit).base == unit_of(bound.unit).base]
    chosen = exact or fitting
    totals = [found for found in chosen if _TOTAL.search(stem[: found[1]])]
    return (totals, True) if len(totals) == 1 else (chosen, False)


def _is_doubtful(stem: str, target: Target, name: str, *, is_total: bool) -> bool:
    if ("其中" in stem and not is_total) or _NOT_DONE.search(_INNOCENT.sub("", stem)):
        return True
    asked = name + (target.text if isinstance(target, Judged) else "")
    return any(words.search(stem) and not words.search(asked) for words in _DIRECTIONS)
