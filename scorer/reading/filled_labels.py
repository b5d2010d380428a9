"""Labels, scores and ratings as a filled form (绩效自评表) writes them."""

import re

from scorer.reading.table import label

_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(
    r"(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十0-9]+\))(?=[^0-9])"
)
_SCORE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)分?")
_RATING_SAID = re.compile(r"(优|良|中|差)(?:秀|好|等)?")
_TICKED_BEFORE = re.compile(r"[■☑√✔▇]\)?(优|良|中|差)")
_TICKED_AFTER = re.compile(r"(优|良|中|差)(?:秀|好|等)?\(?[■☑√✔▇]")
_IN_SENTENCE = re.compile(r"等[级次](?:评定)?(?:为|是)?:?[“\"]?(优|良|中|差)")
_BOXES = "□■☑√✔▇口"
_LONGEST_LABEL = 30


def score_in(text: str) -> str:
    """The figure of a score as written (94分), "" where `text` is none."""
    found = _SCORE.fullmatch(label(text))
    return found[1] if found else ""


def is_rating(text: str) -> bool:
    """Whether a text is a rating and nothing else (优, 良好)."""
    return _RATING_SAID.fullmatch(label(text)) is not None


def rating_in(text: str) -> str:
    """The rating that a cell says: by itself (优, 良好), by a ticked box, or in a sentence; else ""."""
    bare = label(text)
    alone = _RATING_SAID.fullmatch(bare)
    if alone:
        return alone[1]
    if any(box in bare for box in _BOXES):
        found = (_TICKED_BEFORE if bare[:1] in _BOXES + "(" else _TICKED_AFTER).findall(bare)
        return found[0] if len(found) == 1 else ""
    said = _IN_SENTENCE.findall(bare)
    return said[0] if len(set(said)) == 1 else ""


def bare_label(text: str) -> str:
    """A label without its number, its brackets and its colon; "" where `text` is too long for one."""
    if len(text) > _LONGEST_LABEL:
        return ""
    name = _BRACKETS.sub("", label(text)).rstrip(":")
    numbered = _NUMBERED.match(name)
    return name[numbered.end() :] if numbered else name
