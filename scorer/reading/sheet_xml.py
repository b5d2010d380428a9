"""The parts of an Excel workbook: its sheets, number formats and texts, and the cells of a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml.etree import _Element

from scorer.model.problem import Code, Refused
from scorer.notation.characters import printable
from scorer.reading.grid import Merged, Written
from scorer.reading.number_formats import BUILT_IN, shown_date, shown_number
from scorer.reading.package import PART_FAULTS, Package, damaged, target_name
from scorer.reading.xml_part import XmlPart, opened, whole_part

_MAIN = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships"
_LINK_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_STRETCH = 1024 * 1024
_OVERLAP = 256
_MOST_MERGED = 100_000
_LETTERS = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet by its name, and the part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: texts by number, the number format of each style."""

    sheets: tuple[BookSheet, ...]
    texts: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool


def open_book(document: str, package: Package) -> Book:
    """The workbook in `package`; Refused where a part of it is missing or damaged."""
    name = _workbook_name(document, package)
    workbook = whole_part(document, package, name, _named("workbook"))
    if workbook is None:
        raise Refused(damaged(document))
    folder, _, file = name.rpartition("/")
    links = _links(document, package, f"{folder}/_rels/{file}.rels".lstrip("/"), name)
    properties = _first(workbook, "workbookPr")
    return Book(
        sheets=tuple(_sheets(workbook, links)),
        texts=tuple(_texts(document, package, _target(links, "sharedStrings"))),
        formats=_formats(document, package, _target(links, "styles")),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def merged_cells(document: str, package: Package, sheet: BookSheet) -> tuple[Merged, ...]:
    """The merged cells of a sheet, which stand in it behind its rows; at most 100,000."""
    merged: list[Merged] = []
    stream = opened(document, package, sheet.part)
    if stream is None:
        return ()
    before = b""
    try:
        with stream:
            while len(merged) < _MOST_MERGED and (piece := stream.read(_STRETCH)):
                whole = before + piece
                end = 0
                for found in _MERGED.finditer(whole):
                    left, top, right, bottom = (part.decode() for part in found.groups())
                    merged.append(Merged(int(top), _column(left), int(bottom), _column(right)))
                    end = found.end()
                before = whole[max(end, len(whole) - _OVERLAP) :]
    except PART_FAULTS as fault:
        raise Refused(damaged(document)) from fault
    return tuple(merged)


def sheet_cells(
    document: str, package: Package, book: Book, sheet: BookSheet
) -> Iterator[tuple[int, list[Written]]]:
    """The rows of a sheet that have written cells, by number from 1; Refused where the part is damaged."""
    stream = opened(document, package, sheet.part)
    if stream is None:
        raise Refused(damaged(document))
    number = 0
    with stream:
        for row in _children(XmlPart(document, stream, _named("sheetData"))):
            written_number = row.get("r")
            number = int(written_number) if written_number and written_number.isdecimal() else number + 1
            cells = list(_cells(book, row))
            if cells:
                yield number, cells


def _children(part: XmlPart) -> Iterator[_Element]:
    """The children of an element one after another, each taken out when it is complete."""
    for element, complete in part.grown():
        finished = list(element) if complete else list(element)[:-1]
        for child in finished:
            yield child
            element.remove(child)
        if finished:
            part.taken_out()


def _cells(book: Book, row: _Element) -> Iterator[Written]:
    column = 0
    for cell in row:
        place = cell.get("r")
        letters = _LETTERS.match(place) if place else None
        column = _column(letters[0]) if letters else column + 1
        if len(cell):
            written = _written(book, cell, column)
            if written is not None:
                yield written


def _written(book: Book, cell: _Element, column: int) -> Written | None:
    kind = cell.get("t", "n")
    value, has_formula, inline = None, False, ""
    for part in cell:
        match _local(part):
            case "v":
                value = part.text or ""
            case "f":
                has_formula = True
            case "is":
                inline = _text(part)
            case _:
                pass
    if kind == "inlineStr":
        return Written(column, inline) if inline else None
    if not value:
        lacking = has_formula and (value is None or kind != "str")
        return Written(column, "", Code.FORMULA_WITHOUT_VALUE) if lacking else None
    if kind == "e":
        return Written(column, value, Code.CELL_ERROR)
    return Written(column, _shown(book, cell, kind, value))


def _shown(book: Book, cell: _Element, kind: str, value: str) -> str:
    match kind:
        case "s":
            at = int(value) if value.isdecimal() else len(book.texts)
            return book.texts[at] if at < len(book.texts) else ""
        case "str":
            return _plain(value)
        case "b":
            return "是" if value == "1" else "否"
        case "d":
            return _shown_day(value, _format(book, cell))
        case _:
            return shown_number(value.strip(), _format(book, cell), from_1904=book.from_1904)


def _shown_day(value: str, code: str) -> str:
    try:
        return shown_date(date.fromisoformat(value[:10]), code)
    except ValueError:
        return value


def _format(book: Book, cell: _Element) -> str:
    style = cell.get("s", "0")
    at = int(style) if style.isdecimal() else 0
    return book.formats[at] if at < len(book.formats) else ""


def _texts(document: str, package: Package, part: str | None) -> Iterator[str]:
    stream = opened(document, package, part) if part else None
    if stream is not None:
        with stream:
            for item in _children(XmlPart(document, stream, _named("sst"))):
                yield _text(item)


def _text(item: _Element) -> str:
    """The text of a cell, its differently formatted stretches joined; how it is pronounced is left out."""
    parts = []
    for child in item:
        match _local(child):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts += [part.text or "" for part in child if _local(part) == "t"]
            case _:
                pass
    return _plain("".join(parts))


def _plain(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def _formats(document: str, package: Package, part: str | None) -> tuple[str, ...]:
    styles = whole_part(document, package, part, _named("styleSheet")) if part else None
    if styles is None:
        return ()
    codes = {
        _number(each.get("numFmtId")): each.get("formatCode") or "" for each in styles.iter(*_named("numFmt"))
    }
    formats = _first(styles, "cellXfs")
    numbers = [_number(each.get("numFmtId")) for each in formats] if formats is not None else []
    return tuple(codes.get(number) or BUILT_IN.get(number, "") for number in numbers)


def _sheets(workbook: _Element, links: dict[str, tuple[str, str]]) -> Iterator[BookSheet]:
    sheets = _first(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        identifier = next(filter(None, (sheet.get(name) for name in _LINK_IDS)), "")
        kind, part = links.get(identifier, ("", ""))
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            yield BookSheet(_plain(sheet.get("name") or ""), part, hidden)


def _workbook_name(document: str, package: Package) -> str:
    links = _links(document, package, "_rels/.rels", "")
    return _target(links, "officeDocument") or "xl/workbook.xml"


def _links(document: str, package: Package, part: str, of: str) -> dict[str, tuple[str, str]]:
    """The kind and the target of each relationship of the part `of`, by its number."""
    links = whole_part(document, package, part, (_LINKS,))
    return {
        link.get("Id", ""): (link.get("Type", "").rpartition("/")[2], target_name(of, link.get("Target", "")))
        for link in (links if links is not None else ())
    }


def _target(links: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for found, target in links.values() if found == kind), None)


def _named(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _MAIN)


def _first(element: _Element, name: str) -> _Element | None:
    return next(element.iter(*_named(name)), None)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
