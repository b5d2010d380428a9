"""The entries of evidence: each piece a part of its own, a new version of a file in place of the old one."""

from dataclasses import replace

from scorer.model.entry import Entry
from scorer.model.evidence import Evidence
from scorer.model.fields import Field
from scorer.model.project import Indicator, Project
from scorer.notation.evidence import evidence_text, parse_evidence, part_of, print_evidence


def entries_of_evidence(entry: Entry, subject: Indicator | Project) -> tuple[Entry, ...]:
    """What is recorded for one piece of evidence, or for taking back all of the line; of the project for its budget.

    A file that stands where the line's evidence stood or was copied from, with other content, takes its place.
    What was counted in a file stays with it as long as its content is the same; so do name and origin of a copy.
    """
    recorded = tuple(each.value for each in subject.evidence)
    if not entry.text:
        return tuple(_taken_back(each, entry) for each in recorded)
    found = parse_evidence(entry.reading)
    assert found is not None
    part = part_of(found)
    known = next((each for each in recorded if part_of(each) == part), None)
    if known is not None:
        found = replace(found, counted=found.counted or known.counted)
    if known is not None and known.path == found.path and found.origin is None:
        found = replace(found, name=known.name, origin=known.origin)  # the copy itself was named
    place = _place(found)
    older = (each for each in recorded if place and _place(each) == place and part_of(each) != part)
    kept = replace(entry, text=_text(found), reading=print_evidence(found), part=part)
    return (*(_taken_back(each, entry) for each in older), kept)


def _place(evidence: Evidence) -> str | None:
    """Where the user keeps the file; None for a text."""
    return evidence.origin or evidence.path


def _text(evidence: Evidence) -> str:
    """What the log shows: the evidence in words, a file with its place."""
    text = evidence_text(evidence)
    return text if evidence.path is None else f"{text}，位置：{evidence.path}"


def _taken_back(evidence: Evidence, entry: Entry) -> Entry:
    return Entry(Field.EVIDENCE, "", "", source=entry.source, part=part_of(evidence))
