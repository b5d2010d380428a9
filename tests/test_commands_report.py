"""What the reports show of the record, in every format, and where they go."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from command_examples import DB, HEAD, ROOT, ROWS, put_sample, write_table
from running import Golden, Scorer

REMARK = "示例数据：实际完成值、预算执行数、原因和措施均为虚构"


def test_before_any_actual_nothing_is_earned_or_rated(scorer: Scorer) -> None:
    put_sample(reported=False)
    rows = [line for line in scorer("report", "--year", "2024").stdout.splitlines() if "100.00" in line]
    assert len(rows) == 7
    assert all("0.00/0.00/100.00" in row and "暂无" in row for row in rows)
    (project, *_) = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert (project["earned"], project["assessed"], project["available"]) == ("0.00", "0.00", "100.00")
    assert (project["rating"], project["lines"][1]["score"]) == (None, None)


@pytest.mark.parametrize("command", [("report",), ("explain", "3"), ("explain", "1", "11")])
def test_json_of_the_sample_holds_against_the_schema(scorer: Scorer, command: tuple[str, ...]) -> None:
    schema = json.loads((ROOT / "schema" / "report-1.json").read_text(encoding="utf-8"))
    for reported in (False, True):
        put_sample(reported=reported)
        jsonschema.validate(json.loads(scorer(*command, "--format", "json").stdout), schema)


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
def test_lines_add_up_to_the_totals_to_the_cent_in_every_format(scorer: Scorer, form: str) -> None:
    put_sample(reported=True)
    overview = scorer("report", "--format", "markdown").stdout
    earned = re.findall(r"^\| (\d) \|.*?\| (\d+\.\d\d)/100\.00/100\.00 ", overview, re.MULTILINE)
    assert len(earned) == 7
    assert _sums(scorer, form) == {int(number): Decimal(score) for number, score in earned}


def _sums(scorer: Scorer, form: str) -> dict[int, Decimal]:
    """The sum of the lines' scores by project, as the format prints them."""
    sums: dict[int, Decimal] = {}
    for number, score in _scores(scorer, form):
        sums[number] = sums.get(number, Decimal(0)) + Decimal(score)
    return sums


def _scores(scorer: Scorer, form: str) -> Iterator[tuple[int, str]]:
    """The printed score of each scored line, with the number of its project."""
    if form == "json":
        for project in json.loads(scorer("report", "--format", "json").stdout)["projects"]:
            for line in project["lines"]:
                yield project["number"], line["score"] or "0"
    elif form == "csv":
        text = scorer("report", "--format", "csv").stdout.removeprefix("\ufeff")
        for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
            yield int(row["项目号"]), row["得分"].replace("不适用", "0")
    else:
        for number in range(1, 8):
            text = scorer("report", "--project", str(number), "--format", form).stdout
            rows = [re.split(r" *\| *", line) for line in text.splitlines()]
            for cells in rows:
                if len(cells) > 9 and re.fullmatch(rf"{number}\.\d+", cells[1]):
                    yield number, cells[8].replace("不适用", "0")


def test_a_report_filled_in_and_read_back_is_a_no_op(scorer: Scorer) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    assert scorer("report", "--format", "csv", "-o", "自评.csv").stderr == "已写入自评.csv\n"
    assert scorer("record-actual", "--from", "自评.csv").stdout == "读了自评.csv：没有变化，与已填的相同。\n"
    assert DB.read_bytes() == before


def test_an_empty_report_is_the_sheet_to_fill_in(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("report", "--format", "csv", "-o", "自评.csv")
    with Path("自评.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, value in zip(rows, ["", "28场", "360人", "96%"], strict=True):
        row["实际完成值"] = value
    rows[0]["全年执行数"] = "4.98"
    with Path("自评.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    run = scorer("record-actual", "--from", "自评.csv")
    assert run.stdout.endswith("得分99.96／已评100.00／总分100.00\n"), run.output


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_the_remark_of_the_sample_stands_under_every_report_with_its_figures(
    scorer: Scorer, form: str
) -> None:
    put_sample(reported=True)
    assert REMARK in scorer("report", "--format", form).stdout
    assert REMARK in scorer("report", "--format", form, "--project", "1").stdout
    put_sample(reported=False)
    assert REMARK not in scorer("report", "--format", form).stdout


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
def test_a_file_holds_what_the_screen_shows(scorer: Scorer, form: str) -> None:
    put_sample(reported=True)
    shown = scorer("report", "--format", form)
    run = scorer("report", "--format", form, "-o", "自评")
    assert (run.code, run.stdout, run.stderr) == (0, "", "已写入自评\n")
    assert Path("自评").read_text(encoding="utf-8") == shown.stdout
    assert Path("自评").read_bytes().startswith(b"\xef\xbb\xbf") is (form == "csv")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("无此/自评.txt", "没有文件夹“无此”"),
        (".", "这是文件夹"),
        ("scorer.db", "这是记录库"),
        ("/dev/full", "磁盘已满"),
    ],
)
def test_a_report_that_cannot_be_written_says_why_and_harms_nothing(
    scorer: Scorer, path: str, why: str
) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    run = scorer("report", "-o", path)
    assert (run.code, run.stdout, DB.read_bytes() == before) == (1, "", True)
    assert f"写不了“{path}”：" in run.stderr
    assert why in run.stderr


@pytest.mark.parametrize(
    ("project", "indicator", "name"),
    [
        ("3", "3.10", "3.10 "),
        ("3", "10", "3.10 "),
        ("3", "3.1", "3.1 开展新农学堂培训场次"),
        ("３", "１", "3.1 开展新农学堂培训场次"),
        ("2024年妇女健身项目", "气排球邀请赛", "4.5 "),
        ("妇女健身", "体彩芳华杯天津市女子气排球邀请赛完成时间", "4.5 "),
        ("妇女 健身", "「体彩芳华杯」天津市女子", "4.5 "),
        ("1", "预算执行率", "1.0 预算执行率"),
        ("1", "1.0", "1.0 预算执行率"),
        ("1", "0", "1.0 预算执行率"),
    ],
)
def test_a_line_is_found_by_number_full_name_or_unambiguous_part(
    scorer: Scorer, project: str, indicator: str, name: str
) -> None:
    put_sample(reported=True)
    assert scorer("explain", project, indicator).stdout.startswith(name)


@pytest.mark.parametrize(
    ("project", "indicator", "message"),
    [
        ("43", "1", "没有项目“43”"),
        ("2024", "1", "没有项目“2024”"),
        ("妇女", "1", "“妇女”对应"),
        ("3", "4.1", "项目3没有指标“4.1”"),
        ("3", "99", "项目3没有指标“99”"),
        ("3", "", "项目3没有指标“”"),
    ],
)
def test_what_fits_none_or_several_lists_the_candidates(
    scorer: Scorer, project: str, indicator: str, message: str
) -> None:
    put_sample(reported=True)
    run = scorer("explain", project, indicator)
    assert (run.code, run.stdout) == (1, "")
    assert message in run.stderr
    assert "1 2024年服务妇女儿童公益项目" in run.stderr or "3.1 开展新农学堂培训场次" in run.stderr


def test_a_full_name_goes_before_names_that_hold_it(scorer: Scorer) -> None:
    scorer(
        "import", str(write_table(rows=ROWS.replace("培训人数", "培训场次达标率").replace("≥350人", "≥90%")))
    )
    assert scorer("explain", "1", "培训场次").stdout.startswith("1.1 培训场次（")


def test_what_was_assumed_of_an_actual_stays_with_it(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("record-actual", "1", "培训场次", "共举办28场")
    (project,) = json.loads(scorer("explain", "1", "1", "--format", "json").stdout)["projects"]
    assert "“共举办28场”按其中的“28场”计" in project["lines"][0]["notes"]


def test_many_candidates_are_cut_to_twenty(scorer: Scorer) -> None:
    put_sample(reported=False)
    run = scorer("explain", "3", "没有这个")
    assert "3.20 " in run.stderr
    assert "3.21 " not in run.stderr
    assert "等共38个" in run.stderr


@pytest.mark.parametrize("line", ["1.11", "1.4", "1.0", "2.3", "2.5", "3.36", "4.5", "5.7"])
def test_an_explanation_shows_the_whole_derivation(scorer: Scorer, golden: Golden, line: str) -> None:
    put_sample(reported=True)
    golden(f"command-explain-{line}.txt", scorer("explain", line.partition(".")[0], line).stdout)


def test_an_explanation_of_a_project_has_every_line(scorer: Scorer) -> None:
    put_sample(reported=True)
    shown = scorer("explain", "4").stdout
    assert re.findall(r"^4\.\d+", shown, re.MULTILINE) == [f"4.{number}" for number in range(10)]
    (project,) = json.loads(scorer("explain", "4", "5", "--format", "json").stdout)["projects"]
    assert [line["number"] for line in project["lines"]] == ["4.5"]
    (project,) = json.loads(scorer("explain", "4", "--format", "json").stdout)["projects"]
    assert len(project["lines"]) == 10


def test_another_rule_set_scores_and_is_named(scorer: Scorer) -> None:
    put_sample(reported=True)
    national = scorer("report", "--rules", "national-2020").stdout
    assert "（national-2020）" in national
    assert "（tianjin-2024）" in scorer("report").stdout
    assert "national-2020" in scorer("explain", "1", "1", "--rules", "national-2020").stdout
    run = scorer("report", "--rules", "没有")
    assert (run.code, run.stdout) == (1, "")
    assert "没有名为“没有”的评分办法" in run.stderr


def test_a_report_can_be_of_one_organisation(scorer: Scorer) -> None:
    put_sample(reported=True)
    whole = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert len(whole) == 7
    centre = scorer("report", "--format", "json", "--organisation", "562202").stdout
    assert [project["number"] for project in json.loads(centre)["projects"]] == [1]


def test_an_organisation_whose_name_begins_anothers_is_meant_alone(scorer: Scorer) -> None:
    write_table("甲.csv")
    longer = HEAD.replace("562301天津市妇女联合会", "562302天津市妇女联合会服务中心")
    write_table("乙.csv", head=longer, rows=ROWS)
    scorer("import", "甲.csv", "乙.csv")
    shown = json.loads(scorer("report", "--format", "json", "--organisation", "天津市妇女联合会").stdout)
    assert [project["organisation"]["code"] for project in shown["projects"]] == ["562301"]


def test_a_record_without_projects_says_what_to_do(scorer: Scorer) -> None:
    scorer("import", "没有.txt")
    run = scorer("report")
    assert (run.code, run.stdout) == (1, "")
    assert "记录库里还没有项目\n  下一步：请先用 scorer import 导入绩效目标表" in run.stderr


@pytest.mark.usefixtures("own_folder")
def test_reading_imports_nothing_that_only_writing_or_another_format_needs() -> None:
    put_sample(reported=True)
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scorer", "report"],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    imported = set(re.findall(r"^import time:.*\| +([\w.]+)$", shown.stderr, re.MULTILINE))
    assert "scorer.report.table" in imported
    assert imported & {"sqlite_utils", "docx", "openpyxl", "jinja2", "lxml", "difflib"} == set()
    unneeded = (
        *("scorer.reading", "scorer.store.action", "scorer.store.writing", "scorer.store.merging"),
        *("scorer.workflow.recording", "scorer.workflow.importing", "scorer.notation.answers"),
        *("scorer.report.csv_report", "scorer.report.json_report", "scorer.report.markdown"),
    )
    assert [name for name in imported if name.startswith(unneeded)] == []
