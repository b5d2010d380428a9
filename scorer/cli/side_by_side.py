"""scorer report with several --rules: the totals of each side by side."""

from pathlib import Path

import click

from scorer.cli.day import tell_day
from scorer.cli.output import write_output
from scorer.report.side_by_side import SIDE_BY_SIDE_FORMATS
from scorer.workflow.comparing import assess_by_each
from scorer.workflow.desk import Desk


def check_usage(rules: tuple[str, ...], format_: str, *, paper: bool) -> None:
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


def print_side_by_side(
    desk: Desk, rules: tuple[str, ...], project: str | None, format_: str, output: str | None
) -> None:
    """Print the projects by each of the rule sets, and on stderr the day where a past one is shown."""
    reports = assess_by_each(desk, rules, project)
    tell_day(desk.as_of)
    text = SIDE_BY_SIDE_FORMATS[format_](reports)
    write_output(text, format_, None if output is None else Path(output))
