"""Formulas of a Word document written in one line: 3/4, m², √(x)."""

import re
import unicodedata
from collections.abc import Callable

from lxml.etree import _Element

from scorer.reading.word_names import child, children, math_value, name_of
from scorer.reading.word_symbols import UNREADABLE

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SIMPLE = re.compile(r"[\w.%]+|\([^()]*\)")
_MATH_LETTERS = re.compile("[\U0001d400-\U0001d7ff]")
_EQ = re.compile(r"\s*eq\s+(.*)", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\([a-z]+)[0-9]*((?:\s*\\[a-z]+[0-9]*)*)\s*\(", re.IGNORECASE)
_CIRCLES = frozenset("○〇◯")
_BOXES = frozenset("□☐")
_TICKS = frozenset("√✓✔")
_MOST_CIRCLED = 20
_LONGEST_FIELD = 1000

Written = Callable[[_Element], str]


def formula(element: _Element, run: Written) -> str:
    """The text of a formula (m:oMath) or a part of it; `run` reads the text of a run in it."""
    return "".join(_part(each, run) for each in element)


def raised(text: str) -> str:
    """`text` with its digits and signs as superscripts: 10⁴ must not be read as 104."""
    return text.translate(_RAISED)


def eq_field(instruction: str) -> str | None:
    r"""What the field EQ \f(1,2) shows, in one line; UNREADABLE where it cannot be told, None for another field."""
    found = _EQ.fullmatch(instruction)
    if found is None:
        return None
    return _eq(found[1].strip()) if len(instruction) <= _LONGEST_FIELD else UNREADABLE


def _part(element: _Element, run: Written) -> str:
    name = name_of(element.tag)
    if name in ("m:r", "w:r"):
        return _MATH_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), run(element))
    if name.endswith("Pr"):
        return ""
    write = _PARTS.get(name)
    return formula(element, run) if write is None else write(element, run)


def _of(element: _Element, name: str, run: Written) -> str:
    part = child(element, name)
    return "" if part is None else formula(part, run).strip()


def _fraction(element: _Element, run: Written) -> str:
    return f"{_bracketed(_of(element, 'm:num', run))}/{_bracketed(_of(element, 'm:den', run))}"


def _power(element: _Element, run: Written) -> str:
    return _of(element, "m:e", run) + _exponent(_of(element, "m:sup", run))


def _index(element: _Element, run: Written) -> str:
    return _of(element, "m:e", run) + _of(element, "m:sub", run)


def _index_and_power(element: _Element, run: Written) -> str:
    return _index(element, run) + _exponent(_of(element, "m:sup", run))


def _root(element: _Element, run: Written) -> str:
    return f"{raised(_of(element, 'm:deg', run))}√{_bracketed(_of(element, 'm:e', run))}"


def _delimited(element: _Element, run: Written) -> str:
    settings = child(element, "m:dPr")
    begin, part, end = (
        given if (given := math_value(child(settings, name))) is not None else usual
        for name, usual in (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")"))
    )
    return begin + part.join(formula(each, run) for each in children(element, "m:e")) + end


def _large_operator(element: _Element, run: Written) -> str:
    sign = math_value(child(child(element, "m:naryPr"), "m:chr")) or "∫"
    limits = "，".join(filter(None, (_of(element, "m:sub", run), _of(element, "m:sup", run))))
    return sign + (f"({limits})" if limits else "") + _of(element, "m:e", run)


_PARTS: dict[str, Callable[[_Element, Written], str]] = {
    "m:f": _fraction,
    "m:sSup": _power,
    "m:sSub": _index,
    "m:sSubSup": _index_and_power,
    "m:rad": _root,
    "m:d": _delimited,
    "m:nary": _large_operator,
}


def _bracketed(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _exponent(text: str) -> str:
    """An exponent as superscripts where each of its characters has one, else behind ^."""
    above = raised(text)
    plain = any(each == other for each, other in zip(text, above, strict=True))
    return f"^{_bracketed(text)}" if plain else above


def _eq(text: str) -> str:
    r"""The text with its switches \name(part,part) written out, from the left, those inside first."""
    found = _SWITCH.search(text)
    if found is None:
        return UNREADABLE if "\\" in text else text
    parts, end = _arguments(text, found.end())
    if parts is None:
        return UNREADABLE
    switch = "up" if "up" in found[2].lower() else found[1].lower()
    written = _switched(switch, [_eq(part.strip()) for part in parts])
    return text[: found.start()] + written + _eq(text[end:])


def _switched(switch: str, parts: list[str]) -> str:
    match switch, parts:
        case "f", [above, below]:
            return f"{_bracketed(above)}/{_bracketed(below)}"
        case "r", [inner]:
            return f"√{_bracketed(inner)}"
        case "up", [inner]:
            return raised(inner)
        case "s" | "x", [inner]:
            return inner
        case "b", [inner]:
            return f"({inner})"
        case "o", _:
            return _laid_over(parts)
        case _:
            return UNREADABLE


def _laid_over(parts: list[str]) -> str:
    r"""Signs laid over each other: \o\ac(○,1) is ①, \o\ac(□,√) is ☑."""
    match parts:
        case [circle, inside] if circle in _CIRCLES and inside.isascii() and inside.isdigit():
            return chr(0x245F + int(inside)) if 1 <= int(inside) <= _MOST_CIRCLED else f"({inside})"
        case [box, tick] if box in _BOXES and tick in _TICKS:
            return "☑"
        case _:
            return "".join(parts)


def _arguments(text: str, start: int) -> tuple[list[str] | None, int]:
    r"""The parts up to the bracket that closes, and where it ends; \, and \( are no part of the structure."""
    parts, depth, at = [""], 1, start
    while at < len(text):
        each = text[at]
        if each == "\\" and text[at + 1 : at + 2] in (",", "(", ")", "\\"):
            parts[-1] += text[at + 1]
            at += 2
            continue
        depth += (each == "(") - (each == ")")
        if depth == 0:
            return parts, at + 1
        if each in ",;" and depth == 1:
            parts.append("")
        else:
            parts[-1] += each
        at += 1
    return None, len(text)
