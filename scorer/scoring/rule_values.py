"""Values of the rule file read as the types that the rule set's dataclasses declare."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from scorer.model.problem import Code, Problem
from scorer.scoring.rule_tree import Node
from scorer.scoring.rules import Hundredths

MOST_LISTED = 24
"""How many keys a message lists at most."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """Stands for a value that could not be read; why is among the problems."""


def read_fields(hints: Mapping[str, Any], node: Node, problems: list[Problem]) -> dict[str, Any]:
    """Read a table's keys by the types they should have; what cannot be read is left out and is a problem.

    So is a key that is not there, unless it may be None.
    """
    found: dict[str, Any] = {}
    for key, hint in hints.items():
        if key in node.table:
            value = _read(hint, node.table[key], problems)
            if not isinstance(value, NotRead):
                found[key] = value
        elif _may_be_absent(hint):
            found[key] = None
        else:
            problems.append(node.fault(Code.RULE_KEY_MISSING, f"缺少“{key}”", f"请补上 {key} = …"))
    return found


def unknown_keys(node: Node, known: Sequence[str], problems: list[Problem]) -> None:
    """Add a problem for every key of the table that is not in `known`, with the nearest of them."""
    for key, inner in node.table.items():
        if key not in known:
            from difflib import get_close_matches  # noqa: PLC0415  only a faulty file needs it

            near = get_close_matches(key, known, 1)
            hint = f"是不是“{near[0]}”？" if near else f"可用的键：{_some(known)}。"
            problems.append(inner.fault(Code.RULE_KEY_UNKNOWN, f"不认识的键“{key}”", hint))


@cache
def hints_of(cls: type) -> dict[str, Any]:
    """Return the fields of a dataclass and their types, kept apart where two kinds of number share one."""
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in fields(cls)}


def _some(known: Sequence[str]) -> str:
    listed = "、".join(known[:MOST_LISTED])
    return listed if len(known) <= MOST_LISTED else f"{listed}等{len(known)}个，见随程序提供的文件"


def _may_be_absent(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _read(hint: Any, node: Node, problems: list[Problem]) -> Any:
    """One value of the type `hint`, or NotRead."""
    if hint in _SCALARS:
        return _scalar(*_SCALARS[hint], node, problems)
    if get_origin(hint) is UnionType:
        return _read(get_args(hint)[0], node, problems)
    if get_origin(hint) is dict:
        return _named(get_args(hint)[1], node, problems)
    if get_origin(hint) is tuple:
        return _several(get_args(hint), node, problems)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint, node, problems)
    return _choice(hint, node, problems)


def _scalar(expected: str, convert: Callable[[Any], Any], node: Node, problems: list[Problem]) -> Any:
    value = convert(node.value)
    return _wrong(expected, node, problems) if value is None else value


def _wrong(expected: str, node: Node, problems: list[Problem]) -> NotRead:
    message = f"应为{expected}，实际是{_shown(node)}"
    problems.append(node.fault(Code.RULE_VALUE_WRONG, message, "请改正这一行的值。"))
    return NotRead()


def _shown(node: Node) -> str:
    match node.value:
        case dict():
            return "一个表"
        case tuple():
            return "一个数组"
        case str():
            return f"文字“{node.value}”"
        case bool():
            return str(node.value).lower()
        case _:
            return str(node.value)[:40]


def _record(cls: type, node: Node, problems: list[Problem]) -> Any:
    if not isinstance(node.value, dict):
        return _wrong("一个表", node, problems)
    hints = hints_of(cls)
    unknown_keys(node, tuple(hints), problems)
    found = read_fields(hints, node, problems)
    return cls(**found) if found.keys() == hints.keys() else NotRead()


def _named(inner: Any, node: Node, problems: list[Problem]) -> Any:
    if not isinstance(node.value, dict):
        return _wrong("一个表", node, problems)
    values = {key: _read(inner, item, problems) for key, item in node.value.items()}
    return NotRead() if any(isinstance(value, NotRead) for value in values.values()) else values


def _several(inner: tuple[Any, ...], node: Node, problems: list[Problem]) -> Any:
    if get_origin(inner[0]) is tuple and get_args(inner[0])[-1] == Hundredths:
        points = _named(Hundredths, node, problems)
        return points if isinstance(points, NotRead) else tuple(points.items())
    if not isinstance(node.value, tuple):
        return _wrong("一个数组", node, problems)
    if inner[-1] is not Ellipsis and len(node.value) != len(inner):
        return _wrong(f"{len(inner)}个元素的数组", node, problems)
    if inner[0] is str and _repeated(node.value, problems):
        return NotRead()
    if inner[0] is str and None not in (words := tuple(_text(item.value) for item in node.value)):
        return words
    values = tuple(_read(inner[0], item, problems) for item in node.value)
    return NotRead() if any(isinstance(value, NotRead) for value in values) else values


def _repeated(nodes: tuple[Node, ...], problems: list[Problem]) -> bool:
    """Tell whether a list has a word twice, with a problem for each."""
    seen: set[str] = set()
    found = len(problems)
    for node in nodes:
        if isinstance(node.value, str):
            if node.value in seen:
                hint = "请删去重复的一个。"
                problems.append(node.fault(Code.RULE_VALUE_WRONG, f"词语“{node.value}”重复", hint))
            seen.add(node.value)
    return len(problems) > found


def _choice(cls: type[StrEnum], node: Node, problems: list[Problem]) -> Any:
    for member in cls:
        if member.value == node.value:
            return member
    return _wrong("下列之一：" + "、".join(cls), node, problems)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() == value != "" else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: object) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999
    return value if isinstance(value, int) and is_count else None


def _number(value: object) -> Decimal | None:
    """Read a number of at most six decimals from 0 to a million, without an exponent."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        written = str(value)
    elif isinstance(value, str):
        written = value
    else:
        return None
    return Decimal(written) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", written) else None


def _share(value: object) -> Fraction | None:
    number = _number(value)
    return Fraction(number) if number is not None and number <= 1 else None


def _hundredths(value: object) -> int | None:
    number = _number(value)
    if number is None or number > 100 or number * 100 != int(number * 100):
        return None
    return int(number * 100)


_SCALARS: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    str: ("不空、首尾不带空格的文字", _text),
    bool: ("true或false", _flag),
    int: ("不超过9999的非负整数", _count),
    Decimal: ("最多六位小数的非负数", _number),
    Fraction: ("0至1之间、最多六位小数的数", _share),
    Hundredths: ("0至100之间、最多两位小数的数", _hundredths),
}
