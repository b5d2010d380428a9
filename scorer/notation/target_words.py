"""What a target in words still says in figures, and texts that say nothing."""

from dataclasses import dataclass

from scorer.model.quantity import Quantity
from scorer.notation.comparators import Comparator, leading_comparator, split_comparator
from scorer.notation.numbers import DIGITS, TOO_LONG
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import is_time, quantities_inside, read_quantity
from scorer.notation.units import KNOWN_UNIT, Measures, find_unit

_BLANK = Pattern(r"[*xX×_…—\-/\\.。·?、,~]*|[oO○〇]{2,}|[某空Nn]|[Nn]/?[Aa]")
_SAYS_NOTHING = Pattern(
    r"(?:详?见附[件表]|待定|未定|不适用|不涉及|暂无|同上|(?:若干|适量|[NnXx某])[\u4e00-\u9fff]{0,2})"
)
_SIGN = Pattern(r"[≥>≤<=]")
_SIGN_ONLY = Pattern(r"[≥>≤<=]+")
_LEADING_SIGNS = Pattern(r"^[≥>≤<=*xX_]+")
_LONG_NUMBER = Pattern(r"[0-9]{16,}|[0-9]\.[0-9]{7,}")
_FIRST = Pattern(rf"(?P<bound>{DIGITS}(?:{KNOWN_UNIT}))(?P<noun>[\u4e00-\u9fff]{{1,20}})")
_LAST = Pattern(
    rf"(?P<name>[\u4e00-\u9fff()]{{2,30}})(?P<sign>[≥>≤<=]{{1,2}})(?P<bound>{DIGITS}(?:{KNOWN_UNIT}))"
)
_LIMITING = Pattern(
    r"不超|不高于|不大于|不多于|不得超|不得高|不突破|小于|低于|少于|以下|控制|至多|最多|不足|不到|[≤<]|[0-9天日时月年周钟]+(?:以|之)?内|以内|之内"
)
_NOT_LIMITING = Pattern(r"(?:不|不得|不能|应不)(?:低于|少于|小于)")
# A number of every one, of a part of the day, of a half: no number of the whole.
_OF_EACH = Pattern(r"每|学期|两年|[0-9]年[0-9一]|/[0-9]|[上下]午|半|-[0-9]|[0-9][-~至到][0-9]")
_WORD = Pattern(r"[\u4e00-\u9fff]{2}")
_UPWARD = Pattern(r"≥|>|不少于|不低于|以上|至少|最少|超过|达到")
_GROWTH = Pattern(r"提高|提升|增长|增加|上升|增收|增幅|新增|下降|降低|减少|压减|缩短|节约|节省")
_LASTING = Pattern(r"连续|持续|累计")
# 完成20期，效果良好: each demand has to be met, and the number answers only one.
_SEVERAL_DEMANDS = Pattern(r"且|同时|(?<!合)并(?![网购轨])|[,;。](?=.)")
# ≥95%且无重大投诉: the number met, something else may still be missed.
_FURTHER_DEMAND = Pattern(r"不|且|并|同时|无|未|没有|零")
# 减按15%征收: how something is reckoned, no quantity to be reached.
_RECKONED = Pattern(
    r"按(?:照)?[^,;。]{0,8}[0-9]%?(?:的)?(?:比例|标准|税率)?(?:征收|征缴|计|执行|缴|返|分红|收取|补|发放|拨|支付|结算|扣)"
)
_RELATIVE = Pattern(
    r"[较比同].{0,6}[年期比]|提高|提升|增长|增加|上升|增幅|下降|降低|减少|压减|缩减|缩短|下滑|降幅"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A comparator and its number, with nothing but a name beside them."""

    sign: Comparator
    quantity: Quantity


def why_blank(uniform: str) -> str | None:
    """Why `uniform` (plain characters) holds no target; None where it may hold one."""
    if not uniform:
        return "指标值为空"
    rest = _LEADING_SIGNS.sub("", uniform)
    if _SIGN_ONLY.fullmatch(uniform) or _BLANK.fullmatch(uniform) or not rest:
        return "只有占位符，没有填写指标值"
    if _SAYS_NOTHING.fullmatch(rest):
        return "没有写明指标值"
    # 年内 has its number in the calendar
    split = None if rest.endswith("内") else split_comparator(rest)
    bare = split[1] if split else rest
    if find_unit(bare) is not None and read_quantity(bare) is None:
        return "只有单位，没有数字" if bare else "只有占位符，没有填写指标值"
    return TOO_LONG if _LONG_NUMBER.search(uniform) else None


def bound_and_noun(sign: Comparator | None, rest: str) -> Part | None:
    """≥3篇论文: comparator, number and unit stand there; the noun after them says what of."""
    if sign is None:
        return None
    match = _FIRST.fullmatch(rest)
    if match is None or _is_relative(match["noun"]):
        return None
    return _part(sign, match["bound"])


def name_and_bound(text: str) -> Part | None:
    """满意度≥95%: the name, written once more, before comparator and number."""
    # Without a sign the pattern, whose units are dear to compile, need not be asked.
    match = _LAST.fullmatch(text) if _SIGN.search(text) else None
    if match is None or _is_relative(match["name"]):
        return None
    sign, rest = leading_comparator(match["sign"] + match["bound"])
    return None if sign is None else _part(sign, rest)


def says_figures(rest: str) -> bool:
    """Whether what follows a comparator is a sentence with a number in it, or several numbers in units."""
    figures = [quantity for quantity, _, _ in quantities_inside(rest)]
    return len(figures) > 1 or (bool(figures) and _WORD.search(rest) is not None)


def figure_in_words(uniform: str) -> Quantity | None:
    """The one number of a target in words, where it can only be a lower limit and is all that is asked.

    Lengths of time and money may as well be limits: taken only beside a word that says more or longer.
    """
    figures = [quantity for quantity, _, _ in quantities_inside(uniform)]
    if len(figures) != 1 or not figures[0].unit or figures[0].value == 0:
        return None
    if _LIMITING.search(_NOT_LIMITING.sub("", uniform)) or _OF_EACH.search(uniform):
        return None
    if _SEVERAL_DEMANDS.search(uniform) or _RECKONED.search(uniform):
        return None
    upward = _UPWARD.search(uniform) is not None
    if is_time(figures[0]):
        return figures[0] if upward or _LASTING.search(uniform) else None
    unit = find_unit(figures[0].unit)
    of_money = unit is not None and unit.measures is Measures.MONEY
    return figures[0] if not of_money or upward or _GROWTH.search(uniform) else None


def _is_relative(words: str) -> bool:
    """Whether a number beside `words` is a change, a share of each or not the whole demand."""
    return any(pattern.search(words) is not None for pattern in (_RELATIVE, _OF_EACH, _FURTHER_DEMAND))


def _part(sign: Comparator, bound: str) -> Part | None:
    quantity = read_quantity(bound)
    return None if quantity is None else Part(sign, quantity)
