"""Sources: they are found, their titles read, and their list is updated when files appear or disappear."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from threading import Event
from time import monotonic

from reader.system.files import Signature, signature
from reader.text.sanitize import sanitize
from reader.tui.cell_widths import cell_len
from reader.tui.commands import Command
from reader.tui.geometry import WIDEST_LIST
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.opening import PATIENCE, Opening
from reader.tui.session import Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel
from reader.workspace.workspace import Workspace

AT_ONCE = 0.005  # seconds that the first frame waits for the list
SHOW_EVERY = 0.5  # seconds between updates of the list
TYPING = 0.5  # seconds after a key in which the list is not updated
MISSING = 2.0  # seconds that found sources may be missing in the list while somebody types
AGAIN = 1.0  # seconds until the folder is listed again, if it is being listed now
TRIED = 20  # sources that are tried in search of a readable one
MEASURED = 2000  # titles that the width of the list is made for
BESIDE_TITLE = 3  # cells of the list beside a title


class SourcesController:
    """Fills the list of sources, and opens the source that is chosen in it."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        opening: Opening,
        gate: StartupGate,
        take_choice: Callable[[str], bool],
        wanted: str | None,
    ) -> None:
        """Find the sources of a session.

        Args:
            session: The session.
            screen: The screen with the list.
            jobs: Runs the search for sources.
            status: Reports problems.
            opening: Opens sources.
            gate: Puts work off until the start is over.
            take_choice: Takes a source that was chosen for another purpose than opening it here; else returns False.
            wanted: The id of the source to open first; None for the one that was open last.
        """
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._opening, self._gate, self._workspace = opening, gate, session.workspace
        self._take_choice = take_choice
        self._wanted = wanted or session.workspace.state.source
        self._knows_all = False
        self._is_finding = True
        self._shown_at = 0.0  # when the list was last updated
        self._listed: Signature | None = None  # the folder's signature before it was listed
        jobs.keys_wait_while(lambda: self._is_list_incomplete)
        self._has_ended = Event()  # for the thread that watches the folder
        screen.sources.chosen.subscribe(self._choose)
        session.added.subscribe(self._open_added)
        session.look_again.subscribe(lambda _nothing: self._find_again())

    @property
    def _is_list_incomplete(self) -> bool:
        """True if a key in the list depends on sources that are still being looked for."""
        is_found = self._workspace.sources.catalog.is_found
        return self._screen.sources.finder.is_running or (self._screen.sources.has_focus and not is_found)

    def commands(self) -> list[Command]:
        """Return the command that goes to the next source or the previous one."""
        return [Command("next_source", self._go_beside)]

    def start(self) -> None:
        """Open the first source, show as many sources as are found in a moment, and find the others after the start."""
        self._listed = signature(self._workspace.sources.folder)
        finding = self._workspace.sources.catalog.find()
        end = monotonic() + AT_ONCE
        for _ in finding:
            if monotonic() > end:
                break
        self._opening.open_first(self._wanted)
        self._show()
        self._gate.after_start(lambda: self._find(finding))
        if self._opening.is_shown:
            self._opening.appear()
        else:
            self._screen.set_timer(PATIENCE, self._gate.open)

    def stop(self) -> None:
        """Let the thread that watches the folder end."""
        self._has_ended.set()

    # Finding

    def _find(self, finding: Iterator[None]) -> None:
        """Find sources, then titles, in a job, since a folder can hold very many."""
        self._shown_at = monotonic()
        self._jobs.run(
            "catalog",
            self._find_and_read_titles(finding),
            every=SHOW_EVERY,
            on_progress=lambda _: self._show_found(),
            on_done=lambda _: self._end_finding(),
        )

    def _find_and_read_titles(self, finding: Iterator[None]) -> Generator[None, None, None]:
        catalog = self._workspace.sources.catalog
        yield from finding
        yield from catalog.read_titles(self._screen.sources.opened)
        with contextlib.suppress(OSError):  # the next start only takes longer
            catalog.save()

    def _show_found(self) -> None:
        """Show the sources found so far; while somebody types, only if the list has lacked some for long."""
        now = monotonic()
        is_typing = now < self._session.last_key_at + TYPING
        is_missing_long = not self._workspace.sources.catalog.is_found and now > self._shown_at + MISSING
        if is_missing_long or not is_typing:
            self._shown_at = now
            self._show_progress()

    def _end_finding(self) -> None:
        self._is_finding = False
        self._show_progress()
        titles = self._workspace.sources.catalog.entries.titles[:MEASURED]
        longest = max(map(cell_len, titles), default=0) + BESIDE_TITLE
        self._screen.fit_titles(min(WIDEST_LIST, longest))

    def _show_progress(self) -> None:
        self._show()
        self._screen.sources.progress = self._workspace.sources.catalog.progress

    def _show(self) -> None:
        catalog = self._workspace.sources.catalog
        if catalog.is_found and not self._knows_all:
            self._knows_all = True
            self._gate.after_start(self._watch_folder)
            self._open_any()
        elif catalog.is_found and catalog.entries and not self._screen.sources.opened:
            self._open_any()  # the first source in a folder that was empty
        self._screen.sources.entries = catalog.entries
        self._screen.sources.facts.show_problems(catalog.problems)
        self._session.sources_found.emit(catalog.is_found)

    def _open_any(self) -> None:
        """Open some source if none is open, now that all are known."""
        catalog = self._workspace.sources.catalog
        if not catalog.entries:
            self._screen.article.show_message(_nothing_to_read(self._workspace))
        elif not self._screen.sources.opened:
            self._opening.open_one_of(
                catalog.source(id) for id in (catalog.entries.ids_to_read or catalog.entries.ids)[:TRIED]
            )

    # Changes of the folder

    def _watch_folder(self) -> None:
        """Watch the folder until the program ends."""
        from reader.workspace.watcher import changes

        steps = changes(self._workspace.sources.folder, self._has_ended, self._listed)
        self._jobs.watch(steps, self._find_again, self._say_unwatched)

    def _find_again(self) -> None:
        """Find sources again, since files appeared, disappeared or changed; a running search is finished first."""
        if self._is_finding:
            self._screen.set_timer(AGAIN, self._find_again)
            return
        self._is_finding = True
        self._find(self._workspace.sources.catalog.find_again())
        self._session.sources_changed.emit(None)

    def _say_unwatched(self, error: OSError) -> None:
        reason = error.strerror or str(error)  # usually a limit of the system
        self._status.set_status(f"new sources will be listed at the next start: cannot watch the folder: {reason}")

    # Opening a source

    def _choose(self, id: str) -> None:
        if not self._take_choice(id):
            self._opening.open(self._workspace.sources.catalog.source(id))
            self._screen.focus_pane(self._screen.article)

    def _open_added(self, id: str) -> None:
        self._opening.open(self._workspace.sources.catalog.source(id))
        self._screen.focus_pane(self._screen.article)
        self._find_again()

    def _go_beside(self, steps: int) -> None:
        """Go on by some sources, or back, as far as there are any."""
        direction = 1 if steps > 0 else -1
        if id := self._beside(steps, direction):
            self._opening.open(self._workspace.sources.catalog.source(id))
        else:
            self._status.set_status("this is the last source" if direction > 0 else "this is the first source")

    def _beside(self, steps: int, direction: int) -> str | None:
        """Return the source a number of steps on, skipping open ones, or else the last one; None if there is none."""
        found, step = None, 0
        while steps and (id := self._screen.sources.beside(step := step + direction)):
            if not self._opening.showing(id):
                found, steps = id, steps - direction
        return found


def _nothing_to_read(workspace: Workspace) -> str:
    return f"No .txt or .md files in\n{sanitize(str(workspace.paths.sources.resolve()))}"
