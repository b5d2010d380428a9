"""What the styles of a Word document say that matters to its text: fonts of signs, hiding, numbering, contents."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.reading.word_names import child, children, is_on, number, value
from scorer.reading.word_symbols import is_symbol_font

_CONTENTS = re.compile(r"toc [1-9]|table of figures", re.IGNORECASE)
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list that a paragraph is numbered in, and its level there from 0; None where the list tells it."""

    number: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, or a run or paragraph itself, says; None where it says nothing.

    `font` is that of Latin letters, `signs` that of characters which only a symbol font has.
    """

    font: str | None = None
    signs: str | None = None
    hidden: bool | None = None
    listed: ListPlace | None = None
    contents: bool = False

    def over(self, other: "Look") -> "Look":
        """The look, with the other's where it says nothing itself."""
        return Look(
            self.font or other.font,
            self.signs or other.signs,
            other.hidden if self.hidden is None else self.hidden,
            self.listed or other.listed,
            self.contents or other.contents,
        )

    @property
    def matters(self) -> bool:
        """Whether it changes anything in the text."""
        return bool(self.font or self.signs or self.hidden or self.listed or self.contents)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of the styles that matter, by the id that paragraphs and runs name."""

    looks: dict[str, Look] = field(default_factory=dict)

    def look(self, style: str | None) -> Look:
        """The look of a style; plain where there is no such style."""
        return self.looks.get(style or "", PLAIN)


def read_styles(styles: _Element | None) -> Styles:
    """The styles under w:styles, each with what it takes from the style it is based on."""
    own: dict[str, tuple[Look, str]] = {}
    for style in children(styles, "w:style"):
        based_on = value(child(style, "w:basedOn")) or ""
        own[value(style, "styleId") or ""] = (_own_look(style), based_on)
    whole = {name: _whole_look(name, own) for name in own}
    return Styles({name: look for name, look in whole.items() if look.matters})


def run_look(properties: _Element | None) -> Look:
    """What the properties of a run (w:rPr) say themselves."""
    if properties is None:
        return PLAIN
    fonts = child(properties, "w:rFonts")
    vanish = child(properties, "w:vanish")
    latin = value(fonts, "ascii") or value(fonts, "hAnsi")
    named = (value(fonts, each) for each in _FONTS)
    signs = next(filter(is_symbol_font, named), None)
    return Look(latin, signs, None if vanish is None else is_on(vanish))


def list_place(properties: _Element | None) -> ListPlace | None:
    """The list that the properties of a paragraph (w:pPr) name; number "0" is none, against the style's."""
    listed = child(properties, "w:numPr")
    identity = value(child(listed, "w:numId"))
    if listed is None or identity is None:
        return None
    level = child(listed, "w:ilvl")
    return ListPlace(identity, None if level is None else number(level))


def _own_look(style: _Element) -> Look:
    run = run_look(child(style, "w:rPr"))
    name = value(child(style, "w:name")) or ""
    contents = _CONTENTS.fullmatch(name) is not None
    font = run.font if is_symbol_font(run.font) else None
    return Look(font, run.signs, run.hidden, list_place(child(style, "w:pPr")), contents)


def _whole_look(name: str, own: dict[str, tuple[Look, str]]) -> Look:
    look, seen = PLAIN, {""}
    while name not in seen and name in own:
        seen.add(name)
        said, name = own[name]
        look = look.over(said)
    return look
