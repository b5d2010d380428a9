"""Targets: how the table is built, and what a single line carries (T21, T25, T26, T27)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from scorer.audit.check import Case, Context, Doubt, Row
from scorer.audit.check_rules import CheckRules
from scorer.audit.texts import content, has, is_of_satisfaction
from scorer.model.finding import Subject
from scorer.model.source import Source
from scorer.notation.characters import plain
from scorer.notation.units import EVENT_UNITS, unit_of
from scorer.scoring.figures import exact_figure, printed_points, shown_points

_MOST_LISTED = 6
_Noted = TypeVar("_Noted", "Frame", "Unasked")


def few_events(case: Case) -> Iterator[Doubt]:
    """T21: a rate is taken over more than a few events."""
    words = case.rules.words
    events = [row for row in case.rows if _counts_events(row)]
    for row in case.rows:
        if row.target.unit != "%":
            continue
        name = plain(row.name)
        ending = next((end for end in words.event_rates if name.endswith(end)), None)
        if ending is None:
            continue
        of = content(name.removesuffix(ending), words)
        counts = [other for other in events if of & content(other.name, words)]
        low = counts[0].target.low if len(counts) == 1 else None
        if low is None or not 0 < low <= case.rules.limits.few_events:
            continue
        count, text = counts[0], row.target_text
        number = f"{case.project.number}.{count.indicator.number}"
        values = "只会是0%或100%" if low == 1 else "只会是0%、50%或100%"
        sentence = f"{number}“{count.name}”只要{exact_figure(low)}{count.target.unit}，按次数算的比率{values}，“{text}”没有意义"
        facts = (text, row.name, count.indicator.target.text)
        remedy = "可改为是否完成，或换成人数、质量等可数的指标"
        yield Doubt(sentence, remedy, facts, row.source + count.source, row.indicator.number)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a project's table has its cost."""

    document: str
    project: int
    cost: str
    source: Source | None


def frames(case: Case) -> Iterator[Frame]:
    """What T25 notes: each place under which cost stands."""
    costs: dict[str, Row] = {}
    for row in case.rows:
        key = row.indicator.key
        if "成本" in key.dimension:
            costs.setdefault(f"一级指标“{key.dimension}”", row)
        elif "成本" in key.category:
            costs.setdefault(f"{key.dimension}之下的“{key.category}”", row)
    for cost, row in costs.items():
        yield Frame(_document(row), case.project.number, cost, row.imported.source)


def frame_used(noted: Iterable[Frame], _: CheckRules, __: Context) -> Iterator[Doubt]:
    """T25: says once a document where cost stands."""
    for document, found in _by_document(noted).items():
        kinds = tuple(dict.fromkeys(each.cost for each in found))
        if len(kinds) == 1:
            own = "一级指标" in kinds[0]
            frame = "财预〔2021〕101号的框架" if own else "财预〔2020〕10号的通行框架"
            sentence = f"成本写作{kinds[0]}，是{frame}，分值按此分配"
            remedy = (
                "要求成本单列为一级指标的，请按新的框架调整" if not own else "请核对本单位是否已要求成本单列"
            )
        else:
            sentence = f"同一个文件里成本有{len(kinds)}种写法：{'、'.join(kinds)}"
            remedy = "请统一框架，否则各项目的分值分配不同"
        sources = tuple(each.source for each in found[:1] if each.source is not None)
        facts = (document, *kinds)
        yield Doubt(sentence, remedy, facts, sources, project=found[0].project, also=_projects(found))


@dataclass(frozen=True, slots=True)
class Unasked:
    """A project that promises satisfaction and does not say how it is found out."""

    document: str
    project: int
    source: Source | None


def unasked(case: Case) -> Iterator[Unasked]:
    """What T26 notes: the first line of satisfaction, where the project names no way of asking."""
    words = case.rules.words
    texts = [each.value for each in (case.project.goals, case.project.purpose) if each is not None]
    texts += (text for row in case.rows for text in (row.name, row.indicator.description))
    if has("\n".join(texts), words.surveys):
        return
    for row in case.rows:
        if is_of_satisfaction(row, words):
            yield Unasked(_document(row), case.project.number, row.imported.source)
            return


def survey_untold(noted: Iterable[Unasked], _: CheckRules, __: Context) -> Iterator[Doubt]:
    """T26: says once a document which projects name no method of asking."""
    for document, found in _by_document(noted).items():
        numbers = [str(each.project) for each in found]
        listed = "、".join(numbers[:_MOST_LISTED])
        more = f"等{len(numbers)}个" if len(numbers) > _MOST_LISTED else ""
        whose = f"项目{listed}{more}的" if len(numbers) > 1 else ""
        sentence = f"{whose}满意度指标没有写明怎样调查（问卷、回访、抽样等）"
        remedy = "请写明调查的方法、对象和份数，并留存问卷；复核时要看原始材料"
        sources = tuple(each.source for each in found if each.source is not None)
        sources = sources[:_MOST_LISTED]
        facts, also = (document, *numbers), _projects(found)
        yield Doubt(sentence, remedy, facts, sources, project=found[0].project, also=also)


def heavy(case: Case, row: Row) -> Iterator[Doubt]:
    """T27: no line decides a quarter of the whole."""
    if row.line.points >= case.rules.limits.heavy_line:
        points = printed_points(row.line.points)
        limit = shown_points(case.rules.limits.heavy_line)
        sentence = f"一项就占{points}分（提示线{limit}分），它一失分，等级就可能变"
        remedy = "可把它拆成几项，或用 scorer adjust 设定分值"
        yield Doubt(sentence, remedy, (points,), row.source, row.indicator.number)


def _counts_events(row: Row) -> bool:
    return row.bound is not None and unit_of(row.bound.unit).base in EVENT_UNITS


def _projects(found: Iterable[Frame | Unasked]) -> tuple[Subject, ...]:
    return tuple(map(Subject, dict.fromkeys(each.project for each in found)))


def _document(row: Row) -> str:
    source = row.imported.source
    return source.document if source else ""


def _by_document(noted: Iterable[_Noted]) -> dict[str, list[_Noted]]:
    documents: dict[str, list[_Noted]] = {}
    for each in noted:
        documents.setdefault(each.document, []).append(each)
    return documents
