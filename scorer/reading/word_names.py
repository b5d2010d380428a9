"""Names of elements and attributes in Word's XML, in both editions of the standard."""

from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element

# The transitional namespace, which Word writes, before the strict one.
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PREFIXES = dict.fromkeys(WORD, "w") | {
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:vml": "v",
}
_MATH = tuple(uri for uri, prefix in _PREFIXES.items() if prefix == "m")
_OFF = frozenset({"0", "false", "off"})
_MOST_DIGITS = 9


@lru_cache(maxsize=4096)
def name_of(tag: object) -> str:
    """The name of an element as the standard's examples write it (w:tbl); "" for what is none of ours."""
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.removeprefix("{").partition("}")
    return f"{_PREFIXES[uri]}:{local}" if uri in _PREFIXES else ""


def both(*names: str) -> tuple[str, ...]:
    """The tags of the Word elements `names` in both editions."""
    return tuple(f"{{{uri}}}{name}" for uri in WORD for name in names)


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute of a Word element; None where it, or the element, is missing."""
    if element is None:
        return None
    return next((found for uri in WORD if (found := element.get(f"{{{uri}}}{name}")) is not None), None)


def math_value(element: _Element | None) -> str | None:
    """What an element of a formula's settings says (m:val); None where it, or the element, is missing."""
    if element is None:
        return None
    return next((found for uri in _MATH if (found := element.get(f"{{{uri}}}val")) is not None), None)


def number(element: _Element | None, name: str = "val", otherwise: int = 0) -> int:
    """An attribute as a whole number from 0; `otherwise` where it is missing or no such number."""
    return whole_number(value(element, name), otherwise)


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """`text` as a whole number from 0, a fraction cut off; `otherwise` where it is none or too long."""
    found = (text or "").partition(".")[0]
    return int(found) if found.isascii() and found.isdigit() and len(found) <= _MOST_DIGITS else otherwise


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in _OFF


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of that name."""
    if element is not None:
        yield from (each for each in element if name_of(each.tag) == name)
