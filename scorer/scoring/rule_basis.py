"""Where each rule of a rule set comes from: every rule must say so, and whoever changes one says so anew."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from scorer.model.problem import Code, Problem
from scorer.scoring.rule_tree import Node
from scorer.scoring.rule_values import hints_of, unknown_keys
from scorer.scoring.rules import Basis, Mark, RuleSet

HEADER = ("title", "citation", "effective_from")
"""What a rule set says of itself and never takes over from another."""

HINTS = hints_of(RuleSet)
RULES = tuple(key for key in HINTS if key not in {*HEADER, "id", "extends", "sha256", "basis"})
"""The keys of a rule set that are rules."""

LAWS = ("passing_on", "shortfall", "recurring", "execution")
"""Laws that are the same in every rule set and still come from somewhere."""


def check_basis(bases: dict[str, Basis], own: Node, resolved: Node, problems: list[Problem]) -> None:
    """Add what is wrong with the bases of the rule set `own`, which takes over the rest of `resolved`."""
    if "basis" not in resolved.table:
        return
    node = resolved.table["basis"]
    unknown_keys(node, _KEYS, problems)
    for key, basis in bases.items():
        if (basis.mark is Mark.DEFAULT) != (basis.citation is None):
            message = "seen 与 known 要写 citation，default（本项目缺省）不写"
            hint = '例：{ mark = "seen", citation = "…" } 或 { mark = "default" }'
            problems.append(node.table[key].fault(Code.RULE_VALUE_WRONG, message, hint))
    stated = own.table["basis"].table if "basis" in own.table else {}
    owed = (key for key in RULES if key in own.table) if "extends" in own.table else (*RULES, *LAWS)
    for key in owed:
        if key not in stated:
            place = own.table.get(key, own.table.get("basis", own))
            hint = f'请在 basis 表中写 {key} = {{ mark = "default" }}，或写 seen、known 及其 citation。'
            problems.append(place.fault(Code.RULE_KEY_MISSING, f"basis 中缺少“{key}”的依据", hint))


def _parts(hint: Any) -> tuple[str, ...]:
    """Return the parts of a rule that may have a basis of their own: the fields of what it is made of."""
    for inner in (hint, *get_args(hint)):
        if isinstance(inner, type) and is_dataclass(inner):
            return tuple(field.name for field in fields(inner))
    return ()


_KEYS = (
    *RULES,
    *LAWS,
    *(f"{rule}.{part}" for rule in RULES for part in _parts(HINTS[rule])),
)
