"""Done: a key marks a source as read and tagged, and goes on to the next one that is not."""

from collections.abc import Generator, Iterator
from functools import partial
from itertools import islice

from reader.text.article import Article
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.session import Reading, Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel

TITLE = 40  # cells of a title in a message


class DoneController:
    """Marks sources as done, shows the marks in the list, and finds what is left."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        opening: Opening,
        gate: StartupGate,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._opening, self._gate = edits, opening, gate
        self._workspace = session.workspace
        self._is_started = False
        session.changed.subscribe(lambda _changes: self._show())
        session.opened.subscribe(self._opened)
        session.sources_changed.subscribe(lambda _nothing: self._look())

    def commands(self) -> list[Command]:
        """Return the commands that mark a source, and go to one that is not done."""
        return [
            Command("done", self._toggle, needs_annotations=True),
            Command("next_not_done", self._go_to_next, needs_annotations=True),
        ]

    def start(self) -> None:
        """Show the marks once the start is over, and find out which of the sources have changed since."""
        self._gate.after_start(self._begin)

    def _begin(self) -> None:
        self._is_started = True
        self._show()
        self._look()

    # What is shown

    def _show(self) -> None:
        """Show the marks as they are now."""
        if self._is_started:
            self._screen.sources.facts.show_done(self._workspace.done.marks)

    def _look(self) -> None:
        """Find out in a job which sources changed after they were done."""
        if self._is_started and self._workspace.store.is_read and self._workspace.done.marks.mine:
            steps = self._workspace.done.find_changed()
            self._jobs.run("done", _in_order(steps), exclusive=True, on_done=lambda _nothing: self._show())

    def _opened(self, reading: Reading) -> None:
        """Say so if the source changed after it was done."""
        article = reading.article
        if self._is_started and article and self._workspace.done.marks.mine and self._workspace.done.note(article):
            self._status.set_status("it changed after you were done: d marks it done again")
            self._show()

    # Marking

    def _toggle(self) -> None:
        """Mark the open source as done; in the list of sources, the selected one."""
        sources, article = self._screen.sources, self._session.reading.article
        id = sources.present
        if article and article.source.id == id:
            if not self._opening.reread():
                self._mark(article)
        elif not id:
            self._status.set_status("no source is selected here")
        else:
            read = partial(self._workspace.sources.read, id)
            self._jobs.call("read", read, keys_wait=True, on_done=self._mark, on_error=self._edits.report)

    def _mark(self, article: Article) -> None:
        step = self._edits.attempt(lambda: self._workspace.done.toggle(article))
        if step is None:
            return
        id = article.source.id
        if not self._workspace.done.marks.is_done(id):
            self._workspace.done.note(article)
        if not self._workspace.done.marks.is_done(id):
            self._edits.announce(step, "no longer done, {saved}")
            return
        self._show()
        following = self._next(1)
        title = self._go_to(following) if following else ""
        self._edits.announce(step, f"done, next: {title}" if title else "done: no source is left")

    # What is left

    def _next(self, steps: int) -> str | None:
        """Return the source that is a number of steps on, or back, among those not done; the first follows the last."""
        sources, is_done = self._screen.sources, self._workspace.done.marks.is_done
        original, problems = sources.entries.is_original, sources.facts.problems
        left = (
            id
            for id in sources.others(sources.present, 1 if steps > 0 else -1)
            if not (is_done(id) or id in problems or original(id))
        )
        *_, found = None, *islice(left, abs(steps))
        return found

    def _go_to_next(self, steps: int) -> None:
        if found := self._next(steps):
            title = self._go_to(found)
            self._status.set_status(f"not done: {title}")
        else:
            self._status.set_status("all other sources are done")

    def _go_to(self, id: str) -> str:
        """Go to a source: in the list, select it; else open it. Return its title, as far as there is room for it."""
        sources = self._screen.sources
        if sources.has_focus:
            sources.select_entry(id)
        else:
            self._opening.open_named(id)
        index = sources.entries.index(id)
        return fit(sanitize_line(sources.entries.title(index) if index is not None else id), TITLE)


def _in_order(steps: Iterator[None]) -> Generator[None, None, None]:
    yield from steps
