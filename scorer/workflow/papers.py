"""Documents that the user names, opened: one that only an office program understands is converted first."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.reading.formats import SUFFIXES as SUFFIXES  # noqa: PLC0414  what a folder is searched for
from scorer.reading.formats import Format, format_of, is_spreadsheet, office_suffix
from scorer.reading.paper import Paper, paper
from scorer.workflow.files import read_document


def read_paper(path: Path) -> Paper:
    """The document `path`, converted where needed; Refused where it cannot be opened or converted."""
    return Papers((path,)).read(path)


@dataclass(slots=True)
class Papers:
    """Documents that are read one after another; those to convert are converted together, when the first is read.

    `made` are those that were converted and wait to be read, or why they could not be.
    """

    paths: tuple[Path, ...]
    made: dict[Path, Paper | Problem] = field(default_factory=dict)

    def read(self, path: Path) -> Paper:
        """One of the documents, or any other; Refused where it cannot be opened or converted."""
        original = paper(path.name, read_document(path))
        if not _needs_office(original):
            return original
        if path not in self.made:
            self.made |= _converted(dict.fromkeys((path, *self.paths)))
        made = self.made.pop(path)
        if isinstance(made, Problem):
            raise Refused(made)
        return Paper(original.document, made.data, made.notes)


def _needs_office(original: Paper) -> bool:
    return format_of(original.document.name, original.data) is Format.TO_CONVERT


def _converted(paths: Iterable[Path]) -> dict[Path, Paper | Problem]:
    """What the office program makes of those among `paths` that need it, a call for each kind of them."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415  most documents need no conversion

    with TemporaryDirectory(prefix="scorer-") as name:
        folder = Path(name)
        kinds: dict[tuple[str, str], dict[Path, Path]] = {}
        for number, path in enumerate(paths):
            original = _opened(path)
            if original is not None and _needs_office(original):
                copy = _copy(original, folder / str(number))
                to = "xlsx" if is_spreadsheet(path.name, original.data) else "docx"
                kinds.setdefault((to, copy.suffix), {})[path] = copy
        made: dict[Path, Paper | Problem] = {}
        for (to, _), copies in kinds.items():
            made |= _made(copies, to, folder)
        return made


def _opened(path: Path) -> Paper | None:
    try:
        return paper(path.name, read_document(path))
    except Refused:  # told when it is read itself
        return None


def _copy(original: Paper, stem: Path) -> Path:
    """A copy under a plain name: two folders may hold documents of one name."""
    copy = stem.with_suffix(office_suffix(original.document.name, original.data))
    copy.write_bytes(original.data)
    return copy


def _made(copies: dict[Path, Path], to: str, folder: Path) -> dict[Path, Paper | Problem]:
    from scorer.workflow.office import convert  # noqa: PLC0415  as above

    try:
        outputs = convert(tuple(copies.values()), to, folder)
    except Refused as refused:
        return dict.fromkeys(copies, refused.problems[0])
    made: dict[Path, Paper | Problem] = {}
    for path, output in zip(copies, outputs, strict=True):
        if output is None:
            made[path] = _not_converted(path)
        else:
            notes = (_rough(path),) if output.suffix == ".txt" else ()
            made[path] = replace(paper(path.name, output.read_bytes()), notes=notes)
    return made


def _not_converted(path: Path) -> Problem:
    message = "办公软件没能打开这个文件：它可能已损坏、没有传完，或设了打开密码。"
    hint = "请在 Word、Excel 或 WPS 中打开核对，另存为 .docx 或 .xlsx，再导入"
    return Problem(Code.DOCUMENT_DAMAGED, message, hint, Source(path.name, 0, 0, 0, ""))


def _rough(path: Path) -> Problem:
    message = "没有装 LibreOffice，只用 catdoc 取出了文字：一格里有几行的，可能分错了格。"
    hint = "请逐项核对；要读得准，请安装 LibreOffice，或在 Word、WPS 中另存为 .docx"
    return Problem(Code.TEXT_IGNORED, message, hint, Source(path.name, 0, 0, 0, ""))
