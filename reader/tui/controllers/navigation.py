"""Navigation: from tag to tag, to a heading, to text that has no tag yet, and back again."""

from collections.abc import Generator, Iterator
from time import monotonic

from reader.text.source import Source
from reader.text.span import Span
from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Session
from reader.tui.status import StatusModel

LOOK = 0.05  # seconds that a key may take to look for untagged text before a job goes on

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
            from reader.tui.screens.outline import Outline

            keys = self._session.keymap.groups["Outline"]
            self._screen.open_over(Outline(cursor.article, cursor.passage.start, keys), self._go_to_heading)

    def _go_to_heading(self, span: Span | None) -> None:
        article = self._session.reading.article
        if article and span:
            self._navigator.visit(Location(article.source.id, span))

    # Untagged text

    def _go_to_untagged(self) -> None:
        """Look into the next sources at once; if that takes long, let a job go on."""
        entries = self._screen.sources.entries
        at = entries.index(self._screen.sources.opened)
        others = [*entries.ids[at + 1 :], *entries.ids[:at]] if at is not None else list(entries.ids)
        looking, end = self._workspace.progress.next_untagged(others), monotonic() + LOOK
        for found in looking:
            if found:
                self._visit_untagged(found)
                return
            if monotonic() > end:
                break
        self._status.set_status("looking for untagged text …")
        steps, then = _first(looking), self._visit_untagged
        self._jobs.run("untagged", steps, exclusive=True, keys_wait=True, pause=0.0, on_done=then)

    def _visit_untagged(self, found: Untagged | None) -> None:
        if found is None:
            self._status.set_status("no other source has untagged text")
            return
        source, span = found
        self._navigator.visit(Location(source.id, span))


def _first(looking: Iterator[Untagged | None]) -> Generator[None, None, Untagged | None]:
    """Go on until something is found, and return it; None if nothing is."""
    for found in looking:
        if found:
            return found
        yield
    return None
