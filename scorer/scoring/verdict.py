"""What a clause of an answer can be found to be worth, and that it cannot."""

from dataclasses import dataclass
from enum import StrEnum


class Worth(StrEnum):
    """What an answer in words is worth, best first; a rule set gives each its share.

    ACHIEVED, PARTLY and MISSED stand for the default share of their tier, NOTHING for 0.
    """

    ACHIEVED = "achieved"
    BASICALLY = "basically"
    SECOND_OF_SCALE = "second_of_scale"
    PARTLY = "partly"
    MISSED = "missed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Undecided:
    """The lists cannot tell; why, in Chinese, with the next step."""

    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer is worth; `general` where it would fit any effect (效果明显, 达到预期目标)."""

    worth: Worth
    general: bool = False


Verdict = Found | Undecided

ASK = "请用档次评定：达成、部分达成或未达成"
"""The next step wherever the lists cannot tell."""
