"""The fill-in workbook itself: its live scores, what may be filled in, what colleagues see."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from report_examples import AWKWARD, RULES, budget, every_outcome, line, project, words
from sheet_examples import Entry, fill, needs_office, saved_by_office, values

from scorer.model.project import Indicator, Project
from scorer.report.sheet.workbook import SheetOrder, render_sheet, sheet_name
from scorer.scoring.assessment import assess
from scorer.scoring.outcome import Scored
from scorer.scoring.rules import Excess, Over, OverAchievement, RuleSet, Treatment

ORDER = SheetOrder("ab" * 16, 2024, "2025-01-10T01:30:00.000000Z", "张三")
REDUCING = OverAchievement(
    Fraction(1, 5), Decimal(2), Treatment.REDUCE, Fraction(1, 2), Fraction(3, 10), None, unequal=False
)
LAWS = {
    "shipped": RULES,
    "ratio": replace(RULES, excess=Excess.RATIO, over=Over.DEVIATION, between_rates_above_full=True),
    "reducing": replace(RULES, over_achievement=REDUCING),
}
# Target, category, and what is entered with what the law reads in it.
_NUMBERS: tuple[tuple[str, str, str, tuple[tuple[Entry, str], ...]], ...] = (
    ("场次", "≥26场", "数量指标", ((28, "28场"), (25, "25场"), (0, "0场"), ("27场", "27场"), (26, "26场"))),
    ("人数", "≥3150人", "数量指标", ((3149, "3149人"), (1575, "1575人"), (9000, "9000人"))),
    (
        "经费",
        "≤3.84万元",
        "成本指标",
        ((3.95, "3.95万元"), (3.84, "3.84万元"), (7.7, "7.7万元"), (1, "1万元")),
    ),
    ("单价", "≤0.3元", "成本指标", ((0.31, "0.31元"), (0.3333, "0.3333元"), (0.5, "0.5元"))),
    ("事故率", "≤5%", "质量指标", ((0.03, "3%"), (0.052, "5.2%"), ("5.5%", "5.5%"), (0, "0%"), (0.2, "20%"))),
    ("满意度", "≥90%", "质量指标", ((0.96, "96%"), (0.855, "85.5%"), ("88％", "88%"), (0.000001, "0.0001%"))),
    ("份数", "=4份", "数量指标", ((4, "4份"), (3, "3份"), (5, "5份"), (9, "9份"))),
    ("比例", "80%~90%", "质量指标", ((0.85, "85%"), (0.7, "70%"), (0.95, "95%"))),
    ("周期", "10天~15天", "时效指标", ((9, "9天"), (12, "12天"), (18, "18天"))),
    ("例会", "每月1次", "数量指标", ((12, "12次"), (11, "11次"), (13, "13次"))),
    ("增幅", "≥0%", "质量指标", ((-0.03, "-3%"), (0.01, "1%"))),
    ("起数", "=0起", "质量指标", ((0, "0起"), (1, "1起"))),
    ("数额", "≥100000000元", "数量指标", ((99999999.99, "99999999.99元"), (50000000, "50000000元"))),
    ("个数", "4个", "数量指标", ((5, "5个"), (3, "3个"), (4, "4个"))),
    ("投诉", "3件", "质量指标", ((5, "5件"), (0, "0件"))),
)
_DAYS: tuple[tuple[Entry, str], ...] = (
    ("10月28日", "2024年10月28日"),
    ("2024年11月12日", "2024年11月12日"),
    ("2025年1月5日", "2025年1月5日"),
    ("12月31日", "2024年12月31日"),
    ("2025年3月31日", "2025年3月31日"),
    ("10月31日", "2024年10月31日"),
)


def examples() -> Iterator[tuple[Indicator, Entry]]:
    """Lines with the actual that an entry stands for."""
    number = 0
    for name, target, category, entries in _NUMBERS:
        for entry, actual in entries:
            number += 1
            yield line(number, f"{name}{number}", target, actual, category=category), entry
    for entry, actual in _DAYS:
        number += 1
        yield line(number, f"完成时间{number}", "≤2024年10月31日", actual, category="时效指标"), entry


def a_project(lines: Iterable[Indicator], *, executed: str | None = "4.98") -> Project:
    return project(1, "算式", lines, budget("6.00", executed, "5.00"))


def write(of: Project, rules: RuleSet, path: Path, *, one_sheet: bool = False) -> Path:
    book = render_sheet(replace(ORDER, one_sheet=one_sheet), (assess(of, rules),))
    path.write_bytes(book.content)
    return path


@needs_office
def test_the_live_score_is_the_laws_to_the_cent(tmp_path: Path) -> None:
    lines, entries = zip(*examples(), strict=True)
    blank = a_project((replace(each, actual=None) for each in lines), executed=None)
    filled = {(f"P1-{number}", "实际完成值"): entry for number, entry in enumerate(entries, 1)}
    books = []
    for name, rules in LAWS.items():
        for one_sheet in (False, True):
            path = tmp_path / f"{name}-{one_sheet}.xlsx"
            write(blank, rules, path, one_sheet=one_sheet)
            books.append(fill(path, filled | {("P1-0", "全年执行数"): 4.98}))
    (tmp_path / "computed").mkdir()
    computed = saved_by_office(books, "xlsx", tmp_path / "computed")
    for path, rules in zip(computed, [rules for rules in LAWS.values() for _ in range(2)], strict=True):
        assessment = assess(a_project(lines), rules)
        expected = {f"P1-{each.number}": _score(each.outcome) for each in assessment.lines}
        found = {key: _shown(value) for key, value in values(path, "暂估得分").items()}
        assert found == expected
        guide = load_workbook(path, data_only=True)["填写说明"]
        row = [cell.value for cell in guide[guide.max_row]]
        assert row[3:5] == [len(lines) + 1, len(lines) + 1]
        assert round(float(str(row[5])) * 100) == assessment.earned


def _score(outcome: object) -> str:
    return f"{outcome.score / 100:.2f}" if isinstance(outcome, Scored) else ""


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else str(value or "")


@needs_office
def test_what_is_recorded_shows_the_programs_own_score_also_when_it_is_computed_anew(tmp_path: Path) -> None:
    path = write(every_outcome(), RULES, tmp_path / "made.xlsx")
    assessment = assess(every_outcome(), RULES)
    expected = {
        f"P1-{each.number}": _score(each.outcome) or ("不适用" if each.number == 8 else "")
        for each in assessment.lines
    }
    assert {key: _shown(value) for key, value in values(path, "暂估得分").items()} == expected
    without_values = fill(path, {}, tmp_path / "blank.xlsx")
    assert set(values(without_values, "暂估得分").values()) == {None}
    (tmp_path / "computed").mkdir()
    (computed,) = saved_by_office([without_values], "xlsx", tmp_path / "computed")
    assert {key: _shown(value) for key, value in values(computed, "暂估得分").items()} == expected


def test_only_what_is_to_be_filled_in_is_unlocked() -> None:
    book = load_workbook(BytesIO(render_sheet(ORDER, (assess(every_outcome(), RULES),)).content))
    sheet = book.worksheets[1]
    unlocked = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    headings = {sheet[f"{cell[0]}5"].value for cell in unlocked if 6 <= int(cell[1:]) <= 20}
    judged = {"档次", "得分率", "不适用原因"}
    assert headings == {"实际完成值", "偏差原因", "改进措施", *judged, "备注", "佐证"}
    assert {"E4", "H4", "I4", "K6", "M6", "N6"} <= unlocked
    # 1.1 is measured and takes no tier, 1.5 is judged, 1.3 is a cost, of which only a 0 takes one
    assert "O6" not in unlocked
    assert {"O10", "O8"} <= unlocked
    assert [sheet["O6"].fill.fgColor.rgb, sheet["O10"].fill.fgColor.rgb] == ["FFE3E3E3", "FFFFF9DB"]


def test_a_cell_says_what_answer_fits_its_target_and_refuses_only_what_can_never_be_right() -> None:
    book = load_workbook(BytesIO(render_sheet(ORDER, (assess(every_outcome(), RULES),)).content))
    found = {
        str(rule.sqref): (rule.type, rule.errorStyle or "stop", rule.prompt)
        for rule in book.worksheets[1].data_validations.dataValidation
    }
    assert found["K6"] == ("custom", "warning", "请填数字（场），单位不用写。")
    assert found["K18"] == ("custom", "warning", "请填百分数，如96%；也可以填分子和分母，如588/600。")
    assert found["K9"][2].startswith("请填完成日期，如10月28日；")
    assert found["I4"][:2] == ("custom", "stop")
    tiers = next(rule for rule in book.worksheets[1].data_validations.dataValidation if rule.type == "list")
    assert tiers.formula1 == '"达成,部分达成,未达成,【清除】"'


@needs_office
def test_a_part_of_an_event_has_no_provisional_score_and_is_asked_about(tmp_path: Path) -> None:
    targets = (("≥26场", 25.5), ("每月1次", 11.5), ("≥3150人", 1575.5), ("≥2万册", 1.5))
    lines = [
        line(number, f"甲{number}", target, category="数量指标")
        for number, (target, _) in enumerate(targets, 1)
    ]
    path = write(a_project(lines), RULES, tmp_path / "made.xlsx")
    rules = load_workbook(path).worksheets[1].data_validations.dataValidation
    asked = {str(rule.sqref): str(rule.error) for rule in rules if rule.errorStyle == "warning"}
    assert [cell for cell, error in asked.items() if "整数" in error] == ["K6", "K7"]
    fill(path, {(f"P1-{number}", "实际完成值"): entry for number, (_, entry) in enumerate(targets, 1)})
    (tmp_path / "computed").mkdir()
    (computed,) = saved_by_office([path], "xlsx", tmp_path / "computed")
    found = values(computed, "暂估得分")
    assert [bool(found[f"P1-{number}"]) for number in (1, 2, 3, 4)] == [False, False, True, True]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@sum", "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula(sign: str) -> None:
    own = replace(every_outcome(), name=sign, goals=words(sign), cause=words(sign))
    lines = (replace(own.indicators[0], cause=words(sign), note=words(sign)), *own.indicators[1:])
    for one_sheet in (False, True):
        order = replace(ORDER, made_by=sign, one_sheet=one_sheet)
        content = render_sheet(order, (assess(replace(own, indicators=lines), RULES),)).content
        book = load_workbook(BytesIO(content))
        formulas = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
        assert formulas
        assert all(str(formula).startswith(("=IF(", "=SUM", "='", "=(", "=--")) for formula in formulas)
        texts = [cell for sheet in book for row in sheet for cell in row if cell.value == sign]
        assert len(texts) >= 6
        assert {cell.data_type for cell in texts} == {"s"}


def test_awkward_names_come_out_whole_and_make_sheets_that_excel_takes() -> None:
    names = ['<b>&"]', "a/b\\c:d*e?f[g]" * 5, "'引号'", "同名的项目" * 10, "同名的项目" * 10, "😀" * 40]
    projects = [replace(every_outcome(), number=number, name=name) for number, name in enumerate(names, 1)]
    book = load_workbook(BytesIO(render_sheet(ORDER, (assess(each, RULES) for each in projects)).content))
    titles = book.sheetnames
    assert titles[0] == "填写说明"
    assert book["scorer"].sheet_state == "veryHidden"
    assert all(len(title.encode("utf-16-le")) <= 62 for title in titles)
    assert titles[1] == '1 <b>&"'
    assert [sheet["D6"].value for sheet in book.worksheets[1:-1]] == names
    assert book.worksheets[1]["H7"].value == AWKWARD


def test_a_sheet_name_keeps_the_number_whatever_the_name() -> None:
    assert sheet_name(12, "[]:*?/\\") == "12"
    assert sheet_name(3, "x" * 40) == "3 " + "x" * 29


def test_it_prints_on_landscape_a4_one_page_wide_with_its_headings_repeated() -> None:
    book = load_workbook(BytesIO(render_sheet(ORDER, (assess(every_outcome(), RULES),)).content))
    for sheet, rows, frozen in zip(book.worksheets, ("$15:$15", "$5:$5"), (None, "I6"), strict=False):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.print_title_rows == rows
        assert sheet.freeze_panes == frozen
        footer = sheet.oddFooter
        assert footer is not None
        assert footer.center.text == "第 &P 页　共 &N 页"


def test_the_same_record_makes_the_same_bytes() -> None:
    made = [render_sheet(ORDER, (assess(every_outcome(), RULES),)).content for _ in range(2)]
    assert made[0] == made[1]
