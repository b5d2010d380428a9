"""The text of a paragraph as Word shows it: tracked changes accepted, signs and formulas as characters."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.reading.word_field import Fields, form_field
from scorer.reading.word_formula import formula, raised
from scorer.reading.word_names import child, is_on, name_of, value
from scorer.reading.word_numbering import Numbering
from scorer.reading.word_styles import Look, Styles, list_place, run_look
from scorer.reading.word_symbols import UNREADABLE, in_fonts, sign_at
from scorer.reading.word_unread import Unread

# Elements that only hold others, or whose content is what the accepted text has.
WRAPPERS = frozenset(
    """w:sdtContent w:customXml w:ins w:moveTo w:smartTag w:hyperlink w:fldSimple w:dir w:bdo w:ruby w:rubyBase
    w:subDoc m:oMathPara""".split()
)
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "a14"})
_SIGNS = {"w:noBreakHyphen": "-", "w:br": "\n", "w:cr": "\n", "w:tab": " ", "w:ptab": " "}
_BLANKS = str.maketrans("\n\r\t", "   ")
_EQUATION = ("equation", "mathtype", "kformula")


@dataclass(slots=True)
class Paragraphs:
    """Reads paragraphs, which must come in their order, since Word counts its lists through the document."""

    styles: Styles
    numbering: Numbering
    unread: Unread
    _fields: Fields = field(default_factory=Fields)

    def text(self, paragraph: _Element) -> str | None:
        """The text with its list number; lines are parted by line ends. None for a line of a table of contents."""
        properties = child(paragraph, "w:pPr")
        style = value(child(properties, "w:pStyle"))
        look = self.styles.look(style)
        if look.contents:
            return None
        self._fields = Fields()
        text = self._inside(paragraph, look) + self._told(self._fields.close())
        place = list_place(properties) or look.listed
        label = self.numbering.label(place, style) if place is not None else ""
        apart = label[-1:].isdigit() or (label.endswith(".") and text[:1].isdigit())
        return f"{label} {text}" if label and apart else label + text

    def joins_next(self, paragraph: _Element) -> bool:
        """Whether a tracked change deletes the end of the paragraph, so that the next one goes on with it."""
        mark = child(child(paragraph, "w:pPr"), "w:rPr")
        return child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None

    def _inside(self, element: _Element, look: Look) -> str:
        return "".join([self._part(each, look) for each in element])

    def _part(self, element: _Element, look: Look) -> str:
        name = name_of(element.tag)
        match name:
            case "w:r":
                return self._run(element, look)
            case "w:sdt":
                return self._control(element, look)
            case "m:oMath":
                return formula(element, lambda run: self._run(run, look))
            case "mc:AlternateContent":
                chosen = alternative(element)
                return "" if chosen is None else self._inside(chosen, look)
            case _ if name in WRAPPERS:
                return self._inside(element, look)
            case _:
                return ""

    def _run(self, run: _Element, look: Look) -> str:
        properties = child(run, "w:rPr")
        own = run_look(properties).over(self.styles.look(value(child(properties, "w:rStyle")))).over(look)
        text = "".join([self._content(each, own) for each in run])
        if own.hidden:
            self.unread.hidden_text(text)
            return ""
        if value(child(properties, "w:vertAlign")) == "superscript":
            text = raised(text)
        return text

    def _content(self, element: _Element, look: Look) -> str:
        """What an element of a run shows; nothing of an instruction of a field."""
        name = name_of(element.tag)
        if name == "w:fldChar":
            return self._field(element)
        if name == "w:instrText":
            self._fields.instruct(element.text or "")
            return ""
        text = self._shown(name, element, look)
        return self._fields.pass_on(text)

    def _shown(self, name: str, element: _Element, look: Look) -> str:
        match name:
            case "w:t" | "m:t":
                return self._told(in_fonts(look.font, look.signs, (element.text or "").translate(_BLANKS)))
            case "w:sym":
                return self._told(sign_at(value(element, "font"), _hexadecimal(value(element, "char"))))
            case "w:drawing" | "w:pict":
                self._shape(element)
                return ""
            case "w:object":
                return self._object(element)
            case "mc:AlternateContent":
                chosen = alternative(element)
                parts = () if chosen is None else tuple(chosen)
                return "".join([self._shown(name_of(each.tag), each, look) for each in parts])
            case _ if name in _SIGNS:
                return _SIGNS[name]
            case _:
                return self._part(element, look)

    def _told(self, text: str) -> str:
        if UNREADABLE in text:
            self.unread.sign()
        return text

    def _field(self, element: _Element) -> str:
        match value(element, "fldCharType"):
            case "begin":
                self._fields.begin(form_field(element))
                return ""
            case "separate":
                self._fields.separate()
                return ""
            case _:
                return self._told(self._fields.end())

    def _control(self, control: _Element, look: Look) -> str:
        """The text of a content control; what only asks for a text is none."""
        content = child(control, "w:sdtContent")
        text = "" if content is None else self._inside(content, look)
        if is_on(child(child(control, "w:sdtPr"), "w:showingPlcHdr")):
            self.unread.prompt(text)
            return ""
        return text

    def _shape(self, element: _Element) -> None:
        text = loose_text(element)
        if text.strip():
            self.unread.shape(text)
        else:
            self.unread.picture()

    def _object(self, element: _Element) -> str:
        programs = (each.get("ProgID", "") for each in element.iter() if name_of(each.tag) == "o:OLEObject")
        program = next(programs, "").lower()
        if any(word in program for word in _EQUATION):
            self.unread.sign()
            return UNREADABLE
        self.unread.object()
        return ""


def alternative(element: _Element) -> _Element | None:
    """The one of several alternatives to be read: the first that a program of today understands, else the last."""
    chosen: _Element | None = None
    for each in element:
        chosen = each
        requires = (each.get("Requires") or "").split()
        if name_of(each.tag) == "mc:Choice" and _UNDERSTOOD.issuperset(requires):
            break
    return chosen


def loose_text(element: _Element) -> str:
    """The characters under an element, in their order, a blank after each paragraph."""
    texts: list[str] = []
    for each in element.iter():
        name = name_of(each.tag)
        if name == "mc:Fallback":
            # It repeats the text of the choice.
            break
        if name == "w:t":
            texts.append(each.text or "")
        elif name == "w:p" and texts:
            texts.append(" ")
    return "".join(texts)


def _hexadecimal(text: str | None) -> int:
    try:
        return int(text or "", 16)
    except ValueError:
        return 0
