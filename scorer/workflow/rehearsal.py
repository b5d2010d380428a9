"""Acting on the record, or only trying what would happen."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from scorer.store.action import Action
from scorer.workflow.desk import Desk


@contextmanager
def acting(desk: Desk, *, dry_run: bool = False) -> Iterator[Action]:
    """One action of the desk's user; in a dry run nothing of it is stored, and all else is the same."""
    with suppress(_Rehearsed), desk.store.act(desk.stamp) as action:
        yield action
        if dry_run:
            raise _Rehearsed


class _Rehearsed(Exception):
    """Leaves the transaction without storing."""
