"""The law as spreadsheet formulas, for entries that a formula can read: plain numbers, percents and days.

Numbers are compared as whole multiples of a small step, so that every product stays exact in the
spreadsheet's floating point and a score agrees with the law's to the cent. What a formula cannot read
leaves the cell blank: the program's own score counts.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorer.model.project import Tier
from scorer.notation.units import Measures, counts_events, unit_of
from scorer.scoring.comparison import LENGTHS, Kind, SettledTarget
from scorer.scoring.figures import printed_points
from scorer.scoring.rounding import half_up
from scorer.scoring.rules import Excess, Over, RuleSet, Treatment
from scorer.scoring.target_settling import HOURS_A_WEEK
from scorer.scoring.worth import band_of

_COUNTS = frozenset({Measures.COUNT, Measures.PLAIN})
_NEVER_NEGATIVE = _COUNTS | {Measures.MONEY, Measures.PERCENT}
_SHARE_STEPS = 1_000_000
BLANK = '""'


@dataclass(frozen=True, slots=True)
class Scale:
    """So many steps of a number make 1; fine enough for its decimals, coarse enough to stay exact."""

    steps: int

    @staticmethod
    def of(target: SettledTarget) -> "Scale":
        """The scale on which a target's bounds are whole."""
        bounds = [bound for bound in (target.low, target.high) if bound is not None]
        size = max(map(abs, bounds), default=Decimal(0))
        decimals = 6 if size < 10**4 else 4 if size < 10**6 else 2 if size < 10**10 else 0
        exponents = (bound.normalize().as_tuple().exponent for bound in bounds)
        written = max((-each for each in exponents if isinstance(each, int)), default=0)
        return Scale(10 ** max(decimals, written))

    def whole(self, bound: Decimal | None) -> int:
        """A bound in steps."""
        assert bound is not None
        return int(bound * self.steps)


@dataclass(frozen=True, slots=True)
class Permitted:
    """What else may answer a target: numbers below 0, rates above 100 %, words."""

    negative: bool = False
    above_hundred: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """The addresses that a line's formulas refer to; `executed` is where the project's execution stands."""

    actual: str
    scaled: str
    tier: str
    share: str
    excluded: str
    executed: str


def quoted(text: str) -> str:
    """A text as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'


def points_text(hundredths: int) -> str:
    """Points as they stand in a formula."""
    return printed_points(hundredths)


def scaled_formula(target: SettledTarget, year: int, cell: str) -> str:
    """The entry in `cell` as a number of steps, a day for a deadline, blank where a formula cannot read it.

    "" for a target that no formula measures.
    """
    match target.kind:
        case Kind.BY_DATE:
            return _day(cell, year, target.limit)
        case Kind.JUDGED | Kind.UNREADABLE:
            return ""
        case Kind.RECURRING if target.unit == HOURS_A_WEEK:
            return ""
        case _:
            number = _number(target, cell)
            return f'IF(TRIM({cell})="","",IFERROR(ROUND(({number})*{Scale.of(target).steps},0),""))'


def score_formula(
    target: SettledTarget, points: int, cells: Cells, rules: RuleSet, permitted: Permitted
) -> str:
    """The score of the entry; blank where a formula cannot tell."""
    judged = f'IF(TRIM({cells.actual})="","",{_tier(points, cells, rules)})'
    match target.kind:
        case Kind.BY_DATE:
            return f'IF({cells.scaled}="","",{_late(target.limit, points, cells.scaled, rules)})'
        case Kind.JUDGED | Kind.UNREADABLE:
            return judged
        case _:
            score = _checked(target, _measured(target, points, cells.scaled, rules), cells, permitted)
            unread = judged if permitted.words else BLANK
            return f'IF({cells.scaled}="",{unread},{_asked_about_zero(target, score, points, cells, rules)})'


def _number(target: SettledTarget, cell: str) -> str:
    """The number in a cell, or in a text of a number and the target's unit."""
    percent = target.measures is Measures.PERCENT and target.unit == "%"
    units = ("%", "％") if percent else (target.unit.removesuffix("/年"),)
    text = f"TRIM({cell})"
    for unit in filter(None, units):
        text = f'SUBSTITUTE({text},{quoted(unit)},"")'
    typed = f"{cell}*100" if percent else cell
    number = f'IF(ISNUMBER({cell}),{typed},_xlfn.NUMBERVALUE({text},".",","))'
    return f"ABS({number})" if target.decrease else number


def _checked(target: SettledTarget, score: str, cells: Cells, permitted: Permitted) -> str:
    """Nothing for what the program refuses: a negative number, a percentage above 100, half an event."""
    bound = target.low if target.high is None else target.high
    assert bound is not None
    refused = []
    unit = unit_of(target.unit.removesuffix("/年"))
    if counts_events(unit):
        events = f"{cells.scaled}*{unit.size}/{Scale.of(target).steps}"
        refused.append(f"INT({events})<>{events}")
    if not permitted.negative and bound > 0 and target.measures in _NEVER_NEGATIVE:
        refused.append(f"{cells.scaled}<0")
    if target.measures is Measures.PERCENT and bound <= 100 and not permitted.above_hundred:
        refused.append(f"{cells.scaled}>{100 * Scale.of(target).steps}")
    return f'IF(OR({",".join(refused)}),"",{score})' if refused else score


def _asked_about_zero(target: SettledTarget, score: str, points: int, cells: Cells, rules: RuleSet) -> str:
    """A cost of 0, or 0 where nothing was spent, is settled by a tier."""
    if target.kind is not Kind.AT_MOST or not target.high or target.high < 0:
        return score
    unspent = f"AND(ISNUMBER({cells.executed}),{cells.executed}=0)"
    asked = f"{cells.scaled}=0" if target.cost else f"AND({cells.scaled}=0,{unspent})"
    return f"IF({asked},{_tier(points, cells, rules)},{score})"


def _measured(target: SettledTarget, points: int, value: str, rules: RuleSet) -> str:
    scale = Scale.of(target)
    match target.kind:
        case Kind.AT_LEAST | Kind.RECURRING:
            low = scale.whole(target.low)
            over = _over(target, low, points, value, rules)
            return f"IF({value}>={low},{over},{_short(low, points, value)})"
        case Kind.AT_MOST:
            high = scale.whole(target.high)
            return f"IF({value}<={high},{points_text(points)},{_excess(high, points, value, rules)})"
        case Kind.EXACTLY:
            return _exactly(target, scale.whole(target.low), points, value, rules)
        case Kind.BETWEEN:
            return _between(target, points, value, rules)
        case _:
            raise AssertionError(target.kind)


def _rounded(points: int, numerator: str, denominator: str) -> str:
    """Points × numerator ÷ denominator, half up to the cent."""
    return f"INT(({2 * points}*({numerator})+({denominator}))/(2*({denominator})))/100"


def _short(bound: int, points: int, value: str) -> str:
    if bound <= 0:
        return "0"
    return f"IF({value}<=0,0,{_rounded(points, value, str(bound))})"


def _excess(bound: int, points: int, value: str, rules: RuleSet) -> str:
    if rules.excess is Excess.RATIO and bound > 0:
        return _rounded(points, str(bound), value)
    return _linear(bound, points, value)


def _linear(bound: int, points: int, value: str) -> str:
    if bound <= 0:
        return "0"
    return f"MAX(0,{_rounded(points, f'{2 * bound}-{value}', str(bound))})"


def _exactly(target: SettledTarget, bound: int, points: int, value: str, rules: RuleSet) -> str:
    full = points_text(points)
    below = full if bound == 0 else _short(bound, points, value)
    if bound == 0:
        above = "0"
    elif rules.over is Over.DEVIATION or target.standard:
        above = _linear(bound, points, value)
    else:
        above = _over(target, bound, points, value, rules)
    return f"IF({value}={bound},{full},IF({value}<{bound},{below},{above}))"


def _between(target: SettledTarget, points: int, value: str, rules: RuleSet) -> str:
    scale, full = Scale.of(target), points_text(points)
    low, high = scale.whole(target.low), scale.whole(target.high)
    less_is_fine = target.measures in LENGTHS or (target.cost and target.measures is Measures.MONEY)
    below = full if less_is_fine else _short(low, points, value)
    rates = target.measures is Measures.PERCENT and rules.between_rates_above_full
    above = full if rates else _excess(high, points, value, rules)
    return f"IF({value}<{low},{below},IF({value}<={high},{full},{above}))"


def _over(target: SettledTarget, bound: int, points: int, value: str, rules: RuleSet) -> str:
    """Full, or less where the rule set reduces what is far above the target."""
    law, full = rules.over_achievement, points_text(points)
    if law.treatment is not Treatment.REDUCE or bound <= 0:
        return full
    threshold, rate, floor = law.threshold, law.rate, law.floor
    far = [f"({value}-{bound})*{threshold.denominator}>={bound * threshold.numerator}"]
    if target.measures in _COUNTS:
        least = Fraction(law.count_excess) / unit_of(target.unit).size * Scale.of(target).steps
        far.append(f"({value}-{bound})*{least.denominator}>={least.numerator}")
    beyond = f"({threshold.denominator}*({value}-{bound})-{threshold.numerator * bound})"
    whole = bound * rate.denominator * threshold.denominator
    reduced = _rounded(points, f"{whole}-{rate.numerator}*{beyond}", str(whole))
    least_score = points_text(half_up(points, floor))
    return f"IF(AND({','.join(far)}),MAX({least_score},{reduced}),{full})"


def _tier(points: int, cells: Cells, rules: RuleSet) -> str:
    """The score of a person's tier, share or both; a share outside its tier gives none."""
    by_tier, inside = BLANK, [f"{cells.tier}={BLANK}"]
    for tier in reversed(Tier):
        band = band_of(tier, rules)
        by_tier = f"IF({cells.tier}={quoted(tier)},{points_text(half_up(points, band.default))},{by_tier})"
        upper = "<=" if band.high == 1 else "<"
        within = f"{cells.share}>={_decimal(band.low)},{cells.share}{upper}{_decimal(band.high)}"
        inside.append(f"AND({cells.tier}={quoted(tier)},{within})")
    sound = f"AND(ISNUMBER({cells.share}),{cells.share}>=0,{cells.share}<=1,OR({','.join(inside)}))"
    stated = _rounded(points, f"ROUND({cells.share}*{_SHARE_STEPS},0)", str(_SHARE_STEPS))
    return f'IF({cells.share}="",{by_tier},IF({sound},{stated},""))'


def _decimal(share: Fraction) -> str:
    return f"{(Decimal(share.numerator) / share.denominator).normalize():f}"


def _late(limit: date | None, points: int, value: str, rules: RuleSet) -> str:
    """Full up to the limit, then the bands of days late."""
    assert limit is not None
    days = f"{value}-{_date(limit)}"
    score = BLANK
    for band in reversed(rules.lateness):
        worth = points_text(half_up(points, band.share))
        score = worth if band.days is None else f"IF({days}<={band.days},{worth},{score})"
    return f"IF({days}<=0,{points_text(points)},{score})"


def _day(cell: str, year: int, limit: date | None) -> str:
    """The day in a cell: a date, or a text such as 10月28日 or 2024年10月28日, of `year` where none is written.

    A text without a year that may speak of the next one (1月5日 against December) is left to the program.
    """
    assert limit is not None
    text = f"TRIM({cell})"
    begin = f'IFERROR(FIND("年",{text}),0)'
    month = f'VALUE(MID({text},{begin}+1,FIND("月",{text})-{begin}-1))'
    day = f'VALUE(MID({text},FIND("月",{text})+1,LEN({text})-FIND("月",{text})-1))'
    written = f"IF({begin}=0,{year},VALUE(LEFT({text},{begin}-1)))"
    sound = [f'RIGHT({text},1)="日"', f"{written}>=2000", f"{written}<=2099"]
    sound += [f"MONTH(DATE({written},{month},{day}))={month}", f"DAY(DATE({written},{month},{day}))={day}"]
    if limit.month >= 10:
        sound.append(f"OR({begin}>0,{month}>3)")
    read = f'IFERROR(IF(AND({",".join(sound)}),DATE({written},{month},{day}),""),"")'
    in_reach = f"AND({cell}>={_date(date(2000, 1, 1))},{cell}<={_date(date(2099, 12, 31))})"
    return f'IF(ISNUMBER({cell}),IF({in_reach},INT({cell}),""),{read})'


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"
