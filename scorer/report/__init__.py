"""The outputs: an assessment of a year as text in several formats.

Renderers know no terminal, clock or file. Each is imported when it is used: a table needs no JSON.
"""

from collections.abc import Callable

from scorer.report.year import YearReport

__all__ = ["FORMATS", "YearReport"]


def _table(report: YearReport) -> str:
    from scorer.report.table import render_table  # noqa: PLC0415

    return render_table(report)


def _markdown(report: YearReport) -> str:
    from scorer.report.markdown import render_markdown  # noqa: PLC0415

    return render_markdown(report)


def _json(report: YearReport) -> str:
    from scorer.report.json_report import render_json  # noqa: PLC0415

    return render_json(report)


def _csv(report: YearReport) -> str:
    from scorer.report.csv_report import render_csv  # noqa: PLC0415

    return render_csv(report)


def _html(report: YearReport) -> str:
    from scorer.report.html.page import render_html  # noqa: PLC0415

    return render_html(report)


FORMATS: dict[str, Callable[[YearReport], str]] = {
    "table": _table,
    "markdown": _markdown,
    "json": _json,
    "csv": _csv,
    "html": _html,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
