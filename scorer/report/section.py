"""What a report for people is made of, before any format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are the most columns of a terminal that its cells take, 0 for any number.

    `ruled` asks for lines between the rows.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences under a title."""

    title: str
    items: tuple[str, ...]


Section = Grid | Listing
