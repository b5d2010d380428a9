"""Options that take a whole number."""

from typing import Any

import click


class WholeNumber(click.ParamType[int]):
    """A whole number from `least` to `most`; `called` ends the sentence about what is none."""

    name = "whole"

    def __init__(self, least: int, most: int, called: str) -> None:
        self._least = least
        self._most = most
        self._called = called

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error where it is none or out of the bounds."""
        written = str(value).strip()
        # int() would also take 2_024
        if written.isdecimal() and self._least <= (number := int(written)) <= self._most:
            return number
        return self.fail(f"“{value}”不是{self._called}", param, ctx)
