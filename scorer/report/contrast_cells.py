"""What stands in the cells of a comparison: before and after, the difference, and why."""

from collections.abc import Iterator

from scorer.report.cells import CANCELLED, NOTHING, is_overridden, rating_text, score_text, scores_text
from scorer.report.contrast_words import TO, reason_text
from scorer.report.year import is_cancelled
from scorer.scoring.contrast import LineChange
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.outcome import AssessedLine, Assessment, Scored


def from_to(before: str, after: str) -> str:
    """Both texts, or the one where they are the same."""
    return before if before == after else f"{before}{TO}{after}"


def signed_points(hundredths: int | None) -> str:
    """A difference with its sign, — where there is none to speak of."""
    if hundredths is None:
        return NOTHING
    return f"{'+' if hundredths > 0 else '-' if hundredths < 0 else ''}{printed_points(abs(hundredths))}"


def total_score(assessment: Assessment) -> str:
    """The score, with assessed and available points beside it unless all of 100 are assessed."""
    if is_cancelled(assessment):
        return CANCELLED
    whole = assessment.complete and assessment.available == 10000
    return printed_points(assessment.earned) if whole else scores_text(assessment)


def total_rating(assessment: Assessment) -> str:
    """The rating; — for a cancelled project."""
    return NOTHING if is_cancelled(assessment) else rating_text(assessment)


def line_score(line: AssessedLine) -> str:
    """The score or the word for why there is none; without the computed one beside a person's."""
    if isinstance(line.outcome, Scored):
        return f"{printed_points(line.outcome.score)}{'（认定）' if is_overridden(line) else ''}"
    return score_text(line)


def attainment_text(line: AssessedLine) -> str:
    """The share with four decimals; "" where the line has no score."""
    return rounded(line.outcome.attainment.share, 4) if isinstance(line.outcome, Scored) else ""


def consequences(change: LineChange) -> Iterator[str]:
    """What changes beside points and score: the share, and what a person must write."""
    before, after = change.before, change.after
    shares = attainment_text(before), attainment_text(after)
    if all(shares) and shares[0] != shares[1]:
        yield f"完成程度{TO.join(shares)}"
    owed = {
        "须说明原因": (before.cause_required, after.cause_required),
        "须写改进措施": (before.remedy_required, after.remedy_required),
    }
    for what, (then, now) in owed.items():
        if then != now:
            yield what if now else f"不再{what}"


def why_text(change: LineChange) -> str:
    """What changes beside the figures, then the rules that differ."""
    return "；".join((*consequences(change), *map(reason_text, change.reasons)))
