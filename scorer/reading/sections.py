"""A document parted into sections, one for each project: the rows above its indicators, and theirs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorer.reading.headings import Header, for_the_year, read_header, with_row_above, with_second_row
from scorer.reading.label_names import What
from scorer.reading.labels import (
    is_marginal,
    only_unit,
    organisation_in,
    read_label,
    what_is,
    with_whole_unit,
)
from scorer.reading.table import Row, is_title, label

# No table of targets is near as long; without a bound one could fill the memory.
MOST_ROWS = 20_000
# A title or an organisation, and the unit of money beside it.
_MOST_IN_A_LINE = 2
_TITLE_BEGINNING = re.compile(r"[^。；：;:]{0,20}20\d\d年度?[^。；：;:日]{0,30}")
_NUMBER = frozenset({"序号", "编号"})
_EVIDENCE = re.compile(r"(?:佐证|证明|支撑)材料(?:名称|清单)?")
_RESULT = re.compile(r".*(?:得分|评分|总分|等[级次]|结论|执行率)")
# A form that is still blank may have its labels in a row, too.
_FEWEST_BESIDE_NAMES = 3


@dataclass(slots=True)
class Section:
    """What belongs to one project, in order; `header` is None where no indicator table was found.

    `named` is whether a row above it gives the project's name; `list_head` heads a list of projects (汇总表)
    or of evidence (佐证材料目录), which it is where it has no header. `last` is whether the document ends with
    it, `overlong` whether reading ended after its first MOST_ROWS rows.
    """

    first: Row
    above: list[Row] = field(default_factory=list)
    header: Header | None = None
    rows: list[Row] = field(default_factory=list)
    named: bool = False
    list_head: Row | None = None
    last: bool = False
    overlong: bool = False


def split_sections(rows: Iterable[Row]) -> Iterator[Section]:
    """The sections of a document, one after another; what stands before the first title belongs to it."""
    section: Section | None = None
    for row in rows:
        if section is None:
            section = Section(row)
        elif len(section.above) + len(section.rows) >= MOST_ROWS:
            section.overlong = True
            yield section
            return
        elif _starts_next(row, section):
            following = _begun(row, section)
            yield section
            section = following
        _add(row, section)
    if section is not None:
        section.last = True
        yield section


def tells_of_project(row: Row) -> bool:
    """Whether a row is a title, names a project or is the header of indicators."""
    return _is_titled(row) or _names_project(row) or read_header(row) is not None


def heads_evidence(row: Row) -> bool:
    """Whether a row is the head of an index of evidence: 序号 | 指标 | 佐证材料 | 大小."""
    # Nearly every row is told by its first cell.
    numbered = not row.loose and bool(row.written) and label(row.written[0].text) in _NUMBER
    return (
        numbered
        and any(_EVIDENCE.fullmatch(label(cell.text)) for cell in row.written)
        and read_header(row) is None
    )


def _add(row: Row, section: Section) -> None:
    if section.header is None:
        section.header = read_header(row)
        if section.header is None:
            section.above.append(with_whole_unit(row))
            section.named = section.named or _names_project(row)
            section.list_head = section.list_head or (
                row if _heads_list(row) or heads_evidence(row) else None
            )
        elif section.above and (whole := with_row_above(section.header, section.above[-1])) is not None:
            section.header = whole
            section.above.pop()
        return
    second = None if section.rows else with_second_row(section.header, row)
    of_the_year = for_the_year(section.header, row)
    if of_the_year is not None:
        section.header, section.rows = of_the_year, []
    elif second is not None:
        section.header = second
    elif not _repeats(section.header, row):
        section.rows.append(row)


def _begun(row: Row, before: Section) -> Section:
    """The section that `row` begins, with the lines above it that belong to it (附件2, the top of its sheet)."""
    section = Section(row)
    titled = _is_titled(row)
    while before.rows and ((titled and _heads_title(before.rows[-1])) or _on_new_sheet(row, before)):
        section.above.insert(0, before.rows.pop())
    return section


def _on_new_sheet(row: Row, before: Section) -> bool:
    """Whether the last row before `row` stands in its table or sheet, and the header in an earlier one."""
    table = row.cells[0].source.table
    header = before.header
    return (
        table != 0
        and header is not None
        and before.rows[-1].cells[0].source.table == table != header.row.cells[0].source.table
    )


def _heads_title(row: Row) -> bool:
    written = row.written
    if len(written) > 1:
        return False
    return (
        not written or is_marginal(written[0].text) or _TITLE_BEGINNING.fullmatch(written[0].text) is not None
    )


def _repeats(header: Header, row: Row) -> bool:
    """Whether `row` is the header again, as it stands at the top of a further page."""
    cells = header.row.cells
    return len(row.cells) == len(cells) and all(
        label(cell.text) == label(other.text) for cell, other in zip(row.cells, cells, strict=True)
    )


def _starts_next(row: Row, current: Section) -> bool:
    alone = len(row.written) <= _MOST_IN_A_LINE
    opens = _names_project(row) or (alone and _is_titled(row)) or heads_evidence(row)
    if current.header is None:
        return opens and (current.named or current.list_head is not None)
    if opens or (alone and organisation_in(row) is not None):
        return True
    following = read_header(row)
    if following is None or _repeats(current.header, row) or for_the_year(current.header, row) is not None:
        return False
    return bool(current.rows) or with_second_row(current.header, row) is None


def _is_titled(row: Row) -> bool:
    cells = [cell for cell in row.written if not only_unit(cell.text)]
    return len(cells) == 1 and is_title(cells[0].text)


def _names_project(row: Row) -> bool:
    return any(what_is(cell.text) is What.NAME for cell in row.written[:2])


def _heads_list(row: Row) -> bool:
    """Whether a row is the head of a list of projects: 序号 | 项目名称 | 预算数 | 执行数 | 自评得分."""
    names = [cell for cell in row.written if what_is(cell.text) is What.NAME]
    beside = [label(cell.text) for cell in row.written if cell not in names]
    measured = [name for name in beside if what_is(name) is What.MONEY or _RESULT.fullmatch(name)]
    known = all(name in measured or name in _NUMBER or read_label(name) is not None for name in beside)
    return (
        not row.loose and len(names) == 1 and len(beside) >= _FEWEST_BESIDE_NAMES and bool(measured) and known
    )
