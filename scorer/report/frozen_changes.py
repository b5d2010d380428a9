"""What differs between two reports in JSON, the frozen one and the present one, in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scorer.report.cells import CANCELLED, NONE_YET, one_line
from scorer.report.contrast_words import TO

_NOTHING = "（无）"
_OUTCOMES = {"not_reported": "未填报", "needs_judgement": "待评定", "not_applicable": "不适用"}
_CANCELLED = f"{CANCELLED}："
"""What the reason of every line of a cancelled project begins with."""

_SHOWN = 12
"""How many digits of a checksum tell two rule sets apart."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """A project or a line: its number and name, and what may change, by its heading; a cancelled one has less."""

    called: str
    facts: dict[str, str]


def changes(frozen: str, present: str) -> tuple[str, ...]:
    """A sentence for each project and line that is not as it was frozen, the rules first; none where all is alike."""
    old, new = json.loads(frozen), json.loads(present)
    rules = tuple(_rules(old.pop("rules"), new.pop("rules")))
    found = tuple(_changed(_by_number(old, _project), _by_number(new, _project), "项目"))
    told = _cancelled(old) ^ _cancelled(new)
    lines = tuple(_changed(_lines(old, told), _lines(new, told), "指标"))
    if not found and not lines and old != new:
        lines = ("得分、指标值、实际完成值和原因都与冻结时一致；其他内容（如说明、附注、填报时间）有变化",)
    return (*rules, *found, *lines)


def _rules(old: Any, new: Any) -> Iterator[str]:
    if old["id"] != new["id"]:
        yield f"现在的评分办法文件里没有{old['id']}，以下按{new['id']}比较"
    elif old["sha256"] != new["sha256"]:
        marks = f"{old['sha256'][:_SHOWN]}{TO}{new['sha256'][:_SHOWN]}"
        yield f"评分办法{old['id']}的内容已变（校验{marks}）"


def _by_number(report: Any, of: Any) -> dict[str, _Facts]:
    return {str(project["number"]): of(project) for project in report["projects"]}


def _lines(report: Any, told: set[str]) -> dict[str, _Facts]:
    """The lines of all projects but those that were `told` to be cancelled, or to be so no longer."""
    projects = (project for project in report["projects"] if str(project["number"]) not in told)
    return {line["number"]: _line(line) for project in projects for line in project["lines"]}


def _cancelled(report: Any) -> set[str]:
    return {str(project["number"]) for project in report["projects"] if _why_cancelled(project) is not None}


def _why_cancelled(project: Any) -> str | None:
    """The reason of a cancelled project, as its lines have it; None for a project that was carried out."""
    reasons = {line["not_applicable_reason"] or "" for line in project["lines"]}
    if len(reasons) != 1:
        return None
    (reason,) = reasons
    return reason.removeprefix(_CANCELLED) if reason.startswith(_CANCELLED) else None


def _project(project: Any) -> _Facts:
    called = f"{project['number']} {one_line(project['name'])}"
    why = _why_cancelled(project)
    if why is not None:
        cancelled = f"{CANCELLED}（{one_line(why)}）"
        return _Facts(called, {"名称": one_line(project["name"]), "得分": cancelled})
    facts = {
        "名称": one_line(project["name"]),
        "得分": project["earned"],
        "已评": project["assessed"],
        "总分": project["available"],
        "等级": project["rating"] or NONE_YET,
    }
    return _Facts(called, facts)


def _line(line: Any) -> _Facts:
    facts = {
        "名称": one_line(line["name"]),
        "指标值": _text(line["target"]),
        "实际完成值": _text(line["actual"]),
        "分值": line["points"],
        "得分": line["score"] or _OUTCOMES[line["outcome"]],
        "须说明原因": "是" if line["cause_required"] else "否",
        "偏差原因": one_line(line["cause"] or _NOTHING),
        "改进措施": one_line(line["remedy"] or _NOTHING),
    }
    return _Facts(f"{line['number']} {one_line(line['name'])}", facts)


def _text(given: Any) -> str:
    return one_line(given["text"]) if given else _NOTHING


def _changed(old: dict[str, _Facts], new: dict[str, _Facts], what: str) -> Iterator[str]:
    for number, found in old.items():
        if number not in new:
            yield f"{found.called}：现在没有这个{what}"
            continue
        now = new[number].facts
        pairs = ((name, text, now.get(name, text)) for name, text in found.facts.items())
        parts = [f"{name}{text}{TO}{other}" for name, text, other in pairs if text != other]
        if parts:
            yield f"{found.called}：{'，'.join(parts)}"
    for number, found in new.items():
        if number not in old:
            yield f"{found.called}：冻结时没有这个{what}"
