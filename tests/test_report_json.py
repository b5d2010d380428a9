"""The report as JSON: its schema, its layout, and what each figure means."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from report_examples import (
    RULES,
    a_year,
    all_met,
    budget,
    cancelled,
    every_outcome,
    line,
    project,
    recorded,
    report,
    words,
)
from running import Golden

from scorer.model.project import Tier
from scorer.report import FORMATS
from scorer.report.json_text import json_text
from scorer.report.year import YearReport

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "schema" / "report-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.json"))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcd"), inner),
)


# What only a filled form says, and evidence, stand last, where there is something to say.
OPTIONAL = {"achieved", "stated", "evidence"}


def required(object_: Any) -> list[str]:
    return [name for name in object_["properties"] if name not in OPTIONAL]


def loaded(of: YearReport) -> Any:
    found = json.loads(FORMATS["json"](of))
    VALIDATOR.validate(found)
    return found


def line_of(number: int, of: YearReport | None = None) -> Any:
    """A line of the first project, by its number within it."""
    return loaded(of or report(every_outcome()))["projects"][0]["lines"][number]


def test_a_year_reads_like_this(golden: Golden) -> None:
    golden("report-year.json", FORMATS["json"](a_year()))


def test_the_schema_is_one_and_closed_everywhere() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for inner in part.values():
                yield from objects(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    found = list(objects(SCHEMA))
    assert len(found) > 10
    for each in found:
        assert each["additionalProperties"] is False
        assert each["required"] == required(each)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_golden_json_is_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


def test_keys_stand_in_the_order_of_the_schema() -> None:
    found = loaded(a_year())
    assert list(found) == list(SCHEMA["properties"])
    for each in found["projects"]:
        assert list(each) == required(SCHEMA["$defs"]["project"])
        for own in each["lines"]:
            assert list(own) == required(SCHEMA["$defs"]["line"])
            for part in ("target", "actual", "source"):
                assert own[part] is None or list(own[part]) == list(SCHEMA["$defs"][part]["properties"])


@given(JSON)
def test_the_layout_is_that_of_the_standard_library(value: Any) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_the_text_ends_with_one_line_break_and_is_not_escaped() -> None:
    text = FORMATS["json"](a_year())
    assert text.endswith("}\n")
    assert "预算执行率" in text
    assert "\\u" not in text


def test_no_project_is_an_empty_list() -> None:
    found = loaded(report())
    assert found["projects"] == []
    totals = {"budget", "executed", "average_score", "weighted_score"}
    assert all(found["totals"][key] is None for key in totals)


def test_a_bare_number_is_assumed_and_has_no_comparator() -> None:
    target = line_of(12)["target"]
    assert (target["kind"], target["comparator"], target["assumed"]) == ("at_least", None, True)
    assert (target["low"], target["high"], target["unit"]) == ("50", None, "篇")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("≥26场", ("at_least", "≥", "26", None, "场", None)),
        (">26场", ("at_least", ">", "26", None, "场", None)),
        ("≤3.84万元", ("at_most", "≤", None, "3.84", "万元", None)),
        ("<3.84万元", ("at_most", "<", None, "3.84", "万元", None)),
        ("=4.50个", ("exactly", "=", "4.50", "4.50", "个", None)),
        ("80%~90%", ("between", None, "80", "90", "%", None)),
        ("≤2024年10月31日", ("by_date", "≤", None, None, None, "2024-10-31")),
        ("2024年10月31日", ("by_date", None, None, None, None, "2024-10-31")),
        ("每月1次", ("recurring", None, "12", None, "次/年", None)),
        ("168小时/周", ("recurring", None, "168", None, "小时/周", None)),
        ("明显提升", ("judged", None, None, None, None, None)),
        ("**平方米", ("unreadable", None, None, None, None, None)),
    ],
)
def test_a_target_is_given_as_scored_with_its_own_comparator(target: str, expected: tuple[str, ...]) -> None:
    found = line_of(1, report(project(1, "项目", [line(1, "指标", target)], budget("1", None))))["target"]
    keys = ("kind", "comparator", "low", "high", "unit", "date")
    assert tuple(found[key] for key in keys) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≤3.84万元", "39500元", ("3.95", "万元", None, None)),
        ("≥90%", "588/600", ("98", "%", None, None)),
        ("≥90%", "2/3", ("66.666667", "%", None, None)),
        ("≥50篇", "60余篇", ("60", "篇", None, None)),
        ("每月1次", "每月2次", ("24", "次/年", None, None)),
        ("≤2024年10月31日", "2024年9月上旬", (None, None, "2024-09-01", "2024-09-10")),
        ("≤2024年10月31日", "2024年3月至2024年9月", (None, None, "2024-03-01", "2024-09-30")),
        ("≤2024年10月31日", "逾期15天", (None, None, None, None)),
        ("明显提升", "明显提升", (None, None, None, None)),
        ("≤2024年10月31日", "5场", ("5", "场", None, None)),
        ("明显提升", "2/4", ("50", "%", None, None)),
        ("≥-5%", "-0.000%", ("0.000", "%", None, None)),
    ],
)
def test_an_actual_is_given_in_the_unit_of_its_target(
    target: str, actual: str, expected: tuple[str | None, ...]
) -> None:
    own = project(1, "项目", [line(1, "指标", target, actual)], budget("1", None))
    found = line_of(1, report(own))["actual"]
    assert tuple(found[key] for key in ("value", "unit", "from", "until")) == expected


def test_scores_are_never_given_for_a_line_without_one() -> None:
    for number, outcome in ((7, "needs_judgement"), (8, "not_applicable"), (9, "not_reported")):
        found = line_of(number)
        assert found["outcome"] == outcome
        assert (
            found["score"] is found["computed_score"] is found["attainment"] is found["rule"]["key"] is None
        )
    assert line_of(8)["points"] == "0.00"
    assert line_of(8)["not_applicable_reason"] == "上级取消了该项安排"
    assert line_of(7)["judgement_reason"]


def test_days_and_shares_deviate_with_four_decimals() -> None:
    assert (line_of(4)["deviation"], line_of(4)["deviation_unit"]) == ("12.0000", "days")
    assert (line_of(2)["deviation"], line_of(2)["deviation_unit"]) == ("-0.0164", "share")
    assert line_of(2)["completion"] == "0.9836"
    assert line_of(6)["deviation"] is line_of(6)["deviation_unit"] is line_of(6)["completion"] is None


def test_a_tier_says_who_gave_it() -> None:
    assert line_of(5)["tier"] == {"value": "部分达成", "share": "0.7500", "by": "张三"}
    assert line_of(6)["tier"] == {"value": "达成", "share": "1.0000", "by": "wording"}
    judged = replace(
        line(1, "影响", "明显提升", "反响很好"),
        tier=recorded(Tier.ACHIEVED, "一", action=1, by="李四"),
        share=recorded(Fraction(7, 10), "70%", by="王五"),
    )
    found = line_of(1, report(project(1, "项目", [judged], budget("1", None))))
    assert found["tier"] == {"value": "部分达成", "share": "0.7000", "by": "王五"}


def test_an_override_is_given_while_it_is_in_force() -> None:
    assert line_of(10)["override"] == {
        "because": "另有一次线上课程",
        "by": "张三",
        "at": "2024-12-02T17:30:00.000000Z",
    }
    assert (line_of(10)["computed_score"], line_of(10)["score"]) == ("4.38", "5.00")
    assert line_of(11)["override"] is None


def test_notes_hold_assumptions_and_the_users_own_note_once() -> None:
    assert line_of(12)["notes"] == ["没有比较符号，按“不少于”（≥）计", "备注：@另附清单"]
    twice = line(1, "指标", "≥1次", "1次")
    assert twice.actual is not None
    twice = replace(
        twice,
        target=twice.target._replace(notes=("注",)),
        actual=twice.actual._replace(notes=("注", "又注")),
    )
    assert line_of(1, report(project(1, "项目", [twice], budget("1", None))))["notes"] == ["注", "又注"]


def test_budget_execution_is_the_first_line_with_what_was_executed() -> None:
    first = line_of(0)
    assert (first["number"], first["name"], first["dimension"]) == ("1.0", "预算执行率", "预算执行率")
    assert first["target"] is None
    assert (first["actual"]["text"], first["actual"]["value"]) == ("4.98", "4.98")
    nothing = line_of(0, report(project(1, "项目", [], budget(None, None))))
    assert nothing["actual"] is nothing["source"] is None


def test_a_budget_of_nothing_has_no_rate() -> None:
    found = loaded(report(project(1, "项目", [line(1, "场次", "≥1场", "1场")], budget("0", "0"))))[
        "projects"
    ][0]
    assert found["execution_rate"] is None
    assert (found["budget"]["full_year"], found["lines"][0]["outcome"]) == ("0", "not_applicable")


def test_a_cancelled_project_is_listed_without_points_and_left_out_of_the_totals() -> None:
    found = loaded(report(cancelled(), all_met()))
    first = found["projects"][0]
    assert (first["earned"], first["assessed"], first["available"]) == ("0.00", "0.00", "0.00")
    assert (first["rating"], first["missing"]) == (None, [])
    assert {own["not_applicable_reason"] for own in first["lines"]} == {"项目取消：机构改革"}
    assert found["totals"] == {
        "projects": 1,
        "rated": 1,
        "budget": "2.00",
        "executed": "2.00",
        "average_score": "100.00",
        "weighted_score": "100.00",
    }


def test_causes_and_remedies_are_given_where_they_were_written() -> None:
    assert (line_of(4)["cause"], line_of(4)["remedy"]) == ("场地\n协调晚", "=提前预订")
    assert (line_of(2)["cause_required"], line_of(2)["cause"]) == (True, None)
    own = replace(all_met(), cause=words("尾款"))
    assert line_of(0, report(own))["cause"] == "尾款"


def test_the_rule_set_can_be_replayed() -> None:
    found = loaded(a_year())
    assert (found["rules"]["id"], found["rules"]["sha256"]) == (RULES.id, RULES.sha256)
    assert (found["year"], found["as_of"]) == (2024, "2024-12-31")
