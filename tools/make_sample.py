"""Writes data/targets-2024.docx from data/targets-2024.txt: python tools/make_sample.py [OUTPUT].

The tables are laid out as the bureau's form has them, merged cells included. The bytes are the same every time.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from scorer.model.problem import Problem
from scorer.reading.text import read_text

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "data" / "targets-2024.txt"
WORD = ROOT / "data" / "targets-2024.docx"

# Right borders of the cells in twips. 5100 and 5200 are one border that was dragged by hand.
ORGANISATION = (5200, 9000)
LABELLED = (1300, 9000)
BUDGET = (1300, 2400, 3600, 5100, 6300, 7600, 9000)
INDICATORS = (1300, 2800, 5200, 7600, 9000)
BORDERS = sorted({0, *ORGANISATION, *LABELLED, *BUDGET, *INDICATORS})

_NO_BORDERS = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FONT = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="Times New Roman"/>'

# In the order of the file; Word asks for the first one first.
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f"<w:styles {_NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}"
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style></w:styles>',
}


def sample(text: str) -> bytes:
    """The Word file of the target tables in `text`; stored unpacked, since packers differ in their bytes."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_STORED) as archive:
        for name, content in {**PARTS, "word/document.xml": "".join(document(text))}.items():
            archive.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), _DECLARED + content)
    return output.getvalue()


def document(text: str) -> Iterator[str]:
    """The main part: a title and a table for each project."""
    yield f"<w:document {_NAMESPACE}><w:body>"
    rows: list[list[str]] = []
    titles = 0
    for found in read_text(TEXT.name, text):
        if isinstance(found, Problem):
            raise SystemExit(found.message)
        cells = [cell.text for cell in found.cells]
        if found.loose:
            yield from table(rows)
            titles += 1
            yield title(cells[0], titles)
            rows = []
        else:
            rows.append(cells)
    yield from table(rows)
    # Without a paragraph at the end LibreOffice loses the last table.
    yield '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    yield '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>'


def title(text: str, turn: int) -> str:
    """A title, on a new page but for the first, with the bookmark that the table of contents needs."""
    before = "<w:pageBreakBefore/>" if turn > 1 else ""
    mark = f'w:id="{turn}"'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/>{before}</w:pPr><w:bookmarkStart {mark} w:name="_Toc{turn}"/>'
        f"{run(text)}<w:bookmarkEnd {mark}/></w:p>"
    )


def table(rows: list[list[str]]) -> Iterator[str]:
    """One project's table; a blank first cell belongs to the one above it."""
    if not rows:
        return
    yield '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:jc w:val="center"/>'
    yield f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    yield from (f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(BORDERS))
    yield "</w:tblGrid>"
    for turn, cells in enumerate(rows):
        following = rows[turn + 1] if turn + 1 < len(rows) else [" "]
        yield from row(cells, outside=turn == 0, continued=not following[0])
    yield "</w:tbl>"


def row(cells: list[str], *, outside: bool, continued: bool) -> Iterator[str]:
    """A row; the one `outside` the form names the organisation, `continued` says that the next goes on from it."""
    layouts = {7: BUDGET, 5: INDICATORS}
    rights = ORGANISATION if outside else layouts.get(len(cells), LABELLED)
    yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    left = 0
    for column, (text, right) in enumerate(zip(cells, rights, strict=True)):
        merge = _merge(text, continued=continued) if column == 0 else ""
        span = BORDERS.index(right) - BORDERS.index(left)
        yield f'<w:tc><w:tcPr><w:tcW w:w="{right - left}" w:type="dxa"/>'
        yield (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
        yield f'{_NO_BORDERS if outside else ""}<w:vAlign w:val="center"/></w:tcPr>'
        ends = right == rights[-1]
        place = ("right" if ends else "") if outside else ("" if ends else "center")
        yield from (paragraph(line, place) for line in text.split("\n"))
        yield "</w:tc>"
        left = right
    yield "</w:tr>"


def paragraph(text: str, place: str) -> str:
    """A paragraph of a cell, at the left where no other `place` in it is named."""
    look = f'<w:pPr><w:jc w:val="{place}"/></w:pPr>' if place else ""
    return f"<w:p>{look}{run(text)}</w:p>" if text else f"<w:p>{look}</w:p>"


def run(text: str) -> str:
    """A text with its blanks as they are."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _merge(text: str, *, continued: bool) -> str:
    if not text:
        return "<w:vMerge/>"
    return '<w:vMerge w:val="restart"/>' if continued else ""


def main() -> None:
    """Writes the file."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else WORD
    output.write_bytes(sample(TEXT.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
