"""The review copy (批注稿): the user's own Word file with a comment at every place where something was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.model.entry import LineKey
from scorer.model.fields import Field
from scorer.model.finding import Finding
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Indicator, Project, Recorded
from scorer.model.source import Source
from scorer.notation.characters import same_but_for_space
from scorer.reading.formats import Format, format_of
from scorer.reading.opening import package_missing
from scorer.workflow.days import BEIJING
from scorer.workflow.files import read_document
from scorer.workflow.importing import ImportedProject

if TYPE_CHECKING:
    from scorer.reading.word_comments import CellComment

_SAID_BY_CHECKS = {Code.TARGET_UNREADABLE: "T06", Code.TARGET_ASSUMED: "T08"}
_AUTHOR = "scorer"
_SUFFIX = ".docx"
_FEW = 3


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """The bytes of a review copy, how many comments were made, and how many of them did not find their place."""

    content: bytes
    comments: int
    unplaced: int


def expect_word_file(paths: Sequence[Path]) -> None:
    """Refused unless there is exactly one document, and it is one that comments can be put into."""
    if len(paths) != 1:
        names = "、".join(path.name for path in paths[:_FEW])
        rest = "等" if len(paths) > _FEW else ""
        message = f"一次只能给一个文件写批注，这里有{len(paths)}个：{names}{rest}"
        raise Refused(Problem(Code.NO_REVIEW_COPY, message, "请逐个导入，每个文件写一份批注稿"))
    (path,) = paths
    if path.suffix.lower() != _SUFFIX or format_of(path.name, read_document(path)) is not Format.WORD:
        message = f"“{path.name}”不是 .docx 文件，不能写批注"
        hint = "请在 Word 或 WPS 中打开它，另存为 .docx 再导入；Excel 表格、网页和文本先贴进 Word"
        raise Refused(Problem(Code.NO_REVIEW_COPY, message, hint))


def review_copy(
    path: Path,
    at: str,
    *,
    findings: tuple[Finding, ...],
    problems: tuple[Problem, ...] = (),
    projects: tuple[ImportedProject, ...] = (),
) -> ReviewCopy:
    """The document `path` with its findings and problems as comments, made at the time `at` (UTC, ISO 8601).

    `projects` are what was imported of it. What has no place in the document stands at its project, else at
    the title. Refused where the document cannot be read.
    """
    try:
        from scorer.reading.word_comments import with_comments  # noqa: PLC0415  lxml is slow to load
    except ModuleNotFoundError as missing:
        raise Refused(package_missing(path.name, "lxml")) from missing

    places = _Places.of(path.name, projects)
    comments = [each for finding in findings for each in _of_finding(finding, places)]
    comments += [
        each
        for problem in problems
        if not _found(problem, findings, places)
        for each in _of_problem(problem, places)
    ]
    # Word shows the time as it is written, as one of the place where it is read.
    shown_at = f"{datetime.fromisoformat(at).astimezone(BEIJING):%Y-%m-%dT%H:%M:%SZ}"
    made = with_comments(path.name, read_document(path), comments, _AUTHOR, shown_at)
    return ReviewCopy(made.data, len(comments), len(made.unplaced))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in the document things stand now.

    The record keeps the first place of what never changed: since then it may have moved in the document, or that
    place is in another document that said the same.
    """

    document: str
    projects: tuple[ImportedProject, ...]
    moved: dict[Source, Source]

    @staticmethod
    def of(document: str, projects: tuple[ImportedProject, ...]) -> "_Places":
        """The places in the document of which the projects were imported."""
        moved = dict(pair for imported in projects for pair in _moves(imported))
        return _Places(document, projects, moved)

    def now(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """The places in the document of what stood at those places, each once."""
        places = (self.moved.get(source, source) for source in sources)
        ours = (each for each in places if each.document == self.document)
        return tuple({(each.table, each.row, each.column): each for each in ours}.values())

    def elsewhere(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """Those of the places that are in other documents, but for what this one says in the same words."""
        return tuple(
            each for each in sources if each.document != self.document and not self._says_the_same(each)
        )

    def _says_the_same(self, source: Source) -> bool:
        here = self.moved.get(source)
        return here is not None and same_but_for_space(here.text, source.text)

    def of_project(self, number: int) -> Source | None:
        """The place of a project's name; None where the document has not that project."""
        positions = (
            entry.source
            for imported in self.projects
            if imported.merged.number == number
            for entry in imported.entries.entries
            if entry.field is Field.POSITION
        )
        return next(positions, None)


def _found(problem: Problem, findings: tuple[Finding, ...], places: _Places) -> bool:
    """Whether a check says the same of the same cell: an unreadable target, a number without comparator."""
    check = _SAID_BY_CHECKS.get(problem.code)
    return any(each.check == check and problem.source in places.now(each.sources) for each in findings)


def _of_finding(finding: Finding, places: _Places) -> Iterator["CellComment"]:
    # at the place of another line (与2.6同名) the sentence would be taken to be of that one
    several = finding.line is not None and len(places.now(finding.sources)) > 1
    about = f"{finding.project}.{finding.line}" if several else ""
    paragraphs = [f"{finding.check}（{finding.severity}）{about}：{finding.sentence}"]
    paragraphs += [f"建议：{finding.remedy}"] if finding.remedy else []
    paragraphs += [f"已答复：{finding.answer.value}"] if finding.answer else []
    yield from _comments(paragraphs, finding.sources, places, places.of_project(finding.project))


def _of_problem(problem: Problem, places: _Places) -> Iterator["CellComment"]:
    paragraphs = [f"{problem.mark}：{problem.message}"]
    paragraphs += [f"下一步：{problem.hint}"] if problem.hint else []
    yield from _comments(paragraphs, (problem.source,) if problem.source else (), places, None)


def _comments(
    paragraphs: list[str], sources: Sequence[Source], places: _Places, otherwise: Source | None
) -> Iterator["CellComment"]:
    """A comment at each place in the document, naming those in other documents."""
    from scorer.reading.word_comments import CellComment  # noqa: PLC0415  as above

    elsewhere = [f"另见：{each.place}" for each in places.elsewhere(sources)]
    for place in places.now(sources) or (otherwise,):
        yield CellComment(place, (*paragraphs, *elsewhere))


_Fact = tuple[LineKey | None, Field, str]
"""A fact of a project or a line, with the source of money where it is an amount of one."""


def _moves(imported: ImportedProject) -> Iterator[tuple[Source, Source]]:
    """The places that the record has of a project's facts, and where the document has them now."""
    read: dict[_Fact, Source | None] = {
        (None, entry.field, entry.part): entry.source for entry in imported.entries.entries
    }
    for line in imported.entries.lines:
        read |= {(line.key, entry.field, entry.part): entry.source for entry in line.entries}
    for fact, place in _facts(imported.project):
        now = read.get(fact)
        if place is not None and now is not None:
            yield place, now


def _facts(project: Project) -> Iterator[tuple[_Fact, Source | None]]:
    yield (None, Field.POSITION, ""), project.place
    for fund in project.budget.funds:
        for field in (Field.EXECUTED, Field.FULL_YEAR_BUDGET, Field.INITIAL_BUDGET):
            yield (None, field, fund.source), fund.place
    for field, recorded in _of_project(project):
        yield (None, field, ""), recorded.source if recorded else None
    for line in project.indicators:
        yield (line.key, Field.POSITION, ""), line.place
        for field, recorded in _of_line(line):
            yield (line.key, field, ""), recorded.source if recorded else None


def _of_project(project: Project) -> Iterator[tuple[Field, Recorded[object] | None]]:
    yield Field.PURPOSE, project.purpose
    yield Field.GOALS, project.goals
    yield Field.ACHIEVED, project.achieved
    yield Field.INITIAL_BUDGET, project.budget.initial
    yield Field.FULL_YEAR_BUDGET, project.budget.full_year
    yield Field.EXECUTED, project.budget.executed


def _of_line(line: Indicator) -> Iterator[tuple[Field, Recorded[object] | None]]:
    yield Field.TARGET, line.imported_target or line.target
    yield Field.TABLE_POINTS, line.table_points
    yield Field.ACTUAL, line.actual
    yield Field.STATED_SCORE, line.stated_score
    yield Field.CAUSE, line.cause
    yield Field.REMEDY, line.remedy
