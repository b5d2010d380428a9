"""The interactive entry at a real terminal: keys, Chinese, leaving, two people at once."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_examples import DB, ROOT, entries, put_sample, write_table
from running import Scorer

from scorer.store import open_store

PATIENCE = 30
MOMENT = 2
ASKED, WAITING, OVER = "> ", "（是／否）：", "接着问。"
STEERING = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[>=]|\r")


def _in_the_foreground() -> None:
    """What a shell does for the program that it starts, whatever started the tests: Ctrl-C reaches it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, *arguments: str, user: str = "张三", locale: str = "C.UTF-8") -> None:
        self._fd, inner = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-m", "scorer", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            preexec_fn=_in_the_foreground,  # noqa: PLW1509 - it takes no lock
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "LC_ALL": locale, "TERM": "xterm", "SCORER_USER": user},
        )
        os.close(inner)
        self._shown = ""
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode

    def until(self, *wanted: str) -> str:
        """What is shown up to the first of `wanted`, itself included; the rest is kept for the next time."""
        sought = re.compile("|".join(map(re.escape, wanted)))
        deadline = time.monotonic() + PATIENCE
        while (found := sought.search(self._shown)) is None:
            left = max(deadline - time.monotonic(), 0)
            assert select.select([self._fd], [], [], left)[0], self._shown
            self._shown = STEERING.sub("", self._shown + self._decode(os.read(self._fd, 65536)))
        text, self._shown = self._shown[: found.end()], self._shown[found.end() :]
        return text

    def type(self, keys: str) -> None:
        """Type the keys; Ctrl-C once those before it are shown, as nobody is faster than the program."""
        before, interrupt, after = keys.partition("\x03")
        os.write(self._fd, before.encode())
        if interrupt:
            if before:
                self.until(before)
            self._interrupt()
            os.write(self._fd, after.encode())

    def _interrupt(self) -> None:
        """Press Ctrl-C, again where nothing came of it: one between two keys waits in Python until the next one."""
        for _ in range(PATIENCE):
            os.write(self._fd, b"\x03")
            if select.select([self._fd], [], [], MOMENT)[0]:
                return

    def end(self) -> int:
        """The exit code, once it has ended by itself."""
        while True:
            try:
                if not os.read(self._fd, 65536):
                    break
            except OSError:
                break
        return self._program.wait(PATIENCE)

    def kill(self) -> None:
        """Let the program end in the middle, as a power cut does."""
        self._program.send_signal(signal.SIGKILL)
        self._program.wait(PATIENCE)

    def close(self) -> None:
        if self._program.poll() is None:
            self.kill()
        os.close(self._fd)


@contextmanager
def _terminal(*arguments: str, user: str = "张三", locale: str = "C.UTF-8") -> Iterator[Terminal]:
    terminal = Terminal("record-actual", *arguments, user=user, locale=locale)
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.fixture
def sample(own_folder: Path) -> None:
    del own_folder
    put_sample(reported=False)


def _recorded() -> list[tuple[object, object]]:
    """Field and text of what was entered by hand, in its order."""
    fields = {"actual", "cause", "remedy", "tier", "executed"}
    return [(field, text) for _, field, _, text, _ in entries() if field in fields]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_backspace_removes_whole_chinese_characters_under_any_locale(locale: str) -> None:
    with _terminal("3", "家政工作社会影响力", locale=locale) as terminal:
        terminal.until(ASKED)
        terminal.type("较大提高呀\x7f\x7f升\r")
        terminal.until("偏差原因")
        terminal.type("宣传\x7f\x7f\x7f培训不够\r")
        terminal.until("改进措施")
        terminal.type("\x1b[D多办\r")
        assert terminal.end() == 0
    assert _recorded() == [("actual", "较大提升"), ("cause", "培训不够"), ("remedy", "多办")]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("keys", "code"), [("退出\r", 0), ("\x04", 0), ("28场\x03", 130)])
def test_it_may_be_left_at_any_point_and_taken_up_where_something_is_missing(keys: str, code: int) -> None:
    with _terminal("1") as terminal:
        assert "1.0 预算执行率" in terminal.until(ASKED)
        terminal.type("4.98\r")
        assert "1.1 公益活动场次" in terminal.until("实际完成值> ")
        terminal.type(keys)
        assert "共16项，已填1项" in terminal.until("接着问")
        assert terminal.end() == code
    assert _recorded() == [("executed", "4.98")]
    with _terminal("1") as terminal:
        assert "第2项／共16项，已填1项\n1.1 公益活动场次" in terminal.until("实际完成值> ")


@pytest.mark.usefixtures("sample")
def test_a_power_cut_loses_nothing_that_was_answered_and_every_answer_has_its_time() -> None:
    with _terminal("1") as terminal:
        terminal.until(ASKED)
        terminal.type("4.98\r")
        terminal.until("1.1 公益活动场次")
        terminal.type("28场\r")
        terminal.until("1.2 公益培训场次")
        terminal.kill()
    assert _recorded() == [("executed", "4.98"), ("actual", "28场")]
    with open_store(DB, create=False) as store:
        first, second = list(store.history(number=1))[-2:]
    assert first.at < second.at


@pytest.mark.usefixtures("sample")
def test_a_pasted_text_of_several_lines_is_one_answer_in_one_line() -> None:
    with _terminal("3", "家政工作社会影响力") as terminal:
        terminal.until(ASKED)
        terminal.type("较大提升\r")
        terminal.until("偏差原因")
        terminal.type("\x1b[200~宣传不够\n培训不够\x1b[201~\r")
        terminal.until("改进措施")
        terminal.type("\r")
        assert terminal.end() == 0
    assert _recorded()[-1] == ("cause", "宣传不够 培训不够")


def test_two_interactive_sessions_recording_at_once_lose_nothing(scorer: Scorer) -> None:
    lines = 12
    rows = "".join(f"产出指标,数量指标,培训{turn}场次,≥26场\n" for turn in range(1, lines + 1))
    assert scorer("import", str(write_table(rows=rows))).code == 0
    with _terminal(user="张三") as one, _terminal(user="李四") as other:
        told = {"27场": "", "28场": ""}
        people = dict(zip(told, (one, other), strict=True))
        for terminal in people.values():
            terminal.until(ASKED)
            terminal.type("跳过\r")
            terminal.until(ASKED)
        busy = set(people)
        while busy:
            for actual in sorted(busy):
                people[actual].type(f"{actual}\r")
            for actual in sorted(busy):
                told[actual] += (shown := _leaving_what_others_entered(people[actual]))
                if not shown.endswith(ASKED):
                    busy.remove(actual)
        assert (one.end(), other.end()) == (0, 0)
    actuals = [text for field, text in _recorded() if field == "actual"]
    assert len(actuals) == lines
    assert {actual: actuals.count(actual) for actual in told} == {
        actual: shown.count("已存。") for actual, shown in told.items()
    }
    assert sum(shown.count("刚才被别人改过") for shown in told.values()) > 0


def _leaving_what_others_entered(terminal: Terminal) -> str:
    """What is shown up to the next question or the end."""
    told = terminal.until(ASKED, WAITING, OVER)
    while told.endswith(WAITING):
        terminal.type("否\r")
        told += terminal.until(ASKED, WAITING, OVER)
    return told


def test_without_a_terminal_nothing_given_stays_a_usage_error(scorer_process: Scorer) -> None:
    run = scorer_process("record-actual")
    assert (run.code, run.stdout) == (2, "")
    assert "请写明项目和指标，或用 --from 指定文件" in run.stderr


@pytest.mark.usefixtures("sample")
def test_at_a_terminal_an_option_or_a_value_is_recorded_without_asking() -> None:
    with _terminal("1", "受益人数", "3200人") as terminal:
        assert ASKED not in terminal.until("得满分4.17分")
        assert terminal.end() == 0
