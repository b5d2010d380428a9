"""What a session asks, and what comes of an answer."""

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.fields import Field
from scorer.model.problem import Problem
from scorer.scoring.outcome import AssessedLine, Assessment


class Command(StrEnum):
    """A word that is no answer but moves the conversation."""

    SKIP = "跳过"
    BACK = "返回"
    QUIT = "退出"
    HELP = "帮助"


class Turn(StrEnum):
    """What an answer did where nothing was stored and nothing is wrong.

    OVERTAKEN: somebody else changed the line meanwhile, and the next question shows it; UNCLEAR: it was
    neither yes nor no.
    """

    MOVED = "moved"
    AT_THE_FIRST = "at_the_first"
    HELP = "help"
    QUIT = "quit"
    OVERTAKEN = "overtaken"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: the line as it is now, and the notes on how the answer was read."""

    assessment: Assessment
    line: AssessedLine
    field: Field
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """Nothing was stored, and why; the same is asked again, or what would make it acceptable."""

    problems: tuple[Problem, ...]


Reply = Stored | Declined | Turn


@dataclass(frozen=True, slots=True)
class Progress:
    """The turn of a line among all that count, how many these are, those scored, those lacking reasons."""

    turn: int
    count: int
    filled: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a field of a line.

    `waiting` is an answer that waits for a yes, because somebody else changed the line after it was shown;
    `reported` says that the field already has what it needs, so that it may be left as it is.
    """

    assessment: Assessment
    line: AssessedLine
    field: Field
    progress: Progress
    reported: bool
    waiting: str = ""
