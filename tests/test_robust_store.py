"""The record when the machine fails: killed programs, full disks, damaged and copied files."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import (
    CENTRE,
    KEY,
    PEOPLE,
    entry,
    line,
    merge,
    project,
    record,
    stamp,
    tables,
    the_project,
)

from scorer.model.entry import LineEntries, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Project
from scorer.store import open_store

TABLE = project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人"))
PLACES = 20


def many(projects: int, lines: int = 20) -> list[ProjectEntries]:
    parts = tuple(
        LineEntries(
            replace(CENTRE, name=f"指标{turn}"),
            (entry(Field.POSITION, str(turn)), entry(Field.TARGET, f"≥{turn}场")),
        )
        for turn in range(1, lines + 1)
    )
    return [project(*parts, key=replace(KEY, name=f"项目{number}")) for number in range(projects)]


def in_a_child(work: Callable[[], object]) -> int:
    """Start `work` in a process of its own; gives its id. It ends with 0, or with 1 where `work` raised."""
    child = os.fork()
    if child == 0:  # pragma: no cover
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def counts(path: Path) -> tuple[int, ...]:
    """How many rows each table has; the file must be sound."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = ("action", "document", "project", "line", "entry")
        return tuple(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names)
    finally:
        connection.close()


def test_a_large_import_killed_at_any_moment_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    path, base = tmp_path / "scorer.db", tmp_path / "base.db"
    with open_store(base, create=True) as store:
        merge(store, TABLE)
    projects = many(2000)

    def work() -> None:
        with open_store(path, create=False) as store:
            merge(store, *projects, day=2)

    before = counts(base)
    shutil.copy(base, path)
    started = time.monotonic()
    assert exit_code(in_a_child(work)) == 0
    whole = time.monotonic() - started
    after = counts(path)
    assert after[2:4] == (before[2] + 2000, before[3] + 40_000)
    moments = random.Random(20)
    endings = set()
    for _ in range(PLACES):
        shutil.copy(base, path)
        child = in_a_child(work)
        time.sleep(moments.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        endings.add(exit_code(child))
        with open_store(path, create=False) as store:
            store.years()
        assert counts(path) in {before, after}
    assert -signal.SIGKILL in endings


FULL = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from store_examples import entry, merge
from test_robust_store import TABLE, many
from scorer.model.problem import Refused
from scorer.store import open_store

path = Path({path!r})
with open_store(path, create=True) as store:
    merge(store, TABLE)
before = path.read_bytes()
{limit}
with open_store(path, create=False) as store:
    try:
        merge(store, *many(300), day=2)
    except Refused as refused:
        print(refused.problems[0].code.value, refused.problems[0].message.replace(str(path), "X"))
    print(store.years(), len(next(store.projects(2024)).indicators))
print(path.read_bytes() == before)
"""


def full_disk(path: Path, limit: str, *prefix: str) -> subprocess.CompletedProcess[str]:
    tests = Path(__file__).parent
    script = FULL.format(tests=str(tests), path=str(path), limit=limit)
    return subprocess.run(
        [*prefix, sys.executable, "-c", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tests.parent,
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def test_a_file_that_may_not_grow_is_told_and_the_record_stays_as_it_was(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40_000,) * 2)"
    done = full_disk(tmp_path / "scorer.db", limit)
    told, seen, same = done.stdout.splitlines()
    assert told.startswith("store_not_writable "), done.stderr
    assert "记录库 X" in told
    assert (seen, same, done.returncode) == ("(2024,) 2", "True", 0)


def test_a_full_disk_is_told_and_the_record_stays_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = f"mount -t tmpfs -o size=400k tmpfs '{folder}' || exit 77; exec \"$@\""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare here; the test above stands for it with a limit on the file")
    done = full_disk(folder / "scorer.db", "", "unshare", "-m", "sh", "-c", mounting, "sh")
    if done.returncode in {1, 77} and not done.stdout:
        pytest.skip("a disk can be mounted only by root; the test above stands for it")
    assert done.stdout == "store_not_writable 磁盘已满，无法写入记录库 X。\n(2024,) 2\nTrue\n", done.stderr


def outcome(path: Path) -> tuple[Project, ...] | Problem:
    """What reading the whole record gives: all of it, or the message."""
    try:
        with open_store(path, create=False, timeout=0) as store:
            found = tuple(project for year in store.years() for project in store.projects(year))
            store.remarks(2024)
            store.listing(2024)
            assert list(store.history())
            return found
    except Refused as refused:
        (problem,) = refused.problems
        return problem


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "scorer.db"
    with open_store(path, create=True) as store:
        merge(store, *many(40))
        for number in range(1, 41):
            record(store, 3, entry(Field.ACTUAL, "5场"), entry(Field.NOTE, "长" * 300), number=number)
    return path


@pytest.mark.parametrize("place", range(PLACES))
def test_a_record_cut_short_is_refused_in_words(sound: Path, tmp_path: Path, place: int) -> None:
    path = tmp_path / "scorer.db"
    content = sound.read_bytes()
    path.write_bytes(content[: random.Random(place).randrange(1, len(content))])
    found = outcome(path)
    assert isinstance(found, Problem)
    assert (found.code, str(path) in found.message) == (Code.NOT_A_STORE, True)


def damaged(sound: Path, folder: Path, size: int, place: int, fill: Callable[[int], bytes]) -> Path:
    path = folder / "scorer.db"
    content = bytearray(sound.read_bytes())
    start = random.Random(f"{place} {size}").randrange(0, len(content) - size + 1) // size * size
    content[start : start + size] = fill(size)
    path.write_bytes(content)
    return path


FILLS: list[Callable[[int], bytes]] = [random.Random(7).randbytes, bytes, lambda size: b"a1" * (size // 2)]


@pytest.mark.parametrize("fill", FILLS, ids=["random", "zeros", "letters"])
@pytest.mark.parametrize("place", range(PLACES))
def test_a_page_lost_from_a_record_is_told_or_harms_nothing(
    sound: Path, tmp_path: Path, place: int, fill: Callable[[int], bytes]
) -> None:
    found = outcome(damaged(sound, tmp_path, 4096, place, fill))
    if isinstance(found, Problem):
        assert found.code in {Code.NOT_A_STORE, Code.NO_STORE}
    else:
        assert found == outcome(sound)


@pytest.mark.parametrize("fill", FILLS, ids=["random", "zeros", "letters"])
@pytest.mark.parametrize("place", range(PLACES))
def test_a_few_wrong_bytes_never_end_in_an_error_of_ours(
    sound: Path, tmp_path: Path, place: int, fill: Callable[[int], bytes]
) -> None:
    """What they say cannot be checked: a letter in a text may be any letter."""
    path = damaged(sound, tmp_path, 64, place, fill)
    outcome(path)
    with suppress(Refused), open_store(path, create=False, timeout=0) as store:
        merge(store, *many(5), day=9)
        with store.act(stamp(10)) as action:
            action.prune(2024, 1)
            action.record(2024, 2, 3, (entry(Field.ACTUAL, "6场"),))


@pytest.mark.parametrize("words", [b"CREATE TABLE", "指标".encode()])
def test_bytes_that_are_no_text_are_refused_in_words(sound: Path, tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "scorer.db"
    path.write_bytes(sound.read_bytes().replace(words, b"\xb3" * len(words)))
    found = outcome(path)
    assert isinstance(found, Problem)
    assert found.code is Code.NOT_A_STORE


def test_rows_that_lead_nowhere_are_refused_in_words(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "scorer.db"
    shutil.copy(sound, path)
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO entry (action, project, line, field, part, text, reading, imported) "
        "VALUES (1, 1, 99999, 'note', '', '', '', 0)"
    )
    connection.commit()
    connection.close()
    found = outcome(path)
    assert isinstance(found, Problem)
    assert found.code is Code.NOT_A_STORE


def test_a_copy_taken_while_the_record_is_open_and_written_can_be_read(tmp_path: Path) -> None:
    path, copy = tmp_path / "scorer.db", tmp_path / "copy.db"
    with open_store(path, create=True) as store:
        merge(store, TABLE)

    def work() -> None:
        with open_store(path, create=False) as store:
            for turn in range(100_000):
                record(store, 1, entry(Field.ACTUAL, f"{turn}场"))

    child = in_a_child(work)
    seen = set()
    try:
        for _ in range(PLACES):
            time.sleep(0.02)
            shutil.copy(path, copy)
            found = outcome(copy)
            if isinstance(found, Problem):
                assert found.code is Code.NOT_A_STORE
            else:
                seen.add(len(found[0].indicators))
    finally:
        os.kill(child, signal.SIGKILL)
        exit_code(child)
    assert seen == {2}
    with open_store(path, create=False) as store:
        assert the_project(store).indicators[0].actual is not None
    assert tables(path)["entry"]
