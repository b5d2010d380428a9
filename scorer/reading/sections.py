"""A document parted into sections, one for each project: the rows above its indicators, and theirs."""

from dataclasses import dataclass, field

from scorer.reading.headings import Header, read_header, with_second_row
from scorer.reading.labels import What, only_unit, organisation_in, what_is
from scorer.reading.table import Row, is_title, label


@dataclass(slots=True)
class Section:
    """What belongs to one project, in order; `header` is None where no indicator table was found.

    `named` is whether a row above it gives the project's name.
    """

    first: Row
    above: list[Row] = field(default_factory=list)
    header: Header | None = None
    rows: list[Row] = field(default_factory=list)
    named: bool = False


def split_sections(rows: tuple[Row, ...]) -> tuple[Section, ...]:
    """The sections of a document, none without a row; what stands before the first title belongs to it."""
    sections: list[Section] = []
    for row in rows:
        if not sections or _starts_next(row, sections[-1]):
            sections.append(Section(row))
        _add(row, sections[-1])
    return tuple(sections)


def _add(row: Row, section: Section) -> None:
    if section.header is None:
        section.header = read_header(row)
        if section.header is None:
            section.above.append(row)
            section.named = section.named or _names_project(row)
        return
    second = None if section.rows else with_second_row(section.header, row)
    if second is not None:
        section.header = second
    elif not _repeats(section.header, row):
        section.rows.append(row)


def _repeats(header: Header, row: Row) -> bool:
    """Whether `row` is the header again, as it stands at the top of a further page."""
    return [label(cell.text) for cell in row.cells] == [label(cell.text) for cell in header.row.cells]


def _starts_next(row: Row, current: Section) -> bool:
    opens = _names_project(row) or _is_titled(row)
    if current.header is None:
        return opens and current.named
    if opens or organisation_in(row) is not None:
        return True
    return read_header(row) is not None and not _repeats(current.header, row)


def _is_titled(row: Row) -> bool:
    cells = [cell for cell in row.written if not only_unit(cell.text)]
    return len(cells) == 1 and is_title(cells[0].text)


def _names_project(row: Row) -> bool:
    return any(what_is(cell.text) is What.NAME for cell in row.written[:2])
