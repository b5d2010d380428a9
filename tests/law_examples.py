"""Lines and projects as the law sees them, from texts as a user writes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from rule_examples import OTHER, SHIPPED, book

from scorer.model.actual import Actual
from scorer.model.entry import LineKey, Organisation
from scorer.model.problem import refusals
from scorer.model.project import Budget, FinalScore, Indicator, Project, Recorded
from scorer.notation.actuals import parse_actual
from scorer.notation.answers import read_actual
from scorer.notation.context import EntryContext, LineContext
from scorer.notation.targets import read_target
from scorer.scoring.assessment import assess
from scorer.scoring.explanation import explain
from scorer.scoring.outcome import AssessedLine, Assessment, NeedsJudgement, Scored
from scorer.scoring.rules import RuleSet

T = TypeVar("T")

_RULE_SETS = {rules.id: rules for rules in book(SHIPPED + OTHER).rule_sets}
NATIONAL, TIANJIN, OTHERWISE = (_RULE_SETS[name] for name in ("national-2020", "tianjin-2024", "other"))
YEAR = 2024
ORGANISATION = Organisation("562301", "天津市妇女联合会")
DIMENSION, BENEFIT, CONTENT = "产出指标", "效益指标", "满意度指标"
QUANTITY, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "成本指标"


def recorded(value: T, text: str = "", action: int = 2) -> Recorded[T]:
    return Recorded(value, text or str(value), action, "2024-12-20T01:30:00.000000Z", "张三")


def actual_of(text: str, indicator: Indicator, year: int = YEAR) -> Recorded[Actual]:
    """What is stored for `text`, which must be accepted for this line's target."""
    value, problems = read_actual(text, indicator.target.value, EntryContext(year, date(year + 1, 12, 31)))
    assert value is not None, problems
    assert not refusals(problems), problems
    return Recorded(value, text, 2, "", "张三", tuple(problem.message for problem in problems))


def line(
    target: str,
    actual: str | None = None,
    *,
    name: str = "培训",
    dimension: str = DIMENSION,
    category: str = QUANTITY,
    number: int = 1,
    points: int | None = None,
    year: int = YEAR,
) -> Indicator:
    value, notes = read_target(target, LineContext(year, dimension, category, name))
    indicator = Indicator(
        number,
        LineKey(dimension, category, name),
        "",
        Recorded(value, target, 1, "", "张三", notes),
        table_points=None if points is None else recorded(points, action=1),
    )
    if actual is None:
        return indicator
    return replace(indicator, actual=actual_of(actual, indicator, year))


def unfit(indicator: Indicator, reading: str) -> Indicator:
    """The line with an actual that was stored before its target changed."""
    return replace(indicator, actual=recorded(parse_actual(reading), reading, action=1))


def money(text: str | None) -> Recorded[Decimal] | None:
    return None if text is None else recorded(Decimal(text), text)


def project(
    indicators: Iterable[Indicator],
    *,
    initial: str | None = "10",
    full_year: str | None = None,
    executed: str | None = "10",
    year: int = YEAR,
) -> Project:
    budget = Budget(money(initial), money(full_year), money(executed))
    return Project(1, year, ORGANISATION, "公益项目", None, None, budget, tuple(indicators))


def assessed(
    indicator: Indicator, rules: RuleSet = TIANJIN, *, points: int = 1000, executed: str = "10"
) -> AssessedLine:
    """The line alone, carrying `points` hundredths, beside another that carries the rest of the table."""
    own = replace(indicator, table_points=indicator.table_points or recorded(points, action=1))
    other = line("≥1场", "1场", number=2, points=9000 - points)
    year = project((own, other), executed=executed)
    return assess(year, rules).lines[1]


def hundredths(found: AssessedLine) -> int:
    assert isinstance(found.outcome, Scored), found.outcome
    return found.outcome.score


def scored(found: AssessedLine) -> Scored:
    assert isinstance(found.outcome, Scored), found.outcome
    return found.outcome


def asked(found: AssessedLine) -> str:
    """Why the line is 待评定."""
    assert isinstance(found.outcome, NeedsJudgement), found.outcome
    return found.outcome.reason


def final(score: int, points: int, action: int = 3) -> Recorded[FinalScore]:
    return recorded(FinalScore(score, points), f"{score / 100:.2f}", action)


def sentences(assessment: Assessment) -> tuple[str, ...]:
    return tuple(explain(found, assessment.rules) for found in assessment.lines)
