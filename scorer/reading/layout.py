"""The layout that a text is written in, told by its tabs and commas."""

from scorer.reading.delimited import read_delimited
from scorer.reading.table import Table
from scorer.reading.text import read_text


def read_table(document: str, text: str) -> Table:
    """The rows of `text` in whichever of the three layouts most of its lines are written."""
    cell_a_line = tabs_inside = commas = 0
    for line in text.split("\n"):
        stripped = line.strip(" ").rstrip("\t ")
        if "\t" in stripped.lstrip("\t"):
            tabs_inside += 1
        elif stripped.startswith("\t"):
            cell_a_line += 1
        elif "," in stripped:
            commas += 1
    most = max(cell_a_line, tabs_inside, commas)
    if most == cell_a_line:
        return read_text(document, text)
    return read_delimited(document, text, "\t" if most == tabs_inside else ",")
