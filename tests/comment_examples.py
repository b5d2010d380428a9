"""Word documents with comments: whole packages, where each comment hangs, and what is left without them."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from lxml import etree
from word_examples import NAME, STRICT, W, body, packed, read, relationships

from scorer.model.source import Source
from scorer.reading.table import Row
from scorer.reading.word_comments import CellComment, Commented, with_comments

AT = "2025-01-10T09:30:00Z"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)


def whole(content: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document as Word would open it, with these elements in its body; `parts` add or replace."""
    own: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{body(content)}',
    }
    return packed(own | (parts or {}))


def commented(data: bytes, *comments: CellComment, name: str = NAME) -> Commented:
    return with_comments(name, data, comments, "scorer", AT)


def at(table: int, row: int, column: int, text: str = "", said: str = "批注") -> CellComment:
    return CellComment(Source(NAME, table, row, column, text), (said,))


def sources(data: bytes, name: str = NAME) -> list[Source]:
    """The places of all cells that have text, as the reader tells them."""
    rows = (found for found in read(data, name) if isinstance(found, Row))
    return [cell.source for row in rows for cell in row.cells if cell.text]


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def hangs_on(data: bytes) -> dict[int, str]:
    """The text of the cell, or of the paragraph outside tables, that holds each comment's range from end to end."""
    root = _text(data)
    found: dict[int, str] = {}
    for start in _named(root, "commentRangeStart"):
        number = _id(start)
        (end,) = (each for each in _named(root, "commentRangeEnd") if _id(each) == number)
        (reference,) = (each for each in _named(root, "commentReference") if _id(each) == number)
        cell = _cell(start)
        assert _cell(end) is _cell(reference) is cell
        found[number] = "".join(str(text) for text in cell.itertext())
    return found


def says(data: bytes) -> dict[int, str]:
    """What each comment says, as another reader of Word files has it."""
    return {comment.comment_id: comment.text for comment in Document(BytesIO(data)).comments}


def without_comments(data: bytes, since: int = 0) -> bytes:
    """The text's XML without the marks of the comments from this number on, in canonical form."""
    root = _text(data)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in _named(root, name):
            if _id(mark) >= since:
                gone = mark.getparent() if name == "commentReference" else mark
                assert gone is not None
                assert not gone.tail
                parent = gone.getparent()
                assert parent is not None
                parent.remove(gone)
    return canonical(etree.tostring(root))


def canonical(xml: bytes) -> bytes:
    output = BytesIO()
    etree.ElementTree(etree.fromstring(xml)).write_c14n(output)
    return output.getvalue()


def _text(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def _named(root: etree._Element, name: str) -> list[etree._Element]:
    return [each for uri in (W, STRICT) for each in root.iter(f"{{{uri}}}{name}")]


def _id(mark: etree._Element) -> int:
    return int(next(value for name, value in mark.attrib.items() if str(name).endswith("}id")))


def _cell(mark: etree._Element) -> etree._Element:
    """The cell that a mark stands in, else its paragraph."""
    holders = [each for each in mark.iterancestors() if str(each.tag).endswith(("}tc", "}p"))]
    return next((each for each in holders if str(each.tag).endswith("}tc")), holders[-1])
