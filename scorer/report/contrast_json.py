"""A comparison of two rule sets as JSON: what changes, from and to, and why."""

from collections.abc import Callable, Iterable

from scorer.report.cells import numbered
from scorer.report.contrast import RulesContrast
from scorer.report.contrast_words import reason_key, reason_text
from scorer.report.json_line import four_decimals, outcome_code
from scorer.report.json_report import SCHEMA, totals_json
from scorer.report.json_text import Json, json_text, rules_json
from scorer.report.stated import signed
from scorer.scoring.contrast import Contrast, LineChange
from scorer.scoring.differences import Reason
from scorer.scoring.explanation import explain
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment, Scored


def render_contrast_json(report: RulesContrast) -> str:
    """What changes; decimals are strings, what is unknown is null. What stays is only counted."""
    before, after = report.before, report.after
    head: dict[str, Json] = {
        "schema": SCHEMA,
        "year": before.year,
        "as_of": before.as_of,
        "rules": {"from": rules_json(before.rules), "to": rules_json(after.rules)},
        "totals": {"from": totals_json(before.totals), "to": totals_json(after.totals)},
        "unchanged": {
            "projects": report.projects - len(report.changed),
            "lines": report.lines - report.changed_lines,
        },
        "projects": map(_project, report.changed),
        "remarks": list(before.remarks),
    }
    return json_text(head) + "\n"


def _project(each: Contrast) -> Json:
    before, after = each.before, each.after

    def both(of: Callable[[Assessment], Json]) -> Json:
        return {"from": of(before), "to": of(after)}

    return {
        "number": before.project.number,
        "name": before.project.name,
        "earned": both(lambda found: printed_points(found.earned)),
        "assessed": both(lambda found: printed_points(found.assessed)),
        "available": both(lambda found: printed_points(found.available)),
        "difference": signed(after.earned - before.earned),
        "rating": both(lambda found: found.rating),
        "reasons": _reasons(each.reasons),
        "unchanged_lines": each.unchanged,
        "lines": [_line(each, change) for change in each.lines],
    }


def _line(each: Contrast, change: LineChange) -> Json:
    before, after = change.before, change.after

    def both(of: Callable[[AssessedLine], Json]) -> Json:
        return {"from": of(before), "to": of(after)}

    return {
        "number": numbered(each.before.project, before),
        "name": before.key.name,
        "points": both(lambda line: printed_points(line.points)),
        "outcome": both(lambda line: outcome_code(line.outcome)),
        "score": both(_score),
        "difference": None if change.difference is None else signed(change.difference),
        "attainment": both(_attainment),
        "cause_required": both(lambda line: line.cause_required),
        "remedy_required": both(lambda line: line.remedy_required),
        "reasons": _reasons(change.reasons),
        "explanation": {"from": explain(before, each.before.rules), "to": explain(after, each.after.rules)},
    }


def _score(line: AssessedLine) -> str | None:
    return printed_points(line.outcome.score) if isinstance(line.outcome, Scored) else None


def _attainment(line: AssessedLine) -> str | None:
    return four_decimals(line.outcome.attainment.share) if isinstance(line.outcome, Scored) else None


def _reasons(reasons: Iterable[Reason]) -> Json:
    return [{"key": reason_key(reason) or None, "text": reason_text(reason)} for reason in reasons]
