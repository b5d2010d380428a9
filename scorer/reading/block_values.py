"""What the label of a value above an indicator table tells of it, and the value of itself."""

import re
from collections.abc import Iterator

from scorer.reading.label_names import What
from scorer.reading.labels import (
    Labelled,
    is_amount,
    is_numbered_fund,
    read_label,
    read_organisation,
    split_label,
)
from scorer.reading.table import Cell

_OF_THE_YEAR = re.compile(r"年度|当年|本年|全年|年初")
_DOES_THE_WORK = re.compile(r"实施|承担|执行|使用|建设|^项目单位")
_HAS_THE_BUDGET = re.compile(r"预算单位")
# 实施部门 is as often the bureau above the unit.
_MAY_BE_ABOVE = re.compile(r"部门$")
_SLASH = re.compile(r"[/／]")


def rank(label: Labelled, value: Cell | None = None) -> int:
    """How surely a label speaks of the year, and of the unit itself and not of a ministry or a front office."""
    if label.what is What.ORGANISATION:
        return _rank_of_unit(label.name, value)
    of_the_year = _OF_THE_YEAR.search(label.name) is not None
    return int(of_the_year or (label.what is What.DEPARTMENT and not label.name.startswith("中央")))


def without_pairs(cells: tuple[Cell, ...]) -> Iterator[Cell]:
    """The cells with several labels in one (实施单位/项目负责人) and the texts in the next taken apart."""
    rest = iter(cells)
    for cell in rest:
        names = _SLASH.split(cell.text)
        value = next(rest, None) if _is_pair(names) else None
        if value is None:
            yield cell
            continue
        texts = _SLASH.split(value.text)
        said = texts if len(texts) == len(names) else [value.text]
        for name, text in zip(names, said, strict=False):
            yield Cell(name, cell.source)
            yield Cell(text.strip(), value.source)


def says_nothing(label: Labelled, value: Cell) -> bool:
    """Whether a unit is only its seal (填报单位：（盖章）)."""
    is_unit = label.what in (What.ORGANISATION, What.DEPARTMENT)
    return is_unit and not read_organisation(value.text).name


def says_money(cell: Cell) -> bool:
    """Whether a text is a label with an amount behind it (其他资金：0), or a source of money without one."""
    before, after = split_label(cell.text)
    return (bool(before) and is_amount(after)) or is_numbered_fund(cell.text)


def may_hold(label: Labelled, cell: Cell) -> bool:
    """Whether what stands in `cell` can be the value of a label that stands above it."""
    return label.what is not What.MONEY or is_amount(cell.text)


def may_follow(label: Labelled, cell: Cell) -> bool:
    """Whether what stands behind a label can be its value: an amount with a name of its own is none of another's."""
    return label.what is not What.MONEY or not says_money(cell)


def _rank_of_unit(name: str, value: Cell | None) -> int:
    if value is not None and read_organisation(value.text).code:
        return 4
    if _HAS_THE_BUDGET.search(name):
        return 2
    if _DOES_THE_WORK.search(name):
        return 1 if _MAY_BE_ABOVE.search(name) else 3
    return 0


def _is_pair(names: list[str]) -> bool:
    whats = [found.what for name in names if (found := read_label(name))]
    return len(names) == len(whats) > 1 and whats[0] is What.ORGANISATION
