"""Official papers made of the sample and of the projects in report_examples, and ways to read them back."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.table import Table
from report_examples import all_met, every_outcome, recorded, report
from running import Scorer

from scorer.model.evidence import Counted, Evidence
from scorer.model.project import Project
from scorer.report import YearReport
from scorer.report.forms.evidence import index_of
from scorer.report.forms.form import form_of
from scorer.report.forms.kinds import PaperKind
from scorer.report.forms.names import Names, evidence_names, form_names, narrative_names, summary_names
from scorer.report.forms.narrative import narrative_of
from scorer.report.forms.summary import summary_of
from scorer.report.forms.word import WordTemplate, open_word_template
from scorer.workflow.papers_out import built_in_template

ROOT = Path(__file__).parent.parent


ROSTER = Evidence("名册.xlsx", 9318, "a" * 64, "佐证材料/名册.xlsx", Counted("姓名", 318, "人", 6, "手机号"))
TEXT = Evidence("存档于档案室")


def with_evidence(project: Project) -> Project:
    found = tuple(recorded(each, each.name) for each in (ROSTER, TEXT))
    first, *others = project.indicators
    return replace(project, indicators=(replace(first, evidence=found), *others))


def year_with_evidence() -> YearReport:
    return report(with_evidence(every_outcome()), all_met())


def sample(scorer: Scorer) -> None:
    """The sample imported and filled in to the last reason, in the current folder's record."""
    assert scorer("import", str(ROOT / "data" / "targets-2024.txt")).code == 0
    assert scorer("record-actual", "--from", str(ROOT / "data" / "actuals-2024.csv")).code == 0
    assert (
        scorer(
            "record-actual", "4", "5", "--cause", "场馆检修，推迟12天", "--remedy", "提前一季度订场馆"
        ).code
        == 0
    )


def names(kind: PaperKind, shown: YearReport) -> Names:
    match kind:
        case PaperKind.SUMMARY:
            return summary_names(summary_of(shown))
        case PaperKind.NARRATIVE:
            return narrative_names(narrative_of(shown))
        case PaperKind.EVIDENCE:
            return evidence_names(index_of(shown))
        case PaperKind.FORM:
            return form_names(form_of(shown.assessments[0]))


def opened(kind: PaperKind, report: YearReport) -> WordTemplate:
    return open_word_template(built_in_template(kind), f"{kind}.docx", names(kind, report))


def rows(table: Table) -> Iterator[list[str]]:
    """The cells of each row, one that is merged over several columns once."""
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}
        yield list(cells.values())


def tables(content: bytes) -> list[Table]:
    return list(Document(BytesIO(content)).tables)


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def changed(content: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """A .docx with a part rewritten, as an officer's editing might have left it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as other:
        for member in archive.infolist():
            text = archive.read(member).decode()
            other.writestr(member, change(text) if member.filename == name else text)
    return made.getvalue()
