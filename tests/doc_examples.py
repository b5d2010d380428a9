"""The documents' tables as rows, and rows entered as a user would enter them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from law_examples import assessed, final, line, recorded
from rule_examples import book

from scorer.model.fields import Field
from scorer.model.problem import Problem, Severity, refusals
from scorer.model.project import Indicator, Tier
from scorer.notation.actuals import print_actual
from scorer.notation.answers import read_actual
from scorer.notation.context import EntryContext
from scorer.scoring.entry import check_line
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.measures import completion, deviation
from scorer.scoring.outcome import AssessedLine, NeedsJudgement, NotApplicable, NotReported, Scored
from scorer.scoring.rules import RuleSet

ROOT = Path(__file__).parent.parent
SHIPPED = {rules.id: rules for rules in book().rule_sets}
YEAR, TODAY = 2024, date(2025, 1, 10)
SECOND_LEVEL = {"社会效益指标": "效益指标", "服务对象满意度指标": "满意度指标"}
# A judgement is made in action 3; what changes after it in action 4.
BEFORE, AFTER = 2, 4


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells by their headings, and where it stands."""

    cells: dict[str, str]
    place: str

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def __contains__(self, heading: str) -> bool:
        return heading in self.cells


def cells_of(text: str) -> list[str]:
    inner = re.split(r"(?<!\\)\|", text.strip().removeprefix("|").removesuffix("|"))
    return [cell.strip().strip("`").replace(r"\|", "|") for cell in inner]


def tables(text: str) -> Iterator[list[Row]]:
    """The Markdown tables of a document; each row must have as many cells as the head."""
    lines = text.splitlines()
    for number, text_line in enumerate(lines):
        if not re.fullmatch(r"\|(---\|)+", text_line):
            continue
        head, rows = cells_of(lines[number - 1]), []
        for below, row in enumerate(lines[number + 1 :], number + 2):
            if not row.startswith("|"):
                break
            cells = cells_of(row)
            assert len(cells) == len(head), row
            rows.append(Row(dict(zip(head, cells, strict=True)), f"{below} {cells[0]}"))
        yield rows


def the_table(text: str, *headings: str) -> list[Row]:
    (found,) = [rows for rows in tables(text) if list(rows[0].cells)[: len(headings)] == list(headings)]
    return found


def code_block(text: str, language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(block)


@dataclass(frozen=True)
class Entered:
    """What became of a row's entry: the line, or the code for which it was refused; the codes of notes."""

    line: AssessedLine
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> str:
        return " ".join(problem.code for problem in refusals(self.problems))

    @property
    def notes(self) -> str:
        return " ".join(problem.code for problem in self.problems if problem.severity is Severity.NOTE)


def hundredths(text: str) -> int:
    return int(Decimal(text) * 100)


def changed(row: Row, what: str) -> int:
    return AFTER if row["changed after"] == what else BEFORE


def judged(row: Row, points: int, bare: Indicator) -> Indicator:
    """The line with what a person set."""
    share = row["share"].removesuffix("%")
    against = points + 100 if row["changed after"] == "points" else points
    return replace(
        bare,
        table_points=recorded(points, action=changed(row, "points")),
        target=bare.target._replace(action=changed(row, "target")),
        tier=recorded(Tier(row["tier"]), action=3) if row["tier"] else None,
        share=recorded(Fraction(share) / 100, action=3) if share else None,
        final_score=final(hundredths(row["final"]), against) if row["final"] else None,
        because=recorded("理由", action=3) if row["final"] else None,
        not_applicable=recorded(row["not applicable"], action=3) if row["not applicable"] else None,
    )


def enter(row: Row, rules: RuleSet) -> Entered:
    """Enter the row's actual and judgements as a user would."""
    category = row["category"] or "数量指标"
    dimension = SECOND_LEVEL.get(category, "产出指标")
    points = hundredths(row["points"] or "10")
    bare = line(row["target"], name=row["name"] or "培训", dimension=dimension, category=category)
    own = judged(row, points, bare)
    problems: tuple[Problem, ...] = ()
    if row["actual"]:
        value, problems = read_actual(row["actual"], own.target.value, EntryContext(YEAR, TODAY))
        if value is not None:
            own = replace(own, actual=recorded(value, row["actual"], action=changed(row, "actual")))
    found = assessed(own, rules, points=points, executed=row["spent"] or "10")
    if not refusals(problems) and not row["changed after"]:
        problems += check_line(found, given(own), YEAR, rules)
    return Entered(found, problems)


def given(own: Indicator) -> frozenset[Field]:
    names = ("actual", "tier", "share", "final_score", "because", "not_applicable")
    return frozenset(Field(name) for name in names if getattr(own, name) is not None)


def outcome_of(found: AssessedLine) -> str:
    match found.outcome:
        case Scored(score=score):
            return printed_points(score)
        case NotReported():
            return "未填报"
        case NeedsJudgement():
            return "待评定"
        case NotApplicable():
            return "不适用"


def yes(owed: bool) -> str:
    return "yes" if owed else "no"


def percentage(share: Fraction | None) -> str:
    return "none" if share is None else f"{rounded(share * 100, 2)}%"


def deviation_of(found: AssessedLine) -> str:
    off = deviation(found)
    if off is None:
        return "none"
    return f"{off[0]}天" if off[1] == "days" else percentage(off[0])


def results(entered: Entered) -> dict[str, str]:
    """What the law says, under the headings that a table may have."""
    found = entered.line
    assert found.indicator is not None
    assert found.target is not None
    if entered.refused:
        return {"score": entered.refused, "notes": entered.notes, "scored as": found.target.kind}
    actual = found.indicator.actual
    return {
        "score": outcome_of(found),
        "notes": entered.notes,
        "scored as": found.target.kind,
        "read as": print_actual(actual.value) if actual else "",
        "cause": yes(found.cause_required),
        "remedy": yes(found.remedy_required),
        "completion": percentage(completion(found)),
        "deviation": deviation_of(found),
        "lapsed": " ".join(found.lapsed),
    }
