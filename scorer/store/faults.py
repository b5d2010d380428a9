"""What a user is told when the record cannot be opened, read or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused

_DAMAGED = "文件内容不是数据库，或者已经损坏"
_NOTHING_STORED = "本次没有存入任何内容"


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Raise Refused where the database or the disk under it gives up; other errors pass."""
    try:
        yield
    except sqlite3.Error as error:
        problem = _problem(path, _primary_code(error))
        if problem is None:
            raise
        raise Refused(problem) from error


@contextmanager
def refusing_to_read(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Do as `refusing` and, where rows make no sense, ask the database whether the file is damaged."""
    with refusing(path):
        try:
            yield
        except (ValueError, TypeError, LookupError, sqlite3.IntegrityError) as error:
            if _is_sound(connection):
                raise
            raise Refused(not_a_store(path, _DAMAGED)) from error


def no_store(path: Path) -> Problem:
    """There is no record at `path` yet."""
    return Problem(
        Code.NO_STORE,
        f"没有找到记录库 {path}。",
        "请先用 scorer import 导入绩效目标表，或用 --db 指明记录库所在的位置。",
    )


def not_a_store(path: Path, found: str) -> Problem:
    """`path` is something else; `found` says what, as a clause."""
    return Problem(
        Code.NOT_A_STORE,
        f"{path} 不是绩效自评的记录库：{found}。应为 scorer import 建立的记录库文件。",
        "请用 --db 指明记录库文件；如果它原来是记录库，请用备份恢复。该文件没有改动。",
    )


def newer_store(path: Path, unknown: tuple[str, ...]) -> Problem:
    """`path` was written by a later version, whose changes `unknown` this one does not know."""
    return Problem(
        Code.STORE_NEWER,
        f"记录库 {path} 由更新版本的 scorer 写成（本版本不认识：{'、'.join(unknown)}）。",
        "请升级 scorer 后再打开。该文件没有改动。",
    )


def not_accessible(path: Path) -> Problem:
    """`path` or its folder may not be read or written."""
    return Problem(
        Code.STORE_NOT_WRITABLE,
        f"无法打开或写入记录库 {path}：没有权限，或文件、文件夹是只读的。",
        f"请检查文件和所在文件夹的权限，或用 --db 指明可以写入的位置。{_NOTHING_STORED}。",
    )


def _primary_code(error: sqlite3.Error) -> int:
    """The database's own code; Python gives none where a text in the file is no text any more."""
    unnamed = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else sqlite3.SQLITE_ERROR
    return int(getattr(error, "sqlite_errorcode", unnamed)) & 0xFF


def _is_sound(connection: sqlite3.Connection) -> bool:
    """Whether tables and indexes agree and every text is one: takes seconds for a large record."""
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return False
        schema = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in schema:
            for _ in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                pass
    except UnicodeDecodeError:  # what the database says of the damage quotes it
        return False
    return True


def _problem(path: Path, primary_code: int) -> Problem | None:
    match primary_code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Problem(
                Code.STORE_BUSY,
                f"记录库 {path} 正被另一个程序使用，等候之后仍未空出。",
                f"请等那个程序结束后再试。{_NOTHING_STORED}。",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return not_accessible(path)
        case sqlite3.SQLITE_FULL:
            return Problem(
                Code.STORE_NOT_WRITABLE,
                f"磁盘已满，无法写入记录库 {path}。",
                f"请腾出磁盘空间后再试。{_NOTHING_STORED}。",
            )
        case sqlite3.SQLITE_IOERR:
            return Problem(
                Code.STORE_NOT_WRITABLE,
                f"读写记录库 {path} 时磁盘或网络出错。",
                f"请检查磁盘或网络连接后再试。{_NOTHING_STORED}。",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return not_a_store(path, _DAMAGED)
        case _:
            return None
