"""Units as written, what they measure, and how they convert.

Length, area, mass and volume follow GB 3100; 公顷 = 15 亩. Months do not convert to days,
working days to nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from scorer.notation.pattern import Pattern


class Measures(StrEnum):
    """What a unit measures; only units that measure the same convert."""

    PLAIN = "纯数"
    COUNT = "计数"
    MONEY = "金额"
    PERCENT = "百分率"
    HOURS = "时间"
    MONTHS = "月数"
    WORKING_DAYS = "工作日"
    LENGTH = "长度"
    AREA = "面积"
    MASS = "质量"
    VOLUME = "体积"
    ENERGY = "电量"
    POWER = "功率"
    MARKS = "分数"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its uniform spelling, what it measures, its size in the base unit, 每 what (元/人: 人).

    `base` is the spelling without multiplier: 人 of 万人.
    """

    name: str
    measures: Measures
    size: Fraction
    base: str
    per: str = ""


_SIZES: dict[Measures, dict[str, Fraction]] = {
    Measures.MONEY: {"元": Fraction(1), "角": Fraction(1, 10)},
    Measures.PERCENT: {"%": Fraction(1), "‰": Fraction(1, 10)},
    Measures.HOURS: {
        "秒": Fraction(1, 3600),
        "分钟": Fraction(1, 60),
        "小时": Fraction(1),
        "天": Fraction(24),
        "周": Fraction(168),
    },
    Measures.MONTHS: {"个月": Fraction(1), "个季度": Fraction(3), "年": Fraction(12)},
    Measures.WORKING_DAYS: {"工作日": Fraction(1)},
    Measures.LENGTH: {
        "毫米": Fraction(1, 1000),
        "厘米": Fraction(1, 100),
        "分米": Fraction(1, 10),
        "米": Fraction(1),
        "公里": Fraction(1000),
    },
    Measures.AREA: {
        "平方厘米": Fraction(1, 10_000),
        "平方米": Fraction(1),
        "亩": Fraction(10_000, 15),
        "公顷": Fraction(10_000),
        "平方公里": Fraction(1_000_000),
    },
    Measures.MASS: {
        "毫克": Fraction(1, 1000),
        "克": Fraction(1),
        "斤": Fraction(500),
        "公斤": Fraction(1000),
        "吨": Fraction(1_000_000),
    },
    Measures.VOLUME: {"毫升": Fraction(1, 1000), "升": Fraction(1), "立方米": Fraction(1000)},
    Measures.ENERGY: {"千瓦时": Fraction(1)},
    Measures.POWER: {"瓦": Fraction(1), "千瓦": Fraction(1000), "兆瓦": Fraction(1_000_000)},
    Measures.MARKS: {"分": Fraction(1)},
}
_COUNTS = (
    "人 人次 名 位 户 户次 家 家次 个 场 次 场次 期 批 批次 件 份 篇 条 项 套 台 台套 台次 辆 辆次 只 头 株 单 支 册 起 宗 "
    "门 处 座 口 张 幅 块 本 部 节 课时 学时 类 种 组 队 班 班次 届 例 栋 幢 间 床 所 村 镇 乡 社区 站 点 架 艘 匹 棵 颗 根 "
    "片 段 盏 枚 把 车次 标段 轮 轮次 遍 案 笔 单位 企业 盆 羽 尾 粒 瓶 盒 箱 袋 桶 副 对 双 道 面 讲 集 人天 人日 人份 "
    "频次 件次 篇次 例次 床位 学校 课 门次 盘 卷 款 樘 眼 孔 档 榀 亩次 井 树 字 户数 组次 条次 封 则 幕 剂 针 剂次 "
    "趟 航次 架次 艘次 头次 宗次 起次 岗 岗位 名次 队次 号 路 杆 页 餐 顿 顶 束 捆 题 首 曲 病例 县 机构 组织 案件 线索 网点 "
    "种次 基地 泊位 车位 摊位 店 公司 学科 专业 平台"
).split()
EVENT_UNITS = frozenset(
    "场 次 场次 期 届 批 批次 起 轮 轮次 讲 班次 台次 辆次 频次 件次 车次 趟 航次 架次".split()
)
PERSON_UNITS = frozenset("人 人次 名 位 人天 人日 人份 名次".split())
_SPELLINGS = {
    "%": "百分比 个百分点 百分点 个百分比",
    "元": "人民币 块钱 元钱 元人民币",
    "‰": "千分比",
    "小时": "个小时 h H 个钟头",
    "分钟": "分种 min",
    "秒": "s 秒钟",
    "天": "日 自然日 个自然日 日历天 个日历天 个日历日 天数",
    "周": "星期 个星期 个周 礼拜",
    "个月": "月 月份",
    "个季度": "季度",
    "年": "年度 个年度 周年 年期",
    "工作日": "个工作日 个工作天 工作天",
    "毫米": "mm",
    "厘米": "cm",
    "分米": "dm",
    "米": "m 延米 延长米 M",
    "公里": "千米 km KM Km",
    "平方米": "平米 平方 m² m2 M2 M² 平",
    "平方公里": "km² km2 平方千米",
    "公顷": "ha",
    "公斤": "kg KG Kg 千克",
    "克": "g",
    "毫克": "mg",
    "吨": "t T",
    "斤": "市斤",
    "升": "L l",
    "毫升": "ml mL",
    "立方米": "方 立方 m³ m3 M3 M³",
    "千瓦时": "度 度电 kWh kwh KWH KWh",
    "千瓦": "kW KW kw",
    "兆瓦": "MW",
    "瓦": "W",
    "KVA": "千伏安 kVA kva",
    "℃": "摄氏度",
}
_SAME = {other: name for name, others in _SPELLINGS.items() for other in others.split()}
_MULTIPLIERS = {
    "万亿": 10**12,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8,
    "万": 10**4,
    "千": 1000,
    "百": 100,
}
# Named here so that a bare number of them is read as one; they convert to nothing.
_OTHERS = "美元 欧元 英镑 日元 港元 港币 倍 ℃ KVA kV dB 分贝 兆 岁 KB MB GB TB PB Kbps Mbps Gbps".split()
_BASES: dict[str, tuple[Measures, Fraction]] = (
    {name: (measures, size) for measures, sizes in _SIZES.items() for name, size in sizes.items()}
    | {name: (Measures.COUNT, Fraction(1)) for name in _COUNTS}
    | {name: (Measures.OTHER, Fraction(1)) for name in _OTHERS}
)

# Longest spelling first, so that 人次 is not read as 人 followed by 次.
_ANY_BASE = "|".join(map(re.escape, sorted({*_SAME, *_BASES}, key=len, reverse=True)))
KNOWN_UNIT = rf"(?:万亿|[十百千]?万|亿|千|百)?(?:{_ANY_BASE})(?:[/每](?:{_ANY_BASE}))*|万亿|[千百十]?万|亿"
_KNOWN = Pattern(KNOWN_UNIT)
_SHORT_WORD = Pattern(r"[°A-Za-zµμΩ\u4e00-\u9fff][°A-Za-zµμΩ²³/·\u4e00-\u9fff]{0,3}")
# No such word is a unit: what follows the number compares, negates or counts on.
_NO_UNIT = Pattern(r"[一二三四五六七八九十百千万亿余多几数半第每不无未左右上下内外前后底以及至到整元]")
_MOST_CHARACTERS = 16
_PER = Pattern(r"[/每·.*]")
_PER_NAMES = {
    "人天": "人/天",
    "人日": "人/天",
    "人年": "人/年",
    "人月": "人/月",
    "月": "月",
    "季": "季度",
    "季度": "季度",
}


@lru_cache(maxsize=4096)
def find_unit(text: str) -> Unit | None:
    """The unit that `text` (plain characters) spells, multiplier included; None if it is not known."""
    if not text:
        return Unit("", Measures.PLAIN, Fraction(1), "")
    if len(text) > _MOST_CHARACTERS:
        return None
    sign = re.search(r"(?<=.)[/每]", text)
    if sign is not None:
        return _find_rate(text[: sign.start()], text[sign.end() :])
    spelled = _SAME.get(text, text)
    if spelled in _BASES:
        measures, size = _BASES[spelled]
        return Unit(spelled, measures, size, spelled)
    for word, factor in _MULTIPLIERS.items():
        rest = text.removeprefix(word)
        if rest == text:
            continue
        base = find_unit(rest)
        if base is not None and base.base == base.name and base.measures is not Measures.PERCENT:
            return Unit(word + base.name, base.measures, base.size * factor, base.name)
    return None


@lru_cache(maxsize=4096)
def counts_events(unit: Unit) -> bool:
    """Whether the unit counts what there is no part of: 场, 次, 起."""
    return unit.measures is Measures.COUNT and unit.base in EVENT_UNITS


def unit_of(name: str) -> Unit:
    """The unit of a stored quantity; one that is not known measures only itself."""
    return find_unit(name) or Unit(name, Measures.OTHER, Fraction(1), name)


def plausible_unit(text: str) -> str | None:
    """The uniform spelling of a unit; one that is not known passes if it is a short word.

    None for other texts, and for a known unit with a noun behind it (次培训).
    """
    unit = find_unit(text)
    if unit is not None:
        return unit.name
    a_unit_and_more = not text[0].isascii() and _KNOWN.match(text) is not None
    known_to_fail = a_unit_and_more or _NO_UNIT.search(text)
    return text if _SHORT_WORD.fullmatch(text) and not known_to_fail else None


@lru_cache(maxsize=4096)
def ratio(source: str, to: str) -> Fraction | None:
    """By what to multiply a value in `source` to get it in `to`; None where they measure different things.

    Counts convert among each other (场, 次), a plain number to any count.
    """
    first, second = unit_of(source), unit_of(to)
    if first.measures is Measures.OTHER or second.measures is Measures.OTHER:
        return Fraction(1) if first.name == second.name else None
    countable = {Measures.COUNT, Measures.PLAIN}
    same = first.measures is second.measures or {first.measures, second.measures} <= countable
    if not same or not _same_base(first.per, second.per):
        return None
    return first.size / second.size


def _same_base(first: str, second: str) -> bool:
    return first == second or (bool(first) and bool(second) and {first, second} <= PERSON_UNITS)


def _find_rate(counted: str, per: str) -> Unit | None:
    unit = find_unit(counted)
    if unit is None or not unit.name or any(character in "0123456789" for character in per):
        return None
    parts = _PER.split(per)
    if "" in parts:
        return None
    spelled = "/".join(_PER_NAMES.get(part, _SAME.get(part, part)) for part in parts)
    return Unit(f"{unit.name}/{spelled}", unit.measures, unit.size, f"{unit.base}/{spelled}", spelled)
