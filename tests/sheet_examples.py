"""Fill-in workbooks as tests meet them: filled in by a script, and computed anew by LibreOffice."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Entry = str | int | float | date | None
Entries = Mapping[tuple[str, str], Entry]
"""What is filled in, by the key of the row and the heading of the column."""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def fill(path: Path, entries: Entries, to: Path | None = None) -> Path:
    """Fill a workbook in and save it, under another name where one is given."""
    book = load_workbook(path)
    open_entries = dict(entries)
    for sheet, row, columns in rows_of(book):
        key = str(sheet.cell(row, columns["标识"]).value)
        for heading, column in columns.items():
            if (key, heading) in open_entries:
                sheet.cell(row, column).value = open_entries.pop((key, heading))
    assert not open_entries
    book.save(to or path)
    return to or path


def rows_of(book: Workbook) -> Iterator[tuple[Worksheet, int, dict[str, int]]]:
    """The rows that were handed out, with the columns of their headings."""
    for name in book.sheetnames:
        sheet = book[name]
        columns: dict[str, int] = {}
        for row in range(1, sheet.max_row + 1 if sheet.title != "scorer" else 0):
            texts = {str(cell.value): cell.column for cell in sheet[row] if cell.value is not None}
            if "标识" in texts:
                columns = texts
            elif columns and sheet.cell(row, columns["标识"]).value:
                yield sheet, row, columns


def values(path: Path, heading: str) -> dict[str, object]:
    """What stands under a heading, by the key of the row; formulas by their computed value."""
    book = load_workbook(path, data_only=True)
    return {
        str(sheet.cell(row, columns["标识"]).value): sheet.cell(row, columns[heading]).value
        for sheet, row, columns in rows_of(book)
        if heading in columns
    }


def saved_by_office(paths: list[Path], to: str, folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them in the format `to`, every formula computed anew."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{to}" for path in paths]
