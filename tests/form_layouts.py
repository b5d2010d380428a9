"""Published forms (tests/documents/published) laid out again as their own forms do, in every format that is read."""

import csv
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import groupby
from typing import Any

import docx
import openpyxl

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell as laid out: what it says, and over how many columns and rows it is merged."""

    text: Value
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form: lines of text, a table of merged cells, and lines of text under it."""

    above: tuple[str, ...]
    rows: tuple[tuple[Laid, ...], ...]
    below: tuple[str, ...] = ()


def laid_out(form: dict[str, Any]) -> Form:
    """A published form in the layout of its own province."""
    return _LAYOUTS[form["id"][:3]](form)


def placed(form: Form) -> Iterator[tuple[int, int, Laid]]:
    """Each cell of the table with its row and column, from 0, as merged cells push the others on."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(form.rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            yield at, column, cell
            taken |= {
                (at + down, column + across) for down in range(cell.down) for across in range(cell.across)
            }
            column += cell.across


def width(form: Form) -> int:
    return max(column + cell.across for _, column, cell in placed(form))


def as_csv(form: Form) -> bytes:
    grid = [[""] * width(form) for _ in form.rows]
    for at, column, cell in placed(form):
        grid[at][column] = _shown(cell.text)
    out = StringIO()
    csv.writer(out).writerows([*([line] for line in form.above), *grid, *([line] for line in form.below)])
    return out.getvalue().encode("utf-8-sig")


def as_txt(form: Form) -> bytes:
    """As text taken out of a Word document: a cell a line, a blank line after each row."""
    grid = [[""] * width(form) for _ in form.rows]
    for at, column, cell in placed(form):
        grid[at][column] = _shown(cell.text)
    rows = [[*(f"\t{text}" for text in row), ""] for row in grid]
    around = [[[line, ""] for line in lines] for lines in (form.above, form.below)]
    return "\n".join(line for row in (*around[0], *rows, *around[1]) for line in row).encode()


def as_docx(form: Form) -> bytes:
    document = docx.Document()
    for line in form.above:
        document.add_paragraph(line)
    table = document.add_table(len(form.rows), width(form))
    for at, column, cell in placed(form):
        first = table.cell(at, column)
        if cell.across > 1 or cell.down > 1:
            first = first.merge(table.cell(at + cell.down - 1, column + cell.across - 1))
        first.text = _shown(cell.text)
    for line in form.below:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(form: Form) -> bytes:
    """Figures are numbers and rates are percents, as a spreadsheet keeps them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in form.above:
        sheet.append([line])
    top = len(form.above) + 1
    for at, column, cell in placed(form):
        place = sheet.cell(at + top, column + 1)
        percent = re.fullmatch(r"(\d+(?:\.\d+)?)%", cell.text) if isinstance(cell.text, str) else None
        place.value = round(float(percent[1]) / 100, 6) if percent else cell.text
        if percent:
            place.number_format = "0.00%" if "." in percent[1] else "0%"
        if cell.across > 1 or cell.down > 1:
            sheet.merge_cells(
                start_row=at + top,
                start_column=column + 1,
                end_row=at + top + cell.down - 1,
                end_column=column + cell.across,
            )
    for turn, line in enumerate(form.below):
        sheet.cell(len(form.rows) + top + turn, 1, line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(form: Form) -> bytes:
    rows: list[str] = [""] * len(form.rows)
    for at, _, cell in placed(form):
        text = html.escape(_shown(cell.text))
        rows[at] += f'<td colspan="{cell.across}" rowspan="{cell.down}"><p>{text}</p></td>'
    above = "".join(f"<p>{line}</p>" for line in form.above)
    below = "".join(f"<p>{line}</p>" for line in form.below)
    body = f"{above}<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>{below}"
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


WRITERS: dict[str, Callable[[Form], bytes]] = {
    "csv": as_csv,
    "txt": as_txt,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
}


def _shown(value: Value) -> str:
    return "" if value is None else str(value)


def _unit(form: dict[str, Any]) -> tuple[str, str]:
    """The unit, and the department over it ("" where the form names none)."""
    found = re.fullmatch(r"(.*?)\(主管:(.*)\)", form["unit"])
    return (found[1], found[2]) if found else (form["unit"], "")


def _title(form: dict[str, Any], title: str) -> tuple[str, ...]:
    return ("附件1", title, f"（{form['year']}年度）") if "year" in form else ("附件1", title)


def _named(form: dict[str, Any], columns: int) -> list[tuple[Laid, ...]]:
    unit, department = _unit(form)
    half = columns // 2
    return [
        (Laid("项目名称", 2), Laid(form["project"], columns - 2)),
        (
            Laid("主管部门", 2),
            Laid(department or None, half - 2),
            Laid("实施单位"),
            Laid(unit, columns - half - 1),
        ),
    ]


def _levels(
    form: dict[str, Any], *, points: bool = False
) -> Iterator[tuple[tuple[Laid, ...], dict[str, Any]]]:
    """The level names of each indicator, merged over the rows that they cover, and the indicator."""
    for dimension, of_dimension in groupby(form["indicators"], lambda line: line["l1"]):
        lines = list(of_dimension)
        total = sum(line["points"] or 0 for line in lines)
        name = f"{dimension}\n（{total:g}分）" if points else dimension
        first: tuple[Laid, ...] = (Laid(name, 1, len(lines)),)
        for category, of_category in groupby(lines, lambda line: line["l2"]):
            covered = list(of_category)
            second: tuple[Laid, ...] = (Laid(category, 1, len(covered)),)
            for line in covered:
                yield (*first, *second, Laid(line["l3"])), line
                first, second = (), ()


def _national(form: dict[str, Any]) -> Form:
    """The nine columns of 财预〔2020〕10号."""
    budget = form["budget"]
    heads = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    whole = tuple(budget.get(name) for name in _WHOLE)
    own = tuple(budget.get(f"本年财政拨款_{name}") for name in ("年初", "全年预算", "执行"))
    merged = Laid("项目资金\n（万元）", 1, 5)
    funds = [
        (merged, Laid(None, 2), *map(Laid, heads)),
        (Laid("年度资金总额", 2), *map(Laid, whole)),
        (Laid("其中：本年财政拨款", 2), *map(Laid, own), Laid("—"), Laid(None), Laid("—")),
        (Laid("上年结转资金", 2), Laid(None), Laid(None), Laid(None), Laid("—"), Laid(None), Laid("—")),
        (Laid("其他资金", 2), Laid("—"), Laid("—"), Laid("—"), Laid("—"), Laid(None), Laid("—")),
    ]
    goals = [
        (Laid("年度总体目标", 1, 2), Laid("预期目标", 4), Laid("实际完成情况", 4)),
        (Laid(form.get("goal_target"), 4), Laid(form.get("goal_actual"), 4)),
    ]
    names = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施".split()
    lines = [
        (*levels, *(Laid(line[key]) for key in ("target_text", "actual_text", "points", "score", "reason")))
        for levels, line in _levels(form, points=form["id"].startswith("020"))
    ]
    indicators = [(Laid("绩效指标", 1, len(lines) + 1), *map(Laid, names)), *lines]
    total = [(Laid("总分", 6), Laid(100), Laid(form.get("total")), Laid(None))]
    rows = (*_named(form, 9), *funds, *goals, *indicators, *total)
    return Form(_title(form, "项目支出绩效自评表"), rows, ("填表人：张三  联系电话：",))


_WHOLE = ("年初预算数_总额", "全年预算数_总额", "全年执行数_总额", "分值", "执行率", "得分")


def _rural(form: dict[str, Any]) -> Form:
    """The form of the rural funds: no initial budget, 分值 before 年度指标值."""
    budget = form["budget"]
    whole = tuple(budget.get(name) for name in _WHOLE[1:])
    heads = ("全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    blank = (Laid(None), Laid(None), Laid("—"), Laid(None), Laid("—"))
    funds = [
        (Laid("项目资金（万元）", 1, 4), Laid(None, 2), *map(Laid, heads)),
        (Laid("年度资金总额", 2), *map(Laid, whole)),
        (Laid("其中：本年财政拨款", 2), Laid(20), Laid(20), *blank[2:]),
        (Laid("其他资金", 2), *blank),
    ]
    goals = [
        (Laid("年度总体目标", 1, 2), Laid("年初设定目标", 3), Laid("年度总体目标完成情况综述", 4)),
        (Laid(form.get("goal_target"), 3), Laid(form.get("goal_actual"), 4)),
    ]
    names = "一级指标 二级指标 三级指标 分值 年度指标值 全年实际值 得分".split()
    lines = [
        (*levels, *(Laid(line[key]) for key in ("points", "target_text", "actual_text", "score", "reason")))
        for levels, line in _levels(form)
    ]
    heads_of_lines = (*map(Laid, names), Laid("未完成原因及拟采取的改进措施"))
    indicators = [(Laid("绩效指标", 1, len(lines) + 1), *heads_of_lines), *lines]
    total = [(Laid("总分", 4), Laid(100), Laid(None, 2), Laid(form.get("total")), Laid(None))]
    rows = (*_named(form, 9), *funds, *goals, *indicators, *total)
    return Form(_title(form, "扶贫项目资金绩效目标自评表"), tuple(rows), (form["note_line"],))


def _three_columns(form: dict[str, Any]) -> Form:
    """指标性质, 指标值 and 度量单位 in columns of their own (云南, 四川)."""
    whole = [Laid(form["budget"].get(name)) for name in _WHOLE]
    heads = ("年初预算", "调整后预算数", "预算执行数", "权重", "预算执行率", "得分", "原因")
    funds = [
        (Laid("预算执行情况（10分）", 1, 3), Laid(None, 2), *map(Laid, heads), Laid(None)),
        (Laid("总额", 2), *whole, Laid(None), Laid(None)),
        (Laid("其中：财政资金", 2), *whole[:3], Laid("/"), Laid("/"), Laid("/"), Laid(None), Laid(None)),
    ]
    names = "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析".split()
    lines = []
    for levels, line in _levels(form):
        found = re.fullmatch(r"([≥≤﹦=]?)([\d.]+)(.*)", line["target_text"])
        assert found is not None
        values = (
            *found.groups(),
            line["actual_text"],
            f"{line['points']:.2f}",
            f"{line['score']:.2f}",
            line["reason"],
        )
        lines.append((*levels, *map(Laid, values)))
    indicators = [(*map(Laid, names),), *lines]
    total = [(Laid("合计", 7), Laid(form.get("points_total")), Laid(form.get("total")), Laid(None))]
    rows = (*_named(form, 10), *funds, *indicators, *total)
    return Form((*_title(form, "部门预算项目支出绩效自评表"), "金额单位：万元"), rows)


def _ningde(form: dict[str, Any]) -> Form:
    """评价内容 over two levels, 绩效内容, and how far each target was reached in per cent."""
    budget = form["budget"]
    money = (
        Laid("安排资金（万元）", 2),
        Laid(budget["安排资金"]),
        Laid("实际支出（万元）"),
        Laid(budget["全年执行数_总额"]),
        Laid(None, 4),
    )
    names = "绩效内容 绩效目标值 实际完成值 累计完成率 分值 得分 偏差原因".split()
    lines = []
    for levels, line in _levels(form):
        values = (*(line[key] for key in ("target_text", "actual_text")), None, line["points"], line["score"])
        lines.append((*levels, *map(Laid, values), Laid(line["reason"])))
    total = [(Laid("总分", 7), Laid(form["total"]), Laid(None))]
    rows = (*_named(form, 9), money, (Laid("评价内容", 2), *map(Laid, names)), *lines, *total)
    return Form(_title(form, "项目支出绩效自评报告"), rows)


def _department(form: dict[str, Any]) -> Form:
    """The whole expenditure of a department (部门整体支出), as 金寨 publishes it."""
    unit, _ = _unit(form)
    national = _national(form)
    named = (Laid("部门（单位）名称", 2), Laid(unit, 7))
    return Form(_title(form, "部门整体支出绩效自评表"), (named, *national.rows[2:]))


_LAYOUTS: dict[str, Callable[[dict[str, Any]], Form]] = {
    "001": _national,
    "003": _department,
    "010": _ningde,
    "013": _rural,
    "018": _national,
    "020": _national,
    "026": _national,
    "028": _three_columns,
}
