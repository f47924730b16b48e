"""The words for a screen reader that a page in a browser gets, as no cursor of a terminal is there to follow."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.insight.wording.language import language_of
from reader.text.article import Article
from reader.text.rendered_text import rendered_words
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session

if TYPE_CHECKING:
    from textual.timer import Timer

DELAY = 0.05  # seconds in which several changes, as of one key, become one message
MOST = 2000  # code points of a passage
# The codes that pages use for languages that have a script of their own; of Cyrillic there are many.
_BY_SCRIPT = {
    "arabic": "ar",
    "cyrillic": "",
    "devanagari": "hi",
    "greek": "el",
    "han": "zh",
    "hangul": "ko",
    "hebrew": "he",
    "kana": "ja",
    "thai": "th",
}


class Spoken:
    """Tells what the status line says and what is selected, whenever that has changed.

    Each message has only what changed: `status`, the text of the status line; `passage`, that of the selected passage
    or row; `language`, the code of the passage's language, or an empty text; `title`, that of the article.
    """

    def __init__(self, session: Session, screen: MainScreen, tell: Callable[[Mapping[str, str]], object]) -> None:
        """Begin to follow a screen.

        Args:
            session: The session.
            screen: The screen.
            tell: Takes each message.
        """
        self._session, self._screen, self._tell = session, screen, tell
        self._told: Mapping[str, str] = {}
        self._due: Timer | None = None
        self._language: tuple[Article | None, str] = None, ""
        self._followed = set[Widget]()
        for name in ("place", "message", "unsaved"):
            screen.watch(screen.status_bar, name, self._changed, init=False)
        session.opened.subscribe(self._changed)
        session.cursor_moved.subscribe(self._changed)
        screen.pane_focused.subscribe(self._follow)
        self._changed()

    def _follow(self, pane: Widget) -> None:
        """Follow the selection of a list from the first time on that it has the focus."""
        if hasattr(pane, "selected") and pane not in self._followed:
            self._followed.add(pane)
            self._screen.watch(pane, "selected", self._changed, init=False)
        self._changed()

    def _changed(self, *_change: object) -> None:
        if self._due is None:
            self._due = self._screen.set_timer(DELAY, self._tell_changes)

    def _tell_changes(self) -> None:
        self._due = None
        now = self._now()
        if changed := {name: text for name, text in now.items() if self._told.get(name) != text}:
            self._told = now
            self._tell(changed)

    def _now(self) -> Mapping[str, str]:
        bar, cursor = self._screen.status_bar, self._session.reading.cursor
        status = " · ".join(filter(None, (bar.place, bar.message, bar.unsaved)))
        if self._screen.focused not in (None, self._screen.article):
            return {"status": status, "passage": self._row(), "language": ""}
        if cursor is None:
            return {"status": status, "passage": "", "language": ""}
        words = rendered_words(cursor.article, cursor.passage, MOST)
        return {
            "status": status,
            "passage": words,
            "language": self._language_of(cursor.article),
            "title": cursor.article.title,
        }

    def _row(self) -> str:
        """Return the text of the row that is selected in the focused list."""
        pane = self._screen.focused
        caret = getattr(pane, "caret", None)
        return " ".join(pane.render_line(caret.y).text.split()) if pane and caret else ""

    def _language_of(self, article: Article) -> str:
        if self._language[0] is not article:
            language = language_of(article.text)
            self._language = article, _BY_SCRIPT.get(language, language)
        return self._language[1]
