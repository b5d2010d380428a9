"""How a score came about, as `scorer explain` prints it."""

from dataclasses import replace

from report_examples import (
    RULES,
    all_met,
    budget,
    cancelled,
    complete,
    every_outcome,
    faulty,
    line,
    project,
    recorded,
    words,
)
from running import Golden

from scorer.model.project import FinalScore, Project
from scorer.report.explain import render_derivation
from scorer.scoring.assessment import assess


def explained(own: Project, *numbers: int) -> str:
    return render_derivation(assess(own, RULES), numbers)


def test_projects_are_derived_like_this(golden: Golden) -> None:
    everything = (every_outcome(), cancelled(), complete(), faulty())
    golden("report-explain.txt", "\n".join(map(explained, everything)))


def test_one_line_is_derived_without_the_others_and_the_total() -> None:
    text = explained(every_outcome(), 4)
    assert text.startswith("1.4 完成时间（产出指标 / 时效指标），分值5.00")
    assert text.endswith("  得分：4.00\n")
    assert "1.5" not in text
    assert "总分" not in text


def test_it_says_who_entered_an_actual_and_when_in_beijing() -> None:
    assert "实际完成值：11月12日（张三 2024-12-03 01:30）" in explained(every_outcome(), 4)


def test_it_names_the_place_of_target_and_actual() -> None:
    text = explained(every_outcome(), 1)
    assert "指标值：≥26场（targets-2024.txt 第1个表 第21行 第5列）" in text
    own = line(1, "场次", "≥1场", "1场")
    assert own.actual is not None
    entered = own.actual._replace(source=own.target.source)
    text = explained(project(1, "项目", [replace(own, actual=entered)], budget("1", None)), 1)
    assert "1场（张三 2024-12-03 01:30，targets-2024.txt 第1个表 第21行 第5列）" in text


def test_days_early_late_and_none_are_told_apart() -> None:
    for actual, shown in (("10月30日", "早1天"), ("10月31日", "按期"), ("11月1日", "晚1天")):
        own = line(1, "时间", "≤2024年10月31日", f"2024年{actual}")
        assert f"  偏差：{shown}\n" in explained(project(1, "项目", [own], budget("1", None)), 1)


def test_a_rating_is_given_with_its_band_and_a_missing_one_with_what_is_missing() -> None:
    assert "等级：优（90.00分起）" in explained(all_met())
    assert "等级：暂无，还缺1.7、1.9" in explained(every_outcome())
    assert "等级：暂无。各指标分值合计85.00" in explained(faulty())
    assert "项目取消，不计入部门合计" in explained(cancelled())


def test_a_project_without_any_score_has_no_sum() -> None:
    text = explained(project(1, "项目", [line(1, "场次", "≥1场")], budget("1", None)))
    assert "得分是各项得分之和" not in text
    assert "得分/已评/总分：0.00/0.00/100.00" in text


def test_reasons_and_notes_of_the_budget_are_the_projects() -> None:
    own = replace(complete(), note=words("尾款\n次年支付"), over_budget=words("追加"))
    text = explained(own, 0)
    for expected in (
        "偏差原因：部分尾款未付",
        "改进措施：年初支付",
        "超预算说明：追加",
        "备注：尾款 次年支付",
    ):
        assert f"  {expected}\n" in text
    assert "超预算说明" not in explained(own, 1)


def test_a_persons_score_stands_beside_who_set_it_and_why() -> None:
    text = explained(every_outcome(), 10)
    assert "  认定得分：5.00（张三 2024-12-03 01:30）\n  认定理由：另有一次线上课程\n" in text
    assert "  得分：5.00（系统得分4.38，认定得分5.00）\n" in text
    unexplained = replace(every_outcome().indicators[9], because=None, number=1)
    assert "认定得分：" not in explained(
        project(1, "项目", [replace(unexplained, final_score=None)], budget("1", "1"))
    )
    final = recorded(FinalScore(9000, 9000), "90")
    text = explained(project(1, "项目", [replace(unexplained, final_score=final)], budget("1", "1")))
    assert "  认定得分：90.00（张三 2024-12-03 01:30）\n  偏差原因：" in text
