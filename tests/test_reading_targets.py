from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reading_text import BLOCK, HEADER, codes, read, targets_of, targets_text, value
from running import Golden

from scorer.model.entry import Entry, LineEntries, Organisation, ProjectEntries
from scorer.model.fields import Field
from scorer.model.problem import Code, refusals
from scorer.reading.paper import paper
from scorer.reading.table import clean
from scorer.reading.targets import read_targets

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted((ROOT / "tests" / "documents" / "targets").glob("*.*"))
SAMPLE = (ROOT / "data" / "targets-2024.txt").read_bytes()
TEXT = SAMPLE.decode()


def without_sources(projects: tuple[ProjectEntries, ...]) -> list[ProjectEntries]:
    def bare(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(replace(entry, source=None) for entry in entries)

    return [
        ProjectEntries(
            project.key,
            bare(project.entries),
            tuple(LineEntries(line.key, bare(line.entries)) for line in project.lines),
        )
        for project in projects
    ]


def test_the_sample_is_read_whole_with_only_two_assumptions(golden: Golden) -> None:
    reading = read_targets(paper("targets-2024.txt", SAMPLE), None)
    assert [len(project.lines) for project in reading.projects] == [15, 7, 38, 9, 8, 6, 6]
    assert [value(project.entries, Field.INITIAL_BUDGET) for project in reading.projects] == [
        f"{amount}.00万元" for amount in (5, 27, 203, 30, 40, 40, 12)
    ]
    assert value(reading.projects[5].entries, Field.INITIAL_BUDGET, "其他资金") == "40.00万元"
    assert value(reading.projects[5].entries, Field.INITIAL_BUDGET, "财政资金") is None
    assert {project.key.organisation for project in reading.projects} == {
        Organisation("562202", "天津市妇女儿童社会服务中心"),
        Organisation("562301", "天津市妇女联合会"),
    }
    assert codes(reading) == [Code.TARGET_ASSUMED] * 2
    golden("reading/targets-2024.txt", targets_text(reading))


@pytest.mark.parametrize("suffix", [".tsv", ".csv", "-gb18030.csv"])
def test_the_sample_says_the_same_as_rows_of_tabs_or_commas_in_either_encoding(suffix: str) -> None:
    data = (ROOT / f"tests/documents/targets/targets-2024{suffix}").read_bytes()
    other = read_targets(paper("x", data), None)
    assert without_sources(other.projects) == without_sources(read(TEXT).projects)


@pytest.mark.parametrize(
    "spelling",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "  \n"),
        TEXT.replace("\n", "\u3000\n"),
        TEXT.replace("\n\n", "\n\n\n \n"),
        "\ufeff" + TEXT,
        TEXT.replace("\n\t", "\n \t"),
        TEXT.replace("一级指标", "一级 指标*").replace("指标值\n", "年度指标值（A）\n"),
    ],
)
def test_blanks_line_ends_and_marks_change_nothing_of_the_sample(spelling: str) -> None:
    assert without_sources(read(spelling).projects) == without_sources(read(TEXT).projects)


def test_every_entry_of_the_sample_stands_where_its_source_says() -> None:
    lines = TEXT.split("\n")
    for project in read(TEXT).projects:
        for entry in (*project.entries, *(entry for line in project.lines for entry in line.entries)):
            assert entry.source is not None
            first = clean(entry.source.text).split("\n")[0]
            assert first in lines[entry.source.row - 1]
            assert entry.field is Field.POSITION or clean(entry.source.text) == entry.text


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if "targets-2024" not in path.name], ids=lambda path: path.name
)
def test_a_document_of_another_layout_reads_as_written_beside_it(path: Path, golden: Golden) -> None:
    golden(f"reading/{path.name}.txt", targets_text(read_targets(paper(path.name, path.read_bytes()), None)))


@given(st.integers(0, len(TEXT)))
@example(TEXT.index("\t数量指标"))
@example(TEXT.index("7.天津"))
def test_a_document_cut_short_is_refused_or_yields_a_beginning_of_the_whole(end: int) -> None:
    whole = without_sources(read(TEXT).projects)
    reading = read(TEXT[:end])
    if refusals(reading.problems):
        return
    found = without_sources(reading.projects)
    assert found[:-1] == whole[: len(found) - 1]
    assert found[-1].key == whole[len(found) - 1].key
    assert found[-1].entries == whole[len(found) - 1].entries
    assert found[-1].lines[:-1] == whole[len(found) - 1].lines[: len(found[-1].lines) - 1]
    assert found[-1].lines[-1].key == whole[len(found) - 1].lines[len(found[-1].lines) - 1].key


@pytest.mark.parametrize("cells", [1, 2, 3, 4])
def test_a_document_that_ends_inside_a_row_is_cut_short(cells: int) -> None:
    last_row = TEXT.index("\t满意度指标\n\t服务对象满意度指标\n\t参会代表满意度")
    row = TEXT[last_row:].split("\n")
    reading = read(TEXT[:last_row] + "\n".join(row[:cells]))
    assert Code.TABLE_CUT_SHORT in codes(reading)


def test_all_problems_of_a_document_come_at_once_in_its_order() -> None:
    data = (ROOT / "tests/documents/targets/faults.csv").read_bytes()
    reading = read_targets(paper("f", data), None)
    rows = [problem.source.row for problem in reading.problems if problem.source]
    assert len(refusals(reading.problems)) >= 11
    assert rows == sorted(rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.NO_TARGET_TABLE),
        ("关于开展绩效自评工作的通知\n各单位：\n", Code.NO_TARGET_TABLE),
        ("项目名称,2024年水库\n" + HEADER + "产出指标,数量指标,座数,1座,\n", Code.ORGANISATION_MISSING),
        ("402001县水利局\n项目名称,水库\n" + HEADER + "产出指标,数量,座数,1座,\n", Code.YEAR_UNKNOWN),
        (
            "2024年水库绩效目标表\n主管部门,县农业局\n" + HEADER + "产出,数量,座数,1座,\n",
            Code.PROJECT_NAME_MISSING,
        ),
        (BLOCK, Code.TABLE_CUT_SHORT),
        (BLOCK + HEADER, Code.TABLE_CUT_SHORT),
        (BLOCK + HEADER + "产出指标,数量指标,座数", Code.TABLE_CUT_SHORT),
        (BLOCK + HEADER + "产出指标,数量指标,座数\n产出指标,数量,座数,1座\n", Code.ROW_NOT_UNDERSTOOD),
        (BLOCK + HEADER + "产出指标,数量指标,座数,1座,10,20\n", Code.ROW_NOT_UNDERSTOOD),
        (BLOCK + HEADER + '产出,数量,座数,1座,\n,"数量,座数,1座,10\n', Code.ROW_NOT_UNDERSTOOD),
        (BLOCK + HEADER + ",数量指标,座数,1座,10\n", Code.NAME_MISSING),
        (BLOCK + HEADER + "产出指标,数量指标,,1座,10\n", Code.NAME_MISSING),
        (BLOCK + HEADER + "产出指标,数量指标,座数,**座,10\n", Code.TARGET_UNREADABLE),
        (BLOCK + HEADER + "产出指标,数量指标,座数,,10\n", Code.TARGET_UNREADABLE),
        (BLOCK + HEADER + "产出指标,数量指标,座数,1座,4.167\n", Code.POINTS_UNREADABLE),
        (BLOCK + "其他资金,很多\n" + HEADER + "产出指标,数量,座数,1座,\n", Code.MONEY_UNREADABLE),
        (BLOCK + "其他资金,-1\n" + HEADER + "产出指标,数量,座数,1座,\n", Code.NEGATIVE),
        (BLOCK + "一级指标,二级指标,三级指标\n产出指标,数量指标,座数\n", Code.HEADER_MISSING),
        (BLOCK + ",一级指标,三级指标,指标值\n新增,产出指标,座数,1座\n", Code.TEXT_IGNORED),
        (
            "主管部门,县政府\n主管部门,县农业局\n" + BLOCK + HEADER + "产出,数量,座数,1座,\n",
            Code.TEXT_IGNORED,
        ),
        (BLOCK + "一级指标,三级指标,指标值\n产出指标(50分),座数,1座\n", Code.TEXT_IGNORED),
        (BLOCK + "一级指标,三级指标,指标值,领导\n产出指标,座数,1座\n", Code.COLUMN_UNKNOWN),
        (BLOCK + HEADER + "产出指标,数量指标,座数,1座,10\n注：以上为年度值\n", Code.TEXT_IGNORED),
        (2 * (BLOCK + HEADER + "产出指标,数量指标,座数,1座,10\n"), Code.DUPLICATE_PROJECT),
    ],
)
def test_what_is_not_understood_is_a_problem_of_its_own_kind(text: str, code: Code) -> None:
    reading = read(text)
    assert code in codes(reading)
    assert {problem.code for problem in refusals(reading.problems)} <= {code}
    for problem in reading.problems:
        assert problem.hint
        assert problem.source is not None
        assert problem.source.document == "目标.txt"


def test_goals_that_a_blank_line_parts_stay_whole() -> None:
    split = TEXT.replace("\n2.2.开展妇儿公益培训", "\n\n2.2.开展妇儿公益培训", 1)
    assert without_sources(read(split).projects) == without_sources(read(TEXT).projects)


def test_a_text_that_belongs_to_no_project_is_noted_and_spoils_none() -> None:
    reading = read("附件3\n\n请审核。\n\n" + TEXT + "\n填表人：张三\n")
    ignored = [problem.source for problem in reading.problems if problem.code is Code.TEXT_IGNORED]
    assert [source.row for source in ignored if source] == [3, 778]
    assert without_sources(reading.projects) == without_sources(read(TEXT).projects)


@pytest.mark.parametrize("title", ["2024年渠道绩效目标表\n", ""])
def test_a_project_without_indicators_does_not_swallow_the_next(title: str) -> None:
    text = f"{BLOCK}{title}项目名称,2024年渠道\n预算单位,县水利局\n{HEADER}产出,数量,条数,≥1条,\n"
    reading = read(text)
    assert [(project.key.name, len(project.lines)) for project in reading.projects] == [
        ("2024年水库项目", 0),
        ("2024年渠道", 1),
    ]
    assert [problem.code for problem in refusals(reading.problems)] == [Code.TABLE_CUT_SHORT]


def test_a_second_header_of_other_columns_is_another_table_and_not_an_indicator() -> None:
    one = f"{BLOCK}{HEADER}产出指标,数量指标,座数,≥1座,\n"
    reading = read(one + "一级指标,二级指标,三级指标,目标值\n产出指标,数量指标,渠道,≥1条\n")
    assert targets_of(reading) == ["≥1座"]
    assert Code.PROJECT_NAME_MISSING in codes(reading)


def test_a_title_beside_the_unit_of_money_begins_the_next_project() -> None:
    one = f"402001县水利局\n项目名称,水库\n{HEADER}产出指标,数量指标,座数,≥1座,\n"
    titled = [f"{year}年水库绩效目标表,,,单位：万元\n{one}" for year in (2023, 2024)]
    assert [project.key.year for project in read("".join(titled)).projects] == [2023, 2024]


def test_a_header_alone_misses_all_that_a_project_is_known_by() -> None:
    reading = read(HEADER + "产出指标,数量指标,座数,≥1座,\n")
    assert codes(reading) == [Code.PROJECT_NAME_MISSING, Code.ORGANISATION_MISSING, Code.YEAR_UNKNOWN]


def test_projects_follow_one_another_without_titles() -> None:
    one = f"单位：万元\n{HEADER}产出指标,数量指标,座数,≥1座,\n"
    reading = read("".join(f"40200{n}县水利局\n项目名称,2024年水库{n}\n{one}" for n in range(3)))
    assert [(project.key.organisation.code, project.key.name) for project in reading.projects] == [
        (f"40200{n}", f"2024年水库{n}") for n in range(3)
    ]
    assert reading.problems == ()


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04"]))
def test_no_bytes_whatever_raise(data: bytes, mark: bytes) -> None:
    reading = read_targets(paper("x", mark + data), None)
    assert reading.projects or reading.problems


@given(st.text("\t\n,\"'# 一二三级指标值项目名称：5绩效表年2024", max_size=200))
def test_no_text_of_the_signs_that_matter_raises(text: str) -> None:
    reading = read(text)
    assert reading.projects or reading.problems


FRAGMENTS = [
    *'\t\n," ：5（',
    "\n\n",
    "\t\n",
    "一级指标",
    "三级指标",
    "项目名称",
    "……",
    "绩效目标表",
    "其中：",
    "\v\ufeff",
]


@given(st.data())
def test_no_mutation_of_a_document_raises_or_loses_a_project_in_silence(data: st.DataObject) -> None:
    text = data.draw(
        st.sampled_from([TEXT, *(path.read_bytes().decode("utf-8", "replace") for path in DOCUMENTS)])
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        width = data.draw(st.sampled_from([0, 0, 1, 5, 60]))
        text = text[:at] + data.draw(st.sampled_from(["", *FRAGMENTS])) + text[at + width :]
    reading = read(text)
    assert reading.projects or reading.problems
