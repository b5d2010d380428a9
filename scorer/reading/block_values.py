"""What the label of a value above an indicator table tells of it, and the value of itself."""

import re

from scorer.reading.label_names import What
from scorer.reading.labels import Labelled, is_amount, read_organisation, split_label
from scorer.reading.table import Cell

_OF_THE_YEAR = re.compile(r"年度|当年|本年|全年|年初")
_DOES_THE_WORK = re.compile(r"实施|承担|执行|使用|建设|^项目单位")


def rank(label: Labelled, value: Cell | None = None) -> int:
    """How surely a label speaks of the year, and of the unit itself and not of a ministry or a front office."""
    if label.what is What.ORGANISATION:
        has_code = value is not None and read_organisation(value.text).code
        return 2 if has_code else int(_DOES_THE_WORK.search(label.name) is not None)
    of_the_year = _OF_THE_YEAR.search(label.name) is not None
    return int(of_the_year or (label.what is What.DEPARTMENT and not label.name.startswith("中央")))


def says_nothing(label: Labelled, value: Cell) -> bool:
    """Whether a unit is only its seal (填报单位：（盖章）)."""
    is_unit = label.what in (What.ORGANISATION, What.DEPARTMENT)
    return is_unit and not read_organisation(value.text).name


def says_amount(cell: Cell) -> bool:
    """Whether a text is a label with an amount behind it: 其他资金：0."""
    before, after = split_label(cell.text)
    return bool(before) and is_amount(after)


def may_hold(label: Labelled, cell: Cell) -> bool:
    """Whether what stands in `cell` can be the value of a label that stands above it."""
    return label.what is not What.MONEY or is_amount(cell.text)
