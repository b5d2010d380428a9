"""Evidence as a table, CSV or JSON: listed, or with what became of each file."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorer.model.evidence import Evidence
from scorer.model.project import Project, Recorded
from scorer.notation.evidence import counted_text, short_sha256, size_text
from scorer.report.cells import beijing_time, no_formula, one_line
from scorer.report.csv_text import csv_text
from scorer.report.json_text import Json, json_text
from scorer.report.wrapping import wrapped
from scorer.scoring.outcome import EXECUTION


class Standing(StrEnum):
    """What became of a piece of evidence; the value is what is shown."""

    INTACT = "完好"
    MOVED = "已移动"
    CHANGED = "已改动"
    MISSING = "缺失"
    UNREADABLE = "打不开"
    TEXT = "文字"


LOST = frozenset({Standing.CHANGED, Standing.MISSING, Standing.UNREADABLE})
"""What must be put right."""

_CODES = {
    Standing.INTACT: "intact",
    Standing.MOVED: "moved",
    Standing.CHANGED: "changed",
    Standing.MISSING: "missing",
    Standing.UNREADABLE: "unreadable",
    Standing.TEXT: "text",
}
_WHO = ("年度", "指标号", "指标", "佐证")
_ALSO = "同一文件另用于"
_LISTED = ("大小", "SHA-256", "位置", "计数", _ALSO, "填报人", "时间")
_CHECKED = ("核对", "说明")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence of one line; `at` is a time as recorded (UTC), `also` names other lines with the file.

    `standing` is None where nothing was looked up; `found` is where a file that moved stands now.
    """

    year: int
    project: int
    project_name: str
    line: int
    line_name: str
    evidence: Evidence
    at: str
    person: str
    also: tuple[str, ...]
    standing: Standing | None = None
    detail: str = ""
    found: str = ""

    @property
    def number(self) -> str:
        """The line's number within the year: 3.10."""
        return f"{self.project}.{self.line}"


def evidence_of_lines(project: Project) -> Iterator[tuple[int, str, Recorded[Evidence]]]:
    """Each piece of evidence with the number and the name of its line, budget execution first."""
    for recorded in project.evidence:
        yield 0, EXECUTION.name, recorded
    for indicator in project.indicators:
        for recorded in indicator.evidence:
            yield indicator.number, indicator.key.name, recorded


def summary(rows: Sequence[EvidenceRow]) -> str:
    """How many there are, what became of them, and how many files stand behind several lines."""
    counts = Counter(row.standing for row in rows if row.standing is not None)
    parts = [f"{standing.value}{counts[standing]}" for standing in Standing if counts[standing]]
    shared = {row.evidence.sha256 for row in rows if row.also}
    text = f"共{len(rows)}份佐证" + (f"：{'，'.join(parts)}" if parts else "")
    return text + (f"；{len(shared)}个文件用于不止一个指标" if shared else "") + "。"


def _table(rows: Sequence[EvidenceRow]) -> str:
    from tabulate import tabulate  # noqa: PLC0415  not needed by the other formats

    if not rows:
        return "没有登记佐证材料。\n"
    checked = rows[0].standing is not None
    headings = (*_WHO[1:], *(_CHECKED if checked else _LISTED[:4]), _ALSO, *(() if checked else ("登记",)))
    shown = [[_cell(text, width) for text, width in _shown(row, checked=checked)] for row in rows]
    table = tabulate(shown, headers=headings, tablefmt="simple", disable_numparse=True)
    return f"{table}\n\n{summary(rows)}\n"


def _shown(row: EvidenceRow, *, checked: bool) -> Iterator[tuple[str, int]]:
    """The cells of the table, each with the width that it is wrapped at, 0 for none."""
    yield from ((row.number, 0), (one_line(row.line_name), 20), (one_line(row.evidence.name), 28))
    also = "、".join(row.also)
    if checked:
        yield from ((row.standing or "", 0), (one_line(row.detail), 40), (also, 16))
        return
    size, sha256, path, counted = _file(row.evidence)
    yield from ((size, 0), (short_sha256(sha256), 0), (path, 28), (counted, 28), (also, 16))
    yield f"{one_line(row.person)} {beijing_time(row.at)}", 0


def _file(evidence: Evidence) -> tuple[str, str, str, str]:
    """Size, SHA-256, path and what was counted as texts, "" for none."""
    return (
        "" if evidence.size is None else size_text(evidence.size),
        evidence.sha256 or "",
        one_line(evidence.path or ""),
        "" if evidence.counted is None else counted_text(evidence.counted),
    )


def _csv(rows: Sequence[EvidenceRow]) -> str:
    checked = any(row.standing is not None for row in rows)
    headings = (*_WHO, *_LISTED, *(_CHECKED if checked else ()))
    return csv_text(headings, (map(no_formula, map(one_line, _csv_cells(row))) for row in rows))


def _csv_cells(row: EvidenceRow) -> Iterator[str]:
    _, sha256, path, counted = _file(row.evidence)
    size = "" if row.evidence.size is None else str(row.evidence.size)
    yield from (str(row.year), row.number, row.line_name, row.evidence.name, size, sha256, path, counted)
    yield from ("、".join(row.also), row.person, beijing_time(row.at))
    if row.standing is not None:
        yield from (row.standing, row.detail)


def _json(rows: Sequence[EvidenceRow]) -> str:
    return json_text({"schema": 1, "evidence": map(_json_row, rows)}) + "\n"


def _json_row(row: EvidenceRow) -> Json:
    checked: dict[str, Json] = {}
    if row.standing is not None:
        checked = {
            "standing": _CODES[row.standing],
            "detail": row.detail or None,
            "found": row.found or None,
        }
    return {
        "year": row.year,
        "project": {"number": row.project, "name": row.project_name},
        "line": {"number": row.number, "name": row.line_name},
        **evidence_json(row.evidence),
        "recorded_at": row.at,
        "recorded_by": row.person,
        "also": list(row.also),
        **checked,
    }


def evidence_json(evidence: Evidence) -> dict[str, Json]:
    """A piece of evidence with its keys in the order of the schema."""
    counted = evidence.counted
    return {
        "name": evidence.name,
        "size": evidence.size,
        "sha256": evidence.sha256,
        "path": evidence.path,
        "counted": None
        if counted is None
        else {
            "column": counted.column,
            "distinct": counted.distinct or None,
            "date_column": counted.date_column or None,
            "from": counted.since.isoformat() if counted.since else None,
            "until": counted.until.isoformat() if counted.until else None,
            "number": counted.number,
            "unit": counted.unit or None,
            "repeated": counted.repeated,
            "text": counted_text(counted),
        },
    }


def _cell(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width)) if width else text


EVIDENCE_FORMATS: dict[str, Callable[[Sequence[EvidenceRow]], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
