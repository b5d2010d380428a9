"""What stands in a project's self-evaluation form (绩效自评表), before any format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from scorer.model.finding import Finding
from scorer.model.project import Project
from scorer.report.cells import execution_rate, numbered, one_line, reasons_of
from scorer.report.forms.evidence import EvidenceEntry, evidence_of
from scorer.report.forms.funds import FundRow, fund_rows
from scorer.report.forms.notes import notes_of
from scorer.report.year import as_reported, is_cancelled
from scorer.scoring.explanation import TO_FILL_IN
from scorer.scoring.outcome import (
    AssessedLine,
    Assessment,
    NeedsJudgement,
    NotApplicable,
    NotReported,
    Scored,
)

__all__ = ["TO_FILL_IN", "Form", "FormLine", "FundRow", "form_of"]

TITLE = "项目支出绩效自评表"
DRAFT = "（工作稿，不得盖章）"
NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class FormLine:
    """One indicator's row; points and score in hundredths, `score` None where there is none.

    `opens_dimension` and `opens_category` mark the rows where a level-1 or level-2 name begins, which then
    holds for `dimension_rows` or `category_rows` rows (0 on the others). `status` is "" for a scored line,
    else 未填报, 待评定 or 不适用. `doubts` is what the checks found, in a working copy only.
    """

    number: str
    dimension: str
    category: str
    name: str
    target: str
    actual: str
    points: int
    score: int | None
    reason: str
    opens_dimension: bool
    opens_category: bool
    dimension_rows: int
    category_rows: int
    status: str
    doubts: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A self-evaluation form; what is missing is printed as 【待填写】 and listed in `missing`.

    Points and scores are hundredths. `total_score` is None while a line has no score yet, `rating` while the
    rule set gives none. `draft` marks a working copy, `doubts` are what the checks found of the project as a whole.
    """

    title: str
    year: int
    number: int
    project: str
    department: str
    organisation: str
    funds: tuple[FundRow, ...]
    expected: str
    achieved: str
    lines: tuple[FormLine, ...]
    total_points: int
    total_score: int | None
    rating: str | None
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    cancelled: bool = False
    draft: bool = False
    doubts: tuple[str, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()


def form_of(assessment: Assessment, findings: Iterable[Finding] | None = None) -> Form:
    """The form of one project; of a cancelled one, a form whose lines do not apply.

    With `findings` it is a working copy that shows those of the project: never to be stamped.
    """
    draft = findings is not None
    own = _by_line(findings or (), assessment.project.number)
    assessment = as_reported(assessment)
    project = assessment.project
    scored = not assessment.missing and not is_cancelled(assessment)
    return Form(
        f"{TITLE}{DRAFT}" if draft else TITLE,
        project.year,
        project.number,
        one_line(project.name),
        TO_FILL_IN,
        one_line(project.organisation.name) or TO_FILL_IN,
        fund_rows(assessment, execution_rate(assessment)),
        project.goals.value if project.goals else TO_FILL_IN,
        project.achieved.value if project.achieved else TO_FILL_IN,
        _lines(assessment, own),
        assessment.available,
        assessment.earned if scored else None,
        assessment.rating,
        notes_of(assessment),
        tuple(_missing(assessment)),
        is_cancelled(assessment),
        draft,
        (*own.get(None, ()), *own.get(0, ())),
        evidence_of((project,)),
    )


def _by_line(findings: Iterable[Finding], project: int) -> dict[int | None, tuple[str, ...]]:
    """What was found and is not answered, in words, by the line of the project."""
    found: dict[int | None, tuple[str, ...]] = {}
    for each in findings:
        if each.project == project and each.answer is None:
            told = f"{each.check}（{each.severity}）{one_line(each.sentence)}"
            found[each.line] = (*found.get(each.line, ()), told)
    return found


def _lines(assessment: Assessment, doubts: Mapping[int | None, tuple[str, ...]]) -> tuple[FormLine, ...]:
    rows = [line for line in assessment.lines if line.indicator is not None]
    made: list[FormLine] = []
    for _, block in groupby(rows, key=lambda line: line.key.dimension):
        of_dimension = tuple(block)
        for _, run in groupby(of_dimension, key=lambda line: line.key.category):
            of_category = tuple(run)
            first = len(of_dimension) if of_category[0] is of_dimension[0] else 0
            for place, line in enumerate(of_category):
                spans = (0, 0) if place else (first, len(of_category))
                told = "；".join(doubts.get(line.number, ()))
                made.append(replace(_line(assessment.project, line, *spans), doubts=told))
    return tuple(made)


def _line(project: Project, line: AssessedLine, dimension_rows: int, category_rows: int) -> FormLine:
    assert line.indicator is not None
    indicator, status = line.indicator, _status(line)
    nothing = "—" if status == NOT_APPLICABLE else TO_FILL_IN
    return FormLine(
        numbered(project, line),
        one_line(line.key.dimension),
        one_line(line.key.category),
        one_line(line.key.name),
        one_line(indicator.target.text),
        one_line(indicator.actual.text) if indicator.actual else nothing,
        line.points,
        line.outcome.score if isinstance(line.outcome, Scored) else None,
        _reason(line),
        bool(dimension_rows),
        bool(category_rows),
        dimension_rows,
        category_rows,
        status,
    )


def _reason(line: AssessedLine) -> str:
    """What the last column says: cause and remedy, or why the line has no score."""
    said = reasons_of(line)
    match line.outcome:
        case NeedsJudgement(reason):
            return "；".join(filter(None, (f"待评定：{reason}", said)))
        case NotApplicable(reason):
            return f"{NOT_APPLICABLE}：{reason}"
        case _:
            return said


def _status(line: AssessedLine) -> str:
    match line.outcome:
        case Scored():
            return ""
        case NotReported():
            return "未填报"
        case NeedsJudgement():
            return "待评定"
        case NotApplicable():
            return NOT_APPLICABLE
        case _:
            assert_never(line.outcome)


def _missing(assessment: Assessment) -> Iterator[str]:
    """What a person has still to write, in the form's order; the department is known to no record."""
    project = assessment.project
    if project.goals is None:
        yield "年度总体目标：预期目标"
    if project.achieved is None:
        yield "年度总体目标：实际完成情况"
    for line in assessment.lines:
        called = f"{numbered(project, line)} {one_line(line.key.name)}"
        match line.outcome:
            case NotReported():
                yield f"{called}：{'实际完成值' if line.indicator else '全年预算数或全年执行数'}"
            case NeedsJudgement():
                yield f"{called}：评定"
            case Scored() | NotApplicable():
                pass
            case _:
                assert_never(line.outcome)
        if line.cause_required and line.cause is None:
            yield f"{called}：偏差原因"
        if line.remedy_required and line.remedy is None:
            yield f"{called}：改进措施"
