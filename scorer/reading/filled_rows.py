"""The rows under the header of a filled form: which are indicators, and what the others say of the whole."""

import re
from dataclasses import dataclass, replace

from scorer.reading.block import BLANK_MARKS
from scorer.reading.filled_block import FilledBlock, states_result
from scorer.reading.filled_columns import FilledColumns
from scorer.reading.filled_labels import bare_label, is_rating, rating_in, score_in
from scorer.reading.filled_levels import with_levels, with_targets
from scorer.reading.fund_heads import Head
from scorer.reading.funds import read_funds
from scorer.reading.headings import Column, Header
from scorer.reading.lines import in_short, level_name
from scorer.reading.table import Cell, Row, label

_TOTAL = re.compile(r"(?:自评|综合|评价|绩效自评)?(?:总分|合计|总计|总得分|得分|评分)(?:合计|值|数)?")
_RATED = re.compile(r"(?:自评|评价|绩效)?等[级次]\s*[:：]")
_SUBTOTAL = re.compile(r"小计")
_EXECUTION = re.compile(
    r"(?:年度|项目|部门|全年)?(?:预算|资金)执行(?:率|情况|进度)?(?:指标)?|执行率(?:指标)?"
)
_NUMBER = r"(?:注\s*[:：])?\s*(?:[0-9]+\s*[.．、])?\s*"
_OF_EXECUTION = re.compile(
    _NUMBER + r"(?:预算|资金)执行(?:率|情况)?\s*[:：]\s*((?:原因|改进措施)[:：].+)", re.DOTALL
)
_OVER_BUDGET = re.compile(_NUMBER + r"执行数超过预算数的(?:说明|原因)\s*[:：]\s*(.+)", re.DOTALL)
_POINTS = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)分?\)")
_CAUSE = re.compile(r".{0,12}原因.{0,6}")
_REMEDY = re.compile(r".{0,6}(?:改进措施|整改措施).{0,10}")
_OF_NO_PART = re.compile(
    r"说明|备注|注|.*(?:存在(?:的)?问题|应用方案|建议|下一步.*|结论|意见|总结|评价情况|其他说明|需要说明.*|负责人|填报人|复核.*|审定.*)"
)
_LONGEST_LEVEL = 40


@dataclass(frozen=True, slots=True)
class FilledTable:
    """The indicator table of a filled form, ready to be read as that of a target table.

    `judged` tells that its targets are standards of scoring, which are words whatever they hold.
    """

    header: Header
    rows: list[Row]
    columns: FilledColumns
    judged: bool = False


def filled_table(
    header: Header, rows: list[Row], columns: FilledColumns, block: FilledBlock, *, pointed: bool = False
) -> FilledTable:
    """The rows that are indicators; the others go to `block` as far as they say something of the whole.

    `pointed` tells that some table of the form carries points.
    """
    reader = _Reader(header, columns, block)
    rows = [row for row in _without_budget(rows, block) if reader.is_line(row)]
    judged = header.at(Column.TARGET) is None and columns.standard is not None and columns.score is not None
    if judged and columns.standard is not None:
        header = replace(header, columns={**header.columns, Column.TARGET: columns.standard})
    target = header.at(Column.TARGET)
    if columns.adjusted is not None and target is not None:
        rows = [_with_adjusted(row, target, columns.adjusted) for row in rows]
    header, rows = with_levels(replace(header, beside=columns.columns), rows, pointed=pointed)
    if columns.actual is not None and header.at(Column.NAME) is not None:
        header, rows = with_targets(header, rows)
    return FilledTable(header, rows, columns, judged)


def _without_budget(rows: list[Row], block: FilledBlock) -> list[Row]:
    """The rows without a budget block that stands under the indicators; nothing else of them is touched."""
    return read_funds(rows, block.funds) if _has_budget(rows) else rows


def _has_budget(rows: list[Row]) -> bool:
    return any("执行数" in cell.text for row in rows for cell in row.written)


@dataclass(slots=True)
class _Reader:
    """Tells indicators from other rows; `below` is whether the total has been passed."""

    header: Header
    columns: FilledColumns
    block: FilledBlock
    below: bool = False

    def is_line(self, row: Row) -> bool:
        """Whether `row` is to be read as an indicator or as a note under the table."""
        written = row.written
        if not written:
            return False
        name = bare_label(written[0].text)
        if _TOTAL.fullmatch(name):
            row = self._without_rating(row)
        if self._is_total(row, name):
            self._take_total(row)
            self.below = True
        elif _SUBTOTAL.fullmatch(name):
            self.block.aside.append(Cell(name, written[0].source))
        elif self._is_execution(row):
            self._take_execution(row)
        elif self._is_indicator(row):
            return True
        elif self._explains_execution(row) or self._says_of_the_whole(row, name):
            pass
        elif (self.below or self._is_note(row)) and not row.loose:
            self.block.aside.append(Cell(in_short(written[0].text), written[0].source))
        else:
            return True
        return False

    def _without_rating(self, row: Row) -> Row:
        """A row of totals without the rating that stands beside them (等级：优, 优), which is the form's."""
        rated = [cell for cell in row.written if _RATED.match(cell.text) or is_rating(cell.text)]
        for cell in rated:
            if self.block.rating is None and rating_in(cell.text):
                self.block.rating = Cell(rating_in(cell.text), cell.source)
        return replace(
            row, cells=tuple(Cell("", each.source) if each in rated else each for each in row.cells)
        )

    def _is_indicator(self, row: Row) -> bool:
        values = (self.header.at(Column.TARGET), self.columns.actual, self.columns.score)
        return bool(row.text(self.header.at(Column.NAME))) and any(row.text(at) for at in values)

    def _is_note(self, row: Row) -> bool:
        """Whether a long text stands where an indicator has the names of its levels."""
        name = self.header.at(Column.NAME)
        return not row.text(name) and any(len(cell.text) > _LONGEST_LEVEL for cell in row.cells[:name])

    def _is_total(self, row: Row, name: str) -> bool:
        figures = [cell for cell in row.written[1:] if cell.text not in BLANK_MARKS]
        return _TOTAL.fullmatch(name) is not None and all(
            score_in(cell.text.rstrip("%％")) or _is_same(cell, row) for cell in figures
        )

    def _take_total(self, row: Row) -> None:
        points = self.header.at(Column.POINTS)
        figures = [
            (at, cell) for at, cell in enumerate(row.cells) if score_in(cell.text) and cell != row.written[0]
        ]
        stated = [cell for at, cell in figures if at == self.columns.score]
        if not stated and (len(figures) > 1 or (figures and figures[0][0] != points)):
            stated = [figures[-1][1]]
        for cell in stated[:1]:
            self.block.take_total(cell)

    def _is_execution(self, row: Row) -> bool:
        name = self.header.at(Column.NAME)
        first = next((at for at, cell in enumerate(row.cells) if cell.text), 0)
        texts = (row.cells[first].text, row.text(self.header.at(Column.DIMENSION)))
        is_level = not row.loose and (name is None or first <= name)
        return is_level and any(_EXECUTION.fullmatch(level_name(label(text))) for text in texts)

    def _take_execution(self, row: Row) -> None:
        funds = self.block.funds
        in_name = next(filter(None, (_POINTS.search(label(cell.text)) for cell in row.written[:2])), None)
        points = self.header.at(Column.POINTS)
        for head, at in (
            (Head.POINTS, points),
            (Head.RATE, self.columns.actual),
            (Head.SCORE, self.columns.score),
            (Head.CAUSE, self.columns.cause),
        ):
            if row.text(at) and row.text(at) not in BLANK_MARKS and at is not None:
                funds.say(head, row.cells[at])
        if in_name:
            funds.say(Head.POINTS, Cell(in_name[1], row.written[0].source))
        funds.heads |= {Head.POINTS} if points is not None or in_name else set()

    def _explains_execution(self, row: Row) -> bool:
        """Takes the reasons of the execution that stand in a note: 预算执行率：原因：…；改进措施：…."""
        if len(row.written) != 1:
            return False
        (note,) = row.written
        reasons, over = _OF_EXECUTION.match(note.text), _OVER_BUDGET.match(note.text)
        if reasons:
            self.block.funds.say(Head.CAUSE, Cell(reasons[1], note.source))
        elif over:
            self.block.over_budget = Cell(over[1], note.source)
        return bool(reasons or over)

    def _says_of_the_whole(self, row: Row, name: str) -> bool:
        """Takes the causes and remedies that stand under the table for all of it, and other words of no part."""
        written = row.written
        if row.loose or len(written) > 2 or not name:
            return states_result(row, self.block)
        value = written[1] if len(written) > 1 else None
        whole = self.columns.cause is None and value is not None and value.text not in BLANK_MARKS
        if _CAUSE.fullmatch(name):
            self.block.cause = self.block.cause or (value if whole else None)
        elif _REMEDY.fullmatch(name):
            self.block.remedy = self.block.remedy or (value if whole else None)
        elif not states_result(row, self.block):
            if _OF_NO_PART.fullmatch(name) is None:
                return False
            whole = False
        else:
            return True
        if not whole:
            self.block.aside.append(Cell(name, written[0].source))
        return True


def _is_same(cell: Cell, row: Row) -> bool:
    """Whether a cell repeats the first one, as some programs write merged cells."""
    return cell.text == row.written[0].text


def _with_adjusted(row: Row, target: int, adjusted: int) -> Row:
    """The row with the target as it was adjusted in the year, where that stands beside the first one."""
    if row.text(adjusted) in ("", *BLANK_MARKS) or len(row.cells) <= target:
        return row
    cells = list(row.cells)
    cells[target] = cells[adjusted]
    return replace(row, cells=tuple(cells))
