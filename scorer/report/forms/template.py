"""A Word template compiled once: its text with tags in, one paper's text out.

Tags are those of docxtpl ({{ 名称 }}, {%tr for %} in a row of its own, {%p if %} in a paragraph of its own)
and {%merge 条件 %} in a cell, which begins a merge downwards where the condition holds and continues it
elsewhere. Tags name contents and repeat rows; they call nothing and see nothing else.
"""

import re
from collections.abc import Iterable
from html import unescape

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from scorer.model.problem import Code, Problem, Refused
from scorer.report.forms.names import Names
from scorer.report.forms.printed import printable

OWN_NAMES = frozenset({"copy_", "more_"})
"""Names that the packing of several copies into one document uses: not for templates."""

_TAGS = ("for", "endfor", "if", "elif", "else", "endif", "set", "merge")
_FILTERS = ("default", "d", "first", "int", "join", "last", "length", "replace", "round", "trim", "truncate")
_NEW_LINE = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_MARK = re.compile(r"<[^>]+>")
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)
_SHOWN = 60


class _UnknownName(StrictUndefined):
    """A name that no paper knows: every use fails and says it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Tags see the contents and a few filters, call nothing and cannot blow texts up."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: object) -> bool:
        del obj
        return False

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        del context
        if operator == "%" and isinstance(left, int) and isinstance(right, int):
            return left % right
        raise SecurityError(operator)


def compiled(source: str, names: Names, template: str) -> "Compiled":
    """Compile the XML of a part of the file `template`, which may use `names`; Refused where it is wrong."""
    lined = re.sub(r"<w:p([ >])", r"\n<w:p\1", DocxTemplate(None).patch_xml(source))
    environment = _sandbox()
    try:
        unknown = find_undeclared_variables(environment.parse(lined)) - set(names) - OWN_NAMES
        if unknown:
            raise _unknown(sorted(unknown), names, template, _place_of_name(lined, min(unknown)))
        return Compiled(environment.from_string(lined), lined, names, template)
    except TemplateSyntaxError as error:
        raise _wrong(template, _syntax(error), _place(lined, error.lineno)) from error


class Compiled:
    """A part of a template, ready to be filled in as often as needed."""

    __slots__ = ("_names", "_source", "_template", "_text")

    def __init__(self, text: Template, source: str, names: Names, template: str) -> None:
        self._text, self._source, self._names, self._template = text, source, names, template

    def filled(self, names: Names, **own: str | bool) -> str:
        """The part with the contents `names`; Refused where a tag cannot be filled in."""
        try:
            return self._text.render({**names, **own})
        except UndefinedError as error:
            raise _unknown([str(error)], self._names, self._template, self._where(error)) from error
        except SecurityError as error:
            raise _wrong(self._template, "这里的写法不允许使用", self._where(error)) from error
        except _FAULTS as error:
            raise _wrong(self._template, "这里的写法无法填写", self._where(error)) from error

    def _where(self, error: BaseException) -> str:
        """The paragraph of the tag: jinja leaves its line in the traceback."""
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._text.filename or (
                trace.tb_frame.f_code.co_filename in {"<template>", "<unknown>"}
            ):
                line = trace.tb_lineno
            trace = trace.tb_next
        return _place(self._source, line)


def wrong(template: str, what: str) -> Refused:
    """A template that cannot be used at all, and how to get one that can."""
    return _wrong(template, what, "", "请用 scorer template 另存一份自带的模板，在Word里改它的样式")


def _sandbox() -> _Sandbox:
    environment = _Sandbox(undefined=_UnknownName, autoescape=True, finalize=_shown)
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.globals = {}
    return environment


def _shown(value: object) -> object:
    """A text as XML with its line breaks; a group has no text of its own."""
    if isinstance(value, Undefined | Markup):
        return value
    if not isinstance(value, str | int):
        raise TypeError(value)
    text = printable(str(value))
    return _NEW_LINE.join(map(escape, text.split("\n"))) if "\n" in text else escape(text)


def _syntax(error: TemplateSyntaxError) -> str:
    """What jinja complains of, in Chinese where it can be said more exactly."""
    said = error.message or ""
    if "unknown tag" in said:
        tag = re.search(r"'(\w+)'", said)
        name = tag[1] if tag else ""
        if name not in _TAGS:
            return f"没有“{name}”这个标记，能用的有：{'、'.join(_TAGS)}"
        return f"标记“{name}”没有与它成对的开头，或次序不对"
    if "end of template" in said:
        return "有标记没有结束：for 要有 endfor，if 要有 endif"
    if "No filter named" in said:
        return f"没有这个过滤器，能用的有：{'、'.join(_FILTERS)}"
    return "标记写得不完整，或括号、引号不成对"


def _unknown(unknown: Iterable[str], names: Names, template: str, place: str) -> Refused:
    listed = "、".join(f"“{name}”" for name in unknown)
    return _wrong(
        template,
        f"有不认识的名称{listed}",
        place,
        f"能用的名称：{known(names)}。若是另一种文书的模板，请用 --paper 写明",
    )


def known(names: Names) -> str:
    """The names that a template may use, those within a group behind it."""
    parts = []
    for name, value in names.items():
        inner = value[0] if isinstance(value, tuple) and value else None
        within = f"（其中每个有：{'、'.join(inner)}）" if inner and not isinstance(inner, str) else ""
        parts.append(name + within)
    return "、".join(parts)


def _wrong(template: str, what: str, place: str, hint: str = "") -> Refused:
    at = f"，在“{place}”处" if place else ""
    advice = "请在Word里改正；也可以用 scorer template 另存一份自带的模板，照它改"
    return Refused(Problem(Code.TEMPLATE_WRONG, f"模板“{template}”不能用{at}：{what}", hint or advice))


def _place(source: str, line: int) -> str:
    """The text of a line of the source, which is a paragraph or the tags before it."""
    lines = source.split("\n")
    text = "".join(unescape(_MARK.sub("", lines[line - 1])).split("\n")) if 0 < line <= len(lines) else ""
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _place_of_name(source: str, name: str) -> str:
    tag = re.compile(r"\{[{%][^}]*" + re.escape(name))
    lines = enumerate(source.split("\n"), 1)
    return next((_place(source, number) for number, line in lines if tag.search(line)), "")
