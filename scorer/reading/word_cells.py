"""The cells of a row of a Word table: what stands in them, and how many grid columns they cover."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element

from scorer.model.source import Source
from scorer.reading.word_names import child, children, is_on, name_of, number, value, whole_number
from scorer.reading.word_styles import Styles
from scorer.reading.word_symbols import is_symbol_font
from scorer.reading.word_text import WRAPPERS, Paragraphs, alternative, loose_text

# Whatever else changes what a row says or how it is cut: such a row is read element by element.
_OTHERS = (
    *("tbl", "sdt", "del", "moveFrom", "tab", "br", "cr", "sym", "noBreakHyphen", "ptab", "altChunk"),
    *(
        "drawing",
        "pict",
        "object",
        "fldChar",
        "fldSimple",
        "instrText",
        "vanish",
        "vertAlign",
        "numPr",
        "ruby",
    ),
    *("hMerge", "gridBefore", "gridAfter", "cellDel", "cellMerge", "hidden"),
)
_FOREIGN = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://purl.oclc.org/ooxml/officeDocument/math}oMath",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
# Signs of symbol fonts, and line ends and tabs of the XML, which Word shows as blanks.
_NOT_PLAIN = re.compile("[\ue000-\uf8ff\t\r\n]")
_FORM_ROWS = 2
_FORM_CELLS = 2


@dataclass(slots=True)
class WordCell:
    """A cell as it stands: its element, its text, and the grid columns it covers.

    `begins` is whether the cells below may go on from it, `below` whether it goes on from the one above,
    `beside` from the one before it.
    """

    element: _Element
    text: str = ""
    span: int = 1
    begins: bool = False
    below: bool = False
    beside: bool = False


@dataclass(slots=True)
class WordRow:
    """The cells of a row, and the grid columns left free before the first."""

    cells: list[WordCell]
    before: int = 0


def is_plain(element: _Element, styles: Styles, *, symbols: bool) -> bool:
    """Whether all rows of an element are nothing but text; `symbols` is whether a symbol font is named anywhere."""
    kinds = _kinds(_namespace(element), styled=bool(styles.looks), symbols=symbols)
    return all(_says_nothing(kinds[other.tag], other, styles) for other in element.iterdescendants(*kinds))


def plain_row(row: _Element) -> WordRow | None:
    """The cells of a row of nothing but text, read fast; None where its characters ask for more."""
    tags = _simple(_namespace(row))
    cell_tag, paragraph_tag, text_tag, span_tag, _, said = tags
    cells: list[WordCell] = []
    texts: list[str] = []
    begun = True
    for element in row.iter(*tags[:-1]):
        tag = element.tag
        if tag == text_tag:
            text = element.text or ""
            if not text.isprintable() and _NOT_PLAIN.search(text):
                return None
            texts.append(text)
        elif tag == paragraph_tag:
            # Each paragraph begins a line; the first begins the cell.
            if not begun:
                texts.append("\n")
            begun = False
        elif tag == cell_tag:
            _finish(cells, texts)
            cells.append(WordCell(element))
            texts = []
            begun = True
        elif tag == span_tag:
            cells[-1].span = _span_of(element.get(said))
        else:
            _merge(cells[-1], element.get(said))
    _finish(cells, texts)
    return WordRow(cells)


@dataclass(slots=True)
class Cells:
    """Reads rows of all kinds, element by element."""

    paragraphs: Paragraphs

    def row(self, row: _Element, place: Source) -> WordRow | None:
        """The cells of a row as it is shown, at its place; None for a deleted or hidden one."""
        properties = child(row, "w:trPr")
        if child(properties, "w:del") is not None:
            return None
        self.paragraphs.unread.at = place
        if is_on(child(properties, "w:hidden")):
            self.paragraphs.unread.hidden_text(loose_text(row))
            return None
        cells: list[WordCell] = []
        for cell, prompt in held(row, "w:tc"):
            if not _is_deleted(cell):
                column = len(cells) + 1
                self.paragraphs.unread.at = Source(place.document, place.table, place.row, column, "")
                cells.append(self._cell(cell, prompt=prompt))
        return WordRow(cells, number(child(properties, "w:gridBefore")))

    def layout(self, row: _Element) -> _Element | None:
        """The only written cell of a row, where it holds a form of its own: the row only places that form."""
        written = [cell for cell, _ in held(row, "w:tc") if loose_text(cell).strip()]
        if len(written) == 1 and any(_is_form(table) for table, _ in held(written[0], "w:tbl")):
            return written[0]
        return None

    def _cell(self, cell: _Element, *, prompt: bool) -> WordCell:
        properties = child(cell, "w:tcPr")
        read = WordCell(cell, span=_span_of(value(child(properties, "w:gridSpan"))))
        merge = child(properties, "w:vMerge")
        if merge is not None:
            _merge(read, value(merge))
        # A merge that is tracked as a change: "rest" begins it, "cont" goes on.
        tracked = value(child(properties, "w:cellMerge"), "vMerge")
        if tracked is not None:
            _merge(read, "restart" if tracked == "rest" else None)
        beside = child(properties, "w:hMerge")
        read.beside = beside is not None and value(beside) != "restart"
        if not read.below or loose_text(cell).strip():
            read.text = self._text(cell, prompt=prompt)
        return read

    def _text(self, cell: _Element, *, prompt: bool) -> str:
        lines: list[str] = []
        joined = False
        for block, asked in held(cell, "w:p", "w:tbl", "w:altChunk"):
            if prompt or asked:
                self.paragraphs.unread.prompt(loose_text(block))
            elif name_of(block.tag) == "w:p":
                text = self.paragraphs.text(block) or ""
                if joined:
                    lines[-1] += text
                else:
                    lines.append(text)
                joined = self.paragraphs.joins_next(block)
            elif name_of(block.tag) == "w:tbl":
                lines += self._lines(block)
                joined = False
            else:
                self.paragraphs.unread.object()
        return "\n".join(lines)

    def _lines(self, table: _Element) -> Iterator[str]:
        """A table within a cell: a line for each row, its cells parted by a blank."""
        for element, _ in held(table, "w:tr"):
            row = self.row(element, self.paragraphs.unread.at)
            if row is not None:
                yield " ".join(filter(None, (cell.text.strip() for cell in row.cells if not cell.below)))


def held(holder: Iterable[_Element], *wanted: str) -> Iterator[tuple[_Element, bool]]:
    """The elements of these names that a holder shows, in order, and whether each only asks for a text.

    Content controls, accepted changes and the like hold further ones.
    """
    for element in holder:
        name = name_of(element.tag)
        if name in wanted:
            yield element, False
        elif name == "w:sdt":
            prompt = is_on(child(child(element, "w:sdtPr"), "w:showingPlcHdr"))
            for content in children(element, "w:sdtContent"):
                yield from ((inner, prompt or asked) for inner, asked in held(content, *wanted))
        elif name in WRAPPERS:
            yield from held(element, *wanted)
        elif name == "mc:AlternateContent" and (chosen := alternative(element)) is not None:
            yield from held(chosen, *wanted)


def _namespace(element: _Element) -> str:
    return str(element.tag)[1:].partition("}")[0]


@lru_cache(maxsize=4)
def _simple(uri: str) -> tuple[str, ...]:
    """The tags of cells, paragraphs, texts, spans and merges, and the name of their attribute."""
    return tuple(f"{{{uri}}}{name}" for name in ("tc", "p", "t", "gridSpan", "vMerge", "val"))


@lru_cache(maxsize=16)
def _kinds(uri: str, *, styled: bool, symbols: bool) -> dict[str, str]:
    names = (*_OTHERS, *(("pStyle", "rStyle") if styled else ()), *(("rFonts",) if symbols else ()))
    return {f"{{{uri}}}{name}": name for name in names} | dict.fromkeys(_FOREIGN, "foreign")


def _says_nothing(kind: str, element: _Element, styles: Styles) -> bool:
    """Whether a style or font leaves the text as it is."""
    if kind in ("pStyle", "rStyle"):
        return value(element) not in styles.looks
    return kind == "rFonts" and not any(is_symbol_font(str(font)) for font in element.values())


def _finish(cells: list[WordCell], texts: list[str]) -> None:
    if texts:
        cells[-1].text = texts[0] if len(texts) == 1 else "".join(texts)


@lru_cache(maxsize=256)
def _span_of(text: str | None) -> int:
    return max(whole_number(text, otherwise=1), 1)


def _merge(cell: WordCell, said: str | None) -> None:
    cell.begins = said == "restart"
    cell.below = not cell.begins


def _is_deleted(cell: _Element) -> bool:
    return child(child(cell, "w:tcPr"), "w:cellDel") is not None


def _is_form(table: _Element) -> bool:
    rows = [sum(1 for _ in held(row, "w:tc")) for row, _ in held(table, "w:tr")]
    return len(rows) >= _FORM_ROWS and max(rows) >= _FORM_CELLS
