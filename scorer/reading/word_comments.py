"""Comments (批注) put into a Word document at the very cells they are about; all else stays as it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.characters import shown
from scorer.reading.package import PART_FAULTS, Package, damaged, open_package
from scorer.reading.raw_xml import RawElement, RawXml, find_elements
from scorer.reading.word_comment_part import Comment, comment_parts
from scorer.reading.word_names import both
from scorer.reading.word_parts import WordParts, find_parts
from scorer.reading.word_places import TURN, Anchor, find_places

_NUMBER = r"\s(?:[^<>]*\s)?(?:[\w.-]+:)?id\s*=\s*[\"']([0-9]{1,9})[\"']"
_MARKED = re.compile(r"<(?:[\w.-]+:)?comment(?:RangeStart|RangeEnd|Reference)" + _NUMBER)
_COMMENTS = re.compile(r"<(?:[\w.-]+:)?comment" + _NUMBER)
_MARK_SIZE = 16


@dataclass(frozen=True, slots=True)
class CellComment:
    """A comment with its paragraphs, at least one; `place` is None where it is about the whole document."""

    place: Source | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commented:
    """A document with its comments; those of `unplaced`, whose place it has not, stand at its title."""

    data: bytes
    unplaced: tuple[CellComment, ...] = ()


def with_comments(
    document: str, data: bytes, comments: Sequence[CellComment], author: str, at: str
) -> Commented:
    """The Word document `data` with comments, each at its cell, and nothing else changed.

    A comment on a cell merged downwards stands where the text does. `at` is the time as Word shows it
    (2025-01-10T09:30:00Z). Refused where the document cannot be read.
    """
    if not comments:
        return Commented(data)
    package = open_package(document, data)
    if isinstance(package, Problem):
        raise Refused(package)
    try:
        return _commented(document, package, comments, Comment(0, author, at, ()))
    except PART_FAULTS as fault:
        raise Refused(damaged(document)) from fault


def _commented(
    document: str, package: Package, comments: Sequence[CellComment], pattern: Comment
) -> Commented:
    word = _opened(document, package)
    places = find_places(document, package.with_parts({word.parts.text: word.text.numbered(TURN)}))
    anchors = [None if each.place is None else places.of(each.place) for each in comments]
    placed = [
        _Placed(anchor, each.paragraphs)
        for each, anchor in zip(comments, anchors, strict=True)
        if anchor is not None
    ]
    at_title = [each for each, anchor in zip(comments, anchors, strict=True) if anchor is None]
    if at_title:
        if places.title is None:
            raise Refused(_without_text(document))
        lines = tuple(line for each in at_title for line in _with_place(each))
        placed.insert(0, _Placed(places.title, lines))
    unplaced = tuple(each for each in at_title if each.place is not None and each.place.row)
    return Commented(package.with_parts(_changed(word, placed, pattern)), unplaced)


def _without_text(document: str) -> Problem:
    hint = "请核对是否选对了文件；写上文字后再做一次"
    return Problem(Code.NO_REVIEW_COPY, f"“{document}”里没有文字，没有可以写批注的地方", hint)


@dataclass(frozen=True, slots=True)
class _Word:
    """A Word document that is open, and the paragraphs of its text."""

    document: str
    package: Package
    parts: WordParts
    text: RawXml


def _opened(document: str, package: Package) -> _Word:
    parts = find_parts(document, package)
    content = package.content(parts.text)
    if content is None:
        raise Refused(damaged(document))
    return _Word(document, package, parts, find_elements(document, content, both("p")))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A comment and the paragraphs that it hangs on."""

    anchor: Anchor
    paragraphs: tuple[str, ...]


def _with_place(comment: CellComment) -> Iterator[str]:
    """The paragraphs of a comment that stands at the title, with the place that it is about."""
    place = comment.place
    if place is not None and place.row:
        quoted = f"“{shown(place.text)}”" if place.text else ""
        yield f"（{place.place}{quoted}）"
    yield from comment.paragraphs


def _changed(word: _Word, placed: Sequence[_Placed], pattern: Comment) -> dict[str, bytes]:
    """The parts that change: the text with the marks, and those of the comments."""
    first = _first_free(word)
    comments = [
        replace(pattern, number=number, paragraphs=one.paragraphs) for number, one in enumerate(placed, first)
    ]
    uri = word.text.elements[placed[0].anchor.first].uri
    marked = word.text.with_content(_marks(word.text, placed, first))
    added = comment_parts(word.document, word.package, word.parts, uri, comments)
    return {word.parts.text: marked} | added


def _first_free(word: _Word) -> int:
    """The first number above those of the comments that are there, and of marks without a comment."""
    part = word.parts.comments
    existing = None if part is None else word.package.content(part)
    there = find_elements(word.document, existing, both("comment")).text if existing else ""
    numbers = (int(found) for found in (*_MARKED.findall(word.text.text), *_COMMENTS.findall(there)))
    return max(numbers, default=-1) + 1


def _marks(text: RawXml, placed: Sequence[_Placed], first: int) -> dict[int, tuple[str, str]]:
    """What is put before and behind the content of paragraphs: where each comment begins and ends."""
    before: dict[int, str] = {}
    behind: dict[int, str] = {}
    for number, one in enumerate(placed, first):
        begin, end = one.anchor.first, one.anchor.last
        before[begin] = before.get(begin, "") + _begin(text.elements[begin], number)
        behind[end] = behind.get(end, "") + _end(text.elements[end], number)
    return {turn: (before.get(turn, ""), behind.get(turn, "")) for turn in before.keys() | behind.keys()}


def _begin(paragraph: RawElement, number: int) -> str:
    return _element(paragraph, "commentRangeStart", number)


def _end(paragraph: RawElement, number: int) -> str:
    """The end of the range, and the run that holds the comment's mark, small so as not to widen the line."""
    prefix, declared = _names(paragraph)
    size = f'<{prefix}:rPr><{prefix}:sz {prefix}:val="{_MARK_SIZE}"/></{prefix}:rPr>'
    reference = _element(paragraph, "commentReference", number)
    return (
        _element(paragraph, "commentRangeEnd", number)
        + f"<{prefix}:r{declared}>{size}{reference}</{prefix}:r>"
    )


def _element(paragraph: RawElement, name: str, number: int) -> str:
    prefix, declared = _names(paragraph)
    return f'<{prefix}:{name}{declared} {prefix}:id="{number}"/>'


def _names(paragraph: RawElement) -> tuple[str, str]:
    """The prefix of Word's names at a paragraph, and its declaration where there is none yet."""
    return (paragraph.prefix, "") if paragraph.prefix else ("w", f' xmlns:w="{paragraph.uri}"')
