"""XML as it was written: where its elements stand, so that it can be added to and stays as it is elsewhere."""

import codecs
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

from scorer.model.problem import Refused
from scorer.reading.package import damaged, unsafe

_PROPERTIES = "pPr"
_CLOSED = "/>"
_UTF_16 = (
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
    (b"<\0", "utf-16le"),
    (b"\0<", "utf-16be"),
)


@dataclass(slots=True)
class RawElement:
    """An element and its places in the bytes: behind its name, and where its content begins and ends.

    The properties of a paragraph come before its content. `closed` is one without content (<w:p/>), which
    begins and ends behind itself.
    """

    uri: str
    prefix: str
    local: str
    named: int
    begins: int = 0
    ends: int = 0
    closed: bool = False

    @property
    def name(self) -> str:
        """The name as it is written."""
        return f"{self.prefix}:{self.local}" if self.prefix else self.local


@dataclass(frozen=True, slots=True)
class RawXml:
    """The bytes of an XML part, and those of its elements that were asked for, in the order of their beginnings."""

    data: bytes
    encoding: str
    elements: tuple[RawElement, ...]

    @property
    def text(self) -> str:
        """The part as text."""
        return self.data.decode(self.encoding, "replace")

    def numbered(self, attribute: str) -> bytes:
        """The part with each of the elements carrying its turn, from 0, as an attribute."""
        at = [(each.named, each.named, f' {attribute}="{turn}"') for turn, each in enumerate(self.elements)]
        return self._changed(at)

    def with_content(self, added: Mapping[int, tuple[str, str]]) -> bytes:
        """The part with XML put in before and behind the content of elements, told by their turns from 0."""
        edits: list[tuple[int, int, str]] = []
        for turn, (before, behind) in added.items():
            element = self.elements[turn]
            if element.closed:
                start = element.ends - len(self._encoded(_CLOSED))
                edits.append((start, element.ends, f">{before}{behind}</{element.name}>"))
            else:
                edits += [(element.begins, element.begins, before), (element.ends, element.ends, behind)]
        return self._changed(edits)

    def _changed(self, edits: list[tuple[int, int, str]]) -> bytes:
        pieces: list[bytes] = []
        at = 0
        # Where one element ends as another begins, their order stays.
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [self.data[at:start], self._encoded(text)]
            at = end
        return b"".join([*pieces, self.data[at:]])

    def _encoded(self, text: str) -> bytes:
        return text.encode(self.encoding, "xmlcharrefreplace")


def find_elements(document: str, data: bytes, tags: Collection[str]) -> RawXml:
    """An XML part with its elements of these tags; Refused where it is damaged or declares a document type."""
    finder = _Finder(document, data, frozenset(tags))
    finder.run()
    return RawXml(data, finder.encoding, tuple(finder.found))


@dataclass(slots=True)
class _Finder:
    """Follows a parser through the bytes; `waiting` is an element whose content begins with the next event."""

    document: str
    data: bytes
    tags: frozenset[str]
    encoding: str = "utf-8"
    found: list[RawElement] = field(default_factory=list)
    open: list[RawElement | None] = field(default_factory=list)
    waiting: RawElement | None = None

    def run(self) -> None:
        # The order of bytes is told by the first ones, not by the declaration.
        wide = next((name for mark, name in _UTF_16 if self.data.startswith(mark)), None)
        self.encoding = wide or self.encoding
        parser = ParserCreate(wide, " ")
        parser.namespace_prefixes = True
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._of_a_type
        parser.StartElementHandler = lambda name, _: self._begins(name, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda name: self._ends(name, parser.CurrentByteIndex)
        parser.DefaultHandler = lambda _: self._goes_on(parser.CurrentByteIndex)
        try:
            parser.Parse(self.data, True)  # noqa: FBT003  the parser takes it by place alone
        except (ExpatError, ValueError, LookupError) as error:
            raise Refused(damaged(self.document)) from error

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and not self.encoding.startswith("utf-16"):
            self.encoding = codecs.lookup(encoding).name

    def _of_a_type(self, *_: object) -> None:
        raise Refused(unsafe(self.document))

    def _begins(self, said: str, at: int) -> None:
        self._goes_on(at)
        uri, local, prefix = _parted(said)
        if f"{{{uri}}}{local}" not in self.tags:
            self.open.append(None)
            return
        element = RawElement(uri, prefix, local, 0)
        element.named = at + len(f"<{element.name}".encode(self.encoding))
        self.found.append(element)
        self.open.append(element)
        self.waiting = element

    def _ends(self, said: str, at: int) -> None:
        element = self.open.pop()
        if element is not None:
            # The end of <w:p/> is told behind it, that of <w:p></w:p> before </w:p>.
            empty = element.begins == 0
            element.closed = empty and self.data.endswith(_CLOSED.encode(self.encoding), 0, at)
            element.ends = at
        self._goes_on(at)
        if element is None and self.open and _parted(said)[1] == _PROPERTIES:
            self.waiting = self.open[-1]

    def _goes_on(self, at: int) -> None:
        if self.waiting is not None:
            self.waiting.begins = at
            self.waiting = None


# A document has few names, each of them thousands of times.
@lru_cache(maxsize=1024)
def _parted(said: str) -> tuple[str, str, str]:
    """The namespace, name and prefix of an element, "" for those that it has not."""
    parts = said.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""
