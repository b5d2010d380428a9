"""What changes where another rule set holds: two assessments of one project, line by line, each with why."""

from dataclasses import dataclass

from scorer.scoring.contrast_points import points_reasons
from scorer.scoring.contrast_reasons import explaining_reasons, law_reasons, rating_reasons
from scorer.scoring.differences import Reason
from scorer.scoring.outcome import AssessedLine, Assessment, Scored


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line under both rule sets, and the rules that make it another."""

    before: AssessedLine
    after: AssessedLine
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> int | None:
        """How many hundredths the score rises (negative: falls); None where one of them is none."""
        before, after = self.before.outcome, self.after.outcome
        if isinstance(before, Scored) and isinstance(after, Scored):
            return after.score - before.score
        return None

    @property
    def by_law(self) -> bool:
        """Whether more than points changes: the outcome, the share, the flag, or what must be explained."""
        return _judged(self.before) != _judged(self.after) or _owed(self.before) != _owed(self.after)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A project under both rule sets, and those of its lines that change, in their order."""

    before: Assessment
    after: Assessment
    lines: tuple[LineChange, ...]

    @property
    def changed(self) -> bool:
        """Whether a line, a total or the rating changes."""
        return bool(self.lines) or _totals(self.before) != _totals(self.after)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The rules that change the rating beside those that change the score."""
        return rating_reasons(self.before, self.after)

    @property
    def unchanged(self) -> int:
        """How many lines stay as they are."""
        return len(self.before.lines) - len(self.lines)


def contrast(before: Assessment, after: Assessment) -> Contrast:
    """Compare two assessments of the same project; nothing is assessed again, nothing is left out."""
    pairs = zip(before.lines, after.lines, strict=True)
    changed = [pair for pair in pairs if _result(pair[0]) != _result(pair[1])]
    lines = tuple(LineChange(old, new, _reasons(before, after, old, new)) for old, new in changed)
    return Contrast(before, after, lines)


def _reasons(
    before: Assessment, after: Assessment, old: AssessedLine, new: AssessedLine
) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if old.points != new.points:
        found += points_reasons(before, after, old, new)
    if _judged(old) != _judged(new):
        found += law_reasons(old, new, before.rules, after.rules)
    if _owed(old) != _owed(new):
        found += explaining_reasons(old, before.rules, after.rules)
    return tuple(dict.fromkeys(found))


def _judged(line: AssessedLine) -> tuple[object, ...]:
    """What the law makes of a line, whatever its points."""
    if isinstance(line.outcome, Scored):
        return Scored, line.outcome.attainment.share, line.outcome.attainment.flag
    return (type(line.outcome),)


def _owed(line: AssessedLine) -> tuple[bool, bool]:
    return line.cause_required, line.remedy_required


def _result(line: AssessedLine) -> tuple[object, ...]:
    scores = (line.outcome.computed, line.outcome.score) if isinstance(line.outcome, Scored) else ()
    return line.points, _judged(line), _owed(line), scores, line.lapsed


def _totals(assessment: Assessment) -> tuple[object, ...]:
    sums = (assessment.earned, assessment.assessed, assessment.available)
    return *sums, assessment.rating, assessment.complete, assessment.fault
