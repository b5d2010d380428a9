"""What a filled form states beside what the law computes of its own figures (自评得分, 系统得分)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorer.model.project import Recorded, Stated
from scorer.report.cells import explanation_text
from scorer.report.year import is_cancelled
from scorer.scoring.attainment import FULL, Formula
from scorer.scoring.comparison import Delay, Measure
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment, NotApplicable, Scored
from scorer.scoring.points import PointsSource
from scorer.scoring.rule_keys import rule_key
from scorer.scoring.rules import RuleSet


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line with its stated score and the computed one in hundredths; None where no score can be computed."""

    line: AssessedLine
    score: int
    computed: int | None

    @property
    def difference(self) -> int | None:
        """Stated less computed, in hundredths."""
        return None if self.computed is None else self.score - self.computed


def is_stated(assessment: Assessment) -> bool:
    """Whether a filled form states a score, a total, a rating or a rate of the project."""
    project = assessment.project
    if is_cancelled(assessment):
        return False
    return project.stated != Stated() or any(line.stated_score for line in project.indicators)


def stated_score(assessment: Assessment, line: AssessedLine) -> Recorded[int] | None:
    """The score in hundredths that a filled form gives the line; of budget execution that of its own row."""
    return line.indicator.stated_score if line.indicator else assessment.project.stated.execution_score


def stated_lines(assessment: Assessment) -> Iterator[StatedLine]:
    """The lines whose score is stated, in the table's order; those that the newest table lacks are not its."""
    for line in assessment.lines:
        given = stated_score(assessment, line)
        vanished = line.indicator is not None and line.indicator.vanished
        if given is not None and not vanished:
            computed = line.outcome.computed if isinstance(line.outcome, Scored) else None
            yield StatedLine(line, given.value, computed)


def signed(hundredths: int) -> str:
    """A difference of scores with both decimals; one below zero with a minus."""
    return f"{'-' if hundredths < 0 else ''}{printed_points(abs(hundredths))}"


def difference_text(compared: StatedLine) -> str:
    """The difference with its sign, "" where no score can be computed."""
    return "" if compared.difference is None else signed(compared.difference)


def why(compared: StatedLine, rules: RuleSet) -> str:
    """What the computed score follows from, and by which rule; first what is plainly wrong with the stated one."""
    line = compared.line
    explained = explanation_text(replace(line, cause=None, remedy=None, cause_required=False), rules)
    key = rule_key(line)
    if key is None:
        return _too_much(compared) + explained + _no_score(line)
    # of budget execution: which budget was taken where the form's total is blank or 0
    notes = "" if line.indicator else "".join(f"{note}；" for note in line.notes)
    return f"{_verdict(compared)}{notes}{explained}依据：{rules.citation_of(key)}（评分规则{key}）"


def _verdict(compared: StatedLine) -> str:
    line, score = compared.line, compared.line.outcome
    assert isinstance(score, Scored)
    difference = compared.score - score.computed
    if compared.score > line.points or not difference:
        return _too_much(compared)
    met = score.attainment.share == FULL
    if difference < 0:
        less = f"少计{printed_points(-difference)}分"
        return f"达标，按评分办法得满分，自评{less}。" if met else f"自评{less}。"
    if compared.score == line.points:
        return f"自评给了满分，而{_short_of(score)}。"
    return f"自评多计{printed_points(difference)}分。"


def _too_much(compared: StatedLine) -> str:
    points, source = compared.line.points, compared.line.points_source
    if compared.score <= points or isinstance(compared.line.outcome, NotApplicable):
        return ""
    of = "分值" if source is PointsSource.TABLE else "系统分配的分值"
    return f"自评得分{printed_points(compared.score)}超过{of}{printed_points(points)}。"


def _short_of(scored: Scored) -> str:
    """How a line falls short of full points; one far above its target does not miss it."""
    missed = (
        isinstance(scored.comparison, Measure | Delay) and scored.attainment.formula is not Formula.REDUCED
    )
    return "未达标" if missed else "按评分办法得不到满分"


def _no_score(line: AssessedLine) -> str:
    return "不计分。" if isinstance(line.outcome, NotApplicable) else "因此没有系统得分。"
