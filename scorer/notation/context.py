"""What surrounds a text and is needed to read it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LineContext:
    """The line that a target stands in: its fiscal year and its names."""

    year: int
    dimension: str = ""
    category: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EntryContext:
    """When an actual is entered: the fiscal year that undated months belong to, today's date, for what.

    `name` is the indicator's: an answer may speak of a growth that the name speaks of.
    """

    year: int
    today: date
    name: str = ""
