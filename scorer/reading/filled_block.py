"""What a filled form (绩效自评表) says beside its indicators: funds, goals and their fate, total and rating."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from scorer.reading.block import BLANK_MARKS
from scorer.reading.filled_labels import bare_label, rating_in, score_in
from scorer.reading.funds import Funds, read_funds
from scorer.reading.label_names import ACHIEVED, What
from scorer.reading.labels import read_label, split_label
from scorer.reading.table import Cell, Row, label

_ADJUSTED_GOALS = re.compile(r"(?:全年|调整后?)(?:绩效|总体|年度)?(?:目标)?")
_FIRST_GOALS = re.compile(r"(?:年初|预定|设定)(?:设定)?(?:的)?(?:绩效|总体|年度)?(?:目标)?")
_TOTAL = re.compile(
    r"(?:绩效)?自评总分|(?:绩效)?自评(?:总)?得分|自评总?分数|评价总分|总分|(?:项目)?总得分|综合得分|得分合计"
)
# A total without a colon: 项目总得分99分.
_TOTAL_SAID = re.compile(rf"({_TOTAL.pattern})([0-9]{{1,3}}(?:\.[0-9]+)?分)")
_RATING = re.compile(r"(?:(?:绩效|自评|评价|评定|项目|结果|考评)*等[级次]|(?:自评|评价)结(?:论|果))")
_RATE = re.compile(r".{0,6}(?:完成|实现)率")
_SCORE_IN_SENTENCE = re.compile(r"得分(?:为|是)?:?([0-9]{1,3}(?:\.[0-9]+)?)分")
# Several labels with their values in one line: 自评总分：95分    评价等级：优.
_PARTS = re.compile(r"\s+(?=\S{2,8}[：:])|[；;，,](?=\S{2,8}[：:])")
_LONGEST_RATING = 12


@dataclass(slots=True)
class FilledBlock:
    """What stands beside the indicators of a filled form, each with the cell that says it."""

    funds: Funds = field(default_factory=Funds)
    goals: Cell | None = None
    achieved: Cell | None = None
    has_achieved: bool = False
    total: Cell | None = None
    rating: Cell | None = None
    cause: Cell | None = None
    remedy: Cell | None = None
    over_budget: Cell | None = None
    aside: list[Cell] = field(default_factory=list)

    def take_total(self, cell: Cell) -> None:
        """The stated total, unless another one was stated before; two that differ are both shown."""
        if self.total is None:
            self.total = cell
        elif Decimal(score_in(self.total.text)) != Decimal(score_in(cell.text)):
            self.aside.append(Cell(f"另一处总分{cell.text}", cell.source))


def read_filled_block(rows: list[Row], block: FilledBlock) -> list[Row]:
    """Reads what is known of `rows` into `block`, and gives back the rows with what is left of them."""
    rows = read_funds(rows, block.funds)
    rest: list[Row] = []
    at = 0
    while at < len(rows):
        below = rows[at + 1 : at + 2]
        if below and (total := _total_below(rows[at], below[0])) is not None:
            rows = [*rows[:at], *(_without(row, total) for row in (rows[at], below[0])), *rows[at + 2 :]]
            block.take_total(total[1])
        end = _read_goals_below(rows, at, block)
        if end > at:
            at = end
            continue
        left = _without(rows[at], [*_goals_beside(rows[at], block), *_stated_beside(rows[at], block)])
        if left.written:
            rest.append(left)
        at += 1
    return rest


def states_result(row: Row, block: FilledBlock) -> bool:
    """Whether a row gives the total or the rating, which `block` then has, and nothing else that should be read."""
    return not any(rest.written for rest in read_filled_block([row], block))


def _is_achieved(cell: Cell) -> bool:
    return ACHIEVED.fullmatch(bare_label(cell.text)) is not None


def _is_goals(cell: Cell) -> bool:
    found = read_label(cell.text)
    name = bare_label(cell.text)
    named = _FIRST_GOALS.fullmatch(name) or _ADJUSTED_GOALS.fullmatch(label(cell.text).replace("(调整)", ""))
    return bool(name) and (named is not None or (found is not None and found.what is What.GOALS))


def _read_goals_below(rows: list[Row], at: int, block: FilledBlock) -> int:
    """Reads the rows under 预期目标 | 实际完成情况 in row `at`, and tells where they end; `at` where it heads none."""
    row, below = rows[at], rows[at + 1 : at + 2]
    heads = [place for place, cell in enumerate(row.cells) if _is_goals(cell)]
    achieved = [place for place, cell in enumerate(row.cells) if _is_achieved(cell)]
    if not below or below[0].loose or not heads or not achieved:
        return at
    last = achieved[-1]
    others = [place for place, cell in enumerate(row.cells) if cell.text and place not in (*heads, *achieved)]
    measures = [place for place in others if place > last and _measures(row.cells[place])]
    # Another text behind 实际完成情况 is its value; a label before the heads names the block.
    if any(place > min([last, *heads]) for place in others if place not in measures):
        return at
    if len(heads) > 1 and not _FIRST_GOALS.match(bare_label(row.text(heads[0]))):
        heads = heads[1:]
    columns = [*heads, last, *measures]
    values = _under(columns, below[0])
    if values is None:
        return at
    more = (
        list(_going_on(columns, rows[at + 2 :]))
        if any(row.cells[place].text for place in range(heads[0]))
        else []
    )
    _take_goals(row, heads, last, _together([values, *more]), block)
    block.aside += [_measure(row, last, place) for place in measures]
    return at + 2 + len(more)


def _measures(cell: Cell) -> bool:
    """Whether a heading beside what became of the goals holds their points (20) or is of a rate (总体完成率)."""
    return bool(score_in(cell.text)) or _RATE.fullmatch(bare_label(cell.text)) is not None


def _measure(row: Row, last: int, at: int) -> Cell:
    name = bare_label(row.text(at))
    return Cell(f"{bare_label(row.text(last))}的分值{name}" if score_in(name) else name, row.cells[at].source)


def _take_goals(row: Row, heads: list[int], last: int, values: dict[int, Cell], block: FilledBlock) -> None:
    """Puts the goals under `heads` of a row, and what became of them, into `block`."""
    block.has_achieved = True
    goals = [cell for at in heads if (cell := values.get(at)) is not None]
    if goals:
        block.goals = block.goals or goals[-1]
        # Goals as first set, beside those adjusted in the year.
        block.aside += [
            Cell(bare_label(row.text(at)), row.cells[at].source) for at in heads[: len(goals) - 1]
        ]
    block.achieved = block.achieved or values.get(last)


def _going_on(heads: list[int], rows: list[Row]) -> Iterator[dict[int, Cell]]:
    """The further rows of goals under the merged name of their block, as long as nothing else stands in them."""
    for row in rows:
        written = {at for at, cell in enumerate(row.cells) if cell.text}
        values = None if row.loose or not written or not written <= set(heads) else _under(heads, row)
        if values is None:
            return
        yield values


def _together(rows: list[dict[int, Cell]]) -> dict[int, Cell]:
    """What stands under each head in all rows, a line each."""
    found: dict[int, Cell] = {}
    for at, cell in (one for values in rows for one in values.items()):
        first = found.get(at)
        found[at] = cell if first is None else Cell(f"{first.text}\n{cell.text}", first.source)
    return found


def _under(heads: list[int], row: Row) -> dict[int, Cell] | None:
    """The texts of `row` by the head over them; None where it holds labels instead."""
    cells = {
        at: cell
        for at, cell in enumerate(row.cells)
        if cell.text and not (at < heads[0] and (_is_goals(cell) or _is_achieved(cell)))
    }
    if any(read_label(cell.text) is not None or at < heads[0] - 1 for at, cell in cells.items()):
        return None
    if not cells.keys() <= set(heads) and len(cells) == len(heads):
        cells = dict(zip(heads, cells.values(), strict=True))
    found: dict[int, Cell] = {}
    for at, cell in cells.items():
        head = max((place for place in heads if place <= at), default=heads[0])
        if cell.text not in BLANK_MARKS:
            found.setdefault(head, cell)
    return found


def _goals_beside(row: Row, block: FilledBlock) -> list[Cell]:
    """What became of the goals, with the goals before it, where each stands behind its label."""
    written = [part for cell in row.written for part in _parted(cell)]
    if row.loose or not any(_is_achieved(cell) for cell in written):
        return []
    taken: list[Cell] = []
    for head, value in pairwise(written):
        if _is_achieved(value) or _is_goals(value):
            continue
        if _is_achieved(head):
            block.has_achieved = True
            block.achieved = block.achieved or (None if value.text in BLANK_MARKS else value)
            taken += [head, value]
        elif _is_goals(head):
            block.goals = block.goals or value
            taken += [head, value]
    places = {cell.source for cell in taken}
    return [cell for cell in row.written if cell.source in places]


def _parted(cell: Cell) -> list[Cell]:
    """A cell that holds goals, or what became of them, behind their label: the label and the text."""
    head, said = (Cell(text, cell.source) for text in split_label(cell.text))
    return [head, said] if said.text and (_is_achieved(head) or _is_goals(head)) else [cell]


def _stated_beside(row: Row, block: FilledBlock) -> list[Cell]:
    """The stated total and rating behind their labels: 自评总分 | 92.5, 评价等级：优."""
    taken: list[Cell] = []
    for cell in row.written:
        parts = map(_label_and_value, _PARTS.split(cell.text))
        took = [bool(head and said) and _takes(head, Cell(said, cell.source), block) for head, said in parts]
        if all(took):
            taken.append(cell)
    for head, value in pairwise(row.written):
        if head not in taken and _takes(head.text, value, block):
            taken += [head, value]
    return taken


def _total_below(row: Row, below: Row) -> tuple[Cell, Cell] | None:
    """The label of a total and the score under it, each at the end of a row of labels with their values.

    Anywhere else it may be a heading of something other than the whole, as of the execution of the budget.
    """
    at = next((place for place, cell in enumerate(row.cells) if cell.text and cell == row.written[-1]), 0)
    if not at or _TOTAL.fullmatch(bare_label(row.text(at))) is None or not score_in(below.text(at)):
        return None
    pairs = (row.written[:-1], below.written[:-1])
    behind = below.cells[at] == below.written[-1]
    return (row.cells[at], below.cells[at]) if behind and all(map(_are_labelled, pairs)) else None


def _are_labelled(cells: tuple[Cell, ...]) -> bool:
    """Whether cells are labels, each with its value behind it."""
    labelled = [read_label(cell.text) is not None for cell in cells]
    return bool(cells) and len(cells) % 2 == 0 and all(labelled[::2]) and not any(labelled[1::2])


def _label_and_value(text: str) -> tuple[str, str]:
    said = _TOTAL_SAID.fullmatch(label(text))
    return (said[1], said[2]) if said else split_label(text)


def _takes(head: str, value: Cell, block: FilledBlock) -> bool:
    name = bare_label(head)
    if _TOTAL.fullmatch(name) and score_in(value.text):
        block.take_total(value)
        return True
    if _RATING.fullmatch(name) and rating_in(value.text):
        block.rating = block.rating or Cell(rating_in(value.text), value.source)
        said = _SCORE_IN_SENTENCE.search(label(value.text))
        if said:
            block.take_total(Cell(said[1], value.source))
        if len(value.text) > _LONGEST_RATING:
            block.aside.append(Cell(name, value.source))
        return True
    return False


def _without(row: Row, taken: Iterable[Cell]) -> Row:
    gone = set(taken)
    return (
        replace(row, cells=tuple(Cell("", cell.source) if cell in gone else cell for cell in row.cells))
        if gone
        else row
    )
