"""The official papers by the names that the command line knows them under."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What is printed: the department's summary, its narrative, the form of each project, the index of evidence."""

    SUMMARY = "summary"
    NARRATIVE = "narrative"
    FORM = "form"
    EVIDENCE = "evidence"


PAPER_FORMATS = ("docx", "xlsx", "pdf")
"""The formats of the official papers; they go to files only."""

ALL_PAPERS = "all"
"""What stands for every kind on the command line."""

PAPER_NAMES = (*(kind.value for kind in PaperKind), ALL_PAPERS)
"""What the command line takes for papers."""
