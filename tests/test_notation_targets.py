"""Targets: every real text is read as it says, prints back to itself, and nothing raises."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from notation_examples import YEAR, targets, texts

from scorer.model.target import Judged, Target, Unreadable
from scorer.notation.characters import MOST_CHARACTERS
from scorer.notation.context import LineContext
from scorer.notation.targets import parse_target, print_target, read_target

_TABLE = Path(__file__).parent / "documents" / "target-kinds.tsv"
with _TABLE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
AWKWARD = (
    "1 , ( ) ([ -- 至 ≥ 年 月 万 百 十 二 每 个 x* “ 0.1 1, 1- 1至 2024- 2024年 不少于 百分之 以内 \ud800 \x00 人/ 每人 (1 控制在"
).split(" ")


def _reading(target: Target) -> tuple[str, str, str]:
    match target:
        case Unreadable(_, reason):
            return "Unreadable", reason, ""
        case Judged(text, figure):
            return "Judged", text, "" if figure is None else f"{figure.value}{figure.unit}"
        case _:
            return type(target).__name__, print_target(target), ""


def test_every_text_of_real_tables_is_read_as_listed() -> None:
    wrong = []
    for row in ROWS:
        context = LineContext(YEAR, row["dimension"], row["category"], row["indicator"])
        target, notes = read_target(row["text"], context)
        found = (*_reading(target), "；".join(notes))
        if found != (row["kind"], row["reading"], row["figure"], row["notes"]):
            wrong.append((row["text"], found))
    assert wrong == []


def test_the_list_holds_the_whole_sample_and_the_published_texts() -> None:
    sources = [row["source"] for row in ROWS]
    assert sources.count("sample table") == 89
    assert sources.count("published tables of other places") == 103
    assert len({row["text"] for row in ROWS}) > 800


def test_every_listed_reading_reads_back_to_the_same_target() -> None:
    for row in ROWS:
        context = LineContext(YEAR, row["dimension"], row["category"], row["indicator"])
        target, _ = read_target(row["text"], context)
        assert parse_target(print_target(target)) == target, row["text"]


@given(targets)
def test_every_target_prints_to_a_text_that_reads_back_to_it(target: Target) -> None:
    assert parse_target(print_target(target)) == target


@given(texts, texts)
@example("二千零二十四年", "")
@example("≥999999999999999±1", "")
@example("999999999999999±1", "")
@example("每半月999999999999999次", "")
def test_any_text_is_read_without_raising_and_reads_back(text: str, name: str) -> None:
    target, _ = read_target(text, LineContext(YEAR, "产出指标", "时效指标", name))
    print_target(target).encode()
    assert parse_target(print_target(target)) == target


@pytest.mark.parametrize("piece", AWKWARD)
def test_no_long_text_hangs_the_reading(piece: str) -> None:
    for length in (MOST_CHARACTERS, 50_000):
        text = (piece * length)[:length]
        for candidate in (text, "≥" + text[1:], text[1:] + "人", text[1:] + "内"):
            read_target(candidate, LineContext(YEAR, name=candidate))


def test_a_text_too_long_for_figures_is_words() -> None:
    text = "开展培训26场，" * 60
    assert read_target(text, LineContext(YEAR)) == (Judged(text), ())


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("接待群众500人", "500人"),
        ("安全事故发生0起", ""),
        ("满意度低于90%", ""),
        ("满意度不得低于90%", "90%"),
        ("办理时间30分钟", ""),
        ("连续开展6年", "6年"),
        ("发放补贴500元", ""),
        ("增收500元", "500元"),
        ("每村3个", ""),
        ("企业所得税减按15%征收", ""),
        ("按总投资额的20%返本", ""),
        ("按时完成率98%", "98%"),
        ("每人≥3篇", ""),
        ("不满意率≤5%", ""),
        ("3场培训200人", ""),
        ("第43届大赛", ""),
        ("编号3", ""),
        ("参训20-30人", ""),
    ],
)
def test_a_figure_in_words_is_taken_only_where_it_can_only_be_a_lower_limit(text: str, figure: str) -> None:
    target, _ = read_target(text, LineContext(YEAR))
    assert isinstance(target, Judged)
    assert _reading(target)[2] == figure


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("25TB", "25TB"),
        ("25TB存储", "25TB存储"),
        ("25T", "25吨"),
        ("3台PC", "3台PC"),
        ("2000种次", "2000种次"),
        ("≥0.97比例", "≥97%"),
        ("0.97比率", "97%"),
        ("≥1.2比例", "≥1.2比例"),
    ],
)
def test_a_unit_is_a_whole_word_and_a_share_a_percentage(text: str, reading: str) -> None:
    target, _ = read_target(text, LineContext(YEAR))
    assert print_target(target) == reading
    assert "吨" not in _reading(target)[2]


@pytest.mark.parametrize(
    ("bracket", "notes"),
    [
        ("（含税10万元）", ()),
        ("（不含税10万元）", ()),
        ("（详见附件）", ()),
        ("（上年10万元）", ("括号内的“上年10万元”没有读入",)),
    ],
)
def test_a_number_in_a_bracket_is_noted_unless_it_says_what_the_target_holds(
    bracket: str, notes: tuple[str, ...]
) -> None:
    target, found = read_target("≤100万元" + bracket, LineContext(YEAR))
    assert (print_target(target), found) == ("≤100万元", notes)


def test_persons_a_day_are_no_rate_of_what_costs_money() -> None:
    target, notes = read_target("470人/天", LineContext(YEAR, "产出指标", "成本指标", "检查差旅费"))
    assert target == Judged("470人/天")
    assert notes == ("“检查差旅费”是金额，“470人/天”没有写金额，按文字评定",)
    assert parse_target(print_target(target)) == target
    assert print_target(read_target("470人/天", LineContext(YEAR, name="接待人数"))[0]) == "每日470人"


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("≤28.40/株", "补助成本（≤**元/株）", "≤28.40元/株"),
        ("28.40/株", "补助成本（≤**元/株）", "≤28.40元/株"),
        ("≤28.40/亩", "补助成本（≤**元/株）", "≤28.40/亩"),
        ("20万元", "每公里补助", "20万元/公里"),
        ("≤300元", "每亩投入", "≤300元/亩"),
        ("300元/亩", "每亩投入", "300元/亩"),
        ("75元", "每人每年补助标准", "75元"),
        ("20公斤", "每亩用种", "20公斤"),
    ],
)
def test_a_price_is_of_each_that_the_name_says(text: str, name: str, reading: str) -> None:
    target, _ = read_target(text, LineContext(YEAR, "成本指标", "经济成本指标", name))
    assert print_target(target) == reading
    assert parse_target(reading) == target
