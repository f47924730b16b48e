"""The search for the entries that a list shows, and their order: at once if that is quick, else between the keys."""

import asyncio
from collections.abc import Callable, Generator, Sequence
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.worker import Worker

from reader.tui.event import Event
from reader.tui.jobs import BREATH
from reader.tui.sources.shown_entries import ShownEntries
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import BY_PATH, NEEDS, Ranking

if TYPE_CHECKING:
    from reader.workspace.catalog.source_query import SourceFacts
    from reader.workspace.catalog.source_terms import Fact

AT_ONCE = 0.015  # seconds that a filter or an order may take before anything is painted
GROUP = "search"
Steps = Generator[None, None, ShownEntries]


class EntryFinder:
    """Searches and orders entries for a widget, and tells it what to show.

    Attributes:
        facts: Returns what is known of the sources; None for nothing but titles.
        ranking: The order of the entries that were found last.
        needs: What the filter and the order need to know of the sources.
        needed: Emits what they need whenever that is not known yet.
        is_running: Whether it is still looking through very many entries.
    """

    def __init__(self, widget: Widget, on_found: Callable[[ShownEntries], object]) -> None:
        """Search for a widget.

        Args:
            widget: The widget whose workers run a long search.
            on_found: Called with the entries to show.
        """
        self._widget, self._on_found = widget, on_found
        self._worker: Worker[None] | None = None
        self._turns, self._is_stale = 0, False  # the orders still to make; whether the order is out of date
        self._wished = ""  # the name of an order
        self._then: Callable[[], object] | None = None  # to be done once the entries are found
        self._typed = ""  # the filter being applied
        self.facts: Callable[[], SourceFacts] | None = None
        self.ranking: Ranking = BY_PATH
        self.needs: frozenset[Fact] = frozenset()
        self.needed = Event["frozenset[Fact]"]()
        self.is_running = False

    def warm_up(self, entries: Entries) -> None:
        """Prepare the entries for the first letter."""

        async def work() -> None:
            import_module("reader.workspace.catalog.source_query")
            for _ in entries.prepare():
                await asyncio.sleep(BREATH)

        if not self.is_running:
            self._worker = self._widget.run_worker(work, group=GROUP, exclusive=True)

    @property
    def is_ordered(self) -> bool:
        """True unless the order is that of the paths, now or once it is found."""
        return self.ranking is not BY_PATH or self._turns > 0 or self._wished != ""

    def wish(self, *, is_anew: bool = False, turns: int = 0, name: str = "") -> None:
        """Reorder the entries, or order them by something else, when they are next found.

        Args:
            is_anew: Whether the present order is renewed, since more is known.
            turns: The number of orders to go forward, among those that make a difference.
            name: The name of the order; empty for the present one.
        """
        self._is_stale = self._is_stale or is_anew or bool(name)
        self._turns = 0 if name else self._turns + turns
        self._wished = name or self._wished

    def forget_order(self) -> None:
        """Order by path."""
        self.ranking, self._turns, self._is_stale, self._wished = BY_PATH, 0, False, ""

    def then(self, action: Callable[[], object]) -> None:
        """Do something with the entries that match: at once, or as soon as they are found.

        A new filter cancels it.
        """
        if self.is_running:
            self._then = action
        else:
            action()

    def _found(self, shown: ShownEntries) -> None:
        then, self._then = self._then, None
        self._on_found(shown)
        if then:
            then()

    def find(self, entries: Entries, typed: str, among: Sequence[int] | None = None, *, is_exact: bool) -> None:
        """Find the entries that a filter chooses, in order.

        Args:
            entries: All entries.
            typed: The filter; empty for all entries.
            among: The positions to search; None for all.
            is_exact: Whether case, accents and marks matter.
        """
        self.cancel()
        if typed != self._typed:
            self._typed, self._then = typed, None
        if not typed and not self._is_order_due(entries):
            self.needs = NEEDS.get(self.ranking.name, frozenset())
            found = range(len(entries)) if self.ranking is BY_PATH else self.ranking.order
            self._found(ShownEntries(entries, found, self.ranking.ranks))
            return
        steps, end = self._steps(entries, typed, among, is_exact=is_exact), monotonic() + AT_ONCE
        while monotonic() < end:
            try:
                next(steps)
            except StopIteration as done:
                self._found(done.value)
                return
        self._go_on(steps)

    def _is_order_due(self, entries: Entries) -> bool:
        is_short = self.ranking is not BY_PATH and len(self.ranking.ranks) != len(entries)
        return bool(self._turns or self._is_stale or is_short)

    def _steps(self, entries: Entries, typed: str, among: Sequence[int] | None, *, is_exact: bool) -> Steps:
        from reader.workspace.catalog.source_order import rank, source_orders  # no start waits for them
        from reader.workspace.catalog.source_query import SourceFacts, SourceQuery

        is_due = self._is_order_due(entries)
        facts = self.facts() if self.facts and (is_due or ":" in typed) else SourceFacts()
        query = SourceQuery(typed, facts, is_exact=is_exact)
        ranking = self.ranking
        if is_due:
            name, turns = self._wished or ranking.name, self._turns
            if turns:
                names = yield from source_orders(facts)
                name = names[((names.index(name) if name in names else 0) + turns) % len(names)]
            ranking = yield from rank(name, entries, facts)
            self.ranking, self._is_stale, self._wished = ranking, False, ""
            self._turns -= turns
        found: Sequence[int] = range(len(entries)) if ranking is BY_PATH else ranking.order
        if typed:
            chosen = list[int]()
            for some in query.matching(entries, range(len(entries)) if among is None else among):
                chosen += some
                yield
            found = chosen
        yield
        shown = ShownEntries(entries, found, ranking.ranks)
        self.needs = query.needs | NEEDS.get(ranking.name, frozenset())
        if self.needs.difference(facts.known):
            self.needed.emit(self.needs)
        return shown

    def cancel(self) -> None:
        """Stop searching."""
        self._widget.workers.cancel_group(self._widget, GROUP)
        self.is_running = False

    def _go_on(self, steps: Steps) -> None:
        """Continue between the keys, so that the next letter need not wait."""

        async def work() -> None:
            while True:
                try:
                    next(steps)
                except StopIteration as done:
                    self.is_running = False
                    self._found(done.value)
                    return
                await asyncio.sleep(BREATH)

        self.is_running = True
        self._worker = self._widget.run_worker(work, group=GROUP, exclusive=True)


def is_narrower_filter(old: str, new: str) -> bool:
    """Return whether a filter only narrows another one; a longer term may be a different one."""
    return new.startswith(old) and ":" not in new
