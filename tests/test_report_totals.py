"""Totals: what counts, and that the lines add up to them in every format."""

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import (
    RULES,
    all_met,
    budget,
    cancelled,
    complete,
    every_outcome,
    faulty,
    line,
    money,
    project,
    recorded,
    report,
    words,
)

from scorer.model.project import Budget, FinalScore, Indicator, Project
from scorer.report import FORMATS, YearReport
from scorer.report.year import as_reported
from scorer.scoring.assessment import assess

ROOT = Path(__file__).parent.parent
ACTUALS = st.none() | st.integers(0, 40).map("{}场".format)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project whose lines are scored, missing, set by a person or left out."""
    lines: list[Indicator] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        dimension = draw(st.sampled_from(("产出指标", "效益指标")))
        plain = line(number, f"指标{number}", "≥30场", draw(ACTUALS), dimension=dimension)
        left_out = replace(plain, not_applicable=words("取消", 3))
        lines.append(draw(st.sampled_from((plain, plain, left_out))))
    own = project(1, "项目", lines, budget("10.00", draw(st.sampled_from((None, "3.33", "10.00")))))
    if draw(st.booleans()):
        points = assess(own, RULES).lines[1].points
        final = recorded(FinalScore(points // 2, points), "半")
        lines[0] = replace(lines[0], final_score=final, because=words("核实"))
    return replace(own, indicators=tuple(lines))


def hundredths(text: str) -> int:
    """The score at the beginning of a cell, 0 for words."""
    found = re.match(r"\s*(\d+)\.(\d\d)", text)
    return int(found[1] + found[2]) if found else 0


def in_json(of: YearReport) -> tuple[int, int]:
    (found,) = json.loads(FORMATS["json"](of))["projects"]
    return sum(hundredths(own["score"] or "") for own in found["lines"]), hundredths(found["earned"])


def in_csv(of: YearReport) -> tuple[int, int]:
    lines = StringIO(FORMATS["csv"](replace(of, remarks=())), newline="")
    scores = [hundredths(row["得分"]) for row in csv.DictReader(lines)]
    return sum(scores), of.assessments[0].earned


def in_grid(of: YearReport, name: str) -> tuple[int, int]:
    rows = [row.split("|")[1:-1] for row in FORMATS[name](of).split("\n") if row.startswith("| ")]
    scores = [hundredths(row[7]) for row in rows if re.match(r" 1\.\d+ ", row[0])]
    (total,) = (hundredths(row[7]) for row in rows if row[0].strip() == "合计")
    return sum(scores), total


@given(projects())
def test_the_lines_add_up_to_the_printed_total_in_every_format(own: Project) -> None:
    of = report(own, detail=True)
    earned = of.assessments[0].earned
    assert in_json(of) == in_csv(of) == (earned, earned)
    assert in_grid(of, "table") == in_grid(of, "markdown") == (earned, earned)


def test_only_projects_that_are_wholly_assessed_are_rated() -> None:
    totals = report(every_outcome(), cancelled(), complete(), faulty(), all_met()).totals
    assert (totals.projects, totals.rated) == (4, 2)
    assert (totals.budget, totals.executed) == (Decimal(14), Decimal(10))
    assert totals.average_score == (8861 + 10000 + 1) // 2
    assert totals.weighted_score == round((8861 * 12 + 10000 * 2) / 14)


def test_nothing_rated_has_no_average() -> None:
    totals = report(every_outcome(), cancelled()).totals
    assert (totals.projects, totals.rated) == (1, 0)
    assert (totals.budget, totals.executed) == (None, None)
    assert (totals.average_score, totals.weighted_score) == (None, None)


def test_a_rule_set_without_ratings_still_counts_what_is_wholly_assessed() -> None:
    rules = replace(RULES, ratings=())
    of = YearReport(2024, None, rules, (assess(all_met(), rules), assess(every_outcome(), rules)))
    assert (of.totals.projects, of.totals.rated, of.totals.average_score) == (2, 1, 10000)


def test_projects_without_money_have_no_weight() -> None:
    nothing = replace(all_met(), budget=Budget(initial=money("0")))
    alone = report(nothing).totals
    assert (alone.rated, alone.budget, alone.executed) == (1, Decimal(0), Decimal(0))
    assert (alone.average_score, alone.weighted_score) == (10000, None)
    beside = report(nothing, complete()).totals
    assert (beside.average_score, beside.weighted_score) == (9431, 8861)


def test_a_project_that_goes_on_is_reported_as_it_was_assessed() -> None:
    assessment = assess(complete(), RULES)
    assert as_reported(assessment) is assessment


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    program = "import sys; from report_examples import a_year; from scorer.report import FORMATS\n"
    program += f"sys.stdout.buffer.write(FORMATS[{name!r}](a_year()).encode())"
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            timeout=60,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert found.pop()
