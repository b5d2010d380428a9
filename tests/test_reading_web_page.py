import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model.problem import Code, Problem
from scorer.reading.formats import Format, format_of
from scorer.reading.table import Row
from scorer.reading.web_page import read_web_page


def items(page: str | bytes) -> list[Row | Problem]:
    return list(read_web_page("页.html", page.encode() if isinstance(page, str) else page))


def grid(page: str | bytes) -> list[list[str]]:
    return [
        [cell.text for cell in item.cells] for item in items(page) if isinstance(item, Row) and not item.loose
    ]


def loose(page: str | bytes) -> list[str]:
    return [item.cells[0].text for item in items(page) if isinstance(item, Row) and item.loose]


def notes(page: str | bytes) -> list[tuple[Code, str]]:
    return [(item.code, item.message) for item in items(page) if isinstance(item, Problem)]


def test_merged_cells_are_blank_but_for_their_first_place() -> None:
    page = """<table>
        <tr><td rowspan="3">产出<td rowspan=2 colspan=2>数量<td>一</tr>
        <tr><td>二</tr>
        <tr><td>质量<td colspan="2">三</tr>
        <tr><td>效益<td colspan=x>四<td colspan=0>五</table>"""
    assert grid(page) == [
        ["产出", "数量", "", "一"],
        ["", "", "", "二"],
        ["", "质量", "三", ""],
        ["效益", "四", "五"],
    ]


def test_a_cell_reaches_no_further_than_its_part_of_the_table() -> None:
    page = "<table><thead><tr><th rowspan=0>甲<th>乙</thead><tbody><tr><td>丙<td>丁</tbody></table>"
    assert grid(page) == [["甲", "乙"], ["丙", "丁"]]


def test_rows_outside_the_parts_of_a_table_keep_their_place_and_cells_outside_of_rows_are_one() -> None:
    page = "<table><thead><tr><th>一</thead><tr><td>二</tr><tbody><tr><td>三</tbody></table><table><td>四<td>五</table>"
    assert grid(page) == [["一"], ["二"], ["三"], ["四", "五"]]


def test_columns_are_counted_as_a_person_counts_the_cells_of_a_row() -> None:
    found = items("<p>题<table><tr><td>&nbsp;</tr><tr><td colspan=2>甲<td>乙</table>")
    places = [
        (cell.text, cell.source.place) for item in found if isinstance(item, Row) for cell in item.written
    ]
    assert places == [
        ("题", "页.html 第1行 第1列"),
        ("甲", "页.html 第1个表 第2行 第1列"),
        ("乙", "页.html 第1个表 第2行 第2列"),
    ]


def test_text_is_read_as_a_person_sees_it() -> None:
    page = """<table><tr><td> 第一
        行，<b>粗</b>体<br/>第二行&nbsp;&ge;95%&#13;<p>第三
        line  two</p><p>&nbsp;</p><script>no()</script><span style="DISPLAY : none">藏</span><del>删</del>
        <td>10m<sup>2</sup><td><input value="3"><input type=hidden value=x><select><option>甲<option selected>乙</select>
        <td><!-- 注释 --><![if !vml]>看得见<![endif]></td></table>"""
    assert grid(page) == [["第一行，粗体\n第二行 ≥95%\n第三 line two", "10m²", "3乙", "看得见"]]


def test_a_table_that_only_lays_out_the_page_is_read_as_the_text_around_its_tables() -> None:
    inner = "<table><tr><td>一级指标<td>三级指标</tr></table>"
    page = f"<table><tr><td>导航<td><p>标题</p><table><tr><td>{inner}</td></tr></table></td></tr></table>"
    assert loose(page) == ["导航", "标题"]
    assert grid(page) == [["一级指标", "三级指标"]]


def test_a_small_table_inside_a_cell_is_text_of_the_cell() -> None:
    page = "<table><tr><td>资金<td><table><tr><td>5<td>万元</table><tr><td>一个很长的指标名称<td>≥95%</table>"
    assert grid(page) == [["资金", "5\n万元"], ["一个很长的指标名称", "≥95%"]]


def test_text_behind_the_last_table_is_one_note_and_text_of_a_page_without_tables_is_lines() -> None:
    assert notes("<table><tr><td>甲</table><p>版权所有<p>联系我们") == [
        (Code.TEXT_IGNORED, "这2处文字没有读取：版权所有；联系我们")
    ]
    assert loose("<table><tr><td>甲</table><p>自评总分：92分　评价等级：优<p>总分：见附件") == [
        "自评总分：92分　评价等级：优"
    ]
    assert loose("<p>★补助<br>≥17600株") == ["★补助", "≥17600株"]


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=utf-8><table><td>≥中文".encode(),
        "<table><td>≥中文".encode(),
        "<meta charset=gb2312><table><td>≥中文".encode("gb18030"),
        "<table><td>≥中文".encode("gb18030"),
        b'\xef\xbb\xbf<meta charset="gbk">' + "<table><td>≥中文".encode(),
        "<meta charset=utf-8><table><td>≥中文".encode("gb18030"),
        "<html><table><td>≥中文".encode("utf-16"),
        b"<meta charset=big5>" + "<table><td>中文".encode("big5"),
        b"<meta charset=nothing>" + "<table><td>≥中文".encode(),
    ],
)
def test_the_encoding_is_that_of_the_mark_or_of_the_page_itself_where_it_holds_true(data: bytes) -> None:
    assert grid(data) in ([["≥中文"]], [["中文"]])


def test_a_page_saved_with_all_its_parts_is_read_sheet_by_sheet() -> None:
    def part(text: str) -> str:
        quoted = "".join(f"={byte:02X}" for byte in text.encode("gb2312"))
        kind = 'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable'
        return f"--x\r\n{kind}\r\n\r\n{quoted}\r\n"

    head = 'From: <Saved by Microsoft Excel>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    frame = part("<html><frameset><frame src=sheet001.htm></frameset></html>")
    image = "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n"
    page = head + frame + part("<table><td>甲</table>") + image + part("<table><td>乙</table>") + "--x--"
    assert format_of("目标.doc", page.encode()) is Format.WEB_PAGE
    assert grid(page) == [["甲"], ["乙"]]


def test_spans_rows_and_depth_are_bounded() -> None:
    assert (
        grid('<table><tr><td colspan="100000" rowspan="999999999999">甲</tr><tr><td>乙</table>')[0][0] == "甲"
    )
    assert notes("<table><tr><td colspan=1000>甲<td>乙</table>")[0][0] is Code.ROW_NOT_UNDERSTOOD
    deep = "<div>" * 20_000 + "深" + "</div>" * 20_000 + "<table><tr><td>甲</table>"
    assert notes(deep)[0][0] is Code.ROW_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "page", ["", " \n ", "<html></html>", "<!-- -->", "<table></table>", "<table><tr></tr></table>"]
)
def test_a_page_with_nothing_in_it_has_no_rows(page: str) -> None:
    assert items(page) == []


@given(
    st.lists(
        st.sampled_from(
            [
                *"甲乙<>&\"' =\n",
                "<table>",
                "<tr>",
                "<td>",
                "<td rowspan=2 colspan=3>",
                "</table>",
                "</td>",
                "<p>",
                "<br>",
                "<script>",
                "<!--",
                "&#0;",
                "<tbody>",
                "MIME-Version: 1.0\n",
                "Content-Type: text/html\n\n",
            ]
        )
    )
)
def test_no_page_whatever_raises_and_rows_of_a_table_keep_their_order(parts: list[str]) -> None:
    found = [item for item in items("".join(parts)) if isinstance(item, Row) and not item.loose]
    places = [(row.cells[0].source.table, row.cells[0].source.row) for row in found]
    assert places == sorted(places)
