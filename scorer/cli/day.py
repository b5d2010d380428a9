"""Options that take a day."""

from contextlib import suppress
from datetime import date
from typing import Any

import click

_FIRST_YEAR = 1900


class Day(click.ParamType[date]):
    """A day as year, month and day, from 1900 on: 2025-01-20."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error where it is none."""
        if isinstance(value, date):
            return value
        with suppress(ValueError):
            day = date.fromisoformat(str(value).strip())
            if day.year >= _FIRST_YEAR:
                return day
        return self.fail(f"“{value}”不是日期，请写成年-月-日，如2025-01-20", param, ctx)


def tell_day(as_of: date | None) -> None:
    """Say which day is shown, on stderr: the report itself is the one that was printed that day."""
    if as_of is not None:
        click.echo(f"以下是截至{as_of.isoformat()}（北京时间）的填报。", err=True)
