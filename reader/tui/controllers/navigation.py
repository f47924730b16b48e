"""Navigation: from tag to tag, to a heading, to untagged text, and back again."""

from collections.abc import Generator, Iterator
from itertools import chain
from time import monotonic

from reader.text.cursor import Cursor
from reader.text.source import Source
from reader.text.span import Span
from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Session
from reader.tui.status import StatusModel
from reader.workspace.gaps import gaps

LOOK = 0.05  # seconds that a key may look for untagged text before a job takes over

Untagged = tuple[Source, Span]


class NavigationController:
    """Makes jumps; the navigator remembers where each of them started."""

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, navigator: Navigator
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._navigator, self._workspace = navigator, session.workspace

    def commands(self) -> list[Command]:
        """Return the commands that jump."""
        return [
            Command("go_back", self._go_back, needs_annotations=True),
            Command("next_tag", self._go_to_tag, needs_annotations=True),
            Command("next_untagged", self._go_to_untagged, needs_annotations=True),
            Command("outline", self._show_outline, is_enabled=lambda: not self._screen.has_screen_over),
        ]

    def _go_back(self) -> None:
        jumps = self._navigator.jumps
        location = jumps.back(self._navigator.here)
        if location is None:
            message = "nothing to go back to (searches, tags and headings set a return point)"
            self._status.set_status(message, is_error=True)
            return
        self._navigator.travel(location)
        self._status.set_status(f"back ({len(jumps)} more)" if len(jumps) else "back where you started")

    def _go_to_tag(self, direction: int) -> None:
        reading = self._session.reading
        if reading.cursor is None:
            return
        if found := reading.annotations.beside(reading.cursor.passage, direction):
            self._navigator.visit(Location.of_annotation(found))
        else:
            self._status.set_status(f"no tag {'after' if direction > 0 else 'before'} this passage")

    # Headings

    def _show_outline(self) -> None:
        cursor = self._session.reading.cursor
        if cursor and not cursor.article.source.is_markdown:
            self._status.set_status("no headings in plain text: only Markdown has them")
        elif cursor:
            from reader.tui.screens.outline import OutlineScreen

            keys = self._session.keymap.groups["Outline"]
            self._screen.open_over(OutlineScreen(cursor.article, cursor.passage.start, keys), self._go_to_heading)

    def _go_to_heading(self, span: Span | None) -> None:
        article = self._session.reading.article
        if article and span:
            self._navigator.visit(Location(article.source.id, span))

    # Untagged text

    def _go_to_untagged(self) -> None:
        """Look for the next gap in the article at once; if there is none, or that takes long, continue in a job."""
        cursor, end = self._session.reading.cursor, monotonic() + LOOK
        if cursor and not self._screen.sources.entries.is_original(cursor.article.source.id):
            for gap in gaps(cursor.article, list(self._session.reading.annotations), cursor.passage.end):
                if gap:
                    self._navigator.visit(Location(cursor.article.source.id, gap))
                    return
                if monotonic() > end:
                    break
        self._status.set_status("looking for untagged text …")
        steps, then = _first(self._looking(cursor)), self._visit_untagged
        self._jobs.run("untagged", steps, exclusive=True, keys_wait=True, pause=0.0, on_done=then)

    def _looking(self, cursor: Cursor | None) -> Iterator[Untagged | None]:
        """Look at the sources that the list shows and that are not done, in its order.

        The open one comes first, from the cursor on, and also last, from its beginning.
        """
        shown, looks = self._screen.sources, self._workspace.progress.next_untagged
        is_original, done = shown.entries.is_original, self._workspace.done.marks
        others = (id for id in shown.others(shown.opened) if not (done.is_done(id) or is_original(id)))
        if cursor is None or is_original(cursor.article.source.id):
            return looks(others)
        here = cursor.article.source.id
        return looks(chain([here], others, [here]), cursor.passage.end)

    @property
    def _where(self) -> str:
        return "the sources shown" if self._screen.sources.filter else "any source"

    def _visit_untagged(self, found: Untagged | None) -> None:
        here = self._navigator.here
        if found is None:
            self._status.set_status(f"no untagged passage is left in {self._where}")
        elif here and (found[0].id, found[1]) == (here.source, here.span):
            self._status.set_status(f"no other untagged passage is left in {self._where}")
        else:
            self._navigator.visit(Location(found[0].id, found[1]))


def _first(looking: Iterator[Untagged | None]) -> Generator[None, None, Untagged | None]:
    """Run steps until one finds something, and return that; None if none does."""
    for found in looking:
        if found:
            return found
        yield
    return None
