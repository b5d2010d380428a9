"""The README says what the program does: its commands are run, and their output is compared."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Scorer

from scorer.audit.registry import CHECKS, IDS, SEVERITIES
from scorer.workflow.auditing import audit_rules
from scorer.workflow.rule_books import find_rules

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
LIST = re.compile(r"(?<=<!-- checks -->)\n.*?(?=<!-- /checks -->)", re.DOTALL)
COMMAND = re.compile(r"^\$ scorer (.*?)(?: \| head -([0-9]+))?$", re.MULTILINE)


def run_block(block: str, scorer: Scorer) -> str:
    parts = []
    for command in COMMAND.finditer(block):
        run = scorer(*shlex.split(command[1]))
        # what is piped is the report alone, without what is said beside it
        output = "\n".join(run.stdout.split("\n")[: int(command[2])]) if command[2] else run.output.rstrip()
        parts.append(f"{command[0]}\n{output}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_readme_prints_what_stands_below_it(
    name: str, scorer: Scorer, own_folder: Path, update_golden: bool
) -> None:
    shutil.copytree(ROOT / "data", own_folder / "data", ignore=shutil.ignore_patterns("*.db*"))
    text = (ROOT / name).read_text(encoding="utf-8")
    run = BLOCK.sub(lambda match: run_block(match[1], scorer), text)
    if update_golden:
        (ROOT / name).write_text(run, encoding="utf-8")
    assert run == (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_readme_lists_every_check(name: str, update_golden: bool) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    head = (
        ("| id | severity | what holds |", "|---|---|---|")
        if name == "README.md"
        else ("| 编号 | 级别 | 应当 |", "|---|---|---|")
    )
    listed = LIST.sub("\n" + "\n".join((*head, *_checks())) + "\n", text)
    if update_golden:
        (ROOT / name).write_text(listed, encoding="utf-8")
    assert listed == (ROOT / name).read_text(encoding="utf-8")


def _checks() -> Iterator[str]:
    """A row for each check: its severities, its own before those of its parts, and the rule that it stands for."""
    severity = audit_rules(find_rules(ROOT / "scoring_rules.toml")).checks.severity
    for id_ in IDS:
        keys = [key for key in SEVERITIES if key.partition(".")[0] == id_]
        rule = "；".join(check.rule for check in CHECKS if check.id == id_)
        yield f"| {id_} | {' '.join(severity[key] for key in keys)} | {rule} |"


def test_both_readmes_give_the_same_set_up_commands() -> None:
    set_up = [
        re.findall(r"^    (.*\.venv.*)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in READMES
    ]
    assert set_up[0] == set_up[1]
    assert len(set_up[0]) == 2
