"""Targets: whether name, level and words fit each other (T12, T13, T15, T16, T24)."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from scorer.audit.check import Case, Doubt, Row
from scorer.audit.check_rules import CheckWords
from scorer.audit.texts import bare_name, ends, has, longest_first
from scorer.model.target import AtLeast, Bare, Exactly, Judged
from scorer.notation.characters import plain, shown
from scorer.notation.names import comparable
from scorer.notation.pattern import Pattern
from scorer.notation.units import EVENT_UNITS, PERSON_UNITS, Measures, unit_of
from scorer.scoring.comparison import Kind

_TWICE = Pattern(r"([\u4e00-\u9fff])\1")
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])"
)
_PINYIN = Pattern(rf"(?<=[\u4e00-\u9fff])(?=[a-z]{{2}})(?:{_SYLLABLE})+(?=[\u4e00-\u9fff])")
_SHORTEST_NAME = 4
_MOST_SLIPS = 2
_BEFORE = 3
_SHOWN_AROUND = 3


def words_for_number(case: Case, row: Row) -> Iterator[Doubt]:
    """T12: a name that says a number has a number as its target."""
    value = row.indicator.target.value
    if not isinstance(value, Judged) or row.target.kind is not Kind.JUDGED:
        return
    name = bare_name(row.name)
    if not ends(name, case.rules.words.numeric_ends) or ends(name, case.rules.words.rate_not):
        return
    text = row.target_text
    if has(plain(text), tuple("0123456789")):
        return
    ending = next(word for word in longest_first(case.rules.words.numeric_ends) if name.endswith(word))
    sentence = f"名称说的是{ending}，指标值却是文字“{shown(text)}”"
    number = f"{case.project.number} {row.indicator.number}"
    remedy = f"请写成数值，如≥95%、≥4次：scorer adjust {number} --target 指标值 --because 理由；或改指标名称"
    yield Doubt(sentence, remedy, (row.name, text), row.name_source, row.indicator.number)


def wrong_level(case: Case, row: Row) -> Iterator[Doubt]:
    """T13: level 3 fits level 2: no money under quantity, no mere output under social benefit or quality."""
    category, text = row.indicator.key.category, row.target_text
    why, remedy = _wrong_level(case, row)
    if why:
        yield Doubt(why, remedy, (row.name, category, text), row.name_source, row.indicator.number)


def _wrong_level(case: Case, row: Row) -> tuple[str, str]:
    """What does not fit, and what to do; "" where all fits."""
    words, category, text = case.rules.words, row.indicator.key.category, row.target_text
    of_money = row.target.measures is Measures.MONEY
    if "数量" in category and of_money and not has(row.name, words.money_counts):
        return f"放在{category}下，指标值“{text}”却是金额", "金额一般属于成本指标"
    if "数量" in category and _counts_a_fee(row, words):
        return (
            f"名称说的是费用，指标值“{text}”却是个数",
            "请把名称改为所数的东西，或把指标值改为金额，放到成本指标",
        )
    if "社会效益" in category and has(row.name, words.satisfaction):
        return f"满意度放在{category}下", "可移到满意度指标"
    if "社会效益" in category and _is_output(case, row) and not has(row.name, words.effect_counts):
        why = f"放在{category}下，“{text}”却只是做了多少件事，不是带来的效果"
        return why, "可移到数量指标，效益改为知晓率、参与率等效果"
    if "质量" in category and _is_output(case, row) and not has(row.name, words.quality_counts):
        why = f"放在{category}下，“{text}”却只是做了多少件事，不是做得怎样"
        return why, "可移到数量指标，质量改为合格率、准确率等"
    if row.target.kind is Kind.RECURRING and has(row.name, words.response_times):
        why = f"名称问多久响应，指标值“{text}”说的是服务时间"
        return why, "请写成响应的时限，如≤30分钟；或把名称改为服务时间"
    return "", ""


def effort_for_effect(case: Case, row: Row) -> Iterator[Doubt]:
    """T15: a benefit names what changes, not what is done."""
    key, words = row.indicator.key, case.rules.words
    value, text = row.indicator.target.value, row.target_text
    if not isinstance(value, Judged) or row.target.kind is not Kind.JUDGED:
        return
    if "效益" not in key.dimension and "效益" not in key.category:
        return
    if has(text, words.efforts) and not has(text, words.effects):
        sentence = f"“{shown(text)}”说的是做了什么，不是带来什么变化"
        remedy = "效益指标可写成效果，如知晓率≥90%、参与人数比上年增加"
        yield Doubt(sentence, remedy, (row.name, text), row.source, row.indicator.number)


def hollow(case: Case, row: Row) -> Iterator[Doubt]:
    """T16: a percentage tells of what it is the share."""
    words, name = case.rules.words, bare_name(row.name)
    if row.target.unit != "%" or not ends(name, words.hollow):
        return
    if has(row.indicator.description, words.formulas):
        return
    text = row.target_text
    sentence = f"“{text}”没有说明分子、分母，看不出是什么的百分之几"
    remedy = "请在绩效指标描述中写明算法（如实到人数÷应到人数），或换成可数的指标"
    facts = (row.name, row.indicator.description, text)
    yield Doubt(sentence, remedy, facts, row.source, row.indicator.number)


def slips(case: Case) -> Iterator[Doubt]:
    """T24: name and description are the same but for no slip of the pen."""
    for row in case.rows:
        found = [*_between(row)] if row.name != row.indicator.description else []
        bare, written = comparable(row.name), plain(row.name)
        # Hardly any name has either: one search is cheaper than what reads the words around.
        if _TWICE.search(bare):
            found += _doubled(bare, case)
        if _PINYIN.search(written):
            found += _pinyin(written, case)
        if found:
            facts = (row.name, row.indicator.description)
            remedy = "请改正后重新导入；已填的内容会保留"
            yield Doubt("；".join(found), remedy, facts, row.name_source, row.indicator.number)


def _counts_a_fee(row: Row, words: CheckWords) -> bool:
    """Whether things, not people, are counted under the name of a sum of money (物业费 8个)."""
    unit = unit_of(row.target.unit)
    counts = bool(unit.name) and unit.measures is Measures.COUNT and unit.base not in PERSON_UNITS
    return counts and ends(bare_name(row.name), words.fees)


def _is_output(case: Case, row: Row) -> bool:
    """A plain count of events or pieces, the more the better."""
    value = row.indicator.target.value
    upward = isinstance(value, AtLeast | Exactly | Bare) and row.target.kind is not Kind.AT_MOST
    base = unit_of(row.target.unit).base
    return upward and bool(row.target.low) and (base in EVENT_UNITS or base in case.rules.words.pieces)


def _between(row: Row) -> Iterator[str]:
    """Where the description says the name with one or two other characters."""
    name, description = comparable(row.name), comparable(row.indicator.description)
    if name == description or len(name) < _SHORTEST_NAME or abs(len(name) - len(description)) > _MOST_SLIPS:
        return
    changes = [change for change in _changes(name, description) if change[0] != "equal"]
    size = sum(max(last - first, end - start) for _, first, last, start, end in changes)
    inside = all(first > 0 and last < len(name) for _, first, last, _, _ in changes)
    if 0 < size <= _MOST_SLIPS and len(changes) <= _MOST_SLIPS and inside:
        # With the character behind it; where one has nothing there, with the one before it too.
        told = "、".join(
            f"“…{name[first - added : last + 1]}…”→“…{description[start - added : end + 1]}…”"
            for _, first, last, start, end in changes
            for added in (int(first == last or start == end),)
        )
        yield f"名称与描述差{size}个字：{told}"


def _changes(first: str, second: str) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, first, second, autojunk=False).get_opcodes()


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _SHOWN_AROUND), end + _SHOWN_AROUND
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _doubled(bare: str, case: Case) -> Iterator[str]:
    """A character twice where the same words stand elsewhere in the project with it once."""
    words = case.rules.words
    for match in _TWICE.finditer(bare):
        first = match.start()
        ends_in, begins = bare[max(0, first - _BEFORE) : first + 1], bare[first + 1 : first + 3]
        if begins in words.doubled or match[0] in words.doubled or len(ends_in) <= _BEFORE - 1:
            continue
        if _stands_alone(ends_in, match[1], _texts(case)):
            yield f"“{_around(bare, first, match.end())}”里“{match[1]}”重复"


def _stands_alone(words: str, character: str, texts: str) -> bool:
    place = texts.find(words)
    while place >= 0:
        if texts[place + len(words) : place + len(words) + 1] != character:
            return True
        place = texts.find(words, place + 1)
    return False


def _pinyin(written: str, case: Case) -> Iterator[str]:
    """Syllables between characters that are no foreign word; what is in capitals is a name (LOGO, AI)."""
    for match in _PINYIN.finditer(written):
        if match[0] not in case.rules.words.foreign_words:
            yield f"“{_around(written, match.start(), match.end())}”里夹有拼音“{match[0]}”"


@lru_cache(maxsize=4)
def _texts(case: Case) -> str:
    """All that the project says, without quotation marks and space."""
    project = case.project
    texts = [recorded.value for recorded in (project.goals, project.purpose) if recorded is not None]
    texts += (row.name for row in case.rows)
    return "\n".join(comparable(text) for text in texts)
