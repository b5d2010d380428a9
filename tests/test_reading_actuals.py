from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_text import actuals_text
from running import Golden

from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code
from scorer.reading.actual_rows import ENTERED, WHO, WRITTEN_BESIDE, ActualReading
from scorer.reading.actuals import read_actual_rows
from scorer.reading.paper import paper

DOCUMENTS = Path(__file__).parent / "documents" / "actuals"
TABLE = "项目号,指标号,实际完成值\n1,4,3200人\n,,\n2,1,'-3%\n"


def read(text: str) -> ActualReading:
    return read_actual_rows(paper("实际.csv", text.encode()))


def codes(text: str) -> list[Code]:
    return [problem.code for problem in read(text).problems]


def values(reading: ActualReading) -> list[tuple[str, str, str]]:
    return [(row.text("项目号"), row.text("指标号"), row.text("实际完成值")) for row in reading.rows]


def test_a_file_with_every_oddity_reads_as_written_beside_it(golden: Golden) -> None:
    path = DOCUMENTS / "every-oddity.csv"
    golden(
        "reading/every-oddity.csv.txt", actuals_text(read_actual_rows(paper(path.name, path.read_bytes())))
    )


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("gb18030"),
        b"\xff\xfe" + TABLE.encode("utf-16-le"),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        ("# 说明, 一\n\n" + TABLE).encode(),
        TABLE.replace("项目号,", " 项目 号★,").encode(),
        "".join(",".join(reversed(line.split(","))) + "\n" for line in TABLE.split("\n")).encode(),
        TABLE.replace("\n", ",,,\n").encode(),
    ],
)
def test_encoding_delimiter_remarks_and_order_of_columns_change_no_value(data: bytes) -> None:
    reading = read_actual_rows(paper("实际.csv", data))
    assert values(reading) == [("1", "4", "3200人"), ("2", "1", "-3%")]
    assert reading.problems == ()


def test_a_row_knows_the_place_and_the_written_text_of_each_cell() -> None:
    row = read("# 说明\n" + TABLE).rows[1]
    cell = row.cell("实际完成值")
    assert row.source.place == "实际.csv 第5行"
    assert cell is not None
    assert (cell.source.place, cell.source.text) == ("实际.csv 第5行 第3列", "'-3%")
    assert row.cell("改进措施") is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_the_apostrophe_that_tames_a_spreadsheet_is_dropped_and_no_other(sign: str) -> None:
    reading = read(f"项目号,指标号,实际完成值\n1,1,'{sign}1\n1,2,'优'\n1,3,{sign}1\n")
    assert [value for _, _, value in values(reading)] == [f"{sign}1", "'优'", f"{sign}1"]


def test_remarks_above_the_header_are_kept_with_the_document() -> None:
    reading = read('# 示例数据,非真实\n"#另一条, 有逗号",,\n' + TABLE + "# 不是说明,,\n")
    assert reading.document.remarks == ("示例数据,非真实", "另一条, 有逗号")
    assert values(reading)[-1] == ("# 不是说明", "", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [Code.HEADER_MISSING]),
        ("# 只有说明\n", [Code.HEADER_MISSING]),
        ("1,4,3200人\n", [Code.HEADER_MISSING]),
        ("指标号,实际完成值\n4,3200人\n", [Code.HEADER_MISSING]),
        ("项目号,指标号\n1,4\n", [Code.HEADER_MISSING]),
        ("项目号,实际完成值,实际完成值\n1,4,5\n", [Code.SAME_FIELD_TWICE]),
        ("项目号,实际完成值,得分,分值,等级\n1,4,5,5,优\n", []),
        ("项目号,实际完成,偏差原因\n1,4,5\n", [Code.COLUMN_UNKNOWN]),
        ("项目号,实际完成值,\n1,4,\n1,5,多\n", [Code.COLUMN_UNKNOWN]),
        ("项目号,实际完成值,佐证\n1,4,\n", []),
        ("项目号,实际完成值\n1,4,,\n", []),
        ("项目号,实际完成值,佐证\n1,4,照片\n1,4,照片\n", []),
        ("项目号,偏差原因\n1,少了,多了\n", [Code.ROW_NOT_UNDERSTOOD]),
        ('项目号,偏差原因\n1,"少了\n2,多了\n', [Code.ROW_NOT_UNDERSTOOD]),
        ("PK\x03\x04", [Code.NOT_TEXT]),
    ],
)
def test_what_is_wrong_with_a_file_is_a_problem_of_its_own_kind(text: str, found: list[Code]) -> None:
    assert codes(text) == found
    assert all(problem.hint and problem.source for problem in read(text).problems)


def test_every_field_is_either_entered_in_a_file_or_passed_over() -> None:
    headings = {info.heading for info in map(FIELDS.get, Field) if info and (info.of_project or info.of_line)}
    assert headings <= {*ENTERED, *WRITTEN_BESIDE}
    assert not {*ENTERED, *WHO} & set(WRITTEN_BESIDE)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    reading = read_actual_rows(paper("x", data))
    assert reading.rows or reading.problems


@given(st.text("\t\n,\"'#=项目号实际完成值1", max_size=100))
def test_no_text_after_a_header_raises_and_no_written_cell_vanishes(text: str) -> None:
    reading = read("项目号,指标号,实际完成值\n" + text)
    kept = "".join(cell.source.text for row in reading.rows for _, cell in row.cells)
    assert reading.problems or set(text) - set('\t\n,"') <= set(kept)
