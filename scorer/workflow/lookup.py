"""Finding a project and an indicator by what the user types: number, full name, or a part that fits only one."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from scorer.model.entry import Organisation
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Indicator, Project
from scorer.notation.characters import plain
from scorer.notation.names import comparable
from scorer.scoring.outcome import EXECUTION
from scorer.store import Listing

T = TypeVar("T")
_MOST_SHOWN = 20
_NUMBER = re.compile(r"[0-9]{1,6}")
_LINE_NUMBER = re.compile(r"(?:([0-9]{1,6})\.)?([0-9]{1,6})")


def the_year(years: tuple[int, ...], wanted: int | None, *, writes: bool) -> int:
    """The fiscal year that is meant: the one named, else the only one, else for reading the newest.

    `years` are those of the record. Refused where there is none, where the one named is not among them, or
    where a command that writes cannot tell.
    """
    if not years:
        raise Refused(Problem(Code.NO_YEAR, "记录库里还没有项目", "请先用 scorer import 导入绩效目标表"))
    listed = "、".join(map(str, years))
    if wanted is not None:
        if wanted not in years:
            raise Refused(Problem(Code.NO_YEAR, f"记录库里没有{wanted}年度", f"现有年度：{listed}"))
        return wanted
    if writes and len(years) > 1:
        hint = "请用 --year 写明年度，或设置环境变量 SCORER_YEAR"
        raise Refused(Problem(Code.SEVERAL_YEARS, f"记录库里有多个年度：{listed}", hint))
    return years[-1]


def of_organisation(listings: Iterable[Listing], wanted: str | None) -> tuple[Listing, ...]:
    """The projects of the organisation whose code or name (or a part of it) is `wanted`; all for None."""
    if wanted is None:
        return tuple(listings)
    sought = comparable(wanted)
    listings = tuple(listings)
    found = tuple(listing for listing in listings if sought in _names_of(listing.organisation))
    if not found:
        found = tuple(listing for listing in listings if sought in comparable(listing.organisation.name))
    if not found:
        known = dict.fromkeys(f"{each.organisation.code}{each.organisation.name}" for each in listings)
        raise Refused(Problem(Code.NO_PROJECT, f"没有单位“{wanted}”的项目", f"现有单位：{_listed(known)}"))
    return found


def find_line_number(project: Project, wanted: str) -> int:
    """The number of the line that is meant; 0 for budget execution, said by 0, N.0 or 预算执行率.

    An indicator that bears that name goes first. Refused where none or several fit.
    """
    if _means_execution(project, wanted) and not any(
        line.key.name == wanted.strip() for line in project.indicators
    ):
        return 0
    return find_indicator(project, wanted).number


def written_as_one(wanted: str) -> str:
    """Project and indicator as two numbers where the number of a line (3.10) stands for a project; "" if not."""
    number = _LINE_NUMBER.fullmatch(plain(wanted).strip())
    return f"{number[1]} {number[2]}" if number is not None and number[1] else ""


def find_project(listings: Sequence[Listing], wanted: str) -> Listing:
    """The one project that is meant; Refused with the candidates where none or several fit."""
    wanted = wanted.strip()
    fitting = _projects(listings, wanted)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = _listed(f"{found.number} {found.name}（{found.organisation.name}）" for found in fitting)
        raise Refused(
            Problem(Code.SEVERAL_PROJECTS, f"“{wanted}”对应{len(fitting)}个项目", f"请写序号：{shown}")
        )
    shown = _listed(f"{listing.number} {listing.name}" for listing in listings)
    apart = written_as_one(wanted)
    hint = f"“{wanted}”是指标号，项目和指标请分开写：{apart}；" if apart else ""
    raise Refused(Problem(Code.NO_PROJECT, f"没有项目“{wanted}”", f"{hint}现有项目：{shown}"))


def find_subject(listings: Sequence[Listing], wanted: str) -> tuple[Listing, str | None]:
    """The project that is meant, and what stands behind a full stop for a line of it; None for no line.

    A full stop may also belong to a name: the whole goes first, then what stands before the last one. Refused
    where no project fits, or several do.
    """
    numbers = _LINE_NUMBER.fullmatch(plain(wanted).strip())
    if numbers is not None and numbers[1] is not None:
        return find_project(listings, numbers[1]), numbers[2]
    if not _projects(listings, wanted):
        for stop in (place for place in reversed(range(len(wanted))) if wanted[place] in ".．"):
            project, indicator = wanted[:stop].strip(), wanted[stop + 1 :].strip()
            if indicator and _projects(listings, project):
                return find_project(listings, project), indicator
    return find_project(listings, wanted), None


def find_indicator(project: Project, wanted: str) -> Indicator:
    """The one indicator of `project` that is meant; Refused with the candidates where none or several fit."""
    wanted = wanted.strip()
    number = _LINE_NUMBER.fullmatch(plain(wanted))
    if number is not None:
        own_project = number[1] is None or int(number[1]) == project.number
        fitting = [line for line in project.indicators if own_project and line.number == int(number[2])]
    else:
        fitting = _fitting(project.indicators, wanted, lambda line: line.key.name)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = _listed(_line_text(project, line) for line in fitting)
        message = f"“{wanted}”对应项目{project.number}的{len(fitting)}个指标"
        raise Refused(Problem(Code.SEVERAL_INDICATORS, message, f"请写序号：{shown}"))
    shown = _listed(_line_text(project, line) for line in project.indicators)
    message = f"项目{project.number}没有指标“{wanted}”"
    if _means_execution(project, wanted):
        message = "预算执行率不是目标表里的指标，按评分办法计分"
    raise Refused(Problem(Code.NO_INDICATOR, message, f"现有指标：{shown}"))


def _means_execution(project: Project, wanted: str) -> bool:
    return plain(wanted).strip() in {"0", f"{project.number}.0", EXECUTION.name}


def _projects(listings: Sequence[Listing], wanted: str) -> list[Listing]:
    """The projects that fit a number, a full name or a part of one."""
    number = plain(wanted).strip()
    if _NUMBER.fullmatch(number):
        return [listing for listing in listings if listing.number == int(number)]
    return _fitting(listings, wanted, lambda listing: listing.name)


def _names_of(organisation: Organisation) -> set[str]:
    """The full names that an organisation goes by: code, name, or both."""
    return {
        organisation.code,
        comparable(organisation.name),
        comparable(organisation.code + organisation.name),
    }


def _line_text(project: Project, line: Indicator) -> str:
    return f"{project.number}.{line.number} {line.key.name}"


def _fitting(candidates: Sequence[T], wanted: str, name: Callable[[T], str]) -> list[T]:
    """Those that bear the full name, else those whose name holds it as a part."""
    sought = comparable(wanted)
    exact = [candidate for candidate in candidates if comparable(name(candidate)) == sought]
    if exact or not sought:
        return exact
    return [candidate for candidate in candidates if sought in comparable(name(candidate))]


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    more = f"；等共{len(shown)}个" if len(shown) > _MOST_SHOWN else ""
    return "；".join(shown[:_MOST_SHOWN]) + more
