"""Counting a roster for an indicator: the number in the target's unit, and the file as evidence of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from scorer.model.entry import Document
from scorer.model.evidence import Counted, Evidence
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Indicator
from scorer.model.source import Source
from scorer.model.target import (
    AtLeast,
    AtMost,
    Bare,
    Between,
    ByDate,
    Exactly,
    Judged,
    Recurring,
    Target,
    Unreadable,
)
from scorer.notation.characters import shown, tidy
from scorer.notation.units import Measures, find_unit
from scorer.reading.opening import rows_of
from scorer.reading.roster import LeftOut, Roster, count_roster, rows_text
from scorer.reading.roster_header import Question
from scorer.workflow.given import Given
from scorer.workflow.papers import read_paper

_COUNTABLE = frozenset({Measures.COUNT, Measures.PLAIN, Measures.OTHER})
_TO_COMPLETE = {
    LeftOut.BLANK: "补上",
    LeftOut.UNDATED: "补上",
    LeftOut.NOTHING: "改正",
    LeftOut.ABSENT: "改正",
}
_TOLD = frozenset({LeftOut.NOTHING, LeftOut.ABSENT, LeftOut.TOTAL})
"""The reasons that a text gave: the note has the text, for the user to judge."""
_MOST_LISTED = 20
_REASONS = {
    LeftOut.BLANK: "“{column}”是空白",
    LeftOut.NOTHING: "“{column}”里写的是空白的记号",
    LeftOut.ABSENT: "“{column}”里写明没有到场",
    LeftOut.TOTAL: "是合计、小计或说明",
    LeftOut.UNDATED: "“{days}”看不出是哪一天",
    LeftOut.OUTSIDE: "“{days}”不在所写的日期之内",
}


@dataclass(frozen=True, slots=True)
class RosterCount:
    """What was counted in a file: what it gives the line, what the record keeps of the file, what to know."""

    counted: Counted
    given: tuple[Given, ...]
    document: Document
    problems: tuple[Problem, ...]


def count_for(indicator: Indicator, path: Path, question: Question) -> RosterCount:
    """Count the file for an indicator; Refused where it cannot be counted, or the target asks for no number."""
    unit = _unit_of(indicator.target.value)
    if unit is None:
        raise Refused(_does_not_fit(indicator))
    document, roster = _counted(path, question)
    if roster.number == 0:
        message = f"没有数到一行：{_asked(roster, question)}"
        hint = "请核对列名、日期范围和文件；确实是0的，请直接填写实际完成值"
        raise Refused(*_problems(roster), Problem(Code.NOTHING_COUNTED, message, hint, _file(document.name)))
    counted = _as_counted(roster, question, unit)
    actual = Given(Field.ACTUAL, f"{counted.number}{unit}")
    evidence = Given(Field.EVIDENCE, str(path), evidence=Evidence(path.name, counted=counted))
    return RosterCount(counted, (actual, evidence), document, tuple(_problems(roster)))


def count_again(path: Path, counted: Counted, year: int) -> Counted:
    """Count a file as it was counted before; Refused where that cannot be done any more."""
    question = Question(
        counted.column, year, counted.distinct, counted.date_column, counted.since, counted.until
    )
    _, roster = _counted(path, question)
    return _as_counted(roster, question, counted.unit)


def _counted(path: Path, question: Question) -> tuple[Document, Roster]:
    try:
        paper = read_paper(path)
        roster = count_roster(paper.document.name, rows_of(paper), question)
    except Refused as refused:
        raise Refused(*map(_to_count, refused.problems)) from None
    return paper.document, replace(roster, notes=tuple(map(_to_count, roster.notes)))


def _to_count(problem: Problem) -> Problem:
    """What the readers say of a document, whose next step is to import it."""
    return replace(problem, hint=problem.hint.replace("再导入", "再计数"))


def _as_counted(roster: Roster, question: Question, unit: str) -> Counted:
    return Counted(
        column=roster.column,
        number=roster.number,
        unit=unit,
        repeated=roster.repeated if question.distinct else 0,
        distinct=roster.distinct,
        date_column=roster.date_column,
        since=question.since,
        until=question.until,
    )


def _unit_of(target: Target) -> str | None:
    """The unit in which a target counts, without a multiplier; None where it does not count things."""
    match target:
        case AtLeast(quantity) | AtMost(quantity) | Exactly(quantity) | Bare(quantity):
            written = quantity.unit
        case Between(unit=of_both):
            written = of_both
        case Judged(figure=figure) if figure is not None:
            written = figure.unit
        case ByDate() | Recurring() | Judged() | Unreadable():
            return None
        case _:
            assert_never(target)
    unit = find_unit(written)
    if unit is None:
        return written
    return None if unit.per or unit.measures not in _COUNTABLE else unit.base


def _does_not_fit(indicator: Indicator) -> Problem:
    target = f"{tidy(indicator.key.name)}的指标值“{shown(indicator.target.text)}”"
    message = f"{target}不是人数、次数这样的个数，数出的行数不能作实际完成值"
    hint = "请直接填写实际完成值，名册用 --evidence 登记为佐证；比例可写成 分子/分母，如318/320"
    return Problem(Code.COUNT_DOES_NOT_FIT, message, hint)


def _problems(roster: Roster) -> Iterator[Problem]:
    """What is to be known of a count: rows left out, entries that stand twice, tables passed over."""
    yield from roster.notes
    for headings in roster.side_by_side:
        columns = "、".join(str(heading.column) for heading in headings)
        message = f"“{roster.column}”有{len(headings)}列（第{columns}列），都计数了"
        hint = "其中有不该计入的，请在文件里改它的列名后重新计数"
        yield Problem(Code.COLUMNS_COUNTED, message, hint, headings[0]._replace(column=0))
    for reason, rows in roster.left_out.items():
        why = _REASONS[reason].format(column=roster.column, days=roster.date_column)
        listed = _by_text(rows, roster) if reason in _TOLD else rows_text(rows, tables=roster.tables)
        message = f"{len(rows)}{'处' if roster.side_by_side else '行'}没有计入，{why}：{listed}"
        hint = (
            f"请核对；应计入的，请在文件里{_TO_COMPLETE[reason]}后重新计数" if reason in _TO_COMPLETE else ""
        )
        yield Problem(Code.ROWS_NOT_COUNTED, message, hint, _file(rows[0].document))
    if roster.doubtful:
        message = f"{len(roster.doubtful)}格各计为1，但不像是一个姓名：{_by_text(roster.doubtful, roster)}"
        hint = "请核对；一格里写了几个人的，请在文件里改成一人一行，改正后重新计数"
        yield Problem(Code.NAMES_DOUBTFUL, message, hint, _file(roster.doubtful[0].document))
    for source in roster.passed_over:
        message = f"这个表没有要计数的列，没有计入：{shown(source.text)}"
        place = Source(source.document, source.table, 0, 0, "")
        yield Problem(Code.ROWS_NOT_COUNTED, message, "应计入的，请把列名改成一样后重新计数", place)
    if roster.by_column:
        rows_told = rows_text(roster.by_column, tables=roster.tables)
        message = f"{len(roster.by_column)}行的“{roster.distinct}”没有填，按“{roster.column}”去重后计入：{rows_told}"
        hint = "请核对；最好在文件里补上后重新计数"
        yield Problem(Code.ROWS_REPEATED, message, hint, _file(roster.by_column[0].document))
    if roster.repeats:
        yield _repeated(roster)


def _by_text(rows: Sequence[Source], roster: Roster) -> str:
    """The rows by the text for which they are told of."""
    by_text: dict[str, list[Source]] = {}
    for row in rows:
        by_text.setdefault(shown(" ".join(row.text.split())), []).append(row)
    listed = [f"“{text}”{rows_text(of_text, tables=roster.tables)}" for text, of_text in by_text.items()]
    return "；".join(listed[:_MOST_LISTED]) + ("；等" if len(listed) > _MOST_LISTED else "")


def _repeated(roster: Roster) -> Problem:
    listed = "；".join(
        f"{shown(repeat.value)} {rows_text(repeat.rows, tables=roster.tables)}"
        for repeat in roster.repeats[:_MOST_LISTED]
    )
    more = f"；等共{len(roster.repeats)}组" if len(roster.repeats) > _MOST_LISTED else ""
    if roster.distinct:
        message = f"按“{roster.distinct}”重复{roster.repeated}行，没有计入：{listed}{more}"
        hint = "每组只计第一行；请核对是否同一个人"
    else:
        message = f"“{roster.column}”重复{roster.repeated}行，都计入了：{listed}{more}"
        hint = "若是同一个人，请加 --distinct 写明按哪一列去重，如手机号"
    return Problem(Code.ROWS_REPEATED, message, hint, _file(roster.repeats[0].rows[0].document))


def _asked(roster: Roster, question: Question) -> str:
    days = f"，“{roster.date_column}”在所写的日期之内" if question.ranged else ""
    return f"“{roster.column}”列有内容{days}的一行也没有"


def _file(document: str) -> Source:
    return Source(document, 0, 0, 0, "")
