"""The review copy: what its comments say, and where findings and problems of an import stand in it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from comment_examples import hangs_on, says, whole
from docx import Document
from running import USER, Scorer
from word_examples import merged, paragraph, row, run, table

from scorer.model.entry import Stamp
from scorer.model.finding import Finding, FindingSeverity
from scorer.model.problem import Code, Problem
from scorer.model.project import Recorded
from scorer.model.source import Source
from scorer.store import open_store
from scorer.workflow.desk import Desk
from scorer.workflow.importing import Imported, import_document
from scorer.workflow.review_copy import ReviewCopy, review_copy
from scorer.workflow.rule_books import find_rules

AT = "2025-01-10T17:30:00.000000Z"
NAME = "表.docx"
ABOUT = (
    row("项目名称", "培训项目"),
    row("实施单位", "562301天津市妇女联合会"),
    row("年度目标", "培训不少于30场"),
)
HEAD = row("一级指标", "二级指标", "三级指标", "指标值")
FIRST = row(merged("产出指标"), "数量指标", "培训场次", "≥26场")
SECOND = row("产出指标", "质量指标", "合格率", "≥90%")
THIRD = row("满意度指标", "服务对象满意度指标", "满意度", "≥90%")


def form(*rows: str) -> bytes:
    return whole(paragraph(run("2024年度项目绩效目标表")) + table(*ABOUT, HEAD, *rows) + "<w:p/>")


def finding(*sources: Source, project: int = 1, remedy: str = "改成一致的数", answer: str = "") -> Finding:
    given = Recorded(answer, answer, 1, AT, USER) if answer else None
    sentence = "目标写不少于30场，指标写26场"
    return Finding("T18", FindingSeverity.WARNING, sentence, remedy, project, None, sources, (), given)


def imported(data: bytes, name: str = NAME) -> Imported:
    path = Path(name)
    path.write_bytes(data)
    with open_store(Path("scorer.db"), create=True) as store:
        stamp = Stamp(AT, USER, "import", "0")
        return import_document(Desk(store, find_rules(None), stamp, date(2025, 1, 10)), path)


def copied(done: Imported, *findings: Finding, problems: tuple[Problem, ...] = ()) -> ReviewCopy:
    path = Path(done.document.name)
    return review_copy(path, AT, findings=findings, problems=problems, projects=done.projects)


@pytest.mark.usefixtures("own_folder")
def test_a_finding_stands_at_each_of_its_places_with_what_to_do() -> None:
    done = imported(form(FIRST, SECOND))
    project = done.projects[0].project
    assert project.goals is not None
    assert project.goals.source is not None
    target = project.indicators[0].target.source
    assert target is not None
    made = copied(done, finding(project.goals.source, target, target))
    assert (made.comments, made.unplaced) == (2, 0)
    assert list(hangs_on(made.content).values()) == ["培训不少于30场", "≥26场"]
    assert set(says(made.content).values()) == {"T18（W）：目标写不少于30场，指标写26场\n建议：改成一致的数"}
    (first, _) = Document(BytesIO(made.content)).comments
    assert first.timestamp is not None
    assert f"{first.author} {first.timestamp:%Y-%m-%d %H:%M}" == "scorer 2025-01-11 01:30"


@pytest.mark.usefixtures("own_folder")
def test_a_finding_without_a_place_in_the_document_stands_at_its_project_or_the_title() -> None:
    done = imported(form(FIRST))
    elsewhere = Source("别的.xlsx", 2, 3, 4, "26")
    made = copied(done, finding(), finding(project=8), finding(elsewhere, project=7, remedy=""))
    texts, places = says(made.content), hangs_on(made.content)
    assert places == {0: "2024年度项目绩效目标表", 1: "培训项目"}
    assert texts[0].count("T18") == 2
    assert texts[0].endswith("26场\n另见：别的.xlsx 第2个表 第3行 第4列")
    assert made.unplaced == 0


@pytest.mark.usefixtures("own_folder")
def test_a_comment_at_several_lines_says_which_of_them_it_is_about(scorer: Scorer) -> None:
    twice = row("效益指标", "社会效益指标", "培训场次", "≥5场")
    Path("表.docx").write_bytes(form(FIRST, SECOND, twice, THIRD))
    assert scorer("import", "表.docx", "--review-copy", "批注.docx").code == 0
    said = [comment for comment in says(Path("批注.docx").read_bytes()).values() if "同名" in comment]
    assert len(said) == 2
    assert all("T05（W）1.3：与1.1同名" in comment for comment in said)


@pytest.mark.usefixtures("own_folder")
def test_an_answer_stands_below_its_finding() -> None:
    made = copied(imported(form(FIRST)), finding(answer="目标写的是全系统"))
    assert says(made.content)[0].endswith("建议：改成一致的数\n已答复：目标写的是全系统")


@pytest.mark.usefixtures("own_folder")
def test_a_problem_is_a_comment_with_its_mark_and_the_next_step() -> None:
    done = imported(form(FIRST))
    at_place = Problem(Code.TARGET_UNREADABLE, "读不出", "请写清楚", Source(NAME, 1, 5, 4, "≥26场"))
    of_all = Problem(Code.TEXT_IGNORED, "有图片", "", Source(NAME, 0, 0, 0, ""))
    made = copied(done, problems=(at_place, of_all))
    assert hangs_on(made.content) == {0: "2024年度项目绩效目标表", 1: "≥26场"}
    assert says(made.content) == {0: "提示：有图片", 1: "照录：读不出\n下一步：请写清楚"}


@pytest.mark.usefixtures("own_folder")
def test_what_the_record_has_from_an_earlier_version_is_commented_where_it_stands_now() -> None:
    imported(form(SECOND, THIRD))
    done = imported(form(FIRST, SECOND, THIRD))
    lines = done.projects[0].project.indicators
    kept = {line.key.name: line.target.source for line in lines}
    assert (kept["合格率"], kept["满意度"]) == (
        Source(NAME, 1, 5, 4, "≥90%"),
        Source(NAME, 1, 6, 4, "≥90%"),
    )
    made = copied(done, *(finding(source) for source in kept.values() if source is not None))
    marked = Document(BytesIO(made.content)).tables[0]
    rows = [each._tr.xpath("count(.//w:commentRangeStart)") for each in marked.rows]
    assert rows == [0, 0, 0, 0, 1, 1, 1]


AS_TEXT = """2024年度项目绩效目标表
562301天津市妇女联合会
项目名称,培训项目
年度目标,培训不少于30场
一级指标,二级指标,三级指标,指标值
产出指标,数量指标,培训场次,{target}
"""


@pytest.mark.usefixtures("own_folder")
def test_what_the_record_first_had_of_another_document_is_commented_where_this_one_says_it() -> None:
    coded = form(row("产出指标", "数量指标", "培训场次", "26场"))
    imported(AS_TEXT.format(target="26场").encode(), "表.csv")
    done = imported(coded)
    assert done.wrote == 0
    target = done.projects[0].project.indicators[0].target.source
    assert target == Source("表.csv", 0, 6, 4, "26场")
    assumed = replace(finding(target), check="T08")
    made = copied(done, assumed, problems=done.problems)
    assert hangs_on(made.content) == {0: "26场"}
    assert "另见" not in says(made.content)[0]


@pytest.mark.usefixtures("own_folder")
def test_what_another_document_says_otherwise_of_the_same_fact_is_named() -> None:
    done = imported(form(FIRST))
    project = done.projects[0]
    (line,) = project.project.indicators
    source = Source("表.csv", 0, 6, 4, "26场")
    differs = replace(line, target=line.target._replace(source=source))
    done = replace(
        done, projects=(replace(project, project=replace(project.project, indicators=(differs,))),)
    )
    made = copied(done, finding(source))
    assert hangs_on(made.content) == {0: "≥26场"}
    assert says(made.content)[0].endswith("\n另见：表.csv 第6行 第4列")


@pytest.mark.usefixtures("own_folder")
def test_a_budget_that_moved_is_commented_at_the_whole_not_at_a_part_of_it() -> None:
    money = row("预算数", "5.00", "其中：财政资金", "5.00")
    for above in ("", row("用于公益服务项目")):
        done = imported(
            whole(paragraph(run("2024年度项目绩效目标表")) + table(*ABOUT, above, money, HEAD, FIRST))
        )
    initial = done.projects[0].project.budget.initial
    assert initial is not None
    assert initial.source == Source(NAME, 1, 4, 2, "5.00")
    made = copied(done, finding(initial.source))
    cells = Document(BytesIO(made.content)).tables[0].rows[4].cells
    assert [each._tc.xpath("count(.//w:commentRangeStart)") for each in cells] == [0, 1, 0, 0]


def test_a_review_copy_of_a_refused_document_shows_what_is_wrong(scorer: Scorer) -> None:
    Path(NAME).write_bytes(form(row(merged("产出指标"), "数量指标", "", "≥26场")))
    run = scorer("import", NAME, "--review-copy", "批注.docx")
    assert run.code == 1
    assert "没有导入，记录库未变。\n已写入批注.docx：批注" in run.stderr
    assert any(text.startswith("错误：") for text in says(Path("批注.docx").read_bytes()).values())


def test_a_sound_document_without_text_is_not_called_damaged(scorer: Scorer) -> None:
    Document().save("空.docx")
    run = scorer("import", "空.docx", "--review-copy", "批注.docx")
    assert (run.code, Path("批注.docx").exists()) == (1, False)
    assert "没有找到绩效目标表：文件是空的。" in run.stderr
    assert "【错误】“空.docx”里没有文字，没有可以写批注的地方\n" in run.stderr
    assert "损坏" not in run.stderr


def test_import_writes_the_review_copy_and_leaves_the_document(scorer: Scorer) -> None:
    data = form(FIRST, row(merged(""), "成本指标", "活动费", "≤3.84万"))
    Path(NAME).write_bytes(data)
    for options in (["--dry-run"], []):
        run = scorer("import", NAME, "--review-copy", f"批注{len(options)}.docx", *options)
        assert run.code == 0, run.output
        assert f"已写入批注{len(options)}.docx：批注" in run.stderr
    assert Path(NAME).read_bytes() == data
    copy = Path("批注0.docx").read_bytes()
    hung, said = hangs_on(copy), says(copy)
    assert "≥26场" in {hung[number] for number, text in said.items() if text.startswith("T18（W）")}
    assert {hung[number] for number, text in said.items() if text.startswith("T04")} == {"培训项目"}
    (note,) = [number for number, text in said.items() if text.startswith("提示：")]
    assert hung[note] == "≤3.84万"


@pytest.mark.usefixtures("own_folder")
def test_a_document_without_anything_to_say_of_is_given_back() -> None:
    data = form(FIRST)
    made = copied(imported(data))
    assert (made.comments, made.content) == (0, data)


@pytest.mark.parametrize(
    ("document", "output", "code", "said"),
    [
        ("表.txt", "批注.docx", 1, "“表.txt”不是 .docx 文件，不能写批注"),
        ("文本.docx", "批注.docx", 1, "“文本.docx”不是 .docx 文件，不能写批注"),
        ("表.docm", "批注.docx", 1, "另存为 .docx 再导入"),
        ("没有.docx", "批注.docx", 1, "找不到文件“没有.docx”"),
        (".", "批注.docx", 1, "一次只能给一个文件写批注，这里有4个"),
        (NAME, "批注.doc", 2, "批注稿是Word文件，“批注.doc”请改成以 .docx 结尾"),
        (NAME, f"./{NAME}", 2, "批注稿会把要导入的“表.docx”盖掉，请换一个文件名"),
        (NAME, "文本.docx", 1, "写不了“文本.docx”：已有这个文件"),
        (NAME, "没有/批注.docx", 1, "没有文件夹“没有”"),
        (NAME, "夹.docx", 1, "写不了“夹.docx”：这是文件夹"),
    ],
)
def test_what_cannot_be_given_comments_or_written_is_refused_before_anything_is_stored(
    scorer: Scorer, document: str, output: str, code: int, said: str
) -> None:
    data = form(FIRST)
    for name in (NAME, "表.docm"):
        Path(name).write_bytes(data)
    for name in ("表.txt", "表.csv", "文本.docx"):
        Path(name).write_text("一\t二", encoding="utf-8")
    Path("夹.docx").mkdir()
    run = scorer("import", document, "--review-copy", output)
    assert (run.code, said in run.stderr) == (code, True), run.output
    assert not Path("scorer.db").exists()
    assert not Path("批注.docx").exists()
    assert Path(NAME).read_bytes() == data
