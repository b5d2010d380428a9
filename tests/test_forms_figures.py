"""The figures of the official papers are those of the JSON report, to the cent."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from paper_examples import rows, sample, tables
from running import Scorer

BUDGET = ("initial", "full_year", "executed")


@pytest.fixture
def projects(scorer: Scorer) -> list[dict[str, Any]]:
    sample(scorer)
    told = json.loads(scorer("report", "--format", "json").stdout)
    own = told["projects"]
    assert told["totals"]["rated"] == len(own) == 7
    return [{**project, "totals": told["totals"]} for project in own]


def test_every_figure_of_a_word_form_is_that_of_the_json(scorer: Scorer, projects: list[Any]) -> None:
    for project in projects:
        name = f"{project['number']}.docx"
        assert scorer("report", "--project", str(project["number"]), "--format", "docx", "-o", name).code == 0
        head, indicators = tables(Path(name).read_bytes())
        money = next(row for row in rows(head) if "年度资金总额" in row)[2:]
        execution, *lines = project["lines"]
        assert [Decimal(text) for text in money[:3]] == [Decimal(project["budget"][key]) for key in BUDGET]
        assert money[3:] == [execution["points"], percent(project["execution_rate"]), execution["score"]]
        found = [(row[3], row[6], row[7]) for row in list(rows(indicators))[1:-1]]
        assert found == [(line["name"], *scores(line)) for line in lines]
        total = list(rows(indicators))[-1]
        assert total == ["总分", project["available"], project["earned"], f"等级：{project['rating']}"]


def test_every_figure_of_the_excel_forms_is_a_number_and_that_of_the_json(
    scorer: Scorer, projects: list[Any]
) -> None:
    assert scorer("report", "--format", "xlsx", "-o", "all.xlsx").code == 0
    book = load_workbook("all.xlsx", data_only=True)
    assert len(book.sheetnames) == 1 + len(projects)
    for project, sheet in zip(projects, book.worksheets[1:], strict=True):
        money = row_of(sheet, "年度资金总额")
        execution, *lines = project["lines"]
        assert [number(money[at]) for at in (3, 4, 5)] == [Decimal(project["budget"][key]) for key in BUDGET]
        assert (number(money[6]), number(money[8])) == tuple(map(Decimal, scores(execution)))
        assert number(money[7]) == Decimal(project["execution_rate"])
        for line in lines:
            row = row_of(sheet, line["name"])
            if line["outcome"] == "not_applicable":
                assert (row[6], row[7]) == scores(line)
            else:
                assert (number(row[6]), number(row[7])) == tuple(map(Decimal, scores(line)))
        total = row_of(sheet, "总分")
        earned = (Decimal(project["available"]), Decimal(project["earned"]))
        assert (number(total[6]), number(total[7])) == earned
        assert total[8] == f"等级：{project['rating']}"


def test_the_summaries_show_every_project_and_the_totals_of_the_json(
    scorer: Scorer, projects: list[Any]
) -> None:
    for name in ("sum.docx", "sum.xlsx"):
        format_ = name.rpartition(".")[2]
        assert scorer("report", "--format", format_, "--paper", "summary", "-o", name).code == 0
    (table,) = tables(Path("sum.docx").read_bytes())
    in_word = list(rows(table))[1:]
    sheet = load_workbook("sum.xlsx", data_only=True).worksheets[0]
    for project, row in zip(projects, in_word, strict=False):
        money = [Decimal(project["budget"][key]) for key in BUDGET]
        assert [Decimal(text) for text in row[2:5]] == money
        assert row[:2] == [str(project["number"]), project["name"]]
        assert row[5:8] == [percent(project["execution_rate"]), project["earned"], project["rating"]]
        cells = row_of(sheet, project["name"])
        assert [number(cells[at]) for at in (2, 3, 4)] == money
        assert number(cells[5]) == Decimal(project["execution_rate"])
        assert (number(cells[6]), cells[7]) == (Decimal(project["earned"]), project["rating"])
    totals = projects[0]["totals"]
    sums = [Decimal(totals["budget"]), Decimal(totals["executed"])]
    assert [Decimal(text) for text in in_word[7][2:4]] == sums
    assert [number(row_of(sheet, "合计")[at]) for at in (3, 4)] == sums
    averages = [Decimal(totals["average_score"]), Decimal(totals["weighted_score"])]
    assert [Decimal(row[1]) for row in in_word[8:]] == averages
    labels = ("平均得分", "按全年预算数加权平均得分")
    assert [number(row_of(sheet, label)[6]) for label in labels] == averages


def test_the_totals_of_a_workbook_are_formulas(scorer: Scorer, projects: list[Any]) -> None:
    del projects
    scorer("report", "--format", "xlsx", "-o", "all.xlsx")
    book = load_workbook("all.xlsx")
    assert str(row_of(book.worksheets[0], "合计")[2]).startswith("=SUM(")
    assert str(row_of(book.worksheets[0], "平均得分")[6]).startswith("=ROUND(AVERAGE(")
    assert str(row_of(book.worksheets[1], "总分")[6]).startswith("=SUM(")


def row_of(sheet: Worksheet, name: str) -> list[Any]:
    """The values of the one row that has a cell of this text."""
    (found,) = (row for row in sheet.iter_rows(values_only=True) if name in row)
    return list(found)


def number(value: object) -> Decimal:
    assert isinstance(value, int | float), value
    return Decimal(repr(value))


def percent(rate: str) -> str:
    return f"{Decimal(rate) * 100:.2f}%"


def scores(line: dict[str, Any]) -> tuple[str, str]:
    if line["outcome"] == "not_applicable":
        return "—", "不适用"
    return line["points"], line["score"]
