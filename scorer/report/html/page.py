"""The page: its parts put into its templates, in which every text is escaped."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scorer.model.problem import Code, Problem, Refused
from scorer.report.cells import amount_text, rate_text
from scorer.report.contents import title
from scorer.report.html import scatter
from scorer.report.html.bars import band_words, rating_bars, score_bars
from scorer.report.html.comparison import stated_overview
from scorer.report.html.facts import basis_of, cut, facts_of, overview_and_lists
from scorer.report.html.losses import losses_of
from scorer.report.html.papers import papers_of
from scorer.report.listings import remarks
from scorer.report.section import Grid, Section
from scorer.report.year import YearReport
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.figures import printed_points

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


_FRAME = {
    "width": scatter.WIDTH,
    "height": scatter.HEIGHT,
    "left": scatter.LEFT,
    "right": scatter.RIGHT,
    "top": scatter.TOP,
    "bottom": scatter.BOTTOM,
}


def render_html(report: YearReport) -> str:
    """The report with charts, losses and every form, in one file; raises Refused where jinja2 is missing."""
    page = _environment().get_template("page.html.j2")
    overview, lists = overview_and_lists(report)
    stated = stated_overview(report)
    return page.render(
        title=title(report),
        facts=facts_of(report),
        basis=basis_of(report),
        ratings=rating_bars(report),
        bars=score_bars(report),
        bands=band_words(report.rules),
        scatter=scatter.scatter(report),
        frame=_FRAME,
        losses=losses_of(report),
        overview=overview,
        stated=stated and cut(stated),
        lists=lists,
        papers=papers_of(report),
        remarks=tuple(remarks(report)),
    )


def render_findings(title: str, sections: Iterable[Section]) -> str:
    """What the checks found as one page; raises Refused where jinja2 is missing."""
    page = _environment().get_template("findings.html.j2")
    return page.render(title=title, sections=tuple(sections))


def _environment() -> "Environment":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  only this format needs it
    except ImportError as error:
        raise Refused(
            Problem(
                Code.PACKAGE_MISSING,
                "写网页报告（html）要用Python软件包 jinja2，没有安装",
                "请运行 pip install 'scorer[all]'；或换一种格式，如 --format markdown",
            )
        ) from error
    environment = Environment(
        loader=PackageLoader("scorer.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.tests["grid"] = lambda section: isinstance(section, Grid)
    environment.filters |= {
        "points": printed_points,
        "amount": amount_text,
        "rate": rate_text,
        "blanks": _blanks,
    }
    return environment


def _blanks(text: str) -> "Markup":
    """The text escaped, with every 【待填写】 marked."""
    from markupsafe import Markup, escape  # noqa: PLC0415  comes with jinja2

    return (Markup("<mark>%s</mark>") % TO_FILL_IN).join(map(escape, text.split(TO_FILL_IN)))
