"""The text of a web page: its bytes decoded, and what a person reads in a part of it."""

import codecs
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from scorer.model.problem import Problem
from scorer.notation.characters import printable
from scorer.reading.decoding import decode

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3"
    " h4 h5 h6 header hr html legend li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""The elements that begin a line of their own."""

_UNSEEN = frozenset(
    "head script style noscript template title object iframe svg math button del audio video map".split()
)
_HIDING = re.compile(r"display:none|visibility:hidden|mso-hide:all", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MAILED = re.compile(rb"[\w-]+:[^\n]*\n", re.IGNORECASE)
_HEAD = 4096
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
# A line of the source that ends between two Chinese characters parts nothing.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BROKEN_LINE = re.compile(rf"(?<=[{_WIDE}])[ \t]*\r?\n[ \t\r\n]*(?=[{_WIDE}])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def pages(document: str, data: bytes) -> Iterator[str | Problem]:
    """The texts of the pages that the bytes hold: one, or those of a page saved with all its parts (.mht)."""
    if not _MAILED.match(data.removeprefix(codecs.BOM_UTF8)):
        yield _decoded(document, data)
        return
    try:
        message = BytesParser().parsebytes(data.removeprefix(codecs.BOM_UTF8))
    except (MessageError, ValueError, LookupError):
        yield _decoded(document, data)
        return
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    for part in parts:
        content = part.get_payload(decode=True)
        yield _decoded(document, content if isinstance(content, bytes) else b"", _charset_of(part))
    if not parts:  # a page that only begins like a letter
        yield _decoded(document, data)


def is_seen(element: HtmlElement) -> bool:
    """Whether a person sees the element at all."""
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    style = element.get("style")
    return style is None or not _HIDING.search(style.replace(" ", ""))


def text_in(element: HtmlElement) -> str:
    """What a person reads in an element, line by line, blank lines left out."""
    return lines_in([text for text, _ in stretches(element)])


def stretches(element: HtmlElement, *, apart: str = "") -> Iterator[tuple[str, HtmlElement | None]]:
    """The stretches of text in an element, a line break before and after each block.

    With `apart`, an element of that name that `lays_out` nothing is given instead of what stands in it.
    """
    walk = iterwalk(element, events=("start", "end"))
    for event, each in walk:
        begins = event == "start"
        if begins and apart and each.tag == apart and not lays_out(each):
            walk.skip_subtree()
            yield "\n", each
        elif begins and (not isinstance(each.tag, str) or not is_seen(each)):
            walk.skip_subtree()
        elif begins:
            value = filled_in(each)
            if value is not None:
                walk.skip_subtree()
            yield ("\n" if each.tag in BLOCKS or each.tag == "br" else ""), None
            text = stretch(each.text or "") if value is None else printable(value)
            yield (text.translate(_RAISED) if each.tag == "sup" else text), None
        else:
            yield ("\n" if each.tag in BLOCKS else ""), None
            yield (stretch(each.tail or "") if each is not element else ""), None


def lays_out(table: HtmlElement) -> bool:
    """Whether most of what a table holds stands in tables inside of it."""
    inner = [
        inside for inside in table.iterdescendants("table") if next(inside.iterancestors("table")) is table
    ]
    return bool(inner) and 2 * sum(len(text_in(inside)) for inside in inner) > len(text_in(table))


def lines_in(parts: list[str]) -> str:
    """The stretches of text put together; a line break parts lines, any other blanks are one space."""
    lines = "".join(parts).split("\n")
    return "\n".join(line for line in map(_trimmed, lines) if line)


def stretch(text: str) -> str:
    """A stretch of the page's source as it is shown: its line breaks are no line breaks."""
    return _SPACES.sub(" ", _BROKEN_LINE.sub("", printable(text)))


def filled_in(element: HtmlElement) -> str | None:
    """What stands in a field to fill in; None for any other element."""
    match element.tag:
        case "input":
            is_text = element.get("type", "text").lower() in ("text", "number", "date")
            return element.get("value", "") if is_text else ""
        case "textarea":
            return (element.text or "").replace("\r\n", "\n")
        case "select":
            options = [option for option in element.iter("option") if "selected" in option.attrib]
            return options[0].text_content() if options else ""
        case _:
            return None


def _trimmed(line: str) -> str:
    return _SPACES.sub(" ", line).strip()


def _decoded(document: str, data: bytes, charset: str = "") -> str | Problem:
    """The text in the encoding that a byte-order mark, the mail or the page itself names, if it holds true."""
    found = (
        None if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _CHARSET.search(data[:_HEAD])
    )
    named = charset or (found[1].decode("ascii") if found else "")
    if named and not data.startswith(codecs.BOM_UTF8):
        # What calls itself gb2312 may hold any character of its successors.
        encoding = "gb18030" if named.lower() in ("gb2312", "gbk", "x-gbk", "gb_2312-80") else named
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(document, data)


def _charset_of(part: Message) -> str:
    return part.get_content_charset() or ""
