"""Amounts of money in 万元."""

from decimal import Decimal
from fractions import Fraction

from scorer.notation.characters import plain
from scorer.notation.numbers import print_number
from scorer.notation.quantities import exact_decimal, read_quantity
from scorer.notation.units import Measures, find_unit


def read_money(text: str, unit: str) -> Decimal | None:
    """The amount in 万元 that `text` says; `unit` holds where none is written; None if it is no amount."""
    quantity = read_quantity(plain(text))
    if quantity is None:
        return None
    written = quantity.unit or unit
    if written == "万":
        written = "万元"
    found = find_unit(written)
    if found is None or found.measures is not Measures.MONEY or found.per:
        return None
    if found.name == "万元":
        return quantity.value
    return exact_decimal(Fraction(quantity.value) * found.size / 10_000)


def parse_money(reading: str) -> Decimal | None:
    """The amount in 万元 of a stored reading ("5.00万元")."""
    return read_money(reading, "")


def print_money(amount: Decimal) -> str:
    """An amount in 万元 with its unit; reads back to an equal amount."""
    return print_number(amount) + "万元"
