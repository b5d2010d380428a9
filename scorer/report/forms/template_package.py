"""The .docx package of a template: its parts, which of them are filled in, and their relationships."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath, relpath, split
from zipfile import BadZipFile, ZipFile

from lxml import etree

from scorer.report.forms.template import wrong

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_LARGEST = 64 * 1024 * 1024
_MOST_PARTS = 2000
_NO_WORD = "它不是Word文档（.docx），或者已经损坏"


@dataclass(frozen=True, slots=True)
class Package:
    """Parts by name in their order; `main` is the document, `marginals` its headers and footers by id."""

    parts: dict[str, bytes]
    main: str
    marginals: dict[str, str]


def open_template(content: bytes, name: str) -> Package:
    """The package of the template file `name`; Refused where it is no .docx, too large or unsafe."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _LARGEST:
                raise wrong(name, f"展开后超过{_LARGEST // 1024 // 1024}MB，请删去其中的大图片")
            parts = {member.filename: archive.read(member) for member in members}
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise wrong(name, _NO_WORD) from error
    main = next((to for kind, to in _related(parts, "", name).values() if kind == "officeDocument"), "")
    if main not in parts or _TYPES not in parts:
        raise wrong(name, _NO_WORD)
    related = _related(parts, main, name)
    marginals = {
        rid: to for rid, (kind, to) in related.items() if kind in {"header", "footer"} and to in parts
    }
    return Package(parts, main, marginals)


def parsed(content: bytes, name: str) -> etree._Element:
    """The XML of a part of the template `name`; Refused where it is none or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise wrong(name, _NO_WORD) from error
    if b"<!DOCTYPE" in content:
        raise wrong(name, "它含有文档类型声明（DOCTYPE），为了安全没有使用")
    return root


def with_copies(package: Package, copies: dict[str, tuple[str, bytes]], name: str) -> dict[str, bytes]:
    """The parts with further copies of headers and footers.

    `copies` are the new relationship ids of the document, each with the part that it is a copy of and its
    content.
    """
    parts = dict(package.parts)
    types = parsed(parts[_TYPES], name)
    main_relations = parsed(parts[_relations_of(package.main)], name)
    kinds = {rel.get("Id"): rel.get("Type") for rel in main_relations}
    origins = {part: rid for rid, part in package.marginals.items()}
    for number, (rid, (origin, content)) in enumerate(copies.items(), 2):
        folder, file = split(origin)
        made = join(folder, f"copy{number}_{file}")
        parts[made] = content
        if _relations_of(origin) in parts:
            parts[_relations_of(made)] = parts[_relations_of(origin)]
        override = next(each for each in types if each.get("PartName") == f"/{origin}")
        attributes = {"PartName": f"/{made}", "ContentType": override.get("ContentType") or ""}
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", attributes)
        target = relpath(made, dirname(package.main) or ".")
        attributes = {"Id": rid, "Type": kinds[origins[origin]] or "", "Target": target}
        etree.SubElement(main_relations, f"{{{_PACKAGE}/relationships}}Relationship", attributes)
    parts[_TYPES] = _written(types)
    parts[_relations_of(package.main)] = _written(main_relations)
    return parts


def reference_id(reference: etree._Element) -> str:
    """The relationship id that a header or footer reference names."""
    return str(reference.get(f"{_R}id") or "")


def set_reference_id(reference: etree._Element, rid: str) -> None:
    """Point a header or footer reference elsewhere."""
    reference.set(f"{_R}id", rid)


def _related(parts: dict[str, bytes], part: str, name: str) -> dict[str, tuple[str, str]]:
    """Kind and part name of each relationship of `part` ("": of the package) by its id."""
    content = parts.get(_relations_of(part))
    if content is None:
        return {}
    found = {}
    for each in parsed(content, name):
        if each.get("TargetMode") != "External":
            target = str(each.get("Target") or "")
            to = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            found[str(each.get("Id"))] = (str(each.get("Type") or "").rpartition("/")[2], to)
    return found


def _relations_of(part: str) -> str:
    folder, file = split(part)
    return join(folder, "_rels", f"{file}.rels")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
