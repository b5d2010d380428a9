"""Bytes of a document turned into text, and what is kept of the document itself."""

import codecs
from collections.abc import Iterator
from hashlib import sha256

from scorer.model.entry import Document
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.characters import printable

_MB = 1024 * 1024
LARGEST = 64 * _MB
_STRETCH = 64 * 1024

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS = "请在 Word、Excel 或 WPS 中打开，能打开的另存为 .docx、.xlsx 或文本（.txt），再导入。"


def describe(name: str, data: bytes, remarks: tuple[str, ...] = ()) -> Document:
    """What the record keeps of a document: its name, size, SHA-256 and remarks."""
    return Document(name, len(data), sha256(data).hexdigest(), remarks)


def decode(name: str, data: bytes) -> str | Problem:
    """The text of a document with plain line ends and no control characters: by its byte-order mark, else UTF-8, else GB18030.

    At most 64 MB; a Problem where the bytes are no text.
    """
    place = Source(name, 0, 0, 0, "")
    large = too_large(name, data)
    if large is not None:
        return large
    if _ends_within_a_character(data):
        message = "文件在一个字的中间结束，后面的内容没有了，可能没有传完或保存完。"
        return Problem(Code.TABLE_CUT_SHORT, message, "请重新取得完整的文件，再导入。", place)
    text = _decoded(data)
    if text is None or "\0" in text:
        message = "这不是文本文件：既不是 UTF-8，也不是 GB18030（GBK）编码的文字。"
        return Problem(Code.NOT_TEXT, message, _SAVE_AS, place)
    return printable(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)


def too_large(name: str, data: bytes) -> Problem | None:
    """The problem of a document of more than 64 MB; None of any other."""
    if len(data) <= LARGEST:
        return None
    message = f"文件有 {-(-len(data) // _MB)} MB，最多能读 {LARGEST // _MB} MB。"
    place = Source(name, 0, 0, 0, "")
    return Problem(Code.DOCUMENT_TOO_LARGE, message, "请把文件分成几份，分别导入。", place)


def lines_of(text: str) -> Iterator[str]:
    """The lines of `text` one after another, without a list of them all."""
    begin = 0
    while (end := text.find("\n", begin + _STRETCH)) != -1:
        yield from text[begin:end].split("\n")
        begin = end + 1
    yield from text[begin:].split("\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return None


def _ends_within_a_character(data: bytes) -> bool:
    """Whether it is UTF-8 up to a last character that lacks bytes; other encodings fail earlier."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not data[: error.start].isascii()
    return False


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
