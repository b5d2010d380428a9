"""The money of a narrative: what was budgeted and executed, in sentences."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from scorer.report.cells import execution_rate, money_text, one_line, rate_text
from scorer.report.forms.funds import fund_rows, total_figures
from scorer.report.forms.parts import explained, to_fill_in
from scorer.scoring.figures import exact_figure
from scorer.scoring.outcome import Assessment, NotReported
from scorer.scoring.rules import RuleSet


def funding_texts(counted: tuple[Assessment, ...]) -> Iterator[str]:
    """What was budgeted, in all, by source and by project; what arrived only a person knows."""
    figures = [total_figures(each.project.budget) for each in counted]
    initial, full_year = _sum(row[0] for row in figures), _sum(row[1] for row in figures)
    yield f"年初预算{money_text(initial)}，全年预算{money_text(full_year)}{_change(initial, full_year)}。"
    if len(counted) == 1:
        yield from _by_source(counted[0])
    else:
        for each, (first, whole, _) in zip(counted, figures, strict=True):
            name = f"{each.project.number}.{one_line(each.project.name)}"
            yield f"{name}：年初预算{money_text(first)}，全年预算{money_text(whole)}{_change(first, whole)}。"
    yield to_fill_in("资金实际到位的金额、时间和到位率")


def execution_texts(counted: tuple[Assessment, ...], rules: RuleSet) -> Iterator[str]:
    """What was executed and what execution scores, with the recorded cause."""
    figures = [total_figures(each.project.budget) for each in counted]
    if len(counted) > 1:
        known = all(execution_rate(each) is not None for each in counted)
        yield _executed_in_all([row[1] for row in figures], [row[2] for row in figures], known=known)
    for each in counted:
        name = f"{each.project.number}.{one_line(each.project.name)}：" if len(counted) > 1 else ""
        line = each.lines[0]
        if isinstance(line.outcome, NotReported):
            yield f"{name}{to_fill_in('全年预算数和全年执行数')}"
        else:
            yield f"{name}{explained(line, rules)}"


def _executed_in_all(budgets: list[Decimal | None], spent: list[Decimal | None], *, known: bool) -> str:
    """What all projects executed; a rate only where it is `known` of each."""
    total, whole = _sum(spent), _sum(budgets)
    if total is None:
        return "各项目的全年执行数均未填报。"
    if known and whole:
        return f"全年执行{money_text(total)}，执行率{rate_text(Fraction(total) / Fraction(whole))}。"
    reported = sum(amount is not None for amount in spent)
    whose = "" if reported == len(spent) else f"{len(spent)}个项目中已填报的{reported}个"
    return f"{whose}全年执行{money_text(total)}；各项目的预算数和执行数齐全后，才有总的执行率。"


def _by_source(assessment: Assessment) -> Iterator[str]:
    rows = fund_rows(assessment, execution_rate(assessment))[1:]
    parts = [
        f"{one_line(row.name)}年初预算{money_text(row.initial)}、全年预算{money_text(row.full_year)}"
        for row in rows
        if row.initial or row.full_year
    ]
    if parts:
        yield f"其中：{'；'.join(parts)}。"


def _change(initial: Decimal | None, full_year: Decimal | None) -> str:
    if initial is None or full_year is None or initial == full_year:
        return ""
    change = full_year - initial
    return f"，较年初{'增加' if change > 0 else '减少'}{exact_figure(abs(change))}万元"


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
