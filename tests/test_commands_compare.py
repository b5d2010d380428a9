"""scorer rules compare: what another rule set makes of the record."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_examples import DB, ROOT, put_sample, write_table
from running import NOW, Golden, Scorer

from scorer.cli.group import cli

SHIPPED = (ROOT / "scoring_rules.toml").read_text(encoding="utf-8")
PAIRS = [("tianjin-2024", "hubei"), ("national-2020", "guangxi")]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_the_sample_under_two_rule_sets_is_compared_like_this(
    pair: tuple[str, str], scorer: Scorer, golden: Golden
) -> None:
    put_sample(reported=True)
    run = scorer("rules", "compare", *pair)
    assert (run.code, run.stderr) == (0, "")
    golden(f"rules-compare-{'-'.join(pair)}.txt", run.stdout)


def test_the_other_formats_say_the_same(scorer: Scorer, golden: Golden) -> None:
    put_sample(reported=True)
    for format_ in ("markdown", "json", "csv"):
        run = scorer("rules", "compare", *PAIRS[1], "--format", format_)
        assert (run.code, run.stderr) == (0, "")
        golden(f"rules-compare-{format_}.txt", run.stdout)
    one = scorer("rules", "compare", *PAIRS[0], "--project", "3", "--format", "json").stdout
    (project,) = json.loads(one)["projects"]
    text = scorer("rules", "compare", *PAIRS[0], "--project", "3", "--format", "csv").stdout
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()[1:]))
    assert len(rows) == len(project["lines"]) + 1 == 33
    assert [row["得分差"].removeprefix("+") for row in rows[1:]] == [
        line["difference"] for line in project["lines"]
    ]
    assert project["lines"][-1]["explanation"]["to"] == rows[-1]["说明（hubei）"]
    assert project["unchanged_lines"] == 7


def test_a_changed_number_of_a_rule_file_changes_exactly_its_lines(scorer: Scorer) -> None:
    put_sample(reported=True)
    ours = SHIPPED + (
        '\n[rule_sets.ours]\ntitle = "本局办法"\ncitation = "本局"\neffective_from = 2024\n'
        'extends = "tianjin-2024"\nlateness = [{ days = 30, share = 0.9 }, { share = 0.3 }]\n'
        '\n[rule_sets.ours.basis]\nlateness = { mark = "default" }\n'
    )
    Path("ours.toml").write_text(ours, encoding="utf-8")
    options = ("--rules-file", "ours.toml", "--format", "json")
    found = json.loads(scorer("rules", "compare", "tianjin-2024", "ours", *options).stdout)
    lines = {line["number"]: line for project in found["projects"] for line in project["lines"]}
    assert list(lines) == ["4.5"]
    assert lines["4.5"]["score"] == {"from": "5.71", "to": "6.43"}
    assert lines["4.5"]["reasons"] == [
        {"key": "lateness", "text": "逾期12天：30天以内按80%→30天以内按90%（lateness）"}
    ]
    assert found["unchanged"] == {"projects": 6, "lines": 95}
    report = scorer("report", "--project", "4", "--rules", "ours", *options).stdout
    assert json.loads(report)["projects"][0]["earned"] == found["projects"][0]["earned"]["to"]


def test_a_rule_set_compared_with_itself_changes_nothing(scorer: Scorer) -> None:
    put_sample(reported=True)
    run = scorer("rules", "compare", "hubei", "hubei")
    assert run.code == 0
    assert "没有变化：7个项目、96项指标在两种办法下结果相同" in run.stdout
    assert "【变化的" not in run.stdout
    assert run.stderr == "比较的两个都是hubei。\n"


def test_a_past_day_is_compared_as_the_record_was_then(scorer: Scorer) -> None:
    put_sample(reported=True)
    then = scorer("rules", "compare", *PAIRS[0])
    tomorrow = NOW + timedelta(days=1)
    assert CliRunner().invoke(cli, ["record-actual", "1", "1", "10场"], obj=lambda: tomorrow).exit_code == 0
    assert scorer("rules", "compare", *PAIRS[0]).stdout != then.stdout
    for command in (("rules", "compare", *PAIRS[0]), ("rehearse",), ("check",)):
        run = scorer(*command, "--as-of", "2025-01-10")
        assert run.stderr == "以下是截至2025-01-10（北京时间）的填报。\n"
    run = scorer("rules", "compare", *PAIRS[0], "--as-of", "2025-01-10")
    assert run.stdout == then.stdout
    whole = json.loads(
        scorer("rules", "compare", *PAIRS[0], "--as-of", "2025-01-10", "--format", "json").stdout
    )
    assert whole["as_of"] == "2025-01-10"
    run = scorer("rules", "compare", *PAIRS[0], "--as-of", "2025-01-09")
    assert (run.code, run.stdout) == (1, "")


def test_a_cancelled_project_is_compared_with_nothing(scorer: Scorer) -> None:
    put_sample(reported=True)
    scorer("record-actual", "4", "--not-applicable", "机构改革")
    run = scorer("rules", "compare", "tianjin-2024", "hubei")
    assert "  项目6个（另有1个项目取消，不比较）：6个有变化，0个不变\n" in run.stdout
    assert "指标86项：78项有变化，8项不变（不列出）" in run.stdout
    assert "\n4.1 " not in run.stdout
    alone = scorer("rules", "compare", "tianjin-2024", "hubei", "--project", "4").stdout
    assert "【合计】\n  没有可比较的：1个项目已取消\n" in alone
    beside = scorer("report", "--rules", "tianjin-2024", "--rules", "hubei").stdout
    assert "  hubei：项目6个（另有1个项目取消，不计入），其中评分完整的6个；" in beside


def test_what_is_not_assessed_yet_is_compared_too(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("record-actual", "1", "培训场次", "20场")
    shown = scorer("rules", "compare", "tianjin-2024", "hubei").stdout
    assert "平均得分（只计评分完整的项目）：暂无" in shown
    assert "28.85/37.50/100.00→15.38/20.00/100.00" in shown


def test_all_rule_sets_that_do_not_exist_are_named_at_once(scorer: Scorer) -> None:
    put_sample(reported=True)
    run = scorer("rules", "compare", "湖北", "hebei")
    assert (run.code, run.stdout) == (1, "")
    assert "没有名为“湖北”的评分办法" in run.stderr
    assert "没有名为“hebei”的评分办法" in run.stderr


def test_there_must_be_something_to_compare(scorer: Scorer) -> None:
    assert scorer("rules", "compare", "hubei", "guangxi").code == 1
    put_sample(reported=False)
    assert scorer("rules", "compare", "hubei", "guangxi", "--year", "2023").code == 1
    assert scorer("rules", "compare", "hubei", "guangxi", "--project", "九").code == 1
    assert scorer("rules", "compare", "hubei").code == 2


def test_a_comparison_is_written_into_a_file_and_changes_nothing(scorer: Scorer) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    run = scorer("rules", "compare", *PAIRS[1], "-o", "比较.txt")
    assert (run.stdout, run.stderr) == ("", "已写入比较.txt\n")
    assert Path("比较.txt").read_text(encoding="utf-8") == scorer("rules", "compare", *PAIRS[1]).stdout
    assert DB.read_bytes() == before
