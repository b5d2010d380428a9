"""Commands and groups of this program: Chinese help, values that begin with a minus, late imports."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoSuchCommand

from scorer.cli.face import FaceOption
from scorer.cli.layout import HelpLayout

_MINUS = "\N{MINUS SIGN}"
_SEVERAL = {"answered": "几个疑点请分几次说明", "count": "几份名册请先合成一份再数"}
"""What to do instead of giving an option several times, by the parameter."""
_NEGATIVE = re.compile(r"\A-(?=[.．]?[0-9０-９])")


@dataclass(frozen=True, slots=True)
class Row:
    """A command that is imported only when it is used: module, attribute in it, line in the help."""

    module: str
    attribute: str
    help: str


class Context(click.Context):
    """A click context whose help pages are laid out for Chinese."""

    formatter_class = HelpLayout


class Command(click.Command):
    """A command of this program."""

    context_class = Context

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]"} | attributes)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, taking a "-" before a digit (-3%) for the minus of a value: no option begins so.

        An option that takes one value and is given several is a usage error: all but the last would be lost.
        """
        written = [_NEGATIVE.sub(_MINUS, arg) for arg in args]
        if not ctx.resilient_parsing:
            _expect_once(self.make_parser(ctx).parse_args([*written])[2])
        return super().parse_args(ctx, written)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the command's own options first, the shared ones below."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        own = [option for option in options if not isinstance(option, FaceOption)]
        shared = [option for option in options if isinstance(option, FaceOption)]
        for title, part in (("选项", own), ("通用选项", shared)):
            records = [record for option in part if (record := option.get_help_record(ctx))]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def _expect_once(given: Iterable[click.Parameter]) -> None:
    """A usage error where an option stands among the parameters `given` more often than it has values."""
    options = Counter(each for each in given if isinstance(each, click.Option) and not each.is_flag)
    for option, times in options.items():
        if times > 1 and not option.multiple:
            instead = _SEVERAL.get(option.name or "", "请只留要用的一个")
            raise click.UsageError(f"{option.opts[-1]} 写了{times}次，只能写一次：{instead}")


class Group(click.Group):
    """A group whose commands may also stand in a table, to be imported when they are used."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, rows: Mapping[str, Row] | None = None, **attributes: Any) -> None:
        self.rows: Mapping[str, Row] = rows or {}
        metavars = {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]..."}
        super().__init__(*args, **metavars | attributes)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names in the table's order, then those that were added by hand."""
        return [*self.rows, *(name for name in self.commands if name not in self.rows)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now if it stands in the table."""
        row = self.rows.get(cmd_name)
        if row is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(row.module), row.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{row.module}.{row.attribute} is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, suggesting names of the table too where there is none such."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; those of the table with its own line, without importing them."""
        records = [(name, self._help_line(name)) for name in self.list_commands(ctx)]
        if records:
            with formatter.section("命令"):
                formatter.write_dl(records)

    def _help_line(self, name: str) -> str:
        row = self.rows.get(name)
        return row.help if row else self.commands[name].get_short_help_str(limit=200)
