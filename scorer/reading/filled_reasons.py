"""What a filled form (绩效自评表) says of a line in words: cause, remedy, a person's tier, why it does not apply."""

import re
from dataclasses import replace
from decimal import Decimal

from scorer.model.entry import Entry, LineEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem
from scorer.model.project import Tier
from scorer.reading.block import BLANK_MARKS
from scorer.reading.entries import Read, text_entry
from scorer.reading.filled_block import FilledBlock
from scorer.reading.filled_columns import FilledColumns
from scorer.reading.filled_labels import score_in
from scorer.reading.fund_heads import Head
from scorer.reading.line import Line
from scorer.reading.table import Cell, label, one_line

_NO_REASON = BLANK_MARKS | {"无偏差", "无。", "没有偏差", "不涉及", "\\", "无原因"}
_CAUSE_LABEL = re.compile(
    r"^(?:[0-9一二][.、])?(?:偏差|未完成|主要|产生)?(?:的)?原因(?:分析)?(?:[:：]|是[:：]?)"
)
_REMEDY_LABEL = re.compile(
    r"(?:^|(?<=[。；;，,、\n\s]))\s*(?:[0-9一二][.、)）]|[(（][0-9一二][)）])?\s*"
    r"(?:(?:下一步)?(?:拟采取的?|今后)?(?:改进|整改|解决)?措施|下一步(?:工作)?(?:措施|打算|计划|安排)?)(?:[:：]|是[:：])"
)
_NEXT_STEP = re.compile(r"(?<=[。；;\n])\s*(?=下一步)")
_SENTENCE_ENDS = re.compile(r"(?<=[。；;\n])")
_CLAUSE_ENDS = re.compile(r"[，,]")
# What is to be done, without a word of what was or came of it: 加强技术指导, but not 加强管理后支出减少.
_INTENDED = re.compile(
    r"(?:下一步|今后|进一步|继续|将|要)*(?:加强|加大|加快|提高|提升|完善|健全|强化|优化|细化|规范)"
    r"(?:(?!导致|造成|减少|下降|增加)[^了过后因使未不已较超]){0,16}"
    r"(?:力度|准确[度性]|水平|能力|质量|效率|进度|管理|指导|宣传|培训|监管|监督|沟通|协调|机制|制度|建设|工作)"
)
_NOT_APPLICABLE = "不适用"
_CANCELLED = "项目取消："
_WHY_NOT = re.compile(r"^不适用\s*(?:[:：]\s*|$)")
# What the program's own form says of a line beside cause and remedy.
_OPEN = re.compile(r"^待评定[:：].*?(?:；(?=原因[:：]|改进措施[:：])|$)", re.DOTALL)
_SET_SCORE = re.compile(r"(?:^|；)(系统得分[0-9.]+，认定得分[0-9.]+(?:，.*)?)$", re.DOTALL)
_JUDGED = re.compile(
    rf"(?:^|[；;]|(?<=[。\n]))档次[:：]({'|'.join(Tier)})(?:[，,]得分率[:：]?([0-9]+(?:\.[0-9]+)?%))?$"
)


def read_reasons(line: Line, columns: FilledColumns) -> Read:
    """Cause, remedy and the tier that a person gave; a score that a person set is told of and not read."""
    cause, remedy = line.cell(columns.cause), line.cell(columns.remedy)
    if cause is None:
        return ([] if remedy is None else _worded(Field.REMEDY, remedy)), []
    is_open = line.row.text(columns.score) in BLANK_MARKS
    rest, set_score = _parted(_SET_SCORE, _OPEN.sub("", cause.text) if is_open else cause.text)
    rest, judged = _parted(_JUDGED, rest)
    said = Cell(rest, cause.source)
    if columns.cause == columns.remedy:
        entries = _split(said, lost=_lost_points(line, columns))
    else:
        entries = [*_worded(Field.CAUSE, said), *(_worded(Field.REMEDY, remedy) if remedy else ())]
    given = zip((Field.TIER, Field.SHARE), judged.groups() if judged else (), strict=False)
    entries += [Entry(field, text, text, source=cause.source) for field, text in given if text]
    return entries, [_set_by_person(line, set_score[1], cause)] if set_score else []


def reasons_of_the_whole(block: FilledBlock) -> list[Entry]:
    """Cause and remedy that the form gives for the project, and why more was spent than budgeted."""
    in_funds = block.funds.said.get(Head.CAUSE)
    entries = _split(in_funds) if in_funds is not None else []
    if block.cause is not None and not entries:
        entries = _split(block.cause)
    if block.remedy is not None and all(entry.field is not Field.REMEDY for entry in entries):
        entries += _worded(Field.REMEDY, block.remedy)
    return entries + ([] if block.over_budget is None else _worded(Field.OVER_BUDGET, block.over_budget))


def does_not_apply(line: Line, columns: FilledColumns) -> bool:
    """Whether the form says 不适用 in place of a score, or of what was achieved where there is no score."""
    actual, score = line.cell(columns.actual), line.cell(columns.score)
    no_score = score is None or score.text in BLANK_MARKS
    return says_not_applicable(score) or (no_score and says_not_applicable(actual))


def says_not_applicable(cell: Cell | None) -> bool:
    """Whether a cell says 不适用 and nothing else."""
    return cell is not None and label(cell.text) == _NOT_APPLICABLE


def not_applicable_entries(line: Line, columns: FilledColumns) -> list[Entry]:
    """Why a line does not apply, in the words of its cause or just that it does not; its points are none."""
    cells = [line.cell(at) for at in (columns.cause, columns.score, columns.actual)]
    said = next(cell for cell in cells if cell is not None and cell.text not in BLANK_MARKS)
    reason = _WHY_NOT.sub("", said.text).strip() or _NOT_APPLICABLE
    entries = [text_entry(Field.NOT_APPLICABLE, Cell(reason, said.source))]
    remedy = line.cell(columns.remedy) if columns.remedy != columns.cause else None
    entries += [] if remedy is None else _worded(Field.REMEDY, remedy)
    if line.points is not None and line.points.text in BLANK_MARKS:
        # The others have got its points: without this the table would seem to lack some.
        notes = ("不适用，分值按0计",)
        entries.append(Entry(Field.TABLE_POINTS, line.points.text, "0.00", notes, line.points.source))
    return entries


def without_cancelled(lines: tuple[LineEntries, ...]) -> tuple[tuple[LineEntries, ...], list[Entry]]:
    """The lines of a cancelled project (项目取消) without what holds for the project, and the entry that says so."""
    said = [[each for each in line.entries if each.field is Field.NOT_APPLICABLE] for line in lines]
    if not lines or not all(entries and entries[0].text.startswith(_CANCELLED) for entries in said):
        return lines, []
    of_lines = (Field.NOT_APPLICABLE, Field.TABLE_POINTS)
    left = (
        replace(line, entries=tuple(each for each in line.entries if each.field not in of_lines))
        for line in lines
    )
    first = said[0][0]
    why = first.text.removeprefix(_CANCELLED)
    return tuple(left), [replace(first, text=why, reading=why)]


def split_reason(text: str, *, lost: bool = False) -> tuple[str, str]:
    """Cause and remedy in one text: what follows 改进措施： or 下一步： is the remedy, all else the cause.

    So are sentences at its end of nothing but what is to be done. Where these are all of it, they are a remedy
    only of a line that `lost` points: of another they may say why it did so well.
    """
    found = _REMEDY_LABEL.search(text)
    if found is not None:
        cause, remedy = text[: found.start()], text[found.end() :]
    else:
        cause, *rest = _NEXT_STEP.split(text, maxsplit=1)
        remedy = "".join(rest)
    if not remedy and _CAUSE_LABEL.match(text.strip()) is None:
        before, intended = _intended(cause)
        cause, remedy = (before, intended) if before or lost else (cause, "")
    cause = _CAUSE_LABEL.sub("", cause.strip()).strip().rstrip("；;，,、")
    return _unless_blank(cause), _unless_blank(remedy.strip())


def _intended(text: str) -> tuple[str, str]:
    """A text without the sentences at its end that say what is to be done, and these."""
    sentences = [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence]
    at = len(sentences)
    while at and all(map(_INTENDED.fullmatch, _CLAUSE_ENDS.split(sentences[at - 1].strip().rstrip("。；;")))):
        at -= 1
    return "".join(sentences[:at]), "".join(sentences[at:])


def _lost_points(line: Line, columns: FilledColumns) -> bool:
    """Whether a line has a stated score below its points."""
    score, points = (score_in(cell.text) if cell else "" for cell in (line.cell(columns.score), line.points))
    return bool(score and points) and Decimal(score) < Decimal(points)


def _parted(end: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """A text without what it ends with, and that."""
    found = end.search(text)
    return (text[: found.start()], found) if found else (text, None)


def _set_by_person(line: Line, text: str, cell: Cell) -> Problem:
    message = f"“{line.name}”的得分由人认定，没有作为认定得分保存：{one_line(text)[:60]}"
    hint = "自评得分已按表中所写保存；若要认定，请用 scorer record-actual 加 --final-score 和 --because。"
    return Problem(Code.TEXT_IGNORED, message, hint, cell.source)


def _split(cell: Cell, *, lost: bool = False) -> list[Entry]:
    cause, remedy = split_reason(cell.text, lost=lost)
    texts = ((Field.CAUSE, cause), (Field.REMEDY, remedy))
    return [entry for field, text in texts if text for entry in _worded(field, Cell(text, cell.source))]


def _worded(field: Field, cell: Cell) -> list[Entry]:
    return [text_entry(field, cell)] if _unless_blank(cell.text) else []


def _unless_blank(text: str) -> str:
    return "" if one_line(text) in _NO_REASON else text
