"""What every format shows: a year's assessments with the department's totals."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.outcome import Assessment, NotApplicable
from scorer.scoring.rounding import half_up
from scorer.scoring.rules import RuleSet

if TYPE_CHECKING:
    from scorer.report.findings import Found

_HUNDRED = 10000


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the projects that are fully assessed (`rated`) of all `projects` that were not cancelled.

    Money is in 万元, scores are hundredths out of 100; None while no project is rated, the weighted score
    also where the rated ones have no budget.
    """

    projects: int
    rated: int
    budget: Decimal | None
    executed: Decimal | None
    average_score: int | None
    weighted_score: int | None


@dataclass(frozen=True, slots=True)
class YearReport:
    """The assessments of `year` as known at the end of the day `as_of` (None: now), in the tables' order.

    `remarks` stand under every report; `detail` asks for every line instead of those that need a look.
    `found` is what the checks found, None where nobody asked: the page and working copies show it.
    """

    year: int
    as_of: str | None
    rules: RuleSet
    assessments: tuple[Assessment, ...]
    remarks: tuple[str, ...] = ()
    detail: bool = False
    found: "tuple[Found, ...] | None" = None
    totals: Totals = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assessments", tuple(map(as_reported, self.assessments)))
        object.__setattr__(self, "totals", _totals(self.assessments))


def as_reported(assessment: Assessment) -> Assessment:
    """The assessment; of a cancelled project (项目取消) one whose lines do not apply and have no points."""
    reason = assessment.project.not_applicable
    if reason is None:
        return assessment
    outcome = NotApplicable(f"项目取消：{reason.value}")
    lines = tuple(
        replace(line, points=0, outcome=outcome, cause_required=False, remedy_required=False)
        for line in assessment.lines
    )
    return replace(assessment, lines=lines, earned=0, assessed=0, available=0, rating=None, fault=None)


def is_cancelled(assessment: Assessment) -> bool:
    """Whether the project was cancelled, which leaves it out of the totals."""
    return assessment.project.not_applicable is not None


def _totals(assessments: Iterable[Assessment]) -> Totals:
    counted = [assessment for assessment in assessments if not is_cancelled(assessment)]
    rated = [assessment for assessment in counted if assessment.complete]
    if not rated:
        return Totals(len(counted), 0, None, None, None, None)
    scores = [Fraction(each.earned * _HUNDRED, each.available) for each in rated]
    budgets = [full_year_budget(each.project.budget)[0] or Decimal(0) for each in rated]
    spent = (executed(each.project.budget)[0] or Decimal(0) for each in rated)
    budget = sum(budgets, Decimal(0))
    weighted = sum(
        (score * Fraction(weight) for score, weight in zip(scores, budgets, strict=True)), Fraction(0)
    )
    return Totals(
        len(counted),
        len(rated),
        budget,
        sum(spent, Decimal(0)),
        half_up(1, sum(scores, Fraction(0)) / len(rated)),
        half_up(1, weighted / Fraction(budget)) if budget else None,
    )
