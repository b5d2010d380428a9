"""Evidence: taken in, listed, looked up where it should be."""

import csv
import json
import os
import shutil
from pathlib import Path

import pytest
from command_examples import entries, put_sample, write_table
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from running import Golden, Scorer

from scorer.workflow import evidence_search
from scorer.workflow.evidence_files import Content, content_of

ROOT = Path(__file__).parent.parent


@pytest.fixture
def table(scorer: Scorer) -> Scorer:
    """A record with three lines, and files beside it."""
    assert scorer("import", str(write_table())).code == 0
    Path("签到表.pdf").write_bytes(b"signed")
    Path("照片.jpg").write_bytes(b"picture")
    Path("材料").mkdir()
    Path("材料/照片.jpg").write_bytes(b"another picture")
    return scorer


def evidence(scorer: Scorer, number: int = 1) -> list[dict[str, object]]:
    """The evidence of a line as JSON has it."""
    report = json.loads(scorer("report", "--format", "json").stdout)
    Draft202012Validator(json.loads((ROOT / "schema" / "report-1.json").read_text())).validate(report)
    line = report["projects"][0]["lines"][number]
    assert list(line)[-1] == "evidence" or "evidence" not in line
    return list(line.get("evidence", []))


def places(scorer: Scorer, number: int = 1) -> list[object]:
    return [each["path"] or each["name"] for each in evidence(scorer, number)]


def standings(scorer: Scorer, *options: str) -> dict[str, str]:
    found = json.loads(scorer("evidence", "verify", *options, "--format", "json").stdout)["evidence"]
    return {f"{each['line']['number']} {each['name']}": each["standing"] for each in found}


def test_files_and_texts_are_recorded_with_what_they_hold(table: Scorer) -> None:
    run = table("record-actual", "1", "1", "28场", "--evidence", "签到表.pdf", "--evidence", "存档于档案室")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.endswith("  佐证：签到表.pdf（6字节，SHA-256 4a3cdfae6f29）\n  佐证：存档于档案室\n"), (
        run.stdout
    )
    file, text = evidence(table)
    assert file == {
        "name": "签到表.pdf",
        "size": 6,
        "sha256": file["sha256"],
        "path": "签到表.pdf",
        "counted": None,
        "recorded_at": "2025-01-10T01:30:00.000000Z",
        "recorded_by": "张三",
    }
    assert text == file | {"name": "存档于档案室", "size": None, "sha256": None, "path": None}


def test_many_are_added_one_after_another_and_the_same_again_changes_nothing(table: Scorer) -> None:
    for path in ("签到表.pdf", "照片.jpg", str(Path("材料/照片.jpg").absolute())):
        assert table("record-actual", "1", "1", "--evidence", path).code == 0
    assert places(table) == ["签到表.pdf", "照片.jpg", "材料/照片.jpg"]
    before = entries()
    run = table("record-actual", "1", "1", "--evidence", "./材料/../照片.jpg")
    assert "没有变化" in run.stdout
    assert entries() == before


def test_a_file_that_was_changed_is_no_moved_one_though_a_copy_of_what_it_was_lies_beside_it(
    table: Scorer,
) -> None:
    table("record-actual", "1", "1", "--evidence", "照片.jpg")
    Path("照片.jpg").rename("合影.jpg")
    Path("照片.jpg").write_bytes(b"something else")
    assert standings(table) == {"1.1 照片.jpg": "changed"}
    run = table("evidence", "verify")
    assert (run.code, "与登记时相同的文件在合影.jpg" in "".join(run.stdout.split())) == (1, True)
    table("record-actual", "1", "1", "--evidence", "合影.jpg")
    assert places(table) == ["合影.jpg"]
    assert standings(table) == {"1.1 合影.jpg": "intact"}


def test_a_file_changed_on_purpose_takes_the_place_of_its_older_version(table: Scorer) -> None:
    table("record-actual", "1", "1", "--evidence", "签到表.pdf", "--evidence", "照片.jpg")
    Path("签到表.pdf").write_bytes(b"signed by all")
    table("record-actual", "1", "1", "--evidence", "签到表.pdf")
    assert sorted(map(str, places(table))) == ["照片.jpg", "签到表.pdf"]
    assert {each["size"] for each in evidence(table)} == {7, 13}


@pytest.mark.parametrize(
    ("first", "then"), [((), ("--copy-evidence",)), (("--copy-evidence",), ()), (("--copy-evidence",),) * 2]
)
def test_a_changed_file_takes_the_place_of_its_older_version_though_one_is_copied(
    table: Scorer, first: tuple[str, ...], then: tuple[str, ...]
) -> None:
    both = ("--evidence", "照片.jpg", "--evidence", "材料/照片.jpg")
    table("record-actual", "1", "1", *both, *first)
    Path("照片.jpg").write_bytes(b"newer picture")
    table("record-actual", "1", "1", *both, *then)
    assert [each["size"] for each in evidence(table)] == [15, 13]
    before = entries()
    for again in (places(table), ["照片.jpg"]):
        written = (option for place in again for option in ("--evidence", str(place)))
        assert "没有变化" in table("record-actual", "1", "1", *written, *then).stdout
    assert entries() == before


def test_all_evidence_of_a_line_is_taken_back_and_nothing_erased(table: Scorer) -> None:
    table("record-actual", "1", "1", "--evidence", "签到表.pdf", "--evidence", "存档")
    for name in ("evidence", "佐证"):
        table("record-actual", "1", "1", "--evidence", "照片.jpg")
        run = table("record-actual", "1", "1", "--clear", name)
        assert run.stdout.endswith("佐证：（无）\n")
        assert evidence(table) == []
    rows = csv.DictReader(table("log", "--format", "csv").stdout.removeprefix("\ufeff").splitlines())
    told = [(row["原值"], row["新值"]) for row in rows if row["栏目"] == "佐证"]
    photo = "照片.jpg（7字节，SHA-256 2cea274d0bed），位置：照片.jpg"
    assert told[-2:] == [("（无）", photo), (photo, "（清除）")]


def test_evidence_makes_no_judgement_lapse(table: Scorer) -> None:
    table("record-actual", "1", "1", "20场", "--final-score", "30", "--because", "抽查核实")
    table("record-actual", "1", "1", "--evidence", "签到表.pdf")
    run = table("record-actual", "1", "1", "--clear", "佐证")
    assert "失效" not in run.output
    assert "30.00" in run.stdout


def test_copies_stand_beside_the_record_under_names_that_tell_them_apart(table: Scorer) -> None:
    arguments = ("--evidence", "照片.jpg", "--evidence", "材料/照片.jpg", "--copy-evidence")
    assert "没有存入" in table("record-actual", "1", "1", *arguments, "--dry-run").stdout
    assert not Path("佐证材料").exists()
    assert table("record-actual", "1", "1", *arguments).code == 0
    copies = sorted(path.name for path in Path("佐证材料").iterdir())
    assert len(copies) == 2
    assert all(name.startswith("照片-") and name.endswith(".jpg") for name in copies)
    assert sorted(map(str, places(table))) == [f"佐证材料/{name}" for name in copies]
    table("record-actual", "1", "2", "--evidence", f"佐证材料/{copies[0]}", "--copy-evidence")
    assert sorted(path.name for path in Path("佐证材料").iterdir()) == copies


def test_a_refused_command_leaves_no_copy_and_no_folder_that_was_not_there(table: Scorer) -> None:
    refused = ("record-actual", "1", "1", "28%", "--evidence", "照片.jpg", "--copy-evidence")
    assert table(*refused).code == 1
    assert not Path("佐证材料").exists()
    Path("实际.csv").write_text("项目号,指标号,实际完成值,佐证\n1,2,400%,照片.jpg\n", encoding="utf-8")
    assert table("record-actual", "--from", "实际.csv", "--accept-valid", "--copy-evidence").code == 1
    assert not Path("佐证材料").exists()
    Path("佐证材料").mkdir()
    assert table(*refused).code == 1
    assert list(Path("佐证材料").iterdir()) == []


def test_a_record_copied_with_its_evidence_still_verifies(
    table: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table("record-actual", "1", "1", "--evidence", "照片.jpg", "--copy-evidence")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    shutil.copy("scorer.db", elsewhere)
    shutil.copytree("佐证材料", elsewhere / "佐证材料")
    shutil.rmtree("佐证材料")
    Path("照片.jpg").unlink()
    assert table("evidence", "verify").code == 1
    monkeypatch.chdir(elsewhere)
    assert table("evidence", "verify").code == 0


def test_evidence_stands_relative_to_the_record_wherever_the_command_is_given(
    table: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "外面" / "里面"
    outside.mkdir(parents=True)
    (outside / "通知.txt").write_text("通知")
    monkeypatch.chdir(outside)
    run = table("record-actual", "1", "1", "--evidence", "通知.txt", "--db", str(tmp_path / "scorer.db"))
    assert run.code == 0
    monkeypatch.chdir(tmp_path)
    assert places(table) == ["外面/里面/通知.txt"]


def test_a_column_of_a_file_names_several_pieces_found_beside_it_or_beside_the_record(table: Scorer) -> None:
    Path("材料/实际.csv").write_text(
        "项目号,指标号,实际完成值,佐证\n1,1,28场,照片.jpg；签到表.pdf；存档于档案室\n1,2,,签到表.pdf\n1,1,,来文一份\n",
        encoding="utf-8",
    )
    run = table("record-actual", "--from", "材料/实际.csv")
    assert (run.code, run.stderr) == (0, "")
    assert places(table) == ["材料/照片.jpg", "签到表.pdf", "存档于档案室", "来文一份"]
    assert places(table, 2) == ["签到表.pdf"]
    Path("收回.csv").write_text("项目号,指标号,佐证\n1,1,【清除】\n", encoding="utf-8")
    assert table("record-actual", "--from", "收回.csv").code == 0
    assert places(table) == []


def test_the_execution_of_a_budget_has_evidence_like_a_line(table: Scorer) -> None:
    run = table("record-actual", "1", "0", "--evidence", "签到表.pdf", "--evidence", "国库支付明细")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.endswith("  佐证：签到表.pdf（6字节，SHA-256 4a3cdfae6f29）\n  佐证：国库支付明细\n")
    table("record-actual", "1", "1", "--evidence", "签到表.pdf")
    assert (places(table, 0), places(table)) == (["签到表.pdf", "国库支付明细"], ["签到表.pdf"])
    listed = json.loads(table("evidence", "list", "--format", "json").stdout)["evidence"]
    assert [(each["line"], each["also"]) for each in listed] == [
        ({"number": "1.0", "name": "预算执行率"}, ["1.1"]),
        ({"number": "1.0", "name": "预算执行率"}, []),
        ({"number": "1.1", "name": "培训场次"}, ["1.0"]),
    ]
    assert standings(table, "1", "0") == {"1.0 签到表.pdf": "intact", "1.0 国库支付明细": "text"}
    assert "佐证：国库支付明细（张三" in table("explain", "1", "0").stdout
    table("report", "--format", "csv", "-o", "报告.csv")
    Path("签到表.pdf").unlink()
    assert standings(table, "1", "预算执行率")["1.0 签到表.pdf"] == "missing"
    before = entries()
    assert (table("record-actual", "--from", "报告.csv").code, entries()) == (0, before)
    Path("收回.csv").write_text("项目号,指标,佐证\n1,预算执行率,【清除】\n", encoding="utf-8")
    assert table("record-actual", "--from", "收回.csv").code == 0
    assert places(table, 0) == []


def test_good_rows_are_kept_with_their_copies_alone(table: Scorer) -> None:
    Path("实际.csv").write_text(
        "项目号,指标号,实际完成值,佐证\n1,1,28场,照片.jpg\n1,2,400%,签到表.pdf\n1,3,96%,没有.pdf\n",
        encoding="utf-8",
    )
    run = table("record-actual", "--from", "实际.csv", "--accept-valid", "--copy-evidence")
    assert run.code == 1
    assert "共3行，1行无误" in run.stderr
    assert [path.name.partition("-")[0] for path in Path("佐证材料").iterdir()] == ["照片"]


def test_a_report_read_back_changes_nothing_though_a_file_is_gone_or_changed(table: Scorer) -> None:
    table("record-actual", "1", "1", "28场", "--evidence", "照片.jpg", "--evidence", "签到表.pdf")
    table("record-actual", "1", "1", "--evidence", "见会议记录")
    Path("照片.jpg").unlink()
    Path("签到表.pdf").write_bytes(b"changed")
    table("report", "--format", "csv", "-o", "材料/报告.csv")
    before = entries()
    run = table("record-actual", "--from", "材料/报告.csv")
    assert (run.code, "没有变化" in run.stdout) == (0, True)
    assert entries() == before


def test_what_became_of_each_file_is_told(table: Scorer, golden: Golden) -> None:
    names = ("签到表.pdf", "照片.jpg", "材料/照片.jpg", "见会议记录")
    table("record-actual", "1", "1", "28场", *(part for name in names for part in ("--evidence", name)))
    table("record-actual", "1", "2", "--evidence", "照片.jpg")
    golden("command-evidence-list.txt", table("evidence", "list").output)
    assert table("evidence", "verify").code == 0
    Path("签到表.pdf").write_bytes(b"Signed")
    Path("照片.jpg").rename("合影.jpg")
    Path("材料/照片.jpg").unlink()
    run = table("evidence", "verify")
    assert run.code == 1
    golden("command-evidence-verify.txt", run.output)
    golden("command-evidence-verify-json.txt", table("evidence", "verify", "--format", "json").output)
    golden("command-evidence-verify-csv.txt", table("evidence", "verify", "--format", "csv").output)
    assert standings(table) == {
        "1.1 签到表.pdf": "changed",
        "1.1 照片.jpg": "missing",
        "1.1 见会议记录": "text",
        "1.2 照片.jpg": "moved",
    }


def found(scorer: Scorer) -> dict[str, object]:
    """Where the files that moved stand now."""
    told = json.loads(scorer("evidence", "verify", "--format", "json").stdout)["evidence"]
    return {f"{each['line']['number']} {each['name']}": each["found"] for each in told}


def test_files_that_were_sorted_into_folders_are_found_below_where_they_were(table: Scorer) -> None:
    table("record-actual", "1", "1", "--evidence", "签到表.pdf", "--evidence", "材料/照片.jpg")
    table("record-actual", "1", "2", "--evidence", "照片.jpg", "--copy-evidence")
    Path("材料/二月/第3场").mkdir(parents=True)
    Path("佐证材料/1.2").mkdir()
    Path("签到表.pdf").rename("材料/二月/签到表（扫描）.pdf")
    Path("材料/照片.jpg").rename("材料/二月/第3场/照片.jpg")
    (copy,) = (path for path in Path("佐证材料").iterdir() if path.is_file())
    copy.rename(Path("佐证材料/1.2/照片.jpg"))
    Path("照片.jpg").unlink()
    assert found(table) == {
        "1.1 签到表.pdf": "材料/二月/签到表（扫描）.pdf",
        "1.1 照片.jpg": "材料/二月/第3场/照片.jpg",
        "1.2 照片.jpg": "佐证材料/1.2/照片.jpg",
    }


def test_links_are_not_followed(table: Scorer, tmp_path: Path) -> None:
    table("record-actual", "1", "1", "--evidence", "材料/照片.jpg")
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    Path("材料/照片.jpg").rename(elsewhere / "照片.jpg")
    try:
        Path("材料/外面").symlink_to(elsewhere, target_is_directory=True)
        Path("材料/自己").symlink_to(Path("材料").absolute(), target_is_directory=True)
        Path("材料/照片（链接）.jpg").symlink_to(elsewhere / "照片.jpg")
    except OSError:
        pytest.skip("no links here")
    assert standings(table) == {"1.1 照片.jpg": "missing"}


def test_of_a_large_folder_the_nearest_files_are_looked_at_and_it_says_so(
    table: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_search, "MOST_ENTRIES", 10)
    for name in ("照片.jpg", "签到表.pdf"):
        shutil.copy(name, f"材料/{name}")
    table("record-actual", "1", "1", "--evidence", "材料/照片.jpg", "--evidence", "材料/签到表.pdf")
    Path("材料/甲/乙").mkdir(parents=True)
    for number in range(8):
        Path(f"材料/甲/{number}.txt").write_text("x")
    Path("材料/照片.jpg").rename("材料/甲/0照片.jpg")
    Path("材料/签到表.pdf").rename("材料/甲/乙/签到表.pdf")
    Path("签到表.pdf").unlink()
    Path("照片.jpg").unlink()
    run = table("evidence", "verify", "--format", "csv")
    (lost,) = (
        row for row in csv.DictReader(run.stdout.removeprefix("\ufeff").splitlines()) if row["核对"] == "缺失"
    )
    place = Path("材料").resolve()
    assert lost["说明"] == f"材料/签到表.pdf 没有这个文件；“{place}”里文件太多，只找了前10个，可能还在里面"
    assert found(table)["1.1 照片.jpg"] == "材料/甲/0照片.jpg"
    monkeypatch.setattr(evidence_search, "MOST_ENTRIES", 12)
    assert set(standings(table).values()) == {"moved"}


def test_only_files_of_the_same_size_are_read(table: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    table("record-actual", "1", "1", "--evidence", "材料/照片.jpg")
    Path("材料/照片.jpg").rename("材料/合影.jpg")
    Path("材料/别的.jpg").write_bytes(b"x" * Path("材料/合影.jpg").stat().st_size)
    Path("材料/长.jpg").write_bytes(b"x" * 99)
    read: list[str] = []

    def noted(path: Path) -> Content:
        read.append(path.name)
        return content_of(path)

    monkeypatch.setattr(evidence_search, "content_of", noted)
    assert standings(table) == {"1.1 照片.jpg": "moved"}
    assert read == ["别的.jpg", "合影.jpg"]


def test_one_file_behind_lines_of_several_projects_is_told(scorer: Scorer) -> None:
    put_sample(reported=False)
    Path("照片.jpg").write_bytes(b"picture")
    for project in ("1", "2"):
        scorer("record-actual", project, "1", "--evidence", "照片.jpg")
    rows = json.loads(scorer("evidence", "list", "--format", "json").stdout)["evidence"]
    assert [(each["line"]["number"], each["also"]) for each in rows] == [("1.1", ["2.1"]), ("2.1", ["1.1"])]
    run = scorer("evidence", "list", "2", "1")
    assert run.stdout.endswith("共1份佐证；1个文件用于不止一个指标。\n")


def test_without_evidence_there_is_nothing_to_list_or_verify(table: Scorer) -> None:
    for command in ("list", "verify"):
        run = table("evidence", command)
        assert (run.code, run.output) == (0, "没有登记佐证材料。\n")
    assert json.loads(table("evidence", "list", "--format", "json").stdout)["evidence"] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_cannot_be_read_is_told(table: Scorer) -> None:
    table("record-actual", "1", "1", "--evidence", "照片.jpg")
    Path("照片.jpg").chmod(0)
    assert standings(table) == {"1.1 照片.jpg": "unreadable"}
    assert table("record-actual", "1", "2", "--evidence", "照片.jpg").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("1 1 --evidence 照片.jpg --clear 佐证", "“佐证”写了两次"),
        ("1 1 --evidence 材料/没有.jpg", "找不到佐证文件“材料/没有.jpg”"),
        ("1 1 --evidence D:\\\\材料\\\\照片.jpg", "找不到佐证文件"),
    ],
)
def test_what_cannot_be_evidence_is_refused(table: Scorer, arguments: str, message: str) -> None:
    before = entries()
    run = table("record-actual", *arguments.split())
    assert run.code in {1, 2}
    assert message in run.stderr
    assert entries() == before


def test_a_huge_file_is_read_piece_by_piece(table: Scorer) -> None:
    with Path("录像.mp4").open("wb") as file:
        file.truncate(70 * 1024 * 1024)
    assert table("record-actual", "1", "1", "--evidence", "录像.mp4").code == 0
    (found,) = evidence(table)
    assert found["size"] == 70 * 1024 * 1024


def test_a_workbook_that_was_handed_out_adds_evidence_to_what_others_added_meanwhile(table: Scorer) -> None:
    table("record-actual", "1", "1", "28场", "--evidence", "签到表.pdf")
    assert table("sheet", "-o", "材料/填报表.xlsx").code == 0
    table("record-actual", "1", "1", "--evidence", "见会议记录")
    book = load_workbook("材料/填报表.xlsx")
    sheet = book.worksheets[1]
    (_, heading) = [cell for row in sheet for cell in row if cell.value == "佐证"]
    cell = sheet.cell(heading.row + 1, heading.column)
    assert cell.value == "签到表.pdf"
    cell.value = "签到表.pdf\n照片.jpg"
    book.save("材料/填报表.xlsx")
    run = table("record-actual", "--from", "材料/填报表.xlsx")
    assert (run.code, run.stderr) == (0, "")
    assert places(table) == ["签到表.pdf", "见会议记录", "材料/照片.jpg"]


@pytest.mark.parametrize("layout", [(), ("--one-sheet",)])
def test_a_workbook_has_a_cell_for_the_evidence_of_the_budget(table: Scorer, layout: tuple[str, ...]) -> None:
    table("record-actual", "1", "0", "--evidence", "签到表.pdf")
    assert table("sheet", "-o", "填报表.xlsx", *layout).code == 0
    book = load_workbook("填报表.xlsx")
    (cell, *_) = [cell for sheet in book for row in sheet for cell in row if cell.value == "签到表.pdf"]
    cell.value = "签到表.pdf\n国库支付明细"
    book.save("填报表.xlsx")
    run = table("record-actual", "--from", "填报表.xlsx")
    assert (run.code, run.stderr) == (0, ""), run.output
    assert places(table, 0) == ["签到表.pdf", "国库支付明细"]
    assert places(table, 1) == []


def test_explain_tells_each_piece_with_its_place(table: Scorer) -> None:
    table("record-actual", "1", "1", "28场", "--evidence", "材料/照片.jpg", "--evidence", "见会议记录")
    lines = [line for line in table("explain", "1", "1").stdout.splitlines() if "佐证" in line]
    assert lines == [
        "  佐证：照片.jpg（15字节，SHA-256 b2917681b4f4）（位置：材料/照片.jpg；张三 2025-01-10 09:30）",
        "  佐证：见会议记录（张三 2025-01-10 09:30）",
    ]
