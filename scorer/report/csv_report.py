"""The report as CSV under the headings that `record-actual --from` reads back."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from scorer.model.fields import FIELDS, Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.notation.money import read_money
from scorer.notation.numbers import print_number
from scorer.report.cells import (
    adjustments,
    explanation_text,
    is_overridden,
    no_formula,
    one_line,
    rate_text,
    score_text,
)
from scorer.report.year import YearReport
from scorer.scoring.comparison import Graded
from scorer.scoring.derivation import flags
from scorer.scoring.figures import printed_points, shown_share
from scorer.scoring.measures import completion
from scorer.scoring.outcome import EXECUTION, AssessedLine, Assessment, Scored

_WHO = ("年度", "单位", "项目号", "项目", "指标号", "指标", "一级指标", "二级指标")
_FACTS = (
    *(Field.TARGET, Field.ACTUAL, Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED),
    *(Field.CAUSE, Field.REMEDY, Field.TIER, Field.SHARE, Field.NOT_APPLICABLE, Field.FINAL_SCORE),
    *(Field.BECAUSE, Field.OVER_BUDGET, Field.NOTE),
)
_RESULTS = ("分值", "系统得分", "得分", "完成率", "说明", "提示")


def render_csv(report: YearReport) -> str:
    """One row a line, budget execution first; remarks as # lines above the headings.

    The caller saves it as UTF-8 with a byte-order mark and leaves the line ends as they are. Read back it
    changes nothing: what no longer holds is left blank, and a blank cell leaves what is there.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([f"# {one_line(remark)}"] for remark in report.remarks)
    writer.writerow((*_WHO, *(FIELDS[field].heading for field in _FACTS), *_RESULTS))
    for assessment in report.assessments:
        writer.writerows(_rows(assessment))
    return text.getvalue()


def _rows(assessment: Assessment) -> Iterator[list[str]]:
    project = assessment.project
    for line in assessment.lines:
        facts = _facts_of_line(line, line.indicator) if line.indicator else _facts_of_project(project)
        cells = (
            *_who(project, line),
            *(facts.get(field, "") for field in _FACTS),
            *_results(assessment, line),
        )
        yield [no_formula(cell) for cell in cells]


def _who(project: Project, line: AssessedLine) -> tuple[str, ...]:
    """What the row is about; only a row without indicator is the budget's where one bears its name."""
    key = line.key
    number, name = str(line.number), key.name
    if line.indicator is None:
        names = {indicator.key.name for indicator in project.indicators}
        number, name = "", "" if EXECUTION.name in names else EXECUTION.name
    own = (str(project.year), project.organisation.name, str(project.number), project.name)
    return (*own, number, name, key.dimension, key.category)


def _facts_of_project(project: Project) -> dict[Field, str]:
    budget = project.budget
    return {
        Field.INITIAL_BUDGET: _amount(budget.initial),
        Field.FULL_YEAR_BUDGET: _amount(budget.full_year),
        Field.EXECUTED: _amount(budget.executed),
        Field.CAUSE: _text(project.cause),
        Field.REMEDY: _text(project.remedy),
        Field.NOT_APPLICABLE: _text(project.not_applicable),
        Field.OVER_BUDGET: _text(project.over_budget),
        Field.NOTE: _text(project.note),
    }


def _facts_of_line(line: AssessedLine, indicator: Indicator) -> dict[Field, str]:
    facts = {
        Field.TARGET: _text(indicator.target),
        Field.ACTUAL: _text(indicator.actual),
        Field.CAUSE: _text(indicator.cause),
        Field.REMEDY: _text(indicator.remedy),
        Field.NOTE: _text(indicator.note),
    }
    if indicator.not_applicable is not None and Field.NOT_APPLICABLE not in line.lapsed:
        # an actual beside it would be refused
        return facts | {Field.ACTUAL: "", Field.NOT_APPLICABLE: _text(indicator.not_applicable)}
    return facts | _judgements(line, indicator)


def _judgements(line: AssessedLine, indicator: Indicator) -> dict[Field, str]:
    """A person's tier, share and final score as far as they are in force: read back, they begin anew."""
    facts = {}
    if not isinstance(line.outcome, Scored) or isinstance(line.outcome.comparison, Graded):
        if indicator.tier and Field.TIER not in line.lapsed:
            facts[Field.TIER] = indicator.tier.value.value
        if indicator.share and Field.SHARE not in line.lapsed:
            facts[Field.SHARE] = shown_share(indicator.share.value)
    if indicator.final_score and is_overridden(line):
        facts[Field.FINAL_SCORE] = printed_points(indicator.final_score.value.score)
        facts[Field.BECAUSE] = _text(indicator.because)
    return facts


def _text(recorded: Recorded[object] | None) -> str:
    return recorded.text if recorded else ""


def _amount(recorded: Recorded[Decimal] | None) -> str:
    """The amount as written if that says the same where 万元 is the unit, else in 万元."""
    if recorded is None:
        return ""
    same = read_money(recorded.text, "万元") == recorded.value
    return recorded.text if same else print_number(recorded.value)


def _results(assessment: Assessment, line: AssessedLine) -> tuple[str, ...]:
    rate = completion(line)
    computed, score = "", score_text(line)
    if isinstance(line.outcome, Scored):
        computed, score = printed_points(line.outcome.computed), printed_points(line.outcome.score)
    return (
        printed_points(line.points),
        computed,
        score,
        "" if rate is None else rate_text(rate),
        explanation_text(line, assessment.rules),
        "；".join(map(one_line, (*adjustments(line), *flags(line, assessment.rules)))),
    )
