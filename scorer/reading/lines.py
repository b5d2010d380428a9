"""The rows of an indicator table turned into lines, without reading what they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorer.model.problem import Code, Problem
from scorer.reading.block import text_ignored
from scorer.reading.headings import Column, Header
from scorer.reading.label_names import What
from scorer.reading.labels import is_marginal, read_label
from scorer.reading.levels import Levels, carry
from scorer.reading.line import Line, line_of
from scorer.reading.line_remarks import levels_assumed, name_carried, remarks_of
from scorer.reading.table import Cell, Row, label, one_line

_FILLER = re.compile(r"[…\.·—\-/]*")
_ORDINAL = re.compile(r"^指标[0-9一二三四五六七八九十]*:?")
_OF_NO_USE = re.compile(r"[…\.·—\-/]*|无|不适用|不涉及|0(?:\.0*)?%?")
_FOOTER = re.compile(
    r"(?:注[0-9]?|备注|说明):|填表|填报|制表|审核|审批|联系|合计|总计|总分"
    r"|.{0,20}\((?:盖章|签章|签字|公章)|.{0,20}(?:意见|盖章|签章|签字):?$|.{0,6}负责人|其他需要说明"
    r"|[0-9]{4}年[0-9]*月[0-9]*日$|年月日$"
)
_LONGEST_SHOWN = 20
_REMARK_ENDS = re.compile(r"\s{2,}|(?<!注)[：:].*$|。$")
_DITTO = frozenset({"同上", "〃", "″", '"'})
_POINTS = r"([0-9]+(?:\.[0-9]+)?)"
# 产出指标(50分), 产出指标(权重:50%), 产出指标50分, 规划15; 指标1 is a name.
_LEVEL_POINTS = re.compile(
    rf"(.+?)\((?:权重|分值|满分|共)?:?{_POINTS}(?:分|%)?\)|(.*[^0-9.-]):?{_POINTS}分|((?!指标).*[^0-9.-]){_POINTS}"
)
_NUMBER_BEFORE = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2})+[.、]?|[0-9]{1,2}[.、]|[一二三四五六七八九十]{1,3}[.、]"
    r"|\([一二三四五六七八九十0-9]{1,2}\)"
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one indicator table, what is wrong with its rows, and what stands under it.

    `aside` are notes, seals and other rows that are plainly no part of the record.
    """

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    aside: tuple[Cell, ...] = ()


def read_lines(header: Header, rows: list[Row], *, cut_short: bool) -> Lines:
    """The lines under `header`; `cut_short` tells that the document ends with them."""
    problems: list[Problem] = []
    aside: list[Cell] = []
    levelled: list[Row] = []
    for row in rows:
        labels = [label(cell.text) for cell in row.cells]
        if not any(labels) or _is_page_number(row):
            continue
        if _is_below_table(header, row, below=bool(aside)):
            aside.append(Cell(in_short(row.written[0].text), row.source))
            continue
        problem = _not_a_line(header, row, cut_short=cut_short and row is rows[-1])
        if problem is not None:
            problems.append(problem)
        elif not all(map(_FILLER.fullmatch, labels)):
            levelled.append(_aligned(header, row))
    lines, found = _levelled(header, levelled)
    return Lines(lines, (*problems, *found), tuple(aside))


def level_name(text: str) -> str:
    """The name of a level (as a label) without its running number and its points: 一、产出指标(50分)."""
    numbered = _NUMBER_BEFORE.match(text)
    text = text[numbered.end() :] or text if numbered else text
    found = _LEVEL_POINTS.fullmatch(text)
    return (found[1] or found[3] or found[5]) if found else text


def _levelled(header: Header, rows: list[Row]) -> tuple[tuple[Line, ...], list[Problem]]:
    carried = carry([_written_levels(header, row) for row in rows])
    problems = [*levels_assumed(rows, carried), *_level_points(header, rows)]
    lines: list[Line] = []
    for row, levels in zip(rows, carried, strict=True):
        if _only_levels(header, row):
            continue
        line = line_of(header, row, levels)
        if not line.name and lines and _is_continued(header, row, levels, lines[-1]):
            line = replace(line, name=lines[-1].name)
            problems.append(name_carried(line))
        problems.extend(remarks_of(header, line))
        lines.append(line)
    return tuple(lines), problems


def _not_a_line(header: Header, row: Row, *, cut_short: bool) -> Problem | None:
    """What keeps a row from being a line."""
    if row.loose:
        return text_ignored(row.cells[0])
    needed = max(header.columns[column] for column in (Column.NAME, Column.TARGET)) + 1
    if len(row.cells) < needed:
        return _too_short(header, row, cut_short=cut_short)
    extra = [cell for cell in row.cells[len(header.names) :] if cell.text]
    if extra:
        message = f"这一行有{len(row.cells)}格，表头只有{len(header.names)}格，多出：{extra[0].text[:40]}"
        hint = "请检查这一行是否多了制表符或逗号，或缺了换行。"
        return Problem(Code.ROW_NOT_UNDERSTOOD, message, hint, row.source)
    return None


def _aligned(header: Header, row: Row) -> Row:
    """The row with what stands under no heading moved to the blank beside it: rows may cut merged cells otherwise."""
    read = {*header.columns.values(), *header.beside}
    read -= {header.at(column) for column in (Column.DIMENSION, Column.CATEGORY)}
    cells = list(row.cells)
    for at, cell in enumerate(row.cells):
        if not cell.text or not header.nameless(at):
            continue
        named = next((left for left in range(at, -1, -1) if header.names[left]), at)
        for to in (named, at + 1):
            if (
                to in read
                and to < len(cells)
                and not any(other.text for other in cells[to:at] or cells[to : to + 1])
            ):
                cells[at], cells[to] = Cell("", cell.source), cell
                break
    return Row(tuple(cells), row.loose) if tuple(cells) != row.cells else row


def in_short(text: str) -> str:
    """The beginning of a remark, without the name that stands behind a label (填表人)."""
    first = _REMARK_ENDS.split(one_line(text), maxsplit=1)[0]
    return first if len(first) <= _LONGEST_SHOWN else first[:_LONGEST_SHOWN] + "…"


def _is_page_number(row: Row) -> bool:
    return len(row.written) == 1 and is_marginal(row.written[0].text)


def _is_below_table(header: Header, row: Row, *, below: bool) -> bool:
    """Whether a row is a note, a seal or a total under the table; `below` tells that such a row came before."""
    if row.text(header.at(Column.NAME)) and row.text(header.at(Column.TARGET)):
        return False
    written = row.written
    if below and len(written) == 1 and not row.text(header.at(Column.NAME)):
        return True
    first = read_label(written[0].text)
    of_no_part = first is not None and first.what is What.OTHER
    return of_no_part or _FOOTER.match(label(written[0].text)) is not None


def _too_short(header: Header, row: Row, *, cut_short: bool) -> Problem:
    found = f"只有{len(row.cells)}格，表头有{len(header.names)}格：{row.source.text[:60]}"
    if cut_short:
        hint = "请核对原文件，补全这一行及其后的内容，再导入。"
        return Problem(Code.TABLE_CUT_SHORT, f"文件在一行的中间结束，这一行{found}", hint, row.source)
    hint = "每一行的格数要与表头相同，空白的一级指标也要占一格。"
    return Problem(Code.ROW_NOT_UNDERSTOOD, f"这一行{found}", hint, row.source)


def _written_levels(header: Header, row: Row) -> tuple[str, str]:
    return _level(header, row, Column.DIMENSION), _level(header, row, Column.CATEGORY)


def _level(header: Header, row: Row, column: Column) -> str:
    text = label(row.text(header.at(column)))
    if text in _DITTO or _FILLER.fullmatch(text):
        return ""
    return level_name(text)


def _only_levels(header: Header, row: Row) -> bool:
    """Whether a row names no indicator: nothing, a filler (指标1：/), or 不适用 or 0 with nothing to show for it."""
    name = _ORDINAL.sub("", label(row.text(header.at(Column.NAME))), count=1)
    target = label(row.text(header.at(Column.TARGET)))
    if _FILLER.fullmatch(name) and _FILLER.fullmatch(target):
        return True
    if not name:
        return False
    values = (target, *(label(row.text(at)) for at in (header.at(Column.POINTS), *header.beside)))
    return all(map(_OF_NO_USE.fullmatch, (name, *values)))


def _is_continued(header: Header, row: Row, levels: Levels, above: Line) -> bool:
    """Whether a row without a name goes on under the merged name above it."""
    return levels == above.levels and not any(_written_levels(header, row))


def _level_points(header: Header, rows: list[Row]) -> Iterator[Problem]:
    """One note for the points that stand in the names of levels."""
    found = [
        (text, row)
        for row in rows
        if Column.POINTS not in header.columns
        for column in (Column.DIMENSION, Column.CATEGORY)
        if _LEVEL_POINTS.fullmatch(text := label(row.text(header.at(column))))
    ]
    if found:
        listed = "、".join(text for text, _ in found)
        message = f"“{listed}”中的分值没有读取，各指标的分值按评分办法分配。"
        hint = "若要用自己的分值，请在表中加一列“分值”。"
        yield Problem(Code.TEXT_IGNORED, message, hint, found[0][1].source)
