"""Which format a document is written in, told by its bytes before its name."""

import codecs
import re
from enum import Enum
from io import BytesIO
from pathlib import PurePath

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.pattern import Pattern
from scorer.reading.compound import SIGNATURE, open_compound


class Format(Enum):
    """What reads a document; one of TO_CONVERT must pass through an office program first."""

    TEXT = "text"
    WORD = "word"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    WEB_PAGE = "web page"
    TO_CONVERT = "to convert"
    UNREADABLE = "unreadable"


SUFFIXES = (
    *(".txt", ".csv", ".tsv"),
    *(".docx", ".doc", ".wps", ".odt", ".rtf"),
    *(".xlsx", ".xlsm", ".xls", ".et", ".ods"),
    *(".html", ".htm", ".mht", ".mhtml"),
)
"""How the names of documents end that can be read."""

_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_HEAD = 4096
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF87a", "图片"),
    (b"GIF89a", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!\x1a", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_WORD_STREAM = "WordDocument"
_BOOK_STREAMS = frozenset({"Workbook", "Book"})
_ENCRYPTED_STREAM = "EncryptedPackage"
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_SHEET_SUFFIXES = (*_BOOK_SUFFIXES, ".xls", ".et", ".ods", ".fods", ".xlsb", ".uos")
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".xls", ".doc")
_PAGE = Pattern(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*<(?:!doctype\s+html|(?:html|head|meta|body|table|div)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = Pattern(r"<(?:html|body|table|tr|td|p|div)\b", re.IGNORECASE)
_MAILED_PAGE = Pattern(
    r"(?:[\w-]+:.*\n(?:[ \t].*\n)*)*?content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE
)
# Word and Excel 2003 as XML, flat OpenDocument, the Chinese office format UOF.
_OFFICE_XML = Pattern(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*"
    r"(?:<\?mso-application|<(?:\w+:)?(?:wordDocument|Workbook|package|document|UOF)\b[^>]*xmlns)",
    re.IGNORECASE | re.DOTALL,
)
_SHEET_XML = Pattern(r"Excel\.Sheet|<(?:\w+:)?Workbook\b|spreadsheet", re.IGNORECASE)
_WAYS_OUT = {
    "图片": "图片里的表格读不出，请取得原来的 Word 或 Excel 文件，再导入",
    "压缩包": "请先解压，再导入其中的文件",
    "PDF 文件": "请取得原来的 Word 或 Excel 文件，或在 Word、WPS 中把 PDF 转成 .docx 或 .xlsx，核对后再导入",
}
_SAVE_AS = "请在 Word、Excel 或 WPS 中打开后另存为 .docx 或 .xlsx，再导入"


def format_of(name: str, data: bytes) -> Format:
    """The format of the document `name`, by its content, and by its name where that leaves it open."""
    if data.startswith(_ZIP):
        return _of_zip(name, data)
    if data.startswith(SIGNATURE):
        return _of_compound(name, data)
    if data.startswith(_RTF):
        return Format.TO_CONVERT
    if _other(data) is not None:
        return Format.UNREADABLE
    return _of_text(name, data)


def is_spreadsheet(name: str, data: bytes) -> bool:
    """Whether a document TO_CONVERT is a workbook rather than a text."""
    if data.startswith((SIGNATURE, _RTF)):
        return False
    if data.startswith(_ZIP):
        return b"opendocument.spreadsheet" in data[:200] or any(
            part.startswith("xl/") for part in _parts(data)
        )
    return _SHEET_XML.search(_head(data)) is not None or _suffix(name) in _SHEET_SUFFIXES


def office_suffix(name: str, data: bytes) -> str:
    """The suffix by which an office program opens a document TO_CONVERT: that of its content, whatever its name says."""
    if data.startswith(_RTF):
        return ".rtf"
    suffix = _suffix(name)
    if data.startswith(SIGNATURE):
        return suffix if suffix in (".wps", ".dot") else ".doc"
    if data.startswith(_ZIP) and suffix in (*_WORD_SUFFIXES, *_BOOK_SUFFIXES):
        if data[30:38] != b"mimetype":
            return ".xlsb"
        return ".ods" if is_spreadsheet(name, data) else ".odt"
    return suffix if suffix.isascii() and len(suffix) > 1 else ".doc"


def unreadable(name: str, data: bytes) -> Problem:
    """Why an UNREADABLE document cannot be read, and what to do."""
    place = Source(name, 0, 0, 0, "")
    compound = open_compound(data)
    if compound is not None and _ENCRYPTED_STREAM in compound.names:
        return encrypted(name)
    described = _other(data) or ("压缩包" if data.startswith(_ZIP) else "Word、Excel 以外的文件")
    return Problem(
        Code.NOT_TEXT, f"看起来是{described}，不能读取。", _WAYS_OUT.get(described, _SAVE_AS), place
    )


def encrypted(name: str) -> Problem:
    """The problem of a document that cannot be opened without its password."""
    message = "文件设了打开密码，读不出里面的内容。"
    hint = "请在 Word、Excel 或 WPS 中打开它，取消密码后另存一份，再导入。"
    return Problem(Code.DOCUMENT_ENCRYPTED, message, hint, Source(name, 0, 0, 0, ""))


def _of_zip(name: str, data: bytes) -> Format:
    parts = _parts(data)
    if any(part.startswith("word/") for part in parts):
        return Format.WORD
    if any(part.startswith("xl/") for part in parts):
        return Format.TO_CONVERT if "xl/workbook.bin" in parts else Format.WORKBOOK
    if data[30:38] == b"mimetype" and b"opendocument.presentation" not in data[:200]:
        return Format.TO_CONVERT
    # A file cut short has no list of parts any more: its reader says what is wrong with it.
    if _suffix(name) in _WORD_SUFFIXES:
        return Format.WORD
    return Format.WORKBOOK if _suffix(name) in _BOOK_SUFFIXES else Format.UNREADABLE


def _of_compound(name: str, data: bytes) -> Format:
    compound = open_compound(data)
    if compound is None:
        return Format.OLD_WORKBOOK if _suffix(name) in _SHEET_SUFFIXES else Format.TO_CONVERT
    if compound.names & _BOOK_STREAMS:
        return Format.OLD_WORKBOOK
    if _WORD_STREAM in compound.names or _suffix(name) in (".wps", ".doc"):
        return Format.UNREADABLE if _ENCRYPTED_STREAM in compound.names else Format.TO_CONVERT
    return Format.UNREADABLE


def _of_text(name: str, data: bytes) -> Format:
    head = _head(data)
    # A text is first looked at for what a page cannot do without, to spare the compiling.
    begins_with_tag = head.lstrip().startswith("<")
    if begins_with_tag and _OFFICE_XML.match(head):
        return Format.TO_CONVERT
    if begins_with_tag and _PAGE.match(head):
        return Format.WEB_PAGE
    if "content-type" in head.lower() and _MAILED_PAGE.match(head):
        return Format.WEB_PAGE
    if _suffix(name) in _PAGE_SUFFIXES and _TAG.search(head):
        return Format.WEB_PAGE
    return Format.TEXT


def _other(data: bytes) -> str | None:
    # A text may begin with BM, but not go on with four zeros.
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "图片"
    return next((what for magic, what in _OTHERS if data.startswith(magic)), None)


def _head(data: bytes) -> str:
    """The beginning as far as tags and headers need it: they are ASCII in every encoding but UTF-16."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2:_HEAD].decode(encoding, "replace")
    return data[:_HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1").replace("\r\n", "\n")


def _parts(data: bytes) -> frozenset[str]:
    import zipfile  # noqa: PLC0415  text files need none of it

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()
