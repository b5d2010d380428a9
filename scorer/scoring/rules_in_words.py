"""A rule set in Chinese words: every rule, its figures, and beside it where it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import assert_never

from scorer.notation.numbers import print_number
from scorer.scoring.figures import shown_points, shown_share
from scorer.scoring.rules import BareNumber, Excess, Over, Points, RuleSet, Split, Treatment

WORD_LISTS = {
    "cost_names": "成本类二级指标名称",
    "time_names": "时效类二级指标名称",
    "lower_is_better": "名称含这些词的数字视为上限",
    "lower_is_better_except": "但名称还含这些词的除外",
    "time_limits": "时长视为上限的名称",
    "time_not_limits": "时长不视为上限的名称",
    "standard_subjects": "应发标准的事项",
    "standard_nouns": "应发标准的名词",
    "on_time": "表示如期的词",
    "not_due": "尚未到期的回答",
    "decrease_words": "表示压减的词",
    "growth_names": "实际值可以为负的名称",
    "may_exceed_100": "百分比可以超过100%的名称",
    "fillers": "不影响含义的词",
    "wholly": "表示全部的词",
    "doubt": "出现即须人工评定的词",
    "negations": "否定词",
    "reversals": "使目标反转、须人工评定的词",
    "plain": "形似否定或连词而不是的词",
    "conjunctions": "连接并列对象的词",
    "completion_targets": "属于完成类的目标",
    "completion_full": "完成（100%）",
    "completion_yes": "作为整个回答表示完成的词",
    "completion_basically": "基本完成",
    "completion_partly": "部分完成（第二档）",
    "completion_none": "未完成（0%）",
    "early": "表示提前的词",
    "late": "表示逾期的词",
    "manners": "完成的方式",
    "negated_zero": "完成类目标的否定（0%）",
    "never_begun": "加否定词即为0%的词",
    "reached": "表示达成的词",
    "reached_with_goal": "与目标连用表示达成的词",
    "goals": "指称目标的词",
    "tier_partly": "第二档的表述",
    "tier_missed": "第三档的表述",
    "families": "同一主题的动词",
    "progress": "视为同一主题的进步",
    "opposites": "相反的主题",
    "burdens": "以下降为好的事项",
    "effects": "与任何效果目标相配的词",
    "having": "表示具有效果的词",
    "no_effect": "没有效果（0%）",
    "negated_lowest": "否定而仍有程度（最低一级）",
    "degrees": "程度词，由低到高",
    "scales": "等次，由好到差",
    "ban_words": "不得发生类目标的起首词",
    "ban_kept": "表示没有发生的词",
    "ban_ends": "不得发生类的收尾词",
    "ban_names": "不得发生类指标名称的附加词",
    "steady_targets": "保持稳定类的目标",
    "steady_answers": "表示持平的词",
    "ambivalent": "可好可坏、目标或名称说到才算效果的词",
    "and_so_on": "列举的结尾词",
    "auxiliaries": "否定词与动词之间可以有的词",
    "obligations": "只说要求、不说结果的词",
}
"""What each word list is for, as its heading."""

Rule = tuple[str, str]
"""A rule in words, and the key under which its basis stands."""


def describe(rules: RuleSet) -> str:
    """Write the rule set as text for a terminal, one rule a line, its basis in brackets behind it."""
    sections = {
        "一、分值": _points(rules),
        "二、定量指标": _measured(rules),
        "三、超额完成": _over_achievement(rules),
        "四、时限与逾期": _lateness(rules),
        "五、定性指标": _judged(rules),
        "六、预算执行率、等级与原因": _totals(rules),
        "七、词表": _words(rules),
    }
    lines = [*_head(rules)]
    for title, section in sections.items():
        lines += ["", title]
        lines += [f"  {text}【{rules.citation_of(key)}】" for text, key in section]
    return "\n".join(lines) + "\n"


def _head(rules: RuleSet) -> Iterator[str]:
    yield f"评分办法 {rules.id}：{rules.title}"
    yield f"依据：{rules.citation}"
    yield f"适用：{rules.effective_from}年度起" + (
        f"；沿用 {rules.extends} 的其他规定" if rules.extends else ""
    )
    yield f"内容校验（SHA-256）：{rules.sha256}"
    yield "【】内是该条的来源；“本项目缺省”指没有文件规定，可在评分规则文件中修改。"


def _points(rules: RuleSet) -> Iterator[Rule]:
    yield f"表内没有分值时，各一级指标的分值：{_point_list(rules.points)}", "points"
    with_cost = _point_list(rules.points_with_cost) if rules.points_with_cost != rules.points else "与上相同"
    yield f"成本单列为一级指标时：{with_cost}", "points_with_cost"
    for absent, receiver in rules.when_absent.items():
        yield f"没有{absent}的，其分值并入{receiver}", "when_absent"
    others = "其他一级指标" if rules.when_absent else "一级指标"
    yield f"{others}缺少的，分值按比例分给其余一级指标；不分给预算执行率", "passing_on"
    match rules.split:
        case Split.BY_INDICATOR:
            yield "一级指标内：各三级指标平均分配", "split"
        case Split.BY_CATEGORY:
            yield "一级指标内：先按二级指标平均分配，再在其内平均分配", "split"
        case _:
            assert_never(rules.split)
    given: dict[str, list[str]] = {}
    for other in rules.dimension_names:
        given.setdefault(rules.dimension_of(other), []).append(other)
    for name, names in given.items():
        yield f"归入{name}的名称：{'、'.join(names)}", "dimension_names"


def _point_list(points: Points) -> str:
    named = (("预算执行率", points.execution), *points.dimensions)
    return "，".join(f"{name}{shown_points(value)}" for name, value in named)


def _measured(rules: RuleSet) -> Iterator[Rule]:
    yield "未达到目标：分值×实际÷目标", "shortfall"
    match rules.excess:
        case Excess.LINEAR:
            yield "超出上限（≤）：分值×(1−(实际−目标)÷目标)，不低于0", "excess"
        case Excess.RATIO:
            yield "超出上限（≤）：分值×目标÷实际", "excess"
        case _:
            assert_never(rules.excess)
    match rules.over:
        case Over.FULL:
            yield "超过等于（＝）的目标：满分", "over"
        case Over.DEVIATION:
            yield "超过等于（＝）的目标：分值×(1−(实际−目标)÷目标)，不低于0", "over"
        case _:
            assert_never(rules.over)
    above = "满分" if rules.between_rates_above_full else "与超出上限相同"
    yield f"比率高于目标区间：{above}", "between_rates_above_full"
    match rules.bare_number:
        case BareNumber.AT_LEAST:
            yield "没有比较符号的数字，名称和二级指标都不能说明时：视为不少于", "bare_number"
        case BareNumber.EXACTLY:
            yield "没有比较符号的数字，名称和二级指标都不能说明时：视为等于", "bare_number"
        case _:
            assert_never(rules.bare_number)
    yield "周期性指标（每周、每月1次）：折算为全年次数，按不少于计分", "recurring"


def _over_achievement(rules: RuleSet) -> Iterator[Rule]:
    over = rules.over_achievement
    yield f"超过目标{shown_share(over.threshold)}及以上：提示，并须说明原因", "over_achievement.threshold"
    if over.unequal:
        yield "等于（＝）的目标与实际不一致：提示，并须说明原因", "over_achievement.unequal"
    yield f"计数的指标，多出{print_number(over.count_excess)}及以上才提示", "over_achievement.count_excess"
    if over.zero_target is not None:
        least = print_number(over.zero_target)
        yield f"目标为0时，实际{least}及以上视为超额", "over_achievement.zero_target"
    match over.treatment:
        case Treatment.FLAG:
            yield "超额只提示，不扣分", "over_achievement.treatment"
        case Treatment.REDUCE:
            threshold, rate, floor = (shown_share(share) for share in (over.threshold, over.rate, over.floor))
            law = f"得分率＝1−{rate}×(超额比例−{threshold})，不低于{floor}"
            yield f"超额调减：{law}", "over_achievement.treatment"
        case _:
            assert_never(over.treatment)


def _lateness(rules: RuleSet) -> Iterator[Rule]:
    for band in rules.lateness:
        reach = "更晚" if band.days is None else f"逾期{band.days}天以内"
        yield f"{reach}：分值×{shown_share(band.share)}", "lateness"
    yield f"未完成：分值×{shown_share(rules.not_done)}", "not_done"


def _judged(rules: RuleSet) -> Iterator[Rule]:
    for band in rules.tiers:
        top = "100%" if band.high == 1 else f"{shown_share(band.high)}（不含）"
        yield f"{band.tier}（{band.wording}）：{shown_share(band.low)}至{top}", "tiers"
    shares = "，".join(f"{band.tier}{shown_share(band.default)}" for band in rules.tiers)
    yield f"没有另行评定得分率时：{shares}", "tiers.default"
    yield f"基本完成：{shown_share(rules.basically)}", "basically"
    yield f"目标为优、高、好而实际为良、较高、较好：{shown_share(rules.second_of_scale)}", "second_of_scale"


def _totals(rules: RuleSet) -> Iterator[Rule]:
    yield "预算执行率＝全年执行数÷全年预算数；得分＝分值×执行率，不超过分值", "execution"
    grades = "，".join(f"{band.name}{shown_points(band.low)}分起" for band in rules.ratings)
    yield (f"等级：{grades}" if grades else "不评等级"), "ratings"
    below, above = (
        shown_share(share) for share in (rules.reasons.execution_below, rules.reasons.execution_above)
    )
    yield f"执行率低于{below}须说明原因", "reasons.execution_below"
    yield f"执行率高于{above}须说明原因", "reasons.execution_above"


def _words(rules: RuleSet) -> Iterator[Rule]:
    for field in fields(rules.words):
        yield f"{WORD_LISTS[field.name]}：{_listed(getattr(rules.words, field.name))}", "words"


def _listed(words: Iterable[str | tuple[str, ...]]) -> str:
    """Write a list of words with 、, groups of words in brackets."""
    return "、".join(word if isinstance(word, str) else f"（{_listed(word)}）" for word in words)
