"""Target tables (绩效目标表) read into entries."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorer.model.entry import Document, LineEntries, LineKey, ProjectEntries, ProjectKey
from scorer.model.problem import Code, Problem, refusals
from scorer.model.source import Source
from scorer.notation.context import LineContext
from scorer.reading.block import Block, texts_ignored
from scorer.reading.block_rows import read_block
from scorer.reading.decoding import decode, describe
from scorer.reading.entries import position_entry, read_block_entries, read_line_entries
from scorer.reading.layout import read_rows
from scorer.reading.lines import Line, Lines, read_lines
from scorer.reading.sections import MOST_ROWS, Section, split_sections
from scorer.reading.table import Row, one_line

# A document whose year is not known is refused; its targets are read all the same, to show their problems.
_ANY_YEAR = 2000
_HEADER = "一级指标、三级指标、指标值"
_LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a document of target tables says, project by project in its order, and every problem of it.

    Where a problem refuses, the projects are those that could be read beside it.
    """

    document: Document
    projects: tuple[ProjectEntries, ...]
    problems: tuple[Problem, ...]


def read_targets(name: str, data: bytes, year: int | None) -> TargetReading:
    """The target tables of the document `name`; `year` holds where neither title nor name says one."""
    document = describe(name, data)
    text = decode(name, data)
    if isinstance(text, Problem):
        return TargetReading(document, (), (text,))
    found = _Found(year)
    for section in split_sections(_rows(read_rows(name, text), found.unreadable)):
        found.section(section)
    if not found.is_target_table:
        return TargetReading(document, (), (*found.unreadable, _no_target_table(name, found.first)))
    problems = sorted([*found.problems, *found.unreadable, *_set_aside(found.aside)], key=_in_document_order)
    return TargetReading(document, tuple(found.projects.values()), tuple(problems))


def _rows(items: Iterator[Row | Problem], problems: list[Problem]) -> Iterator[Row]:
    """The rows; what keeps the rest from being read goes to `problems`."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


@dataclass(slots=True)
class _Found:
    """What was found so far; `year` holds for a table that says none, `first` is the document's first row.

    `aside` are the names of what is plainly no part of the record, each once, with its first place.
    """

    year: int | None
    projects: dict[ProjectKey, ProjectEntries] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    aside: dict[str, Source] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    first: Row | None = None
    is_target_table: bool = False

    def section(self, section: Section) -> None:
        self.first = self.first or section.first
        self.is_target_table = self.is_target_table or section.header is not None or section.named
        block = read_block(section.above)
        lines = _lines_of(section)
        for cell in (*block.aside, *lines.aside):
            self.aside.setdefault(cell.text, cell.source)
        self._say(texts_ignored(block.ignored))
        self._say([_overlong(section)] if section.overlong else [])
        self._say(lines.problems)
        year = block.year or self.year
        key = self._key(section, block, year)
        line_entries, problems = _read_lines_entries(lines.lines, year)
        self._say(problems)
        entries, problems = read_block_entries(block)
        self._say(problems)
        if key is not None and block.name is not None:
            entries.insert(0, position_entry(len(self.projects) + 1, block.name))
            self._project(ProjectEntries(key, tuple(entries), line_entries))

    def _project(self, project: ProjectEntries) -> None:
        if project.key in self.projects:
            self.problems.append(_duplicate(project, self.projects[project.key]))
        else:
            self.projects[project.key] = project

    def _key(self, section: Section, block: Block, year: int | None) -> ProjectKey | None:
        organisation = block.organisation or block.department
        if block.name is not None and organisation is not None and year is not None:
            return ProjectKey(year, organisation[0], one_line(block.name.text))
        self._say(_missing(section.first.source, block, year))
        return None

    def _say(self, problems: Iterable[Problem]) -> None:
        """Takes in problems; columns that nothing reads are told of once, not for every table."""
        for problem in problems:
            if problem.code is Code.COLUMN_UNKNOWN:
                if problem.message in self.said:
                    continue
                self.said.add(problem.message)
            self.problems.append(problem)


def _lines_of(section: Section) -> Lines:
    header = section.header
    if header is None:
        return Lines((), (_no_indicators(section),))
    problems = tuple(header.problems())
    if refusals(problems):
        return Lines((), problems)
    found = read_lines(header, section.rows, cut_short=section.last)
    problems += found.problems
    if not found.lines and not refusals(found.problems):
        problems += (_cut_short("指标表只有表头，没有一个指标。", header.row.source),)
    return Lines(found.lines, problems, (*header.aside(), *found.aside))


def _read_lines_entries(
    lines: tuple[Line, ...], year: int | None
) -> tuple[tuple[LineEntries, ...], list[Problem]]:
    turns: Counter[tuple[str, str, str]] = Counter()
    read: list[LineEntries] = []
    problems: list[Problem] = []
    for position, line in enumerate(lines, 1):
        names = (line.levels.dimension, line.levels.category, line.name)
        turns[names] += 1
        context = LineContext(year or _ANY_YEAR, *names)
        entries, found = read_line_entries(line, position, context)
        read.append(LineEntries(LineKey(*names, turn=turns[names]), tuple(entries)))
        problems.extend(problem for problem in found if year or problem.code is not Code.TARGET_ASSUMED)
    return tuple(read), problems


def _missing(place: Source, block: Block, year: int | None) -> Iterator[Problem]:
    if block.name is None:
        message = "这张表没有项目名称。"
        hint = "请在指标表上方写一行“项目名称”，旁边一格写名称。"
        yield Problem(Code.PROJECT_NAME_MISSING, message, hint, place)
    called = f"“{one_line(block.name.text)}”" if block.name else "这张表"
    if block.organisation is None and block.department is None:
        message = f"{called}没有单位。"
        hint = "请在项目名称上方写单位代码和名称，例如“562301天津市妇女联合会”，或写一行“预算单位”。"
        yield Problem(Code.ORGANISATION_MISSING, message, hint, place)
    if year is None:
        message = f"{called}的标题和项目名称里都没有年度（20xx年）。"
        yield Problem(Code.YEAR_UNKNOWN, message, "请加上 --year，例如 --year 2024。", place)


def _set_aside(aside: dict[str, Source]) -> Iterator[Problem]:
    """One note for a document's text that is plainly no part of the record."""
    if aside:
        listed = "、".join(aside)
        shown = listed if len(listed) <= _LONGEST_LIST else listed[:_LONGEST_LIST] + "……"
        message = f"下列内容不在导入范围，没有读取：{shown}。"
        hint = "若其中有项目或指标的内容，请放进表格相应的格内。"
        yield Problem(Code.TEXT_IGNORED, message, hint, next(iter(aside.values())))


def _no_target_table(name: str, row: Row | None) -> Problem:
    if row is not None:
        first = row.source
        looked_for = f"没有“项目名称”，也没有含 {_HEADER} 的表头"
        message = f"没有找到绩效目标表：{looked_for}；文件开头是：{first.text[:40]}"
    else:
        first = Source(name, 0, 0, 0, "")
        message = "没有找到绩效目标表：文件是空的。"
    hint = "请核对是否选对了文件；表格要保留各格之间的制表符或逗号。"
    return Problem(Code.NO_TARGET_TABLE, message, hint, first)


def _no_indicators(section: Section) -> Problem:
    return _cut_short(f"这张表没有指标：到此为止没有含 {_HEADER} 的表头。", section.above[-1].source)


def _cut_short(message: str, place: Source) -> Problem:
    return Problem(Code.TABLE_CUT_SHORT, message, "请核对原文件，补全后再导入。", place)


def _overlong(section: Section) -> Problem:
    message = f"从这里起的{MOST_ROWS}行没有分成几张表，后面没有读取。"
    hint = "请核对是否选对了文件；每张表要有标题或“项目名称”。"
    return Problem(Code.DOCUMENT_TOO_LARGE, message, hint, section.first.source)


def _duplicate(project: ProjectEntries, earlier: ProjectEntries) -> Problem:
    here, there = project.entries[0].source, earlier.entries[0].source
    before = f"（前一次在第{there.row}行）" if there else ""
    message = f"同一单位的项目“{project.key.name}”在文件里出现了两次{before}。"
    return Problem(Code.DUPLICATE_PROJECT, message, "请删去其中一张表，或改正项目名称。", here)


def _in_document_order(problem: Problem) -> tuple[int, int]:
    return (problem.source.row, problem.source.column) if problem.source else (0, 0)
