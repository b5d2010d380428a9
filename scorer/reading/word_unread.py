"""What stands in a Word document but is not read, and the notes that tell of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.model.problem import Code, Problem
from scorer.model.source import Source
from scorer.notation.characters import tidy

_LONGEST_LIST = 200
_MOST_PLACES = 20


@dataclass(slots=True)
class Unread:
    """Collects what is passed over; `at` is the place that is being read."""

    at: Source
    shapes: list[str] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0
    hidden: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    signs: dict[Source, None] = field(default_factory=dict)
    _first: dict[str, Source] = field(default_factory=dict)

    def shape(self, text: str) -> None:
        """A text box with text in it."""
        self._note("shape")
        self.shapes.append(_brief(text))

    def picture(self) -> None:
        """A picture, or a shape without text."""
        self._note("shape")
        self.pictures += 1

    def object(self) -> None:
        """An embedded document, or one that Word would take in when it opens this one."""
        self._note("shape")
        self.objects += 1

    def hidden_text(self, text: str) -> None:
        """Text that Word does not show."""
        if text.strip():
            self._note("hidden")
            self.hidden.append(_brief(text))

    def prompt(self, text: str) -> None:
        """What an empty field of a form shows to ask for its text."""
        if text.strip():
            self._note("prompt")
            self.prompts.append(_brief(text))

    def sign(self) -> None:
        """A sign or formula that cannot be told."""
        self.signs.setdefault(self.at)

    def problems(self) -> Iterator[Problem]:
        """A note of each kind, one for each place of a sign."""
        if self.shapes or self.pictures or self.objects:
            message = f"下列内容不是表格里的文字，没有读取：{self._listed_shapes()}。"
            hint = "若其中有项目或指标的内容，请把文字写进表格相应的格内。"
            yield Problem(Code.TEXT_IGNORED, message, hint, self._first["shape"])
        if self.hidden:
            message = f"隐藏的文字没有读取：{_listed(self.hidden)}。"
            hint = "若要读取，请在 Word 里选中这些文字，取消“隐藏文字”。"
            yield Problem(Code.TEXT_IGNORED, message, hint, self._first["hidden"])
        if self.prompts:
            message = f"没有填写的控件里的提示文字没有读取：{_listed(self.prompts)}。"
            yield Problem(
                Code.TEXT_IGNORED, message, "若它就是要填的内容，请在控件里重新输入。", self._first["prompt"]
            )
        yield from self._signs()

    def _signs(self) -> Iterator[Problem]:
        hint = "请核对这一格，在 Word 里把它改成普通文字（例如 ≥）再导入。"
        for turn, place in enumerate(self.signs):
            if turn == _MOST_PLACES:
                message = f"还有{len(self.signs) - turn}处公式或符号读不出，各以“\ufffd”代替。"
                yield Problem(Code.TEXT_IGNORED, message, hint, place)
                return
            message = "这里有公式或符号读不出，以“\ufffd”代替。"
            yield Problem(Code.TEXT_IGNORED, message, hint, place)

    def _note(self, kind: str) -> None:
        self._first.setdefault(kind, self.at)

    def _listed_shapes(self) -> str:
        parts = [f"文本框或图形里的文字“{_listed(self.shapes)}”"] if self.shapes else []
        parts += [f"图片或图形{self.pictures}个"] if self.pictures else []
        parts += [f"嵌入的文件{self.objects}个"] if self.objects else []
        return "、".join(parts)


def _brief(text: str) -> str:
    # No list shows more of one text, and a document may hold many.
    return tidy(" ".join(text.split()))[:_LONGEST_LIST]


def _listed(texts: list[str]) -> str:
    listed = "；".join(dict.fromkeys(texts))
    return listed if len(listed) <= _LONGEST_LIST else listed[:_LONGEST_LIST] + "……"
