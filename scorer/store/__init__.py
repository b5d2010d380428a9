"""The record: every fact is an entry of an action; nothing in it is ever changed or deleted."""

from scorer.store.record import Listing, Store, open_store

__all__ = ["Listing", "Store", "open_store"]
