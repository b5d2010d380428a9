"""On which line of a TOML document each key stands, which the standard library's reader does not tell."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SCALAR = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'"
    r"|[^,\]}\n#]+",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """Find the line, from 1, on which each key, table and array element of a valid document begins.

    A path holds keys and, inside arrays, places from 0. A table that is opened several times keeps the
    first line.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """Walks over a document that is known to be valid, so that it need not check anything."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._arrays: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        for mark in self._items(""):
            if mark == "[":
                table = self._header()
            else:
                self._pair(table)

    def _items(self, closing: str) -> Iterator[str]:
        """Yield the first character of each item up to `closing` (or the end), commas and blanks skipped."""
        while True:
            self._skip(_BLANK)
            mark = self.text[self.at : self.at + 1]
            if mark == closing:
                self.at += len(closing)
                return
            if mark == ",":
                self.at += 1
            else:
                yield mark

    def _header(self) -> Path:
        is_array = self.text.startswith("[[", self.at)
        line = self._line()
        self.at += 2 if is_array else 1
        self._skip(_BLANK)
        *outer, last = self._key()
        path: Path = ()
        for part in outer:
            path = self._inside((*path, part))
            self.lines.setdefault(path, line)
        path = (*path, last)
        self.lines.setdefault(path, line)
        if is_array:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            path = self._inside(path)
            self.lines[path] = line
        self._skip(_BLANK)
        self.at += 2 if is_array else 1
        return path

    def _inside(self, path: Path) -> Path:
        """Return the table that `path` names: the last one where it is an array of tables."""
        return (*path, self._arrays[path]) if path in self._arrays else path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._skip(_BLANK)
        self.at += 1
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        mark = self.text[self.at]
        if mark == "{":
            self.at += 1
            for _ in self._items("}"):
                self._pair(path)
        elif mark == "[":
            self.at += 1
            for place, _ in enumerate(self._items("]")):
                self.lines[(*path, place)] = self._line()
                self._value((*path, place))
        else:
            self._skip(_SCALAR)

    def _key(self) -> list[str]:
        parts = []
        while True:
            match = _KEY.match(self.text, self.at)
            assert match is not None
            parts.append(_plain(match[0]))
            self.at = match.end()
            if not self._skip(_DOT):
                return parts

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match is not None

    def _line(self) -> int:
        return bisect_right(self._breaks, self.at) + 1


def _plain(key: str) -> str:
    """Read a key without its quotation marks and escapes."""
    return next(iter(tomllib.loads(f"{key}=0"))) if key[0] in "\"'" else key
