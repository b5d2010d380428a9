"""The first sheet: what to fill in, what the colours mean, and how far each project is filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scorer.notation.sheet_keys import GUIDE
from scorer.report.cells import one_line, organisation_text
from scorer.report.sheet.answers import TAKE_BACK
from scorer.report.sheet.page import Column, Frame, Look, Placed, SheetCell
from scorer.report.sheet.progress import Progress
from scorer.scoring.outcome import Assessment

_COLUMNS = (Column(8), Column(44), Column(30), Column(9), Column(9), Column(11), Column(9))
_HEADINGS = ("项目号", "项目", "单位", "已填项数", "应填项数", "暂估总分", "满分")
_LAST = len(_COLUMNS) - 1
_COLOURS = (
    (Look.FILL, "浅黄：请填。点中格子会提示该填什么"),
    (Look.SPARE, "浅灰黄：一般不填，特殊情况才填"),
    (Look.SHUT, "灰：不用填"),
    (Look.SCORE, "浅蓝：自动计算"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A project on the first sheet: the sheet that it stands on, and how far it is filled in."""

    number: int
    name: str
    organisation: str
    sheet: str
    progress: Progress


def listed(assessment: Assessment, sheet: str, progress: Progress) -> Listed:
    """A project as the first sheet lists it."""
    project = assessment.project
    return Listed(project.number, one_line(project.name), organisation_text(project), sheet, progress)


def guide_cells(year: int, made_by: str, projects: Iterable[Listed]) -> Iterator[Placed]:
    """The cells of the first sheet."""
    row = 2
    yield Placed(0, 0, SheetCell(Look.TITLE, GUIDE), last=_LAST)
    yield Placed(1, 0, SheetCell(Look.NOTE, f"{year}年度项目支出绩效自评填报表"), last=_LAST)
    for number, text in enumerate(_steps(made_by), 1):
        yield Placed(row, 0, SheetCell(Look.TEXT, f"{number}．{text}"), last=_LAST)
        row += 1
    for look, meaning in _COLOURS:
        yield Placed(row, 0, SheetCell(look))
        yield Placed(row, 1, SheetCell(Look.TEXT, meaning), last=_LAST)
        row += 1
    for column, name in enumerate(_HEADINGS):
        yield Placed(row + 1, column, SheetCell(Look.HEADING, name))
    for at, project in enumerate(projects, row + 2):
        yield from _project(at, project)


def guide_frame(made_by: str) -> Frame:
    """How the first sheet is shown."""
    steps = tuple(_steps(made_by))
    tall = tuple((2 + row, 30 if len(text) > 55 else 18) for row, text in enumerate(steps))
    return Frame(_COLUMNS, heights=((0, 28), *tall), repeated=2 + len(steps) + len(_COLOURS) + 1)


def _steps(made_by: str) -> Iterator[str]:
    yield "只填浅黄色的格子；其他格子已锁定，不用改。下面的项目名点一下就到它的表。"
    yield ("实际完成值照实填：数字可以不写单位，日期如10月28日，文字照实写。弹出提问时，确要那样填就选“是”。")
    yield "没有达到目标的，写偏差原因和改进措施（橙色的格子是在提醒）。"
    yield "暂估得分随填随算，只供参考：空着的要由程序读入后评分，以程序评分为准。"
    yield f"空着的格子表示不改；要取消已填的内容，请填{TAKE_BACK}。"
    yield "指标今年不适用的，在“不适用原因”写明原因，不填实际完成值。"
    yield f"填好后保存，把整个文件发回{one_line(made_by)}。可以只填自己负责的部分，几个人填的可以合并。"


def _project(row: int, project: Listed) -> Iterator[Placed]:
    progress = project.progress
    sums = progress.sums
    cells = (
        SheetCell(Look.FIXED_CENTRED, Decimal(project.number)),
        SheetCell(Look.LINK, project.name, project.sheet),
        SheetCell(Look.FIXED, project.organisation),
        SheetCell(Look.SCORE, Decimal(progress.filled), sums.filled, "0"),
        SheetCell(Look.FIGURE, Decimal(progress.counted), number_format="0"),
        SheetCell(Look.SCORE, Decimal(progress.score) / 100, sums.score, "0.00"),
        SheetCell(Look.FIGURE, Decimal(progress.available) / 100, number_format="0.00"),
    )
    for column, cell in enumerate(cells):
        yield Placed(row, column, cell)
