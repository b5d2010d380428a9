"""Zip packages, as .docx, .xlsx and .odt files are, opened without trusting what they say of themselves."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.formats import encrypted

_MB = 1024 * 1024
LARGEST_PART = 256 * _MB
"""Bytes of one unpacked part; a part never gives more, whatever the package says."""
LARGEST_PACKAGE = 512 * _MB
"""Bytes of all unpacked parts together."""
MOST_PARTS = 10_000
MOST_TIMES = 200
"""How many times its packed size a part of more than 10 MB may have; texts and tables have some 20."""

PART_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
"""What reading a part raises where its bytes are damaged; `damaged` is the problem to show then."""

_RATHER_LARGE = 10 * _MB
_ENCRYPTED = 0x1
# Each entry of the directory begins so; they are counted before any is turned into an object.
_ENTRY = b"PK\x01\x02"
# A new part has no time of its own: the same document gives the same bytes.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a package by name; names are compared as the standard has it, without regard to case."""

    names: tuple[str, ...]
    _archive: ZipFile
    _members: dict[str, ZipInfo]

    def part(self, name: str) -> IO[bytes] | None:
        """The unpacked bytes of a part, given out piece by piece; None where there is no such part.

        Reading raises one of PART_FAULTS where the part is damaged.
        """
        member = self._members.get(_key(name))
        return None if member is None else self._archive.open(member)

    def content(self, name: str) -> bytes | None:
        """The unpacked bytes of a part; None where there is no such part. Raises as `part` does."""
        member = self._members.get(_key(name))
        return None if member is None else self._archive.read(member)

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts in place of its own, new ones last, and the others as they are.

        Raises one of PART_FAULTS where another part is damaged.
        """
        given = {_key(name): (name, content) for name, content in parts.items()}
        output = BytesIO()
        with ZipFile(output, "w", ZIP_DEFLATED) as archive:
            for member in self._archive.infolist():
                key = _key(member.filename)
                # Of two members of one name the last is the one that is read.
                if member.is_dir() or self._members[key] is member:
                    _, content = given.pop(key, ("", None))
                    archive.writestr(
                        _like(member), self._archive.read(member) if content is None else content
                    )
            for name, content in given.values():
                archive.writestr(ZipInfo(name, _EARLIEST), content, ZIP_DEFLATED)
        return output.getvalue()


def open_package(document: str, data: bytes) -> Package | Problem:
    """The package that `data` are; a Problem where it is damaged, encrypted or too large unpacked."""
    if data.count(_ENTRY) > MOST_PARTS:
        return _too_large(document, f"里面有超过{MOST_PARTS:,}个部分")
    try:
        archive = ZipFile(BytesIO(data))
    except (*PART_FAULTS, ValueError, UnicodeDecodeError):
        return damaged(document)
    members = [member for member in archive.infolist() if not member.is_dir()]
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return encrypted(document)
    # Other ways of packing are not allowed in these formats, and unpack without a bound on memory.
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        return damaged(document)
    return _oversize(document, members) or Package(
        tuple(member.filename for member in members),
        archive,
        {_key(member.filename): member for member in members},
    )


def target_name(part: str, target: str) -> str:
    """The name of the part that the relationship `target` of `part` points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return normpath(join(dirname(part), target)).lstrip("/")


def damaged(document: str) -> Problem:
    """The problem of a file that was cut off or damaged on its way."""
    message = "文件不完整或已损坏，打不开。可能没有传完，或者没有保存完。"
    hint = "请重新取得这个文件；若 Word、Excel 或 WPS 能打开它，请另存一份再导入。"
    return Problem(Code.DOCUMENT_DAMAGED, message, hint, Source(document, 0, 0, 0, ""))


def unsafe(document: str) -> Problem:
    """The problem of a file whose XML declares a document type: entities of its own, or of other files."""
    message = "文件里有文档类型声明（DOCTYPE），可能引用别的文件或网址，为了安全没有读取。"
    hint = "Word、Excel 和 WPS 保存的文件没有这种声明；请核对文件来源，用它们另存一份再导入。"
    return Problem(Code.DOCUMENT_UNSAFE, message, hint, Source(document, 0, 0, 0, ""))


def _oversize(document: str, members: list[ZipInfo]) -> Problem | None:
    largest = max((member.file_size for member in members), default=0)
    if largest > LARGEST_PART:
        size, limit = -(-largest // _MB), LARGEST_PART // _MB
        return _too_large(document, f"里面的一个部分展开后有{size:,}MB，最多能读{limit}MB")
    if any(
        member.file_size > _RATHER_LARGE and member.file_size > MOST_TIMES * member.compress_size
        for member in members
    ):
        return _too_large(document, f"里面的一个部分展开后超过原来的{MOST_TIMES}倍")
    whole = sum(member.file_size for member in members)
    if whole > LARGEST_PACKAGE:
        size, limit = -(-whole // _MB), LARGEST_PACKAGE // _MB
        return _too_large(document, f"全部展开后有{size:,}MB，最多能读{limit}MB")
    return None


def _too_large(document: str, found: str) -> Problem:
    hint = "正常的表格没有这么大，请核对文件来源；若是图片太多，请删去图片或分成几份再导入。"
    return Problem(Code.DOCUMENT_TOO_LARGE, f"文件太大：{found}。", hint, Source(document, 0, 0, 0, ""))


def _like(member: ZipInfo) -> ZipInfo:
    """A member to be written with the name, time and packing of one that was read."""
    made = ZipInfo(member.filename, member.date_time)
    made.compress_type, made.external_attr = member.compress_type, member.external_attr
    made.create_system = member.create_system
    return made


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
