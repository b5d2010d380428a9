"""Where the places of a Word document are in its XML: the paragraphs of each cell, as its reader counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.model.problem import Problem, Refused, refusals
from scorer.model.source import Source
from scorer.reading.table import Row
from scorer.reading.word import read_word
from scorer.reading.word_cells import held
from scorer.reading.word_names import name_of
from scorer.reading.word_text import loose_text

TURN = "scorer-turn"
"""The attribute that gives the turn of a paragraph among all paragraphs of the document, from 0."""

_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first and the last of the paragraphs that a text stands in, by their turns."""

    first: int
    last: int


@dataclass(slots=True)
class WordPlaces:
    """The anchors of all places (table, row, column; column 0 is the row), and the texts that stand there.

    `title` is the anchor of the first text of the document, None where it has none.
    """

    title: Anchor | None = None
    _anchors: dict[_Place, Anchor] = field(default_factory=dict)
    _texts: dict[_Place, str] = field(default_factory=dict)
    _places: dict[str, _Place | None] = field(default_factory=dict)
    _met: dict[Anchor, tuple[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def of(self, source: Source) -> Anchor | None:
        """The anchor of a place; where another text stands there now, of the only place that has its text.

        A place may be that of an earlier version of the document.
        """
        place = (source.table, source.row, source.column)
        if place in self._anchors and self._says(place, source.text):
            return self._anchors[place]
        only = self._only_place(source.text)
        return None if only is None else self._anchors.get(only)

    def _only_place(self, text: str) -> _Place | None:
        """The cell or paragraph that alone has this text."""
        if not self._places:
            for place, stands in self._texts.items():
                if place[2]:
                    self._places[stands] = None if stands in self._places else place
        return self._places.get(text)

    def _says(self, place: _Place, text: str) -> bool:
        stands = self._texts.get(place, "")
        return text in stands if place[2] == 0 else text in ("", stands)

    def meet(self, table: int, row: int, column: int, element: _Element) -> None:
        """Takes in a place and the cell or paragraph in which its text stands."""
        anchor = _anchor(element)
        if anchor is None:
            return
        self._anchors[table, row, column] = anchor
        written = bool(loose_text(element).strip())
        self.title = self.title or (anchor if written else None)
        # A cell that goes on from above stands in the row above; the row's place is its own first text.
        own = self._met.setdefault(anchor, (table, row)) == (table, row)
        if written and own and (table, row) not in self._begun:
            self._begun.add((table, row))
            self._anchors[table, row, 0] = anchor
        self._anchors.setdefault((table, row, 0), anchor)

    def hear(self, row: Row) -> None:
        """Takes in what a row says at its places."""
        for source in (row.source, *(cell.source for cell in row.cells)):
            if source.text:
                self._texts[source.table, source.row, source.column] = source.text


def find_places(document: str, data: bytes) -> WordPlaces:
    """The places of a document whose paragraphs carry TURN; Refused where it cannot be read."""
    places = WordPlaces()
    problems: list[Problem] = []
    for found in read_word(document, data, places.meet):
        if isinstance(found, Row):
            places.hear(found)
        else:
            problems.append(found)
    if refusals(problems):
        raise Refused(*refusals(problems))
    return places


def _anchor(element: _Element) -> Anchor | None:
    """The paragraphs of a cell that have text; of a cell without any, the first; a paragraph is its own."""
    own = [paragraph for paragraph, _ in held([element], "w:p")] or [
        paragraph for paragraph, _ in held(element, "w:p")
    ]
    written = [paragraph for paragraph in own if loose_text(paragraph).strip()]
    # A text of the cell may stand in a table within it: there it is enough to point at the first.
    within = [] if written else [each for each in _paragraphs(element) if loose_text(each).strip()]
    chosen = written or within[:1] or own[:1] or list(_paragraphs(element))[:1]
    return Anchor(_turn(chosen[0]), _turn(chosen[-1])) if chosen else None


def _paragraphs(element: _Element) -> Iterator[_Element]:
    return (each for each in element.iter() if name_of(each.tag) == "w:p")


def _turn(paragraph: _Element) -> int:
    return int(paragraph.get(TURN, "0"))
