"""Targets: whether number, unit and comparator fit the name (T07, T10, T11, T14)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from scorer.audit.assumed import points_as_targets
from scorer.audit.check import Case, Context, Doubt, Row
from scorer.audit.check_rules import CheckRules, CheckWords
from scorer.audit.texts import bare_name, ends, has, longest_first
from scorer.model.finding import Subject
from scorer.model.source import Source
from scorer.model.target import AtLeast, AtMost, Bare, Between, Exactly
from scorer.notation.characters import plain, shown
from scorer.notation.pattern import Pattern
from scorer.notation.quantities import quantities_inside
from scorer.notation.units import Measures, find_unit, plausible_unit, unit_of
from scorer.scoring.comparison import Kind

_NUMBERS = AtLeast | AtMost | Exactly | Bare | Between
_WHOLE = Decimal(100)
# What a name that says a number asks for (变压器3台, 道路5公里), unlike its size, price or time (10kV线路).
_THINGS = frozenset({Measures.COUNT, Measures.LENGTH, Measures.AREA, Measures.MASS, Measures.VOLUME})
# 购置变压器（台）, 数量（单位：台）, 变压器（台）数量.
_UNIT_IN_BRACKET = Pattern(r"(数量)?\((?:计量)?(?:单位:)?([^()]+)\)(?:数量|数)?$")


def without_unit(case: Case, row: Row) -> Iterator[Doubt]:
    """T07: a number has a unit, beside it or in the name."""
    target = row.target
    value = row.indicator.target.value
    if not isinstance(value, _NUMBERS) or target.unit or row.target.kind is Kind.JUDGED:
        return
    if _unit_in_name(row) or points_as_targets(case):
        return
    text = row.target_text
    sentence = f"指标值“{shown(text)}”没有单位"
    remedy = "请写明单位，如场、人、万元、%；填报时也会因此接受任何计数单位"
    yield Doubt(sentence, remedy, (text,), row.source, row.indicator.number)


def _unit_in_name(row: Row) -> bool:
    """Whether the name says the unit: after a number in it, or in brackets at its end, behind 数量 any short word."""
    name, bound = plain(row.name), row.bound
    for quantity, _, _ in quantities_inside(name):
        measures = unit_of(quantity.unit).measures
        if measures in _THINGS or (quantity.unit and bound is not None and quantity.value == bound.value):
            return True
    bracket = _UNIT_IN_BRACKET.search(name)
    if bracket is None:
        return False
    counted, unit = bracket.groups()
    return find_unit(unit) is not None or (counted is not None and plausible_unit(unit) is not None)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a target of a document spells its unit: the group of spellings and the one used."""

    document: str
    group: int
    spelling: str
    text: str
    source: Source | None
    project: int


def spellings(case: Case) -> Iterator[Spelling]:
    """What T07 notes: the unit of each target as it is spelled."""
    for row in case.rows:
        written = row.imported.text.strip()
        for group, spelled in _spelled_with(case.rules.words).get(written[-1:], ()):
            if written.endswith(spelled) and written.removesuffix(spelled)[-1:].isdigit():
                source = row.imported.source
                document = source.document if source else ""
                yield Spelling(document, group, spelled, written, source, case.project.number)
                break


@lru_cache(maxsize=16)
def _spelled_with(words: CheckWords) -> dict[str, list[tuple[int, str]]]:
    """The spellings of units with their group, by their last character, in each group the longest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for group, spellings_ in enumerate(words.unit_spellings):
        for spelling in longest_first(spellings_):
            found.setdefault(spelling[-1], []).append((group, spelling))
    return found


def spelled_twice(noted: Iterable[Spelling], _: CheckRules, __: Context) -> Iterator[Doubt]:
    """T07: a document spells a unit in one way."""
    found: dict[tuple[str, int], dict[str, list[Spelling]]] = {}
    for each in noted:
        by_spelling = found.setdefault((each.document, each.group), {})
        by_spelling.setdefault(each.spelling, []).append(each)
    for (document, _group), by_spelling in found.items():
        if len(by_spelling) > 1:
            uses = [uses[0] for uses in by_spelling.values()]
            told = "、".join(
                f"“{use.spelling}”{len(by_spelling[use.spelling])}处（如{use.text}）" for use in uses
            )
            sources = tuple(use.source for use in uses if use.source is not None)
            sentence = f"{document or '目标表'}里同一个单位有{len(uses)}种写法：{told}"
            facts = (document, *by_spelling)
            project = min(use.project for use in uses)
            projects = dict.fromkeys(use.project for every in by_spelling.values() for use in every)
            also = tuple(map(Subject, projects))
            yield Doubt(sentence, "请统一写法", facts, sources, part="spellings", project=project, also=also)


def wrong_way(case: Case, row: Row) -> Iterator[Doubt]:
    """T10: trouble has an upper limit, an output a lower one."""
    value, text = row.indicator.target.value, row.target_text
    number, facts = row.indicator.number, (text, row.name)
    if isinstance(value, AtLeast) and row.target.low and _is_trouble(row, case):
        sentence = f"越低越好，指标值却是下限“{text}”"
        yield Doubt(sentence, _turn(case, row, "at_most"), facts, row.source, number)
    elif isinstance(value, AtMost) and _is_output_count(row, case):
        sentence = f"要做到的数量写成了上限“{text}”，一件不做也达标"
        yield Doubt(sentence, _turn(case, row, "at_least"), facts, row.source, number)
    elif _tolerates_accidents(row, case):
        sentence = f"指标值“{text}”容许发生事故"
        yield Doubt(sentence, "安全事故一般应为0", facts, row.source, number, part="accidents")


def out_of_range(case: Case, row: Row) -> Iterator[Doubt]:
    """T11: a share lies between 0 and 100 %."""
    target, words = row.target, case.rules.words
    law = case.assessment.rules.words
    if target.unit != "%" or not isinstance(row.indicator.target.value, _NUMBERS):
        return
    bounds = [bound for bound in (target.low, target.high) if bound is not None]
    if not any(bound > _WHOLE or bound < 0 for bound in bounds):
        return
    if not ends(bare_name(row.name), words.rate_ends) or has(row.name, words.exceeding_targets):
        return
    if has(row.name, law.growth_names) or has(row.name, law.may_exceed_100):
        return
    text = row.target_text
    beyond = "超过100%" if max(bounds) > _WHOLE else "小于0"
    sentence = f"指标值“{text}”{beyond}，不可能达到"
    yield Doubt(sentence, "请核对数字和单位", (text, row.name), row.source, row.indicator.number)


def cannot_fail(case: Case, row: Row) -> Iterator[Doubt]:
    """T14: a deadline lies before the end of the year, and within it."""
    limit, text = row.target.limit, row.target_text
    if limit is None:
        return
    facts = (text, str(case.project.year))
    if limit.year > case.project.year:
        sentence = f"期限“{text}”在{case.project.year}年度之后，到自评时还看不出是否完成"
        remedy = "请改为本年度内的时间，或写出本年度应完成的阶段"
        yield Doubt(sentence, remedy, facts, row.source, row.indicator.number, part="later")
    elif limit.year < case.project.year:
        sentence = f"期限“{text}”在{case.project.year}年度之前，本年做的都已超期"
        remedy = "多半是从上一年的表抄来的，请核对年份"
        yield Doubt(sentence, remedy, facts, row.source, row.indicator.number, part="earlier")
    elif limit == date(case.project.year, 12, 31):
        sentence = f"期限“{text}”就是年末，只要本年做了就不会超期"
        yield Doubt(sentence, "可写出实际计划的月份", facts, row.source, row.indicator.number)


def _is_trouble(row: Row, case: Case) -> bool:
    """A rate of something unwanted, or a count whose name ends in it."""
    law, words, name = case.assessment.rules.words, case.rules.words, bare_name(row.name)
    if row.target.measures is Measures.PERCENT:
        unwanted = ends(name, words.rate_ends) and has(name, law.lower_is_better)
    else:
        stem = name
        for ending in words.name_ends:
            stem = stem.removesuffix(ending)
        unwanted = ends(stem, law.lower_is_better) or ends(name, law.lower_is_better)
    return unwanted and not has(name, law.lower_is_better_except) and not has(name, words.upward)


def _is_output_count(row: Row, case: Case) -> bool:
    key, words = row.indicator.key, case.rules.words
    if row.target.measures not in {Measures.COUNT, Measures.PLAIN} or not row.target.high:
        return False
    if "数量" not in key.category or has(row.name, case.assessment.rules.words.lower_is_better):
        return False
    return not has(row.name, words.limited_counts)


def _tolerates_accidents(row: Row, case: Case) -> bool:
    if row.target.kind is not Kind.AT_MOST or not row.target.high or row.target.high < 0:
        return False
    name = row.name
    return has(name, case.rules.words.accidents) and not has(
        name, case.assessment.rules.words.lower_is_better_except
    )


def _turn(case: Case, row: Row, wanted: str) -> str:
    number = f"{case.project.number} {row.indicator.number}"
    return f"请核对比较符号；要改请用 scorer adjust {number} --read-as {wanted} --because 理由"
