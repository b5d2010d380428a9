"""The report as JSON, schema/report-1.json: totals and projects."""

from decimal import Decimal

from scorer.model.project import Budget, Fund, Project
from scorer.notation.numbers import print_number
from scorer.report.cells import execution_rate, numbered
from scorer.report.json_line import four_decimals, line_json
from scorer.report.json_text import Json, json_text, rules_json
from scorer.report.year import Totals, YearReport
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment

SCHEMA = 1


def render_json(report: YearReport) -> str:
    """Every project with every line; decimals are strings, what is unknown is null."""
    return json_text(report_json(report)) + "\n"


def report_json(report: YearReport) -> Json:
    """The report as it stands in JSON, alone or among others."""
    return {
        "schema": SCHEMA,
        "year": report.year,
        "as_of": report.as_of,
        "rules": rules_json(report.rules),
        "totals": totals_json(report.totals),
        "projects": map(_project, report.assessments),
        # last, so that the keys that were there before keep their order
        "remarks": list(report.remarks),
    }


def totals_json(totals: Totals) -> Json:
    """The department's totals."""
    return {
        "projects": totals.projects,
        "rated": totals.rated,
        "budget": _amount(totals.budget),
        "executed": _amount(totals.executed),
        "average_score": _points(totals.average_score),
        "weighted_score": _points(totals.weighted_score),
    }


def _project(assessment: Assessment) -> Json:
    project = assessment.project
    rate = execution_rate(assessment)
    return {
        "number": project.number,
        "name": project.name,
        "organisation": {"code": project.organisation.code or None, "name": project.organisation.name},
        "budget": _budget(project.budget),
        "execution_rate": None if rate is None else four_decimals(rate),
        "goals": project.goals.value.split("\n") if project.goals else [],
        "earned": printed_points(assessment.earned),
        "assessed": printed_points(assessment.assessed),
        "available": printed_points(assessment.available),
        "rating": assessment.rating,
        "missing": [numbered(project, line) for line in assessment.missing],
        "lines": (line_json(project, line, assessment.rules) for line in assessment.lines),
        **_of_filled_form(project),
    }


def _of_filled_form(project: Project) -> dict[str, Json]:
    """What became of the goals, and what a filled form states of the whole; only what there is."""
    found: dict[str, Json] = {}
    if project.achieved is not None:
        found["achieved"] = project.achieved.value
    stated = project.stated
    said = (stated.execution_score, stated.rate, stated.total, stated.rating)
    if any(each is not None for each in said):
        found["stated"] = {
            "score": _points(stated.execution_score.value if stated.execution_score else None),
            "execution_rate": stated.rate.text if stated.rate else None,
            "total": _points(stated.total.value if stated.total else None),
            "rating": stated.rating.text if stated.rating else None,
        }
    return found


def _budget(budget: Budget) -> Json:
    """What was budgeted and executed in 万元, totals as execution is measured by them."""
    return {
        "initial": _amount(budget.initial.value if budget.initial else None),
        "full_year": _amount(full_year_budget(budget)[0]),
        "executed": _amount(executed(budget)[0]),
        "funds": [_fund(fund) for fund in budget.funds],
    }


def _fund(fund: Fund) -> Json:
    return {
        "source": fund.source,
        "initial": _amount(fund.initial),
        "full_year": _amount(fund.full_year),
        "executed": _amount(fund.executed),
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else print_number(amount + 0)  # the sum has no negative zero


def _points(hundredths: int | None) -> str | None:
    return None if hundredths is None else printed_points(hundredths)
