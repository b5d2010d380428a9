"""Filled forms (绩效自评表) read into entries: a target table with what was achieved, scored and explained."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from scorer.model.entry import Entry, LineEntries, LineKey, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, refusals
from scorer.notation.context import LineContext
from scorer.reading.block import Block, text_ignored, texts_ignored
from scorer.reading.block_rows import read_block
from scorer.reading.entries import position_entry, read_block_entries
from scorer.reading.filled_block import FilledBlock, read_filled_block
from scorer.reading.filled_columns import FilledColumns, filled_columns
from scorer.reading.filled_entries import read_filled_entries, read_filled_line
from scorer.reading.filled_reasons import without_cancelled
from scorer.reading.filled_rows import FilledTable, filled_table
from scorer.reading.fund_heads import MONEY, Head
from scorer.reading.funds import Funds
from scorer.reading.gathered import ANY_YEAR, Gathered, cut_short, no_indicators, overlong
from scorer.reading.headings import Column, Header, of_the_year
from scorer.reading.labels import money_unit_in, organisation_in
from scorer.reading.line import Line
from scorer.reading.lines import read_lines
from scorer.reading.paper import Paper
from scorer.reading.parts import with_parts
from scorer.reading.project_rows import project_rows_of
from scorer.reading.sections import Section, split_sections
from scorer.reading.table import Cell, Row, is_title, label
from scorer.reading.targets import TargetReading

# What is found in a form whose year is not known, and holds in any year.
_WITHOUT_YEAR = (Code.TARGET_UNREADABLE, Code.STATED_UNREADABLE)
_UNIT_IN_HEADING = re.compile(r"(?:预算|资金|支出|执行|金额|数).*\((亿元|万元|千元|元)\)")
_LONGEST_HEADING = 30
_OF_COLUMNS = {
    Column.TARGET: Field.TARGET,
    Column.DESCRIPTION: Field.DESCRIPTION,
    Column.POINTS: Field.TABLE_POINTS,
}


def read_filled(paper: Paper, year: int | None, today: date) -> TargetReading:
    """The filled forms of a document; `year` holds where neither title nor name says one.

    What people put into a form refuses nothing: only a form without name, unit, year or levels is refused,
    and one that has no column of what was achieved or scored.
    """
    document = paper.document
    gathered = Gathered(year)
    found = _Found(gathered, today)
    sections = gathered.without_lists(split_sections(gathered.rows(project_rows_of(paper))))
    for form in _forms(sections):
        found.form(form)
    if not found.is_form:
        unreadable = gathered.in_order()
        if gathered.first is None and refusals(unreadable):
            return TargetReading(document, (), unreadable)
        none = gathered.no_table(document.name, "绩效自评表")
        return TargetReading(document, (), (*gathered.unreadable, none))
    projects = tuple(gathered.projects.values())
    gathered.say(map(_beside_forms if projects else _not_filled, found.unfilled))
    return TargetReading(document, projects, gathered.in_order(), frozenset(found.fields or ()), filled=True)


def _forms(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """The sections of each form: a further table that names no project goes on with the one before."""
    form: list[Section] = []
    for section in sections:
        if form and not _goes_on(section):
            yield form
            form = []
        form.append(section)
    if form:
        yield form


def _goes_on(section: Section) -> bool:
    titled = any(is_title(cell.text) for row in section.above for cell in row.written)
    named = any(organisation_in(row) is not None for row in section.above)
    return section.header is not None and not (section.named or titled or named)


@dataclass(slots=True)
class _Found:
    """What was gathered of the document's forms; `fields` are the facts that each of them has room for.

    `unfilled` are the headers of target tables, which no form is.
    """

    gathered: Gathered
    today: date
    is_form: bool = False
    unfilled: list[Header] = field(default_factory=list)
    fields: frozenset[Field] | None = None

    def form(self, sections: list[Section]) -> None:
        """Reads the sections of one form into one project."""
        first = sections[0]
        gathered = self.gathered
        self.is_form = self.is_form or any(
            section.header is not None or section.named for section in sections
        )
        above = [row for section in sections for row in section.above]
        filled = FilledBlock()
        rest = read_filled_block(above, filled)
        block = read_block(rest)
        year = block.year or gathered.year
        headers = [section.header for section in sections if section.header is not None]
        if headers and not any(filled_columns(header, year).tells for header in headers):
            self.unfilled.append(headers[0])
            return
        tables = self._tables(sections, filled, year)
        lines, cancelled = without_cancelled(self._lines(tables, year))
        gathered.set_aside((*block.aside, *filled.aside, *filled.funds.aside))
        gathered.say(texts_ignored(block.ignored))
        gathered.say(_money_unread(filled.funds.unread))
        gathered.say([overlong(section) for section in sections if section.overlong])
        key = gathered.key(first, block, year)
        entries = self._entries(block, filled, _money_unit(above))
        gathered.say(_points_of_execution_alone(entries, tables))
        if key is not None and block.name is not None:
            entries.insert(0, position_entry(len(gathered.projects) + 1, block.name))
            gathered.project(ProjectEntries(key, (*entries, *cancelled), lines))
        spoken = _spoken_of(block, filled, tables)
        self.fields = spoken if self.fields is None else self.fields & spoken

    def _tables(self, sections: list[Section], filled: FilledBlock, year: int | None) -> list[FilledTable]:
        tables: list[FilledTable] = []
        headers = [section.header for section in sections if section.header is not None]
        pointed = any(Column.POINTS in header.columns for header in headers)
        for section in sections:
            if section.header is None:
                self.gathered.say([no_indicators(section)])
                continue
            columns = filled_columns(section.header, year)
            if not columns.tells:
                self.gathered.say([_not_filled(section.header)])
                continue
            header = of_the_year(section.header, section.rows)
            table = filled_table(header, section.rows, columns, filled, pointed=pointed)
            problems = tuple(table.header.problems())
            self.gathered.say(problems)
            self.gathered.say([_judged(table.header)] if table.judged else [])
            if not refusals(problems):
                tables.append(table)
        return tables

    def _lines(self, tables: list[FilledTable], year: int | None) -> tuple[LineEntries, ...]:
        turns: Counter[tuple[str, str, str]] = Counter()
        read: list[LineEntries] = []
        for table in tables:
            for line in self._lines_of(table):
                names = (line.levels.dimension, line.levels.category, line.name)
                turns[names] += 1
                context = LineContext(year or ANY_YEAR, *names)
                entries, problems = read_filled_line(line, table, len(read) + 1, context, self.today)
                self.gathered.say(one for one in problems if year is not None or one.code in _WITHOUT_YEAR)
                read.append(LineEntries(LineKey(*names, turn=turns[names]), tuple(entries)))
        return tuple(read)

    def _lines_of(self, table: FilledTable) -> tuple[Line, ...]:
        rows, told = with_parts(table.header, table.rows, table.columns.actual)
        self.gathered.say(told)
        found = read_lines(table.header, rows, cut_short=False)
        self.gathered.say(found.problems)
        self.gathered.set_aside((*table.header.aside(), *found.aside))
        if not found.lines and not refusals(found.problems):
            place = table.header.row.source
            self.gathered.say([cut_short("指标表只有表头，没有一个指标。", place)])
        return found.lines

    def _keep_money_of(self, block: Block, funds: Funds) -> None:
        """Leaves in `block` the budget of those sources of which the budget block has none; others are told of."""
        parts = {part for field, part in funds.amounts if field is not Field.EXECUTED}
        texts = {amount.cell.text for amount in funds.amounts.values()}
        said = [cell for part, cell in block.money.items() if part in parts and cell.text not in texts]
        self.gathered.say(texts_ignored(said))
        block.money = {part: cell for part, cell in block.money.items() if part not in parts}

    def _entries(self, block: Block, filled: FilledBlock, money_unit: str) -> list[Entry]:
        """What the form says of the project; the budget block and the goals beside their fate go first."""
        entries, problems = read_filled_entries(filled, money_unit)
        said = {(entry.field, entry.part): entry for entry in entries}
        self._keep_money_of(block, filled.funds)
        others, found = read_block_entries(block)
        problems += [replace(one, code=Code.STATED_UNREADABLE) if refusals([one]) else one for one in found]
        self.gathered.say(problems)
        for entry in others:
            if (
                said.setdefault((entry.field, entry.part), entry).text != entry.text
                and entry.source is not None
            ):
                self.gathered.say([text_ignored(Cell(entry.text, entry.source))])
        return list(said.values())


def _money_unit(rows: list[Row]) -> str:
    """The unit of money of a form: of a line or label that says it, else of a heading such as 部门预算(万元)."""
    cells = [cell for row in rows for cell in row.written]
    units = next(filter(None, (money_unit_in(cell.text) for cell in cells)), "")
    short = (label(cell.text) for cell in cells if len(cell.text) <= _LONGEST_HEADING)
    found = next(filter(None, map(_UNIT_IN_HEADING.search, short)), None)
    return units or (found[1] if found else "")


def _money_unread(cells: list[Cell]) -> Iterator[Problem]:
    """One note for all that a budget block says and no field holds, each with its place."""
    if cells:
        places = [cell.source.place.removeprefix(f"{cell.source.document} ") for cell in cells]
        texts = (cell.text[:_LONGEST_HEADING] for cell in cells)
        listed = "；".join(f"{text}（{place}）" for text, place in zip(texts, places, strict=True))
        hint = (
            "分值、执行率和得分只保存合计的一个，各来源的执行率由其预算数和执行数算出；请核对哪一个数是对的。"
        )
        yield Problem(Code.TEXT_IGNORED, f"预算执行的这些内容没有读取：{listed}", hint, cells[0].source)


def _points_of_execution_alone(entries: list[Entry], tables: list[FilledTable]) -> Iterator[Problem]:
    """A note of points for the execution where no table has any: the rule set then shares out all of them."""
    said = next((entry for entry in entries if entry.field is Field.TABLE_POINTS), None)
    pointed = any(Column.POINTS in table.header.columns for table in tables)
    if said is not None and tables and not pointed:
        message = f"预算执行写有分值{said.text}，各指标没有分值：分值都按评分办法分配，除非另有一张表写明。"
        hint = "若要用自己的分值，请在指标表中加一列“分值”。"
        yield Problem(Code.TEXT_IGNORED, message, hint, said.source)


def _spoken_of(block: Block, filled: FilledBlock, tables: list[FilledTable]) -> frozenset[Field]:
    """The facts that a form has columns or blocks for."""
    heads = filled.funds.heads
    fields = {Field.POSITION, Field.NOT_APPLICABLE}
    fields |= {MONEY[head] for head in heads if head in MONEY}
    fields |= {Field.STATED_RATE} if Head.RATE in heads else set()
    fields |= {Field.PURPOSE} if block.purpose else set()
    fields |= {Field.GOALS} if filled.goals or block.goals else set()
    fields |= {Field.ACHIEVED} if filled.has_achieved else set()
    fields |= {Field.STATED_TOTAL} if filled.total else set()
    fields |= {Field.STATED_RATING} if filled.rating else set()
    for table in tables:
        fields |= {_OF_COLUMNS[column] for column in table.header.columns if column in _OF_COLUMNS}
        fields |= _of_filled(table.columns)
    return frozenset(fields)


def _of_filled(columns: FilledColumns) -> set[Field]:
    places = {
        Field.ACTUAL: columns.actual,
        Field.STATED_SCORE: columns.score,
        Field.CAUSE: columns.cause,
        Field.TIER: columns.cause,
        Field.SHARE: columns.cause,
        Field.REMEDY: columns.remedy,
    }
    return {field for field, at in places.items() if at is not None}


def _judged(header: Header) -> Problem:
    called = header.names[header.columns[Column.TARGET]]
    message = f"这张表没有指标值，各指标的“{called}”当作文字的指标值，由人评定。"
    return Problem(Code.TARGET_ASSUMED, message, "若有指标值，请在表中加一列“指标值”。", header.row.source)


def _beside_forms(header: Header) -> Problem:
    message = "这是绩效目标表，没有“实际完成值”，也没有“得分”；文件里另有自评表，这张表没有读取。"
    hint = "若要导入它的指标值，请另存为一个文件，不加 --filled 导入。"
    return Problem(Code.TEXT_IGNORED, message, hint, header.row.source)


def _not_filled(header: Header) -> Problem:
    message = "这是绩效目标表，没有“实际完成值”，也没有“得分”，不能按自评表导入。"
    hint = "请去掉 --filled，按绩效目标表导入；或检查表头是否完整。"
    return Problem(Code.NOT_FILLED, message, hint, header.row.source)
