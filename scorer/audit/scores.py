"""Scores: whether points, stated scores and totals follow from the lines (S01 to S06, S08, S11, S13)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.presence import source_of
from scorer.audit.spending import barely_spent, execution_rate, score_rate
from scorer.audit.texts import has
from scorer.model.fields import FIELDS
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.notation.characters import plain, shown
from scorer.scoring.assessment import final_score_stands
from scorer.scoring.comparison import Graded, Origin
from scorer.scoring.execution import executed, full_year_budget
from scorer.scoring.explanation import explain
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import exact_figure, printed_points, rounded, shown_percentage, shown_share
from scorer.scoring.lapsed import next_step, only_taken_back
from scorer.scoring.measures import rate_agrees
from scorer.scoring.outcome import AssessedLine, NotApplicable, Scored
from scorer.scoring.points import PointsFaultKind, PointsSource
from scorer.scoring.rounding import half_up
from scorer.scoring.worth import band_of, holds


def differs(case: Case) -> Iterator[Doubt]:
    """S01: a stated score is the computed one; a judged line's lies in its tier's band."""
    for line, stated in _stated(case):
        outcome = line.outcome
        if not isinstance(outcome, Scored) or isinstance(outcome.comparison, Graded):
            continue
        points = _own_points(case, line)
        by_hand = line.indicator is not None and final_score_stands(line.indicator, points)
        score = outcome.score if by_hand else half_up(points, outcome.attainment.share)
        gap = stated.value - score
        if abs(gap) > case.rules.limits.score_tolerance and 0 <= stated.value <= points:
            computed, given = printed_points(score), printed_points(stated.value)
            why = explain(_without_reasons(line), case.assessment.rules)
            off = f"{'多' if gap > 0 else '少'}{printed_points(abs(gap))}分"
            sentence = f"自评{given}分，按自身数字应为{computed}分，{off}：{why}"
            facts = (given, computed)
            yield Doubt(
                sentence, "请改正得分，或核对实际值与执行数", facts, _place(case, line, stated), line.number
            )


def outside_points(case: Case) -> Iterator[Doubt]:
    """S02: a stated score lies between 0 and its points."""
    for line, stated in _stated(case):
        own = _own_points(case, line)
        if not 0 <= stated.value <= own:
            given, points = _signed(stated.value), printed_points(own)
            sentence = f"自评得分{given}不在0至{points}之间"
            yield Doubt(
                sentence, "请核对得分与分值", (given, points), _place(case, line, stated), line.number
            )


def points_wrong(case: Case) -> Iterator[Doubt]:
    """S03: points come to 100 and stand on every row, or on none."""
    fault = case.assessment.fault
    if fault is None or fault.kind is PointsFaultKind.NO_LINES:
        return
    sentence, _, remedy = fault_text(case.project, fault).partition("。")
    facts = (fault.kind, str(fault.of_lines), str(fault.of_execution), *map(str, fault.numbers))
    yield Doubt(sentence, remedy or "请改正分值", facts, case.place)


def total_wrong(case: Case) -> Iterator[Doubt]:
    """S04: the stated total is the sum of its lines, the stated rating that of the total."""
    stated = case.project.stated
    if stated.total is None:
        return
    lines = {line.number: given.value for line, given in _stated(case, any_points=True)}
    owed = [line.number for line in case.assessment.lines if line.points]
    together = sum(lines.values())
    if lines and all(number in lines for number in owed) and together != stated.total.value:
        total, added = printed_points(stated.total.value), printed_points(together)
        sentence = f"表中总分{total}，各项得分之和{added}，不相等"
        yield Doubt(sentence, "请核对总分和各项得分", (total, added), source_of(stated.total) or case.place)
    if stated.rating is None:
        return
    bands = case.assessment.rules.ratings
    band = next((band.name for band in bands if stated.total.value >= band.low), None)
    written = plain(stated.rating.value)
    named = next((band.name for band in bands if written.startswith(band.name)), None)
    if band is not None and named is not None and named != band:
        total = printed_points(stated.total.value)
        sentence = f"表中等级“{shown(written)}”，总分{total}应为“{band}”"
        yield Doubt(sentence, "请核对等级", (written, total), source_of(stated.rating))


def outside_tier(case: Case) -> Iterator[Doubt]:
    """S05: a stated score lies in the band of the tier that the actual's words name."""
    for line, stated in _stated(case):
        outcome = line.outcome
        points = _own_points(case, line)
        if not isinstance(outcome, Scored) or not isinstance(outcome.comparison, Graded) or not points:
            continue
        graded = outcome.comparison
        if graded.origin is not Origin.WORDING or not 0 <= stated.value <= points:
            continue
        band = band_of(graded.tier, case.assessment.rules)
        share = Fraction(stated.value, points)
        if not holds(band, share):
            given = printed_points(stated.value)
            span = f"{shown_share(band.low)}至{shown_share(band.high)}"
            actual = line.indicator.actual.text.strip() if line.indicator and line.indicator.actual else ""
            sentence = f"自评{given}分，占分值的{shown_percentage(share)}；实际“{shown(actual)}”评为{band.tier}，应在{span}之内"
            facts = (given, actual, band.tier)
            yield Doubt(
                sentence, "请改正得分，或改写实际完成情况", facts, _place(case, line, stated), line.number
            )


def budget_lowered(case: Case) -> Iterator[Doubt]:
    """S06: the full-year budget is not what happened to be spent, and execution is reckoned by it."""
    budget = case.project.budget
    spent, _ = executed(budget)
    full, _ = full_year_budget(budget)
    initial = budget.initial.value if budget.initial else None
    if spent is None or not full or not initial:
        return
    facts = (str(initial), str(full), str(spent))
    sources = source_of(budget.full_year, budget.executed) or case.place
    if full < initial and full == spent:
        sentence = f"全年预算数由年初{exact_figure(initial)}万元调减到{exact_figure(full)}万元，正好等于执行数，执行率因此是100%"
        yield Doubt(sentence, "请说明调减的批复文件；没有批复的按年初预算数计", facts, sources, 0)
    stated = case.project.stated.rate
    if stated is None or rate_agrees(stated.value, Fraction(spent) / Fraction(full)) is not False:
        return
    if full != initial and rate_agrees(stated.value, Fraction(spent) / Fraction(initial)):
        right = shown_percentage(Fraction(spent) / Fraction(full))
        sentence = f"表中执行率{shown(stated.value)}是按年初预算数算的，按全年预算数应为{right}"
        yield Doubt(sentence, "请改按全年预算数计算", (*facts, stated.value), source_of(stated) or sources, 0)


def scores_ahead(case: Case) -> Iterator[Doubt]:
    """S08: the score rate is not far ahead of the execution rate; what became of money that was left is told."""
    rate, limits = execution_rate(case), case.rules.limits
    if rate is None or next(barely_spent(case), None) is not None:
        return
    score = score_rate(case.rows)
    sources = source_of(case.project.budget.executed) or case.place
    if score is not None and Fraction(*score) - rate >= limits.score_ahead:
        told, done = shown_percentage(rate), shown_percentage(Fraction(*score))
        sentence = (
            f"预算执行率{told}，指标得分率{done}，高出{rounded((Fraction(*score) - rate) * 100, 2)}个百分点"
        )
        remedy = "请说明少花钱怎样完成了指标，或指标是否与资金无关"
        yield Doubt(sentence, remedy, (told, done), sources, 0)
    elif rate < 1 - limits.unspent and not _tells_of_rest(case):
        told = shown_percentage(1 - rate)
        sentence = f"预算还有{told}没有执行"
        yield Doubt(sentence, "请在原因中写明结余的去向", (told,), sources, 0, part="unspent")


def by_hand(case: Case) -> Iterator[Doubt]:
    """S11: what people set instead of the law, and what of it lapsed, is listed."""
    project = case.project
    told, facts = [], []
    remedy = "认定得分请备好依据；已失效的请重新评定"
    for row in case.rows:
        name = f"{project.number}.{row.indicator.number}"
        outcome = row.line.outcome
        if isinstance(outcome, Scored) and final_score_stands(row.indicator, row.line.points):
            told.append(
                f"{name}认定得分{printed_points(outcome.score)}（系统{printed_points(outcome.computed)}）"
            )
            facts.append(told[-1])
        if row.line.lapsed:
            lapsed = "、".join(FIELDS[field].heading for field in row.line.lapsed)
            told.append(f"{name}的{lapsed}已失效")
            facts.append(told[-1])
        if only_taken_back(row.line, row.line.lapsed):
            remedy += f"；{name}{next_step(row.line, row.line.lapsed)}"
    if told:
        yield Doubt("；".join(told), remedy, tuple(facts), case.place)


def zero_for_absent(case: Case) -> Iterator[Doubt]:
    """S13: a part that does not apply has no score of 0: its points go to the rest."""
    for line, stated in _stated(case, any_points=True):
        if stated.value or not _does_not_apply(case, line):
            continue
        what = "预算执行率" if line.indicator is None else "该指标"
        sentence = f"{what}不适用，表中却得0分，等于扣了分"
        remedy = "不适用的应不计分，其分值由其他指标分摊；请用 --not-applicable 写明原因"
        yield Doubt(sentence, remedy, (line.key.name, "0"), _place(case, line, stated), line.number)


def _tells_of_rest(case: Case) -> bool:
    """Whether the reasons of the execution say what became of the money that was left."""
    told = (case.project.cause, case.project.remedy, case.project.note)
    return any(has(text.value, case.rules.words.of_rest) for text in told if text is not None)


def effective_score(row: Row) -> int | None:
    """The score that the form states, else the one in force; None where there is neither."""
    stated = row.indicator.stated_score
    if stated is not None:
        return stated.value
    return row.line.outcome.score if isinstance(row.line.outcome, Scored) else None


def _stated(case: Case, *, any_points: bool = False) -> Iterator[tuple[AssessedLine, Recorded[int]]]:
    """The lines whose score a form states; only those whose points are the form's own, unless `any_points`."""
    return ((line, given) for line, given, own in _stated_lines(case) if own or any_points)


@lru_cache(maxsize=4)
def _stated_lines(case: Case) -> tuple[tuple[AssessedLine, Recorded[int], bool], ...]:
    """The lines whose score a form states, with it and whether their points are the form's own."""
    of_execution = case.project.stated.execution_score
    stated = [] if of_execution is None else [(case.execution, of_execution, True)]
    stated += (
        (row.line, row.indicator.stated_score, row.indicator.table_points is not None)
        for row in case.rows
        if row.indicator.stated_score is not None
    )
    if not stated:
        return ()
    of_table = any(row.line.points_source is not PointsSource.ALLOTTED for row in case.rows)
    return tuple((line, given, of_table and own) for line, given, own in stated)


def _own_points(case: Case, line: AssessedLine) -> int:
    """The points that the form itself gives the line, before those of lines that do not apply were shared out."""
    written = line.indicator.table_points if line.indicator else case.project.execution_points
    return line.points if written is None else written.value


def _place(case: Case, line: AssessedLine, stated: Recorded[int]) -> tuple[Source, ...]:
    if stated.source is not None:
        return (stated.source,)
    return source_of(line.indicator.target) if line.indicator else case.place


def _without_reasons(line: AssessedLine) -> AssessedLine:
    return replace(line, cause=None, remedy=None, cause_required=False)


def _does_not_apply(case: Case, line: AssessedLine) -> bool:
    if isinstance(line.outcome, NotApplicable):
        return True
    actual = line.indicator.actual if line.indicator else None
    return actual is not None and plain(actual.text) in case.rules.words.not_applicable


def _signed(hundredths: int) -> str:
    return f"{'-' if hundredths < 0 else ''}{printed_points(abs(hundredths))}"
