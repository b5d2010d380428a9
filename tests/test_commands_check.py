"""scorer check: what it finds in the sample, answers to it, its formats, and its exit codes."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from command_examples import HEAD, put_sample, write_table
from running import Golden, Run, Scorer
from test_checks import EXAMPLES
from transcripts import replay

from scorer.report.findings import AUDIT_FORMATS

GOALS = "绩效目标,举办培训不少于26场，以问卷调查满意度\n"
TABLE = HEAD.replace("预算数,5.00\n", f"预算数,5.00\n其中：财政资金,5.00\n{GOALS}")
ROWS = """产出指标,数量指标,培训场次,{target}
产出指标,数量指标,培训人数,≥350人
产出指标,质量指标,考试合格率,≥90%
效益指标,社会效益指标,新增就业人数,≥50人
效益指标,社会效益指标,新增创业人数,≥5人
满意度指标,服务对象满意度指标,学员满意度,≥95%
"""
BARE = "没有比较符号"

# What the seven real tables are known to hold: check, line, a part of the sentence; table, row and column.
KNOWN = (
    ("T18", "1.4", "“服务人数不少于3050人”，指标值是“≥3150人”", (1, 55, 5)),
    ("T08", "1.3", BARE, (1, 49, 5)),
    ("T19", "7.4", "550元/人 × 600人（7.1 参会人数）＝33万元，而预算只有12万元", (7, 757, 5)),
    ("T14", "5.5", "≤12月", (5, 614, 5)),
    ("T14", "3.27", "≤2024年", (3, 398, 5)),
    ("T14", "6.3", "≤2024全年", (6, 683, 5)),
    ("T12", "3.31", "广泛动员", (3, 420, 3)),
    ("T12", "3.30", "完成", (3, 414, 3)),
    ("T12", "1.9", "按时完成", (1, 83, 3)),
    ("T24", "2.3", "“…响应…”→“…相应…”", (2, 169, 3)),
    ("T24", "4.4", "里夹有拼音“jian”", (4, 520, 3)),
    ("T24", "4.4", "“…展示大赛赛完成时…”里“赛”重复", (4, 520, 3)),
    ("T24", "3.29", "“…寻找命名名工作完…”里“名”重复", (3, 408, 3)),
    ("T01", None, "开头有多余的“]”", (6, 642, 2)),
    ("T07", None, "“%”6处（如≤5%）、“百分比”15处", (1, 67, 5)),
    ("T20", "2.4", "≤27万元就是全部预算27万元", (2, 177, 5)),
    ("T20", "3.25", "≤203万元", (3, 386, 5)),
    ("T20", "4.7", "≤30万元", (4, 540, 5)),
    ("T20", "5.6", "≤40万元", (5, 620, 5)),
    ("T20", "6.4", "≤40万元", (6, 689, 5)),
    ("T17", None, "住房租赁”、“保障车改后公务用车司机等物业服务费”，没有指标衡量", (5, 573, 2)),
)


@pytest.fixture
def table(own_folder: Path, scorer: Scorer) -> None:
    del own_folder
    import_with("26场", scorer)


def import_with(target: str, scorer: Scorer) -> Run:
    write_table(head=TABLE, rows=ROWS.format(target=target))
    run = scorer("import", "目标表.csv")
    assert run.code == 0, run.output
    return run


def findings(scorer: Scorer, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(scorer("check", "--format", "json", *arguments).stdout)[
        "findings"
    ]
    return found


def test_what_the_seven_real_tables_are_known_to_hold_is_found_each_at_its_place(
    scorer: Scorer, own_folder: Path
) -> None:
    del own_folder
    put_sample(reported=False)
    found = findings(scorer)
    for check, line, part, place in KNOWN:
        (hit,) = [
            each
            for each in found
            if each["id"] == check
            and (each["line"]["number"] if each["line"] else None) == line
            and part in each["sentence"]
        ]
        assert hit["sources"], hit
        assert all(source["document"] == "targets-2024.txt" for source in hit["sources"])
        first = hit["sources"][0]
        assert (first["table"], first["row"], first["column"]) == place, hit
    (bare,) = [each for each in found if each["id"] == "T08"]
    assert "绩效目标写的是“不少于4次”" in bare["remedy"]
    assert "--read-as at_least" in bare["remedy"]


@pytest.mark.parametrize("reported", [False, True])
def test_all_that_is_found_in_the_sample(
    scorer: Scorer, own_folder: Path, golden: Golden, reported: bool
) -> None:
    del own_folder
    put_sample(reported=reported)
    run = scorer("check")
    golden(f"check-sample-{'reported' if reported else 'targets'}.txt", run.output)
    assert run.code == 1  # actuals, or a cause, are missing


def test_a_blank_target_is_told_at_its_name_and_a_blank_total_at_its_parts(
    scorer: Scorer, own_folder: Path
) -> None:
    del own_folder
    head = TABLE.replace("预算数,5.00", "预算数,0")
    write_table(head=head, rows=ROWS.format(target=""))
    scorer("import", "目标表.csv")
    (blank,) = findings(scorer, "--only", "T06")
    (total,) = findings(scorer, "--only", "T03")
    lines = (head + ROWS).split("\n")
    named = next(number for number, text in enumerate(lines, 1) if "培训场次,{target}" in text)
    assert [(each["row"], each["column"]) for each in blank["sources"]] == [(named, 3)]
    assert total["sources"]


def test_an_answer_stands_until_the_facts_change_and_then_the_finding_comes_back(
    scorer: Scorer, table: None
) -> None:
    del table
    run = scorer("check", "--answer", "T08", "1.1", "--because", "惯例")
    assert (run.code, "已说明：惯例" in run.stdout) == (0, True)
    assert findings(scorer, "--only", "T08")[0]["answer"]["because"] == "惯例"
    assert "已说明1个" in scorer("check", "--only", "T08").stdout
    import_with("28场", scorer)
    assert findings(scorer, "--only", "T08")[0]["answer"] is None
    import_with("26场", scorer)
    assert findings(scorer, "--only", "T08")[0]["answer"]["because"] == "惯例"


def test_an_answer_can_be_taken_back(scorer: Scorer, table: None) -> None:
    del table
    scorer("check", "--answer", "T08", "1.1", "--because", "惯例")
    assert scorer("check", "--answer", "T08", "1.1", "--clear").code == 0
    assert findings(scorer, "--only", "T08")[0]["answer"] is None
    again = scorer("check", "--answer", "T08", "1.1", "--clear")
    assert (again.code, "没有说明过" in again.stderr) == (1, True)
    assert "疑点说明" in scorer("log").stdout


def test_an_answer_names_its_line_by_number_or_name(scorer: Scorer, table: None) -> None:
    del table
    for subject in ("1.1", "1．1", "女性就业培训.培训场次"):
        assert scorer("check", "--answer", "T08", subject, "--because", subject).code == 0
        assert findings(scorer, "--only", "T08")[0]["answer"]["because"] == subject


@pytest.mark.parametrize(
    "subject",
    [
        *("2024年“5.20”助残活动经费.培训场次", "“5.20”助残.培训场次", "5.20.培训场次", "1.培训场次"),
        *("“5.20”助残．5.19投诉", "1.5.19投诉", "1.2", "1．2"),
    ],
)
def test_a_full_stop_in_a_name_does_not_part_it(scorer: Scorer, own_folder: Path, subject: str) -> None:
    del own_folder
    name = "2024年“5.20”助残活动经费"
    rows = ROWS.format(target="26场").replace("培训人数,≥350人", "5.19投诉,5次")
    write_table(head=TABLE.replace("2024年女性就业培训项目", name), rows=rows)
    assert scorer("import", "目标表.csv").code == 0
    for whole in (name, "“5.20”助残"):
        run = scorer("check", "--answer", "T18", whole, "--because", "惯例")
        assert (run.code, "项目1没有T18的疑点" in run.stderr) == (1, True)
    run = scorer("check", "--answer", "T08", subject, "--because", "惯例")
    assert (run.code, "已说明：惯例" in run.stdout) == (0, True), run.output


def test_an_answer_is_to_what_the_rules_and_the_day_named_find(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    rows = ROWS.format(target="26场").replace("效益指标,社会效益指标,新增创业人数,≥5人\n", "")
    write_table(head=TABLE, rows=rows)
    assert scorer("import", "目标表.csv").code == 0
    answer = ("check", "--answer", "T27", "1.4", "--because", "惯例")
    for options in (("--rules", "hubei"), ("--as-of", "2024-01-01")):
        run = scorer(*answer, *options)
        assert (run.code, findings(scorer, "--only", "T27")[0]["answer"]) == (1, None), run.output
    assert scorer(*answer, "--as-of", "2024-01-01").stderr == scorer("check", "--as-of", "2024-01-01").stderr
    assert scorer(*answer, "--rules", "national-2020", "--as-of", "2030-01-01").code == 0


def test_a_finding_about_the_project_is_answered_with_the_project(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    put_sample(reported=False)
    for check, subject in (("T17", "5"), ("T07", "1"), ("T26", "1")):
        assert scorer("check", "--answer", check, subject, "--because", "已核对").code == 0
        answered = [each["answer"] for each in findings(scorer, "--only", check, "--project", subject)]
        assert answered
        assert all(answer is not None for answer in answered)


def test_what_concerns_several_projects_is_shown_and_answered_with_any_of_them(
    scorer: Scorer, own_folder: Path
) -> None:
    replay((EXAMPLES / "S07.yes.txt").read_text(encoding="utf-8"), own_folder, scorer)
    for number, others in (("1", [2, 3]), ("2", [2, 3]), ("3", [2, 3])):
        (found,) = findings(scorer, "--only", "S07", "--project", number)
        assert (found["project"]["number"], found["also"]) == (1, others)
        assert scorer("check", "--answer", "S07", number, "--because", f"核对{number}").code == 0
        (found,) = findings(scorer, "--only", "S07")
        assert found["answer"]["because"] == f"核对{number}"
    log = json.loads(scorer("log", "--limit", "3", "--format", "json").stdout)["log"]
    assert {entry["project"]["number"] for entry in log} == {1}
    run = scorer("check", "--answer", "S07", "2", "--clear")
    assert (run.code, findings(scorer, "--only", "S07")[0]["answer"]) == (0, None), run.output


def test_a_dry_run_and_a_refused_answer_store_nothing(scorer: Scorer, table: None) -> None:
    del table
    assert scorer("check", "--answer", "T08", "1.1", "--because", "惯例", "--dry-run").code == 0
    assert scorer("check", "--answer", "T08", "1.1", "--because", " ").code == 1
    assert scorer("check", "--answer", "A01", "1", "--because", "年后再填").code == 1
    assert all(each["answer"] is None for each in findings(scorer))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--because", "惯例"),
        ("--clear",),
        ("--answer", "T08", "1.1"),
        ("--answer", "T08", "1.1", "--because", "惯例", "--clear"),
        ("--severity", "X"),
        ("--severity", ""),
        ("--only", ""),
        ("--only", " , "),
        ("--dry-run",),
        *(
            ("--answer", "T08", "1.1", "--because", "惯例", *option)
            for option in (
                *(("--format", "table"), ("--severity", "W"), ("--only", "T08"), ("--project", "1")),
                ("-o", "疑点.txt"),
            )
        ),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    scorer: Scorer, table: None, arguments: tuple[str, ...]
) -> None:
    del table
    run = scorer("check", *arguments)
    assert (run.code, "--" in run.stderr) == (2, True)
    assert all(each["answer"] is None for each in findings(scorer))


def test_the_exit_code_is_1_while_an_error_stands_even_where_it_is_not_shown(
    scorer: Scorer, table: None
) -> None:
    del table
    assert scorer("check", "--severity", "W").code == 1
    assert scorer("check", "--only", "t08").code == 0
    assert {each["severity"] for each in findings(scorer, "--severity", "e，w")} == {"E", "W"}


@pytest.mark.parametrize("format_", AUDIT_FORMATS)
def test_every_format_says_every_finding_and_escapes_what_users_wrote(
    scorer: Scorer, own_folder: Path, format_: str
) -> None:
    del own_folder
    write_table(head=TABLE, rows=ROWS.format(target="=26场").replace("培训人数,≥350人", "<b>&人数</b>|,≤4场"))
    scorer("import", "目标表.csv")
    text = scorer("check", "--format", format_).stdout
    for each in findings(scorer):
        assert each["id"] in text
    assert ("<b>" in text) is (format_ in {"table", "json", "csv"})


def test_the_table_of_findings_can_be_opened_in_a_spreadsheet(scorer: Scorer, table: None) -> None:
    del table
    assert scorer("check", "--format", "csv", "-o", "疑点.csv").code == 1
    text = Path("疑点.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["编号"] for row in rows] == [each["id"] for each in findings(scorer)]
    assert all(row["建议"] for row in rows)


def test_what_is_found_in_targets_is_told_when_they_are_imported(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    run = import_with("26场", scorer)
    assert (
        "  审核：须说明（W）1个（建议见 scorer check）\n    W T08 1.1 培训场次：指标值“26场”没有比较符号"
        in run.stdout
    )
    assert "审核" not in import_with("26场", scorer).stdout


def test_no_doubt_is_only_said_where_there_is_none(scorer: Scorer, table: None) -> None:
    del table
    found = findings(scorer, "--only", "T08,A01")
    assert {each["severity"] for each in found} == {"E", "W"}
    head = "2024年度审核：项目1个，"
    options = ("check", "--only", "T08,A01")
    assert (
        scorer(*options, "--severity", "I").stdout
        == f"{head}所选级别没有疑点；另有错误（E）1个、须说明（W）1个没有列出\n"
    )
    assert f"{head}须说明（W）1个；另有错误（E）1个没有列出\n" in scorer(*options, "--severity", "W").stdout
    assert scorer("check", "--only", "S01").stdout == f"{head}所选审核没有疑点\n"
    assert json.loads(scorer(*options, "--severity", "I", "--format", "json").stdout)["unlisted"] == 2


def test_a_cancelled_project_is_not_looked_at_and_that_is_said(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    put_sample(reported=True)
    scorer("record-actual", "7", "--not-applicable", "机构改革")
    run = scorer("check", "--project", "7")
    assert (run.code, run.stdout) == (0, "2024年度审核：项目已取消，不审核\n")
    first = scorer("check").stdout.partition("\n")[0]
    assert first.startswith("2024年度审核：项目6个，")
    assert first.endswith("；另有1个项目已取消，不审核")
    told = json.loads(scorer("check", "--format", "json").stdout)
    assert (told["projects"], told["cancelled"], told["unlisted"]) == (6, 1, 0)


def test_findings_are_those_of_the_day_and_of_the_rules_asked_for(scorer: Scorer, table: None) -> None:
    del table
    assert [each["id"] for each in findings(scorer, "--only", "T27", "--rules", "hubei")] == []
    assert scorer("check", "--as-of", "2024-01-01").code == 1
