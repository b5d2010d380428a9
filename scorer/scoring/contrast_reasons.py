"""Why a line is judged otherwise under another rule set, whatever its points."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

from scorer.notation.units import Measures
from scorer.scoring.attainment import Formula, late_band
from scorer.scoring.comparison import Delay, Graded, GradeRule, Kind, Measure, SettledTarget
from scorer.scoring.differences import (
    OtherBand,
    OtherChoice,
    OtherFigure,
    OtherRatings,
    OtherShare,
    OtherTier,
    OtherWords,
    Reason,
)
from scorer.scoring.outcome import AssessedLine, Assessment, Scored
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import OverAchievement, RuleSet, Treatment
from scorer.scoring.worth import band_of

_CHOICES = frozenset({"excess", "over", "between_rates_above_full", "bare_number"})
_COUNTS = frozenset({Measures.COUNT, Measures.PLAIN})


def law_reasons(old: AssessedLine, new: AssessedLine, before: RuleSet, after: RuleSet) -> tuple[Reason, ...]:
    """The differing rules by which the line is read, scored or flagged; else the word lists that differ."""
    found = list(_of_reading(before, after)) if old.target != new.target else []
    flagged = _flagging(old) != _flagging(new)
    for line in (old, new):
        if isinstance(line.outcome, Scored):
            found += _of_score(line.outcome, rule_key(line), before, after)
        if flagged and line.target is not None:
            found += _of_flag(line.target, before.over_achievement, after.over_achievement)
    return tuple(dict.fromkeys(found)) or tuple(_words(before, after))


def explaining_reasons(line: AssessedLine, before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    """The differing rules by which budget execution must be explained."""
    if line.indicator is None:
        one, other = before.reasons, after.reasons
        yield from _share("reasons.execution_below", one.execution_below, other.execution_below)
        yield from _share("reasons.execution_above", one.execution_above, other.execution_above)


def rating_reasons(before: Assessment, after: Assessment) -> tuple[Reason, ...]:
    """The bands of the rating, where it changes and they differ."""
    one, other = before.rules.ratings, after.rules.ratings
    if before.rating == after.rating or one == other:
        return ()
    return (OtherRatings(one, other),)


def _flagging(line: AssessedLine) -> tuple[object, ...]:
    """What becomes of a line that is far above its target."""
    if not isinstance(line.outcome, Scored):
        return ()
    attainment = line.outcome.attainment
    reduced = attainment.share if attainment.formula is Formula.REDUCED else None
    return attainment.flag, reduced


def _of_reading(before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    """By what a target is read otherwise: a bare number's kind, else the words of names."""
    if before.bare_number is after.bare_number:
        yield from _words(before, after)
    yield from _choice("bare_number", before, after)


def _of_score(scored: Scored, key: str | None, before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    comparison = scored.comparison
    if isinstance(comparison, Measure) and key in _CHOICES:
        yield from _choice(key, before, after)
    elif isinstance(comparison, Delay):
        if comparison.days is None:
            yield from _share("not_done", before.not_done, after.not_done)
        else:
            # in time is in time under any rule set: days that a change bears on are late
            bands = late_band(comparison.days, before), late_band(comparison.days, after)
            if bands[0] != bands[1]:
                yield OtherBand(comparison.days, *bands)
    elif isinstance(comparison, Graded):
        yield from _of_grade(comparison, before, after)


def _of_grade(graded: Graded, before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    if graded.rule is GradeRule.BASICALLY:
        yield from _share("basically", before.basically, after.basically)
    elif graded.rule is GradeRule.SECOND_OF_SCALE:
        yield from _share("second_of_scale", before.second_of_scale, after.second_of_scale)
    else:
        bands = band_of(graded.tier, before), band_of(graded.tier, after)
        if bands[0] != bands[1]:
            yield OtherTier(*bands)


def _of_flag(target: SettledTarget, one: OverAchievement, other: OverAchievement) -> Iterator[Reason]:
    """The differing parts of `over_achievement` that bear on such a target."""
    prefix = "over_achievement"
    if target.kind is Kind.EXACTLY and one.unequal is not other.unequal:
        yield OtherChoice(f"{prefix}.unequal", one.unequal, other.unequal)
    if target.low == 0:
        yield from _figure(f"{prefix}.zero_target", one.zero_target, other.zero_target)
    else:
        yield from _share(f"{prefix}.threshold", one.threshold, other.threshold)
        if target.measures in _COUNTS:
            yield from _figure(f"{prefix}.count_excess", one.count_excess, other.count_excess)
    if one.treatment is not other.treatment:
        yield OtherChoice(f"{prefix}.treatment", one.treatment, other.treatment)
    elif one.treatment is Treatment.REDUCE:
        yield from _share(f"{prefix}.rate", one.rate, other.rate)
        yield from _share(f"{prefix}.floor", one.floor, other.floor)


def _words(before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    names = (field.name for field in fields(before.words))
    lists = tuple(name for name in names if getattr(before.words, name) != getattr(after.words, name))
    if lists:
        yield OtherWords(lists)


def _choice(key: str, before: RuleSet, after: RuleSet) -> Iterator[Reason]:
    one, other = getattr(before, key), getattr(after, key)
    if one != other:
        yield OtherChoice(key, one, other)


def _share(key: str, before: Fraction, after: Fraction) -> Iterator[Reason]:
    if before != after:
        yield OtherShare(key, before, after)


def _figure(key: str, before: Decimal | None, after: Decimal | None) -> Iterator[Reason]:
    if before != after:
        yield OtherFigure(key, before, after)
