"""scorer report with several --rules: both totals side by side."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from command_examples import ROOT, put_sample
from running import Golden, Scorer

BOTH = ("--rules", "tianjin-2024", "--rules", "hubei")


def test_the_totals_of_two_rule_sets_stand_side_by_side(scorer: Scorer, golden: Golden) -> None:
    put_sample(reported=True)
    shown = [scorer("report", *BOTH), scorer("report", *BOTH, "--project", "2")]
    assert [(run.code, run.stderr) for run in shown] == [(0, ""), (0, "")]
    golden("report-side-by-side.txt", "\n".join(run.stdout for run in shown))
    golden("report-side-by-side.md", scorer("report", *BOTH, "--format", "markdown").stdout)


def test_each_column_is_the_report_by_that_rule_set(scorer: Scorer) -> None:
    put_sample(reported=True)
    schema = json.loads((ROOT / "schema" / "report-1.json").read_text(encoding="utf-8"))
    three = (*BOTH, "--rules", "guangxi")
    whole = json.loads(scorer("report", *three, "--format", "json").stdout)
    assert list(whole) == ["schema", "reports"]
    for rules, report in zip(("tianjin-2024", "hubei", "guangxi"), whole["reports"], strict=True):
        jsonschema.validate(report, schema)
        assert report == json.loads(scorer("report", "--rules", rules, "--format", "json").stdout)
    text = scorer("report", *three, "--format", "csv").stdout.removeprefix("\ufeff")
    rows = list(csv.DictReader(text.splitlines()[1:]))
    sums = [row for row in rows if row["指标"] == "合计"]
    for report in whole["reports"]:
        id_ = report["rules"]["id"]
        assert [row[f"得分（{id_}）"] for row in sums] == [each["earned"] for each in report["projects"]]
        lines = [line for each in report["projects"] for line in each["lines"]]
        shown = [row[f"得分（{id_}）"] for row in rows if row["指标"] != "合计"]
        assert shown == [line["score"] or "不适用" for line in lines]


def test_a_past_day_is_shown_by_several_rule_sets_too(scorer: Scorer) -> None:
    put_sample(reported=True)
    now = scorer("report", *BOTH)
    scorer("record-actual", "1", "1", "10场")
    run = scorer("report", *BOTH, "--as-of", "2025-01-09")
    assert (run.code, run.stderr.count("以下是截至")) == (1, 0)
    assert scorer("report", *BOTH).stdout != now.stdout
    assert "以下是截至2025-01-10" in scorer("report", *BOTH, "--as-of", "2025-01-10").stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "html"), "网页只按一个评分办法出"),
        (("--format", "docx", "-o", "自评表.docx"), "正式文书只按一个评分办法出"),
        (("--format", "xlsx", "-o", "自评表.xlsx"), "正式文书只按一个评分办法出"),
        (("--format", "pdf", "-o", "自评表/"), "正式文书只按一个评分办法出"),
        (("--paper", "form"), "正式文书只按一个评分办法出"),
        (("--rules", "hubei"), "评分办法“hubei”写了两次"),
    ],
)
def test_what_shows_one_rule_set_only_is_refused(
    options: tuple[str, ...], said: str, scorer: Scorer, own_folder: Path
) -> None:
    put_sample(reported=True)
    run = scorer("report", *BOTH, *options)
    assert (run.code, run.stdout) == (2, "")
    assert said in run.stderr
    assert [path.name for path in own_folder.iterdir()] == ["scorer.db"]


def test_rule_sets_that_do_not_exist_are_all_named(scorer: Scorer) -> None:
    put_sample(reported=True)
    run = scorer("report", "--rules", "湖北", "--rules", "hubei", "--rules", "桂")
    assert (run.code, run.stdout) == (1, "")
    assert "“湖北”" in run.stderr
    assert "“桂”" in run.stderr
