"""How the indicators of a narrative were attained, by level-1 and level-2 names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorer.notation.names import bare_level
from scorer.report.cells import called, lost_points, one_line
from scorer.report.forms.parts import Part, explained
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Scored,
)

_DIMENSIONS = ("产出指标", "成本指标", "效益指标", "满意度指标")
_CATEGORIES = ("数量指标", "质量指标", "时效指标", "成本指标")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its project's assessment."""

    of: Assessment
    line: AssessedLine


def dimension_parts(counted: tuple[Assessment, ...], *, detail: bool) -> Iterator[Part]:
    """One heading a level-1 name, one paragraph a level-2 name and what is to be said of its lines.

    Every line is explained with `detail`, else those that lost points or have no score.
    """
    placed = [_Placed(each, line) for each in counted for line in each.lines[1:]]
    dimensions = _ordered((one_line(each.line.key.dimension) for each in placed), _DIMENSIONS)
    for number, dimension in enumerate(dimensions, 1):
        yield Part(3, f"{number}.{dimension}完成情况分析")
        inside = [each for each in placed if one_line(each.line.key.dimension) == dimension]
        categories = _ordered((one_line(each.line.key.category) for each in inside), _CATEGORIES)
        for place, category in enumerate(categories, 1):
            lines = [each for each in inside if one_line(each.line.key.category) == category]
            yield Part(0, f"（{place}）{category}。{_counts(lines)}")
            yield from (Part(0, _said(each)) for each in lines if detail or _needs_words(each.line))


def _ordered(names: Iterable[str], usual: tuple[str, ...]) -> list[str]:
    """Each name once: the usual ones in the order of the outline, then the others as they come."""
    places = {name: at for at, name in enumerate(usual)}
    return sorted(dict.fromkeys(names), key=lambda name: places.get(bare_level(name), len(usual)))


def _needs_words(line: AssessedLine) -> bool:
    return lost_points(line) or not isinstance(line.outcome, Scored)


def _said(placed: _Placed) -> str:
    return f"{called(placed.of.project, placed.line)}：{explained(placed.line, placed.of.rules)}"


def _counts(lines: list[_Placed]) -> str:
    """How many lines there are, and how they ended."""
    counts = dict.fromkeys(("得满分", "失分", "未填报", "待评定", "不适用"), 0)
    for each in lines:
        counts[_ending(each.line)] += 1
    said = "，".join(f"{how}{count}项" for how, count in counts.items() if count)
    return f"共{len(lines)}项：{said}。"


def _ending(line: AssessedLine) -> str:
    match line.outcome:
        case Scored():
            return "失分" if lost_points(line) else "得满分"
        case NotReported():
            return "未填报"
        case NeedsJudgement():
            return "待评定"
        case NotApplicable():
            return "不适用"
