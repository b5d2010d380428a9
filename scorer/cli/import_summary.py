"""What an import understood and what it changed, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.cli.recorded import lapsed_texts
from scorer.model.entry import Entry, LineKey
from scorer.model.fields import FIELDS, Field
from scorer.model.finding import FindingSeverity
from scorer.model.target import (
    AtLeast,
    AtMost,
    Bare,
    Between,
    ByDate,
    Exactly,
    Judged,
    Recurring,
    Unreadable,
)
from scorer.report.cells import one_line
from scorer.report.findings import Found, finding_lines, severities_text
from scorer.report.stated import stated_lines
from scorer.report.stated_sections import counts_text, total_text
from scorer.store.merging import Change
from scorer.workflow.importing import Imported, ImportedProject

_KINDS: dict[type, str] = {
    AtLeast: "下限（≥）",
    AtMost: "上限（≤）",
    Exactly: "等于（=）",
    Between: "区间",
    ByDate: "期限",
    Recurring: "频次",
    Judged: "文字",
    Bare: "无比较符号",
    Unreadable: "无法读取",
}


_OF_FORM = frozenset(
    {
        *(Field.ACTUAL, Field.CAUSE, Field.REMEDY, Field.TABLE_POINTS, Field.GOALS, Field.ACHIEVED),
        *(Field.TIER, Field.SHARE, Field.NOT_APPLICABLE),
        *(Field.INITIAL_BUDGET, Field.FULL_YEAR_BUDGET, Field.EXECUTED),
        *(Field.STATED_SCORE, Field.STATED_TOTAL, Field.STATED_RATING, Field.STATED_RATE),
    }
)


@dataclass(slots=True)
class ImportTotals:
    """What the documents of one command came to: counts of projects, names of the refused documents."""

    documents: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)

    def add(self, imported: Imported) -> None:
        """Count a document that was imported."""
        self.documents += 1
        for found in imported.projects:
            self.created += found.merged.created
            self.changed += not found.merged.created and found.wrote > 0
            self.unchanged += not found.merged.created and found.wrote == 0

    def refuse(self, name: str) -> None:
        """Count a document of which nothing was stored."""
        self.documents += 1
        self.refused.append(name)

    def text(self, *, dry_run: bool) -> str:
        """The counts in a sentence, and which documents were refused."""
        counts = f"新增项目{self.created}个，有变化{self.changed}个，没有变化{self.unchanged}个"
        refused = f"{len(self.refused)}个文件有错，没有导入：{'、'.join(self.refused)}"
        end = "。以上只是检查，没有存入记录库。" if dry_run else "。"
        return f"\n共{self.documents}个文件：{counts}；{refused if self.refused else '没有出错的文件'}{end}"


def import_summary(imported: Imported, doubts: tuple[Found, ...], *, dry_run: bool) -> str:
    """The document's projects with indicators by kind, the places of what was read, the changes and the doubts.

    `doubts` is what the checks find in the targets.
    """
    organisations = {found.entries.key.organisation for found in imported.projects}
    count = sum(len(found.entries.lines) for found in imported.projects)
    done = "检查了" if dry_run else "导入了"
    head = f"{done}{imported.document.name}：{len(imported.projects)}个项目、{count}个指标、{len(organisations)}个单位。"
    if imported.wrote == 0:
        return f"{head}\n没有变化：与上次导入的内容完全相同。"
    lines = [head]
    for found in imported.projects:
        lines += _project(found)
        lines += _doubts([each for each in doubts if each.finding.project == found.merged.number])
    if dry_run:
        lines.append("以上只是检查，没有存入记录库。")
    return "\n".join(lines)


def _project(found: ImportedProject) -> Iterator[str]:
    key = found.entries.key
    yield ""
    yield f"{found.merged.number} {key.name}{_place(_entry(found, Field.POSITION))}"
    yield f"  单位：{key.organisation.code} {key.organisation.name}　年度：{key.year}"
    budget = [entry for entry in found.entries.entries if entry.field is Field.INITIAL_BUDGET and entry.text]
    for entry in budget:
        yield f"  {entry.part or '预算数'}：{entry.reading}{_place(entry)}"
    yield from _amounts(found)
    for said in (Field.PURPOSE, Field.GOALS, Field.ACHIEVED):
        written = _entry(found, said)
        if written is not None:
            text = written.reading.replace("\n", "\n    ")
            yield f"  {FIELDS[said].heading}：{text}{_place(written)}"
    kinds = Counter(_KINDS[type(line.target.value)] for line in found.project.indicators if not line.vanished)
    by_kind = "、".join(f"{name}{kinds[name]}" for name in _KINDS.values() if kinds[name])
    yield f"  指标：{len(found.entries.lines)}个（{by_kind}）"
    if found.filled:
        yield f"  {_filled(found)}"
    yield from _changes(found)


def _doubts(found: list[Found]) -> Iterator[str]:
    """How many doubts the targets raise, and those that are to be mended or answered."""
    if not found:
        return
    yield f"  审核：{severities_text(each.finding for each in found)}（建议见 scorer check）"
    for each in found:
        if each.finding.severity is not FindingSeverity.INFORMATION:
            yield f"    {next(finding_lines(each))}"


def _amounts(found: ImportedProject) -> Iterator[str]:
    """The adjusted budget and what was executed, which only a filled form has."""
    for entry in found.entries.entries:
        if entry.field in {Field.FULL_YEAR_BUDGET, Field.EXECUTED} and entry.text:
            part = f"（{entry.part}）" if entry.part else ""
            yield f"  {FIELDS[entry.field].heading}{part}：{entry.reading}{_place(entry)}"


def _filled(found: ImportedProject) -> str:
    """How much a filled form says, and its scores beside the computed ones."""
    entries = (found.entries.entries, *(line.entries for line in found.entries.lines))
    said = Counter(entry.field for each in entries for entry in each if entry.text)
    counts = f"实际完成值{said[Field.ACTUAL]}个，自评得分{said[Field.STATED_SCORE]}个"
    also = {"评定档次": said[Field.TIER], "不适用": said[Field.NOT_APPLICABLE]}
    counts += "".join(f"，{what}{count}个" for what, count in also.items() if count)
    cancelled = found.project.not_applicable
    if cancelled is not None:
        return f"自评：项目取消，原因：{one_line(cancelled.value)}"
    assessment, year = found.assessment, found.entries.key.year
    if assessment is None:
        return f"自评：{counts}；{year}年度没有自动采用的评分办法，报告时请用 --rules 指定"
    lines = tuple(stated_lines(assessment))
    compared = f"（与系统得分{counts_text(lines)}）" if lines else ""
    return f"自评：{counts}{compared}；{total_text(assessment)}"


def _changes(found: ImportedProject) -> Iterator[str]:
    """What the import did to a project that the record had already."""
    merged = found.merged
    if merged.created:
        return
    numbers = {
        line.key: f"{merged.number}.{line.number} {line.key.name}" for line in found.project.indicators
    }
    if merged.renamed_from:
        yield f"  更名：原名{merged.renamed_from}"
    for change in merged.changed:
        if found.filled and not change.old and change.field in _OF_FORM:
            continue  # counted above: a form brings them all at once
        line = f"{numbers[change.line]} " if change.line else ""
        yield f"  变更：{line}{_change(change)}"
    for old, new in merged.renamed:
        yield f"  更名：{numbers[new]}（原名{old.name}，已填的值保留）"
    for added in merged.added:
        yield f"  新增：{numbers[added]}"
    for gone in merged.vanished:
        if gone not in found.pruned:
            yield f"  表中已没有：{numbers[gone]}（已填的值保留，不再计分；移除请用 --prune）"
    for gone in found.pruned:
        yield f"  移除：{numbers[gone]}（记录仍保留，再导入时恢复）"
    yield from _consequences(found, numbers)


def _consequences(found: ImportedProject, numbers: dict[LineKey, str]) -> Iterator[str]:
    """What the changes did to what people had adjusted and judged."""
    for key, adjusted in found.replaced:
        yield f"  调整失效：{numbers[key]} 调整后指标值“{adjusted}”，改按新导入的指标值"
    for text in lapsed_texts(found.lapses):
        yield f"  {text}"


def _change(change: Change) -> str:
    """A field's old and new text; its readings where only those differ."""
    part = f"（{change.part}）" if change.part else ""
    old, new = change.old or "（无）", change.new or "（无）"
    if change.old == change.new:
        old, new = f"读作{change.old_reading}", f"读作{change.new_reading}"
    return f"{FIELDS[change.field].heading}{part}：{old} → {new}"


def _entry(found: ImportedProject, field: Field) -> Entry | None:
    return next((entry for entry in found.entries.entries if entry.field is field), None)


def _place(entry: Entry | None) -> str:
    if entry is None or entry.source is None:
        return ""
    return f"　〔{entry.source.place.removeprefix(entry.source.document).strip()}〕"
