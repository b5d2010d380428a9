"""What the record costs as it grows: python benchmarks/record.py [PROJECTS...].

Every size is measured in a process of its own, since the peak of memory never goes down.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from scorer.model.entry import Entry, Stamp
from scorer.model.fields import Field
from scorer.reading.paper import paper
from scorer.reading.targets import TargetReading, read_targets
from scorer.store import Store, open_store
from scorer.workflow.desk import Desk
from scorer.workflow.importing import import_document
from scorer.workflow.rule_books import find_rules

# As the command line does.
OBJECTS_BEFORE_A_COLLECTION = 200_000
T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000, 20_000)
LINES = 20
RECORDINGS = 200
STEPS = ("import from text", "of which reading", "of which merging", "import again", "read back")
STAMP = Stamp(datetime.now(UTC).isoformat(), "benchmark", "benchmark", "benchmark")


def document(projects: int) -> Iterator[str]:
    """A text of target tables, tab-separated as they come out of Word."""
    for project in range(1, projects + 1):
        yield f"2024年第{project}号服务项目绩效目标表\n562202天津市妇女儿童社会服务中心\n单位：万元\n\n"
        yield f"项目名称\t2024年第{project}号服务项目\n预算规模及资金用途\t预算数\t5.00\n"
        yield "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\n"
        for line in range(1, LINES + 1):
            yield f"产出指标\t数量指标\t第{line}类活动场次\t第{line}类活动场次\t≥{line}场\n"


def measure(projects: int) -> None:
    """Print processor seconds of each step, the peak of memory in MB, and bytes an entry."""
    gc.set_threshold(OBJECTS_BEFORE_A_COLLECTION)
    with tempfile.TemporaryDirectory() as name:
        text, path = Path(name) / "targets.txt", Path(name) / "scorer.db"
        text.write_text("".join(document(projects)), encoding="utf-8")
        book = find_rules(ROOT / "scoring_rules.toml")
        with open_store(path, create=True) as store:
            desk = Desk(store, book, STAMP, date(2025, 1, 10))
            imported, wrote = timed(lambda: import_document(desk, text).wrote)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            read, reading = timed(lambda: read_targets(paper(text.name, text.read_bytes()), None))
            merged, _ = timed(lambda: merge(Path(name) / "merged.db", reading))
            again, _ = timed(lambda: import_document(desk, text))
            recorded, _ = timed(lambda: record_often(store, projects))
            back, lines = timed(lambda: sum(len(project.indicators) for project in store.projects(2024)))
        assert lines == projects * LINES
        print(imported, read, merged, again, back, recorded, peak, path.stat().st_size / (wrote + RECORDINGS))


def merge(path: Path, reading: TargetReading) -> None:
    with open_store(path, create=True) as store, store.act(STAMP) as action:
        action.document(reading.document, projects=[project.key for project in reading.projects])
        for project in reading.projects:
            action.merge(project)


def record_often(store: Store, projects: int) -> None:
    for turn in range(RECORDINGS):
        with store.act(STAMP) as action:
            value = f"{turn}场"
            action.record(2024, 1 + turn % projects, 3, (Entry(Field.ACTUAL, value, value),))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds, which other programs on the machine disturb least."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def measured(projects: int) -> list[float]:
    """Measure in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(projects)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return [float(figure) for figure in done.stdout.split()]


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    base: list[float] = []
    for projects in sizes:
        *seconds, recorded, peak, entry = measured(projects)
        base = base or [each / projects for each in seconds]
        print(f"{projects:,} projects x {LINES} indicators: peak {peak:.0f} MB, {entry:.0f} bytes an entry")
        for step, each, first in zip(STEPS, seconds, base, strict=True):
            print(f"  {step}: {each:.2f} s, {each / projects / first:.2f} x a project at {sizes[0]:,}")
        print(f"  one recording: {recorded / RECORDINGS * 1000:.2f} ms of the processor")


if __name__ == "__main__":
    main()
