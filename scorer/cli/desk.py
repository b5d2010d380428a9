"""From what every command shares to a desk to work at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from scorer.cli.face import Face
from scorer.cli.problems import print_problems
from scorer.store import Store, open_store
from scorer.workflow.desk import Desk
from scorer.workflow.rule_books import find_rules


@contextmanager
def desk_of(
    face: Face,
    *,
    rules: str | None = None,
    create: bool = False,
    dry_run: bool = False,
    as_of: date | None = None,
) -> Iterator[Desk]:
    """Open the record and the rules; what is to be known of the rule file is said on stderr.

    A dry run where there is no record yet takes one of its own, which is gone afterwards.
    """
    book = find_rules(face.rules_file)
    print_problems(book.notes)
    opened = _passing_store() if dry_run and not face.db.exists() else open_store(face.db, create=create)
    with opened as store:
        yield Desk(store, book, face.stamp(), face.today(), face.year, face.organisation, rules, as_of)


@contextmanager
def _passing_store() -> Iterator[Store]:
    from tempfile import TemporaryDirectory  # noqa: PLC0415  reading need not spend the time

    with TemporaryDirectory() as folder, open_store(Path(folder) / "scorer.db", create=True) as store:
        yield store
