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
from scorer.reading.filled_reasons import (
    does_not_apply,
    not_applicable_entries,
    read_reasons,
    reasons_of_the_whole,
    says_not_applicable,
)
from scorer.reading.filled_rows import FilledTable
from scorer.reading.fund_heads import Head
from scorer.reading.line import Line
from scorer.reading.table import Cell, one_line

_FIGURE = re.compile(r"([-+]?[0-9]{1,4}(?:\.[0-9]{1,12})?)[分%]?")
_CENT = Decimal("0.01")


def read_filled_line(
    line: Line, table: FilledTable, position: int, context: LineContext, today: date
) -> Read:
    """What a line of a filled form says: its target, points and actual, the stated score and the reasons."""
    entries, problems = read_line_entries(replace(line, points=None), position, context)
    if table.judged:
        entries = [_in_words(entry) for entry in entries]
        problems = []
    adjusted = line.cell(table.columns.adjusted)
    if adjusted is not None and adjusted.source == line.target.source:
        problems.append(_adjusted(line))
    applies = not does_not_apply(line, table.columns)
    score = line.cell(table.columns.score) if applies else None
    for field, cell in ((Field.TABLE_POINTS, line.points), (Field.STATED_SCORE, score)):
        if cell is not None and cell.text not in BLANK_MARKS:
            _put(_figure(field, cell, f"“{line.name}”的"), entries, problems)
    target = next(entry for entry in entries if entry.field is Field.TARGET)
    actual = line.cell(table.columns.actual)
    if actual is not None and _is_answer(actual) and (applies or not says_not_applicable(actual)):
        found, noted = _actual(line, actual, target, context, today)
        entries.append(found)
        problems += noted
    if not applies:
        return [*entries, *not_applicable_entries(line, table.columns)], problems
    reasons, noted = read_reasons(line, table.columns)
    return [*entries, *reasons], [*problems, *noted]


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
    return [*entries, *reasons_of_the_whole(block)], problems


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


def _is_answer(cell: Cell) -> bool:
    """Whether something was achieved, be it nothing (无)."""
    return cell.text == "无" or cell.text not in BLANK_MARKS


def _adjusted(line: Line) -> Problem:
    message = f"“{line.name}”的指标值按调整后的“{one_line(line.target.text)[:40]}”读。"
    return Problem(
        Code.TARGET_ASSUMED, message, "若不对，请用 scorer adjust 写明指标值。", line.target.source
    )


def _in_words(entry: Entry) -> Entry:
    if entry.field is not Field.TARGET:
        return entry
    return replace(entry, reading=print_target(Judged(one_line(entry.text))), notes=())
