"""Small Word documents written as raw XML, to hold what no library would write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from scorer.model.problem import Problem
from scorer.reading.table import Row
from scorer.reading.word import read_word

NAME = "表.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = {
    "w": W,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_SPACES_TEXT = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def lines(text: str) -> str:
    return "".join(paragraph(run(line)) if line else "<w:p/>" for line in text.split("\n"))


def cell(content: str, properties: str = "") -> str:
    """A cell of raw XML, or of plain text."""
    inside = content if content.startswith("<") else lines(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def spanning(text: str, columns: int) -> str:
    return cell(text, f'<w:gridSpan w:val="{columns}"/>')


def merged(text: str) -> str:
    """A cell from which those below go on; with "" one that goes on itself."""
    return cell(text, '<w:vMerge w:val="restart"/>' if text else "<w:vMerge/>")


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a plain text is a cell of it."""
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def body(content: str, uri: str = W) -> str:
    return f"<w:document {_SPACES_TEXT}><w:body>{content}<w:sectPr/></w:body></w:document>".replace(W, uri)


def packed(parts: dict[str, str | bytes]) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def word(content: str, *, styles: str = "", numbering: str = "") -> bytes:
    """A Word document with these elements in its body."""
    parts: dict[str, str | bytes] = {"word/document.xml": body(content)}
    for name, inside in (("styles", styles), ("numbering", numbering)):
        if inside:
            parts[f"word/{name}.xml"] = f"<w:{name} {_SPACES_TEXT}>{inside}</w:{name}>"
    return packed(parts)


def relationships(**targets: str) -> str:
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'


def numbering(*levels: str, start: int = 1) -> str:
    """One list, number 1, with these levels: the form and the text (chineseCounting %1、)."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(level.split() for level in levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def listed(text: str, level: int = 0, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties=place)


def read(data: bytes, name: str = NAME) -> list[Row | Problem]:
    return list(read_word(name, data))


def rows(data: bytes) -> list[list[str]]:
    """The texts of the rows of tables; problems are left out."""
    return [
        [each.text for each in found.cells]
        for found in read(data)
        if isinstance(found, Row) and not found.loose
    ]


def loose(data: bytes) -> list[str]:
    return [found.cells[0].text for found in read(data) if isinstance(found, Row) and found.loose]


def problems(data: bytes) -> list[Problem]:
    return [found for found in read(data) if isinstance(found, Problem)]


def text_of(content: str, **settings: str) -> str:
    """The text of a cell of this XML, in a row beside another cell."""
    [[_, text]] = rows(word(table(row("格", cell(content))), **settings))
    return text
