"""A comparison of two rule sets for people: its title and its sections in their order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from scorer.report.cells import called, explanation_text, numbered, one_line
from scorer.report.contrast import RulesContrast, line_changes, rules_at_work
from scorer.report.contrast_cells import (
    from_to,
    line_score,
    signed_points,
    total_rating,
    total_score,
    why_text,
)
from scorer.report.listings import score_or_none
from scorer.report.section import Grid, Listing, Section
from scorer.scoring.contrast import Contrast, LineChange
from scorer.scoring.figures import printed_points

_PROJECTS = {"序号": 0, "项目": 40, "得分": 0, "差": 0, "等级": 0, "变化的指标": 0}
_LINES = {"序号": 0, "指标": 28, "分值": 0, "得分": 0, "差": 0, "为什么": 64}


def title(report: RulesContrast) -> str:
    """The year and both rule sets."""
    before, after = report.before.rules.id, report.after.rules.id
    return f"{report.before.year}年度评分办法比较：{before} → {after}"


def sections(report: RulesContrast) -> Iterator[Section]:
    """Totals, then what changes and why; what stays as it is is only counted."""
    yield Listing("合计", tuple(_totals(report)))
    if report.changed:
        rows = tuple(map(_project_row, report.changed))
        yield Grid("变化的项目", tuple(_PROJECTS), rows, tuple(_PROJECTS.values()))
    if report.changed_lines:
        rows = tuple(_line_row(each, line) for each, line in line_changes(report))
        yield Grid("变化的指标", tuple(_LINES), rows, tuple(_LINES.values()))
    yield from _listed("起作用的规定", rules_at_work(report))
    yield from _listed("计分有变化的指标，两种办法各怎样算", _explanations(report))
    yield Listing("依据", tuple(_provenance(report)))
    yield from _listed("附注", map(one_line, report.before.remarks))


def _listed(heading: str, items: Iterator[str]) -> Iterator[Listing]:
    """The listing, none where there is nothing to list."""
    first = next(items, None)
    if first is not None:
        yield Listing(heading, tuple(chain((first,), items)))


def _totals(report: RulesContrast) -> Iterator[str]:
    projects, lines = len(report.changed), report.changed_lines
    left_out = f"（另有{report.cancelled}个项目取消，不比较）" if report.cancelled else ""
    if report.cancelled and not report.projects:
        yield f"没有可比较的：{report.cancelled}个项目已取消"
        return
    if not projects:
        yield f"没有变化：{report.projects}个项目{left_out}、{report.lines}项指标在两种办法下结果相同"
        return
    yield f"项目{report.projects}个{left_out}：{projects}个有变化，{report.projects - projects}个不变"
    yield f"指标{report.lines}项：{lines}项有变化，{report.lines - lines}项不变（不列出）"
    before, after = report.before.totals, report.after.totals
    averages = {
        "平均得分（只计评分完整的项目）": (before.average_score, after.average_score),
        "按预算数加权": (before.weighted_score, after.weighted_score),
    }
    for what, (then, now) in averages.items():
        off = "" if then is None or now is None or then == now else f"（{signed_points(now - then)}）"
        yield f"{what}：{from_to(score_or_none(then), score_or_none(now))}{off}"


def _project_row(each: Contrast) -> tuple[str, ...]:
    before, after = each.before, each.after
    return (
        str(before.project.number),
        one_line(before.project.name),
        from_to(total_score(before), total_score(after)),
        signed_points(after.earned - before.earned),
        from_to(total_rating(before), total_rating(after)),
        f"{len(each.lines)}/{len(before.lines)}",
    )


def _line_row(each: Contrast, change: LineChange) -> tuple[str, ...]:
    before, after = change.before, change.after
    return (
        numbered(each.before.project, before),
        one_line(before.key.name),
        from_to(printed_points(before.points), printed_points(after.points)),
        from_to(line_score(before), line_score(after)),
        signed_points(change.difference),
        one_line(why_text(change)),
    )


def _explanations(report: RulesContrast) -> Iterator[str]:
    """How the lines of which more than the points changes are scored by both, without what people wrote."""
    for each, change in line_changes(report):
        if change.by_law:
            name = called(each.before.project, change.before)
            for line, rules in ((change.before, each.before.rules), (change.after, each.after.rules)):
                bare = replace(line, cause=None, remedy=None, cause_required=False)
                yield f"{name}（{rules.id}）：{explanation_text(bare, rules)}"


def _provenance(report: RulesContrast) -> Iterator[str]:
    for rules in (report.before.rules, report.after.rules):
        yield f"{rules.title}（{rules.id}），{rules.citation}"
