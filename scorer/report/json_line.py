"""One line of an assessment as JSON."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scorer.model.actual import Actual, Dated, Estimated, Late, Measured, Ratio, Recurred, Words
from scorer.model.fields import Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.source import Source
from scorer.model.target import (
    AtLeast,
    AtMost,
    Bare,
    Between,
    ByDate,
    Exactly,
    Judged,
    Recurring,
    Target,
    Unreadable,
)
from scorer.notation.actuals import print_actual
from scorer.notation.money import print_money
from scorer.notation.numbers import print_number
from scorer.notation.quantities import exact_decimal
from scorer.notation.targets import print_target
from scorer.report.cells import adjustments, in_table, is_overridden, numbered, overridden
from scorer.report.evidence import evidence_json
from scorer.report.json_text import Json, source_json
from scorer.scoring.comparison import Graded, Measure, Number, Origin, SettledTarget
from scorer.scoring.derivation import flags, steps
from scorer.scoring.explanation import explain
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.measures import completion, deviation
from scorer.scoring.outcome import (
    AssessedLine,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Outcome,
    Scored,
)
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import RuleSet


def line_json(project: Project, line: AssessedLine, rules: RuleSet) -> Json:
    """One line with all keys in the order of the schema; the stated score and evidence last, only where there are."""
    indicator = line.indicator
    source = in_table(indicator).source if indicator else _budget_source(project)
    return {
        "number": numbered(project, line),
        "dimension": line.key.dimension,
        "category": line.key.category,
        "name": line.key.name,
        "description": (indicator.description or None) if indicator else None,
        "target": _target(indicator, line.target),
        "actual": _actual(indicator, line.outcome) if indicator else _executed(project),
        "points": printed_points(line.points),
        "points_source": line.points_source.value,
        **_score(line),
        **_deviation(line),
        **_judgements(line),
        "rule": _rule(line, rules),
        "notes": list(dict.fromkeys(_notes(line))),
        "flags": flags(line, rules),
        "steps": steps(line, rules),
        "explanation": explain(line, rules),
        "cause_required": line.cause_required,
        "remedy_required": line.remedy_required,
        "cause": line.cause.value if line.cause else None,
        "remedy": line.remedy.value if line.remedy else None,
        "source": _source(source),
        **_stated(project, line),
        **_evidence(indicator or project),
    }


def four_decimals(value: Fraction) -> str:
    """A share or a number of days with four decimals."""
    return rounded(value, 4)


def _target(indicator: Indicator | None, target: SettledTarget | None) -> Json:
    if indicator is None or target is None:
        return None
    return {
        "text": indicator.target.text,
        "reading": print_target(indicator.target.value),
        "kind": target.kind.value,
        "comparator": _comparator(indicator.target.value),
        # a recurring target is certain; what is assumed of it, that it ran all year, stands in the notes
        "assumed": bool(target.assumption) and not isinstance(indicator.target.value, Recurring),
        "low": _figure(target.low),
        "high": _figure(target.high),
        "unit": target.unit or None,
        "date": _day(target.limit),
    }


def _comparator(target: Target) -> str | None:
    """The comparator as written, as its one sign; None where none was."""
    match target:
        case AtLeast(strict=strict):
            return ">" if strict else "≥"
        case AtMost(strict=strict):
            return "<" if strict else "≤"
        case Exactly():
            return "="
        case ByDate(bare=bare):
            return None if bare else "≤"
        case Between() | Recurring() | Judged() | Bare() | Unreadable():
            return None
        case _:
            assert_never(target)


def _actual(indicator: Indicator, outcome: Outcome) -> Json:
    actual = indicator.actual
    if actual is None:
        return None
    value, unit = _value(actual.value, outcome)
    dated = actual.value if isinstance(actual.value, Dated) else None
    first = (dated.began or dated.earliest) if dated else None
    return _recorded(
        actual, print_actual(actual.value), value, unit, (first, dated.latest if dated else None)
    )


def _value(actual: Actual, outcome: Outcome) -> tuple[Number | None, str]:
    """The number in the target's unit, or as entered where it was not compared; None where there is none."""
    if isinstance(outcome, Scored) and isinstance(outcome.comparison, Measure):
        return outcome.comparison.value, outcome.comparison.target.unit
    match actual:
        case Measured(quantity) | Estimated(quantity):
            return quantity.value, quantity.unit
        case Ratio(numerator, denominator):
            return Fraction(numerator) * 100 / Fraction(denominator), "%"
        case Dated() | Late() | Recurred() | Words():
            return None, ""
        case _:
            assert_never(actual)


def _executed(project: Project) -> Json:
    spent = project.budget.executed
    if spent is None:
        return None
    return _recorded(spent, print_money(spent.value), spent.value, "万元", (None, None))


def _recorded(
    recorded: Recorded[Actual] | Recorded[Decimal],
    reading: str,
    value: Number | None,
    unit: str,
    days: tuple[date | None, date | None],
) -> Json:
    return {
        "text": recorded.text,
        "reading": reading,
        "value": _figure(value),
        "unit": unit or None,
        "from": _day(days[0]),
        "until": _day(days[1]),
        "recorded_at": recorded.at,
        "recorded_by": recorded.by,
        "source": _source(recorded.source),
    }


def _score(line: AssessedLine) -> dict[str, Json]:
    scored = line.outcome if isinstance(line.outcome, Scored) else None
    return {
        "outcome": outcome_code(line.outcome),
        "computed_score": printed_points(scored.computed) if scored else None,
        "score": printed_points(scored.score) if scored else None,
        "attainment": four_decimals(scored.attainment.share) if scored else None,
    }


def outcome_code(outcome: Outcome) -> str:
    """The outcome's name in JSON."""
    match outcome:
        case Scored():
            return "scored"
        case NotReported():
            return "not_reported"
        case NeedsJudgement():
            return "needs_judgement"
        case NotApplicable():
            return "not_applicable"
        case _:
            assert_never(outcome)


def _deviation(line: AssessedLine) -> dict[str, Json]:
    completed, off = completion(line), deviation(line)
    return {
        "completion": None if completed is None else four_decimals(completed),
        "deviation": None if off is None else four_decimals(off[0]),
        "deviation_unit": None if off is None else off[1],
    }


def _judgements(line: AssessedLine) -> dict[str, Json]:
    outcome = line.outcome
    return {
        "tier": _tier(line),
        "override": _override(line),
        "not_applicable_reason": outcome.reason if isinstance(outcome, NotApplicable) else None,
        "judgement_reason": outcome.reason if isinstance(outcome, NeedsJudgement) else None,
    }


def _tier(line: AssessedLine) -> Json:
    match line.outcome:
        case Scored(comparison=Graded(tier, share, origin)):
            by = _judge(line) if origin is Origin.PERSON else "wording"
            return {"value": tier.value, "share": four_decimals(share), "by": by}
        case _:
            return None


def _judge(line: AssessedLine) -> str:
    """Who gave the tier, or the share where no tier was given or it has lapsed."""
    assert line.indicator is not None
    judgements = ((Field.TIER, line.indicator.tier), (Field.SHARE, line.indicator.share))
    return next(given.by for field, given in judgements if given is not None and field not in line.lapsed)


def _override(line: AssessedLine) -> Json:
    if line.indicator is None or line.indicator.final_score is None or not is_overridden(line):
        return None
    because, final = line.indicator.because, line.indicator.final_score
    return {"because": because.value if because else None, "by": final.by, "at": final.at}


def _rule(line: AssessedLine, rules: RuleSet) -> Json:
    key = rule_key(line)
    return {"key": key, "citation": None if key is None else rules.citation_of(key)}


def _notes(line: AssessedLine) -> tuple[str, ...]:
    """What was assumed in reading target and actual and in scoring, and the user's own note (备注)."""
    indicator = line.indicator
    if indicator is None:
        return line.notes
    assumption = (line.target.assumption,) if line.target and line.target.assumption else ()
    of_actual = indicator.actual.notes if indicator.actual else ()
    note = (f"备注：{indicator.note.value}",) if indicator.note else ()
    by_hand = (*adjustments(line), *filter(None, (overridden(line),)))
    return (*by_hand, *indicator.target.notes, *assumption, *of_actual, *line.notes, *note)


def _stated(project: Project, line: AssessedLine) -> dict[str, Json]:
    given = line.indicator.stated_score if line.indicator else project.stated.execution_score
    return {} if given is None else {"stated": {"score": printed_points(given.value)}}


def _evidence(subject: Indicator | Project) -> dict[str, Json]:
    """The evidence, only where there is some."""
    if not subject.evidence:
        return {}
    found: list[Json] = []
    for each in subject.evidence:
        entered: dict[str, Json] = {"recorded_at": each.at, "recorded_by": each.by}
        found.append(evidence_json(each.value) | entered)
    return {"evidence": found}


def _budget_source(project: Project) -> Source | None:
    budget = project.budget.full_year or project.budget.initial
    return budget.source if budget else None


def _source(source: Source | None) -> Json:
    return None if source is None else source_json(source)


def _figure(value: Number | None) -> str | None:
    """A number as it was entered; to 6 decimals where a conversion left one without an end."""
    if value is None:
        return None
    return print_number((exact_decimal(value) if isinstance(value, Fraction) else value) + 0)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
