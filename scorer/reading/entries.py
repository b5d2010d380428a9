"""Cells of a target table read into entries: their text as written, and its canonical reading."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from sys import intern

from scorer.model.entry import Entry
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.model.target import Unreadable
from scorer.notation.characters import plain
from scorer.notation.context import LineContext
from scorer.notation.money import print_money, read_money
from scorer.notation.targets import print_target, read_target
from scorer.reading.block import BLANK_MARKS, Block, text_ignored
from scorer.reading.line import Line
from scorer.reading.table import Cell, one_line

_POINTS = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)分?")
_GOAL = re.compile(
    r"[0-9]{1,2}[.、](?:[0-9]{1,2}[.、]|(?![0-9]))|目标[0-9一二三四五六七八九十]{1,2}(?![0-9年月])"
    r"|[一二三四五六七八九十]{1,3}、|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]"
)
_BRACKET_BEHIND = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]$")

Read = tuple[list[Entry], list[Problem]]


def position_entry(position: int, cell: Cell) -> Entry:
    """The place in the document's or the table's order, from 1, of what stands in `cell`."""
    place = intern(str(position))
    return Entry(Field.POSITION, place, place, source=cell.source)


def read_block_entries(block: Block) -> Read:
    """The amounts of money in 万元, the purpose and the goals; an amount that cannot be read is a Problem."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for part, cell in block.money.items():
        found, notes = _read_budget(part, cell, block.money_unit)
        problems += notes
        if isinstance(found, Entry):
            entries.append(found)
        elif found is not None:
            problems.append(found)
    problems += unit_assumed(entries)
    if block.purpose is not None:
        entries.append(text_entry(Field.PURPOSE, block.purpose))
    if block.goals is not None:
        written = "\n".join([block.goals.text, *block.more_goals])
        entries.append(goals_entry(Field.GOALS, Cell(written, block.goals.source)))
    return entries, problems


def read_line_entries(line: Line, position: int, context: LineContext) -> Read:
    """Position, target, description and points of one line; a target that cannot be read is kept."""
    target, problems = _read_target(line, context)
    entries = [position_entry(position, line.named), target]
    if line.description is not None:
        entries.append(text_entry(Field.DESCRIPTION, line.description))
    if line.points is not None and line.points.text not in BLANK_MARKS:
        points = _read_points(line.points)
        if isinstance(points, Entry):
            entries.append(points)
        else:
            problems.append(points)
    return entries, problems


def split_goals(text: str) -> list[str]:
    """The goals in `text`: a line that begins with a number (1. 目标1 一、 (1)) begins one, others continue it."""
    goals: list[list[str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if goals and not _GOAL.match(plain(line[:8])):
            goals[-1].append(line)
        else:
            goals.append([line])
    return ["".join(lines) for lines in goals]


def text_entry(field: Field, cell: Cell) -> Entry:
    """Words as they stand in `cell`, in one line."""
    return Entry(field, cell.text, one_line(cell.text), source=cell.source)


def goals_entry(field: Field, cell: Cell) -> Entry:
    """Goals, or what became of them, as they stand in `cell`, each in a line of its own."""
    return Entry(field, cell.text, "\n".join(split_goals(cell.text)), source=cell.source)


def read_amount(field: Field, part: str, cell: Cell, unit: str) -> Entry | Problem | None:
    """The entry of an amount, None for a dash that stands for a blank; without a `unit` 万元 is assumed."""
    if cell.text in BLANK_MARKS:
        return None
    amount = read_money(cell.text, unit)
    notes: tuple[str, ...] = ()
    if amount is None and not unit:
        amount = read_money(cell.text, "万元")
        notes = (f"没有写明金额单位，“{cell.text}”按万元读",)
    called = part or ("预算数" if field is Field.INITIAL_BUDGET else FIELDS[field].heading)
    if amount is None:
        message = f"{called}“{cell.text[:40]}”不是金额。"
        hint = "请写成数字，例如 5.00，单位写在表上方（单位：万元）。"
        return Problem(Code.MONEY_UNREADABLE, message, hint, cell.source)
    if amount < Decimal(0):
        message = f"{called}“{cell.text}”是负数。"
        return Problem(Code.NEGATIVE, message, "预算数不能小于 0，请核对。", cell.source)
    return Entry(field, cell.text, print_money(amount), notes, cell.source, part)


def unit_assumed(entries: list[Entry]) -> Iterator[Problem]:
    """One note for the amounts of a form that does not say in what unit they are."""
    assumed = next((entry for entry in entries if entry.notes), None)
    if assumed is not None:
        hint = "若是别的单位，请在表上方写明，例如“单位：元”。"
        yield Problem(Code.TARGET_ASSUMED, assumed.notes[0] + "。", hint, assumed.source)


def _read_budget(part: str, cell: Cell, unit: str) -> tuple[Entry | Problem | None, list[Problem]]:
    """An amount, which may have words in brackets behind it: 854万(其中示范建设295万元)."""
    found = read_amount(Field.INITIAL_BUDGET, part, cell, unit)
    bracket = _BRACKET_BEHIND.search(cell.text)
    if bracket is None or not isinstance(found, Problem):
        return found, []
    before = read_amount(Field.INITIAL_BUDGET, part, replace(cell, text=cell.text[: bracket.start()]), unit)
    if not isinstance(before, Entry):
        return found, []
    return before, [text_ignored(replace(cell, text=bracket[0].strip()))]


def _read_target(line: Line, context: LineContext) -> tuple[Entry, list[Problem]]:
    text = line.target.text
    target, notes = read_target(one_line(text), context)
    entry = Entry(Field.TARGET, text, intern(print_target(target)), notes, line.target.source)
    if isinstance(target, Unreadable):
        message = f"“{line.name}”的指标值“{text[:40]}”读不懂：{target.reason}。"
        hint = "已按原文保存；请改正后重新导入，或用 scorer adjust 写明指标值。"
        return entry, [Problem(Code.TARGET_UNREADABLE, message, hint, line.target.source)]
    return entry, [_assumed(line, note) for note in notes]


def _assumed(line: Line, note: str) -> Problem:
    message = f"“{line.name}”的指标值“{line.target.text[:40]}”：{note}。"
    hint = "若不对，请用 scorer adjust 写明指标值。"
    return Problem(Code.TARGET_ASSUMED, message, hint, line.target.source)


def _read_points(cell: Cell) -> Entry | Problem:
    found = _POINTS.fullmatch(plain(cell.text))
    if found is None:
        message = f"分值“{cell.text[:40]}”不是分值。"
        hint = "请写成数字，最多两位小数，例如 4.17。"
        return Problem(Code.POINTS_UNREADABLE, message, hint, cell.source)
    return Entry(Field.TABLE_POINTS, cell.text, format(Decimal(found[1]), ".2f"), source=cell.source)
