"""Cells of a filled form (绩效自评表) read into entries; whatever people put into them refuses nothing."""

import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from scorer.model.actual import Words
from scorer.model.entry import Entry
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem, Severity
from scorer.model.target import Judged
from scorer.notation.actuals import print_actual
from scorer.notation.answers import read_actual
from scorer.notation.characters import plain
from scorer.notation.context import EntryContext, LineContext
from scorer.notation.targets import parse_target, print_target
from scorer.reading.block import BLANK_MARKS
from scorer.reading.entries import Read, goals_entry, read_amount, read_line_entries, text_entry, unit_assumed
from scorer.reading.filled_block import FilledBlock
from scorer.reading.filled_columns import FilledColumns
from scorer.reading.filled_rows import FilledTable
from scorer.reading.funds import Head
from scorer.reading.lines import Line
from scorer.reading.table import Cell, one_line

_FIGURE = re.compile(r"([-+]?[0-9]{1,4}(?:\.[0-9]{1,12})?)[分%]?")
_NO_REASON = BLANK_MARKS | {"无偏差", "无。", "没有偏差", "不涉及", "\\", "无原因"}
_CAUSE_LABEL = re.compile(
    r"^(?:[0-9一二][.、])?(?:偏差|未完成|主要|产生)?(?:的)?原因(?:分析)?(?:[:：]|是[:：]?)"
)
_REMEDY_LABEL = re.compile(
    r"(?:^|(?<=[。；;，,、\n\s]))\s*(?:[0-9一二][.、)）]|[(（][0-9一二][)）])?\s*"
    r"(?:(?:下一步)?(?:拟采取的?|今后)?(?:改进|整改|解决)?措施|下一步(?:工作)?(?:措施|打算|计划|安排)?)(?:[:：]|是[:：])"
)
_NEXT_STEP = re.compile(r"(?<=[。；;\n])\s*(?=下一步)")
_CENT = Decimal("0.01")


def read_filled_line(
    line: Line, table: FilledTable, position: int, context: LineContext, today: date
) -> Read:
    """What a line of a filled form says: its target, points and actual, the stated score and the reasons."""
    entries, problems = read_line_entries(replace(line, points=None), position, context)
    if table.judged:
        entries = [_in_words(entry) for entry in entries]
        problems = []
    adjusted = _cell(line, table.columns.adjusted)
    if adjusted is not None and adjusted.source == line.target.source:
        problems.append(_adjusted(line))
    figures = ((Field.TABLE_POINTS, line.points), (Field.STATED_SCORE, _cell(line, table.columns.score)))
    for field, cell in figures:
        if cell is not None and cell.text not in BLANK_MARKS:
            _put(_figure(field, cell, f"“{line.name}”的"), entries, problems)
    target = next(entry for entry in entries if entry.field is Field.TARGET)
    actual = _cell(line, table.columns.actual)
    if actual is not None and (actual.text == "无" or actual.text not in BLANK_MARKS):
        found, noted = _actual(line, actual, target, context, today)
        entries.append(found)
        problems += noted
    return [*entries, *_reasons(line, table.columns)], problems


def read_filled_entries(block: FilledBlock, money_unit: str) -> Read:
    """What a filled form says of the project: amounts, execution, goals and their fate, total and rating."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for amount in block.funds.amounts.values():
        found = read_amount(amount.field, amount.part, amount.cell, money_unit)
        if found is not None:
            _put(found, entries, problems)
    problems += unit_assumed(entries)
    said = block.funds.said
    for field, cell, called in (
        (Field.TABLE_POINTS, said.get(Head.POINTS), "预算执行的"),
        (Field.STATED_SCORE, said.get(Head.SCORE), "预算执行的"),
        (Field.STATED_TOTAL, block.total, ""),
    ):
        if cell is not None:
            _put(_figure(field, cell, called), entries, problems)
    for field, cell in (
        (Field.STATED_RATE, said.get(Head.RATE)),
        (Field.STATED_RATING, block.rating),
    ):
        if cell is not None:
            entries.append(text_entry(field, cell))
    for field, cell in ((Field.GOALS, block.goals), (Field.ACHIEVED, block.achieved)):
        if cell is not None:
            entries.append(goals_entry(field, cell))
    return [*entries, *_reasons_of_the_whole(block)], problems


def split_reason(text: str) -> tuple[str, str]:
    """Cause and remedy in one text: what follows 改进措施： or 下一步： is the remedy, all else the cause."""
    found = _REMEDY_LABEL.search(text)
    if found is not None:
        cause, remedy = text[: found.start()], text[found.end() :]
    else:
        cause, *rest = _NEXT_STEP.split(text, maxsplit=1)
        remedy = "".join(rest)
    cause = _CAUSE_LABEL.sub("", cause.strip()).strip().rstrip("；;，,、")
    return _unless_blank(cause), _unless_blank(remedy.strip())


def _unless_blank(text: str) -> str:
    return "" if one_line(text) in _NO_REASON else text


def _put(found: Entry | Problem, entries: list[Entry], problems: list[Problem]) -> None:
    """A value into the entries; what is none is told of, and refuses nothing."""
    if isinstance(found, Entry):
        entries.append(found)
    elif found.severity is Severity.REFUSES:
        hint = f"这一格没有保存，其余照常导入。{found.hint}"
        problems.append(Problem(Code.STATED_UNREADABLE, found.message, hint, found.source))
    else:
        problems.append(found)


def _figure(field: Field, cell: Cell, of: str) -> Entry | Problem:
    """Points or a score with two decimals; more of them, as a spreadsheet reckons, are rounded half up."""
    found = _FIGURE.fullmatch(plain(cell.text))
    if found is None:
        message = f"{of}{FIELDS[field].heading}“{one_line(cell.text)[:40]}”不是分数。"
        hint = "这一格没有保存，其余照常导入。若要保存，请写成数字，例如 9.5。"
        return Problem(Code.STATED_UNREADABLE, message, hint, cell.source)
    value = Decimal(found[1])
    rounded = value.quantize(_CENT, ROUND_HALF_UP) + 0
    notes = () if rounded == value else (f"“{cell.text}”四舍五入到两位小数",)
    return Entry(field, cell.text, format(rounded, ".2f"), notes, cell.source)


def _actual(
    line: Line, cell: Cell, target: Entry, context: LineContext, today: date
) -> tuple[Entry, list[Problem]]:
    """What was achieved; a text that does not answer its target stays as words, for a person to judge."""
    actual, found = read_actual(
        one_line(cell.text), parse_target(target.reading), EntryContext(context.year, today, line.name)
    )
    if actual is None:
        words = print_actual(Words(one_line(cell.text)))
        reason = "；".join(problem.message for problem in found)
        message = f"“{line.name}”的实际完成值不能按指标值计算：{reason}。"
        hint = "已按原文保存，要由人评定；请核对后用 scorer record-actual 填写实际完成值或档次。"
        return (
            Entry(Field.ACTUAL, cell.text, words, source=cell.source),
            [Problem(Code.ACTUAL_UNREADABLE, message, hint, cell.source)],
        )
    notes = tuple(problem.message for problem in found)
    placed = [replace(problem, source=cell.source) for problem in found]
    return Entry(Field.ACTUAL, cell.text, print_actual(actual), notes, cell.source), placed


def _adjusted(line: Line) -> Problem:
    message = f"“{line.name}”的指标值按调整后的“{one_line(line.target.text)[:40]}”读。"
    return Problem(
        Code.TARGET_ASSUMED, message, "若不对，请用 scorer adjust 写明指标值。", line.target.source
    )


def _in_words(entry: Entry) -> Entry:
    if entry.field is not Field.TARGET:
        return entry
    return replace(entry, reading=print_target(Judged(one_line(entry.text))), notes=())


def _reasons(line: Line, columns: FilledColumns) -> list[Entry]:
    cause, remedy = _cell(line, columns.cause), _cell(line, columns.remedy)
    if cause is not None and columns.cause == columns.remedy:
        return _split(cause)
    return [
        *(_worded(Field.CAUSE, cause) if cause is not None else ()),
        *(_worded(Field.REMEDY, remedy) if remedy is not None else ()),
    ]


def _reasons_of_the_whole(block: FilledBlock) -> list[Entry]:
    in_funds = block.funds.said.get(Head.CAUSE)
    entries = _split(in_funds) if in_funds is not None else []
    if block.cause is not None and not entries:
        entries = _split(block.cause)
    if block.remedy is not None and all(entry.field is not Field.REMEDY for entry in entries):
        entries += _worded(Field.REMEDY, block.remedy)
    return entries


def _split(cell: Cell) -> list[Entry]:
    cause, remedy = split_reason(cell.text)
    texts = ((Field.CAUSE, cause), (Field.REMEDY, remedy))
    return [entry for field, text in texts if text for entry in _worded(field, Cell(text, cell.source))]


def _worded(field: Field, cell: Cell) -> list[Entry]:
    return [] if one_line(cell.text) in _NO_REASON else [text_entry(field, cell)]


def _cell(line: Line, at: int | None) -> Cell | None:
    return line.row.cells[at] if at is not None and line.row.text(at) else None
