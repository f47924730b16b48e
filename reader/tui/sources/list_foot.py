"""The line below the sources: the filter, the order, and what is still being found out."""

from typing import NamedTuple

from textual.strip import Strip

from reader.tui.cell_widths import cell_len
from reader.tui.sources.entry_painter import EntryPainter
from reader.workspace.catalog.source_order import PATH

HINT = "words, done: left: lang: changed: has: speaker: …"


class ListFoot(NamedTuple):
    """The words of the line.

    Attributes:
        sign: What stands before the filter.
        filter: The filter.
        order: The name of the order.
        looking: What is being found out for the filter or the order; empty if nothing is.
        progress: How far the search for sources is; empty when all are found.
        is_typing: Whether the filter is being typed.
    """

    sign: str
    filter: str
    order: str
    looking: str
    progress: str
    is_typing: bool

    @property
    def is_there(self) -> bool:
        """True if there is something to say."""
        return bool(self.is_typing or self.says or self.progress)

    @property
    def says(self) -> str:
        """The filter, the order and what is being found out, in words; empty if there is none."""
        order = f"order: {self.order}" if self.order != PATH else ""
        return " · ".join(filter(None, [f"{self.sign}{self.filter}" if self.filter else "", order, self.looking]))

    def strip(self, paint: EntryPainter, number: int) -> Strip:
        """Return the line as it is drawn, with the number of sources that are shown."""
        if self.is_typing:
            return paint.typed(self.sign, self.filter, f"{number:,}", HINT)
        return paint.foot(self.says or self.progress, f"{number:,}" if self.filter else "")

    def caret(self, width: int) -> int:
        """Return the cell where the filter is typed, in a line of a number of cells."""
        return min(1 + cell_len(f"{self.sign}{self.filter}"), width - 2)
