"""Patterns are compiled at their first use, and the characters looked for beforehand hide no text."""

import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scorer.notation
from scorer.notation import actuals, approximations, dates, frequencies, quantities, target_words
from scorer.notation.pattern import Pattern


def _patterns() -> Iterator[tuple[str, Pattern]]:
    for module in pkgutil.iter_modules(scorer.notation.__path__):
        for name, value in vars(import_module(f"scorer.notation.{module.name}")).items():
            if isinstance(value, Pattern):
                yield f"{module.name}.{name}", value


PATTERNS = dict(_patterns())


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    faulty = Pattern("(")
    with pytest.raises(re.error):
        faulty.search("")


def test_every_pattern_of_the_notation_can_be_compiled() -> None:
    assert len(PATTERNS) > 70
    for pattern in PATTERNS.values():
        pattern.search("")


GUARDED: list[tuple[Pattern, Callable[[str], object]]] = [
    *((pattern, sign.match) for sign, pattern in frequencies._WAYS),
    (target_words._LAST, target_words._SIGN.search),
    (quantities._PART, lambda text: "分" in text),
    (quantities._HALF, lambda text: text.startswith("半")),
    (actuals._SPOKEN_RATIO, lambda text: "分之" in text),
    (actuals._ORDINAL_YEAR, lambda text: text.startswith("第")),
    (approximations._INSIDE, lambda text: "余" in text or "多" in text),
    (dates._QUARTER, lambda text: "季" in text),
    (dates._FIRST_QUARTERS, lambda text: "季" in text),
    (dates._HALF, lambda text: "半" in text and "季" not in text),
    (dates._WHOLE_YEAR, lambda text: "季" not in text),
    (dates._YEAR_END, lambda text: "季" not in text),
]


@given(data=st.data())
@pytest.mark.parametrize(("pattern", "guard"), GUARDED)
def test_what_is_looked_for_beforehand_is_in_every_text_that_the_pattern_matches(
    pattern: Pattern, guard: Callable[[str], object], data: st.DataObject
) -> None:
    assert guard(data.draw(st.from_regex(pattern._compiled, fullmatch=True)))


@given(st.from_regex(quantities._INSIDE._compiled, fullmatch=True))
def test_a_figure_inside_words_has_what_is_looked_for_beforehand(text: str) -> None:
    match = quantities._INSIDE.fullmatch(text)
    assert match is None or match["calendar"] or quantities._FIGURE.search(text)
