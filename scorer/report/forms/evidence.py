"""The index of evidence (佐证材料目录) that follows the self-evaluation forms."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorer.model.evidence import Evidence
from scorer.model.project import Project
from scorer.notation.evidence import counted_text, short_sha256, size_text
from scorer.report.cells import NOTHING, beijing_time, one_line
from scorer.report.evidence import evidence_of_lines
from scorer.report.year import YearReport

TITLE = "佐证材料目录"


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence, every value a text ready to print; `name` tells what was counted in it, too."""

    place: str
    number: str
    indicator: str
    name: str
    size: str
    sha256: str
    person: str
    at: str
    project: str


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """The evidence of all projects of a paper, in the tables' order."""

    title: str
    year: int
    organisation: str
    entries: tuple[EvidenceEntry, ...]


def index_of(report: YearReport) -> EvidenceIndex:
    """The index of a report's projects."""
    projects = [assessment.project for assessment in report.assessments]
    names = dict.fromkeys(one_line(project.organisation.name) for project in projects)
    return EvidenceIndex(TITLE, report.year, "、".join(filter(None, names)), evidence_of(projects))


def evidence_of(projects: Iterable[Project]) -> tuple[EvidenceEntry, ...]:
    """The evidence of projects, numbered from 1."""
    found = ((project, *piece) for project in projects for piece in evidence_of_lines(project))
    return tuple(
        EvidenceEntry(
            place=str(place),
            number=f"{project.number}.{number}",
            indicator=one_line(name),
            name=_name(recorded.value),
            size=NOTHING if recorded.value.size is None else size_text(recorded.value.size),
            sha256=NOTHING if recorded.value.sha256 is None else short_sha256(recorded.value.sha256),
            person=one_line(recorded.by),
            at=beijing_time(recorded.at),
            project=one_line(project.name),
        )
        for place, (project, number, name, recorded) in enumerate(found, 1)
    )


def _name(evidence: Evidence) -> str:
    name = one_line(evidence.name)
    return name if evidence.counted is None else f"{name}（{counted_text(evidence.counted)}）"
