"""What errors stop, and the working copy that shows what the checks found."""

from pathlib import Path

import pytest
from command_examples import put_sample
from docx import Document
from openpyxl import load_workbook
from paper_examples import rows, tables
from running import Scorer


@pytest.fixture(autouse=True)
def record(own_folder: Path) -> None:
    del own_folder
    put_sample(reported=True)


@pytest.mark.parametrize("options", [("docx", "form"), ("xlsx", "summary"), ("docx", "all"), ("pdf", "form")])
def test_an_error_stops_what_is_stamped_and_nothing_is_written(
    scorer: Scorer, options: tuple[str, str]
) -> None:
    format_, paper = options
    run = scorer("report", "--format", format_, "--paper", paper, "-o", f"表.{format_}")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr.startswith("【错误】审核有1个错误（E），不能出盖章用的文书\n")
    assert "R01 4.5 " in run.stderr
    assert not Path(f"表.{format_}").exists()


def test_what_has_no_error_is_printed_and_says_nothing_of_the_checks(scorer: Scorer) -> None:
    assert scorer("report", "--format", "docx", "--project", "1", "-o", "一.docx").code == 0
    assert scorer("report", "--format", "docx", "--paper", "narrative", "-o", "报告.docx").code == 0
    texts = [paragraph.text for paragraph in Document("一.docx").paragraphs]
    _, indicators = tables(Path("一.docx").read_bytes())
    assert next(rows(indicators))[-1] == "偏差原因分析\n及改进措施"
    assert not any("疑点" in text or "工作稿" in text for text in texts)


def test_a_working_copy_in_word_has_a_column_of_what_was_found(scorer: Scorer) -> None:
    scorer("check", "--answer", "A11", "4.5", "--because", "场馆检修，已报批")
    assert scorer("report", "--format", "docx", "--project", "4", "--draft", "-o", "四.docx").code == 0
    _, indicators = tables(Path("四.docx").read_bytes())
    head, *lines, _ = rows(indicators)
    assert head[-1] == "审核疑点"
    doubts = {row[3]: row[-1] for row in lines}
    late = next(doubts[name] for name in doubts if "气排球邀请赛" in name)
    assert late == "R01（E）没有写偏差原因和改进措施"
    assert doubts["开展培训场次"] == ""
    assert Document("四.docx").paragraphs[0].text == "项目支出绩效自评表（工作稿，不得盖章）"


def test_a_working_copy_in_excel_has_it_too_and_below_what_is_about_the_project(scorer: Scorer) -> None:
    assert scorer("report", "--format", "xlsx", "--project", "5", "--draft", "-o", "五.xlsx").code == 0
    sheet = load_workbook("五.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (head,) = [row for row in cells if "审核疑点" in row]
    assert head[9] == "审核疑点"
    below = [str(row[0]) for row in cells if str(row[0]).startswith("审核疑点：")]
    assert any("住房租赁" in text for text in below)


def test_a_template_of_ones_own_may_name_what_was_found(scorer: Scorer) -> None:
    assert scorer("template", "form", "-o", "模板.docx").code == 0
    run = scorer("report", "--format", "docx", "--template", "模板.docx", "--draft", "-o", "稿.docx")
    assert run.code == 0
    assert "工作稿" in Document("稿.docx").paragraphs[0].text


def test_a_working_copy_is_one_of_the_papers(scorer: Scorer) -> None:
    assert scorer("report", "--draft").code == 2
    assert scorer("report", "--draft", "--format", "html").code == 2


def test_the_page_lists_what_was_found(scorer: Scorer) -> None:
    page = scorer("report", "--format", "html").stdout
    assert "审核疑点：7 天津市妇女第十五次代表大会（2024年）" in page
    assert "550元/人 × 600人" in page


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_summary_of_a_working_copy_is_not_to_be_stamped_either(scorer: Scorer, suffix: str) -> None:
    run = scorer("report", "--draft", "--paper", "summary", "--format", suffix, "-o", f"汇总.{suffix}")
    assert run.code == 0
    if suffix == "docx":
        title = Document("汇总.docx").paragraphs[0].text
    else:
        sheet = load_workbook("汇总.xlsx").active
        assert sheet is not None
        title = str(sheet.cell(1, 1).value)
    assert title == "项目支出绩效自评汇总表（工作稿，不得盖章）"
