"""How many lines a second the law assesses: python benchmarks/law.py [PROJECTS]."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from scorer.model.entry import Stamp
from scorer.model.project import Project
from scorer.scoring.assessment import assess
from scorer.scoring.explanation import explain
from scorer.scoring.outcome import Assessment
from scorer.scoring.rules import RuleSet
from scorer.store import open_store
from scorer.workflow.desk import Desk
from scorer.workflow.importing import import_document
from scorer.workflow.recording_file import record_file
from scorer.workflow.rule_books import find_rules

ROOT = Path(__file__).resolve().parent.parent
LINES = 20


def sample() -> list[Project]:
    """The sample's projects with its illustrative actuals, cut or repeated to 20 indicators each."""
    book = find_rules(ROOT / "scoring_rules.toml")
    stamp = Stamp(datetime.now(UTC).isoformat(), "benchmark", "benchmark", "benchmark")
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "scorer.db", create=True) as store,
    ):
        desk = Desk(store, book, stamp, date(2025, 1, 10))
        import_document(desk, ROOT / "data/targets-2024.txt")
        record_file(desk, ROOT / "data/actuals-2024.csv")
        projects = list(store.projects(2024))
    return [replace(project, indicators=(project.indicators * LINES)[:LINES]) for project in projects]


def rate(projects: list[Project], rules: RuleSet, each: Callable[[Assessment], None]) -> float:
    begin = time.perf_counter()
    for project in projects:
        each(assess(project, rules))
    return len(projects) * (LINES + 1) / (time.perf_counter() - begin)


def explained(assessment: Assessment) -> None:
    for line in assessment.lines:
        explain(line, assessment.rules)


def best(rates: Iterable[float]) -> str:
    return f"{max(rates):,.0f} lines/s"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rules = find_rules(ROOT / "scoring_rules.toml").rules.in_force(2024, None)
    few = sample()
    projects = [few[number % len(few)] for number in range(count)]
    print(f"{count:,} projects x {LINES} indicators, the sample's mixture")
    print("assessed, streamed:", best(rate(projects, rules, lambda _: None) for _ in range(3)))
    print("assessed and explained:", best(rate(projects, rules, explained) for _ in range(3)))


if __name__ == "__main__":
    main()
