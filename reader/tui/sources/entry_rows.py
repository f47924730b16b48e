"""The rows of the list of sources: which of them an entry takes. Plain arithmetic."""

from typing import NamedTuple

from reader.tui.geometry import BOTTOM, air

ROWS = 2  # rows of an entry: title and counts


class EntryRows(NamedTuple):
    """The rows of a list with a number of entries, in a pane of a number of rows.

    Attributes:
        shown: The number of entries that are shown.
        height: The rows of the pane.
        has_foot: Whether the last row of the pane is below the entries.
    """

    shown: int
    height: int
    has_foot: bool

    @property
    def lead(self) -> int:
        """The blank rows above the first entry: as above the article, unless the entries need the room."""
        wanted = air(self.height + BOTTOM)
        return wanted if wanted + self.shown * ROWS + self.has_foot <= self.height else 0

    @property
    def total(self) -> int:
        """All rows, some of which may be out of sight."""
        return self.lead + self.shown * ROWS + self.has_foot

    def first(self, place: int) -> int:
        """Return the first row of an entry."""
        return self.lead + place * ROWS

    def entry_at(self, row: int) -> tuple[int, int] | None:
        """Return the place of the entry at a row, and which of its rows that is; None where there is no entry."""
        place, part = divmod(row - self.lead, ROWS)
        return (place, part) if 0 <= place < self.shown else None

    def top_to_see(self, place: int, top: int) -> int:
        """Return the row to scroll to, so that an entry is in sight: the present `top` if it is."""
        first, height = place * ROWS, self.height - self.has_foot
        return min(first + ROWS - height if first + ROWS > top + height else top, first)
