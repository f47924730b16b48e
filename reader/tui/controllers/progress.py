"""Progress: while the list of sources has the focus, the status bar shows how much of them is read and tagged."""

from collections.abc import Generator
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.system.files import signature
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.workspace.progress import Progress

SHOW_EVERY = 0.5  # seconds between updates
# Larger workspaces are left to `reader stats`: a thread that counts for minutes would slow every key down.
MOST, LARGEST = 2_000, 20_000_000  # sources, and bytes of all sources


class ProgressController:
    """Counts in a job, for only as long as the list has the focus."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel) -> None:
        self._screen, self._jobs, self._status, self._workspace = screen, jobs, status, session.workspace
        self.is_counting = False
        screen.pane_focused.subscribe(self._focused)

    def _focused(self, pane: Widget) -> None:
        is_ready = self._workspace.store.is_read and len(self._workspace.sources.catalog.entries) <= MOST
        if pane is self._screen.sources and is_ready and not self.is_counting:
            self.is_counting = True
            self._jobs.run(
                "progress",
                self._count(),
                every=SHOW_EVERY,
                on_progress=lambda found: self._show(found, " so far"),
                on_done=self._end,
            )

    def _count(self) -> "Generator[Progress, None, Progress | None]":
        found = None
        if self._bytes_of_all() <= LARGEST:
            for found in self._workspace.progress.count():
                if not self._screen.sources.has_focus:
                    return None
                yield found
        return found

    def _bytes_of_all(self) -> int:
        catalog = self._workspace.sources.catalog
        seen = (signature(catalog.source(id).path) for id in catalog.entries.ids_to_read)
        return sum(size for _, size, _ in filter(None, seen))

    def _end(self, found: "Progress | None") -> None:
        self.is_counting = False
        self._show(found)

    def _show(self, found: "Progress | None", so_far: str = "") -> None:
        is_wanted = self._screen.sources.has_focus and not self._status.is_asking
        if is_wanted and found and found.sentences:
            seen, tagged = (100 * number // found.sentences for number in (found.seen, found.tagged))
            message = f"{seen}% of {found.sentences:,} sentences seen, {tagged}% tagged{self._done}{so_far}"
            self._status.set_status(message, short=f"{seen}% seen, {tagged}% tagged{so_far}")

    @property
    def _done(self) -> str:
        """The number of sources that are done, in words; empty if none are."""
        marks, ids = self._workspace.done.marks, self._workspace.sources.catalog.entries.ids
        number = sum(map(marks.is_done, ids)) if marks.mine else 0
        return f", {number:,} of {len(ids):,} sources done" if number else ""
