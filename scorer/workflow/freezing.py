"""Freezing (冻结): a result is kept as it was printed, and later compared with what it would be now."""

from dataclasses import dataclass

from scorer.model.frozen import Frozen, FrozenTexts, Scope
from scorer.model.problem import Code, Problem, Refused
from scorer.notation.characters import tidy
from scorer.report import FORMATS, YearReport
from scorer.scoring.assessment import assess
from scorer.scoring.rule_file import read_rules
from scorer.scoring.rules import RuleSet
from scorer.store import Store
from scorer.workflow.auditing import expect_no_errors
from scorer.workflow.desk import Desk
from scorer.workflow.lookup import find_project


@dataclass(frozen=True, slots=True)
class Kept:
    """A frozen result with its texts."""

    frozen: Frozen
    texts: FrozenTexts


def freeze(desk: Desk, project: str | None, because: str) -> Frozen:
    """Keep the year's result, of all projects, the organisation's or the one named, by the rules in force.

    The result is that of the record as it is at one moment: what others enter meanwhile is not in it. Raises
    Refused with all that keeps it from being frozen, and then nothing is stored.
    """
    year = desk.year_to_write()
    last = desk.store.last_action()
    rules = desk.rules_of(year)
    scope = Scope(year, last, _numbers(desk, year, project), project is not None)
    report = _report(desk.store, scope, rules, last=last)
    expect_no_errors(desk, report.assessments, stops="冻结")
    texts = FrozenTexts(desk.book.content, _json(report), FORMATS["table"](report).encode())
    with desk.store.act(desk.stamp) as action:
        return action.freeze(scope, rules.id, rules.sha256, tidy(because), texts)


def find_frozen(store: Store, wanted: str) -> Kept:
    """The frozen result of that id (2024-1); Refused with those that there are."""
    known = store.frozen()
    found = next((each for each in known if each.id == wanted.strip()), None)
    if found is None:
        ids = f"现有：{'、'.join(each.id for each in known)}" if known else "还没有冻结过"
        hint = f"{ids}。列出：scorer rules frozen；冻结：scorer rules freeze"
        raise Refused(Problem(Code.NO_FROZEN, f"没有编号为“{wanted}”的冻结结果", hint))
    return Kept(found, store.frozen_texts(found))


def rendered_anew(store: Store, kept: Kept, format_: str) -> YearReport:
    """The frozen result made again from the record as it was and the rule file that was kept, for a format.

    Refused where what comes out is not the JSON that was kept, to the byte: this program's law is another.
    """
    frozen = kept.frozen
    book, _ = read_rules(f"冻结结果{frozen.id}的评分办法", kept.texts.rule_file)
    if book is None:
        raise Refused(_differs(kept, format_, "本版本读不了当时的评分办法文件"))
    rules = book.in_force(frozen.scope.year, frozen.rules)
    report = _report(store, frozen.scope, rules, last=frozen.scope.last_action)
    if _json(report) != kept.texts.json:
        raise Refused(_differs(kept, format_, "本版本按当时的填报和评分办法得出的结果与它不同"))
    return report


def as_of_now(desk: Desk, kept: Kept) -> YearReport:
    """The same projects as they are now, by the rule set of the same id, else by the one in force."""
    scope = kept.frozen.scope
    known = {rules.id: rules for rules in desk.book.rules.rule_sets}
    rules = known.get(kept.frozen.rules) or desk.book.rules.in_force(scope.year, None)
    return _report(desk.store, scope, rules, last=None)


def _report(store: Store, scope: Scope, rules: RuleSet, *, last: int | None) -> YearReport:
    projects = store.projects(scope.year, numbers=scope.numbers, last=last)
    assessments = tuple(assess(found, rules) for found in projects)
    return YearReport(
        scope.year, None, rules, assessments, store.remarks(scope.year, last=last), scope.detail
    )


def _numbers(desk: Desk, year: int, project: str | None) -> tuple[int, ...] | None:
    """The numbers of the projects that are meant; None for all of the year."""
    if project is None and desk.organisation is None:
        return None
    listings = desk.listings(year)
    if project is not None:
        listings = (find_project(listings, project),)
    return tuple(listing.number for listing in listings)


def _json(report: YearReport) -> bytes:
    return FORMATS["json"](report).encode()


def _differs(kept: Kept, format_: str, why: str) -> Problem:
    frozen = kept.frozen
    message = f"冻结结果{frozen.id}（{frozen.stamp.program}）不能另出{format_}：{why}"
    hint = "JSON和表格是当时原样保存的，仍可用 --format json 或 --format table 取出；要另出其他格式请用当时的版本"
    return Problem(Code.FROZEN_DIFFERS, message, hint)
