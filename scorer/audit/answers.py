"""Answers to findings: each stands for one check, one place and one set of facts."""

import hashlib
import json
from dataclasses import replace

from scorer.model.finding import Finding
from scorer.model.project import Answer, Project

_DIGITS = 16


def key_of(finding: Finding) -> str:
    """What an answer to the finding is recorded under: it changes with the facts, and the finding comes back."""
    told = json.dumps([finding.line, *finding.facts], ensure_ascii=False)
    return f"{finding.check} {hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]}"


def answers_of(project: Project) -> dict[str, Answer]:
    """Every answer of a project and its lines by its key."""
    given = [*project.answers]
    for line in project.indicators:
        given += line.answers
    return {answer.finding: answer for answer in given}


def answered(finding: Finding, answers: dict[str, Answer]) -> Finding:
    """The finding with its answer, where one holds."""
    answer = answers.get(key_of(finding)) if answers else None
    return finding if answer is None else replace(finding, answer=answer.because)
