"""Two rule sets over one year: what a comparison (评分办法比较) shows in every format."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scorer.report.contrast_words import reason_text
from scorer.report.year import YearReport, is_cancelled
from scorer.scoring.contrast import Contrast, LineChange, contrast


@dataclass(frozen=True, slots=True)
class RulesContrast:
    """The same projects assessed once by each rule set; `changed` are those that differ, in their order."""

    before: YearReport
    after: YearReport
    changed: tuple[Contrast, ...] = field(init=False)

    def __post_init__(self) -> None:
        pairs = zip(self.before.assessments, self.after.assessments, strict=True)
        found = (contrast(before, after) for before, after in pairs)
        object.__setattr__(self, "changed", tuple(each for each in found if each.changed))

    @property
    def projects(self) -> int:
        """How many projects were compared; a cancelled one has nothing to compare."""
        return len(self.before.assessments) - self.cancelled

    @property
    def cancelled(self) -> int:
        """How many projects are cancelled."""
        return sum(map(is_cancelled, self.before.assessments))

    @property
    def lines(self) -> int:
        """How many lines were compared; a cancelled project has none."""
        return sum(len(each.lines) for each in self.before.assessments if not is_cancelled(each))

    @property
    def changed_lines(self) -> int:
        """How many of them change."""
        return sum(len(each.lines) for each in self.changed)


def line_changes(report: RulesContrast) -> Iterator[tuple[Contrast, LineChange]]:
    """Every line that changes, with its project."""
    for each in report.changed:
        for line in each.lines:
            yield each, line


def rules_at_work(report: RulesContrast) -> Iterator[str]:
    """Each differing rule that changes anything, with how many lines or ratings it bears on."""
    lines = Counter(reason_text(reason) for _, line in line_changes(report) for reason in line.reasons)
    ratings = Counter(reason_text(reason) for each in report.changed for reason in each.reasons)
    yield from (f"{text}，涉及{count}个项目的等级" for text, count in ratings.items())
    yield from (f"{text}，涉及{count}项" for text, count in lines.items())


def _table(report: RulesContrast) -> str:
    from scorer.report.contrast_sections import sections, title  # noqa: PLC0415
    from scorer.report.table import table_text  # noqa: PLC0415

    return table_text(title(report), sections(report))


def _markdown(report: RulesContrast) -> str:
    from scorer.report.contrast_sections import sections, title  # noqa: PLC0415
    from scorer.report.markdown import markdown_text  # noqa: PLC0415

    return markdown_text(title(report), sections(report))


def _json(report: RulesContrast) -> str:
    from scorer.report.contrast_json import render_contrast_json  # noqa: PLC0415

    return render_contrast_json(report)


def _csv(report: RulesContrast) -> str:
    from scorer.report.contrast_csv import render_contrast_csv  # noqa: PLC0415

    return render_contrast_csv(report)


CONTRAST_FORMATS: dict[str, Callable[[RulesContrast], str]] = {
    "table": _table,
    "markdown": _markdown,
    "json": _json,
    "csv": _csv,
}
"""What writes each format; CSV is to be saved with a byte-order mark, its line ends as they are."""
