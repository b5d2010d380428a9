"""Values of the model and texts of awkward pieces, for the tests of notation."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from scorer.model.actual import Actual, Dated, Estimated, Late, Measured, Ratio, Recurred, Vagueness
from scorer.model.quantity import Frequency, Period, Quantity
from scorer.model.target import AtLeast, AtMost, Bare, Between, ByDate, Exactly, Recurring, Target
from scorer.notation.context import EntryContext
from scorer.notation.dates import read_span
from scorer.notation.units import find_unit

YEAR = 2024
CONTEXT = EntryContext(YEAR, date(2025, 1, 10))

_UNITS = (
    "人 人次 万人次 场 次 个 元 万元 亿元 千元 % ‰ 分 小时 天 周 个月 个季度 年 工作日 米 公里 平方米 亩 公顷 吨 千瓦 千瓦时 "
    "元/人 万元/人 元/人/天 元/平方米 元/月 人/场 倍 ℃ 万 亿 mol 级"
).split()
units = st.sampled_from(["", *_UNITS])
numbers = st.decimals(Decimal(-999), Decimal(10) ** 12, places=2).map(lambda number: number.normalize() + 0)
likely = st.sampled_from(
    [Decimal(text) for text in "0 0.5 1 4 12 24 2019 2024 2024.12 20241231 1900.1 95".split()]
)
values = likely | numbers
quantities = st.builds(Quantity, values, units)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
frequencies = st.builds(
    Frequency,
    st.integers(1, 10**6).map(Decimal),
    st.sampled_from("次 期 场 人次 万人次".split()),
    st.sampled_from(Period),
) | st.builds(
    Frequency,
    st.integers(1, 168).map(Decimal),
    st.just("小时"),
    st.sampled_from([period for period in Period if period is not Period.DAY]),
)


def _between(pair: tuple[Decimal, Decimal], unit: str) -> Between:
    return Between(min(pair), max(pair), unit)


def _dated(text: str, began: date | None) -> Dated:
    span = read_span(text, YEAR)
    assert span is not None
    starts = None if began is None else min(began, span.first)
    return Dated(span.first, span.last, starts)


targets: st.SearchStrategy[Target] = (
    st.builds(AtLeast, quantities, st.booleans())
    | st.builds(AtMost, quantities, st.booleans())
    | st.builds(Exactly, quantities)
    | st.builds(Bare, quantities.filter(lambda quantity: find_unit(quantity.unit) is not None))
    | st.builds(_between, st.tuples(values, values).filter(lambda pair: pair[0] != pair[1]), units)
    | st.builds(ByDate, days, st.booleans())
    | st.builds(Recurring, frequencies)
)
spans = st.sampled_from(
    "2024年 2024年上半年 2023年下半年 2024年第二季度 2024年前三季度 2024年2月 2024年2月下旬 2024年9月上旬 2024年3月中旬".split()
)
actuals: st.SearchStrategy[Actual] = (
    st.builds(Measured, quantities)
    | st.builds(Ratio, values.map(abs), values.map(abs).filter(bool))
    | st.builds(
        Estimated, quantities.filter(lambda quantity: quantity.value >= 0), st.sampled_from(Vagueness)
    )
    | days.map(lambda day: Dated(day, day))
    | st.tuples(days, days).map(lambda pair: Dated(min(pair), max(pair)))
    | st.builds(_dated, spans, st.none() | days)
    | st.integers(-9999, 9999).map(Late)
    | st.builds(Recurred, frequencies)
)
_PIECES = (
    "≥ ≤ > < = ≧ ＞ >= 不少于 不超过 不足 大于 控制在 以上 以内 内 前 底 之前 左右 约 余 多 近 超 ± ~ - — 至 "
    "/ * × · . , ， 、 。 "
    "% ％ ‰ 百分之 分之 百分比 个 人 人次 场 次 期 元 万 亿 千 百 十 二 两 三十六 半 第 每 每周 每月 年 月 日 天 周 季度 上半年 "
    "2024 2024年 12月 31日 2月30日 13 0 1 26 95 3.84 588/600 1,200 １２ 000 7*24小时 全天候 共 其中 "
    "未 不 无 完成 按时 逾期 提前 延期 "
    "培训 提升 下降 上年 满意度 ( ) （ ） [ ] “ ” ： 且 ① Ⅲ x X é ² ٣ \u3000 \u200b \n \t \x00 \ud800 "
).split(" ")
texts = st.lists(st.sampled_from(_PIECES), max_size=9).map("".join) | st.text(max_size=20)
