"""What the user gave for one line or project, field by field, and the entries it makes."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scorer.model.entry import Entry
from scorer.model.evidence import Evidence
from scorer.model.fields import FIELDS, Field, Kind
from scorer.model.problem import Code, Problem
from scorer.model.project import FinalScore, Indicator, Tier
from scorer.model.source import Source
from scorer.notation.actuals import print_actual
from scorer.notation.answers import read_actual
from scorer.notation.characters import plain, shown, tidy
from scorer.notation.context import EntryContext
from scorer.notation.evidence import print_evidence
from scorer.notation.money import print_money, read_money
from scorer.notation.numbers import print_number, read_number
from scorer.workflow.standing import print_final_score

CLEAR = "【清除】"
"""What takes a value back in a file of actuals."""

_TIERS = {
    **{tier.value: tier for tier in Tier},
    **dict(zip("一二三123", [*Tier, *Tier], strict=True)),
    **dict(zip(("第一档", "第二档", "第三档"), Tier, strict=True)),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One value as the user wrote it, and where it stood (None where it was typed).

    `evidence` is what a piece of evidence was found to be; without it, it is a text.
    """

    field: Field
    text: str
    source: Source | None = None
    evidence: Evidence | None = None

    @property
    def clears(self) -> bool:
        """Whether it takes back what is there instead of giving something."""
        return self.text.strip() == CLEAR


def entry_of(
    given: Given, indicator: Indicator | None, year: int, today: date, points: int
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The entry that a given value makes, and what was wrong with it or assumed.

    `points` are the line's, in hundredths, which a final score is set against.
    """
    if given.clears:
        return Entry(given.field, "", "", source=given.source), ()
    reading, problems = _read(given, indicator, year, today, points)
    placed = tuple(Problem(found.code, found.message, found.hint, given.source) for found in problems)
    if reading is None:
        return None, placed
    notes = tuple(found.message for found in placed)
    return Entry(given.field, tidy(given.text), reading, notes, given.source), placed


def _read(
    given: Given, indicator: Indicator | None, year: int, today: date, points: int
) -> tuple[str | None, tuple[Problem, ...]]:
    """The canonical reading of a given value."""
    match FIELDS[given.field].kind:
        case Kind.ACTUAL:
            assert indicator is not None
            actual, problems = read_actual(
                given.text, indicator.target.value, EntryContext(year, today, indicator.key.name)
            )
            return (None if actual is None else print_actual(actual)), problems
        case Kind.MONEY:
            return _money(given)
        case Kind.TIER:
            return _tier(given.text)
        case Kind.SHARE:
            return _share(given.text)
        case Kind.SCORE:
            return _score(given.text, points)
        case Kind.EVIDENCE:
            text, problems = _text(given)
            evidence = given.evidence or (None if text is None else Evidence(text))
            return (None if evidence is None else print_evidence(evidence)), problems
        case _:
            return _text(given)


def _money(given: Given) -> tuple[str | None, tuple[Problem, ...]]:
    amount = read_money(given.text, "万元")
    if amount is not None:
        return print_money(amount), ()
    message = f"{FIELDS[given.field].heading}“{shown(given.text)}”不是金额"
    return None, (Problem(Code.MONEY_UNREADABLE, message, "请填写金额，如4.98（万元）或49800元"),)


def _tier(text: str) -> tuple[str | None, tuple[Problem, ...]]:
    tier = _TIERS.get(plain(text))
    if tier is not None:
        return tier.value, ()
    hint = "请填写达成、部分达成、未达成，或一、二、三"
    return None, (Problem(Code.TIER_UNKNOWN, f"不认识档次“{shown(text)}”", hint),)


def _share(text: str) -> tuple[str | None, tuple[Problem, ...]]:
    uniform = plain(text)
    value = read_number(uniform.removesuffix("%")) if uniform.endswith("%") else None
    if value is not None and 0 <= Fraction(value) <= 100:
        return f"{print_number(value)}%", ()
    hint = "请填写0%至100%之间的百分数，要带%，如85%"
    return None, (Problem(Code.SHARE_UNREADABLE, f"得分率“{shown(text)}”不是百分数", hint),)


def _score(text: str, points: int) -> tuple[str | None, tuple[Problem, ...]]:
    value = read_number(plain(text).removesuffix("分"))
    if value is None or value < 0 or value * 100 != int(value * 100):
        message = f"认定得分“{shown(text)}”不是至多两位小数的数"
        return None, (Problem(Code.SCORE_UNREADABLE, message, "请填写不小于0、至多两位小数的得分，如3.5"),)
    return print_final_score(FinalScore(int(value * 100), points)), ()


def _text(given: Given) -> tuple[str | None, tuple[Problem, ...]]:
    text = tidy(given.text)
    if text:
        return text, ()
    heading = FIELDS[given.field].heading
    return None, (Problem(Code.EMPTY_VALUE, f"{heading}是空的", f"请写明{heading}，或不填这一项"),)
