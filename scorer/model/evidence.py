"""Evidence (佐证材料): the files and texts behind an actual, and what was counted in one of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a roster: the rows whose `column` is filled, each `distinct` value once.

    `number` is what was counted, `repeated` the rows left out as repetitions. With `date_column` only the rows
    from `since` until `until` count, both included, None for an open end. `distinct` and `date_column` are ""
    where there was none, `unit` where the target has none.
    """

    column: str
    number: int
    unit: str = ""
    repeated: int = 0
    distinct: str = ""
    date_column: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: a file with its size in bytes, SHA-256 and path, or a text alone (all three None).

    `path` is written with / and is relative to the record's folder, or absolute where it cannot be.
    `origin` is, so written, the path of the file that a copy was made of; None for what is no copy.
    """

    name: str
    size: int | None = None
    sha256: str | None = None
    path: str | None = None
    counted: Counted | None = None
    origin: str | None = None
