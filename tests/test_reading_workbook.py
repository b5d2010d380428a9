import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from scorer.model.problem import Code, Problem
from scorer.reading.compound import open_compound
from scorer.reading.formats import Format, format_of
from scorer.reading.old_formats import read_old_formats
from scorer.reading.opening import rows_of
from scorer.reading.paper import paper
from scorer.reading.table import Row
from scorer.reading.workbook import read_workbook

DOCUMENTS = Path(__file__).parent / "documents" / "targets"
NEW = (DOCUMENTS / "workbook.xlsx").read_bytes()
OLD = (DOCUMENTS / "old-workbook.xls").read_bytes()
EVERY = range(1, 9)


def book(fill: Callable[[Worksheet], object]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def changed(data: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return stream.getvalue()


def rows(data: bytes, *, old: bool = False) -> list[Row]:
    return [item for item in read_workbook("表.xlsx", data, old=old) if isinstance(item, Row)]


def texts(data: bytes, *, old: bool = False) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows(data, old=old)]


def problems(data: bytes, *, old: bool = False) -> list[Problem]:
    return [item for item in read_workbook("表.xlsx", data, old=old) if isinstance(item, Problem)]


def one_cell(xml: str) -> list[list[str]]:
    """What a sheet shows whose only row is written so."""
    data = book(lambda sheet: sheet.append(["x"]))
    inside = f'<sheetData><row r="1">{xml}</row></sheetData>'
    return texts(
        changed(
            data,
            lambda text: text[: text.index("<sheetData>")] + inside + text[text.index("</sheetData>") + 12 :],
        )
    )


def test_a_merged_cell_stands_in_its_first_place_and_hides_what_lies_under_it() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 4):
            sheet.append([f"{row}{column}" for column in range(1, 5)])
        sheet["A5"] = "下面"

    data = changed(
        book(fill),
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="B1:C3"/></mergeCells>'
        ),
    )
    assert texts(data) == [
        ["11", "12", "", "14"],
        ["21", "", "", "24"],
        ["31", "", "", "34"],
        ["下面", "", "", ""],
    ]


def test_every_cell_has_the_row_and_column_of_the_sheet_and_blank_rows_are_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["D3"], sheet["C900"] = "a", "b", " c\n d "

    found = rows(book(fill))
    places = [(cell.text, cell.source.place) for row in found for cell in row.written]
    assert places == [
        ("a", "表.xlsx 第1个表 第3行 第2列"),
        ("b", "表.xlsx 第1个表 第3行 第4列"),
        ("c\n d", "表.xlsx 第1个表 第900行 第3列"),
    ]
    assert [len(row.cells) for row in found] == [4, 4]


def test_values_are_read_as_a_person_sees_them() -> None:
    def fill(sheet: Worksheet) -> None:
        moment = datetime.combine(date(2024, 10, 31), time(8, 30))
        sheet.append([0.95, 3.0, True, date(2024, 10, 31), moment, "≥26场", 26, 12345.5])
        for column, code in zip("ADGH", ["0%", 'yyyy"年"m"月"', '"≥"0"场"', '#,##0.00"元"'], strict=True):
            sheet[f"{column}1"].number_format = code

    seen = ["95%", "3", "是", "2024年10月", "2024年10月31日", "≥26场", "≥26场", "12345.5元"]
    assert texts(book(fill)) == [seen]


@pytest.mark.parametrize(
    ("xml", "seen"),
    [
        (
            '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r><rPh><t>jia</t></rPh></is></c>',
            "甲 乙",
        ),
        ('<c r="A1" t="str"><f>A2</f><v>算出的字</v></c>', "算出的字"),
        ('<c t="inlineStr"><is><t>没有写位置</t></is></c>', "没有写位置"),
        ('<c r="A1" t="inlineStr"><is><t>上_x000D_\n下_x4E2D_</t></is></c>', "上\n下中"),
        ('<c r="A1" t="d"><v>2024-10-31T00:00:00</v></c>', "2024年10月31日"),
        ('<c r="A1" t="b"><v>0</v></c>', "否"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
    ],
)
def test_every_way_of_writing_a_value_is_understood(xml: str, seen: str) -> None:
    assert one_cell(xml) == [[seen]]


@pytest.mark.parametrize(
    "xml", ['<c r="A1" t="s"><v>99</v></c>', '<c r="A1" t="str"><f>A2</f><v></v></c>', '<c r="A1" s="1"/>']
)
def test_a_cell_that_shows_nothing_is_blank(xml: str) -> None:
    assert one_cell(xml) == []


def test_errors_and_formulas_without_a_result_are_blank_and_told_of_once_for_a_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in EVERY:
            sheet.append(["指标", f"=A{row}*2"])

    lacking = book(fill)
    (problem,) = problems(lacking)
    assert problem.code is Code.FORMULA_WITHOUT_VALUE
    assert "有8格" in problem.message
    assert "B1、B2、B3、B4、B5等" in problem.message
    assert problem.source is not None
    assert problem.source.place == "表.xlsx 第1个表 第1行 第2列"
    assert texts(lacking) == [["指标"]] * 8
    wrong = changed(
        lacking,
        lambda text: (
            text.replace('<c r="B3">', '<c r="B3" t="e">')
            .replace("<v />", "<v>#REF!</v>")
            .replace("<v></v>", "<v>#REF!</v>")
        ),
    )
    codes = {problem.code: problem for problem in problems(wrong)}
    assert Code.CELL_ERROR in codes
    assert "B3 #REF!" in codes[Code.CELL_ERROR].message


def test_hidden_sheets_are_noted_and_not_read_but_hidden_rows_are() -> None:
    workbook = openpyxl.Workbook()
    shown = workbook.create_sheet("看得见")
    shown.append(["甲"])
    shown.append(["乙"])
    shown.row_dimensions[2].hidden = True
    workbook.worksheets[0].sheet_state = "veryHidden"
    workbook.worksheets[0].append(["藏着"])
    data = saved(workbook)
    assert texts(data) == [["甲"], ["乙"]]
    assert [problem.message for problem in problems(data)] == ["隐藏的工作表“Sheet”没有读取。"]
    assert {row.cells[0].source.table for row in rows(data)} == {1}


def test_an_untrue_dimension_and_a_million_formatted_blank_rows_change_nothing() -> None:
    def filled(sheet: Worksheet) -> None:
        sheet.append(["甲", "乙"])
        sheet.append(["丙", "丁"])

    def blown_up(text: str) -> str:
        blank = "".join(
            f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(3, 5000)
        )
        text = text.replace(
            "</sheetData>", f'{blank}<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
        )
        return text.replace('ref="A1:B2"', 'ref="A1"')

    data = book(filled)
    assert texts(changed(data, blown_up)) == [["甲", "乙"], ["丙", "丁"]]


def test_a_text_far_to_the_right_does_not_widen_all_rows_and_one_too_far_ends_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲"])
        sheet.cell(1, 900, "远")
        sheet.append(["乙"])
        sheet.cell(3, 1001, "太远")
        sheet.append(["丙"])

    data = book(fill)
    assert [len(row.cells) for row in rows(data)] == [900, 64]
    assert [problem.code for problem in problems(data)] == [Code.ROW_NOT_UNDERSTOOD]


def test_a_workbook_reads_as_another_library_reads_it() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 60):
            sheet.append([f"文字{row}\n二", row, row / 8, None, "=1", f" {row}% "])

    data = changed(book(fill), lambda text: text.replace("<v />", "<v>1</v>").replace("<v></v>", "<v>1</v>"))
    other = openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets[0]
    seen = [[str(value).strip() if value is not None else "" for value in row] for row in other.values]
    assert texts(data) == seen


def test_an_old_workbook_shows_percentages_dates_and_units_as_a_new_one_does() -> None:
    assert texts(OLD, old=True) == texts(NEW)
    assert [row.source.place for row in rows(OLD, old=True)] == [row.source.place for row in rows(NEW)]
    assert format_of("表.xls", OLD) is Format.OLD_WORKBOOK


def test_an_old_workbook_with_a_password_is_refused() -> None:
    compound = open_compound(OLD)
    assert compound is not None
    stream = compound.stream("Workbook")
    assert stream is not None
    begin = OLD.index(stream[:512])
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    locked = bytearray(OLD)
    struct.pack_into("<H", locked, begin + first, 0x2F)
    assert [problem.code for problem in problems(bytes(locked), old=True)] == [Code.DOCUMENT_ENCRYPTED]


def test_an_old_workbook_that_spans_too_many_cells_is_refused_before_it_is_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from scorer.reading import old_workbook

    monkeypatch.setattr(old_workbook, "_LARGEST_AREA", 10)
    assert [problem.code for problem in problems(OLD, old=True)] == [Code.DOCUMENT_TOO_LARGE]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_part_that_is_cut_or_declares_a_document_type_refuses_the_workbook(part: str) -> None:
    cut = changed(NEW, lambda text: text[: len(text) // 2], part)
    assert [problem.code for problem in problems(cut)] == [Code.DOCUMENT_DAMAGED]
    declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    unsafe = changed(NEW, lambda text: declared + text[text.index("?>") + 2 :], part)
    assert [problem.code for problem in problems(unsafe)] == [Code.DOCUMENT_UNSAFE]


def test_a_zip_bomb_is_refused_by_its_unpacked_size() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300 * 1024 * 1024))
    assert len(stream.getvalue()) < 1024 * 1024
    (problem,) = rows_of(paper("表.xlsx", stream.getvalue()))
    assert isinstance(problem, Problem)
    assert problem.code is Code.DOCUMENT_TOO_LARGE


@given(st.data())
@settings(max_examples=60)
def test_no_damage_to_an_old_workbook_raises(data: st.DataObject) -> None:
    damaged = bytearray(OLD)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(OLD) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(OLD)))])
    assert len(list(rows_of(paper("表.xls", cut)))) < 1000
    compound = open_compound(cut)
    if compound is not None:
        assert read_old_formats(compound.stream("Workbook") or b"").sheets is not None
