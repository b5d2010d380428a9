"""The budget block of a filled form: amounts by source of money, and points, rate and score of the execution."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from scorer.model.fields import FIELDS, Field
from scorer.reading.block import BLANK_MARKS
from scorer.reading.fund_heads import (
    CALLED,
    LONGEST_LABEL,
    MONEY,
    PLAIN,
    Head,
    bare_head,
    figure,
    is_value,
    laid_under,
    read_head,
)
from scorer.reading.label_names import What
from scorer.reading.labels import read_label
from scorer.reading.table import Cell, Row, label

_POINTS = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)分")
_NUMBERED = re.compile(r"其中:?|[0-9]{1,2}[.、]|:$")
_WHOLE = re.compile(r".{0,8}(?:总额|合计|总计|总数)|小计")
# The amounts of each task of a department are not its budget.
_OF_TASKS = re.compile(r"任务|项目名称|支出内容")
_MOST_ROWS = 30
_FEWEST_PARTS = 2


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
        if figure(first.text) != figure(cell.text):
            self.unread.append(Cell(f"另一处{CALLED[head]}{cell.text}", cell.source))


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
            at = _read_parts_beside(rows, at, values, funds)
        elif (heads and (end := _read_below(rows, at, heads, funds)) > at + 1) or (
            end := _read_across(rows, at, funds)
        ) > at:
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
        head = read_head(cell.text) if cell.text else None
        if head is None or (head in found and head not in plain):
            continue
        found[head] = at
        (plain.add if bare_head(cell.text) in PLAIN else plain.discard)(head)
    return {at: head for head, at in sorted(found.items(), key=lambda one: one[1])}


def _values_beside(row: Row, heads: Mapping[int, Head]) -> dict[Head, Cell]:
    """The values of a row in which each stands beside its head: 全年预算数 | 100 | 全年执行数 | 98."""
    written = [(at, cell) for at, cell in enumerate(row.cells) if cell.text]
    beside = {
        heads[at]: cell
        for (at, head), (_, cell) in pairwise(written)
        if at in heads and (label(head.text) not in PLAIN or len(heads) > 1) and is_value(cell)
    }
    return beside if beside.keys() & set(MONEY) else {}


def _read_parts_beside(rows: list[Row], at: int, values: Mapping[Head, Cell], funds: Funds) -> int:
    """Reads the rows under a total beside its head in which sources stand as it does (其中：财政拨款 | 80 | 其中：财政拨款 | 78).

    Tells where they end.
    """
    of_money = {rows[at].cells.index(cell): head for head, cell in values.items() if head in MONEY}
    end = at + 1
    while end < len(rows) and (parts := _parts_beside(rows[end], of_money)):
        for head, (name, cell) in parts.items():
            if cell.text:
                _take(funds, name, {head: cell})
        read = [cell for _, cell in parts.values()]
        funds.unread += [
            Cell(f"{name}另一栏的{cell.text}", cell.source)
            for name, _ in [*parts.values()][:1]
            for cell in rows[end].written
            if is_value(cell) and cell not in read
        ]
        end += 1
    return end


def _parts_beside(row: Row, of_money: Mapping[int, Head]) -> dict[Head, tuple[str, Cell]]:
    """The source and its amount in each column of a total; none where another text stands in one of them."""
    found: dict[Head, tuple[str, Cell]] = {}
    for at, head in of_money.items():
        name = next((cell for cell in row.cells[:at][::-1] if cell.text), None)
        source = read_label(name.text) if name else None
        cell = row.cells[at] if at < len(row.cells) else None
        if (
            row.loose
            or cell is None
            or source is None
            or not source.part
            or (cell.text and not is_value(cell))
        ):
            return {}
        found[head] = source.part, cell
    return found


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


def _read_across(rows: list[Row], at: int, funds: Funds) -> int:
    """Reads the rows under row `at` where that names the sources of money, and each of them begins with its head.

    Tells where they end; `at` where `rows` has no such block, which has what was executed beside a budget.
    """
    parts = _parts_across(rows[at])
    read: list[tuple[Head, dict[str, Cell]]] = []
    for row in rows[at + 1 : at + 1 + _MOST_ROWS] if parts else ():
        labels = [cell for cell in row.cells[: min(parts)] if cell.text]
        head = read_head(labels[-1].text) if labels and not row.loose else None
        values = laid_under(parts, row, min(parts))
        if head is None or not all(is_value(cell) for cell in values.values()):
            break
        read.append((head, values))
    said = {head for head, _ in read}
    if Head.EXECUTED not in said or not said & {Head.INITIAL, Head.FULL_YEAR}:
        return at
    funds.heads |= said
    for head, values in read:
        for part, cell in values.items():
            _take(funds, part, {head: cell})
    return at + 1 + len(read)


def _parts_across(row: Row) -> dict[int, str]:
    """The sources of money that a row names side by side, "" for the whole, by place; none where it has other cells."""
    found = {at: part for at, cell in enumerate(row.cells) if (part := _named_part(cell)) is not None}
    behind = [at for at, cell in enumerate(row.cells) if cell.text and found and at >= min(found)]
    alone = len(found) >= _FEWEST_PARTS and behind == list(found) and len(set(found.values())) == len(found)
    return found if alone and not row.loose else {}


def _named_part(cell: Cell) -> str | None:
    found = read_label(cell.text) if cell.text else None
    if found is not None and found.what is What.MONEY:
        return found.part
    return "" if cell.text and _WHOLE.fullmatch(label(cell.text)) else None


def _points_in(cell: Cell) -> Cell | None:
    """The points that a heading holds: 预算执行情况(20分), 得分(20分*执行率)."""
    found = _POINTS.search(label(cell.text)) if len(cell.text) <= LONGEST_LABEL else None
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
            if figure(first.text) != figure(cell.text):
                called = f"{part}{FIELDS[amount.field].heading}"
                funds.unread.append(Cell(f"另一处{called}{cell.text}", cell.source))
            funds.heads.add(head)
        elif head not in CALLED or cell.text in BLANK_MARKS:
            continue
        elif not part or (head is Head.CAUSE and head not in funds.said):
            funds.say(head, cell)
        else:
            funds.unread.append(Cell(f"{part}的{CALLED[head]}{cell.text}", cell.source))
