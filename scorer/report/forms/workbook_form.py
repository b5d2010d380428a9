"""A self-evaluation form as a worksheet: the national nine columns."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from scorer.report.cells import NOTHING
from scorer.report.forms import printed
from scorer.report.forms.form import NOT_APPLICABLE, TO_FILL_IN, Form, FormLine
from scorer.report.forms.funds import FundRow
from scorer.report.forms.page import HIGHEST, LOWEST, Content, Formula, Look, Looks, Page
from scorer.scoring.figures import rounded

WIDTHS = (5, 8, 13, 18, 12, 12, 9, 9, 20)
_DOUBTS_WIDTH = 24
_LINES = (
    *("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因分析及改进措施",
)
_MONEY = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
_LAST = len(WIDTHS) - 1
_POINTS, _SCORE = 6, 7


def write_form(sheet: Any, looks: Looks, form: Form) -> None:
    """Fill a worksheet with the form, ready to be printed on A4."""
    page = Page(sheet, looks, (*WIDTHS, _DOUBTS_WIDTH) if form.draft else WIDTHS)
    _head(page, form)
    execution = _money(page, form)
    _goals(page, form)
    header = page.row
    page.heads(_LINES)
    if form.draft:
        page.put(_LAST + 1, "审核疑点", Look.HEAD)
    page.down()
    _lines(page, form)
    _total(page, form, header + 1, execution)
    foot(page, form.notes, _LAST + 1)
    for doubt in form.doubts:
        page.put(0, f"审核疑点：{doubt}", Look.PLAIN, columns=len(page.widths))
        page.down()
    page.put(0, "填报人：", Look.PLAIN, columns=3)
    page.put(3, "负责人：", Look.PLAIN, columns=2)
    page.put(5, "联系电话：", Look.PLAIN, columns=4)
    page.down(26)
    page.put(0, "单位（盖章）：", Look.PLAIN, columns=5)
    page.put(5, "填报日期：　　　　年　　月　　日", Look.PLAIN, columns=4)
    page.down(26)
    set_paper(page, landscape=False)
    sheet.repeat_rows(header)


def foot(page: Page, notes: tuple[str, ...], columns: int) -> None:
    """The notes, a row each."""
    for number, note in enumerate(notes, 1):
        page.put(0, f"{'注：' if number == 1 else '　　'}{number}.{note}", Look.PLAIN, columns=columns)
        page.down()


def set_paper(page: Page, *, landscape: bool) -> None:
    """A4, as wide as one page, the number of the page below."""
    sheet = page.sheet
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    sheet.print_area(0, 0, page.row - 1, len(page.widths) - 1)
    sheet.hide_gridlines(2)
    sheet.set_start_page(1)


def figure(hundredths: int | None) -> Content:
    """Points or a score as a number."""
    return TO_FILL_IN if hundredths is None else Decimal(hundredths) / 100


def amount(value: Decimal | None) -> Content:
    """Money as a number."""
    return TO_FILL_IN if value is None else value


def share(rate: Fraction | None) -> Content:
    """A rate as a number with the four decimals that are shown of it."""
    return NOTHING if rate is None else Decimal(rounded(rate, 4))


def _head(page: Page, form: Form) -> None:
    page.head(form.title, form.year, _LAST + 1)
    page.put(0, "项目名称", Look.HEAD, columns=2)
    page.put(2, form.project, Look.TEXT, columns=7)
    page.down()
    page.put(0, "主管部门", Look.HEAD, columns=2)
    page.put(2, form.department, Look.TEXT, columns=2)
    page.put(4, "实施单位", Look.HEAD)
    page.put(5, form.organisation, Look.TEXT, columns=4)
    page.down()


def _money(page: Page, form: Form) -> str:
    """The budget block; the address of the points of execution, whose score stands two columns further."""
    page.put(0, "项目资金\n（万元）", Look.HEAD, columns=2, rows=len(form.funds) + 1)
    page.put(2, "", Look.HEAD)
    for column, heading in enumerate(_MONEY, 3):
        page.put(column, heading, Look.HEAD)
    page.down()
    execution = str(page.row + 1)
    for place, row in enumerate(form.funds):
        page.put(2, printed.fund_name(row, place), Look.TEXT)
        for column, (content, look) in enumerate(_fund(row, place), 3):
            page.put(column, content, look)
        page.down()
    return execution


def _fund(row: FundRow, place: int) -> tuple[tuple[Content, Look], ...]:
    amounts = (row.initial, row.full_year, row.executed)
    money: tuple[Content, ...] = tuple(map(amount, amounts))
    if place and not any(amounts):
        money = (NOTHING,) * len(amounts)
    result: tuple[Content, Content, Content] = (NOTHING, NOTHING, NOTHING)
    if not place and row.points:
        result = (figure(row.points), share(row.rate), figure(row.score))
    elif not place:
        result = (NOTHING, share(row.rate), NOTHING)
    looks = (Look.FIGURE, Look.RATE, Look.FIGURE)
    return (*((each, Look.MONEY) for each in money), *zip(result, looks, strict=True))


def _goals(page: Page, form: Form) -> None:
    rows = max(_rows(page, form.expected, 2, 3), _rows(page, form.achieved, 5, 4))
    page.put(0, "年度总体\n目标", Look.HEAD, columns=2, rows=rows + 1)
    page.put(2, "预期目标", Look.HEAD, columns=3)
    page.put(5, "实际完成情况", Look.HEAD, columns=4)
    page.down()
    page.put(2, form.expected, Look.TEXT, columns=3, rows=rows, top=rows > 1)
    page.put(5, form.achieved, Look.TEXT, columns=4, rows=rows, top=rows > 1)
    _go_down(page, rows, max(page.height(form.expected, 2, 3), page.height(form.achieved, 5, 4)))


def _lines(page: Page, form: Form) -> None:
    """The indicators; a level-1 or level-2 name is merged over the rows that it holds for."""
    heights = [_height(page, line) for line in form.lines]
    rows = [-(-int(height) // HIGHEST) for height in heights]
    if rows:
        page.put(0, "绩效指标", Look.HEAD, rows=sum(rows), top=sum(heights) > HIGHEST)
    for place, line in enumerate(form.lines):
        named = ((1, line.dimension, line.dimension_rows), (2, line.category, line.category_rows))
        for column, name, lines in named:
            if lines:
                over = slice(place, place + lines)
                high = sum(heights[over]) > HIGHEST
                page.put(column, name, Look.CENTRED, rows=sum(rows[over]), top=high)
        for column, (content, look) in enumerate(_line(line), 3):
            page.put(column, content, look, rows=rows[place], top=rows[place] > 1)
        if form.draft:
            page.put(_LAST + 1, line.doubts, Look.TEXT, rows=rows[place], top=rows[place] > 1)
        _go_down(page, rows[place], heights[place])


def _line(line: FormLine) -> tuple[tuple[Content, Look], ...]:
    applies = line.status != NOT_APPLICABLE
    return (
        (line.name, Look.TEXT),
        (line.target, Look.CENTRED),
        (line.actual, Look.CENTRED),
        (figure(line.points) if applies else NOTHING, Look.FIGURE),
        (figure(line.score) if applies else NOT_APPLICABLE, Look.FIGURE),
        (line.reason, Look.TEXT),
    )


def _height(page: Page, line: FormLine) -> float:
    """The points that the line's texts need, and what the names that begin here need beyond the other rows."""
    texts = (
        (3, line.name),
        (4, line.target),
        (5, line.actual),
        (7, printed.line_score(line)),
        (8, line.reason),
        *(((_LAST + 1, line.doubts),) if line.doubts else ()),
    )
    named = ((1, line.dimension, line.dimension_rows), (2, line.category, line.category_rows))
    own = max(page.height(text, column) for column, text in texts)
    names = (page.height(name, column) - (rows - 1) * LOWEST for column, name, rows in named if rows)
    return max((own, *names))


def _rows(page: Page, text: str, column: int, columns: int) -> int:
    return -(-int(page.height(text, column, columns)) // HIGHEST)


def _go_down(page: Page, rows: int, height: float) -> None:
    for _ in range(rows):
        page.down(height / rows)


def _total(page: Page, form: Form, first: int, execution: str) -> None:
    """The totals as formulas that count anew when somebody fills in what is missing."""
    page.put(0, "总分", Look.HEAD, columns=_POINTS)
    whole: tuple[Content, Content] = (NOTHING, NOTHING)
    if not form.cancelled:
        points, scores = f"G{first + 1}:G{page.row}", f"H{first + 1}:H{page.row}"
        of_execution = (f"N(G{execution})", f"I{execution}")
        known = f'COUNTIF({scores},"{TO_FILL_IN}")+COUNTIF({of_execution[1]},"{TO_FILL_IN}")=0'
        total = f"SUM({scores})+N({of_execution[1]})"
        earned = TO_FILL_IN if form.total_score is None else Decimal(form.total_score) / 100
        whole = (
            Formula(f"=SUM({points})+{of_execution[0]}", Decimal(form.total_points) / 100),
            Formula(f'=IF({known},{total},"{TO_FILL_IN}")', earned),
        )
    page.put(_POINTS, whole[0], Look.FIGURE)
    page.put(_SCORE, whole[1], Look.FIGURE)
    page.put(_LAST, f"等级：{printed.rating(form)}", Look.CENTRED)
    page.down(20)
