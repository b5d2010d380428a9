"""What a project's imports left, and what a document says that differs from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scorer.model.entry import Entry
from scorer.model.fields import Field
from scorer.notation.characters import same_but_for_space

FactKey = tuple[int | None, str, str]
"""The id of the line (None: the project itself), the field and the part."""

EVERY_FIELD = frozenset(Field)
JUDGEMENTS = frozenset({Field.TIER, Field.SHARE, Field.FINAL_SCORE, Field.NOT_APPLICABLE})
"""What a person judges of a line: each time about the facts as they are then."""

# A form breaks the lines of words as its columns need, and joins them: where it does is no part of what they say.
_WORDS = frozenset({Field.CAUSE, Field.REMEDY, Field.NOT_APPLICABLE, Field.ACHIEVED})
_JUDGED_ABOUT = frozenset({Field.TARGET, Field.TABLE_POINTS, Field.ACTUAL})


@dataclass(frozen=True, slots=True)
class Imported:
    """What a project's imports left: the last imported text and reading of each field.

    `by_hand` holds what was recorded since of those fields for which something was.
    """

    last: dict[FactKey, tuple[str, str]] = field(default_factory=dict)
    by_hand: dict[FactKey, tuple[str, str]] = field(default_factory=dict)

    def add(self, key: FactKey, text: str, reading: str, *, imported: bool) -> None:
        """Take in the entries of the project, oldest first."""
        if imported:
            self.last[key] = (text, reading)
            self.by_hand.pop(key, None)
        else:
            self.by_hand[key] = (text, reading)

    def news(
        self, line: int | None, entries: tuple[Entry, ...], fields: frozenset[Field] = EVERY_FIELD
    ) -> Iterator[tuple[Entry, tuple[str, str]]]:
        """Give the entries to write for one line or the project, each with the text and reading before it.

        A document speaks for the whole of what it contains: of the `fields` that its kind speaks of, one
        that was imported and is not in it any more is cleared, unless something was recorded by hand since.
        A judgement that it repeats beside a new fact is about that fact: it is made anew. A reason, or what
        became of the goals, that differs from what is recorded in space alone is that.
        """
        entries = tuple(self._as_recorded(line, entry) for entry in entries)
        spoken = {(line, str(entry.field), entry.part) for entry in entries}
        compared = [(entry, self.last.get((line, entry.field, entry.part), ("", ""))) for entry in entries]
        judged_anew = any(entry.field in _JUDGED_ABOUT and _differs(entry, old) for entry, old in compared)
        for entry, old in compared:
            if _differs(entry, old) or (judged_anew and entry.field in JUDGEMENTS):
                yield entry, old
        for key, old in self.last.items():
            if key[0] != line or not old[0] or key in spoken or key in self.by_hand:
                continue
            if key[1] in fields:
                yield Entry(Field(key[1]), "", "", part=key[2]), old

    def _as_recorded(self, line: int | None, entry: Entry) -> Entry:
        """The entry, words in the lines of the last import or of the entry by hand that says the same."""
        key = (line, entry.field, entry.part)
        for text, reading in filter(None, (self.by_hand.get(key), self.last.get(key))):
            if entry.field in _WORDS and text and same_but_for_space(entry.text, text):
                return replace(entry, text=text, reading=reading)
        return entry

    def place(self, line: int) -> str:
        """The place in the table that the last import gave the line, "" for none."""
        return self.last.get((line, Field.POSITION, ""), ("", ""))[1]


def _differs(entry: Entry, old: tuple[str, str]) -> bool:
    return old != (entry.text, entry.reading)
