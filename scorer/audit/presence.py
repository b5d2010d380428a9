"""Targets: what must be there, and once (T01, T04, T05, T06)."""

from collections.abc import Iterator

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.texts import has
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.model.target import Unreadable
from scorer.notation.characters import shown
from scorer.notation.names import comparable
from scorer.notation.pattern import Pattern
from scorer.scoring.execution import full_year_budget
from scorer.scoring.points import PART_OF_ANOTHER

_MARKS_AROUND = Pattern(r"^[\]\[)(）】、,，.。;；:：*★☆·\-_/]+|[\[(（【、,，;；:：*·\-_/]+$")
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"))
_DIMENSIONS = ("产出", "效益", "满意")


def incomplete(case: Case) -> Iterator[Doubt]:
    """T01: budget, goals and at least one indicator are there, and nothing strays around the name."""
    project = case.project
    absent = []
    if full_year_budget(project.budget)[0] is None:
        absent.append("预算数")
    if not project.goals:
        absent.append("绩效目标")
    if not case.rows:
        absent.append("绩效指标")
    if absent:
        what = "、".join(absent)
        remedy = f"请在目标表中补上{what}后重新导入"
        if "预算数" in absent:
            remedy += f"；预算数也可用 scorer record-actual {project.number} --initial-budget 填写"
        yield Doubt(f"目标表没有写{what}", remedy, tuple(absent), case.place)
    stray = _stray_mark(project.name)
    if stray:
        sentence = f"项目名称“{shown(project.name)}”{'开头' if project.name.startswith(stray) else '末尾'}有多余的“{stray}”"
        yield Doubt(
            sentence,
            "请在目标表中删去后重新导入；已填的内容会保留",
            (project.name,),
            case.place,
            part="marks",
        )


def dimension_absent(case: Case) -> Iterator[Doubt]:
    """T04: outputs, benefits and satisfaction are all measured."""
    names = [case.assessment.rules.dimension_of(row.indicator.key.dimension) for row in case.rows]
    names += [row.indicator.key.category for row in case.rows]
    absent = [
        f"{word}{'度' if word == '满意' else ''}指标" for word in _DIMENSIONS if not _spoken_of(word, names)
    ]
    if 0 < len(absent) < len(_DIMENSIONS):  # a table that names none of them is of another frame
        sentence = f"没有{'、'.join(absent)}"
        remedy = "请补上；确实没有的（如没有服务对象），请说明"
        nobody_to_ask = absent == ["满意度指标"] and has(case.project.name, case.rules.words.salaries)
        part = "salaries" if nobody_to_ask else ""
        yield Doubt(sentence, remedy, tuple(absent), case.place, part=part)


def twice(case: Case) -> Iterator[Doubt]:
    """T05: the same level-3 indicator stands once."""
    first: dict[str, Row] = {}
    for row in case.rows:
        name = comparable(row.name)
        if not name or row.name.startswith(PART_OF_ANOTHER):
            continue
        same = first.setdefault(name, row)
        if same is not row:
            where = f"{case.project.number}.{same.indicator.number}"
            sentence = f"与{where}同名，都叫“{shown(row.name)}”"
            facts = (row.name, same.name, row.indicator.target.text, same.indicator.target.text)
            remedy = "重复的请删去一个；不重复的请改名，写出各自指什么"
            yield Doubt(sentence, remedy, facts, row.name_source + same.name_source, row.indicator.number)


def blank(case: Case, row: Row) -> Iterator[Doubt]:
    """T06: the target says something."""
    target = row.indicator.target
    if isinstance(target.value, Unreadable):
        text = shown(target.text)
        found = f"指标值“{text}”读不出来：{target.value.reason}" if text else f"{target.value.reason}"
        number = f"{case.project.number} {row.indicator.number}"
        remedy = f"请用 scorer adjust {number} --target 指标值 --because 理由 补上，或改正目标表后重新导入"
        yield Doubt(found, remedy, (target.text,), row.source, row.indicator.number)


def source_of(*recorded: Recorded[object] | None) -> tuple[Source, ...]:
    """The places of what was recorded, where they are known."""
    return tuple(each.source for each in recorded if each is not None and each.source is not None)


def _stray_mark(name: str) -> str:
    """A mark at the beginning or end of a name that belongs to nothing inside it."""
    found = _MARKS_AROUND.search(name.strip())
    if found is None:
        return ""
    mark = found[0]
    for opening, closing in _BRACKETS:
        if mark in {opening, closing} and name.count(opening) == name.count(closing):
            return ""
    return mark


def _spoken_of(word: str, names: list[str]) -> bool:
    return any(word in name for name in names)
