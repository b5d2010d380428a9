"""A frozen result (冻结结果): an assessment as it was printed, kept with all that it came from."""

from dataclasses import dataclass

from scorer.model.entry import Stamp


@dataclass(frozen=True, slots=True)
class Scope:
    """What was frozen: the projects of `year`, all (None) or those of `numbers`, in detail or not.

    `last_action` is the newest action of the record that was read.
    """

    year: int
    last_action: int
    numbers: tuple[int, ...] | None
    detail: bool


@dataclass(frozen=True, slots=True)
class FrozenTexts:
    """The bytes that come back as they were: the whole rule file, the report as JSON and as a table."""

    rule_file: bytes
    json: bytes
    table: bytes


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen result without its texts: the `number`th of its year, by which rules, who, when and why.

    `rules` is the rule set's id, `sha256` that of its resolved content.
    """

    number: int
    stamp: Stamp
    scope: Scope
    rules: str
    sha256: str
    because: str

    @property
    def id(self) -> str:
        """What it is asked for by: 2024-1."""
        return f"{self.scope.year}-{self.number}"
