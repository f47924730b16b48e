"""Counting: while the list of sources has the focus, the status line tells how far all of them are read and tagged."""

from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual import work

from reader.system.files import signature
from reader.tui.controllers.review import Reviewing

if TYPE_CHECKING:
    from reader.workspace.progress import Progress

SHOW_EVERY = 0.5  # seconds between figures
# Above these `reader stats` counts: a thread that does it for minutes would be felt in every key.
MOST, LARGEST = 2_000, 20_000_000  # sources, and bytes of all
BREATH = 0.001  # seconds between steps in which the screen's thread has the interpreter for itself


class Counting(Reviewing):
    """Counts off the screen's thread, and only as long as somebody looks at the list."""

    _is_counting = False

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        is_ready = self.workspace.store.is_read and len(self.workspace.catalog.entries) <= MOST
        if self._list.has_focus and not self._is_counting and is_ready:
            self._is_counting = True
            self._count()

    @work(thread=True, group="progress")
    def _count(self) -> None:
        shown, found = monotonic(), None
        for found in self.workspace.progress.count() if self._bytes_of_all() <= LARGEST else ():
            if not self._list.has_focus:
                break
            if monotonic() > shown + SHOW_EVERY:
                self.call_from_thread(self._show_progress, found, " so far")
                shown = monotonic()
            sleep(BREATH)
        else:
            self.call_from_thread(self._show_progress, found)
        self._is_counting = False

    def _bytes_of_all(self) -> int:
        catalog = self.workspace.catalog
        seen = (signature(catalog.source(id).path) for id in catalog.entries.ids)
        return sum(size for _, size, _ in filter(None, seen))

    def _show_progress(self, found: "Progress | None", so_far: str = "") -> None:
        if self._list.has_focus and found and found.sentences:
            seen, tagged = (100 * number // found.sentences for number in (found.seen, found.tagged))
            brief = f"{seen}% seen, {tagged}% tagged{so_far}"
            self._tell(f"of {found.sentences:,} sentences {brief}", brief=brief)
