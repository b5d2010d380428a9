"""The rehearsal of the review (复核预演): what a reviewer may take from each line, by stated shares.

An estimate: no regulation prescribes a share. Pure; nothing is recomputed, it starts from one assessment and
its findings.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from scorer.audit.check_rules import Loss, ReviewRules
from scorer.model.finding import Finding
from scorer.model.project import Indicator, Project
from scorer.scoring.outcome import AssessedLine, Assessment, Scored
from scorer.scoring.rounding import half_up
from scorer.scoring.sharing import in_proportion

_WHOLE = Fraction(1)


class Ground(StrEnum):
    """Why a reviewer takes points; the value is the rule's key in the table review."""

    REASON_MISSING = "reason_missing"
    NO_EVIDENCE = "no_evidence"
    HOLLOW = "hollow"
    MISMATCHED = "mismatched"
    WORDS_ONLY = "words_only"
    OVER_ACHIEVED = "over_achieved"
    REASON_EMPTY = "reason_empty"


_GROUNDS = {
    Ground.REASON_MISSING: ("R01",),
    Ground.HOLLOW: ("T16", "T21"),
    Ground.MISMATCHED: ("T12", "T13", "T15"),
    Ground.WORDS_ONLY: ("A16",),
    Ground.OVER_ACHIEVED: ("A07",),
    Ground.REASON_EMPTY: ("R02", "R03"),
}
_GROUND_OF = {check: ground for ground, checks in _GROUNDS.items() for check in checks}


@dataclass(frozen=True, slots=True)
class Risk:
    """A line's ground for losing points, in hundredths, and the finding behind it; None for missing evidence.

    The losses of a line's grounds add up to its own.
    """

    ground: Ground
    least: int
    most: int
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class LineAtRisk:
    """A line with its score and what it may lose of it, in hundredths, never more than it has."""

    line: AssessedLine
    score: int
    least: int
    most: int
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A project's score by the law and what is likely to be left of it, in hundredths; its lines at risk, dearest first."""

    assessment: Assessment
    low: int
    high: int
    lines: tuple[LineAtRisk, ...]


def rehearse(assessment: Assessment, findings: Iterable[Finding], rules: ReviewRules) -> Rehearsal:
    """What a reviewer may make of a project's score; findings that were answered take nothing."""
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.answer is None and finding.line is not None and finding.check in _GROUND_OF:
            by_line.setdefault(finding.line, []).append(finding)
    lines = tuple(
        found
        for line in assessment.lines
        if (found := _at_risk(assessment.project, line, by_line.get(line.number, []), rules)) is not None
    )
    least, most = sum(line.least for line in lines), sum(line.most for line in lines)
    dearest = sorted(lines, key=lambda line: -line.most)
    return Rehearsal(assessment, assessment.earned - most, assessment.earned - least, tuple(dearest))


def _at_risk(
    project: Project, line: AssessedLine, findings: list[Finding], rules: ReviewRules
) -> LineAtRisk | None:
    if not isinstance(line.outcome, Scored) or not line.outcome.score:
        return None
    score = line.outcome.score
    grounds = tuple(_grounds(line.indicator or project, findings))
    if not grounds:
        return None
    losses = [_loss(rules, ground) for ground, _ in grounds]
    shares = [loss.least for loss in losses]
    beyond = [loss.most - loss.least for loss in losses]
    least, most = (
        half_up(score, min(sum(each, Fraction(0)), _WHOLE)) for each in (shares, (*shares, *beyond))
    )
    if not most:
        return None
    surely, perhaps = _apportioned(least, shares), _apportioned(most - least, beyond)
    risks = tuple(
        Risk(ground, sure, sure + more, finding)
        for (ground, finding), sure, more in zip(grounds, surely, perhaps, strict=True)
    )
    return LineAtRisk(line, score, least, most, risks)


def _apportioned(loss: int, shares: list[Fraction]) -> list[int]:
    """A line's loss, in hundredths, as parts by these shares that add up to it: none rounds for itself."""
    if not loss:
        return [0] * len(shares)
    denominator = lcm(*(share.denominator for share in shares))
    return in_proportion(loss, [int(share * denominator) for share in shares])


def _grounds(
    subject: Indicator | Project, findings: list[Finding]
) -> Iterator[tuple[Ground, Finding | None]]:
    """The grounds on which a line, or a budget's execution, may lose, each once, with the first finding behind it."""
    if not subject.evidence:
        yield Ground.NO_EVIDENCE, None
    first: dict[Ground, Finding] = {}
    for finding in findings:
        first.setdefault(_GROUND_OF[finding.check], finding)
    yield from first.items()


def _loss(rules: ReviewRules, ground: Ground) -> Loss:
    loss = getattr(rules, ground)
    assert isinstance(loss, Loss)
    return loss
