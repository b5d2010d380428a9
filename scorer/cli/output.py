"""Where a report goes: the terminal, or a file."""

import sys
from pathlib import Path

import click

from scorer.model.problem import Code, Problem, Refused

_BYTE_ORDER_MARK = "\ufeff"
# On the screen in the terminal's own encoding; as data always UTF-8, Excel wants the mark.
_ON_SCREEN = frozenset({"table", "text"})
_RECORD = b"SQLite format 3\0"


def write_output(text: str, format_: str, path: Path | None) -> None:
    """Write a report to `path`, or to stdout: data formats as UTF-8 whatever the terminal's encoding.

    Raises Refused where the file cannot be written, or is a record, which a slip of the hand would destroy.
    """
    if format_ == "csv":
        text = _BYTE_ORDER_MARK + text
    if path is not None:
        write_file(path, text.encode())
        click.echo(f"已写入{path}", err=True)
    elif format_ in _ON_SCREEN or sys.stdout.isatty():
        click.echo(text.removeprefix(_BYTE_ORDER_MARK), nl=not text.endswith("\n"))
    else:
        click.echo(text.encode(), nl=False)


def expect_suffix(path: str | Path, suffix: str, otherwise: str = "") -> None:
    """A usage error where a file would bear a name that its program does not open."""
    if Path(path).suffix.lower() != suffix:
        raise click.UsageError(f"“{path}”请改成以 {suffix} 结尾{otherwise}。")


def expect_new_file(path: Path) -> None:
    """Refuse a file that is there already: it may hold what colleagues filled in. Refuse what is no place for one."""
    if path.is_file():
        raise _refused(path, "已有这个文件，里面可能有填好的内容", "请换一个文件名，或先把原来的文件移走")
    _expect_place(path)


def write_file(path: Path, content: bytes) -> None:
    """Write a report to `path`; Refused where that cannot be done, or is a record."""
    try:
        if path.is_file() and _begins_as_record(path):
            raise _refused(path, "这是记录库，不能用报告覆盖", "请换一个文件名")
        _expect_place(path)
        path.write_bytes(content)
    except OSError as error:
        hint = "请检查文件夹的写入权限和磁盘空间，文件若已在别的程序中打开请先关闭；或写到别处"
        raise _refused(path, "没有写入权限，或磁盘已满", hint) from error


def _expect_place(path: Path) -> None:
    if path.is_dir():
        raise _refused(path, "这是文件夹", "请在后面写上文件名")
    if not path.parent.is_dir():
        raise _refused(path, f"没有文件夹“{path.parent}”", "请先建立这个文件夹，或写到别处")


def _begins_as_record(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_RECORD)) == _RECORD


def _refused(path: Path, why: str, hint: str) -> Refused:
    return Refused(Problem(Code.OUTPUT_NOT_WRITABLE, f"写不了“{path}”：{why}", hint))
