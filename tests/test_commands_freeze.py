"""scorer rules freeze and report --frozen: a result comes back as it was printed, whatever came later."""

import json
import sqlite3
from pathlib import Path

import pytest
from command_examples import DB, ROOT, put_sample, write_table
from running import Scorer

SHIPPED = (ROOT / "scoring_rules.toml").read_text(encoding="utf-8")
TEXTS = ("table", "json", "markdown", "csv")


def printed(scorer: Scorer, *options: str) -> dict[str, str]:
    """The report in every format."""
    runs = {format_: scorer("report", *options, "--format", format_) for format_ in TEXTS}
    assert {run.code for run in runs.values()} == {0}, runs
    return {format_: run.stdout for format_, run in runs.items()}


def changed_rules(name: str, old: str, new: str) -> None:
    assert old in SHIPPED
    Path(name).write_text(SHIPPED.replace(old, new), encoding="utf-8")


def test_a_frozen_result_comes_back_to_the_byte_after_new_rules_and_later_entries(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    before = printed(scorer)
    run = scorer("rules", "freeze", "--because", "报送财政局")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout == (
        "已冻结：2024-1　全部项目　评分办法tianjin-2024\n取出：scorer report --frozen 2024-1\n"
    )
    assert printed(scorer, "--frozen", "2024-1") == before
    page = scorer("report", "--frozen", "2024-1", "--format", "html").stdout
    scorer("record-actual", "1", "受益人数", "2000人", "--cause", "场地维修")
    scorer("adjust", "2", "1", "--points", "20", "--because", "重点")
    scorer("import", str(write_table()))
    changed_rules("scoring_rules.toml", "threshold = 0.2", "threshold = 0.25")
    assert printed(scorer) != before
    assert printed(scorer, "--frozen", "2024-1") == before
    assert scorer("report", "--frozen", "2024-1", "--format", "html").stdout == page
    assert len(scorer("rules", "frozen").stdout.splitlines()) == 3


def test_a_note_of_several_lines_is_shown_in_one(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze", "--because", "\n 报送财政局\n第一稿\t\x1b\n")
    assert "报送财政局 第一稿。\n" in scorer("report", "--frozen", "2024-1").stderr
    assert scorer("rules", "frozen").stdout.splitlines()[2].endswith("  报送财政局 第一稿")


def test_what_has_changed_since_is_told_line_by_line(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze", "--because", "报送财政局")
    told = scorer("report", "--frozen", "2024-1").stderr
    assert told == (
        "冻结结果2024-1：2025-01-10 09:30（北京时间）由张三冻结，scorer 0.1.0，评分办法tianjin-2024，"
        "报送财政局。\n与现在的结果一致。\n"
    )
    scorer("record-actual", "1", "受益人数", "2000人", "--cause", "场地维修")
    scorer("import", str(write_table()))
    told = scorer("report", "--frozen", "2024-1", "--format", "json").stderr
    assert "一致" not in told
    lines = told.splitlines()[1:]
    assert lines[0] == "与现在的结果不同（冻结时→现在）："
    assert "  1 2024年服务妇女儿童公益项目：得分99.67→98.15" in lines
    assert (
        "  1.4 受益人数：实际完成值3200人→2000人，得分4.17→2.65，须说明原因否→是，偏差原因（无）→场地维修"
        in lines
    )
    assert "  8 2024年女性就业培训项目：冻结时没有这个项目" in lines
    assert "  8.1 培训场次：冻结时没有这个指标" in lines


def test_a_project_cancelled_since_or_no_longer_is_told_in_one_sentence(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    scorer("record-actual", "4", "--not-applicable", "机构改革")
    told = scorer("report", "--frozen", "2024-1").stderr.splitlines()
    assert told[2:] == ["  4 2024年妇女健身项目：得分98.07→项目取消（机构改革）"]
    scorer("rules", "freeze")
    assert "与现在的结果一致。" in scorer("report", "--frozen", "2024-2").stderr
    scorer("record-actual", "4", "--not-applicable", "压减支出")
    told = scorer("report", "--frozen", "2024-2").stderr.splitlines()
    assert told[2:] == ["  4 2024年妇女健身项目：得分项目取消（机构改革）→项目取消（压减支出）"]
    scorer("record-actual", "4", "--clear", "不适用原因")
    told = scorer("report", "--frozen", "2024-2").stderr.splitlines()
    assert told[2:] == ["  4 2024年妇女健身项目：得分项目取消（机构改革）→98.07"]


def test_other_rules_are_told_with_both_checksums(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    old = json.loads(scorer("report", "--format", "json").stdout)["rules"]["sha256"]
    changed_rules("scoring_rules.toml", "days = 30, share = 0.8", "days = 30, share = 0.9")
    new = json.loads(scorer("report", "--format", "json").stdout)["rules"]["sha256"]
    told = scorer("report", "--frozen", "2024-1").stderr.splitlines()
    assert told[-3:] == [
        f"  评分办法tianjin-2024的内容已变（校验{old[:12]}→{new[:12]}）",
        "  4 2024年妇女健身项目：得分98.07→98.79",
        '  4.5 “体彩芳华杯"天津市女子气排球邀请赛完成时间：得分5.71→6.43',
    ]


def test_a_rule_set_that_is_gone_is_told(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    run = scorer("rules", "freeze", "--rules", "rural-2019", "--project", "7")
    assert "已冻结：2024-1　项目7　评分办法rural-2019" in run.stdout
    Path("我的.toml").write_text(SHIPPED.partition("\n[rule_sets.rural-2019]\n")[0] + "\n", encoding="utf-8")
    run = scorer("report", "--frozen", "2024-1", "--rules-file", "我的.toml")
    assert run.code == 0
    assert "现在的评分办法文件里没有rural-2019，以下按tianjin-2024比较" in run.stderr


def test_a_rule_file_that_cannot_be_read_does_not_keep_a_frozen_result_back(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    before = scorer("report").stdout
    scorer("rules", "freeze")
    Path("scoring_rules.toml").write_text("default = 1", encoding="utf-8")
    run = scorer("report", "--frozen", "2024-1")
    assert (run.code, run.stdout) == (0, before)
    assert "【错误】scoring_rules.toml" in run.stderr
    assert run.stderr.endswith("因此不能与现在的结果比较。\n")


def test_a_change_that_moves_no_figure_is_told_in_one_sentence(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    scorer("record-actual", "1", "1", "--final-score", "4.17", "--because", "核实无误")
    told = scorer("report", "--frozen", "2024-1").stderr.splitlines()
    assert told[2:] == [
        "  得分、指标值、实际完成值和原因都与冻结时一致；其他内容（如说明、附注、填报时间）有变化"
    ]


def test_one_project_is_frozen_in_detail(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    before = printed(scorer, "--project", "2", "--rules", "hubei")
    run = scorer("rules", "freeze", "--project", "内网", "--rules", "hubei")
    assert run.stdout.startswith("已冻结：2024-1　项目2　评分办法hubei\n")
    scorer("record-actual", "1", "1", "1场")
    assert "与现在的结果一致。" in scorer("report", "--frozen", "2024-1").stderr
    assert printed(scorer, "--frozen", "2024-1") == before


def test_an_organisation_s_projects_are_frozen_alone(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    before = scorer("report", "--organisation", "562202").stdout
    assert "　项目1　" in scorer("rules", "freeze", "--organisation", "562202").stdout
    assert scorer("report", "--frozen", "2024-1").stdout == before


def test_the_official_papers_are_made_from_a_frozen_result(scorer: Scorer, own_folder: Path) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze", "--project", "2")
    run = scorer("report", "--frozen", "2024-1", "--format", "xlsx", "-o", "自评表.xlsx")
    assert run.code == 0
    assert (own_folder / "自评表.xlsx").read_bytes().startswith(b"PK")


def test_frozen_results_are_listed_by_year(scorer: Scorer) -> None:
    assert scorer("rules", "frozen").code == 1
    put_sample(reported=True, whole=True)
    assert scorer("rules", "frozen").stdout == "还没有冻结过结果。冻结：scorer rules freeze\n"
    scorer("rules", "freeze", "--because", "报送财政局")
    scorer("rules", "freeze", "--project", "3")
    heading, _, *rows = scorer("rules", "frozen").stdout.splitlines()
    assert heading.split() == ["编号", "冻结时间", "冻结人", "范围", "评分办法", "校验", "程序", "说明"]
    assert [row.split()[0] for row in rows] == ["2024-1", "2024-2"]
    assert rows[0].endswith("报送财政局")
    assert "没有冻结过" in scorer("rules", "frozen", "--year", "2023").stdout


def test_an_error_of_the_checks_refuses_and_stores_nothing(scorer: Scorer) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    run = scorer("rules", "freeze")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr.startswith("【错误】审核有1个错误（E），不能冻结\n")
    assert "R01 4.5 " in run.stderr
    assert DB.read_bytes() == before
    assert scorer("rules", "freeze", "--project", "1").code == 0


def test_there_must_be_something_to_freeze(scorer: Scorer) -> None:
    scorer("import", str(write_table()), "--dry-run")
    assert scorer("rules", "freeze").code == 1
    put_sample(reported=False)
    for options in (("--year", "2023"), ("--project", "九"), ("--rules", "没有"), ("--organisation", "没有")):
        assert scorer("rules", "freeze", *options).code == 1
    assert scorer("rules", "freeze", "1").code == 2


@pytest.mark.parametrize(
    "options", [("--rules", "hubei"), ("--as-of", "2025-01-10"), ("--project", "1"), ("--organisation", "五")]
)
def test_a_frozen_result_is_taken_as_a_whole(options: tuple[str, ...], scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    run = scorer("report", "--frozen", "2024-1", *options)
    assert (run.code, run.stdout) == (2, "")
    assert f"不能与 {options[0]} 同用" in run.stderr


def test_a_frozen_result_is_not_taken_for_that_of_another_year(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    frozen = ("report", "--frozen", "2024-1")
    for arguments in (("--year", "2023", *frozen), (*frozen, "--year", "2023")):
        run = scorer(*arguments)
        assert (run.code, run.stdout) == (2, "")
        assert "冻结结果2024-1是2024年度的，不能与 --year 2023 同用" in run.stderr
    assert scorer(*frozen, "--year", "2024").code == 0
    monkeypatch.setenv("SCORER_YEAR", "2023")
    assert scorer(*frozen).code == 0


def test_a_frozen_result_of_another_law_is_given_back_but_not_made_anew(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    before = scorer("report").stdout
    scorer("rules", "freeze")
    with sqlite3.connect(DB) as connection:
        connection.execute("DROP TRIGGER frozen_no_update")
        connection.execute("UPDATE frozen SET last_action = 1")
    connection.close()
    assert scorer("report", "--frozen", "2024-1").stdout == before
    for format_ in ("markdown", "csv", "html"):
        run = scorer("report", "--frozen", "2024-1", "--format", format_)
        assert (run.code, run.stdout) == (1, "")
        assert f"不能另出{format_}" in run.stderr


def test_taking_out_a_frozen_result_changes_nothing(scorer: Scorer) -> None:
    put_sample(reported=True, whole=True)
    scorer("rules", "freeze")
    before = DB.read_bytes()
    printed(scorer, "--frozen", "2024-1")
    scorer("rules", "frozen")
    run = scorer("report", "--frozen", "2024-1", "-o", "冻结.txt")
    assert (run.code, run.stdout) == (0, "")
    assert Path("冻结.txt").read_text(encoding="utf-8") == scorer("report").stdout
    assert DB.read_bytes() == before
