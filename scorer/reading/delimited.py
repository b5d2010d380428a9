"""Rows written as comma-separated or tab-separated lines, as spreadsheets save and paste them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.decoding import lines_of
from scorer.reading.table import MOST_CELLS, Row, cell_at, clean, too_wide


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row as written, and the line that it begins on, from 1."""

    line: int
    cells: list[str]


def read_delimited(document: str, text: str, delimiter: str) -> Iterator[Row | Problem]:
    """The rows of `text`, wholly blank ones left out; columns are counted from 1, the table is 0."""
    for record in read_records(document, text, delimiter):
        if isinstance(record, Problem):
            yield record
        elif len(record.cells) > MOST_CELLS:
            yield too_wide(Source(document, 0, record.line, 0, ""))
            return
        elif any(map(clean, record.cells)):
            yield Row(
                tuple(
                    cell_at(document, 0, record.line, column, cell)
                    for column, cell in enumerate(record.cells, 1)
                )
            )


def read_records(document: str, text: str, delimiter: str) -> Iterator[Record | Problem]:
    """The records of `text`; a quoted cell may hold line breaks, delimiters and doubled quotes.

    Tab-separated text in which quotes do not pair off was pasted from Word, where a quote is only a
    character: every line is a record then. In comma-separated text it is a Problem, and reading ends there.
    """
    if '"' not in text or (delimiter == "\t" and not _quotes_pair_off(text, delimiter)):
        yield from (Record(line, cells.split(delimiter)) for line, cells in enumerate(lines_of(text), 1))
        return
    last = Record(0, [])
    try:
        for record in _quoted(text, delimiter):
            last = record
            yield record
    except csv.Error:
        yield _quotes_unpaired(document, text, last)


def _quoted(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader((line + "\n" for line in lines_of(text)), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield Record(line, cells)
        line = reader.line_num + 1


def _quotes_pair_off(text: str, delimiter: str) -> bool:
    try:
        return not any(delimiter in cell for record in _quoted(text, delimiter) for cell in record.cells)
    except csv.Error:
        return False


def _quotes_unpaired(document: str, text: str, last: Record) -> Problem:
    after = last.line + sum(cell.count("\n") for cell in last.cells) + 1
    found = next(islice(lines_of(text), after - 1, None))
    return Problem(
        Code.ROW_NOT_UNDERSTOOD,
        f"从这一行起双引号没有成对（或一格长得离奇），后面无法分成格：{found[:40]}",
        "请检查这一行的双引号：格内的一个双引号要写成两个，或改用中文引号。",
        Source(document, 0, after, 0, found),
    )
