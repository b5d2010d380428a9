"""Adjusting a line's target or points by hand, each with its reason, and taking that back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from scorer.model.entry import Entry
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Indicator
from scorer.model.target import Unreadable
from scorer.notation.characters import plain, shown
from scorer.notation.context import LineContext
from scorer.notation.numbers import read_number
from scorer.notation.targets import ReadAs, print_target, read_as, read_target
from scorer.scoring.assessment import assess
from scorer.scoring.faults import fault_text
from scorer.scoring.figures import printed_points
from scorer.scoring.outcome import AssessedLine, Assessment, NotApplicable
from scorer.scoring.points import PART_OF_ANOTHER, PointsFaultKind
from scorer.store.action import Action
from scorer.workflow.assessing import line_of
from scorer.workflow.desk import Desk
from scorer.workflow.lapsing import lapses
from scorer.workflow.lookup import find_indicator, find_project
from scorer.workflow.recording import Recording
from scorer.workflow.rehearsal import acting

_PARTS = {Field.ADJUSTED_TARGET: "指标值", Field.SET_POINTS: "分值"}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a person wants of a line: a target, how it is read, its points; "" and None where nothing is said.

    `clear` are the adjustments to be taken back: ADJUSTED_TARGET, SET_POINTS.
    """

    target: str | None = None
    read_as: ReadAs | None = None
    points: str | None = None
    because: str = ""
    clear: tuple[Field, ...] = ()


def adjust(
    desk: Desk, project: str, indicator: str, wanted: Adjustment, *, dry_run: bool = False
) -> tuple[Recording, AssessedLine]:
    """Adjust a line of the record; gives the line as it is then, and which judgements lapsed.

    Refused where the reason is missing, where the target says nothing or cannot be read as asked, or where
    the points of the line's dimension would not come out even.
    """
    year = desk.year_to_write()
    rules = desk.rules_of(year)
    number = find_project(desk.listings(year), project).number
    with acting(desk, dry_run=dry_run) as action:
        before = assess(next(desk.store.projects(year, numbers=(number,))), rules)
        line = find_indicator(before.project, indicator)
        with _naming(number, line):
            entries, problems = _entries(line, wanted, year)
            _write(action, (year, number), line, entries)
            after = assess(next(desk.store.projects(year, numbers=(number,))), rules)
            if wanted.points is not None:
                _check_points(line_of(before, line.number), after)
        wrote = action.wrote
    notes = tuple(_named(number, line, problem) for problem in problems)
    recording = Recording(wrote, (after,), notes, tuple(lapses(before, after)))
    return recording, line_of(after, line.number)


def _entries(line: Indicator, wanted: Adjustment, year: int) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    if not wanted.because.strip() and _adjusts(wanted):
        message, hint = "调整没有写理由", "请用 --because 写明，如“年中调整，见某文件”"
        raise Refused(Problem(Code.REASON_MISSING, message, hint))
    for field in wanted.clear:
        if _is_adjusted(line, field):
            entries += (Entry(field, "", ""), _reason(field, wanted.because))
        else:
            message = f"没有调整过{_PARTS[field]}，没有可清除的"
            problems.append(Problem(Code.NOTHING_TO_CLEAR, message))
    if wanted.target is not None or wanted.read_as is not None:
        entries += _of_target(line, _target(line, wanted, year), wanted.because)
    if wanted.points is not None:
        entries += (_points(wanted.points), _reason(Field.SET_POINTS, wanted.because))
    return tuple(entries), tuple(problems)


def _adjusts(wanted: Adjustment) -> bool:
    return any(value is not None for value in (wanted.target, wanted.read_as, wanted.points))


def _is_adjusted(line: Indicator, field: Field) -> bool:
    return (line.imported_target if field is Field.ADJUSTED_TARGET else line.set_points) is not None


def _reason(field: Field, because: str) -> Entry:
    return Entry(Field.ADJUSTED_BECAUSE, because.strip(), because.strip(), part=_PARTS[field])


def _of_target(line: Indicator, entry: Entry, because: str) -> Iterator[Entry]:
    """The adjusted target with its reason; of the target in force the reason alone, if it was adjusted."""
    repeats = (entry.text, entry.reading) == (line.target.text, print_target(line.target.value))
    if not repeats:
        yield entry
    if not repeats or line.imported_target is not None:
        yield _reason(Field.ADJUSTED_TARGET, because)


def _target(line: Indicator, wanted: Adjustment, year: int) -> Entry:
    key = line.key
    text, target, notes = line.target.text, line.target.value, line.target.notes
    if wanted.target is not None:
        text = wanted.target.strip()
        context = LineContext(year, key.dimension, key.category, key.name)
        target, notes = read_target(text, context)
    if wanted.read_as is not None:
        read = read_as(target, text, wanted.read_as)
        if read is None:
            message = f"指标值“{shown(text)}”里没有可以比较的一个数，不能读作{wanted.read_as.words}"
            hint = "请用 --target 写出指标值，如“≥4场”；要按文字评定请用 --read-as judged"
            raise Refused(Problem(Code.NOT_COMPARABLE, message, hint))
        return Entry(
            Field.ADJUSTED_TARGET, text, print_target(read), (f"人工指定读作{wanted.read_as.words}",)
        )
    if isinstance(target, Unreadable):
        hint = "请写出指标值，如“≥30场”“≤3.84万元”“≤10月底”；要按文字评定请写“文字评定：”和原文"
        message = f"指标值“{shown(text)}”读不出来：{target.reason}"
        raise Refused(Problem(Code.TARGET_NEEDED, message, hint))
    return Entry(Field.ADJUSTED_TARGET, text, print_target(target), notes)


def _points(text: str) -> Entry:
    value = read_number(plain(text).removesuffix("分"))
    if value is None or value < 0 or value > 100 or value * 100 != int(value * 100):
        message = f"分值“{shown(text)}”不是0至100之间、至多两位小数的数"
        raise Refused(Problem(Code.POINTS_UNREADABLE, message, "请填写分值，如 5 或 4.17"))
    return Entry(Field.SET_POINTS, text.strip(), printed_points(int(value * 100)))


def _write(action: Action, project: tuple[int, int], line: Indicator, entries: tuple[Entry, ...]) -> None:
    """Record the entries; an adjustment that a later import replaced is taken back first, then made anew."""
    if line.imported_target is None and any(entry.field is Field.ADJUSTED_TARGET for entry in entries):
        action.record(*project, line.number, (Entry(Field.ADJUSTED_TARGET, "", ""),))
    action.record(*project, line.number, entries)
    action.flush()


def _check_points(line: AssessedLine, after: Assessment) -> None:
    """Refuse points for a line that carried none before, and those that leave its dimension uneven."""
    if isinstance(line.outcome, NotApplicable) or line.key.name.startswith(PART_OF_ANOTHER):
        message = "该指标不计分（不适用、表中已没有，或是“其中”项），不能设定分值"
        problem = Problem(Code.POINTS_DO_NOT_FIT, message, "请设定计分的指标的分值")
        raise Refused(problem)
    if after.fault is not None and after.fault.kind is PointsFaultKind.SET_POINTS:
        number = after.project.number
        hint = f"请减少或增加设定的分值，或先用 scorer adjust {number} 指标 --clear points 取消其他指标的设定"
        problem = Problem(Code.POINTS_DO_NOT_FIT, fault_text(after.project, after.fault), hint)
        raise Refused(problem)


@contextmanager
def _naming(number: int, line: Indicator) -> Iterator[None]:
    """Let what is refused name the line that it is about."""
    try:
        yield
    except Refused as refused:
        raise Refused(*(_named(number, line, problem) for problem in refused.problems)) from None


def _named(number: int, line: Indicator, problem: Problem) -> Problem:
    return replace(problem, message=f"{number}.{line.number} {line.key.name}：{problem.message}")
