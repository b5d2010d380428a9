"""Findings of the checks for people and programs: text, Markdown, JSON, CSV, HTML."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from scorer.model.finding import Finding, FindingSeverity
from scorer.report.cells import beijing_time, no_formula, one_line
from scorer.report.csv_text import csv_text
from scorer.report.json_text import Json, json_text, rules_json, source_json
from scorer.report.section import Grid, Listing, Section
from scorer.report.wrapping import wrapped
from scorer.scoring.rules import RuleSet

_WIDTH = 100
_HOW_TO_ANSWER = (
    "属实、不必改的，用 scorer check --answer 编号 项目号.指标号 --because 理由 说明；没有指标号的只写项目号"
)
_HEADINGS = ("编号", "级别", "项目号", "项目", "指标号", "指标", "疑点", "建议", "位置", "说明", "说明人")
_NAMES = {
    FindingSeverity.ERROR: "错误（E）",
    FindingSeverity.WARNING: "须说明（W）",
    FindingSeverity.INFORMATION: "提示（I）",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the names of its project and of its line, "" for the project itself."""

    project: str
    line: str
    finding: Finding

    @property
    def plain(self) -> Finding:
        """The finding without its answer."""
        return replace(self.finding, answer=None)

    @property
    def number(self) -> str:
        """The number of the line within the year, or of the project."""
        finding = self.finding
        return f"{finding.project}" if finding.line is None else f"{finding.project}.{finding.line}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The findings of a year in the order of its projects, and how many projects were looked at.

    `cancelled` projects are not looked at; `chosen` says that not all checks were made; `unlisted` are findings
    of severities that were not asked for.
    """

    year: int
    rules: RuleSet
    projects: int
    found: tuple[Found, ...]
    cancelled: int = 0
    chosen: bool = False
    unlisted: tuple[Found, ...] = ()

    def of_severities(self, severities: frozenset[FindingSeverity]) -> "AuditReport":
        """The report with these findings alone listed."""
        listed = tuple(each for each in self.found if each.finding.severity in severities)
        unlisted = tuple(each for each in self.found if each.finding.severity not in severities)
        return replace(self, found=listed, unlisted=unlisted)

    @property
    def errors(self) -> int:
        """How many findings have to be mended."""
        return sum(each.finding.severity is FindingSeverity.ERROR for each in self.found)


def severities_text(findings: Iterable[Finding]) -> str:
    """How many of each severity, of at least one, answered ones apart: 错误（E）1个、须说明（W）2个、提示（I）3个，已说明1个."""
    findings = tuple(findings)
    told = []
    for severity, name in _NAMES.items():
        count = sum(each.severity is severity and each.answer is None for each in findings)
        if count:
            told.append(f"{name}{count}个")
    answered = sum(each.answer is not None for each in findings)
    counts = "、".join(told)
    return "，".join(part for part in (counts, f"已说明{answered}个" if answered else "") if part)


def finding_lines(found: Found) -> Iterator[str]:
    """A finding in lines: severity, id and place in the table, the sentence, the remedy, the answer."""
    finding = found.finding
    subject = "" if finding.line is None else f" {found.number} {one_line(found.line)}"
    yield f"{finding.severity} {finding.check}{subject}：{one_line(finding.sentence)}"
    places = places_text(finding)
    if places:
        yield f"〔{places}〕"
    if finding.answer is None:
        yield f"建议：{one_line(finding.remedy)}"
    else:
        yield f"已说明：{one_line(finding.answer.value)}（{answered_by(finding)}）"


def places_text(finding: Finding) -> str:
    """The places that a finding points to, each once."""
    return "；".join(dict.fromkeys(source.place for source in finding.sources))


def answered_by(finding: Finding) -> str:
    """Who answered, and when."""
    answer = finding.answer
    return "" if answer is None else f"{answer.by} {beijing_time(answer.at)}"


def _by_project(every: tuple[Found, ...]) -> Iterator[tuple[str, list[Found]]]:
    for number, found in groupby(every, key=lambda each: each.finding.project):
        listed = list(found)
        yield f"{number} {one_line(listed[0].project)}", listed


def _head(report: AuditReport) -> str:
    """How many projects were looked at and how many doubts there are, those that are not listed too."""
    if not report.projects:
        return f"{report.year}年度审核：项目已取消，不审核"
    further = ""
    if report.unlisted:
        further += f"；另有{_counts(report.unlisted)}没有列出"
    if report.cancelled:
        further += f"；另有{report.cancelled}个项目已取消，不审核"
    return (
        f"{report.year}年度审核：项目{report.projects}个，{_counts(report.found) or _none(report)}{further}"
    )


def _none(report: AuditReport) -> str:
    if report.unlisted:
        return "所选级别没有疑点"
    return "所选审核没有疑点" if report.chosen else "没有疑点"


def _counts(every: Iterable[Found]) -> str:
    return severities_text(each.finding for each in every)


def _text(report: AuditReport) -> str:
    parts = [_head(report)]
    for title, found in _by_project(report.found):
        lines = [f"【{title}】"]
        for each in found:
            first, *further = finding_lines(each)
            lines += _indented(first, 2, 6)
            for line in further:
                lines += _indented(line, 6, 6)
        parts.append("\n".join(lines))
    if any(_asks_for_an_answer(each.finding) for each in report.found):
        parts.append(_HOW_TO_ANSWER)
    return "\n\n".join(parts) + "\n"


def _asks_for_an_answer(finding: Finding) -> bool:
    return finding.answer is None and finding.severity is FindingSeverity.WARNING


def _indented(text: str, first: int, further: int) -> Iterator[str]:
    for place, line in enumerate(wrapped(text, _WIDTH - further)):
        yield " " * (further if place else first) + line


def finding_sections(report: AuditReport) -> Iterator[Section]:
    """How many there are, and the findings as tables."""
    yield Listing("审核", (_head(report),))
    yield from findings_of(report.found)


def findings_of(every: tuple[Found, ...]) -> Iterator[Section]:
    """The findings as tables, a project each."""
    for title, found in _by_project(every):
        rows = tuple(
            (
                each.finding.check,
                each.finding.severity.value,
                "" if each.finding.line is None else f"{each.number} {one_line(each.line)}",
                one_line(each.finding.sentence),
                _remedy(each.finding),
                places_text(each.finding),
            )
            for each in found
        )
        yield Grid(
            f"审核疑点：{title}",
            ("编号", "级别", "指标", "疑点", "建议或说明", "位置"),
            rows,
            (0, 0, 20, 40, 30, 20),
        )


def _remedy(finding: Finding) -> str:
    if finding.answer is None:
        return one_line(finding.remedy)
    return f"已说明：{one_line(finding.answer.value)}（{answered_by(finding)}）"


def _markdown(report: AuditReport) -> str:
    from scorer.report.markdown import markdown_text  # noqa: PLC0415

    return markdown_text(f"{report.year}年度审核", finding_sections(report))


def _html(report: AuditReport) -> str:
    from scorer.report.html.page import render_findings  # noqa: PLC0415

    return render_findings(f"{report.year}年度审核", finding_sections(report))


def _csv(report: AuditReport) -> str:
    return csv_text(_HEADINGS, (map(no_formula, cells) for cells in _rows(report)))


def _rows(report: AuditReport) -> Iterator[tuple[str, ...]]:
    """A row for each finding."""
    for each in report.found:
        finding = each.finding
        line = "" if finding.line is None else str(finding.line)
        yield (
            *(finding.check, finding.severity.value, str(finding.project), one_line(each.project), line),
            *(one_line(each.line), one_line(finding.sentence), one_line(finding.remedy)),
            *(places_text(finding), one_line(finding.answer.value) if finding.answer else ""),
            answered_by(finding),
        )


def _json(report: AuditReport) -> str:
    told: dict[str, Json] = {
        "schema": 1,
        "year": report.year,
        "rules": rules_json(report.rules),
        "projects": report.projects,
        "cancelled": report.cancelled,
        "unlisted": len(report.unlisted),
        "findings": [_json_finding(each) for each in report.found],
    }
    return json_text(told) + "\n"


def _json_finding(found: Found) -> Json:
    finding, answer = found.finding, found.finding.answer
    return {
        "id": finding.check,
        "severity": finding.severity.value,
        "project": {"number": finding.project, "name": found.project},
        "also": sorted({each.project for each in finding.also} - {finding.project}),
        "line": None if finding.line is None else {"number": found.number, "name": found.line},
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "sources": list(map(source_json, finding.sources)),
        "facts": list(finding.facts),
        "answer": None if answer is None else {"because": answer.value, "by": answer.by, "at": answer.at},
    }


AUDIT_FORMATS: dict[str, Callable[[AuditReport], str]] = {
    "table": _text,
    "markdown": _markdown,
    "json": _json,
    "html": _html,
    "csv": _csv,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
