"""An entered number in the target's unit: inherited, converted, noted or refused."""

from decimal import Decimal
from fractions import Fraction

from scorer.model.problem import Code, Problem
from scorer.model.quantity import Quantity
from scorer.model.target import Between, Recurring, Target
from scorer.notation.characters import shown
from scorer.notation.quantities import exact_decimal, print_quantity, share_as_percent
from scorer.notation.units import PERSON_UNITS, Measures, Unit, counts_events, find_unit, ratio, unit_of

_Resolved = tuple[Quantity | None, tuple[Problem, ...]]


def in_units_of(text: str, quantity: Quantity, target: Target, bound: Quantity) -> _Resolved:
    """`quantity` with a unit that the target's can be compared with, or why its own does not do."""
    if quantity.unit == bound.unit:
        return _whole(text, quantity)
    if not quantity.unit:
        inherited = Quantity(quantity.value, bound.unit)
        problem = _magnitude(text, quantity.value, bound) or _percent_or_share(text, inherited, target, bound)
        return (None, (problem,)) if problem else _whole(text, inherited)
    percent = share_as_percent(quantity)
    if percent is not None and bound.unit == percent.unit:
        return percent, (Problem(Code.UNIT_NOTED, f"“{shown(text)}”按{print_quantity(percent)}计"),)
    quantity = _multiplied(quantity, bound)
    if ratio(quantity.unit, bound.unit) is not None:
        return _whole(text, quantity, _counted_otherwise(text, quantity, target, bound))
    per = _with_per(quantity, bound)
    if per is not None:
        note = f"指标值的单位是“{bound.unit}”，“{shown(text)}”按“{print_quantity(per)}”计"
        return per, (Problem(Code.UNIT_NOTED, note),)
    return None, (_differs(text, quantity, bound),)


def _multiplied(quantity: Quantity, bound: Quantity) -> Quantity:
    """万 without a unit multiplies the target's: 1.2万 against 人次 is 1.2万人次."""
    written, wanted = unit_of(quantity.unit), unit_of(bound.unit)
    if written.measures is not Measures.PLAIN or not wanted.base:
        return quantity
    joined = find_unit(quantity.unit + wanted.base)
    return Quantity(quantity.value, joined.name) if joined else quantity


def _counted_otherwise(text: str, quantity: Quantity, target: Target, bound: Quantity) -> tuple[Problem, ...]:
    """A note where another thing is counted than the target names."""
    written, wanted = unit_of(quantity.unit), unit_of(bound.unit)
    # 每周 names nothing to count: its 次 is not written
    unnamed = isinstance(target, Recurring) and wanted.name == "次"
    if Measures.COUNT not in {written.measures, wanted.measures} or written.base == wanted.base or unnamed:
        return ()
    named = f"指标值的单位是“{wanted.name}”" if wanted.name else "指标值没有单位"
    return (Problem(Code.UNIT_NOTED, f"{named}，“{shown(text)}”按同一计数单位计"),)


def _with_per(quantity: Quantity, bound: Quantity) -> Quantity | None:
    """元 for 元/人 within a factor of ten: the same figure with its unit cut short."""
    written, wanted = unit_of(quantity.unit), unit_of(bound.unit)
    if written.per or not wanted.per or written.measures is not wanted.measures:
        return None
    value = exact_decimal(Fraction(quantity.value) * written.size / wanted.size)
    return Quantity(value, bound.unit) if bound.value / 10 <= value <= bound.value * 10 else None


def _differs(text: str, quantity: Quantity, bound: Quantity) -> Problem:
    written, wanted = unit_of(quantity.unit), unit_of(bound.unit)
    if written.measures is Measures.MARKS and wanted.measures is Measures.PERCENT:
        percent = print_quantity(Quantity(quantity.value, "%"))
        message = f"指标值以百分比计，“{shown(text)}”是分数"
        return Problem(Code.PERCENT_OR_SHARE, message, f"是{percent}吗？请写成{percent}")
    named = f"指标值的单位是{_named(wanted)}" if wanted.name else "指标值没有单位"
    message = f"“{shown(text)}”的单位是{_named(written)}，{named}"
    return Problem(Code.UNIT_DIFFERS, message, f"请按指标值的单位填写，如{print_quantity(bound)}")


def _named(unit: Unit) -> str:
    return f"“{unit.name}”" if unit.measures is Measures.OTHER else f"“{unit.name}”（{unit.measures}）"


def _magnitude(text: str, value: Decimal, bound: Quantity) -> Problem | None:
    """A multiplier that only the target carries, on a number ten times as large: 39000 against 3.84万元."""
    unit = unit_of(bound.unit)
    if unit.base == unit.name or value <= 0 or value < bound.value * 10:
        return None
    inherited = print_quantity(Quantity(value, bound.unit))
    message = f"“{shown(text)}”没有写单位，而指标值是{print_quantity(bound)}"
    if not unit.base:
        hint = f"请按“{bound.unit}”填写，如{print_quantity(bound)}"
    else:
        without = print_quantity(Quantity(value, unit.base))
        hint = f"是{without}还是{inherited}？请带单位填写，如{without}"
    return Problem(Code.MAGNITUDE, message, hint)


def _percent_or_share(text: str, inherited: Quantity, target: Target, bound: Quantity) -> Problem | None:
    """0.96 against ≥95%: a share where a percentage is wanted, if 96 is nearer to the target."""
    value = inherited.value
    if inherited.unit != "%" or not 0 < value <= 1:
        return None
    if _distance(value * 100, target, bound) >= _distance(value, target, bound):
        return None
    percent = print_quantity(Quantity(exact_decimal(Fraction(value * 100)), "%"))
    as_typed = print_quantity(inherited)
    return Problem(
        Code.PERCENT_OR_SHARE,
        f"“{shown(text)}”没有写%，看不出是比例还是百分数",
        f"是{percent}吗？请写成{percent}；若确是{as_typed}，请写成{as_typed}",
    )


def _distance(value: Decimal, target: Target, bound: Quantity) -> Decimal:
    low = target.low if isinstance(target, Between) else bound.value
    return max(low - value, value - bound.value, Decimal(0))


def _whole(text: str, quantity: Quantity, notes: tuple[Problem, ...] = ()) -> _Resolved:
    """Fractions of an event are refused, of a person noted."""
    unit = unit_of(quantity.unit)
    if unit.measures is not Measures.COUNT or (Fraction(quantity.value) * unit.size).denominator == 1:
        return quantity, notes
    if counts_events(unit):
        example = print_quantity(Quantity(Decimal(int(quantity.value)), unit.base))
        message = f"“{shown(text)}”不是整数，“{unit.base}”只能是整数"
        return None, (Problem(Code.NOT_WHOLE, message, f"请填写整数，如{example}"),)
    if unit.base in PERSON_UNITS:
        notes = (*notes, Problem(Code.ACTUAL_ASSUMED, f"“{shown(text)}”不是整数{unit.base}，按所填的数计"))
    return quantity, notes
