"""A conversation that asks for what is missing: what is asked next, and what an answer does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from scorer.model.fields import FIELDS, Field
from scorer.model.problem import Code, Problem, Refused
from scorer.notation.characters import plain
from scorer.scoring.assessment import assess
from scorer.scoring.comparison import Graded
from scorer.scoring.outcome import Assessment, Scored
from scorer.workflow.asking import Command, Declined, Progress, Question, Reply, Stored, Turn
from scorer.workflow.assessing import line_of
from scorer.workflow.desk import Desk
from scorer.workflow.given import CLEAR, Given
from scorer.workflow.lookup import find_line_number, find_project
from scorer.workflow.owed import Tally, owed_fields, tally
from scorer.workflow.recording import Addressed, record

NOT_APPLICABLE = "不适用"
"""How an answer begins that excludes the line; the reason follows, or is asked."""

_COMMANDS = {command.value: command for command in Command} | {"?": Command.HELP}
_YES, _NO = frozenset({"是", "y", "Y", "yes"}), frozenset({"", "否", "n", "N", "no"})
_FIGURES = frozenset({Field.ACTUAL, Field.FULL_YEAR_BUDGET, Field.EXECUTED})
_EXCLUDABLE = _FIGURES | {Field.TIER, Field.SHARE}
# Asked in between, because of an answer: the way back leads to the question that was answered.
_IN_BETWEEN = frozenset({Field.OVER_BUDGET, Field.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class _Place:
    project: int
    line: int
    field: Field


class _OvertakenError(Exception):
    """Somebody else changed the line after it was shown."""


class Session:
    """Asks for what the year's projects lack, or for one project or line, and stores each answer at once.

    `desk` gives a desk with the time of the moment: every answer is an action of its own. `question` is
    None once nothing is left to ask; what was skipped is asked again by the next session.
    """

    def __init__(self, desk: Callable[[], Desk], project: str | None, indicator: str | None) -> None:
        self._desk = desk
        now = desk()
        self._year = now.year_to_write()
        self._rules = now.rules_of(self._year)
        listings = now.listings(self._year)
        if project is not None:
            listings = (find_project(listings, project),)
        numbers = tuple(listing.number for listing in listings)
        self._tallies: dict[int, Tally] = {}
        for found in now.store.projects(self._year, numbers=numbers):
            self._see(assess(found, self._rules))
        self._only = None if indicator is None else find_line_number(self._seen.project, indicator)
        self._asked: set[tuple[int, int]] = set()
        self._trail: list[_Place] = []
        self._left: set[Field] = set()
        # An answer that waits for a yes, and an amount that waits for its explanation.
        self._waiting: tuple[Given, ...] = ()
        self._unexplained: tuple[Given, ...] = ()
        self._at = self._first()

    def question(self) -> Question | None:
        """What is asked now; None at the end."""
        at = self._at
        if at is None:
            return None
        line = line_of(self._seen, at.line)
        waiting = self._waiting[-1].text if self._waiting else ""
        missing = at.field in owed_fields(line, self._seen.project)
        return Question(self._seen, line, at.field, self._progress(at), not missing, waiting)

    def answer(self, text: str) -> Reply:
        """Take what was typed for the question: store it, move, or say what is wrong with it.

        There must be a question.
        """
        at = self._at
        assert at is not None
        said = plain(text)
        command = _COMMANDS.get(said)
        if command is not None:
            return self._obey(command, at)
        if self._waiting:
            return self._confirmed(said, at)
        if not said:
            return self._leave(at)
        if said.startswith(NOT_APPLICABLE) and at.field in _EXCLUDABLE:
            return self._exclude(text.strip().removeprefix(NOT_APPLICABLE).strip(" \u3000:：,，"), at)
        return self._store((*self._unexplained, *_cleared(at, self._seen), Given(at.field, text)), at)

    def summary(self) -> tuple[tuple[Assessment, ...], Progress]:
        """The projects that were asked about as they are now (all if none was), and how far all of them are."""
        asked = {number for number, _ in self._asked} or self._tallies
        numbers = tuple(number for number in self._tallies if number in asked)
        projects = self._desk().store.projects(self._year, numbers=numbers)
        assessments = tuple(assess(project, self._rules) for project in projects)
        for assessment in assessments:
            self._see(assessment)
        return assessments, self._progress(None)

    def _first(self) -> _Place | None:
        """Where the conversation begins: a line that was named is asked for its figure in any case."""
        if self._only is None:
            return self._next_place()
        line = line_of(self._seen, self._only)
        owed = _FIGURES.intersection(owed_fields(line, self._seen.project))
        usual = Field.ACTUAL if line.indicator else Field.EXECUTED
        return self._asking(_Place(self._seen.project.number, self._only, next(iter(owed), usual)))

    def _next_place(self) -> _Place | None:
        """The first line that lacks something and was not asked about yet."""
        while True:
            owed = ((number, line) for number, one in self._tallies.items() for line in one.owed)
            number, line = next((place for place in owed if place not in self._asked), (0, 0))
            if not number:
                return None
            self._load(number)
            if line in self._tallies[number].owed:
                self._left = set()
                fields = owed_fields(line_of(self._seen, line), self._seen.project)
                return self._asking(_Place(number, line, fields[0]))

    def _asking(self, place: _Place) -> _Place:
        self._asked.add((place.project, place.line))
        self._trail.append(place)
        return place

    def _obey(self, command: Command, at: _Place) -> Turn:
        match command:
            case Command.QUIT:
                return Turn.QUIT
            case Command.HELP:
                return Turn.HELP
            case Command.SKIP:
                self._forget()
                self._at = None if self._only is not None else self._next_place()
                return Turn.MOVED
            case Command.BACK:
                return self._back(at)
            case _:
                assert_never(command)

    def _back(self, at: _Place) -> Turn:
        if self._waiting or at.field in _IN_BETWEEN:
            self._forget()
            self._at = self._trail[-1]
            return Turn.MOVED
        if len(self._trail) == 1:
            return Turn.AT_THE_FIRST
        self._trail.pop()
        self._asked.discard((at.project, at.line))
        self._at = self._trail[-1]
        self._asked.add((self._at.project, self._at.line))
        self._left = set()
        self._load(self._at.project)
        return Turn.MOVED

    def _forget(self) -> None:
        self._waiting = self._unexplained = ()

    def _leave(self, at: _Place) -> Reply:
        """Enter alone: what is there already stays, a reason may come later, a figure is needed."""
        if at.field in _IN_BETWEEN:
            return self._back(at)
        missing = owed_fields(line_of(self._seen, at.line), self._seen.project)
        if at.field in _FIGURES and at.field in missing:
            heading = FIELDS[at.field].heading
            hint = f"请填写；暂时没有就输入“{Command.SKIP}”，要停下就输入“{Command.QUIT}”"
            return Declined((Problem(Code.EMPTY_VALUE, f"没有填{heading}", hint),))
        self._left.add(at.field)
        self._go_on(at)
        return Turn.MOVED

    def _exclude(self, reason: str, at: _Place) -> Reply:
        if at.line == 0:
            number = at.project
            hint = f"整个项目取消的，请退出后用 scorer record-actual {number} --not-applicable 原因"
            problem = Problem(Code.ROW_NOT_UNDERSTOOD, "预算执行率不能单独填不适用", hint)
            return Declined((problem,))
        if reason:
            return self._store((Given(Field.NOT_APPLICABLE, reason),), at)
        self._at = replace(at, field=Field.NOT_APPLICABLE)
        return Turn.MOVED

    def _confirmed(self, said: str, at: _Place) -> Reply:
        """Whether what was typed shall stand although somebody else changed the line meanwhile."""
        given = self._waiting
        if said in _YES:
            self._waiting = ()
            return self._store(given, at)
        if said not in _NO:
            return Turn.UNCLEAR
        self._forget()
        self._go_on(at)
        return Turn.MOVED

    def _store(self, given: tuple[Given, ...], at: _Place) -> Reply:
        addressed = Addressed(at.project, at.line or None, given)
        try:
            recording = record(self._desk(), self._year, (addressed,), look_first=self._look)
        except _OvertakenError:
            self._waiting = given
            self._load(at.project)
            return Turn.OVERTAKEN
        except Refused as refused:
            if any(problem.code is Code.OVER_BUDGET for problem in refused.problems):
                self._unexplained = given
                self._at = replace(at, field=Field.OVER_BUDGET)
            return Declined(refused.problems)
        self._forget()
        (now,) = recording.assessments
        self._see(now)
        self._go_on(at, stored=given[-1].field)
        return Stored(now, line_of(now, at.line), given[-1].field, recording.problems)

    def _look(self, now: dict[int, Assessment]) -> None:
        """Raise where the line is no longer what was shown."""
        at = self._at
        assert at is not None
        if _facts(now[at.project], at.line) != _facts(self._seen, at.line):
            raise _OvertakenError

    def _go_on(self, at: _Place, stored: Field | None = None) -> None:
        """Ask for the next that the line lacks, else for the next line."""
        line = line_of(self._seen, at.line)
        owed = [field for field in owed_fields(line, self._seen.project) if field not in self._left]
        if (
            stored is Field.TIER
            and isinstance(line.outcome, Scored)
            and isinstance(line.outcome.comparison, Graded)
        ):
            owed.insert(0, Field.SHARE)
        if owed:
            self._at = self._asking(replace(at, field=owed[0]))
        else:
            self._at = None if self._only is not None else self._next_place()

    def _load(self, number: int) -> None:
        (project,) = self._desk().store.projects(self._year, numbers=(number,))
        self._see(assess(project, self._rules))

    def _see(self, assessment: Assessment) -> None:
        self._seen = assessment
        self._tallies[assessment.project.number] = tally(assessment)

    def _progress(self, at: _Place | None) -> Progress:
        counted = [(number, line) for number, one in self._tallies.items() for line in one.counted]
        turn = counted.index((at.project, at.line)) + 1 if at and (at.project, at.line) in counted else 0
        tallies = self._tallies.values()
        return Progress(
            turn,
            len(counted),
            sum(one.filled for one in tallies),
            sum(one.unexplained for one in tallies),
        )


def _cleared(at: _Place, assessment: Assessment) -> tuple[Given, ...]:
    """A new tier takes back the share that was given inside the old one."""
    indicator = line_of(assessment, at.line).indicator
    old = at.field is Field.TIER and indicator is not None and indicator.share is not None
    return (Given(Field.SHARE, CLEAR),) if old else ()


def _facts(assessment: Assessment, number: int) -> tuple[object, ...]:
    """All that is recorded of a line; of budget execution the project's own figures and reasons."""
    project, indicator = assessment.project, line_of(assessment, number).indicator
    if indicator is not None:
        return (indicator,)
    return (project.budget, project.over_budget, project.cause, project.remedy)
