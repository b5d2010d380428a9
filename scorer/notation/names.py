"""What an indicator's name says of its own target: the template (≥**平方米) or a unit in brackets."""

from dataclasses import dataclass
from functools import lru_cache

from scorer.notation.characters import plain
from scorer.notation.comparators import Comparator, leading_comparator, split_comparator
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import quantities_inside
from scorer.notation.units import KNOWN_UNIT, Measures, find_unit, unit_of

_LAST_BRACKET = Pattern(r"\(([^()]*)\)(?:[*★☆]*)$")
_AFTER_BOUND = Pattern(r"(?:(?:\(含\)|及|或)?以[上下内]|之?内)?\)?")
_LONGEST_COMPARATOR = 6
_BLANKS = Pattern(r"[*xX_]+")
_EACH = Pattern(rf"每({KNOWN_UNIT})")
# Not 每年, 每人: what is spent in a time, or owed to a person, is asked about as it stands.
_MEASURED = frozenset({Measures.LENGTH, Measures.AREA, Measures.MASS, Measures.VOLUME})
_OF_TIME = Pattern(r"时效|时间|时限|期限|日期|进度|及时|时点")
_OF_MONEY = Pattern(
    r"(?:费|费用|经费|资金|支出|成本|投资|金额|收入|产值|造价|价款|预算)(?:标准|额|总额|数|控制数?)?$"
)


@dataclass(frozen=True, slots=True)
class Template:
    """The comparator and the unit in a name's last bracket; None and "" where there is none."""

    comparator: Comparator | None
    unit: str


@lru_cache(maxsize=4096)
def template_of(name: str) -> Template:
    """The template at the end of an indicator's name."""
    match = _LAST_BRACKET.search(plain(name))
    if match is None:
        return Template(None, "")
    split = split_comparator(_BLANKS.sub("", match[1]))
    if split is None:
        return Template(None, "")
    comparator, rest = split
    unit = find_unit(rest)
    if rest and unit is None:
        return Template(None, "")
    return Template(comparator, unit.name if unit else "")


def each_in_name(name: str) -> str:
    """Of what measure each costs or earns so much, as the name says (每公里补助: 公里); "" where it names none."""
    found = _EACH.search(plain(name)) if "每" in name else None
    return found[1] if found and unit_of(found[1]).measures in _MEASURED else ""


def target_in_name(name: str) -> str:
    """The target that a name ends in, with its comparator and unit (资金支付完成率100%); "" where it ends in none."""
    text = plain(name)
    found = list(quantities_inside(text))
    if not found:
        return ""
    quantity, start, end = found[-1]
    if not quantity.unit or _AFTER_BOUND.fullmatch(text[end:]) is None:
        return ""
    for cut in range(max(0, start - _LONGEST_COMPARATOR), start):
        sign, rest = leading_comparator(text[cut:start])
        if sign is not None and not rest:
            start = cut
            break
    return text[start:].removesuffix(")") if start else ""


def is_about_money(*names: str) -> bool:
    """Whether a dimension, category or indicator is about money: 成本 in it, or ending in 费, 经费, 支出."""
    return any("成本" in name or _OF_MONEY.search(plain(name)) is not None for name in names)


def is_about_time(*names: str) -> bool:
    """Whether a dimension, category or indicator is about time: 时效, 完成时间."""
    return any(_OF_TIME.search(name) is not None for name in names)


# 成本指标(必填), 成本指标[选填], 成本指标(0-20)分.
_BEHIND_LEVEL = Pattern(r"(?<=.)(?:(?:\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)分?[*★☆:]*)+$")


@lru_cache(maxsize=4096)
def bare_level(name: str) -> str:
    """The name of a level without blanks, and without the brackets behind it that say points or 必填."""
    return _BEHIND_LEVEL.sub("", "".join(plain(name).split()))


_QUOTES = Pattern("[“”\"'‘’「」『』＂《》〈〉＇`]")
_ORDINAL = Pattern(r"^指标[0-9一二三四五六七八九十]+[:：、.]?")
_TEMPLATE_BRACKET = Pattern(r"\([^()*≥≤<>]*[*≥≤<>][^()]*\)")


@lru_cache(maxsize=16384)
def comparable(name: str) -> str:
    """A name as names are compared: without space, line breaks, quotation marks, width, 指标N：, ★, (≥**个)."""
    bare = _QUOTES.sub("", "".join(plain(name).split())).strip("★☆*")
    named = _ORDINAL.sub("", bare) if bare.startswith("指标") else bare
    return (_TEMPLATE_BRACKET.sub("", named) if "(" in named else named).casefold()
