"""What the fill-in workbook says of itself, so that it can be read back: keys of rows, names of headings."""

from scorer.notation.characters import plain
from scorer.notation.pattern import Pattern

ROW_KEY = "标识"
"""Heading of the hidden column with the key of each row."""

GIVEN_OUT = "scorer"
"""Name of the hidden sheet that holds what the workbook was made from."""

STORE, YEAR, MADE_AT, MADE_BY = "记录库", "年度", "制表时间", "制表人"
"""Headings of the hidden sheet's first row; those of its third are columns of a file of actuals."""

GUIDE = "填写说明"
"""Name and title of the first sheet, on which nothing is filled in."""

PROVISIONAL, SCALED = "暂估得分", "折算值"
"""Headings of the live score and of the hidden number that it is computed from."""

_KEY = Pattern(r"[Pp]([0-9]{1,6})-([0-9]{1,6})")


def print_row_key(project: int, line: int) -> str:
    """The key of a line (0: budget execution): P3-10, which no spreadsheet takes for a number or a date."""
    return f"P{project}-{line}"


def read_row_key(text: str) -> tuple[int, int] | None:
    """The numbers of project and line; None where `text` is no key."""
    match = _KEY.fullmatch(plain(text).strip())
    return None if match is None else (int(match[1]), int(match[2]))
