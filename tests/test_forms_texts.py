"""What the official papers say, before any format."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

from report_examples import a_year, budget, cancelled, complete, every_outcome, line, project, report, words
from running import Golden

from scorer.model.project import Budget, Fund
from scorer.report.forms.form import form_of
from scorer.report.forms.narrative import narrative_of
from scorer.report.forms.summary import summary_of


def test_a_form_says_all_that_is_known_and_what_is_missing(golden: Golden) -> None:
    golden("papers/form.txt", told(form_of(report(every_outcome()).assessments[0])))


def test_a_form_of_a_cancelled_project_has_no_scores(golden: Golden) -> None:
    golden("papers/form-cancelled.txt", told(form_of(report(cancelled()).assessments[0])))


def test_a_summary_counts_what_is_known(golden: Golden) -> None:
    golden("papers/summary.txt", told(summary_of(a_year())))


def test_a_narrative_of_a_department_explains_what_lost_points(golden: Golden) -> None:
    golden("papers/narrative-year.txt", outline(narrative_of(a_year()).parts))


def test_a_narrative_of_one_project_explains_every_line(golden: Golden) -> None:
    golden("papers/narrative-project.txt", outline(narrative_of(report(complete(), detail=True)).parts))


def test_a_cause_that_nobody_wrote_is_never_made_up() -> None:
    late = line(1, "场次", "≥10场", "8场")
    form = form_of(report(project(1, "某项目", [late], budget("1", "1"))).assessments[0])
    assert form.lines[0].reason == "原因：【待填写】；改进措施：【待填写】"
    assert form.missing[-2:] == ("1.1 场次：偏差原因", "1.1 场次：改进措施")
    parts = narrative_of(report(project(1, "某项目", [late], budget("1", "1")))).parts
    assert [part.text for part in parts if part.text.startswith("1.1 场次")][-1].endswith(
        "原因：【待填写：偏差原因】。改进措施：【待填写：改进措施】。"
    )


def test_a_rate_of_all_projects_is_said_only_where_each_has_one() -> None:
    def of_all(*executed: str | None) -> str:
        whole = (
            project(number, f"项目{number}", [line(1, "场次", "≥1场")], budget("5.00", each))
            for number, each in enumerate(executed, 1)
        )
        texts = [part.text for part in narrative_of(report(*whole)).parts]
        return texts[texts.index("2.项目资金执行情况分析") + 1]

    assert of_all("4.98", "5.00") == "全年执行9.98万元，执行率99.80%。"
    assert of_all("4.98", None).startswith("2个项目中已填报的1个全年执行4.98万元；")
    assert of_all(None, None) == "各项目的全年执行数均未填报。"


def test_the_money_of_the_only_source_is_the_total_unless_the_budget_was_adjusted() -> None:
    source = (Fund("财政资金", Decimal("5.00")), Fund("其他资金"))
    for figures, filled in (
        (budget("5.00", "4.98"), Decimal("4.98")),
        (budget("5.00", "4.98", "6.00"), None),
    ):
        own = project(1, "某项目", [line(1, "场次", "≥1场")], replace(figures, funds=source))
        form = form_of(report(own).assessments[0])
        assert form.funds[1].executed == filled
        assert any("资金只有财政资金一个来源" in note for note in form.notes) is (filled is not None)


def test_every_source_of_money_has_a_row() -> None:
    money = tuple(
        Fund(name, Decimal(1), Decimal(2), Decimal(1)) for name in ("中央资金", "财政拨款", "县级资金")
    )
    own = project(1, "某项目", [line(1, "场次", "≥1场")], Budget(funds=money))
    rows = form_of(report(own).assessments[0]).funds
    assert [row.name for row in rows] == [
        "年度资金总额",
        "当年财政拨款",
        "上年结转资金",
        "其他资金",
        "中央资金",
        "县级资金",
    ]
    assert (rows[0].initial, rows[0].full_year, rows[0].executed) == tuple(map(Decimal, (3, 6, 3)))
    assert rows[1].full_year == 2


def test_what_became_of_the_goals_is_shown() -> None:
    own = replace(complete(), achieved=words("全部完成"))
    assert form_of(report(own).assessments[0]).achieved == "全部完成"
    assert "实际完成情况：全部完成" in [part.text for part in narrative_of(report(own)).parts]


def told(value: object, indent: str = "") -> str:
    """A view as lines of name and value."""
    if isinstance(value, tuple):
        return "".join(f"{indent}-\n{told(each, indent + '  ')}" for each in value)
    if is_dataclass(value):
        lines = []
        for field in fields(value):
            inner = getattr(value, field.name)
            deep = isinstance(inner, tuple) and inner
            lines.append(
                f"{indent}{field.name}:\n{told(inner, indent + '  ')}"
                if deep
                else f"{indent}{field.name}: {inner!r}\n"
            )
        return "".join(lines)
    return f"{indent}{value!r}\n"


def outline(parts: tuple[object, ...]) -> str:
    return "".join(f"{'#' * part.level or ' '} {part.text}\n" for part in parts)  # type: ignore[attr-defined]
