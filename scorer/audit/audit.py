"""The checks run over a year: findings project by project, then those that show across projects."""

from collections.abc import Iterable, Iterator
from typing import Any

from scorer.audit.answers import answered, answers_of
from scorer.audit.check import (
    NO_CONTEXT,
    Case,
    Check,
    Context,
    Doubt,
    ProjectCheck,
    RowCheck,
    YearCheck,
    case_of,
)
from scorer.audit.check_rules import CheckRules
from scorer.audit.registry import CHECKS
from scorer.model.finding import Finding, Subject
from scorer.scoring.outcome import Assessment


def audit(
    assessments: Iterable[Assessment],
    rules: CheckRules,
    *,
    context: Context = NO_CONTEXT,
    checks: tuple[Check, ...] = CHECKS,
) -> Iterator[Finding]:
    """What the checks find, in the order of the projects; what needs all projects comes last.

    Cancelled projects are left out. Never raises, whatever was recorded.
    """
    over_year = [check for check in checks if isinstance(check, YearCheck)]
    noted: dict[int, list[Any]] = {place: [] for place in range(len(over_year))}
    at_once = [check for check in checks if not isinstance(check, YearCheck)]
    given = {}
    for assessment in assessments:
        if assessment.project.not_applicable is not None:
            continue
        case, project = case_of(assessment, rules, context), assessment.project
        answers = answers_of(project)
        if answers:
            given[project.number] = answers
        for check in at_once:
            for doubt in _doubts(check, case):
                yield answered(_finding(check.id, doubt, project.number, rules), answers)
        for place, across in enumerate(over_year):
            noted[place] += across.note(case)
    for place, across in enumerate(over_year):
        for doubt in across.conclude(noted[place], rules, context):
            assert doubt.project is not None
            finding = _finding(across.id, doubt, doubt.project, rules)
            yield answered(finding, given.get(doubt.project, {}))


def _doubts(check: RowCheck | ProjectCheck, case: Case) -> Iterable[Doubt]:
    if isinstance(check, ProjectCheck):
        return check.look(case)
    look = check.look
    return [doubt for row in case.rows for doubt in look(case, row)]


def _finding(check: str, doubt: Doubt, project: int, rules: CheckRules) -> Finding:
    also = doubt.also
    if also:
        own = Subject(project, doubt.line)
        also = tuple(subject for subject in dict.fromkeys(also) if subject != own)
    return Finding(
        check=check,
        severity=rules.severity_of(check, doubt.part),
        sentence=doubt.sentence,
        remedy=doubt.remedy,
        project=project,
        line=doubt.line,
        sources=doubt.sources,
        facts=doubt.facts,
        also=also,
    )
