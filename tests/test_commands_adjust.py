"""Adjusting targets and points by hand, taking back what was entered, and trying without storing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_examples import ACTUALS, DB, ROWS, entries, put_sample, write_table
from running import Run, Scorer
from store_examples import has_only_grown, tables

WHO = "张三 2025-01-10"
WHY = ("--because", "年中追加任务")


def adjust(scorer: Scorer, *arguments: str) -> Run:
    return scorer("adjust", "1", *arguments, *WHY)


def joined(text: str) -> str:
    """A report with the sentences that it broke into lines put together again."""
    return re.sub(r"\n    (?=\S)", "", text)


def line(scorer: Scorer, number: str) -> dict[str, Any]:
    """The line as JSON shows it."""
    (project,) = json.loads(scorer("explain", number[0], number, "--format", "json").stdout)["projects"]
    (found,) = project["lines"]
    return dict(found)


def has_target(scorer: Scorer, **shown: object) -> bool:
    """Whether the target of line 1.1 is shown with these values."""
    target: dict[str, object] = line(scorer, "1.1")["target"]
    return shown.items() <= target.items()


def test_an_adjusted_target_is_scored_and_shown_with_reason_and_person_everywhere(scorer: Scorer) -> None:
    put_sample(reported=True)
    source = line(scorer, "1.1")["source"]
    told = f"指标值已调整：≥26场 → ≥30场，原因：年中追加任务，{WHO}"
    run = adjust(scorer, "公益活动场次", "--target", "≥30场")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.splitlines()[0] == "1.1 公益活动场次　分值4.17　得分3.89"
    assert f"  {told}" in run.stdout.splitlines()
    assert f"  {told}" in scorer("explain", "1", "1").stdout.splitlines()
    for report in (("report",), ("report", "--project", "1"), ("report", "--format", "csv")):
        assert told in joined(scorer(*report).stdout)
    found = line(scorer, "1.1")
    assert has_target(scorer, text="≥30场", reading="≥30场", low="30", assumed=False)
    assert found["notes"] == [told]
    assert found["source"] == source
    log = scorer("log", "--limit", "2", "--format", "csv").stdout.splitlines()[1:]
    assert [row.partition("张三,")[2] for row in log] == [
        "adjust,2024,1.1,公益活动场次,调整后指标值,（无）,≥30场,",
        "adjust,2024,1.1,公益活动场次,调整理由（指标值）,（无）,年中追加任务,",
    ]


@pytest.mark.parametrize(
    ("reading", "target", "kind", "outcome"),
    [
        ("at_least", "≥4场", "at_least", "scored"),
        ("at_most", "≤4场", "at_most", "scored"),
        ("exactly", "=4场", "exactly", "scored"),
        ("judged", "文字评定：4场", "judged", "needs_judgement"),
    ],
)
def test_a_bare_number_is_read_as_a_person_says(
    scorer: Scorer, reading: str, target: str, kind: str, outcome: str
) -> None:
    scorer("import", str(write_table(rows="产出指标,数量指标,培训场次,4场\n")))
    scorer("record-actual", "1", "1", "5场")
    assert has_target(scorer, kind="at_least", assumed=True)
    assert adjust(scorer, "1", "--read-as", reading).code == 0
    found = line(scorer, "1.1")
    assert has_target(scorer, text="4场", reading=target, kind=kind, assumed=False)
    assert found["outcome"] == outcome
    assert f"4场 → 读作{target}，原因：年中追加任务，{WHO}" in str(found["notes"])
    assert f"4场（读作{target}）" in scorer("log", "--format", "csv").stdout


def test_a_new_target_and_its_reading_are_said_at_once(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    assert adjust(scorer, "培训场次", "--target", "30场", "--read-as", "exactly").code == 0
    assert has_target(scorer, text="30场", reading="=30场")


def test_set_points_leave_the_rest_of_the_dimension_to_the_others(scorer: Scorer) -> None:
    put_sample(reported=True)
    run = adjust(scorer, "1", "--points", "6.5")
    assert f"  分值由人工设定：6.50，原因：年中追加任务，{WHO}" in run.stdout.splitlines()
    (project,) = json.loads(scorer("explain", "1", "--format", "json").stdout)["projects"]
    assert project["available"] == "100.00"
    assert (project["lines"][1]["points"], project["lines"][1]["points_source"]) == ("6.50", "set")
    assert {each["points"] for each in project["lines"][2:13]} == {"3.96", "3.95"}


def test_set_points_of_a_table_with_points_leave_the_rest_of_the_dimension_in_proportion(
    scorer: Scorer,
) -> None:
    rows = "产出指标,数量指标,培训场次,≥26场,20\n产出指标,数量指标,培训人数,≥350人,30\n"
    rows += "产出指标,质量指标,合格率,≥95%,10\n效益指标,社会效益指标,就业率,≥60%,30\n"
    table = write_table(rows=rows)
    table.write_text(
        table.read_text(encoding="utf-8").replace("三级指标,指标值", "三级指标,指标值,分值"), encoding="utf-8"
    )
    scorer("import", str(table))
    assert adjust(scorer, "1", "--points", "24").code == 0
    (project,) = json.loads(scorer("explain", "1", "--format", "json").stdout)["projects"]
    assert [each["points"] for each in project["lines"]] == ["10.00", "24.00", "27.00", "9.00", "30.00"]
    run = adjust(scorer, "1", "--points", "60.01")
    assert (run.code, "各指标分值合计130.01，预算执行率10.00，共140.01" in run.stderr) == (1, True)


@pytest.mark.parametrize("points", ["25", "15"])
def test_points_that_leave_something_over_or_missing_are_refused_with_both_sums(
    scorer: Scorer, points: str
) -> None:
    scorer("import", str(write_table(rows=ROWS + "效益指标,社会效益指标,就业率,≥60%\n")))
    assert adjust(scorer, "1", "--points", "30").code == 0
    before = DB.read_bytes()
    run = adjust(scorer, "2", "--points", points)
    total = 95 if points == "15" else 105
    assert (run.code, run.stdout, DB.read_bytes() == before) == (1, "", True)
    assert f"各指标分值合计{total - 10}.00，预算执行率10.00，共{total}.00，应为100.00" in run.stderr


def test_taking_back_brings_back_the_table_and_lapses_what_was_judged(scorer: Scorer) -> None:
    put_sample(reported=True)
    as_imported = scorer("report", "--project", "1").stdout
    adjust(scorer, "1", "--target", "≥30场")
    adjust(scorer, "1", "--points", "6")
    scorer("record-actual", "1", "1", "--final-score", "5.8", "--because", "另有线上活动")
    shown = joined(scorer("report").stdout)
    assert f"系统得分5.60，认定得分5.80，原因：另有线上活动，{WHO}" in shown
    grown = tables(DB)
    for what in ("target", "points"):
        run = scorer("adjust", "1", "1", "--clear", what)
        assert run.code == 0
    assert "认定得分" in scorer("explain", "1", "1").stdout
    scorer("record-actual", "1", "1", "--clear", "认定得分")
    assert scorer("report", "--project", "1").stdout == as_imported
    assert has_only_grown(grown, tables(DB))
    old_and_new = {(row[1], row[3]) for row in entries()}
    assert {
        ("adjusted_target", "≥30场"),
        ("adjusted_target", ""),
        ("because", "另有线上活动"),
        ("because", ""),
    } <= (old_and_new)
    log = scorer("log", "--project", "1", "--indicator", "1", "--format", "csv").stdout
    for row in (
        "调整后指标值,≥30场,（清除）",
        "设定分值,6,（清除）",
        "认定得分,5.8,（清除）",
        "认定理由,（无）,另有线上活动",
    ):
        assert row in log


def test_a_judgement_made_before_a_target_was_taken_back_lapses(scorer: Scorer) -> None:
    rows = "效益指标,社会效益指标,社会影响力,较大提升\n"
    scorer("import", str(write_table(rows=rows)))
    adjust(scorer, "1", "--target", "明显提升")
    scorer("record-actual", "1", "1", "群众反映较好", "--tier", "达成")
    run = scorer("adjust", "1", "1", "--clear", "target")
    assert (
        "  已失效：1.1 社会影响力的档次（指标值：明显提升 → 较大提升），请重新评定" in run.stdout.splitlines()
    )
    assert line(scorer, "1.1")["outcome"] == "needs_judgement"


def test_of_a_line_that_is_measured_by_now_a_lapsed_tier_is_told_to_be_taken_back(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows="效益指标,社会效益指标,就业率提升,有所提升\n")))
    scorer("record-actual", "1", "1", "5%", "--tier", "达成")
    step = "现按实际完成值计分，不再评档次，请用 --clear 档次 取回"
    run = adjust(scorer, "1", "--target", "≥5%")
    assert f"的档次（指标值：有所提升 → ≥5%），{step}\n" in run.stdout
    assert f"；1.1{step}".replace(" ", "") in "".join(scorer("check", "--only", "S11").stdout.split())
    assert f"有变化；{step}" in joined(scorer("report").stdout)
    assert f"档次已失效：此后事实有变化，{step}" in joined(scorer("explain", "1", "1").stdout)
    assert scorer("record-actual", "1", "1", "--tier", "达成").code == 1
    assert scorer("record-actual", "1", "1", "--clear", "档次").code == 0
    assert "已失效" not in scorer("report").stdout


def test_clearing_an_actual_lapses_its_judgements_and_keeps_them_listed(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows="效益指标,社会效益指标,社会影响力,较大提升\n")))
    scorer("record-actual", "1", "1", "群众反映较好", "--tier", "达成", "--share", "85%", "--cause", "下雨")
    before = tables(DB)
    run = scorer("record-actual", "1", "1", "--clear", "actual", "--clear", "偏差原因")
    assert "  已失效：1.1 社会影响力的档次、得分率（实际完成值：群众反映较好 → （无）），请重新评定" in (
        run.stdout.splitlines()
    )
    assert "1.1 社会影响力：档次、得分率作出之后" in joined(scorer("report").stdout)
    assert "下雨" not in scorer("explain", "1", "1").stdout
    again = scorer("record-actual", "1", "1", "群众反映不一").stdout.splitlines()
    assert [each for each in again if "已失效" in each] == ["  已失效：以前的档次", "  已失效：以前的得分率"]
    assert has_only_grown(before, tables(DB))


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("全年执行数", "executed", "4.98"),
        ("年初预算数", "initial-budget", "6"),
        ("全年预算数", "--full-year-budget", "5.2"),
        ("超预算说明", "over-budget", "追加"),
        ("不适用原因", "not-applicable", "机构改革"),
        ("偏差原因", "cause", "下雨"),
        ("改进措施", "remedy", "改期"),
        ("备注", "note", "见附件"),
    ],
)
def test_whatever_was_entered_can_be_taken_back_by_either_name(
    scorer: Scorer, name: str, option: str, value: str
) -> None:
    scorer("import", str(write_table()))
    for called in (name, option):
        scorer("record-actual", "1", f"--{option.removeprefix('--')}", value)
        assert scorer("record-actual", "1", "--clear", called).stderr == ""
        assert entries()[-1][3:] == ("", "")
        assert f"没有填过{name}，没有可清除的" in scorer("record-actual", "1", "--clear", called).stderr


def test_an_adjustment_gives_way_to_a_newer_target_of_the_table_and_can_be_made_anew(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    adjust(scorer, "1", "--target", "≥30场")
    assert "没有变化" in scorer("import", "目标表.csv").stdout
    assert has_target(scorer, text="≥30场")
    run = scorer("import", str(write_table(rows=ROWS.replace("≥26场", "≥28场"))))
    assert "  调整失效：1.1 培训场次 调整后指标值“≥30场”，改按新导入的指标值" in run.stdout.splitlines()
    assert has_target(scorer, text="≥28场")
    assert line(scorer, "1.1")["notes"] == []
    assert "≥28场 → ≥30场" in adjust(scorer, "1", "--target", "≥30场").stdout
    assert has_target(scorer, text="≥30场")


def test_an_adjustment_that_changes_nothing_is_not_stored(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    before = DB.read_bytes()
    assert "没有变化" in adjust(scorer, "1", "--target", "≥26场").stdout
    assert "没有变化" in adjust(scorer, "1", "--read-as", "at_least").stdout
    assert DB.read_bytes() == before
    adjust(scorer, "1", "--target", "≥30场")
    assert "没有变化" in adjust(scorer, "1", "--target", "≥30场").stdout
    again = scorer("adjust", "1", "1", "--target", "≥30场", "--because", "市里来文")
    assert "≥26场 → ≥30场，原因：市里来文" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("adjust", "1", "1", *WHY), "请写明调整什么"),
        (("adjust", "1", "1", "--target", "4场", "--clear", "target", *WHY), "不能同时调整和用 --clear 取消"),
        (("record-actual", "1", "1", "28场", "--clear", "actual"), "“实际完成值”写了两次"),
        (("record-actual", "1", "1", "--clear", "指标值"), "--clear 不认识“指标值”"),
        (("record-actual", "1", "1", "28场", "--accept-valid"), "--accept-valid 只用于 --from 的文件"),
        (("log", "--indicator", "1"), "--indicator 要与 --project 一起使用"),
        (("report", "--as-of", "昨天"), "“昨天”不是日期，请写成年-月-日"),
        (("log", "--since", "0001-01-01"), "“0001-01-01”不是日期"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    scorer: Scorer, arguments: tuple[str, ...], message: str
) -> None:
    scorer("import", str(write_table()))
    run = scorer(*arguments)
    assert (run.code, run.stdout) == (2, "")
    assert message in run.stderr


def test_a_dry_run_says_the_same_and_stores_nothing(scorer: Scorer) -> None:
    put_sample(reported=False)
    before = DB.read_bytes()
    commands = (
        ("record-actual", "1", "受益人数", "3200人"),
        ("record-actual", "--from", str(ACTUALS)),
        ("adjust", "1", "1", "--target", "≥30场", *WHY),
    )
    for command in commands:
        tried = scorer(*command, "--dry-run")
        assert DB.read_bytes() == before
        done = scorer(*command)
        assert tried.stdout == f"{done.stdout}以上只是检查，没有存入记录库。\n"
        assert (tried.stderr, tried.code) == (done.stderr, done.code)
        DB.write_bytes(before)


BAD_ROWS = """项目号,指标号,实际完成值,备注
1,1,28场,
1,2,很多人,
1,9,5场,
1,3,96%,
1,3,97%,
1,2,,见附件
"""


def test_the_good_rows_of_a_file_are_stored_and_the_bad_ones_listed(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    Path("实际值.csv").write_text(BAD_ROWS, encoding="utf-8")
    before = entries()
    assert scorer("record-actual", "--from", "实际值.csv").code == 1
    tried = scorer("record-actual", "--from", "实际值.csv", "--accept-valid", "--dry-run")
    assert (tried.code, entries()) == (1, before)
    run = scorer("record-actual", "--from", "实际值.csv", "--accept-valid")
    assert run.code == 1
    places = re.findall(r"【错误】(.*)", run.stderr)
    assert places == ["实际值.csv 第3行 第3列", "实际值.csv 第4行", "实际值.csv 第6行 第3列"]
    assert run.stderr.endswith("“实际值.csv”共6行，2行无误，4行有错没有存入，改正后可再填报。\n")
    assert [row[3] for row in entries()[len(before) :]] == ["28场", "见附件"]
    Path("好.csv").write_text("项目号,指标号,实际完成值\n1,2,360人\n", encoding="utf-8")
    assert scorer("record-actual", "--from", "好.csv", "--accept-valid").code == 0


@pytest.mark.parametrize("text", ["备注\n好\n", "项目号,指标号,实际完成值,实际完成值\n1,1,28场,28场\n", ""])
def test_a_file_that_is_wrong_as_a_whole_has_no_good_rows(scorer: Scorer, text: str) -> None:
    scorer("import", str(write_table()))
    before = DB.read_bytes()
    Path("实际值.csv").write_text(text, encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv", "--accept-valid")
    assert (run.code, run.stdout, DB.read_bytes() == before) == (1, "", True)
    assert "全部没有存入" in run.stderr
