"""Budget execution as spreadsheet formulas."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from scorer.model.project import Budget, Fund
from scorer.notation.numbers import print_number

_STEPS = 1_000_000
_BLANK = '""'


@dataclass(frozen=True, slots=True)
class BudgetCells:
    """The addresses of a project's budget figures, in 万元."""

    initial: str
    full_year: str
    executed: str


def execution_formulas(budget: Budget, points: int, cells: BudgetCells) -> tuple[str, str]:
    """The rate and the score of a project's budget execution; blank until both figures are there.

    The sums of the sources of money stand in where a total is blank or 0, as the law has it.
    """
    whole = _budget(budget, cells)
    spent = _total(cells.executed, _parts(budget, lambda fund: fund.executed))
    known = f"AND(ISNUMBER({whole}),ISNUMBER({spent}))"
    rate = f'IF({known},IF({whole}>0,({spent})/({whole}),""),"")'
    part, all_of_it = f"ROUND(({spent})*{_STEPS},0)", f"ROUND(({whole})*{_STEPS},0)"
    share = f"INT(({2 * points}*MAX(0,MIN({part},{all_of_it}))+{all_of_it})/(2*{all_of_it}))/100"
    return rate, f'IF({known},IF({whole}>0,{share},"不适用"),"")'


def _budget(budget: Budget, cells: BudgetCells) -> str:
    """The full-year budget, else the initial one."""
    full_year = _total(cells.full_year, _parts(budget, lambda fund: fund.full_year))
    initial = _total(cells.initial, _parts(budget, lambda fund: fund.initial))
    return f"IF(ISNUMBER({full_year}),{full_year},{initial})"


def _parts(budget: Budget, amount: Callable[[Fund], Decimal | None]) -> list[Decimal]:
    return [each for fund in budget.funds if (each := amount(fund)) is not None]


def _total(cell: str, parts: list[Decimal]) -> str:
    """The amount in a cell; where it is blank or 0 beside its parts, their sum."""
    total = sum(parts, Decimal(0))
    if total:
        return f"IF(N({cell})<>0,{cell},{print_number(total)})"
    return f"IF(ISNUMBER({cell}),{cell},{0 if parts else _BLANK})"
