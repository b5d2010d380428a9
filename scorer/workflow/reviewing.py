"""The rehearsal of the review: a year assessed once, checked once, and what a reviewer may make of it."""

from collections.abc import Iterable

from scorer.audit.audit import audit
from scorer.audit.review import rehearse
from scorer.model.finding import Finding
from scorer.report.review import ReviewReport
from scorer.report.year import is_cancelled
from scorer.workflow.assessing import assess_year
from scorer.workflow.auditing import audit_rules, known_beside
from scorer.workflow.desk import Desk
from scorer.workflow.lookup import find_project


def rehearse_year(desk: Desk, project: str | None) -> ReviewReport:
    """What a reviewer may make of the projects of a year, or of the one named; cancelled ones are left out."""
    view, rules = assess_year(desk, None), audit_rules(desk.book)
    assessments = tuple(view.assessments)
    findings = _by_project(audit(assessments, rules.checks, context=known_beside(desk, view.year)))
    if project is not None:
        number = find_project(desk.listings(view.year), project).number
        assessments = tuple(each for each in assessments if each.project.number == number)
    rehearsed = tuple(
        rehearse(each, findings.get(each.project.number, ()), rules.review)
        for each in assessments
        if not is_cancelled(each)
    )
    return ReviewReport(view.year, view.rules, rehearsed, len(assessments) - len(rehearsed))


def _by_project(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.project, []).append(finding)
    return found
