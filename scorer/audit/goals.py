"""Targets: whether the indicators measure what the goals and the purpose promise (T17, T18)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.check_rules import CheckWords
from scorer.audit.presence import source_of
from scorer.audit.promises import Aligned, Promise, aligned, same_amount
from scorer.audit.texts import begins, content, has
from scorer.model.quantity import Quantity
from scorer.notation.characters import shown
from scorer.notation.names import comparable
from scorer.notation.pattern import Pattern
from scorer.notation.units import EVENT_UNITS, ratio, unit_of
from scorer.scoring.figures import exact_figure

_LISTED = Pattern(r"[,，;；。\n]")
_FURTHER = "、"
_LEADING = Pattern(r"^[0-9一二三四五六七八九十（）()、.．：:\s]+")
_SHORTEST_USE = 3
_SAME_THING = 2


def unmeasured(case: Case) -> Iterator[Doubt]:
    """T17: what the goals count and what the money is for has an indicator; at most once a project."""
    if not case.rows:
        return
    numbers = [
        each.promise.quote
        for each in aligned(case)
        if not each.kin and _is_pledge(case, each.promise) and not _measured_at_large(case, each)
    ]
    uses = list(_unmeasured_uses(case))
    if not numbers and not uses:
        return
    told = []
    if numbers:
        told.append(f"绩效目标承诺了{_quoted(numbers)}")
    if uses:
        told.append(f"资金用于{_quoted(uses)}")
    sentence = f"{'；'.join(told)}，没有指标衡量"
    sources = source_of(case.project.goals if numbers else None, case.project.purpose if uses else None)
    yield Doubt(sentence, "请补上相应的指标；由别的指标衡量的，请说明", (*numbers, *uses), sources)


def numbers_differ(case: Case) -> Iterator[Doubt]:
    """T18: a number in the goals is that of its indicator."""
    by_row: dict[Row, list[Aligned]] = {}
    for each in aligned(case):
        if each.row is not None:
            by_row.setdefault(each.row, []).append(each)
    for row, found in by_row.items():
        bound = row.bound
        if bound is None or len(found) > 1 or same_amount(found[0].promise.quantity, bound):
            continue  # several numbers of one line are its parts
        promise, text = found[0].promise, row.target_text
        sentence = (
            f"绩效目标写“{shown(promise.quote)}”，指标值是“{text}”，相差{_gap(promise.quantity, bound)}"
        )
        facts = (promise.text, promise.quote, text)
        sources = row.source + source_of(case.project.goals)
        remedy = "请核对哪个是对的，改正后重新导入；说的不是同一件事的，请说明"
        yield Doubt(sentence, remedy, facts, sources, row.indicator.number)


def _quoted(texts: list[str]) -> str:
    return "、".join(f"“{shown(text)}”" for text in texts)


def _gap(promised: Quantity, bound: Quantity) -> str:
    factor = ratio(promised.unit, bound.unit) or 1
    unit = "个百分点" if bound.unit == "%" else bound.unit
    return f"{exact_figure(abs(Fraction(promised.value) * factor - Fraction(bound.value)))}{unit}"


def _is_pledge(case: Case, promise: Promise) -> bool:
    """Whether a number has a comparator, or says how many things are to be made (完成5个库房的改造).

    Numbers without one often only describe, so that then no name may speak of the same things either.
    """
    if promise.sign is not None:
        return True
    words = case.rules.words
    if not begins(_LEADING.sub("", promise.near), words.uses_of_money):
        return False
    of = content(promise.noun, words)
    names = (content(row.name, words) | content(row.indicator.description, words) for row in case.rows)
    return bool(of) and all(len(of & name) < _SAME_THING for name in names)


def _measured_at_large(case: Case, each: Aligned) -> bool:
    """Whether the promise is of events and a line counts whatever is held."""
    return unit_of(each.promise.quantity.unit).base in EVENT_UNITS and _counts_everything(case)


def _counts_everything(case: Case) -> bool:
    """Whether some line counts activities of any kind: 完成活动数量."""
    words = case.rules.words
    for row in case.rows:
        if row.bound is None or row.target.unit == "%" or "数量" not in row.indicator.key.category:
            continue
        left = content(row.name, words)
        if left and left <= _of_activities(words):
            return True
    return False


@lru_cache(maxsize=16)
def _of_activities(words: CheckWords) -> frozenset[str]:
    """What names speak of that count activities of any kind."""
    return frozenset[str]().union(*(content(word, words) for word in words.activities))


def _unmeasured_uses(case: Case) -> Iterator[str]:
    """The uses of money in the purpose line of which no name and no description speaks."""
    purpose, words = case.project.purpose, case.rules.words
    if purpose is None or _counts_everything(case):
        return
    of_project = content(case.project.name, words) | content(case.project.organisation.name, words)
    measured = frozenset().union(
        *(content(row.name, words) | content(row.indicator.description, words) for row in case.rows)
    )
    for use in _uses(purpose.value, case):
        own = content(use, words)
        special = own - of_project
        if len(special) >= _SHORTEST_USE and not special & measured:
            yield use


def _uses(purpose: str, case: Case) -> Iterator[str]:
    """The purpose's parts that begin with a word of spending; a part without one belongs to the one before."""
    words = case.rules.words
    for sentence in _LISTED.split(purpose):
        parts: list[str] = []
        for part in _LEADING.sub("", sentence).split(_FURTHER):
            if parts and not begins(part, words.uses_of_money) and not begins(part, words.aims):
                parts[-1] += _FURTHER + part
            else:
                parts.append(part.strip())
        for part in parts:
            if begins(part, words.uses_of_money) and not has(comparable(part), words.background):
                yield part
