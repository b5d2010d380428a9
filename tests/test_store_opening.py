"""Opening the record: what is refused, in which words, and what is left untouched."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_examples import CENTRE, PEOPLE, entry, line, merge, project, record, stamp, tables, the_project

from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.store import open_store
from scorer.store.migrations import _migrations
from scorer.store.schema import MIGRATIONS

TABLE = project(line(CENTRE, 1, "≥26场"), line(PEOPLE, 2, "≥3150人"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "记录 库#1?.db"


def refusal(action: Callable[[], object]) -> Problem:
    with pytest.raises(Refused) as caught:
        action()
    (problem,) = caught.value.problems
    return problem


def made(path: Path) -> Path:
    with open_store(path, create=True) as store:
        merge(store, TABLE)
    return path


def test_a_missing_record_is_refused_with_the_command_that_makes_one(path: Path) -> None:
    problem = refusal(lambda: open_store(path, create=False))
    assert (problem.code, problem.message) == (Code.NO_STORE, f"没有找到记录库 {path}。")
    assert "scorer import" in problem.hint
    assert not path.exists()


@pytest.mark.parametrize("create", [True, False])
def test_an_empty_file_is_a_record_yet_to_be_made(path: Path, create: bool) -> None:
    path.touch()
    if create:
        open_store(path, create=True).close()
        assert tables(path)["_sqlite_migrations"]
    else:
        assert refusal(lambda: open_store(path, create=False)).code is Code.NO_STORE
        assert path.read_bytes() == b""


def test_a_new_record_is_made_with_its_folder_and_an_id_of_its_own(tmp_path: Path) -> None:
    paths = [tmp_path / "data" / "年度" / f"{number}.db" for number in (1, 2)]
    ids = [tables(made(path))["store"] for path in paths]
    assert ids[0] != ids[1]
    open_store(paths[0], create=True).close()
    assert tables(paths[0])["store"] == ids[0]


def test_a_first_opening_that_fails_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: int) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("secrets.token_hex", failing)
        with pytest.raises(KeyboardInterrupt):
            open_store(path, create=True)
    assert tables(path) == {}
    assert len(tables(made(path))["project"]) == 1


def test_an_entry_of_no_project_cannot_be_stored(path: Path) -> None:
    with open_store(path, create=True) as store, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store._connection.execute(
            "INSERT INTO entry (action, project, field, part, text, reading, imported) "
            "VALUES (1, 1, 'note', '', '', '', 0)"
        )


def _as_text(path: Path) -> None:
    path.write_text("项目名称,指标值\n", encoding="utf-8")


def _as_long_text(path: Path) -> None:
    path.write_text("项目名称,指标值\n" * 1000, encoding="utf-8")


def _as_other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE project (id INTEGER)")
    connection.close()


def _as_marked_database(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE _sqlite_migrations")
    connection.close()


def _as_unmarked_copy(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 7")
    connection.close()


def _as_broken_header(path: Path) -> None:
    made(path)
    path.write_bytes(b"x" * 50 + path.read_bytes()[50:])


OTHER_FILES = [
    _as_text,
    _as_long_text,
    _as_other_database,
    _as_marked_database,
    _as_unmarked_copy,
    _as_broken_header,
]


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("write", OTHER_FILES)
def test_another_file_is_refused_and_left_as_it_is(
    path: Path, write: Callable[[Path], None], create: bool
) -> None:
    write(path)
    before = path.read_bytes()
    problem = refusal(lambda: open_store(path, create=create))
    assert problem.code is Code.NOT_A_STORE
    assert problem.message.startswith(f"{path} 不是绩效自评的记录库：")
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_refused_by_name(tmp_path: Path, create: bool) -> None:
    problem = refusal(lambda: open_store(tmp_path, create=create))
    assert problem.code is Code.NOT_A_STORE
    assert "这是一个文件夹" in problem.message


def test_a_file_in_place_of_the_folder_is_refused(path: Path) -> None:
    path.touch()
    assert refusal(lambda: open_store(path / "scorer.db", create=True)).code is Code.STORE_NOT_WRITABLE
    assert refusal(lambda: open_store(path / "scorer.db", create=False)).code is Code.NO_STORE


def test_a_record_broken_further_in_is_refused_when_it_is_read(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry'").fetchone()
    connection.close()
    content = path.read_bytes()
    path.write_bytes(content[: 4096 * (page - 1)] + b"\xff" * 4096 + content[4096 * page :])
    with open_store(path, create=False) as store:
        assert refusal(lambda: list(store.projects(2024))).code is Code.NOT_A_STORE


@pytest.mark.parametrize("create", [True, False])
def test_a_later_version_s_record_is_refused_and_left_as_it_is(path: Path, create: bool) -> None:
    made(path)
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('scorer', 'retired', '')"
    )
    connection.commit()
    connection.close()
    before = path.read_bytes()
    problem = refusal(lambda: open_store(path, create=create))
    assert problem.code is Code.STORE_NEWER
    assert "retired" in problem.message
    assert path.read_bytes() == before


def test_the_known_migrations_are_those_that_exist(path: Path) -> None:
    assert tuple(each.name for each in _migrations._migrations) == MIGRATIONS
    assert tuple(row[2] for row in tables(made(path))["_sqlite_migrations"]) == MIGRATIONS


@pytest.fixture
def writing_elsewhere(path: Path) -> Iterator[sqlite3.Connection]:
    made(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


@pytest.mark.usefixtures("writing_elsewhere")
def test_a_busy_record_can_be_read_but_not_written(path: Path) -> None:
    with open_store(path, create=False, timeout=0) as store:
        assert len(the_project(store).indicators) == 2
        problem = refusal(lambda: record(store, 1, entry(Field.ACTUAL, "28场")))
    assert problem.code is Code.STORE_BUSY
    assert "本次没有存入任何内容" in problem.hint


def test_a_record_being_written_at_this_moment_is_busy_on_opening(
    path: Path, writing_elsewhere: sqlite3.Connection
) -> None:
    writing_elsewhere.execute("ROLLBACK")
    writing_elsewhere.execute("BEGIN EXCLUSIVE")
    assert refusal(lambda: open_store(path, create=True, timeout=0)).code is Code.STORE_BUSY


def test_a_full_disk_is_named_and_stores_nothing(path: Path) -> None:
    before = tables(made(path))
    with open_store(path, create=False) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        problem = refusal(lambda: record(store, 1, entry(Field.NOTE, "长" * 100_000)))
    assert problem.code is Code.STORE_NOT_WRITABLE
    assert problem.message == f"磁盘已满，无法写入记录库 {path}。"
    assert tables(path) == before


def test_a_disk_error_is_told_and_a_mistake_of_our_own_is_not_disguised(path: Path) -> None:
    def failing(code: int) -> None:
        error = sqlite3.OperationalError("simulated")
        error.sqlite_errorcode = code
        with open_store(path, create=True) as store, store.act(stamp()):
            raise error

    assert refusal(lambda: failing(sqlite3.SQLITE_READONLY_DIRECTORY)).code is Code.STORE_NOT_WRITABLE
    problem = refusal(lambda: failing(sqlite3.SQLITE_IOERR_WRITE))
    assert (problem.code, "磁盘或网络出错" in problem.message) == (Code.STORE_NOT_WRITABLE, True)
    with pytest.raises(sqlite3.OperationalError, match="simulated"):
        failing(sqlite3.SQLITE_ERROR)


def test_an_error_of_the_caller_s_own_passes_unchanged(path: Path) -> None:
    def failing() -> None:
        with open_store(path, create=True) as store, store.act(stamp()):
            raise FileNotFoundError("a document")

    with pytest.raises(FileNotFoundError):
        failing()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_a_user_without_rights(action: Callable[[], bool]) -> bool:
    """Run `action` in a child that is not root, so that permissions hold; gives what it gave."""
    child = os.fork()
    if child == 0:  # pragma: no cover
        status = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            status = 0 if action() else 1
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are POSIX ones")


@needs_fork
def test_a_record_in_a_read_only_folder_can_be_read_and_refuses_to_be_written(shared_folder: Path) -> None:
    path = made(shared_folder / "scorer.db")
    path.chmod(0o444)
    shared_folder.chmod(0o555)

    def read() -> bool:
        with open_store(path, create=False) as store:
            return len(the_project(store).indicators) == 2

    def write() -> bool:
        with open_store(path, create=False) as store:
            problem = refusal(lambda: record(store, 1, entry(Field.ACTUAL, "28场")))
        return problem.code is Code.STORE_NOT_WRITABLE

    def create() -> bool:
        problem = refusal(lambda: open_store(shared_folder / "new" / "scorer.db", create=True))
        return problem.code is Code.STORE_NOT_WRITABLE

    before = path.read_bytes()
    assert as_a_user_without_rights(read)
    assert as_a_user_without_rights(write)
    assert as_a_user_without_rights(create)
    assert path.read_bytes() == before
    assert list(shared_folder.iterdir()) == [path]


@needs_fork
def test_a_record_that_may_not_be_read_is_refused(shared_folder: Path) -> None:
    path = made(shared_folder / "scorer.db")
    path.chmod(0)

    def opened() -> bool:
        return refusal(lambda: open_store(path, create=False)).code is Code.STORE_NOT_WRITABLE

    assert as_a_user_without_rights(opened)
    shared_folder.chmod(0)
    assert as_a_user_without_rights(opened)


@needs_fork
def test_a_program_killed_while_it_writes_leaves_the_record_as_it_was(path: Path) -> None:
    before = tables(made(path))
    child = os.fork()
    if child == 0:  # pragma: no cover
        with open_store(path, create=False) as store, store.act(stamp(2)) as action:
            store._connection.execute("PRAGMA cache_size = 2")
            for _ in range(50):
                action.record(2024, 1, 1, (entry(Field.NOTE, "长" * 5_000),))
                action.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    with open_store(path, create=False) as store:
        assert the_project(store).indicators[0].note is None
    assert tables(path) == before


def test_opening_for_reading_writes_nothing_and_imports_nothing_that_writes(path: Path) -> None:
    made(path)
    before = path.stat()
    script = (
        "import sys; from pathlib import Path; from scorer.store import open_store\n"
        "with open_store(Path(sys.argv[1]), create=False) as store:\n"
        "    print(store.years(), len(next(store.projects(2024)).indicators), store.remarks(2024))\n"
        "print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stdout == "(2024,) 2 ()\nFalse\n"
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (before.st_mtime_ns, before.st_size)
