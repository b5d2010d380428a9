"""Bars of the overview: scores by dimension of each project, and how many projects have which rating.

Lengths are percentages of a bar as text, exact to a hundredth, so that a bar fits any width of a page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scorer.report.cells import CANCELLED, NONE_YET, one_line, rating_text, scores_text
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.figures import printed_points, rounded, shown_percentage, shown_points
from scorer.scoring.outcome import EXECUTION, Assessment, NeedsJudgement, NotReported, Scored
from scorer.scoring.rules import RuleSet

MOST_BARS = 60
"""So many projects have a bar each; of more only the lowest scores are drawn."""

_COLOURS = 6
_OPEN = "open"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: where it begins and how long it is, in percent, what it says, its style."""

    start: str
    length: str
    title: str
    style: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, its pieces, the figure beside it, all of it in a sentence; `number` of a project."""

    number: int
    name: str
    parts: tuple[Part, ...]
    figure: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The scores of projects: what the styles mean, where the ratings begin, what is drawn of how much."""

    legend: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, str], ...]
    rows: tuple[Bar, ...]
    shown: str


def score_bars(report: YearReport) -> Bars:
    """A bar for each project in the tables' order; of more than MOST_BARS the lowest scores, lowest first."""
    styles = _styles(report)
    drawn, shown = _drawn(report.assessments)
    rows = tuple(_bar(each, styles) for each in drawn)
    legend = [(name, style) for name, style in styles.items() if style != "d9"]
    if "d9" in styles.values():
        legend.append(("其他一级指标", "d9"))
    legend.append(("未填报或待评定", _OPEN))
    legend.append(("失分", "lost"))
    bands = tuple((_percent(band.low, 10000), band.name) for band in report.rules.ratings if band.low)
    return Bars(tuple(legend), bands, rows, shown)


def band_words(rules: RuleSet) -> str:
    """Where each rating begins: 优90分、良80分; "" where the rule set gives none."""
    return "、".join(f"{band.name}{shown_points(band.low)}分起" for band in rules.ratings if band.low)


def rating_bars(report: YearReport) -> tuple[Bar, ...]:
    """How many projects have each rating, best first, then those without one."""
    counts = Counter(_standing(each) for each in report.assessments)
    order = dict.fromkeys((*(band.name for band in report.rules.ratings), *counts))
    last = [name for name in (NONE_YET, CANCELLED) if name in counts]
    names = [*(name for name in order if name not in last), *last]
    return tuple(_count_bar(name, counts[name], len(report.assessments)) for name in names)


def score_rate(assessment: Assessment) -> Fraction:
    """What was earned of what could be earned; 0 where nothing could."""
    return Fraction(assessment.earned, assessment.available or 1)


def _standing(assessment: Assessment) -> str:
    return CANCELLED if is_cancelled(assessment) else rating_text(assessment)


def _count_bar(name: str, count: int, total: int) -> Bar:
    share = Fraction(count, total or 1)
    style = _OPEN if name in {NONE_YET, CANCELLED} else "count"
    parts = (Part("0.00%", _percent(count, total or 1), name, style),) if count else ()
    figure = f"{count}个（{shown_percentage(share)}）"
    return Bar(0, name, parts, figure, f"{name}{figure}")


def _drawn(assessments: tuple[Assessment, ...]) -> tuple[tuple[Assessment, ...], str]:
    """Which projects are drawn, and a sentence where that is not all of them."""
    if len(assessments) <= MOST_BARS:
        return assessments, ""
    rated = [each for each in assessments if each.complete]
    pool = rated or [each for each in assessments if each.available]
    lowest = sorted(pool, key=lambda each: (score_rate(each), each.project.number))[:MOST_BARS]
    which = "评分完整的" if rated else ""
    sentence = (
        f"共{len(assessments)}个项目，图中只画{which}项目中得分最低的{len(lowest)}个，由低到高；"
        "全部项目见“各项目得分”表。"
    )
    return tuple(lowest), sentence


def _styles(report: YearReport) -> dict[str, str]:
    """The style of each dimension that occurs, execution first, then in the rule set's order."""
    known = dict.fromkeys(
        name
        for points in (report.rules.points, report.rules.points_with_cost)
        for name, _ in points.dimensions
    )
    found = {
        _dimension(name, report.rules): None
        for each in report.assessments
        for name in dict.fromkeys(line.key.dimension for line in each.lines)
    }
    order = [EXECUTION.dimension, *known, *found]
    names = [name for name in dict.fromkeys(order) if name in found]
    return {name: f"d{place}" if place < _COLOURS else "d9" for place, name in enumerate(names)}


def _dimension(name: str, rules: RuleSet) -> str:
    return one_line(rules.dimension_of(name))


def _bar(assessment: Assessment, styles: dict[str, str]) -> Bar:
    project = assessment.project
    sums = _sums(assessment, styles)
    whole = sum(points for _, points, _ in sums.values()) or 1
    parts: list[Part] = []
    at = 0
    for name, (earned, points, _) in sums.items():
        title = f"{name}：得{printed_points(earned)}，分值{printed_points(points)}"
        parts += _part(at, earned, whole, title, styles[name])
        at += earned
    open_points = sum(waiting for _, _, waiting in sums.values())
    parts += _part(at, open_points, whole, f"未填报或待评定：分值{printed_points(open_points)}", _OPEN)
    name = f"{project.number} {one_line(project.name)}"
    figure = _figure(assessment)
    told = "；".join(part.title for part in parts)
    return Bar(project.number, name, tuple(parts), figure, f"{name}，得分/已评/总分及等级：{figure}。{told}")


def _figure(assessment: Assessment) -> str:
    if is_cancelled(assessment):
        return CANCELLED
    return f"{scores_text(assessment)} {rating_text(assessment)}"


def _sums(assessment: Assessment, styles: dict[str, str]) -> dict[str, tuple[int, int, int]]:
    """Earned, points and points not assessed yet of each dimension, in the order of the legend."""
    sums = dict.fromkeys(styles, (0, 0, 0))
    for line in assessment.lines:
        name = _dimension(line.key.dimension, assessment.rules)
        earned, points, waiting = sums[name]
        match line.outcome:
            case Scored(score=score):
                sums[name] = (earned + score, points + line.points, waiting)
            case NotReported() | NeedsJudgement():
                sums[name] = (earned, points + line.points, waiting + line.points)
            case _:
                pass
    return {name: of for name, of in sums.items() if of[1]}


def _part(at: int, length: int, whole: int, title: str, style: str) -> Iterator[Part]:
    """The piece, none where it has no length."""
    if length:
        yield Part(_percent(at, whole), _percent(length, whole), title, style)


def _percent(part: int, whole: int) -> str:
    return f"{rounded(Fraction(part * 100, whole), 2)}%"
