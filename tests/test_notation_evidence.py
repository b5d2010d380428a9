"""How evidence is kept and told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model.evidence import Counted, Evidence
from scorer.notation.evidence import (
    counted_text,
    evidence_text,
    looks_like_a_file,
    parse_evidence,
    part_of,
    pieces,
    print_evidence,
    size_text,
)

DAYS = st.none() | st.dates()
WORDS = st.text()
COUNTED = st.builds(
    Counted, WORDS, st.integers(0), WORDS, st.integers(0), WORDS, WORDS, since=DAYS, until=DAYS
)
FILES = st.builds(Evidence, WORDS, st.integers(0), WORDS, WORDS, st.none() | COUNTED, st.none() | WORDS)


@given(FILES | st.builds(Evidence, WORDS))
def test_what_is_printed_reads_back_to_an_equal_value(evidence: Evidence) -> None:
    assert parse_evidence(print_evidence(evidence)) == evidence


@pytest.mark.parametrize(
    "reading",
    [
        *("", "{", "3", "[]", "{}", '{"name": "a", "sha256": "b"}', '"name"'),
        '{"name": "a", "sha256": "b", "size": "x", "path": "c"}',
        '{"name": "a", "sha256": "b", "size": 1, "path": "c", "counted": null}',
    ],
)
def test_a_reading_that_is_not_understood_is_no_evidence(reading: str) -> None:
    assert parse_evidence(reading) is None


@pytest.mark.parametrize(
    ("text", "file"),
    [
        *(
            ("签到表.pdf", True),
            ("材料/照片.JPG", True),
            (r"D:\材料\照片", True),
            ("/材料", True),
            ("7月.7z", True),
        ),
        *(
            ("./照片", True),
            ("../照片", True),
            ("~/照片", True),
            ("照片/", True),
            ("现场照片，共3张.zip", True),
        ),
        *(("ｐｈｏｔｏ．ｊｐｇ", True), ("a b.docx", True), ("第2.5期.mp4", True)),
        *(("存档于档案室", False), ("见第3.2节", False), ("照片/视频各一份", False), ("共3.5万", False)),
        *(
            ("https://www.example.cn/a.html", False),
            ("www.example.org.cn", False),
            ("zhang@example.com", False),
        ),
        *(
            ("example.gov.cn", False),
            (".pdf", False),
            ("", False),
            ("报告.pdf第3页", False),
            ("2024.12", False),
        ),
    ],
)
def test_a_path_or_a_file_s_name_is_told_from_words(text: str, file: bool) -> None:
    assert looks_like_a_file(text) is file


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲.pdf；乙.pdf", ("甲.pdf", "乙.pdf")),
        (" 甲.pdf \n\n乙.pdf;丙 ", ("甲.pdf", "乙.pdf", "丙")),
        ("甲，乙、丙", ("甲，乙、丙",)),
        (" ；\n", ()),
    ],
)
def test_a_cell_names_several_pieces_parted_by_line_breaks_or_semicolons(
    text: str, found: tuple[str, ...]
) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("size", "text"),
    [
        *((0, "0字节"), (1023, "1023字节"), (1024, "1.0KB"), (9318, "9.1KB"), (1024**2 - 1, "1.0MB")),
        *((1048525, "1.0MB"), (1048524, "1023.9KB"), (5 * 1024**2, "5.0MB"), (1024**3, "1.0GB")),
        (1024**3 - 1, "1.0GB"),
        (5 * 1024**4, "5120.0GB"),
    ],
)
def test_a_size_is_told_with_the_unit_that_suits_it(size: int, text: str) -> None:
    assert size_text(size) == text


FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (Counted("姓名", 318, "人"), "按“姓名”列计数：318人"),
        (Counted("姓名", 318, "人", 6, "手机号"), "按“姓名”列计数，按“手机号”去重：318人，重复6行"),
        (
            Counted("姓名", 318, "人", 6, "手机号", "签到日期", FIRST, LAST),
            "按“姓名”列计数，按“手机号”去重，“签到日期”2024-01-01至2024-12-31：318人，重复6行",
        ),
        (Counted("编号", 3, date_column="日期", since=FIRST), "按“编号”列计数，“日期”2024-01-01起：3"),
        (Counted("编号", 3, date_column="日期", until=LAST), "按“编号”列计数，“日期”至2024-12-31：3"),
    ],
)
def test_a_count_says_what_was_counted(counted: Counted, text: str) -> None:
    assert counted_text(counted) == text


def test_evidence_is_told_by_name_size_and_the_beginning_of_its_sha256() -> None:
    file = Evidence("签到表.pdf", 318, "0123456789abcdef", "佐证材料/签到表.pdf")
    assert evidence_text(file) == "签到表.pdf（318字节，SHA-256 0123456789ab）"
    counted = Evidence("名册.csv", 318, "0123456789abcdef", "名册.csv", Counted("姓名", 5, "人"))
    assert evidence_text(counted) == "名册.csv（318字节，SHA-256 0123456789ab）：按“姓名”列计数：5人"
    assert evidence_text(Evidence("存档于档案室")) == "存档于档案室"


def test_a_file_is_told_from_others_by_its_content_and_a_text_by_itself() -> None:
    assert part_of(Evidence("甲", 1, "ab", "甲")) == part_of(Evidence("乙", 1, "ab", "乙")) == "ab"
    assert part_of(Evidence("存档")) == "存档"
