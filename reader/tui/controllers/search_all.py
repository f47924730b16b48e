"""Searching all sources: the screen for it, and the index that is built meanwhile."""

from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.tui.controllers.find import Finding
from reader.tui.controllers.navigation import Location

if TYPE_CHECKING:
    from reader.workspace.full_text_index import SearchHit

SHOW_EVERY = 0.2  # seconds between looks at the index


class Searching(Finding):
    """Lets the index grow when somebody searches, once at a time."""

    _is_indexing = False

    def action_search(self) -> None:
        from reader.tui.screens.search import Search

        if len(self.screen_stack) == 1:
            self.push_screen(Search(self.workspace, self._words if self._hits else ""), self._go_to_found)
            self._index()

    @work(thread=True, group="index")
    def _index(self) -> None:
        """What is not in the index yet is searched all the same; it only takes longer."""
        if self._is_indexing:
            return
        self._is_indexing = True
        fulltext, ids, shown = self.workspace.fulltext, self.workspace.catalog.entries.ids, 0.0
        for done in fulltext.update(ids):
            if get_current_worker().is_cancelled:
                break
            if monotonic() > shown + SHOW_EVERY:
                self.call_from_thread(self._show_index, f"index {done:,} of {len(ids):,}")
                shown = monotonic()
        self._is_indexing = False
        self.call_from_thread(self._show_index, fulltext.problem)

    def _show_index(self, progress: str) -> None:
        from reader.tui.screens.search import Search

        if isinstance(self.screen, Search):
            self.screen.progress = progress

    def _go_to_found(self, found: "SearchHit | None") -> None:
        if found:
            self._visit(Location(found.source, found.span))
            self._focus(self._view)
