"""How evidence is kept in the record, and how it is told."""

import json
from datetime import date
from typing import Any

from scorer.model.evidence import Counted, Evidence
from scorer.notation.characters import plain
from scorer.notation.pattern import Pattern

_SHOWN_OF_SHA256 = 12
# What a picture, a scan, a document or a list is named like; an address in the net ends in a domain instead.
_SUFFIX = Pattern(r"[^\n]*[^\s./\\]\.([A-Za-z][A-Za-z0-9]{1,4}|7z)")
_ROOTED = Pattern(r"(?:[A-Za-z]:)?[/\\][^\n]*|~?\.{0,2}[/\\][^\n]*|[^\n]*[/\\]")
_ADDRESS = Pattern(r"(?:https?|ftp)://|www\.|[^\n]*@")
_DOMAINS = frozenset("cn com net org gov edu info top".split())


def print_evidence(evidence: Evidence) -> str:
    """One line that `parse_evidence` reads back to an equal value."""
    kept: dict[str, Any] = {"name": evidence.name}
    if evidence.sha256 is not None:
        kept |= {"size": evidence.size, "sha256": evidence.sha256, "path": evidence.path}
        kept |= {} if evidence.counted is None else {"counted": _kept(evidence.counted)}
        kept |= {} if evidence.origin is None else {"origin": evidence.origin}
    return json.dumps(kept, ensure_ascii=False)


def parse_evidence(reading: str) -> Evidence | None:
    """The evidence of a reading; None where this program does not understand it."""
    try:
        kept = json.loads(reading)
        if "sha256" not in kept:
            return Evidence(str(kept["name"]))
        counted = _counted(kept["counted"]) if "counted" in kept else None
        origin = str(kept["origin"]) if "origin" in kept else None
        name, size, sha256, path = kept["name"], kept["size"], kept["sha256"], kept["path"]
        return Evidence(str(name), int(size), str(sha256), str(path), counted, origin)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def part_of(evidence: Evidence) -> str:
    """What tells a piece of evidence from the others of its line: the content of a file, the text itself."""
    return evidence.sha256 or evidence.name


def evidence_text(evidence: Evidence) -> str:
    """The evidence in words: name, size, the beginning of the SHA-256, what was counted."""
    if evidence.size is None or evidence.sha256 is None:
        return evidence.name
    text = f"{evidence.name}（{size_text(evidence.size)}，SHA-256 {short_sha256(evidence.sha256)}）"
    return text if evidence.counted is None else f"{text}：{counted_text(evidence.counted)}"


def counted_text(counted: Counted) -> str:
    """What was counted and how many: 按“姓名”列计数，按“手机号”去重：318人，重复6行."""
    parts = [f"按“{counted.column}”列计数"]
    if counted.distinct:
        parts.append(f"按“{counted.distinct}”去重")
    if counted.date_column:
        parts.append(f"“{counted.date_column}”{_range_text(counted.since, counted.until)}")
    repeated = f"，重复{counted.repeated}行" if counted.distinct else ""
    return f"{'，'.join(parts)}：{counted.number}{counted.unit}{repeated}"


def short_sha256(sha256: str) -> str:
    """The first 12 digits, as lists show them."""
    return sha256[:_SHOWN_OF_SHA256]


def size_text(size: int) -> str:
    """A size in bytes with a unit that suits it: 318字节, 9.1KB, 2.0MB, rounded half up."""
    if size < 1024:
        return f"{size}字节"
    for unit, bytes_ in (("KB", 1024), ("MB", 1024**2)):
        tenths = (size * 20 // bytes_ + 1) // 2
        if tenths < 10240:
            return f"{tenths // 10}.{tenths % 10}{unit}"
    tenths = (size * 20 // 1024**3 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}GB"


def looks_like_a_file(text: str) -> bool:
    """Whether a text is a path or a file's name rather than words: 签到表.pdf, D:/材料/照片, ../照片."""
    uniform = plain(text).strip()
    if _ADDRESS.match(uniform):
        return False
    if _ROOTED.fullmatch(uniform):
        return True
    suffix = _SUFFIX.fullmatch(uniform)
    return suffix is not None and suffix[1].lower() not in _DOMAINS


def pieces(text: str) -> tuple[str, ...]:
    """The pieces that one cell names, parted by line breaks or semicolons."""
    parts = text.replace("；", "\n").replace(";", "\n").split("\n")
    return tuple(piece for part in parts if (piece := part.strip()))


def _range_text(since: date | None, until: date | None) -> str:
    begins, ends = since.isoformat() if since else "", until.isoformat() if until else ""
    if begins and ends:
        return f"{begins}至{ends}"
    return f"{begins}起" if begins else f"至{ends}"


def _kept(counted: Counted) -> dict[str, Any]:
    texts = {"column": counted.column, "number": counted.number, "unit": counted.unit} | {
        "repeated": counted.repeated,
        "distinct": counted.distinct,
        "date_column": counted.date_column,
    }
    days = {"since": counted.since, "until": counted.until}
    return texts | {name: None if day is None else day.isoformat() for name, day in days.items()}


def _counted(kept: dict[str, Any]) -> Counted:
    since, until = (kept[name] and date.fromisoformat(kept[name]) for name in ("since", "until"))
    return Counted(
        str(kept["column"]),
        int(kept["number"]),
        str(kept["unit"]),
        int(kept["repeated"]),
        str(kept["distinct"]),
        str(kept["date_column"]),
        since,
        until,
    )
