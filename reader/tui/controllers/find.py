"""Find: `/` searches the article as the words are typed; `n` and `N` go from hit to hit."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.events import Key as KeyEvent

from reader.settings.keys import TYPING, Key
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.tui.article.view import ArticleView
from reader.tui.bindings import is_one_of
from reader.tui.commands import Command
from reader.tui.find_session import FindSession
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.prompt_history import FIND, PromptHistory
from reader.tui.session import Location, Reading, Session
from reader.tui.status import StatusModel
from reader.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from reader.text.find import Hits, Query


PROMPT = "type what to find"
REGEX = "ctrl+r"
SEARCHING = "searching …"


class FindController:
    """Captures what is typed after `/`, and moves the cursor to the hits."""

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, navigator: Navigator
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._navigator = navigator
        self._find, self._line = FindSession(), TypedLine()
        self._history = PromptHistory(session.workspace.state, FIND)
        self._is_typing = False
        self._origin: Cursor | None = None  # where the cursor was when typing began
        self._awaited: Callable[[], object] | None = None  # called with the hits; None if nobody waits
        self._exact = session.exact
        self._key, self._exact_key = session.keymap.get("find", "exact")
        screen.captures.add(ArticleView, self)
        session.cursor_moved.subscribe(self._cursor_moved)
        session.opened.subscribe(self._opened)
        session.switched.subscribe(self._switched)
        session.exact.changed.subscribe(lambda _: self._search_again())

    def commands(self) -> list[Command]:
        """Return the commands that search the article."""
        return [
            Command("find", self.begin),
            Command("find_next", self.find_next),
            Command("type_to_find", lambda key: self._take(key, None)),
            Command("exact", self._toggle_exact),
        ]

    @property
    def words(self) -> str:
        """The words last found in the article; empty if none were."""
        return self._find.words if self._find.hits else ""

    def keep_words(self, words: str) -> None:
        """Take words that were found by the search of all sources, for `n`, `N` and `*`."""
        self._forget_hits()
        self._find.words, self._find.is_regex = words, False

    # Typing

    @property
    def typing_keys(self) -> Sequence[Key]:
        """The keys that matter while the words are typed."""
        if not self._is_typing:
            return ()
        return tuple(key.switch(is_on=self._find.is_regex) if key.names == [REGEX] else key for key in TYPING)

    def begin(self) -> None:
        """Begin to type."""
        reading = self._session.reading
        if reading.cursor:
            self._origin, self._is_typing, self._find.words = reading.cursor, True, ""
            self._find.hits = None
            self._line = TypedLine("", self._history.texts)
            self._line.changed.subscribe(self._edited)
            self._screen.focus_pane(self._screen.article)  # the palette may have been opened over another pane
            self._screen.captures.raise_to_top(self)
            self._show_no_hits()
            self._show_typed(PROMPT)

    def capture_key(self, event: KeyEvent) -> bool:
        """Take keys while the words are typed, the key that starts typing, and the one that clears the hits."""
        if self._is_typing:
            character = event.character if event.is_printable else None
            if character is None and is_one_of(event, self._exact_key):
                self._exact.toggle()
                return True
            return self._take(event.key, character)
        if event.key == "escape" and self._find.hits is not None and not self._has_new_ends:
            self._forget_hits()
            return True
        if is_one_of(event, self._key):
            self.begin()
            return True
        return False

    @property
    def _has_new_ends(self) -> bool:
        """True while the ends of a tag are being moved; escape puts them back first."""
        cursor = self._session.reading.cursor
        return cursor is not None and cursor.has_new_ends

    def capture_paste(self, text: str) -> bool:
        """Take pasted words."""
        if self._is_typing:
            self._line.paste(text)
        return self._is_typing

    def _take(self, key: str, character: str | None) -> bool:
        """Take a key while the words are typed; one that means something else ends the typing."""
        match key:
            case "enter":
                self._keep_found()
            case "escape":
                self._give_up()
            case "ctrl+r":  # REGEX
                self._find.is_regex = not self._find.is_regex
                self._screen.show_keys()
                self._look()
            case "backspace" if not self._line.text:
                self._give_up()
            case _ if self._line.press(key, character):
                pass  # the line is an aid only
            case "down" | "up":
                self._go_on(1 if key == "down" else -1)
            case _:
                self._keep_found()
                return False
        return True

    def _edited(self, is_other: bool) -> None:
        """Search for the words as they are typed now; if only the cursor moved, show that."""
        if is_other:
            self._find.words = self._line.text
            self._look()
        else:
            self._status.show_typed(self._sign, self._line)

    def _look(self) -> None:
        self._awaited = self._find.hits = None
        if self._find.words and self._origin:
            self._search(self._origin.article)
            self._show_typed(SEARCHING)
        else:
            self._find.forget()
            self._show_no_hits()
            self._session.reading.cursor = self._origin
            self._show_typed(PROMPT)

    def _keep_found(self) -> None:
        self._await()
        self._history.add(self._line.text)
        self._end_typing()
        if self._find.has_search and self._origin:
            if self._find.hits:
                self._navigator.jumps.leave(Location.of_cursor(self._origin))
            self._say_where()

    def _opened(self, reading: Reading) -> None:
        """End the typing when another source is opened; after rereading the same one, continue from the cursor."""
        is_here = reading is self._session.reading
        if not (is_here and self._is_typing and self._origin and reading.cursor):
            return
        if reading.cursor.article.source.id == self._origin.article.source.id:
            self._origin = reading.cursor
        else:
            self._find.forget()
            self._end_typing()

    def _switched(self, reading: Reading) -> None:
        """End the typing, and mark the same words in the article that the keys work on now."""
        if self._is_typing:
            self._end_typing()
        is_marked = self._find.words and self._find.hits is not None and not self._find.problem
        if reading.article and is_marked:
            self._search(reading.article)

    def _give_up(self) -> None:
        self._is_typing = False
        if self._origin and self._origin.article is self._session.reading.article:
            self._session.reading.cursor = self._origin
        self._forget_hits()
        self._end_typing()

    def _forget_hits(self) -> None:
        self._find.forget()
        self._show_no_hits()
        self._status.set_status("")

    def _show_no_hits(self) -> None:
        for view in self._screen.views:
            view.show_hits(None)

    def _end_typing(self) -> None:
        self._is_typing = False
        self._status.show_typed("", None)
        self._status.set_status("")

    def _show_typed(self, message: str, *, is_error: bool = False) -> None:
        """Show the words in place of the cursor's place, and a message."""
        self._status.show_typed(self._sign, self._line)
        self._status.set_status(message, is_error=is_error)

    @property
    def _sign(self) -> str:
        return f"{self._exact.sign}{'regex ' if self._find.is_regex else ''}/"

    def _cursor_moved(self, _reading: Reading) -> None:
        if self._is_typing:
            self._say_where()

    # Searching

    def _search(self, article: Article) -> None:
        self._find.begin(article, self._exact.is_on, lambda work: self._jobs.future(work, self._receive))

    def _toggle_exact(self) -> None:
        self._exact.toggle()
        self._say(self._exact.message)

    def _search_again(self) -> None:
        """Search for the same words again, now that other hits are wanted."""
        cursor = self._session.reading.cursor
        if self._is_typing:
            self._look()
        elif cursor and self._find.searches(cursor.article):
            self._search(cursor.article)

    def _receive(self, search: "Future[Hits]") -> None:
        if self._find.is_latest(search):
            self._show_hits()

    def _await(self) -> None:
        """Wait a moment for the hits: people who type quickly expect them to be there."""
        if self._find.wait():
            self._show_hits()

    def _show_hits(self) -> None:
        article = self._session.reading.article
        if article is None or not self._find.searches(article):
            return  # another source was opened since
        self._find.take_result()
        if self._find.problem:
            self._show_no_hits()
            self._say_where()
            return
        hits = self._find.hits
        assert hits is not None
        self._screen.article.show_hits(hits)
        if self._is_typing and self._origin:
            self._go_to_hit(hits.following(self._origin.head.start))
        elif then := self._awaited:
            self._awaited = None
            then()

    # From hit to hit

    def find_next(self, direction: int) -> None:
        """Go to the next hit, or to the previous one."""
        if self._has_words():
            self._go_on(direction)

    def ask_hits(self, then: "Callable[[Query, Hits], object]") -> None:
        """Do something with the hits in the open article once they are known; say so if there are none."""

        def take() -> None:
            if self._find.hits and self._find.query:
                then(self._find.query, self._find.hits)
            else:
                self._say_where()

        if self._has_words():
            self._once_found(take)

    def _has_words(self) -> bool:
        """Return whether something was searched for, and if not, say so."""
        if not self._find.words:
            self._status.set_status("nothing searched for yet: press /", is_error=True)
        return bool(self._find.words)

    def _go_on(self, direction: int) -> None:
        """Go to the next hit or the previous one, once the hits are known."""

        def go() -> None:
            if cursor := self._session.reading.cursor:
                self._go_to_hit(self._find.beside(cursor, direction))

        self._once_found(go)

    def _once_found(self, then: Callable[[], object]) -> None:
        """Do something once the hits in the open article are known."""
        cursor = self._session.reading.cursor
        if cursor is None or not self._find.words:
            return
        if not self._find.searches(cursor.article):
            self._search(cursor.article)
        self._awaited = None
        self._await()
        if self._find.hits is None:
            self._awaited = then
            self._say(SEARCHING)
            return
        then()

    def _go_to_hit(self, number: int) -> None:
        """Go to a hit by its number; after the last one comes the first again."""
        hits, reading = self._find.hits, self._session.reading
        if not hits or reading.cursor is None:
            if reading.cursor and self._is_typing and self._origin:
                reading.cursor = self._origin
            self._say_where()
            return
        reading.cursor = reading.cursor.jump(hits[number % len(hits)])
        wrapped = "" if 0 <= number < len(hits) else " · from the top again" if number > 0 else " · from the end again"
        self._say_where(wrapped)

    def _say_where(self, wrapped: str = "") -> None:
        cursor, hits = self._session.reading.cursor, self._find.hits
        if cursor is None or hits is None:
            self._say(SEARCHING)
        elif not hits:
            self._say(self._find.problem or "not found", is_error=True)
        else:
            hint = "" if self._is_typing else " · n next, esc clears"
            self._say(f"{self._find.where(cursor)}{wrapped}{hint}")

    def _say(self, message: str, *, is_error: bool = False) -> None:
        if self._is_typing:
            self._show_typed(message, is_error=is_error)
        else:
            self._status.set_status(message, is_error=is_error)
