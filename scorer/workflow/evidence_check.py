"""The evidence in the record: listed, and looked up where it should be."""

from dataclasses import replace
from pathlib import Path

from scorer.model.evidence import Evidence
from scorer.model.problem import Refused
from scorer.model.project import Project, Recorded
from scorer.notation.evidence import counted_text, part_of
from scorer.report.evidence import EvidenceRow, Standing, evidence_of_lines
from scorer.workflow.desk import Desk
from scorer.workflow.evidence_files import Content, recorded_path
from scorer.workflow.evidence_search import Search
from scorer.workflow.lookup import find_line_number, find_project


def listed_evidence(desk: Desk, project: str | None, indicator: str | None) -> tuple[EvidenceRow, ...]:
    """The evidence of the year, of one project or of one indicator, in the order of the tables."""
    year = desk.year_to_read()
    numbers, line = _asked(desk, year, project, indicator)
    shared = _shared(desk)
    return tuple(
        _row(of, number, name, recorded, shared)
        for of in desk.store.projects(year, numbers=numbers)
        for number, name, recorded in evidence_of_lines(of)
        if line is None or number == line
    )


def checked_evidence(desk: Desk, project: str | None, indicator: str | None) -> tuple[EvidenceRow, ...]:
    """The same, each file looked up: whether it is there, unchanged, or under another name."""
    search = Search(desk.store.folder)
    return tuple(_checked(row, search) for row in listed_evidence(desk, project, indicator))


def _asked(
    desk: Desk, year: int, project: str | None, indicator: str | None
) -> tuple[tuple[int, ...], int | None]:
    """The numbers of the projects, and that of the one line, that are asked for; all for None."""
    listings = desk.listings(year)
    if project is None:
        return tuple(listing.number for listing in listings), None
    number = find_project(listings, project).number
    if indicator is None:
        return (number,), None
    (found,) = desk.store.projects(year, numbers=(number,))
    return (number,), find_line_number(found, indicator)


_Place = tuple[int, int, int]


def _shared(desk: Desk) -> dict[str, list[_Place]]:
    """Every line of all years that a piece of evidence stands behind: year, project, line."""
    found: dict[str, list[_Place]] = {}
    for year in desk.store.years():
        for project in desk.store.projects(year):
            for number, _, recorded in evidence_of_lines(project):
                if recorded.value.sha256 is not None:
                    place = (year, project.number, number)
                    found.setdefault(recorded.value.sha256, []).append(place)
    return found


def _row(
    project: Project, line: int, name: str, recorded: Recorded[Evidence], shared: dict[str, list[_Place]]
) -> EvidenceRow:
    own = (project.year, project.number, line)
    others = (place for place in shared.get(part_of(recorded.value), ()) if place != own)
    return EvidenceRow(
        year=project.year,
        project=project.number,
        project_name=project.name,
        line=line,
        line_name=name,
        evidence=recorded.value,
        at=recorded.at,
        person=recorded.by,
        also=tuple(
            f"{number}.{other}" if year == project.year else f"{year}年度{number}.{other}"
            for year, number, other in others
        ),
    )


def _checked(row: EvidenceRow, search: Search) -> EvidenceRow:
    """The row with what became of its file."""
    evidence = row.evidence
    if evidence.path is None:
        return replace(row, standing=Standing.TEXT)
    path = search.folder / evidence.path
    try:
        there = path.is_file()
    except OSError:
        there = False
    content = search.content(path) if there else None
    if content is not None and content.sha256 == evidence.sha256:
        return replace(row, standing=Standing.INTACT)
    elsewhere = search.elsewhere(evidence, path)
    place = "" if elsewhere is None else recorded_path(elsewhere, search.folder)
    more = search.left_out(path)
    if content is not None:
        # Not moved: a copy of what it was may lie anywhere, and what stands in its place is another content.
        kept = f"；与登记时相同的文件在 {place}" if place else more
        return replace(row, standing=Standing.CHANGED, detail=_change(row, path, content) + kept)
    if place:
        detail = f"内容相同的文件在 {place}"
        return replace(row, standing=Standing.MOVED, found=place, detail=detail)
    if there:
        return replace(row, standing=Standing.UNREADABLE, detail=f"没有读取权限，或正被别的程序占用{more}")
    return replace(row, standing=Standing.MISSING, detail=f"{evidence.path} 没有这个文件{more}")


def _change(row: EvidenceRow, path: Path, content: Content) -> str:
    """How a file differs from what was recorded; what is counted in it now."""
    evidence = row.evidence
    detail = f"登记后改过：{evidence.size}字节→{content.size}字节"
    if content.size == evidence.size:
        detail = "登记后改过：大小相同，内容不同"
    return detail if evidence.counted is None else f"{detail}；{_counted_now(row, path)}"


def _counted_now(row: EvidenceRow, path: Path) -> str:
    from scorer.workflow.counting import count_again  # noqa: PLC0415  only a changed roster is counted again

    before = row.evidence.counted
    assert before is not None
    try:
        now = count_again(path, before, row.year)
    except Refused as refused:
        return f"登记时{before.number}{before.unit}，现在不能再计数：{refused.problems[-1].message}"
    same = "，数目未变" if now.number == before.number else ""
    return f"重新计数：{counted_text(now)}（登记时{before.number}{before.unit}{same}）"
