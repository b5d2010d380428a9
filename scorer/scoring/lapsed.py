"""What is to be done about judgements that no longer stand (已失效)."""

from collections.abc import Iterable

from scorer.model.fields import FIELDS, Field
from scorer.scoring.comparison import Graded
from scorer.scoring.outcome import AssessedLine, Scored

_GRADES = (Field.TIER, Field.SHARE)


def is_measured(line: AssessedLine) -> bool:
    """Whether the actual itself gives the score, so that neither tier nor share is judged."""
    return isinstance(line.outcome, Scored) and not isinstance(line.outcome.comparison, Graded)


def only_taken_back(line: AssessedLine, fields: Iterable[Field]) -> tuple[Field, ...]:
    """Those of the lapsed `fields` that cannot be judged anew, as the line is measured by now."""
    return tuple(field for field in fields if field in _GRADES) if is_measured(line) else ()


def next_step(line: AssessedLine, fields: tuple[Field, ...]) -> str:
    """What the user does about the lapsed `fields`: judges anew, or takes back what is judged no more."""
    gone = only_taken_back(line, fields)
    if not gone:
        return "请重新评定"
    names = tuple(FIELDS[field].heading for field in gone)
    clear = " ".join(f"--clear {name}" for name in names)
    taken = f"现按实际完成值计分，不再评{'、'.join(names)}，请用 {clear} 取回"
    rest = "、".join(FIELDS[field].heading for field in fields if field not in gone)
    return f"{taken}；{rest}请重新评定" if rest else taken
