"""The rule file (scoring_rules.toml): several rule sets side by side, each complete or extending another."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from scorer.model.problem import Code, Problem, Refused
from scorer.scoring.rule_basis import HEADER, HINTS, RULES, check_basis
from scorer.scoring.rule_checks import check_rules
from scorer.scoring.rule_tree import Node, merged, plain, read_tree
from scorer.scoring.rule_values import read_fields, unknown_keys
from scorer.scoring.rules import RuleSet

TABLES_OF_CHECKS = ("checks", "review")
"""The file's tables that the law has no use for; the checks read them."""

_OWN = (*HEADER, "extends")
_ADDED_TO = ("basis", "dimension_names", "over_achievement", "reasons", "words")
"""Tables of which a rule set may change single keys; any other rule is changed as a whole."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rule sets of one file in the file's order, and the one that is taken where none is named."""

    default: str
    rule_sets: tuple[RuleSet, ...]

    def in_force(self, year: int, wanted: str | None) -> RuleSet:
        """Return the rule set named `wanted`, else the one in force for the fiscal year.

        That is the default if it is in force by then, else the newest of those it extends that is.
        Raises Refused where there is none.
        """
        sets = {rules.id: rules for rules in self.rule_sets}
        if wanted is not None:
            if wanted in sets:
                return sets[wanted]
            raise Refused(self._none(f"没有名为“{wanted}”的评分办法"))
        chain = [sets[self.default]]
        while chain[-1].extends:
            chain.append(sets[chain[-1].extends])
        for rules in [chain[0], *sorted(chain[1:], key=lambda rules: -rules.effective_from)]:
            if rules.effective_from <= year:
                return rules
        raise Refused(self._none(f"{year}年度没有适用的评分办法"))

    def _none(self, message: str) -> Problem:
        known = "、".join(f"{rules.id}（{rules.effective_from}年度起）" for rules in self.rule_sets)
        return Problem(Code.NO_RULES_IN_FORCE, message, f"现有：{known}。可用 --rules 指定其中一个。")


def read_rules(name: str, data: bytes) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """Read a rule file named `name`; None where it has any problem, and then all of them in the file's order.

    Shares are exact fractions from 0 to 1, points have at most two decimals, other numbers at most six.
    """
    tree = read_tree(name, data)
    if isinstance(tree, Problem):
        return None, (tree,)
    problems: list[Problem] = []
    unknown_keys(tree, ("default", "rule_sets", *TABLES_OF_CHECKS), problems)
    top = read_fields({"default": str}, tree, problems)
    tables = _tables(tree, problems)
    if "default" in top and top["default"] not in tables:
        problems.append(_unknown_id(tree.table["default"], tables))
    rule_sets = _rule_sets(tables, problems)
    if problems:
        return None, tuple(sorted(problems, key=_row))
    return Rulebook(top["default"], tuple(rule_sets[id_] for id_ in tables)), ()


def _row(problem: Problem) -> int:
    return problem.source.row if problem.source else 0


def _tables(tree: Node, problems: list[Problem]) -> dict[str, Node]:
    """Return the tables of the rule sets by id."""
    sets = tree.table["rule_sets"].table if "rule_sets" in tree.table else {}
    if not sets:
        hint = "请写一个表，如 [rule_sets.national-2020]。"
        problems.append(tree.fault(Code.RULE_KEY_MISSING, "缺少评分办法“rule_sets”", hint))
    not_tables = [node for node in sets.values() if not isinstance(node.value, dict)]
    problems += [
        node.fault(Code.RULE_VALUE_WRONG, "评分办法应为一个表", "如 [rule_sets.national-2020]。")
        for node in not_tables
    ]
    return {id_: node for id_, node in sets.items() if isinstance(node.value, dict)}


def _unknown_id(node: Node, tables: dict[str, Node]) -> Problem:
    known = f"现有：{'、'.join(tables) or '无'}。"
    return node.fault(Code.RULE_VALUE_WRONG, f"没有名为“{plain(node.value)}”的评分办法", known)


def _rule_sets(tables: dict[str, Node], problems: list[Problem]) -> dict[str, RuleSet]:
    """Read the rule sets that are without faults, those first that others extend."""
    read: dict[str, RuleSet] = {}
    chains = {id_: _chain(id_, tables, problems) for id_ in tables}
    for id_ in sorted(tables, key=lambda id_: len(chains[id_])):
        chain = chains[id_]
        if all(parent in read for parent in chain[1:]) and ("extends" in tables[id_].table) == bool(
            chain[1:]
        ):
            parent = read[chain[1]] if chain[1:] else None
            rules = _rule_set(id_, [tables[known] for known in chain], parent, problems)
            if rules is not None:
                read[id_] = rules
        else:
            _rule_set_alone(tables[id_], problems)
    return read


def _rule_set(id_: str, chain: list[Node], parent: RuleSet | None, problems: list[Problem]) -> RuleSet | None:
    """Read one rule set with what it takes over from others; None where anything is wrong with it.

    What it does not state at all was read with its parent.
    """
    own: list[Problem] = []
    node, resolved = chain[0], chain[-1]
    for child in reversed(chain[:-1]):
        resolved = merged(_without(HEADER, resolved), child, _ADDED_TO)
    taken = _taken_over(node, parent)
    stated = (key for key in (*HEADER, *RULES, "basis") if key not in taken)
    found = taken | read_fields({key: HINTS[key] for key in stated}, resolved, own)
    check_rules(found, resolved, own)
    check_basis(found.get("basis", {}), node, resolved, own)
    unknown_keys(node, (*_OWN, *RULES, "basis"), own)
    problems += own
    if own:
        return None
    return RuleSet(id=id_, extends=parent.id if parent else "", sha256=_sha256(id_, resolved), **found)


def _taken_over(node: Node, parent: RuleSet | None) -> dict[str, Any]:
    if parent is None:
        return {}
    return {key: getattr(parent, key) for key in (*RULES, "basis") if key not in node.table}


def _rule_set_alone(node: Node, problems: list[Problem]) -> None:
    """Add what is wrong with what a rule set itself states where that which it extends cannot be read."""
    own: list[Problem] = []
    unknown_keys(node, (*_OWN, *RULES, "basis"), own)
    found = read_fields({key: HINTS[key] for key in (*RULES, "basis")}, node, own)
    check_rules(found, node, own)
    own = [problem for problem in own if problem.code is not Code.RULE_KEY_MISSING]
    read_fields({key: HINTS[key] for key in HEADER}, node, own)
    check_basis(found.get("basis", {}), node, node, own)
    problems += own


def _chain(id_: str, tables: dict[str, Node], problems: list[Problem]) -> list[str]:
    """Return the rule set and those that it extends, nearest first; itself alone where that leads nowhere."""
    chain = [id_]
    while (extends := tables[chain[-1]].table.get("extends")) is not None:
        parent = extends.value
        if not isinstance(parent, str) or parent not in tables:
            if len(chain) == 1:
                problems.append(_unknown_id(extends, tables))
            return [id_]
        if parent in chain:
            if parent == id_:
                trail = " → ".join([*chain, parent])
                hint = "请改其中一个的 extends。"
                place = tables[id_].table["extends"]
                problems.append(place.fault(Code.RULE_CYCLE, f"评分办法循环沿用：{trail}", hint))
            return [id_]
        chain.append(parent)
    return chain


def _without(keys: tuple[str, ...], node: Node) -> Node:
    return replace(node, value={key: value for key, value in node.table.items() if key not in keys})


def _sha256(id_: str, resolved: Node) -> str:
    content = {"id": id_, "rules": plain(_without(("extends",), resolved).value)}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
