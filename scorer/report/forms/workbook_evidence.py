"""The index of evidence as a worksheet."""

from typing import Any

from scorer.report.forms.evidence import EvidenceIndex
from scorer.report.forms.page import Look, Looks, Page
from scorer.report.forms.workbook_form import set_paper

_HEADINGS = ("序号", "指标", "佐证材料", "大小", "SHA-256（前12位）", "登记人", "登记时间", "所属项目")
_WIDTHS = (6, 28, 50, 10, 17, 11, 17, 30)


def write_evidence(sheet: Any, looks: Looks, index: EvidenceIndex) -> None:
    """Fill a worksheet with the index, ready to be printed on A4."""
    page = Page(sheet, looks, _WIDTHS)
    page.head(index.title, index.year, len(_WIDTHS))
    page.put(0, f"单位：{index.organisation}", Look.PLAIN, columns=len(_WIDTHS))
    page.down()
    header = page.row
    page.heads(_HEADINGS)
    page.down(20)
    for entry in index.entries:
        texts = (f"{entry.number} {entry.indicator}", entry.name, entry.project)
        page.put(0, entry.place, Look.CENTRED)
        for column, text in zip((1, 2, 7), texts, strict=True):
            page.put(column, text, Look.TEXT)
        for column, text in enumerate((entry.size, entry.sha256, entry.person, entry.at), 3):
            page.put(column, text, Look.CENTRED)
        page.down(18)
    set_paper(page, landscape=True)
    sheet.repeat_rows(header)
