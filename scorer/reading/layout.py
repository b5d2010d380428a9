"""The layout that a text is written in, told by its tabs and commas."""

from collections.abc import Iterator

from scorer.model.problem import Problem
from scorer.reading.decoding import lines_of
from scorer.reading.delimited import read_delimited
from scorer.reading.table import Row
from scorer.reading.text import read_text


def read_rows(document: str, text: str) -> Iterator[Row | Problem]:
    """The rows of `text` in whichever of the three layouts most of its lines are written.

    A Problem comes last, where the rest could not be turned into rows.
    """
    cell_a_line = tabs_inside = commas = 0
    for line in lines_of(text):
        if "\t" in line:
            written = line.strip(" ")
            stripped = written.rstrip("\t ")
            # One text among several blank cells is a row, too, as forms print them for more indicators.
            if "\t" in stripped.lstrip("\t") or (
                written[:1] == "\t" and stripped and written.count("\t") > 1
            ):
                tabs_inside += 1
            elif stripped.startswith("\t"):
                cell_a_line += 1
            else:
                commas += "," in stripped
        else:
            commas += "," in line
    most = max(cell_a_line, tabs_inside, commas)
    if most == cell_a_line:
        return read_text(document, text)
    return read_delimited(document, text, "\t" if most == tabs_inside else ",")
