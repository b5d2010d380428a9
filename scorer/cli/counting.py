"""The options of record-actual that count a roster, and what the user asks by them."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from scorer.cli.day import Day
from scorer.cli.filename import FileName


@dataclass(frozen=True, slots=True)
class CountAsked:
    """The file to count and by which columns and days; None where not said."""

    file: Path
    column: str
    distinct: str | None
    date_column: str | None
    since: date | None
    until: date | None


def counts(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that count a roster; it gets them as `count`, None without --count."""

    @functools.wraps(function)
    def with_count(*args: Any, **options: Any) -> Any:
        own = {name: options.pop(name) for name in (*_NAMES, "count")}
        return function(*args, count=_asked(**own), **options)

    counted: Callable[..., Any] = with_count
    for option in reversed(_OPTIONS):
        counted = option(counted)
    return counted


_OPTIONS = (
    click.option(
        "--count",
        metavar="文件",
        type=FileName(),
        help="数名册、签到表的行数作实际完成值，并登记为佐证；要写 --column。",
    ),
    click.option("--column", metavar="列名", help="计数的列，如姓名：有内容的行才计入。"),
    click.option("--distinct", metavar="列名", help="按这一列去重，如手机号。"),
    click.option("--date-column", metavar="列名", help="日期所在的列；不写就找列名里有“日期”“时间”的。"),
    click.option("--from-date", "since", type=Day(), metavar="日期", help="只计这一天起的，如2024-01-01。"),
    click.option("--to-date", "until", type=Day(), metavar="日期", help="只计到这一天为止的，含当日。"),
)
_NAMES = {
    "column": "--column",
    "distinct": "--distinct",
    "date_column": "--date-column",
    "since": "--from-date",
    "until": "--to-date",
}


def _asked(
    *,
    count: Path | None,
    column: str | None,
    distinct: str | None,
    date_column: str | None,
    since: date | None,
    until: date | None,
) -> CountAsked | None:
    given = {
        "column": column,
        "distinct": distinct,
        "date_column": date_column,
        "since": since,
        "until": until,
    }
    if count is None:
        stray = next((name for name, value in given.items() if value is not None), None)
        if stray is not None:
            raise click.UsageError(f"{_NAMES[stray]} 只用于数名册，请同时写 --count 文件")
        return None
    if column is None or not column.strip():
        raise click.UsageError("--count 要用 --column 写明按哪一列计数，如 --column 姓名")
    if date_column is not None and since is None and until is None:
        raise click.UsageError("--date-column 要与 --from-date 或 --to-date 一起使用")
    if since is not None and until is not None and since > until:
        raise click.UsageError(f"--from-date（{since}）在 --to-date（{until}）之后")
    return CountAsked(count, column, distinct, date_column, since, until)
