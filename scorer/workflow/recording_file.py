"""Recording from files of actuals: all rows or none, or those without a fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused, refusals
from scorer.workflow.actual_files import ActualFiles, place_of, read_actual_files, row_of
from scorer.workflow.desk import Desk
from scorer.workflow.evidence import Cabinet
from scorer.workflow.recording import Addressed, Recording, record


@dataclass(frozen=True, slots=True)
class ValidRows:
    """What was recorded of the files' good rows, why the others were left out, and how many rows there are."""

    recording: Recording
    refused: tuple[Problem, ...]
    stored_rows: int
    rows: int


def record_file(desk: Desk, path: Path, *, dry_run: bool = False) -> Recording:
    """Record all rows of a file, or none: Refused lists every problem of the file."""
    return record_files(desk, (path,), dry_run=dry_run)


def record_files(
    desk: Desk, paths: Sequence[Path], *, dry_run: bool = False, copy_evidence: bool = False
) -> Recording:
    """Record all rows of all files in one action, or none: Refused lists every problem of all of them."""
    cabinet = Cabinet(desk.store.folder, copies=copy_evidence, dry_run=dry_run)
    with cabinet.kept_if_recorded():
        files = read_actual_files(desk, paths, cabinet)
        return record(
            desk,
            files.year,
            files.addressed,
            documents=files.documents,
            problems=files.problems,
            dry_run=dry_run,
        )


def record_valid_rows(
    desk: Desk, paths: Sequence[Path], *, dry_run: bool = False, copy_evidence: bool = False
) -> ValidRows:
    """Record the rows of files that can be; Refused where what is wrong concerns more than single rows.

    Of two rows that give one field neither is recorded; of a row that disagrees with another document or
    with the record only the cell in question is left out.
    """
    cabinet = Cabinet(desk.store.folder, copies=copy_evidence, dry_run=dry_run)
    with cabinet.kept_if_recorded():
        files = read_actual_files(desk, paths, cabinet)
        valid, good = _record_valid(desk, files, dry_run=dry_run)
    cabinet.keep_only(value for one in good for value in one.given)
    return valid


def _record_valid(
    desk: Desk, files: ActualFiles, *, dry_run: bool
) -> tuple[ValidRows, tuple[Addressed, ...]]:
    """What was recorded of the good rows, and what they give."""
    refused = list(refusals(files.problems))
    if any(files.concerns_all(problem) for problem in refused):
        raise Refused(*files.problems)
    disagreeing = {row_of(problem) for problem in refused if problem.code is Code.CONFLICT}
    bad = {row_of(problem) for problem in refused if problem.code is not Code.CONFLICT} | files.doubtful
    while True:
        good = tuple(one for one in files.addressed if one.source and place_of(one.source) not in bad)
        notes = tuple(each for each in files.problems if row_of(each) not in bad and each not in refused)
        try:
            recording = record(
                desk, files.year, good, documents=files.documents, problems=notes, dry_run=dry_run
            )
        except Refused as more:
            found = refusals(more.problems)
            if not {row_of(problem) for problem in found} <= files.rows - bad:
                raise
            bad |= {row_of(problem) for problem in found}
            refused += found
        else:
            refused.sort(key=row_of)
            whole = files.rows - bad - disagreeing
            count = len(files.rows | bad | disagreeing)
            return ValidRows(recording, tuple(refused), len(whole), count), good
