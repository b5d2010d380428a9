"""The entry fields, once: what can be stored about a project or one of its lines."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the text of a field is read."""

    TEXT = "text"
    TARGET = "target"
    ACTUAL = "actual"
    MONEY = "money"
    POINTS = "points"
    SHARE = "share"
    TIER = "tier"
    SCORE = "score"
    NUMBER = "number"
    EVIDENCE = "evidence"


class Field(StrEnum):
    """The code under which an entry is stored; never renamed, since old entries carry it."""

    TARGET = "target"
    DESCRIPTION = "description"
    POSITION = "position"
    TABLE_POINTS = "table_points"
    PURPOSE = "purpose"
    GOALS = "goals"
    INITIAL_BUDGET = "initial_budget"
    FULL_YEAR_BUDGET = "full_year_budget"
    EXECUTED = "executed"
    ACTUAL = "actual"
    CAUSE = "cause"
    REMEDY = "remedy"
    TIER = "tier"
    SHARE = "share"
    NOT_APPLICABLE = "not_applicable"
    FINAL_SCORE = "final_score"
    BECAUSE = "because"
    OVER_BUDGET = "over_budget"
    NOTE = "note"
    ADJUSTED_TARGET = "adjusted_target"
    SET_POINTS = "set_points"
    ADJUSTED_BECAUSE = "adjusted_because"
    ACHIEVED = "achieved"
    EVIDENCE = "evidence"
    STATED_SCORE = "stated_score"
    STATED_TOTAL = "stated_total"
    STATED_RATING = "stated_rating"
    STATED_RATE = "stated_rate"
    ANSWER = "answer"
    NAME = "name"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field's heading in files and forms, its command-line option, its kind, whose fact it is."""

    heading: str
    option: str
    kind: Kind
    of_project: bool
    of_line: bool


def _field(heading: str, option: str, kind: Kind, of: str) -> FieldInfo:
    return FieldInfo(heading, option, kind, "project" in of, "line" in of)


FIELDS: dict[Field, FieldInfo] = {
    Field.TARGET: _field("指标值", "", Kind.TARGET, "line"),
    Field.DESCRIPTION: _field("绩效指标描述", "", Kind.TEXT, "line"),
    Field.POSITION: _field("表内次序", "", Kind.NUMBER, "project line"),
    Field.TABLE_POINTS: _field("分值", "", Kind.POINTS, "project line"),
    Field.PURPOSE: _field("资金用途", "", Kind.TEXT, "project"),
    Field.GOALS: _field("绩效目标", "", Kind.TEXT, "project"),
    Field.INITIAL_BUDGET: _field("年初预算数", "--initial-budget", Kind.MONEY, "project"),
    Field.FULL_YEAR_BUDGET: _field("全年预算数", "--full-year-budget", Kind.MONEY, "project"),
    Field.EXECUTED: _field("全年执行数", "--executed", Kind.MONEY, "project"),
    Field.ACTUAL: _field("实际完成值", "", Kind.ACTUAL, "line"),
    Field.CAUSE: _field("偏差原因", "--cause", Kind.TEXT, "project line"),
    Field.REMEDY: _field("改进措施", "--remedy", Kind.TEXT, "project line"),
    Field.TIER: _field("档次", "--tier", Kind.TIER, "line"),
    Field.SHARE: _field("得分率", "--share", Kind.SHARE, "line"),
    Field.NOT_APPLICABLE: _field("不适用原因", "--not-applicable", Kind.TEXT, "project line"),
    Field.FINAL_SCORE: _field("认定得分", "--final-score", Kind.SCORE, "line"),
    Field.BECAUSE: _field("认定理由", "--because", Kind.TEXT, "line"),
    Field.OVER_BUDGET: _field("超预算说明", "--over-budget", Kind.TEXT, "project"),
    Field.NOTE: _field("备注", "--note", Kind.TEXT, "project line"),
    Field.ACHIEVED: _field("目标完成情况", "--achieved", Kind.TEXT, "project"),
    Field.EVIDENCE: _field("佐证", "--evidence", Kind.EVIDENCE, "project line"),
    # Said by scorer adjust alone, each with its reason: no form or file has a column for them.
    Field.ADJUSTED_TARGET: _field("调整后指标值", "", Kind.TARGET, ""),
    Field.SET_POINTS: _field("设定分值", "", Kind.POINTS, ""),
    Field.ADJUSTED_BECAUSE: _field("调整理由", "", Kind.TEXT, ""),
    # Said by a filled self-evaluation form alone: what somebody else scored is not entered by hand.
    Field.STATED_SCORE: _field("自评得分", "", Kind.POINTS, ""),
    Field.STATED_TOTAL: _field("表中总分", "", Kind.POINTS, ""),
    Field.STATED_RATING: _field("表中等级", "", Kind.TEXT, ""),
    Field.STATED_RATE: _field("表中执行率", "", Kind.TEXT, ""),
    # Said by scorer check --answer alone; its part is the key of the finding that it answers.
    Field.ANSWER: _field("疑点说明", "", Kind.TEXT, ""),
    # Said by the record itself when it imports and prunes: nobody enters them, so they are of no subject.
    Field.NAME: _field("更名", "", Kind.TEXT, ""),
    Field.RETIRED: _field("移除", "", Kind.TEXT, ""),
}
