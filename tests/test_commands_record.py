"""What recording an actual gives, and what it refuses."""

from pathlib import Path

import pytest
from command_examples import ACTUALS, DB, HEAD, ROWS, entries, put_sample, write_table
from running import Scorer

LINE = {
    "1.4": "1.4 受益人数　分值4.17　得分4.17\n  实际3200人，目标≥3150人，完成率101.59%，得满分4.17分。\n",
    "1.11": "1.11 活动费　分值4.16　得分4.04\n  实际39500元（即3.95万元），超出上限3.84万元2.86%；"
    "按线性扣减4.16×(1−(3.95−3.84)÷3.84)，得4.04分。原因：【待填写】\n  改进措施：【待填写】\n",
    "4.5": '4.5 “体彩芳华杯"天津市女子气排球邀请赛完成时间　分值7.14　得分5.71\n'
    "  完成于11月12日，比10月31日晚12天；逾期30天以内按80%计，7.14×80%，得5.71分。原因：【待填写】\n"
    "  改进措施：【待填写】\n",
    "3.36": "3.36 家政工作社会影响力　分值5.00　得分3.50\n"
    "  实际“较大提升”，按文字评为部分达成；该档60%至80%，按70%计，5.00×70%，得3.50分。原因：【待填写】\n"
    "  改进措施：【待填写】\n",
    "2.3": "2.3 系统运行维护响应时间　分值12.50　得分2.98\n"
    "  实际5*8小时（即40小时/周），目标7*24小时（即168小时/周），完成率23.81%；"
    "按完成比例计12.50×40÷168，得2.98分。原因：【待填写】\n  改进措施：【待填写】\n",
}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("1 受益人数 3200人", "1.4"),
        ("1 活动费 39500元", "1.11"),
        ("4 气排球邀请赛 11月12日", "4.5"),
        ("3 家政工作社会影响力 较大提升", "3.36"),
        ("2 系统运行维护响应时间 5*8小时", "2.3"),
    ],
)
def test_an_actual_gives_the_score_of_the_law_with_its_sentence(
    scorer: Scorer, arguments: str, line: str
) -> None:
    put_sample(reported=False)
    run = scorer("record-actual", *arguments.split())
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout == LINE[line]


def test_the_budget_is_recorded_without_an_indicator(scorer: Scorer) -> None:
    put_sample(reported=False)
    run = scorer("record-actual", "1", "--executed", "4.98", "--full-year-budget", "5.00")
    assert run.stdout == (
        "1.0 预算执行率　分值10.00　得分9.96\n"
        "  执行4.98万元，预算5万元，执行率99.60%；按完成比例计10.00×4.98÷5，得9.96分。\n"
    )
    assert scorer("record-actual", "1", "预算执行率", "--executed", "49800元").stdout.endswith(
        "没有变化：与已填的相同。\n"
    )


REFUSED = {
    "unknown project": (
        "9 受益人数 3200人",
        "没有项目“9”\n  下一步：现有项目：1 2024年服务妇女儿童公益项目；",
    ),
    "ambiguous indicator": ("1 活动 5场", "“活动”对应项目1的5个指标\n  下一步：请写序号：1.1 公益活动场次；"),
    "words for a number": ("1 受益人数 完成", "1.4 受益人数：指标值是“≥3150人”"),
    "a share for a percentage": ("1 完工及时率 0.96", "1.8 完工及时率：“0.96”没有写%"),
    "no unit against 万": ("1 活动费 39000", "指标值是3.84万元\n  下一步：是39000元还是39000万元？"),
    "money for events": ("1 公益活动场次 28元", "“28元”的单位是“元”（金额），指标值的单位是“场”（计数）"),
    "a negative rate": ("1 事故率 -3%", "“−3%”小于0"),
    "a rate above 100": ("1 公益培训内容覆盖率 320%", "“320%”超过100%"),
    "no day of the calendar": ("4 气排球邀请赛 13月45日", "日历上没有2024年13月45日这一天"),
    "a share outside its tier": (
        "3 家政工作社会影响力 较大提升 --tier 部分达成 --share 95%",
        "得分率95%不在“部分达成”一档的范围内\n  下一步：该档为60%（含）至80%（不含）",
    ),
    "a score above the points": (
        "1 受益人数 3200人 --final-score 5 --because 好",
        "认定得分5.00不在0至4.17之间",
    ),
    "spent above the budget": (
        "1 --executed 5.5",
        "执行数5.5万元超过全年预算数5万元\n  下一步：请核对；确实超出的用 --over-budget 写明原因",
    ),
    "a budget on an indicator": ("1 受益人数 --executed 5", "“全年执行数”填的是项目的预算，不是指标"),
}
USAGE = {
    "a mistyped option": ("1 受益人数 3200人 --cuase 好", "是否想写：'--because', '--cause'"),
    "nothing to record": ("1 受益人数", "没有写指标“受益人数”的实际完成值"),
    "only a project": ("1", "只写了项目“1”"),
    "nothing at all": ("", "请写明项目和指标，或用 --from 指定文件"),
    "a reason without its score": ("1 受益人数 3200人 --because 好", "请同时写 --final-score"),
    "a file and a project": ("1 --from 实际值.csv", "--from 与项目、指标、其他填报选项不能同时使用"),
}


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [(*case, 1) for case in REFUSED.values()] + [(*case, 2) for case in USAGE.values()],
    ids=[*REFUSED, *USAGE],
)
def test_a_wrong_entry_is_explained_and_changes_nothing(
    scorer: Scorer, arguments: str, message: str, code: int
) -> None:
    put_sample(reported=False)
    before = DB.read_bytes()
    run = scorer("record-actual", *arguments.split())
    assert (run.code, run.stdout) == (code, "")
    assert message in run.stderr
    assert DB.read_bytes() == before


def test_one_project_is_recorded_for_the_organisation_that_is_named(scorer: Scorer) -> None:
    write_table("甲.csv")
    write_table("乙.csv", head=HEAD.replace("562301天津市妇女联合会", "562202天津市妇女儿童社会服务中心"))
    scorer("import", "甲.csv", "乙.csv")
    before = DB.read_bytes()
    run = scorer("record-actual", "女性就业", "培训场次", "28场")
    assert (run.code, DB.read_bytes() == before) == (1, True)
    assert "“女性就业”对应2个项目" in run.stderr
    for organisation in ("562202", "天津市妇女儿童社会服务中心", "儿童", "562202天津市妇女儿童社会服务中心"):
        run = scorer("record-actual", "女性就业", "培训场次", "28场", "--organisation", organisation)
        assert run.stdout.startswith("2.1 培训场次")


def test_with_several_years_writing_asks_for_the_year_and_reading_takes_the_newest(scorer: Scorer) -> None:
    write_table("今年.csv")
    write_table("下年.csv", head=HEAD.replace("2024", "2025"))
    scorer("import", "今年.csv", "下年.csv")
    run = scorer("record-actual", "1", "培训场次", "28场")
    assert run.code == 1
    assert "记录库里有多个年度：2024、2025\n  下一步：请用 --year 写明年度" in run.stderr
    assert scorer("record-actual", "1", "培训场次", "28场", "--year", "2024").code == 0
    assert (
        scorer("report").stdout.startswith("562301 天津市妇女联合会 2025年度")
        or "2025年度" in scorer("report").stdout
    )
    assert "2024年度" in scorer("report", "--year", "2024").stdout


def test_the_environment_names_record_rules_year_and_user(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_table("今年.csv")
    write_table("下年.csv", head=HEAD.replace("2024", "2025"))
    monkeypatch.setenv("SCORER_DB", "别处/记录.db")
    monkeypatch.setenv("SCORER_YEAR", "2024")
    monkeypatch.setenv("SCORER_USER", "王五")
    scorer("import", "今年.csv", "下年.csv")
    scorer("record-actual", "1", "培训场次", "28场")
    assert (Path("别处/记录.db").exists(), DB.exists()) == (True, False)
    assert "（王五 2025-01-10 09:30）" in scorer("explain", "1", "培训场次").stdout
    monkeypatch.setenv("SCORER_RULES", "没有.toml")
    assert "找不到文件“没有.toml”" in scorer("report").stderr


def test_a_judgement_again_after_its_facts_changed_is_made_anew(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows="效益指标,社会效益指标,社会影响力,较大提升\n")))
    judged = ("record-actual", "1", "社会影响力", "--tier", "达成", "--share", "85%")
    scorer("record-actual", "1", "社会影响力", "群众反映较好")
    assert "得分76.50" in scorer(*judged).stdout
    assert "没有变化" in scorer(*judged).stdout
    scorer("record-actual", "1", "社会影响力", "群众反映不一")
    assert "已失效的评定" in scorer("report").stdout
    assert "得分76.50" in scorer(*judged).stdout
    assert "已失效的评定" not in scorer("report").stdout


def test_all_wrong_rows_of_a_file_are_listed_and_nothing_is_stored(scorer: Scorer) -> None:
    put_sample(reported=False)
    lines = ACTUALS.read_text(encoding="utf-8-sig").splitlines(keepends=True)[:22]
    spoilt = (
        "".join(lines).replace("28场", "28元").replace("336人", "基本完成").replace(",1.03万元,", ",10300,")
    )
    Path("实际值.csv").write_text(spoilt, encoding="utf-8")
    before = DB.read_bytes()
    run = scorer("record-actual", "--from", "实际值.csv")
    assert (run.code, run.stdout, DB.read_bytes() == before) == (1, "", True)
    assert run.stderr.count("【错误】") == 3
    for place, found in (
        ("第4行 第6列", "1.1 公益活动场次：“28元”"),
        ("第8行 第6列", "1.5 培训人数：指标值是“≥350人”"),
        ("第15行 第6列", "1.12 培训费：“10300”没有写单位"),
    ):
        assert f"【错误】实际值.csv {place}\n  {found}" in run.stderr
    assert "“实际值.csv”有3处错误，全部没有存入，记录库未变。" in run.stderr


def test_a_file_recorded_twice_changes_nothing_and_says_so(scorer: Scorer) -> None:
    put_sample(reported=True)
    before = DB.read_bytes()
    assert scorer("record-actual", "--from", str(ACTUALS)).stdout == (
        "读了actuals-2024.csv：没有变化，与已填的相同。\n"
    )
    assert DB.read_bytes() == before


def test_a_file_that_fills_in_nothing_says_so(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    Path("空表.csv").write_text("项目号,指标号,实际完成值\n1,1,\n1,2,\n", encoding="utf-8")
    run = scorer("record-actual", "--from", "空表.csv")
    assert (run.code, run.stdout) == (0, "读了空表.csv：没有新填的内容，记录库未变。\n")


def test_rows_find_their_line_by_number_or_full_name(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows=ROWS.replace("学员满意度", "学员“满意”度"))))
    rows = (
        "年度,单位,项目号,项目,指标号,指标,实际完成值,全年执行数\n"
        "2024年度,562301,,２０２４年女性就业培训项目,1.1,,28场,\n"
        '2024,,1,,,"指标2：培训人数",360人,\n'
        "2024,,1,,3,学员满意度,96%,\n"
        ",,1,,,预算执行率,,4.98\n"
    )
    Path("实际值.csv").write_text(rows, encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.endswith("1 2024年女性就业培训项目：得分99.96／已评100.00／总分100.00\n")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("9,,1,,28场,", "没有项目号“9”"),
        (",培训,1,,28场,", "没有项目“培训”"),
        (",,1,,28场,", "没有填项目号或项目"),
        ("1,农机项目,1,,28场,", "项目号1是“2024年女性就业培训项目”，而“项目”列写的是“农机项目”"),
        ("1,,9,,28场,", "项目1没有指标号“9”"),
        ("1,,,培训,28场,", "项目1没有指标“培训”\n  下一步：“指标”列要写全名"),
        ("1,,2,培训场次,28场,", "指标号2是“培训人数”，而“指标”列写的是“培训场次”"),
        ("1,,1,,28场,4.98", "“全年执行数”填的是项目的预算，不是指标"),
        ("1,,0,,28场,", "“实际完成值”填的是指标，这里没有写指标"),
    ],
)
def test_a_row_whose_line_is_in_doubt_is_refused_with_its_place(
    scorer: Scorer, row: str, message: str
) -> None:
    scorer("import", str(write_table()))
    before = DB.read_bytes()
    Path("实际值.csv").write_text(f"项目号,项目,指标号,指标,实际完成值,全年执行数\n{row}\n", encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv")
    assert (run.code, DB.read_bytes() == before) == (1, True)
    assert run.stderr.startswith("【错误】实际值.csv 第2行")
    assert message in run.stderr


def test_names_shared_by_two_lines_ask_for_the_number(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows=ROWS + "效益指标,社会效益指标,培训场次,≥2场\n")))
    Path("实际值.csv").write_text("项目号,指标,实际完成值\n1,培训场次,28场\n", encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv")
    assert "项目1有2个指标叫“培训场次”\n  下一步：请填“指标号”列：1、4" in run.stderr
    assert scorer("record-actual", "1", "培训场次", "28场").code == 1


def test_an_indicator_called_budget_execution_goes_before_the_budget(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows=ROWS + "产出指标,成本指标,预算执行率,≥95%\n")))
    assert scorer("record-actual", "1", "预算执行率", "96%").stdout.startswith("1.4 预算执行率")
    Path("实际值.csv").write_text("项目号,指标,实际完成值\n1,预算执行率,97%\n", encoding="utf-8")
    assert "记入1项" in scorer("record-actual", "--from", "实际值.csv").stdout
    assert "预算执行率" in scorer("explain", "1", "0").stdout.splitlines()[0]


@pytest.mark.parametrize("year", ["2025", "去年"])
def test_a_file_of_another_year_than_was_named_is_refused(scorer: Scorer, year: str) -> None:
    scorer("import", str(write_table()))
    Path("实际值.csv").write_text(f"年度,项目号,指标号,实际完成值\n{year},1,1,28场\n", encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv", "--year", "2024")
    assert (run.code, run.stdout) == (1, "")
    assert f"【错误】实际值.csv 第2行 第1列\n  “年度”列写的是“{year}”，而--year是2024" in run.stderr


def test_a_project_of_two_organisations_needs_its_number_or_the_organisation(scorer: Scorer) -> None:
    write_table("甲.csv")
    write_table("乙.csv", head=HEAD.replace("562301天津市妇女联合会", "562202天津市妇女儿童社会服务中心"))
    scorer("import", "甲.csv", "乙.csv")
    rows = "单位,项目,指标号,实际完成值\n{},2024年女性就业培训项目,1,28场\n"
    Path("实际值.csv").write_text(rows.format(""), encoding="utf-8")
    run = scorer("record-actual", "--from", "实际值.csv")
    assert "有2个项目叫“2024年女性就业培训项目”\n  下一步：请填“项目号”或“单位”列" in run.stderr
    for organisation in ("562202", "天津市妇女儿童社会服务中心", "562202天津市妇女儿童社会服务中心"):
        Path("实际值.csv").write_text(rows.format(organisation), encoding="utf-8")
        assert scorer("record-actual", "--from", "实际值.csv").code == 0
    assert "实际28场" in scorer("explain", "2", "1").stdout
    assert "未填报" in scorer("explain", "1", "1").stdout


def test_the_reading_of_a_bare_number_is_shown_as_assumed(scorer: Scorer) -> None:
    scorer("import", str(write_table(rows="产出指标,数量指标,培训场次,4场\n")))
    assert "\n  推定：" in scorer("record-actual", "1", "培训场次", "4场").stdout


def test_a_value_is_taken_back_by_the_mark_of_a_file(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    scorer("record-actual", "1", "培训场次", "28场")
    Path("实际值.csv").write_text("项目号,指标号,实际完成值\n1,1,【清除】\n", encoding="utf-8")
    assert scorer("record-actual", "--from", "实际值.csv").code == 0
    assert entries()[-1][3:] == ("", "")


@pytest.mark.parametrize("typed", [True, False])
def test_what_could_steer_a_terminal_is_neither_stored_nor_shown(scorer: Scorer, typed: bool) -> None:
    scorer("import", str(write_table(rows="产出指标,数量指标,培训\x1b[2J场次,≥26场\n")))
    if typed:
        run = scorer("record-actual", "1", "培训[2J场次", "20\x07场", "--cause", "师资\x1b]0;x\x07不足")
    else:
        row = "1,1,20\x07场,师资\x1b]0;x\x07不足\n"
        Path("实际值.csv").write_text("项目号,指标号,实际完成值,偏差原因\n" + row, encoding="utf-8")
        run = scorer("record-actual", "--from", "实际值.csv")
    assert run.code == 0, run.output
    shown = run.output + scorer("report", "--project", "1").output + scorer("log").output
    assert not set("\x1b\x07") & set(shown)
    assert [text for *_, text, _ in entries()[-2:]] == ["20场", "师资]0;x不足"]


def test_a_cancelled_project_leaves_the_totals(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    run = scorer("record-actual", "1", "--not-applicable", "机构改革")
    assert run.code == 0
    assert "  不适用：项目取消：机构改革。\n  项目取消，不计入部门合计\n" in run.stdout
    assert "得分" not in run.stdout
    assert "项目取消" in scorer("report").stdout
    assert "没有变化" in scorer("record-actual", "1", "--not-applicable", "机构改革").stdout
