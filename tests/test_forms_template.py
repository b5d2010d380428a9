"""What is said of a template that cannot be used; what a template cannot do."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from doc_examples import document
from paper_examples import changed, names, year_with_evidence
from report_examples import a_year

from scorer.model.problem import Code, Refused
from scorer.report.forms.kinds import PaperKind
from scorer.report.forms.word import open_word_template, word_document
from scorer.workflow.papers_out import built_in_template

FORM = built_in_template(PaperKind.FORM)
TITLE = "{{ 标题 }}"


@pytest.mark.parametrize(
    ("tag", "place", "what"),
    [
        ("{{ 项目名 }}", "{{ 项目名 }}", "有不认识的名称“项目名”"),
        ("{{ 资金.合计 }}", "{{ 资金.合计 }}", "有不认识的名称“合计”"),
        ("{{ 标题", "", "标记写得不完整，或括号、引号不成对"),
        ("{% fro 行 in 指标 %}", "{% fro 行 in 指标 %}", "没有“fro”这个标记，能用的有：for、"),
        ("{% endfor %}", "{% endfor %}", "标记“endfor”没有与它成对的开头，或次序不对"),
        ("{%p for 行 in 指标 %}", "", "有标记没有结束：for 要有 endfor，if 要有 endif"),
        ("{{ 标题|safe }}", "{{ 标题|safe }}", "没有这个过滤器，能用的有："),
        ("{{ 标题.__class__ }}", "{{ 标题.__class__ }}", "不允许"),
        ("{{ 标题.upper() }}", "{{ 标题.upper() }}", "不允许"),
        ("{{ 标题 * 1000000000 }}", "{{ 标题 * 1000000000 }}", "不允许"),
        ("{{ '%1000000000d' % 1 }}", "", "不允许"),
        ("{{ range(9) }}", "{{ range(9) }}", "有不认识的名称“range”"),
        ("{{ 指标 }}", "{{ 指标 }}", "无法填写"),
        ("{{ 标题 + 1 }}", "{{ 标题 + 1 }}", "无法填写"),
        ("{% include '/etc/passwd' %}", "", "无法填写"),
    ],
)
def test_a_wrong_tag_is_told_with_its_place(tag: str, place: str, what: str) -> None:
    message = _refusal(changed(FORM, lambda text: text.replace(TITLE, tag.replace("<", "&lt;"), 1)))
    assert message.startswith("模板“自己的.docx”不能用")
    assert what in message
    assert f"在“{place}”处" in message if place else True


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    content = changed(FORM, lambda text: text.replace(TITLE, "{{ 项目名 }}{{ 主管 }}", 1))
    with pytest.raises(Refused) as refused:
        open_word_template(content, "自己的.docx", names(PaperKind.FORM, a_year()))
    (problem,) = refused.value.problems
    assert "“主管”、“项目名”" in problem.message
    assert problem.hint.startswith(
        "能用的名称：标题、年度、项目序号、项目名称、主管部门、实施单位、资金（其中每个有：名称、"
    )


def test_a_tag_that_begins_in_a_cell_and_ends_outside_is_told() -> None:
    begun = changed(FORM, lambda text: text.replace("{{ 主管部门 }}", "{% if not 标题 %}", 1))
    content = changed(begun, lambda text: text.replace("填报人：", "{%p endif %}", 1))
    assert "跨行的循环要用 {%tr for … %}" in _refusal(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "它不是Word文档"),
        (b"PK\x03\x04 cut short", "它不是Word文档"),
        (FORM[:-200], "它不是Word文档"),
        (b"{{ \xe6\xa0\x87\xe9\xa2\x98 }}", "它不是Word文档"),
        (changed(FORM, lambda text: text.replace("{{", "").replace("{%", "")), "里面没有要填的名称"),
        (changed(FORM, lambda text: text[:-30]), "它不是Word文档"),
        (changed(FORM, lambda text: text.replace("?>", "?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1)), "DOCTYPE"),
        (changed(FORM, lambda _: "<w:styles xmlns:w='a'>{{ 标题 }}</w:styles>"), "它不是Word文档"),
    ],
)
def test_a_file_that_is_no_template_is_told(content: bytes, what: str) -> None:
    assert what in _refusal(content)


def test_a_template_that_unpacks_to_too_much_is_told_without_unpacking_it() -> None:
    bomb = BytesIO(FORM)
    with ZipFile(bomb, "a", 8) as archive:
        archive.writestr("word/media/image1.png", b"\0" * (65 * 1024 * 1024))
    assert "展开后超过64MB" in _refusal(bomb.getvalue())


def _refusal(content: bytes) -> str:
    known = names(PaperKind.FORM, a_year())
    with pytest.raises(Refused) as refused:
        word_document([(open_word_template(content, "自己的.docx", known), known)])
    (problem,) = refused.value.problems
    assert problem.code is Code.TEMPLATE_WRONG
    return problem.message


@pytest.mark.parametrize("kind", PaperKind)
def test_every_name_that_a_template_may_use_stands_in_the_documents(kind: PaperKind) -> None:
    (listed,) = re.findall(rf"^\| `{kind}` \| (.*) \|$", document("docs/files.md"), re.MULTILINE)
    used = []
    for name, value in names(kind, year_with_evidence()).items():
        used += [name, *value[0]] if isinstance(value, tuple) and _is_group(value) else [name]
    assert sorted(re.findall("`([^`]+)`", listed)) == sorted(used)


def _is_group(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and not isinstance(value[0], str)
