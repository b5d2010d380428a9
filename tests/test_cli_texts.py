"""Everything that the command line prints of itself is Chinese."""

import ast
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from practice import PROBLEMS, practice
from running import Golden

import scorer.cli
from scorer.cli.group import cli
from scorer.cli.layout import HelpLayout, width_of
from scorer.cli.problems import problem_text

CATALOGUE = Path(scorer.cli.__file__).parent.parent / "locale" / "zh_CN" / "LC_MESSAGES" / "scorer.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")

RUNS = (
    ("--help",),
    ("say", "-h"),
    ("--version",),
    (),
    ("sya",),
    ("dmeo",),
    ("say", "--fial-score", "3"),
    ("say", "--db"),
    ("say", "--help=1"),
    ("say", "-x"),
    ("say", "一", "二", "三"),
    ("say", "--final-score", "三"),
    ("say", "--mode", "全"),
    ("--year", "24", "say"),
    ("--db", "/", "say"),
    ("need",),
    ("ask",),
    ("interrupt",),
    ("refuse",),
    ("partly",),
)


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="zh_CN")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as shipped:
        assert _sentences(read_mo(shipped)) == _sentences(read_mo(compiled))


def test_every_text_that_click_sends_through_gettext_is_translated() -> None:
    texts = {text for path in Path(click.__file__).parent.glob("*.py") for text in _translatable(path)}
    assert len(texts) > 70
    assert texts - set(_translations()) == set()


def test_a_translation_uses_only_what_click_fills_in() -> None:
    for text, translation in _translations().items():
        assert CHINESE.search(translation) or text.startswith("%(prog)s"), text
    with CATALOGUE.open("rb") as source:
        for message in read_po(source, locale="zh_CN"):
            if message.id:
                originals = [message.id] if isinstance(message.id, str) else message.id
                given_by_click = {field for original in originals for field in _fields(original)}
                assert _fields(_translation(message.string)) <= given_by_click, originals


def test_what_the_command_line_prints_of_itself(golden: Golden) -> None:
    runs = []
    for arguments in RUNS:
        result = CliRunner().invoke(practice, arguments, prog_name="scorer")
        runs.append(f"$ scorer {' '.join(arguments)}\n{result.output}[退出码 {result.exit_code}]\n")
    golden("cli-texts.txt", "\n".join(runs))


def test_the_marks_of_problems_can_be_printed_on_a_gbk_console() -> None:
    for problem in PROBLEMS:
        problem_text(problem).encode("gbk")


def test_commands_options_and_their_values_are_named_in_chinese() -> None:
    for path, command in _commands("scorer", cli):
        assert CHINESE.search(command.help or ""), path
        for param in command.params:
            name = f"{path} {param.name}"
            takes_value = isinstance(param, click.Argument) or not getattr(param, "is_flag", False)
            if takes_value and not isinstance(param.type, click.Choice):
                assert CHINESE.search(param.metavar or ""), name
            if isinstance(param, click.Option):
                assert CHINESE.search(param.help or ""), name


def test_every_row_of_the_table_has_a_chinese_help_line() -> None:
    for name, row in cli.rows.items():
        assert CHINESE.search(row.help), name


def test_a_line_of_help_neither_begins_with_a_comma_nor_ends_with_a_bracket() -> None:
    layout = HelpLayout(width=20)
    layout.write_text("一二三四五六七八九十，（百千万亿兆京垓秭）（穰沟）")
    assert layout.getvalue().splitlines() == ["一二三四五六七八九", "十，（百千万亿兆京垓", "秭）（穰沟）"]


@given(st.text(alphabet="预算，。（）10% ab\n", max_size=300), st.integers(20, 80))
def test_help_text_keeps_every_character_and_the_width(text: str, width: int) -> None:
    layout = HelpLayout(width=width)
    layout.write_text(text)
    shown = layout.getvalue()
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    for line in shown.splitlines():
        assert width_of(line) <= width or re.fullmatch(r"（*([!-~]+|.)[，。）]*", line)


def _translatable(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = {"_": 1, "gettext": 1, "ngettext": 2}.get(node.func.id, 0)
            for argument in node.args[:wanted]:
                texts = [part.value for part in ast.walk(argument) if isinstance(part, ast.Constant)]
                assert texts, f"{path.name}:{node.lineno} translates what only a run can tell"
                yield from (text for text in texts if isinstance(text, str))


def _translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as source:
        return {
            text: _translation(message.string)
            for message in read_po(source, locale="zh_CN")
            if message.id
            for text in ([message.id] if isinstance(message.id, str) else message.id)
        }


def _sentences(catalogue: Catalog) -> list[tuple[object, object]]:
    """What the catalogue says; its header names the version of the compiler, which is not ours."""
    return [(message.id, message.string) for message in catalogue if message.id]


def _translation(text: object) -> str:
    return text if isinstance(text, str) else "".join(text) if isinstance(text, tuple) else ""


def _fields(text: str) -> set[str]:
    named = {field for _, field, _, _ in string.Formatter().parse(text) if field}
    return named | set(re.findall(r"%\((\w+)\)s", text))


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(f"{path} {name}", found)
