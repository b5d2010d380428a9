"""The official papers as files: one document, or a document for each paper, as Word, Excel or PDF."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scorer.model.problem import Code, Problem, Refused
from scorer.report import YearReport
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
_FILES = {PaperKind.SUMMARY: "汇总表", PaperKind.NARRATIVE: "自评报告"}
# What no file system, or Windows alone, takes in a name.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_LONGEST_NAME = 180
# One call of the office program; a command line has a limited length.
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers, in which format (docx, xlsx, pdf), from which template (None: the built-in ones)."""

    format: str
    kinds: tuple[PaperKind, ...]
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A finished file and the name that it goes by in a folder."""

    name: str
    content: bytes


def built_in_template(kind: PaperKind) -> bytes:
    """The Word template that a paper is made from where the user names none."""
    return (_TEMPLATES / f"{kind}.docx").read_bytes()


def one_document(report: YearReport, wanted: Wanted) -> bytes:
    """All papers in one document, each on a page or sheet of its own.

    Refused where there is nothing to print, the template is wrong, or something that is needed is not installed.
    """
    _needs_papers(report, wanted)
    with _packages():
        if wanted.format == "xlsx":
            return _workbook(report, wanted.kinds, report)
        content = _word(report, wanted)(wanted.kinds, report)
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
    return forms + sum(kind in wanted.kinds for kind in _FILES)


def _documents(report: YearReport, wanted: Wanted) -> Iterator[NamedFile]:
    suffix = "xlsx" if wanted.format == "xlsx" else "docx"
    if suffix == "docx":
        make = _word(report, wanted)
    for kind in wanted.kinds:
        for name, part in _parts(kind, report):
            content = _workbook(report, (kind,), part) if suffix == "xlsx" else make((kind,), part)
            yield NamedFile(f"{name}.{suffix}", content)


def _parts(kind: PaperKind, report: YearReport) -> Iterator[tuple[str, YearReport]]:
    """The names of a paper's files, each with the report of what it shows."""
    if kind is not PaperKind.FORM:
        yield _FILES[kind], report
        return
    for assessment in report.assessments:
        project = assessment.project
        alone = YearReport(
            report.year, report.as_of, report.rules, (assessment,), report.remarks, detail=True
        )
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


def _workbook(report: YearReport, kinds: tuple[PaperKind, ...], part: YearReport) -> bytes:
    from scorer.report.forms.form import form_of  # noqa: PLC0415  slow to load, needed here only
    from scorer.report.forms.summary import summary_of  # noqa: PLC0415  as above
    from scorer.report.forms.workbook import workbook  # noqa: PLC0415  as above

    summary = summary_of(report) if PaperKind.SUMMARY in kinds else None
    forms = part.assessments if PaperKind.FORM in kinds else ()
    return workbook(summary, map(form_of, forms))


def _word(report: YearReport, wanted: Wanted) -> Callable[[tuple[PaperKind, ...], YearReport], bytes]:
    """What makes a document of papers: every template is compiled once."""
    from scorer.report.forms.word import open_word_template, word_document  # noqa: PLC0415  slow to load

    templates = {}
    for kind in wanted.kinds:
        content = read_document(wanted.template) if wanted.template else built_in_template(kind)
        name = wanted.template.name if wanted.template else f"{kind}.docx"
        templates[kind] = open_word_template(content, name, next(_names(kind, report)))
    return lambda kinds, part: word_document(_papers(templates, kinds, part))


def _papers(
    templates: dict[PaperKind, "WordTemplate"], kinds: tuple[PaperKind, ...], report: YearReport
) -> Iterator[tuple["WordTemplate", "Names"]]:
    for kind in kinds:
        for names in _names(kind, report):
            yield templates[kind], names


def _names(kind: PaperKind, report: YearReport) -> Iterator["Names"]:
    """The contents of the papers of a kind, one after another."""
    from scorer.report.forms import names  # noqa: PLC0415  needed for papers only
    from scorer.report.forms.form import form_of  # noqa: PLC0415  as above
    from scorer.report.forms.narrative import narrative_of  # noqa: PLC0415  as above
    from scorer.report.forms.summary import summary_of  # noqa: PLC0415  as above

    match kind:
        case PaperKind.SUMMARY:
            yield names.summary_names(summary_of(report))
        case PaperKind.NARRATIVE:
            yield names.narrative_names(narrative_of(report))
        case PaperKind.FORM:
            yield from (names.form_names(form_of(assessment)) for assessment in report.assessments)


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
