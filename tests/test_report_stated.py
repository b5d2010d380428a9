"""Stated beside computed: what a filled form scored, and what the law makes of the form's own figures."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from form_layouts import as_csv, laid_out
from jsonschema import Draft202012Validator
from report_examples import (
    BENEFIT,
    CONTENT,
    RULES,
    a_year,
    budget,
    cancelled,
    every_outcome,
    line,
    project,
    recorded,
    report,
    words,
)
from running import Golden, Scorer

from scorer.model.project import FinalScore, Indicator, Project, Recorded, Stated
from scorer.report import FORMATS
from scorer.report.explain import render_derivation
from scorer.report.stated import stated_lines, why
from scorer.scoring.assessment import assess
from scorer.scoring.measures import rate_agrees

SCHEMA = json.loads((Path(__file__).parent.parent / "schema" / "report-1.json").read_text(encoding="utf-8"))


def points(value: int) -> Recorded[int]:
    return recorded(value, f"{value / 100:.2f}")


def scored(indicator: Indicator, score: int | None) -> Indicator:
    return replace(indicator, stated_score=None if score is None else points(score))


def a_form() -> Project:
    """A form with every way in which a stated score can differ from the computed one, and its own points."""
    lines = (
        scored(line(1, "活动场次", "≥10场", "10场", points=1000), 1000),
        scored(line(2, "受益人数", "≥200人", "150人", points=1000), 1000),
        scored(line(3, "宣传稿件", "≥50篇", "60篇", points=1000), 930),
        scored(line(4, "培训课程", "≥8次", "4次", points=1000), 1100),
        scored(line(5, "参观学习", "≥4次", "3次", points=1000), 700),
        scored(line(6, "例会", "≥12次", "6次", points=1000), 800),
        scored(line(7, "社会氛围", "明显改善", "比较复杂", dimension=BENEFIT, points=1000), 1000),
        scored(line(8, "影响力", "明显提升", "有所提升", dimension=BENEFIT, points=1000), 1000),
        scored(line(9, "满意度", "≥90%", dimension=CONTENT, points=500), 500),
        scored(line(10, "知晓率", "≥90%", "95%", dimension=CONTENT, points=500), None),
    )
    own = project(6, "已填的自评表", lines, budget("10.00", "9.80", "12.00"))
    stated = Stated(points(1000), words("98%"), points(9600), words("优"))
    return replace(own, execution_points=points(1000), stated=stated, achieved=words("全部完成\n超额完成"))


def sections(own: Project, *, detail: bool = False) -> str:
    """The part of the report for people that sets stated beside computed."""
    text = FORMATS["table"](report(own, detail=detail))
    start = text.index("【自评得分与系统得分")
    return text[start : text.index("\n\n【未填报】", start)] if "【未填报】" in text else text[start:]


def reason(number: int, own: Project) -> str:
    return next(why(each, RULES) for each in stated_lines(assess(own, RULES)) if each.line.number == number)


def test_lines_that_differ_are_set_side_by_side_with_the_rule(golden: Golden) -> None:
    golden("report-stated.txt", sections(a_form()))


def test_a_project_s_own_report_shows_every_stated_line(golden: Golden) -> None:
    golden("report-stated.md", FORMATS["markdown"](report(a_form(), detail=True)))


def test_every_line_is_explained_beside_its_stated_score(golden: Golden) -> None:
    golden("report-stated-explain.txt", render_derivation(assess(a_form(), RULES)))


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        (0, "自评给了满分，而按评分办法得不到满分。执行9.8万元，预算12万元，执行率81.67%；"),
        (1, "实际10场，目标≥10场，完成率100.00%，得满分10.00分。依据："),
        (2, "自评给了满分，而未达标。实际150人"),
        (3, "达标，按评分办法得满分，自评少计0.70分。实际60篇"),
        (4, "自评得分11.00超过分值10.00。实际4次"),
        (5, "自评少计0.50分。实际3次"),
        (6, "自评多计3.00分。实际6次"),
        (7, "待评定："),
        (8, "自评给了满分，而按评分办法得不到满分。实际“有所提升”"),
        (9, "未填报实际完成值。因此没有系统得分。"),
    ],
)
def test_what_is_plainly_wrong_with_a_stated_score_is_said_first(number: int, begins: str) -> None:
    assert reason(number, a_form()).startswith(begins)


def test_each_difference_names_the_rule_that_the_computed_score_follows_from() -> None:
    for compared in stated_lines(assess(a_form(), RULES)):
        found = why(compared, RULES)
        assert ("（评分规则" in found) == (compared.computed is not None)
        assert "待填写" not in found


def test_a_score_beyond_points_that_the_form_does_not_carry_is_not_called_the_form_s_fault() -> None:
    lines = (scored(line(1, "活动场次", "≥10场", "5场"), 9500),)
    own = project(7, "没有分值的自评表", lines, budget("1.00", "1.00"))
    assert reason(1, own).startswith("自评得分95.00超过系统分配的分值90.00。")
    assert "表内各指标没有分值，系统按评分办法缺省分值计" in sections(own)


def test_a_form_whose_points_do_not_come_to_100_is_shown_with_both_sums() -> None:
    lines = (scored(line(1, "活动场次", "≥10场", "10场", points=8500), 8500),)
    own = replace(project(8, "分值有误", lines, budget("1.00", "1.00")), execution_points=points(2000))
    text = sections(replace(own, stated=Stated(total=points(9500))))
    assert "各指标分值合计85.00，预算执行率20.00，共105.00，应为100.00" in text
    assert "表中总分95.00，系统得分合计105.00；表中各项得分之和85.00，与表中总分不等" in text
    assert "表中没有写得分的：8.0 预算执行率" in text


def test_where_every_score_agrees_there_is_no_table_only_the_count() -> None:
    lines = (scored(line(1, "活动场次", "≥10场", "10场", points=9000), 9000),)
    own = project(9, "一致的自评表", lines, budget("1.00", "1.00"))
    text = sections(own)
    assert "+---" not in text
    assert "表中写了1项得分：1项一致" in text
    assert "表内预算执行率没有分值，系统按评分办法计10.00分" in text
    assert "表中没有写总分，系统得分合计100.00" in text


def test_the_total_says_where_a_person_s_score_is_in_it() -> None:
    first = replace(
        scored(line(1, "活动场次", "≥10场", "5场", points=9000), 9000),
        final_score=recorded(FinalScore(6000, 9000), "60"),
        because=words("另有五场在外"),
    )
    text = sections(project(9, "认定", (first,), budget("1.00", "1.00")))
    assert "系统得分合计70.00，含认定得分" in text
    assert "45.00" in text


@pytest.mark.parametrize(
    ("text", "rate", "agrees"),
    [
        ("98%", "0.98", True),
        ("98.0％", "0.98", True),
        ("98%", "0.9849", True),
        ("98%", "0.985", False),
        ("102.6%", "1.0259", True),
        ("100%", "1.0259", False),
        ("0.98", "0.98", True),
        ("98", "0.98", True),
        ("1", "1", True),
        ("1%", "1", False),
        ("达标", "1", None),
    ],
)
def test_a_stated_rate_agrees_to_the_decimals_that_it_has(text: str, rate: str, agrees: bool | None) -> None:
    assert rate_agrees(text, Fraction(rate)) is agrees


def test_a_rate_is_set_beside_the_computed_one() -> None:
    assert "表中执行率“98%”，按表中数字计算为81.67%，不符" in sections(a_form())
    unknown = replace(a_form(), budget=budget(None, None))
    assert "表中执行率“98%”，没有预算数或执行数，系统算不出" in sections(unknown)


def test_reports_without_a_filled_form_say_nothing_of_one() -> None:
    for form, render in FORMATS.items():
        if form in {"table", "markdown", "csv", "json"}:
            text = render(a_year())
            assert "自评得分" not in text
            assert '"stated"' not in text
    assert "自评得分" not in render_derivation(assess(every_outcome(), RULES))


def test_rows_without_points_and_rows_that_vanished_are_not_compared() -> None:
    lines = (
        scored(line(1, "活动场次", "≥10场", "10场", points=9000), 9000),
        line(2, "其中：线上", "≥2场", "2场"),
        replace(scored(line(3, "旧指标", "≥1场", "1场", points=500), 500), vanished=True),
    )
    own = replace(project(9, "子行", lines, budget("1.00", "1.00")), execution_points=points(1000))
    text = sections(replace(own, stated=Stated(points(1000), total=points(10000))), detail=True)
    assert "表中写了2项得分：2项一致\n  表中总分100.00，系统得分合计100.00\n" in text
    assert "旧指标" not in text.split("【不适用】")[0]


def test_a_cancelled_project_is_not_compared() -> None:
    own = replace(cancelled(), stated=Stated(total=points(9000)))
    assert "自评得分与系统得分" not in FORMATS["table"](report(own))


def loaded(own: Project) -> Any:
    found = json.loads(FORMATS["json"](report(own)))
    Draft202012Validator(SCHEMA).validate(found)
    return found["projects"][0]


def test_json_has_what_is_stated_last_and_only_where_it_is() -> None:
    found = loaded(a_form())
    assert list(found)[-3:] == ["lines", "achieved", "stated"]
    assert found["achieved"] == "全部完成\n超额完成"
    assert found["stated"] == {"score": "10.00", "execution_rate": "98%", "total": "96.00", "rating": "优"}
    assert [each.get("stated") for each in found["lines"]][:3] == [{"score": "10.00"}] * 3
    assert list(found["lines"][1])[-1] == "stated"
    assert "stated" not in found["lines"][10]
    bare = loaded(replace(a_form(), stated=Stated(rating=words("良")), achieved=None))
    assert bare["stated"] == {"score": None, "execution_rate": None, "total": None, "rating": "良"}
    assert "achieved" not in bare
    assert "stated" not in bare["lines"][0]


def rows(*projects: Project) -> list[dict[str, str]]:
    text = FORMATS["csv"](report(*projects))
    return list(
        csv.DictReader(each for each in StringIO(text, newline="") if not each.startswith(("#", '"#')))
    )


def test_csv_has_stated_scores_and_differences_last_and_only_where_there_are_some() -> None:
    found = rows(a_form())
    assert list(found[0])[-3:] == ["目标完成情况", "自评得分", "得分差"]
    assert [(row["自评得分"], row["得分差"]) for row in found][:4] == [
        ("10.00", "1.83"),
        ("10.00", "0.00"),
        ("10.00", "2.50"),
        ("9.30", "-0.70"),
    ]
    assert (found[7]["自评得分"], found[7]["得分差"]) == ("10.00", "")
    assert (found[10]["自评得分"], found[10]["得分差"]) == ("", "")
    assert found[0]["目标完成情况"] == "全部完成\n超额完成"
    assert list(rows(replace(a_form(), achieved=None))[0])[-3:] == ["提示", "自评得分", "得分差"]
    assert list(rows(every_outcome())[0])[-1] == "提示"


FORMS = sorted((Path(__file__).parent / "documents" / "published").glob("*.json"))


def rules_for(form: dict[str, Any]) -> tuple[str, ...]:
    """The first of the shipped rule sets that is in force by itself is that of 2020."""
    return ("--rules", "rural-2019") if int(form.get("year", 2024)) < 2020 else ()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_published_forms_are_recomputed_beside_their_own_scores(
    path: Path, scorer: Scorer, golden: Golden
) -> None:
    form = json.loads(path.read_text(encoding="utf-8"))
    Path("自评表.csv").write_bytes(as_csv(laid_out(form)))
    imported = scorer("import", "--filled", "自评表.csv", "--year", str(form.get("year", 2024)))
    assert imported.code == 0, imported.output
    shown = scorer("report", "--project", "1", *rules_for(form))
    golden(f"stated/{path.stem}.txt", f"{imported.output}\n{shown.stdout}")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_score_that_a_published_form_states_stands_in_the_report(path: Path, scorer: Scorer) -> None:
    form = json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)
    whole = json.loads(path.read_text(encoding="utf-8"))
    Path("自评表.csv").write_bytes(as_csv(laid_out(whole)))
    scorer("import", "--filled", "自评表.csv", "--year", form.get("year", "2024"))
    (found,) = json.loads(scorer("report", "--format", "json", *rules_for(whole)).stdout)["projects"]
    stated = [line.get("stated", {}).get("score") for line in found["lines"]]
    own = [form["budget"].get("得分"), *(row["score"] for row in form["indicators"])]
    assert stated == [None if score is None else f"{Decimal(score):.2f}" for score in own]
    total = form.get("total")
    assert found.get("stated", {}).get("total") == (None if total is None else f"{Decimal(total):.2f}")
