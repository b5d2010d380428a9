"""The report as CSV under the headings that `record-actual --from` reads back."""

from collections.abc import Iterator
from itertools import chain

from scorer.model.fields import FIELDS, Field
from scorer.model.project import Project
from scorer.report.cells import (
    adjustments,
    explanation_text,
    no_formula,
    one_line,
    rate_text,
    score_text,
)
from scorer.report.csv_text import csv_text
from scorer.report.evidence import evidence_of_lines
from scorer.report.facts import facts_of_line, facts_of_project
from scorer.report.listings import remarks
from scorer.report.stated import difference_text, is_stated, stated_lines
from scorer.report.year import YearReport
from scorer.scoring.derivation import flags
from scorer.scoring.figures import printed_points
from scorer.scoring.measures import completion
from scorer.scoring.outcome import EXECUTION, AssessedLine, Assessment, Scored

_WHO = ("年度", "单位", "项目号", "项目", "指标号", "指标", "一级指标", "二级指标")
_FACTS = (
    *(Field.TARGET, Field.ACTUAL, Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED),
    *(Field.CAUSE, Field.REMEDY, Field.TIER, Field.SHARE, Field.NOT_APPLICABLE, Field.FINAL_SCORE),
    *(Field.BECAUSE, Field.OVER_BUDGET, Field.NOTE),
)
_RESULTS = ("分值", "系统得分", "得分", "完成率", "说明", "提示")
# Only in a report that has something to write there, last, so that the columns before keep their places.
_STATED = (FIELDS[Field.STATED_SCORE].heading, "得分差")


def render_csv(report: YearReport) -> str:
    """One row a line, budget execution first; remarks as # lines above the headings.

    The caller saves it as UTF-8 with a byte-order mark and leaves the line ends as they are. Read back it
    changes nothing: what no longer holds is left blank, and a blank cell leaves what is there.
    """
    achieved = any(assessment.project.achieved for assessment in report.assessments)
    stated = any(map(is_stated, report.assessments))
    headings = (*_WHO, *(FIELDS[field].heading for field in _FACTS), *_RESULTS)
    evidence = any(_has_evidence(assessment.project) for assessment in report.assessments)
    more = (*([FIELDS[Field.ACHIEVED].heading] if achieved else []), *(_STATED if stated else []))
    more += (FIELDS[Field.EVIDENCE].heading,) if evidence else ()
    rows = (
        _rows(assessment, achieved=achieved, stated=stated, evidence=evidence)
        for assessment in report.assessments
    )
    return csv_text((*headings, *more), chain.from_iterable(rows), remarks(report))


def _has_evidence(project: Project) -> bool:
    return next(evidence_of_lines(project), None) is not None


def _rows(assessment: Assessment, *, achieved: bool, stated: bool, evidence: bool) -> Iterator[list[str]]:
    project = assessment.project
    beside = {each.line.number: each for each in stated_lines(assessment)} if stated else {}
    for line in assessment.lines:
        facts = facts_of_line(line, line.indicator) if line.indicator else facts_of_project(project)
        cells = (
            *_who(project, line),
            *(facts.get(field, "") for field in _FACTS),
            *_results(assessment, line),
        )
        row = [no_formula(cell) for cell in cells]
        if achieved:
            row.append(no_formula(facts.get(Field.ACHIEVED, "")))
        if stated:
            found = beside.get(line.number)
            # a difference below zero is a number that this program wrote, not a formula
            row += [printed_points(found.score), difference_text(found)] if found else ["", ""]
        if evidence:
            row.append(no_formula(facts.get(Field.EVIDENCE, "")))
        yield row


def _who(project: Project, line: AssessedLine) -> tuple[str, ...]:
    """What the row is about; only a row without indicator is the budget's where one bears its name."""
    key = line.key
    number, name = str(line.number), key.name
    if line.indicator is None:
        names = {indicator.key.name for indicator in project.indicators}
        number, name = "", "" if EXECUTION.name in names else EXECUTION.name
    own = (str(project.year), project.organisation.name, str(project.number), project.name)
    return (*own, number, name, key.dimension, key.category)


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
