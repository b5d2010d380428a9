"""What is gathered from a document project by project, and what every kind of document may lack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorer.model.entry import ProjectEntries, ProjectKey
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.block import Block
from scorer.reading.sections import MOST_ROWS, Section, heads_evidence
from scorer.reading.table import Cell, Row, one_line

# A document whose year is not known is refused; its lines are read all the same, to show their problems.
ANY_YEAR = 2000
HEADER = "一级指标、三级指标、指标值"
_LONGEST_LIST = 200
# What a list that tells of no single project is called, and the next step; a summary repeats the forms.
_SUMMARY = (
    "多个项目的汇总",
    "各项目的内容从各自的表导入；若表里只有一个项目，请在上方另写一行“项目名称”，旁边一格写名称。",
)
_EVIDENCE = ("佐证材料目录", "佐证材料用 scorer record-actual 加 --evidence 登记，已登记的不受影响。")


@dataclass(slots=True)
class Gathered:
    """What was found so far; `year` holds for a table that says none, `first` is the document's first row.

    `unreadable` keeps the rest of the document from being read; `aside` are the names of what is plainly no
    part of the record, each once, with its first place. `restarts` tells that rows are counted table by table,
    `lists` are the lists of projects or of evidence that were left out, by what they are.
    """

    year: int | None
    projects: dict[ProjectKey, ProjectEntries] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    aside: dict[str, Source] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    first: Row | None = None
    restarts: bool = False
    lists: set[str] = field(default_factory=set)

    def rows(self, items: Iterable[Row | Problem]) -> Iterator[Row]:
        """The rows; what keeps the rest from being read is remembered."""
        before = 0
        for item in items:
            if isinstance(item, Problem):
                self.unreadable.append(item)
                continue
            self.first = self.first or item
            self.restarts = self.restarts or item.cells[0].source.row < before
            before = item.cells[0].source.row
            yield item

    def project(self, project: ProjectEntries) -> None:
        """Takes in a project that the document has not said before."""
        if project.key in self.projects:
            self.problems.append(_duplicate(project, self.projects[project.key]))
        else:
            self.projects[project.key] = project

    def key(self, section: Section, block: Block, year: int | None) -> ProjectKey | None:
        """What the project of a section is known by, None where the section does not say it all."""
        organisation = block.organisation or block.department
        if block.name is not None and organisation is not None and year is not None:
            return ProjectKey(year, organisation[0], one_line(block.name.text))
        self.say(_missing(section.first.source, block, year))
        return None

    def without_lists(self, sections: Iterable[Section]) -> Iterator[Section]:
        """The sections of single projects; lists of projects and of evidence are noted and left out."""
        for section in sections:
            if section.list_head is None or section.header is not None:
                yield section
                continue
            called, hint = _EVIDENCE if heads_evidence(section.list_head) else _SUMMARY
            self.lists.add(called)
            place = section.list_head.source
            message = f"这张表是{called}，没有读取：{place.text[:40]}"
            self.problems.append(Problem(Code.TEXT_IGNORED, message, hint, place))

    def no_table(self, document: str, called: str) -> Problem:
        """A document in which nothing tells of a table of the kind that is `called` so."""
        hint = "请核对是否选对了文件；表格要保留各格之间的制表符或逗号。"
        if self.first is None:
            message = f"没有找到{called}：文件是空的。"
            return Problem(Code.NO_TARGET_TABLE, message, hint, Source(document, 0, 0, 0, ""))
        first = self.first.source
        without = f"没有“项目名称”，也没有含 {HEADER} 的表头"
        found = f"只有{'和'.join(sorted(self.lists))}" if self.lists else without
        message = f"没有找到{called}：{found}；文件开头是：{first.text[:40]}"
        return Problem(Code.NO_TARGET_TABLE, message, hint, first)

    def say(self, problems: Iterable[Problem]) -> None:
        """Takes in problems; columns that nothing reads are told of once, not for every table."""
        for problem in problems:
            if problem.code is Code.COLUMN_UNKNOWN:
                if problem.message in self.said:
                    continue
                self.said.add(problem.message)
            self.problems.append(problem)

    def set_aside(self, cells: Iterable[Cell]) -> None:
        """Notes by name what is plainly no part of the record."""
        for cell in cells:
            self.aside.setdefault(cell.text, cell.source)

    def in_order(self) -> tuple[Problem, ...]:
        """All problems in the document's order."""
        found = [*self.problems, *self.unreadable, *_set_aside(self.aside)]
        return tuple(sorted(found, key=self._place))

    def _place(self, problem: Problem) -> tuple[int, int, int]:
        source = problem.source
        return (source.table if self.restarts else 0, source.row, source.column) if source else (0, 0, 0)


def cut_short(message: str, place: Source) -> Problem:
    """A table that ends before it has said what it must say."""
    return Problem(Code.TABLE_CUT_SHORT, message, "请核对原文件，补全后再导入。", place)


def no_indicators(section: Section) -> Problem:
    """A section without the header of an indicator table."""
    return cut_short(f"这张表没有指标：到此为止没有含 {HEADER} 的表头。", section.above[-1].source)


def overlong(section: Section) -> Problem:
    """A section that never ends."""
    message = f"从这里起的{MOST_ROWS}行没有分成几张表，后面没有读取。"
    hint = "请核对是否选对了文件；每张表要有标题或“项目名称”。"
    return Problem(Code.DOCUMENT_TOO_LARGE, message, hint, section.first.source)


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


def _duplicate(project: ProjectEntries, earlier: ProjectEntries) -> Problem:
    here, there = project.entries[0].source, earlier.entries[0].source
    before = f"（前一次在第{there.row}行）" if there else ""
    message = f"同一单位的项目“{project.key.name}”在文件里出现了两次{before}。"
    return Problem(Code.DUPLICATE_PROJECT, message, "请删去其中一张表，或改正项目名称。", here)
