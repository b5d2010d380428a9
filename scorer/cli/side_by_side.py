"""scorer report with several --rules: the totals of each side by side."""

from datetime import date
from pathlib import Path

import click

from scorer.cli.day import tell_day
from scorer.cli.desk import desk_of
from scorer.cli.face import Face
from scorer.cli.output import write_output
from scorer.report.side_by_side import SIDE_BY_SIDE_FORMATS
from scorer.workflow.comparing import assess_by_each


def print_side_by_side(
    face: Face,
    rules: tuple[str, ...],
    format_: str,
    output: str | None,
    *,
    as_of: date | None,
    project: str | None,
    paper: bool,
) -> None:
    """Print the projects by each of the rule sets, and on stderr the day where a past one is shown.

    `paper` says that official papers were asked for, which is a usage error.
    """
    _check_usage(rules, format_, paper=paper)
    with desk_of(face, as_of=as_of) as desk:
        reports = assess_by_each(desk, rules, project)
        tell_day(as_of)
        text = SIDE_BY_SIDE_FORMATS[format_](reports)
        write_output(text, format_, None if output is None else Path(output))


def _check_usage(rules: tuple[str, ...], format_: str, *, paper: bool) -> None:
    """A usage error for a rule set written twice, and for a format that shows one rule set only."""
    twice = next((each for each in rules if rules.count(each) > 1), None)
    if twice is not None:
        raise click.UsageError(f"评分办法“{twice}”写了两次。")
    if paper or format_ not in SIDE_BY_SIDE_FORMATS:
        kept = "、".join(SIDE_BY_SIDE_FORMATS)
        what = "正式文书" if paper or format_ != "html" else "网页"
        raise click.UsageError(
            f"{what}只按一个评分办法出，--rules 请只写一个；并列几个评分办法请用 --format {kept}。"
        )
