"""The fill-in workbook from end to end: handed out, filled in, read back, copies merged."""

import csv
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from command_examples import ACTUALS, DB, entries, put_sample, write_table
from openpyxl import Workbook, load_workbook
from running import Golden, Scorer
from sheet_examples import Entry, fill, needs_office, saved_by_office, values

SHEET = Path("填报表.xlsx")
_AMOUNTS = ("全年预算数", "全年执行数")
_FILLED = (*_AMOUNTS, "实际完成值", "偏差原因", "改进措施", "档次", "得分率", "不适用原因", "备注")


def sample_entries() -> dict[tuple[str, str], Entry]:
    """The sample's actuals as a person types them into the workbook."""
    with ACTUALS.open(encoding="utf-8-sig") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {
            (f"P{row['项目号']}-{row['指标号']}", heading): _typed(heading, row[heading])
            for row in rows
            for heading in _FILLED
            if row[heading]
        }


def _typed(heading: str, text: str) -> Entry:
    if heading in _AMOUNTS:
        return float(text)
    return float(text.rstrip("%")) / 100 if heading == "得分率" else text


def hand_out(scorer: Scorer, *options: str, to: Path = SHEET) -> Path:
    run = scorer("sheet", "-o", str(to), *options)
    assert run.code == 0, run.output
    return to


def read_back(scorer: Scorer, *paths: Path, code: int = 0) -> str:
    files = [part for path in paths for part in ("--from", str(path))]
    run = scorer("record-actual", *files)
    assert run.code == code, run.output
    return run.output


def facts(scorer: Scorer) -> Any:
    """The whole report but for where and when something was entered; amounts without idle zeros."""
    return _bare(json.loads(scorer("report", "--format", "json").stdout))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        where_from = {"source", "recorded_at", "remarks"}
        return {key: _bare(each) for key, each in value.items() if key not in where_from}
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return _without_zeros(value) if isinstance(value, str) else value


def _without_zeros(text: str) -> str:
    number, unit = (text.removesuffix("万元"), "万元") if text.endswith("万元") else (text, "")
    is_number = number.replace(".", "", 1).isdigit() and "." in number
    return number.rstrip("0").rstrip(".") + unit if is_number else text


@pytest.mark.parametrize("options", [(), ("--one-sheet",)])
def test_filled_in_by_hand_it_gives_the_same_record_as_the_csv(
    scorer: Scorer, options: tuple[str, ...]
) -> None:
    put_sample(reported=True)
    expected = facts(scorer)
    put_sample(reported=False)
    sheet = fill(hand_out(scorer, *options), sample_entries())
    assert read_back(scorer, sheet).startswith("【提示】填报表.xlsx 第")
    assert facts(scorer) == expected
    assert read_back(scorer, sheet) == "读了填报表.xlsx：没有新填的内容，记录库未变。\n"


@pytest.mark.parametrize("options", [(), ("--one-sheet",)])
def test_nothing_is_recorded_of_a_workbook_that_nobody_filled_in(
    scorer: Scorer, options: tuple[str, ...]
) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    assert read_back(scorer, hand_out(scorer, *options)) == "读了填报表.xlsx：没有新填的内容，记录库未变。\n"
    assert DB.read_bytes() == before


@needs_office
@pytest.mark.parametrize("to", ["xlsx", "xls", "ods"])
def test_a_workbook_that_another_office_program_saved_reads_the_same(
    scorer: Scorer, own_folder: Path, to: str
) -> None:
    put_sample(reported=True)
    expected = facts(scorer)
    untouched = hand_out(scorer, to=Path("未动.xlsx"))
    before = DB.read_bytes()
    (own_folder / "saved").mkdir()
    (saved,) = saved_by_office([untouched], to, own_folder / "saved")
    assert read_back(scorer, saved).endswith("：没有新填的内容，记录库未变。\n")
    assert DB.read_bytes() == before
    put_sample(reported=False)
    filled = fill(hand_out(scorer), sample_entries())
    (saved,) = saved_by_office([filled], to, own_folder / "saved")
    read_back(scorer, saved)
    assert facts(scorer) == expected


def test_two_colleagues_copies_are_merged_in_one_action(scorer: Scorer) -> None:
    put_sample(reported=False)
    sheet = hand_out(scorer)
    one = fill(sheet, {("P1-1", "实际完成值"): "28场", ("P1-2", "实际完成值"): 9}, Path("甲.xlsx"))
    two = fill(sheet, {("P1-2", "实际完成值"): "9场", ("P2-0", "全年执行数"): 26.46}, Path("乙.xlsx"))
    table = Path("丙.csv")
    table.write_text("项目号,指标号,实际完成值\n1,2,9\n1,4,3200人\n", encoding="utf-8")
    output = read_back(scorer, one, two, table)
    assert output.startswith("读了甲.xlsx、乙.xlsx、丙.csv：2个项目，记入4项。")
    rows = [row for row in entries() if row[1] in {"actual", "executed"}]
    assert [(row[1], row[3]) for row in rows] == [
        ("actual", "28场"),
        ("actual", "9场"),
        ("executed", "26.46"),
        ("actual", "3200人"),
    ]
    log = scorer("log", "--format", "json").stdout
    recorded = [entry for entry in json.loads(log)["log"] if entry["field"] in {"实际完成值", "全年执行数"}]
    assert [entry["document"] for entry in recorded] == ["甲.xlsx", "甲.xlsx", "乙.xlsx", "丙.csv"]
    assert len({entry["at"] for entry in recorded}) == 1


def test_where_copies_or_the_record_disagree_nothing_is_overwritten(scorer: Scorer, golden: Golden) -> None:
    put_sample(reported=False)
    scorer("record-actual", "1", "5", "336人", "--cause", "人少", "--remedy", "多请")
    sheet = hand_out(scorer)
    one = fill(
        sheet,
        {
            ("P1-1", "实际完成值"): "28场",
            ("P1-5", "实际完成值"): "340人",
            ("P1-5", "偏差原因"): "两次调整",
            ("P1-6", "实际完成值"): 0,
        },
        Path("甲.xlsx"),
    )
    two = fill(
        sheet,
        {("P1-1", "实际完成值"): "27场", ("P1-1", "备注"): "含线上", ("P1-2", "实际完成值"): "9场"},
        Path("乙.xlsx"),
    )
    scorer("record-actual", "1", "5", "345人", "--user", "李四")
    before = DB.read_bytes()
    output = read_back(scorer, one, two, code=1)
    assert DB.read_bytes() == before
    run = scorer("record-actual", "--from", "甲.xlsx", "--from", "乙.xlsx", "--accept-valid")
    assert run.code == 1
    golden("command-sheet-conflicts.txt", f"{output}\n{run.output}")
    report = json.loads(scorer("report", "--project", "1", "--format", "json").stdout)
    lines = {line["number"]: line for line in report["projects"][0]["lines"]}
    assert lines["1.1"]["actual"] is None
    assert lines["1.5"]["actual"]["text"] == "345人"
    assert lines["1.5"]["cause"] == "两次调整"
    assert [lines[number]["actual"]["text"] for number in ("1.2", "1.6")] == ["9场", "0%"]


def test_rows_and_sheets_that_were_moved_renamed_or_inserted_are_recognised(
    scorer: Scorer, golden: Golden
) -> None:
    put_sample(reported=False)
    book = load_workbook(hand_out(scorer))
    sheet = book.worksheets[1]
    for column in range(1, 19):  # 1.1 and 1.2 change places
        first, second = sheet.cell(6, column), sheet.cell(7, column)
        first.value, second.value = second.value, first.value
    sheet["K6"].value, sheet["K7"].value = "9场", "28场"
    sheet["H8"].value = "组织参观"  # a name was corrected
    sheet["K8"].value = 4
    sheet.delete_rows(20)  # 1.15
    sheet.insert_rows(20)
    sheet["H20"].value, sheet["K20"].value = "受益人数", "3200人"  # typed anew without a key
    for column in range(1, 19):
        sheet.cell(9, column).value = None  # where it stood before
    sheet.title = "公益"
    book.remove(book.worksheets[2])
    book.save(SHEET)
    output = read_back(scorer, SHEET)
    golden("command-sheet-moved.txt", output)
    recorded = [(row[0], row[3]) for row in entries() if row[1] == "actual"]
    assert recorded == [(2, "9场"), (1, "28场"), (3, "4场"), (4, "3200人")]


@pytest.mark.parametrize("one_sheet", [False, True])
@pytest.mark.parametrize("name", ["完成情况", None])
def test_what_was_filled_in_under_a_renamed_heading_is_refused_with_all_other_errors(
    scorer: Scorer, name: str | None, one_sheet: bool
) -> None:
    put_sample(reported=False)
    fill(
        hand_out(scorer, *(["--one-sheet"] if one_sheet else [])),
        {("P1-4", "实际完成值"): "许多", ("P2-1", "实际完成值"): 2},
    )
    book = load_workbook(SHEET)
    headings = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == "实际完成值"
    ]
    headings[0 if one_sheet else 1].value = name
    book.save(SHEET)
    for option in ((), ("--accept-valid",)):
        output = scorer("record-actual", "--from", str(SHEET), *option)
        assert output.code == 1
        assert "发出时的列“实际完成值”不见了" in output.stderr
        assert one_sheet or option or "1.4 受益人数" in output.stderr
    assert [row for row in entries() if row[1] == "actual"] == []


def test_an_own_column_beside_those_of_the_sheet_is_only_noted(scorer: Scorer) -> None:
    put_sample(reported=False)
    fill(hand_out(scorer), {("P2-1", "实际完成值"): 2})
    book = load_workbook(SHEET)
    sheet = book.worksheets[2]
    sheet["V5"].value, sheet["V6"].value = "经办人", "王五"
    book.save(SHEET)
    assert "【提示】填报表.xlsx 第3个表 第5行 第22列\n  不认识列“经办人”，没有读取。" in read_back(
        scorer, SHEET
    )


def test_a_key_beside_another_indicators_name_is_refused(scorer: Scorer) -> None:
    put_sample(reported=False)
    book = load_workbook(hand_out(scorer))
    sheet = book.worksheets[1]
    sheet["H6"].value, sheet["K6"].value = "受益人数", "3200人"
    book.save(SHEET)
    output = read_back(scorer, SHEET, code=1)
    assert "这一行原来是“1.1 公益活动场次”，现在写的是“受益人数”" in output


def test_a_plain_workbook_with_the_headings_of_the_csv_is_read_below_its_titles(scorer: Scorer) -> None:
    put_sample(reported=False)
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["# 内部资料"],
        ["2024年度自评填报"],
        [],
        ["项目号", "指标号", "实际完成值", "偏差原因"],
        [1, 4, 3200, None],
        [1, 6, 0.02, None],
        [3, 10, "10个", "=原因"],
    ):
        sheet.append(row)
    sheet["C6"].number_format = "0%"
    sheet["D7"].value, sheet["D7"].data_type = "=原因", "s"
    other = book.create_sheet("联系人")
    other.append(["姓名", "电话"])
    book.save("实际.xlsx")
    output = read_back(scorer, Path("实际.xlsx"))
    assert "【提示】实际.xlsx 第2个表\n  工作表“联系人”里没有填报的表头，没有读取。" in output
    recorded = [(row[1], row[3]) for row in entries() if row[1] in {"actual", "cause"}]
    assert recorded == [("actual", "3200"), ("actual", "2%"), ("actual", "10个"), ("cause", "=原因")]
    assert "内部资料" in scorer("report", "--project", "1").stdout


def test_dates_that_a_spreadsheet_made_of_what_was_typed_read_back_as_dates(scorer: Scorer) -> None:
    put_sample(reported=False)
    book = load_workbook(hand_out(scorer))
    sheet = book["4 2024年妇女健身项目"]
    cell = sheet["K10"]
    assert (sheet["A10"].value, cell.number_format) == ("P4-5", "@")
    cell.value, cell.number_format = 45608, 'm"月"d"日"'
    book.save(SHEET)
    read_back(scorer, SHEET)
    assert [row[3:] for row in entries() if row[1] == "actual"] == [("11月12日", "2024年11月12日")]


def test_an_emptied_cell_leaves_what_is_recorded_and_the_mark_takes_it_back(scorer: Scorer) -> None:
    put_sample(reported=True)
    changes: dict[tuple[str, str], Entry] = {("P1-5", "偏差原因"): None, ("P1-5", "改进措施"): "【清除】"}
    output = read_back(scorer, fill(hand_out(scorer), changes))
    assert "偏差原因原来填的是“受训单位两次临时调整" in output
    report = json.loads(scorer("report", "--project", "1", "--format", "json").stdout)
    line = report["projects"][0]["lines"][5]
    assert (line["cause"][:4], line["remedy"]) == ("受训单位", None)


def test_another_records_workbook_is_read_by_names(scorer: Scorer, own_folder: Path) -> None:
    put_sample(reported=False)
    write_table()
    sheet = fill(hand_out(scorer), {("P1-1", "实际完成值"): "28场", ("P3-2", "实际完成值"): "4100人"})
    other = ("--db", str(own_folder / "other.db"))
    scorer("import", "目标表.csv", *other)
    sample = Path(__file__).parent.parent / "data" / "targets-2024.txt"
    scorer("import", str(sample), *other)
    run = scorer("record-actual", "--from", str(sheet), *other)
    assert run.code == 0, run.output
    assert "这份填报表出自另一个记录库（张三制表）" in run.stderr
    assert "2 2024年服务妇女儿童公益项目" in run.stdout
    assert "4 2024年妇女儿童工作经费" in run.stdout


def test_a_workbook_of_another_year_is_refused(scorer: Scorer) -> None:
    put_sample(reported=False)
    sheet = fill(hand_out(scorer), {("P1-1", "实际完成值"): "28场"})
    write_table(head=_HEAD)
    scorer("import", "目标表.csv")
    run = scorer("record-actual", "--from", str(sheet), "--year", "2025")
    assert run.code == 1
    assert "“年度”列写的是“2024”，而--year是2025" in run.stderr


_HEAD = """2025年女性就业培训项目绩效目标表
562301天津市妇女联合会
单位：万元
项目名称,2025年女性就业培训项目
预算数,5.00
一级指标,二级指标,三级指标,指标值
"""


def test_files_of_one_name_are_told_apart_and_one_file_given_twice_counts_once(
    scorer: Scorer, own_folder: Path
) -> None:
    put_sample(reported=False)
    sheet = hand_out(scorer)
    for folder, value in (("甲", "28场"), ("乙", "27场")):
        (own_folder / folder).mkdir()
        fill(sheet, {("P1-1", "实际完成值"): value}, Path(folder) / "填报.xlsx")
    output = read_back(scorer, Path("甲/填报.xlsx"), Path("乙/填报.xlsx"), code=1)
    assert "【错误】乙/填报.xlsx 第2个表 第6行" in output
    assert "而甲/填报.xlsx 第2个表 第6行 第11列填“28场”" in output
    shutil.copy("甲/填报.xlsx", SHEET)
    assert "记入1项" in read_back(scorer, SHEET, own_folder / SHEET)


def test_one_projects_workbook_holds_that_project_and_a_cancelled_one_is_left_out(scorer: Scorer) -> None:
    put_sample(reported=True)
    run = scorer("sheet", "--project", "健身", "-o", "健身.xlsx")
    assert run.stdout.startswith("2024年度1个项目，共10项，已填10项。")
    assert {key.partition("-")[0] for key in values(Path("健身.xlsx"), "指标")} == {"P4"}
    scorer("record-actual", "4", "--not-applicable", "机构改革")
    run = scorer("sheet", "-o", "全部.xlsx")
    assert "已取消的项目没有放进去：4 2024年妇女健身项目" in run.stderr
    assert "P4" not in {key.partition("-")[0] for key in values(Path("全部.xlsx"), "指标")}


def test_a_file_that_is_there_is_not_overwritten_and_only_xlsx_is_written(scorer: Scorer) -> None:
    put_sample(reported=False)
    hand_out(scorer)
    before = SHEET.read_bytes()
    run = scorer("sheet", "-o", str(SHEET))
    assert (run.code, SHEET.read_bytes() == before) == (1, True)
    assert "已有这个文件，里面可能有填好的内容" in run.stderr
    run = scorer("sheet", "-o", "填报表.xls")
    assert (run.code, "请改成以 .xlsx 结尾" in run.stderr) == (2, True)


def test_without_the_package_it_says_what_to_install(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    put_sample(reported=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    run = scorer("sheet", "-o", str(SHEET))
    assert (run.code, SHEET.exists()) == (1, False)
    assert "pip install 'scorer[all]'" in run.stderr
