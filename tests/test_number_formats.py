from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.reading.number_formats import BUILT_IN, shown_date, shown_number

ACCOUNTS = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"_-;_-@_-'


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("0.95", "0%", "95%"),
        ("0.95000000000000007", "0.00%", "95%"),
        ("0.9512", "0%", "95.12%"),
        ("0.98333333333333328", "0.00%", "98.33%"),
        ("1", "0%", "100%"),
        ("3200", "General", "3200"),
        ("3200.0", "", "3200"),
        ("0.1", "0", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-3", "0.000", "0.001"),
        ("0.333333333333333", "0.00", "0.33"),
        ("0.333333333333333", "General", "0.333333"),
        ("1234567.89", "#,##0.00", "1234567.89"),
        ("1234567.89", '"¥"#,##0.00', "1234567.89"),
        ("-4.98", "#,##0.00_);[Red](#,##0.00)", "-4.98"),
        ("0", ACCOUNTS, "0"),
        ("5", ACCOUNTS, "5"),
        ("0", "0;-0;;@", ""),
        ("26", '"≥"0"场"', "≥26场"),
        ("26", "0场", "26场"),
        ("4.98", '0.00"万元"', "4.98万元"),
        ("5", 'G/通用格式"次"', "5次"),
        ("95", "0.00\\%", "95%"),
        ("20", '"第"0"名"', "第20名"),
        ("12345", '0!.0,"万"', "1.2345万"),
        ("123456", '0!.0000"万元"', "12.3456万元"),
        ("1200000", '#,##0.00,,"百万"', "1.2百万"),
        ("1", '[=1]"是";[=0]"否"', "是"),
        ("0", '[=1]"是";[=0]"否"', "否"),
        ("3", "0.00E+00", "3"),
        ("2.5", "# ?/?", "2.5"),
        ("45596", 'yyyy"年"m"月"d"日"', "2024年10月31日"),
        ("45596", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2024年10月31日"),
        ("45596", "yyyy-mm-dd", "2024年10月31日"),
        ("45596.75", "yyyy/m/d h:mm", "2024年10月31日"),
        ("45596", '[$-804]yyyy"年"m"月";@', "2024年10月"),
        ("45596", "mmm-yy", "2024年10月"),
        ("45596", 'm"月"d"日"', "10月31日"),
        ("45596", BUILT_IN[57], "2024年10月"),
        ("45596", BUILT_IN[58], "10月31日"),
        ("0.39583333333333331", "h:mm", "9:30"),
        ("59", "yyyy-m-d", "1900年2月28日"),
        ("61", "yyyy-m-d", "1900年3月1日"),
        ("-1", "yyyy-m-d", "-1"),
        ("1e300", "0", "1e300"),
        ("不是数", "0%", "不是数"),
        ("NaN", "0%", "NaN"),
    ],
)
def test_a_number_is_shown_as_its_format_shows_it(written: str, code: str, shown: str) -> None:
    assert shown_number(written, code) == shown


def test_a_day_counted_from_1904_is_four_years_later() -> None:
    assert shown_number("44134", "yyyy-m-d", from_1904=True) == "2024年10月31日"
    assert shown_number("45596", "yyyy-m-d") == "2024年10月31日"


def test_a_date_without_a_format_of_dates_is_shown_whole() -> None:
    assert shown_date(date(2024, 10, 31), "General") == "2024年10月31日"
    assert shown_date(date(2024, 10, 31), "yyyy年m月") == "2024年10月"


@given(
    st.decimals(-(10**9), 10**9, places=4), st.sampled_from(["", "General", "0", "0.00", "#,##0.00", "0.0_ "])
)
def test_a_typed_figure_is_never_changed_by_a_format_without_unit(number: Decimal, code: str) -> None:
    assert Decimal(shown_number(str(number), code)) == number


@given(
    st.text('0#?.,%;[]"\\!_*@ymdhs年月日万E+-/<>=1 G', max_size=40),
    st.decimals(allow_nan=False, allow_infinity=False),
)
def test_no_format_whatever_raises(code: str, number: Decimal) -> None:
    assert isinstance(shown_number(str(number), code), str)
