"""Execution against score: a dot a project, those at one place drawn as one.

Coordinates are whole units of a drawing WIDTH × HEIGHT, its origin at the upper left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from scorer.report.cells import execution_rate, one_line
from scorer.report.html.bars import score_rate
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.figures import shown_percentage, shown_share
from scorer.scoring.rules import RuleSet

WIDTH, HEIGHT = 1000, 800
LEFT, RIGHT, TOP, BOTTOM = 110, 925, 30, 690
MOST_NAMED = 12
"""So many projects of a quarter are named in the key."""

_CELL, _DOT, _MOST_LABELS, _DIGIT, _CHARACTER, _LINE = 30, 11, 60, 18, 32, 32
_MOST_TOLD, _LAST_RATE = 10, 120


@dataclass(frozen=True, slots=True)
class Place:
    """A project in the picture: its rates, and where it is drawn."""

    number: int
    name: str
    executed: Fraction
    scored: Fraction
    x: int
    y: int

    @property
    def told(self) -> str:
        """Number, name and both rates."""
        rates = f"执行率{shown_percentage(self.executed)}，得分率{shown_percentage(self.scored)}"
        return f"{self.number} {self.name}：{rates}"


@dataclass(frozen=True, slots=True)
class Dot:
    """Projects at one place; `label` is "" where there is no room for it, else `anchor` says how it stands."""

    x: int
    y: int
    radius: int
    title: str
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Quarter:
    """Projects on one side of both lines; `others` is how many are not named."""

    title: str
    count: int
    named: tuple[tuple[int, str], ...]
    others: int


@dataclass(frozen=True, slots=True)
class Scatter:
    """The picture: its dots, marks of both axes as place and text, both lines, the key, what is left out."""

    dots: tuple[Dot, ...]
    across: tuple[tuple[int, str], ...]
    upward: tuple[tuple[int, str], ...]
    line_x: int
    line_y: int | None
    quarters: tuple[Quarter, ...]
    left_out: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """Percentages from `low` to `high` on the units from `start` to `end`."""

    low: int
    high: int
    start: int
    end: int

    def place(self, rate: Fraction) -> int:
        """Where a rate is drawn; one beyond the axis stands at its end."""
        share = (rate * 100 - self.low) / (self.high - self.low)
        return self.start + round(min(max(share, Fraction(0)), Fraction(1)) * (self.end - self.start))

    def marks(self) -> tuple[tuple[int, str], ...]:
        """A mark every 5, 10 or 20 percent."""
        span = self.high - self.low
        step = 5 if span <= 30 else 10 if span <= 60 else 20
        marks = range(-(-self.low // step) * step, self.high + 1, step)
        return tuple((self.place(Fraction(mark, 100)), f"{mark}%") for mark in marks)


def scatter(report: YearReport) -> Scatter:
    """Every project that is fully assessed and has an execution rate."""
    rates = [
        (each, rate)
        for each in report.assessments
        if each.complete and (rate := execution_rate(each)) is not None
    ]
    below, good = report.rules.reasons.execution_below, _good(report.rules)
    across = _axis([rate for _, rate in rates], below, LEFT, RIGHT)
    upward = _axis([score_rate(each) for each, _ in rates], good or below, BOTTOM, TOP)
    places = [
        Place(each.project.number, one_line(each.project.name), rate, score_rate(each), x, y)
        for each, rate in rates
        for x, y in ((across.place(rate), upward.place(score_rate(each))),)
    ]
    return Scatter(
        _labelled(_gathered(places)),
        across.marks(),
        upward.marks(),
        across.place(below),
        None if good is None else upward.place(good),
        _quarters(places, below, good),
        _left_out(report, len(places)),
        f"横轴为预算执行率，纵轴为得分率（得分÷总分），共{len(places)}个项目",
    )


def _good(rules: RuleSet) -> Fraction | None:
    """The score rate from which the best rating is given; None where the rule set gives no ratings."""
    return Fraction(rules.ratings[0].low, 10000) if rules.ratings else None


def _axis(rates: Iterable[Fraction], line: Fraction, start: int, end: int) -> _Axis:
    """An axis in whole tens that shows every rate up to 120 percent, and something on both sides of a line."""
    shown = [rate * 100 for rate in (*rates, line - Fraction(1, 10), Fraction(1))]
    low = max(min(shown) // 10 * 10, 0)
    high = min(-(-max(shown) // 10) * 10, _LAST_RATE)
    return _Axis(int(low), int(high), start, end)


def _gathered(places: Iterable[Place]) -> list[Dot]:
    """One dot for those that would cover each other, the lowest scores first."""
    cells: dict[tuple[int, int], list[Place]] = {}
    for place in sorted(places, key=lambda place: (place.scored, place.number)):
        cells.setdefault((place.x // _CELL, place.y // _CELL), []).append(place)
    return [_dot(found) for found in cells.values()]


def _dot(found: list[Place]) -> Dot:
    count = len(found)
    told = [place.told for place in found[:_MOST_TOLD]]
    if count > _MOST_TOLD:
        told.append(f"等{count}个项目")
    numbers = "、".join(str(number) for number in sorted(place.number for place in found))
    return Dot(
        sum(place.x for place in found) // count,
        sum(place.y for place in found) // count,
        min(_DOT + isqrt(4 * (count - 1)), 2 * _DOT),
        "\n".join(told),
        numbers if count <= 3 else f"{count}个",
    )


_Box = tuple[int, int, int, int]


def _labelled(dots: list[Dot]) -> tuple[Dot, ...]:
    """The dots with the labels for which there is room, right, left, above or below."""
    taken = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    return tuple(
        _with_label(dot, taken) if place < _MOST_LABELS else _bare(dot) for place, dot in enumerate(dots)
    )


def _with_label(dot: Dot, taken: list[_Box]) -> Dot:
    wide, off = _width(dot.label), dot.radius + 5
    ways = (
        ("start", dot.x + off, dot.y + 11, dot.x + off),
        ("end", dot.x - off, dot.y + 11, dot.x - off - wide),
        ("middle", dot.x, dot.y - off, dot.x - wide // 2),
        ("middle", dot.x, dot.y + off + 24, dot.x - wide // 2),
    )
    for anchor, x, y, left in ways:
        box = (left, y - _LINE + 6, left + wide, y + 4)
        inside = left >= LEFT and left + wide <= WIDTH and box[1] >= 0 and box[3] <= BOTTOM + 20
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Dot(dot.x, dot.y, dot.radius, dot.title, dot.label, x, y, anchor)
    return _bare(dot)


def _bare(dot: Dot) -> Dot:
    return Dot(dot.x, dot.y, dot.radius, dot.title)


def _width(text: str) -> int:
    return sum(_DIGIT if character.isascii() else _CHARACTER for character in text)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _quarters(places: list[Place], below: Fraction, good: Fraction | None) -> tuple[Quarter, ...]:
    """The projects on the sides of the lines, the worst side first; sides without projects are left out."""
    slow, low = f"执行率低于{shown_share(below)}", "" if good is None else f"得分率低于{shown_share(good)}"
    fast, high = f"执行率{shown_share(below)}以上", "" if good is None else f"得分率{shown_share(good)}以上"
    sides: dict[tuple[bool, bool], list[Place]] = {}
    for place in places:
        sides.setdefault((place.executed < below, good is not None and place.scored < good), []).append(place)
    titles = {
        (True, True): (slow, low),
        (False, True): (fast, low),
        (True, False): (slow, high),
        (False, False): (fast, high),
    }
    return tuple(
        _quarter("，".join(filter(None, title)), sides[side])
        for side, title in titles.items()
        if side in sides
    )


def _quarter(title: str, places: list[Place]) -> Quarter:
    """The projects in the tables' order; of many the lowest scores."""
    if len(places) > MOST_NAMED:
        places = sorted(places, key=lambda place: (place.scored, place.number))
    named = tuple((place.number, place.name) for place in places[:MOST_NAMED])
    return Quarter(title, len(places), named, len(places) - len(named))


def _left_out(report: YearReport, drawn: int) -> str:
    counted = sum(not is_cancelled(each) for each in report.assessments)
    if counted == drawn:
        return ""
    return f"另有{counted - drawn}个项目没有评完或没有执行率，不在图中。"
