"""Cells above an indicator table told apart: labels, organisations, units of money, page numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from scorer.model.entry import Organisation
from scorer.reading.block import BLANK_MARKS
from scorer.reading.label_names import (
    ACHIEVED,
    DEPARTMENT_END,
    FISCAL,
    FISCAL_FUND,
    FUNDS,
    GOALS,
    HEAD_OR_FUND,
    INDICATORS,
    LABELS,
    LEVEL_FUNDS,
    OF_LEVELS,
    OF_THE_YEAR,
    OTHER_END,
    PARTED,
    PLAIN_FUNDS,
    TOTALS,
    What,
)
from scorer.reading.table import Cell, Row, is_title, label, one_line

_UNIT = re.compile(r"\(?(?:金额|资金|货币)?单位:?(?:人民币)?(亿元|万元|千元|元)\)?")
_LABEL_INSIDE = re.compile(r"[^\S\n]+(?=\S{2,12}[:：])")
# A caption over or beside amounts: 金额(万元).
_CAPTION = re.compile(r"(?:金额|资金额|数额)\((?:单位:)?(亿元|万元|千元|元)\)")
_UNIT_IN_LABEL = re.compile(r"\((亿元|万元|千元|元)\)")
# Another label behind the name: 填报日期：, (主要领导签字:).
_AFTER_NAME = re.compile(r"\s+[(（]?[^\s:：]{2,10}\s*[:：].*$", re.DOTALL)
_SEALS = r"[(（](?:单位|加盖)?(?:盖章|公章|签章|印章|章)[)）]"
_SEAL = re.compile(rf"^{_SEALS}\s*|\s*{_SEALS}$")
_WITHIN = re.compile(r"^\s*其中\s*[:：]\s*(?=\S)")
_AMOUNT = re.compile(r"[-+]?[0-9０-９][0-9０-９,，. ]*[十百千万亿]*元?")
_GLUED = re.compile(r"([^0-9\s:：]{2,12})\s*([0-9][0-9,.]*\s*(?:亿元?|万元?|千?元)?)")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER_BEFORE = re.compile(
    r"(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十0-9]+\))(?=\D)"
)
_CODE_AND_NAME = re.compile(r"([0-9]{4,9})[-—_ ]*+([^0-9年\s].*)")
_MARGINAL = re.compile(
    r"附件?表?[0-9一二三四五六七八九十]*(?:-[0-9]+)?:?|表[0-9]+(?:-[0-9]+)?|续表|-*第?[0-9]{1,3}页?-*"
    r"|第[0-9]+页[,/]?共[0-9]+页|[0-9]{1,3}/[0-9]{1,3}|[0-9]{6}_[0-9a-z]+"
)
_A_FUND = re.compile(r"[\u4e00-\u9fff]{2,12}(?:资金|经费|拨款|投款|补助|款|收入|债券)")
_WHATS = {name: what for what, names in LABELS.items() for name in names}
_LONGEST_LABEL = 20
_LONGEST_ORGANISATION = 100


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell that is a label: what follows it, as it is called, and the source of an amount ("": the whole).

    `plain` is a word that is a label only where nothing else stands to reason.
    """

    what: What
    name: str = ""
    part: str = ""
    plain: bool = False


def read_label(text: str) -> Labelled | None:
    """The label that `text` is (其中：财政    资金), None where it is none."""
    return _read_label(label(text)) if len(text) <= _LONGEST_LABEL * 2 else None


def what_is(text: str) -> What | None:
    """What a label, or a text that begins with a label and a colon (项目名称：...), says of."""
    found = read_label(text) or read_label(split_label(text)[0])
    return found.what if found else None


def split_label(text: str) -> tuple[str, str]:
    """A text at its first colon (其中： apart): the label and the value, the label "" where there is no colon.

    An amount of money needs no colon: 上级资金16.
    """
    text = _WITHIN.sub("", text)
    before, colon, after = text.replace("：", ":", 1).partition(":")
    if colon:
        return before, after.strip()
    glued = _GLUED.fullmatch(text)
    found = read_label(glued[1]) if glued else None
    of_money = found is not None and found.what is What.MONEY and not found.plain
    return (glued[1], glued[2]) if glued and of_money else ("", text)


def split_labels(text: str) -> Iterator[tuple[Labelled, str]]:
    """The labels in a text with what stands behind each: 项目名称：水库    实施单位：县水利局; none where none begins it."""
    pieces = [split_label(piece) for piece in _pieces(text)]
    for before, after in pieces:
        found = read_label(before)
        of_amount = found is not None and is_amount(after)
        if found is None or (found.plain and not (of_amount and found.what is What.MONEY)):
            return
        is_fund = of_amount and found.name in HEAD_OR_FUND
        yield Labelled(What.MONEY, found.name, found.name) if is_fund else found, after


def _pieces(text: str) -> list[str]:
    """The text parted before each label in the middle of a line; the unit of money at the end is none of it."""
    pieces: list[str] = []
    for piece in _LABEL_INSIDE.split(text):
        found = read_label(split_label(piece)[0])
        if only_unit(piece):
            continue
        if pieces and (found is None or found.plain):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def is_amount(text: str) -> bool:
    """Whether `text` is an amount of money with or without its unit, or what a form prints for none (—)."""
    return text in BLANK_MARKS or _AMOUNT.fullmatch(text) is not None


def is_numbered_fund(text: str) -> bool:
    """Whether `text` names one of several sources of money and nothing more: 3.社会捐赠资金."""
    bare = label(text)
    numbered = _NUMBER_BEFORE.match(bare)
    return numbered is not None and _A_FUND.fullmatch(bare, numbered.end()) is not None


def money_unit_in(text: str) -> str:
    """The unit of money that a line (单位：万元) or a label (项目资金(万元)) gives, else ""."""
    if "元" not in text:
        return ""
    bare = label(text)[: _LONGEST_LABEL * 2]
    found = (_CAPTION.fullmatch(bare) or _UNIT.search(bare)) if bare.endswith(("元", "元)")) else None
    if found is None and read_label(text) is not None:
        found = _UNIT_IN_LABEL.search(bare)
    return found[1] if found else ""


def only_unit(text: str) -> bool:
    """Whether `text` says nothing but the unit of money: 单位：万元, （金额单位：元）, 金额（万元）."""
    if "元" not in text:
        return False
    bare = label(text)
    return (_UNIT.fullmatch(bare) or _CAPTION.fullmatch(bare)) is not None


def with_whole_unit(row: Row) -> Row:
    """The row with a unit of money that stands in a cell beside its label (金额单位： | 万元) in one with it."""
    for at, (cell, beside) in enumerate(pairwise(row.cells)):
        if cell.text and beside.text and not only_unit(cell.text) and only_unit(cell.text + beside.text):
            whole = (Cell(cell.text + beside.text, cell.source), Cell("", beside.source))
            return replace(row, cells=(*row.cells[:at], *whole, *row.cells[at + 2 :]))
    return row


def is_marginal(text: str) -> bool:
    """Whether `text` is a page number, or the number of an annex (附件2), table (表3-1) or form (510000_0013zp)."""
    return len(text) <= _LONGEST_LABEL and _MARGINAL.fullmatch(label(text)) is not None


def organisation_in(row: Row) -> tuple[Organisation, Cell] | None:
    """The code and name that a row consists of, at most with the unit of money beside them."""
    cells = [cell for cell in row.written if not only_unit(cell.text)]
    if len(cells) != 1 or len(cells[0].text) > _LONGEST_ORGANISATION or is_title(cells[0].text):
        return None
    organisation = read_organisation(cells[0].text)
    return (organisation, cells[0]) if organisation.code else None


def read_organisation(text: str) -> Organisation:
    """An organisation as written: leading digits are its code, "" where there are none."""
    name = _SEAL.sub("", one_line(_AFTER_NAME.sub("", text)))
    found = _CODE_AND_NAME.fullmatch(name)
    return Organisation(found[1], found[2].strip()) if found else Organisation("", name)


@lru_cache(maxsize=4096)
def _read_label(bare: str) -> Labelled | None:
    written = bare.removeprefix("其中:").removeprefix("其中").rstrip(":")
    numbered = _NUMBER_BEFORE.match(written)
    written = written[numbered.end() :] if numbered else written
    if len(written) > _LONGEST_LABEL:
        return None
    short = _BRACKETS.sub("", written)
    if (bare and not written) or PARTED.fullmatch(short) or INDICATORS.fullmatch(short):
        return Labelled(What.GROUP, short)
    for name in (written, short):
        found = _named(name)
        if found is not None:
            return found
    named = bare.startswith("其中") or bare.endswith(":")
    if OF_LEVELS.fullmatch(short) or (named and _A_FUND.fullmatch(short)):
        return Labelled(What.MONEY, short, short, plain=True)
    if short in PLAIN_FUNDS:
        return Labelled(What.MONEY, short, PLAIN_FUNDS[short], plain=True)
    return Labelled(What.OTHER, short, plain=True) if OTHER_END.fullmatch(short) else None


def _named(name: str) -> Labelled | None:
    if name in _WHATS:
        return Labelled(_WHATS[name], name)
    for source in (name, OF_THE_YEAR.sub(r"\1", name)):
        if source in TOTALS:
            return Labelled(What.MONEY, name)
        if source in FUNDS:
            return Labelled(What.MONEY, name, FUNDS[source])
    if GOALS.fullmatch(name):
        return Labelled(What.GOALS, name)
    if DEPARTMENT_END.fullmatch(name):
        return Labelled(What.DEPARTMENT, name)
    if ACHIEVED.fullmatch(name):
        return Labelled(What.OTHER, name)
    fiscal = FISCAL.fullmatch(name)
    if fiscal:
        level = fiscal[1] or ""
        return Labelled(What.MONEY, name, LEVEL_FUNDS.get(level, level) + FISCAL_FUND)
    return None
