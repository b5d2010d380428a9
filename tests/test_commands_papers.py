"""scorer report --format docx|xlsx|pdf and scorer template: where the papers go, what is refused."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from paper_examples import changed
from running import Run, Scorer

from scorer.workflow import office

TABLE = """{name}绩效目标表
562301天津市妇女联合会
单位：万元
项目名称,{name}
预算数,5.00
绩效目标,举办培训不少于26场
一级指标,二级指标,三级指标,指标值
产出指标,数量指标,培训场次,≥26场
"""
NAMES = ("2024年甲项目", "2024年a/b:c*d项目", f"2024年{'长' * 90}项目")


@pytest.fixture
def imported(scorer: Scorer) -> Scorer:
    for number, name in enumerate(NAMES):
        Path(f"{number}.csv").write_text(TABLE.format(name=name), encoding="utf-8")
        assert scorer("import", f"{number}.csv").code == 0
        assert scorer("record-actual", str(number + 1), "1", "26场").code == 0
        assert scorer("record-actual", str(number + 1), "--executed", "5").code == 0
    return scorer


def test_one_document_holds_the_summary_and_every_form(imported: Scorer) -> None:
    run = imported("report", "--format", "docx", "-o", "all.docx")
    assert (run.stdout, run.stderr, run.code) == ("", "已写入all.docx\n", 0)
    titles = _titles("all.docx")
    assert titles == ["项目支出绩效自评汇总表", *["项目支出绩效自评表"] * 3]


def test_of_one_project_there_is_its_form_alone(imported: Scorer) -> None:
    imported("report", "--project", "1", "--format", "docx", "-o", "one.docx")
    assert _titles("one.docx") == ["项目支出绩效自评表"]
    imported("report", "--project", "1", "--format", "xlsx", "-o", "one.xlsx")
    assert load_workbook("one.xlsx").sheetnames == ["1 2024年甲项目"]


def test_an_index_is_missed_of_the_projects_that_are_shown_alone(imported: Scorer) -> None:
    imported("record-actual", "1", "1", "--evidence", "存档于档案室")
    index = ("report", "--format", "docx", "--paper", "evidence", "-o", "p.docx")
    run = imported(*index, "--project", "2")
    assert run.code == 1
    assert run.stderr.startswith("【错误】项目2 2024年a/b:c*d项目没有登记佐证材料，没有可写的目录\n")
    assert imported(*index).code == 0


def test_a_paper_can_be_asked_for(imported: Scorer) -> None:
    for paper, title in (
        ("narrative", "2024年度天津市妇女联合会项目支出绩效自评报告"),
        ("summary", "项目支出绩效自评汇总表"),
    ):
        imported("report", "--format", "docx", "--paper", paper, "-o", "p.docx")
        assert _titles("p.docx") == [title]
    imported("report", "--format", "docx", "--paper", "all", "-o", "p.docx")
    assert len(_titles("p.docx")) == 5
    imported("report", "--format", "xlsx", "--paper", "all", "-o", "p.xlsx")
    assert load_workbook("p.xlsx").sheetnames[0] == "汇总表"


@pytest.mark.parametrize("made", ["上报/", "已有"])
def test_a_folder_gets_a_file_for_each_paper_under_names_that_every_system_takes(
    imported: Scorer, made: str
) -> None:
    Path("已有").mkdir()
    run = imported("report", "--format", "docx", "-o", made)
    folder = Path(made)
    names = sorted(path.name for path in folder.iterdir())
    assert run.stderr == f"已写入文件夹{folder}：5个文件\n"
    assert names == [
        "1 2024年甲项目.docx",
        "2 2024年a_b_c_d项目.docx",
        f"3 2024年{'长' * 57}.docx",
        "汇总表.docx",
        "自评报告.docx",
    ]
    assert all(len(name.encode()) <= 255 for name in names)
    assert [_titles(folder / name) for name in names[:3]] == [["项目支出绩效自评表"]] * 3
    assert imported("report", "--format", "xlsx", "-o", made).stderr == f"已写入文件夹{folder}：4个文件\n"


def test_a_template_is_taken_over_restyled_and_used(imported: Scorer) -> None:
    run = imported("template", "form", "-o", "我的.docx")
    assert run.code == 0
    assert "scorer report --format docx --paper form --template 我的.docx" in run.stderr
    own = Path("我的.docx")
    own.write_bytes(changed(own.read_bytes(), lambda text: text.replace("{{ 标题 }}", "某市{{ 标题 }}")))
    imported("report", "--format", "docx", "--template", "我的.docx", "-o", "out.docx")
    assert _titles("out.docx") == ["某市项目支出绩效自评表"] * 3
    before = own.read_bytes()
    again = imported("template", "form", "-o", "我的.docx")
    assert (again.code, own.read_bytes()) == (1, before)
    misnamed = imported("template", "form", "-o", "我的.txt")
    assert (misnamed.code, Path("我的.txt").exists()) == (2, False)
    assert "请改成以 .docx 结尾" in misnamed.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "docx"], "--format docx 要用 -o 写明文件"),
        (["--paper", "form"], "--paper只用于 --format docx、xlsx、pdf"),
        (["--format", "csv", "--template", "a.docx"], "--template只用于 --format docx、xlsx、pdf"),
        (["--format", "xlsx", "--template", "a.docx", "-o", "b.xlsx"], "不能与--format xlsx同用"),
        (
            ["--format", "docx", "--paper", "all", "--template", "a.docx", "-o", "b.docx"],
            "不能与--paper all同用",
        ),
        (["--format", "docx", "-o", "自评表"], "“自评表”请改成以 .docx 结尾；要每份文书一个文件"),
        (["--format", "pdf", "-o", "a.xlsx"], "“a.xlsx”请改成以 .pdf 结尾"),
        (["--format", "docx", "--template", "a.docx", "-o", "./a.docx"], "会把模板盖掉"),
        (["--format", "xlsx", "--paper", "narrative", "-o", "b.xlsx"], "没有xlsx格式"),
        (
            ["--format", "docx", "--paper", "letter", "-o", "b.docx"],
            "可选：'summary', 'narrative', 'form', 'evidence', 'all'",
        ),
    ],
)
def test_options_that_clash_are_usage_errors(imported: Scorer, options: list[str], said: str) -> None:
    run = imported("report", *options)
    assert run.code == 2
    assert said in run.stderr
    assert not list(Path().glob("*.docx"))


def test_nothing_is_written_over_a_record_or_into_a_folder_that_cannot_be(imported: Scorer) -> None:
    before = Path("scorer.db").read_bytes()
    assert imported("report", "--format", "docx", "-o", "scorer.db").code == 2
    assert Path("scorer.db").read_bytes() == before
    record = Path("记录.docx")
    record.write_bytes(before)
    assert "这是记录库，不能用报告覆盖" in _refused(imported("report", "--format", "docx", "-o", "记录.docx"))
    assert record.read_bytes() == before
    assert "建不了文件夹" in _refused(imported("report", "--format", "docx", "-o", "0.csv/"))
    assert "没有文件夹" in _refused(imported("report", "--format", "docx", "-o", "none/a.docx"))


def test_a_wrong_template_leaves_no_folder_behind(imported: Scorer) -> None:
    assert "不是Word文档" in _refused(
        imported("report", "--format", "docx", "--template", "0.csv", "-o", "新/")
    )
    assert not Path("新").exists()


def test_without_libreoffice_pdf_is_refused_with_a_way_out(
    imported: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office.OFFICE_VARIABLE, "no-such-office")
    message = _refused(imported("report", "--format", "pdf", "-o", "a.pdf"))
    assert "请安装 LibreOffice" in message
    assert "先输出 .docx" in message
    assert not Path("a.pdf").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pdf_comes_from_libreoffice(imported: Scorer) -> None:
    imported("report", "--format", "pdf", "-o", "a.pdf")
    assert Path("a.pdf").read_bytes().startswith(b"%PDF-")
    run = imported("report", "--format", "pdf", "--paper", "form", "-o", "pdf/")
    assert run.stderr == "已写入文件夹pdf：3个文件\n"
    assert all(path.read_bytes().startswith(b"%PDF-") for path in Path("pdf").iterdir())


@pytest.mark.parametrize(
    ("module", "format_", "package"),
    [("docxtpl", "docx", "docxtpl"), ("lxml", "docx", "lxml"), ("xlsxwriter", "xlsx", "xlsxwriter")],
)
def test_a_python_package_that_is_not_installed_is_named(
    imported: Scorer, monkeypatch: pytest.MonkeyPatch, module: str, format_: str, package: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("scorer.report.forms.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    message = _refused(imported("report", "--format", format_, "-o", f"a.{format_}"))
    assert f"要用Python软件包 {package}，没有安装" in message
    assert "pip install 'scorer[all]'" in message


def test_a_table_imports_nothing_of_the_papers(imported: Scorer) -> None:
    del imported
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scorer", "report"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    heavy = (
        "docxtpl",
        "jinja2",
        "lxml",
        "xlsxwriter",
        "scorer.report.forms.form",
        "scorer.workflow.papers_out",
    )
    assert not [name for name in heavy if f" {name}\n" in done.stderr]


def _titles(path: str | Path) -> list[str]:
    content = Path(path).read_bytes()
    paragraphs = Document(BytesIO(content)).paragraphs
    return [each.text for each in paragraphs if each.style and str(each.style.name).endswith("Title")]


def _refused(run: Run) -> str:
    assert run.code == 1
    return run.stderr
