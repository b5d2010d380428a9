"""Compound files (OLE), in which the office programs before 2007 wrote: their streams by name."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_NO_SECTOR = 0xFFFFFFFA
_STREAM = 2
_ROOT = 5
_NO_ENTRY = 0xFFFFFFFF
# Numbers of the sectors of the allocation table that the header itself holds.
_IN_HEADER = 109


@dataclass(frozen=True, slots=True)
class Compound:
    """The streams that stand directly in the root of a compound file; those of embedded objects do not."""

    names: frozenset[str]
    _file: "_File"
    _found: dict[str, "_Entry"]

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, None where there is none; cut short where the file is."""
        entry = self._found.get(name)
        return self._file.content(entry) if entry is not None and entry.kind == _STREAM else None


def open_compound(data: bytes) -> Compound | None:
    """The compound file `data`; None where it is none or its directory cannot be read."""
    if not data.startswith(SIGNATURE) or len(data) < _HEADER:
        return None
    try:
        file = _File(data)
    except (struct.error, ValueError, IndexError):
        return None
    found = {entry.name: entry for entry in file.in_root()}
    return Compound(frozenset(found), file, found)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class _File:
    """Sectors, the tables that chain them, and the directory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError(shift)
        self._size = 1 << shift
        directory, cutoff, small_table = struct.unpack_from("<I4xI", data, 48) + struct.unpack_from(
            "<I", data, 60
        )
        self._cutoff = cutoff
        self._next = self._table(self._table_sectors())
        entries = self._chain(directory, len(data))
        self._entries = [self._entry(entries, at) for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise ValueError(directory)
        root = self._entries[0]
        self._small = self._chain(root.start, root.size)
        self._small_next = struct.unpack(
            f"<{len(table := self._chain(small_table, len(data))) // 4}I", table[: len(table) // 4 * 4]
        )

    def in_root(self) -> Iterator[_Entry]:
        """The entries directly in the root, which form a tree of siblings."""
        waiting, seen = [self._entries[0].child], set()
        while waiting:
            number = waiting.pop()
            if number in seen or number == _NO_ENTRY or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            yield entry
            waiting += (entry.left, entry.right)

    def content(self, entry: _Entry) -> bytes:
        if entry.size >= self._cutoff:
            return self._chain(entry.start, entry.size)
        parts = (self._small[at << 6 : (at + 1) << 6] for at in _followed(entry.start, self._small_next))
        return b"".join(parts)[: entry.size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._data[begin : begin + self._size]

    def _chain(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        length = 0
        for number in _followed(start, self._next):
            parts.append(self._sector(number))
            length += self._size
            if length >= size:
                break
        return b"".join(parts)[:size]

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the allocation table: the first in the header, the rest in a chain."""
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        following, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while following < _NO_SECTOR and following not in seen:
            seen.add(following)
            more = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers += more[:-1]
            following = more[-1]
        return [number for number in numbers if number < _NO_SECTOR]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        written = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(written) // 4}I", written[: len(written) // 4 * 4])

    def _entry(self, entries: bytes, at: int) -> _Entry:
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        left, right, child = struct.unpack_from("<III", entries, at + 68)
        start, size = struct.unpack_from("<II", entries, at + 116)
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return _Entry(name, kind, left, right, child, start, size)


def _followed(start: int, following: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain; one that bites its own tail ends where it would begin again."""
    seen: set[int] = set()
    while start < len(following) and start not in seen:
        seen.add(start)
        yield start
        start = following[start]
