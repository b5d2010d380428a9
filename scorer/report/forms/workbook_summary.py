"""The department's summary as a worksheet."""

from decimal import Decimal
from typing import Any

from scorer.report.cells import NOTHING
from scorer.report.forms.page import Content, Formula, Look, Looks, Page
from scorer.report.forms.summary import Summary, SummaryRow
from scorer.report.forms.workbook_form import amount, figure, foot, set_paper, share

_HEADINGS = (
    "序号",
    "项目名称",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "自评得分",
    "等级",
    "备注",
)
_WIDTHS = (6, 46, 13, 13, 13, 11, 11, 10, 24)
_SCORE = 6


def write_summary(sheet: Any, looks: Looks, summary: Summary) -> None:
    """Fill a worksheet with the summary, ready to be printed on A4."""
    page = Page(sheet, looks, _WIDTHS)
    page.head(summary.title, summary.year, len(_WIDTHS))
    page.put(0, f"填报单位（盖章）：{summary.organisation}", Look.PLAIN, columns=5)
    page.put(7, "金额单位：万元", Look.PLAIN, columns=2)
    page.down()
    header = page.row
    page.heads(_HEADINGS)
    page.down(20)
    for row in summary.rows:
        _row(page, row)
    _totals(page, summary, header + 2)
    foot(page, summary.notes, len(_WIDTHS))
    signature = ((0, 2, "填报人："), (2, 2, "负责人："), (4, 3, "联系电话："))
    for column, columns, text in (*signature, (7, 2, "填报日期：　　　年　　月　　日")):
        page.put(column, text, Look.PLAIN, columns=columns)
    page.down(26)
    set_paper(page, landscape=True)
    sheet.repeat_rows(header)


def _row(page: Page, row: SummaryRow) -> None:
    amounts = (row.initial, row.full_year, row.executed)
    money: tuple[Content, ...] = (NOTHING,) * len(amounts) if row.cancelled else tuple(map(amount, amounts))
    cells: tuple[tuple[Content, Look], ...] = (
        (Decimal(row.number), Look.CENTRED),
        (row.name, Look.TEXT),
        *((each, Look.MONEY) for each in money),
        (share(row.rate), Look.RATE),
        (NOTHING if row.cancelled else figure(row.score), Look.FIGURE),
        (row.rating or NOTHING, Look.CENTRED),
        (row.note, Look.TEXT),
    )
    for column, (content, look) in enumerate(cells):
        page.put(column, content, look)
    page.down(18)


def _totals(page: Page, summary: Summary, first: int) -> None:
    """Sums and averages; the averages are formulas where every score that is shown counts in them."""
    last = page.row
    page.put(0, "合计", Look.HEAD, columns=2)
    sums = (summary.initial, summary.full_year, summary.executed)
    for column, total in enumerate(sums, 2):
        letter = "ABCDE"[column]
        content: Content = NOTHING
        if total is not None:
            content = Formula(f"=SUM({letter}{first}:{letter}{last})", total)
        page.put(column, content, Look.MONEY)
    page.put(5, share(summary.rate), Look.RATE)
    for column in (6, 7, 8):
        page.put(column, "", Look.CENTRED)
    page.down(18)
    average, weighted = _averages(summary, first, last)
    _average(page, "平均得分", average)
    _average(page, "按全年预算数加权平均得分", weighted)


def _average(page: Page, label: str, content: Content) -> None:
    page.put(0, label, Look.HEAD, columns=_SCORE)
    page.put(_SCORE, content, Look.FIGURE)
    page.put(7, "", Look.CENTRED)
    page.put(8, "", Look.CENTRED)
    page.down(18)


def _averages(summary: Summary, first: int, last: int) -> tuple[Content, Content]:
    shown = [row for row in summary.rows if row.score is not None]
    plain, by_budget = figure(summary.average), figure(summary.weighted)
    if isinstance(plain, str) or isinstance(by_budget, str) or len(shown) != summary.rated:
        return plain, by_budget
    if isinstance(plain, Formula) or isinstance(by_budget, Formula) or summary.rated != summary.counted:
        return plain, by_budget
    scores, budgets = f"G{first}:G{last}", f"D{first}:D{last}"
    return (
        Formula(f"=ROUND(AVERAGE({scores}),2)", plain),
        Formula(f"=ROUND(SUMPRODUCT({scores},{budgets})/SUM({budgets}),2)", by_budget),
    )
