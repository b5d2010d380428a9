"""The index of evidence in the official papers."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from law_examples import recorded
from openpyxl import load_workbook
from paper_examples import changed, rows
from paper_examples import year_with_evidence as year
from report_examples import all_met, every_outcome, report

from scorer.model.evidence import Evidence
from scorer.model.problem import Code, Refused
from scorer.model.project import Project
from scorer.report import FORMATS
from scorer.report.forms.evidence import evidence_of
from scorer.report.forms.kinds import PaperKind
from scorer.workflow.papers_out import Wanted, built_in_template, count_of, documents, one_document

HEADINGS = ["序号", "指标", "佐证材料", "大小", "SHA-256（前12位）", "登记人", "登记时间", "所属项目"]
FORM = (PaperKind.FORM,)


def expected(project: Project) -> list[list[str]]:
    line = f"{project.number}.1 {project.indicators[0].key.name}"
    name = "名册.xlsx（按“姓名”列计数，按“手机号”去重：318人，重复6行）"
    told = ["张三", "2024-12-03 01:30", project.name]
    return [
        ["1", line, name, "9.1KB", "a" * 12, *told],
        ["2", line, "存档于档案室", "—", "—", *told],
    ]


def test_the_index_follows_the_forms_in_one_document() -> None:
    made = Document(BytesIO(one_document(year(), Wanted("docx", FORM))))
    assert list(rows(made.tables[-1])) == [HEADINGS, *expected(every_outcome())]
    assert len(made.sections) == 3
    assert [each.text for each in made.paragraphs if each.text == "佐证材料目录"] == ["佐证材料目录"]


def test_the_evidence_of_the_budget_s_execution_comes_first() -> None:
    shown = year()
    project = replace(shown.assessments[0].project, evidence=(recorded(Evidence("国库支付明细")),))
    entries = evidence_of((project,))
    assert [(each.number, each.indicator, each.name) for each in entries[:2]] == [
        ("1.0", "预算执行率", "国库支付明细"),
        (f"1.{project.indicators[0].number}", project.indicators[0].key.name, entries[1].name),
    ]
    bare = replace(project, indicators=tuple(replace(each, evidence=()) for each in project.indicators))
    made = Document(BytesIO(one_document(report(bare), Wanted("docx", FORM))))
    assert list(rows(made.tables[-1]))[1][:3] == ["1", "1.0 预算执行率", "国库支付明细"]


def test_without_evidence_there_is_no_index() -> None:
    plain = report(every_outcome(), all_met())
    for kinds in (FORM, tuple(PaperKind)):
        made = Document(BytesIO(one_document(plain, Wanted("docx", kinds))))
        assert "佐证材料目录" not in [each.text for each in made.paragraphs]
    book = load_workbook(BytesIO(one_document(plain, Wanted("xlsx", FORM))))
    assert "佐证材料目录" not in book.sheetnames
    with pytest.raises(Refused) as caught:
        one_document(plain, Wanted("docx", (PaperKind.EVIDENCE,)))
    assert caught.value.problems[0].code is Code.NO_EVIDENCE


def test_each_form_of_a_folder_has_the_index_of_its_own_project() -> None:
    files = list(documents(year(), Wanted("docx", FORM)))
    assert len(files) == count_of(year(), Wanted("docx", FORM)) == 2
    told = ["佐证材料目录" in [p.text for p in Document(BytesIO(file.content)).paragraphs] for file in files]
    assert told == [True, False]


def test_the_index_as_a_paper_of_its_own_stands_once_in_a_folder() -> None:
    wanted = Wanted("docx", tuple(PaperKind))
    names = [file.name for file in documents(year(), wanted)]
    assert names.count("佐证材料目录.docx") == 1
    assert len(names) == count_of(year(), wanted) == 5
    plain = report(every_outcome())
    assert len(list(documents(plain, wanted))) == count_of(plain, wanted) == 3


def test_the_workbook_has_the_index_as_its_last_sheet() -> None:
    book = load_workbook(BytesIO(one_document(year(), Wanted("xlsx", FORM))))
    sheet = book.worksheets[-1]
    assert sheet.title == "佐证材料目录"
    found = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert found == [HEADINGS, *expected(every_outcome())]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_a_template_of_the_user_s_shows_the_evidence_itself(tmp_path: Path) -> None:
    own = tmp_path / "自己的.docx"
    index = built_in_template(PaperKind.EVIDENCE)
    own.write_bytes(changed(index, lambda text: text.replace("{{ 单位 }}", "{{ 实施单位 }}")))
    made = Document(BytesIO(one_document(year(), Wanted("docx", FORM, own))))
    assert len(made.sections) == 2
    assert [list(rows(table)) for table in made.tables] == [
        [HEADINGS, *expected(every_outcome())],
        [HEADINGS],
    ]


def test_the_web_page_shows_the_index_below_the_form() -> None:
    page = FORMATS["html"](year())
    assert page.count("<caption>佐证材料目录</caption>") == 1
    assert "名册.xlsx（按“姓名”列计数，按“手机号”去重：318人，重复6行）" in page
