"""Counting a roster."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from scorer.model.problem import Code, Refused
from scorer.reading.opening import rows_of
from scorer.reading.paper import paper
from scorer.reading.roster import LeftOut, Roster, count_roster, read_day, rows_text
from scorer.reading.roster_header import Question

HEAD = "2024年培训签到名册,,,\n序号,姓 名,手机号,签到日期\n"
ROWS = """1,王芳,13800000001,2024-03-05
2,李丽,13800000002,3月6日
3,王　芳,138 0000 0001,2024年4月2日 9:30
4,赵云,１３８０００００００４,待定
5,,13800000005,2024-04-02
6,孙立,13800000006,2023-12-31
合计,5人,,
填表人：张三,,,
"""
NAME = Question("姓名", 2024)
PHONE = Question("姓名", 2024, "手机号")


def counted(text: str, question: Question = NAME, name: str = "名册.csv") -> Roster:
    return count_roster(name, rows_of(paper(name, text.encode())), question)


def left_out(roster: Roster) -> dict[str, list[int]]:
    return {reason.name: [place.row for place in places] for reason, places in roster.left_out.items()}


def repeats(roster: Roster) -> list[tuple[str, list[int]]]:
    return [(repeat.value, [place.row for place in repeat.rows]) for repeat in roster.repeats]


def test_rows_with_a_name_count_and_blanks_totals_and_remarks_do_not() -> None:
    roster = counted(HEAD + ROWS)
    assert (roster.number, roster.column) == (5, "姓名")
    assert left_out(roster) == {"BLANK": [7], "TOTAL": [9, 10]}
    assert repeats(roster) == [("王芳", [3, 5])]


def test_a_person_counts_once_whatever_blanks_and_width_the_telling_column_has() -> None:
    roster = counted(HEAD + ROWS + "7,周红,13800000004,\n", PHONE)
    assert (roster.number, roster.repeated, roster.distinct) == (4, 2, "手机号")
    assert repeats(roster) == [("王芳", [3, 5]), ("赵云/周红", [6, 11])]


def test_where_the_telling_column_is_blank_the_name_tells() -> None:
    roster = counted("姓名,手机号\n王芳,\n李丽,2\n王芳,\n王芳,3\n", PHONE)
    assert (roster.number, roster.repeated) == (3, 1)
    assert [place.row for place in roster.by_column] == [2, 4]


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 3),
        (date(2024, 3, 6), date(2024, 3, 6), 1),
        (None, date(2024, 3, 5), 2),
        (date(2024, 3, 6), None, 2),
    ],
)
def test_only_the_days_asked_for_count_the_first_and_last_included(
    since: date | None, until: date | None, number: int
) -> None:
    roster = counted(HEAD + ROWS, Question("姓名", 2024, since=since, until=until))
    assert (roster.number, roster.date_column) == (number, "签到日期")
    assert left_out(roster)["UNDATED"] == [6]


def test_a_month_counts_where_all_of_it_is_inside_and_is_undated_where_only_part_is() -> None:
    text = "姓名,日期\n王芳,2024年3月\n李丽,4月\n赵云,2024年5月\n"
    roster = counted(text, Question("姓名", 2024, since=date(2024, 3, 1), until=date(2024, 4, 15)))
    assert roster.number == 1
    assert left_out(roster) == {"UNDATED": [3], "OUTSIDE": [4]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(
            ("2024-03-05", date(2024, 3, 5)),
            ("2024/3/5 9:00", date(2024, 3, 5)),
            ("3月5日", date(2024, 3, 5)),
        ),
        *(("2024年3月5日14时", date(2024, 3, 5)), ("2024.3.5 09:30:01", date(2024, 3, 5))),
        *(("2月30日", None), ("待定", None), ("", None), ("45356", None)),
    ],
)
def test_a_day_is_read_with_or_without_its_time(text: str, day: date | None) -> None:
    span = read_day(text, 2024)
    assert (span and span.first) == day


@pytest.mark.parametrize(
    ("text", "question", "code", "says"),
    [
        (HEAD + ROWS, Question("名字", 2024), Code.COLUMN_NOT_FOUND, "“序号”、“姓名”、“手机号”、“签到日期”"),
        (HEAD + ROWS, Question("姓名", 2024, "身份证号"), Code.COLUMN_NOT_FOUND, "没有找到列“身份证号”"),
        ("", NAME, Code.COLUMN_NOT_FOUND, "没有表格"),
        (
            "姓名,日期,时间\n",
            Question("姓名", 2024, since=date(2024, 1, 1)),
            Code.DATE_COLUMN_NEEDED,
            "“日期”、“时间”",
        ),
        (
            "姓名,出生日期\n",
            Question("姓名", 2024, since=date(2024, 1, 1)),
            Code.DATE_COLUMN_NEEDED,
            "没有找到日期列",
        ),
        ("%PDF-1.7", NAME, Code.NOT_TEXT, "PDF"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_columns_that_there_are(
    text: str, question: Question, code: Code, says: str
) -> None:
    with pytest.raises(Refused) as caught:
        counted(text, question)
    (problem,) = caught.value.problems
    assert problem.code is code
    assert says in problem.message + problem.hint


def test_a_list_of_names_alone_is_a_roster() -> None:
    roster = counted("姓名\n王芳\n李丽\n\n合计：2人\n填表人：张三\n")
    assert roster.number == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (text, "NOTHING")
            for text in ("/", "——", "－", "以下空白", "（以下空白）", "（下空）", "无", "（无）", "空 白")
        ),
        *((text, "ABSENT") for text in ("缺席", "未到", "（请假）", "李四（请假）", "李四 缺席", "病假")),
        *(
            (text, "TOTAL")
            for text in (
                *("合计", "共1人", "共 12 人", "总计：3人", "制表人：李四", "带队领导：王五", "人数合计"),
                *("合计金额", "平均", "人均", "负责人签字", "单位（盖章）", "审核人"),
            )
        ),
    ],
)
def test_what_stands_in_a_cell_instead_of_a_person_does_not_count(text: str, reason: str) -> None:
    assert left_out(counted(f"姓名,单位\n王芳,甲\n{text},乙\n")) == {reason: [3]}
    assert counted(f"序号,姓名,序号,姓名\n1,王芳,2,{text}\n").number == 1


@pytest.mark.parametrize(
    "name",
    [
        "无忌",
        "甲",
        "共青",
        "张总",
        "未央",
        "王老师",
        "A",
        "√",
        "1",
        "爱不缺席",
        "从未缺席",
        "缺月",
        "李四13800000000",
        "平均主义者",
        "合计明",
        "名单",
        "第二期",
        "审核组李四",
    ],
)
def test_a_name_that_only_looks_like_a_filler_counts(name: str) -> None:
    assert counted(f"姓名,单位\n王芳,甲\n{name},乙\n").number == 2


def test_the_title_of_a_further_list_is_no_entry() -> None:
    wide = counted(
        "姓名,手机号\n王芳,1\n李丽,2\n第二期名单,\n姓名,手机号\n孙立,3\n2024年签到表（续）,\n周红,4\n"
    )
    assert (wide.number, left_out(wide)) == (4, {"TOTAL": [4, 7]})
    narrow = counted("姓名\n王芳\n第二期\n姓名\n公布先进名单\n")
    assert (narrow.number, left_out(narrow)) == (2, {"TOTAL": [3]})
    assert counted("姓名,手机号\n王芳,\n姓名,手机号\n李丽,\n").number == 2


@pytest.mark.parametrize(
    "text",
    [
        "张三、李四",
        "张三，李四",
        "王五 赵六",
        '"钱七\n孙八"',
        "张三（局长）/李四",
        "古丽·买买提、李四",
        "张三等5人",
        "√",
    ],
)
def test_what_is_not_one_name_counts_once_and_is_told_of(text: str) -> None:
    quoted = text if text.startswith('"') else f'"{text}"'
    roster = counted(f"姓名,单位\n王芳,甲\n{quoted},乙\n")
    assert (roster.number, [place.text for place in roster.doubtful]) == (2, [text.strip('"')])
    assert counted(f"活动,单位\n王芳,甲\n{quoted},乙\n", Question("活动", 2024)).doubtful == ()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "王 五",
            "王　五",
            "欧阳 锋",
            '"王\n五"',
            "古丽·买买提",
            "张三 老师",
            "李四 13800000000",
            "A",
            "张三（李四代）",
        ),
        *("John Smith", "司马相如", "王五（小、赵六家属）"),
    ],
)
def test_one_name_is_not_told_of(name: str) -> None:
    assert counted(f"姓名,单位\n{name},乙\n").doubtful == ()


def test_a_filler_tells_nobody_apart() -> None:
    roster = counted("姓名,手机号\n王芳,无\n李丽,无\n赵云,/\n", PHONE)
    assert (roster.number, [place.row for place in roster.by_column]) == (3, [2, 3, 4])


def test_lists_side_by_side_count_with_all_their_columns() -> None:
    roster = counted(
        "序号,姓名,序号,姓名\n1,王芳,3,李丽\n2,赵云,4,\n合计,3人,,\n序号,姓名,序号,姓名\n5,孙立,6,王芳\n"
    )
    assert (roster.number, left_out(roster)) == (5, {"BLANK": [3], "TOTAL": [4]})
    assert [[place.column for place in places] for places in roster.side_by_side] == [[2, 4]]
    assert repeats(roster) == [("王芳", [2, 6])]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("姓名,日期,手机号,姓名,日期,手机号\n甲,3月1日,1,乙,4月1日,2\n丙,3月1日,3,甲,3月2日,1\n", 2),
        ("日期,姓名,手机号,姓名,手机号\n3月1日,甲,1,乙,2\n4月1日,丙,3,丁,4\n", 2),
    ],
)
def test_each_list_has_its_own_columns_or_shares_the_only_one(text: str, number: int) -> None:
    question = Question("姓名", 2024, "手机号", until=date(2024, 3, 31))
    assert counted(text, question).number == number
    assert counted(text, replace(question, date_column="日期")).number == number


def test_two_columns_of_days_of_one_name_for_one_list_are_refused() -> None:
    with pytest.raises(Refused):
        counted("姓名,日期,日期\n甲,3月1日,4月1日\n", Question("姓名", 2024, until=date(2024, 3, 31)))


def test_headings_that_are_printed_again_are_no_entries() -> None:
    assert counted(HEAD + "1,王芳,1,\n序号,姓名,手机号,签到日期\n2,李丽,2,\n").number == 2


def workbook() -> bytes:
    """Two sheets with headings in two rows, a third without the column."""
    book = Workbook()
    for number, people in enumerate((("王芳", "李丽"), ("王芳", "赵云"))):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        sheet.append(["序号", "姓名", "联系方式", None])
        sheet.append([None, None, "手机号", "邮箱"])
        for area in ("A1:A2", "B1:B2", "C1:D1"):
            sheet.merge_cells(area)
        for place, name in enumerate(people, 1):
            sheet.append([place, name, 13800000000 + len(name + "x" * (name != "王芳")) + number, None])
    book.create_sheet().append(["经费", "3.5"])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_all_sheets_with_the_column_count_below_headings_in_two_rows() -> None:
    for question in (NAME, Question("姓名", 2024, "邮箱")):
        roster = count_roster("名册.xlsx", rows_of(paper("名册.xlsx", workbook())), question)
        assert (roster.tables, left_out(roster)) == (2, {})
        assert [place.table for place in roster.passed_over] == [3]
        assert repeats(roster) == [("王芳", [3, 3])]
    assert rows_text(roster.repeats[0].rows, tables=2) == "第1个表第3行，第2个表第3行"
    assert roster.number == 3


def test_a_long_list_of_rows_is_cut() -> None:
    roster = counted("序号,姓名\n" + "1,\n" * 30)
    assert rows_text(roster.left_out[LeftOut.BLANK]).endswith("、21行等")
