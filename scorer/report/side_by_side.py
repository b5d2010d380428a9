"""One year by several rule sets: their totals side by side, line by line where a project was asked for."""

from collections.abc import Callable, Iterator
from itertools import chain

from scorer.report import contents
from scorer.report.cells import no_formula, numbered, one_line
from scorer.report.contrast_cells import line_score, signed_points, total_rating, total_score
from scorer.report.csv_text import csv_text
from scorer.report.json_text import Json, json_text
from scorer.report.listings import left_out, remarks, score_or_none
from scorer.report.section import Grid, Listing, Section
from scorer.report.year import YearReport
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment

Reports = tuple[YearReport, ...]
"""The same projects in the same order, by each rule set."""

_WHO = ("年度", "单位", "项目号", "项目", "指标号", "指标")


def title(reports: Reports) -> str:
    """The title of a report with the rule sets."""
    ids = "、".join(report.rules.id for report in reports)
    return f"{contents.title(reports[0])}（{ids}）"


def sections(reports: Reports) -> Iterator[Section]:
    """Every project's totals, the department's, and with `detail` every line, a column a rule set."""
    yield _overview(reports)
    yield Listing("合计", tuple(map(_totals, reports)))
    if reports[0].detail:
        yield from map(_lines, _by_project(reports))
    yield Listing("依据", tuple(_provenance(reports)))
    remarked = tuple(remarks(reports[0]))
    if remarked:
        yield Listing("附注", remarked)


def _by_project(reports: Reports) -> Iterator[tuple[Assessment, ...]]:
    return zip(*(report.assessments for report in reports), strict=True)


def _overview(reports: Reports) -> Grid:
    columns = {"序号": 0, "项目": 40}
    columns |= {f"{what}（{report.rules.id}）": 0 for report in reports for what in ("得分", "等级")}
    two = len(reports) == 2
    if two:
        columns["差"] = 0
    rows = []
    for each in _by_project(reports):
        project = each[0].project
        shown = chain.from_iterable((total_score(found), total_rating(found)) for found in each)
        off = (signed_points(each[1].earned - each[0].earned),) if two else ()
        rows.append((str(project.number), one_line(project.name), *shown, *off))
    return Grid("项目得分", tuple(columns), tuple(rows), tuple(columns.values()))


def _totals(report: YearReport) -> str:
    sums = report.totals
    average, weighted = score_or_none(sums.average_score), score_or_none(sums.weighted_score)
    rated = f"项目{sums.projects}个{left_out(report)}，其中评分完整的{sums.rated}个"
    return f"{report.rules.id}：{rated}；平均得分（只计评分完整的项目）{average}，按预算数加权{weighted}"


def _lines(each: tuple[Assessment, ...]) -> Grid:
    columns = {"序号": 0, "三级指标": 28}
    columns |= {f"{what}（{found.rules.id}）": 0 for found in each for what in ("分值", "得分")}
    project = each[0].project
    rows = [
        (numbered(project, lines[0]), one_line(lines[0].key.name), *_points_and_score(lines))
        for lines in zip(*(found.lines for found in each), strict=True)
    ]
    sums = ((printed_points(found.available), printed_points(found.earned)) for found in each)
    rows.append(("合计", "", *chain.from_iterable(sums)))
    heading = f"{project.number} {one_line(project.name)}"
    return Grid(heading, tuple(columns), tuple(rows), tuple(columns.values()))


def _points_and_score(lines: tuple[AssessedLine, ...]) -> Iterator[str]:
    for line in lines:
        yield printed_points(line.points)
        yield line_score(line)


def _provenance(reports: Reports) -> Iterator[str]:
    for report in reports:
        yield f"{report.rules.title}（{report.rules.id}），{report.rules.citation}"


def _table(reports: Reports) -> str:
    from scorer.report.table import table_text  # noqa: PLC0415

    return table_text(title(reports), sections(reports))


def _markdown(reports: Reports) -> str:
    from scorer.report.markdown import markdown_text  # noqa: PLC0415

    return markdown_text(title(reports), sections(reports))


def _json(reports: Reports) -> str:
    from scorer.report.json_report import SCHEMA, report_json  # noqa: PLC0415

    whole: dict[str, Json] = {"schema": SCHEMA, "reports": map(report_json, reports)}
    return json_text(whole) + "\n"


def _csv(reports: Reports) -> str:
    results = (f"{what}（{report.rules.id}）" for report in reports for what in ("分值", "得分", "等级"))
    rows = (map(no_formula, cells) for cells in _rows(reports))
    return csv_text((*_WHO, *results), rows, remarks(reports[0]))


def _rows(reports: Reports) -> Iterator[tuple[str, ...]]:
    """A row for each line, and one for the sum of each project."""
    for each in _by_project(reports):
        project = each[0].project
        own = (str(project.year), project.organisation.name, str(project.number), project.name)
        for lines in zip(*(found.lines for found in each), strict=True):
            scores = ((printed_points(line.points), line_score(line), "") for line in lines)
            yield (*own, str(lines[0].number), lines[0].key.name, *chain.from_iterable(scores))
        sums = ((printed_points(found.available), total_score(found), total_rating(found)) for found in each)
        yield (*own, "", "合计", *chain.from_iterable(sums))


SIDE_BY_SIDE_FORMATS: dict[str, Callable[[Reports], str]] = {
    "table": _table,
    "markdown": _markdown,
    "json": _json,
    "csv": _csv,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
