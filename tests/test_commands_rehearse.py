"""scorer rehearse: what the review may make of the scores, by the shares that the rule file states."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from command_examples import put_sample
from rule_examples import SHIPPED
from running import Golden, Scorer

from scorer.report.review import ESTIMATE, REVIEW_FORMATS


@pytest.fixture(autouse=True)
def record(own_folder: Path) -> None:
    del own_folder
    put_sample(reported=True)


def projects(scorer: Scorer, *arguments: str) -> dict[int, dict[str, Any]]:
    told = json.loads(scorer("rehearse", "--format", "json", *arguments).stdout)
    return {project["number"]: project for project in told["projects"]}


def test_the_rehearsal_of_a_project_line_by_line(scorer: Scorer, golden: Golden) -> None:
    golden("rehearse-project.txt", scorer("rehearse", "--project", "3").output)


def test_the_range_lies_below_the_own_score_which_is_that_of_the_report(scorer: Scorer) -> None:
    report = json.loads(scorer("report", "--format", "json").stdout)
    found = projects(scorer)
    for project in report["projects"]:
        rehearsed = found[project["number"]]
        assert rehearsed["score"] == project["earned"]
        assert 0 <= float(rehearsed["low"]) <= float(rehearsed["high"]) <= float(rehearsed["score"])


def test_a_changed_share_changes_exactly_the_lines_with_that_ground(scorer: Scorer) -> None:
    old = "words_only = { least = 0, most = 0.2 }"
    assert SHIPPED.count(old) == 1
    Path("rules.toml").write_text(SHIPPED.replace(old, old.replace("0.2", "0.5")), encoding="utf-8")
    before, after = projects(scorer), projects(scorer, "--rules-file", "rules.toml")
    changed = {
        line["number"]
        for number, project in after.items()
        for line in project["lines"]
        if line not in before[number]["lines"]
    }
    with_ground = {
        line["number"]
        for project in before.values()
        for line in project["lines"]
        if "words_only" in {risk["ground"] for risk in line["risks"]}
    }
    assert changed == with_ground
    assert len(with_ground) > 5
    assert [project["score"] for project in after.values()] == [each["score"] for each in before.values()]


def test_evidence_and_an_answer_save_points(scorer: Scorer) -> None:
    before = projects(scorer)[7]
    assert scorer("record-actual", "7", "1", "--evidence", "签到表存档于办公室").code == 0
    assert scorer("record-actual", "7", "5", "--note", "换届选举产生委员69名").code == 0
    after = projects(scorer)[7]
    assert float(after["low"]) > float(before["low"])
    grounds = {line["number"]: {risk["ground"] for risk in line["risks"]} for line in after["lines"]}
    assert "7.1" not in grounds
    assert grounds["7.5"] == {"no_evidence"}


def test_a_cancelled_project_is_left_out(scorer: Scorer) -> None:
    scorer("record-actual", "7", "--not-applicable", "机构改革")
    assert sorted(projects(scorer)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("format_", REVIEW_FORMATS)
def test_every_format_names_every_line_at_risk(scorer: Scorer, format_: str) -> None:
    text = scorer("rehearse", "--format", format_).stdout
    for project in projects(scorer).values():
        for line in project["lines"]:
            name = line["number"].partition(".")[2] if format_ == "csv" else line["number"]
            assert name in text
    assert (ESTIMATE.partition("[")[0] in "".join(text.split())) is (format_ != "csv")


def test_the_table_can_be_opened_in_a_spreadsheet(scorer: Scorer) -> None:
    rows = list(csv.DictReader(StringIO(scorer("rehearse", "--format", "csv").stdout.removeprefix("\ufeff"))))
    risks = sum(len(line["risks"]) for each in projects(scorer).values() for line in each["lines"])
    assert len(rows) == risks
    assert all(row["怎样保住"] for row in rows)
