"""Scores across the projects of an organisation (S07, S10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scorer.audit.check import Case, Context, Doubt
from scorer.audit.check_rules import CheckRules
from scorer.audit.scores import effective_score
from scorer.model.finding import Subject
from scorer.model.source import Source
from scorer.notation.characters import shown
from scorer.scoring.figures import shown_percentage
from scorer.scoring.outcome import Scored
from scorer.scoring.points import PointsSource

_ROUNDING = Fraction(1, 100)
_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Full:
    """A project every line of which has full marks."""

    organisation: str
    project: int
    source: Source | None


def full(case: Case) -> Iterator[Full]:
    """What S07 notes: projects without a point lost."""
    lines = [line for line in case.assessment.lines if line.points]
    if not lines or not all(isinstance(line.outcome, Scored) for line in lines):
        return
    execution = case.execution.outcome
    whole = not isinstance(execution, Scored) or execution.score == case.execution.points
    rows = [row for row in case.rows if row.line.points]
    if whole and all(effective_score(row) == row.line.points for row in rows):
        source = case.place[0] if case.place else None
        yield Full(case.project.organisation.name, case.project.number, source)


def all_full(noted: Iterable[Full], rules: CheckRules, _: Context) -> Iterator[Doubt]:
    """S07: not every line of several projects has full marks."""
    found: dict[str, list[Full]] = {}
    for each in noted:
        found.setdefault(each.organisation, []).append(each)
    for organisation, projects in found.items():
        if len(projects) >= rules.limits.full_projects:
            numbers = "、".join(str(each.project) for each in projects[:_MOST_LISTED])
            more = "等" if len(projects) > _MOST_LISTED else ""
            sentence = f"{organisation}有{len(projects)}个项目（{numbers}{more}）每一项都是满分"
            facts = tuple(str(each.project) for each in projects)
            sources = tuple(each.source for each in projects if each.source is not None)
            remedy = "请核对指标值是否定低了，实际值是否有原始记录"
            concerned = tuple(Subject(each.project) for each in projects)
            first = projects[0].project
            yield Doubt(sentence, remedy, facts, sources[:_MOST_LISTED], project=first, also=concerned)


@dataclass(frozen=True, slots=True)
class Given:
    """The score and the points of a line, in hundredths, and the case it is."""

    case: tuple[str, str, str]
    score: int
    points: int
    project: int
    line: int
    source: tuple[Source, ...]

    @property
    def share(self) -> Fraction:
        """The share of its points that it was given."""
        return Fraction(self.score, self.points)


def given(case: Case) -> Iterator[Given]:
    """What S10 notes: target, actual and the share of the points."""
    organisation = case.project.organisation.name
    for row in case.rows:
        actual, score = row.indicator.actual, effective_score(row)
        stated_alone = row.indicator.stated_score is not None and (
            row.line.points_source is PointsSource.ALLOTTED
        )
        if actual is None or score is None or not row.line.points or stated_alone:
            continue
        texts = (organisation, row.target_text, row.actual_text)
        place = row.actual_source
        yield Given(texts, score, row.line.points, case.project.number, row.indicator.number, place)


def unequal(noted: Iterable[Given], _: CheckRules, __: Context) -> Iterator[Doubt]:
    """S10: one target and one actual have one share of the points within an organisation."""
    found: dict[tuple[str, str, str], dict[tuple[int, int], Given]] = {}
    for each in noted:
        found.setdefault(each.case, {}).setdefault((each.score, each.points), each)
    for (_organisation, target, actual), unlike in found.items():
        low = min(unlike.values(), key=lambda each: each.share)
        high = max(unlike.values(), key=lambda each: each.share)
        if high.share - low.share <= _ROUNDING:
            continue
        told = "，".join(
            f"{each.project}.{each.line}得{shown_percentage(each.share)}的分" for each in (high, low)
        )
        sentence = f"指标值“{shown(target)}”、实际“{shown(actual)}”相同，{told}"
        facts = (target, actual, told)
        remedy = "同样的情况请给同样的分"
        sources, also = low.source + high.source, (Subject(high.project, high.line),)
        yield Doubt(sentence, remedy, facts, sources, low.line, project=low.project, also=also)
