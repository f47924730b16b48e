"""Keeps where a person was, and what the screen looked like when the program ended, for the next start."""

import contextlib
import copy

from reader.errors import StoreError
from reader.text.cursor import Cursor
from reader.tui.main_screen import MainScreen
from reader.tui.session import Reading, Session
from reader.tui.startup import snapshot
from reader.tui.startup.gate import picture
from reader.tui.status import Status
from reader.workspace.reading_state import ReadingState

REMEMBER_EVERY = 5.0  # seconds


class PositionKeeper:
    """Saves the reading state now and then, since a kill leaves no time for it.

    Attributes:
        parting_words: What to say on the terminal after the program has ended: why the position is not remembered.
    """

    def __init__(self, session: Session, screen: MainScreen, status: Status, target: str) -> None:
        """Keep the position for a workspace.

        Args:
            session: Whose position.
            screen: The screen that a picture is taken of.
            status: The status bar's model.
            target: What was named on the command line, and what a picture is kept for; if empty, none is kept.
        """
        self._session, self._screen, self._status, self._target = session, screen, status, target
        self._state = session.workspace.state
        self._remembered: ReadingState | None = None
        self.parting_words: list[str] = []
        session.opened.subscribe(self._note_progress)
        session.cursor_moved.subscribe(self._note_progress)
        session.leaving.subscribe(lambda _reading: self.remember())

    def start(self) -> None:
        """Begin to save."""
        self._screen.sources.read = self._state.read
        self._screen.set_interval(REMEMBER_EVERY, self.remember)

    def remember(self) -> None:
        """Save position and theme, if they differ from what was saved last."""
        state, workspace, theme = self._state, self._session.workspace, self._screen.app.theme
        state.theme = "" if theme == workspace.settings.theme else theme
        if cursor := self._session.reading.cursor:
            state.places[cursor.article.source.id] = cursor.passage.start
            state.tops[cursor.article.source.id] = self._screen.article.top
        if state == self._remembered:
            return
        try:
            workspace.save_state()
        except OSError as error:
            self.parting_words = [f"reader: your place could not be remembered: {error}"]
        else:
            self.parting_words, self._remembered = [], copy.deepcopy(state)

    def _note_progress(self, reading: Reading) -> None:
        """Count as read what is before the sentence that the passage begins in; at the last sentence, everything."""
        cursor = reading.cursor
        if cursor is None:
            return
        article, read = cursor.article, self._state.read
        is_last = cursor.go(article.whole.end).head.start <= cursor.head.start
        share = 1.0 if is_last else Cursor.at(article, cursor.head.start).head.start / article.whole.end
        if share > read.get(article.source.id, 0.0):
            read[article.source.id] = share
            self._screen.sources.show_again(article.source.id)

    def keep_picture(self) -> None:
        """Keep a picture of the screen as the next start will show it, if the article has the focus."""
        cursor, screen, workspace = self._session.reading.cursor, self._screen, self._session.workspace
        if not (self._target and cursor and screen.side_panel is None and screen.has_article_focus):
            return
        self._session.reading.cursor = Cursor.at(cursor.article, cursor.passage.start)
        self.remember()
        with contextlib.suppress(OSError, StoreError):  # the next start only takes longer
            workspace.store.checkpoint()
            snapshot.keep(self._target, map(str, workspace.files_of(cursor.article.source)), self._picture())

    def _picture(self) -> list[str]:
        self._status.clear_message()  # at the next start nothing has just happened
        screen = self._screen
        panes = [pane for pane in (screen.sources, screen.article) if pane.display]
        bars = [pane.vertical_scrollbar for pane in panes if pane.show_vertical_scrollbar]
        shown = [*panes, *bars, screen.status_bar, screen.key_bar]
        return picture(shown, screen.app.size.height, screen.app.console)
