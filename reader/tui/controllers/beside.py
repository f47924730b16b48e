"""Beside: a second source is opened beside the open one, and one of the two is closed again."""

from collections.abc import Callable
from time import monotonic

from textual import events
from textual.widget import Widget

from reader.errors import SourceError
from reader.settings.keys import Key
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command
from reader.tui.comparison import Comparison
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.session import Location, Reading, Session
from reader.tui.status import StatusModel

ASKS = "which source beside this one?"
HELD_DOWN = 0.2  # seconds between two keys within which the second one may come of a key that is held down
ONCE_MORE = "nothing to accept here: enter again shows this article alone"
ONCE_MORE_SHORT = "enter again: this one alone"


class BesideController:
    """Opens a source to the right of the open one: the one that a pane offers, or one chosen in the list of sources."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        status: StatusModel,
        opening: Opening,
        navigator: Navigator,
        comparison: Comparison,
        accept: Callable[[], object],
    ) -> None:
        """Take the services, and the action of enter in an article: to accept a suggestion."""
        self._session, self._screen, self._status = session, screen, status
        self._opening, self._navigator, self._accept = opening, navigator, accept
        self._workspace, self._comparison = session.workspace, comparison
        self._is_asking = False  # whether the list of sources asks which source to open
        self._number = 0  # how many second articles were opened
        self._latest = ""  # the id of the source that was closed last
        self._may_drop: Cursor | None = None  # where the next enter would show an article alone
        self._entered = 0.0  # when enter was pressed last
        screen.captures.add(ArticleView, self)
        screen.pane_focused.subscribe(self._focused)
        session.changed.subscribe(lambda _changes: self._forget())

    def commands(self) -> list[Command]:
        """Return the command that opens a second article, or closes it."""
        return [Command("beside", self.toggle)]

    def toggle(self) -> None:
        """Open what the pane with the focus offers; from an article, ask for a source, or close the second article."""
        front = self._screen.front
        offered: Location | None = getattr(front, "place_beside", None)
        if front is self._screen.sources:
            self._open_chosen(self._screen.sources.present)
        elif offered and self._opening.showing(offered.source) is self._session.reading:
            self._refuse()
        elif offered:
            self.open(offered.source, offered)
        elif self._screen.articles.is_split and isinstance(front, ArticleView):
            self.close()
        else:
            self._ask()

    # Opening

    def open(self, id: str, location: Location | None = None) -> None:
        """Show a source beside the open one; the keys stay where they are.

        Args:
            id: The id of the source.
            location: The passage to show; None for the place where the source was left.
        """
        try:
            source = self._workspace.sources.source(id)
        except SourceError as error:
            self._status.set_status(sanitize_line(str(error)), is_error=True)
            return
        self._screen.place_side_panel(None)  # this must not keep it from opening by itself
        if not self._screen.articles.is_split:
            self._split()
        self._screen.focus_pane(self._screen.article)
        other = next(each for each in self._session.readings if each.is_away)
        if location:
            self._navigator.travel_in(other, location, source)
        else:
            self._opening.open_in(other, source)

    def _split(self) -> None:
        from reader.tui.widgets.two_sides import Frame

        self._number += 1
        reading, settings = Reading(f" {self._number}"), self._workspace.settings
        self._session.add(reading)
        view = ArticleView(reading, settings.tags, settings.measure, self._session.keymap)
        view.stuck.subscribe(self._status.set_status)
        self._screen.articles.add(view, Frame())
        self._screen.show_all()

    def _refuse(self) -> None:
        self._status.set_status("this source is open already: choose another one", is_error=True)

    # Asking which one

    def _ask(self) -> None:
        """Let a source be chosen in the list; if there is only one other, open that."""
        sources = self._screen.sources
        others = [id for id in sources.entries.ids if not self._opening.showing(id)]
        if not others or self._workspace.sources.is_one_file:
            self._status.set_status("there is no other source to show here", is_error=True)
        elif len(others) == 1:
            self.open(others[0])
        else:
            self._screen.focus_pane(sources)
            if self._latest in others:
                sources.select_entry(self._latest)
            self._is_asking = True
            self._status.set_typed(ASKS)
            self._status.set_status("enter opens it · / filters · esc goes back", short="enter opens · esc back")
            if not self._comparison.is_done:  # the list then shows which sources say the same thing
                self._comparison.start()

    def take_choice(self, id: str) -> bool:
        """Open the source that was chosen in the list beside the open one; return False if that was not asked for."""
        was_asking = self._is_asking
        if was_asking:
            self._open_chosen(id)
        return was_asking

    def _open_chosen(self, id: str) -> None:
        if self._opening.showing(id):
            self._refuse()
        elif id:
            self.open(id)

    def _focused(self, pane: Widget) -> None:
        """Stop asking once the keys go elsewhere."""
        if self._is_asking and pane is not self._screen.sources:
            self._is_asking = False
            self._status.set_typed(None)
            self._status.set_status("")

    # Closing

    def close(self) -> None:
        """Close the article on the right."""
        self._drop(self._screen.views[-1])

    def enter(self) -> None:
        """Accept the suggestion under the cursor; where there is none, show this one of two articles alone.

        That takes a second `enter` in the same place, since the first may have been meant for a suggestion, or for the
        list from which the second article was opened. Holding the key down does not do it.
        """
        reading, before, self._entered = self._session.reading, self._entered, monotonic()
        if not self._screen.articles.is_split or reading.suggestion_under_cursor():
            self._accept()
        elif self._may_drop is not reading.cursor or self._entered < before + HELD_DOWN:
            self._may_drop = reading.cursor
            self._status.set_status(ONCE_MORE, short=ONCE_MORE_SHORT)
        else:
            self._drop(next(view for view in self._screen.views if view.reading.is_away))

    def _forget(self) -> None:
        self._may_drop = None

    def _drop(self, view: ArticleView) -> None:
        """Close one of two articles; it is offered first the next time that somebody asks for a second one."""
        self._latest = view.reading.article.source.id if view.reading.article else ""
        self._forget()
        self._screen.focus_pane(next(each for each in self._screen.views if each is not view))
        self._session.drop(view.reading)
        self._screen.articles.drop(view)
        self._screen.show_all()

    # Keys

    @property
    def typing_keys(self) -> tuple[Key, ...]:
        """No keys, for nothing is typed."""
        return ()

    def capture_key(self, event: events.Key) -> bool:
        """Let escape close the second article when there is nothing else to leave."""
        if event.key != "escape" or not self._screen.articles.is_split:
            return False
        cursor = self._session.reading.cursor
        if cursor is not None and cursor.cancel() != cursor:
            return False
        self.close()
        return True

    def capture_paste(self, text: str) -> bool:  # noqa: ARG002
        """Leave pasted text to others."""
        return False
