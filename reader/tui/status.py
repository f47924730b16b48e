"""The status bar's model: where the cursor is, what has just happened, and what is not saved."""

from textual.notifications import SeverityLevel

from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.main_screen import MainScreen
from reader.tui.session import Reading, Session
from reader.tui.widgets.status_and_keys import place_words

TOAST_SECONDS = 10


class Status:
    """Says on the screen what happened.

    Attributes:
        at_rest: What the status bar says when nothing has just happened.
    """

    def __init__(self, session: Session, screen: MainScreen) -> None:
        self._session, self._screen, self._bar = session, screen, screen.status_bar
        self.at_rest = ""
        self._news_cursor: Cursor | None = None  # where the cursor was when something was said
        self._typed: str | None = None  # stands in the cursor's place while something is typed
        session.opened.subscribe(self._moved)
        session.cursor_moved.subscribe(self._moved)
        session.changed.subscribe(lambda _changes: self.show_place())

    def set_status(self, message: str, *, short: str = "", is_error: bool = False) -> None:
        """Say something until the cursor moves on.

        Args:
            message: What to say.
            short: The same in fewer words, for a narrow screen.
            is_error: Whether something went wrong.
        """
        self._news_cursor = self._session.reading.cursor
        self._bar.say(short if short and self._screen.is_narrow else message, is_error=is_error)

    def set_place(self, words: str) -> None:
        """Say what is in the article's pane where there is no cursor."""
        self._bar.place = words

    def set_unsaved(self, words: str) -> None:
        """Say what is not saved, whatever else is said; nothing if it is empty."""
        self._bar.unsaved = words

    def set_typed(self, words: str | None) -> None:
        """Show what is being typed in place of where the cursor is; None ends that."""
        self._typed = words
        self.show_place()

    def toast(self, message: str, severity: SeverityLevel = "warning", *, seconds: float = TOAST_SECONDS) -> None:
        """Say something in a box over the panes that goes by itself."""
        self._screen.app.notify(sanitize_line(message), severity=severity, timeout=seconds, markup=False)

    def clear_message(self) -> None:
        """Say nothing, as if nothing had just happened."""
        self._bar.say("")

    def show_place(self) -> None:
        """Say where the cursor is, and what is under it."""
        reading = self._session.reading
        if self._typed is not None:
            self._bar.place = self._typed
        elif reading.cursor:
            self._bar.place = place_words(reading.cursor, reading.under_cursor(), reading.suggestion_under_cursor())
        self._screen.show_keys()

    @property
    def _has_news(self) -> bool:
        """Whether the cursor still is where it was when something was said."""
        return self._session.reading.cursor is self._news_cursor

    def _moved(self, _reading: Reading) -> None:
        self.show_place()
        if not self._has_news:
            self._bar.say(self.at_rest)
