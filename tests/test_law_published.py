"""Rows of published forms, scored by the law beside the people's own scores."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from law_examples import NATIONAL, ORGANISATION, TIANJIN, assessed, line, recorded
from running import Golden

from scorer.model.fields import Field
from scorer.model.problem import refusals
from scorer.model.project import Budget, Fund, Project, Recorded
from scorer.notation.answers import read_actual
from scorer.notation.context import EntryContext
from scorer.notation.targets import print_target
from scorer.scoring.assessment import assess
from scorer.scoring.entry import check_budget, check_line
from scorer.scoring.explanation import explain
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Scored

FORMS = Path(__file__).parent / "documents" / "published"
NO_YEAR = 2024


def hundredths(points: str | None) -> int:
    return 1000 if points is None else int(Decimal(points) * 100)


def compared(score: int | None, people: str | None) -> str:
    if score is None or people is None:
        return "—"
    return "一致" if score == hundredths(people) else "不一致"


def verdict(found: AssessedLine, people: str | None) -> list[str]:
    rules = TIANJIN if found.indicator is None else NATIONAL
    score = found.outcome.score if isinstance(found.outcome, Scored) else None
    law = "无" if score is None else printed_points(score)
    return [
        f"    办法 {law}  自评 {people or '未写'}  {compared(score, people)}",
        f"    {explain(found, rules)}",
    ]


def row_of(row: dict[str, Any], year: int) -> Iterator[str]:
    own = line(row["target_text"], name=row["l3"], dimension=row["l1"], category=row["l2"], year=year)
    rules = TIANJIN if year >= 2024 else NATIONAL
    points = hundredths(row["points"])
    yield f"  {row['l2']} {row['l3']}"
    kind = assessed(own, rules, points=points).target
    assert kind is not None
    written, read = row["target_text"], print_target(own.target.value)
    yield f"    指标值 {written}（{read}，{kind.kind}）  实际 {row['actual_text'] or '空'}  分值 {printed_points(points)}"
    actual, problems = read_actual(
        row["actual_text"], own.target.value, EntryContext(year, date(year + 1, 12, 31))
    )
    yield from (f"    * {problem.message}" for problem in problems)
    if actual is None or refusals(problems):
        yield f"    办法 拒收  自评 {row['score'] or '未写'}"
        return
    own = replace(own, actual=recorded(actual, row["actual_text"]))
    found = assessed(own, rules, points=points)
    yield from (
        f"    * {problem.message}" for problem in check_line(found, frozenset({Field.ACTUAL}), year, rules)
    )
    yield from (f"    * {note}" for note in found.notes)
    yield from verdict(found, row["score"])


def execution_of(form: dict[str, Any], year: int) -> Iterator[str]:
    figures = {name: Decimal(value) for name, value in form["budget"].items() if "%" not in value}

    def total(name: str) -> Recorded[Decimal] | None:
        return recorded(figures[f"{name}_总额"]) if f"{name}_总额" in figures else None

    parts = (figures.get(f"本年财政拨款_{name}") for name in ("年初", "全年预算", "执行"))
    funds = (Fund("财政拨款", *parts),)
    budget = Budget(total("年初预算数"), total("全年预算数"), total("全年执行数"), funds)
    own = Project(1, year, ORGANISATION, form["project"], None, None, budget, ())
    found = assess(own, NATIONAL).lines[0]
    yield f"  预算执行率  分值 {printed_points(found.points)}"
    yield from (f"    * {problem.message}" for problem in check_budget(own))
    yield from (f"    * {note}" for note in found.notes)
    yield from verdict(found, form["budget"].get("得分"))


def told(form: dict[str, Any]) -> Iterator[str]:
    year = int(form.get("year", NO_YEAR))
    yield f"{form['unit']} {form.get('year', '未写年度')} {form['project']}"
    yield from execution_of(form, year)
    for row in form["indicators"]:
        yield from row_of(row, year)
    yield ""


def test_published_forms_by_the_law(golden: Golden) -> None:
    lines: list[str] = []
    for path in sorted(FORMS.glob("*.json")):
        # numbers are taken as the text that they are, so that none becomes a float
        form = json.loads(path.read_text(encoding="utf-8"), parse_int=str, parse_float=str)
        lines += told(form)
    golden("law-published.txt", "\n".join(lines))
