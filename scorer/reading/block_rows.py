"""The rows above an indicator table read by their labels, whichever way a form lays them out."""

import re
from dataclasses import dataclass, field

from scorer.reading.block import BLANK_MARKS, Block
from scorer.reading.block_values import may_follow, may_hold, rank, says_money, says_nothing, without_pairs
from scorer.reading.label_names import What
from scorer.reading.labels import (
    Labelled,
    is_amount,
    is_marginal,
    money_unit_in,
    only_unit,
    organisation_in,
    read_label,
    read_organisation,
    split_labels,
)
from scorer.reading.table import Cell, Row, is_title, one_line

_YEAR_LINE = re.compile(r"[(（]?\s*(20\d\d)\s*年度?\s*[)）]?")
_YEAR_VALUE = re.compile(r"(20\d\d)(?:\s*年度?)?")
_WHOLE = ("总额", "总预算", "总金额", "当年预算", "年度预算", "预算数")
_TITLE_BEGINNING = re.compile(r"[^。；：;:]{2,40}")
# What kind of spending it is, not what it is for: 业务类.
_KIND_OF_SPENDING = re.compile(r".{1,6}类(?:项目|支出)?")
_OVERALL = re.compile(r"(?:部门|单位)?整体(?:支出)?")


def read_block(rows: list[Row]) -> Block:
    """What `rows` say; a label's value is the next written cell, the one below it, or the next row."""
    reader = _Reader(Block())
    units = (money_unit_in(cell.text) for row in rows for cell in row.written)
    reader.block.money_unit = next(filter(None, units), "")
    for row in rows:
        reader.row(row)
    reader.set_department_aside()
    return _with_name_of_title(reader.block)


@dataclass(slots=True)
class _Reader:
    """Reads row by row into `block`.

    `waiting` is the label whose text is still to come; `heads` are the labels of a row of nothing but
    labels, by place in the row: values may stand below them. `taken` are the values that a better one may
    replace, `beside_year` the places of amounts of several years beside those of the year, by name.
    `places` says where in its row, from 0, the cell of a document's column stands.
    """

    block: Block
    waiting: Labelled | None = None
    heads: dict[int, Labelled] = field(default_factory=dict)
    taken: dict[str, tuple[Labelled, Cell]] = field(default_factory=dict)
    beside_year: dict[int, str] = field(default_factory=dict)
    begun: list[Cell] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def row(self, row: Row) -> None:
        if not row.written:
            return
        found = organisation_in(row) if self.block.name is None else None
        if found is not None:
            self.block.organisation = self.block.organisation or found
            self.waiting, self.begun = None, []
            return
        self.places = {cell.source.column: at for at, cell in enumerate(row.cells) if cell.text}
        parts = self._of_the_year(self._parts(tuple(without_pairs(row.written))))
        if any(label for label, _ in parts) or not self._read_below_heads(row.written):
            self._read_beside_labels(parts)

    def set_department_aside(self) -> None:
        """Notes the supervising department of a project that has a unit of its own: the record keeps one unit."""
        organisation, earlier = self.block.organisation, self.taken.get("department")
        if organisation is not None and earlier is not None:
            label, value = earlier
            if read_organisation(value.text).name != organisation[0].name:
                self._set_aside(label, value)

    def _at(self, cell: Cell) -> int:
        return self.places[cell.source.column]

    def _parts(self, cells: tuple[Cell, ...]) -> list[tuple[Labelled | None, Cell]]:
        """Each cell with the label that it is or, with a colon, begins with; then the cell is the value."""
        parts: list[tuple[Labelled | None, Cell]] = []
        for at, cell in enumerate(cells):
            label = Labelled(What.GROUP) if only_unit(cell.text) else read_label(cell.text)
            awaited = parts[-1][0] if parts else self.waiting
            if label is not None and label.plain and not self._stands(label, awaited, cells[at : at + 2]):
                label = None
            beside = [] if label is not None else list(split_labels(cell.text))
            if beside:
                for before, after in beside:
                    parts += [(before, cell), (None, Cell(after, cell.source))]
            else:
                parts.append((label, cell))
        return parts

    def _stands(self, label: Labelled, awaited: Labelled | None, cells: tuple[Cell, ...]) -> bool:
        """Whether a plain word, the first of `cells`, is a label where it stands before the other, if any."""
        if label.what is What.MONEY:
            return self.block.has_budget and all(is_amount(cell.text) for cell in cells[1:])
        named = len(cells) > 1 and cells[0].text.endswith((":", "："))
        return named or awaited is None or awaited.what in (What.GROUP, What.OTHER)

    def _of_the_year(self, parts: list[tuple[Labelled | None, Cell]]) -> list[tuple[Labelled | None, Cell]]:
        """The parts of a row, with amounts of several years made no part of the record."""
        totals = [(label, cell) for label, cell in parts if label and label.name.endswith(_WHOLE)]
        if len({rank(label) for label, _ in totals}) > 1:
            self.beside_year = {self._at(cell): label.name for label, cell in totals if not rank(label)}
        elif not any(label and label.what is What.MONEY for label, _ in parts):
            self.beside_year = {}
        return [(label and self._of_several_years(label, cell), cell) for label, cell in parts]

    def _of_several_years(self, label: Labelled, cell: Cell) -> Labelled:
        several = self.beside_year.get(self._at(cell))
        return Labelled(What.OTHER, several) if several else label

    def _read_below_heads(self, cells: tuple[Cell, ...]) -> bool:
        """Reads a row of values that stand under labels; False where it is none."""
        pairs = [
            (label, cell)
            for cell in cells
            if (label := self.heads.get(self._at(cell))) and may_hold(label, cell)
        ]
        if not pairs or len(pairs) < len(cells):
            return False
        self.block.ignored += [cell for label, cell in pairs if not self._take(label, cell)]
        self.heads, self.waiting = {}, None
        return True

    def _read_beside_labels(self, parts: list[tuple[Labelled | None, Cell]]) -> None:
        current = self.waiting
        parts = parts[self._amounts_before_labels(parts) :]
        unread: list[Cell] = []
        for label, cell in parts:
            if label is not None:
                self.block.has_budget = self.block.has_budget or label.what is What.MONEY
                if label.what is not What.GROUP or current is None:
                    current = label
                continue
            head = self.heads.get(self._at(cell))
            if current is not None and may_follow(current, cell) and self._take(current, cell):
                # A check box list stands in several cells: all of it belongs to its label.
                current = current if current.what is What.OTHER else None
            elif head is None or not may_hold(head, cell) or not self._set_aside(head, cell):
                current = None
                unread.append(cell)
        labels = [label for label, _ in parts if label]
        self._read_unlabelled(unread, alone=not labels and len(parts) == 1)
        self._look_ahead(parts, labels, current)

    def _amounts_before_labels(self, parts: list[tuple[Labelled | None, Cell]]) -> int:
        """Takes the amounts under their heads with which a row begins, and tells how many they are."""
        for count, (label, cell) in enumerate(parts):
            head = self.heads.get(self._at(cell))
            of_money = label is None and head is not None and head.what is What.MONEY
            if not of_money or not is_amount(cell.text) or head is None or not self._take(head, cell):
                return count
        return len(parts)

    def _look_ahead(
        self, parts: list[tuple[Labelled | None, Cell]], labels: list[Labelled], current: Labelled | None
    ) -> None:
        """Remembers which labels the next row may answer."""
        if len(labels) == len(parts) > 1:
            self.heads = {self._at(cell): label for label, cell in parts if label}
        elif not any(label.what is What.MONEY for label in labels):
            self.heads = {}
        awaits = current is not None and (
            current.what in (What.GOALS, What.PURPOSE) or (current.what is What.OTHER and len(parts) == 1)
        )
        self.waiting = current if awaits else None

    def _take(self, label: Labelled, value: Cell) -> bool:
        """Puts a value where its label says; False where there is no room for it."""
        block = self.block
        if says_nothing(label, value):
            return True
        match label.what:
            case What.NAME if block.name is None:
                block.name = value
            case What.ORGANISATION if self._is_nearer(label, value):
                block.organisation = read_organisation(value.text), value
            case What.DEPARTMENT if self._is_better("department", label, value):
                block.department = read_organisation(value.text), value
            case What.YEAR if _YEAR_VALUE.fullmatch(value.text):
                block.dated.append(value)
            case What.MONEY if self._is_better("money" + label.part, label, value):
                block.money[label.part] = value
            case What.PURPOSE if block.purpose is None:
                self._take_purpose(label, value)
            case What.GOALS if self._is_better("goals", label, value):
                block.goals = value
            case What.OTHER:
                return self._set_aside(label, value)
            case _:
                return self._is_said_already(label, value)
        return True

    def _take_purpose(self, label: Labelled, value: Cell) -> None:
        if _KIND_OF_SPENDING.fullmatch(value.text):
            self.block.aside.append(Cell(label.name, value.source))
        else:
            self.block.purpose = value

    def _is_better(self, thing: str, label: Labelled, value: Cell) -> bool:
        """Whether a value is the first of its kind, or of the year where the first may be of several years."""
        earlier = self.taken.get(thing)
        if earlier is not None:
            if rank(label, value) <= rank(*earlier):
                return False
            if not self._set_aside(*earlier) and earlier[1].text != value.text:
                self._note_other_unit(earlier[1])
        self.taken[thing] = label, value
        return True

    def _note_other_unit(self, cell: Cell) -> None:
        department = self.block.department
        if department is None or department[0].name != read_organisation(cell.text).name:
            self.block.ignored.append(cell)

    def _is_nearer(self, label: Labelled, value: Cell) -> bool:
        """Whether a unit is the first, or the one that does the work where the first only handed in the form."""
        replaceable = self.block.organisation is None or "organisation" in self.taken
        return replaceable and self._is_better("organisation", label, value)

    def _is_said_already(self, label: Labelled, value: Cell) -> bool:
        block = self.block
        match label.what:
            case What.ORGANISATION | What.DEPARTMENT:
                said = [found[0].name for found in (block.organisation, block.department) if found]
                return read_organisation(value.text).name in said
            case What.MONEY:
                return block.money[label.part].text == value.text
            case What.GOALS:
                return block.goals is not None and block.goals.text == value.text
            case _:
                return False

    def _set_aside(self, label: Labelled, cell: Cell) -> bool:
        """Notes a value by its label's name, where the label is of no part of the record."""
        if label.what in (What.GROUP, What.NAME, What.ORGANISATION, What.PURPOSE, What.YEAR):
            return False
        if cell.text not in BLANK_MARKS:
            self.block.aside.append(Cell(label.name, cell.source))
        return True

    def _read_unlabelled(self, cells: list[Cell], *, alone: bool) -> None:
        block = self.block
        rest: list[Cell] = []
        for cell in cells:
            if one_line(cell.text) in BLANK_MARKS:
                continue
            if block.name is None and self._is_title(cell):
                block.title = self._whole_title(cell)
            elif _YEAR_LINE.fullmatch(cell.text):
                block.dated.append(cell)
            elif alone and is_marginal(cell.text):
                continue
            elif alone and block.goals is not None:
                block.more_goals.append(cell.text)
            elif alone and block.has_budget and block.purpose is None and not says_money(cell):
                block.purpose = cell
            else:
                rest.append(cell)
        self.begun = rest if alone else []
        if rest:
            block.ignored.append(Cell(" | ".join(one_line(cell.text) for cell in rest), rest[0].source))

    def _is_title(self, cell: Cell) -> bool:
        return is_title(cell.text) or (bool(self.begun) and is_title(self.begun[0].text + cell.text))

    def _whole_title(self, cell: Cell) -> Cell:
        """The title with the line above it, where that begins it."""
        if not self.begun or not _TITLE_BEGINNING.fullmatch(self.begun[0].text):
            return cell
        self.block.ignored.pop()
        return Cell(self.begun[0].text + cell.text, self.begun[0].source)


def _with_name_of_title(block: Block) -> Block:
    """A department's table of its whole expenditure (整体支出) has no project: its title names it."""
    found = _OVERALL.search(block.title.text) if block.name is None and block.title else None
    if found and block.title:
        block.name = Cell(found[0], block.title.source)
    return block
