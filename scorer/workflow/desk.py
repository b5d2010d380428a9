"""What a user works with: the record, the rules, who acts and when, and what was named for every command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scorer.model.entry import Stamp
from scorer.model.problem import Code, Problem, Refused
from scorer.scoring.rules import RuleSet
from scorer.store import Listing, Store
from scorer.workflow.days import end_of
from scorer.workflow.lookup import of_organisation, the_year
from scorer.workflow.rule_books import RuleBook


@dataclass(frozen=True, slots=True)
class Desk:
    """`year`, `organisation` and `rules` are None where the user named none.

    With `as_of` only that is read which stood in the record at the end of that day in Beijing.
    """

    store: Store
    book: RuleBook
    stamp: Stamp
    today: date
    year: int | None = None
    organisation: str | None = None
    rules: str | None = None
    as_of: date | None = None

    @property
    def until(self) -> str | None:
        """The last moment of which anything is read; None for now."""
        return None if self.as_of is None else end_of(self.as_of)

    def year_to_read(self) -> int:
        """The year named, else the newest in the record."""
        return the_year(self._known_years(), self.year, writes=False)

    def year_to_write(self) -> int:
        """The year named, else the only one in the record; Refused where that cannot be told."""
        return the_year(self._known_years(), self.year, writes=True)

    def listings(self, year: int) -> tuple[Listing, ...]:
        """The year's projects, of the organisation where one was named."""
        return of_organisation(self._listed(year), self.organisation)

    def rules_of(self, year: int) -> RuleSet:
        """The rule set named, else the one in force for the year."""
        return self.book.rules.in_force(year, self.rules)

    def _known_years(self) -> tuple[int, ...]:
        """The years of the record; Refused where it had none at the end of the day that is meant."""
        years = tuple(self._years())
        if self.as_of is not None and not years:
            message = f"到{self.as_of.isoformat()}为止，记录库里还没有项目"
            hint = "请换一个较晚的日期，导入的日期可用 scorer log 查看"
            raise Refused(Problem(Code.NO_YEAR, message, hint))
        return years

    def _years(self) -> Iterator[int]:
        for year in self.store.years():
            projects = self.store.projects(year, as_of=self.until)
            if self.as_of is None or next(projects, None) is not None:
                yield year

    def _listed(self, year: int) -> tuple[Listing, ...]:
        """The year's projects under the names that they had."""
        if self.as_of is None:
            return self.store.listing(year)
        projects = self.store.projects(year, as_of=self.until)
        listings = (Listing(each.number, each.organisation, each.name) for each in projects)
        return tuple(sorted(listings, key=lambda listing: listing.number))
