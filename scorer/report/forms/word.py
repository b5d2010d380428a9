"""The official papers as Word documents, made from templates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from scorer.report.forms.names import Names
from scorer.report.forms.template import Compiled, compiled, wrong
from scorer.report.forms.template_body import parts_of, prepare
from scorer.report.forms.template_package import Package, W, open_template, parsed, with_copies

_FIXED = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(r"\{[{%#]")
# A row higher than about this many lines may break over pages: it might fit on none.
_MOST_LINES = 30
_CHARACTER = 180  # twentieths of a point that a character of a table takes


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template ready to be filled in: the document, and the headers and footers that hold tags."""

    name: str
    package: Package
    head: str
    body: Compiled
    tail: str
    marginals: dict[str, Compiled]


def open_word_template(content: bytes, name: str, names: Names) -> WordTemplate:
    """The template in the file `name`, whose tags may use what `names` has; Refused where it is wrong."""
    package = open_template(content, name)
    marginals = {}
    for rid, part in package.marginals.items():
        text = etree.tostring(parsed(package.parts[part], name), encoding="unicode")
        if _TAG.search(text):
            marginals[rid] = compiled(text, names, name)
    root = parsed(package.parts[package.main], name)
    if not _TAG.search("".join(str(text) for text in root.itertext())):
        raise wrong(name, "里面没有要填的名称，如 {{ 标题 }}；填好的文书不能当模板")
    head, source, tail = prepare(root, frozenset(marginals), name)
    return WordTemplate(name, package, head, compiled(source, names, name), tail, marginals)


def word_document(papers: Iterable[tuple[WordTemplate, Names]]) -> bytes:
    """One document of all papers, each in a section (and on a page) of its own; at least one paper.

    Papers of several templates need templates that share everything but the document, as the built-in ones
    do. The same papers give the same bytes.
    """
    upcoming = iter(papers)
    first = next(upcoming)
    template, copies = first[0], dict[str, tuple[str, bytes]]()
    contents = _contents(chain((first,), upcoming), copies)
    if template.marginals:  # what they say is known once every paper was seen
        contents = iter(tuple(contents))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in _other_parts(template, copies):
            archive.writestr(_member(name), content)
        with archive.open(_member(template.package.main), "w", force_zip64=True) as document:
            document.write(_declared(template.head))
            for text in contents:
                document.write(text.encode())
            document.write(template.tail.encode())
    return made.getvalue()


def _contents(
    papers: Iterator[tuple[WordTemplate, Names]], copies: dict[str, tuple[str, bytes]]
) -> Iterator[str]:
    """What stands in the body for each paper; `copies` gets its headers and footers by relationship id."""
    paper, number = next(papers, None), 1
    while paper is not None:
        template, names = paper
        paper = next(papers, None)
        suffix = f"copy{number}" if number > 1 else ""
        for rid, marginal in template.marginals.items():
            copies[rid + suffix] = (template.package.marginals[rid], _declared(marginal.filled(names)))
        yield _checked(template, template.body.filled(names, copy_=suffix, more_=paper is not None))
        number += 1


def _other_parts(
    template: WordTemplate, copies: Mapping[str, tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """Every part but the document, with the headers and footers filled in for each copy."""
    own = {copies[rid][0]: copies[rid][1] for rid in template.marginals}
    further = {rid: copy for rid, copy in copies.items() if rid not in template.marginals}
    package = template.package
    parts = with_copies(package, further, template.name) if further else package.parts
    for name, content in parts.items():
        if name != package.main:
            yield name, own.get(name, content)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _FIXED)
    member.compress_type = ZIP_DEFLATED
    return member


def _declared(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _checked(template: WordTemplate, body: str) -> str:
    """The filled-in contents if they are XML, with very high rows allowed to break over pages."""
    try:
        root = etree.fromstring(template.head + body + template.tail, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        what = "有标记从一个单元格或段落开始、在另一个里结束；跨行的循环要用 {%tr for … %}，跨段的用 {%p for … %}"
        raise wrong(template.name, what) from error
    high = [flag for flag in root.iter(f"{W}cantSplit") if _is_high(flag)]
    if not high:
        return body
    for flag in high:
        parent = flag.getparent()
        assert parent is not None
        parent.remove(flag)
    return parts_of(root)[1]


def _is_high(flag: etree._Element) -> bool:
    """Whether a cell of the flag's row would take more lines than fit on a page with the rest."""
    row = next(flag.iterancestors(f"{W}tr"))
    if len(str(row.xpath("string()"))) <= _MOST_LINES:
        return False
    for cell in row.iterchildren(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        room = int((width.get(f"{W}w") if width is not None else None) or 0) // _CHARACTER or 1
        if sum(len(text.text or "") for text in cell.iter(f"{W}t")) > room * _MOST_LINES:
            return True
    return False
