"""Comparators as written, before the number (≥, 不少于) or after it (以上, 以内)."""

from enum import StrEnum

from scorer.notation.pattern import Pattern


class Comparator(StrEnum):
    """The one sign for each comparator."""

    GREATER = ">"
    AT_LEAST = "≥"
    LESS = "<"
    AT_MOST = "≤"
    EQUAL = "="


UPWARD = frozenset({Comparator.AT_LEAST, Comparator.GREATER})
DOWNWARD = frozenset({Comparator.AT_MOST, Comparator.LESS})

_BEFORE = {
    Comparator.AT_LEAST: (
        "≥ >= => ≥= ≥≥ 不少于 不低于 不小于 不得少于 不得低于 不得小于 不能少于 不能低于 应不少于 应不低于 "
        "大于等于 大于或等于 大于或者等于 高于或等于 多于或等于 至少 最少 最低 不短于 不弱于 达到 达"
    ),
    Comparator.GREATER: "> 大于 超过 高于 多于 优于 超",
    Comparator.AT_MOST: (
        "≤ <= =< ≤= ≤≤ 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不得多于 不能超过 未超过 不突破 "
        "小于等于 小于或等于 小于或者等于 低于或等于 少于或等于 至多 最多 最高 最长 不超 不晚于 不迟于 不长于"
    ),
    Comparator.LESS: "< 小于 低于 少于 不足 不到",
    Comparator.EQUAL: "== = 等于",
}
_AFTER = {
    Comparator.AT_LEAST: "(含)以上 以上(含) (含)及以上 及以上 或以上 以上 +",
    Comparator.AT_MOST: "(含)以内 以内(含) (含)以下 以下(含) 及以下 及以内 或以下 以内 以下 之内 内",
}
# 控制在5%以内 and 控制在80%以上 are both written; alone it sets an upper limit.
_HELD_AT = Pattern(r"^(?:控制|保持|维持|稳定)在")


def _by_character(table: dict[Comparator, str], place: int) -> dict[str, list[tuple[str, Comparator]]]:
    """The words by their character at `place`, the longest first: 不少于 before 不少, >= before >."""
    words = ((word, sign) for sign, words in table.items() for word in words.split())
    grouped: dict[str, list[tuple[str, Comparator]]] = {}
    for word, sign in sorted(words, key=lambda pair: -len(pair[0])):
        grouped.setdefault(word[place], []).append((word, sign))
    return grouped


_SIGNS_BEFORE = _by_character(_BEFORE, 0)
_SIGNS_AFTER = _by_character(_AFTER, -1)


def split_comparator(text: str) -> tuple[Comparator | None, str] | None:
    """The comparator of `text` (plain characters) and what it compares; None as sign where there is none.

    None as a whole where two comparators contradict each other (≥5以内).
    """
    held = _HELD_AT.sub("", text)
    before, rest = leading_comparator(held)
    after, rest = _trailing(rest)
    if before is None or after is None:
        implied = Comparator.AT_MOST if text.startswith("控制在") else None
        return before or after or implied, rest
    allies = UPWARD if after is Comparator.AT_LEAST else DOWNWARD
    if before not in allies:
        return None
    return (after if before is Comparator.GREATER else before), rest


def leading_comparator(text: str) -> tuple[Comparator | None, str]:
    """The comparator that `text` (plain characters) begins with, and the rest."""
    for word, sign in _SIGNS_BEFORE.get(text[:1], ()):
        if text.startswith(word):
            return sign, text[len(word) :]
    return None, text


def _trailing(text: str) -> tuple[Comparator | None, str]:
    for word, sign in _SIGNS_AFTER.get(text[-1:], ()):
        if text.endswith(word):
            return sign, text[: -len(word)]
    return None, text
