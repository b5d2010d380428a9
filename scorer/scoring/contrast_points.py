"""Why a line has other points under another rule set."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.project import Project
from scorer.scoring.allotting import frame_of, receiver_of
from scorer.scoring.differences import (
    OtherChoice,
    OtherPoints,
    OtherReceiver,
    OtherWords,
    Reason,
    ScoreSetAgainst,
    Stated,
)
from scorer.scoring.outcome import EXECUTION, AssessedLine, Assessment, NotApplicable
from scorer.scoring.points import PART_OF_ANOTHER, carries_points, own_points
from scorer.scoring.rules import RuleSet


@dataclass(frozen=True, slots=True)
class _Frame:
    """The points of a project's dimensions, execution among them, and which of them it has.

    They are the rule set's under `key`, or those of the table, which a rule set only shares out again.
    """

    rules: RuleSet
    key: str
    points: dict[str, int]
    present: frozenset[str]
    from_table: bool

    def dimension_of(self, name: str) -> str:
        return name if name == EXECUTION.dimension else self.rules.dimension_of(name)

    def stated(self, name: str) -> Stated:
        dimension = self.dimension_of(name)
        by_rule = dimension == EXECUTION.dimension or not self.from_table
        return Stated(dimension, self.points.get(dimension), self.key if by_rule else "")

    def receiver(self, name: str) -> str | None:
        """Who gets a dimension's points: itself where it is present, None where all share them."""
        dimension = self.dimension_of(name)
        if dimension in self.present:
            return dimension
        return receiver_of(dimension, self.present, self.rules.when_absent)


def points_reasons(
    before: Assessment, after: Assessment, old: AssessedLine, new: AssessedLine
) -> tuple[Reason, ...]:
    """The differing rules that bear on the points of a line: those of its dimension and of what is absent."""
    one, other = _frame(before), _frame(after)
    names = tuple(dict.fromkeys(line.key.dimension for line in before.lines))
    own = old.key.dimension
    beside = _beside(own, names, one, other)
    found = list(_other_points(one, other, beside))
    if old.indicator is not None:
        found += (each for each in _other_receivers(one, other, own) if each.before.dimension not in beside)
        if before.rules.split is not after.rules.split and not one.from_table:
            found.append(OtherChoice("split", before.rules.split, after.rules.split))
    if _applicable(before) != _applicable(after):
        found.append(OtherWords(("not_due",)))
    # an odd hundredth may go elsewhere because of any other dimension
    found = found or list(_other_points(one, other, (*one.points, *other.points)))
    final = old.indicator.final_score if old.indicator else None
    if final is not None and old.lapsed != new.lapsed:
        found.append(ScoreSetAgainst(final.value.points))
    return tuple(found)


def _frame(assessment: Assessment) -> _Frame:
    rules, project = assessment.rules, assessment.project
    counting = {line.key.dimension for line in assessment.lines if _counts(line)}
    present = {name if name == EXECUTION.dimension else rules.dimension_of(name) for name in counting}
    stated = frame_of(present, rules)
    key = "points" if stated == rules.points else "points_with_cost"
    from_table = carries_points(project.indicators)
    points = _of_table(project, rules) if from_table else dict(stated.dimensions)
    own = project.execution_points if from_table else None
    points[EXECUTION.dimension] = stated.execution if own is None else own.value
    return _Frame(rules, key, points, frozenset(present), from_table)


def _of_table(project: Project, rules: RuleSet) -> dict[str, int]:
    """What the lines of each dimension carry, whether they apply or not."""
    points: dict[str, int] = {}
    for line in project.indicators:
        if not line.vanished and not line.key.name.startswith(PART_OF_ANOTHER):
            name = rules.dimension_of(line.key.dimension)
            points[name] = points.get(name, 0) + (own_points(line) or 0)
    return points


def _counts(line: AssessedLine) -> bool:
    return not isinstance(line.outcome, NotApplicable) and not line.key.name.startswith(PART_OF_ANOTHER)


def _applicable(assessment: Assessment) -> tuple[bool, ...]:
    return tuple(not isinstance(line.outcome, NotApplicable) for line in assessment.lines)


def _beside(own: str, names: tuple[str, ...], one: _Frame, other: _Frame) -> tuple[str, ...]:
    """The names that share points with `own` under one of the rule sets, itself first."""
    return (
        own,
        *(
            name
            for name in names
            if name != own
            and any(frame.dimension_of(name) == frame.dimension_of(own) for frame in (one, other))
        ),
    )


def _other_points(one: _Frame, other: _Frame, names: tuple[str, ...]) -> Iterator[Reason]:
    for name in names:
        before, after = one.stated(name), other.stated(name)
        renamed = before.dimension != after.dimension
        # of the table only the names may differ: what joins a dimension is told under its own name
        if renamed or (before.points != after.points and before.key):
            yield OtherPoints(before, after)


def _other_receivers(one: _Frame, other: _Frame, own: str) -> Iterator[OtherReceiver]:
    """What the line gets of absent dimensions under one of the rule sets and not, or otherwise, under the other."""
    for name in dict.fromkeys((*one.points, *other.points)):
        if not (_reaches(one, name, own) or _reaches(other, name, own)):
            continue
        before, after = one.stated(name), other.stated(name)
        receivers = (one.receiver(name), other.receiver(name))
        if before.points != after.points or receivers[0] != receivers[1]:
            yield OtherReceiver(before, after, *receivers)


def _reaches(frame: _Frame, name: str, own: str) -> bool:
    """Whether a dimension is absent and (some of) its points go to that of `own`."""
    dimension = frame.dimension_of(name)
    if dimension in frame.present or not frame.points.get(dimension):
        return False
    return frame.receiver(name) in {None, frame.dimension_of(own)}
