"""Files of actuals (实际完成值), one row an entry: texts here, workbooks and other tables by their reader."""

from collections.abc import Iterator
from dataclasses import replace

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.actual_rows import (
    MOST_ROWS,
    ActualHeader,
    ActualReading,
    ActualRow,
    header_missing,
    header_problems,
    nameless_problem,
    read_header,
    too_many_rows,
)
from scorer.reading.decoding import lines_of
from scorer.reading.delimited import Record, read_records
from scorer.reading.formats import Format, format_of
from scorer.reading.opening import text_of
from scorer.reading.paper import Paper
from scorer.reading.table import clean

_WITH_TABLES = frozenset({Format.WORD, Format.WORKBOOK, Format.OLD_WORKBOOK, Format.WEB_PAGE})


def read_actual_rows(paper: Paper) -> ActualReading:
    """The rows of a file of actuals; which project a row means is settled elsewhere.

    Lines above the header that begin with # are remarks and go with the document.
    """
    if format_of(paper.document.name, paper.data) in _WITH_TABLES:
        from scorer.reading.actual_tables import read_actual_tables  # noqa: PLC0415  texts need not spend the time

        return read_actual_tables(paper)
    return _read_text(paper)


def _read_text(paper: Paper) -> ActualReading:
    name = paper.document.name
    text = text_of(paper)
    if isinstance(text, Problem):
        return ActualReading(paper.document, (), (text,))
    delimiter = _delimiter(text)
    problems: list[Problem] = []
    records = _written(read_records(name, text, delimiter), problems)
    remarks, first = _split_remarks(records, delimiter)
    document = replace(paper.document, remarks=remarks)
    if first is None:
        return ActualReading(document, (), (*problems, header_missing(name, None)))
    header = read_header(Source(name, 0, first.line, 0, ""), first.cells)
    problems.extend(header_problems(header))
    rows: list[ActualRow] = []
    if not any(problem.code is Code.HEADER_MISSING for problem in problems):
        columns = header.columns
        for record in records:
            if len(rows) == MOST_ROWS:
                problems.append(too_many_rows(name, 0, record.line))
                break
            rows.append(ActualRow(name, record.line, columns, tuple(record.cells)))
            problems.extend(_row_problems(header, record))
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


def _row_problems(header: ActualHeader, record: Record) -> Iterator[Problem]:
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
            yield nameless_problem(Source(document, 0, record.line, column, written))
