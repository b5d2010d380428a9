"""Regular expressions that are compiled when they are first used."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Finding = Callable[[str], re.Match[str] | None]
_Replacement = str | Callable[[re.Match[str]], str]


class Pattern:
    """A regular expression that costs nothing until a text is held against it.

    The notation has some eighty; compiling them all took longer than reading a year's record, for which
    half of them are never used. Once compiled it is as fast as the library's own. Where a text is first
    looked through for a character that a pattern cannot do without, that is to spare the compiling.
    """

    def __init__(self, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._written = written
        self._flags = flags

    @cached_property
    def fullmatch(self) -> Finding:
        """Match a whole text."""
        return self._compiled.fullmatch

    @cached_property
    def match(self) -> Finding:
        """Match the beginning of a text."""
        return self._compiled.match

    @cached_property
    def search(self) -> Finding:
        """Find the first match within a text."""
        return self._compiled.search

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Find all matches within a text."""
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """Give the texts of all matches within a text, of a pattern without groups."""
        return self._compiled.findall

    @cached_property
    def sub(self) -> Callable[[_Replacement, str], str]:
        """Replace all matches within a text."""
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        """Cut a text at all matches."""
        return self._compiled.split

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._written, self._flags)
