"""A file of actuals: its columns, known by their headings, and its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorer.model.entry import Document
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.sheet_keys import PROVISIONAL, ROW_KEY, SCALED
from scorer.reading.table import Cell, clean, label

YEAR = "年度"
ORGANISATION = "单位"
PROJECT_NUMBER = "项目号"
PROJECT = "项目"
INDICATOR_NUMBER = "指标号"
INDICATOR = "指标"
MOST_ROWS = 500_000
"""The longest file of actuals, in rows: what fits into memory by and large."""

# What the target table says is imported with it and cannot be entered here.
_OF_TABLE = (Field.TARGET, Field.DESCRIPTION, Field.POSITION, Field.TABLE_POINTS, Field.PURPOSE, Field.GOALS)
WHO = (YEAR, ORGANISATION, PROJECT_NUMBER, PROJECT, INDICATOR_NUMBER, INDICATOR)
ENTERED = tuple(
    info.heading
    for field, info in FIELDS.items()
    if field not in _OF_TABLE and (info.of_project or info.of_line)
)
_KNOWN = frozenset({*WHO, *ENTERED, ROW_KEY})
_READABLE = f"能读的列有：{'、'.join((*WHO, *ENTERED))}。"
# What the program writes beside them in its own CSV report and in the fill-in sheet: passed over in silence.
WRITTEN_BESIDE = (
    *(FIELDS[field].heading for field in _OF_TABLE),
    *(
        "单位代码",
        "单位名称",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值理解",
        "实际值理解",
        "状态",
        "得分",
        "系统得分",
        "自评得分",
        "得分差",
    ),
    *(
        "分值来源",
        "完成程度",
        "完成率",
        "偏差",
        "执行率",
        "等级",
        "结论",
        "说明",
        "提示",
        "计算过程",
        "须填原因",
    ),
    *(PROVISIONAL, SCALED),
)


@dataclass(frozen=True, slots=True)
class ActualRow:
    """One row as written, its cells found by the heading they stand under.

    `columns` says where each heading stands, from 0; all rows of a table share it. A cell gets its place
    only when it is asked for: a file may have a million of them. `given_out` is the row as the program
    handed it out in a fill-in workbook.
    """

    document: str
    line: int
    columns: dict[str, int]
    written: tuple[str, ...]
    table: int = 0
    given_out: "ActualRow | None" = None

    @property
    def source(self) -> Source:
        """The place of the whole row, with its written cells."""
        text = " | ".join(cell.text for _, cell in self.cells)
        return Source(self.document, self.table, self.line, 0, text)

    @property
    def cells(self) -> tuple[tuple[str, Cell], ...]:
        """The cells that are not blank, each with its heading."""
        return tuple((heading, cell) for heading in self.columns if (cell := self.cell(heading)))

    def cell(self, heading: str) -> Cell | None:
        """The cell under `heading`, None where it is blank or there is no such column."""
        text = self.text(heading)
        if not text:
            return None
        at = self.columns[heading]
        return Cell(text, Source(self.document, self.table, self.line, at + 1, self.written[at]))

    def text(self, heading: str) -> str:
        """The text under `heading`, "" where it is blank or there is no such column."""
        at = self.columns.get(heading)
        return unquoted(self.written[at]) if at is not None and at < len(self.written) else ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a fill-in workbook says it was made from: the record's id, the year, when (UTC) and by whom."""

    store: str
    year: str
    made_at: str
    made_by: str


@dataclass(frozen=True, slots=True)
class ActualReading:
    """The rows of a file of actuals, as far as it could be read, with every problem of it.

    `origin` is None for a file that is no fill-in workbook.
    """

    document: Document
    rows: tuple[ActualRow, ...]
    problems: tuple[Problem, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ActualHeader:
    """The headings of a table by column ("" for a column that is not read), and where they stand.

    `nameless` are the columns, from 1, over which nothing is written.
    """

    source: Source
    written: tuple[str, ...]
    headings: tuple[str, ...]
    nameless: tuple[int, ...]

    @property
    def columns(self) -> dict[str, int]:
        """Where each heading that is read stands, from 0."""
        return {heading: self.headings.index(heading) for heading in self.headings if heading}

    @property
    def complete(self) -> bool:
        """Whether it says which project a row is about, and has something to fill in."""
        found = set(self.headings)
        return bool(found & {PROJECT_NUMBER, PROJECT, ROW_KEY}) and bool(found & set(ENTERED))


def read_header(place: Source, cells: Sequence[str]) -> ActualHeader:
    """The header that a row is, as far as its cells are names of columns."""
    written = tuple(label(unquoted(cell)) for cell in cells)
    headings = tuple(name if name in _KNOWN else "" for name in written)
    nameless = tuple(column for column, name in enumerate(written, 1) if not name)
    text = " | ".join(filter(None, written))
    source = Source(place.document, place.table, place.row, 0, text)
    return ActualHeader(source, written, headings, nameless)


def header_problems(header: ActualHeader) -> Iterator[Problem]:
    """What is wrong with a header: incomplete, a column twice, columns that nothing reads."""
    if not header.complete:
        yield header_missing(header.source.document, header.source)
        return
    seen: set[str] = set()
    for column, (name, heading) in enumerate(zip(header.written, header.headings, strict=True), 1):
        place = Source(header.source.document, header.source.table, header.source.row, column, name)
        if heading and heading in seen:
            message = f"列“{name}”出现了两次。"
            yield Problem(Code.SAME_FIELD_TWICE, message, "请删去或改名其中一列。", place)
        elif name and not heading and name not in WRITTEN_BESIDE:
            message = f"不认识列“{name}”，没有读取。"
            yield Problem(Code.COLUMN_UNKNOWN, message, _READABLE, place)
        seen.add(heading)


def header_missing(document: str, source: Source | None) -> Problem:
    """The problem of a file in which no header was found, or an incomplete one at `source`."""
    found = f"找到的是：{source.text[:60]}" if source else "文件里没有内容。"
    return Problem(
        Code.HEADER_MISSING,
        f"没有找到表头：第一行要有 {PROJECT_NUMBER} 或 {PROJECT}，以及 实际完成值 等要填的列；{found}",
        _READABLE,
        source or Source(document, 0, 0, 0, ""),
    )


def nameless_problem(place: Source) -> Problem:
    """The note on a cell over which no heading stands."""
    message = f"这一格没有列名，没有读取：{clean(place.text)[:40]}"
    return Problem(Code.COLUMN_UNKNOWN, message, "请在表头写上列名。", place)


def too_many_rows(document: str, table: int, line: int) -> Problem:
    """The problem of a file with more than MOST_ROWS rows."""
    message = f"文件超过{MOST_ROWS}行，从这一行起没有读取。"
    place = Source(document, table, line, 0, "")
    return Problem(Code.DOCUMENT_TOO_LARGE, message, "请把文件分成几份，分别填报。", place)


def unquoted(written: str) -> str:
    """A cell without the ' that keeps a spreadsheet from taking = + - @ for a formula."""
    text = clean(written)
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
