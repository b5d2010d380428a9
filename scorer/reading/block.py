"""The rows above an indicator table: name, organisation, year, amounts of money, purpose and goals."""

import re
from dataclasses import dataclass, field

from scorer.model.entry import Organisation
from scorer.model.problem import Code, Problem
from scorer.reading.labels import (
    Labelled,
    What,
    money_unit_in,
    only_unit,
    organisation_in,
    read_label,
    read_organisation,
    split_label,
)
from scorer.reading.table import Cell, Row, is_title, one_line

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=[)）]?\s*年)")
_YEAR_LINE = re.compile(r"[(（]?\s*20\d\d\s*年度?\s*[)）]?")
BLANK_MARKS = frozenset({"-", "—", "——", "/", "无", "……"})


@dataclass(slots=True)
class Block:
    """What the rows above an indicator table say, each with the cell that says it."""

    title: Cell | None = None
    name: Cell | None = None
    organisation: tuple[Organisation, Cell] | None = None
    department: tuple[Organisation, Cell] | None = None
    money_unit: str = ""
    money: dict[str, Cell] = field(default_factory=dict)
    has_budget: bool = False
    purpose: Cell | None = None
    goals: Cell | None = None
    more_goals: list[str] = field(default_factory=list)
    dated: list[Cell] = field(default_factory=list)
    ignored: list[Cell] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The first 20xx年 of the title, else of the name, else of a line that is nothing else."""
        for cell in (self.title, self.name, *self.dated):
            found = _YEAR.search(cell.text) if cell else None
            if found:
                return int(found[1])
        return None


def read_block(rows: list[Row]) -> Block:
    """What `rows` say; a label's value is the next written cell, of purpose and goals also a row later."""
    block = Block()
    units = (money_unit_in(cell.text) for row in rows for cell in row.written)
    block.money_unit = next(filter(None, units), "")
    waiting: What | None = None
    for row in rows:
        waiting = _read_row(row, block, waiting)
    return block


def text_ignored(cell: Cell) -> Problem:
    """The note that nothing was read from a cell."""
    message = f"这段文字没有读取：{cell.text[:60]}"
    return Problem(Code.TEXT_IGNORED, message, "若它属于项目或指标，请放进表格相应的格内。", cell.source)


def _read_row(row: Row, block: Block, waiting: What | None) -> What | None:
    """Reads one row; returns the label whose text is still to come."""
    found = organisation_in(row) if block.name is None else None
    if found is not None:
        block.organisation = block.organisation or found
        return None
    current = Labelled(waiting) if waiting else None
    labelled = False
    unread: list[Cell] = []
    for cell in row.written:
        label, value = _label_and_value(cell)
        if label is not None:
            labelled = True
            block.has_budget = block.has_budget or label.what is What.MONEY
            if label.what is not What.GROUP or current is None:
                current = label
        if value is None:
            continue
        if current is None or not _take(current, value, block):
            unread.append(value)
        current = None
    _read_unlabelled(unread, block, alone=not labelled and len(row.written) == 1)
    return current.what if current and current.what in (What.GOALS, What.PURPOSE) else None


def _label_and_value(cell: Cell) -> tuple[Labelled | None, Cell | None]:
    if only_unit(cell.text):
        return Labelled(What.GROUP), None
    label = read_label(cell.text)
    if label is not None:
        return label, None
    before, after = split_label(cell.text)
    label = read_label(before)
    return (label, Cell(after, cell.source)) if label else (None, cell)


def _take(label: Labelled, value: Cell, block: Block) -> bool:
    """Puts a value where its label says; False where there is no room for it."""
    match label.what:
        case What.NAME if block.name is None:
            block.name = value
        case What.ORGANISATION if block.organisation is None:
            block.organisation = read_organisation(value.text), value
        case What.DEPARTMENT if block.department is None:
            block.department = read_organisation(value.text), value
        case What.MONEY if label.part not in block.money:
            block.money[label.part] = value
        case What.PURPOSE if block.purpose is None:
            block.purpose = value
        case What.GOALS if block.goals is None:
            block.goals = value
        case _:
            return False
    return True


def _read_unlabelled(cells: list[Cell], block: Block, *, alone: bool) -> None:
    rest: list[Cell] = []
    for cell in cells:
        if is_title(cell.text) and block.name is None:
            block.title = cell
        elif _YEAR_LINE.fullmatch(cell.text):
            block.dated.append(cell)
        elif alone and block.goals is not None:
            block.more_goals.append(cell.text)
        elif alone and block.has_budget and block.purpose is None:
            block.purpose = cell
        elif one_line(cell.text) not in BLANK_MARKS:
            rest.append(cell)
    if rest:
        block.ignored.append(Cell(" | ".join(one_line(cell.text) for cell in rest), rest[0].source))
