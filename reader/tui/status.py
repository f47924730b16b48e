"""The status bar's model: where the cursor is, what has just happened, and what is not saved."""

from textual.notifications import SeverityLevel

from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.main_screen import MainScreen
from reader.tui.phrases import without_code_marks
from reader.tui.session import Reading, Session
from reader.tui.typed_line import TypedLine
from reader.tui.widgets.status_and_keys import describe_place

TOAST_SECONDS = 10
MOVES_END = "l h move its end · enter keeps · esc puts back"
MOVES_START = "l h move its start · enter keeps · esc puts back"
TAKES_ALL = "enter takes all three"  # the quote, its speaker and its cue
TAKES_BOTH = "enter takes both"  # the quote and its speaker
NAMES_SPEAKER = "s names the speaker"  # for a quote that is suggested without a speaker
AT_REST = (TAKES_ALL, TAKES_BOTH, NAMES_SPEAKER, MOVES_END, MOVES_START)


class StatusModel:
    """Shows on the screen what happened.

    Attributes:
        at_rest: The message while there is no news.
    """

    def __init__(self, session: Session, screen: MainScreen) -> None:
        self._session, self._screen, self._bar = session, screen, screen.status_bar
        self.at_rest = ""
        self._has_failed = False  # the message says that something failed, and stays
        self._news_cursor: Cursor | None = None  # the cursor at the time of the last message
        self._typed: str | None = None  # shown instead of the cursor's place
        self._unsolved: dict[str, str] = {}  # failures that last, as they are shown
        self._tags_own = f"{session.keymap.tags_shown} tag it as your own"  # on another person's tag
        screen.article.stuck.subscribe(self._say_stuck)
        screen.refused.subscribe(self._say_stuck)
        session.opened.subscribe(self._opened)
        session.cursor_moved.subscribe(self._moved)
        session.changed.subscribe(lambda _changes: self.show_place())

    def set_status(self, message: str, *, short: str = "", is_error: bool = False, stays: bool = False) -> None:
        """Show a message until the cursor moves.

        Args:
            message: The message.
            short: The message in fewer words, for a narrow screen.
            is_error: Whether something went wrong.
            stays: Whether it stays when the cursor moves, and is shown whole.
        """
        self._has_failed = stays
        self._news_cursor = self._session.reading.cursor
        self._bar.say(short if short and self._screen.is_narrow else message, is_error=is_error, stays=stays)

    def _say_stuck(self, message: str) -> None:
        """Say that a key led nowhere, unless something more important is shown."""
        if not (self._has_failed or self._unsolved):
            self.set_status(message)

    def fail(self, message: str, *, below: bool = False, lasts: bool = False) -> None:
        """Report a failure in one place: on the screen on top, or in the status bar, where it stays.

        It goes with `esc` and with the next message. A lasting one comes back after that, until it is solved.

        Args:
            message: The message.
            below: Whether the screen on top is about to close.
            lasts: Whether it lasts until `solve` is called with the same message, or `esc` is pressed.
        """
        shown, over = without_code_marks(sanitize_line(message)), self._screen.on_top
        if lasts:
            self._unsolved[message] = shown
        if self._screen.has_screen_over and not below and hasattr(over, "message"):
            over.message = shown
        else:
            self.set_status(shown, is_error=True, stays=True)

    def solve(self, message: str) -> None:
        """End a lasting failure."""
        if shown := self._unsolved.pop(message, ""):
            self._has_failed = self._has_failed and self._bar.message != shown
            if self._bar.message == shown:
                self._rest()

    def step_back(self) -> None:
        """Clear what stays until `esc`: failures that are shown, and boxes over the panes."""
        if self._has_failed or self._unsolved:
            self._has_failed = False
            self._unsolved.clear()
            self._rest()
        self._screen.app.clear_notifications()

    def set_place(self, text: str) -> None:
        """Describe the article's pane while there is no cursor in it."""
        self._bar.place = text

    def set_unsaved(self, text: str) -> None:
        """Show a warning of unsaved changes beside any message; an empty text ends that."""
        self._bar.unsaved = text

    def set_typed(self, text: str | None) -> None:
        """Show a text instead of the cursor's place; None ends that."""
        self._typed = text
        self.show_place()

    @property
    def is_asking(self) -> bool:
        """True while a question replaces the cursor's place; the message names the answers."""
        return self._typed is not None

    def show_typed(self, sign: str, line: TypedLine | None) -> None:
        """Show a line that is being typed, after a sign, instead of the cursor's place; None ends that."""
        self._bar.show_typed(sign, line)
        self.show_place()

    def toast(self, message: str, severity: SeverityLevel = "warning", *, seconds: float = TOAST_SECONDS) -> None:
        """Show a message in a box over the panes, which disappears by itself."""
        self._screen.app.notify(sanitize_line(message), severity=severity, timeout=seconds, markup=False)

    def clear_message(self) -> None:
        """Remove the latest message."""
        self._bar.say("")

    def show_place(self) -> None:
        """Show where the cursor is, and what is under it."""
        self._show_place()
        if self._bar.message in ("", self.at_rest, self._tags_own, *AT_REST):
            self._rest()

    def _show_place(self) -> None:
        reading = self._session.reading
        held = reading.held
        if self._bar.line:
            pass  # the message takes the place of the position
        elif self._typed is not None:
            self._bar.place = self._typed
        elif reading.cursor:
            under, suggestion = reading.under_cursor(), reading.suggestion_under_cursor()
            counts = reading.annotations.count(reading.cursor.passage)
            self._bar.place = describe_place(
                reading.cursor, under, suggestion, held, is_own=reading.holds_own, counts=counts
            )
        self._screen.show_keys()

    def _rest(self) -> None:
        """Show the message for a screen without news."""
        reading = self._session.reading
        if self._unsolved:
            self._bar.say([*self._unsolved.values()][-1], is_error=True, stays=True)
        elif reading.held:
            moves = MOVES_START if reading.cursor and reading.cursor.moves_start else MOVES_END
            self._bar.say(moves if reading.holds_own else self._tags_own)
        else:
            self._bar.say(self._on_suggestion(reading) or self.at_rest)

    def _on_suggestion(self, reading: Reading) -> str:
        """Return the keys for the speaker of the suggestion under the cursor, in words; empty if it can have none."""
        found = reading.suggestion_under_cursor()
        tag = self._session.workspace.settings.tag(found.tag) if found else None
        if found is None or tag is None or not tag.person:
            return ""
        if found.attribution is None:
            return NAMES_SPEAKER
        return TAKES_ALL if found.attribution.cue else TAKES_BOTH

    @property
    def _has_news(self) -> bool:
        """True if the cursor has not moved since the last message."""
        return self._session.reading.cursor is self._news_cursor

    def _opened(self, reading: Reading) -> None:
        if reading is self._session.reading:
            self._moved(reading)

    def _moved(self, _reading: Reading) -> None:
        if self._has_news or self._has_failed:
            self.show_place()
        else:
            self._show_place()
            self._rest()
