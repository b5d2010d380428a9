"""Text broken into lines of a terminal, where a Chinese character takes two columns."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

# What must not begin or end a line stays with its neighbour; words and figures stay whole.
_PIECE = re.compile(r" +|[（《「『“‘【(]*(?:[!-'*-~]+|[^ ])[，。、；：！？）》」』”’】)]*")


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, each at most `width` columns unless a single word is wider."""
    line, used = "", 0
    for piece in _PIECE.findall(text):
        columns = _columns(piece)
        if line and used + columns > width:
            yield line.rstrip()
            line, used = "", 0
        if line or not piece.isspace():
            line += piece
            used += columns
    yield line.rstrip()


def _columns(piece: str) -> int:
    if piece.isascii():
        return len(piece)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in piece)
