"""What is to be said of the rows of an indicator table: what was assumed, what is missing, what was not read."""

from collections.abc import Iterator

from scorer.model.problem import Code, Problem
from scorer.notation.quantities import quantities_inside
from scorer.notation.units import find_unit
from scorer.reading.block import text_ignored
from scorer.reading.headings import Column, Header
from scorer.reading.levels import Levels
from scorer.reading.line import ENDS_WITH_DIGIT, SAYS_NOTHING, SIGNS, Line
from scorer.reading.table import Row, label


def name_carried(line: Line) -> Problem:
    """A note that a row without a name goes on under the merged name above it."""
    message = f"这一行没有三级指标，按合并格理解，归入上面的“{line.name}”：{line.target.text[:40]}"
    return Problem(Code.TARGET_ASSUMED, message, "若不对，请在这一行写上三级指标。", line.row.source)


def remarks_of(header: Header, line: Line) -> Iterator[Problem]:
    """What is missing in a row, and what was left out of it."""
    for column, text in ((Column.DIMENSION, line.levels.dimension), (Column.NAME, line.name)):
        if not text:
            message = f"这一行没有{column.value}：{line.row.source.text[:60]}"
            yield Problem(Code.NAME_MISSING, message, f"请填上{column.value}。", line.row.source)
    if line.target.source == line.row.cells[header.columns[Column.NAME]].source:
        message = f"“{line.name}”的指标值是空的，按名称末尾的“{line.target.text}”读。"
        yield Problem(Code.TARGET_ASSUMED, message, "若不对，请在指标值一栏写明。", line.target.source)
    yield from _unread(header, line.row)


def levels_assumed(rows: list[Row], carried: tuple[Levels, ...]) -> Iterator[Problem]:
    """One note for a table whose level-1 names stand inside their merged cells: which rows each one took."""
    if not any(levels.assumed for levels in carried):
        return
    taken: dict[str, list[int]] = {}
    for row, levels in zip(rows, carried, strict=True):
        taken.setdefault(levels.dimension, []).append(row.source.row)
    listed = "，".join(
        f"“{name}”第{'至'.join(map(str, sorted({at[0], at[-1]})))}行" for name, at in taken.items()
    )
    message = f"一级指标写在合并格的中间，各行这样归入：{listed}。"
    hint = "请核对；若不对，请在原文件的每一行写上一级指标。"
    yield Problem(Code.TARGET_ASSUMED, message, hint, rows[0].source)


def _unread(header: Header, row: Row) -> Iterator[Problem]:
    for at, cell in enumerate(row.cells):
        if cell.text and header.nameless(at):
            yield text_ignored(cell)
    sign = label(row.text(header.at(Column.SIGN)))
    if sign not in SIGNS and sign not in SAYS_NOTHING:
        message = f"{Column.SIGN.value}“{sign}”没有读取，只按指标值的文字理解。"
        hint = "若它限定指标值，请写成 ≥、≤ 或 =。"
        yield Problem(Code.TARGET_ASSUMED, message, hint, row.source)
    unit, text = label(row.text(header.at(Column.UNIT))), label(row.text(header.at(Column.TARGET)))
    if _contradicts(unit, text):
        message = f"{Column.UNIT.value}“{unit}”没有读取，只按指标值“{text[:40]}”理解。"
        yield Problem(Code.TARGET_ASSUMED, message, "请核对指标值和计量单位，改正其中一个。", row.source)


def _contradicts(unit: str, text: str) -> bool:
    """Whether a unit column says another unit than the value beside it has: 28.8万元 and %."""
    if unit in SAYS_NOTHING or not text or ENDS_WITH_DIGIT.fullmatch(text) or unit in text:
        return False
    known = find_unit(unit)
    written = {quantity.unit for quantity, _, _ in quantities_inside(text)} - {""}
    return known is not None and bool(written) and known.name not in written
