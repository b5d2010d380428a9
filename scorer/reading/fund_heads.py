"""The heads of a budget block (年初预算数, 全年执行数, 执行率 ...), and the figures that stand under or behind them."""

import re
from collections.abc import Hashable, Mapping
from decimal import Decimal
from enum import Enum, auto
from typing import TypeVar

from scorer.model.fields import Field
from scorer.reading.block import BLANK_MARKS
from scorer.reading.table import Cell, Row, label

T = TypeVar("T", bound=Hashable)


class Head(Enum):
    """What a column of the budget block holds."""

    INITIAL = auto()
    FULL_YEAR = auto()
    EXECUTED = auto()
    POINTS = auto()
    RATE = auto()
    SCORE = auto()
    CAUSE = auto()
    OTHER = auto()


MONEY = {
    Head.INITIAL: Field.INITIAL_BUDGET,
    Head.FULL_YEAR: Field.FULL_YEAR_BUDGET,
    Head.EXECUTED: Field.EXECUTED,
}
# 预算数 alone is the year's budget as it stands beside an amount executed.
PLAIN = frozenset(
    (
        *(
            "预算数",
            "预算",
            "预算金额",
            "预算安排",
            "预算安排数",
            "安排资金",
            "预算资金",
            "预算总额",
            "批复预算数",
        ),
        *("年度预算", "年度预算数", "年度预算金额", "当年预算", "当年预算数", "本年预算", "本年预算数"),
        *("项目预算", "项目预算数", "项目预算金额"),
    )
)
_HEADS = {
    name: head
    for head, names in {
        Head.INITIAL: "年初预算数 年初预算 年初预算金额 年初批复预算数 年初批复数 年初预算安排数 年初数",
        Head.FULL_YEAR: (
            "全年预算数 全年预算 全年预算金额 调整后预算数 调整后预算 全年调整预算数 调整预算数 调整后全年预算数 "
            "全年预算安排数 全年数 预算调整数 转移支付预算数"
        ),
        Head.EXECUTED: (
            "全年执行数 全年执行 执行数 预算执行数 全年实际执行数 实际执行数 全年支出数 实际支出数 实际支出 支出数 "
            "实际支出金额 执行金额 全年执行金额 实际使用资金 决算数 实际执行 转移支付执行数"
        ),
        Head.POINTS: "分值 权重 执行率权重 执行率分值 预算执行率权重 预算执行率分值 标准分",
        Head.RATE: "执行率 预算执行率 全年执行率 资金执行率",
        Head.SCORE: "得分 自评得分 自评分 执行率得分 预算执行率得分 指标得分 执行得分",
    }.items()
    for name in names.split()
} | dict.fromkeys(PLAIN, Head.FULL_YEAR)
CALLED = {Head.POINTS: "分值", Head.RATE: "执行率", Head.SCORE: "得分", Head.CAUSE: "原因"}
"""What is said of the execution beside amounts."""

LONGEST_LABEL = 30
"""The longest name of a column, in characters."""

_BRACKETS = re.compile(r"\([^()]*\)")
_VALUE = re.compile(r"[-+]?[0-9][0-9,. ]*(?:%|分|[十百千万亿]*元?)")
_FIGURE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,12})?)(?:%|分)?")


def read_head(text: str) -> Head | None:
    """The head that `text` is, None where it is none."""
    if len(text) > LONGEST_LABEL:
        return None
    return _HEADS.get(bare_head(text)) or (Head.CAUSE if "原因" in label(text) else None)


def bare_head(text: str) -> str:
    """A head without its brackets and its colon: 全年执行数（B）."""
    return _BRACKETS.sub("", label(text)).rstrip(":")


def is_value(cell: Cell) -> bool:
    """Whether a cell holds a figure, or the mark of a blank."""
    return cell.text in BLANK_MARKS or _VALUE.fullmatch(label(cell.text)) is not None


def figure(text: str) -> Decimal | str:
    """A figure as a number, whatever stands behind it (10分, 10.00): only other figures say something else."""
    bare = label(text)
    found = _FIGURE.fullmatch(bare)
    return Decimal(found[1]) if found else bare


def laid_under(heads: Mapping[int, T], row: Row, start: int) -> dict[T, Cell]:
    """The written cells of `row` from `start` on by the head that they stand under.

    Where cells and heads do not stand at the same places, a cell belongs to the head at its left, or to the
    head of its turn where there are as many cells as heads.
    """
    cells = {at: cell for at, cell in enumerate(row.cells) if cell.text and at >= start}
    if cells.keys() <= heads.keys():
        return {heads[at]: cell for at, cell in cells.items()}
    if len(cells) == len(heads):
        return dict(zip(heads.values(), cells.values(), strict=True))
    found: dict[T, Cell] = {}
    for at, cell in cells.items():
        left = [place for place in heads if place <= at]
        if left:
            found.setdefault(heads[max(left)], cell)
    return found
