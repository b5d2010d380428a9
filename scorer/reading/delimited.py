"""Rows written as comma-separated or tab-separated lines, as spreadsheets save and paste them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.table import Cell, Row, Table, clean


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row as written, and the line that it begins on, from 1."""

    line: int
    cells: list[str]


def read_delimited(document: str, text: str, delimiter: str) -> Table:
    """The rows of `text`, wholly blank ones left out; columns are counted from 1, the table is 0."""
    records, problems = read_records(document, text, delimiter)
    rows = tuple(
        Row(
            tuple(
                Cell(clean(cell), Source(document, 0, record.line, column, cell))
                for column, cell in enumerate(record.cells, 1)
            )
        )
        for record in records
        if any(clean(cell) for cell in record.cells)
    )
    return Table(rows, problems)


def read_records(document: str, text: str, delimiter: str) -> tuple[list[Record], tuple[Problem, ...]]:
    """The records of `text`; a quoted cell may hold line breaks, delimiters and doubled quotes.

    Tab-separated text in which quotes do not pair off was pasted from Word, where a quote is only a
    character: every line is a record then. In comma-separated text it is a Problem, and reading ends there.
    """
    records: list[Record] = []
    try:
        records.extend(_quoted(text, delimiter))
    except csv.Error:
        if delimiter == "\t":
            return _unquoted(text), ()
        return records, (_quotes_unpaired(document, text, records),)
    if delimiter == "\t" and any("\t" in cell for record in records for cell in record.cells):
        return _unquoted(text), ()
    return records, ()


def _quoted(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader((line + "\n" for line in text.split("\n")), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield Record(line, cells)
        line = reader.line_num + 1


def _unquoted(text: str) -> list[Record]:
    return [Record(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1)]


def _quotes_unpaired(document: str, text: str, records: list[Record]) -> Problem:
    after = records[-1].line + sum(cell.count("\n") for cell in records[-1].cells) + 1 if records else 1
    found = text.split("\n")[after - 1]
    return Problem(
        Code.ROW_NOT_UNDERSTOOD,
        f"从这一行起双引号没有成对（或一格长得离奇），后面无法分成格：{found[:40]}",
        "请检查这一行的双引号：格内的一个双引号要写成两个，或改用中文引号。",
        Source(document, 0, after, 0, found),
    )
