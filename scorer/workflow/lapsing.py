"""Judgements that lapse because of an action."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.fields import Field
from scorer.scoring.lapsed import next_step
from scorer.scoring.outcome import AssessedLine, Assessment


@dataclass(frozen=True, slots=True)
class Lapse:
    """The judgements of a line that no longer stand since a change, what of the line changed, what is to be done.

    Points are hundredths; the actuals are "" where there is none.
    """

    project: int
    line: int
    name: str
    fields: tuple[Field, ...]
    target: tuple[str, str]
    actual: tuple[str, str]
    points: tuple[int, int]
    next_step: str


def lapses(before: Assessment, after: Assessment) -> Iterator[Lapse]:
    """The judgements that stood before and no longer do, line by line."""
    earlier = {line.number: line for line in before.lines}
    for line in after.lines:
        old = earlier.get(line.number)
        if old is None or not line.lapsed:
            continue
        fields = tuple(field for field in line.lapsed if field not in old.lapsed)
        if fields:
            yield _lapse(after.project.number, old, line, fields)


def _lapse(project: int, old: AssessedLine, new: AssessedLine, fields: tuple[Field, ...]) -> Lapse:
    return Lapse(
        project=project,
        line=new.number,
        name=new.key.name,
        fields=fields,
        target=(_target(old), _target(new)),
        actual=(_actual(old), _actual(new)),
        points=(old.points, new.points),
        next_step=next_step(new, fields),
    )


def _target(line: AssessedLine) -> str:
    return line.indicator.target.text.strip() if line.indicator else ""


def _actual(line: AssessedLine) -> str:
    return line.indicator.actual.text.strip() if line.indicator and line.indicator.actual else ""
