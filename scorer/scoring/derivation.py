"""The derivation of a score, step by step, and what a reviewer should look at."""

from scorer.model.fields import FIELDS
from scorer.model.project import Indicator
from scorer.notation.actuals import print_actual
from scorer.scoring.attainment import FULL, NOTHING
from scorer.scoring.comparison import SettledTarget
from scorer.scoring.explanation import explain, fact, flagged, override, understood
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.formulas import formula_of
from scorer.scoring.lapsed import next_step
from scorer.scoring.outcome import AssessedLine, Scored
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import RuleSet


def steps(line: AssessedLine, rules: RuleSet) -> tuple[str, ...]:
    """Target and actual as understood, what was assumed, the facts, the rule, the formula, the rounding."""
    parts: list[str] = []
    if line.indicator is not None and line.target is not None:
        parts += _understood(line.indicator, line.target)
    parts += line.notes
    if isinstance(line.outcome, Scored):
        parts += _calculated(line, line.outcome, rules)
    else:
        parts.append(explain(line, rules).removesuffix("。"))
    return tuple(parts)


def flags(line: AssessedLine, rules: RuleSet) -> tuple[str, ...]:
    """What a reviewer should look at: far above target, a person's score, judgements that lapsed."""
    found = []
    if isinstance(line.outcome, Scored):
        if line.outcome.attainment.flag is not None:
            found.append(flagged(line.outcome, rules))
        if line.outcome.computed != line.outcome.score:
            found.append(override(line, line.outcome))
    found += [
        f"{FIELDS[field].heading}已失效：此后事实有变化，{next_step(line, (field,))}" for field in line.lapsed
    ]
    return tuple(found)


def _understood(indicator: Indicator, target: SettledTarget) -> list[str]:
    parts = [f"指标值“{indicator.target.text.strip()}”理解为：{understood(target)}"]
    if target.assumption:
        parts.append(f"推定：{target.assumption}")
    parts += indicator.target.notes
    if indicator.actual is not None:
        parts.append(
            f"实际完成值“{indicator.actual.text.strip()}”理解为：{print_actual(indicator.actual.value)}"
        )
        parts += indicator.actual.notes
    return parts


def _calculated(line: AssessedLine, scored: Scored, rules: RuleSet) -> list[str]:
    attainment = scored.attainment
    parts = [fact(line, scored)]
    key = rule_key(line)
    assert key is not None
    parts.append(f"依据：{rules.citation_of(key)}（评分规则{key}）")
    formula = formula_of(scored, line.points, rules)
    exact = attainment.share * line.points / 100
    result = "" if attainment.share in {FULL, NOTHING} else f"＝{rounded(exact, 6)}"
    parts.append(f"{formula.law.rstrip('，')}：{formula.text}{result}")
    parts.append(
        f"完成程度{rounded(attainment.share, 4)}，四舍五入到分值的0.01，得{printed_points(scored.computed)}分"
    )
    if attainment.flag is not None:
        parts.append(flagged(scored, rules))
    if scored.computed != scored.score:
        parts.append(override(line, scored))
    return parts
