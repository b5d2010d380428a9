"""The report for people: its title and its sections in their order."""

from collections.abc import Iterator
from itertools import chain

from scorer.report.cells import organisation_text
from scorer.report.grids import line_grid, overview
from scorer.report.listings import (
    achieved,
    assumptions,
    by_hand,
    explanations,
    faults,
    lapsed,
    losses,
    not_applicable,
    not_reported,
    provenance,
    remarks,
    to_be_judged,
    totals,
)
from scorer.report.section import Listing, Section
from scorer.report.stated_sections import stated_sections
from scorer.report.year import YearReport


def title(report: YearReport) -> str:
    """The year, and the unit where there is only one."""
    units = {organisation_text(assessment.project) for assessment in report.assessments}
    unit = f"{units.pop()} " if len(units) == 1 else ""
    return f"{unit}{report.year}年度项目支出绩效自评"


def sections(report: YearReport) -> Iterator[Section]:
    """The overview, the lines (all, or those that lost points), what is missing, and where it comes from."""
    yield overview(report)
    yield from _listed("合计", totals(report))
    if report.detail:
        for assessment in report.assessments:
            yield line_grid(assessment)
            yield from _listed("目标完成情况", achieved(assessment))
            yield from _listed("各项得分说明", explanations(assessment))
    else:
        yield from _listed("失分或须说明的指标", losses(report))
    yield from stated_sections(report)
    yield from _listed("未填报", not_reported(report))
    yield from _listed("待评定", to_be_judged(report))
    yield from _listed("不适用", not_applicable(report))
    yield from _listed("人工调整和认定", by_hand(report))
    yield from _listed("已失效的评定，请重新评定或取回", lapsed(report))
    yield from _listed("分值有误，不评等级", faults(report))
    yield from _listed("推定", assumptions(report))
    yield from _listed("依据", provenance(report))
    yield from _listed("附注", remarks(report))


def _listed(heading: str, items: Iterator[str]) -> Iterator[Listing]:
    """The listing, none where there is nothing to list."""
    first = next(items, None)
    if first is not None:
        yield Listing(heading, tuple(chain((first,), items)))
