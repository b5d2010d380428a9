"""The part of a Word package that holds its comments, and what names it: relationships and content types."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import count

from scorer.model.problem import Refused
from scorer.notation.characters import printable
from scorer.reading.package import Package, damaged, target_name
from scorer.reading.raw_xml import find_elements
from scorer.reading.word_names import WORD, both
from scorer.reading.word_parts import WordParts, relationships_of

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
# The kinds of relationship belong to the edition of the standard that the text is written in.
_KINDS = dict(
    zip(
        WORD,
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
        ),
        strict=True,
    )
)
# The document's own styles, made for its text, would make a comment large or indented. What is said here is
# the same in both editions of the standard.
_PLAIN_PARAGRAPH = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
)
_PLAIN_RUN = '<w:rPr><w:sz w:val="20"/></w:rPr>'
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is written: its number, who made it and when, and its paragraphs."""

    number: int
    author: str
    at: str
    paragraphs: tuple[str, ...]


def comment_parts(
    document: str, package: Package, parts: WordParts, uri: str, comments: Sequence[Comment]
) -> dict[str, bytes]:
    """The parts that are new or changed where these comments are added; `uri` is the namespace of the text."""
    added = "".join(_comment(each, uri) for each in comments)
    if parts.comments is not None and (existing := package.content(parts.comments)) is not None:
        return {parts.comments: _with(document, existing, both("comments"), added)}
    name = parts.comments or _free_name(package, parts.text)
    whole = f'{_DECLARATION}<w:comments xmlns:w="{uri}">{added}</w:comments>'
    made = {name: whole.encode()}
    if parts.comments is None:
        made |= _related(document, package, parts.text, name, uri)
    return made | _typed(document, package, name)


def _free_name(package: Package, text: str) -> str:
    taken = {name.lower() for name in package.names}
    names = (target_name(text, f"comments{number or ''}.xml") for number in count())
    return next(name for name in names if name.lower() not in taken)


def _related(document: str, package: Package, text: str, name: str, uri: str) -> dict[str, bytes]:
    """The relationships of the text with one more, that to its comments."""
    path = relationships_of(text)
    empty = f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}"/>'
    there = package.content(path) or empty.encode()
    names = (f"rIdComments{number}" for number in count(1))
    identity = next(name for name in names if name.encode() not in there.replace(b"\0", b""))
    target = name.rpartition("/")[2]
    one = f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{identity}" Type="{_KINDS[uri]}" Target="{escape(target)}"/>'
    return {path: _with(document, there, (f"{{{_RELATIONSHIPS}}}Relationships",), one)}


def _typed(document: str, package: Package, name: str) -> dict[str, bytes]:
    """The list of types with one more, that of the comments; a package without the list has none."""
    types = package.content(_TYPES_PART)
    if types is None:
        return {}
    if f'"/{name}"'.encode().lower() in types.replace(b"\0", b"").lower():
        return {}
    one = f'<Override xmlns="{_TYPES}" PartName="/{escape(name)}" ContentType="{_TYPE}"/>'
    return {_TYPES_PART: _with(document, types, (f"{{{_TYPES}}}Types",), one)}


def _with(document: str, data: bytes, root: tuple[str, ...], added: str) -> bytes:
    """A part with XML put in at the end of its root."""
    raw = find_elements(document, data, root)
    if not raw.elements:
        raise Refused(damaged(document))
    return raw.with_content({0: ("", added)})


def _comment(comment: Comment, uri: str) -> str:
    lines = [line for each in comment.paragraphs for line in _lines(each)]
    first = "<w:r><w:annotationRef/></w:r>"
    inside = "".join(_paragraph(line, "" if turn else first) for turn, line in enumerate(lines))
    author = escape(" ".join(_lines(comment.author)))
    return (
        f'<w:comment xmlns:w="{uri}" w:id="{comment.number}" w:author="{author}"'
        f' w:date="{comment.at}" w:initials="{author[:2]}">{inside}</w:comment>'
    )


def _paragraph(line: str, before: str) -> str:
    text = f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>'
    return f"<w:p>{_PLAIN_PARAGRAPH}{before}<w:r>{_PLAIN_RUN}{text}</w:r></w:p>"


def _lines(text: str) -> list[str]:
    """The lines of a text with only such characters as XML may hold."""
    return [printable(line).translate(_NOT_IN_XML) for line in text.splitlines()] or [""]
