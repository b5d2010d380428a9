"""A corrected document over a filled record, and many documents at once."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from command_examples import DB, HEAD, ROWS, TARGETS, entries, put_sample, write_table
from running import Scorer
from store_examples import has_only_grown, tables

from scorer.cli.group import cli

REMOVED = "\t数量指标\n\t维权能力建设培训次数\n\t维权能力建设培训次数\n\t≥1次\n\n\t\n"
LAST_OF_5 = "\t机关在职人员满意度\n\t机关在职人员满意度\n\t≥95百分比\n"
ADDED = "\n\t\n\t服务对象满意度指标\n\t参会人员满意度\n\t参会人员满意度\n\t≥90百分比\n"
CORRECTIONS = (
    ("妇女健身展示大赛赛完成时jian间", "妇女健身展示大赛完成时间"),
    ("系统运行维护相应时间", "系统运行维护响应时间"),
    ("\t]2024年寻找", "\t2024年寻找"),
    ("≥26场", "≥30场"),
    (REMOVED, ""),
    (LAST_OF_5, LAST_OF_5 + ADDED),
)
CHANGES = """\
  变更：1.1 公益活动场次 指标值：≥26场 → ≥30场
  已失效：1.1 公益活动场次的认定得分（指标值：≥26场 → ≥30场），请重新评定
  变更：2.3 系统运行维护响应时间 绩效指标描述：系统运行维护相应时间 → 系统运行维护响应时间
  表中已没有：3.9 维权能力建设培训次数（已填的值保留，不再计分；移除请用 --prune）
  已失效：3.1 开展新农学堂培训场次的认定得分（分值：1.67 → 1.73），请重新评定
  变更：4.4 {right} 绩效指标描述：{wrong} → {right}
  更名：4.4 {right}（原名{wrong}，已填的值保留）
  新增：5.9 参会人员满意度
  更名：原名]2024年寻找最美家庭、巾帼岗位建功行动（非财政拨款）
"""


def corrected() -> Path:
    text = TARGETS.read_text(encoding="utf-8")
    for wrong, right in CORRECTIONS:
        assert wrong in text, wrong
        text = text.replace(wrong, right)
    path = Path("targets-2024.txt")
    path.write_text(text, encoding="utf-8")
    return path


def lines(scorer: Scorer) -> dict[str, dict[str, Any]]:
    report = json.loads(scorer("report", "--format", "json").stdout)
    return {line["number"]: line for project in report["projects"] for line in project["lines"]}


def test_a_corrected_document_keeps_every_actual_and_shows_and_lapses_exactly_what_it_must(
    scorer: Scorer,
) -> None:
    put_sample(reported=True)
    judged = {"1.1": "4.1", "1.2": "4", "3.1": "1.5", "4.4": "7"}
    for number, score in judged.items():
        judge = ("record-actual", number[0], number, "--final-score", score, "--because", "抽查核实")
        assert scorer(*judge).code == 0
    before, rows = lines(scorer), tables(DB)
    run = scorer("import", str(corrected()))
    assert run.code == 0
    told = ("变更：", "更名：", "新增：", "表中已没有：", "移除：", "已失效：", "调整失效：")
    shown = [line for line in run.stdout.splitlines() if line.strip().startswith(told)]
    names = [f"“三八”健康杯{name}" for name in CORRECTIONS[0]]
    assert shown == CHANGES.format(wrong=names[0], right=names[1]).splitlines()
    after = lines(scorer)
    assert after.keys() - before.keys() == {"5.9"}
    assert before.keys() <= after.keys()
    kept = {number: line["actual"] for number, line in before.items()}
    assert {number: after[number]["actual"] for number in kept} == kept
    lapsed = {number for number, line in after.items() if any("已失效" in flag for flag in line["flags"])}
    assert lapsed == {"1.1", "3.1"}
    overridden = {number for number, line in after.items() if line["override"]}
    assert overridden == {"1.2", "4.4"}
    assert after["3.9"]["outcome"] == "not_applicable"
    assert has_only_grown(rows, tables(DB))
    assert "没有变化" in scorer("import", "targets-2024.txt").stdout


def test_several_documents_and_folders_come_to_a_sum(scorer: Scorer) -> None:
    folder = Path("各单位")
    folder.mkdir()
    for name, what in (("乙.csv", "乡村"), ("甲.csv", "女性就业"), ("坏.csv", "农机")):
        write_table(f"各单位/{name}", head=HEAD.replace("女性就业", what))
    bad = folder / "坏.csv"
    bad.write_text(bad.read_text(encoding="utf-8").replace("5.00", "约五万"), encoding="utf-8")
    (folder / "~$甲.csv").write_text("", encoding="utf-8")
    write_table("丙.csv", head=HEAD.replace("女性就业", "家政"))
    run = scorer("import", "各单位", "丙.csv", "各单位/甲.csv")
    assert run.code == 1
    assert "跳过了“各单位/~$甲.csv”" in run.stderr
    assert run.stdout.endswith(
        "\n共4个文件：新增项目3个，有变化0个，没有变化0个；1个文件有错，没有导入：坏.csv。\n"
    )
    assert [line.split()[1] for line in run.stdout.splitlines() if line[:2] in {"1 ", "2 ", "3 "}] == [
        *("2024年乡村培训项目", "2024年女性就业培训项目", "2024年家政培训项目")
    ]
    write_table("丙.csv", head=HEAD.replace("女性就业", "家政"), rows=ROWS.replace("≥26场", "≥28场"))
    again = scorer("import", "丙.csv", "各单位/甲.csv", "--dry-run")
    assert (
        "共2个文件：新增项目0个，有变化1个，没有变化1个；没有出错的文件。以上只是检查，没有存入记录库。"
        in again.stdout
    )


def test_an_empty_folder_does_not_stop_the_other_documents(scorer: Scorer) -> None:
    Path("空").mkdir()
    run = scorer("import", "空", str(write_table()))
    assert (run.code, "文件夹“空”里没有能读的文件" in run.stderr) == (1, True)
    assert "导入了目标表.csv" in run.stdout


def test_a_changed_table_of_a_year_without_rules_is_imported(scorer: Scorer) -> None:
    early = HEAD.replace("2024", "2001")
    scorer("import", str(write_table(head=early)))
    run = scorer("import", str(write_table(head=early, rows=ROWS.replace("≥26场", "≥28场"))))
    assert (run.code, run.stderr, "≥26场 → ≥28场" in run.stdout) == (0, "", True)


def test_each_document_is_an_action_of_its_own(scorer: Scorer) -> None:
    write_table("甲.csv")
    write_table("乙.csv", head=HEAD.replace("女性就业", "乡村"))
    scorer("import", "甲.csv", "乙.csv")
    assert [row[-2] for row in tables(DB)["action"]] == ["import", "import"]


def test_on_a_terminal_many_documents_show_a_bar(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.csv" for number in range(5)]
    for name in names:
        write_table(name, head=HEAD.replace("女性就业", f"第{name}批"))
    quiet = scorer("import", "--dry-run", *names)
    monkeypatch.setattr("scorer.cli.importing._on_terminal", lambda: True)
    run = scorer("import", "--dry-run", *names)
    assert run.stdout == quiet.stdout
    assert ("导入" in run.stderr, "导入" in quiet.stderr) == (True, False)


def test_projects_of_other_years_documents_and_organisations_get_numbers_of_their_own(scorer: Scorer) -> None:
    scorer("import", str(TARGETS))
    other = HEAD.replace("562301天津市妇女联合会", "562202天津市妇女儿童社会服务中心")
    no_year = HEAD.replace("2024年", "")
    write_table("二.csv")
    write_table("三.csv", head=other)
    write_table("四.csv", head=no_year)
    assert "里都没有年度（20xx年）" in scorer("import", "四.csv").stderr
    run = scorer("import", "二.csv", "三.csv", "四.csv", "--year", "2025")
    numbers = [line.split()[0] for line in run.stdout.splitlines() if "培训项目" in line]
    assert numbers == ["8", "9", "1"]
    assert "2025年度项目支出绩效自评" in scorer("report").stdout
    before = entries()
    assert (
        "“女性就业”对应2个项目" in scorer("record-actual", "女性就业", "1", "28场", "--year", "2024").stderr
    )
    assert entries() == before


def _itself(at: datetime) -> datetime:
    return at


DAYS = (10, 20, 25)


def run_at(day: int, *arguments: str) -> str:
    """The program run at noon (Beijing) of that day in January 2025; its stdout."""
    moment = datetime(2025, 1, day, 4, tzinfo=UTC)
    result = CliRunner().invoke(cli, arguments, prog_name="scorer", obj=lambda: moment)
    assert result.exit_code == 0, result.output
    return result.stdout


REPORTS = (
    *(("report", "--format", form) for form in ("table", "markdown", "csv")),
    ("report", "--project", "1"),
    ("report", "--project", "最美家庭"),
    ("report", "--organisation", "562202"),
    ("explain", "1"),
    ("explain", "4", "时jian间"),
)


@pytest.mark.usefixtures("own_folder")
def test_a_report_as_of_a_day_is_byte_for_byte_what_was_printed_that_day() -> None:
    run_at(DAYS[0], "import", str(TARGETS))
    run_at(DAYS[0], "record-actual", "1", "受益人数", "3200人")
    printed = {DAYS[0]: [run_at(DAYS[0], *report) for report in REPORTS]}
    run_at(DAYS[1], "record-actual", "1", "受益人数", "3000人", "--final-score", "4", "--because", "抽查核实")
    run_at(DAYS[1], "adjust", "1", "1", "--target", "≥30场", "--because", "年中追加任务")
    run_at(DAYS[1], "adjust", "1", "2", "--points", "6", "--because", "重点任务")
    printed[DAYS[1]] = [run_at(DAYS[1], *report) for report in REPORTS]
    run_at(DAYS[2], "record-actual", "1", "受益人数", "--clear", "actual")
    run_at(DAYS[2], "adjust", "1", "2", "--clear", "points")
    printed[DAYS[2]] = [run_at(DAYS[2], *report) for report in REPORTS]
    run_at(28, "import", str(corrected()), "--prune")
    run_at(29, "import", str(write_table(head=HEAD.replace("2024", "2025"))))
    for day, reports in printed.items():
        for report, text in zip(REPORTS, reports, strict=True):
            assert run_at(30, *report, "--as-of", f"2025-01-{day}") == text
    assert len({tuple(reports) for reports in printed.values()}) == len(DAYS)


@pytest.mark.usefixtures("own_folder")
def test_json_of_a_past_day_differs_in_nothing_but_the_day() -> None:
    run_at(10, "import", str(TARGETS))
    commands = (("report", "--format", "json"), ("explain", "1", "4", "--format", "json"))
    printed = [run_at(10, *command) for command in commands]
    run_at(20, "record-actual", "1", "受益人数", "3200人")
    for command, text in zip(commands, printed, strict=True):
        now = run_at(20, *command, "--as-of", "2025-01-10")
        assert now == text.replace('"as_of": null', '"as_of": "2025-01-10"')
        assert json.loads(text)["as_of"] is None


@pytest.mark.usefixtures("own_folder")
def test_a_day_ends_at_midnight_in_beijing(scorer: Scorer) -> None:
    first = datetime(2025, 1, 20, 15, 59, 59, 999999, UTC)
    entered = ((first, "import", str(write_table())), (first, "record-actual", "1", "1", "27场"))
    for at, *command in (*entered, (first + timedelta(microseconds=1), "record-actual", "1", "1", "28场")):
        assert CliRunner().invoke(cli, command, obj=partial(_itself, at)).exit_code == 0
    assert "实际27场" in scorer("explain", "1", "1", "--as-of", "2025-01-20").stdout
    assert "实际28场" in scorer("explain", "1", "1", "--as-of", "2025-01-21").stdout
    assert "到2025-01-19为止，记录库里还没有项目" in scorer("report", "--as-of", "2025-01-19").stderr
    assert scorer("report", "--as-of", "2025-01-20").stderr.endswith(
        "以下是截至2025-01-20（北京时间）的填报。\n"
    )
