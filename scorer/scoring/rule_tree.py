"""The rule file as a tree whose values know their key and line, before anything is understood of it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.scoring.toml_lines import Path, key_lines

Value = str | bool | int | Decimal | date | time | tuple["Node", ...] | dict[str, "Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file, and where it stands: its path, in which arrays count from 0."""

    path: Path
    value: Value
    places: "Places"

    @property
    def key(self) -> str:
        """The path as users read it: lateness[2].days, places from 1; "" for the whole file."""
        dots = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(dots).removeprefix(".")

    @property
    def table(self) -> dict[str, "Node"]:
        """The keys of a table; none for any other value."""
        return self.value if isinstance(self.value, dict) else {}

    def fault(self, code: Code, message: str, hint: str) -> Problem:
        """Make a problem of this value."""
        source = self.places.source(self.path)
        return Problem(code, f"{self.key or '评分规则文件'}：{message}", hint, source)


class Places:
    """On which line of the file each key stands; found out when the first fault asks for it."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text

    def source(self, path: Path) -> Source:
        """The line that the key of `path` begins on."""
        row = self._lines.get(path, 1)
        return Source(self._name, 0, row, 0, self._rows[row - 1].strip())

    @cached_property
    def _lines(self) -> dict[Path, int]:
        return key_lines(self._text)

    @cached_property
    def _rows(self) -> list[str]:
        return self._text.split("\n")


def read_tree(name: str, data: bytes) -> Node | Problem:
    """Return the whole file, or why it is not a TOML document in UTF-8 (a byte order mark is allowed)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        hint = "请用文本编辑器把文件另存为 UTF-8 编码。"
        return Problem(Code.RULES_NOT_TOML, "评分规则文件不是 UTF-8 编码", hint, Source(name, 0, row, 0, ""))
    text = text.replace("\r\n", "\n")
    try:
        return _node((), tomllib.loads(text, parse_float=Decimal), Places(name, text))
    except (ValueError, ArithmeticError, RecursionError) as error:
        return _not_toml(name, text, str(error))


def merged(parent: Node, child: Node, added_to: Iterable[str]) -> Node:
    """Return `child` with what only `parent` has; tables named in `added_to` are joined key by key.

    There a key of the child also replaces the parent's keys of its parts ("tiers" those of "tiers.default").
    """
    table = {**parent.table, **child.table}
    for key in set(added_to) & parent.table.keys() & child.table.keys():
        inner = child.table[key]
        if isinstance(inner.value, dict):
            kept = {
                k: v for k, v in parent.table[key].table.items() if k.partition(".")[0] not in inner.value
            }
            table[key] = replace(inner, value={**kept, **inner.value})
    return replace(child, value=table)


def plain(value: Value) -> object:
    """Return the value without its places, numbers as their shortest text, so that 0.80 is 0.8."""
    match value:
        case dict():
            return {key: plain(node.value) for key, node in value.items()}
        case tuple():
            return [plain(node.value) for node in value]
        case bool() | str():
            return value
        case int() | Decimal():
            return f"{Decimal(value).normalize():f}"
        case _:
            return value.isoformat()


def _node(path: Path, value: Any, places: Places) -> Node:
    inner: Value
    match value:
        case dict():
            inner = {key: _node((*path, key), item, places) for key, item in value.items()}
        case list():
            inner = tuple(_node((*path, place), item, places) for place, item in enumerate(value))
        case _:
            inner = value
    return Node(path, inner, places)


def _not_toml(name: str, text: str, reason: str) -> Problem:
    message = "不是有效的 TOML 文件"
    row = 0
    if place := re.search(r"at line (\d+), column (\d+)", reason):
        row = int(place[1])
        message += f"，第{row}行第{place[2]}个字符处读不下去"
    elif "end of document" in reason:
        row = text.rstrip("\n").count("\n") + 1
        message += "，读到文件末尾仍不完整"
    else:
        message += "，其中的数字过长或括号嵌套过深"
    if any(word in reason for word in ("overwrite", "twice", "Duplicate")):
        message += "（同一个键写了两遍）"
    hint = "请检查这一行及上一行的引号、括号、逗号和等号；文字要加引号，键不能重复。"
    written = text.split("\n")[row - 1].strip() if row else ""
    return Problem(Code.RULES_NOT_TOML, message, hint, Source(name, 0, row, 0, written))
