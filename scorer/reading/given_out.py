"""What a fill-in workbook was made from, as its hidden sheet tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorer.notation.sheet_keys import MADE_AT, MADE_BY, ROW_KEY, STORE, YEAR, read_row_key
from scorer.reading.actual_rows import ActualRow, Origin
from scorer.reading.grid import Written

_FIRST = (STORE, YEAR, MADE_AT, MADE_BY)


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Which record the workbook came from, its rows by the numbers of project and line, and their headings."""

    origin: Origin
    rows: dict[tuple[int, int], ActualRow]
    headings: tuple[str, ...]


def read_given_out(document: str, rows: Iterable[tuple[int, list[Written]]]) -> GivenOut | None:
    """What the rows of the hidden sheet say; None where they are not what the program writes."""
    said: list[dict[int, str]] = []
    found: dict[tuple[int, int], ActualRow] = {}
    columns: dict[str, int] = {}
    for number, cells in rows:
        texts = {cell.column: cell.text for cell in cells}
        if len(said) < 2:
            said.append(texts)
        elif not columns:
            columns = {text: column - 1 for column, text in texts.items()}
        else:
            written = tuple(texts.get(column, "") for column in range(1, max(texts) + 1))
            row = ActualRow(document, number, columns, written)
            key = read_row_key(row.text(ROW_KEY))
            if key is not None:
                found[key] = row
    if len(said) < 2 or set(_FIRST) - set(said[0].values()) or ROW_KEY not in columns:
        return None
    at = {name: column for column, name in said[0].items()}
    return GivenOut(Origin(*(said[1].get(at[name], "") for name in _FIRST)), found, tuple(columns))
