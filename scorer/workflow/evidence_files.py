"""Files of evidence on the disk: what they hold, where they stand, and copies beside the record."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused

COPIES = "佐证材料"
"""The folder beside the record into which evidence is copied."""

_CHUNK = 1024 * 1024
# As many digits of the SHA-256 as tell a copy from another file of its name; more where those are taken.
_DIGITS = (8, 16, 64)
_LONGEST_STEM = 150


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its size in bytes and its SHA-256."""

    size: int
    sha256: str


def content_of(path: Path) -> Content:
    """Size and SHA-256 of a file of any size, read piece by piece; raises OSError."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Content(size, digest.hexdigest())


def look_for(text: str, folders: tuple[Path, ...]) -> Path | None:
    """The file or folder that a text names, absolute or in the first of `folders` that has it; None for none."""
    for folder in folders:
        path = folder / text
        with suppress(OSError, ValueError):  # no name of a file: too long, or with signs that none can have
            if path.exists():
                return path
    return None


def recorded_path(path: Path, folder: Path) -> str:
    """The path as the record keeps it: relative to its folder, with /; absolute where it is on another drive."""
    standing = path.absolute().parent.resolve() / path.name
    try:
        return Path(os.path.relpath(standing, folder)).as_posix()
    except ValueError:
        return standing.as_posix()


def copied_into(path: Path, content: Content, folder: Path, *, only_named: bool = False) -> tuple[Path, bool]:
    """The file's copy beside the record in `folder`, and whether it was made now; `only_named` makes none.

    A file that stands in the folder of copies already is its own copy. Refused where it cannot be copied.
    """
    copies = folder / COPIES
    if path.absolute().parent.resolve() == copies:
        return path, False
    try:
        if copies.exists() and not copies.is_dir():
            raise _not_copied(path, copies, "那里有一个同名的文件，不是文件夹")
        for digits in _DIGITS:
            copy = copies / _name(path, content.sha256[:digits])
            if not copy.exists():
                return (copy, False) if only_named else (_copied(path, content, copy), True)
            if copy.stat().st_size == content.size and content_of(copy) == content:
                return copy, False
        raise _not_copied(path, copies, "那里已有同名而内容不同的文件")
    except OSError as error:
        raise _not_copied(path, copies, "没有写入权限，或磁盘已满") from error


def _copied(path: Path, content: Content, copy: Path) -> Path:
    copy.parent.mkdir(exist_ok=True)
    half = copy.with_name(f".{copy.name}.{os.getpid()}")
    try:
        shutil.copyfile(path, half)
        if content_of(half) != content:
            raise _not_copied(path, copy.parent, "复制的时候文件又变了")
        half.replace(copy)
    finally:
        half.unlink(missing_ok=True)
    return copy


def _name(path: Path, digits: str) -> str:
    """The file's own name with some digits of its content before the suffix."""
    stem = path.stem.encode()[:_LONGEST_STEM].decode(errors="ignore")
    return f"{stem}-{digits}{path.suffix}"


def _not_copied(path: Path, copies: Path, why: str) -> Refused:
    message = f"没能把“{path}”复制到“{copies}”：{why}"
    hint = "请处理后重做一次；或不用 --copy-evidence，让文件留在原处"
    return Refused(Problem(Code.EVIDENCE_NOT_COPIED, message, hint))
