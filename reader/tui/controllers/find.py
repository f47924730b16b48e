"""Finding: `/` searches the article while it is typed, `n` and `N` go on."""

from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message

from reader.errors import ReaderError
from reader.settings.keys import TYPING
from reader.system.threads import run_in_thread
from reader.text.article import Article, fully_parsed
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.controllers.navigation import Moving, spot_at

if TYPE_CHECKING:
    from reader.text.find import Hits, Query
    from reader.text.rendered_text import RenderedText

PATIENCE = 0.3  # seconds that `enter`, `n` and `N` wait for what is being looked for
CURSOR = "█"


class Finding(Moving):
    """Knows what is searched for, and what of it was found in the open article."""

    _quick = {**Moving._quick, "find": "action_find"}

    class Searched(Message):
        """A search came to its end."""

        def __init__(self, search: "Future[Hits]") -> None:
            super().__init__()
            self.search = search

    _words, _is_regex, _is_typing = "", False, False
    _origin: Cursor | None = None  # where the cursor was when typing began
    _search: "Future[Hits] | None" = None  # the last one
    _searched: "tuple[Article, Query] | None" = None  # and what it is for
    _hits: "Hits | None" = None  # what it came to
    _problem = ""  # or why it came to nothing
    _shown: "tuple[Article, RenderedText] | None" = None  # the text that was searched last
    _step = 0  # how many hits to go on, once they are known

    # Typing

    def action_find(self) -> None:
        if self._view.cursor:
            self._origin, self._is_typing, self._words = self._view.cursor, True, ""
            self._hits = None
            self._view.show_hits(None)
            self._show_typed("type what to find")

    def _take(self, event: events.Key) -> bool:
        if self._is_typing:
            return self._take_typed(event)
        if event.key == "escape" and self._hits is not None and not self._hints:
            self._forget_hits()
            return True
        return super()._take(event)

    def _take_typed(self, event: events.Key) -> bool:
        if event.character and event.is_printable:
            self._type(self._words + event.character)
            return True
        return self.action_type_to_find(event.key)

    def action_type_to_find(self, key: str) -> bool:
        """A key that is no character; any that means something else ends the typing."""
        match key:
            case "enter":
                self._keep_found()
            case "escape":
                self._give_up()
            case "down" | "up":
                self._go_on(1 if key == "down" else -1)
            case "ctrl+r":
                self._is_regex = not self._is_regex
                self._look()
            case "ctrl+u":
                self._type("")
            case "backspace":
                self._type(self._words[:-1]) if self._words else self._give_up()
            case _:
                self._keep_found()
                return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        if self._is_typing:
            self._type(self._words + " ".join(event.text.split()))

    def _type(self, words: str) -> None:
        self._words = words
        self._look()

    def _look(self) -> None:
        self._hits, self._step = None, 0
        if self._words and self._origin:
            self._begin(self._origin.article)
            self._show_typed("searching …")
        else:
            self._search = None
            self._view.show_hits(None)
            self._view.cursor = self._origin
            self._show_typed("type what to find")

    def _keep_found(self) -> None:
        self._await()
        self._is_typing = False
        self._restore_lines()
        if self._search is None or self._origin is None:
            return
        if self._hits:
            self._leave_spot(spot_at(self._origin))
        self._say_where()

    def _give_up(self) -> None:
        self._is_typing = False
        if self._origin and self._origin.article is self._view.article:
            self._view.cursor = self._origin
        self._forget_hits()
        self._restore_lines()

    def _forget_hits(self) -> None:
        self._search = self._hits = None
        self._view.show_hits(None)
        self._tell("")

    def _show_typed(self, message: str, *, is_error: bool = False) -> None:
        """In the two lines at the bottom, in place of what they say at other times."""
        kind = "regex /" if self._is_regex else "/"
        room = max(10, self._width // 2 - len(kind))
        words = sanitize(self._words)
        self._status.place = f"{kind}{words if len(words) < room else '…' + words[-room:]}{CURSOR}"
        self._status.say(message, is_error=is_error)
        self._show_footer()

    def _restore_lines(self) -> None:
        self._show_footer()
        self._tell("")
        self._cursor_moved(self._view.cursor)

    def _show_footer(self) -> None:
        if self._is_typing:
            self._keys.keys = TYPING
        else:
            super()._show_footer()

    def _cursor_moved(self, cursor: Cursor | None) -> None:
        super()._cursor_moved(cursor)
        if self._is_typing:
            self._say_where()

    # Searching

    def _begin(self, article: Article) -> None:
        """On a thread of its own; a message tells when it is done."""
        from reader.text.find import Query, find

        query = Query(self._words, self._is_regex)
        self._searched, self._problem = (article, query), ""
        search = self._search = run_in_thread(lambda: find(self._shown_of(article), query))
        search.add_done_callback(lambda future: self.post_message(self.Searched(future)))

    def _shown_of(self, article: Article) -> "RenderedText":
        """On any thread, and so from blocks that no other thread uses."""
        from reader.text.rendered_text import render_text

        known = self._shown
        if known is None or known[0] is not article:
            known = self._shown = article, render_text(fully_parsed(article))
        return known[1]

    def _await(self) -> None:
        """Who types quickly means what would have been found."""
        if self._search and self._hits is None:
            wait_for([self._search], PATIENCE)
            if self._search.done():
                self._take_hits(self._search)

    @on(Searched)
    def _has_searched(self, message: Searched) -> None:
        if message.search is self._search and self._hits is None:
            self._take_hits(message.search)

    def _take_hits(self, search: "Future[Hits]") -> None:
        from reader.text.find import Hits

        if self._searched is None or self._searched[0] is not self._view.article:
            return  # another source was opened since
        try:
            self._hits = search.result()
        except ReaderError as error:
            self._hits, self._problem = Hits(), sanitize_line(str(error))
            self._view.show_hits(None)
            self._say_where()
            return
        self._view.show_hits(self._hits)
        if self._is_typing and self._origin:
            self._go_to_hit(self._hits.following(self._origin.head.start))
        elif self._step:
            self._go_on(self._step)

    # From hit to hit

    def action_find_next(self, by: int) -> None:
        if not self._words:
            self._tell("nothing was searched for yet: press /", is_error=True)
        elif self._view.article:
            self._go_on(by)

    def _go_on(self, by: int) -> None:
        """To the next hit or the one before; if they are not known yet, when they are."""
        article, cursor = self._view.article, self._view.cursor
        if article is None or cursor is None or not self._words:
            return
        if self._search is None or self._searched is None or self._searched[0] is not article:
            self._hits = None
            self._begin(article)
        self._step = 0
        self._await()
        if self._hits is None:
            self._step = by
            self._say("searching …")
            return
        at = self._hits.number(cursor.head)
        if at is None:
            at = self._hits.following(cursor.head.start) - (1 if by > 0 else 0)
        self._go_to_hit(at + by)

    def _go_to_hit(self, number: int) -> None:
        """Beyond the last comes the first again."""
        hits, cursor = self._hits, self._view.cursor
        if not hits or cursor is None:
            if cursor and self._is_typing and self._origin:
                self._view.cursor = self._origin
            self._say_where()
            return
        self._view.cursor = cursor.jump(hits[number % len(hits)])
        around = "" if 0 <= number < len(hits) else " · from the top again" if number > 0 else " · from the end again"
        self._say_where(around)

    def _say_where(self, around: str = "") -> None:
        cursor, hits = self._view.cursor, self._hits
        if cursor is None or hits is None:
            self._say("searching …")
        elif not hits:
            self._say(self._problem or "not found", is_error=True)
        else:
            at = hits.number(cursor.head)
            which = f"{at + 1:,} of {len(hits):,}" if at is not None else f"{len(hits):,} found"
            self._say(f"{which}{around}" if self._is_typing else f"{which}{around} · n next, esc clears")

    def _say(self, message: str, *, is_error: bool = False) -> None:
        if self._is_typing:
            self._show_typed(message, is_error=is_error)
        else:
            self._tell(message, is_error=is_error)
