"""Files of actuals (实际完成值), one row an entry, with columns found by their headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.entry import Document
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.decoding import decode, describe, lines_of
from scorer.reading.delimited import Record, read_records
from scorer.reading.table import Cell, clean, label

YEAR = "年度"
ORGANISATION = "单位"
PROJECT_NUMBER = "项目号"
PROJECT = "项目"
INDICATOR_NUMBER = "指标号"
INDICATOR = "指标"
EVIDENCE = "佐证"
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
)


@dataclass(frozen=True, slots=True)
class ActualRow:
    """One row as written, its cells found by the heading they stand under.

    `columns` says where each heading stands, from 0; all rows of a file share it. A cell gets its place
    only when it is asked for: a file may have a million of them.
    """

    document: str
    line: int
    columns: dict[str, int]
    written: tuple[str, ...]

    @property
    def source(self) -> Source:
        """The place of the whole row, with its written cells."""
        text = " | ".join(cell.text for _, cell in self.cells)
        return Source(self.document, 0, self.line, 0, text)

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
        return Cell(text, Source(self.document, 0, self.line, at + 1, self.written[at]))

    def text(self, heading: str) -> str:
        """The text under `heading`, "" where it is blank or there is no such column."""
        at = self.columns.get(heading)
        return _unquoted(self.written[at]) if at is not None and at < len(self.written) else ""


@dataclass(frozen=True, slots=True)
class ActualReading:
    """The rows of a file of actuals, as far as it could be read, with every problem of it."""

    document: Document
    rows: tuple[ActualRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """The headings of a file by column ("" for a column that is not read), and where they stand.

    `nameless` are the columns, from 1, over which nothing is written.
    """

    source: Source
    written: tuple[str, ...]
    headings: tuple[str, ...]
    nameless: tuple[int, ...]


def read_actual_rows(name: str, data: bytes) -> ActualReading:
    """The rows of the CSV or tab-separated file `name`; which project a row means is settled elsewhere.

    Lines above the header that begin with # are remarks and go with the document.
    """
    text = decode(name, data)
    if isinstance(text, Problem):
        return ActualReading(describe(name, data), (), (text,))
    delimiter = _delimiter(text)
    problems: list[Problem] = []
    records = _written(read_records(name, text, delimiter), problems)
    remarks, first = _split_remarks(records, delimiter)
    document = describe(name, data, remarks)
    if first is None:
        return ActualReading(document, (), (*problems, _header_missing(name, None)))
    header = _read_header(name, first)
    problems.extend(_header_problems(header))
    rows: list[ActualRow] = []
    if not any(problem.code is Code.HEADER_MISSING for problem in problems):
        columns = {heading: header.headings.index(heading) for heading in header.headings if heading}
        for record in records:
            if len(rows) == MOST_ROWS:
                problems.append(_too_many(name, record.line))
                break
            rows.append(ActualRow(name, record.line, columns, tuple(record.cells)))
            problems.extend(_row_problems(header, record))
        problems.extend(_evidence_problems(rows))
    problems.sort(key=lambda problem: problem.source.row if problem.source else 0)
    return ActualReading(document, tuple(rows), tuple(problems))


def _delimiter(text: str) -> str:
    lines = (line for line in lines_of(text) if clean(line) and not _is_remark(line))
    return "\t" if "\t" in next(lines, "") else ","


def _is_remark(line: str) -> bool:
    return line.lstrip().lstrip('"').startswith("#")


def _written(records: Iterator[Record | Problem], problems: list[Problem]) -> Iterator[Record]:
    """The records that are not blank; what keeps the rest from being read goes to `problems`."""
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
        elif any(map(clean, record.cells)):
            yield record


def _split_remarks(records: Iterator[Record], delimiter: str) -> tuple[tuple[str, ...], Record | None]:
    """The remarks above the header, and the record that is the header, taken off `records`."""
    remarks: list[str] = []
    for record in records:
        if not _is_remark(record.cells[0]):
            return tuple(remarks), record
        remark = delimiter.join(record.cells).strip(delimiter)
        remarks.append(clean(remark).lstrip("#").strip())
    return tuple(remarks), None


def _read_header(document: str, record: Record) -> _Header:
    written = tuple(label(_unquoted(cell)) for cell in record.cells)
    known = {*WHO, *ENTERED, EVIDENCE}
    headings = tuple(name if name in known else "" for name in written)
    source = Source(document, 0, record.line, 0, " | ".join(filter(None, written)))
    nameless = tuple(column for column, name in enumerate(written, 1) if not name)
    return _Header(source, written, headings, nameless)


def _header_problems(header: _Header) -> Iterator[Problem]:
    found = set(header.headings)
    if not found & {PROJECT_NUMBER, PROJECT} or not found & set(ENTERED):
        yield _header_missing(header.source.document, header.source)
        return
    seen: set[str] = set()
    for column, (name, heading) in enumerate(zip(header.written, header.headings, strict=True), 1):
        place = Source(header.source.document, 0, header.source.row, column, name)
        if heading and heading in seen:
            message = f"列“{name}”出现了两次。"
            yield Problem(Code.SAME_FIELD_TWICE, message, "请删去或改名其中一列。", place)
        elif name and not heading and name not in WRITTEN_BESIDE:
            message = f"不认识列“{name}”，没有读取。"
            yield Problem(Code.COLUMN_UNKNOWN, message, _READABLE, place)
        seen.add(heading)


def _header_missing(document: str, source: Source | None) -> Problem:
    found = f"找到的是：{source.text[:60]}" if source else "文件里没有内容。"
    return Problem(
        Code.HEADER_MISSING,
        f"没有找到表头：第一行要有 {PROJECT_NUMBER} 或 {PROJECT}，以及 实际完成值 等要填的列；{found}",
        _READABLE,
        source or Source(document, 0, 0, 0, ""),
    )


def _unquoted(written: str) -> str:
    """A cell without the ' that keeps a spreadsheet from taking = + - @ for a formula."""
    text = clean(written)
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _row_problems(header: _Header, record: Record) -> Iterator[Problem]:
    document = header.source.document
    for column, written in enumerate(record.cells[len(header.headings) :], len(header.headings) + 1):
        if clean(written):
            source = Source(document, 0, record.line, column, written)
            counts = f"这一行有{len(record.cells)}格，表头只有{len(header.headings)}格"
            message = f"{counts}，多出：{clean(written)[:40]}"
            hint = "格内若有逗号，请把整格放在双引号里，或改用中文逗号。"
            yield Problem(Code.ROW_NOT_UNDERSTOOD, message, hint, source)
            return
    for column in header.nameless:
        written = record.cells[column - 1] if column <= len(record.cells) else ""
        if clean(written):
            source = Source(document, 0, record.line, column, written)
            message = f"这一格没有列名，没有读取：{clean(written)[:40]}"
            yield Problem(Code.COLUMN_UNKNOWN, message, "请在表头写上列名。", source)


def _too_many(document: str, line: int) -> Problem:
    message = f"文件超过{MOST_ROWS}行，从这一行起没有读取。"
    place = Source(document, 0, line, 0, "")
    return Problem(Code.DOCUMENT_TOO_LARGE, message, "请把文件分成几份，分别填报。", place)


def _evidence_problems(rows: list[ActualRow]) -> Iterator[Problem]:
    cell = next((cell for row in rows if (cell := row.cell(EVIDENCE))), None)
    if cell is not None:
        message = f"“{EVIDENCE}”一列目前不保存。"
        yield Problem(Code.COLUMN_UNKNOWN, message, "请另行保管佐证材料，或把要点写进“备注”。", cell.source)
