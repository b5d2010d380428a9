"""Actuals without regard to a target, dates, and how they print."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from notation_examples import YEAR, actuals, texts

from scorer.model.actual import Actual, Dated, Estimated, Vagueness, Words
from scorer.model.quantity import Quantity
from scorer.notation.actuals import bounds_of, parse_actual, print_actual, read_any_actual
from scorer.notation.dates import NoSuchDate


@given(actuals)
@example(Estimated(Quantity(Decimal(3), "千人"), Vagueness.SOMEWHAT_MORE))
def test_every_actual_prints_to_a_text_that_reads_back_to_it(actual: Actual) -> None:
    assert parse_actual(print_actual(actual)) == actual


@given(texts)
def test_any_stored_text_is_an_actual_that_reads_back(text: str) -> None:
    actual = parse_actual(text)
    assert parse_actual(print_actual(actual)) == actual


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2024年11月12日", "2024年11月12日"),
        ("11月12号", "2024年11月12日"),
        ("2024.11.12", "2024年11月12日"),
        ("2024-11-12", "2024年11月12日"),
        ("2024/11/12", "2024年11月12日"),
        ("20241112", "2024年11月12日"),
        ("二〇二四年十一月十二日", "2024年11月12日"),
        ("十一月二十一日", "2024年11月21日"),
        ("12月31日24时", "2024年12月31日"),
        ("24年11月", "2024年11月"),
        ("2024.11", "2024年11月"),
        ("次年1月", "2025年1月"),
        ("去年12月", "2023年12月"),
        ("9月上旬", "2024年9月上旬"),
        ("9月初", "2024年9月上旬"),
        ("2月下旬", "2024年2月下旬"),
        ("第三季度", "2024年第三季度"),
        ("前两季度", "2024年上半年"),
        ("前3季度", "2024年前三季度"),
        ("上半年", "2024年上半年"),
        ("下半年末", "2024年下半年"),
        ("年底", "2024年"),
        ("1-12月", "2024年1月1日至2024年12月"),
        ("2024年3月至11月", "2024年3月1日至2024年11月"),
        ("9月5日至12日", "2024年9月5日至2024年9月12日"),
        ("2023-2024年", "2023年1月1日至2024年"),
        ("2024年1月5日起2024年3月8日止", "2024年1月5日起2024年3月8日止"),
        ("2024年3月8日起2024年1月5日止", "2024年3月8日起2024年1月5日止"),
        ("已于11月12日全部完成", "2024年11月12日"),
        ("10月31日前", "2024年1月1日起2024年10月31日止"),
        ("逾期15天", "逾期15天"),
        ("延期2个月完成", "逾期60天"),
        ("晚了三周", "逾期21天"),
        ("延期半个月", "逾期15天"),
        ("逾期半周", "逾期半周"),
        ("逾期1.5天", "逾期1.5天"),
        ("延期9999天", "逾期9999天"),
        ("逾期99年", "逾期99年"),
        ("每天24小时", "168小时/周"),
        ("每天25小时", "每天25小时"),
        ("逾期万天", "逾期万天"),
        ("提前5天完成", "提前5天"),
        ("三分之二", "2/3"),
        ("588/600", "588/600"),
        ("5/0", "5/0"),
        ("2,024/12", "2,024/12"),
        ("第七年", "7年"),
        ("3千余人", "3千余人"),
        ("五十多人", "50余人"),
        ("1.2万", "1.2万"),
        ("一点五倍", "1.5倍"),
        ("13月", "13个月"),
        ("40小时/周", "40小时/周"),
        ("每周20分钟", "每周20分钟"),
        ("每年3元", "每年3元"),
        ("每周0次", "每周0次"),
        ("9*9小时", "9*9小时"),
        ("5*8", "5*8"),
        ("8*5天", "8*5天"),
        ("11月至1月", "11月至1月"),
    ],
)
def test_an_answer_is_read_as_it_says(text: str, printed: str) -> None:
    actual = read_any_actual(text, YEAR) or Words(text)
    assert print_actual(actual) == printed


@pytest.mark.parametrize("text", ["2月30日", "2023年2月29日", "2024年13月", "2024.2.30", "20241331"])
def test_a_day_that_the_calendar_lacks_is_not_taken_for_another(text: str) -> None:
    if text == "20241331":
        assert not isinstance(read_any_actual(text, YEAR), Dated)
        return
    with pytest.raises(NoSuchDate):
        read_any_actual(text, YEAR)
    assert parse_actual(text) == Words(text)


def test_an_undated_february_29_belongs_to_the_fiscal_year() -> None:
    assert read_any_actual("2月29日", 2024) == Dated(date(2024, 2, 29), date(2024, 2, 29))
    with pytest.raises(NoSuchDate):
        read_any_actual("2月29日", 2023)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50余篇", "50", "60"),
        ("3100多人", "3100", "3200"),
        ("26余场", "26", "27"),
        ("0余场", "0", "1"),
        ("50篇以上", "50", None),
        ("约50篇", "45", "55"),
        ("近50篇", "45", "50"),
    ],
)
def test_an_estimate_allows_what_its_word_allows(text: str, low: str, high: str | None) -> None:
    estimate = parse_actual(text)
    assert isinstance(estimate, Estimated)
    assert bounds_of(estimate) == (Decimal(low), None if high is None else Decimal(high))
