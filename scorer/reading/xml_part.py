"""XML of a package parsed piece by piece, with no entities, no network and bounded memory."""

from collections.abc import Iterator
from typing import IO

from lxml.etree import XMLPullParser, XMLSyntaxError, _Element

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.reading.package import PART_FAULTS, Package, damaged, unsafe

_MB = 1024 * 1024
_STRETCH = 64 * 1024
LARGEST_PIECE = 16 * _MB
"""Bytes of XML that may be held at once: one row of a table, one paragraph, or a part of settings."""

_DECLARATION = "<!DOCTYPE"
_DECLARATIONS = tuple(_DECLARATION.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
# Found faster, since < begins every element: as it stands in UTF-8, and within both kinds of UTF-16.
_WORDS = (b"DOCTYPE", b"D\0O\0C\0T\0Y\0P\0E")


class XmlPart:
    """An XML part while it is parsed: who reads it takes finished elements out, so that it stays small.

    `mentions` is whether any of the words to `watch` for was met so far.
    Everything raises Refused where the part is damaged, declares a document type, or holds too large a piece.
    """

    def __init__(
        self, document: str, stream: IO[bytes], within: tuple[str, ...], watch: tuple[bytes, ...] = ()
    ) -> None:
        self.mentions = False
        self._document = document
        self._stream = stream
        self._watch = watch
        self._held = 0
        self._parser = XMLPullParser(
            events=("start",),
            tag=within,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def grown(self) -> Iterator[tuple[_Element, bool]]:
        """The first element named in `within`, each time it has grown, and whether it is complete now."""
        found: _Element | None = None
        for piece in self._pieces():
            self._feed(piece)
            if found is None:
                found = self._begun()
            if found is not None:
                yield found, False
        self._close()
        if found is not None:
            yield found, True

    def taken_out(self) -> None:
        """Tells that finished elements were taken out, and memory is free again."""
        self._held = 0

    def _pieces(self) -> Iterator[bytes]:
        before = b""
        try:
            while piece := self._stream.read(_STRETCH):
                seen = before + piece
                if any(word in seen for word in _WORDS) and any(mark in seen for mark in _DECLARATIONS):
                    raise Refused(unsafe(self._document))
                self.mentions = self.mentions or any(word in seen for word in self._watch)
                yield piece
                before = piece[-2 * len(_DECLARATION) :]
        except PART_FAULTS as fault:
            raise Refused(damaged(self._document)) from fault

    def _feed(self, piece: bytes) -> None:
        self._held += len(piece)
        if self._held > LARGEST_PIECE:
            raise Refused(_too_large(self._document))
        try:
            self._parser.feed(piece)
        except XMLSyntaxError as error:
            raise Refused(damaged(self._document)) from error

    def _begun(self) -> _Element | None:
        for _, element in self._parser.read_events():
            assert isinstance(element, _Element)
            # Whatever the encoding hid from the search for a declaration.
            if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]  # the stubs lack it
                raise Refused(unsafe(self._document))
            return element
        return None

    def _close(self) -> None:
        try:
            self._parser.close()
        except XMLSyntaxError as error:
            raise Refused(damaged(self._document)) from error


def whole_part(document: str, package: Package, name: str, within: tuple[str, ...]) -> _Element | None:
    """The first element named in `within` of a small part; None where there is no such part or element."""
    stream = opened(document, package, name)
    if stream is None:
        return None
    with stream:
        grown = XmlPart(document, stream, within).grown()
        return next((element for element, complete in grown if complete), None)


def opened(document: str, package: Package, name: str) -> IO[bytes] | None:
    """The bytes of a part; Refused where its beginning is damaged."""
    try:
        return package.part(name)
    except PART_FAULTS as fault:
        raise Refused(damaged(document)) from fault


def _too_large(document: str) -> Problem:
    message = f"文件里有一行或一段的内容超过{LARGEST_PIECE // _MB}MB，正常的表格没有这么大，没有读取。"
    hint = "请核对是否选对了文件；可在 Word 或 WPS 中把表格复制到新文件，再导入。"
    return Problem(Code.DOCUMENT_TOO_LARGE, message, hint, Source(document, 0, 0, 0, ""))
