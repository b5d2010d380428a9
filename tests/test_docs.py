"""The documents say what the program does: their examples are run, their lists are compared."""

import csv
import io
import json
import re
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_examples import DB, put_sample
from doc_examples import (
    ROOT,
    SHIPPED,
    Row,
    code_block,
    document,
    enter,
    hundredths,
    outcome_of,
    results,
    tables,
    the_table,
    yes,
)
from jsonschema import Draft202012Validator
from law_examples import final, line, project, recorded
from report_examples import budget, report
from report_examples import line as reported_line
from report_examples import project as reported_project
from rule_examples import book
from running import Scorer

from scorer.cli.outcome import ExitCode
from scorer.model.fields import FIELDS
from scorer.model.problem import SEVERITY, Code, Severity
from scorer.notation.characters import MOST_CHARACTERS
from scorer.notation.numbers import MOST_DECIMALS, MOST_DIGITS
from scorer.reading import actual_rows, sections, table
from scorer.reading.actual_rows import ENTERED, WHO
from scorer.reading.decoding import LARGEST
from scorer.report import FORMATS
from scorer.scoring import wording
from scorer.scoring.assessment import assess
from scorer.scoring.entry import check_budget
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Scored
from scorer.scoring.rule_basis import HEADER, LAWS, RULES
from scorer.scoring.rule_file import TABLES_OF_CHECKS

SCORING, FILES = document("docs/scoring.md"), document("docs/files.md")
CONTRIBUTING, SECURITY = document("CONTRIBUTING.md"), document("SECURITY.md")


def rows_with(*headings: str) -> list[Row]:
    return [row for rows in tables(SCORING) for row in rows if all(heading in row for heading in headings)]


def with_rows(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.place)


LINES = rows_with("target", "actual", "score", "why")
RESULTS = ("score", "notes", "scored as", "read as", "cause", "remedy", "completion", "deviation", "lapsed")
BUDGETS = rows_with("executed", "score", "why")


@with_rows(LINES)
def test_a_line_earns_what_the_document_says(row: Row) -> None:
    found = results(enter(row, SHIPPED[row["rules"] or "tianjin-2024"]))
    shown = {heading: cell for heading, cell in row.cells.items() if heading in RESULTS}
    assert {heading: found.get(heading, "") for heading in shown} == shown


@with_rows(BUDGETS)
def test_budget_execution_earns_what_the_document_says(row: Row) -> None:
    own = project(
        [line("≥1场", "1场")],
        initial=row["initial"] or None,
        full_year=row["full-year"] or None,
        executed=row["executed"] or None,
    )
    own = replace(own, over_budget=recorded(row["explained"]) if row["explained"] else None)
    refused = " ".join(problem.code for problem in check_budget(own))
    first = assess(own, SHIPPED["tianjin-2024"]).lines[0]
    scored = isinstance(first.outcome, Scored)
    cause = yes(first.cause_required) if scored and not refused else ""
    assert (refused or outcome_of(first), cause) == (row["score"], row["cause"])


@with_rows(rows_with("indicators", "execution", "each"))
def test_points_are_shared_out_as_the_document_says(row: Row) -> None:
    lines, own_row = [], None
    for number, text in enumerate(row["indicators"].split(), 1):
        if text.startswith("预算执行率="):
            own_row = recorded(hundredths(text.partition("=")[2]), action=1)
            continue
        dimension, _, points = text.removesuffix("（不适用）").partition("=")
        own = line(
            "≥1场", "1场", dimension=dimension, number=number, points=hundredths(points) if points else None
        )
        excluded = recorded("取消", action=3) if text.endswith("（不适用）") else None
        lines.append(replace(own, not_applicable=excluded))
    found = assess(replace(project(lines), execution_points=own_row), SHIPPED[row["rules"]])
    each = " ".join(printed_points(own.points) for own in found.lines[1:])
    assert (printed_points(found.lines[0].points), found.fault.kind if found.fault else each) == (
        row["execution"],
        row["each"],
    )


@with_rows(rows_with("earned", "rating"))
def test_a_total_has_the_rating_that_the_document_says(row: Row) -> None:
    rules = SHIPPED[row["rules"]]
    rest = 10000 - rules.points.execution
    own = line("≥1场", "1场", points=rest)
    own = replace(own, final_score=final(hundredths(row["earned"]) - rules.points.execution, rest))
    found = assess(project([own]), rules)
    assert (printed_points(found.earned), found.rating or "none") == (row["earned"], row["rating"])


def test_the_document_has_examples_of_every_kind() -> None:
    assert len(LINES) + len(BUDGETS) >= 80
    assert [row.place for row in [*LINES, *BUDGETS] if not row["why"]] == []
    kinds = {enter(row, SHIPPED["tianjin-2024"]).line.target for row in LINES}
    assert {kind.kind for kind in kinds if kind} == {
        *("at_least", "at_most", "exactly", "between", "by_date", "recurring", "judged", "unreadable")
    }
    assert {row["rules"] for row in LINES} >= {"hubei", "guangxi", "rural-2019", "national-2020"}


def test_the_document_tells_every_rule_set_and_the_basis_of_every_rule() -> None:
    told = {row["id"]: (int(row["from"]), row["extends"]) for row in rows_with("id", "from", "extends")}
    assert told == {rules.id: (rules.effective_from, rules.extends) for rules in SHIPPED.values()}
    rules = SHIPPED["tianjin-2024"]
    marks = {row["rule"]: row["mark"] for row in rows_with("rule", "mark")}
    assert marks.keys() >= {*RULES, *LAWS}
    assert marks == {key: rules.basis_of(key).mark for key in marks}


def test_the_codes_of_the_documents_exist() -> None:
    codes = {
        row["score"] for row in [*LINES, *BUDGETS] if row["score"].isascii() and row["score"][0].isalpha()
    }
    assert codes <= {code for code in Code if SEVERITY[code] is Severity.REFUSES}
    assert len(codes) > 20


def test_every_column_of_a_file_of_actuals_is_named() -> None:
    *_, header = csv.reader(io.StringIO(FORMATS["csv"](report())))
    assert [name for name in header if f"`{name}`" not in FILES] == []
    headings = [info.heading for info in FIELDS.values()]
    assert [name for name in (*headings, *WHO, *ENTERED) if f"`{name}`" not in FILES] == []


def test_every_exit_code_is_told() -> None:
    assert [int(row["exit code"]) for row in the_table(FILES, "exit code")] == [
        code.value for code in ExitCode
    ]


def test_every_environment_variable_is_told_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scorer").rglob("*.py"))
    variables = set(re.findall(r"\bSCORER_[A-Z]+\b", sources))
    assert {row["variable"] for row in the_table(FILES, "variable")} == variables


def test_every_table_of_the_record_is_told_and_no_other(own_folder: Path) -> None:
    del own_folder
    put_sample(reported=False)
    with closing(sqlite3.connect(DB)) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = {name for (name,) in connection.execute(query)}
    assert {row["table"] for row in the_table(FILES, "table")} == names


def test_the_record_refuses_to_change_or_delete(own_folder: Path) -> None:
    del own_folder
    put_sample(reported=False)
    kept = [row["table"] for row in the_table(FILES, "table") if row["only grows"] == "yes"]
    with closing(sqlite3.connect(DB)) as connection:
        for name in kept:
            for change in (f"UPDATE {name} SET id = id", f"DELETE FROM {name}"):
                (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
                if count:
                    with pytest.raises(sqlite3.IntegrityError, match="the record only grows"):
                        connection.execute(change)
    assert len(kept) == 6


def test_every_key_of_the_rule_file_is_told() -> None:
    known = {"default", "rule_sets", "extends", "basis", *HEADER, *RULES, *LAWS, *TABLES_OF_CHECKS}
    assert {row["key"] for row in the_table(FILES, "key")} == known
    assert set(tomllib.loads(document("scoring_rules.toml"))) <= known


def test_the_example_of_a_rule_set_is_read_without_faults() -> None:
    added = book(document("scoring_rules.toml") + code_block(FILES, "toml"))
    assert added.rule_sets[-1].id not in SHIPPED


def test_the_example_file_of_actuals_is_recorded(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    put_sample(reported=True)
    Path("actuals.csv").write_text(code_block(FILES, "csv"), encoding="utf-8")
    run = scorer("record-actual", "--from", "actuals.csv")
    assert (run.code, run.stderr) == (0, "")
    assert "记入7项" in run.stdout


def test_the_example_of_a_filled_form_is_compared_as_the_document_says(
    scorer: Scorer, own_folder: Path
) -> None:
    del own_folder
    Path("form.tsv").write_text(code_block(FILES, "tsv"), encoding="utf-8")
    assert scorer("import", "--filled", "form.tsv").code == 0
    (found,) = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    csv_rows = csv.DictReader(io.StringIO(scorer("report", "--format", "csv").stdout.removeprefix("\ufeff")))
    differences = [row["得分差"] or "—" for row in csv_rows]
    shown = scorer("report", "--format", "markdown").stdout
    rows = the_table(FILES, "line", "points", "stated", "computed")
    for row, own, difference in zip(rows, found["lines"], differences, strict=True):
        computed = own["computed_score"] or "待评定"
        expected = (own["number"], own["points"], own["stated"]["score"], computed, difference)
        assert tuple(row.cells.values())[:5] == expected
        assert f"| {difference} | {row['the reason begins']}" in shown
    assert found["stated"] == {"score": "10.00", "execution_rate": "98%", "total": "98.00", "rating": None}


def json_example() -> str:
    """The report of a small project, as the program writes it."""
    own = reported_line(
        1, "完成时间", "≤2024年10月31日", "2024年11月12日", category="时效指标", written=("≤10月", "11月12日")
    )
    one = reported_project(1, "2024年公益项目", [own], budget("5.00", "4.98"))
    return FORMATS["json"](report(one))


def test_the_json_example_is_what_the_program_writes_and_fits_the_schema(update_golden: bool) -> None:
    if update_golden:
        text = FILES.replace(code_block(FILES, "json"), json_example())
        (ROOT / "docs" / "files.md").write_text(text, encoding="utf-8")
    example: Any = json.loads(code_block(document("docs/files.md"), "json"))
    Draft202012Validator(json.loads(document("schema/report-1.json"))).validate(example)
    assert example == json.loads(json_example())


def test_the_layers_are_those_of_the_contract_in_their_order() -> None:
    (contract,) = [
        contract
        for contract in tomllib.loads(document("pyproject.toml"))["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    assert [row["layer"] for row in the_table(CONTRIBUTING, "layer")] == contract["layers"]


def test_a_file_that_contributing_names_exists() -> None:
    names = re.findall(r"`((?:scorer|tests|docs|schema|data|benchmarks|\.ci)/[\w./-]*)`", CONTRIBUTING)
    assert len(names) > 15
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_security_states_the_limits_of_the_code() -> None:
    limits = {row["limit"]: row["value"] for row in the_table(SECURITY, "limit")}
    assert limits == {
        "document or rule file": f"{LARGEST // 1024**2} MB",
        "rows of one target table": f"{sections.MOST_ROWS:,}",
        "rows of a file of actuals": f"{actual_rows.MOST_ROWS:,}",
        "cells of a row": f"{table.MOST_CELLS:,}",
        "cell of a CSV file": f"{csv.field_size_limit():,} characters",
        "digits before the point": str(MOST_DIGITS),
        "digits after the point": str(MOST_DECIMALS),
        "target read as figures": f"{MOST_CHARACTERS} characters",
        "words graded by the lists": f"{wording._LONGEST} characters",
    }
