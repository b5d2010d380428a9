"""The rule sets on the command line, and the demonstration."""

from pathlib import Path

from command_examples import DB, ROOT, put_sample
from running import Golden, Scorer

SHIPPED = (ROOT / "scoring_rules.toml").read_text(encoding="utf-8")
FAULTY = """default = "ours"

[rule_sets.ours]
title = "本局办法"
citation = "本局〔2024〕1号"
effective_from = "二〇二四"
extends = "tianjin-2024"
exces = "linear"
over = "half"
points = { execution = 10, dimensions = { "产出指标" = 45, "效益指标" = 30, "满意度指标" = 10 } }
lateness = [{ days = 30, share = 0.6 }, { share = 0.8 }]
"""


def test_the_list_names_every_rule_set_and_the_default(scorer: Scorer) -> None:
    shown = scorer("rules", "list").stdout
    assert "national-2020　项目支出绩效自评全国通行办法　2020年度起　财预〔2020〕10号" in shown
    assert "tianjin-2024（缺省）　" in shown


def test_showing_a_rule_set_is_showing_the_one_named_or_in_force(scorer: Scorer) -> None:
    tianjin, national = (scorer("rules", "show", name).stdout for name in ("tianjin-2024", "national-2020"))
    assert tianjin != national
    assert scorer("rules", "show").stdout == tianjin
    assert scorer("rules", "show", "--year", "2022").stdout == national
    assert scorer("rules", "show", "--year", "2012").code == 1
    assert scorer("rules", "show", "没有").code == 1


def test_all_faults_of_a_rule_file_are_listed_with_their_lines(scorer: Scorer) -> None:
    Path("本局.toml").write_text(FAULTY + SHIPPED.replace("default =", "#", 1), encoding="utf-8")
    run = scorer("rules", "check", "本局.toml")
    assert (run.code, run.stdout) == (1, "")
    for line, key in ((6, "effective_from"), (8, "exces"), (9, "over"), (10, "points"), (11, "lateness")):
        assert f"【错误】本局.toml 第{line}行\n  rule_sets.ours.{key}：" in run.stderr


def test_no_report_is_made_by_a_faulty_rule_file(scorer: Scorer) -> None:
    put_sample(reported=True)
    Path("scoring_rules.toml").write_text(FAULTY, encoding="utf-8")
    run = scorer("report")
    assert (run.code, run.stdout) == (1, "")
    assert "【错误】scoring_rules.toml 第6行" in run.stderr


def test_a_sound_rule_file_is_called_sound(scorer: Scorer) -> None:
    assert "没有错误" in scorer("rules", "check").stdout
    Path("本局.toml").write_text(SHIPPED, encoding="utf-8")
    assert scorer("rules", "check", "本局.toml").stdout.startswith("本局.toml没有错误：")
    assert scorer("rules", "check", "--rules-file", "本局.toml").stdout.startswith("本局.toml没有错误：")


def test_a_local_rule_file_is_used_and_mentioned_where_it_differs(scorer: Scorer) -> None:
    put_sample(reported=True)
    Path("scoring_rules.toml").write_text(SHIPPED, encoding="utf-8")
    assert scorer("report").stderr == ""
    Path("scoring_rules.toml").write_text(SHIPPED.replace("low = 90", "low = 99", 1), encoding="utf-8")
    run = scorer("report")
    assert "【提示】使用当前文件夹的scoring_rules.toml，它与程序自带的不同" in run.stderr
    assert scorer("report", "--rules-file", "scoring_rules.toml").stderr == ""
    assert run.stdout.count("良") > 0


def test_the_demonstration_ends_in_the_report_of_seven_projects(scorer: Scorer, golden: Golden) -> None:
    run = scorer("demo")
    assert run.code == 0
    assert not DB.exists()
    golden("command-demo.txt", run.output)
    put_sample(reported=True)
    assert run.stdout.endswith(scorer("report").stdout)
