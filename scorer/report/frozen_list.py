"""The frozen results as a table."""

from collections.abc import Iterable

from scorer.model.frozen import Frozen
from scorer.report.cells import beijing_time, one_line
from scorer.report.wrapping import wrapped

_COLUMNS = ("编号", "冻结时间", "冻结人", "范围", "评分办法", "校验", "程序", "说明")
_DIGITS = 12
_WIDTH = 36


def render_frozen(every: Iterable[Frozen], year: int | None) -> str:
    """One row a frozen result of `year` (None: of all), oldest first; times in Beijing, of a checksum the first digits."""
    from tabulate import tabulate  # noqa: PLC0415  as in every table

    rows = [_row(frozen) for frozen in every if year in {None, frozen.scope.year}]
    if not rows:
        of = "" if year is None else f"{year}年度"
        return f"{of}还没有冻结过结果。冻结：scorer rules freeze\n"
    return tabulate(rows, headers=_COLUMNS, tablefmt="simple", disable_numparse=True) + "\n"


def scope_text(frozen: Frozen) -> str:
    """What was frozen: the whole year, or which projects."""
    numbers = frozen.scope.numbers
    return "全部项目" if numbers is None else f"项目{'、'.join(map(str, numbers))}"


def _row(frozen: Frozen) -> tuple[str, ...]:
    stamp = frozen.stamp
    return (
        frozen.id,
        beijing_time(stamp.at),
        one_line(stamp.author),
        "\n".join(wrapped(scope_text(frozen), _WIDTH)),
        frozen.rules,
        frozen.sha256[:_DIGITS],
        stamp.program,
        "\n".join(wrapped(one_line(frozen.because), _WIDTH)),
    )
