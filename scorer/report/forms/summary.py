"""What stands in the department's summary (绩效自评汇总表), before any format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorer.report.cells import CANCELLED, execution_rate, one_line
from scorer.report.forms.form import DRAFT
from scorer.report.forms.funds import total_figures
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.outcome import Assessment

TITLE = "项目支出绩效自评汇总表"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One project; money in 万元, the score in hundredths, None where it is not known (or was cancelled)."""

    number: int
    name: str
    organisation: str
    initial: Decimal | None
    full_year: Decimal | None
    executed: Decimal | None
    rate: Fraction | None
    score: int | None
    rating: str
    note: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """All projects, the sums of what is known of them, and the department's scores (hundredths).

    `rate` is None unless every project has both amounts; scores cover the `rated` of `counted` projects.
    """

    title: str
    year: int
    organisation: str
    rows: tuple[SummaryRow, ...]
    initial: Decimal | None
    full_year: Decimal | None
    executed: Decimal | None
    rate: Fraction | None
    average: int | None
    weighted: int | None
    rated: int
    counted: int
    notes: tuple[str, ...]


def summary_of(report: YearReport, *, draft: bool = False) -> Summary:
    """The summary of every project of the report; cancelled ones are listed but not counted.

    That of a `draft` says in its title that it is not to be stamped.
    """
    rows = tuple(map(_row, report.assessments))
    counted = [row for row in rows if not row.cancelled]
    full_year, spent = _sum(row.full_year for row in counted), _sum(row.executed for row in counted)
    whole = all(row.rate is not None for row in counted)
    rate = Fraction(spent) / Fraction(full_year) if whole and full_year and spent is not None else None
    return Summary(
        f"{TITLE}{DRAFT}" if draft else TITLE,
        report.year,
        organisations(report),
        rows,
        _sum(row.initial for row in counted),
        full_year,
        spent,
        rate,
        report.totals.average_score,
        report.totals.weighted_score,
        report.totals.rated,
        len(counted),
        tuple(_notes(report, counted)),
    )


def organisations(report: YearReport) -> str:
    """The unit where all projects have the same, else ""."""
    names = tuple(dict.fromkeys(one_line(each.project.organisation.name) for each in report.assessments))
    return names[0] if len(names) == 1 else ""


def _row(assessment: Assessment) -> SummaryRow:
    project, cancelled = assessment.project, is_cancelled(assessment)
    initial, full_year, spent = (None, None, None) if cancelled else total_figures(project.budget)
    missing, reason = len(assessment.missing), project.not_applicable
    known = not missing and not cancelled
    rated = assessment.rating or ("" if known and not assessment.rules.ratings else TO_FILL_IN)
    note = f"{CANCELLED}：{one_line(reason.value)}" if reason else f"缺{missing}项" if missing else ""
    return SummaryRow(
        project.number,
        one_line(project.name),
        one_line(project.organisation.name),
        initial,
        full_year,
        spent,
        None if cancelled else execution_rate(assessment),
        assessment.earned if known else None,
        "" if cancelled else rated,
        "分值有误，不评等级" if assessment.fault and not missing else note,
        cancelled,
    )


def _notes(report: YearReport, counted: list[SummaryRow]) -> Iterator[str]:
    rules, totals = report.rules, report.totals
    yield f"得分按{rules.title}（{one_line(rules.citation)}）计算，金额单位为万元。"
    yield (
        f"平均得分只计评分完整的{totals.rated}个项目（共{len(counted)}个）；加权平均以全年预算数为权，"
        "没有全年预算数的以年初预算数代替。"
    )
    cancelled = len(report.assessments) - len(counted)
    if cancelled:
        yield f"{cancelled}个项目取消，不计入合计。"
    unknown = sum(row.executed is None for row in counted)
    if unknown:
        yield f"{unknown}个项目未填报全年执行数，合计不含。"
    yield from (f"{one_line(remark).removesuffix('。')}。" for remark in report.remarks)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
