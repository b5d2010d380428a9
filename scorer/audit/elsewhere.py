"""Targets against last year and against other projects (T22, T23)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scorer.audit.check import Case, Context, Doubt
from scorer.audit.check_rules import CheckRules
from scorer.model.actual import Measured
from scorer.model.finding import Subject
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.model.target import AtLeast, Bare, Exactly
from scorer.notation.actuals import print_actual
from scorer.notation.characters import shown
from scorer.notation.names import comparable
from scorer.notation.pattern import Pattern
from scorer.notation.units import ratio
from scorer.scoring.comparison import Kind
from scorer.scoring.figures import shown_percentage

_YEAR = Pattern(r"\(?(?:19|20)[0-9]{2}(?:年度?)?\)?")
_INDEXED = 4
_SHORTEST = 6


def without_year(name: str) -> str:
    """A project's name as names of two years are compared."""
    return _YEAR.sub("", comparable(name))


def below_last_year(case: Case) -> Iterator[Doubt]:
    """T22: a target is not far below what was achieved last year."""
    if not case.context.last_year:
        return
    project = case.project
    known = case.context.last_year.get(
        (comparable(project.organisation.name), without_year(project.name)), {}
    )
    for row in case.rows:
        actual, low = known.get(comparable(row.name)), row.target.low
        upward = isinstance(row.indicator.target.value, AtLeast | Exactly | Bare)
        if not low or not upward or row.target.kind is Kind.AT_MOST:
            continue
        if actual is None or not isinstance(actual.value, Measured):
            continue
        quantity = actual.value.quantity
        factor = ratio(quantity.unit, row.target.unit)
        if factor is None or quantity.value <= 0:
            continue
        share = Fraction(low) / (Fraction(quantity.value) * factor)
        if share < 1 - case.rules.limits.below_last_year:
            text, done = row.target_text, print_actual(actual.value)
            sentence = f"指标值“{text}”比{project.year - 1}年实际完成的{done}低{shown_percentage(1 - share)}"
            remedy = "请提高指标值，或说明为什么今年会少"
            yield Doubt(sentence, remedy, (text, done), row.source, row.indicator.number)


@dataclass(frozen=True, slots=True)
class Said:
    """Whose project it is, and its texts with the place and the line of each."""

    project: int
    organisation: str
    name: str
    texts: tuple[tuple[str, int | None, Source | None], ...]


def said(case: Case) -> Iterator[Said]:
    """What T23 notes: the names and the texts of the project."""
    project = case.project
    texts: list[tuple[str, int | None, Source | None]] = [
        (recorded.value, None, recorded.source)
        for recorded in (project.goals, project.purpose)
        if recorded is not None
    ]
    for row in case.rows:
        source = row.imported.source
        texts.append((row.name, row.indicator.number, row.indicator.place or source))
        if row.indicator.description and row.indicator.description != row.name:
            texts.append((row.indicator.description, row.indicator.number, source))
    yield Said(project.number, project.organisation.name, project.name, tuple(texts))


def of_others(noted: Iterable[Said], _: CheckRules, context: Context) -> Iterator[Doubt]:
    """T23: no text speaks of another organisation, or of another project of the record."""
    everything = tuple(noted)
    names = _index({*((each.project, each.organisation, each.name) for each in everything), *context.names})
    if not names:
        return
    begin = _beginnings(names)
    for each in everything:
        own = comparable(each.organisation) + "\n" + without_year(each.name)
        for text, line, source in each.texts:
            for name, what, named in _found(comparable(text), names, begin):
                if name in own or any(part in name for part in own.split("\n") if part):
                    continue
                sentence = f"“{shown(text)}”里有{what}“{name}”"
                remedy = "多半是从别的表抄来的，请改正；确实与它有关的，请说明"
                sources = () if source is None else (source,)
                facts = (name, text)
                yield Doubt(sentence, remedy, facts, sources, line, project=each.project, also=named)


_Name = tuple[str, str, tuple[Subject, ...]]
"""A name, what it names, and the project that it names; no project where it names an organisation."""


def _index(known: set[tuple[int, str, str]]) -> dict[str, list[_Name]]:
    """The names of the record by their first characters."""
    names: dict[str, _Name] = {}
    # Sorted, since a set has no order of its own.
    for number, organisation, project in sorted(known):
        of_each: tuple[_Name, _Name] = (
            (comparable(organisation), "别的单位", ()),
            (without_year(project), "别的项目", (Subject(number),)),
        )
        for name in of_each:
            if len(name[0]) >= _SHORTEST:
                names.setdefault(name[0], name)
    index: dict[str, list[_Name]] = {}
    for name in names.values():
        index.setdefault(name[0][:_INDEXED], []).append(name)
    return index


def _beginnings(index: dict[str, list[_Name]]) -> re.Pattern[str]:
    """What finds where a name may begin: the first character of any."""
    return re.compile(f"[{''.join(sorted({re.escape(beginning[0]) for beginning in index}))}]")


def _found(text: str, index: dict[str, list[_Name]], begin: re.Pattern[str]) -> Iterator[_Name]:
    """The names that stand in the text, each once."""
    seen: set[str] = set()
    for first in begin.finditer(text, 0, max(0, len(text) - _SHORTEST + 1)):
        place = first.start()
        for found in index.get(text[place : place + _INDEXED], ()):
            if found[0] not in seen and text.startswith(found[0], place):
                seen.add(found[0])
                yield found


def last_years(actuals: Iterable[tuple[str, str, str, Recorded[object] | None]]) -> Context:
    """What is known of last year, from organisation, project, indicator and actual of every line."""
    known: dict[tuple[str, str], dict[str, Recorded[object]]] = {}
    for organisation, project, name, actual in actuals:
        if actual is not None:
            key = (comparable(organisation), without_year(project))
            known.setdefault(key, {})[comparable(name)] = actual
    return Context(known)
