"""What two texts have in common: the pairs of characters that are left when words that say nothing are gone."""

import re
from functools import lru_cache
from itertools import chain
from operator import add

from scorer.audit.check import Row
from scorer.audit.check_rules import CheckRules, CheckWords
from scorer.notation.characters import plain, without_trailing_bracket
from scorer.notation.names import comparable
from scorer.notation.pattern import Pattern

_CUT = "|"
_COUNTED = Pattern(
    r"[0-9]|[一二三四五六七八九十百千万两几半](?:[个名位人次场项期天日周月年季届届轮批家户所处件台套份篇条只辆亩吨米]|余|多|成|分之)"
)
_MARKS = Pattern(r"[,，。.;；:：、!！\s]")
_RUN = Pattern(r"[\u4e00-\u9fffA-Za-z]{2,}")


@lru_cache(maxsize=65536)
def content(text: str, words: CheckWords) -> frozenset[str]:
    """The pairs of neighbouring characters of what `text` speaks of; words of one meaning count as one."""
    themes, pattern = _themes(words)
    bare = pattern.sub(lambda found: themes[found[0]], comparable(text))
    return pairs(_generic(words).sub(_CUT, bare))


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, whatever they say."""
    return frozenset(chain.from_iterable(map(add, run, run[1:]) for run in _RUN.findall(text)))


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """A name without what stands in brackets at its end."""
    return without_trailing_bracket(plain(name)).strip()


def has(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the text."""
    return any(map(text.__contains__, words))


def tells_number(text: str) -> bool:
    """Whether a text names a number: figures, or a numeral before what it counts (三场, not 统一 or 进一步)."""
    return _COUNTED.search(text) is not None


def says_nothing(text: str, rules: CheckRules) -> bool:
    """Whether a reason is a phrase from the list, or short and without a number."""
    bare = _MARKS.sub("", plain(text))
    if bare in rules.words.empty_reasons or not bare:
        return True
    return len(bare) < rules.limits.short_reason and not tells_number(bare)


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text begins with one of the words."""
    return text.startswith(words)


def is_of_satisfaction(row: Row, words: CheckWords) -> bool:
    """Whether a line asks how satisfied somebody is, by its name or its levels."""
    key = row.indicator.key
    return has(row.name, words.satisfaction) or _levels_of_satisfaction(key.dimension, key.category, words)


@lru_cache(maxsize=1024)
def _levels_of_satisfaction(dimension: str, category: str, words: CheckWords) -> bool:
    return has(f"{dimension}\n{category}", words.satisfaction)


def ends(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text ends with one of the words."""
    return text.endswith(words)


@lru_cache(maxsize=64)
def longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words so that one that holds another comes before it."""
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=16)
def _generic(words: CheckWords) -> re.Pattern[str]:
    return _any_of(words.generic)


@lru_cache(maxsize=16)
def _themes(words: CheckWords) -> tuple[dict[str, str], re.Pattern[str]]:
    """The word that stands for each of its group, and what finds them."""
    themes = {word: group[0] for group in words.same_meaning for word in group}
    return themes, _any_of(tuple(themes))


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words as one pattern, the longest first."""
    return re.compile("|".join(map(re.escape, longest_first(words))))
