"""Texts that the record can keep: any but NUL and half characters, which no file or form can hold."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scorer.model.entry import (
    Document,
    Entry,
    LineEntries,
    LineKey,
    Organisation,
    ProjectEntries,
    ProjectKey,
    Stamp,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_IN_ITS_PLACE = "\ufffd"


def storable(text: str) -> str:
    """The text with a visible � for each NUL and each lone surrogate (bytes of no encoding, half an emoji)."""
    return _UNSTORABLE.sub(_IN_ITS_PLACE, text)


def storable_stamp(stamp: Stamp) -> Stamp:
    """The stamp with an author and a command that can be stored."""
    return replace(stamp, author=storable(stamp.author), command=storable(stamp.command))


def storable_document(document: Document) -> Document:
    """The document with a name and remarks that can be stored."""
    return replace(document, name=storable(document.name), remarks=tuple(map(storable, document.remarks)))


def storable_key(key: ProjectKey) -> ProjectKey:
    """The key with names that can be stored."""
    organisation = Organisation(storable(key.organisation.code), storable(key.organisation.name))
    return ProjectKey(key.year, organisation, storable(key.name))


def storable_entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with texts, readings, notes and sources that can be stored."""
    if _UNSTORABLE.search("".join(_texts(entries))) is None:
        return entries
    return tuple(map(_entry, entries))


def storable_project(project: ProjectEntries) -> ProjectEntries:
    """The project with names and entries that can be stored; the same one where all of it can."""
    texts = [project.key.name, project.key.organisation.code, project.key.organisation.name]
    texts += _texts(project.entries)
    for line in project.lines:
        texts += (line.key.dimension, line.key.category, line.key.name)
        texts += _texts(line.entries)
    if _UNSTORABLE.search("".join(texts)) is None:
        return project
    lines = tuple(LineEntries(_line_key(line.key), storable_entries(line.entries)) for line in project.lines)
    return ProjectEntries(storable_key(project.key), storable_entries(project.entries), lines)


def _texts(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.text
        yield entry.reading
        yield entry.part
        yield from entry.notes
        if entry.source:
            yield entry.source.document
            yield entry.source.text


def _entry(entry: Entry) -> Entry:
    source = entry.source
    if source:
        source = source._replace(document=storable(source.document), text=storable(source.text))
    notes = tuple(map(storable, entry.notes))
    return Entry(
        entry.field, storable(entry.text), storable(entry.reading), notes, source, storable(entry.part)
    )


def _line_key(key: LineKey) -> LineKey:
    return LineKey(storable(key.dimension), storable(key.category), storable(key.name), key.turn)
