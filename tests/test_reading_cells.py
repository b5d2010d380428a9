import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model.problem import Code, Problem
from scorer.reading.decoding import LARGEST, decode, describe
from scorer.reading.layout import read_rows
from scorer.reading.levels import carry
from scorer.reading.opening import rows_of
from scorer.reading.paper import paper
from scorer.reading.table import Row, clean, is_title


def parted(text: str) -> tuple[list[Row], list[Problem]]:
    found = list(read_rows("x", text))
    rows = [row for row in found if isinstance(row, Row)]
    return rows, [problem for problem in found if isinstance(problem, Problem)]


def texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


@pytest.mark.parametrize(
    "data",
    [
        "项目".encode(),
        b"\xef\xbb\xbf" + "项目".encode(),
        "项目".encode("gb18030"),
        b"\xff\xfe" + "项目".encode("utf-16-le"),
        b"\xfe\xff" + "项目".encode("utf-16-be"),
    ],
)
def test_text_is_read_in_whichever_encoding_it_was_saved(data: bytes) -> None:
    assert decode("x", data) == "项目"


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"ab\0c", Code.NOT_TEXT, "UTF-8"),
        (b"\xff\xff\xff", Code.NOT_TEXT, "GB18030"),
        (b"\xef\xbb\xbf\xff", Code.NOT_TEXT, "UTF-8"),
        ("绩效目标".encode()[:-1], Code.TABLE_CUT_SHORT, "一个字的中间"),
        (bytes(LARGEST + 1), Code.DOCUMENT_TOO_LARGE, "65 MB"),
    ],
)
def test_what_is_no_text_says_what_it_looks_like(data: bytes, code: Code, told: str) -> None:
    problem = decode("x", data)
    assert isinstance(problem, Problem)
    assert problem.code is code
    assert told in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04...", "压缩包"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"{\\rtf1", "办公软件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "办公软件"),
    ],
)
def test_a_document_that_nothing_here_reads_says_what_it_looks_like(data: bytes, told: str) -> None:
    (problem,) = rows_of(paper("x", data))
    assert isinstance(problem, Problem)
    assert problem.code is Code.NOT_TEXT
    assert told in problem.message
    assert problem.hint


def test_a_document_is_known_by_the_hash_of_its_bytes() -> None:
    document = describe("x", b"abc", ("说明",))
    assert (document.size, document.remarks) == (3, ("说明",))
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("\t甲\n\t乙\n\n\t丙\n", [["甲", "乙"], ["丙"]]),
        ("\t甲\n续一\n 续二\n\n", [["甲\n续一\n 续二"]]),
        ("\t\n甲\n\t乙", [["甲", "乙"]]),
        ("\t\n\t甲\n\n\n \n\t乙", [["", "甲"], ["乙"]]),
        (" [bookmark: _Toc1]题目\n\t[bookmark: a]甲[bookmark: b]\n", [["题目"], ["甲"]]),
        ("\t甲\n\n不在表内\n\n\t乙\n", [["甲"], ["不在表内"], ["乙"]]),
        ("甲\t乙\n\t丙\t丁\n", [["甲", "乙"], ["", "丙", "丁"]]),
        ("甲\t乙\n\t\t丙\n\t丁\t\n", [["甲", "乙"], ["", "", "丙"], ["", "丁", ""]]),
        ('甲\t"乙\n丙 ""丁"""\n', [["甲", '乙\n丙 "丁"']]),
        ('甲\t"乙"丙\n丁\t"戊\n', [["甲", '"乙"丙'], ["丁", '"戊']]),
        ('"甲\t乙\n丙"\t丁\n', [['"甲', "乙"], ['丙"', "丁"]]),
        ("甲,乙\n,\n,丙\n", [["甲", "乙"], ["", "丙"]]),
        ('甲,"乙,\n""丙"""\n', [["甲", '乙,\n"丙"']]),
        ("甲,\u3000乙\u200b\v丙 \n", [["甲", "乙\n丙"]]),
    ],
)
def test_a_text_is_parted_into_cells_by_the_layout_of_most_of_its_lines(
    text: str, rows: list[list[str]]
) -> None:
    found, problems = parted(text)
    assert texts(found) == rows
    assert problems == []


@pytest.mark.parametrize(
    "text", ['甲,乙\n丙,"丁\n戊,己\n', '甲,乙\n"丙"丁,戊\n', "甲,乙\n丙," + '"' + "丁" * 200_000 + '"']
)
def test_a_quote_without_its_fellow_is_shown_with_the_line_where_it_stands(text: str) -> None:
    rows, (problem,) = parted(text)
    assert problem.code is Code.ROW_NOT_UNDERSTOOD
    assert problem.source is not None
    assert problem.source.row == 2
    assert texts(rows) == [["甲", "乙"]]


def test_tables_of_a_text_are_counted_by_their_titles() -> None:
    rows, _ = parted("甲绩效目标表\n\t一\n\n备注\n\n\t二\n\n乙绩效目标表\n丙绩效目标表\n\t三\n")
    assert [(row.cells[0].text, row.source.table, row.loose) for row in rows] == [
        ("甲绩效目标表", 0, True),
        ("一", 1, False),
        ("备注", 0, True),
        ("二", 1, False),
        ("乙绩效目标表", 0, True),
        ("丙绩效目标表", 0, True),
        ("三", 2, False),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1.2024年服务妇女儿童公益项目绩效目标表", True),
        ("项目支出绩效目标申报表（2024年度）", True),
        ("绩效目标批复表", True),
        ("项目支出绩效自评表", True),
        ("绩效目标", False),
        ("请各单位填好绩效目标表后报送", False),
        ("长" * 200 + "绩效目标表", False),
    ],
)
def test_a_title_ends_with_the_name_of_the_table(text: str, title: bool) -> None:
    assert is_title(text) is title


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("产出/数量 / /质量 效益/社会 /", "产出/数量 产出/数量 产出/质量 效益/社会 效益/社会"),
        ("产出/ /数量 效益/ /", "产出/ 产出/数量 效益/ 效益/"),
        (
            "/数量 产出/质量 /时效 /经济效益 效益/社会效益",
            "产出/数量 产出/质量 产出/时效 效益/经济效益 效益/社会效益",
        ),
        ("/ 产出/数量 / 效益/社会效益", "产出/数量 产出/数量 产出/数量 效益/社会效益"),
        ("/甲 产出/乙 /丙 效益/丁", "产出/甲 产出/乙 产出/丙 效益/丁"),
        (
            "/数量 产出/质量 /生态效益 /丙 效益/社会效益",
            "产出/数量 产出/质量 效益/生态效益 效益/丙 效益/社会效益",
        ),
        ("/成本 成本/成本 /成本 产出/数量", "成本/成本 成本/成本 成本/成本 产出/数量"),
        ("/数量 /质量", "/数量 /质量"),
        ("", ""),
    ],
)
def test_merged_names_cover_the_rows_below_and_where_they_stand_inside_those_above(
    written: str, names: str
) -> None:
    pairs = [(pair.split("/")[0], pair.split("/")[1]) for pair in written.split(" ") if pair]
    carried = carry(pairs)
    assert " ".join(f"{levels.dimension}/{levels.category}" for levels in carried) == names
    inside = bool(pairs) and not pairs[0][0] and any(dimension for dimension, _ in pairs)
    assert [levels.assumed for levels in carried] == [inside and not dimension for dimension, _ in pairs]
