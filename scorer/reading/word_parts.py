"""Which parts of a Word package hold its text, styles and numbering."""

from dataclasses import dataclass

from scorer.reading.package import Package, target_name
from scorer.reading.xml_part import whole_part

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships"
_USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The names of parts, whether or not they are there; `comments` is None where the text is related to none."""

    text: str
    styles: str
    numbering: str
    comments: str | None


def find_parts(document: str, package: Package) -> WordParts:
    """The parts as the package relates them; the usual names where it says nothing."""
    text = _related(document, package, "").get("officeDocument", _USUAL)
    related = _related(document, package, text)
    return WordParts(
        text,
        related.get("styles", target_name(text, "styles.xml")),
        related.get("numbering", target_name(text, "numbering.xml")),
        related.get("comments"),
    )


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of `part`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _related(document: str, package: Package, part: str) -> dict[str, str]:
    """The part that each kind of relationship of a part points to, by the last word of the kind."""
    relationships = whole_part(document, package, relationships_of(part), (_RELATIONSHIPS,))
    if relationships is None:
        return {}
    return {
        each.get("Type", "").rpartition("/")[2]: target_name(part, each.get("Target", ""))
        for each in relationships
        if each.get("TargetMode") != "External"
    }
