"""Word documents: where cells stand in the grid, and rows in the document."""

from pathlib import Path

import pytest
from docx import Document
from word_examples import (
    STRICT,
    body,
    cell,
    loose,
    merged,
    packed,
    paragraph,
    problems,
    read,
    relationships,
    row,
    rows,
    run,
    spanning,
    table,
    word,
)

from scorer.model.problem import Code
from scorer.reading import word as word_module
from scorer.reading.sections import split_sections
from scorer.reading.table import Row
from scorer.reading.word import read_word

SAMPLE = Path(__file__).parent.parent / "data" / "targets-2024.docx"


def test_a_merged_cell_is_followed_by_blanks_beside_and_below_it() -> None:
    found = rows(
        word(
            table(
                row(spanning("题", 2), "三"),
                row(merged("甲"), "乙", "丙"),
                row(cell("藏", "<w:vMerge/>"), "丁", "戊"),
                row(merged(""), spanning("己", 2)),
            )
        )
    )
    assert found == [["题", "", "三"], ["甲", "乙", "丙"], ["", "丁", "戊"], ["", "己", ""]]


def test_places_count_the_cells_of_a_row_and_the_rows_of_a_table_with_blank_ones() -> None:
    document = word(
        paragraph(run("题"))
        + table(row("", ""), row(spanning("甲", 2), "乙"))
        + "<w:p/>"
        + table(row("丙"))
        + paragraph(run("尾"))
    )
    places = [
        (each.source.table, each.source.row, each.source.column, each.text)
        for found in read(document)
        if isinstance(found, Row)
        for each in found.cells
    ]
    expected = [(0, 1, 1, "题"), (1, 2, 1, "甲"), (1, 2, 1, ""), (1, 2, 2, "乙")]
    assert places == [*expected, (2, 1, 1, "丙"), (0, 3, 1, "尾")]


def test_columns_left_free_before_and_after_a_row_are_blank() -> None:
    before = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    found = rows(word(table(row("一", "二", "三"), row("乙", properties=before))))
    assert found == [["一", "二", "三"], ["", "乙", ""]]


def test_borders_that_hands_dragged_apart_are_one() -> None:
    widths = (2000, 60, 1940, 2000)
    apart = table(
        row(cell("一"), spanning("二", 2), "三"),
        row(spanning("甲", 2), "乙", "丙"),
        row(spanning("整", 4)),
        widths=widths,
    )
    assert rows(word(apart)) == [["一", "二", "三"], ["甲", "乙", "丙"], ["整", "", ""]]


def test_a_narrow_column_with_a_cell_of_its_own_stays() -> None:
    narrow = table(row("一", "|", "三"), row(spanning("甲", 2), "丙"), widths=(2000, 60, 2000))
    assert rows(word(narrow)) == [["一", "|", "三"], ["甲", "", "丙"]]


def test_a_cell_that_goes_on_from_nothing_is_shown() -> None:
    found = rows(word(table(row(cell("甲", "<w:vMerge/>"), "乙"), row(merged(""), "丙"))))
    assert found == [["甲", "乙"], ["", "丙"]]


def test_old_merges_beside_and_merges_tracked_as_changes_are_merges() -> None:
    beside = row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("藏", "<w:hMerge/>"), "乙")
    tracked = '<w:cellMerge w:vMerge="{}"/>'
    above, below = (cell("丙", tracked.format("rest")), cell("旧", tracked.format("cont")))
    found = rows(word(table(beside, row(above, "二", "三"), row(below, "四", "五"))))
    assert found == [["甲", "", "乙"], ["丙", "二", "三"], ["", "四", "五"]]


def test_deleted_rows_and_cells_are_gone_and_inserted_ones_stay() -> None:
    document = word(
        table(
            row("旧", "旧", properties="<w:del/>"),
            row("新", "新", properties="<w:ins/>"),
            row("甲", cell("旧", "<w:cellDel/>"), cell("乙", "<w:cellIns/>")),
            row("藏", properties="<w:hidden/>"),
        )
    )
    assert rows(document) == [["新", "新"], ["甲", "乙"]]
    assert [problem.message for problem in problems(document)] == ["隐藏的文字没有读取：藏。"]


def test_content_controls_may_hold_rows_and_cells() -> None:
    def held(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = held(row("甲", held(cell("乙")))) + f"<w:customXml>{row('丙', '丁')}</w:customXml>"
    assert rows(word(held(table(inner)))) == [["甲", "乙"], ["丙", "丁"]]
    assert rows(word(table(inner, row("戊", "己")))) == [["甲", "乙"], ["丙", "丁"], ["戊", "己"]]


def test_a_table_within_a_cell_is_lines_of_the_cell() -> None:
    inner = table(row("财政资金", "5.00"), row("", ""), row("其他资金", "1.00"))
    found = rows(word(table(row("预算", cell(inner + "<w:p/>")))))
    assert found == [["预算", "财政资金 5.00\n\n其他资金 1.00"]]


def test_a_form_within_a_cell_that_only_places_it_is_a_table_of_its_own() -> None:
    form = table(row("项目名称", "甲"), row("一级指标", "指标值"))
    outer = table(row("绩效目标表", ""), row(cell(paragraph(run("单位：万元")) + form + form + "<w:p/>"), ""))
    document = word(outer + table(row("尾")))
    assert rows(document) == [
        ["绩效目标表", ""],
        *[["项目名称", "甲"], ["一级指标", "指标值"]] * 2,
        ["尾"],
    ]
    assert loose(document) == ["单位：万元"]
    tables = [found.source.table for found in read(document) if isinstance(found, Row) and not found.loose]
    assert tables == [1, 2, 2, 3, 3, 4]


def test_a_row_with_more_columns_than_any_form_is_told() -> None:
    for wide in (row(spanning("甲", 1001)), row("甲", properties='<w:gridBefore w:val="999999999"/>')):
        [problem] = problems(word(table(wide)))
        assert (problem.code, problem.source and problem.source.row) == (Code.ROW_NOT_UNDERSTOOD, 1)


def test_a_table_longer_than_any_form_is_not_held_back() -> None:
    long = word(table(*[row("甲", "乙")] * 20_100, row(spanning("丙", 3))))
    found = rows(long)
    assert (len(found), found[-1]) == (20_101, ["丙", "", ""])
    assert [section.overlong for section in split_sections(map(_row, read(long)))] == [True]


def test_both_editions_of_the_standard_and_any_name_of_the_parts_are_read() -> None:
    inside = table(row(merged("甲"), cell(paragraph("<w:r><w:t>≥</w:t><w:tab/><w:t>3</w:t></w:r>"))))
    for uri in (STRICT, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"):
        data = packed(
            {
                "_rels/.rels": relationships(officeDocument="/Text/Main.xml"),
                "text/main.xml": body(inside, uri),
            }
        )
        assert rows(data) == [["甲", "≥ 3"]]


def test_reading_row_by_row_and_element_by_element_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = list(read_word(SAMPLE.name, SAMPLE.read_bytes()))
    monkeypatch.setattr(word_module, "is_plain", lambda *_, **__: False)
    assert list(read_word(SAMPLE.name, SAMPLE.read_bytes())) == fast


def test_python_docx_finds_the_same_texts_in_the_same_cells() -> None:
    ours = [
        [each.text for each in found.cells if each.text]
        for found in read_word(SAMPLE.name, SAMPLE.read_bytes())
        if isinstance(found, Row) and not found.loose
    ]
    theirs = []
    for each in Document(str(SAMPLE)).tables:
        seen = set()
        for line in each.rows:
            new = [one for one in line.cells if not (one._tc in seen or seen.add(one._tc))]  # type: ignore[func-returns-value]
            theirs.append([one.text.strip() for one in new if one.text.strip()])
    assert ours == theirs


def _row(found: object) -> Row:
    assert isinstance(found, Row)
    return found
