"""The official papers as an Excel workbook: figures are numbers, totals formulas with their values."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from scorer.report.forms.evidence import EvidenceIndex
from scorer.report.forms.form import Form
from scorer.report.forms.page import Looks
from scorer.report.forms.printed import printable
from scorer.report.forms.summary import Summary
from scorer.report.forms.workbook_evidence import write_evidence
from scorer.report.forms.workbook_form import write_form
from scorer.report.forms.workbook_summary import write_summary

_SUMMARY = "汇总表"
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31
# The renderer knows no clock; the same papers give the same bytes.
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)


def workbook(summary: Summary | None, forms: Iterable[Form], index: EvidenceIndex | None = None) -> bytes:
    """A sheet for the summary, if there is one, a sheet for each form, and one for the index of evidence."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    looks = Looks(book)
    if summary is not None:
        write_summary(book.add_worksheet(_SUMMARY), looks, summary)
    for form in forms:
        write_form(book.add_worksheet(sheet_name(form)), looks, form)
    if index is not None:
        write_evidence(book.add_worksheet(index.title), looks, index)
    book.close()
    return made.getvalue()


def sheet_name(form: Form) -> str:
    """Number and name of the project, as far as a sheet can bear them; the number makes it the only one."""
    name = " ".join(printable(form.project).translate(_NOT_IN_NAMES).split())
    return f"{form.number} {name}"[:_LONGEST_NAME].strip()
