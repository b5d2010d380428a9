"""What files of actuals give: which line each row means, and everything that is wrong with them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.model.entry import Document
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.notation.characters import plain
from scorer.reading import actual_rows as columns
from scorer.reading.actual_rows import ActualReading, ActualRow
from scorer.reading.actuals import read_actual_rows
from scorer.reading.paper import Paper
from scorer.workflow.assessing import line_of
from scorer.workflow.copies import Together, put_together
from scorer.workflow.desk import Desk
from scorer.workflow.evidence import Cabinet
from scorer.workflow.handed_out import News, Subject, news, touched, written
from scorer.workflow.lookup import the_year
from scorer.workflow.papers import Papers
from scorer.workflow.placing import Place, Placing, is_named_as_given_out
from scorer.workflow.recording import Addressed, misplaced

RowPlace = tuple[str, int, int]
"""Where a row stands: document, table and row."""

_NO_ROW = sys.maxsize
_NOWHERE: RowPlace = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class ActualFiles:
    """The rows of all files with the lines that they mean; `problems` are those found until then.

    `headers` are the last rows before those of each table; `rows` the places of the rows that give something,
    `doubtful` of those that a later row gives again.
    """

    documents: tuple[Document, ...]
    year: int
    headers: dict[tuple[str, int], int]
    addressed: tuple[Addressed, ...]
    problems: tuple[Problem, ...]
    rows: frozenset[RowPlace]
    doubtful: frozenset[RowPlace]

    def concerns_all(self, problem: Problem) -> bool:
        """Whether a problem is about more than one row: a header, a file, or all of them."""
        # A sheet may have several headers, of which the first alone stands above all its rows.
        if problem.source is None or problem.code is Code.COLUMN_RENAMED:
            return True
        document, table, row = place_of(problem.source)
        return row <= self.headers.get((document, table), _NO_ROW)


def read_actual_files(desk: Desk, paths: Sequence[Path], cabinet: Cabinet) -> ActualFiles:
    """Read all files and find the line of each row; Refused where they are not of one year of the record."""
    readings = tuple(read_actual_rows(paper) for paper in _papers(paths))
    rows = tuple(row for reading in readings for row in reading.rows)
    year = _year_of(desk, rows)
    sorter = _Sorter(desk, Placing(desk.store, year, desk.listings(year), desk.rules_of(year)))
    for reading in readings:
        sorter.sort(reading)
    together = sorter.together()
    addressed, wrong = sorter.with_evidence(together.addressed, cabinet, _folders(paths))
    return ActualFiles(
        documents=tuple(reading.document for reading in readings),
        year=year,
        headers=_headers(rows),
        addressed=addressed,
        problems=(*sorter.problems, *together.problems, *wrong),
        rows=frozenset(sorter.rows),
        doubtful=frozenset(place_of(one.source) for one in together.doubtful if one.source),
    )


def place_of(source: Source) -> RowPlace:
    """The row in which something stands."""
    return source.document, source.table, source.row


def row_of(problem: Problem) -> RowPlace:
    """The row that a problem is about; none where it is about all files."""
    return place_of(problem.source) if problem.source else _NOWHERE


def _papers(paths: Sequence[Path]) -> Iterator[Paper]:
    """The documents, each once, under names that tell them apart."""
    once = tuple({path.resolve(): path for path in paths}.values())
    papers = Papers(once)
    for path in once:
        paper = papers.read(path)
        yield replace(paper, document=replace(paper.document, name=_telling_name(path, once)))


def _telling_name(path: Path, paths: Sequence[Path]) -> str:
    """The name of a file, with as many of its folders as tell it from the others."""
    parts = path.resolve().parts
    others = [other.resolve().parts for other in paths if other is not path]
    ends = (parts[-count:] for count in range(1, len(parts)))
    end = next((end for end in ends if all(other[-len(end) :] != end for other in others)), parts)
    return "/".join(end)


def _folders(paths: Sequence[Path]) -> dict[str, Path]:
    """The folders of the documents, by the names that tell the documents apart."""
    once = tuple({path.resolve(): path for path in paths}.values())
    return {_telling_name(path, once): path.parent for path in once}


def _headers(rows: Iterable[ActualRow]) -> dict[tuple[str, int], int]:
    headers: dict[tuple[str, int], int] = {}
    for row in rows:
        table = (row.document, row.table)
        headers[table] = min(row.line - 1, headers.get(table, _NO_ROW))
    return headers


class _Sorter:
    """Finds what each row means and what of it is new."""

    def __init__(self, desk: Desk, placing: Placing) -> None:
        self._desk = desk
        self._placing = placing
        self._store = desk.store.identity()
        self._addressed: list[Addressed] = []
        self.problems: list[Problem] = []
        self.rows: list[RowPlace] = []

    def sort(self, reading: ActualReading) -> None:
        """Take in the rows of one file."""
        self.problems += reading.problems
        origin = reading.origin
        own = origin is not None and origin.store == self._store
        if origin is not None and not own:
            self.problems.append(_of_another_record(reading))
        for row in reading.rows:
            if own and row.given_out is not None:
                self._take_handed_out(row)
            else:
                self._take_plain(row, from_another=origin is not None and not own)

    def together(self) -> Together:
        """What all files give together."""
        return put_together(self._addressed, self._subject)

    def with_evidence(
        self, addressed: Iterable[Addressed], cabinet: Cabinet, folders: dict[str, Path]
    ) -> tuple[tuple[Addressed, ...], list[Problem]]:
        """What was given with its evidence looked up: beside its file, beside the record, in the current folder."""
        found, problems = [], list[Problem]()
        for one in addressed:
            document = one.source.document if one.source else ""
            bases = (folders.get(document, Path()), cabinet.folder, Path())
            subject = None
            if any(value.field is Field.EVIDENCE for value in one.given):
                own = self._subject(one.project, one.line)
                subject = own.line.indicator or own.assessment.project
            given, wrong = cabinet.take(one.given, subject, bases)
            found.append(replace(one, given=given))
            problems += wrong
        return tuple(found), problems

    def _take_plain(self, row: ActualRow, *, from_another: bool) -> None:
        given = written(row)
        place = self._placing.place_by_names(row) if from_another else self._placing.place(row)
        if given:
            self.rows.append(place_of(row.source))
        if isinstance(place, Problem):
            if given or row.table == 0:
                self.problems.append(place)
            return
        self._address(row, place, News(given))

    def _take_handed_out(self, row: ActualRow) -> None:
        """Only what was changed counts; a row in which nothing was touched needs no look at the record."""
        found = touched(row)
        self.problems += found.problems
        if not found.given and is_named_as_given_out(row):
            return
        placed = self._placing.place_by_key(row)
        if isinstance(placed, Problem):
            if found.given:
                self.rows.append(place_of(row.source))
                self.problems.append(placed)
            return
        place, notes = placed
        self.problems += notes
        if found.given:
            self._address(row, place, news(row, found.given, self._subject(*place)))

    def _address(self, row: ActualRow, place: Place, found: News) -> None:
        self.problems += found.problems
        if row.given_out is not None and (found.given or found.problems):
            self.rows.append(place_of(row.source))
        wrong = misplaced(found.given, of_line=place[1] is not None)
        if wrong is not None:
            self.problems.append(wrong)
        elif found.given:
            self._addressed.append(Addressed(*place, found.given, row.source))

    def _subject(self, project: int, line: int | None) -> Subject:
        assessment = self._placing.assessment(project)
        return Subject(assessment, line_of(assessment, line or 0), self._desk.today)


def _of_another_record(reading: ActualReading) -> Problem:
    origin = reading.origin
    made = f"（{origin.made_by}制表）" if origin is not None and origin.made_by else ""
    message = f"这份填报表出自另一个记录库{made}：按项目和指标的名称对应，所填的都当作新填的。"
    hint = "请核对是否选对了记录库（--db）和文件"
    return Problem(Code.OTHER_RECORD, message, hint, Source(reading.document.name, 0, 0, 0, ""))


def _year_of(desk: Desk, rows: tuple[ActualRow, ...]) -> int:
    """The one year of a file: its 年度 column, else --year, else the only one in the store."""
    cells = [cell for row in rows if (cell := row.cell(columns.YEAR)) is not None]
    stated = {_year_text(cell.text): cell for cell in reversed(cells)}
    if not stated:
        return desk.year_to_write()
    text, cell = _year_text(cells[0].text), cells[0]
    if len(stated) > 1:
        other = next(cell for cell in cells if _year_text(cell.text) != text)
        message = f"文件里有多个年度：{'、'.join(sorted(stated))}"
        raise Refused(Problem(Code.SEVERAL_YEARS, message, "请按年度拆成几个文件，分别填报", other.source))
    if not text.isdecimal() or (desk.year is not None and int(text) != desk.year):
        message = f"“年度”列写的是“{cell.text}”" + (f"，而--year是{desk.year}" if desk.year else "")
        raise Refused(Problem(Code.NO_YEAR, message, "请核对年度，应为四位数，如2024", cell.source))
    try:
        return the_year(desk.store.years(), int(text), writes=True)
    except Refused as refused:
        raise Refused(*(replace(problem, source=cell.source) for problem in refused.problems)) from None


def _year_text(written: str) -> str:
    return plain(written).removesuffix("度").removesuffix("年")
