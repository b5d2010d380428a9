"""Filled self-evaluation forms (绩效自评表) of every layout, read whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from filled_examples import BLOCK, HEADER, read, table, written
from form_layouts import WRITERS, laid_out
from hypothesis import example, given
from hypothesis import strategies as st
from reading_text import targets_text, value
from running import Golden

from scorer.model.fields import Field
from scorer.model.problem import Code, Severity, refusals
from scorer.notation.characters import plain
from scorer.reading.paper import paper
from scorer.reading.targets import TargetReading, read_targets

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "documents"
FORMS = {path.stem: json.loads(path.read_bytes()) for path in sorted((FOLDER / "published").glob("*.json"))}
NO_YEAR = 2023
_MONEY = {
    "年初预算数_总额": (Field.INITIAL_BUDGET, ""),
    "全年预算数_总额": (Field.FULL_YEAR_BUDGET, ""),
    "安排资金": (Field.FULL_YEAR_BUDGET, ""),
    "全年执行数_总额": (Field.EXECUTED, ""),
    "本年财政拨款_年初": (Field.INITIAL_BUDGET, "财政资金"),
    "本年财政拨款_全年预算": (Field.FULL_YEAR_BUDGET, "财政资金"),
    "本年财政拨款_执行": (Field.EXECUTED, "财政资金"),
}


def points(figure: float | None) -> str | None:
    return None if figure is None else f"{figure:.2f}"


def published_lines(form: dict[str, Any]) -> list[tuple[str | None, ...]]:
    return [
        (
            *(line[key] for key in ("l1", "l2", "l3")),
            plain(line["target_text"]),
            plain(line["actual_text"]),
            points(line["points"]),
            points(line["score"]),
            plain(line["reason"]),
        )
        for line in form["indicators"]
    ]


def read_lines(reading: TargetReading) -> list[tuple[str | None, ...]]:
    (project,) = reading.projects
    return [
        (
            *(line.key.dimension, line.key.category, line.key.name),
            written(line.entries, Field.TARGET),
            written(line.entries, Field.ACTUAL),
            value(line.entries, Field.TABLE_POINTS),
            value(line.entries, Field.STATED_SCORE),
            written(line.entries, Field.CAUSE),
        )
        for line in project.lines
    ]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", FORMS)
def test_a_published_form_in_its_own_layout_is_read_whole(name: str, suffix: str) -> None:
    form = FORMS[name]
    reading = read(f"{name}.{suffix}", WRITERS[suffix](laid_out(form)), None if "year" in form else NO_YEAR)
    assert refusals(reading.problems) == ()
    (project,) = reading.projects
    assert (project.key.year, project.key.name) == (form.get("year", NO_YEAR), form["project"])
    assert project.key.organisation.name == form["unit"].partition("(主管")[0]
    assert read_lines(reading) == published_lines(form)
    for key, (field, part) in _MONEY.items():
        if key in form["budget"]:
            assert value(project.entries, field, part) == f"{form['budget'][key]}万元"
    stated = {
        Field.TABLE_POINTS: points(form["budget"].get("分值")),
        Field.STATED_SCORE: points(form["budget"].get("得分")),
        Field.STATED_TOTAL: points(form.get("total")),
    }
    assert {field: value(project.entries, field) for field in stated} == stated
    rate = written(project.entries, Field.STATED_RATE).replace(".00%", "%")
    assert rate == str(form["budget"].get("执行率", "")).replace(".00%", "%")
    assert written(project.entries, Field.GOALS) == plain(form.get("goal_target", ""))
    assert written(project.entries, Field.ACHIEVED) == plain(form.get("goal_actual", ""))


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "filled").glob("*-illustrative.*")), ids=lambda path: path.name
)
def test_a_form_of_another_layout_reads_as_written_beside_it(path: Path, golden: Golden) -> None:
    reading = read(path.name, path.read_bytes())
    text = targets_text(reading) + "fields: " + " ".join(sorted(reading.fields)) + "\n"
    golden(f"filled/{path.name}.txt", text)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_form_has_the_same_lines_as_its_target_table(suffix: str) -> None:
    form = FORMS["020_sx_jishan_yibao_peitao"]
    data = WRITERS[suffix](laid_out(form))
    targets = read_targets(paper(f"x.{suffix}", data), None)
    filled = read(f"x.{suffix}", data)
    assert [line.key for line in targets.projects[0].lines] == [line.key for line in filled.projects[0].lines]
    assert targets.filled


@pytest.mark.parametrize(
    ("actual", "score", "filled"),
    [("", "", False), ("—", "/", False), ("28场", "", True), ("", "9", True), ("", "0", True)],
)
def test_a_target_table_with_blank_columns_of_results_is_not_filled(
    actual: str, score: str, filled: bool
) -> None:
    reading = read_targets(
        paper("表.csv", table(f"产出指标,数量指标,场次,≥26场,{actual},10,{score},").encode()), None
    )
    assert reading.filled is filled
    assert refusals(reading.problems) == ()


def test_a_value_of_another_year_is_not_what_was_achieved() -> None:
    text = (FOLDER / "targets" / "huangshi-approval.txt").read_bytes()
    assert not read_targets(paper("x.txt", text), None).filled
    assert [problem.code for problem in refusals(read("x.txt", text).problems)] == [Code.NOT_FILLED]


def test_a_target_table_is_no_filled_form() -> None:
    data = (ROOT / "data" / "targets-2024.txt").read_bytes()
    reading = read("targets-2024.txt", data)
    assert {problem.code for problem in refusals(reading.problems)} == {Code.NOT_FILLED}


def test_of_a_document_with_both_kinds_the_form_is_read_and_the_target_table_noted() -> None:
    targets = "2023年水库绩效目标表\n项目名称,水库\n实施单位,县水利局\n一级指标,三级指标,指标值\n产出指标,座数,≥1座\n"
    form = "2023年水库绩效自评表\n" + table("产出指标,数量指标,座数,≥1座,1座,90,84,")
    reading = read("表.csv", (targets + form).encode())
    assert [value(project.lines[0].entries, Field.ACTUAL) for project in reading.projects] == ["1座"]
    assert [(problem.code, problem.source and problem.source.row) for problem in reading.problems] == [
        (Code.TEXT_IGNORED, 4)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.NO_TARGET_TABLE),
        ("关于开展绩效自评工作的通知\n", Code.NO_TARGET_TABLE),
        ("（2023年度）\n项目名称,水库\n实施单位,县水利局\n", Code.TABLE_CUT_SHORT),
        (
            "项目名称,水库\n（2023年度）\n一级指标,三级指标,指标值,完成值\n产出,座数,1座,1座\n",
            Code.ORGANISATION_MISSING,
        ),
        (
            "实施单位,县水利局\n（2023年度）\n一级指标,三级指标,指标值,完成值\n产出,座数,1座,1座\n",
            Code.PROJECT_NAME_MISSING,
        ),
        (
            "项目名称,水库\n实施单位,县水利局\n一级指标,三级指标,指标值,完成值\n产出,座数,1座,很多\n",
            Code.YEAR_UNKNOWN,
        ),
        (
            "项目名称,2023年水库\n实施单位,县水利局\n指标名称,指标值,完成值,得分\n座数,1座,1座,5\n",
            Code.HEADER_MISSING,
        ),
        ("项目名称,2023年水库\n实施单位,县水利局\n一级指标,三级指标,指标值,完成值\n", Code.TABLE_CUT_SHORT),
    ],
)
def test_a_form_is_refused_only_for_what_it_cannot_be_kept_without(text: str, code: Code) -> None:
    assert {problem.code for problem in refusals(read("表.csv", text.encode()).problems)} == {code}


@given(
    st.lists(
        st.text(st.characters(exclude_characters=',"\r\n', exclude_categories=["Cs", "Cc"]), max_size=12),
        min_size=4,
        max_size=4,
    )
)
@example(["2020年", "10.5555", "满分", "改进措施："])
@example(["2023年2月30日", "-3", "1e9", "原因：改进措施：下一步："])
@example(["0.96", "九分", "11", "无"])
def test_nothing_that_people_put_into_a_form_refuses_it(cells: list[str]) -> None:
    actual, points_, score, reason = cells
    rows = [
        "产出指标,数量指标,座数,≥95%,96%,5,5,",
        f"产出指标,数量指标,座数,≥95%,{actual},{points_},{score},{reason}",
    ]
    funds = f"项目资金（万元）,年初预算数,全年预算数,全年执行数,得分\n年度资金总额,100,{points_},{actual},{score}\n"
    reading = read("表.csv", (BLOCK + funds + HEADER + "\n".join(rows)).encode())
    assert refusals(reading.problems) == ()
    assert [len(project.lines) for project in reading.projects] == [2]


def test_an_actual_that_does_not_answer_its_target_is_kept_as_words_and_told() -> None:
    reading = read("表.csv", table("产出指标,质量指标,合格率,≥95%,达成预期指标,10,5,").encode())
    (line,) = reading.projects[0].lines
    assert value(line.entries, Field.ACTUAL) == "达成预期指标"
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == (Code.ACTUAL_UNREADABLE, Severity.KEPT)
    assert problem.source is not None
    assert problem.source.column == 5


DOCUMENTS = [path.read_bytes().decode() for path in sorted((FOLDER / "filled").glob("*-illustrative.*"))]
FRAGMENTS = [
    *'\t\n," ：5（',
    "总分",
    "得分",
    "全年执行数",
    "实际完成情况",
    "项目名称",
    "一级指标",
    "……",
    "等级：优",
    "预算执行率",
]


@given(st.data())
def test_no_mutation_of_a_form_raises_or_loses_it_in_silence(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DOCUMENTS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.sampled_from([0, 0, 1, 5, 60]))
        text = text[:at] + data.draw(st.sampled_from(["", *FRAGMENTS])) + text[at + cut :]
    reading = read("x", text.encode())
    assert reading.projects or reading.problems
