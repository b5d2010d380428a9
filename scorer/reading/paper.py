"""A document as it is read: what the record keeps of it, and bytes that a reader understands."""

from dataclasses import dataclass

from scorer.model.entry import Document
from scorer.model.problem import Problem
from scorer.reading.decoding import describe


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it came, and its bytes in a format that reading understands.

    The bytes are its own, or what an office program made of them; name, size and SHA-256 are the original's.
    `notes` tell what was lost on the way.
    """

    document: Document
    data: bytes
    notes: tuple[Problem, ...] = ()


def paper(name: str, data: bytes) -> Paper:
    """The paper of a document that needs no conversion."""
    return Paper(describe(name, data), data)
