"""The official papers as Word documents: what is in them, how they are laid out."""

import re
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from paper_examples import changed, names, opened, part, rows, tables
from report_examples import a_year, all_met, budget, every_outcome, line, project, report, words

from scorer.report.forms.form import form_of
from scorer.report.forms.kinds import PaperKind
from scorer.report.forms.names import form_names
from scorer.report.forms.word import open_word_template, word_document
from scorer.workflow.papers_out import Wanted, built_in_template, documents, one_document

sys.path.append(str(Path(__file__).parent.parent / "tools"))
import make_templates

AWKWARD = '<b>&"]'
FORM = Wanted("docx", (PaperKind.FORM,))
ALL = Wanted("docx", tuple(PaperKind))


def test_an_awkward_name_and_a_cause_of_2000_characters_come_out_intact() -> None:
    cause = "".join(f"第{number:04}条原因；" for number in range(300))[:1999] + "完"
    late = replace(line(1, AWKWARD, "≥10场", "8场"), cause=words(cause), remedy=words("{{ 标题 }} {% if %}"))
    made = one_document(report(project(1, AWKWARD, [late], budget("1", "1"))), FORM)
    head, indicators = tables(made)
    assert next(rows(head)) == ["项目名称", AWKWARD]
    row = list(rows(indicators))[1]
    assert row[3] == AWKWARD
    assert len(cause) == 2000
    assert row[-1] == f"原因：{cause}；改进措施：{{{{ 标题 }}}} {{% if %}}"


def test_a_row_higher_than_a_page_may_break_and_no_other() -> None:
    late = replace(line(1, "甲", "≥10场", "8场"), cause=words("长" * 2000), remedy=words("无"))
    made = one_document(
        report(project(1, "某项目", [late, line(2, "乙", "≥1场", "1场")], budget("1", "1"))), FORM
    )
    _, indicators = tables(made)
    breaks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in indicators.rows]
    assert breaks == [False, True, False, False]


def test_names_of_both_levels_are_merged_over_their_rows() -> None:
    _, indicators = tables(one_document(report(every_outcome()), FORM))
    merges = [[_merge(cell) for cell in row._tr.tc_lst] for row in indicators.rows[1:-1]]
    lines = form_of(report(every_outcome()).assessments[0]).lines
    for at, (row, each) in enumerate(zip(merges, lines, strict=True)):
        begins = (at == 0, each.opens_dimension, each.opens_category)
        assert row == [*("restart" if one else "continue" for one in begins), *[None] * 6]


def test_a_line_break_in_a_text_is_one_in_word() -> None:
    made = one_document(report(every_outcome()), FORM)
    head, _ = tables(made)
    assert [row for row in rows(head) if "1.开展活动\n2.开展培训" in row]
    assert "<w:br/>" in part(made)


def test_the_heading_of_the_indicators_is_repeated_and_the_document_ends_with_a_paragraph() -> None:
    for kind in (PaperKind.FORM, PaperKind.SUMMARY):
        made = one_document(a_year(), Wanted("docx", (kind,)))
        body = Document(BytesIO(made)).element.body
        table = tables(made)[-1] if kind is PaperKind.SUMMARY else tables(made)[1]
        headers = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert headers[0]
        assert not any(headers[1:])
        assert [child.tag for child in body][-2:] == [qn("w:p"), qn("w:sectPr")]


def test_every_style_names_a_font_for_chinese_and_none_is_embedded() -> None:
    for kind in PaperKind:
        content = built_in_template(kind)
        root = etree.fromstring(part(content, "word/styles.xml").encode())
        fonts = {each.get(qn("w:eastAsia")) for each in root.iter(qn("w:rFonts"))}
        assert fonts == {"宋体", "黑体", "仿宋", "楷体"}
        styles = [each for each in root.iter(qn("w:style")) if each.get(qn("w:styleId")) != "Normal"]
        assert all(each.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is not None for each in styles)
        used = set(re.findall(r'w:pStyle w:val="(\w+)"', part(content)))
        assert used <= {each.get(qn("w:styleId")) for each in styles}
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert not [name for name in archive.namelist() if "fonts/" in name]


def test_one_document_holds_all_papers_each_in_a_section_that_begins_with_page_1() -> None:
    year = a_year()
    document = Document(BytesIO(one_document(year, ALL)))
    titles = [each.text for each in document.paragraphs if each.style and each.style.name.endswith("Title")]
    assert titles == ["项目支出绩效自评汇总表", "2024年度项目支出绩效自评报告", *["项目支出绩效自评表"] * 5]
    widths = [section.page_width or 0 for section in document.sections]
    assert len(widths) == 7
    assert widths[0] > widths[1] == widths[2] == widths[6]
    starts = document.element.body.findall(f".//{qn('w:sectPr')}/{qn('w:pgNumType')}")
    assert [each.get(qn("w:start")) for each in starts] == ["1"] * 7


def test_each_paper_alone_says_what_it_says_among_others() -> None:
    year = a_year()
    forms = list(documents(year, FORM))
    together = Document(BytesIO(one_document(year, FORM))).element.body
    alone = [child for each in forms for child in Document(BytesIO(each.content)).element.body]
    assert _text(together) == "".join(map(_text, alone))


def test_the_same_papers_give_the_same_bytes() -> None:
    assert one_document(a_year(), ALL) == one_document(a_year(), ALL)


def test_both_tables_of_a_form_end_at_one_place_and_reasons_have_the_most_room() -> None:
    head, indicators = tables(one_document(report(every_outcome()), FORM))
    grids = [
        [int(column.get(qn("w:w")) or 0) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        for table in (head, indicators)
    ]
    assert sum(grids[0]) == sum(grids[1])
    assert grids[1].index(max(grids[1])) == len(grids[1]) - 1


def test_the_templates_are_those_that_the_tool_makes() -> None:
    for name, content in make_templates.templates().items():
        kind, _, draft = name.partition("-")
        kept = built_in_template(PaperKind(kind), draft=bool(draft))
        with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(BytesIO(kept)) as there:
            assert {each: made.read(each) for each in made.namelist()} == {
                each: there.read(each) for each in there.namelist()
            }


def test_the_built_in_templates_share_everything_but_the_document() -> None:
    packages = [opened(kind, a_year()).package for kind in PaperKind]
    others = [{name: text for name, text in each.parts.items() if name != each.main} for each in packages]
    assert others[0] == others[1] == others[2]


def test_a_tag_in_the_footer_is_filled_in_for_each_paper() -> None:
    year = report(every_outcome(), all_met())
    own = changed(
        built_in_template(PaperKind.FORM),
        lambda text: text.replace("— ", "{{ 项目名称 }}— ", 1),
        "word/footer1.xml",
    )
    template = open_word_template(own, "自己的.docx", names(PaperKind.FORM, year))
    made = word_document([(template, form_names(form_of(each))) for each in year.assessments])
    footers = [section.footer.paragraphs[0].text for section in Document(BytesIO(made)).sections]
    assert footers == ["2024年服务妇女儿童公益项目— 1 —", "全部达到的项目— 1 —"]


def test_a_template_whose_runs_word_has_split_is_filled_in_all_the_same() -> None:
    split = changed(
        built_in_template(PaperKind.FORM),
        lambda text: text.replace(
            "{{ 项目名称 }}",
            '{</w:t></w:r><w:r><w:t>{ 项目</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>名称 }}',
        ).replace("{%merge 行.一级开始 %}", "{%mer</w:t></w:r><w:r><w:t>ge 行.一级开始 %}"),
    )
    year = report(every_outcome())
    made = word_document(
        [(open_word_template(split, "自己的.docx", names(PaperKind.FORM, year)), names(PaperKind.FORM, year))]
    )
    usual = one_document(year, FORM)
    assert [list(rows(table)) for table in tables(made)] == [list(rows(table)) for table in tables(usual)]


@pytest.mark.parametrize("ending", ["", "<w:p><w:r><w:t>{%p if 年度 %}</w:t></w:r></w:p>"])
def test_a_template_that_ends_in_a_table_or_a_tag_still_gives_sections(ending: str) -> None:
    closing = ending and f"{ending}<w:p><w:r><w:t>{{%p endif %}}</w:t></w:r></w:p>"
    own = changed(
        built_in_template(PaperKind.FORM),
        lambda text: re.sub(r"(.*</w:tbl>).*?(<w:sectPr>)", rf"\1{closing}\2", text, flags=re.DOTALL),
    )
    year = report(every_outcome(), all_met())
    template = open_word_template(own, "自己的.docx", names(PaperKind.FORM, year))
    made = word_document([(template, form_names(form_of(each))) for each in year.assessments])
    document = Document(BytesIO(made))
    assert len(document.sections) == 2
    assert isinstance(list(document.iter_inner_content())[-1], Paragraph)
    assert sum(isinstance(each, Table) for each in document.iter_inner_content()) == 4


def _merge(cell: etree._Element) -> str | None:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if merge is None else merge.get(qn("w:val"))


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))
