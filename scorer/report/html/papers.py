"""What the page shows of each project: its form, and how each line came to its score."""

from dataclasses import dataclass

from scorer.report.cells import (
    CANCELLED,
    explanation_text,
    numbered,
    one_line,
    rating_text,
    score_text,
    scores_text,
)
from scorer.report.forms.form import Form, form_of
from scorer.report.html.comparison import stated_of
from scorer.report.section import Section
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import Assessment

MOST_FORMS = 300
"""A page with the forms of more projects than these would be too large for a browser."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A line with its score, or what stands in its place, its points and its explanation."""

    number: str
    name: str
    score: str
    points: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectPaper:
    """A project's form; `standing` is its score and rating, `rating` what stands for the latter.

    `stated` sets what a filled form scored beside what was computed.
    """

    form: Form
    standing: str
    rating: str
    explained: tuple[Explained, ...]
    stated: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The forms, in the tables' order, or a sentence why they are left out and where to get them."""

    forms: tuple[ProjectPaper, ...]
    left_out: str


def papers_of(report: YearReport) -> Papers:
    """The forms of all projects; none of more than MOST_FORMS."""
    count = len(report.assessments)
    if count > MOST_FORMS:
        return Papers(
            (),
            f"共{count}个项目，超过{MOST_FORMS}个，本页不附各项目自评表。"
            "要看自评表，请用 --project 生成一个项目的报告，或用 --organisation 按单位生成。",
        )
    return Papers(tuple(_paper(report, each) for each in report.assessments), "")


def _paper(report: YearReport, assessment: Assessment) -> ProjectPaper:
    rating = CANCELLED if is_cancelled(assessment) else rating_text(assessment)
    standing = rating if is_cancelled(assessment) else f"{scores_text(assessment)} {rating}"
    return ProjectPaper(
        form_of(assessment), standing, rating, _explained(assessment), stated_of(report, assessment)
    )


def _explained(assessment: Assessment) -> tuple[Explained, ...]:
    return tuple(
        Explained(
            numbered(assessment.project, line),
            one_line(line.key.name),
            score_text(line),
            printed_points(line.points),
            explanation_text(line, assessment.rules),
        )
        for line in assessment.lines
    )
