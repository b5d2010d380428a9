"""Fixtures of every test: the program in a folder of its own, at a fixed time; golden texts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from running import NOW, USER, Golden, Run, Scorer

from scorer.cli.group import cli

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"

settings.register_profile("default", max_examples=100, deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("mutation", max_examples=20, deadline=None, derandomize=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_sessionstart() -> None:
    """Mutants are run in copies of a process that has answered before: they must not answer from memory."""
    for module in [module for name, module in sys.modules.items() if name.startswith("scorer.")]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden texts and the gallery")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Golden:
    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no golden text {path}: look at the output, then run pytest --update-golden"
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder is the test's own, and nothing of the developer's settings shines through."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SCORER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SCORER_USER", USER)
    monkeypatch.setenv("SCORER_DB", "scorer.db")
    monkeypatch.setenv("SCORER_DEBUG", "1")
    return tmp_path


@pytest.fixture
def scorer(own_folder: Path) -> Scorer:
    """The program in this process; a defect of its own fails the test."""
    del own_folder

    def run(*arguments: str, typed: str = "") -> Run:
        result = CliRunner().invoke(cli, arguments, input=typed, prog_name="scorer", obj=lambda: NOW)
        assert result.exit_code != 3, result.output
        return Run(result.stdout, result.stderr, result.output, result.exit_code)

    return run


@pytest.fixture
def scorer_process(own_folder: Path) -> Scorer:
    """The program in a process of its own, with the clock of the machine."""

    def run(*arguments: str, typed: str = "") -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "scorer", *arguments],
            input=typed.encode(),
            capture_output=True,
            cwd=own_folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=60,
            check=False,
        )
        stdout, stderr = done.stdout.decode(), done.stderr.decode()
        return Run(stdout, stderr, stdout + stderr, done.returncode)

    return run
