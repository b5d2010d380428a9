"""Files of actuals (实际完成值), one row an entry, with columns found by their headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.entry import Document
from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.decoding import decode, describe
from scorer.reading.delimited import Record, read_records
from scorer.reading.table import Cell, clean, label

YEAR = "年度"
ORGANISATION = "单位"
PROJECT_NUMBER = "项目号"
PROJECT = "项目"
INDICATOR_NUMBER = "指标号"
INDICATOR = "指标"
EVIDENCE = "佐证"

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
    """One row, its written cells by the heading they stand under; blank cells are left out."""

    source: Source
    cells: tuple[tuple[str, Cell], ...]

    def cell(self, heading: str) -> Cell | None:
        """The cell under `heading`, None where it is blank or there is no such column."""
        return next((cell for name, cell in self.cells if name == heading), None)

    def text(self, heading: str) -> str:
        """The text under `heading`, "" where it is blank or there is no such column."""
        cell = self.cell(heading)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class ActualReading:
    """The rows of a file of actuals, as far as it could be read, with every problem of it."""

    document: Document
    rows: tuple[ActualRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """The headings of a file by column ("" for a column that is not read), and the line they stand on."""

    source: Source
    written: tuple[str, ...]
    headings: tuple[str, ...]


def read_actual_rows(name: str, data: bytes) -> ActualReading:
    """The rows of the CSV or tab-separated file `name`; which project a row means is settled elsewhere.

    Lines above the header that begin with # are remarks and go with the document.
    """
    text = decode(name, data)
    if isinstance(text, Problem):
        return ActualReading(describe(name, data), (), (text,))
    delimiter = _delimiter(text)
    records, unreadable = read_records(name, text, delimiter)
    remarks, body = _split_remarks(records, delimiter)
    document = describe(name, data, remarks)
    if not body:
        return ActualReading(document, (), (*unreadable, _header_missing(name, None)))
    header = _read_header(name, body[0])
    problems = [*_header_problems(header), *unreadable]
    rows: list[ActualRow] = []
    if not any(problem.code is Code.HEADER_MISSING for problem in problems):
        for record in body[1:]:
            rows.append(_read_row(header, record))
            problems.extend(_row_problems(header, record))
        problems.extend(_evidence_problems(rows))
    problems.sort(key=lambda problem: problem.source.row if problem.source else 0)
    return ActualReading(document, tuple(rows), tuple(problems))


def _delimiter(text: str) -> str:
    lines = (line for line in text.split("\n") if clean(line) and not _is_remark(line))
    return "\t" if "\t" in next(lines, "") else ","


def _is_remark(line: str) -> bool:
    return line.lstrip().lstrip('"').startswith("#")


def _split_remarks(records: list[Record], delimiter: str) -> tuple[tuple[str, ...], list[Record]]:
    """The remarks above the header, and the records from it on; blank records are left out."""
    written = [record for record in records if any(map(clean, record.cells))]
    above = 0
    while above < len(written) and _is_remark(written[above].cells[0]):
        above += 1
    remarks = (delimiter.join(record.cells).strip(delimiter) for record in written[:above])
    return tuple(clean(remark).lstrip("#").strip() for remark in remarks), written[above:]


def _read_header(document: str, record: Record) -> _Header:
    written = tuple(label(_unquoted(cell)) for cell in record.cells)
    known = {*WHO, *ENTERED, EVIDENCE}
    headings = tuple(name if name in known else "" for name in written)
    source = Source(document, 0, record.line, 0, " | ".join(filter(None, written)))
    return _Header(source, written, headings)


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


def _read_row(header: _Header, record: Record) -> ActualRow:
    document = header.source.document
    cells = tuple(
        (heading, Cell(text, Source(document, 0, record.line, column, written)))
        for column, (heading, written) in enumerate(zip(header.headings, record.cells, strict=False), 1)
        if heading and (text := _unquoted(written))
    )
    text = " | ".join(cell.text for _, cell in cells)
    return ActualRow(Source(document, 0, record.line, 0, text), cells)


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
    for column, (name, written) in enumerate(zip(header.written, record.cells, strict=False), 1):
        if not name and clean(written):
            source = Source(document, 0, record.line, column, written)
            message = f"这一格没有列名，没有读取：{clean(written)[:40]}"
            yield Problem(Code.COLUMN_UNKNOWN, message, "请在表头写上列名。", source)


def _evidence_problems(rows: list[ActualRow]) -> Iterator[Problem]:
    cell = next((cell for row in rows if (cell := row.cell(EVIDENCE))), None)
    if cell is not None:
        message = f"“{EVIDENCE}”一列目前不保存。"
        yield Problem(Code.COLUMN_UNKNOWN, message, "请另行保管佐证材料，或把要点写进“备注”。", cell.source)
