"""Readings of small documents, and what a reading says as text: a line for each entry and problem."""

from scorer.model.entry import Entry
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.reading.actual_rows import ActualReading
from scorer.reading.paper import paper
from scorer.reading.targets import TargetReading, read_targets

HEADER = "一级指标,二级指标,三级指标,指标值,分值\n"
BLOCK = "402001青山县水利局\n项目名称,2024年水库项目\n预算数,5\n"
LINE = "产出指标,数量指标,座数,≥1座,\n"
ASIDE = "下列内容不在导入范围，没有读取："


def read(text: str, year: int | None = None) -> TargetReading:
    return read_targets(paper("目标.txt", text.encode()), year)


def above(rows: str) -> TargetReading:
    return read(f"402001县水利局\n单位：万元\n项目名称,2024年水库\n{rows}\n{HEADER}{LINE}")


def budget(reading: TargetReading) -> dict[str, str]:
    entries = reading.projects[0].entries
    return {entry.part: entry.reading for entry in entries if entry.field is Field.INITIAL_BUDGET}


def set_aside(reading: TargetReading) -> list[str]:
    """What the one note names, if nothing else was noted."""
    assert len(reading.problems) <= 1
    return [
        name
        for problem in reading.problems
        for name in problem.message.removeprefix(ASIDE).removesuffix("。").split("、")
    ]


def codes(reading: TargetReading) -> list[Code]:
    return [problem.code for problem in reading.problems]


def value(entries: tuple[Entry, ...], field: Field, part: str = "") -> str | None:
    return next((entry.reading for entry in entries if (entry.field, entry.part) == (field, part)), None)


def targets_of(reading: TargetReading) -> list[str]:
    return [
        entry.text
        for project in reading.projects
        for line in project.lines
        for entry in line.entries
        if entry.field is Field.TARGET
    ]


def targets_text(reading: TargetReading) -> str:
    lines: list[str] = []
    for project in reading.projects:
        organisation = project.key.organisation
        lines += [f"{project.key.year} {organisation.code}|{organisation.name}|{project.key.name}"]
        lines += map(_entry_text, project.entries)
        for line in project.lines:
            lines += [f"  {line.key.dimension}|{line.key.category}|{line.key.name}|{line.key.turn}"]
            lines += ["  " + _entry_text(entry) for entry in line.entries]
    return "\n".join(lines + list(map(problem_text, reading.problems))) + "\n"


def actuals_text(reading: ActualReading) -> str:
    lines = [f"# {remark}" for remark in reading.document.remarks]
    for row in reading.rows:
        cells = "，".join(f"{heading}={cell.text!r}@{cell.source.column}" for heading, cell in row.cells)
        lines.append(f"{row.source.row}: {cells}")
    return "\n".join(lines + list(map(problem_text, reading.problems))) + "\n"


def problem_text(problem: Problem) -> str:
    return f"[{problem.severity} {problem.code}] {_place(problem.source)} {problem.message} -> {problem.hint}"


def _entry_text(entry: Entry) -> str:
    part = f"({entry.part})" if entry.part else ""
    notes = "".join(f" ! {note}" for note in entry.notes)
    return f"  {entry.field}{part} {entry.text!r} = {entry.reading!r}{notes} @ {_place(entry.source)}"


def _place(source: Source | None) -> str:
    return f"{source.table}:{source.row}:{source.column}" if source else "-"
