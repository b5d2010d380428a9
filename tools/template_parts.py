"""Pieces of WordprocessingML that the templates of the official papers are put together from."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, pairwise, zip_longest
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MM = 56.6929  # twentieths of a point
SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"


@dataclass(frozen=True)
class Page:
    """A4; margins in millimetres: top, right, bottom, left."""

    landscape: bool
    margins: tuple[int, int, int, int]

    def section(self) -> str:
        """The section that ends a document's body: paper, margins, footer, pages numbered from 1."""
        size = (16838, 11906, ' w:orient="landscape"') if self.landscape else (11906, 16838, "")
        top, right, bottom, left = (round(side * _MM) for side in self.margins)
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:pgSz w:w="{size[0]}" w:h="{size[1]}"{size[2]}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            ' w:header="680" w:footer="680" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>'
        )


def paragraph(text: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph of one run; a tab or a new line in the text is one in Word."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{styled}{properties}</w:pPr>" if styled or properties else ""
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in re.split("[\t\n]", text)]
    marks = ["<w:tab/>" if mark == "\t" else "<w:br/>" for mark in re.findall("[\t\n]", text)]
    run = (
        f"<w:r>{''.join(chain.from_iterable(zip_longest(parts, marks, fillvalue='')))}</w:r>" if text else ""
    )
    return f"<w:p>{head}{run}</w:p>"


@dataclass(frozen=True)
class Cell:
    """A cell over `span` columns; `merge` begins (restart) or continues a merge downwards."""

    text: str
    style: str = "TableCell"
    span: int = 1
    merge: str = ""


def row(cells: Sequence[Cell], widths: Sequence[int], *, header: bool = False, whole: bool = True) -> str:
    """A table row on the grid `widths` (millimetres, tenths); `whole`: not broken over pages."""
    made, at, twips = [], 0, _twips(widths)
    for cell in cells:
        width = sum(twips[at : at + cell.span])
        at += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        made.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(cell.text, cell.style)}</w:tc>")
    assert at == len(widths), (at, len(widths), cells)
    flags = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{flags}</w:trPr>' if flags else ''}{''.join(made)}</w:tr>"


def control(tag: str, widths: Sequence[int]) -> str:
    """A row that only holds a tag and is gone from the finished paper."""
    return row([Cell(tag, span=len(widths))], widths, whole=False)


def table(rows: Sequence[str], widths: Sequence[int]) -> str:
    """A ruled table as wide as the sum of its columns."""
    twips = _twips(widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    margins = '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _twips(widths: Sequence[int]) -> list[int]:
    """The columns in twentieths of a point: tables of one width in millimetres end at one place."""
    edges = [round(sum(widths[:number]) / 10 * _MM) for number in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def tabs(*millimetres: int) -> str:
    """Paragraph properties with tab stops at so many millimetres."""
    stops = "".join(f'<w:tab w:val="left" w:pos="{round(at * _MM)}"/>' for at in millimetres)
    return f"<w:tabs>{stops}</w:tabs>"


def package(body: str, page: Page) -> bytes:
    """A .docx with the body and the styles, fonts and footer that all papers share."""
    compatibility = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": (
            f'{_XML}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{page.section()}</w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relationships(
            [
                ("rId1", "styles", "styles.xml"),
                ("rId2", "settings", "settings.xml"),
                ("rId3", "fontTable", "fontTable.xml"),
                ("rId4", "footer", "footer1.xml"),
            ]
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": f'{_XML}<w:settings xmlns:w="{W}"><w:compat>{compatibility}</w:compat></w:settings>',
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer(),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text.encode())
    return content.getvalue()


def _fonts(font: str) -> str:
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
    )


def _style(name: str, font: str, points: float, paragraph_properties: str = "", *, bold: bool = False) -> str:
    """A paragraph style; its size in points, half points allowed."""
    weight = "<w:b/>" if bold else ""
    size = round(points * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_properties}</w:pPr>'
        f'<w:rPr>{_fonts(font)}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _styles() -> str:
    centred, right = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
    lines = '<w:spacing w:line="560" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    close = '<w:spacing w:before="40" w:after="40"/>'
    styles = (
        _style("PaperTitle", HEI, 18, f'<w:keepNext/><w:spacing w:after="60"/>{centred}'),
        _style("PaperYear", SONG, 12, f'<w:keepNext/><w:spacing w:after="120"/>{centred}'),
        _style("TableHead", HEI, 9, close + centred),
        _style("TableCell", SONG, 9, close + centred),
        _style("TableText", SONG, 9, close),
        _style("TableNote", SONG, 9, '<w:spacing w:before="40"/>'),
        _style("Signature", SONG, 10.5, '<w:spacing w:before="160" w:after="60"/>'),
        _style("Seam", SONG, 1, '<w:spacing w:line="20" w:lineRule="exact"/>'),
        _style("ReportTitle", HEI, 22, f'<w:spacing w:after="480"/>{centred}'),
        _style("Level1", HEI, 16, f'<w:keepNext/>{lines}{indent}<w:outlineLvl w:val="0"/>'),
        _style("Level2", KAI, 16, f'<w:keepNext/>{lines}{indent}<w:outlineLvl w:val="1"/>'),
        _style("Level3", FANG, 16, f'<w:keepNext/>{lines}{indent}<w:outlineLvl w:val="2"/>', bold=True),
        _style("BodyText", FANG, 16, f"{lines}{indent}"),
        _style("Closing", FANG, 16, f"{lines}{right}"),
        _style("PageNumber", SONG, 10.5, centred),
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    default = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SONG)}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f'{_XML}<w:styles xmlns:w="{W}">{default}{normal}{"".join(styles)}</w:styles>'


def _footer() -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'{_XML}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>{field}</w:p></w:ftr>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in (
            (SONG, "SimSun", "auto"),
            (HEI, "SimHei", "modern"),
            (FANG, "FangSong", "modern"),
            (KAI, "KaiTi", "modern"),
        )
    )
    return f'{_XML}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def _relationships(rows: Sequence[tuple[str, str, str]]) -> str:
    made = "".join(f'<Relationship Id="{rid}" Type="{R}/{kind}" Target="{to}"/>' for rid, kind, to in rows)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _content_types() -> str:
    parts = (
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        ("/word/styles.xml", f"{_WORD}.styles+xml"),
        ("/word/settings.xml", f"{_WORD}.settings+xml"),
        ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("/word/footer1.xml", f"{_WORD}.footer+xml"),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
