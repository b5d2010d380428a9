"""What the checks see and do not see in single lines and projects, beyond the transcripts in tests/checks."""

from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_examples import COST, DIMENSION, QUALITY, TIANJIN, final, line, project, recorded
from rule_examples import SHIPPED
from test_law_properties import projects

from scorer.audit.answers import key_of
from scorer.audit.audit import audit
from scorer.audit.check import Context
from scorer.audit.check_rules import AuditRules, Loss, ReviewRules, read_audit_rules
from scorer.audit.elsewhere import last_years
from scorer.audit.registry import CHECKS, IDS, SEVERITIES
from scorer.audit.review import Ground, rehearse
from scorer.model.actual import Measured, Words
from scorer.model.entry import Organisation
from scorer.model.evidence import Counted, Evidence
from scorer.model.finding import Finding, Subject
from scorer.model.project import Answer, Budget, Fund, Indicator, Project, Stated, Tier
from scorer.model.quantity import Quantity
from scorer.scoring.assessment import assess
from scorer.scoring.execution import full_year_budget
from scorer.scoring.faults import fault_text

CONTENT, BENEFIT = "满意度指标", "效益指标"
SOCIAL = "社会效益指标"


def rules() -> AuditRules:
    found, problems = read_audit_rules("scoring_rules.toml", SHIPPED.encode(), SEVERITIES)
    assert found is not None, problems
    return found


RULES = rules()


def found(*projects_: Project, context: Context | None = None) -> list[Finding]:
    assessments = [assess(each, TIANJIN) for each in projects_]
    return list(audit(assessments, RULES.checks, context=context or Context()))


def of(check: str, *projects_: Project, context: Context | None = None) -> list[str]:
    return [each.sentence for each in found(*projects_, context=context) if each.check == check]


def alone(check: str, indicator: Indicator) -> list[str]:
    return of(check, project([indicator]))


def described(indicator: Indicator, description: str) -> Indicator:
    return replace(indicator, description=description)


def with_goals(text: str, *indicators: Indicator, purpose: str = "") -> Project:
    return replace(project(indicators), goals=recorded(text), purpose=recorded(purpose) if purpose else None)


@pytest.mark.parametrize(
    ("check", "indicator", "part"),
    [
        ("T09", line("≥500元", name="困难妇女补助", category=COST), None),
        ("T09", line("≥5万元", name="印刷费", category=COST), "花得越多越好"),
        ("T10", line("≥2起", name="安全事故", category=QUALITY), "越低越好"),
        ("T10", line("≥2起", name="学员投诉数量", category=QUALITY), "越低越好"),
        ("T10", line("≥2次", name="事故应急演练次数"), None),
        ("T10", line("≥2处", name="地质灾害治理数量"), None),
        ("T10", line("≤4个", name="示范村建设数量"), "一件不做也达标"),
        ("T10", line("≤4件", name="信访案件数量"), None),
        ("T11", line("≥120%", name="高中阶段毛入学率", category=QUALITY), None),
        ("T11", line("≥-5%", name="培训合格率", category=QUALITY), "小于0"),
        ("T11", line("≥120%", name="上年投入对比", category=QUALITY), None),
        ("T11", line("≥120%", name="年度任务完成率", category=QUALITY), None),
        ("T12", line("投诉率5%", name="学员投诉率", category=QUALITY), None),
        ("T12", line("明显提高", name="办事效率", category=QUALITY), None),
        ("T13", line("≥500万元", name="发放贷款", dimension=DIMENSION), None),
        ("T13", line("≥500万元", name="场地租金", dimension=DIMENSION), "却是金额"),
        ("T13", line("≥3000人", name="受益人数", dimension=BENEFIT, category=SOCIAL), None),
        ("T13", line("≤3次", name="投诉次数", dimension=BENEFIT, category=SOCIAL), None),
        ("T15", line("广泛宣传", name="组织动员", category=QUALITY), None),
        ("T16", described(line("≥95%", name="活动圆满完成率", category=QUALITY), "实到÷应到"), None),
        ("T08", line("投入资金到位100%", name="资金到位", category=QUALITY), None),
        ("T08", line("较上年增长5%以上", name="培训人数", category=QUALITY), "文字中的唯一数字"),
        ("T24", described(line("≥26场", name="公益活动场次"), "公益活动场次（场）"), None),
        ("T24", described(line("≥26场", name="公益活动场次"), "公益会动场次"), "差1个字"),
        ("T24", line("≥26场", name="手机app使用次数"), None),
        ("T24", line("≥26场", name="公益huodong场次"), "夹有拼音“huodong”"),
        ("T24", line("≥26场", name="公共wifi覆盖场次"), None),
        ("T10", line("≤10次", name="科目调整次数"), None),
        (
            "T13",
            line("≥90%", name="群众满意度", dimension=BENEFIT, category=SOCIAL),
            "满意度放在社会效益指标下",
        ),
        ("T13", line("≥4次", name="仪器维护", category=QUALITY), "不是做得怎样"),
        ("T13", line("≥4件", name="验收合格件数", category=QUALITY), None),
        ("T13", line("8个", name="安置小区物业费"), "名称说的是费用"),
        ("T13", line("80人", name="减免住宿费"), None),
        ("T13", line("80", name="减免住宿费"), None),
        ("T16", line("≥95%", name="课程数量达标率", category=QUALITY), "没有说明分子、分母"),
        ("T24", line("≥26场", name="宣传LOGO设计场次"), None),
        ("T24", line("≥26场", name="应用AI技术场次"), None),
        ("T24", described(line("≥26场", name="公益活动场次"), "公益会动场次"), "“…活动…”→“…会动…”"),
        ("T24", described(line("≥26场", name="公益活动场次"), "公益动场次"), "“…益活动…”→“…益动…”"),
    ],
)
def test_a_target_is_doubted_where_it_should_be_and_nowhere_else(
    check: str, indicator: Indicator, part: str | None
) -> None:
    sentences = alone(check, indicator)
    assert bool(sentences) is (part is not None), sentences
    assert part is None or part in sentences[0]


@pytest.mark.parametrize(
    ("goals", "target", "name", "gap"),
    [
        ("举办培训30场以上", "≥26场", "培训场次", "相差4场"),
        ("举办培训不超过30场", "≥26场", "培训场次", "相差4场"),
        ("举办培训26场", "≥26场", "培训场次", None),
        ("举办第26届培训", "≥20场", "培训场次", None),
        ("2023年已有培训30场", "≥26场", "培训场次", None),
        ("举办培训30场", "≥26人", "培训人数", None),
        ("植树3公顷", "≥30亩", "植树面积", "相差15亩"),
        ("植树2公顷", "≥30亩", "植树面积", None),
        ("培训合格率达到95%", "≥90%", "培训合格率", "相差5个百分点"),
        ("举办讲座30场", "≥26场", "培训场次", None),
        ("收集意见建议300条", "≥260条", "意见建议数量", "相差40条"),
        ("建设服务站12个", "≥10座", "服务站数量", "相差2座"),
        ("学员满意度达到98%以上", "≥90%", "参训学员满意度", "“学员满意度达到98%以上”"),
        ("举办20场公益讲座", "≥26场", "公益讲座场次", "“举办20场公益讲座”"),
        ("每场培训不超过50人", "≥900人", "培训人数", None),
        ("每季度培训不少于225人", "≥900人", "培训人数", None),
        ("每月培训2场，培训不少于50人", "≥900人", "培训人数", None),
        ("两期培训各30人", "≥60人", "培训人数", None),
        ("人均培训10场", "≥26场", "培训场次", None),
        ("培训30左右", "≥26场", "培训场次", None),
        ("每年培训30场", "≥26场", "培训场次", "相差4场"),
        ("培训覆盖面达到2人/千人", "≥26人", "培训人数", None),
        ("完成5个标准库房消防设备的升级改造", "≥160个", "烟感、温感控制设备", None),
        ("完成5个标准库房建设", "≥8个", "库房建设数量", "相差3个"),
    ],
)
def test_a_number_of_the_goals_is_held_against_the_indicator_that_it_is_about(
    goals: str, target: str, name: str, gap: str | None
) -> None:
    sentences = of("T18", with_goals(goals, line(target, name=name)))
    assert bool(sentences) is (gap is not None), sentences
    assert gap is None or gap in sentences[0]


def test_rates_are_told_apart_by_their_last_word() -> None:
    rates = (
        line("≥90%", name="培训合格率"),
        line("≥85%", name="就业政策知晓率", number=2),
        line("≥90%", name="参训学员满意度", number=3),
    )
    goals = "培训合格率不低于95%，就业政策知晓率达到90%以上，学员满意度达到98%以上，到课率90%"
    assert of("T18", with_goals(goals, *rates)) == [
        "绩效目标写“培训合格率不低于95%”，指标值是“≥90%”，相差5个百分点",
        "绩效目标写“就业政策知晓率达到90%以上”，指标值是“≥85%”，相差5个百分点",
        "绩效目标写“学员满意度达到98%以上”，指标值是“≥90%”，相差8个百分点",
    ]
    assert of("T18", with_goals("满意度达到98%", *rates)) == [
        "绩效目标写“满意度达到98%”，指标值是“≥90%”，相差8个百分点"
    ]
    both = (*rates, line("≥80%", name="家长满意度", number=4))
    assert of("T18", with_goals("满意度达到98%", *both)) == []
    assert of("T17", with_goals("满意度达到98%", *both)) == []
    assert of("T17", with_goals("巡查到位率达到98%", *both)) == [
        "绩效目标承诺了“巡查到位率达到98%”，没有指标衡量"
    ]
    assert of("T17", with_goals("巡查到位率达到90%", *both)) == []


def test_words_farther_off_only_break_a_tie() -> None:
    both = (line("≥26场", name="妇女公益培训"), line("≥8场", name="儿童公益培训", number=2))
    assert of("T18", with_goals("为儿童服务，举办公益培训30场", *both)) == [
        "绩效目标写“举办公益培训30场”，指标值是“≥8场”，相差22场"
    ]
    assert of("T18", with_goals("妇女公益培训、儿童公益培训，共举办30场", *both)) == []


@pytest.mark.parametrize(
    ("indicator", "single"),
    [
        (line("10套", name="灭火装置"), False),
        (line("10", name="灭火装置数量"), False),
        (line("90%", name="学员满意度", dimension=CONTENT, category="服务对象满意度指标"), False),
        (line("90%", name="培训合格率", category=QUALITY), False),
        (line("90%", name="课时比例"), True),
        (line("5起", name="安全事故", category=QUALITY), True),
        (line("250万元", name="设备购置费", category=COST), True),
        (line("24小时", name="值守"), True),
        (line("较上年增长5%以上", name="培训人数", category=QUALITY), True),
    ],
)
def test_numbers_that_can_only_be_lower_limits_are_told_once_a_project(
    indicator: Indicator, *, single: bool
) -> None:
    other = line("≥1场", name="别的", number=2)
    (doubt,) = [each for each in found(project([indicator, other])) if each.check == "T08"]
    assert (doubt.line, doubt.severity.value) == ((1, "W") if single else (None, "I"))
    assert "|" not in doubt.remedy


def test_many_plain_numbers_are_counted_and_points_are_no_targets() -> None:
    many = [line("10套", name=f"设备{number}", number=number) for number in range(1, 9)]
    (sentence,) = of("T08", project(many))
    assert sentence.endswith("、1.6“10套”等8项")
    printed = [
        line("20" if number < 3 else "15", name=f"设备{number}", number=number) for number in range(1, 7)
    ]
    assert of("T08", project(printed)) == [
        "指标值都是没有单位的数，20＋20＋15＋15＋15＋15＝100，像是分值，不是指标值"
    ]
    assert of("T07", project(printed)) == []
    assert of("T08", project([*printed[:5], line("25", name="设备6", number=6)])) != []
    eight = [line("12.5", name=f"设备{number}", number=number) for number in range(1, 9)]
    assert of("T08", project(eight))[0].count("＋") == 6


def test_two_indicators_as_alike_leave_a_number_alone() -> None:
    both = (line("≥26场", name="公益培训"), line("≥8场", name="公益讲座", number=2))
    assert of("T18", with_goals("举办公益宣传30场", *both)) == []


@pytest.mark.parametrize(
    ("goals", "promised"),
    [
        ("完成5个标准库房消防设备的升级改造", True),
        ("现有5个标准库房，完成消防改造", False),
        ("由5个乡镇实施", False),
        ("完成5个", False),
        ("完成5个库房灭火装置的安装", False),
        ("检测批次达到2批次/千人", False),
    ],
)
def test_how_many_things_are_to_be_made_is_a_promise_without_a_comparator_too(
    goals: str, promised: bool
) -> None:
    fitted = line("10套", name="七氟丙烷式灭火装置安装")
    assert bool(of("T17", with_goals(goals, fitted))) is promised


def test_the_purpose_is_read_use_by_use() -> None:
    plain = line("≥3次", name="召开市级会议次数")
    purpose = "保障异地干部住房租赁、水电，召开市级会议，提升机关效能"
    (sentence,) = of("T17", with_goals("做好服务", plain, purpose=purpose))
    assert sentence == "资金用于“保障异地干部住房租赁、水电”，没有指标衡量"
    everything = line("≥3次", name="完成活动数量")
    assert of("T17", with_goals("做好服务", everything, purpose=purpose)) == []
    assert of("T17", with_goals("印制手册500册以上", everything)) == [
        "绩效目标承诺了“印制手册500册以上”，没有指标衡量"
    ]
    assert of("T17", with_goals("举办讲座不少于8次", everything)) == []
    assert of("T17", replace(with_goals("举办讲座不少于8次", plain), indicators=())) == []


@pytest.mark.parametrize(
    ("funds", "doubted"),
    [
        ((("财政拨款", "8"), ("其他资金", "2")), False),
        ((("财政拨款", "8"), ("其中：中央", "5"), ("省级", "3"), ("其他资金", "2")), False),
        ((("中央", "6"), ("省级", "4")), False),
        ((("中央", "6"), ("省级", "3")), False),
        ((("中央", "6"), ("省级", "5")), True),
        ((("财政拨款", "8"), ("中央", "5"), ("省级", "2"), ("其他资金", "2")), False),
        ((("财政拨款", "8"), ("中央", "5"), ("省级", "3"), ("其他资金", "3")), True),
        ((("财政拨款", "8"), ("其中：中央", "5"), ("其他资金", "2")), False),
        ((("市级财政资金", "9"), ("其他资金", "2")), True),
        ((("市级财政资金", "8"), ("其他资金", "2")), False),
        ((("市级财政资金", "8"),), False),
        ((("其他资金", "8"),), False),
        ((("单位资金", "0"),), False),
        ((("财政资金", "8"),), True),
        ((("一般公共预算资金", "10"), ("中央", "4"), ("省级", "6")), False),
        ((("中央财政资金", "6"), ("地方资金", "3"), ("其他资金", "1")), False),
        ((("中央财政资金", "6"), ("地方资金", "2"), ("其他资金", "1")), True),
        ((("财政拨款", "8"), ("其他资金", "3")), True),
    ],
)
def test_sources_of_money_that_detail_others_are_not_added_to_them(
    funds: tuple[tuple[str, str], ...], doubted: bool
) -> None:
    own = project([line("≥1场")], initial="10")
    parts = tuple(Fund(name, initial=Decimal(amount)) for name, amount in funds)
    assert bool(of("T02", replace(own, budget=replace(own.budget, funds=parts)))) is doubted


def test_the_parts_of_one_level_are_all_there_are_where_they_come_to_another_total() -> None:
    own = project([line("≥1场")], full_year="20", executed="15")
    funds = (Fund("中央财政资金", full_year=Decimal(20), executed=Decimal("14.9")),)
    assert of("T02", replace(own, budget=replace(own.budget, funds=funds))) == [
        "全年执行数15万元，而中央财政资金14.9万元"
    ]
    assert (
        of("T02", replace(own, budget=replace(own.budget, funds=(replace(funds[0], full_year=None),)))) == []
    )


def test_a_blank_total_is_said_to_be_what_the_score_is_reckoned_from() -> None:
    for parts, said in (
        ((("市级财政资金", 80), ("其他资金", 20)), "共100万元（市级财政资金80＋其他资金20）"),
        ((("财政拨款", 100), ("中央", 60), ("省级", 40)), "共100万元（财政拨款100）"),
    ):
        budget = Budget(funds=tuple(Fund(name, initial=Decimal(amount)) for name, amount in parts))
        (sentence,) = of("T03", replace(project([line("≥1场")]), budget=budget))
        assert sentence == f"年初预算数合计空着，而各项资金{said}；评分时按各项之和计"
        assert full_year_budget(budget)[0] == 100


def test_a_project_without_anything_has_no_further_doubts_than_that() -> None:
    bare = replace(project([], initial=None, executed=None), goals=None)
    assert {each.check for each in found(bare)} == {"T01", "A01"}
    assert of("T01", bare) == ["目标表没有写预算数、绩效目标、绩效指标"]


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("(试点)培训", ""),
        ("（试点）培训", ""),
        ("]培训", "开头有多余的“]”"),
        ("培训、", "末尾有多余的“、”"),
        ("培训（", "末尾"),
    ],
)
def test_a_stray_mark_is_one_that_closes_nothing(name: str, mark: str) -> None:
    sentences = [each for each in of("T01", replace(project([line("≥1场")]), name=name)) if "多余" in each]
    assert bool(sentences) is bool(mark)
    assert not mark or mark in sentences[0]


def test_what_is_to_be_done_speaks_of_what_is_missing_alone() -> None:
    plain = project([line("≥1场")])
    missing = [replace(plain, goals=None), replace(with_goals("做好服务", line("≥1场")), budget=Budget())]
    remedies = [each.remedy for own in missing for each in found(own) if each.check == "T01"]
    assert remedies == [
        "请在目标表中补上绩效目标后重新导入",
        "请在目标表中补上预算数后重新导入；预算数也可用 scorer record-actual 1 --initial-budget 填写",
    ]


def test_a_doubled_character_that_stands_so_everywhere_is_no_slip() -> None:
    named = line("≥1场", name="妇女健身大赛赛程安排次数")
    assert of("T24", with_goals("做好妇女健身大赛赛程安排", named)) == []
    assert of("T24", with_goals("办好妇女健身大赛", named)) == ["“…健身大赛赛程安排…”里“赛”重复"]


def test_a_tier_of_a_person_and_a_score_beyond_the_points_are_not_held_against_a_band() -> None:
    judged = line("明显提升", "考证312人", name="就业能力", dimension=BENEFIT, category=SOCIAL, points=9000)
    by_person = replace(judged, tier=recorded(Tier.PARTLY, action=3), stated_score=recorded(9000))
    assert of("S05", project([by_person])) == []
    beyond = replace(line("明显提升", "明显提升", name="就业能力", points=9000), stated_score=recorded(9100))
    assert of("S05", project([beyond])) == []
    assert of("S02", project([beyond])) == ["自评得分91.00不在0至90.00之间"]


def test_parts_of_a_cost_are_not_added_to_the_whole() -> None:
    parts = [
        line("≤10万元", name="项目总成本", category=COST),
        line("≤6万元", name="师资费", category=COST, number=2),
        line("≤4万元", name="场地费", category=COST, number=3),
        line("≤9万元", name="其中：教材费", category=COST, number=4),
    ]
    assert [sentence for sentence in of("T20", project(parts)) if "共" in sentence] == []
    assert of("T20", project([*parts, line("≤1万元", name="宣传费", category=COST, number=5)]))[-1] == (
        "成本指标的上限共6＋4＋1＝11万元，超过预算10万元"
    )
    spent = [
        line(f"≤{cost}万元", f"{cost}万元", name=name, category=COST, number=number)
        for number, (name, cost) in enumerate(
            (("总成本", 10), ("师资费", 6), ("场地费", 4), ("其中：教材费", 9)), 1
        )
    ]
    assert of("A08", project(spent, executed="10")) == []
    assert of("A08", project(spent, executed="8")) == [
        "总成本10万元，超过全年执行数8万元",
        "师资费6万元、场地费4万元，共10万元，超过全年执行数8万元",
    ]


def test_a_price_fits_the_one_count_of_people_that_it_is_about() -> None:
    price = line("≤550元/人", name="会议费标准", category=COST)
    guests = line("≥600人", name="参会人数", number=2)
    others = line("≥300人", name="受益人数", number=3)
    assert "＝33万元" in of("T19", project([price, guests, others]))[0]
    assert of("T19", project([price, others, line("≥600人", name="走访人数", number=4)])) == []
    assert of("T19", project([price, guests], initial="40")) == []
    assert of("T19", project([price, line("≤600人", name="参会人数", number=2)])) == []


def test_a_price_needs_a_number_that_it_can_be_the_price_of() -> None:
    price = line("≤550元/人", name="会议费标准", category=COST)
    readers = line("≥30000人", name="公众号宣传受益人数", number=2)
    assert of("T19", project([price, readers])) == []
    saved = line("≥600人", name="参训人数", dimension=BENEFIT, category=SOCIAL, number=2)
    assert of("T19", project([price, saved])) == []
    assert "＝33万元" in of("T19", project([price, line("≥600人", name="接待人数", number=2)]))[0]
    each = line("=23万元/个", name="补助合作社平均标准", category=COST)
    many = line("=10个", name="入股合作社个数", number=2)
    assert "23万元/个 × 10个（1.2 入股合作社个数）＝230万元" in of("T19", project([each, many]))[0]
    rent = line("≤475元/亩", name="流转土地补助标准", category=COST)
    assert of("T19", project([rent, line("≥60亩", name="流转土地", number=2)])) == []
    assert "＝14.25万元" in of("T19", project([rent, line("≥300亩", name="流转土地", number=2)]))[0]
    assert of("T19", project([each, line("=10户", name="入股合作社个数", number=2)])) == []
    monthly = line("≤620万元/天", name="人工成本", category=COST)
    assert of("T19", project([monthly, line("≥20天", name="人工天数", number=2)])) == []


def test_a_total_above_the_budget_and_a_level_with_a_note_are_seen() -> None:
    over = line("≤12万元", name="项目成本概算", category=COST)
    assert of("T20", project([over])) == ["成本指标的上限12万元，超过预算10万元"]
    assert of("T20", project([over], initial="12", full_year="10")) == []
    noted = line("≤10万元", name="项目建设成本", dimension="成本指标(0-20)分", category="经济成本")
    assert of("T20", project([noted])) == ["上限≤10万元就是全部预算10万元，约束不了什么"]
    assert of("T09", project([line("≥6万元", name="设备购置费", category="成本指标(必填)")])) != []


def test_a_cost_as_a_dimension_and_under_outputs_are_two_frames() -> None:
    own = line("≤1万元", name="师资费", dimension="成本指标", category="经济成本指标")
    assert "101号" in of("T25", project([own]))[0]
    both = project([own, line("≤1万元", name="场地费", category=COST, number=2)])
    assert "有2种写法" in of("T25", both)[0]


def test_last_year_is_found_by_organisation_project_and_indicator() -> None:
    key = ("天津市妇女联合会", "2023年公益项目", "培训")
    many = recorded(Measured(Quantity(Decimal(40), "场")))
    now = replace(project([line("≥26场")]), name="2024年公益项目")
    assert "比2023年实际完成的40场低35.00%" in of("T22", now, context=last_years([(*key, many)]))[0]
    for other in (
        recorded(Measured(Quantity(Decimal(30), "场"))),
        recorded(Measured(Quantity(Decimal(40), "万元"))),
        recorded(Measured(Quantity(Decimal(0), "场"))),
        recorded(Words("很多")),
        None,
    ):
        assert of("T22", now, context=last_years([(*key, other)])) == []
    limited = replace(now, indicators=(line("≤26场"),))
    assert of("T22", limited, context=last_years([(*key, many)])) == []


def test_the_name_of_its_own_organisation_is_no_other() -> None:
    own = with_goals("由天津市妇女联合会实施，配合天津市某某区教育局", line("≥1场"))
    other = replace(own, number=2, name="别的项目", organisation=Organisation("", "天津市某某区教育局"))
    other = replace(other, goals=recorded("无"))
    assert of("T23", own) == []
    (sentence,) = of("T23", own, other)
    assert sentence.endswith("里有别的单位“天津市某某区教育局”")


def test_the_names_of_projects_that_are_not_looked_at_are_known() -> None:
    own = with_goals("配合天津市某某区教育局", line("≥1场"))
    everybody = Context(
        names=((1, "天津市妇女联合会", "公益项目"), (2, "天津市某某区教育局", "另一个公益项目"))
    )
    assert of("T23", own, context=everybody) == ["“配合天津市某某区教育局”里有别的单位“天津市某某区教育局”"]
    assert of("T23", own) == []


def test_each_project_that_names_no_survey_is_told_once_a_file() -> None:
    content_line = line("≥90%", name="学员满意度", dimension=CONTENT, category="服务对象满意度指标")
    asked, unasked = with_goals("以问卷调查满意度", content_line), with_goals("做好服务", content_line)
    numbered = [replace(each, number=number) for number, each in enumerate((asked, unasked, unasked), 1)]
    assert of("T26", *numbered) == ["项目2、3的满意度指标没有写明怎样调查（问卷、回访、抽样等）"]
    assert of("T26", *numbered[:2]) == ["满意度指标没有写明怎样调查（问卷、回访、抽样等）"]
    assert of("T26", numbered[0]) == []
    many = [replace(unasked, number=number) for number in range(1, 9)]
    assert of("T26", *many)[0].startswith("项目1、2、3、4、5、6等8个的")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("95%（570/600）", False),
        ("95%（588/600）", True),
        ("95%（2024/11/30）", False),
        ("95%（600/588）", False),
    ],
)
def test_a_fraction_beside_a_rate_is_held_against_it(text: str, doubted: bool) -> None:
    assert bool(alone("A04", line("≥90%", text, name="到课率", category=QUALITY))) is doubted


def test_a_fraction_in_the_note_is_held_against_the_rate_too() -> None:
    noted = replace(line("≥90%", "95%", category=QUALITY), note=recorded("588/600"))
    assert alone("A04", noted) == ["写的是95%，而588÷600＝98.00%"]


@pytest.mark.parametrize(
    "text", ["发放问卷120份，收回110/120", "1/3以上学员为重点人群", "其中重点人群40/120"]
)
def test_a_fraction_of_something_else_is_not_held_against_the_rate(text: str) -> None:
    noted = replace(line("≥90%", "95%", category=QUALITY), note=recorded(text))
    assert alone("A04", noted) == []


def test_a_fraction_in_a_cause_is_not_the_rate() -> None:
    caused = replace(line("≥90%", "88%", category=QUALITY), cause=recorded("上完2/3的课后改为线上"))
    assert alone("A04", caused) == []


def test_what_is_of_one_magnitude_follows_the_limit() -> None:
    strict = replace(RULES.checks, limits=replace(RULES.checks.limits, magnitude=Decimal("1.5")))
    assessed = assess(project([line("≥26场", "45场")]), TIANJIN)
    assert [each.sentence for each in audit([assessed], strict) if each.check == "A03"] == [
        "实际“45场”是指标值“≥26场”的1.7倍，数量级不同"
    ]
    assert alone("A03", line("≥26场", "45场")) == []


def test_a_delay_that_was_approved_is_not_doubted() -> None:
    late = line("≤10月底", "11月12日", name="完成时间", category="时效指标")
    assert len(alone("A11", replace(late, cause=recorded("场地维修，推迟12天")))) == 1
    assert alone("A11", replace(late, cause=recorded("场地维修，经市妇联会议纪要同意推迟12天"))) == []


@pytest.mark.parametrize(
    ("actual", "doubted"),
    [
        ("明显提升", True),
        ("就业能力明显提升，效果显著", True),
        ("天津日报、市妇联官网作了专题报道，学员踊跃报名", False),
        ("培训后考证312人，明显提升", False),
    ],
)
def test_a_sentence_of_fact_is_more_than_degree_words(actual: str, doubted: bool) -> None:
    judged = line("有效提升", actual, name="就业能力", dimension=BENEFIT, category=SOCIAL)
    assert bool(alone("A16", replace(judged, tier=recorded(Tier.ACHIEVED, action=3)))) is doubted


def test_a_copied_target_is_no_fact_unless_it_has_figures() -> None:
    for text, doubted in (("为参训妇女提供创业就业指导服务", True), ("猪养殖80头；牛养殖3头", False)):
        judged = line(text, text, name="养殖数量", dimension=BENEFIT, category=SOCIAL)
        graded = replace(judged, tier=recorded(Tier.ACHIEVED, action=3))
        assert bool(alone("A16", graded)) is doubted


def test_an_answer_to_unequal_scores_rests_on_the_shares() -> None:
    def facts(score: int) -> tuple[str, ...]:
        twins = [
            line("≥26场", "20场", points=4500),
            line("≥26场", "20场", name="讲座", number=2, points=4500),
        ]
        stated = [
            replace(twins[0], stated_score=recorded(4500)),
            replace(twins[1], stated_score=recorded(score)),
        ]
        (doubt,) = [each for each in found(project(stated)) if each.check == "S10"]
        return doubt.facts

    assert facts(3600) != facts(900)


def test_a_cause_of_going_far_beyond_may_speak_of_what_was_put_off() -> None:
    beyond = replace(line("≥26场", "40场"), cause=recorded("上年推迟的14期并入今年举办"))
    assert alone("R02", beyond) == []
    reached = replace(line("≥26场", "27场"), cause=recorded("有3场推迟到次年"))
    assert len(alone("R02", reached)) == 1


@pytest.mark.parametrize(
    ("cause", "empty"),
    [("统一安排", True), ("进一步加强", True), ("一直很忙", True), ("少三场", False), ("晚半年", False)],
)
def test_a_numeral_counts_only_before_what_it_counts(cause: str, empty: bool) -> None:
    short = replace(line("≥26场", "20场"), cause=recorded(cause), remedy=recorded("与2所职校签约"))
    assert bool(alone("R03", short)) is empty


def test_no_more_people_came_than_the_roster_counts() -> None:
    came = line("≥300人", "330人", name="培训人数")
    roster = recorded(Evidence("名册.xlsx", 1, "a", "名册.xlsx", Counted("姓名", 318, "人")))
    assert alone("A05", replace(came, evidence=(roster,))) == ["实际“330人”多于名册里数出的318人"]
    assert alone("A05", replace(line("≥300人", "318人"), evidence=(roster,))) == []
    second = recorded(Evidence("第二期.xlsx", 1, "b", "第二期.xlsx", Counted("姓名", 11, "人")))
    assert alone("A05", replace(came, evidence=(roster, second))) == ["实际“330人”多于2份名册一共数出的329人"]
    of_things = recorded(Evidence("清单.xlsx", 1, "b", "清单.xlsx", Counted("编号", 5, "平方米")))
    assert alone("A05", replace(came, evidence=(roster, of_things))) == []
    assert alone("A05", replace(line("≥90%", "95%"), evidence=(roster,))) == []


def test_satisfaction_by_silence_or_left_out_is_doubted() -> None:
    asked = line("≥90%", "95%", name="学员满意度", dimension=CONTENT, category="服务对象满意度指标")
    assert alone("A13", asked) == []
    assert alone("A13", replace(asked, note=recorded("全年无投诉"))) == ["以没有投诉代替满意度调查"]
    everybody = line("≥90%", "100%", name="学员满意度", dimension=CONTENT, category="服务对象满意度指标")
    assert len(alone("A13", everybody)) == 1
    assert alone("A13", replace(everybody, note=recorded("发放问卷120份，收回118份，都满意"))) == []
    left_out = replace(asked, actual=None, not_applicable=recorded("没有服务对象", action=3))
    assert alone("A13", left_out) == ["满意度写作不适用"]


def test_a_day_of_another_year_is_doubted_where_it_is_not_late() -> None:
    assert alone("A11", line("≤12月", "2023年11月1日", name="完成时间", category="时效指标")) == [
        "完成时间“2023年11月1日”（2023年11月1日）不在2024年度内"
    ]


def test_a_tier_against_the_words_of_the_actual_is_doubted() -> None:
    judged = line("明显提升", "略有提升", name="就业能力", dimension=BENEFIT, category=SOCIAL)
    assert of("R02", project([replace(judged, tier=recorded(Tier.ACHIEVED, action=3))])) == [
        "实际“略有提升”按文字是未达成，档次却评为达成"
    ]
    assert of("R02", project([replace(judged, tier=recorded(Tier.MISSED, action=3))])) == []
    unclear = line("明显提升", "考证312人", name="就业能力", dimension=BENEFIT, category=SOCIAL)
    assert of("R02", project([replace(unclear, tier=recorded(Tier.ACHIEVED, action=3))])) == []


def stated(
    total: int,
    rating: str | None = None,
    rate: str | None = None,
    *,
    initial: str = "10",
    full_year: str | None = None,
    executed: str = "10",
) -> Project:
    lines = [replace(line("≥1场", "1场", points=9000), stated_score=recorded(9000))]
    own = project(lines, initial=initial, full_year=full_year, executed=executed)
    said = Stated(
        recorded(1000),
        recorded(rate) if rate else None,
        recorded(total),
        recorded(rating) if rating else None,
    )
    return replace(own, stated=said)


def test_a_stated_rating_is_that_of_the_stated_total() -> None:
    assert of("S04", stated(10000, "优")) == []
    assert of("S04", stated(10000, "良好")) == ["表中等级“良好”，总分100.00应为“优”"]
    assert of("S04", stated(10000, "合格")) == []


def test_a_rate_reckoned_from_the_initial_budget_is_named() -> None:
    def lowered(rate: str) -> list[str]:
        return of("S06", stated(10000, rate=rate, initial="20", full_year="16", executed="10"))

    assert lowered("50%") == ["表中执行率50%是按年初预算数算的，按全年预算数应为62.50%"]
    assert lowered("62.5%") == []
    assert lowered("40%") == []
    assert of("S06", stated(10000, rate="100%", initial="10", full_year="10", executed="10")) == []


def test_stated_scores_without_points_of_their_own_are_compared_with_nothing() -> None:
    own = project([replace(line("≥10场", "5场"), stated_score=recorded(100))])
    assert {"S01", "S02"}.isdisjoint(each.check for each in found(own))


def test_a_row_without_points_of_its_own_among_others_that_have_them_is_compared_with_nothing() -> None:
    own = replace(line("≥10场", "10场", name="讲座", number=2), stated_score=recorded(1500))
    assert of("S02", project([line("≥1场", "1场", points=4000), own])) == []


@pytest.mark.parametrize(
    ("name", "says_it"),
    [
        ("变压器3台", True),
        ("改造户数（约200户）", True),
        ("道路养护12公里", True),
        ("变压器1000KVA", False),
        ("1000KVA变压器", False),
        ("第3期培训", False),
        ("2024年培训", False),
        ("24小时值班", False),
        ("购置变压器（台）", True),
        ("购置变压器（单位：台）", True),
        ("购置变压器（计量单位：台）", True),
        ("变压器（台）数量", True),
        ("变压器（台）采购", False),
        ("购置变压器（专用箱）", False),
        ("变压器数量（专用箱）", True),
        ("变压器数量（含备用的全部变压器）", False),
        ("变压器", False),
    ],
)
def test_a_number_has_its_unit_beside_it_or_in_the_name(name: str, *, says_it: bool) -> None:
    for target in ("3", "≥3", "3-5"):
        assert (alone("T07", line(target, name=name)) == []) is says_it, target


def test_a_size_in_the_name_gives_its_unit_to_a_target_of_the_same_number() -> None:
    assert alone("T07", line("≥24", name="每天值守24小时")) == []
    assert len(alone("T07", line("≥3", name="每天值守24小时"))) == 1


def test_a_table_of_another_frame_is_not_held_against_the_three_dimensions() -> None:
    assert alone("T04", line("≥1场", dimension="履职效能", category="重点工作")) == []
    assert alone("T04", line("≥1场")) == ["没有效益指标、满意度指标"]


def test_a_budget_of_0_that_was_scored_0_is_named() -> None:
    own = replace(stated(9000, initial="0", executed="0"), execution_points=recorded(1000))
    own = replace(own, stated=replace(own.stated, execution_score=recorded(0)))
    assert of("S13", own) == ["预算执行率不适用，表中却得0分，等于扣了分"]


def test_little_money_and_little_done_are_no_doubt() -> None:
    half = [
        line("≥10场", "5场"),
        line("≥10人", "10人", name="就业人数", dimension=BENEFIT, category=SOCIAL, number=2),
    ]
    assert of("A09", project(half, executed="4")) == []
    assert of("A09", project([line("≥10场", "10场")], executed="4")) == [
        "资金只执行了40.00%，产出指标却全部满分"
    ]


def test_actuals_are_copied_only_where_nearly_all_are() -> None:
    lines = [line("≥10场", "10场" if number < 9 else "11场", number=number) for number in range(1, 11)]
    assert of("A06", project(lines)) == []
    assert of("A06", project(lines[:8])) == ["8项定量指标中8项的实际值与指标值一个数也不差"]


def test_a_project_without_lines_has_its_own_fault_in_words() -> None:
    fault = assess(project([]), TIANJIN).fault
    assert fault is not None
    assert fault_text(project([]), fault).startswith("没有可评分的指标")


def test_a_cancelled_project_raises_no_doubt() -> None:
    assert found(replace(project([line("")]), not_applicable=recorded("机构改革"))) == []


@given(projects())
def test_no_state_makes_a_check_raise_and_the_same_state_the_same_findings(own: Project) -> None:
    first = found(own)
    assert first == found(own)
    assert {each.check for each in first} <= set(IDS)
    for each in first:
        assert each.sentence
        assert each.remedy
        assert each.facts
        assert all(character not in each.sentence for character in "\x00\r")


def test_what_is_about_several_lines_knows_them_all() -> None:
    few = line("≥10人", "8人", name="培训人数", number=2, points=9000)
    alike = replace(line("≥10人", "8人", name="培训人数", number=3, points=8000), stated_score=recorded(100))
    named = line("≥9人", "9人", name="甲社区文化活动项目", number=4, points=1000)
    first = replace(project([few]), number=1, name="甲社区文化活动项目")
    second = replace(project([alike, named]), number=2, name="乙项目")
    both = {each.check: each for each in found(first, second)}
    assert [(both[check].project, both[check].line, both[check].also) for check in ("S10", "T23")] == [
        (2, 3, (Subject(1, 2),)),
        (2, 4, (Subject(1),)),
    ]
    assert both["S10"].concerns(1)
    assert both["S10"].concerns_line(1, 2)
    assert not both["S10"].concerns_line(1, 3)


@given(projects())
def test_a_rehearsal_takes_no_more_than_there_is(own: Project) -> None:
    assessment = assess(own, TIANJIN)
    rehearsed = rehearse(assessment, audit([assessment], RULES.checks), RULES.review)
    assert 0 <= rehearsed.low <= rehearsed.high <= assessment.earned
    for each in rehearsed.lines:
        assert 0 <= each.least <= each.most <= each.score
        assert each.most > 0
    assert [each.most for each in rehearsed.lines] == sorted((e.most for e in rehearsed.lines), reverse=True)


@given(projects(), st.data())
def test_the_parts_of_a_rehearsal_add_up_to_the_line_and_the_lines_to_the_project(
    own: Project, data: st.DataObject
) -> None:
    shares = st.lists(st.fractions(0, 1, max_denominator=100), min_size=2, max_size=2).map(sorted)
    review = ReviewRules(*(Loss(*data.draw(shares)) for _ in fields(ReviewRules)))
    assessment = assess(own, TIANJIN)
    rehearsed = rehearse(assessment, audit([assessment], RULES.checks), review)
    for each in rehearsed.lines:
        assert sum(risk.least for risk in each.risks) == each.least
        assert sum(risk.most for risk in each.risks) == each.most
        assert all(0 <= risk.least <= risk.most for risk in each.risks)
    assert rehearsed.high == assessment.earned - sum(each.least for each in rehearsed.lines)
    assert rehearsed.low == assessment.earned - sum(each.most for each in rehearsed.lines)


def test_grounds_that_take_nothing_put_no_line_at_risk() -> None:
    none = ReviewRules(*(Loss(Fraction(0), Fraction(0)) for _ in fields(ReviewRules)))
    assert rehearse(assess(project([line("≥10场", "10场")]), TIANJIN), (), none).lines == ()


def test_a_ground_counts_once_and_an_answered_finding_not_at_all() -> None:
    hollow = line("≥95%", "96%", name="活动圆满完成率", category=QUALITY, points=9000)
    hollow = replace(hollow, evidence=(recorded(Evidence("名册")),))
    paid = (recorded(Evidence("国库支付明细")),)
    assessment = assess(replace(project([hollow]), evidence=paid), TIANJIN)
    findings = [each for each in audit([assessment], RULES.checks) if each.check == "T16"]
    (at_risk,) = rehearse(assessment, [*findings, *findings], RULES.review).lines
    assert [(risk.ground, risk.least, risk.most) for risk in at_risk.risks] == [(Ground.HOLLOW, 0, 1800)]
    given_ = [replace(each, answer=recorded("已说明")) for each in findings]
    assert rehearse(assessment, given_, RULES.review).lines == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('T05 = "W"', 'T05 = "X"', "应为下列之一：E、W、I"),
        ('T05 = "W"\n', "", "缺少“T05”"),
        ('T05 = "W"', 'T05 = "W"\nT99 = "W"', "不认识的键“T99”"),
        ("[checks.severity]", "[checks.severities]", "缺少“severity”"),
        ("copied_share = 0.9", "copied_share = 1.9", "应为"),
        ("hollow = { least = 0, most = 0.2 }", "hollow = { least = 0.3, most = 0.2 }", "least 大于 most"),
        ("[review]", "[reviews]", "缺少“review”"),
        ("[checks.limits]", "[checks.limits", "不是有效的 TOML 文件"),
    ],
)
def test_every_fault_of_the_checks_tables_is_told(old: str, new: str, said: str) -> None:
    assert SHIPPED.count(old) == 1
    read, problems = read_audit_rules("rules.toml", SHIPPED.replace(old, new).encode(), SEVERITIES)
    assert read is None
    assert any(said in problem.message for problem in problems), problems


def test_a_file_without_the_tables_has_no_fault() -> None:
    assert read_audit_rules("rules.toml", SHIPPED.partition("[checks.severity]")[0].encode(), SEVERITIES) == (
        None,
        (),
    )


def test_ids_stand_in_their_order() -> None:
    letters = "TASR"
    keys = [(letters.index(check.id[0]), int(check.id[1:])) for check in CHECKS]
    assert keys == sorted(keys)


def test_a_rate_above_all_is_doubted_where_that_is_rare() -> None:
    trained = line("≥90%", "103%", name="参训计划完成率", category=QUALITY)
    assert alone("A05", trained) == ["实际“103%”超过100%，分子比分母还大"]
    assert alone("A05", line("≥90%", "103%", name="产值比上年", category=QUALITY)) == []


def test_a_cost_of_a_small_part_of_its_limit_is_doubted() -> None:
    assert alone("A17", line("≤5万元", "1万元", name="场地费", category=COST)) == [
        "实际“1万元”只有上限“≤5万元”的20.00%"
    ]


def test_several_projects_all_in_full_are_told_with_each_of_them() -> None:
    full = project([line("≥26场", "27场")])
    three = [replace(full, number=number) for number in (1, 2, 3)]
    (doubt,) = [each for each in found(*three) if each.check == "S07"]
    assert "有3个项目（1、2、3）每一项都是满分" in doubt.sentence
    assert [doubt.concerns(number) for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert of("S07", *three[:2]) == []


def test_an_answer_stands_beside_the_finding_until_its_facts_change() -> None:
    doubted = project([line("4场", "4场")])
    (doubt,) = [each for each in found(doubted) if each.check == "T27"]
    given = Answer(key_of(doubt), recorded("只有这一项"))
    (kept,) = [each for each in found(replace(doubted, answers=(given,))) if each.check == "T27"]
    assert kept.answer is not None
    assert kept.answer.value == "只有这一项"
    shared_out = replace(doubted, indicators=(*doubted.indicators, line("≥1场", "1场", number=2)))
    back = [each for each in found(replace(shared_out, answers=(given,))) if each.check == "T27"]
    assert back
    assert all(each.answer is None for each in back)


def test_a_cause_about_something_else_is_doubted_and_one_cause_for_all_too() -> None:
    short = replace(line("≥26场", "20场"), cause=recorded("经办同志岗位调整，交接较慢"))
    assert alone("R05", short) == ["偏差原因“经办同志岗位调整，交接较慢”没有提到“培训”，也没有数字"]
    assert alone("R05", replace(short, cause=recorded("承办的培训机构临时停业"))) == []
    three = [replace(short, number=number) for number in (1, 2, 3)]
    (sentence,) = of("R04", project(three))
    assert sentence == "3项指标的偏差原因都是“经办同志岗位调整，交接较慢”：1.1、1.2、1.3"
    assert of("R04", project(three[:2])) == []


def test_a_stated_score_outside_its_tier_is_wrong() -> None:
    judged = line("明显提升", "明显提升", name="就业能力", dimension=BENEFIT, category=SOCIAL, points=9000)
    (sentence,) = of("S05", project([replace(judged, stated_score=recorded(4500))]))
    assert sentence.startswith("自评45.00分，占分值的50.00%；实际“明显提升”评为达成，应在")


def test_what_people_set_and_what_of_it_lapsed_is_listed() -> None:
    by_hand = replace(line("≥26场", "20场", points=4500), final_score=final(4000, 4500))
    lapsed = replace(line("≥26场", "20场", number=2, points=4500), tier=recorded(Tier.ACHIEVED, action=1))
    (sentence,) = of("S11", project([by_hand, lapsed]))
    assert sentence == "1.1认定得分40.00（系统34.62）；1.2的档次已失效"


@pytest.mark.parametrize(("name", "doubted"), [("投诉处理率", False), ("投诉率", True)])
def test_more_of_a_remedy_of_trouble_is_better(name: str, doubted: bool) -> None:
    assert bool(alone("T10", line("≥5%", name=name, category=QUALITY))) is doubted


@pytest.mark.parametrize("level", ["成本控制指标", "成本类指标", "经济成本指标", "成本指标(必填)"])
def test_a_cost_is_one_under_every_name_of_its_level(level: str) -> None:
    rent = line("6万元", "5万元", name="场地租金", dimension=level, category="成本")
    assert alone("T08", rent) == ["指标值“6万元”没有比较符号的成本金额按上限（≤）计"]
    assert len(alone("T09", line("≥6万元", name="场地租金", dimension=DIMENSION, category=level))) == 1


def test_a_stated_score_that_a_person_set_is_the_one_that_counts() -> None:
    by_hand = replace(line("≥26场", "20场", points=9000), final_score=final(8500, 9000))
    for stated, wrong in ((8500, False), (8000, True)):
        assert bool(of("S01", project([replace(by_hand, stated_score=recorded(stated))]))) is wrong
