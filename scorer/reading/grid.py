"""The cells of a sheet turned into rows: merged cells, blanks, and cells without a value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.table import MOST_CELLS, Cell, Row, cell_at, clean, too_wide

# A form has some ten columns. One text far to the right must not fill every row with blanks.
_MOST_FILLED_UP = 64
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell of a sheet shows, `column` counted from 1; `fault` where it shows no value."""

    column: int
    text: str
    fault: Code | None = None


@dataclass(frozen=True, slots=True, order=True)
class Merged:
    """Cells merged into the first of them, rows and columns counted from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is read: its rows with their numbers in order, each with its written cells in order."""

    document: str
    number: int
    name: str
    rows: Iterable[tuple[int, list[Written]]]
    merged: tuple[Merged, ...] = ()


def read_grid(sheet: Sheet) -> Iterator[Row | Problem]:
    """The rows of a sheet, wholly blank ones left out, all as wide as the widest until then.

    What stands in a merged cell but its first is not seen, and left out. Problems come last.
    """
    faults = _Faults(sheet)
    covered = _Covered(sorted(sheet.merged))
    width = 0
    for number, cells in sheet.rows:
        reach = covered.move_to(number)
        seen = [cell for cell in cells if not covered.covers(number, cell.column)]
        texts = {cell.column: cell.text for cell in seen if cell.fault is None and clean(cell.text)}
        faults.note(number, seen)
        if not texts:
            continue
        last = max(texts)
        if last > MOST_CELLS:
            yield too_wide(Source(sheet.document, sheet.number, number, 0, ""))
            break
        width = max(width, min(max(last, reach), _MOST_FILLED_UP))
        columns = range(1, max(last, width) + 1)
        yield Row(tuple(_cell(sheet, number, column, texts.get(column, "")) for column in columns))
    yield from faults.problems()


def _cell(sheet: Sheet, row: int, column: int, text: str) -> Cell:
    return cell_at(sheet.document, sheet.number, row, column, text)


@dataclass(slots=True)
class _Covered:
    """The merged cells that reach into the row that is read; those below it are still waiting, in order."""

    waiting: list[Merged]
    reaching: list[Merged] = field(default_factory=list)
    begun: int = 0

    def move_to(self, row: int) -> int:
        """Goes on to a row further down; the last column that its merged cells reach, 0 for none."""
        if self.reaching:
            self.reaching = [merged for merged in self.reaching if merged.bottom >= row]
        while self.begun < len(self.waiting) and self.waiting[self.begun].top <= row:
            merged = self.waiting[self.begun]
            self.begun += 1
            if merged.bottom >= row:
                self.reaching.append(merged)
        return max((merged.right for merged in self.reaching), default=0)

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell of the row is one of a merged cell, and not its first."""
        return any(
            merged.left <= column <= merged.right and (row, column) != (merged.top, merged.left)
            for merged in self.reaching
        )


@dataclass(slots=True)
class _Faults:
    """The cells of a sheet that show no value, by kind: how many, and the first few."""

    sheet: Sheet
    count: dict[Code, int] = field(default_factory=dict)
    first: dict[Code, list[tuple[int, Written]]] = field(default_factory=dict)

    def note(self, row: int, cells: list[Written]) -> None:
        for cell in cells:
            if cell.fault is not None:
                self.count[cell.fault] = self.count.get(cell.fault, 0) + 1
                shown = self.first.setdefault(cell.fault, [])
                if len(shown) < _MOST_SHOWN:
                    shown.append((row, cell))

    def problems(self) -> Iterator[Problem]:
        for code, count in self.count.items():
            row, cell = self.first[code][0]
            listed = "、".join(_named(row, cell) for row, cell in self.first[code])
            if count > _MOST_SHOWN:
                listed += "等"
            if code is Code.CELL_ERROR:
                message = f"工作表“{self.sheet.name}”有{count}格是错误值，当作空格：{listed}。"
                hint = "请在 Excel 或 WPS 中改正公式；不要紧的格可以不管。"
            else:
                message = f"工作表“{self.sheet.name}”有{count}格公式没有算出的结果，当作空格：{listed}。"
                hint = "请用 Excel 或 WPS 打开这个文件，保存一次，再导入。"
            place = Source(self.sheet.document, self.sheet.number, row, cell.column, cell.text)
            yield Problem(code, message, hint, place)


def _named(row: int, cell: Written) -> str:
    letters, column = "", cell.column
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row} {cell.text}".strip()
