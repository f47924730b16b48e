"""Hints: two letters on every visible sentence, which is reached by typing them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.events import Key as KeyEvent

from reader.settings.keys import Key
from reader.tui.article.view import ArticleView
from reader.tui.bindings import is_one_of
from reader.tui.commands import Command
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.tui.article.hints import Hint


class HintsController:
    """Shows the letters, and captures the keys while they are shown."""

    typing_keys: Sequence[Key] = ()

    def __init__(self, session: Session, screen: MainScreen, status: StatusModel, navigator: Navigator) -> None:
        self._session, self._screen, self._status, self._navigator = session, screen, status, navigator
        (self._key,) = session.keymap.get("hint")
        self._hints: Sequence[Hint] = ()
        self._typed = ""
        screen.captures.add(ArticleView, self)
        session.switched.subscribe(lambda _reading: self._end())

    def commands(self) -> list[Command]:
        """Return the command that shows the letters."""
        return [Command("hint", self.begin)]

    def begin(self) -> None:
        """Put letters on the sentences in sight."""
        from reader.tui.article.hints import hints

        view = self._screen.article
        if view.window and view.cursor:
            self._hints, self._typed = hints(view.window), ""
            self._screen.focus_pane(self._screen.article)  # the palette may have been opened over another pane
            self._screen.captures.raise_to_top(self)
            self._show("type two letters · esc cancels")

    def capture_key(self, event: KeyEvent) -> bool:
        """Take a letter of a hint, or the key that shows the hints."""
        if self._hints:
            self._type(event.character or "")
            return True
        if is_one_of(event, self._key):
            self.begin()
            return True
        return False

    def capture_paste(self, text: str) -> bool:  # noqa: ARG002
        """Ignore pasted text."""
        return False

    def _type(self, letter: str) -> None:
        """Type a letter of a hint; any other key ends the hints."""
        from reader.tui.article.hints import matching

        left = matching(self._hints, self._typed + letter) if letter.isalpha() else []
        self._typed += letter
        if len(self._typed) < 2 and left:
            self._show(f"{self._typed} …")
            return
        self._hints = ()
        self._show()
        article = self._session.reading.article
        if article and left:
            self._navigator.visit(Location(article.source.id, left[0].sentence))
        elif letter.isalpha():
            self._status.set_status(f"no sentence is labelled {self._typed}", is_error=True)

    def _end(self) -> None:
        """Remove the letters from the article that the keys have left."""
        if not self._hints:
            return
        self._hints = ()
        for view in self._screen.views:
            view.show_hints({})

    def _show(self, message: str = "") -> None:
        from reader.tui.article.hints import by_row, matching

        self._screen.article.show_hints(by_row(matching(self._hints, self._typed)))
        self._status.set_status(message)
