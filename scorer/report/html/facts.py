"""The department's overview in figures, and the lists that every report for people has."""

from dataclasses import dataclass, replace
from fractions import Fraction

from scorer.report.cells import NONE_YET, money_text, one_line, rate_text
from scorer.report.contents import sections
from scorer.report.findings import findings_of
from scorer.report.section import Grid, Listing, Section
from scorer.report.stated_sections import stated_sections
from scorer.report.year import YearReport
from scorer.scoring.figures import printed_points

MOST_ITEMS = 200
"""So many rows or sentences of a list are shown."""

# What this page says in figures and tables of its own, and the remarks, which stand at its end.
_SAID_ELSEWHERE = frozenset({"合计", "失分或须说明的指标", "附注"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the overview, with what it is a figure of."""

    name: str
    value: str
    note: str = ""


def facts_of(report: YearReport) -> tuple[Fact, ...]:
    """Projects, scores and money; sums and averages are over the projects that are fully assessed."""
    totals = report.totals
    cancelled = len(report.assessments) - totals.projects
    of_rated = "只计评分完整的项目"
    rate = Fraction(totals.executed or 0) / Fraction(totals.budget) if totals.budget else None
    return (
        Fact("项目", f"{totals.projects}个", f"另有{cancelled}个取消，不计入" if cancelled else ""),
        Fact("评分完整", f"{totals.rated}个", "" if totals.rated == totals.projects else "其余的缺项见下"),
        Fact("平均得分", _score(totals.average_score), of_rated),
        Fact("加权平均得分", _score(totals.weighted_score), "按全年预算数加权"),
        Fact("全年预算数", money_text(totals.budget) if totals.rated else NONE_YET, of_rated),
        Fact(
            "全年执行数",
            money_text(totals.executed) if totals.rated else NONE_YET,
            f"执行率{rate_text(rate)}",
        ),
    )


def basis_of(report: YearReport) -> tuple[Fact, ...]:
    """By which rule set and as of which day: what is needed to make the same report again."""
    rules = report.rules
    return (
        Fact("评价年度", f"{report.year}年度"),
        Fact("评分办法", f"{one_line(rules.title)}（{rules.id}）"),
        Fact("依据", one_line(rules.citation)),
        Fact("评分办法校验码", rules.sha256[:12], "SHA-256 前12位"),
        Fact("填报截至", report.as_of or "最近一次填报"),
    )


def overview_and_lists(report: YearReport) -> tuple[Grid, tuple[Section, ...]]:
    """The table of all projects, and every other table and list but those of stated scores, cut where long."""
    plain = replace(report, detail=False)
    first, *others = sections(plain)
    assert isinstance(first, Grid)
    stated = frozenset(stated_sections(plain))
    found = () if report.found is None else findings_of(report.found)
    return first, tuple(
        cut(other)
        for other in (*others, *found)
        if other.title not in _SAID_ELSEWHERE and other not in stated
    )


def cut(section: Section) -> Section:
    """The first rows or sentences of a long one; its title then says so."""
    match section:
        case Grid(rows=rows) if len(rows) > MOST_ITEMS:
            title = f"{section.title}（共{len(rows)}行，只列前{MOST_ITEMS}行）"
            return replace(section, title=title, rows=rows[:MOST_ITEMS])
        case Listing(items=items) if len(items) > MOST_ITEMS:
            title = f"{section.title}（共{len(items)}条，只列前{MOST_ITEMS}条）"
            return replace(section, title=title, items=items[:MOST_ITEMS])
        case _:
            return section


def _score(hundredths: int | None) -> str:
    return NONE_YET if hundredths is None else printed_points(hundredths)
