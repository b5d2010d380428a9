"""The rule file in use: the user's, else the one that comes with the program."""

from dataclasses import dataclass
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.scoring.rule_file import Rulebook, read_rules
from scorer.workflow.files import read_document, shipped

FILE_NAME = "scoring_rules.toml"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a file, where it lies, what the user should know of it, and the file itself."""

    rules: Rulebook
    path: Path
    notes: tuple[Problem, ...]
    content: bytes


def find_rules(path: Path | None) -> RuleBook:
    """Read the rule file: `path`, else ./scoring_rules.toml, else the shipped one.

    A local file that differs from the shipped one is noted. Raises Refused with every fault of the file.
    """
    own = shipped(FILE_NAME)
    local = Path(FILE_NAME)
    chosen = path or (local if local.exists() else own)
    content = read_document(chosen)
    rules, problems = read_rules(str(chosen), content)
    if rules is None or refusals(problems):
        raise Refused(*problems)
    notes = list(problems)
    if path is None and chosen is local and content != own.read_bytes():
        message = f"使用当前文件夹的{FILE_NAME}，它与程序自带的不同"
        notes.append(Problem(Code.RULES_DIFFER, message, "要用程序自带的评分办法，请把该文件移走或改名"))
    return RuleBook(rules, chosen, tuple(notes), content)
