"""The record under several rule sets: each project read once and assessed once by each of them."""

from scorer.model.problem import Problem, Refused
from scorer.report import YearReport
from scorer.scoring.assessment import assess
from scorer.scoring.rules import RuleSet
from scorer.workflow.assessing import projects_asked_for
from scorer.workflow.desk import Desk


def assess_by_each(desk: Desk, ids: tuple[str, ...], project: str | None) -> tuple[YearReport, ...]:
    """A report by each rule set of these `ids`, in their order, of all projects or the one named.

    Raises Refused with every id that is none.
    """
    year = desk.year_to_read()
    rules = _found(desk, ids, year)
    rows = [tuple(assess(found, each) for each in rules) for found in projects_asked_for(desk, year, project)]
    remarks = desk.store.remarks(year, as_of=desk.until)
    as_of = None if desk.as_of is None else desk.as_of.isoformat()
    return tuple(
        YearReport(year, as_of, each, tuple(row[place] for row in rows), remarks, project is not None)
        for place, each in enumerate(rules)
    )


def _found(desk: Desk, ids: tuple[str, ...], year: int) -> tuple[RuleSet, ...]:
    found: list[RuleSet] = []
    problems: list[Problem] = []
    for id_ in ids:
        try:
            found.append(desk.book.rules.in_force(year, id_))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return tuple(found)
