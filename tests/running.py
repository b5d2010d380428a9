"""What a test sees of one run of the program."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

NOW = datetime(2025, 1, 10, 1, 30, tzinfo=UTC)
USER = "张三"


@dataclass(frozen=True, slots=True)
class Run:
    """The streams apart, both together in the order of printing, and the exit code."""

    stdout: str
    stderr: str
    output: str
    code: int


class Scorer(Protocol):
    """Runs `scorer` with these arguments on the test's own store."""

    def __call__(self, *arguments: str, typed: str = "") -> Run: ...


class Golden(Protocol):
    """Holds `text` against tests/golden/`name`."""

    def __call__(self, name: str, text: str) -> None: ...
