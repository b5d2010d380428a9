"""What a person says a target is meant to be, and words that would read as figures."""

import pytest
from hypothesis import example, given
from notation_examples import YEAR, targets, texts

from scorer.model.target import Judged, Target, Unreadable
from scorer.notation.characters import MOST_CHARACTERS, tidy
from scorer.notation.context import LineContext
from scorer.notation.targets import ReadAs, parse_target, print_target, read_as, read_target

IN_WORDS = "文字评定："


@given(texts.map(tidy))
@example("4场")
@example("≥26场")
@example("")
@example("详见附件")
@example(f"{IN_WORDS}4场")
@example("比上年增长5%")
@example("4" * MOST_CHARACTERS)
def test_any_words_print_to_a_text_that_reads_back_to_them(text: str) -> None:
    assert parse_target(print_target(Judged(text))) == Judged(text)


def test_words_that_are_words_anyway_are_printed_as_they_are() -> None:
    assert print_target(Judged("按时完成")) == "按时完成"
    assert print_target(Judged("4场")) == f"{IN_WORDS}4场"
    assert read_target(f" {IN_WORDS}4场", LineContext(YEAR)) == (Judged("4场"), ())


@pytest.mark.parametrize(
    ("text", "at_least", "at_most", "exactly"),
    [
        ("4场", "≥4场", "≤4场", "=4场"),
        (">26场", "≥26场", "≤26场", "=26场"),
        ("≤3.84万元", "≥3.84万元", "≤3.84万元", "=3.84万元"),
        ("=600元", "≥600元", "≤600元", "=600元"),
        ("比上年增长5%", "≥5%", "≤5%", "=5%"),
        ("80%~90%", None, None, None),
        ("≤10月底", None, None, None),
        ("每周", None, None, None),
        ("按时完成", None, None, None),
        ("详见附件", None, None, None),
    ],
)
def test_a_number_is_read_as_it_is_meant_and_what_has_none_is_not(
    text: str, at_least: str | None, at_most: str | None, exactly: str | None
) -> None:
    target, _ = read_target(text, LineContext(YEAR))
    wanted = {ReadAs.AT_LEAST: at_least, ReadAs.AT_MOST: at_most, ReadAs.EXACTLY: exactly}
    for reading, printed in wanted.items():
        found = read_as(target, text, reading)
        assert (None if found is None else print_target(found)) == printed
        assert reading.words


@given(targets, texts)
def test_whatever_is_read_as_words_is_words(target: Target, text: str) -> None:
    found = read_as(target, text, ReadAs.JUDGED)
    assert found == Judged(tidy(text))
    assert not isinstance(parse_target(print_target(found)), Unreadable)
