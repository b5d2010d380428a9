"""What recording or adjusting did to a line, in words."""

from collections.abc import Iterable, Iterator

from scorer.model.fields import FIELDS
from scorer.model.project import Project
from scorer.notation.evidence import evidence_text
from scorer.report.cells import CANCELLED, adjustments, one_line
from scorer.report.year import as_reported, is_cancelled
from scorer.scoring.explanation import TO_FILL_IN, explain
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Scored
from scorer.workflow.assessing import line_of
from scorer.workflow.lapsing import Lapse
from scorer.workflow.recording import Recording

NOT_STORED = "以上只是检查，没有存入记录库。"
"""What ends the output of a dry run."""


def recorded_text(recording: Recording, line: AssessedLine) -> str:
    """The line's new score with its explanation, what was adjusted and assumed, and what lapsed."""
    assessment = as_reported(recording.assessments[0])
    line = line_of(assessment, line.number)
    number = f"{assessment.project.number}.{line.number}"
    head = f"{number} {line.key.name}　分值{printed_points(line.points)}{_score_text(line)}"
    parts = [head, "  " + explain(line, assessment.rules)]
    parts += [f"  {CANCELLED}，不计入部门合计"] if is_cancelled(assessment) else []
    parts += [f"  {text}" for text in adjustments(line)]
    parts += [f"  说明：{note}" for note in line.notes]
    if line.target is not None and line.target.assumption:
        parts.append(f"  推定：{line.target.assumption}")
    if line.remedy_required and line.remedy is None:
        parts.append(f"  改进措施：{TO_FILL_IN}")
    parts += [f"  {text}" for text in lapsed_texts(recording.lapses)]
    told = {field for lapse in recording.lapses if lapse.line == line.number for field in lapse.fields}
    parts += [f"  已失效：以前的{FIELDS[field].heading}" for field in line.lapsed if field not in told]
    if recording.wrote == 0:
        parts.append("  没有变化：与已填的相同。")
    return "\n".join(parts)


def evidence_texts(project: Project, line: AssessedLine) -> Iterator[str]:
    """All evidence that the line has now, a sentence a piece."""
    recorded = (line.indicator or project).evidence
    for each in recorded:
        yield f"  佐证：{one_line(evidence_text(each.value))}"
    if not recorded:
        yield "  佐证：（无）"


def lapsed_texts(lapses: Iterable[Lapse]) -> Iterator[str]:
    """Which judgements no longer stand, and what changed: a sentence a line."""
    for lapse in lapses:
        what = "、".join(FIELDS[field].heading for field in lapse.fields)
        changes = (
            _change("指标值", *lapse.target),
            _change("实际完成值", *lapse.actual),
            _change("分值", *map(printed_points, lapse.points)),
        )
        why = "，".join(filter(None, changes)) or "指标值或分值有变化"
        yield f"已失效：{lapse.project}.{lapse.line} {one_line(lapse.name)}的{what}（{why}），{lapse.next_step}"


def _change(what: str, old: str, new: str) -> str:
    return "" if old == new else f"{what}：{one_line(old) or '（无）'} → {one_line(new) or '（无）'}"


def _score_text(line: AssessedLine) -> str:
    return f"　得分{printed_points(line.outcome.score)}" if isinstance(line.outcome, Scored) else ""
