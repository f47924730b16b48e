"""The verdict on a quote, for lists and filters: the one that somebody kept, and the one that the check finds now."""

from typing import NamedTuple

from reader.settings.fields import VERDICT

OUT_OF_DATE = "out-of-date"  # after `verdict:`


class QuoteVerdict(NamedTuple):
    """The verdict on a quote, as far as it is known.

    Attributes:
        kept: The verdict that was kept, or that somebody set; empty if there is none.
        found: The verdict that the check finds now; empty if the quote is not checked.
        is_out_of_date: True if the verdict that was kept is one on texts that have changed since.
    """

    kept: str = ""
    found: str = ""
    is_out_of_date: bool = False

    @property
    def shown(self) -> str:
        """The verdict that holds: what a person kept, as long as the texts are the same; empty if there is none."""
        return self.kept or self.found

    @property
    def words(self) -> str:
        """The words by which a filter finds it, one a line."""
        return f"{self.kept}\n{OUT_OF_DATE}\n{self.found}" if self.is_out_of_date else self.shown


def asks_for_verdicts(terms: str) -> bool:
    """Return whether the terms of a filter concern verdicts, which have to be found first."""
    return any(term.startswith(f"{VERDICT}:") for term in terms.split())
