"""The checks: tests/checks/<id>.yes.txt fires exactly that check, <id>.no.txt fires none.

The transcripts (their form is told in transcripts.py) are also the documentation of the checks. What a transcript
answers does not count. A part of a check with a severity of its own has a pair of its own: T01.marks.
"""

import json
from pathlib import Path

import pytest
from running import Scorer
from transcripts import ROOT, hold

from scorer.audit.registry import SEVERITIES
from scorer.workflow.auditing import audit_rules
from scorer.workflow.rule_books import find_rules

EXAMPLES = ROOT / "tests" / "checks"


@pytest.mark.parametrize("id_", SEVERITIES)
def test_a_check_has_an_example_that_fires_it_and_one_that_does_not(id_: str) -> None:
    assert (EXAMPLES / f"{id_}.yes.txt").exists()
    assert (EXAMPLES / f"{id_}.no.txt").exists()


def test_every_example_is_one_of_a_check() -> None:
    names = {path.name for path in EXAMPLES.iterdir()}
    assert names == {f"{id_}.{which}.txt" for id_ in SEVERITIES for which in ("yes", "no")}


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.stem)
def test_the_positive_example_fires_exactly_its_check_and_the_negative_none(
    path: Path, scorer: Scorer, own_folder: Path, update_golden: bool
) -> None:
    hold(path, own_folder, scorer, update_golden=update_golden)
    id_, _, which = path.stem.rpartition(".")
    findings = json.loads(scorer("check", "--format", "json").stdout)["findings"]
    found = {(each["id"], each["severity"]) for each in findings if each["answer"] is None}
    severity = audit_rules(find_rules(ROOT / "scoring_rules.toml")).checks.severity[id_]
    assert found == ({(id_.partition(".")[0], severity.value)} if which == "yes" else set())
