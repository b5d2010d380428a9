"""The official papers as a workbook: numbers, merges, heights, printing."""

from dataclasses import replace
from io import BytesIO
from unicodedata import east_asian_width

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from report_examples import a_year, all_met, budget, complete, every_outcome, line, project, report, words

from scorer.report import YearReport
from scorer.report.forms.form import form_of
from scorer.report.forms.summary import summary_of
from scorer.report.forms.workbook import workbook

LONG = "原因说明" * 500


def test_an_awkward_name_and_a_cause_of_2000_characters_come_out_intact() -> None:
    late = replace(line(1, '<b>&"]', "≥10场", "8场"), cause=words(LONG), remedy=words("=1+1"))
    sheet = sheets(report(project(1, '<b>&"]', [late], budget("1", "1"))))[1]
    assert sheet.title == '1 <b>&"'
    assert cell(sheet, '<b>&"]') == ["C3", "D13"]
    assert cell(sheet, f"原因：{LONG}；改进措施：=1+1") == ["I13"]


def test_no_text_needs_more_room_than_its_rows_have() -> None:
    late = replace(line(1, "长" * 300, "≥10场", "8场"), cause=words(LONG), remedy=words(LONG))
    named = [line(number, "甲", "≥1场", dimension="长" * 30, category="长" * 40) for number in (90, 91)]
    goals = replace(
        project(9, "长" * 200, [late, *every_outcome().indicators, *named], budget("1", "1")),
        goals=words(LONG),
    )
    year = replace(a_year(), assessments=(*a_year().assessments, *report(goals).assessments))
    for sheet in sheets(year):
        areas = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for each in row:
                if not isinstance(each.value, str) or each.value.startswith("="):
                    continue
                area = areas.get(each.coordinate)
                columns = range(each.column, (area.max_col if area else each.column) + 1)
                spanned = range(each.row, (area.max_row if area else each.row) + 1)
                room = sum(width(sheet, column) for column in columns)
                high = sum(sheet.row_dimensions[number].height or 0 for number in spanned)
                lines = sum(-(-wide(text) // room) for text in each.value.split("\n"))
                assert lines * 11 <= high, each.value
    assert max(each.height or 0 for sheet in sheets(year) for each in sheet.row_dimensions.values()) <= 409


def test_a_total_counts_anew_when_what_is_missing_is_filled_in_and_shows_what_is_known_now() -> None:
    open_year, done = report(every_outcome()), report(complete())
    for year, shown in ((open_year, "【待填写】"), (done, 88.61)):
        formulas, values = sheets(year)[1], sheets(year, values=True)[1]
        (place,) = cell(formulas, "总分")
        total = formulas.cell(formulas[place].row, 8).value
        assert str(total).startswith("=IF(COUNTIF(H")
        assert values.cell(formulas[place].row, 8).value == shown


def test_projects_are_numbered_by_numbers() -> None:
    summary = sheets(report(complete(), all_met()))[0]
    first = summary[cell(summary, "序号")[0]].row + 1
    assert [summary.cell(row, 1).value for row in (first, first + 1)] == [
        complete().number,
        all_met().number,
    ]


def test_the_averages_are_no_formulas_where_a_score_does_not_count() -> None:
    faulty, whole = sheets(a_year())[0], sheets(report(complete(), all_met()))[0]
    (place,) = cell(faulty, "平均得分")
    assert faulty.cell(faulty[place].row, 7).value == 94.31
    (place,) = cell(whole, "平均得分")
    assert whole.cell(whole[place].row, 7).value == "=ROUND(AVERAGE(G5:G6),2)"


def test_sheets_are_printed_on_a4_as_wide_as_a_page_with_their_headings_repeated() -> None:
    summary, form = sheets(report(every_outcome()))
    for sheet, first, landscape in ((summary, "序号", "landscape"), (form, "绩效指标", "portrait")):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, landscape)
        # one page wide, which is not written, and as many high as it takes
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        row = sheet[cell(sheet, first)[0]].row
        assert sheet.print_title_rows == f"${row}:${row}"
        assert sheet.print_area
        assert {each.font.name for row in sheet.iter_rows() for each in row if each.value} == {"宋体", "黑体"}


def test_names_of_sheets_are_safe_and_different() -> None:
    long = "名" * 40
    year = report(
        *(
            project(number, name, [line(1, "甲", "≥1场")], budget("1", "1"))
            for number, name in enumerate(("a[b]:c*d?e/f\\g'", long, long, "汇总表", "History"), 1)
        )
    )
    titles = [sheet.title for sheet in sheets(year)]
    assert titles == [
        "汇总表",
        "1 a b c d e f g",
        f"2 {long[:29]}",
        f"3 {long[:29]}",
        "4 汇总表",
        "5 History",
    ]


def test_the_same_papers_give_the_same_bytes() -> None:
    assert content(a_year()) == content(a_year())


def content(year: YearReport) -> bytes:
    return workbook(summary_of(year), map(form_of, year.assessments))


def sheets(year: YearReport, *, values: bool = False) -> list[Worksheet]:
    return list(load_workbook(BytesIO(content(year)), data_only=values).worksheets)


def cell(sheet: Worksheet, text: str) -> list[str]:
    """Where a text stands."""
    return [each.coordinate for row in sheet.iter_rows() for each in row if each.value == text]


def width(sheet: Worksheet, column: int) -> int:
    """Half-width characters of 9 points that a column has room for."""
    return int(sheet.column_dimensions["ABCDEFGHI"[column - 1]].width * 1.1)


def wide(text: str) -> int:
    return max(1, sum(2 if east_asian_width(character) in "WFA" else 1 for character in text))
