"""The document of a template made ready for tags: merges downwards, and its section for several copies."""

import re
from copy import deepcopy

from lxml import etree

from scorer.report.forms.template import wrong
from scorer.report.forms.template_package import W, reference_id, set_reference_id

_MERGE = re.compile(r"\{%-?\s*merge\s+(.*?)-?%\}", re.DOTALL)
# What stands before vMerge in the properties of a cell.
_BEFORE_MERGE = frozenset(f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def prepare(root: etree._Element, dynamic: frozenset[str], name: str) -> tuple[str, str, str]:
    """What stands before the body's contents, the contents with their tags, what stands behind them.

    The contents end in their section: within the last paragraph while another copy follows (more_), else at
    the end of the body. References to headers and footers that hold tags (`dynamic` ids) end in copy_.
    """
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None or root.nsmap.get("w") != W[1:-1]:
        raise wrong(name, "它不是Word文档（.docx），或者已经损坏")
    for cell in body.iter(f"{W}tc"):
        _merge(cell)
    _close(body, dynamic)
    return parts_of(root)


def parts_of(root: etree._Element) -> tuple[str, str, str]:
    """The XML of a document up to the contents of its body, the contents, and the rest."""
    text = etree.tostring(root, encoding="unicode")
    start = re.search(r"<w:body[^>]*>", text)
    assert start is not None
    end = text.rindex("</w:body>")
    return text[: start.end()], text[start.end() : end], text[end:]


def _merge(cell: etree._Element) -> None:
    """Turn a merge tag in a cell into the property that it stands for."""
    texts = [each for each in cell.iter(f"{W}t") if next(each.iterancestors(f"{W}tc")) is cell]
    whole = "".join(each.text or "" for each in texts)
    found = _MERGE.search(whole)
    if found is None:
        return
    _cut(texts, *found.span())
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}vMerge"):
        properties.remove(old)
    place = sum(child.tag in _BEFORE_MERGE for child in properties)
    merge = etree.Element(f"{W}vMerge")
    merge.set(f"{W}val", f"{{{{ 'restart' if ({found[1].strip()}) else 'continue' }}}}")
    properties.insert(place, merge)


def _cut(texts: list[etree._Element], start: int, end: int) -> None:
    """Take the characters from `start` to `end` out of texts that follow one another."""
    at = 0
    for each in texts:
        text = each.text or ""
        each.text = text[: max(start - at, 0)] + text[max(end - at, 0) :]
        at += len(text)


def _close(body: etree._Element, dynamic: frozenset[str]) -> None:
    section = body.find(f"{W}sectPr")
    if section is None:
        section = etree.Element(f"{W}sectPr")
    else:
        body.remove(section)
    for reference in section:
        if reference_id(reference) in dynamic:
            set_reference_id(reference, f"{reference_id(reference)}{{{{ copy_ }}}}")
    last = _last_paragraph(body)
    properties = last.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        last.insert(0, properties)
    inner = deepcopy(section)
    _only_if(inner, "more_", properties)
    _only_if(section, "not more_", body)


def _only_if(section: etree._Element, condition: str, parent: etree._Element) -> None:
    """Append the section to `parent` between the tags of a condition."""
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}{{% if {condition} %}}"
    else:
        parent.text = f"{parent.text or ''}{{% if {condition} %}}"
    section.tail = "{% endif %}"
    parent.append(section)


def _last_paragraph(body: etree._Element) -> etree._Element:
    """The paragraph that ends the contents, a new one where none does, or where it is a tag or a section."""
    last = body[-1] if len(body) else None
    if last is not None and last.tag == f"{W}p":
        tagged = "{%p" in "".join(each.text or "" for each in last.iter(f"{W}t"))
        if not tagged and last.find(f"{W}pPr/{W}sectPr") is None:
            return last
    made = etree.SubElement(body, f"{W}p")
    spacing = etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}spacing")
    spacing.set(f"{W}line", "20")
    spacing.set(f"{W}lineRule", "exact")
    return made
