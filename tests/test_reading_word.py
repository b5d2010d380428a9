"""Word documents: what a cell says, however Word keeps it, and where it stands in the grid."""

from pathlib import Path

import pytest
from word_examples import (
    cell,
    listed,
    loose,
    numbering,
    paragraph,
    problems,
    row,
    rows,
    run,
    table,
    text_of,
    word,
)

from scorer.model.problem import Code

SAMPLE = Path(__file__).parent.parent / "data" / "targets-2024.docx"

SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
HAN = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:cs="Symbol"/>'
HIDDEN = "<w:vanish/>"


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def form_box(settings: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{settings}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def formula(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


TEXTS = {
    "a symbol-font sign": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("26场"), "≥26场"),
    "a sign by its place in the font": ('<w:r><w:sym w:font="Symbol" w:char="A3"/></w:r>' + run("5%"), "≤5%"),
    "a private character in a symbol font": (run("\uf0a3", SYMBOL) + run("5%"), "≤5%"),
    "letters in a symbol font": (run("³", SYMBOL) + run("26场"), "≥26场"),
    "a private character beside letters of another font": (run("\uf0b3PC 26台", HAN), "≥PC 26台"),
    "a tick of Wingdings": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是"),
    "a sign in an ordinary font": ('<w:r><w:sym w:font="宋体" w:char="2265"/></w:r>' + run("3"), "≥3"),
    "a sign that nothing tells": ('<w:r><w:sym w:font="某字体" w:char="F0B3"/></w:r>' + run("3"), "\ufffd3"),
    "a private character that nothing tells": (run("\uf0b3") + run("3"), "\ufffd3"),
    "an equation": (formula(math("≥")) + run("26场"), "≥26场"),
    "letters of a formula": (formula(math("𝟐𝟔")), "26"),
    "a fraction": (
        formula(f"<m:f><m:num>{math('1')}</m:num><m:den>{math('a+b')}</m:den></m:f>"),
        "1/(a+b)",
    ),
    "a power": (
        run("100m") + formula(f"<m:sSup><m:e/><m:sup>{math('2')}</m:sup></m:sSup>"),
        "100m²",
    ),
    "a power of letters": (
        formula(f"<m:sSup><m:e>{math('x')}</m:e><m:sup>{math('n')}</m:sup></m:sSup>"),
        "x^n",
    ),
    "a root and an index": (
        formula(
            f"<m:rad><m:deg/><m:e><m:sSub><m:e>{math('x')}</m:e><m:sub>{math('1')}</m:sub></m:sSub></m:e></m:rad>"
        ),
        "√x1",
    ),
    "brackets of a formula": (
        formula(
            f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{math("3")}</m:e></m:d>'
        ),
        "[3]",
    ),
    "a sum": (
        formula(
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{math("i=1")}</m:sub><m:sup>{math("n")}</m:sup>'
            f"<m:e>{math('x')}</m:e></m:nary>"
        ),
        "∑(i=1，n)x",
    ),
    "raised digits": (run("10") + run("4", '<w:vertAlign w:val="superscript"/>') + run("米"), "10⁴米"),
    "an inserted text": (f"<w:ins>{run('≥26')}</w:ins>" + run("场"), "≥26场"),
    "a deleted text": ("<w:del><w:r><w:delText>≥8</w:delText></w:r></w:del>" + run("≥9场"), "≥9场"),
    "a deletion within an insertion": (f"<w:ins><w:del>{run('旧')}</w:del>{run('新')}</w:ins>", "新"),
    "a moved text": (f"<w:moveFrom>{run('去')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo>", "来"),
    "a content control": (f"<w:sdt><w:sdtContent>{run('≥26场')}</w:sdtContent></w:sdt>", "≥26场"),
    "a ticked control": (
        "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>"
        f"{run('☑', '<w:rFonts w:ascii=' + chr(34) + 'MS Gothic' + chr(34) + '/>')}</w:sdtContent></w:sdt>"
        + run("是"),
        "☑是",
    ),
    "a control that only asks": (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>" + run("3"),
        "3",
    ),
    "tags and links": (
        (
            f"<w:smartTag>{run('≥')}</w:smartTag><w:hyperlink>{run('2')}</w:hyperlink>"
            f"<w:customXml>{run('6')}</w:customXml><w:fldSimple>{run('场')}</w:fldSimple>"
        ),
        "≥26场",
    ),
    "a field with a result": (field("PAGE", "26") + run("场"), "26场"),
    "a field within an instruction": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field("X", "内")
        + field("EQ 1", "")
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "果",
    ),
    "a field that never ends": (
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("≥3")}'
        ),
        "≥3",
    ),
    "an EQ fraction": (field(r" EQ \f(3,4) "), "3/4"),
    "an EQ exponent": (run("m") + field(r"eq \s\up7(2)"), "m²"),
    "an EQ circle": (field(r"eq \o\ac(○,3)"), "③"),
    "an EQ box": (field(r"EQ \o\ac(□,√)") + run("是"), "☑是"),
    "an EQ field that nothing tells": (field(r"EQ \a\al(1,2)"), "\ufffd"),
    "an old check box": (form_box('<w:checkBox><w:default w:val="1"/></w:checkBox>') + run("是"), "☑是"),
    "an old box unticked": (
        form_box('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
        "□",
    ),
    "an entry of an old list": (
        form_box(
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>'
        ),
        "良",
    ),
    "breaks, tabs and hyphens": (
        (
            "<w:r><w:t>1</w:t><w:br/><w:t>2</w:t><w:cr/><w:t>3</w:t><w:tab/><w:t>4</w:t><w:noBreakHyphen/>"
            "<w:softHyphen/><w:t>5</w:t></w:r>"
        ),
        "1\n2\n3 4-5",
    ),
    "line ends of the XML": ("<w:r><w:t>年度\n目标</w:t></w:r>", "年度 目标"),
    "a hidden text": (run("≥3") + run("（内部）", HIDDEN) + run("场"), "≥3场"),
    "a text hidden no more": (run("≥3", '<w:vanish w:val="0"/>'), "≥3"),
    "a reading aid": (
        f"<w:r><w:ruby><w:rt>{run('ji')}</w:rt><w:rubyBase>{run('绩')}</w:rubyBase></w:ruby></w:r>"
        + run("效"),
        "绩效",
    ),
    "a footnote mark": (run("≥3场") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "≥3场"),
    "an alternative that is understood": (
        (
            f'<mc:AlternateContent><mc:Choice Requires="w14">{run("甲")}</mc:Choice>'
            f"<mc:Fallback>{run('乙')}</mc:Fallback></mc:AlternateContent>"
        ),
        "甲",
    ),
    "an alternative in a run": (
        (
            '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:t>甲</w:t></mc:Choice>'
            "<mc:Fallback><w:t>☑</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "☑",
    ),
    "control characters": ("<w:r><w:t>≥\u009b26</w:t></w:r>", "≥26"),
}


@pytest.mark.parametrize(("inside", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_paragraph_says_what_word_shows(inside: str, expected: str) -> None:
    assert text_of(f"<w:p>{inside}</w:p>") == expected


def test_what_is_not_read_is_noted_once_with_its_first_place_and_its_text() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>见附件</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    picture = "<w:r><w:drawing/></w:r>"
    embedded = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    asks = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>"
    )
    content = paragraph(shape, picture, embedded, asks, run("内部", HIDDEN), run("公开"))
    document = word(table(row("一", "二"), row("一", cell(content)), row("一", cell(content))))
    assert rows(document)[1:] == [["一", "公开"], ["一", "公开"]]
    found = [(each.code, each.source and each.source.place, each.message) for each in problems(document)]
    place = "表.docx 第1个表 第2行 第2列"
    shapes = "文本框或图形里的文字“见附件”、图片或图形2个、嵌入的文件2个"
    assert found == [
        (Code.TEXT_IGNORED, place, f"下列内容不是表格里的文字，没有读取：{shapes}。"),
        (Code.TEXT_IGNORED, place, "隐藏的文字没有读取：内部。"),
        (Code.TEXT_IGNORED, place, "没有填写的控件里的提示文字没有读取：单击输入。"),
    ]


def test_a_formula_object_leaves_a_mark_in_the_text_and_a_note_at_its_place() -> None:
    mathtype = '<w:r><w:object><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>'
    document = word(table(row("一级指标", "指标值"), row("产出", cell(paragraph(mathtype, run("26场"))))))
    assert rows(document)[1] == ["产出", "\ufffd26场"]
    [problem] = problems(document)
    assert problem.source is not None
    assert (problem.source.row, problem.source.column) == (2, 2)


def test_many_unreadable_signs_are_listed_up_to_a_bound() -> None:
    unknown = cell(paragraph('<w:r><w:sym w:font="某" w:char="F041"/></w:r>'))
    found = problems(word(table(*[row("格", unknown)] * 30)))
    assert len(found) == 21
    assert "还有10处" in found[-1].message


def test_paragraphs_of_a_cell_are_lines_and_a_deleted_paragraph_end_joins_two() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    content = paragraph(run("甲")) + paragraph(run("乙"), properties=deleted) + paragraph(run("丙"))
    assert text_of(content) == "甲\n乙丙"
    assert loose(word(content)) == ["甲", "乙丙"]


def test_a_style_may_hide_text_and_hold_the_font_of_signs() -> None:
    styles = (
        f'<w:style w:styleId="a"><w:rPr>{SYMBOL}</w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        f'<w:style w:styleId="c"><w:basedOn w:val="c"/><w:rPr>{HIDDEN}</w:rPr></w:style>'
    )
    content = paragraph(
        run("\uf0b3", '<w:rStyle w:val="b"/>'), run("3场"), run("注", '<w:rStyle w:val="c"/>')
    )
    assert text_of(content, styles=styles) == "≥3场"
    assert text_of(paragraph(run("\uf0b33"), properties='<w:pStyle w:val="a"/>'), styles=styles) == "≥3"


def test_a_table_of_contents_is_no_text() -> None:
    styles = '<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    content = paragraph(run("1.绩效目标表"), properties='<w:pStyle w:val="10"/>') + paragraph(run("2024年"))
    assert loose(word(content, styles=styles)) == ["2024年"]


class TestNumbering:
    """Numbers that Word counts itself are a part of the text."""

    def test_goals_come_with_their_numbers(self) -> None:
        content = listed("举办活动") + listed("26场培训") + listed("其中", 1) + listed("编发信息")
        text = text_of(content, numbering=numbering("decimal %1.", "chineseCounting （%2）"))
        assert text == "1.举办活动\n2. 26场培训\n（一）其中\n3.编发信息"

    @pytest.mark.parametrize(
        ("form", "start", "expected"),
        [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("decimalFullWidth", 10, "１０"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 21, "二十一"),
            ("japaneseCounting", 105, "一百零五"),
            ("chineseCounting", 1010, "一千零一十"),
            ("ideographDigital", 20, "二〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 11, "甲"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("lowerLetter", 27, "aa"),
            ("upperLetter", 3, "C"),
            ("upperRoman", 14, "XIV"),
            ("cardinalText", 4, "4"),
            ("bullet", 1, ""),
            ("none", 1, ""),
        ],
    )
    def test_each_form_of_number_is_written_as_word_does(self, form: str, start: int, expected: str) -> None:
        shown = f"{expected}、" if expected else ""
        assert text_of(listed("甲"), numbering=numbering(f"{form} %1、", start=start)) == shown + "甲"

    def test_levels_count_within_those_above_and_may_start_again(self) -> None:
        lists = numbering("decimal %1.", "decimal %1.%2") + (
            '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        content = "".join(
            [
                listed("甲"),
                listed("乙", 1),
                listed("丙", 1),
                listed("丁"),
                listed("戊", 1),
                listed("己", 0, 2),
                listed("庚", 0, 2),
                listed("辛", 0, 9),
            ]
        )
        expected = ["1.甲", "1.1 乙", "1.2 丙", "2.丁", "2.1 戊", "5.己", "6.庚", "辛"]
        assert loose(word(content, numbering=lists)) == expected

    def test_a_style_numbers_its_paragraphs_at_the_level_tied_to_it(self) -> None:
        styles = '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        lists = numbering("decimal %1.", "chineseCounting %2、").replace(
            '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="h"/>'
        )
        content = paragraph(run("概况"), properties='<w:pStyle w:val="h"/>')
        assert loose(word(content, styles=styles, numbering=lists)) == ["一、概况"]
