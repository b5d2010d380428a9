"""Assessing what is in the record: a year, a project, a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.project import Project
from scorer.scoring.assessment import assess
from scorer.scoring.outcome import AssessedLine, Assessment
from scorer.scoring.rules import RuleSet
from scorer.workflow.desk import Desk
from scorer.workflow.lookup import find_line_number, find_project


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the record: its rule set, the projects asked for, assessed one by one, and the remarks."""

    year: int
    rules: RuleSet
    assessments: Iterator[Assessment]
    remarks: tuple[str, ...]


def assess_year(desk: Desk, project: str | None) -> YearView:
    """The projects of a year, all, of an organisation, or the one named, each assessed when it is asked for."""
    year = desk.year_to_read()
    rules = desk.rules_of(year)
    assessments = (assess(found, rules) for found in projects_asked_for(desk, year, project))
    return YearView(year, rules, assessments, desk.store.remarks(year, as_of=desk.until))


def projects_asked_for(desk: Desk, year: int, project: str | None) -> Iterator[Project]:
    """The projects of a year, all, of the organisation named, or the one named; one at a time."""
    numbers = None
    if project is not None or desk.organisation is not None:
        listings = desk.listings(year)
        if project is not None:
            listings = (find_project(listings, project),)
        numbers = tuple(listing.number for listing in listings)
    return desk.store.projects(year, numbers=numbers, as_of=desk.until)


def find_line(assessment: Assessment, indicator: str) -> AssessedLine:
    """The line that is meant, as `find_line_number` finds it."""
    return line_of(assessment, find_line_number(assessment.project, indicator))


def line_of(assessment: Assessment, number: int) -> AssessedLine:
    """The line of that number; budget execution is 0."""
    return next(line for line in assessment.lines if line.number == number)
