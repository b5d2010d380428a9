"""Targets: numbers without a comparator, and how they are read (T08)."""

from collections.abc import Iterator
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.promises import Promise, aligned, same_amount
from scorer.model.finding import Subject
from scorer.model.target import Bare, Judged
from scorer.notation.characters import shown
from scorer.notation.comparators import DOWNWARD, UPWARD, Comparator
from scorer.notation.units import Measures
from scorer.scoring.comparison import Kind

_READ_AS = {Comparator.AT_LEAST: "at_least", Comparator.GREATER: "at_least"} | dict.fromkeys(
    (Comparator.AT_MOST, Comparator.LESS), "at_most"
)
_ONE_SIDED = UPWARD | DOWNWARD
_WHOLE = 100
_AMOUNTS = frozenset(
    {Measures.COUNT, Measures.PLAIN, Measures.AREA, Measures.LENGTH, Measures.MASS, Measures.VOLUME}
)
_FEW = 3
_MOST_LISTED = 6


def assumed(case: Case, row: Row) -> Iterator[Doubt]:
    """T08: a number without a comparator, or inside words, was read in a way that may be another."""
    target = row.target
    if not _is_assumed(row) or points_as_targets(case):
        return
    promise = _promise_of(case, row)
    if promise is None and _can_only_be_more(row):
        return
    number = f"{case.project.number} {row.indicator.number}"
    if promise is not None and promise.sign is not None:
        wanted = _READ_AS[promise.sign]
        remedy = (
            f"绩效目标写的是“{promise.text}”：请用 scorer adjust {number} --read-as {wanted} --because 理由"
        )
    else:
        remedy = (
            f"请确认；要改读法请用 scorer adjust {number} --read-as 读法 --because 理由，"
            "读法写 at_least、at_most 或 exactly"
        )
    text = row.target_text
    sentence = f"指标值“{shown(text)}”{target.assumption}"
    yield Doubt(sentence, remedy, (text, row.name, target.assumption), row.source, row.indicator.number)


def assumed_plainly(case: Case) -> Iterator[Doubt]:
    """T08: the numbers that can hardly be meant but as lower limits, once a project."""
    if points_as_targets(case):
        return
    rows = [
        row
        for row in case.rows
        if _is_assumed(row) and _can_only_be_more(row) and _promise_of(case, row) is None
    ]
    if rows:
        number = case.project.number
        listed = "、".join(
            f"{number}.{row.indicator.number}“{shown(row.target_text)}”" for row in rows[:_MOST_LISTED]
        )
        more = f"等{len(rows)}项" if len(rows) > _MOST_LISTED else ""
        sentence = f"指标值没有比较符号，按“不少于”（≥）计：{listed}{more}"
        remedy = (
            f"请写明≥；其中有别的意思的，请用 scorer adjust {number} 指标 --read-as 读法 --because 理由，"
            "读法写 at_most 或 exactly"
        )
        facts = tuple(fact for row in rows for fact in (row.name, row.target_text))
        also = tuple(Subject(number, row.indicator.number) for row in rows)
        yield Doubt(sentence, remedy, facts, rows[0].source, part="plain", also=also)


def points_for_targets(case: Case) -> Iterator[Doubt]:
    """T08: the column of targets holds no points."""
    if points_as_targets(case):
        numbers = "＋".join(row.target_text for row in case.rows[:_MOST_LISTED])
        more = "＋…" if len(case.rows) > _MOST_LISTED else ""
        sentence = f"指标值都是没有单位的数，{numbers}{more}＝{_WHOLE}，像是分值，不是指标值"
        facts = tuple(row.target_text for row in case.rows)
        remedy = "请在“指标值”一列写要达到的数，如≥4场；分值另列"
        yield Doubt(sentence, remedy, facts, case.rows[0].source, part="points")


@lru_cache(maxsize=4)
def points_as_targets(case: Case) -> bool:
    """Whether the targets are the points that a form printed in their place: bare numbers that come to 100."""
    rows = case.rows
    if len(rows) < _FEW:
        return False
    values = [row.indicator.target.value for row in rows]
    bare = [value.value for value in values if isinstance(value, Bare)]
    unlike = len(bare) < len(rows) or any(each.unit for each in bare)
    return not unlike and sum(each.value for each in bare) == _WHOLE


def _is_assumed(row: Row) -> bool:
    """Whether the reading of a number was assumed; all of something can be neither more nor less."""
    target = row.target
    if not target.assumption or not isinstance(row.indicator.target.value, Bare | Judged):
        return False
    return target.unit != "%" or target.low != _WHOLE


def _can_only_be_more(row: Row) -> bool:
    """A count under quantity, a share under quality or satisfaction, of which more is better."""
    target, key = row.target, row.indicator.key
    if target.kind is not Kind.AT_LEAST or not isinstance(row.indicator.target.value, Bare):
        return False
    if target.measures is Measures.PERCENT:
        return "质量" in key.category or "满意" in key.category or "满意" in key.dimension
    return "数量" in key.category and target.measures in _AMOUNTS


def _promise_of(case: Case, row: Row) -> Promise | None:
    """The same number in the goals, with a comparator."""
    bound = row.bound
    return next(
        (
            each.promise
            for each in aligned(case)
            if each.row is row
            and bound is not None
            and each.promise.sign in _ONE_SIDED
            and same_amount(each.promise.quantity, bound)
        ),
        None,
    )
