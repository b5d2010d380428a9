"""The budget block of a filled form: amounts by source of money, and points, rate and score of the execution."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise

from scorer.model.fields import FIELDS, Field
from scorer.reading.block import BLANK_MARKS
from scorer.reading.label_names import What
from scorer.reading.labels import read_label
from scorer.reading.table import Cell, Row, label


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
_PLAIN = frozenset(
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
            "全年预算安排数 全年数 预算调整数"
        ),
        Head.EXECUTED: (
            "全年执行数 全年执行 执行数 预算执行数 全年实际执行数 实际执行数 全年支出数 实际支出数 实际支出 支出数 "
            "实际支出金额 执行金额 全年执行金额 实际使用资金 决算数 实际执行"
        ),
        Head.POINTS: "分值 权重 执行率权重 执行率分值 预算执行率权重 预算执行率分值 标准分",
        Head.RATE: "执行率 预算执行率 全年执行率 资金执行率",
        Head.SCORE: "得分 自评得分 自评分 执行率得分 预算执行率得分 指标得分 执行得分",
    }.items()
    for name in names.split()
} | dict.fromkeys(_PLAIN, Head.FULL_YEAR)
_CALLED = {Head.POINTS: "分值", Head.RATE: "执行率", Head.SCORE: "得分", Head.CAUSE: "原因"}
_BRACKETS = re.compile(r"\([^()]*\)")
_POINTS = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)分")
_VALUE = re.compile(r"[-+]?[0-9][0-9,. ]*(?:%|分|[十百千万亿]*元?)")
_PLAIN_FIGURE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,12})?)(?:%|分)?")
_NUMBERED = re.compile(r"其中:?|[0-9]{1,2}[.、]|:$")
_WHOLE = re.compile(r".{0,8}(?:总额|合计|总计|总数)|小计")
# The amounts of each task of a department are not its budget.
_OF_TASKS = re.compile(r"任务|项目名称|支出内容")
_LONGEST_LABEL = 30
_MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as written: of which field and source of money ("" for the whole)."""

    field: Field
    part: str
    cell: Cell


@dataclass(slots=True)
class Funds:
    """What the budget block says, each with the cell that says it; `heads` are the columns that it has.

    `aside` are its columns that nothing reads, `unread` is that for which there is no room: a second amount,
    rate or score of one thing, and points, rates and scores of single sources.
    """

    amounts: dict[tuple[Field, str], Amount] = field(default_factory=dict)
    said: dict[Head, Cell] = field(default_factory=dict)
    heads: set[Head] = field(default_factory=set)
    aside: list[Cell] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)

    def say(self, head: Head, cell: Cell) -> None:
        """What the whole says of its execution; another figure or text for it is told of."""
        first = self.said.setdefault(head, cell)
        if _figure(first.text) != _figure(cell.text):
            self.unread.append(Cell(f"另一处{_CALLED[head]}{cell.text}", cell.source))


def read_funds(rows: list[Row], funds: Funds) -> list[Row]:
    """Reads the budget block among `rows` into `funds`, and gives back the rows that are none of it."""
    rest: list[Row] = []
    at = 0
    while at < len(rows):
        heads = _heads(rows[at])
        values = _values_beside(rows[at], heads)
        if values:
            _take(funds, "", values)
            rest += _without(rows[at], values, heads)
            at += 1
        elif heads and (end := _read_below(rows, at, heads, funds)) > at + 1:
            at = end
        else:
            rest.append(rows[at])
            at += 1
    return rest


def _without(row: Row, values: Mapping[Head, Cell], heads: Mapping[int, Head]) -> Iterator[Row]:
    """What a row says beside the heads and values that were taken; nothing where that is no more than a name."""
    taken = {*values.values(), *(row.cells[at] for at, head in heads.items() if head in values)}
    left = tuple(Cell("", cell.source) if cell in taken else cell for cell in row.cells)
    if sum(bool(cell.text) for cell in left) > 1:
        yield Row(left, row.loose)


def laid_under(heads: Mapping[int, Head], row: Row, start: int) -> dict[Head, Cell]:
    """The written cells of `row` from `start` on by the head that they stand under.

    Where cells and heads do not stand at the same places, a cell belongs to the head at its left, or to the
    head of its turn where there are as many cells as heads.
    """
    cells = {at: cell for at, cell in enumerate(row.cells) if cell.text and at >= start}
    if cells.keys() <= heads.keys():
        return {heads[at]: cell for at, cell in cells.items()}
    if len(cells) == len(heads):
        return dict(zip(heads.values(), cells.values(), strict=True))
    found: dict[Head, Cell] = {}
    for at, cell in cells.items():
        left = [place for place in heads if place <= at]
        if left:
            found.setdefault(heads[max(left)], cell)
    return found


def _heads(row: Row) -> dict[int, Head]:
    """The heads in a row of the budget block, by place; none where it has no amount executed beside a budget."""
    found = _named_heads(row)
    said = set(found.values())
    if _values_beside(row, found):
        return found
    of_tasks = any(_OF_TASKS.search(cell.text) for cell in row.written)
    if of_tasks or Head.EXECUTED not in said or not said & {Head.INITIAL, Head.FULL_YEAR}:
        return {}
    others = (at for at, cell in enumerate(row.cells) if cell.text and at > min(found))
    return dict(sorted({**dict.fromkeys(others, Head.OTHER), **found}.items()))


def _named_heads(row: Row) -> dict[int, Head]:
    """The heads of a row by their names; of several for one thing the exact one, or else the last plain one.

    What stands before it, as 预算资金 before 全年预算数, is the name of the whole block.
    """
    found: dict[Head, int] = {}
    plain: set[Head] = set()
    for at, cell in enumerate(row.cells):
        head = _head(cell.text) if cell.text else None
        if head is None or (head in found and head not in plain):
            continue
        found[head] = at
        (plain.add if _bare(cell.text) in _PLAIN else plain.discard)(head)
    return {at: head for head, at in sorted(found.items(), key=lambda one: one[1])}


def _head(text: str) -> Head | None:
    if len(text) > _LONGEST_LABEL:
        return None
    return _HEADS.get(_bare(text)) or (Head.CAUSE if "原因" in label(text) else None)


def _bare(text: str) -> str:
    return _BRACKETS.sub("", label(text)).rstrip(":")


def _values_beside(row: Row, heads: Mapping[int, Head]) -> dict[Head, Cell]:
    """The values of a row in which each stands beside its head: 全年预算数 | 100 | 全年执行数 | 98."""
    written = [(at, cell) for at, cell in enumerate(row.cells) if cell.text]
    beside = {
        heads[at]: cell
        for (at, head), (_, cell) in pairwise(written)
        if at in heads and (label(head.text) not in _PLAIN or len(heads) > 1) and is_value(cell)
    }
    return beside if beside.keys() & set(MONEY) else {}


def is_value(cell: Cell) -> bool:
    """Whether a cell holds a figure, or the mark of a blank."""
    return cell.text in BLANK_MARKS or _VALUE.fullmatch(label(cell.text)) is not None


def _read_below(rows: list[Row], at: int, heads: dict[int, Head], funds: Funds) -> int:
    """Reads the rows under the heads in row `at`, and tells where the rows of the block end."""
    end = at + 1
    others = [rows[at].cells[place] for place, head in heads.items() if head is Head.OTHER]
    points = next((found for cell in rows[at].written if (found := _points_in(cell))), None)
    while end < min(len(rows), at + 1 + _MOST_ROWS):
        part = _part(rows[end], heads)
        if part is None:
            break
        _take(funds, part, laid_under(heads, rows[end], _first_value(rows[end], heads)))
        end += 1
    if end > at + 1:
        funds.heads |= {*heads.values()} - {Head.OTHER}
        funds.aside += [Cell(label(cell.text), cell.source) for cell in others]
        if points is not None:
            funds.say(Head.POINTS, points)
    return end


def _points_in(cell: Cell) -> Cell | None:
    """The points that a heading holds: 预算执行情况(20分), 得分(20分*执行率)."""
    found = _POINTS.search(label(cell.text)) if len(cell.text) <= _LONGEST_LABEL else None
    return Cell(found[1], cell.source) if found else None


def _first_value(row: Row, heads: Mapping[int, Head]) -> int:
    """Where the values of a row begin, after its labels."""
    first = min(heads)
    while first > 0 and row.text(first - 1) and is_value(row.cells[first - 1]):
        first -= 1
    return first


def _part(row: Row, heads: Mapping[int, Head]) -> str | None:
    """The source of money that a row is of, "" for the whole amount; None where it is no row of the block."""
    if row.loose:
        return None
    start = _first_value(row, heads)
    labels = [cell for cell in row.cells[:start] if cell.text]
    values = laid_under(heads, row, start)
    figures = any(is_value(cell) for head, cell in values.items() if head is not Head.CAUSE)
    if not labels:
        return "" if figures else None
    found = read_label(labels[-1].text)
    if found is not None and found.what is What.MONEY:
        return found.part
    if not figures or not all(is_value(cell) for head, cell in values.items() if head in MONEY):
        return None
    if found is not None and found.what is not What.GROUP and not found.plain:
        return None
    name = _NUMBERED.sub("", label(labels[-1].text))
    return "" if found is not None or _WHOLE.fullmatch(name) else name


def _take(funds: Funds, part: str, values: Mapping[Head, Cell]) -> None:
    """Puts the values of a row where they belong; only the row of the whole says more than amounts."""
    for head, cell in values.items():
        if head in MONEY:
            amount = Amount(MONEY[head], part, cell)
            first = funds.amounts.setdefault((amount.field, part), amount).cell
            if _figure(first.text) != _figure(cell.text):
                called = f"{part}{FIELDS[amount.field].heading}"
                funds.unread.append(Cell(f"另一处{called}{cell.text}", cell.source))
            funds.heads.add(head)
        elif head not in _CALLED or cell.text in BLANK_MARKS:
            continue
        elif not part or (head is Head.CAUSE and head not in funds.said):
            funds.say(head, cell)
        else:
            funds.unread.append(Cell(f"{part}的{_CALLED[head]}{cell.text}", cell.source))


def _figure(text: str) -> Decimal | str:
    """A figure as a number, whatever stands behind it (10分, 10.00): only other figures say something else."""
    bare = label(text)
    found = _PLAIN_FIGURE.fullmatch(bare)
    return Decimal(found[1]) if found else bare
