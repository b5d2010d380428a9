"""Target tables (绩效目标表) read into entries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scorer.model.entry import Document, LineEntries, LineKey, ProjectEntries, ProjectKey
from scorer.model.problem import Code, Problem, refusals
from scorer.model.source import Source
from scorer.notation.context import LineContext
from scorer.reading.block import Block, read_block, text_ignored
from scorer.reading.decoding import decode, describe
from scorer.reading.entries import position_entry, read_block_entries, read_line_entries
from scorer.reading.layout import read_table
from scorer.reading.lines import Line, read_lines
from scorer.reading.sections import Section, split_sections
from scorer.reading.table import Row, one_line

# A document whose year is not known is refused; its targets are read all the same, to show their problems.
_ANY_YEAR = 2000
_HEADER = "一级指标、三级指标、指标值"


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
    table = read_table(name, text)
    sections = split_sections(table.rows)
    if not any(section.header or section.named for section in sections):
        return TargetReading(document, (), (*table.problems, _no_target_table(name, table.rows)))
    projects: dict[ProjectKey, ProjectEntries] = {}
    problems = list(table.problems)
    for section in sections:
        project, found = _read_section(section, year, len(projects) + 1, table.rows[-1])
        problems.extend(found)
        if project is not None and project.key in projects:
            problems.append(_duplicate(project, projects[project.key]))
        elif project is not None:
            projects[project.key] = project
    problems.sort(key=_in_document_order)
    return TargetReading(document, tuple(projects.values()), tuple(problems))


def _read_section(
    section: Section, fallback: int | None, position: int, end: Row
) -> tuple[ProjectEntries | None, list[Problem]]:
    block = read_block(section.above)
    problems = [text_ignored(cell) for cell in block.ignored]
    lines, found = _lines_of(section, end)
    problems.extend(found)
    year = block.year or fallback
    key, found = _key(section, block, year)
    problems.extend(found)
    line_entries, found = _read_lines_entries(lines, year)
    problems.extend(found)
    entries, found = read_block_entries(block)
    problems.extend(found)
    if key is None or block.name is None:
        return None, problems
    entries.insert(0, position_entry(position, block.name))
    return ProjectEntries(key, tuple(entries), line_entries), problems


def _lines_of(section: Section, end: Row) -> tuple[tuple[Line, ...], list[Problem]]:
    header = section.header
    if header is None:
        return (), [_no_indicators(section)]
    problems = list(header.problems())
    if refusals(problems):
        return (), problems
    lines, found = read_lines(header, section.rows, end)
    problems.extend(found)
    if not lines and not refusals(found):
        message = "指标表只有表头，没有一个指标。"
        problems.append(_cut_short(message, header.row.source))
    return lines, problems


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


def _key(section: Section, block: Block, year: int | None) -> tuple[ProjectKey | None, list[Problem]]:
    organisation = block.organisation or block.department
    if block.name is not None and organisation is not None and year is not None:
        return ProjectKey(year, organisation[0], one_line(block.name.text)), []
    return None, list(_missing(section.first.source, block, year))


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


def _no_target_table(name: str, rows: tuple[Row, ...]) -> Problem:
    if rows:
        first = rows[0].source
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


def _duplicate(project: ProjectEntries, earlier: ProjectEntries) -> Problem:
    here, there = project.entries[0].source, earlier.entries[0].source
    before = f"（前一次在第{there.row}行）" if there else ""
    message = f"同一单位的项目“{project.key.name}”在文件里出现了两次{before}。"
    return Problem(Code.DUPLICATE_PROJECT, message, "请删去其中一张表，或改正项目名称。", here)


def _in_document_order(problem: Problem) -> tuple[int, int]:
    return (problem.source.row, problem.source.column) if problem.source else (0, 0)
