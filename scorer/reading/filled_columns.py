"""The columns of a filled form (绩效自评表) beside those of a target table: what was achieved, scored and why."""

import re
from dataclasses import dataclass

from scorer.reading.block import BLANK_MARKS
from scorer.reading.headings import Column, Header
from scorer.reading.sections import Section

# Names in order of preference: the first that a header holds is taken.
_ACTUAL = (
    *("实际完成值", "全年实际值", "全年完成值", "全年实际完成值", "年度实际完成值", "年终完成值"),
    *("实际完成指标值", "指标完成值", "完成值", "实际值", "实际完成情况", "全年完成情况", "完成情况"),
)
_ACTUAL_LIKE = re.compile(r".{0,8}(?:实际|完成).{0,6}")
_NOT_ACTUAL = re.compile(r"上年|去年|前年|历史|率|比|原因|得分|未完成|偏差|累计|[0-9]+月|措施|时间|预期|说明")
_SCORE = (
    "自评得分",
    "得分",
    "自评分",
    "指标得分",
    "自评分数",
    "自评分值",
    "实际得分",
    "评价得分",
    "单位自评得分",
    "单项指标得分",
)
_ADJUSTED = ("调整指标值", "调整后指标值", "全年(调整)指标值", "调整目标值", "调整后目标值")
_STANDARD = (
    "评分标准",
    "评价标准",
    "评价标准及依据",
    "评分标准及依据",
    "指标评分标准",
    "评分细则",
    "评分办法",
)
_CAUSE = re.compile(r"原因")
_REMEDY = re.compile(r"改进|措施")
_OF_A_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class FilledColumns:
    """Where, from 0, a header has the columns of a filled form; None where it has not.

    `cause` and `remedy` are the same column where one holds both. `adjusted` is the target as adjusted in
    the year; `standard` is how a score is given, in forms that have no targets.
    """

    actual: int | None = None
    score: int | None = None
    cause: int | None = None
    remedy: int | None = None
    adjusted: int | None = None
    standard: int | None = None

    @property
    def tells(self) -> bool:
        """Whether there is a column of what was achieved or scored."""
        return self.actual is not None or self.score is not None

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns from which something is read."""
        found = (self.actual, self.score, self.cause, self.remedy, self.adjusted)
        return tuple(column for column in found if column is not None)


def filled_columns(header: Header, year: int | None) -> FilledColumns:
    """The columns of a filled form in `header`; what was achieved in another year than `year` is none."""
    free = {at: name for at, name in enumerate(header.names) if at not in header.columns.values()}
    actual = _named(_ACTUAL, free)
    if actual is None:
        # What stands before the names is that of the whole table: 四、年度绩效指标完成情况.
        names = header.at(Column.NAME) or 0
        actual = next((at for at, name in free.items() if at > names and _says_actual(name, year)), None)
    score = _named(_SCORE, free)
    # What a column holds may stand in brackets: 备注（未完成原因）.
    whole = {at: header.whole(at) for at in free if at not in (actual, score)}
    return FilledColumns(
        actual,
        score,
        next((at for at, name in whole.items() if _CAUSE.search(name)), None),
        next((at for at, name in whole.items() if _REMEDY.search(name)), None),
        _named(_ADJUSTED, free),
        _named(_STANDARD, free),
    )


def is_filled(section: Section, year: int | None) -> bool:
    """Whether something stands in a section's columns of what was achieved or scored."""
    if section.header is None:
        return False
    found = filled_columns(section.header, year)
    name = section.header.at(Column.NAME)
    return any(
        row.text(name) and row.text(at) not in BLANK_MARKS and row.text(at)
        for row in section.rows
        for at in (found.actual, found.score)
    )


def _named(known: tuple[str, ...], free: dict[int, str]) -> int | None:
    places = {name: at for at, name in reversed(free.items())}
    return next((places[name] for name in known if name in places), None)


def _says_actual(name: str, year: int | None) -> bool:
    of_year = _OF_A_YEAR.search(name)
    if of_year and of_year[0] != str(year):
        return False
    return _ACTUAL_LIKE.fullmatch(name) is not None and _NOT_ACTUAL.search(name) is None
