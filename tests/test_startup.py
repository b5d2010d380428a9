"""What starting the program costs."""

import re
import subprocess
import sys
from pathlib import Path

from scorer.cli.group import COMMANDS

HEAVY = {"sqlite_utils", "sqlite3", "docx", "openpyxl", "jinja2", "tabulate", "wcwidth", "lxml", "difflib"}


def test_help_imports_nothing_that_only_a_command_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scorer", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent,
        timeout=60,
        check=True,
    )
    imported = set(re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "scorer.cli.group" in imported
    assert {name.partition(".")[0] for name in imported} & HEAVY == set()
    own = {name for name in imported if name.startswith("scorer.")}
    assert {name for name in own if not name.startswith(("scorer.cli", "scorer.model"))} == set()
    assert own & {row.module for row in COMMANDS.values()} == set()
