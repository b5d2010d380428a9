"""A comparison of two rule sets as CSV: a row for each project and each line that changes."""

from collections.abc import Iterator

from scorer.report.cells import explanation_text, no_formula, one_line
from scorer.report.contrast import RulesContrast
from scorer.report.contrast_cells import (
    attainment_text,
    line_score,
    signed_points,
    total_rating,
    total_score,
    why_text,
)
from scorer.report.contrast_words import reason_text
from scorer.report.csv_text import csv_text
from scorer.report.listings import remarks
from scorer.scoring.contrast import Contrast, LineChange
from scorer.scoring.figures import printed_points
from scorer.scoring.rules import RuleSet

_WHO = ("年度", "单位", "项目号", "项目", "指标号", "指标")
_BOTH = ("分值", "得分", "完成程度", "等级", "说明")
_TOTAL = "合计"


def render_contrast_csv(report: RulesContrast) -> str:
    """Columns of both rule sets beside each other; the row of a project has no 指标号."""
    ids = (report.before.rules.id, report.after.rules.id)
    pairs = (f"{heading}（{id_}）" for heading in _BOTH for id_ in ids)
    return csv_text((*_WHO, *pairs, "得分差", "为什么"), _rows(report), remarks(report.before))


def _rows(report: RulesContrast) -> Iterator[list[str]]:
    for each in report.changed:
        yield _row(each, ("", _TOTAL), _project_cells(each))
        for change in each.lines:
            who = (str(change.before.number), change.before.key.name)
            cells = _line_cells(change, each.before.rules, each.after.rules)
            yield _row(each, who, cells)


def _row(each: Contrast, who: tuple[str, str], cells: Iterator[str]) -> list[str]:
    project = each.before.project
    own = (str(project.year), project.organisation.name, str(project.number), project.name)
    row: tuple[str, ...] = (*own, *who, *cells)
    *shown, difference, why = row
    # a difference is a number that this program wrote, not a formula
    return [*map(no_formula, shown), difference, no_formula(why)]


def _project_cells(each: Contrast) -> Iterator[str]:
    before, after = each.before, each.after
    yield from (printed_points(before.available), printed_points(after.available))
    yield from (total_score(before), total_score(after), "", "")
    yield from (total_rating(before), total_rating(after), "", "")
    yield signed_points(after.earned - before.earned)
    yield "；".join(map(reason_text, each.reasons))


def _line_cells(change: LineChange, one: RuleSet, other: RuleSet) -> Iterator[str]:
    before, after = change.before, change.after
    yield from (printed_points(before.points), printed_points(after.points))
    yield from (line_score(before), line_score(after))
    yield from (attainment_text(before), attainment_text(after), "", "")
    yield from (explanation_text(before, one), explanation_text(after, other))
    yield signed_points(change.difference)
    yield one_line(why_text(change))
