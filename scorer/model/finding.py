"""What a check found: something that was read but is doubtful (审核疑点)."""

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.project import Recorded
from scorer.model.source import Source


class FindingSeverity(StrEnum):
    """What a finding asks of the user; the value is the letter that reports show."""

    ERROR = "E"
    WARNING = "W"
    INFORMATION = "I"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: a project by its number, and a line of it; 0 is budget execution, None no line."""

    project: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt that a reviewer would raise, with the figures of the case and what to do.

    `line` is the number of the line within the project, 0 for budget execution, None for the project itself;
    what is about several projects or lines stands with the first of them, `also` are the others. `sources` are
    the places it points to, the
    first one the place itself. `facts` are the texts and figures it rests on: an answer holds as long as
    they are the same.
    """

    check: str
    severity: FindingSeverity
    sentence: str
    remedy: str
    project: int
    line: int | None
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    answer: Recorded[str] | None = None
    also: tuple[Subject, ...] = ()

    def concerns(self, project: int) -> bool:
        """Whether the project is one of those that it is about."""
        return project == self.project or any(each.project == project for each in self.also)

    def concerns_line(self, project: int, line: int) -> bool:
        """Whether the line is one of those that it is about."""
        subject = Subject(project, line)
        return subject == Subject(self.project, self.line) or subject in self.also
