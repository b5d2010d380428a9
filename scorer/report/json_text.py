"""JSON laid out with an indent of two blanks, by the standard library's encoder of strings.

Its own layout runs in pure Python generators and takes several times as long.
"""

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model.source import Source
    from scorer.scoring.rules import RuleSet

Json: TypeAlias = "str | int | dict[str, Json] | Iterable[Json] | None"


def source_json(source: "Source") -> "dict[str, Json]":
    """The place where something stands, with its keys in the order of the schemas."""
    return {
        "document": source.document,
        "table": source.table,
        "row": source.row,
        "column": source.column,
        "text": source.text,
    }


def rules_json(rules: "RuleSet") -> Json:
    """What names a rule set and its content."""
    return {"id": rules.id, "title": rules.title, "citation": rules.citation, "sha256": rules.sha256}


def json_text(value: Json, margin: str = "\n") -> str:
    """Write `value` as JSON; `margin` is a line break with the indent of the line that it begins on.

    Lists may be iterators, which are then never held as a whole. Keys are written as they are.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value).lower()  # true and false are whole numbers too
    inner = f"{margin}  "
    if isinstance(value, dict):
        parts = [
            f'"{key}": {encode_basestring(part) if isinstance(part, str) else json_text(part, inner)}'
            for key, part in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}" if parts else "{}"
    parts = [json_text(part, inner) for part in value]
    return f"[{inner}{f',{inner}'.join(parts)}{margin}]" if parts else "[]"
