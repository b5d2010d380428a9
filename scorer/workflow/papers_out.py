"""The official papers as files: one document, or a document for each paper, as Word, Excel or PDF."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scorer.model.finding import Finding
from scorer.model.problem import Code, Problem, Refused
from scorer.report import YearReport
from scorer.report.cells import one_line
from scorer.report.evidence import evidence_of_lines
from scorer.report.forms.kinds import PaperKind
from scorer.workflow.files import read_document
from scorer.workflow.office import convert

if TYPE_CHECKING:
    from scorer.report.forms.names import Names
    from scorer.report.forms.word import WordTemplate

_TEMPLATES = Path(__file__).resolve().parent.parent / "report" / "forms" / "templates"
_PACKAGES = {"docxtpl": "docxtpl", "docx": "docxtpl", "jinja2": "jinja2", "markupsafe": "jinja2"} | {
    name: name for name in ("lxml", "xlsxwriter")
}
_FILES = {PaperKind.SUMMARY: "汇总表", PaperKind.NARRATIVE: "自评报告", PaperKind.EVIDENCE: "佐证材料目录"}
_STAMPED = frozenset({PaperKind.FORM, PaperKind.SUMMARY})
# What no file system, or Windows alone, takes in a name.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_LONGEST_NAME = 180
# One call of the office program; a command line has a limited length.
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers, in which format (docx, xlsx, pdf), from which template (None: the built-in ones).

    A `draft` is a working copy that shows what the checks found.
    """

    format: str
    kinds: tuple[PaperKind, ...]
    template: Path | None = None
    draft: bool = False

    @property
    def stamped(self) -> bool:
        """Whether something of it is stamped and sent up, which errors (E) stop."""
        return not self.draft and not _STAMPED.isdisjoint(self.kinds)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A finished file and the name that it goes by in a folder."""

    name: str
    content: bytes


def built_in_template(kind: PaperKind, *, draft: bool = False) -> bytes:
    """The Word template that a paper, or the working copy of a form, is made from where the user names none."""
    name = f"{kind}-draft" if draft and kind is PaperKind.FORM else kind
    return (_TEMPLATES / f"{name}.docx").read_bytes()


def one_document(report: YearReport, wanted: Wanted) -> bytes:
    """All papers in one document, each on a page or sheet of its own.

    Refused where there is nothing to print, the template is wrong, or something that is needed is not installed.
    """
    _needs_papers(report, wanted)
    kinds = _with_index(wanted.kinds, report, wanted)
    with _packages():
        if wanted.format == "xlsx":
            return _workbook(report, wanted, kinds, report)
        content = _word(report, wanted)(kinds, report)
    if wanted.format == "docx":
        return content
    return next(_as_pdf(iter([NamedFile("自评表.docx", content)]))).content


def documents(report: YearReport, wanted: Wanted) -> Iterator[NamedFile]:
    """A document for each paper, one after another; the names differ."""
    _needs_papers(report, wanted)
    with _packages():
        made = _documents(report, wanted)
        yield from _as_pdf(made) if wanted.format == "pdf" else made


def count_of(report: YearReport, wanted: Wanted) -> int:
    """How many documents `documents` gives."""
    forms = len(report.assessments) if PaperKind.FORM in wanted.kinds else 0
    others = [kind for kind in wanted.kinds if kind in _FILES]
    if not _has_evidence(report):
        others = [kind for kind in others if kind is not PaperKind.EVIDENCE]
    return forms + len(others)


def _documents(report: YearReport, wanted: Wanted) -> Iterator[NamedFile]:
    suffix = "xlsx" if wanted.format == "xlsx" else "docx"
    if suffix == "docx":
        make = _word(report, wanted)
    for kind in wanted.kinds:
        for name, part in _parts(kind, report):
            kinds = _with_index((kind,), part, wanted)
            content = _workbook(report, wanted, kinds, part) if suffix == "xlsx" else make(kinds, part)
            yield NamedFile(f"{name}.{suffix}", content)


def _with_index(kinds: tuple[PaperKind, ...], part: YearReport, wanted: Wanted) -> tuple[PaperKind, ...]:
    """The papers, with the index of evidence behind the forms, unless it is asked for as a paper of its own.

    Not behind those of a template of the user's, which may show the evidence itself.
    """
    own = PaperKind.EVIDENCE in wanted.kinds or wanted.template is not None
    attached = PaperKind.FORM in kinds and not own and _has_evidence(part)
    return (*kinds, PaperKind.EVIDENCE) if attached else kinds


def _has_evidence(report: YearReport) -> bool:
    projects = (assessment.project for assessment in report.assessments)
    return any(next(evidence_of_lines(project), None) is not None for project in projects)


def _parts(kind: PaperKind, report: YearReport) -> Iterator[tuple[str, YearReport]]:
    """The names of a paper's files, each with the report of what it shows."""
    if kind is PaperKind.EVIDENCE and not _has_evidence(report):
        return
    if kind is not PaperKind.FORM:
        yield _FILES[kind], report
        return
    for assessment in report.assessments:
        project = assessment.project
        alone = replace(report, assessments=(assessment,), detail=True)
        yield _file_name(project.number, project.name), alone


def _file_name(number: int, name: str) -> str:
    """Number and name of a project as every file system takes them; the number makes it the only one."""
    safe = "".join(
        character for character in " ".join(name.translate(_NOT_IN_NAMES).split()) if character.isprintable()
    )
    short = f"{number} {safe}".encode()[:_LONGEST_NAME].decode(errors="ignore")
    return short.rstrip(". ")


def _needs_papers(report: YearReport, wanted: Wanted) -> None:
    if not report.assessments:
        message, hint = (
            f"{report.year}年度没有项目，没有可写的{wanted.format}文件",
            "请先用 scorer import 导入目标表",
        )
        raise Refused(Problem(Code.NO_PROJECT, message, hint))
    if wanted.kinds == (PaperKind.EVIDENCE,) and not _has_evidence(report):
        message = f"{_whose(report)}没有登记佐证材料，没有可写的目录"
        hint = "请先用 scorer record-actual 项目 指标 --evidence 文件 登记"
        raise Refused(Problem(Code.NO_EVIDENCE, message, hint))


def _whose(report: YearReport) -> str:
    """The projects of a report in words; others of the year may be left out of it."""
    if report.detail:
        return "、".join(
            f"项目{each.project.number} {one_line(each.project.name)}" for each in report.assessments
        )
    return f"{report.year}年度所列{len(report.assessments)}个项目"


def _workbook(report: YearReport, wanted: Wanted, kinds: tuple[PaperKind, ...], part: YearReport) -> bytes:
    from scorer.report.forms.evidence import index_of  # noqa: PLC0415  slow to load, needed here only
    from scorer.report.forms.form import form_of  # noqa: PLC0415  as above
    from scorer.report.forms.summary import summary_of  # noqa: PLC0415  as above
    from scorer.report.forms.workbook import workbook  # noqa: PLC0415  as above

    summary = summary_of(report, draft=wanted.draft) if PaperKind.SUMMARY in kinds else None
    forms = part.assessments if PaperKind.FORM in kinds else ()
    findings = _findings(part, wanted)
    index = index_of(part) if PaperKind.EVIDENCE in kinds and _has_evidence(part) else None
    return workbook(summary, (form_of(assessment, findings) for assessment in forms), index)


def _word(report: YearReport, wanted: Wanted) -> Callable[[tuple[PaperKind, ...], YearReport], bytes]:
    """What makes a document of papers: every template is compiled once."""
    from scorer.report.forms.word import open_word_template, word_document  # noqa: PLC0415  slow to load

    templates = {}
    for kind in _with_index(wanted.kinds, report, wanted):
        content = (
            read_document(wanted.template) if wanted.template else built_in_template(kind, draft=wanted.draft)
        )
        name = wanted.template.name if wanted.template else f"{kind}.docx"
        templates[kind] = open_word_template(content, name, _sample(kind, report, wanted))
    return lambda kinds, part: word_document(_papers(templates, kinds, part, wanted))


def _papers(
    templates: dict[PaperKind, "WordTemplate"],
    kinds: tuple[PaperKind, ...],
    report: YearReport,
    wanted: Wanted,
) -> Iterator[tuple["WordTemplate", "Names"]]:
    for kind in kinds:
        for names in _names(kind, report, wanted):
            yield templates[kind], names


def _sample(kind: PaperKind, report: YearReport, wanted: Wanted) -> "Names":
    """The names that a template of a kind may use."""
    from scorer.report.forms import names  # noqa: PLC0415  as above
    from scorer.report.forms.evidence import index_of  # noqa: PLC0415  as above

    if kind is PaperKind.EVIDENCE:
        return names.evidence_names(index_of(report))
    return next(_names(kind, report, wanted))


def _names(kind: PaperKind, report: YearReport, wanted: Wanted) -> Iterator["Names"]:
    """The contents of the papers of a kind, one after another."""
    from scorer.report.forms import names  # noqa: PLC0415  needed for papers only
    from scorer.report.forms.evidence import index_of  # noqa: PLC0415  as above
    from scorer.report.forms.form import form_of  # noqa: PLC0415  as above
    from scorer.report.forms.narrative import narrative_of  # noqa: PLC0415  as above
    from scorer.report.forms.summary import summary_of  # noqa: PLC0415  as above

    findings = _findings(report, wanted)
    match kind:
        case PaperKind.SUMMARY:
            yield names.summary_names(summary_of(report, draft=wanted.draft))
        case PaperKind.NARRATIVE:
            yield names.narrative_names(narrative_of(report))
        case PaperKind.FORM:
            for assessment in report.assessments:
                yield names.form_names(form_of(assessment, findings))
        case PaperKind.EVIDENCE:
            if _has_evidence(report):
                yield names.evidence_names(index_of(report))


def _findings(report: YearReport, wanted: Wanted) -> tuple[Finding, ...] | None:
    """What a working copy shows; None for a form that may be stamped."""
    return tuple(each.finding for each in report.found or ()) if wanted.draft else None


def _as_pdf(documents: Iterator[NamedFile]) -> Iterator[NamedFile]:
    """The documents as PDF, many in one call of the office program."""
    while some := list(islice(documents, _AT_ONCE)):
        with TemporaryDirectory(prefix="scorer-pdf-", ignore_cleanup_errors=True) as folder:
            sources = [Path(folder) / f"{number}.docx" for number in range(len(some))]
            for source, document in zip(sources, some, strict=True):
                source.write_bytes(document.content)
            for made, document in zip(convert(sources, "pdf", Path(folder)), some, strict=True):
                if made is None:
                    raise Refused(_not_converted(document.name))
                yield NamedFile(f"{document.name.removesuffix('.docx')}.pdf", made.read_bytes())


def _not_converted(name: str) -> Problem:
    message = f"LibreOffice没有把“{name}”转换成PDF"
    return Problem(Code.OUTPUT_NOT_WRITABLE, message, "请用 --format docx 输出，再用 Word 或 WPS 存为 PDF")


@contextmanager
def _packages() -> Iterator[None]:
    """Say in words which Python package is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        package = _PACKAGES.get((missing.name or "").partition(".")[0])
        if package is None:
            raise
        message = f"写Word、Excel和PDF文件要用Python软件包 {package}，没有安装"
        hint = "请运行 pip install 'scorer[all]'；或换一种格式，如 --format markdown"
        raise Refused(Problem(Code.PACKAGE_MISSING, message, hint)) from missing
