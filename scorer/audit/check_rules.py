"""The numbers and word lists of the checks: the tables checks and review of the rule file.

The names of the fields are the keys; the file's comments say what each word list means.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorer.model.finding import FindingSeverity
from scorer.model.problem import Code, Problem
from scorer.scoring.rule_file import TABLES_OF_CHECKS
from scorer.scoring.rule_tree import Node, read_tree
from scorer.scoring.rule_values import hints_of, read_fields, unknown_keys
from scorer.scoring.rules import Hundredths


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a check begins to doubt. Money in 万元, points in hundredths, shares between 0 and 1."""

    money_tolerance: Decimal
    score_tolerance: Hundredths
    heavy_line: Hundredths
    few_events: Decimal
    below_last_year: Fraction
    magnitude: Decimal
    copied_lines: int
    copied_share: Fraction
    money_ahead: Fraction
    barely_spent: Fraction
    cheap: Fraction
    score_ahead: Fraction
    unspent: Fraction
    full_projects: int
    same_cause: int
    short_reason: int


# Compared by identity, like the word lists of a rule set: they are part of caches' keys.
@dataclass(frozen=True, slots=True, eq=False)
class CheckWords:
    """Every list stands in the table checks.words by the same name."""

    generic: tuple[str, ...]
    same_meaning: tuple[tuple[str, ...], ...]
    activities: tuple[str, ...]
    any_kind: tuple[str, ...]
    uses_of_money: tuple[str, ...]
    aims: tuple[str, ...]
    background: tuple[str, ...]
    cost_totals: tuple[str, ...]
    salaries: tuple[str, ...]
    audiences: tuple[str, ...]
    savings: tuple[str, ...]
    upward: tuple[str, ...]
    limited_counts: tuple[str, ...]
    name_ends: tuple[str, ...]
    accidents: tuple[str, ...]
    rate_ends: tuple[str, ...]
    rate_not: tuple[str, ...]
    exceeding_targets: tuple[str, ...]
    numeric_ends: tuple[str, ...]
    money_counts: tuple[str, ...]
    effect_counts: tuple[str, ...]
    pieces: tuple[str, ...]
    fees: tuple[str, ...]
    quality_counts: tuple[str, ...]
    response_times: tuple[str, ...]
    efforts: tuple[str, ...]
    effects: tuple[str, ...]
    hollow: tuple[str, ...]
    formulas: tuple[str, ...]
    event_rates: tuple[str, ...]
    unit_spellings: tuple[tuple[str, ...], ...]
    doubled: tuple[str, ...]
    foreign_words: tuple[str, ...]
    satisfaction: tuple[str, ...]
    surveys: tuple[str, ...]
    no_complaints: tuple[str, ...]
    other_shares: tuple[str, ...]
    seldom_above_100: tuple[str, ...]
    approvals: tuple[str, ...]
    of_rest: tuple[str, ...]
    not_done: tuple[str, ...]
    empty_reasons: tuple[str, ...]
    not_applicable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Severities by check ("T18") or by a part of one ("T01.marks"), limits and word lists."""

    severity: dict[str, FindingSeverity]
    limits: Limits
    words: CheckWords

    def severity_of(self, check: str, part: str) -> FindingSeverity:
        """The severity of a check, or of the part of it that found something."""
        return self.severity[f"{check}.{part}" if part else check]


@dataclass(frozen=True, slots=True)
class Loss:
    """The share of a line's score that a reviewer takes for one ground: at least `least`, at most `most`."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What a reviewer takes from a line on each ground of the rehearsal (复核预演)."""

    no_evidence: Loss
    hollow: Loss
    mismatched: Loss
    reason_missing: Loss
    reason_empty: Loss
    over_achieved: Loss
    words_only: Loss


@dataclass(frozen=True, slots=True)
class AuditRules:
    """The two tables together."""

    checks: CheckRules
    review: ReviewRules


def read_audit_rules(
    name: str, data: bytes, severities: tuple[str, ...]
) -> tuple[AuditRules | None, tuple[Problem, ...]]:
    """Read the tables of a rule file; None where they have any fault, and then all faults in the file's order.

    None without a problem where the file has neither table. `severities` are the keys that the table of
    severities must have.
    """
    tree = read_tree(name, data)
    if isinstance(tree, Problem):
        return None, (tree,)
    if not any(table in tree.table for table in TABLES_OF_CHECKS):
        return None, ()
    problems: list[Problem] = []
    found = read_fields(hints_of(AuditRules), tree, problems)
    if "checks" in tree.table and "severity" in tree.table["checks"].table:
        _check_severities(tree.table["checks"].table["severity"], severities, problems)
    if "review" in found:
        _check_losses(tree.table["review"], found["review"], problems)
    if problems:
        return None, tuple(problems)
    return AuditRules(**found), ()


def _check_severities(node: Node, severities: tuple[str, ...], problems: list[Problem]) -> None:
    """Every check has a severity, and none is named that does not exist."""
    unknown_keys(node, severities, problems)
    read_fields({key: FindingSeverity for key in severities if key not in node.table}, node, problems)


def _check_losses(node: Node, review: ReviewRules, problems: list[Problem]) -> None:
    """No ground takes at least more than at most."""
    for key, inner in node.table.items():
        loss = getattr(review, key)
        if loss.least > loss.most:
            problems.append(inner.fault(Code.RULE_VALUE_WRONG, "least 大于 most", "请使 least 不大于 most。"))
