"""Keeps the reading position, and a picture of the screen at the end, for the next start."""

import contextlib
import copy
from functools import partial
from threading import Lock

from reader.annotation.store.patience import HURRIED
from reader.errors import StoreError
from reader.text.cursor import Cursor
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Reading, Session
from reader.tui.sources.entry_painter import read_sign
from reader.tui.startup import snapshot
from reader.tui.startup.gate import picture
from reader.tui.status import StatusModel
from reader.workspace.reading_state import ReadingState

REMEMBER_EVERY = 5.0  # seconds


class PositionKeeper:
    """Saves the reading state at intervals, since a kill leaves no time for it; a slow disk delays no key.

    Attributes:
        parting_words: Lines to print after the program has ended, which say why the position could not be saved.
    """

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, target: str) -> None:
        """Keep the position for a workspace.

        Args:
            session: The session with the position.
            screen: The screen that a picture is taken of.
            jobs: Writes in the background.
            status: The status bar's model.
            target: The target on the command line, which the picture is kept for; if empty, none is kept.
        """
        self._session, self._screen, self._jobs, self._status, self._target = session, screen, jobs, status, target
        self._state = session.workspace.state
        self._remembered: ReadingState | None = None
        self._number, self._written = 0, 0  # numbers of the last state to write, and of the last one written
        self._writing, self._is_writing = Lock(), False
        self.parting_words: list[str] = []
        session.opened.subscribe(self._note_progress)
        session.cursor_moved.subscribe(self._note_progress)
        session.leaving.subscribe(lambda _reading: self.remember_beside())

    def start(self) -> None:
        """Begin to save at intervals."""
        self._screen.sources.facts.show_read(self._state.read)
        self._screen.set_interval(REMEMBER_EVERY, self.remember_beside)

    def remember(self) -> None:
        """Save the state at once, if it differs from what was saved last."""
        if state := self._to_write():
            try:
                self._write(state, self._number)
            except OSError as error:
                self._complain(error)
            else:
                self._note_written(state)

    def remember_beside(self) -> None:
        """Save the state in a job, if it differs from what was saved last and none is being saved."""
        if not self._is_writing and (state := self._to_write()):
            self._is_writing = True
            write = partial(self._write, state, self._number)
            done = partial(self._note_written, state)
            self._jobs.call("position", write, on_done=lambda _nothing: done(), on_error=self._complain)

    def _to_write(self) -> ReadingState | None:
        """Return a copy of the present state; None if it is already saved."""
        state = self._state
        for view in self._screen.views:
            if cursor := view.cursor:
                state.places[cursor.article.source.id] = cursor.passage.start
                state.tops[cursor.article.source.id] = view.top
        if state == self._remembered:
            return None
        self._number += 1
        return copy.deepcopy(state)

    def _write(self, state: ReadingState, number: int) -> None:
        """Write a state on any thread, unless a later one was written meanwhile."""
        with self._writing:
            if number > self._written:
                self._session.workspace.save_state(state)
                self._written = number

    def _note_written(self, state: ReadingState) -> None:
        self.parting_words, self._remembered, self._is_writing = [], state, False

    def _complain(self, error: Exception) -> None:
        self.parting_words = [f"reader: could not save your reading position: {error}"]
        self._is_writing = False

    def _note_progress(self, reading: Reading) -> None:
        """Count the text before the cursor's sentence as read; at the last sentence, all of it."""
        cursor = reading.cursor
        if cursor is None:
            return
        article, read = cursor.article, self._state.read
        before = read.get(article.source.id, 0.0)
        is_last = cursor.go(article.whole.end).head.start <= cursor.head.start
        share = 1.0 if is_last else Cursor.at(article, cursor.head.start).head.start / article.whole.end
        if share > before:
            read[article.source.id] = share
            if read_sign(share) != read_sign(before):
                self._screen.sources.show_again(article.source.id)

    def keep_picture(self) -> None:
        """Keep a picture of the screen as the next start will show it, if the article has the focus."""
        cursor, screen, workspace = self._session.reading.cursor, self._screen, self._session.workspace
        is_plain = len(screen.views) == 1 and screen.side.panel is None and not screen.is_filled
        if not (self._target and cursor and is_plain and screen.has_article_focus):
            return
        self._session.reading.cursor = Cursor.at(cursor.article, cursor.passage.start)
        self.remember()
        with contextlib.suppress(OSError, StoreError):  # the next start only takes longer
            workspace.store.checkpoint(HURRIED)
            snapshot.keep_snapshot(self._target, map(str, workspace.files_of(cursor.article.source)), self._picture())

    def _picture(self) -> list[str]:
        self._status.clear_message()  # since at the next start nothing has just happened
        screen = self._screen
        panes = [pane for pane in (screen.sources, screen.article) if pane.display]
        bars = [pane.vertical_scrollbar for pane in panes if pane.show_vertical_scrollbar]
        shown = [*panes, *bars, screen.status_bar, screen.key_bar]
        return picture(shown, screen.app.size.height, screen.app.console)
