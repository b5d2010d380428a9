import shutil
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from reading_text import targets_of, value
from sample_layouts import ROOT, TEXT, web_page, workbook
from test_reading_targets import without_sources

from scorer.model.entry import ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code
from scorer.reading.compound import SIGNATURE
from scorer.reading.formats import Format, format_of, is_spreadsheet, office_suffix
from scorer.reading.paper import Paper, paper
from scorer.reading.targets import read_targets
from scorer.workflow.office import convert
from scorer.workflow.papers import Papers

WORD = (ROOT / "data" / "targets-2024.docx").read_bytes()
NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def whole() -> list[ProjectEntries]:
    return without_sources(read_targets(paper("目标.txt", TEXT.encode()), None).projects)


def mailed(page: bytes) -> bytes:
    """A page as a browser saves it with all its parts."""
    message = EmailMessage()
    message["Subject"] = "绩效目标"
    message.set_content("纯文本")
    message.add_alternative(page.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    message.replace_header("Content-Type", 'multipart/related; type="text/html"; boundary="-b-"')
    return message.as_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("目标.docx", WORD),
        ("目标.xlsx", workbook(one_sheet=False)),
        ("目标.xlsx", workbook(one_sheet=True)),
        ("目标.html", web_page("utf-8")),
        ("目标.htm", web_page("gb18030")),
        ("目标.html", web_page("utf-16")),
        ("目标.xls", web_page("gb18030")),
        ("目标.mht", mailed(web_page("utf-8"))),
        ("名字不说什么", WORD),
        ("名字说错.txt", workbook(one_sheet=False)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sample_says_the_same_in_every_format(name: str, data: bytes) -> None:
    reading = read_targets(paper(name, data), None)
    assert without_sources(reading.projects) == whole()
    assert {problem.code for problem in reading.problems} <= {Code.TARGET_ASSUMED, Code.TEXT_IGNORED}


@NEEDS_OFFICE
def test_the_sample_says_the_same_after_an_office_program_saved_it(tmp_path: Path) -> None:
    word, book = tmp_path / "word.docx", tmp_path / "book.xlsx"
    word.write_bytes(WORD)
    book.write_bytes(workbook(one_sheet=False))
    saved = [convert((word,), to, tmp_path)[0] for to in ("doc", "rtf", "odt")]
    saved += [convert((book,), to, tmp_path)[0] for to in ("xls", "ods")]
    paths = tuple(path for path in saved if path is not None)
    assert len(paths) == 5
    papers = Papers(paths)
    for path in paths:
        reading = read_targets(papers.read(path), None)
        assert without_sources(reading.projects) == whole(), path.suffix
        assert reading.document.size == path.stat().st_size


def zipped(**parts: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.txt", "一级指标".encode(), Format.TEXT),
        ("a.doc", "一级指标\t".encode("gb18030"), Format.TEXT),
        ("a", b"", Format.TEXT),
        ("a.csv", b"BMI,1,22.5\n", Format.TEXT),
        ("a.csv", "<5,≥3\n".encode(), Format.TEXT),
        ("a.txt", zipped(word__document_dot_xml=""), Format.WORD),
        ("a.docx", zipped(word__document2_dot_xml=""), Format.WORD),
        ("a.docx", zipped(xl__workbook_dot_xml=""), Format.WORKBOOK),
        ("a.xlsx", b"PK\x03\x04cut", Format.WORKBOOK),
        ("a.docx", b"PK\x03\x04cut", Format.WORD),
        ("a.zip", b"PK\x03\x04cut", Format.UNREADABLE),
        ("a.zip", zipped(a_dot_docx=""), Format.UNREADABLE),
        ("a.xlsb", zipped(xl__workbook_dot_bin=""), Format.TO_CONVERT),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), Format.TO_CONVERT),
        ("a.ods", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), Format.TO_CONVERT),
        ("a.odp", zipped(mimetype="application/vnd.oasis.opendocument.presentation"), Format.UNREADABLE),
        ("a.doc", b"{\\rtf1}", Format.TO_CONVERT),
        ("a.doc", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', Format.TO_CONVERT),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="x:spreadsheet">', Format.TO_CONVERT),
        ("a.xls", b"\xef\xbb\xbf<html><body>", Format.WEB_PAGE),
        ("a.xls", b"<style></style><table>", Format.WEB_PAGE),
        ("a.txt", b"<!-- x --><!DOCTYPE html>", Format.WEB_PAGE),
        ("a.txt", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", Format.WEB_PAGE),
        ("a.docx", b"%PDF-1.7", Format.UNREADABLE),
        ("a.bmp", b"BM\x36\0\0\0" + bytes(8), Format.UNREADABLE),
        ("a.txt", b"<!-- -->" * 500, Format.TEXT),
    ],
)
def test_the_format_is_told_by_the_content_before_the_name(name: str, data: bytes, format_: Format) -> None:
    assert format_of(name, data) is format_


@pytest.mark.parametrize(
    ("name", "data", "is_sheet"),
    [
        ("a.doc", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), True),
        ("a.xls", zipped(mimetype="application/vnd.oasis.opendocument.text"), False),
        ("a", zipped(xl__workbook_dot_bin=""), True),
        ("a.xls", b"{\\rtf1}", False),
        ("a.xml", b'<?mso-application progid="Excel.Sheet"?>', True),
        ("a.doc", b'<?mso-application progid="Word.Document"?>', False),
    ],
)
def test_a_document_to_convert_is_told_to_be_a_workbook_or_a_text(
    name: str, data: bytes, is_sheet: bool
) -> None:
    assert is_spreadsheet(name, data) is is_sheet


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("a.docx", SIGNATURE, ".doc"),
        ("a.wps", SIGNATURE, ".wps"),
        ("a.docx", b"{\\rtf1}", ".rtf"),
        ("a.docx", zipped(mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        ("a.xlsx", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        ("a.xlsx", zipped(xl__workbook_dot_bin=""), ".xlsb"),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        ("a.xml", b"<?mso-application", ".xml"),
        ("表", b"<?mso-application", ".doc"),
    ],
)
def test_an_office_program_is_given_the_suffix_of_the_content(name: str, data: bytes, suffix: str) -> None:
    assert office_suffix(name, data) == suffix


def test_a_value_of_a_workbook_knows_its_sheet_row_and_column() -> None:
    reading = read_targets(paper("目标.xlsx", workbook(one_sheet=False)), None)
    sources = [entry.source for project in reading.projects for entry in project.entries if entry.source]
    assert sorted({source.table for source in sources}) == [1, 2, 3, 4, 5, 6, 7]
    (target,) = [entry for entry in reading.projects[1].lines[0].entries if entry.field is Field.TARGET]
    assert target.source is not None
    assert target.source.place == "目标.xlsx 第2个表 第8行 第8列"


def test_sheets_that_tell_of_no_project_are_left_out_with_a_note() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(one_sheet=False)))
    book.create_sheet("填表说明", 0).append(["一、本表由预算单位填写。"])
    book.create_sheet("选项").append(["产出指标", "数量指标"])
    stream = BytesIO()
    book.save(stream)
    reading = read_targets(paper("目标.xlsx", stream.getvalue()), None)
    assert without_sources(reading.projects) == whole()
    left_out = [problem.message for problem in reading.problems if problem.code is Code.TEXT_IGNORED]
    assert [message[:8] for message in left_out] == ["第1张工作表没有", "第9张工作表没有"]


def test_what_stands_above_the_first_row_of_a_sheet_with_a_project_belongs_to_it() -> None:
    book = openpyxl.Workbook()
    for number in (1, 2):
        sheet = book.create_sheet(f"项目{number}")
        sheet.append(["附件2"])
        sheet.append(["单位：元"])
        sheet.append(["预算单位", "402001县水利局"])
        sheet.append(["项目名称", f"2024年水库{number}"])
        sheet.append(["预算数", 50000 * number])
        sheet.append(["一级指标", "二级指标", "三级指标", "指标值"])
        sheet.append(["产出指标", "数量指标", "座数", f"≥{number}座"])
    stream = BytesIO()
    book.save(stream)
    reading = read_targets(paper("目标.xlsx", stream.getvalue()), None)
    assert [project.key.name for project in reading.projects] == ["2024年水库1", "2024年水库2"]
    budgets = [value(project.entries, Field.INITIAL_BUDGET) for project in reading.projects]
    assert budgets == ["5万元", "10万元"]
    assert targets_of(reading) == ["≥1座", "≥2座"]
    assert reading.problems == ()


def test_no_format_raises_on_a_document_that_is_cut_short_or_mixed_up() -> None:
    documents: list[tuple[str, bytes]] = [
        ("a.docx", WORD),
        ("a.xlsx", workbook(one_sheet=True)),
        ("a.html", web_page("utf-8")),
        ("a.mht", mailed(web_page("utf-8"))),
    ]
    for name, data in documents:
        for share in (0, 1, 3, 10, 50, 90, 99):
            cut = data[: len(data) * share // 100]
            reading = read_targets(Paper(paper(name, cut).document, cut), None)
            assert reading.projects or reading.problems, (name, share)
