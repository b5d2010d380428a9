"""The checks run over the record: findings of a year, and answers to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from scorer.audit.answers import answered, answers_of, key_of
from scorer.audit.audit import audit
from scorer.audit.check import Check, Context
from scorer.audit.check_rules import AuditRules, read_audit_rules
from scorer.audit.elsewhere import last_years
from scorer.audit.registry import CHECKS, IDS, SEVERITIES
from scorer.model.entry import Entry
from scorer.model.fields import Field
from scorer.model.finding import Finding, FindingSeverity
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Project, Recorded
from scorer.notation.characters import tidy
from scorer.report.findings import AuditReport, Found
from scorer.report.year import is_cancelled
from scorer.scoring.assessment import assess
from scorer.scoring.outcome import Assessment
from scorer.workflow.desk import Desk
from scorer.workflow.files import shipped
from scorer.workflow.lookup import find_line_number, find_project, find_subject
from scorer.workflow.rehearsal import acting
from scorer.workflow.rule_books import FILE_NAME, RuleBook

_GRAVEST = tuple(FindingSeverity)
OF_TARGETS = "T"
"""The letter that the ids of the checks of targets begin with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; None does not matter. `checks` are ids, `targets` asks for those of targets."""

    project: str | None = None
    checks: tuple[str, ...] | None = None
    targets: bool = False


def audit_rules(book: RuleBook) -> AuditRules:
    """The rules of the checks in the rule file; of a file without any, those that come with the program.

    Raises Refused with every fault.
    """
    for name, content in ((str(book.path), book.content), (FILE_NAME, shipped(FILE_NAME).read_bytes())):
        rules, problems = read_audit_rules(name, content, SEVERITIES)
        if problems:
            raise Refused(*problems)
        if rules is not None:
            return rules
    raise AssertionError("the shipped file has the rules of the checks")


def audit_year(desk: Desk, wanted: Wanted) -> AuditReport:
    """What the checks find in a year of the record, or in one project of it.

    What shows only across projects is looked for among all of them, and told with the project asked for.
    """
    year = desk.year_to_read()
    listings = desk.listings(year)
    number = None if wanted.project is None else find_project(listings, wanted.project).number
    numbers = None if desk.organisation is None else tuple(listing.number for listing in listings)
    rules = desk.rules_of(year)
    names = _Names()
    projects = desk.store.projects(year, numbers=numbers, as_of=desk.until)
    assessments = (names.keep(assess(project, rules)) for project in projects)
    limits = audit_rules(desk.book).checks
    found = audit(assessments, limits, context=known_beside(desk, year), checks=_checks(wanted))
    findings = sorted(
        (finding for finding in found if number is None or finding.concerns(number)),
        key=lambda finding: (names.place(finding.project), *_gravest_first(finding)),
    )
    cancelled = names.cancelled if number is None else names.cancelled & {number}
    count = (len(names) if number is None else 1) - len(cancelled)
    listed = tuple(names.found(finding) for finding in findings)
    return AuditReport(year, rules, count, listed, len(cancelled), chosen=wanted.checks is not None)


def audit_document(desk: Desk, projects: Iterable[Project], *, targets: bool) -> tuple[Found, ...]:
    """What the checks find in the projects of one document, or in their targets; nothing in a year without rules."""
    names = _Names()
    found: list[Finding] = []
    checks = _checks(Wanted(targets=targets))
    limits = audit_rules(desk.book).checks
    for year, of_year in groupby(sorted(projects, key=lambda each: each.year), key=lambda each: each.year):
        try:
            rules = desk.rules_of(year)
        except Refused:
            continue
        assessments = (names.keep(assess(project, rules)) for project in of_year)
        found += audit(assessments, limits, context=known_beside(desk, year), checks=checks)
    return tuple(names.found(finding) for finding in sorted(found, key=_gravest_first))


def expect_no_errors(
    desk: Desk, assessments: Iterable[Assessment], *, stops: str, otherwise: str = ""
) -> None:
    """Refuse what errors (E) stop, with every one of them; `otherwise` is what may be done all the same.

    Errors show in one project alone, so the assessments need not be those of a whole year.
    """
    names = _Names()
    found = audit(map(names.keep, assessments), audit_rules(desk.book).checks)
    errors = [names.found(each) for each in found if each.severity is FindingSeverity.ERROR]
    if errors:
        message = f"审核有{len(errors)}个错误（E），不能{stops}"
        head = Problem(Code.ERRORS_STAND, message, f"请按下面的建议改正后再做{otherwise}")
        raise Refused(head, *map(_as_problem, errors))


def _as_problem(found: Found) -> Problem:
    finding = found.finding
    source = finding.sources[0] if finding.sources else None
    message = f"{finding.check} {found.number} {found.line or found.project}：{finding.sentence}"
    return Problem(Code.ERRORS_STAND, message, finding.remedy, source)


def answer(
    desk: Desk, check: str, subject: str, because: str | None, *, dry_run: bool = False
) -> tuple[Found, ...]:
    """Answer what a check finds in a project or a line of it, or take the answer back where `because` is None.

    What it finds is told by the desk's rules and of its day. Gives the findings as they then are. Refused where
    the check finds nothing there, or what it finds has to be mended (E).
    """
    year = desk.year_to_write()
    number, line = _place(desk, year, subject)
    if because is not None and not tidy(because):
        hint = "请用 --because 写明，如“另有区级资金21万元负担”"
        raise Refused(Problem(Code.REASON_MISSING, "说明没有内容", hint))
    report = audit_year(desk, Wanted(project=str(number), checks=(check,)))
    meant = tuple(each for each in report.found if line is None or each.finding.concerns_line(number, line))
    named = f"{number}.{line}" if line is not None else f"项目{number}"
    _check_answer(check, named, meant, gives=because is not None)
    with acting(desk, dry_run=dry_run) as action:
        for each in meant:
            text = "" if because is None else tidy(because)
            entry = Entry(Field.ANSWER, text, text, part=key_of(each.finding))
            action.record(year, each.finding.project, each.finding.line or None, (entry,))
            action.flush()
        numbers = tuple(dict.fromkeys(each.finding.project for each in meant))
        given = {each.number: answers_of(each) for each in desk.store.projects(year, numbers=numbers)}
    return tuple(
        Found(each.project, each.line, answered(each.plain, given[each.finding.project])) for each in meant
    )


def _place(desk: Desk, year: int, subject: str) -> tuple[int, int | None]:
    """The numbers of the project and of the line of it that are meant; no line for the project itself."""
    project, indicator = find_subject(desk.listings(year), subject)
    if indicator is None:
        return project.number, None
    (found,) = desk.store.projects(year, numbers=(project.number,), as_of=desk.until)
    return project.number, find_line_number(found, indicator)


def _gravest_first(finding: Finding) -> tuple[int, str]:
    return _GRAVEST.index(finding.severity), finding.check


def _check_answer(check: str, subject: str, meant: tuple[Found, ...], *, gives: bool) -> None:
    if not meant:
        hint = "现有的疑点用 scorer check 查看"
        raise Refused(Problem(Code.NO_FINDING, f"{subject}没有{check}的疑点", hint))
    if gives and any(each.finding.severity is FindingSeverity.ERROR for each in meant):
        message = f"{subject}的{check}是错误（E），要改正，不能只作说明"
        raise Refused(Problem(Code.FINDING_TO_MEND, message, meant[0].finding.remedy))
    if not gives and not any(each.finding.answer for each in meant):
        raise Refused(Problem(Code.NO_FINDING, f"{subject}的{check}没有说明过", "没有可取消的说明"))


def _checks(wanted: Wanted) -> tuple[Check, ...]:
    for id_ in wanted.checks or ():
        if id_ not in IDS:
            raise Refused(Problem(Code.NO_CHECK, f"没有编号为“{id_}”的审核", f"现有：{'、'.join(IDS)}"))
    chosen = CHECKS if wanted.checks is None else tuple(c for c in CHECKS if c.id in wanted.checks)
    return tuple(c for c in chosen if c.id.startswith(OF_TARGETS)) if wanted.targets else chosen


def known_beside(desk: Desk, year: int) -> Context:
    """What the record has beside the projects asked for: the names of the year's, last year's actuals."""
    names = tuple((each.number, each.organisation.name, each.name) for each in desk.store.listing(year))
    if year - 1 not in desk.store.years():
        return Context(names=names)
    return replace(last_years(_actuals(desk.store.projects(year - 1, as_of=desk.until))), names=names)


def _actuals(projects: Iterable[Project]) -> Iterator[tuple[str, str, str, Recorded[object] | None]]:
    for project in projects:
        for line in project.indicators:
            yield project.organisation.name, project.name, line.key.name, line.actual


class _Names:
    """The names of the projects and lines that went by, in their order."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[int, str, dict[int, str]]] = {}
        self.cancelled: set[int] = set()

    def __len__(self) -> int:
        return len(self._names)

    def keep(self, assessment: Assessment) -> Assessment:
        lines = {line.number: line.key.name for line in assessment.lines}
        project = assessment.project
        self._names[project.number] = (len(self._names), project.name, lines)
        if is_cancelled(assessment):
            self.cancelled.add(project.number)
        return assessment

    def place(self, project: int) -> int:
        return self._names[project][0]

    def found(self, finding: Finding) -> Found:
        _, name, lines = self._names[finding.project]
        return Found(name, "" if finding.line is None else lines[finding.line], finding)
