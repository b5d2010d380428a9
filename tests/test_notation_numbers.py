"""Numbers, units, money and names: the words that targets and actuals are made of."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation_examples import numbers, texts, units

from scorer.model.quantity import Quantity
from scorer.notation.characters import plain
from scorer.notation.comparators import Comparator
from scorer.notation.money import parse_money, print_money, read_money
from scorer.notation.names import Template, comparable, is_about_money, is_about_time, template_of
from scorer.notation.numbers import print_number, read_number
from scorer.notation.quantities import exact_decimal, print_quantity, read_quantity
from scorer.notation.units import find_unit, plausible_unit, ratio, unit_of

_FIGURES = "零一二三四五六七八九"


def _spoken(number: int) -> str:
    """A number below 100,000 as it is spoken in full."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return _spoken(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _spoken(low))
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + _FIGURES[digit] + name
        gap = not digit
    return text or "零"


@given(st.integers(0, 99_999))
def test_every_spoken_number_is_read(number: int) -> None:
    assert read_number(_spoken(number)) == number


@given(numbers)
def test_every_number_prints_to_digits_that_read_back(number: Decimal) -> None:
    assert read_number(print_number(number)) == number
    assert read_number(f"{number:,f}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十六", "26"),
        ("两", "2"),
        ("十", "10"),
        ("二百五", "250"),
        ("二百零五", "205"),
        ("三亿五千万", "350000000"),
        ("一万二", "10002"),
        ("叁拾万", "300000"),
        ("二〇二四", "2024"),
        ("一点五", "1.5"),
        ("三点一二三四五六", "3.123456"),
        ("二〇", "20"),
        ("二〇二四二〇二四二〇二四二〇二", "202420242024202"),
        ("九千九百九十九亿九千九百九十九万九千九百九十九", "999999999999"),
        ("+5", "5"),
        ("-0", "0"),
        ("007", "7"),
        ("999999999999999", "999999999999999"),
        ("0.123456", "0.123456"),
    ],
)
def test_a_number_is_read_as_it_says(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        *(
            "1e5 1,23 1. .5 1000000000000000 0.1234567 二四 百 十十 二二 零零 万 点五 一点 一点十 "
            "二〇二四二〇二四二〇二四二〇二四 "
            "一点一二三四五六七 一一一一一一一一一一一一一一一一 亿万 一万万 一百二百 X ٣ ² --1 一百百 三零十"
        ).split(),
    ],
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("百分之九十", "90%"),
        ("百分之百", "100%"),
        ("百分百", "100%"),
        ("千分之三", "3‰"),
        ("万分之五", "0.05%"),
        ("￥300000", "300000元"),
        ("¥30万", "30万元"),
        ("人民币30万元整", "30万元"),
        ("半年", "0.5年"),
        ("半个月", "0.5个月"),
        ("三千瓦", "3000瓦"),
        ("九十百分比", "90%"),
        ("1200元每人每年", "1200元/人/年"),
        ("100元/人天", "100元/人/天"),
        ("3000元/月", "3000元/月"),
        ("5t", "5吨"),
        ("10mol", "10mol"),
        ("2024.12", "2,024.12"),
        ("2024年", "2,024年"),
        ("20241231", "20,241,231"),
    ],
)
def test_a_quantity_is_read_and_printed_in_its_one_spelling(text: str, printed: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert print_quantity(quantity) == printed
    assert read_quantity(printed) == quantity


@pytest.mark.parametrize(
    "text",
    [
        *(
            "千分之百 百分之十十 万分之0.000001 半人 3次培训 3余人 5元/ 5元/3人 5//人 5元·人每 5一二 五什么 "
            "人 1000000000000000元 5外"
        ).split()
    ],
)
def test_what_is_no_quantity_is_not_taken_for_one(text: str) -> None:
    assert read_quantity(text) is None


@given(numbers, units)
def test_every_quantity_prints_to_a_text_that_reads_back(value: Decimal, unit: str) -> None:
    quantity = Quantity(value, unit)
    assert read_quantity(print_quantity(quantity)) == quantity


@pytest.mark.parametrize(
    ("source", "to", "factor"),
    [
        ("万元", "元", Fraction(10_000)),
        ("千元", "万元", Fraction(1, 10)),
        ("亿元", "万元", Fraction(10_000)),
        ("公里", "米", Fraction(1000)),
        ("公顷", "亩", Fraction(15)),
        ("吨", "公斤", Fraction(1000)),
        ("周", "天", Fraction(7)),
        ("年", "个月", Fraction(12)),
        ("个季度", "个月", Fraction(3)),
        ("‰", "%", Fraction(1, 10)),
        ("场", "人次", Fraction(1)),
        ("万人次", "人", Fraction(10_000)),
        ("", "个", Fraction(1)),
        ("万", "", Fraction(10_000)),
        ("元/人", "元/人次", Fraction(1)),
        ("万元/人", "元/人", Fraction(10_000)),
        ("倍", "倍", Fraction(1)),
        ("倍", "℃", None),
        ("个月", "天", None),
        ("工作日", "天", None),
        ("元", "元/人", None),
        ("元/天", "元/人", None),
        ("元", "个", None),
        ("%", "", None),
        ("mol", "个", None),
        ("万美元", "万美元", Fraction(1)),
        ("万美元", "万元", None),
    ],
)
def test_units_convert_where_they_measure_the_same(source: str, to: str, factor: Fraction | None) -> None:
    assert ratio(source, to) == factor
    assert ratio(to, source) == (None if factor is None else 1 / factor)


@given(texts)
def test_any_unit_keeps_the_spelling_that_it_is_given(text: str) -> None:
    name = plausible_unit(plain(text))
    if name is not None:
        assert plausible_unit(name) == name
        assert unit_of(name).name == name


def test_a_unit_that_is_not_known_measures_only_itself() -> None:
    assert find_unit("mol") is None
    assert ratio("mol", "mol") == 1


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("5.00", "万元", "5"),
        ("49800元", "万元", "4.98"),
        ("4.98万", "元", "4.98"),
        ("0.5亿元", "", "5000"),
        ("300，000.00", "元", "30"),
        ("￥50000", "万元", "5"),
        ("1元", "", "0.0001"),
        ("0.01元", "", "0.000001"),
        ("5", "", None),
        ("5人", "万元", None),
        ("5元/人", "万元", None),
        ("5万美元", "万元", None),
        ("见附表", "万元", None),
        ("5", "mol", None),
    ],
)
def test_an_amount_is_read_in_万元(text: str, unit: str, amount: str | None) -> None:
    assert read_money(text, unit) == (None if amount is None else Decimal(amount))


@given(numbers)
def test_every_amount_prints_to_a_text_that_reads_back(amount: Decimal) -> None:
    assert parse_money(print_money(amount)) == amount


def test_an_amount_in_万元_keeps_its_decimals_as_written() -> None:
    assert print_money(Decimal("5.00")) == "5.00万元"
    assert str(parse_money("5.00万元")) == "5.00"


def test_a_fraction_without_an_exact_decimal_is_rounded_half_up_to_six_places() -> None:
    assert exact_decimal(Fraction(2, 3)) == Decimal("0.666667")
    assert exact_decimal(Fraction(1, 2_000_000)) == Decimal("0.000001")
    assert exact_decimal(Fraction(5, 2)) == Decimal("2.5")


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("公猪舍(≥**平方米)", Template(Comparator.AT_LEAST, "平方米")),
        ("排污沟（≥米）★", Template(Comparator.AT_LEAST, "米")),
        ("任务完成时限(月)", Template(None, "个月")),
        ("服务外包在岸(万美元)", Template(None, "万美元")),
        ("事故起数(≤)", Template(Comparator.AT_MOST, "")),
        ("培训人数(≥5以内)", Template(None, "")),
        ("培训人数(含线上)", Template(None, "")),
        ("培训人数", Template(None, "")),
    ],
)
def test_a_name_gives_the_comparator_and_unit_of_its_last_bracket(name: str, template: Template) -> None:
    assert template_of(name) == template


def test_names_are_about_money_or_time_by_their_words() -> None:
    assert is_about_money("产出指标", "成本指标", "完成率")
    assert is_about_money("会议费标准")
    assert not is_about_money("产出指标", "数量指标", "经费使用合规率")
    assert is_about_time("完成时限")
    assert is_about_time("", "时效指标")
    assert not is_about_time("数量指标", "培训人数")


@pytest.mark.parametrize(
    "name", ["指标1：“最美” 家庭数量（≥**户）", "★最美家庭数量", "最美\n家庭数量", "最美家庭数量(≥户)"]
)
def test_names_are_compared_without_marks_and_templates(name: str) -> None:
    assert comparable(name) == "最美家庭数量"


def test_names_are_compared_without_case_and_inner_space() -> None:
    assert comparable("X光机采购第1 2批") == "x光机采购第12批"


@pytest.mark.parametrize("piece", ["(", "(*", "()★", "1", "一", " ", "1 ", "“", "万"])
def test_no_long_name_or_amount_hangs_the_reading(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    comparable(text)
    template_of(text)
    read_money(text, "万元")
