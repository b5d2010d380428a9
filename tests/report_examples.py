"""Projects built by hand, with every outcome that a line can have and every way a total can end."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from rule_examples import SHIPPED, book

from scorer.model.entry import LineKey, Organisation
from scorer.model.project import Budget, FinalScore, Fund, Indicator, Project, Recorded, Tier
from scorer.model.source import Source
from scorer.notation.actuals import parse_actual
from scorer.notation.money import parse_money
from scorer.notation.targets import parse_target
from scorer.report import YearReport
from scorer.scoring.assessment import assess

T = TypeVar("T")

# The checksum is its own, so that no golden text changes with a comment or a word list.
RULES = replace(book(SHIPPED).rule_sets[1], sha256="0" * 64)
OUTPUT, BENEFIT, CONTENT = "产出指标", "效益指标", "满意度指标"
CENTRE = Organisation("562202", "天津市妇女儿童社会服务中心")
OFFICE = Organisation("", "天津市妇女联合会")
AWKWARD = '受益|人数 <b>"三八"</b>\n`专场`'


def recorded(
    value: T,
    text: str,
    *,
    action: int = 2,
    notes: tuple[str, ...] = (),
    row: int = 0,
    by: str = "张三",
) -> Recorded[T]:
    source = Source("targets-2024.txt", 1, row, 5, text) if row else None
    return Recorded(value, text, action, f"2024-12-{action:02}T17:30:00.000000Z", by, notes, source)


def words(text: str, action: int = 2) -> Recorded[str]:
    return recorded(text, text, action=action)


def money(text: str, reading: str = "") -> Recorded[Decimal]:
    amount = parse_money(reading or f"{text}万元")
    assert amount is not None
    return recorded(amount, text)


def line(
    number: int,
    name: str,
    target: str,
    actual: str | None = None,
    *,
    dimension: str = OUTPUT,
    category: str = "数量指标",
    written: tuple[str, str] = ("", ""),
    points: int | None = None,
) -> Indicator:
    """A line with the readings of its target and actual; `written` is what the user wrote where it differs."""
    as_target, as_actual = written
    return Indicator(
        number,
        LineKey(dimension, category, name),
        "",
        recorded(parse_target(target), as_target or target, action=1, row=20 + number),
        table_points=None if points is None else recorded(points, f"{points / 100:.2f}", action=1),
        actual=None if actual is None else recorded(parse_actual(actual), as_actual or actual),
    )


def budget(initial: str | None, executed: str | None, full_year: str | None = None) -> Budget:
    initial_budget, full, spent = (
        None if text is None else money(text) for text in (initial, full_year, executed)
    )
    return Budget(initial_budget, full, spent)


def project(number: int, name: str, indicators: Iterable[Indicator], of: Budget) -> Project:
    return Project(number, 2024, CENTRE, name, None, None, of, tuple(indicators))


def every_outcome() -> Project:
    """A project whose lines are scored in every way, and some are not."""
    lines = (
        line(1, "公益活动场次", "≥26场", "28场"),
        line(2, AWKWARD, "≥3050人", "3000人", written=("≥3050", "")),
        line(3, "人均成本", "≤3.84万元", "3.95万元", category="成本指标", written=("≤3.84万", "3.95")),
        replace(
            line(
                4,
                "完成时间",
                "≤2024年10月31日",
                "2024年11月12日",
                category="时效指标",
                written=("≤10月", "11月12日"),
            ),
            cause=words("场地\n协调晚"),
            remedy=words("=提前预订"),
        ),
        replace(
            line(5, "活动影响力", "明显提升", "反响很好", dimension=BENEFIT, category="社会效益指标"),
            tier=recorded(Tier.PARTLY, "二"),
            share=recorded(Fraction(3, 4), "75%"),
            cause=words("宣传不够"),
            remedy=words("加强宣传"),
        ),
        line(6, "群众参与度", "有所提升", "明显提升", dimension=BENEFIT, category="社会效益指标"),
        line(7, "社会氛围", "明显改善", "比较复杂", dimension=BENEFIT, category="社会效益指标"),
        replace(line(8, "境外交流", "≥1次", "0次"), not_applicable=words("上级取消了该项安排", 3)),
        line(9, "宣传稿件", "≥50篇"),
        replace(
            line(10, "培训课程", "≥8次", "7次"),
            final_score=recorded(FinalScore(500, 500), "5"),
            because=words("另有一次线上课程"),
        ),
        replace(
            line(11, "参观学习", "≥4次", "3次"),
            final_score=recorded(FinalScore(400, 500), "4.00", action=1),
            because=words("旧的理由", 1),
            tier=recorded(Tier.PARTLY, "部分达成", action=1),
        ),
        replace(line(12, "微信专栏", "50篇", "90篇"), note=words("@另附清单")),
        line(13, "受众满意度", "≥90%", "588/600", dimension=CONTENT, category="服务对象满意度指标"),
        line(14, "投诉增幅", "≤0%", "-3%", category="质量指标"),
        line(15, "例会", "每月1次", "12次"),
    )
    goals = recorded("1.开展活动\n2.开展培训", "1.开展活动\n2.开展培训")
    funds = (Fund("财政资金", Decimal("5.00")), Fund("其他资金"))
    figures = replace(budget("5.00", "4.98"), funds=funds)
    return replace(project(1, "2024年服务妇女儿童公益项目", lines, figures), goals=goals)


def cancelled() -> Project:
    lines = (line(1, "培训", "≥8次", "2次"),)
    own = project(2, "已取消的项目", lines, budget("3.00", "0.10"))
    return replace(own, not_applicable=words("机构改革"))


def complete() -> Project:
    """A project with the table's points, every line scored, and its execution to be explained."""
    lines = (
        line(1, "活动场次", "=10场", "10场", points=5000),
        line(2, "受益人数", "≥200人", "150人", dimension=BENEFIT, points=3000),
        line(3, "满意度", "80%~90%", "95%", dimension=CONTENT, points=1000),
    )
    own = project(3, "评分完整的项目", lines, budget("10.00", "8.00", "12.00"))
    return replace(own, cause=words("部分尾款未付"), remedy=words("年初支付"))


def faulty() -> Project:
    """A project of another unit whose points come to 95, and whose budget was adjusted and exceeded."""
    lines = (line(1, "活动场次", "≥10场", "10场", points=8500),)
    figures = Budget(money("50000", "5万元"), money("60000", "6万元"), money("61000", "6.1万元"))
    own = project(4, "分值有误的项目", lines, figures)
    return replace(own, organisation=OFFICE, over_budget=words("追加任务"))


def all_met() -> Project:
    lines = (
        line(1, "活动场次", "≥10场", "10场"),
        line(2, "知晓率", "≥80%", "80%", dimension=BENEFIT),
        line(3, "满意度", "≥90%", "90%", dimension=CONTENT),
    )
    return project(5, "全部达到的项目", lines, budget("2.00", "2.00"))


def report(*projects: Project, detail: bool = False, as_of: str | None = None) -> YearReport:
    remarks = ("示例数据, 仅供演示", "-未经核实 | *草稿*")
    return YearReport(2024, as_of, RULES, tuple(assess(each, RULES) for each in projects), remarks, detail)


def a_year() -> YearReport:
    return report(every_outcome(), cancelled(), complete(), faulty(), all_met(), as_of="2024-12-31")
