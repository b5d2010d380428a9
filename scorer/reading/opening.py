"""A document of any format opened: its rows, or why it cannot be read."""

from collections.abc import Iterator
from typing import assert_never

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.decoding import decode, too_large
from scorer.reading.formats import Format, format_of, unreadable
from scorer.reading.layout import read_rows
from scorer.reading.paper import Paper
from scorer.reading.table import Row

# What the readers of office documents import, by the name it is installed under.
_PACKAGES = {"lxml": "lxml", "openpyxl": "openpyxl", "python_calamine": "python-calamine"}


def rows_of(paper: Paper) -> Iterator[Row | Problem]:
    """The rows of a document in its order; a Problem says what could not be read, and may be all there is."""
    name = paper.document.name
    yield from paper.notes
    large = too_large(name, paper.data)
    if large is not None:
        yield large
        return
    try:
        yield from _rows(name, paper.data)
    except ModuleNotFoundError as missing:
        package = _PACKAGES.get((missing.name or "").partition(".")[0])
        if package is None:
            raise
        yield package_missing(name, package)


def text_of(paper: Paper) -> str | Problem:
    """The text of a document of plain text; a Problem where it is another document or no text."""
    name = paper.document.name
    match format_of(name, paper.data):
        case Format.TEXT:
            return decode(name, paper.data)
        case Format.UNREADABLE:
            return unreadable(name, paper.data)
        case Format.WORD | Format.WORKBOOK | Format.OLD_WORKBOOK | Format.WEB_PAGE | Format.TO_CONVERT:
            message = "这不是文本文件，看起来是 Word、Excel 文件或网页。"
            return Problem(Code.NOT_TEXT, message, "请另存为 CSV 或 .xlsx，再导入", Source(name, 0, 0, 0, ""))
        case other:
            assert_never(other)


def package_missing(name: str, package: str) -> Problem:
    """The problem of a document whose format needs a Python package that is not installed."""
    message = f"读这种文件要用Python软件包 {package}，没有安装。"
    hint = "请运行 pip install 'scorer[all]'；或先把文件另存为文本（.txt）或 CSV"
    return Problem(Code.PACKAGE_MISSING, message, hint, Source(name, 0, 0, 0, ""))


def _rows(name: str, data: bytes) -> Iterator[Row | Problem]:
    match format_of(name, data):
        case Format.TEXT:
            text = decode(name, data)
            yield from (text,) if isinstance(text, Problem) else read_rows(name, text)
        case Format.WORD:
            from scorer.reading.word import read_word  # noqa: PLC0415  lxml is slow to load

            yield from read_word(name, data)
        case Format.WORKBOOK:
            from scorer.reading.workbook import read_workbook  # noqa: PLC0415  openpyxl is slow to load

            yield from read_workbook(name, data)
        case Format.OLD_WORKBOOK:
            from scorer.reading.workbook import read_workbook  # noqa: PLC0415  as above

            yield from read_workbook(name, data, old=True)
        case Format.WEB_PAGE:
            from scorer.reading.web_page import read_web_page  # noqa: PLC0415  lxml is slow to load

            yield from read_web_page(name, data)
        case Format.TO_CONVERT:
            yield _not_converted(name)
        case Format.UNREADABLE:
            yield unreadable(name, data)
        case other:
            assert_never(other)


def _not_converted(name: str) -> Problem:
    message = "这种文件要先由办公软件转换，才能读取。"
    hint = "请在 Word、Excel 或 WPS 中打开后另存为 .docx 或 .xlsx，再导入"
    return Problem(Code.NOT_TEXT, message, hint, Source(name, 0, 0, 0, ""))
