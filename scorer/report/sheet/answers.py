"""What answer fits a target: how its cell is formatted, what it accepts, what is said when it is chosen."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import assert_never

from scorer.model.actual import Actual, Measured
from scorer.model.fields import FIELDS, Field
from scorer.model.project import Indicator, Recorded, Tier
from scorer.model.target import Judged
from scorer.notation.characters import plain
from scorer.notation.numbers import print_number, read_number
from scorer.notation.units import Measures, counts_events, unit_of
from scorer.report.sheet.formulas import Permitted
from scorer.report.sheet.page import (
    LONGEST_TEXT,
    PERCENT_FORMAT,
    TEXT_FORMAT,
    THIS_CELL,
    Refusal,
    Validation,
    Value,
)
from scorer.scoring.comparison import Kind, SettledTarget
from scorer.scoring.rules import RuleSet
from scorer.scoring.target_settling import HOURS_A_WEEK

TAKE_BACK = "【清除】"
_LONGEST_MESSAGE = 255
# What a spreadsheet keeps of a number.
_MOST_DIGITS = 15
_OTHERWISE = "“约50”“588/600”“每月1次”这样的写法程序也能读，确要这样填请选“是”。"


class TierCell(Enum):
    """Whether a line takes a tier: always, in special cases, never."""

    OPEN = auto()
    SPARE = auto()
    SHUT = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """How the cell of an actual is formatted and what it accepts."""

    number_format: str
    validation: Validation
    permitted: Permitted


def answer_to(indicator: Indicator, target: SettledTarget, rules: RuleSet) -> Answer:
    """What fits the target of an indicator."""
    name = indicator.key.name
    words = isinstance(indicator.target.value, Judged)
    growing = any(word in name for word in rules.words.growth_names)
    beyond = any(word in name for word in rules.words.may_exceed_100)
    permitted = Permitted(negative=growing, above_hundred=beyond, words=words)
    said = Validation(FIELDS[Field.ACTUAL].heading, _message(target, words=words)[:_LONGEST_MESSAGE])
    if not _takes_number(target):
        return Answer(TEXT_FORMAT, said, permitted)
    unit = entered_unit(target)
    number_format = PERCENT_FORMAT if unit == "%" else f'General"{unit}"' if unit else "General"
    if words:
        return Answer(number_format, said, permitted)
    return Answer(number_format, _numeric(said, target, permitted), permitted)


def entered_unit(target: SettledTarget) -> str:
    """The unit in which a number is entered."""
    return target.unit.removesuffix("/年") if target.kind is Kind.RECURRING else target.unit


def given_out(actual: Recorded[Actual] | None, text: str, target: SettledTarget) -> Value:
    """A recorded actual as it stands in its cell: a number where its text is one in the target's unit.

    `text` is "" where the actual is not given out.
    """
    if actual is None or not text or len(text) > LONGEST_TEXT:
        return None
    value, unit = actual.value, entered_unit(target)
    if not _takes_number(target) or not isinstance(value, Measured) or value.quantity.unit != unit:
        return text
    number = value.quantity.value
    if read_number(plain(text).removesuffix(unit)) != number or len(number.as_tuple().digits) > _MOST_DIGITS:
        return text
    return number / 100 if unit == "%" else number


def tier_cell(indicator: Indicator, target: SettledTarget) -> TierCell:
    """Whether a person's tier counts on a line."""
    if target.kind in {Kind.JUDGED, Kind.UNREADABLE}:
        return TierCell.OPEN
    zero_is_asked = target.kind is Kind.AT_MOST and target.high is not None and target.high > 0
    in_words = target.kind is Kind.BY_DATE or isinstance(indicator.target.value, Judged)
    return TierCell.SPARE if zero_is_asked or in_words else TierCell.SHUT


def tier_choice(kind: TierCell) -> Validation:
    """A list of the tiers, with what takes one back."""
    messages = {
        TierCell.OPEN: "程序按文字看不出档次的，请在这里选；看得出的不用选。",
        TierCell.SPARE: "一般不选。只在实际为0、或完成情况只能用文字说明时选。",
        TierCell.SHUT: "按实际完成值计分，不选档次。",
    }
    if kind is TierCell.SHUT:
        return Validation("档次", messages[kind])
    error = f"请从列表中选择：{'、'.join(Tier)}；取回已选的选{TAKE_BACK}。"
    return Validation("档次", messages[kind], "", (*Tier, TAKE_BACK), Refusal.STOPPED, error)


def share_entry(kind: TierCell) -> Validation:
    """A percentage up to 100, or what takes it back."""
    if kind is TierCell.SHUT:
        return Validation("得分率", "按实际完成值计分，不填得分率。")
    formula = f'OR(AND(ISNUMBER({THIS_CELL}),{THIS_CELL}>=0,{THIS_CELL}<=1),{THIS_CELL}="{TAKE_BACK}")'
    error = f"请填0%至100%之间的百分数，如85%；取回已填的填{TAKE_BACK}。"
    message = "选了档次后，要另定得分率的才填，如85%，须在该档的范围内。"
    return Validation("得分率", message, formula, (), Refusal.STOPPED, error)


def amount_entry(heading: str) -> Validation:
    """An amount in 万元, or what takes it back."""
    formula = f'OR(AND(ISNUMBER({THIS_CELL}),{THIS_CELL}>=0),{THIS_CELL}="{TAKE_BACK}")'
    error = f"{heading}请填不小于0的数字，单位是万元，如4.98；取回已填的填{TAKE_BACK}。"
    return Validation(heading, "请填数字，单位是万元，如4.98。", formula, (), Refusal.STOPPED, error)


def _takes_number(target: SettledTarget) -> bool:
    match target.kind:
        case Kind.AT_LEAST | Kind.AT_MOST | Kind.EXACTLY | Kind.BETWEEN:
            return '"' not in target.unit
        case Kind.RECURRING:
            return target.unit != HOURS_A_WEEK
        case Kind.BY_DATE | Kind.JUDGED | Kind.UNREADABLE:
            return False
        case _:
            assert_never(target.kind)


def _message(target: SettledTarget, *, words: bool) -> str:
    unit = entered_unit(target)
    match target.kind:
        case Kind.RECURRING if target.unit == HOURS_A_WEEK:
            return "请填服务时间，如5*8小时、7*24小时。"
        case Kind.RECURRING:
            return f"请填全年的次数（{unit}），或频次，如每月1次。"
        case Kind.BY_DATE:
            return (
                "请填完成日期，如10月28日；晚了也照实填。只知道晚了多久的填如逾期15天，没有完成的填未完成。"
            )
        case Kind.JUDGED:
            return "请照实写完成情况。程序按文字看不出档次时，再选后面的档次。"
        case Kind.UNREADABLE:
            return "这个指标值程序读不出来：请照实写完成情况，并选后面的档次。"
        case Kind.AT_LEAST | Kind.AT_MOST | Kind.EXACTLY | Kind.BETWEEN:
            return _number_message(unit, words=words)
        case _:
            assert_never(target.kind)


def _number_message(unit: str, *, words: bool) -> str:
    if words:
        return "请填数字" + (f"（{unit}）" if unit else "") + "，或照实写完成情况。"
    if unit == "%":
        return "请填百分数，如96%；也可以填分子和分母，如588/600。"
    return f"请填数字（{unit}），单位不用写。" if unit else "请填数字。"


def _numeric(said: Validation, target: SettledTarget, permitted: Permitted) -> Validation:
    """A number not below 0, a whole one of events, not ten times a target in 万 or 亿; others are asked."""
    bound = target.low if target.high is None else target.high
    assert bound is not None
    unit = unit_of(entered_unit(target))
    conditions = [f"ISNUMBER({THIS_CELL})"]
    if bound > 0 and not permitted.negative:
        conditions.append(f"{THIS_CELL}>=0")
    large = unit.measures is not Measures.PERCENT and unit.base != unit.name and bound > 0
    if large:
        conditions.append(f"{THIS_CELL}<{print_number(10 * bound)}")
    events = counts_events(unit)
    if events:
        conditions.append(f"INT({THIS_CELL}*{unit.size})={THIS_CELL}*{unit.size}")
    formula = f'OR(AND({",".join(conditions)}),{THIS_CELL}="{TAKE_BACK}")'
    number = "整数" if events and unit.size == 1 else "数字"
    what = f"单位是“{unit.name}”的{number}" if target.unit else number
    size = f"，一般不会到{print_number(10 * bound)}{unit.name}" if large else ""
    error = f"这里一般填{what}{size}。{_OTHERWISE}"[:_LONGEST_MESSAGE]
    return replace(said, formula=formula, refusal=Refusal.ASKED, error=error)
