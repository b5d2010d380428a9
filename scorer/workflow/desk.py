"""What a user works with: the record, the rules, who acts and when, and what was named for every command."""

from dataclasses import dataclass
from datetime import date

from scorer.model.entry import Stamp
from scorer.scoring.rules import RuleSet
from scorer.store import Listing, Store
from scorer.workflow.lookup import of_organisation, the_year
from scorer.workflow.rule_books import RuleBook


@dataclass(frozen=True, slots=True)
class Desk:
    """`year`, `organisation` and `rules` are None where the user named none."""

    store: Store
    book: RuleBook
    stamp: Stamp
    today: date
    year: int | None = None
    organisation: str | None = None
    rules: str | None = None

    def year_to_read(self) -> int:
        """The year named, else the newest in the record."""
        return the_year(self.store, self.year, writes=False)

    def year_to_write(self) -> int:
        """The year named, else the only one in the record; Refused where that cannot be told."""
        return the_year(self.store, self.year, writes=True)

    def listings(self, year: int) -> tuple[Listing, ...]:
        """The year's projects, of the organisation where one was named."""
        return of_organisation(self.store.listing(year), self.organisation)

    def rules_of(self, year: int) -> RuleSet:
        """The rule set named, else the one in force for the year."""
        return self.book.rules.in_force(year, self.rules)
