"""All checks in the order of their ids."""

from scorer.audit import (
    actuals,
    alike,
    assumed,
    elsewhere,
    frames,
    goals,
    money,
    presence,
    readings,
    reasons,
    scores,
    spending,
    wording,
)
from scorer.audit.check import Check, ProjectCheck, RowCheck, YearCheck

CHECKS: tuple[Check, ...] = (
    ProjectCheck(
        "T01", "预算数、绩效目标、绩效指标齐全；名称前后没有多余的符号", presence.incomplete, ("marks",)
    ),
    ProjectCheck("T02", "预算数等于各项资金之和", money.parts_differ),
    ProjectCheck("T03", "各项资金旁边有合计", money.total_blank),
    ProjectCheck("T04", "产出、效益、满意度指标都有", presence.dimension_absent, ("salaries",)),
    ProjectCheck("T05", "同一个三级指标只写一次", presence.twice),
    RowCheck("T06", "指标值不是空白或占位符", presence.blank),
    RowCheck("T07", "数字带单位", readings.without_unit),
    YearCheck("T07", "一个单位只有一种写法", readings.spellings, readings.spelled_twice, ("spellings",)),
    RowCheck("T08", "指标值有比较符号，不靠推定", assumed.assumed),
    ProjectCheck("T08", "只能是下限的指标值也写明≥（每个项目提示一次）", assumed.assumed_plainly, ("plain",)),
    ProjectCheck("T08", "指标值一列写的不是分值", assumed.points_for_targets, ("points",)),
    RowCheck("T09", "成本的金额是上限", money.cost_at_least),
    RowCheck("T10", "越低越好的写上限，要做到的写下限，事故率为0", readings.wrong_way, ("accidents",)),
    RowCheck("T11", "百分数在0至100之间", readings.out_of_range),
    RowCheck("T12", "名称说的是数，指标值也是数", wording.words_for_number),
    RowCheck("T13", "三级指标与二级指标相符", wording.wrong_level),
    RowCheck("T14", "期限在年末之前、本年度之内", readings.cannot_fail, ("earlier", "later")),
    RowCheck("T15", "效益指标说的是效果，不是做了什么", wording.effort_for_effect),
    RowCheck("T16", "百分数说明是什么的百分之几", wording.hollow),
    ProjectCheck("T17", "目标承诺的数和资金的用途都有指标衡量", goals.unmeasured),
    ProjectCheck("T18", "绩效目标里的数与指标值一致", goals.numbers_differ),
    ProjectCheck("T19", "单价乘数量不超过预算", money.price_times_quantity),
    ProjectCheck(
        "T20", "成本上限之和不超过预算，单项不等于全部预算", money.limits_against_budget, ("whole",)
    ),
    ProjectCheck("T21", "比率不是按一两次活动算的", frames.few_events),
    ProjectCheck("T22", "指标值不比上年实际低很多", elsewhere.below_last_year),
    YearCheck("T23", "没有别的单位、别的项目的名称", elsewhere.said, elsewhere.of_others),
    ProjectCheck("T24", "名称没有笔误", wording.slips),
    YearCheck("T25", "成本放在哪一级（每个文件提示一次）", frames.frames, frames.frame_used),
    YearCheck("T26", "满意度写明怎样调查（每个文件提示一次）", frames.unasked, frames.survey_untold),
    RowCheck("T27", "一项不占25分以上", frames.heavy),
    ProjectCheck("A01", "每项都已填报、已评定", actuals.missing),
    RowCheck("A03", "实际值与指标值的数量级相同", actuals.magnitude),
    RowCheck("A04", "比率与分子、分母一致", actuals.rate_and_parts),
    RowCheck("A05", "不会超过100%的没有超过", actuals.above_hundred),
    ProjectCheck("A06", "实际值不是照抄指标值", spending.copied),
    RowCheck("A07", "没有远超指标值", actuals.far_above),
    ProjectCheck("A08", "成本之和不超过执行数，执行数不超过预算数", spending.cost_above_spending),
    ProjectCheck("A09", "钱花得不到一半时产出不会全满", spending.barely_spent),
    ProjectCheck("A10", "钱没有花在产出前面", spending.money_ahead),
    RowCheck("A11", "在期限内、本年度内完成", actuals.late),
    RowCheck("A13", "满意度有调查，不是人人满意", actuals.satisfied),
    RowCheck("A16", "文字评定有一句事实", actuals.words_only),
    RowCheck("A17", "成本不低于上限的一半", actuals.cheap),
    ProjectCheck("S01", "自评得分与系统得分一致", scores.differs),
    ProjectCheck("S02", "自评得分在0与分值之间", scores.outside_points),
    ProjectCheck("S03", "分值合计100，每行都有或都没有", scores.points_wrong),
    ProjectCheck("S04", "总分、等级由各项得分得出", scores.total_wrong),
    ProjectCheck("S05", "文字评定的得分在该档次之内", scores.outside_tier),
    ProjectCheck("S06", "全年预算数没有调成执行数，执行率按全年预算数算", scores.budget_lowered),
    YearCheck("S07", "不是几个项目全部满分", alike.full, alike.all_full),
    ProjectCheck("S08", "指标得分率没有远超执行率，没有大量结余", scores.scores_ahead, ("unspent",)),
    YearCheck("S10", "同样的指标值和实际值得同样的分", alike.given, alike.unequal),
    ProjectCheck("S11", "列出认定得分和已失效的评定", scores.by_hand),
    ProjectCheck("S13", "不适用的部分没有记0分", scores.zero_for_absent),
    ProjectCheck("R01", "须说明的都有原因和措施", reasons.reason_missing),
    RowCheck("R02", "原因、档次与得分不矛盾", reasons.contradiction),
    ProjectCheck("R03", "原因和措施不是空话", reasons.empty_words),
    YearCheck("R04", "不是几项用同一个原因", reasons.causes, reasons.same_cause),
    RowCheck("R05", "原因说到这项指标或有数字", reasons.beside_the_point),
)

IDS: tuple[str, ...] = tuple(dict.fromkeys(check.id for check in CHECKS))
"""The ids of the checks, each once."""

SEVERITIES: tuple[str, ...] = tuple(
    dict.fromkeys(
        key for check in CHECKS for key in (check.id, *(f"{check.id}.{part}" for part in check.parts))
    )
)
"""What the rule file gives a severity: every check, and every part with one of its own."""
