"""The line below the sources: the filter, the order, and what is still being found out."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.strip import Strip

from reader.settings import Tag
from reader.text.sanitize import sanitize
from reader.tui.sources.entry_painter import EntryPainter
from reader.tui.typed_line import TypedLine
from reader.workspace.catalog.ranking import PATH

HINT = "words, done: left: lang: changed: has: speaker: …"


class ListFoot(NamedTuple):
    """The words of the line.

    Attributes:
        sign: The sign before the filter.
        filter: The filter.
        order: The name of the order.
        looking: What is being found out for the filter or the order; empty if nothing is.
        progress: The progress of the search for sources; empty when all are found.
        line: The filter while it is typed; None at other times.
    """

    sign: str
    filter: str
    order: str
    looking: str
    progress: str
    line: TypedLine | None = None

    @property
    def is_there(self) -> bool:
        """True if there is something to say."""
        return bool(self.line or self.says or self.progress)

    @property
    def says(self) -> str:
        """The filter, the order and what is being found out, in words; may be empty."""
        order = f"order: {self.order}" if self.order != PATH else ""
        return " · ".join(filter(None, [f"{self.sign}{self.filter}" if self.filter else "", order, self.looking]))

    def strip(self, paint: EntryPainter, number: int) -> Strip:
        """Return the drawn line, with the number of sources that are shown."""
        if self.line:
            return paint.typed(self.sign, self.line, f"{number:,}", HINT)
        return paint.foot(self.says or self.progress, f"{number:,}" if self.filter else "")

    def caret(self, paint: EntryPainter, number: int) -> int:
        """Return the cell where the filter is typed, in the line as it is drawn."""
        return paint.caret(self.sign, self.line or TypedLine(), f"{number:,}")


def no_match(typed: str, tags: Sequence[Tag]) -> str:
    """Return the message when no source matches a filter, with what was probably meant if it resembles a known term."""
    from reader.annotation.model.filter_hints import filter_hints, unknown_values  # no start waits for it
    from reader.workspace.catalog.source_terms import FACTS

    if hint := next((hint for _, hint in filter_hints(typed, tags, FACTS)), ""):
        return sanitize(hint.rpartition(": ")[2])
    return sanitize(next((said.partition(": ")[0] for _, said in unknown_values(typed, tags)), "no source matches"))
