"""Comments in Word documents: each on its cell, and everything else as it was."""

from io import BytesIO
from pathlib import Path

import pytest
from comment_examples import (
    AT,
    at,
    canonical,
    commented,
    hangs_on,
    parts,
    says,
    sources,
    whole,
    without_comments,
)
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sheet_examples import needs_office
from word_examples import (
    NAME,
    STRICT,
    W,
    body,
    cell,
    merged,
    packed,
    paragraph,
    relationships,
    row,
    run,
    spanning,
    table,
)

from scorer.model.problem import Code, Refused
from scorer.reading.word_comments import CellComment
from scorer.workflow.office import convert

SAMPLE = Path(__file__).parent.parent / "data" / "targets-2024.docx"
COMMENTS = "word/comments.xml"
CHANGED = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", COMMENTS}

CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
ODD = (
    paragraph(run("二〇二四年绩效目标表"))
    + table(
        row(merged("产出"), "数量", cell(paragraph(run("≥"), run("26"), run("场")))),
        row(merged(""), CONTROL.format(cell("质量")), cell(CONTROL.format(paragraph(run("≥90%"))))),
        row(merged(""), spanning("跨两格", 2)),
        row("第一行\n第二行\n", "  ", properties='<w:gridBefore w:val="1"/>'),
        row(cell("改动", "<w:cellDel/>"), cell(paragraph(f'<w:ins w:id="1">{run("新增")}</w:ins>')), "删"),
        CONTROL.format(row("控件里的行")),
        row("删去的行", properties='<w:del w:id="2"/>'),
    )
    + paragraph(run("两表之间"))
    + table(row(cell("<w:p/>" + table(row("套内一", "套内二"), row("套内三", "套内四")) + "<w:p/>")))
    + table(row("末表"))
    + "<w:p/>"
)


def test_a_comment_hangs_on_the_cell_it_is_about_and_says_what_was_given() -> None:
    data = whole(table(row("甲", "乙"), row("丙", "丁")))
    found = commented(data, at(1, 2, 1, "丙", "说丙"), at(1, 1, 2, "乙", "说乙"))
    assert found.unplaced == ()
    assert hangs_on(found.data) == {0: "丙", 1: "乙"}
    assert says(found.data) == {0: "说丙", 1: "说乙"}
    comment = next(iter(Document(_file(found.data)).comments))
    assert (comment.author, comment.initials) == ("scorer", "sc")
    assert comment.timestamp is not None
    assert f"{comment.timestamp:%Y-%m-%dT%H:%M:%SZ}" == AT


def test_every_text_that_the_reader_tells_of_is_found_in_its_own_cell() -> None:
    for data in (SAMPLE.read_bytes(), whole(ODD)):
        places = sources(data)
        found = commented(data, *(CellComment(place, (place.text,)) for place in places))
        assert found.unplaced == ()
        assert len(places) > 15
        cells = hangs_on(found.data)
        for number, place in enumerate(places):
            assert _bare(cells[number]) == _bare(place.text), place
        assert [_bare(text) for text in says(found.data).values()] == [_bare(place.text) for place in places]


@given(st.data())
def test_a_comment_is_found_in_its_cell_however_cells_are_merged(data: st.DataObject) -> None:
    kinds = st.sampled_from(["plain", "blank", "wide", "begins", "goes on", "beside", "control"])
    drawn = data.draw(st.lists(st.lists(kinds, min_size=1, max_size=4), min_size=1, max_size=5))
    rows = [row(*(_cell(kind, f"{r}行{c}") for c, kind in enumerate(each))) for r, each in enumerate(drawn)]
    document = whole(paragraph(run("题")) + table(*rows) + "<w:p/>")
    places = sources(document)
    found = commented(document, *(CellComment(place, ("注",)) for place in places))
    assert list(hangs_on(found.data).values()) == [place.text for place in places]
    assert without_comments(found.data) == canonical(parts(document)["word/document.xml"])


def test_without_its_comments_a_document_equals_what_it_was() -> None:
    for data in (SAMPLE.read_bytes(), whole(ODD)):
        found = commented(data, *(CellComment(place, ("注",)) for place in sources(data)))
        before, after = parts(data), parts(found.data)
        assert without_comments(found.data) == canonical(before["word/document.xml"])
        assert list(after)[: len(before)] == list(before)
        assert set(after) - set(before) <= CHANGED
        assert {name: after[name] for name in set(before) - CHANGED} == {
            name: before[name] for name in set(before) - CHANGED
        }


@needs_office
def test_an_office_program_finds_the_comments_on_their_cells(tmp_path: Path) -> None:
    wanted = {"4场", "≥3150人", "≤3.84万", "550元/人", "微信公众号报道"}
    places = [place for place in sources(SAMPLE.read_bytes(), SAMPLE.name) if place.text in wanted]
    comments = [CellComment(place, (f"T18（W）：{place.text}", "建议：核对")) for place in places]
    copy = tmp_path / "copy.docx"
    copy.write_bytes(commented(SAMPLE.read_bytes(), *comments, name=SAMPLE.name).data)
    (tmp_path / "out").mkdir()
    (again,) = convert([copy], "docx", tmp_path / "out")
    assert again is not None
    made = again.read_bytes()
    cells, texts = hangs_on(made), says(made)
    assert len(cells) == len(places) >= 5
    assert all(texts[number] == f"T18（W）：{text}\n建议：核对" for number, text in cells.items())


def test_what_is_not_marked_keeps_its_bytes() -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    inside = f"<w:tbl><w:tr><w:tc  ><w:p w:rsidR='1'\n><w:pPr/><!-- 注 -->{run('甲&#38;乙')}</w:p></w:tc></w:tr></w:tbl>"
    data = whole("", {"word/document.xml": head + body(inside)})
    after = parts(commented(data, at(1, 1, 1)).data)["word/document.xml"].decode()
    start = '<w:commentRangeStart w:id="0"/>'
    end = (
        '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    )
    assert after == head + body(
        inside.replace("<w:pPr/>", f"<w:pPr/>{start}").replace("</w:p>", f"{end}</w:p>")
    )


def test_a_merged_cell_is_commented_where_its_text_stands_and_a_row_where_its_own_begins() -> None:
    data = whole(table(row(merged("产出"), "甲"), row(merged(""), "乙"), row(merged(""), "")))
    found = commented(data, at(1, 2, 1), at(1, 2, 0, "乙"), at(1, 2, 0), at(1, 3, 1), at(1, 3, 2))
    assert hangs_on(found.data) == {0: "产出", 1: "乙", 2: "乙", 3: "产出", 4: ""}


def test_a_cell_whose_text_stands_in_a_table_within_it_is_commented_where_that_begins() -> None:
    inner = table(row("", "内甲", "内乙")) + "<w:p/>"
    data = whole(table(row(cell(inner), cell(inner + paragraph(run("尾"))))))
    found = commented(data, at(1, 1, 1, "内甲 内乙\n"), at(1, 1, 2))
    assert hangs_on(found.data) == {0: "内甲", 1: "内甲内乙尾"}


@pytest.mark.parametrize("empty", ["<w:p/>", "<w:p></w:p>", '<w:p w:rsidR="1" />', "<w:p><w:pPr/></w:p>"])
def test_an_empty_cell_takes_a_comment(empty: str) -> None:
    data = whole(table(row("甲", cell(empty), "丙")))
    found = commented(data, at(1, 1, 2))
    assert hangs_on(found.data) == {0: ""}
    assert without_comments(found.data) == canonical(parts(data)["word/document.xml"])


def test_several_comments_hang_on_one_cell() -> None:
    found = commented(whole(table(row("甲"))), at(1, 1, 1, said="一"), at(1, 1, 1, said="二"))
    assert hangs_on(found.data) == {0: "甲", 1: "甲"}
    assert says(found.data) == {0: "一", 1: "二"}


def test_what_is_about_the_whole_or_has_no_place_stands_at_the_title_in_one_comment() -> None:
    data = whole("<w:p/>" + paragraph(run("绩效目标表")) + table(row("甲", "乙")))
    lost = at(3, 1, 2, "丙", "说丙")
    found = commented(data, CellComment(None, ("总说",)), at(1, 1, 1, "甲", "说甲"), lost, at(0, 0, 0))
    assert found.unplaced == (lost,)
    assert hangs_on(found.data) == {0: "绩效目标表", 1: "甲"}
    assert says(found.data) == {0: f"总说\n（{NAME} 第3个表 第1行 第2列“丙”）\n说丙\n批注", 1: "说甲"}


def test_a_place_of_an_earlier_version_is_found_by_its_text_or_not_at_all() -> None:
    data = whole(table(row("题"), row("新加的"), row("≥20场"), row("≥90%", "≥90%")))
    found = commented(data, at(1, 2, 1, "≥20场"), at(1, 2, 1, "≥90%", "两处"))
    assert hangs_on(found.data) == {0: "题", 1: "≥20场"}
    assert found.unplaced == (at(1, 2, 1, "≥90%", "两处"),)


def test_comments_that_are_there_stay_and_keep_their_numbers() -> None:
    old = f'<?xml version="1.0"?><x:comments xmlns:x="{W}"><x:comment x:id="7" x:author="王"><x:p/></x:comment></x:comments>'
    marks = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    data = whole(
        table(row(cell(paragraph(marks.format(run("甲")))))),
        {
            "word/comments.xml": old,
            "word/commentsExtended.xml": "<extended/>",
            "word/_rels/document.xml.rels": relationships(comments="comments.xml"),
        },
    )
    found = commented(data, at(1, 1, 1))
    before, after = parts(data), parts(found.data)
    assert hangs_on(found.data) == {7: "甲", 8: "甲"}
    assert after[COMMENTS].decode().startswith(old.removesuffix("</x:comments>"))
    assert without_comments(found.data, since=8) == canonical(before["word/document.xml"])
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml", COMMENTS]
    twice = commented(found.data, at(1, 1, 1))
    assert hangs_on(twice.data) == {7: "甲", 8: "甲", 9: "甲"}


def test_a_comment_says_what_xml_can_hold_of_any_text() -> None:
    said = "\"<批&注>'\x00\x0b\ud800\uffff\t" + "长" * 2000
    found = commented(whole(table(row("甲"))), CellComment(at(1, 1, 1).place, (said, "一\n二", "")))
    assert says(found.data) == {0: "\"<批&注>'\n\t" + "长" * 2000 + "\n一\n二\n"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_the_text_may_be_written_in_any_encoding_of_xml(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    xml = f'<?xml version="1.0" encoding="{declared}"?>{body(table(row("甲", "")))}'
    raw = xml.encode(encoding, "xmlcharrefreplace")
    data = whole("", {"word/document.xml": raw})
    found = commented(data, at(1, 1, 1, "甲", "说"), at(1, 1, 2))
    assert hangs_on(found.data) == {0: "甲", 1: ""}
    assert without_comments(found.data) == canonical(raw)


@pytest.mark.parametrize("uri", [W, STRICT])
def test_the_text_may_name_its_elements_without_a_prefix_and_after_either_edition(uri: str) -> None:
    inside = "<tbl><tr><tc><p><r><t>甲</t></r></p></tc><tc><p/></tc></tr></tbl>"
    xml = f'<document xmlns="{uri}"><body>{inside}</body></document>'
    data = whole("", {"word/document.xml": xml})
    found = commented(data, at(1, 1, 1), at(1, 1, 2))
    assert hangs_on(found.data) == {0: "甲", 1: ""}
    assert without_comments(found.data) == canonical(xml.encode())
    kind = parts(found.data)["word/_rels/document.xml.rels"].decode()
    assert ("purl.oclc.org" in kind) == (uri == STRICT)


def test_a_document_without_comments_to_make_is_given_back_byte_for_byte() -> None:
    data = SAMPLE.read_bytes()
    assert commented(data).data == data
    with_one = [commented(data, at(1, 1, 1)).data for _ in range(2)]
    assert with_one[0] == with_one[1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 cut off", Code.DOCUMENT_DAMAGED),
        (packed({"word/styles.xml": "<a/>"}), Code.DOCUMENT_DAMAGED),
        (whole("", {"word/document.xml": "<w:document"}), Code.DOCUMENT_DAMAGED),
        (whole("<w:p/>"), Code.NO_REVIEW_COPY),
        (whole("", {"word/document.xml": "<!DOCTYPE a><a/>"}), Code.DOCUMENT_UNSAFE),
        (
            whole("<w:p/>", {"word/document.xml": '<?xml version="1.0" encoding="gbk"?><a/>'}),
            Code.DOCUMENT_DAMAGED,
        ),
    ],
)
def test_what_is_no_document_with_a_text_is_refused(data: bytes, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        commented(data, CellComment(None, ("注",)))
    assert [problem.code for problem in refused.value.problems] == [code]


def _cell(kind: str, text: str) -> str:
    match kind:
        case "blank":
            return cell("<w:p/>")
        case "wide":
            return spanning(text, 2)
        case "begins":
            return cell(text, '<w:vMerge w:val="restart"/>')
        case "goes on":
            return cell(text, "<w:vMerge/>")
        case "beside":
            return cell("<w:p/>", "<w:hMerge/>")
        case "control":
            return CONTROL.format(cell(CONTROL.format(paragraph(run(text[:1]), run(text[1:])))))
        case _:
            return cell(text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _file(data: bytes) -> BytesIO:
    return BytesIO(data)
