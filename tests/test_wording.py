"""What wording is worth: several hundred pairs of target and answer, and the laws that hold for all of them."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model.project import Tier
from scorer.scoring.rule_file import read_rules
from scorer.scoring.wording import Graded, Undecided, Worth, grade
from scorer.scoring.words import Words

ROOT = Path(__file__).parent.parent
ORDER = tuple(Worth)


def shipped_words() -> Words:
    book, _ = read_rules("scoring_rules.toml", (ROOT / "scoring_rules.toml").read_bytes())
    assert book is not None
    return book.in_force(2024, None).words


def written_pairs() -> list[tuple[str, str, str, str]]:
    lines = (ROOT / "tests" / "documents" / "judged_pairs.tsv").read_text(encoding="utf-8").splitlines()
    pairs = []
    for line in lines[1:]:
        if not line.startswith("#"):
            target, name, actual, expected = line.split("\t")
            pairs.append((target, name, actual, expected))
    return pairs


WORDS = shipped_words()
PAIRS = written_pairs()
FULL = [pair[:3] for pair in PAIRS if pair[3] in {"achieved", "copied"} and pair[0] != "基本完成"]


def outcome(target: str, name: str, actual: str) -> str:
    graded = grade(target, name, actual, WORDS)
    if isinstance(graded, Undecided):
        return "undecided"
    return "copied" if graded.copied else graded.worth.value


def reason(target: str, name: str, actual: str) -> str:
    graded = grade(target, name, actual, WORDS)
    assert isinstance(graded, Undecided)
    return graded.reason


@pytest.mark.parametrize(("target", "name", "actual", "expected"), PAIRS)
def test_each_written_pair_is_worth_what_stands_beside_it(
    target: str, name: str, actual: str, expected: str
) -> None:
    assert outcome(target, name, actual) == expected


@given(st.data())
def test_a_negation_anywhere_in_a_full_answer_never_leaves_it_full(data: st.DataObject) -> None:
    target, name, actual = data.draw(st.sampled_from(FULL))
    place = data.draw(st.integers(0, len(actual)))
    denial = data.draw(
        st.sampled_from(["未", "不", "没有", "尚未", "未能", "没", "无", "非", "难以", "并非", "部分"])
    )
    assert outcome(target, name, actual[:place] + denial + actual[place:]) not in {"achieved", "copied"}


@given(st.sampled_from(PAIRS), st.sampled_from(["囧", "x", "7", "？", "（略）", "50%", "，囧"]))
def test_letters_that_nobody_knows_are_asked_about(pair: tuple[str, str, str, str], letters: str) -> None:
    target, name, actual, _ = pair
    assert outcome(target, name, actual + letters) == "undecided"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=60))
def test_no_text_raises(target: str, name: str, actual: str) -> None:
    assert isinstance(grade(target, name, actual, WORDS), Graded | Undecided)


listed = sorted(
    {word for pair in PAIRS for word in pair[:3]} | {*WORDS.fillers, *WORDS.on_time, *WORDS.negations}
)
mixed = st.lists(st.sampled_from(listed), max_size=5).map("".join)


@given(mixed, mixed, mixed)
def test_no_mixture_of_listed_words_raises(target: str, name: str, actual: str) -> None:
    assert isinstance(grade(target, name, actual, WORDS), Graded | Undecided)


VERBS = [verb for family in WORDS.families for verb in family[:1]]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("wanted", [group[0] for group in WORDS.degrees])
def test_a_higher_degree_is_never_worth_less(verb: str, wanted: str) -> None:
    said = [grade(wanted + verb, "", group[-1] + verb, WORDS) for group in WORDS.degrees]
    found = [one.worth for one in said if isinstance(one, Graded)]
    assert len(found) == len(WORDS.degrees)
    assert all(ORDER.index(low) >= ORDER.index(high) for low, high in pairwise(found))


@pytest.mark.parametrize("scale", [scale for scale in WORDS.scales if "满意" not in scale])
def test_on_a_scale_each_place_is_worth_its_own(scale: tuple[str, ...]) -> None:
    best = scale[0].split()[0]
    found = [outcome(best, "", level.split()[-1]) for level in scale[1:]]
    assert found == ["second_of_scale", "partly", "missed"]


@pytest.mark.parametrize(
    ("target", "actual", "clauses"),
    [
        (
            "大力宣传，扩大影响",
            "较好宣传，影响明显扩大",
            "大力宣传:较好宣传:partly 扩大影响:影响明显扩大:achieved",
        ),
        ("极大提升，群众满意", "效果显著，非常满意", "极大提升:效果显著:achieved 群众满意:非常满意:achieved"),
        (
            "效果明显，得到优化",
            "效果良好，进一步优化",
            "效果明显:效果良好:partly 得到优化:进一步优化:achieved",
        ),
        ("优质，高效", "优质,高效", "优质，高效:优质，高效:achieved"),
        ("优质，高效", "未达成年度指标且效果较差", "优质，高效:未达成年度指标且效果较差:missed"),
    ],
)
def test_the_worst_clause_decides_and_each_tells_what_decided_it(
    target: str, actual: str, clauses: str
) -> None:
    graded = grade(target, "宣传效果", actual, WORDS)
    assert isinstance(graded, Graded)
    assert " ".join(f"{one.target}:{one.answer}:{one.worth}" for one in graded.clauses) == clauses
    assert graded.worth is max((one.worth for one in graded.clauses), key=ORDER.index)


def test_a_worth_lies_in_its_tier() -> None:
    tiers = [Graded(worth, ()).tier for worth in Worth]
    assert tiers == [Tier.ACHIEVED] * 3 + [Tier.PARTLY] + [Tier.MISSED] * 2


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        ("按时完成", "几乎完成", "“几乎完成”中的“几乎”不在评分词表内"),
        ("按时完成", "尚未完成", "“尚未完成”中的“尚未”使结果不确定"),
        ("按时完成", "要求按时完成", "“要求按时完成”说的是要求，看不出结果"),
        ("按时完成", "明显提升", "按词表看不出“明显提升”对指标值“按时完成”属哪一档"),
        ("完成资料整理与归档", "资料整理完成", "“资料整理完成”没有说到“归档”"),
        ("大力宣传，扩大影响", "大力宣传", "指标值中的“扩大影响”没有对应的完成情况"),
        ("按时完成", "已完成，未完成", "“已完成”与“未完成”对“按时完成”说法不一"),
        ("", "完成", "指标值或实际完成情况没有文字"),
        ("按时完成", "，。", "指标值或实际完成情况没有文字"),
        ("按时完成", "按时完成，" * 50, "文字超过200字，不按词表评分"),
    ],
)
def test_what_is_not_decided_says_why_and_what_to_do(target: str, actual: str, said: str) -> None:
    assert reason(target, "", actual) == f"{said}，请用档次评定：达成、部分达成或未达成"
