"""How things are named: targets within names, rows of workbooks, places of documents, marks, frozen results."""

import pytest

from scorer.model.entry import Stamp
from scorer.model.frozen import Frozen, Scope
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.characters import same_but_for_space
from scorer.notation.names import target_in_name
from scorer.notation.sheet_keys import print_row_key, read_row_key


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("资金支付完成率100%", "100%"),
        ("资金支付完成率（≥95%）", "≥95%"),
        ("培训不少于26场以上", "不少于26场以上"),
        ("变压器1250KVA及配套", ""),
        ("培训场次", ""),
        ("完成3期培训", ""),
        ("26场", ""),
    ],
)
def test_a_target_is_what_a_name_ends_in(name: str, target: str) -> None:
    assert target_in_name(name) == target


def test_a_row_key_reads_back_and_nothing_else_is_one() -> None:
    assert read_row_key(print_row_key(3, 10)) == (3, 10)
    assert read_row_key(" p3－10 ") == (3, 10)
    assert read_row_key("3.10") is None


def test_a_place_names_only_what_there_is() -> None:
    assert Source("表.csv", 0, 0, 0, "").place == "表.csv"
    assert Source("表.docx", 2, 3, 4, "").place == "表.docx 第2个表 第3行 第4列"


def test_a_problem_is_marked_by_what_it_does() -> None:
    marks = [Problem(code, "").mark for code in (Code.NOT_TEXT, Code.TARGET_UNREADABLE, Code.COPIED)]
    assert marks == ["错误", "照录", "提示"]


def test_a_frozen_result_is_named_by_its_year_and_number() -> None:
    scope = Scope(2024, 7, None, detail=False)
    assert Frozen(2, Stamp("", "", "", ""), scope, "national-2020", "", "").id == "2024-2"


@pytest.mark.parametrize(
    ("other", "same"), [("尾款次年支付", True), (" 尾款\n次年　支付 ", True), ("尾款今年支付", False)]
)
def test_texts_that_differ_in_blanks_and_line_ends_alone_say_the_same(other: str, same: bool) -> None:
    assert same_but_for_space("尾款次年支付", other) is same
