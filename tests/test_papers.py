import os
import shutil
import stat
from pathlib import Path

import pytest
from reading_text import BLOCK, HEADER
from running import Scorer

from scorer.model.problem import Code, Refused
from scorer.reading.targets import read_targets
from scorer.workflow import office
from scorer.workflow.office import OFFICE_VARIABLE, convert
from scorer.workflow.papers import Papers, read_paper

RTF = rb"{\rtf1\ansi 2024}"
POSIX = pytest.mark.skipif(os.name != "posix", reason="the office program is played by a shell script")
NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def table(number: int) -> str:
    return BLOCK.replace("水库", f"水库{number}") + HEADER + f"产出指标,数量指标,座数,≥{number}座,\n"


def played(folder: Path, lines: str) -> str:
    """A program that stands for LibreOffice: `out` is the folder for what it makes, $@ are its arguments."""
    script = folder / "soffice"
    log = folder / "calls"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\nwhile [ "$1" != --outdir ]; do shift; done\nout="$2"; shift 2\n{lines}\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def codes(refused: Refused) -> list[Code]:
    return [problem.code for problem in refused.problems]


@POSIX
def test_all_documents_to_convert_are_converted_in_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 'for file; do name=$(basename "$file" .rtf); echo "项目名称,$name" > "$out/$name.docx"; done'
    monkeypatch.setenv(OFFICE_VARIABLE, played(tmp_path, made))
    paths = []
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        paths.append(tmp_path / str(number) / "同名.rtf")
        paths[-1].write_bytes(RTF + str(number).encode())
    papers = Papers((*paths, tmp_path / "没有.rtf"))
    texts = [papers.read(path).data.decode() for path in paths]
    assert texts == ["项目名称,0\n", "项目名称,1\n", "项目名称,2\n"]
    assert (tmp_path / "calls").read_text().count("--convert-to") == 1


@POSIX
def test_a_document_that_brings_the_office_program_down_does_not_take_the_others_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 'for file; do grep -q bad "$file" && exit 1; name=$(basename "$file" .rtf); echo ok > "$out/$name.docx"; done'
    monkeypatch.setenv(OFFICE_VARIABLE, played(tmp_path, made))
    paths = tuple(tmp_path / f"{name}.rtf" for name in ("a", "b", "c"))
    for path, content in zip(paths, (b"good", b"bad", b"good"), strict=True):
        path.write_bytes(RTF + content)
    papers = Papers(paths)
    assert papers.read(paths[0]).data == papers.read(paths[2]).data == b"ok\n"
    with pytest.raises(Refused) as refused:
        papers.read(paths[1])
    assert codes(refused.value) == [Code.DOCUMENT_DAMAGED]


@POSIX
def test_an_office_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, played(tmp_path, "exec sleep 600"))
    monkeypatch.setattr(office, "_SECONDS_TO_START", 0)
    monkeypatch.setattr(office, "_SECONDS_EACH", 0)
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    assert convert((path,), "docx", tmp_path) == (None,)


def test_without_an_office_program_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, str(tmp_path / "没有"))
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    with pytest.raises(Refused) as refused:
        read_paper(path)
    assert codes(refused.value) == [Code.PROGRAM_MISSING]
    monkeypatch.delenv(OFFICE_VARIABLE)
    monkeypatch.setattr(office, "_PROGRAMS", ())
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    with pytest.raises(Refused) as refused:
        convert((path,), "pdf", tmp_path)
    assert "PDF" in refused.value.problems[0].message


@POSIX
def test_catdoc_takes_the_text_out_of_an_old_word_file_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OFFICE_VARIABLE, str(tmp_path / "没有"))
    catdoc = tmp_path / "catdoc"
    text = table(1).replace(",", "\t")
    catdoc.write_text(f"#!/bin/sh\ncat <<'END'\n{text}END\n")
    catdoc.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "a.wps"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    reading = read_targets(read_paper(path), None)
    assert [project.key.name for project in reading.projects] == ["2024年水库1项目"]
    assert reading.problems[0].code is Code.TEXT_IGNORED
    assert "catdoc" in reading.problems[0].message
    assert reading.document.size == 608


def test_the_document_is_the_one_that_came_and_not_what_was_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(files: tuple[Path, ...], to: str, folder: Path) -> tuple[Path, ...]:
        assert [file.read_bytes() for file in files] == [RTF]
        (folder / "0.docx").write_text("x", encoding="utf-8")
        return (folder / f"0.{to}",)

    monkeypatch.setattr("scorer.workflow.office.convert", made)
    path = tmp_path / "目标.RTF"
    path.write_bytes(RTF)
    read = read_paper(path)
    assert (read.document.name, read.document.size, read.data) == ("目标.RTF", len(RTF), b"x")


@NEEDS_OFFICE
def test_a_document_that_the_office_program_cannot_read_is_told_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "目标.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(Refused) as refused:
        read_paper(path)
    assert codes(refused.value) == [Code.DOCUMENT_DAMAGED]


def test_one_bad_file_among_ten_of_a_folder_stops_none_of_the_others(scorer: Scorer) -> None:
    from sample_layouts import ROOT, web_page

    folder = Path("各单位")
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.csv").write_text(table(number), encoding="utf-8")
    (folder / "7.docx").write_bytes((ROOT / "data" / "targets-2024.docx").read_bytes())
    (folder / "8.docx").write_bytes((ROOT / "data" / "targets-2024.docx").read_bytes()[:5000])
    (folder / "9.html").write_bytes(
        web_page("utf-8").replace("天津市妇女".encode(), "天津市残疾人".encode()).replace(b"5622", b"5722")
    )
    run = scorer("import", "各单位")
    assert run.code == 1
    assert "8.docx”没有导入，记录库未变" in run.stderr
    assert scorer("report", "--year", "2024", "--format", "json").stdout.count('"organisation"') == 7 + 7 + 7


def test_a_workbook_is_imported_and_its_sheet_is_named_as_the_place(scorer: Scorer) -> None:
    from sample_layouts import workbook

    Path("目标.xlsx").write_bytes(workbook(one_sheet=False))
    run = scorer("import", "目标.xlsx")
    assert run.code == 0
    assert "7个项目" in run.stdout
    assert "第7个表 第3行 第2列" in run.stdout
