"""Headings and paragraphs of a narrative."""

from dataclasses import dataclass, replace

from scorer.scoring.explanation import explain
from scorer.scoring.outcome import AssessedLine
from scorer.scoring.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of level 1 (一、), 2 (（一）) or 3 (1.), or a paragraph: level 0."""

    level: int
    text: str


def to_fill_in(what: str) -> str:
    """The mark that stands where a person has still to write `what`."""
    return f"【待填写：{what}】"


def explained(line: AssessedLine, rules: RuleSet) -> str:
    """The line's score or why it has none, without the reasons, which have a place of their own."""
    return explain(replace(line, cause=None, remedy=None, cause_required=False), rules)
