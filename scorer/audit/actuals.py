"""Actuals: what was achieved, line by line (A01, A03, A04, A05, A07, A11, A13, A16, A17)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.money import in_ten_thousands
from scorer.audit.texts import has, is_of_satisfaction, says_nothing
from scorer.model.actual import Dated, Measured
from scorer.notation.characters import plain, shown
from scorer.notation.dates import print_day
from scorer.notation.numbers import DIGITS, read_number
from scorer.notation.pattern import Pattern
from scorer.notation.units import ratio
from scorer.scoring.attainment import Flag
from scorer.scoring.comparison import Delay, Graded, Kind, Measure
from scorer.scoring.figures import exact_figure, rounded, shown_percentage
from scorer.scoring.lexicon import Role, clauses_of, lexicon_of, segment
from scorer.scoring.measures import deviation_of
from scorer.scoring.outcome import NeedsJudgement, NotApplicable, NotReported, Scored

_FRACTION = Pattern(rf"(?<![0-9./÷])({DIGITS})[人户个件次]*[/÷]({DIGITS})(?![0-9./÷])")
_CALENDAR = Pattern(r"(?:19|20)[0-9]{2}/[0-9]{1,2}(?:/[0-9]{1,2})?|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}")
_DIVIDED = ("/", "÷")
_FACT = Pattern(r"[0-9]")
_CLAUSE = Pattern(r"[,;。]|\n")
_SURVEYED = Pattern(r"[0-9]+[份人户名家]")
_WHOLE = Decimal(100)
_MOST_LISTED = 12


def missing(case: Case) -> Iterator[Doubt]:
    """A01: every line has its actual, and every judged one its tier."""
    absent = case.assessment.missing
    if not absent:
        return
    told = []
    for kind, what in ((NotReported, "未填报"), (NeedsJudgement, "待评定")):
        numbers = [
            f"{case.project.number}.{line.number}" for line in absent if isinstance(line.outcome, kind)
        ]
        if numbers:
            more = f"等{len(numbers)}项" if len(numbers) > _MOST_LISTED else ""
            told.append(f"{what}{len(numbers)}项：{'、'.join(numbers[:_MOST_LISTED])}{more}")
    facts = tuple(str(line.number) for line in absent)
    remedy = "请填报后再出自评表：scorer record-actual 会逐项询问；待评定的用 --tier 评定档次"
    yield Doubt("；".join(told), remedy, facts, case.place)


def magnitude(case: Case, row: Row) -> Iterator[Doubt]:
    """A03: the actual is of the target's order of magnitude."""
    measure = row.measure
    times = case.rules.limits.magnitude
    if measure is None:
        return
    target = measure.target
    bound = target.low if target.low is not None else target.high
    if bound is None or bound <= 0 or measure.value <= 0:
        return
    if measure.value <= times * bound and (bound <= measure.value or target.kind is Kind.AT_MOST):
        return  # at a glance: fractions are dear
    value = Fraction(measure.value)
    share = value / Fraction(bound)
    if share > Fraction(times) or (share < 1 / Fraction(times) and target.kind is not Kind.AT_MOST):
        told = f"{rounded(share, 1)}倍" if share > 1 else shown_percentage(share)
        text, actual = row.target_text, row.actual_text
        sentence = f"实际“{shown(actual)}”是指标值“{text}”的{told}，数量级不同"
        remedy = "请核对单位和小数点；属实的请说明"
        yield Doubt(sentence, remedy, (text, actual), row.actual_source, row.indicator.number)


def rate_and_parts(case: Case, row: Row) -> Iterator[Doubt]:
    """A04: a rate agrees with the numerator and denominator written beside it or in the note."""
    actual = row.indicator.actual
    if row.target.unit != "%" or actual is None or not isinstance(actual.value, Measured):
        return
    stated = actual.value.quantity.value
    note = row.indicator.note
    for text in (actual.text, note.value if note is not None else ""):
        for part, whole in _fractions(text, case.rules.words.other_shares):
            rate = Fraction(part) / Fraction(whole) * 100
            places = min(2, -int(stated.as_tuple().exponent) if stated.as_tuple().exponent else 0)
            if abs(rate - Fraction(stated)) > Fraction(1, 10**places):
                sentence = f"写的是{exact_figure(stated)}%，而{exact_figure(part)}÷{exact_figure(whole)}＝{rounded(rate, 2)}%"
                facts = (actual.text, text)
                yield Doubt(
                    sentence, "请核对比率与分子、分母", facts, row.actual_source, row.indicator.number
                )
                return


def above_hundred(case: Case, row: Row) -> Iterator[Doubt]:
    """A05: a rate that seldom exceeds 100 % does not, and no more people came than the roster counts."""
    measure = row.measure
    if measure is None:
        return
    if row.indicator.evidence:
        yield from _above_roster(row, measure)
    if row.target.unit != "%" or measure.value <= _WHOLE:
        return
    if has(row.name, case.rules.words.seldom_above_100) and (measure.target.low or 0) <= _WHOLE:
        actual = row.actual_text
        sentence = f"实际“{shown(actual)}”超过100%，分子比分母还大"
        remedy = "请核对分子、分母，如分母是否漏了后来增加的；属实的请说明"
        yield Doubt(sentence, remedy, (row.name, actual), row.actual_source, row.indicator.number)


def _above_roster(row: Row, measure: Measure) -> Iterator[Doubt]:
    counted = [each.value.counted for each in row.indicator.evidence if each.value.counted is not None]
    factors = [ratio(each.unit, row.target.unit) for each in counted]
    parts = [each.number * factor for each, factor in zip(counted, factors, strict=True) if factor]
    # Several rosters may name the same people: together they are the most that can have come.
    if parts and len(parts) == len(counted) and Fraction(measure.value) > sum(parts):
        number, actual = exact_figure(sum(parts, Fraction(0))), row.actual_text
        rosters = f"{len(counted)}份名册一共" if len(counted) > 1 else "名册里"
        sentence = f"实际“{shown(actual)}”多于{rosters}数出的{number}{row.target.unit}"
        remedy = "请核对名册是否齐全，或改正实际完成值"
        yield Doubt(sentence, remedy, (actual, number), row.actual_source, row.indicator.number)


def far_above(case: Case, row: Row) -> Iterator[Doubt]:
    """A07: the actual is not far above its target."""
    measure = row.measure
    if measure is None or not isinstance(row.line.outcome, Scored):
        return
    if row.line.outcome.attainment.flag is not Flag.FAR_ABOVE:
        return
    off = deviation_of(measure)
    beyond = "" if off is None else shown_percentage(off)
    text, actual = row.target_text, row.actual_text
    sentence = f"实际“{shown(actual)}”超出指标值“{text}”{beyond}，复核会问指标值是否定低了"
    cause = row.indicator.cause
    explained = cause is not None and not says_nothing(cause.value, case.rules)
    remedy = "下年请调整指标值；今年有特殊情况的请说明" if explained else "请在偏差原因中写明超额的具体原因"
    yield Doubt(sentence, remedy, (text, actual), row.actual_source, row.indicator.number)


def late(case: Case, row: Row) -> Iterator[Doubt]:
    """A11: done within the limit and within the fiscal year, or the cause names who approved the delay."""
    actual, outcome, cause = row.indicator.actual, row.line.outcome, row.indicator.cause
    if actual is None:
        return
    text = shown(actual.text)
    facts = (row.indicator.target.text, actual.text)
    if isinstance(outcome, Scored) and isinstance(outcome.comparison, Delay):
        days = outcome.comparison.days
        approved = cause is not None and has(cause.value, case.rules.words.approvals)
        if days is not None and days > 0 and not approved:
            sentence = f"完成时间“{text}”比期限“{row.target_text}”晚{days}天"
            remedy = "请写明延期的原因和批准的文件"
            yield Doubt(sentence, remedy, facts, row.actual_source, row.indicator.number)
        if days is not None and days > 0:
            return
    if isinstance(actual.value, Dated) and actual.value.latest.year != case.project.year:
        day = print_day(actual.value.latest)
        sentence = f"完成时间“{text}”（{day}）不在{case.project.year}年度内"
        yield Doubt(sentence, "请核对年份", facts, row.actual_source, row.indicator.number)


def satisfied(case: Case, row: Row) -> Iterator[Doubt]:
    """A13: satisfaction was asked: where everybody was satisfied, how many were."""
    words = case.rules.words
    if not is_of_satisfaction(row, words):
        return
    actual = row.actual_text
    said = actual + "".join(note.value for note in (row.indicator.note, row.indicator.cause) if note)
    measure = row.measure
    found = ""
    if has(said, words.no_complaints):
        found = "以没有投诉代替满意度调查"
    elif isinstance(row.line.outcome, NotApplicable):
        found = "满意度写作不适用"
    elif (
        measure is not None
        and row.target.unit == "%"
        and measure.value == _WHOLE
        and not _SURVEYED.search(said)
    ):
        found = "满意度正好100%，没有一人不满意"
    if found:
        remedy = "请写明调查的方式、份数和满意的份数，如问卷120份，满意118份"
        yield Doubt(found, remedy, (actual, said), row.actual_source, row.indicator.number)


def words_only(case: Case, row: Row) -> Iterator[Doubt]:
    """A16: a judged line has a sentence of fact beside its degree word."""
    outcome, indicator = row.line.outcome, row.indicator
    if not isinstance(outcome, Scored) or not isinstance(outcome.comparison, Graded) or not row.line.points:
        return
    told = [note.value for note in (indicator.note, indicator.cause) if note is not None]
    actual = row.actual_text
    if told or _tells_fact(row, case):
        return
    sentence = f"只写了“{shown(actual)}”，没有说明依据的事实"
    remedy = "请用 --note 写一句事实，如参加人数、媒体报道、前后对比"
    yield Doubt(sentence, remedy, (indicator.target.text, actual), row.actual_source, indicator.number)


def cheap(case: Case, row: Row) -> Iterator[Doubt]:
    """A17: a cost is not far below its limit."""
    measure = row.measure
    if measure is None or not row.target.cost or row.target.kind is not Kind.AT_MOST or not row.target.high:
        return
    if measure.value >= row.target.high:
        return
    share = Fraction(measure.value) / Fraction(row.target.high)
    if 0 < share < case.rules.limits.cheap and in_ten_thousands(Decimal(1), row.target.unit) is not None:
        text, actual = row.target_text, row.actual_text
        sentence = f"实际“{shown(actual)}”只有上限“{text}”的{shown_percentage(share)}"
        remedy = "请说明是节约了还是少做了；上限定高了的，下年调低"
        yield Doubt(sentence, remedy, (text, actual), row.actual_source, row.indicator.number)


def _tells_fact(row: Row, case: Case) -> bool:
    """Whether the actual says more than degree words and the target's own: a number, or words enough."""
    text = plain(row.actual_text)
    if _FACT.search(text):
        return True
    if len(text) < case.rules.limits.short_reason or text == plain(row.target_text):
        return False
    lexicon = lexicon_of(case.assessment.rules.words)
    known = f"{row.name}\n{row.indicator.description}\n{row.target_text}"
    tokens = (token for clause in clauses_of(text) for token in segment(clause, lexicon, known))
    further = sum(len(token.text) for token in tokens if Role.UNKNOWN in token.roles)
    return further >= case.rules.limits.short_reason


def _fractions(text: str, of_other: tuple[str, ...]) -> Iterator[tuple[Decimal, Decimal]]:
    """The fractions in a text whose denominator is the larger, 588/600; not dates, nor shares of something else."""
    written = plain(text)
    if not has(written, _DIVIDED):
        return
    for clause in _CLAUSE.split(_CALENDAR.sub(" ", written)):
        if has(clause, of_other):
            continue
        for match in _FRACTION.finditer(clause):
            part, whole = read_number(match[1]), read_number(match[2])
            if part is not None and whole and part <= whole and whole > 1:
                yield part, whole
