"""What a filled form (绩效自评表) says beside its indicators: funds, goals and their fate, total and rating."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from scorer.reading.block import BLANK_MARKS
from scorer.reading.funds import Funds, read_funds
from scorer.reading.label_names import ACHIEVED, What
from scorer.reading.labels import read_label, split_label
from scorer.reading.table import Cell, Row, label

_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(
    r"(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十0-9]+\))(?=[^0-9])"
)
_ADJUSTED_GOALS = re.compile(r"(?:全年|调整后?)(?:绩效|总体|年度)?(?:目标)?")
_FIRST_GOALS = re.compile(r"(?:年初|预定|设定)(?:设定)?(?:的)?(?:绩效|总体|年度)?(?:目标)?")
_SCORED = re.compile(r".{0,6}完成率|[0-9]{1,3}(?:\.[0-9]{1,2})?分?")
_TOTAL = re.compile(
    r"(?:绩效)?自评总分|(?:绩效)?自评(?:总)?得分|自评总?分数|评价总分|总分|总得分|综合得分|得分合计"
)
_RATING = re.compile(r"(?:(?:绩效|自评|评价|评定|项目|结果|考评)*等[级次]|(?:自评|评价)结(?:论|果))")
_SCORE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)分?")
_RATING_SAID = re.compile(r"(优|良|中|差)(?:秀|好|等)?")
_TICKED_BEFORE = re.compile(r"[■☑√✔▇]\)?(优|良|中|差)")
_TICKED_AFTER = re.compile(r"(优|良|中|差)(?:秀|好|等)?\(?[■☑√✔▇]")
_IN_SENTENCE = re.compile(r"等[级次](?:评定)?(?:为|是)?:?[“\"]?(优|良|中|差)")
_SCORE_IN_SENTENCE = re.compile(r"得分(?:为|是)?:?([0-9]{1,3}(?:\.[0-9]+)?)分")
# Several labels with their values in one line: 自评总分：95分    评价等级：优.
_PARTS = re.compile(r"\s+(?=\S{2,8}[：:])|[；;，,](?=\S{2,8}[：:])")
_LONGEST_RATING = 12
_BOXES = "□■☑√✔▇口"
_LONGEST_LABEL = 30


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
        below = rows[at + 1] if at + 1 < len(rows) else None
        if _reads_goals_below(rows[at], below, block):
            at += 2
            continue
        left = _without(rows[at], [*_goals_beside(rows[at], block), *_stated_beside(rows[at], block)])
        if left.written:
            rest.append(left)
        at += 1
    return rest


def states_result(row: Row, block: FilledBlock) -> bool:
    """Whether a row gives the total or the rating, which `block` then has, and nothing else that should be read."""
    return not any(rest.written for rest in read_filled_block([row], block))


def score_in(text: str) -> str:
    """The figure of a score as written (94分), "" where `text` is none."""
    found = _SCORE.fullmatch(label(text))
    return found[1] if found else ""


def rating_in(text: str) -> str:
    """The rating that a cell says: by itself (优, 良好), by a ticked box, or in a sentence; else ""."""
    bare = label(text)
    alone = _RATING_SAID.fullmatch(bare)
    if alone:
        return alone[1]
    if any(box in bare for box in _BOXES):
        found = (_TICKED_BEFORE if bare[:1] in _BOXES + "(" else _TICKED_AFTER).findall(bare)
        return found[0] if len(found) == 1 else ""
    said = _IN_SENTENCE.findall(bare)
    return said[0] if len(set(said)) == 1 else ""


def bare_label(text: str) -> str:
    """A label without its number, its brackets and its colon; "" where `text` is too long for one."""
    if len(text) > _LONGEST_LABEL:
        return ""
    name = _BRACKETS.sub("", label(text)).rstrip(":")
    numbered = _NUMBERED.match(name)
    return name[numbered.end() :] if numbered else name


def _is_achieved(cell: Cell) -> bool:
    return ACHIEVED.fullmatch(bare_label(cell.text)) is not None


def _is_goals(cell: Cell) -> bool:
    found = read_label(cell.text)
    name = bare_label(cell.text)
    named = _FIRST_GOALS.fullmatch(name) or _ADJUSTED_GOALS.fullmatch(label(cell.text).replace("(调整)", ""))
    return bool(name) and (named is not None or (found is not None and found.what is What.GOALS))


def _is_of_score(cell: Cell) -> bool:
    """Whether a cell beside the heads of goals is a column of their rate, or the points of them: 总体完成率(%), 20."""
    return _SCORED.fullmatch(bare_label(cell.text)) is not None


def _reads_goals_below(row: Row, below: Row | None, block: FilledBlock) -> bool:
    """Reads the row under 预期目标 | 实际完成情况; False where `row` is no such heading."""
    written = [(at, cell) for at, cell in enumerate(row.cells) if cell.text]
    achieved = [at for at, cell in written if _is_achieved(cell)]
    if below is None or below.loose or not achieved:
        return False
    last = achieved[-1]
    scored = [at for at, cell in written if at > last and _is_of_score(cell)]
    block_labels = [at for at, cell in written if at not in [*achieved, *scored] and not _is_goals(cell)]
    heads = [at for at, cell in written if _is_goals(cell)]
    # A text behind 实际完成情况 is its value; a label before the heads names the block.
    if any(at > min([last, *heads]) for at in block_labels) or not heads:
        return False
    if len(heads) > 1 and not _FIRST_GOALS.match(bare_label(row.text(heads[0]))):
        heads = heads[1:]
    cells = below.cells[: scored[0]] if scored else below.cells
    values = _under([*heads, last], replace(below, cells=cells))
    if values is None:
        return False
    block.has_achieved = True
    block.aside += [Cell(f"目标完成情况旁的{row.text(at)}", row.cells[at].source) for at in scored]
    goals = [cell for at in heads if (cell := values.get(at)) is not None]
    if goals:
        block.goals = block.goals or goals[-1]
        # Goals as first set, beside those adjusted in the year.
        block.aside += [
            Cell(bare_label(row.text(at)), row.cells[at].source) for at in heads[: len(goals) - 1]
        ]
    block.achieved = block.achieved or values.get(last)
    return True


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
        parts = map(split_label, _PARTS.split(cell.text))
        took = [bool(head and said) and _takes(head, Cell(said, cell.source), block) for head, said in parts]
        if all(took):
            taken.append(cell)
    for head, value in pairwise(row.written):
        if head not in taken and _takes(head.text, value, block):
            taken += [head, value]
    return taken


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
