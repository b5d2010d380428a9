"""scorer rehearse: what the review may make of the scores, by the shares that the rule file states."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from command_examples import put_sample, write_table
from rule_examples import SHIPPED
from running import Golden, Scorer

from scorer.report.review import ESTIMATE, REVIEW_FORMATS

FORM = """2024年度项目支出绩效自评表
项目名称,2024年女性就业培训项目
实施单位,562301天津市妇女联合会
项目资金（万元）,,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,20.00,20.00,19.60,10,98%,10
年度总体目标,预期目标,,实际完成情况
,举办技能培训不少于26场,,举办27场
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施
产出指标,数量指标,技能培训场次,≥26场,27场,50,50,
效益指标,社会效益指标,新增就业人数,≥120人,131人,30,25,
满意度指标,服务对象满意度指标,参训学员满意度,≥90%,94%,10,10,
总分,,,,,100,95,
"""


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


def test_the_score_is_the_computed_one_beside_what_a_form_states(scorer: Scorer) -> None:
    first = scorer("rehearse").stdout
    assert ("系统得分" in first, "自评得分" in first) == (True, False)
    write_table("自评表.csv", FORM, "")
    run = scorer("import", "--filled", "自评表.csv")
    assert run.code == 0, run.output
    assert {number: each["stated"] for number, each in projects(scorer).items()} == {
        **dict.fromkeys(range(1, 8)),
        8: "95.00",
    }
    told = scorer("rehearse", "--project", "8").stdout
    head, _, row = told.partition("系统得分")
    assert (head.endswith("自评得分    "), "95.00" in row) == (True, True)


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
    assert grounds["7.0"] == {"no_evidence"}
    assert scorer("record-actual", "7", "0", "--evidence", "国库支付明细").code == 0
    assert "7.0" not in {line["number"] for line in projects(scorer)[7]["lines"]}


def test_a_cancelled_project_is_left_out(scorer: Scorer) -> None:
    scorer("record-actual", "7", "--not-applicable", "机构改革")
    assert sorted(projects(scorer)) == [1, 2, 3, 4, 5, 6]
    assert "另有1个项目已取消，不预演" in scorer("rehearse").stdout
    alone = scorer("rehearse", "--project", "7").stdout
    assert ("项目已取消，不预演" in alone, "得分" in alone) == (True, False)
    assert "项目已取消，不预演" in scorer("rehearse", "--project", "7", "--format", "markdown").stdout


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
