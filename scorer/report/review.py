"""The rehearsal of the review (复核预演) for people and programs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scorer.audit.review import Ground, LineAtRisk, Rehearsal, Risk
from scorer.report.cells import NOTHING, no_formula, numbered, one_line
from scorer.report.csv_text import csv_text
from scorer.report.json_text import Json, json_text, rules_json
from scorer.report.section import Grid, Listing, Section
from scorer.scoring.figures import printed_points
from scorer.scoring.rules import RuleSet

ESTIMATE = "这是按评分规则文件[review]所写的比例作的估计，不是复核结论；没有规定写明复核怎样扣分"
_GROUNDS = {
    Ground.NO_EVIDENCE: "没有登记佐证材料",
    Ground.HOLLOW: "指标空泛",
    Ground.MISMATCHED: "指标与级别或指标值不符",
    Ground.REASON_MISSING: "缺原因或措施",
    Ground.REASON_EMPTY: "原因没有说清",
    Ground.OVER_ACHIEVED: "远超指标值",
    Ground.WORDS_ONLY: "只有程度词",
}
_COLUMNS = {"号": 0, "指标": 22, "得分": 0, "可能失分": 0, "为什么": 40, "怎样保住": 40}
_HEADINGS = ("项目号", "项目", "指标号", "指标", "得分", "至少失分", "至多失分", "依据", "为什么", "怎样保住")


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The rehearsed projects of a year, in its order; `cancelled` ones are not rehearsed."""

    year: int
    rules: RuleSet
    rehearsals: tuple[Rehearsal, ...]
    cancelled: int = 0


def review_sections(report: ReviewReport) -> Iterator[Section]:
    """The overview, then each project's lines at risk."""
    if not report.rehearsals:
        yield Listing("复核预演", ("项目已取消，不预演",))
        return
    yield _overview(report.rehearsals)
    left_out = (f"另有{report.cancelled}个项目已取消，不预演",) if report.cancelled else ()
    yield Listing("说明", (ESTIMATE, *left_out))
    for rehearsal in report.rehearsals:
        if rehearsal.lines:
            project = rehearsal.assessment.project
            title = f"{project.number} {one_line(project.name)}"
            lines = tuple(_row(rehearsal, line) for line in rehearsal.lines)
            yield Grid(title, tuple(_COLUMNS), lines, tuple(_COLUMNS.values()), ruled=True)


def _overview(rehearsals: tuple[Rehearsal, ...]) -> Grid:
    """The projects; what their own forms state stands beside the score where any of them does."""
    stated = any(_stated(rehearsal) for rehearsal in rehearsals)
    columns = {"序号": 0, "项目": 40} | ({"自评得分": 0} if stated else {})
    columns |= {"系统得分": 0, "复核可能": 0, "有风险的指标": 0}
    rows = tuple(_overview_row(rehearsal, stated=stated) for rehearsal in rehearsals)
    return Grid("复核预演", tuple(columns), rows, tuple(columns.values()))


def _overview_row(rehearsal: Rehearsal, *, stated: bool) -> tuple[str, ...]:
    project = rehearsal.assessment.project
    incomplete = "" if rehearsal.assessment.complete else "（未填全）"
    return (
        str(project.number),
        one_line(project.name),
        *((_stated(rehearsal) or NOTHING,) if stated else ()),
        printed_points(rehearsal.assessment.earned) + incomplete,
        _span(rehearsal.low, rehearsal.high),
        str(len(rehearsal.lines)),
    )


def _stated(rehearsal: Rehearsal) -> str:
    """The total that the project's own form states (自评得分), "" for none."""
    total = rehearsal.assessment.project.stated.total
    return "" if total is None else printed_points(total.value)


def _row(rehearsal: Rehearsal, line: LineAtRisk) -> tuple[str, ...]:
    project = rehearsal.assessment.project
    return (
        numbered(project, line.line),
        one_line(line.line.key.name),
        printed_points(line.score),
        _span(line.least, line.most),
        "；".join(why(risk) for risk in line.risks),
        "；".join(dict.fromkeys(_saving(rehearsal, line, risk) for risk in line.risks)),
    )


def why(risk: Risk) -> str:
    """The ground, and what was found."""
    said = f"（{risk.finding.check}）：{one_line(risk.finding.sentence)}" if risk.finding else ""
    return f"{_GROUNDS[risk.ground]}{said}"


def _saving(rehearsal: Rehearsal, line: LineAtRisk, risk: Risk) -> str:
    """What would save the points."""
    if risk.finding is not None:
        return one_line(risk.finding.remedy)
    number = rehearsal.assessment.project.number
    return f"登记佐证材料：scorer record-actual {number} {line.line.number} --evidence 文件"


def _span(low: int, high: int) -> str:
    return printed_points(low) if low == high else f"{printed_points(low)}～{printed_points(high)}"


def _table(report: ReviewReport) -> str:
    from scorer.report.table import table_text  # noqa: PLC0415

    return table_text(_title(report), review_sections(report))


def _markdown(report: ReviewReport) -> str:
    from scorer.report.markdown import markdown_text  # noqa: PLC0415

    return markdown_text(_title(report), review_sections(report))


def _title(report: ReviewReport) -> str:
    return f"{report.year}年度复核预演"


def _csv(report: ReviewReport) -> str:
    return csv_text(_HEADINGS, (map(no_formula, cells) for cells in _rows(report)))


def _rows(report: ReviewReport) -> Iterator[tuple[str, ...]]:
    """A row for each risk of each line."""
    for rehearsal in report.rehearsals:
        project = rehearsal.assessment.project
        for line in rehearsal.lines:
            for risk in line.risks:
                yield (
                    *(str(project.number), one_line(project.name), str(line.line.number)),
                    *(one_line(line.line.key.name), printed_points(line.score)),
                    *(printed_points(risk.least), printed_points(risk.most), risk.ground),
                    *(why(risk), _saving(rehearsal, line, risk)),
                )


def _json(report: ReviewReport) -> str:
    told: dict[str, Json] = {
        "schema": 1,
        "year": report.year,
        "rules": rules_json(report.rules),
        "note": ESTIMATE,
        "cancelled": report.cancelled,
        "projects": [_json_project(rehearsal) for rehearsal in report.rehearsals],
    }
    return json_text(told) + "\n"


def _json_project(rehearsal: Rehearsal) -> Json:
    project = rehearsal.assessment.project
    return {
        "number": project.number,
        "name": project.name,
        "stated": _stated(rehearsal) or None,
        "score": printed_points(rehearsal.assessment.earned),
        "complete": rehearsal.assessment.complete,
        "low": printed_points(rehearsal.low),
        "high": printed_points(rehearsal.high),
        "lines": [_json_line(rehearsal, line) for line in rehearsal.lines],
    }


def _json_line(rehearsal: Rehearsal, line: LineAtRisk) -> Json:
    return {
        "number": numbered(rehearsal.assessment.project, line.line),
        "name": line.line.key.name,
        "score": printed_points(line.score),
        "least": printed_points(line.least),
        "most": printed_points(line.most),
        "risks": [
            {
                "ground": risk.ground.value,
                "finding": risk.finding.check if risk.finding else None,
                "least": printed_points(risk.least),
                "most": printed_points(risk.most),
                "why": why(risk),
                "saved_by": _saving(rehearsal, line, risk),
            }
            for risk in line.risks
        ],
    }


REVIEW_FORMATS: dict[str, Callable[[ReviewReport], str]] = {
    "table": _table,
    "markdown": _markdown,
    "json": _json,
    "csv": _csv,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
