"""The rows above an indicator table: name, organisation, year, amounts of money, purpose and goals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.model.entry import Organisation
from scorer.model.problem import Code, Problem
from scorer.reading.table import Cell

_YEAR_ALONE = re.compile(r"20\d\d")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=[)）]?\s*年)")
_SHOWN_OF_EACH = 30
_MOST_SHOWN = 5
# What a form prints where a person still has to write.
BLANK_MARKS = frozenset({"-", "—", "——", "/", "无", "……", "【待填写】"})


@dataclass(slots=True)
class Block:
    """What the rows above an indicator table say, each with the cell that says it.

    `aside` are the labels, each with its place, of what is plainly no part of the record; `ignored` is text
    that nothing explains.
    """

    title: Cell | None = None
    name: Cell | None = None
    organisation: tuple[Organisation, Cell] | None = None
    department: tuple[Organisation, Cell] | None = None
    money_unit: str = ""
    money: dict[str, Cell] = field(default_factory=dict)
    has_budget: bool = False
    purpose: Cell | None = None
    goals: Cell | None = None
    more_goals: list[str] = field(default_factory=list)
    dated: list[Cell] = field(default_factory=list)
    aside: list[Cell] = field(default_factory=list)
    ignored: list[Cell] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The first 20xx年 of the title, else of the name, else of a cell that is nothing else."""
        for cell in (self.title, self.name):
            found = _YEAR.search(cell.text) if cell else None
            if found:
                return int(found[1])
        years = (_YEAR_ALONE.search(cell.text) for cell in self.dated)
        return next((int(found[0]) for found in years if found), None)


def texts_ignored(cells: list[Cell]) -> Iterator[Problem]:
    """One note for all the texts above a table from which nothing was read."""
    if len(cells) > 1:
        listed = "；".join(cell.text[:_SHOWN_OF_EACH] for cell in cells[:_MOST_SHOWN])
        message = f"这{len(cells)}处文字没有读取：{listed}" + ("……" if len(cells) > _MOST_SHOWN else "")
        hint = "若其中有项目或指标的内容，请放进表格相应的格内。"
        yield Problem(Code.TEXT_IGNORED, message, hint, cells[0].source)
    else:
        yield from map(text_ignored, cells)


def text_ignored(cell: Cell) -> Problem:
    """The note that nothing was read from a cell."""
    message = f"这段文字没有读取：{cell.text[:60]}"
    return Problem(Code.TEXT_IGNORED, message, "若它属于项目或指标，请放进表格相应的格内。", cell.source)
