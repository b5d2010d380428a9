"""What is recorded of a project and of a line, as texts that read back to the same."""

from decimal import Decimal

from scorer.model.fields import Field
from scorer.model.project import Indicator, Project, Recorded
from scorer.notation.evidence import pieces
from scorer.notation.money import read_money
from scorer.notation.numbers import print_number
from scorer.report.cells import is_overridden
from scorer.scoring.comparison import Graded
from scorer.scoring.figures import printed_points, shown_share
from scorer.scoring.outcome import AssessedLine, Scored


def facts_of_project(project: Project) -> dict[Field, str]:
    """The entered texts of a project, "" where there is none; amounts without a unit are 万元."""
    budget = project.budget
    return {
        Field.INITIAL_BUDGET: _amount(budget.initial),
        Field.FULL_YEAR_BUDGET: _amount(budget.full_year),
        Field.EXECUTED: _amount(budget.executed),
        Field.CAUSE: _text(project.cause),
        Field.REMEDY: _text(project.remedy),
        Field.NOT_APPLICABLE: _text(project.not_applicable),
        Field.OVER_BUDGET: _text(project.over_budget),
        Field.ACHIEVED: _text(project.achieved),
        Field.NOTE: _text(project.note),
        Field.EVIDENCE: _evidence(project),
    }


def facts_of_line(line: AssessedLine, indicator: Indicator) -> dict[Field, str]:
    """The target and the entered texts of a line; what no longer holds is left out."""
    facts = {
        Field.TARGET: _text(indicator.target),
        Field.ACTUAL: _text(indicator.actual),
        Field.CAUSE: _text(indicator.cause),
        Field.REMEDY: _text(indicator.remedy),
        Field.NOTE: _text(indicator.note),
        Field.EVIDENCE: _evidence(indicator),
    }
    if indicator.not_applicable is not None and Field.NOT_APPLICABLE not in line.lapsed:
        # an actual beside it would be refused
        return facts | {Field.ACTUAL: "", Field.NOT_APPLICABLE: _text(indicator.not_applicable)}
    return facts | _judgements(line, indicator)


def _judgements(line: AssessedLine, indicator: Indicator) -> dict[Field, str]:
    """A person's tier, share and final score as far as they are in force: read back, they begin anew."""
    facts = {}
    if not isinstance(line.outcome, Scored) or isinstance(line.outcome.comparison, Graded):
        if indicator.tier and Field.TIER not in line.lapsed:
            facts[Field.TIER] = indicator.tier.value.value
        if indicator.share and Field.SHARE not in line.lapsed:
            facts[Field.SHARE] = shown_share(indicator.share.value)
    if indicator.final_score and is_overridden(line):
        facts[Field.FINAL_SCORE] = printed_points(indicator.final_score.value.score)
        facts[Field.BECAUSE] = _text(indicator.because)
    return facts


def _text(recorded: Recorded[object] | None) -> str:
    return recorded.text if recorded else ""


def _evidence(subject: Indicator | Project) -> str:
    """The paths and texts of the evidence, a line each; what would not read back as one piece is left out."""
    named = (each.value.path or each.value.name for each in subject.evidence)
    return "\n".join(name for name in named if pieces(name) == (name,))


def _amount(recorded: Recorded[Decimal] | None) -> str:
    """The amount as written if that says the same where 万元 is the unit, else in 万元."""
    if recorded is None:
        return ""
    same = read_money(recorded.text, "万元") == recorded.value
    return recorded.text if same else print_number(recorded.value)
