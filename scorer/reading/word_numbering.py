"""Numbers that Word counts itself (1、 一、 （1） ①): they are shown, but stand nowhere in the text."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.reading.numerals import numeral
from scorer.reading.word_names import child, children, is_on, number, value
from scorer.reading.word_styles import ListPlace

_LEVELS = 9
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    legal: bool = False
    style: str = ""
    restart: int | None = None


_NO_LEVEL = _Level(1, "none", "")


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it; lists with the same `counted` go on counting each other."""

    counted: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; paragraphs are to be asked for in their order."""

    lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, place: ListPlace | None, style: str | None) -> str:
        """The number before the next paragraph of a list ("1、"); "" for a bullet and for no list."""
        listed = self.lists.get(place.number) if place is not None else None
        if place is None or listed is None:
            return ""
        level = _level_of(listed, style) if place.level is None else place.level
        if level >= _LEVELS:
            return ""
        counts = self._count(place.number, listed, level)
        own = listed.levels.get(level, _NO_LEVEL)
        if own.form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = listed.levels.get(at, _NO_LEVEL)
            count = counts[at]
            form = "decimal" if own.legal else other.form
            return numeral(form, other.start if count is None else count)

        return _PLACE.sub(shown, own.text)

    def _count(self, name: str, listed: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(listed.counted, [None] * _LEVELS)
        before = counts[level]
        counts[level] = listed.levels.get(level, _NO_LEVEL).start if before is None else before + 1
        if level in listed.restarts and (name, level) not in self._restarted:
            self._restarted.add((name, level))
            counts[level] = listed.restarts[level]
        for deeper in range(level + 1, _LEVELS):
            restart = listed.levels.get(deeper, _NO_LEVEL).restart
            # A level may go on counting (0), or start again only below a level at least as high (1 is the first).
            if restart is None or level < restart:
                counts[deeper] = None
        return counts


def read_numbering(numbering: _Element | None) -> Numbering:
    """The lists under w:numbering."""
    abstract: dict[str, dict[int, _Level]] = {
        value(each, "abstractNumId") or "": _levels(each) for each in children(numbering, "w:abstractNum")
    }
    lists: dict[str, _List] = {}
    for each in children(numbering, "w:num"):
        counted = value(child(each, "w:abstractNumId")) or ""
        overrides = list(children(each, "w:lvlOverride"))
        levels = dict(abstract.get(counted, {}))
        for override in overrides:
            levels |= _levels(override)
        restarts = {
            number(override, "ilvl"): number(start)
            for override in overrides
            if (start := child(override, "w:startOverride")) is not None
        }
        lists[value(each, "numId") or ""] = _List(counted, levels, restarts)
    return Numbering(lists)


def _levels(holder: _Element) -> dict[int, _Level]:
    return {number(level, "ilvl"): _level(level) for level in children(holder, "w:lvl")}


def _level(level: _Element) -> _Level:
    restart = child(level, "w:lvlRestart")
    return _Level(
        # A level without a start begins at 0, as the standard has it.
        number(child(level, "w:start")),
        value(child(level, "w:numFmt")) or "decimal",
        value(child(level, "w:lvlText")) or "",
        is_on(child(level, "w:isLgl")),
        value(child(level, "w:pStyle")) or "",
        None if restart is None else number(restart),
    )


def _level_of(listed: _List, style: str | None) -> int:
    """The level that a style is tied to; the first where none is."""
    return next((at for at, level in listed.levels.items() if style and level.style == style), 0)
