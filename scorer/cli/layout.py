"""The layout of help pages: columns and line breaks that count a Chinese character as two."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

_RAW = "\b"
_OPENING, _CLOSING = "[（《「『“‘【]*", "[，。、；：！？）》」』”’】]*"
_PIECE = re.compile(rf"[^\S\n]+|{_OPENING}(?:[!-~]+|.){_CLOSING}")


def width_of(text: str) -> int:
    """The columns that `text` takes on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


class HelpLayout(click.HelpFormatter):
    """click's help page with its headings, paragraphs and two-column lists measured in columns."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with a Chinese colon."""
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; one under a line with a backspace keeps its lines."""
        indent = " " * self.current_indent
        lines = _wrapped(text, self.width - self.current_indent)
        self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their meanings side by side, a term wider than `col_max` on its own line."""
        listed = list(rows)
        column = min(max(width_of(term) for term, _ in listed), col_max) + col_spacing
        margin = " " * (self.current_indent + column)
        for term, meaning in listed:
            lines = list(_wrapped(meaning, max(self.width - len(margin), 20)))
            gap = column - width_of(term)
            self.write(" " * self.current_indent + term)
            if lines and gap >= col_spacing:
                self.write(" " * gap + lines.pop(0))
            self.write("\n" + "".join(f"{margin}{line}\n" for line in lines))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, an empty one between paragraphs."""
    for position, paragraph in enumerate(re.split(r"\n\s*\n", text.strip("\n"))):
        if position:
            yield ""
        first, _, rest = paragraph.partition("\n")
        if first.strip() == _RAW:
            yield from rest.split("\n")
        else:
            yield from _filled(_joined(paragraph), width)


def _joined(paragraph: str) -> str:
    """The lines of a paragraph as one: a blank only between words that need one."""
    return re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", paragraph.strip()).replace("\n", "")


def _filled(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns, broken at blanks and around Chinese characters."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and width_of(line) + width_of(piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()
