"""The report as one HTML file: what it says, that nothing leaves it, and that no text becomes markup."""

import json
import re
import sys
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from report_examples import (
    a_year,
    all_met,
    budget,
    complete,
    every_outcome,
    line,
    project,
    recorded,
    report,
    words,
)
from running import Golden, Scorer

from scorer.model.problem import Code, Refused
from scorer.model.project import Project, Stated
from scorer.report import FORMATS, YearReport
from scorer.report.html.bars import MOST_BARS, Bar, score_bars
from scorer.report.html.losses import MOST_LOSSES
from scorer.report.html.papers import MOST_FORMS
from scorer.report.html.scatter import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Dot, scatter

ROOT = Path(__file__).parent.parent
VOID = frozenset({"meta", "link", "br"})
NASTY = '<b>&"]'
SCRIPT = "</script></style></title><svg onload=alert(1)>&amp;{{ 7*7 }}'"


def written(of: YearReport) -> str:
    return FORMATS["html"](of)


def page(of: YearReport) -> html.HtmlElement:
    return html.document_fromstring(written(of))


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def found(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements at an XPath."""
    matches = element.xpath(path)
    assert isinstance(matches, list)
    return matches


def texts(element: html.HtmlElement, path: str) -> list[str]:
    return [text_of(each) for each in found(element, path)]


def one(element: html.HtmlElement, path: str) -> html.HtmlElement:
    (match,) = found(element, path)
    return match


def many(count: int) -> YearReport:
    return report(*(replace(complete(), number=number) for number in range(1, count + 1)))


def spent(number: int, executed: str, actual: str) -> Project:
    """A fully assessed project with an execution and a score of its own."""
    return project(number, f"项目{number}", [line(1, "场次", "≥100场", actual)], budget("100.00", executed))


def filled() -> Project:
    """A project that a filled form scored: one line too high, execution as computed."""
    first, second, third = complete().indicators
    return replace(
        complete(),
        indicators=(
            replace(first, stated_score=recorded(5000, "50")),
            replace(second, stated_score=recorded(3000, "30")),
            third,
        ),
        stated=Stated(recorded(667, "6.67"), None, recorded(9661, "96.61"), recorded("优", "优")),
    )


class Nesting(HTMLParser):
    """Fails where an element is not closed in the order it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is opened by <rect/>."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_year_reads_like_this(golden: Golden) -> None:
    golden("report-year.html", re.sub(r"(?s)(?<=<style>).*?(?=</style>)", "\n…\n", written(a_year())))


@pytest.mark.parametrize("of", [report(), report(all_met()), report(filled()), a_year()])
def test_every_element_is_closed_in_order(of: YearReport) -> None:
    nesting = Nesting()
    nesting.feed(written(of))
    assert nesting.open == []


@pytest.mark.parametrize("of", [report(), a_year(), many(MOST_FORMS + 1)])
def test_nothing_is_loaded_and_nothing_runs(of: YearReport) -> None:
    found_page, text = page(of), written(of)
    assert not found(found_page, "//script | //iframe | //img | //object | //form | //@style/..")
    assert "default-src 'none'" in one(found_page, "//meta[@http-equiv]").get("content", "")
    style = text_of(one(found_page, "//style"))
    assert "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#hatch"}
    links = [each.get("href", "") for each in found(found_page, "//*[@href]")]
    assert all(link.startswith("#") or link == "data:," for link in links)


@pytest.mark.parametrize("of", [report(), report(filled()), a_year(), many(MOST_FORMS + 1)])
def test_every_link_leads_to_a_place_on_the_page_and_every_place_is_one(of: YearReport) -> None:
    found_page = page(of)
    places = [each.get("id") for each in found(found_page, "//*[@id]")]
    assert len(places) == len(set(places))
    links = {each.get("href", "")[1:] for each in found(found_page, "//a[@href]")}
    assert links <= set(places)


def test_the_page_names_its_language_its_encoding_and_its_title() -> None:
    text = written(a_year())
    assert text.startswith("<!doctype html>\n")
    found_page = page(a_year())
    assert found_page.get("lang") == "zh-CN"
    assert text.index('<meta charset="utf-8">') < 200
    assert (
        text_of(one(found_page, "//head/title"))
        == text_of(one(found_page, "//h1"))
        == "2024年度项目支出绩效自评"
    )


def test_no_text_becomes_markup() -> None:
    own = replace(line(1, SCRIPT, "≥10场", "9场", dimension=NASTY), cause=words(SCRIPT), remedy=words(NASTY))
    nasty = replace(
        project(1, NASTY, [own], budget("1.00", "1.00")), goals=words(SCRIPT), achieved=words(SCRIPT)
    )
    of = replace(report(nasty), remarks=(SCRIPT,))
    found_page = page(of)
    assert not found(found_page, "//script | //b | //*[@onload]")
    form = one(found_page, "//details[@id='p1']")
    assert texts(form, ".//h3") == [f"1 {NASTY}"]
    assert texts(form, ".//*[@class='goals']//dd") == [SCRIPT, SCRIPT]
    assert texts(form, ".//th[@class='dimension']") == [NASTY]
    row = one(form, ".//tr[@id='line-1.1']")
    assert texts(row, "./td")[0] == f"1.1 {SCRIPT}"
    assert texts(row, "./td")[-1] == f"原因：{SCRIPT}；改进措施：{NASTY}"
    assert texts(found_page, "//footer//li") == [SCRIPT]
    assert texts(found_page, "//*[@id='scores']//ul[@class='bars']/li//title")[0].startswith(f"1 {NASTY}")
    nesting = Nesting()
    nesting.feed(written(of))
    assert nesting.open == []


def test_a_long_cause_is_shown_whole_and_goals_keep_their_lines() -> None:
    long = "因为" * 1000
    own = replace(line(1, "场次", "≥10场", "9场"), cause=words(long))
    goals = recorded("1.甲\n2.乙", "1.甲\n2.乙")
    found_page = page(report(replace(project(1, "项目", [own], budget("1.00", "1.00")), goals=goals)))
    assert long in text_of(one(found_page, "//tr[@id='line-1.1']"))
    assert found(found_page, "//*[@class='goals']//dd")[0].text_content() == "1.甲\n2.乙"


@pytest.mark.parametrize("of", [a_year(), report(filled()), report(every_outcome())])
def test_the_figures_are_those_of_the_json(of: YearReport) -> None:
    found_page, expected = page(of), json.loads(FORMATS["json"](of))
    for own in expected["projects"]:
        form = one(found_page, f"//details[@id='p{own['number']}']")
        for each in own["lines"][1:]:
            row = one(form, f".//tr[@id='line-{each['number']}']")
            points, score = texts(row, "./td[@data-of='分值' or @data-of='得分']")
            assert points == each["points"]
            if each["outcome"] == "scored":
                assert score == each["score"]
            else:
                assert score in {"未填报", "待评定", "不适用"}
        cells = texts(form, ".//table[@class='funds']/tbody/tr[1]/td")
        execution = own["lines"][0]
        assert cells[1:4] == [
            own["budget"]["full_year"] or "未填报",
            own["budget"]["executed"] or "未填报",
            execution["points"],
        ]
        assert cells[5] == (execution["score"] or "—")
        total, rating = texts(form, ".//tfoot//td")[1:]
        assert total == ("—" if own["missing"] or not own["lines"][0]["score"] else own["earned"])
        assert own["rating"] is None or rating == f"等级：{own['rating']}"
    facts = {text_of(each[0]): each[1].text for each in found(found_page, "//*[@class='facts']/div")}
    totals = expected["totals"]
    assert facts["平均得分"].strip() == (totals["average_score"] or "暂无")
    assert facts["加权平均得分"].strip() == (totals["weighted_score"] or "暂无")


def percent(text: str) -> Decimal:
    assert text.endswith("%")
    return Decimal(text[:-1])


def bar_of(number: int, of: YearReport) -> Bar:
    return next(bar for bar in score_bars(of).rows if bar.number == number)


def test_a_bar_has_the_score_of_each_dimension_and_what_is_open_hatched() -> None:
    bar = bar_of(1, a_year())
    assert bar.figure == "79.99/85.00/100.00 暂无"
    *scored, waiting = bar.parts
    assert abs(sum(percent(part.length) for part in scored) - Decimal("79.99")) <= Decimal("0.05")
    assert [part.title.partition("：")[0] for part in scored] == [
        "预算执行率",
        "产出指标",
        "效益指标",
        "满意度指标",
    ]
    assert (waiting.style, waiting.length, waiting.title) == (
        "open",
        "15.00%",
        "未填报或待评定：分值15.00",
    )
    cancelled = bar_of(2, a_year())
    assert (cancelled.parts, cancelled.figure) == ((), "项目取消")


def test_the_pieces_of_a_bar_follow_each_other_and_none_leaves_it() -> None:
    for bar in score_bars(a_year()).rows:
        end = Decimal(0)
        for part in bar.parts:
            assert abs(percent(part.start) - end) <= Decimal("0.05")
            end = percent(part.start) + percent(part.length)
        assert end <= Decimal("100.01")


def test_every_dimension_of_a_form_has_a_style_and_a_seventh_shares_one() -> None:
    names = [f"指标{letter}" for letter in "甲乙丙丁戊己庚"]
    lines = [
        line(place, name, "≥1场", "1场", dimension=name, points=1200) for place, name in enumerate(names, 1)
    ]
    bars = score_bars(report(project(1, "项目", lines, budget("1.00", "1.00"))))
    assert [style for _, style in bars.legend] == ["d0", "d1", "d2", "d3", "d4", "d5", "d9", "open", "lost"]
    assert [part.style for part in bars.rows[0].parts][-2:] == ["d9", "d9"]


def test_of_many_projects_the_lowest_scores_are_drawn_and_the_page_says_so() -> None:
    projects = [spent(number, "100.00", f"{100 - number % 70}场") for number in range(1, 71)]
    bars = score_bars(report(*projects))
    assert len(bars.rows) == MOST_BARS
    assert [bar.number for bar in bars.rows[:3]] == [69, 68, 67]
    assert bars.shown.startswith("共70个项目，图中只画评分完整的项目中得分最低的60个")
    assert score_bars(report(*projects[:MOST_BARS])).shown == ""


def test_many_projects_have_no_forms_but_a_row_each_and_a_sentence() -> None:
    found_page = page(many(MOST_FORMS + 1))
    assert not found(found_page, "//details")
    assert len(found(found_page, "//*[@id='scores']//tbody/tr")) == MOST_FORMS + 1
    assert f"超过{MOST_FORMS}个，本页不附各项目自评表" in text_of(one(found_page, "//*[@id='forms']"))
    assert len(found(found_page, "//*[@id='losses']//tbody/tr")) == MOST_LOSSES
    assert "只列失分最多的200项" in text_of(one(found_page, "//*[@id='losses']"))
    assert len(found(page(many(MOST_FORMS)), "//details[@class='form']")) == MOST_FORMS


def test_losses_stand_by_points_lost_with_target_actual_reason_and_what_is_to_be_written() -> None:
    rows = [texts(row, "./td") for row in found(page(a_year()), "//*[@id='losses']//tbody/tr")]
    lost = [Decimal(row[0]) for row in rows]
    assert lost == sorted(lost, reverse=True)
    assert rows[0] == [
        "7.50",
        "评分完整的项目",
        "3.2 受益人数",
        "≥200人",
        "150人",
        "30.00",
        "22.50",
        "实际150人，目标≥200人，完成率75.00%；按完成比例计30.00×150÷200，得22.50分。",
        "原因：【待填写】改进措施：【待填写】",
    ]
    assert texts(page(report(all_met())), "//*[@id='losses']/p") == ["没有失分或须说明的指标。"]


def test_what_is_missing_and_by_what_scores_are_given_is_listed_as_in_every_report() -> None:
    headings = texts(page(a_year()), "//main/section/h2")
    assert headings == [
        "总体情况",
        "各项目得分",
        "执行与得分",
        "失分与原因",
        "未填报",
        "待评定",
        "不适用",
        "人工调整和认定",
        "已失效的评定，请重新评定或取回",
        "分值有误，不评等级",
        "推定",
        "依据",
        "各项目自评表",
    ]
    assert texts(page(a_year()), "//footer//li") == ["示例数据, 仅供演示", "-未经核实 | *草稿*"]


def test_stated_scores_stand_beside_the_computed_ones() -> None:
    found_page = page(report(filled(), all_met()))
    rows = [texts(row, "./td") for row in found(found_page, "//*[@id='stated']//tbody/tr")]
    assert rows == [["3", "评分完整的项目", "表中总分96.61，系统得分合计88.61", "2项一致，1项不同"]]
    compared = one(one(found_page, "//details[@id='p3']"), ".//table[.//td[@data-of='系统得分']]")
    by_name = {row[1]: row[3:6] for row in (texts(row, "./td") for row in found(compared, "./tbody/tr"))}
    assert by_name["受益人数"] == ["30.00", "22.50", "7.50"]
    assert not found(page(report(complete())), "//*[@id='stated']")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 130).map(lambda spent: f"{spent}.00"), st.integers(0, 100).map(lambda n: f"{n}场")
        ),
        max_size=30,
    )
)
def test_all_dots_are_inside_the_picture_and_no_label_covers_another_or_a_dot(
    figures: list[tuple[str, str]],
) -> None:
    of = report(*(spent(number, *each) for number, each in enumerate(figures, 1)))
    picture = scatter(of)
    assert sum(quarter.count for quarter in picture.quarters) == len(figures)
    boxes = []
    for dot in picture.dots:
        assert LEFT <= dot.x <= RIGHT
        assert TOP <= dot.y <= BOTTOM
        boxes.append((dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
    dots = len(boxes)
    boxes += [box_of(dot) for dot in picture.dots if dot.label]
    for place, box in enumerate(boxes[dots:], dots):
        assert 0 <= box[0] < box[2] <= WIDTH
        assert 0 <= box[1] < box[3] <= HEIGHT
        assert not any(overlap(box, other) for other in boxes[:place])


def box_of(dot: Dot) -> tuple[int, int, int, int]:
    """The letters of a label: 18 units a digit, 32 a Chinese character, 24 high."""
    wide = sum(18 if character.isascii() else 32 for character in dot.label)
    left = {"start": dot.label_x, "end": dot.label_x - wide, "middle": dot.label_x - wide // 2}[dot.anchor]
    return left, dot.label_y - 24, left + wide, dot.label_y


def overlap(one_box: tuple[int, ...], other: tuple[int, ...]) -> bool:
    across = one_box[0] < other[2] and other[0] < one_box[2]
    return across and one_box[1] < other[3] and other[1] < one_box[3]


def test_one_project_alone_is_labelled_and_named() -> None:
    picture = scatter(report(all_met()))
    assert [(dot.label, dot.title) for dot in picture.dots] == [
        ("5", "5 全部达到的项目：执行率100.00%，得分率100.00%")
    ]
    assert [(quarter.title, quarter.named) for quarter in picture.quarters] == [
        ("执行率90%以上，得分率90%以上", ((5, "全部达到的项目"),))
    ]
    assert picture.across[0][1] == "80%"
    assert picture.across[-1] == (RIGHT, "100%")


def test_projects_at_one_place_are_one_dot_and_a_rate_beyond_the_axis_stands_at_its_end() -> None:
    alike = [spent(number, "95.00", "95场") for number in range(1, 6)]
    picture = scatter(report(*alike, spent(6, "300.00", "100场")))
    assert sorted(dot.label for dot in picture.dots) == ["5个", "6"]
    assert max(dot.x for dot in picture.dots) == RIGHT
    assert "执行率300.00%" in "".join(dot.title for dot in picture.dots)
    assert picture.across[-1][1] == "120%"


def test_projects_that_crowd_at_the_upper_right_are_all_numbered() -> None:
    near = (spent(1, "99.60", "100场"), spent(7, "99.00", "100场"), spent(6, "98.00", "100场"))
    picture = scatter(report(*near, spent(3, "99.27", "98场")))
    assert sorted("、".join(dot.label for dot in picture.dots).split("、")) == ["1", "3", "6", "7"]


def test_unassessed_projects_are_not_in_the_picture_and_the_page_says_how_many() -> None:
    assert scatter(a_year()).left_out == "另有2个项目没有评完或没有执行率，不在图中。"
    assert texts(page(report(every_outcome())), "//*[@id='execution']/p") == [
        "还没有评分完整、又有执行率的项目。另有1个项目没有评完或没有执行率，不在图中。"
    ]


def test_a_rule_set_without_ratings_draws_no_line_of_scores() -> None:
    of = report(complete())
    bare = replace(of.rules, ratings=())
    own = replace(of, rules=bare, assessments=tuple(replace(each, rules=bare) for each in of.assessments))
    assert scatter(own).line_y is None
    assert "等级起点" not in written(own)


def test_on_a_phone_every_cell_says_what_it_is() -> None:
    for cell in found(page(a_year()), "//table[contains(@class, 'cards')]//td"):
        assert cell.get("data-of")


def test_headings_of_columns_rows_and_groups_are_marked_as_such() -> None:
    for heading in found(page(a_year()), "//th"):
        assert heading.get("scope") in {"col", "row", "rowgroup"}


def test_every_drawing_is_described_in_words() -> None:
    for drawing in found(page(a_year()), "//*[local-name()='svg'][not(@aria-hidden)]"):
        assert drawing.get("role") == "img"
        assert text_of(found(drawing, "./*[local-name()='title']")[0])


def test_paper_shows_what_the_screen_can_fold_away() -> None:
    text = written(a_year())
    assert all("open" in each.attrib for each in found(page(a_year()), "//details"))
    assert "details::details-content" in text.partition("@media print")[2]


def test_merged_names_span_their_rows() -> None:
    for table in found(page(a_year()), "//table[contains(@class, 'lines')]"):
        rows = len(found(table, "./tbody/tr"))
        for level in ("dimension", "category"):
            spans = [int(each.get("rowspan", "1")) for each in found(table, f".//th[@class='{level}']")]
            assert sum(spans) == rows


def test_without_the_package_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(Refused) as refused:
        written(a_year())
    (problem,) = refused.value.problems
    assert problem.code is Code.PACKAGE_MISSING
    assert "jinja2" in problem.message
    assert "pip install" in problem.hint


def test_the_command_writes_the_page(scorer: Scorer, own_folder: Path) -> None:
    scorer("import", str(ROOT / "data/targets-2024.txt"))
    scorer("record-actual", "--from", str(ROOT / "data/actuals-2024.csv"))
    run = scorer("report", "--format", "html", "-o", "报告.html")
    assert (run.code, run.stderr) == (0, "已写入报告.html\n")
    found_page = html.document_fromstring((own_folder / "报告.html").read_text(encoding="utf-8"))
    assert len(found(found_page, "//details[@class='form']")) == 7
    assert "示例数据" in text_of(one(found_page, "//footer"))
    single = scorer("report", "--format", "html", "--project", "3").stdout
    assert len(found(html.document_fromstring(single), "//details[@class='form']")) == 1
