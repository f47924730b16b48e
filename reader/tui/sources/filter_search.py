"""The search for a filter's words in the catalog: at once if that is quick, else in slices between the keys."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from textual.widget import Widget
from textual.worker import Worker

from reader.annotation.model.done import DoneMarks, done_terms, is_done_term
from reader.tui.jobs import BREATH
from reader.workspace.catalog.entries import Entries

AT_ONCE = 0.015  # seconds that a filter may take before anything is painted
GROUP = "search"


class FilterSearch:
    """Searches entries for a widget, and tells it what was found."""

    def __init__(self, widget: Widget, on_found: Callable[[Sequence[int]], object]) -> None:
        """Search for a widget.

        Args:
            widget: Whose workers go on with a search that takes long.
            on_found: Called with the indexes of the entries that have the words.
        """
        self._widget, self._on_found = widget, on_found
        self._worker: Worker[None] | None = None
        self.is_running = False

    def warm_up(self, entries: Entries) -> None:
        """Prepare the entries for the first letter."""

        async def work() -> None:
            for _ in entries.prepare():
                await asyncio.sleep(BREATH)

        self._worker = self._widget.run_worker(work, group=GROUP, exclusive=True)

    def begin(self, entries: Entries, typed: str, among: Sequence[int], done: DoneMarks, *, is_exact: bool) -> None:
        """Search some of the entries.

        Args:
            entries: All entries.
            typed: The words that are typed; `done:` and what follows it asks who is done.
            among: The indexes of the entries to search.
            done: Who is done.
            is_exact: Whether case, accents and marks matter.
        """
        found: list[int] = []
        if wanted := done_terms(typed):
            among = [index for index in among if all(done.matches(entries.ids[index], each) for each in wanted)]
            typed = " ".join(word for word in typed.split() if not is_done_term(word))
        slices = entries.matching(typed, among, is_exact=is_exact)
        end = monotonic() + AT_ONCE
        for some in slices:
            found += some
            if monotonic() > end:
                self._go_on(found, slices)
                return
        self._end(found)

    def cancel(self) -> None:
        """Stop searching."""
        self._widget.workers.cancel_group(self._widget, GROUP)
        self.is_running = False

    def _go_on(self, found: list[int], slices: Iterator[list[int]]) -> None:
        """Go on between the keys, so that the next letter need not wait."""

        async def work() -> None:
            for some in slices:
                found.extend(some)
                await asyncio.sleep(BREATH)
            self._end(found)

        self.is_running = True
        self._worker = self._widget.run_worker(work, group=GROUP, exclusive=True)

    def _end(self, found: list[int]) -> None:
        self.cancel()
        self._on_found(found)


def is_narrower_filter(old: str, new: str) -> bool:
    """Return whether all that a filter finds is among what another one has found; `done:n` may mean another thing."""
    return new.startswith(old) and not (done_terms(old) or done_terms(new))
