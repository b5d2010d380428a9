"""Target tables (绩效目标表) read into entries."""

from collections import Counter
from dataclasses import dataclass

from scorer.model.entry import Document, LineEntries, LineKey, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, refusals
from scorer.notation.context import LineContext
from scorer.reading.block import texts_ignored
from scorer.reading.block_rows import read_block
from scorer.reading.entries import position_entry, read_block_entries, read_line_entries
from scorer.reading.filled_columns import is_filled
from scorer.reading.gathered import ANY_YEAR, Gathered, cut_short, no_indicators, overlong
from scorer.reading.headings import of_the_year
from scorer.reading.line import Line
from scorer.reading.lines import Lines, read_lines
from scorer.reading.paper import Paper
from scorer.reading.parts import with_parts
from scorer.reading.project_rows import project_rows_of
from scorer.reading.sections import Section, split_sections
from scorer.reading.two_levels import with_third_level

FIELDS_OF_TARGETS = frozenset(
    {
        *(Field.POSITION, Field.TARGET, Field.DESCRIPTION, Field.TABLE_POINTS),
        *(Field.PURPOSE, Field.GOALS, Field.INITIAL_BUDGET),
    }
)


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a document of target tables says, project by project in its order, and every problem of it.

    Where a problem refuses, the projects are those that could be read beside it. `fields` are the facts that
    a document of this kind has room for: one of them that it does not say is not there. `filled` tells that
    the columns of what was achieved and scored are filled in, so that the document may be read as a form too.
    """

    document: Document
    projects: tuple[ProjectEntries, ...]
    problems: tuple[Problem, ...]
    fields: frozenset[Field] = FIELDS_OF_TARGETS
    filled: bool = False


def read_targets(paper: Paper, year: int | None) -> TargetReading:
    """The target tables of a document; `year` holds where neither title nor name says one."""
    document = paper.document
    found = _Found(Gathered(year))
    sections = split_sections(found.gathered.rows(project_rows_of(paper)))
    for section in found.gathered.without_lists(sections):
        found.section(section)
    gathered = found.gathered
    if not found.is_target_table:
        unreadable = gathered.in_order()
        if gathered.first is None and refusals(unreadable):
            return TargetReading(document, (), unreadable)
        problem = gathered.no_table(document.name, "绩效目标表")
        return TargetReading(document, (), (*gathered.unreadable, problem))
    projects = tuple(gathered.projects.values())
    return TargetReading(document, projects, gathered.in_order(), filled=found.filled)


@dataclass(slots=True)
class _Found:
    """What was gathered of the document's tables, whether there was one, and whether one is filled in."""

    gathered: Gathered
    is_target_table: bool = False
    filled: bool = False

    def section(self, section: Section) -> None:
        gathered = self.gathered
        self.is_target_table = self.is_target_table or section.header is not None or section.named
        block = read_block(section.above)
        lines = _lines_of(section)
        gathered.set_aside((*block.aside, *lines.aside))
        gathered.say(texts_ignored(block.ignored))
        gathered.say([overlong(section)] if section.overlong else [])
        gathered.say(lines.problems)
        year = block.year or gathered.year
        key = gathered.key(section, block, year)
        line_entries, problems = _read_lines_entries(lines.lines, year)
        gathered.say(problems)
        entries, problems = read_block_entries(block)
        gathered.say(problems)
        self.filled = self.filled or is_filled(section, year)
        if key is not None and block.name is not None:
            entries.insert(0, position_entry(len(gathered.projects) + 1, block.name))
            gathered.project(ProjectEntries(key, tuple(entries), line_entries))


def _lines_of(section: Section) -> Lines:
    header = section.header
    if header is None:
        return Lines((), (no_indicators(section),))
    header, rows, assumed = with_third_level(of_the_year(header, section.rows), section.rows)
    problems = (*assumed, *header.problems())
    if refusals(problems):
        return Lines((), problems)
    rows, told = with_parts(header, rows)
    found = read_lines(header, rows, cut_short=section.last)
    problems += (*told, *found.problems)
    if not found.lines and not refusals(found.problems):
        problems += (cut_short("指标表只有表头，没有一个指标。", header.row.source),)
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
        context = LineContext(year or ANY_YEAR, *names)
        entries, found = read_line_entries(line, position, context)
        read.append(LineEntries(LineKey(*names, turn=turns[names]), tuple(entries)))
        problems.extend(problem for problem in found if year or problem.code is not Code.TARGET_ASSUMED)
    return tuple(read), problems
