"""What importing target tables understands, changes and says."""

import shutil
from pathlib import Path

from command_examples import DB, HEAD, ROWS, TARGETS, entries, write_table
from running import Golden, Scorer


def test_the_import_says_what_was_understood_of_the_sample(scorer: Scorer, golden: Golden) -> None:
    run = scorer("import", str(TARGETS))
    assert run.code == 0
    golden("command-import.txt", run.output)


def test_importing_twice_changes_nothing_and_says_so(scorer: Scorer) -> None:
    scorer("import", str(TARGETS))
    before = DB.read_bytes()
    again = scorer("import", str(TARGETS))
    assert again.code == 0
    assert again.stdout.endswith("没有变化：与上次导入的内容完全相同。\n")
    assert DB.read_bytes() == before


def test_a_changed_document_shows_exactly_the_changes(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    changed = ROWS.replace("≥26场", "≥28场").replace("产出指标,数量指标,培训人数,≥350人\n", "")
    write_table(rows=changed + "效益指标,社会效益指标,就业率,≥60%\n", head=HEAD.replace("5.00", "6.00"))
    run = scorer("import", "目标表.csv")
    assert [line for line in run.stdout.splitlines() if line.startswith(("  变更", "  新增", "  表中"))] == [
        "  变更：年初预算数：5.00 → 6.00",
        "  变更：1.1 培训场次 指标值：≥26场 → ≥28场",
        "  新增：1.4 就业率",
        "  表中已没有：1.2 培训人数（已填的值保留，不再计分；移除请用 --prune）",
    ]


def test_actuals_survive_a_new_version_of_the_table(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("record-actual", "1", "培训场次", "26场")
    write_table(rows=ROWS.replace("≥26场", "≥28场"))
    scorer("import", "目标表.csv")
    assert "实际26场，目标≥28场，完成率92.86%" in scorer("report", "--project", "1").stdout.replace(
        "\n    ", ""
    )


def test_a_bad_document_stores_nothing_and_does_not_stop_the_others(scorer: Scorer) -> None:
    good = write_table("好.csv")
    bad = write_table("坏.csv", head=HEAD.replace("5.00", "约五万").replace("女性就业", "农机"))
    last = write_table("末.csv", head=HEAD.replace("女性就业", "乡村"))
    run = scorer("import", str(good), str(bad), str(last))
    assert run.code == 1
    assert "【错误】坏.csv 第5行 第2列\n  预算数“约五万”不是金额" in run.stderr
    assert "“坏.csv”没有导入，记录库未变。" in run.stderr
    shown = scorer("report").stdout
    assert ("女性就业" in shown, "乡村" in shown, "农机" in shown) == (True, True, False)


def test_a_dry_run_shows_everything_and_leaves_no_trace(scorer: Scorer) -> None:
    run = scorer("import", "--dry-run", str(write_table()))
    assert "检查了目标表.csv：1个项目、3个指标、1个单位。" in run.stdout
    assert run.stdout.endswith("以上只是检查，没有存入记录库。\n")
    assert not DB.exists()
    scorer("import", "目标表.csv")
    before = DB.read_bytes()
    write_table(rows=ROWS.replace("≥26场", "≥28场"))
    assert "≥26场 → ≥28场" in scorer("import", "--dry-run", "目标表.csv").stdout
    assert DB.read_bytes() == before


def test_a_table_of_a_year_without_rules_is_imported(scorer: Scorer) -> None:
    run = scorer("import", str(write_table(head=HEAD.replace("2024", "2001"))))
    assert (run.code, run.stderr) == (0, "")
    assert entries()


def test_a_file_of_actuals_given_to_import_is_told_its_command(scorer: Scorer) -> None:
    Path("实际值.csv").write_text("项目号,指标号,实际完成值\n1,1,28场\n", encoding="utf-8")
    assert "scorer record-actual --from 实际值.csv" in scorer("import", "实际值.csv").stderr


def test_the_same_table_in_another_file_is_the_same_project(scorer: Scorer) -> None:
    scorer("import", str(TARGETS))
    shutil.copy(TARGETS, "副本.txt")
    assert "没有变化" in scorer("import", "副本.txt").stdout


def test_a_corrected_name_keeps_the_line_and_its_actual(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows=ROWS.replace("培训人数", "妇女儿童公益培训的jian参加人数"))))
    scorer("record-actual", "1", "2", "360人")
    run = scorer("import", str(write_table(rows=ROWS.replace("培训人数", "妇女儿童公益培训的参加人数"))))
    assert (
        "  更名：1.2 妇女儿童公益培训的参加人数（原名妇女儿童公益培训的jian参加人数，已填的值保留）"
        in run.stdout.splitlines()
    )
    assert "实际360人" in scorer("explain", "1", "公益培训的参加").stdout


def test_a_corrected_project_name_keeps_the_project(scorer: Scorer) -> None:
    scorer("import", str(write_table(head=HEAD.replace("女性就业", "女性就也"))))
    run = scorer("import", str(write_table()))
    assert "  更名：原名2024年女性就也培训项目" in run.stdout.splitlines()
    assert run.stdout.splitlines()[2].startswith("1 2024年女性就业培训项目")


def test_vanished_lines_go_with_prune_and_come_back_with_the_table(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("record-actual", "1", "培训人数", "360人")
    write_table("少.csv", rows=ROWS.replace("产出指标,数量指标,培训人数,≥350人\n", ""))
    tried = scorer("import", "--prune", "--dry-run", "少.csv").stdout
    assert "  移除：1.2 培训人数（记录仍保留，再导入时恢复）" in tried.splitlines()
    assert "表中已没有" not in tried
    assert "培训人数" in scorer("explain", "1").stdout
    assert scorer("import", "--prune", "少.csv").stdout == tried.replace("检查了", "导入了").replace(
        "以上只是检查，没有存入记录库。\n", ""
    )
    assert "培训人数" not in scorer("explain", "1").stdout
    assert "没有变化" in scorer("import", "--prune", "少.csv").stdout
    assert "  新增：1.2 培训人数" in scorer("import", "目标表.csv").stdout.splitlines()
    assert "实际360人" in scorer("explain", "1", "培训人数").stdout


def test_a_changed_sum_names_its_source_of_money(scorer: Scorer) -> None:
    head = HEAD.replace("预算数,5.00", "预算数,5.00,其中：财政资金,5.00,其他资金,")
    scorer("import", str(write_table(head=head)))
    changed = head.replace("财政资金,5.00,其他资金,", "财政资金,3.00,其他资金,2.00")
    changes = scorer("import", str(write_table(head=changed))).stdout.splitlines()
    assert "  变更：年初预算数（财政资金）：5.00 → 3.00" in changes
    assert "  变更：年初预算数（其他资金）：（无） → 2.00" in changes


def test_a_changed_unit_of_the_table_shows_what_is_read_otherwise(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    run = scorer("import", str(write_table(head=HEAD.replace("单位：万元", "单位：元"))))
    assert "  变更：年初预算数：读作5.00万元 → 读作0.0005万元" in run.stdout.splitlines()
