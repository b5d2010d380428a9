"""Targets (指标值): text to model and back."""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from scorer.model.quantity import Quantity
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
from scorer.notation.approximations import read_approximation
from scorer.notation.characters import (
    MOST_CHARACTERS,
    plain,
    tidy,
    without_trailing_bracket,
)
from scorer.notation.comparators import UPWARD, Comparator, split_comparator
from scorer.notation.context import LineContext
from scorer.notation.dates import NoSuchDate, print_day
from scorer.notation.deadlines import names_undated_event, read_deadline, without_deed
from scorer.notation.frequencies import print_frequency, read_frequency
from scorer.notation.names import each_in_name, is_about_money, is_about_time, template_of
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import print_quantity, read_quantity, share_as_percent
from scorer.notation.ranges import read_range
from scorer.notation.target_words import (
    bound_and_noun,
    figure_in_words,
    name_and_bound,
    says_figures,
    why_blank,
)
from scorer.notation.units import PERSON_UNITS, Measures, find_unit, unit_of

Notes = tuple[str, ...]
_Read = tuple[Target, Notes]

_LABEL = Pattern(r"^[:,、.;]*(?:年度?)?(?:指标值|目标值)(?:为)?:?|^[:,、;]+")
_END = Pattern(r"[。.;,、]+$")
_QUOTED = Pattern(r"[“\"‘']([^“”\"‘’']*)[”\"’']")
# What scanners and typists make of a comparator.
_SLIP = Pattern(r"^[〉》](?=[0-9])")
_MAYBE_A_DATE = Pattern(r"(?:19|20)[0-9]{2}(?:[.][0-9]{1,2})?")
_DIGIT = Pattern(r"[0-9]")
_DATE_SIGNS = Pattern(r"[≤<=]|不超过|不得超过|不晚于|不迟于|控制在")
# A stored reading carries its year; this one is only there for texts that are no date anyway.
_ANY_YEAR = 2001
_MEANT = {"at_least": "不少于（≥）", "at_most": "不超过（≤）", "exactly": "等于（=）", "judged": "文字评定"}
_IN_WORDS = "文字评定："
"""What stands before a text that is words though it would read as figures."""


class ReadAs(StrEnum):
    """How a person may say that a target is meant."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    JUDGED = "judged"

    @property
    def words(self) -> str:
        """The reading as users know it."""
        return _MEANT[self]


def read_target(text: str, context: LineContext) -> _Read:
    """What the target table's cell says, and what had to be assumed to read it; never raises.

    A comparator or unit that only the indicator's name carries counts as written.
    """
    written = tidy(text)
    if written.startswith(_IN_WORDS):
        return Judged(written.removeprefix(_IN_WORDS)), ()
    if len(written) > MOST_CHARACTERS:
        return Judged(written), ()
    uniform = _bare_text(plain(text))
    if (reason := why_blank(uniform)) is not None:
        return Unreadable(written, reason), ()
    slipless = _SLIP.sub(">", uniform)
    try:
        found = _read_readings(slipless, context)
    except NoSuchDate:
        return Unreadable(written, "日历上没有这一天"), ()
    if isinstance(found, str):
        return Unreadable(written, found), ()
    if found is None:
        notes = ("没有写明日期，按文字评定",) if names_undated_event(uniform) else ()
        return Judged(written, figure_in_words(uniform)), notes
    slip = (f"“{uniform[0]}”按“>”读",) if slipless != uniform else ()
    return found[0], slip + found[1]


@lru_cache(maxsize=65536)
def parse_target(reading: str) -> Target:
    """The target that a stored reading says; needs no context and never raises."""
    return read_target(reading, LineContext(_ANY_YEAR))[0]


def print_target(target: Target) -> str:
    """The canonical text of a target; reads back to an equal target."""
    match target:
        case AtLeast(bound, strict):
            return (">" if strict else "≥") + print_quantity(bound)
        case AtMost(bound, strict):
            return ("<" if strict else "≤") + print_quantity(bound)
        case Exactly(value):
            return "=" + print_quantity(value)
        case Between(low, high, unit):
            return "~".join(_print_end(value, unit) for value in (low, high))
        case ByDate(limit, bare):
            return ("" if bare else "≤") + print_day(limit)
        case Recurring(frequency):
            return print_frequency(frequency)
        case Bare(value):
            return print_quantity(value)
        case Judged(text):
            return text if parse_target(text) == target else _IN_WORDS + text
        case Unreadable(text):
            return text
        case _:
            assert_never(target)


def read_as(target: Target, text: str, reading: ReadAs) -> Target | None:
    """The target of that `text`, read as a person says it is meant; None where it holds no one number."""
    if reading is ReadAs.JUDGED:
        return Judged(tidy(text))
    quantity = _one_number(target)
    if quantity is None:
        return None
    match reading:
        case ReadAs.AT_LEAST:
            return AtLeast(quantity)
        case ReadAs.AT_MOST:
            return AtMost(quantity)
        case ReadAs.EXACTLY:
            return Exactly(quantity)
        case _:
            assert_never(reading)


def _one_number(target: Target) -> Quantity | None:
    match target:
        case AtLeast(number) | AtMost(number) | Exactly(number) | Bare(number):
            return number
        case Judged(_, figure):
            return figure
        case Between() | ByDate() | Recurring() | Unreadable():
            return None
        case _:
            assert_never(target)


def _print_end(value: Decimal, unit: str) -> str:
    """One end of a range; without a unit 2019~2024 would read back as years."""
    return print_quantity(Quantity(value, unit)) if unit else f"{value:,f}"


def _bare_text(uniform: str) -> str:
    """The text without quotation marks around it, a label before it or a full stop after it."""
    quoted = _QUOTED.fullmatch(uniform)
    return _END.sub("", _LABEL.sub("", quoted[1] if quoted else uniform)) or uniform


def _read_readings(text: str, context: LineContext) -> _Read | str | None:
    """The text read as it is, then without the bracket at its end; a reason only where both fail."""
    found = _read_whole(text, context)
    stem = without_trailing_bracket(text)
    if stem == text or not (found is None or isinstance(found, str)):
        return found
    return _with_bracket(stem, text[len(stem) + 1 : -1], context) or found


def _with_bracket(stem: str, bracket: str, context: LineContext) -> _Read | str | None:
    """A bracket that holds the unit (100(%)) or another spelling of it; any other is not read."""
    unit = find_unit(bracket)
    if unit is not None and unit.name and _DIGIT.match(stem[-1]):
        return _read_whole(stem + unit.name, context)
    found = _read_whole(stem, context)
    if not isinstance(found, tuple) or not _DIGIT.search(bracket) or bracket.startswith(("含", "不含")):
        return found
    target, notes = found
    return target, (*notes, f"括号内的“{bracket}”没有读入")


def _read_whole(text: str, context: LineContext) -> _Read | str | None:
    """A target that is no words; a reason where it is broken; None where it is words."""
    split = split_comparator(text)
    if split is None:
        return "两个比较符号互相矛盾"
    sign, rest = split
    found = _read_date(text, sign, rest, context)
    if found is not None:
        return found
    span = read_range(text)
    if span is not None:
        return span if isinstance(span, str) else (span, ())
    frequency = read_frequency(rest)
    if frequency is not None and (sign is None or sign in UPWARD or sign is Comparator.EQUAL):
        if frequency.unit in PERSON_UNITS and is_about_money(context.name):
            return Judged(text), (f"“{context.name}”是金额，“{text}”没有写金额，按文字评定",)
        return Recurring(frequency), ()
    return _read_bound(text, sign, rest, context)


def _read_bound(text: str, sign: Comparator | None, rest: str, context: LineContext) -> _Read | str | None:
    """One number with or without a comparator."""
    quantity = read_quantity(rest)
    quantity = quantity or _priced(rest, template_of(context.name).unit)
    percent = quantity and share_as_percent(quantity)
    if percent is not None:
        target, notes = _compared(sign, percent, context)
        return target, (*notes, f"“{rest}”按{print_quantity(percent)}读")
    if quantity is not None and (sign is not None or find_unit(quantity.unit) is not None):
        return _compared(sign, quantity, context)
    if sign is None and (about := read_approximation(rest)) is not None:
        target, notes = _compared(None, about.quantity, context)
        return target, (*notes, f"“{text}”是约数，按{print_quantity(about.quantity)}读")
    stem = without_deed(text)
    if stem != text and stem.endswith("内"):
        return _read_whole(stem, context)
    part = bound_and_noun(sign, rest) or name_and_bound(text)
    if part is not None:
        target, notes = _compared(part.sign, part.quantity, context)
        return target, (*notes, f"按其中的“{print_target(target)}”读")
    return "有比较符号，但后面不是一个数" if text[0] in "≥>≤<=" and not says_figures(rest) else None


def _priced(text: str, unit: str) -> Quantity | None:
    """28.40/株 where the name gives the `unit` (≤**元/株): the money is not written twice."""
    number, slash, each = text.partition("/")
    return read_quantity(number + unit) if slash and each and unit.endswith("/" + each) else None


def _read_date(text: str, sign: Comparator | None, rest: str, context: LineContext) -> _Read | None:
    if sign in UPWARD:
        return None
    named = any((context.name, context.category, context.dimension))
    if _MAYBE_A_DATE.fullmatch(rest):
        if named and not is_about_time(context.name, context.category):
            return None
        rest += "年" if len(rest) == 4 and named else ""
    deadline = read_deadline(text, context.year)
    if deadline is None and (sign is None or _DATE_SIGNS.match(text) or text.endswith("内")):
        deadline = read_deadline(rest, context.year)
    if deadline is None:
        return None
    strictly: Notes = ("“<”后的日期按“≤”读，含当日",) if text.startswith("<") else ()
    if text.endswith("月内"):
        strictly = (f"“{text}”按期限{print_day(deadline.limit)}读，不按时长读",)
    return ByDate(deadline.limit, bare=deadline.bare and sign is None), (*deadline.notes, *strictly)


def _compared(sign: Comparator | None, quantity: Quantity, context: LineContext) -> _Read:
    quantity, notes = _in_context(quantity, context)
    if sign is None:
        sign = template_of(context.name).comparator
        notes += (f"比较符号“{sign}”取自指标名称",) if sign else ()
    match sign:
        case Comparator.AT_LEAST | Comparator.GREATER:
            return AtLeast(quantity, strict=sign is Comparator.GREATER), notes
        case Comparator.AT_MOST | Comparator.LESS:
            return AtMost(quantity, strict=sign is Comparator.LESS), notes
        case Comparator.EQUAL:
            return Exactly(quantity), notes
        case None:
            return Bare(quantity), notes
        case _:
            assert_never(sign)


def _in_context(quantity: Quantity, context: LineContext) -> tuple[Quantity, Notes]:
    """Units that only the table or the name tells: 万 of money, 平方米 from (≥**平方米)."""
    if quantity.unit in {"万", "亿"} and is_about_money(context.dimension, context.category, context.name):
        unit = quantity.unit + "元"
        return Quantity(quantity.value, unit), (f"“{quantity.unit}”按“{unit}”理解",)
    template = template_of(context.name)
    if not quantity.unit and template.unit:
        return Quantity(quantity.value, template.unit), (f"单位“{template.unit}”取自指标名称",)
    money = unit_of(quantity.unit)
    each = each_in_name(context.name) if money.measures is Measures.MONEY and not money.per else ""
    if each:
        price = f"{money.name}/{each}"
        return Quantity(quantity.value, price), (f"“每{each}”取自指标名称，单位按“{price}”读",)
    return quantity, ()
