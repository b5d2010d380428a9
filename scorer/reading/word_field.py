"""Fields of a Word document: what they show is text, their instructions are not."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from scorer.reading.word_formula import eq_field
from scorer.reading.word_names import child, children, is_on, number, value

_TICKED, _BLANK_BOX = "☑", "□"


@dataclass(slots=True)
class _Field:
    """A field that has begun; `otherwise` is what it shows where it has no result."""

    otherwise: str
    instruction: str = ""
    in_result: bool = False
    result: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open in a paragraph, one within another."""

    _open: list[_Field] = field(default_factory=list)

    def begin(self, otherwise: str) -> None:
        """A field begins; `otherwise` is what it shows where no result is stored."""
        self._open.append(_Field(otherwise))

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The instruction of the innermost field ends, its result begins."""
        if self._open:
            self._open[-1].in_result = True

    def pass_on(self, text: str) -> str:
        """`text` where it is to be shown now; "" where it belongs to a field that is still open."""
        if not self._open:
            return text
        innermost = self._open[-1]
        if innermost.in_result:
            innermost.result += text
        else:
            # A field within an instruction is a part of it.
            innermost.instruction += text
        return ""

    def end(self) -> str:
        """What the innermost field shows, for the text or for the field around it; "" where none is open."""
        if not self._open:
            return ""
        done = self._open.pop()
        return self.pass_on(done.result or eq_field(done.instruction) or done.otherwise)

    def close(self) -> str:
        """What the fields show that the paragraph leaves open."""
        text = ""
        while self._open:
            text += self.end()
        return text


def form_field(begin: _Element) -> str:
    """What a field of an old form shows without a result: its check box, or the entry chosen from its list."""
    settings = child(begin, "w:ffData")
    box = child(settings, "w:checkBox")
    if box is not None:
        checked = child(box, "w:checked")
        return _TICKED if is_on(child(box, "w:default") if checked is None else checked) else _BLANK_BOX
    listed = child(settings, "w:ddList")
    chosen = child(listed, "w:result")
    turn = number(child(listed, "w:default") if chosen is None else chosen)
    entries = [value(entry) or "" for entry in children(listed, "w:listEntry")]
    return entries[turn] if turn < len(entries) else ""
