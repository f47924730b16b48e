"""The words for screen readers in a browser, which have no terminal cursor to follow."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from reader.insight.wording.language import language_of
from reader.text.article import Article
from reader.text.rendered_text import rendered_words
from reader.tui.article.painter import BAR
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.timer import Timer

DELAY = 0.05  # seconds in which changes, such as those of one key, become one message
LOOK_EVERY = 0.2  # seconds between looks at a dialog, which does not report its changes
MOST = 2000  # code points of a passage or a dialog
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
    or row, or of the dialog on top; `language`, the code of the passage's language, or an empty text; `title`, that of
    the article.
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
        self._was_open = False  # whether a dialog was open at the last look
        for name in ("place", "message", "unsaved"):
            screen.watch(screen.status_bar, name, self._changed, init=False)
        session.opened.subscribe(self._changed)
        session.cursor_moved.subscribe(self._changed)
        screen.pane_focused.subscribe(self._follow)
        screen.app.set_interval(LOOK_EVERY, self._look)  # the screen's own timers rest while another one is on top
        self._changed()

    def _follow(self, pane: Widget) -> None:
        """Follow the selection of a list once it first has the focus."""
        if hasattr(pane, "selected") and pane not in self._followed:
            self._followed.add(pane)
            for name in ("selected", "entries"):  # the title of the selected source may become known later
                if hasattr(pane, name):
                    self._screen.watch(pane, name, self._changed, init=False)
        self._changed()

    def _look(self) -> None:
        is_open = self._screen.has_screen_over
        if is_open or self._was_open:
            self._changed()
        self._was_open = is_open

    def _changed(self, *_change: object) -> None:
        if self._due is None:
            self._due = self._screen.app.set_timer(DELAY, self._tell_changes)

    def _tell_changes(self) -> None:
        self._due = None
        now = self._now()
        if changed := {name: text for name, text in now.items() if self._told.get(name) != text}:
            self._told = now
            self._tell(changed)

    def _now(self) -> Mapping[str, str]:
        bar, cursor = self._screen.status_bar, self._session.reading.cursor
        status = " · ".join(filter(None, (bar.place, bar.message, bar.unsaved)))
        if self._screen.has_screen_over:
            return {"status": status, "passage": self._dialog(), "language": ""}
        if self._screen.focused not in (None, self._screen.article):
            return {"status": status, "passage": _selected_row(self._screen.focused), "language": ""}
        if cursor is None:
            return {"status": status, "passage": "", "language": ""}
        words = rendered_words(cursor.article, cursor.passage, MOST)
        return {
            "status": status,
            "passage": words,
            "language": self._language_of(cursor.article),
            "title": cursor.article.title,
        }

    def _dialog(self) -> str:
        """Return the dialog on top in words: its title and texts, what is typed, and the selected rows of its lists."""
        words = list[str]()
        for widget in self._screen.on_top.query("*"):
            words.append(str(widget.border_title or ""))
            if isinstance(widget, Prompt):
                words.append(widget.text)
            elif isinstance(widget, VirtualList):
                words.append(_selected_row(widget))
            elif isinstance(widget, Static):
                words.append(str(widget.content))
        return " · ".join(filter(None, (" ".join(each.split()) for each in words)))[:MOST]

    def _language_of(self, article: Article) -> str:
        if self._language[0] is not article:
            language = language_of(article.text)
            self._language = article, _BY_SCRIPT.get(language, language)
        return self._language[1]


def _selected_row(pane: Widget | None) -> str:
    """Return the text of the row that is selected in a list."""
    caret = getattr(pane, "caret", None)
    return " ".join(pane.render_line(caret.y).text.replace(BAR, " ").split()) if pane and caret else ""
