"""How a run takes its options and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from practice import practice
from running import NOW

from scorer import __version__

PRACTICE = Path(__file__).parent / "practice.py"
ROOT = PRACTICE.parent.parent


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SCORER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SCORER_USER", "李四")


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(practice, arguments, obj=lambda: NOW)


@pytest.mark.parametrize("value", ["-3%", "-.5", "-12.5万元", "-３"])
def test_a_value_may_begin_with_a_minus(value: str) -> None:
    assert run("say", value).stdout.split()[5] == "\N{MINUS SIGN}" + value[1:]


def test_a_minus_inside_a_value_stays_as_typed() -> None:
    assert run("say", "2024-12-31").stdout.split()[5] == "2024-12-31"


def test_an_option_may_be_given_a_negative_number() -> None:
    result = run("say", "--final-score", "-3")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_mistyped_option_is_an_error_with_a_suggestion() -> None:
    result = run("say", "--orgnisation", "妇联")
    assert result.exit_code == 2
    assert "'--organisation'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "db"),
    [
        (("say",), {}, str(Path("data/scorer.db"))),
        (("say",), {"SCORER_DB": "变量.db"}, "变量.db"),
        (("--db", "前.db", "say"), {"SCORER_DB": "变量.db"}, "前.db"),
        (("say", "--db", "后.db"), {"SCORER_DB": "变量.db"}, "后.db"),
        (("--db", "前.db", "say", "--db", "后.db"), {}, "后.db"),
    ],
)
def test_the_innermost_option_counts_and_the_environment_last(
    arguments: tuple[str, ...], environment: dict[str, str], db: str
) -> None:
    assert run(*arguments, **environment).stdout.split()[0] == db


def test_shared_options_stand_before_or_behind_the_command() -> None:
    before = run("--user", "王五", "--organisation", "妇联", "--year", "2024", "say")
    behind = run("say", "--user", "王五", "--organisation", "妇联", "--year", "2024")
    assert before.stdout == behind.stdout
    assert before.stdout.split()[2:5] == ["王五", "妇联", "2024"]


def test_a_blank_user_is_the_login_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "lisi")
    assert run("say", "--user", "  ").stdout.split()[2] == "lisi"


def test_an_option_that_a_command_leaves_out_is_unknown_to_it() -> None:
    assert run("say", "--rules-file", "x.toml").exit_code == 2


def test_the_stamp_is_in_utc_and_the_day_is_that_of_beijing() -> None:
    assert (
        _practice("stamp").stdout.decode().strip()
        == "Stamp(at='2024-12-31T20:00:00.000000Z', author='李四', command='stamp',"
        f" program='scorer {__version__}') 2025-01-01"
    )


def test_a_command_of_the_table_is_imported_when_it_is_used() -> None:
    sys.modules.pop("practice_command", None)
    assert "最后才导入的命令。" in run("--help").stdout
    assert "practice_command" not in sys.modules
    assert run("demo").stdout == "导入了\n"


def test_a_refusal_goes_to_stderr_behind_what_was_printed() -> None:
    result = run("refuse")
    assert (result.exit_code, result.stdout) == (1, "算到一半\n")
    assert result.stderr == (
        "【照录】目标表.txt 第2个表 第148行 第5列\n"
        "  指标值“约”里没有数值，按原文保留。\n"
        "  下一步：请用 scorer adjust 改写。\n"
        "【提示】实际值“≥95%”照抄了指标值的符号，按95%计。\n"
        "【错误】没有编号为7的项目。\n"
        "  现有项目：1、2。\n"
        "  下一步：请换一个编号。\n"
    )


def test_a_defect_of_our_own_says_what_to_send_in() -> None:
    result = run("crash")
    assert result.exit_code == 3
    assert "【程序出错】KeyError：'缺'" in result.stderr
    assert "practice.py 第" in result.stderr
    assert "SCORER_DEBUG=1" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("crash", SCORER_DEBUG="1").stderr


def test_a_file_that_is_not_there_is_no_defect_of_ours() -> None:
    result = run("read", "无/此.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "【错误】无法读写 无/此.txt：文件或文件夹不存在。\n  下一步：处理后重做一次。\n"


@pytest.mark.parametrize(
    ("command", "code", "stderr"),
    [
        ("interrupt", 130, "\n已中止。\n"),
        ("leave", 130, "\n已中止。\n"),
        ("ask", 1, "\n已中止。\n"),
        ("partly", 1, ""),
        ("demo", 0, ""),
    ],
)
def test_how_a_run_ends(command: str, code: int, stderr: str) -> None:
    result = run(command)
    assert (result.exit_code, result.stderr) == (code, stderr)


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"LC_ALL": "C"}, "建筑面积 30 m²\n".encode()),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "建筑面积 30 m²\n".encode()),
        ({"PYTHONIOENCODING": "ascii"}, "建筑面积 30 m²\n".encode()),
        ({"PYTHONIOENCODING": "latin-1"}, "建筑面积 30 m²\n".encode()),
        ({"PYTHONIOENCODING": "gbk"}, "建筑面积 30 m?\n".encode("gbk")),
    ],
)
def test_any_terminal_can_take_any_text(environment: dict[str, str], shown: bytes) -> None:
    done = _practice("area", **environment)
    assert (done.returncode, done.stdout) == (0, shown)
    assert done.stderr == shown


@pytest.mark.parametrize("language", ["en", "fr:en", ""])
def test_the_language_is_chinese_whatever_the_system_speaks(language: str) -> None:
    done = _practice("--db", "/", "say", LANGUAGE=language, LC_ALL="C", LANG="en_US")
    assert done.stderr.decode().endswith("错误：'--db' 的值无效：文件 '/' 是文件夹，这里要的是文件。\n")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, PRACTICE, "flood"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def _practice(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, PRACTICE, *arguments],
        capture_output=True,
        env=_environment() | environment,
        timeout=60,
        check=False,
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return kept | {"PYTHONPATH": str(ROOT)}
