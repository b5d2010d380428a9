"""Points (分值) in whole hundredths: what is allotted, where from, and what may be wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.project import Indicator

HUNDRED = 10000
PART_OF_ANOTHER = "其中"
"""How the name of a row begins that only details another one and carries no points."""


class PointsSource(StrEnum):
    """Where the points of a line come from: the imported table, the rule set, or a person who set them."""

    TABLE = "table"
    ALLOTTED = "allotted"
    SET = "set"


class PointsFaultKind(StrEnum):
    """Why points do not come to 100 as they should, so that no rating can be given.

    `set_points` says that what a person set leaves too much or too little for the rest of its dimension.
    """

    NO_LINES = "no_lines"
    SOME_ROWS_ONLY = "some_rows_only"
    NOT_A_HUNDRED = "not_a_hundred"
    UNKNOWN_DIMENSION = "unknown_dimension"
    SET_POINTS = "set_points"


@dataclass(frozen=True, slots=True)
class PointsFault:
    """What is wrong with a project's points: both sums in hundredths, the numbers of the lines concerned."""

    kind: PointsFaultKind
    of_lines: int
    of_execution: int
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Allotment:
    """Points in hundredths of execution and of the lines, in the order of the project's indicators.

    They come to 100.00 unless there is a fault. A line that carries none (不适用, 其中) has 0.
    """

    execution: int
    lines: tuple[int, ...]
    sources: tuple[PointsSource, ...]
    fault: PointsFault | None
    execution_source: PointsSource = PointsSource.ALLOTTED


def carries_points(lines: tuple[Indicator, ...]) -> bool:
    """Whether the newest table carries points: those of a row that it lacks are not its own."""
    return any(line.table_points is not None and not line.vanished for line in lines)


def own_points(line: Indicator) -> int | None:
    """Return what a person set for the line, else what the table carries."""
    points = line.table_points if line.set_points is None else line.set_points
    return None if points is None else points.value
