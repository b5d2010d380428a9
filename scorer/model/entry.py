"""What goes into the record: entries of an action, and the identities that they speak of."""

from dataclasses import dataclass

from scorer.model.fields import Field
from scorer.model.source import Source


@dataclass(frozen=True, slots=True)
class Organisation:
    """A unit (单位): its code ("" if none was written) and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectKey:
    """What a project is known by; never changes."""

    year: int
    organisation: Organisation
    name: str


@dataclass(frozen=True, slots=True)
class LineKey:
    """What a line is known by within its project; `turn` counts equals from 1."""

    dimension: str
    category: str
    name: str
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: `text` as the user wrote it, `reading` as notation prints it.

    Both are "" where the entry clears the field. `part` is the source of money (财政资金) of a budget
    figure, what a reason of adjustment is about (指标值, 分值), which piece of evidence it is (its SHA-256, or
    the text), else "". `notes` are the assumptions under
    which the text was read.
    """

    field: Field
    text: str
    reading: str
    notes: tuple[str, ...] = ()
    source: Source | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class LineEntries:
    """The entries of one line."""

    key: LineKey
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ProjectEntries:
    """What one document or command says of one project."""

    key: ProjectKey
    entries: tuple[Entry, ...]
    lines: tuple[LineEntries, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: its name, size in bytes, SHA-256, and its remarks (# lines)."""

    name: str
    size: int
    sha256: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts, when (UTC, ISO 8601 to the microsecond, ending in Z), with which command and program version."""

    at: str
    author: str
    command: str
    program: str
