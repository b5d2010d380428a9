"""The cells of one line and of one budget, by the headings that they stand under."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from scorer.model.fields import FIELDS, Field
from scorer.model.project import Indicator
from scorer.notation.characters import plain
from scorer.notation.money import read_money
from scorer.notation.numbers import print_number, read_number
from scorer.notation.sheet_keys import PROVISIONAL, ROW_KEY, SCALED, print_row_key
from scorer.report.cells import execution_rate, is_overridden, one_line
from scorer.report.facts import facts_of_line, facts_of_project
from scorer.report.sheet.answers import (
    Answer,
    TierCell,
    amount_entry,
    answer_to,
    given_out,
    share_entry,
    tier_cell,
    tier_choice,
)
from scorer.report.sheet.execution import BudgetCells, execution_formulas
from scorer.report.sheet.formulas import Cells, quoted, scaled_formula, score_formula
from scorer.report.sheet.page import LONGEST_TEXT, PERCENT_FORMAT, Look, SheetCell, Validation, Value
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.outcome import AssessedLine, Assessment, NotApplicable, Scored

RATE, POINTS, NUMBER, INDICATOR, TARGET = "执行率", "分值", "指标号", "指标", "指标值"
DIMENSION, CATEGORY, GOALS = "一级指标", "二级指标", "绩效目标"
_LONGEST_LITERAL = 255
At = Callable[[str], str]
"""Gives the address of the cell that a line has under a heading."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A cell and what it accepts."""

    cell: SheetCell
    validation: Validation | None = None


@dataclass(frozen=True, slots=True)
class LineCells:
    """The cells of a line by their headings, and the texts given out of it, field by field."""

    cells: dict[str, Entered]
    given: dict[Field, str]


LINE_FIELDS = (
    Field.ACTUAL,
    Field.CAUSE,
    Field.REMEDY,
    Field.TIER,
    Field.SHARE,
    Field.NOT_APPLICABLE,
    Field.NOTE,
    Field.EVIDENCE,
)
PROJECT_FIELDS = (
    *(Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED, Field.CAUSE, Field.REMEDY),
    *(Field.OVER_BUDGET, Field.ACHIEVED, Field.NOTE, Field.EVIDENCE),
)
_MESSAGES = {
    Field.CAUSE: "没有达到目标、远超目标或执行率偏低的，请写原因。",
    Field.REMEDY: "没有达到目标的，请写改进措施。",
    Field.NOT_APPLICABLE: "指标不适用（任务取消等）的写原因，这时不填实际完成值。",
    Field.NOTE: "需要说明的其他情况。",
    Field.EVIDENCE: "佐证文件的名称（放在填报表旁边）或一句话；几份的分行写。删去不等于收回，收回请填【清除】。",
    Field.OVER_BUDGET: "执行数超过预算数的，请写原因。",
    Field.ACHIEVED: "年度绩效目标实际完成得怎样，请照实写。",
}
_REASONS = (Field.CAUSE, Field.REMEDY)
_BESIDE = (Field.NOTE, Field.EVIDENCE)
_AMOUNTS = (Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED)


def heading(field: Field) -> str:
    """The heading that a field stands under."""
    return FIELDS[field].heading


def line_cells(assessment: Assessment, line: AssessedLine, at: At, executed: str) -> LineCells:
    """The cells of an indicator's line; `executed` is the address of the project's execution."""
    indicator, target = line.indicator, line.target
    assert indicator is not None
    assert target is not None
    facts = facts_of_line(line, indicator)
    given = {field: _fitting(facts.get(field, "")) for field in LINE_FIELDS}
    actual_at, rules = at(heading(Field.ACTUAL)), assessment.rules
    answer = answer_to(indicator, target, rules)
    kind = tier_cell(indicator, target)
    actual = given_out(indicator.actual, given[Field.ACTUAL], target)
    own = Cells(
        actual=actual_at,
        scaled=at(SCALED),
        tier=at(heading(Field.TIER)),
        share=at(heading(Field.SHARE)),
        excluded=at(heading(Field.NOT_APPLICABLE)),
        executed=executed,
    )
    live = score_formula(target, line.points, own, rules, answer.permitted)
    cells = _identity(assessment, line) | _fixed(line, indicator)
    cells |= {
        heading(Field.ACTUAL): _actual(actual, answer),
        SCALED: Entered(
            SheetCell(Look.FIXED, None, scaled_formula(target, assessment.project.year, own.actual))
        ),
        PROVISIONAL: _score(line, _guarded(line, actual, given, own, live)),
    }
    cells |= _judgement(kind, given) | _texts(given, _REASONS)
    return LineCells(cells | _texts(given, (Field.NOT_APPLICABLE, *_BESIDE)), given)


def budget_cells(assessment: Assessment, at: At) -> LineCells:
    """The cells of a project's budget, its execution and its goals."""
    project, line = assessment.project, assessment.lines[0]
    facts = facts_of_project(project)
    given = {field: _fitting(facts[field]) for field in PROJECT_FIELDS}
    own = BudgetCells(*(at(heading(field)) for field in _AMOUNTS))
    rate, score = execution_formulas(project.budget, line.points, own)
    cells = _identity(assessment, line)
    cells |= {POINTS: Entered(SheetCell(Look.FIGURE, _points(line.points), number_format="0.00"))}
    for field in _AMOUNTS:
        name = heading(field)
        amount = SheetCell(Look.FILL, _amount(given[field]), number_format="General")
        cells[name] = Entered(amount, amount_entry(name))
    cells[RATE] = Entered(SheetCell(Look.SCORE, _rate(assessment), rate, PERCENT_FORMAT))
    cells[PROVISIONAL] = _score(line, score)
    goals = _fitting(project.goals.text) if project.goals else ""
    cells[GOALS] = Entered(SheetCell(Look.FIXED, goals or None))
    return LineCells(cells | _texts(given, (*_REASONS, Field.OVER_BUDGET, Field.ACHIEVED, *_BESIDE)), given)


def _identity(assessment: Assessment, line: AssessedLine) -> dict[str, Entered]:
    project = assessment.project
    values: dict[str, Value] = {
        ROW_KEY: print_row_key(project.number, line.number),
        "年度": Decimal(project.year),
        "单位": one_line(project.organisation.name),
        "项目号": Decimal(project.number),
        "项目": one_line(project.name),
    }
    return {name: Entered(SheetCell(Look.FIXED, value)) for name, value in values.items()}


def _fixed(line: AssessedLine, indicator: Indicator) -> dict[str, Entered]:
    key = line.key
    texts = {
        DIMENSION: key.dimension,
        CATEGORY: key.category,
        INDICATOR: key.name,
        TARGET: indicator.target.text.strip(),
    }
    cells = {name: Entered(SheetCell(Look.FIXED, _fitting(text))) for name, text in texts.items()}
    cells[NUMBER] = Entered(SheetCell(Look.FIXED_CENTRED, Decimal(line.number)))
    return cells | {POINTS: Entered(SheetCell(Look.FIGURE, _points(line.points), number_format="0.00"))}


def _actual(value: Value, answer: Answer) -> Entered:
    return Entered(SheetCell(Look.FILL, value, number_format=answer.number_format), answer.validation)


def _judgement(kind: TierCell, given: dict[Field, str]) -> dict[str, Entered]:
    look = {TierCell.OPEN: Look.FILL, TierCell.SPARE: Look.SPARE, TierCell.SHUT: Look.SHUT}[kind]
    shut = kind is TierCell.SHUT
    tier = SheetCell(look, None if shut else given[Field.TIER] or None)
    share = SheetCell(look, None if shut else _share(given[Field.SHARE]), number_format=PERCENT_FORMAT)
    return {
        heading(Field.TIER): Entered(tier, tier_choice(kind)),
        heading(Field.SHARE): Entered(share, share_entry(kind)),
    }


def _texts(given: dict[Field, str], fields: tuple[Field, ...]) -> dict[str, Entered]:
    return {
        heading(field): Entered(
            SheetCell(Look.FILL, given[field] or None, number_format="@"),
            Validation(heading(field), _MESSAGES[field]),
        )
        for field in fields
    }


def _score(line: AssessedLine, formula: str) -> Entered:
    value: Value = ""
    if isinstance(line.outcome, Scored):
        value = _points(line.outcome.score)
    elif isinstance(line.outcome, NotApplicable):
        value = "不适用"
    return Entered(SheetCell(Look.SCORE, value, formula, "0.00"))


def _guarded(line: AssessedLine, actual: Value, given: dict[Field, str], own: Cells, live: str) -> str:
    """The live score; the program's own while what it was computed from stands in the cells unchanged."""
    known = isinstance(line.outcome, Scored) and (isinstance(actual, str) or is_overridden(line))
    if known and actual is not None and len(given[Field.ACTUAL]) <= _LONGEST_LITERAL:
        assert isinstance(line.outcome, Scored)
        written = f"{own.actual}={print_number(actual)}" if isinstance(actual, Decimal) else ""
        same = written or f"EXACT({own.actual},{quoted(str(actual))})"
        share = _share(given[Field.SHARE])
        judged = f"{own.share}={print_number(share)}" if share is not None else f'{own.share}=""'
        conditions = f"AND({same},{own.tier}={quoted(given[Field.TIER])},{judged})"
        live = f"IF({conditions},{printed_points(line.outcome.score)},{live})"
    return f'IF(TRIM({own.excluded})<>"","不适用",{live})'


def _fitting(text: str) -> str:
    """A text that a cell can hold, "" where it is too long: a blank cell leaves what is recorded."""
    return text if len(text.encode("utf-16-le")) <= 2 * LONGEST_TEXT else ""


def _amount(text: str) -> Decimal | None:
    return read_money(text, "万元") if text else None


def _share(text: str) -> Decimal | None:
    number = read_number(plain(text).removesuffix("%")) if text else None
    return None if number is None else number / 100


def _rate(assessment: Assessment) -> Decimal | None:
    """The execution rate in as many digits as a spreadsheet keeps."""
    rate = execution_rate(assessment)
    return None if rate is None else Decimal(rounded(rate, 12))


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100
