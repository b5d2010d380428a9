"""The options that every command shares, and the value that a command gets of them."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from scorer import __version__
from scorer.cli.filename import FileName
from scorer.cli.whole import WholeNumber

if TYPE_CHECKING:
    from scorer.model.entry import Stamp

P = ParamSpec("P")
R = TypeVar("R")
Clock = Callable[[], datetime]
BEIJING = timezone(timedelta(hours=8), "北京时间")
_DEFAULT_DB = Path("data") / "scorer.db"
_META = "scorer.cli.face"


@dataclass(frozen=True, slots=True)
class Face:
    """Where the record and the rules are, who acts and when.

    `rules_file`, `organisation` and `year` are None where the user named none; `command` is the
    command's name as typed (rules show); `now` gives the time with its zone.
    """

    db: Path
    rules_file: Path | None
    user: str
    organisation: str | None
    year: int | None
    command: str
    now: Clock

    def stamp(self) -> "Stamp":
        """Who acts and when, in UTC, for the record."""
        from scorer.model.entry import Stamp  # noqa: PLC0415  help need not spend the time

        at = self.now().astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return Stamp(at=at, author=self.user, command=self.command, program=f"scorer {__version__}")

    def today(self) -> date:
        """The day in Beijing."""
        return self.now().astimezone(BEIJING).date()


class FaceOption(click.Option):
    """An option whose value goes into the Face: the innermost one given counts."""

    def __init__(self, param_decls: Any = None, **attributes: Any) -> None:
        super().__init__(param_decls, expose_value=False, callback=_keep, **attributes)


def takes_face(
    *, without: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Face, P], R]], Callable[P, R]]:
    """Give a command the shared options, but for those named, and the Face as its first argument."""

    def decorate(function: Callable[Concatenate[Face, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def with_face(*args: P.args, **kwargs: P.kwargs) -> R:
            return function(_face(click.get_current_context()), *args, **kwargs)

        return _declared(with_face, without, environment=False)

    return decorate


def root_options(function: Callable[P, R]) -> Callable[P, R]:
    """Give the outermost group the shared options.

    Only there does the environment count, lest it overrule an option before the command.
    """
    return _declared(function, (), environment=True)


@dataclass(frozen=True, slots=True)
class _Declaration:
    """A shared option: its name, environment variable ("" for none), metavar, help and type."""

    name: str
    variable: str
    metavar: str
    help: str
    type: click.ParamType[Any] | None = None


_FILE = FileName(dir_okay=False)
_YEAR = WholeNumber(2000, 2099, "年度，请写四位数，如2024")
_DECLARATIONS = (
    _Declaration("db", "SCORER_DB", "文件", "记录库，默认当前文件夹下的 data/scorer.db", _FILE),
    _Declaration(
        "rules-file", "SCORER_RULES", "文件", "评分办法，默认 ./scoring_rules.toml，没有时用程序自带的", _FILE
    ),
    _Declaration("user", "SCORER_USER", "姓名", "填报人，默认登录名"),
    _Declaration("organisation", "", "单位", "只看这个单位：代码或名称"),
    _Declaration("year", "SCORER_YEAR", "年度", "预算年度，如2024", _YEAR),
)


def _declared(function: Callable[P, R], without: tuple[str, ...], *, environment: bool) -> Callable[P, R]:
    unknown = set(without) - {declaration.name for declaration in _DECLARATIONS}
    if unknown:
        raise ValueError(f"no shared option {unknown}")
    for declaration in reversed(_DECLARATIONS):
        if declaration.name not in without:
            variable = declaration.variable
            function = click.option(
                f"--{declaration.name}",
                cls=FaceOption,
                metavar=declaration.metavar,
                type=declaration.type,
                help=declaration.help + (f"（环境变量 {variable}）" if variable else ""),
                envvar=(variable or None) if environment else None,
            )(function)
    return function


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value is not None:
        context.meta.setdefault(_META, {})[option.name] = value


def _face(context: click.Context) -> Face:
    given = context.meta.get(_META, {})
    root = context.find_root()
    return Face(
        db=given.get("db", _DEFAULT_DB),
        rules_file=given.get("rules_file"),
        user=given.get("user", "").strip() or _login_name(),
        organisation=given.get("organisation"),
        year=given.get("year"),
        command=context.command_path.removeprefix(root.command_path).strip(),
        now=root.obj or _system_clock,
    )


def _login_name() -> str:
    import getpass  # noqa: PLC0415  help need not spend the time

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未署名"


def _system_clock() -> datetime:
    return datetime.now(UTC)
