"""scorer import --filled: what a filled form brings, how it goes with target tables and entries by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_examples import DB, entries, write_table
from running import Golden, Run, Scorer

from scorer.model.fields import Field

TABLE = """2024年女性就业培训项目绩效目标表
562301天津市妇女联合会
单位：万元
项目名称,2024年女性就业培训项目
预算数,5.00
其中：用于培训,
一级指标,二级指标,三级指标,绩效指标描述,指标值
产出指标,数量指标,培训场次,全年举办的场次,≥26场
产出指标,数量指标,培训人数,,≥350人
满意度指标,服务对象满意度指标,学员满意度,,≤100%
"""
FORM = """2024年度项目支出绩效自评表
项目名称,2024年女性就业培训项目
实施单位,562301天津市妇女联合会
项目资金（万元）,,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,5.00,5.00,{executed},10,96%,9.6
年度总体目标,预期目标,,实际完成情况
,开展培训,,全年培训完成
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施
产出指标,数量指标,培训场次,≥26场,{actual},30,30,
产出指标,数量指标,培训人数,≥350人,340人,30,28,报名不足
满意度指标,服务对象满意度指标,学员满意度,≤100%,{rate},30,30,
总分,,,,,100,97.6
"""
BOTH_WAYS = "要连同实际完成值和自评得分，请用 scorer import --filled 自评表.csv"


@pytest.fixture
def form(own_folder: Path) -> Path:
    del own_folder
    return write_form()


def write_form(
    name: str = "自评表.csv", *, actual: str = "28场", executed: str = "4.80", rate: str = "98%"
) -> Path:
    path = Path(name)
    path.write_text(FORM.format(actual=actual, executed=executed, rate=rate), encoding="utf-8")
    return path


def the_project(scorer: Scorer) -> Any:
    (project,) = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    return project


def imported(scorer: Scorer, *arguments: str) -> Run:
    run = scorer("import", *arguments)
    assert run.code == 0, run.output
    return run


def stored(field: Field) -> list[object]:
    return [text for _, name, _, text, _ in entries() if name == field]


def test_a_filled_form_is_imported_whole_and_told_beside_the_computed_scores(
    scorer: Scorer, form: Path, golden: Golden
) -> None:
    golden("command-import-filled.txt", imported(scorer, "--filled", str(form)).output)
    found = the_project(scorer)
    assert found["stated"] == {"score": "9.60", "execution_rate": "96%", "total": "97.60", "rating": None}
    assert found["achieved"] == "全年培训完成"
    assert [line["points_source"] for line in found["lines"]] == ["table"] * 4
    assert [line["actual"]["text"] for line in found["lines"]] == ["4.80", "28场", "340人", "98%"]
    assert [line["stated"]["score"] for line in found["lines"]] == ["9.60", "30.00", "28.00", "30.00"]
    assert found["lines"][2]["cause"] == "报名不足"


def test_without_a_word_a_document_that_may_be_both_is_refused_with_both_ways(
    scorer: Scorer, form: Path
) -> None:
    run = scorer("import", str(form))
    assert run.code == 1
    assert BOTH_WAYS in run.stderr
    assert "只要指标值，请用 scorer import --targets-only 自评表.csv" in run.stderr
    assert stored(Field.TARGET) == []


def test_targets_only_leaves_what_was_achieved_and_scored(scorer: Scorer, form: Path) -> None:
    imported(scorer, "--targets-only", str(form))
    assert len(stored(Field.TARGET)) == 3
    assert stored(Field.ACTUAL) == []
    assert "stated" not in the_project(scorer)


def test_a_plain_target_table_needs_no_word(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    imported(scorer, str(write_table()))


def test_filled_and_targets_only_exclude_each_other(scorer: Scorer, form: Path) -> None:
    run = scorer("import", "--filled", "--targets-only", str(form))
    assert (run.code, "--filled 和 --targets-only 只能选一个" in run.stderr) == (2, True)


@pytest.mark.parametrize(("typed", "actuals"), [("1\n", 3), ("2\n", 0)])
def test_on_a_terminal_it_is_asked_which(
    scorer: Scorer, form: Path, monkeypatch: pytest.MonkeyPatch, typed: str, actuals: int
) -> None:
    monkeypatch.setattr("scorer.cli.importing._can_ask", lambda: True)
    run = scorer("import", str(form), typed=typed)
    assert run.code == 0, run.output
    assert "“自评表.csv”里已填了实际完成值或得分，怎样导入？\n  1 连同实际完成值和自评得分" in run.stderr
    assert len(stored(Field.ACTUAL)) == actuals


def test_one_answer_holds_for_all_documents_of_the_command(
    scorer: Scorer, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorer.cli.importing._can_ask", lambda: True)
    other = Path("另一张.csv")
    other.write_text(form.read_text(encoding="utf-8").replace("就业培训", "创业培训"), encoding="utf-8")
    run = scorer("import", str(form), str(other), typed="3\n1\n")
    assert run.code == 0, run.output
    assert run.stderr.count("怎样导入？（同时导入的其他自评表也这样办）") == 1
    assert len(stored(Field.ACTUAL)) == 6


def test_a_form_over_a_table_keeps_what_only_the_table_says_and_the_other_way_round(
    scorer: Scorer, form: Path
) -> None:
    Path("目标表.csv").write_text(TABLE, encoding="utf-8")
    imported(scorer, "目标表.csv")
    over = imported(scorer, "--filled", str(form)).stdout
    assert "变更" not in over
    again = imported(scorer, "目标表.csv").stdout
    assert "没有变化：与上次导入的内容完全相同。" in again
    found = the_project(scorer)
    assert found["lines"][1]["description"] == "全年举办的场次"
    assert found["lines"][1]["points"] == "30.00"
    assert found["stated"]["total"] == "97.60"


def test_the_same_form_again_writes_nothing_and_a_corrected_one_what_it_changed(
    scorer: Scorer, form: Path
) -> None:
    imported(scorer, "--filled", str(form))
    scorer("record-actual", "1", "1", "20场")
    before = entries()
    assert "没有变化" in imported(scorer, "--filled", str(form)).stdout
    assert entries() == before
    corrected = imported(scorer, "--filled", str(write_form(actual="27场"))).stdout
    assert "变更：1.1 培训场次 实际完成值：28场 → 27场" in corrected
    assert stored(Field.ACTUAL)[-1] == "27场"


def test_a_judgement_lapses_by_a_form_that_brings_another_actual_and_stands_by_one_that_repeats_it(
    scorer: Scorer, form: Path
) -> None:
    imported(scorer, "--filled", str(form))
    scorer("record-actual", "1", "1", "26场")
    scorer("record-actual", "1", "1", "--final-score", "29", "--because", "一场停办")
    write_form("重复.csv", actual="26场")
    assert "已失效" not in imported(scorer, "--filled", "重复.csv").output
    assert the_project(scorer)["lines"][1]["score"] == "29.00"
    decimals = (
        write_form("重复.csv", actual="26场").read_text(encoding="utf-8").replace(",30,30,", ",30.00,30.00,")
    )
    Path("重复.csv").write_text(decimals, encoding="utf-8")
    assert "已失效" not in imported(scorer, "--filled", "重复.csv").output
    assert the_project(scorer)["lines"][1]["score"] == "29.00"
    write_form("更正.csv", actual="27场")
    assert (
        "已失效：1.1 培训场次的认定得分（实际完成值：26场 → 27场）"
        in imported(scorer, "--filled", "更正.csv").stdout
    )


def test_what_a_person_would_be_refused_is_kept_from_a_form_and_listed(scorer: Scorer, form: Path) -> None:
    del form
    odd = write_form(actual="2020年", executed="5.20", rate="106%")
    run = imported(scorer, "--filled", str(odd))
    assert run.stderr.count("【照录】") == 3
    assert "已按表中所写保存。请核对：分子、分母是否颠倒，或单位是否写错" in run.stderr
    assert "执行数5.2万元超过全年预算数5万元" in run.stderr
    assert "【错误】" not in run.stderr
    found = the_project(scorer)
    assert [line["outcome"] for line in found["lines"]] == ["scored", "needs_judgement", "scored", "scored"]


def test_a_report_of_a_form_with_all_its_oddities_reads_back_without_a_change(
    scorer: Scorer, form: Path
) -> None:
    del form
    imported(scorer, "--filled", str(write_form(actual="2020年", executed="5.20", rate="106%")))
    before = DB.read_bytes()
    assert scorer("report", "--format", "csv", "-o", "report.csv").code == 0
    run = scorer("record-actual", "--from", "report.csv")
    assert (run.code, run.stderr) == (0, "")
    assert "没有变化，与已填的相同" in run.stdout
    assert DB.read_bytes() == before


def test_a_later_entry_by_hand_is_still_checked_beside_what_the_form_brought(
    scorer: Scorer, form: Path
) -> None:
    del form
    imported(scorer, "--filled", str(write_form(executed="5.20")))
    assert scorer("record-actual", "1", "--cause", "追加").code == 0
    refused = scorer("record-actual", "1", "--executed", "5.30")
    assert (refused.code, "--over-budget" in refused.stderr) == (1, True)
    assert scorer("record-actual", "1", "3", "106%").code == 1


def test_a_table_that_is_only_readable_as_a_filled_form_names_the_option(scorer: Scorer, form: Path) -> None:
    without_targets = form.read_text(encoding="utf-8").replace("年度指标值,", "").replace("≥26场,", "")
    Path("得分表.csv").write_text(
        without_targets.replace("≥350人,", "").replace("≤100%,", ""), encoding="utf-8"
    )
    run = scorer("import", "得分表.csv")
    assert run.code == 1
    assert "--filled 得分表.csv" in run.stderr


def test_a_dry_run_of_a_filled_form_stores_nothing(scorer: Scorer, form: Path) -> None:
    run = imported(scorer, "--filled", "--dry-run", str(form))
    assert "自评：实际完成值3个，自评得分4个" in run.stdout
    assert not DB.exists()


def test_what_became_of_the_goals_is_recorded_shown_and_taken_back(scorer: Scorer, own_folder: Path) -> None:
    del own_folder
    imported(scorer, str(write_table()))
    assert scorer("record-actual", "1", "--achieved", "全年目标均已完成").code == 0
    assert (
        "【目标完成情况】\n  1 2024年女性就业培训项目：全年目标均已完成"
        in scorer("report", "--project", "1").stdout
    )
    assert "目标完成情况  （无）  全年目标均已完成" in scorer("log").stdout
    csv_report = scorer("report", "--format", "csv").stdout
    assert csv_report.splitlines()[0].endswith(",提示,目标完成情况")
    Path("report.csv").write_text(csv_report.replace("均已完成", "基本完成"), encoding="utf-8")
    assert scorer("record-actual", "--from", "report.csv").code == 0
    assert the_project(scorer)["achieved"] == "全年目标基本完成"
    assert scorer("record-actual", "1", "--clear", "achieved").code == 0
    assert "achieved" not in the_project(scorer)
    refused = scorer("record-actual", "1", "1", "--achieved", "完成")
    assert (refused.code, "“目标完成情况”填的是整个项目，不是指标" in refused.stderr) == (1, True)


def test_forms_of_alike_names_are_two_projects(scorer: Scorer, form: Path) -> None:
    imported(scorer, "--filled", str(form))
    text = form.read_text(encoding="utf-8").replace("就业培训", "创业培训")
    Path("另一张.csv").write_text(text, encoding="utf-8")
    assert "更名" not in imported(scorer, "--filled", "另一张.csv").stdout
    assert len(json.loads(scorer("report", "--format", "json").stdout)["projects"]) == 2


SUMMARY = "这张表是多个项目的汇总，没有读取：序号 | 项目名称 | 年初预算数"
LEFT_OUT = [("xlsx", "第1个表 第4行"), ("docx", "第1个表 第1行")]


def write_other_form() -> str:
    text = FORM.format(actual="28场", executed="4.80", rate="98%").replace("就业培训", "创业培训")
    Path("另一张.csv").write_text(text, encoding="utf-8")
    return "另一张.csv"


@pytest.mark.parametrize(("suffix", "place"), LEFT_OUT)
def test_the_years_own_paper_reads_back_without_its_summary(
    scorer: Scorer, form: Path, suffix: str, place: str
) -> None:
    imported(scorer, "--filled", str(form), write_other_form())
    before = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    paper = f"自评表.{suffix}"
    assert scorer("report", "--draft", "--format", suffix, "-o", paper).code == 0
    run = imported(scorer, "--db", "again.db", "--filled", paper)
    assert f"【提示】{paper} {place}\n  {SUMMARY}" in run.stderr
    after = json.loads(scorer("--db", "again.db", "report", "--format", "json").stdout)["projects"]
    assert [project["name"] for project in after] == [project["name"] for project in before]
    assert [project["stated"]["total"] for project in after] == [project["earned"] for project in before]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_reasons_of_several_lines_outlive_reading_the_own_form_back(
    scorer: Scorer, form: Path, suffix: str
) -> None:
    imported(scorer, "--filled", str(form))
    two = "第一条\n第二条"
    assert scorer("record-actual", "1", "2", "--cause", two, "--remedy", f"{two}措施").code == 0
    assert scorer("record-actual", "1", "0", "--cause", two).code == 0
    assert scorer("record-actual", "1", "--achieved", two).code == 0
    before = the_project(scorer)
    assert scorer("report", "--draft", "--format", suffix, "-o", f"自评表.{suffix}").code == 0
    imported(scorer, "--filled", f"自评表.{suffix}")
    after = the_project(scorer)
    said = [
        (each["achieved"], [(line["cause"], line["remedy"]) for line in each["lines"]])
        for each in (before, after)
    ]
    assert said[0] == said[1]
    assert (after["achieved"], after["lines"][2]["cause"]) == (two, two)


@pytest.mark.parametrize("paper", ["自评表.docx", "各表/"])
def test_the_index_of_evidence_below_the_own_forms_is_noted_and_no_line_of_them(
    scorer: Scorer, form: Path, paper: str
) -> None:
    imported(scorer, "--filled", str(form), write_other_form())
    Path("签到.txt").write_text("a", encoding="utf-8")
    for project in ("1", "2"):
        assert scorer("record-actual", project, "1", "--evidence", "签到.txt").code == 0
    assert scorer("report", "--draft", "--format", "docx", "-o", paper).code == 0
    papers = [str(each) for each in Path(paper).iterdir()] if paper.endswith("/") else [paper]
    forms = [each for each in papers if "汇总表" not in each and "报告" not in each and "目录" not in each]
    run = imported(scorer, "--filled", *forms)
    assert "这张表是佐证材料目录，没有读取：序号 | 指标 | 佐证材料 | 大小" in run.stderr
    assert "新增：" not in run.stdout
    projects = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert [len(project["lines"]) for project in projects] == [4, 4]


def test_a_document_with_nothing_but_an_index_of_evidence_is_refused_as_such(
    scorer: Scorer, form: Path
) -> None:
    imported(scorer, "--filled", str(form))
    scorer("record-actual", "1", "1", "--evidence", "签到表存档")
    assert scorer("report", "--draft", "--paper", "evidence", "--format", "docx", "-o", "目录.docx").code == 0
    run = scorer("import", "--filled", "目录.docx")
    assert (run.code, "没有找到绩效自评表：只有佐证材料目录；" in run.stderr) == (1, True)


@pytest.mark.parametrize("option", ["--filled", "--targets-only"])
def test_a_document_with_nothing_but_a_summary_is_refused_as_such(
    scorer: Scorer, own_folder: Path, option: str
) -> None:
    del own_folder
    summary = "2024年度项目汇总表\n序号,项目名称,主管部门,全年预算数,自评得分\n1,水库,水利局,5,97\n2,道路,交通局,8,95\n"
    Path("汇总.csv").write_text(summary, encoding="utf-8")
    run = scorer("import", option, "汇总.csv")
    assert (run.code, "只有多个项目的汇总；文件开头是：2024年度项目汇总表" in run.stderr) == (1, True)


def test_labels_that_stand_over_their_values_are_no_summary(scorer: Scorer, form: Path) -> None:
    head = "项目名称,2024年女性就业培训项目\n实施单位,562301天津市妇女联合会\n"
    over = "项目名称,实施单位,预算数,备注\n2024年女性就业培训项目,562301天津市妇女联合会,5,\n"
    form.write_text(form.read_text(encoding="utf-8").replace(head, over), encoding="utf-8")
    assert "汇总" not in imported(scorer, "--filled", str(form)).stderr
    assert the_project(scorer)["name"] == "2024年女性就业培训项目"


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_judgements_in_the_own_paper_read_back_as_they_are(scorer: Scorer, form: Path, suffix: str) -> None:
    judged = form.read_text(encoding="utf-8").replace(
        "≥350人,340人,30,28,报名不足", "明显改善,比较复杂,30,28,报名不足"
    )
    form.write_text(judged, encoding="utf-8")
    imported(scorer, "--filled", str(form), write_other_form())
    for arguments in (
        ("1", "1", "--not-applicable", "上级取消了安排"),
        ("1", "2", "--tier", "部分达成", "--share", "70%"),
        ("1", "3", "--final-score", "29", "--because", "一场未测评"),
        ("2", "--not-applicable", "机构改革"),
    ):
        assert scorer("record-actual", *arguments).code == 0
    before = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert scorer("report", "--draft", "--format", suffix, "-o", f"自评表.{suffix}").code == 0
    run = imported(scorer, "--db", "again.db", "--filled", f"自评表.{suffix}")
    after = json.loads(scorer("--db", "again.db", "report", "--format", "json").stdout)["projects"]
    judgements = ("outcome", "not_applicable_reason", "tier", "points", "computed_score")
    for was, found in zip(before, after, strict=True):
        for line, again in zip(was["lines"], found["lines"], strict=True):
            assert [again[each] for each in judgements] == [line[each] for each in judgements]
    assert "实际完成值3个，自评得分3个，评定档次1个，不适用1个" in run.stdout
    assert "自评：项目取消，原因：机构改革" in run.stdout
    assert (
        "“学员满意度”的得分由人认定，没有作为认定得分保存：系统得分30.00，认定得分29.00，原因：一场未测评，"
        in run.stderr
    )
    assert (after[0]["lines"][2]["cause"], after[0]["lines"][2]["remedy"]) == ("报名不足", None)
    assert after[0]["lines"][3]["stated"]["score"] == "29.00"


def test_a_tier_for_a_number_is_kept_from_a_form_and_listed(scorer: Scorer, form: Path) -> None:
    form.write_text(
        form.read_text(encoding="utf-8").replace("报名不足", "报名不足；档次：部分达成"), encoding="utf-8"
    )
    run = imported(scorer, "--filled", str(form))
    assert "1.2 培训人数：指标“培训人数”按实际完成值计分，不评档次和得分率" in run.stderr
    assert the_project(scorer)["lines"][2]["cause"] == "报名不足"


def test_a_corrected_form_takes_back_that_a_line_does_not_apply(scorer: Scorer, form: Path) -> None:
    imported(scorer, "--filled", str(write_form("撤销.csv", actual="—,30,不适用,上级取消\n")))
    assert the_project(scorer)["lines"][1]["not_applicable_reason"] == "上级取消"
    imported(scorer, "--filled", str(form))
    assert the_project(scorer)["lines"][1]["score"] == "30.00"


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_the_own_paper_goes_on_with_the_projects_of_its_record(
    scorer: Scorer, form: Path, suffix: str
) -> None:
    imported(scorer, "--filled", str(form), write_other_form())
    assert scorer("report", "--draft", "--format", suffix, "-o", f"自评表.{suffix}").code == 0
    assert "更名" not in imported(scorer, "--filled", f"自评表.{suffix}").stdout
    projects = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert [project["organisation"] for project in projects] == [
        {"code": "562301", "name": "天津市妇女联合会"}
    ] * 2


def test_a_unit_without_code_is_its_own_where_two_units_bear_its_name(scorer: Scorer, form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    for name, unit in (
        ("甲.csv", "562301天津市妇女联合会"),
        ("乙.csv", "562302天津市妇女联合会"),
        ("丙.csv", "天津市妇女联合会"),
    ):
        Path(name).write_text(text.replace("562301天津市妇女联合会", unit), encoding="utf-8")
        imported(scorer, "--filled", name)
    projects = json.loads(scorer("report", "--format", "json").stdout)["projects"]
    assert [project["organisation"]["code"] for project in projects] == ["562301", "562302", None]


def test_a_tier_that_a_corrected_form_repeats_is_about_its_new_actual(scorer: Scorer, form: Path) -> None:
    text = form.read_text(encoding="utf-8").replace(
        "≥350人,340人,30,28,报名不足", "明显改善,比较复杂,30,21,档次：部分达成"
    )
    form.write_text(text, encoding="utf-8")
    imported(scorer, "--filled", str(form))
    before = the_project(scorer)["lines"][2]
    for corrected in (text.replace("比较复杂", "有好有坏"), text.replace(",30,21", ",30.00,21.00")):
        Path("更正.csv").write_text(corrected, encoding="utf-8")
        run = imported(scorer, "--filled", "更正.csv")
        assert ("失效" in run.stdout, "档次" in run.stdout.partition("变更")[2]) == (False, False)
        line = the_project(scorer)["lines"][2]
        assert (line["tier"], line["score"]) == (before["tier"], "21.00")


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize(
    "reasons", [{"cause": "尾款次年支付"}, {"cause": "尾款次年支付", "remedy": "提前申请。"}]
)
def test_the_reasons_of_the_execution_stand_under_the_own_form_and_read_back(
    scorer: Scorer, form: Path, suffix: str, reasons: dict[str, str]
) -> None:
    imported(scorer, "--filled", str(form))
    given = [argument for name, text in reasons.items() for argument in (f"--{name}", text)]
    assert scorer("record-actual", "1", "0", *given).code == 0
    paper = f"自评表.{suffix}"
    assert scorer("report", "--project", "1", "--draft", "--format", suffix, "-o", paper).code == 0
    run = imported(scorer, "--db", "again.db", "--filled", paper)
    assert "预算执行率：原因" not in run.stderr
    (execution, *_) = json.loads(scorer("--db", "again.db", "report", "--format", "json").stdout)["projects"][
        0
    ]["lines"]
    assert {name: execution[name] for name in reasons} == reasons


@pytest.mark.parametrize("cause", [(), ("--cause", "尾款次年支付")])
def test_why_more_was_spent_than_budgeted_stands_under_the_own_form_and_reads_back(
    scorer: Scorer, form: Path, cause: tuple[str, ...]
) -> None:
    imported(scorer, "--filled", str(form))
    over = ("--executed", "5.20", "--over-budget", "市级追加任务")
    assert scorer("record-actual", "1", *over, *cause).code == 0
    assert scorer("report", "--project", "1", "--draft", "--format", "docx", "-o", "自评表.docx").code == 0
    imported(scorer, "--db", "again.db", "--filled", "自评表.docx")
    again = scorer("--db", "again.db", "report", "--format", "csv").stdout
    assert "市级追加任务" in again
    assert "执行数5.2万元超过预算数5万元，没有说明" not in scorer("--db", "again.db", "check").stdout
