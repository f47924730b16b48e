"""The main screen: its panes, which of them is in front and how wide, the status bar and the key bar."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.widget import Widget

from reader.settings.keys import EXACT, Key
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command
from reader.tui.event import Event
from reader.tui.filter_typing import FilterTyping
from reader.tui.geometry import TITLES, TWO_PANES, list_width, opens_by_itself
from reader.tui.key_capture import KeyCaptures
from reader.tui.pane_layout import Front, OpenPanes, lay_out_panes
from reader.tui.panes import OpenArticles, Panes, SidePanel
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Reading, Session
from reader.tui.sources.list import SourceList
from reader.tui.textual_internals import EagerScreen
from reader.tui.widgets.footer import footer, under_cursor, with_number
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.status_and_keys import KeyBar, StatusBar

Result = TypeVar("Result")
OnResult = Callable[[Result | None], None] | Callable[[Result | None], Awaitable[None]]


class MainScreen(EagerScreen):
    """The list of sources on the left, the article on the right, the status and the keys at the bottom.

    Attributes:
        sources: The list of sources.
        articles: The views of one article, or of two side by side.
        side: The third pane, in which a side panel is once one is open.
        captures: The captures of keys that letters may follow at once.
        refused: A key can do nothing in a pane; the message says why.
        pane_focused: A pane got the focus, by a key or by the mouse.
        panes_fitted: The panes were rearranged, in a new size or with other ones shown.
    """

    DEFAULT_CSS = "MainScreen { overflow: hidden; }"

    def __init__(self, session: Session) -> None:
        super().__init__(id="_default")
        settings = session.workspace.settings
        self._session, self._widths = session, session.workspace.state.widths
        self.sources = SourceList(settings.tags, session.keymap, session.exact)
        view = ArticleView(session.reading, settings.tags, settings.measure, session.keymap)
        self._panes = Panes(self.sources, view)
        self.articles = OpenArticles(session, view, self._panes)
        self.side = SidePanel(self._panes, session.workspace.state.choices)
        self.status_bar, self.key_bar = StatusBar(), KeyBar()
        self.captures = KeyCaptures()
        self.pane_focused, self.panes_fitted, self.refused = Event[Widget](), Event[None](), Event[str]()
        self._front: Widget = self.article  # the pane that is shown where there is room for one
        self._filling: Widget | None = None  # the pane that has the whole screen while it is in front
        self._width, self._height = TWO_PANES, 0  # cells and lines, until `begin` finds out
        self.add_filter(self.sources, self.sources.typing)
        self.sources.left.subscribe(lambda _nothing: self.switch_pane())
        session.exact.changed.subscribe(lambda _: self.show_keys())

    def commands(self) -> list[Command]:
        """Return the commands that arrange the panes."""
        return [
            Command("switch_pane", self.switch_pane),
            Command("widen", self.widen),
            Command("fill", self.toggle_fill),
            Command("leave_aside", lambda: self.leave_side_panel(closes=False)),
        ]

    def parts(self) -> ComposeResult:
        """Yield the panes and the two lines below them, for the application to compose.

        Textual waits for what an application composes before the first frame, but not for what its first screen does.
        """
        yield self._panes
        yield self.status_bar
        yield self.key_bar

    @property
    def views(self) -> tuple[ArticleView, ...]:
        """The articles that are open side by side, the left one first; mostly there is one."""
        return self.articles.views

    @property
    def article(self) -> ArticleView:
        """The article that the keys work on."""
        return self.articles.current

    def view_of(self, reading: Reading) -> ArticleView:
        """Return the view that shows a reading."""
        return self.articles.of(reading)

    def begin(self) -> None:
        """Fit the panes to the screen, since there was no resize event yet, and focus the article."""
        self._width, self._height = self.app.size
        self.focus_pane(self.article)

    def caret(self) -> Offset | None:
        """Return the cell where the user types, else where the passage or the selected row begins."""
        if typed := self.status_bar.caret:
            return self.status_bar.region.offset + typed
        inside: Offset | None = getattr(self.focused, "caret", None)
        return self.focused.region.offset + inside if self.focused and inside is not None else None

    # The size

    @property
    def is_narrow(self) -> bool:
        """True if there is room for one pane only."""
        return self._width < TWO_PANES

    def fit(self, size: Size) -> None:
        """Show the panes that fit a size."""
        self._width, self._height = size
        self.show_all()

    def show_all(self) -> None:
        """Show the panes that fit, and the keys that matter in them."""
        self.show_panes()
        self.show_keys()

    def show_panes(self) -> None:
        """Show the panes that fit."""
        layout = lay_out_panes(self._open_panes())
        self.sources.display, self.sources.styles.width = layout.list_cells is not None, layout.list_cells or "1fr"
        self.articles.fit(layout)
        self.side.fit(layout)
        self.panes_fitted.emit(None)

    def _open_panes(self) -> OpenPanes:
        front: Front = "sources" if self._front is self.sources else "article"
        return OpenPanes(
            *(self._width, self._height, self._widths),
            front="panel" if self._front is self.side.panel else front,
            is_filled=self.is_filled,
            is_split=self.articles.is_split,
            has_panel=self.side.panel is not None,
            sheet_rows=self.side.sheet_rows,
            keeps_room=self.opens_by_itself,
        )

    @property
    def opens_by_itself(self) -> bool:
        """True if there is so much room that a side panel opens by itself, unless somebody has closed it."""
        setting = self._session.workspace.settings.side_panel
        return not self.articles.is_split and opens_by_itself(self._width, setting, is_closed=self.side.is_kept_closed)

    def fit_titles(self, width: int) -> None:
        """Make room for titles of a width in the list of sources, if possible."""
        if width != self._widths.get(TITLES, 0):
            self._widths[TITLES] = width
            self.show_panes()

    def widen(self, cells: int) -> None:
        """Widen the list of sources by a number of cells; the article keeps at least half of the screen."""
        before = self.sources.size.width
        width = 0 if self.is_narrow or not self.sources.display else list_width(self._width, before + cells)
        if width in (0, before):
            self.refused.emit(f"the list of sources cannot be made {'wider' if cells > 0 else 'narrower'} here")
            return
        self._widths[SourceList.PLACE] = width
        self.show_panes()

    # The focus

    def focus_pane(self, pane: Widget) -> None:
        """Bring a pane to the front and give it the focus at once, since the next key may already be there."""
        self._bring_to_front(pane)
        self.show_panes()
        self.set_focus(pane)

    def _bring_to_front(self, pane: Widget) -> None:
        self._front = pane
        if isinstance(pane, ArticleView):
            self._session.work_on(pane.reading)

    @property
    def front(self) -> Widget:
        """The pane that was focused last."""
        return self._front

    def is_in_front(self, pane: Widget | None) -> bool:
        """Return whether this pane is the one that was focused last."""
        return pane is self._front

    def switch_pane(self, direction: int = 1) -> None:
        """Go from the sources to the article, then to an open side panel, and round again, or in reverse.

        With two articles it goes from one to the other, and in reverse to the sources. A panel that opened by itself is
        left out, as nobody asked for it.
        """
        panel = self.side.panel if self.side.panel and (self.side.panel.display or not self.articles.is_split) else None
        panel = panel if self.side.is_by_key or self.is_in_front(panel) else None
        panes = [pane for pane in (self.sources, *self.views, panel) if pane]
        if self.articles.is_split and self._front is self.sources:
            self.focus_pane(self.article)
        elif self.articles.is_split and direction < 0:
            self.focus_pane(self.sources)
        else:
            panes = panes[1:] if self.articles.is_split else panes
            at = next((number for number, pane in enumerate(panes) if pane is self._front), 0)
            self.focus_pane(panes[(at + direction) % len(panes)])

    def on_descendant_focus(self) -> None:
        """Follow the focus where the mouse has put it."""
        panes = (self.sources, *self.views, self.side.panel)
        focused = next((pane for pane in panes if pane and pane.has_focus), None)
        if focused:
            self._bring_to_front(focused)
        self.show_keys()
        if focused:
            self.pane_focused.emit(focused)

    # The side panel

    def open_side_panel(self, panel: Widget, *, fills: bool = False) -> None:
        """Show a side panel in place of the one that was open, beside the article or over all of it; focus it."""
        self._filling = panel if fills else None
        self.side.open(panel)
        self.focus_pane(panel)

    def place_side_panel(self, panel: Widget | None) -> None:
        """Show a side panel that opens by itself, without the focus; None shows none."""
        self.side.offer(panel)
        self.show_panes()

    def is_open(self, panel: Widget | None) -> bool:
        """Return whether a panel is the side panel, shown or covered by the article."""
        return self.side.has(panel)

    def close_if_in_front(self, panel: Widget | None) -> bool:
        """Close a side panel that was focused last, as its own key does; return whether it was focused."""
        if not (self.is_open(panel) and self.is_in_front(panel)):
            return False
        self.leave_side_panel(closes=True)
        return True

    def leave_side_panel(self, *, closes: bool) -> None:
        """Go back to the article; close the side panel, or leave it open beside the article."""
        if closes:
            self.side.close(declines=self.opens_by_itself)
        self._filling = None
        self.focus_pane(self.article)

    @property
    def is_filled(self) -> bool:
        """True while the pane in front has the whole screen."""
        return self._filling is self._front

    def toggle_fill(self) -> None:
        """Let the pane in front take the whole screen, or take its place among the others again."""
        self._filling = None if self.is_filled else self._front
        self.show_panes()

    # Keys

    @property
    def has_article_focus(self) -> bool:
        """True if the keys go to the article, and nothing covers it."""
        return not self.has_screen_over and self.focused is self.article

    @property
    def place(self) -> str:
        """The name of the focused pane, or of the screen over the panes, as `PLACES` has it."""
        here = self.app.screen if self.has_screen_over else self.focused
        return getattr(here, "PLACE", ArticleView.PLACE)

    @property
    def is_typed_into(self) -> bool:
        """True if letters are added to a text: a search, a filter, or the text of the dialog on top."""
        if self.has_screen_over:
            return bool(getattr(self.on_top, "is_typed_into", False))
        return bool(self.captures.typing_keys(self.focused))

    def on_key(self, event: events.Key) -> None:
        """Offer a key to the captures, before bindings are looked up."""
        if self.captures.capture_key(self.focused, event):
            event.stop()
            event.prevent_default()

    def on_line_view_stuck(self, message: LineView.Stuck) -> None:
        """Pass on why a key can do nothing in a pane."""
        self.refused.emit(message.words)

    def on_paste(self, event: events.Paste) -> None:
        """Offer pasted text to the captures."""
        if self.captures.capture_paste(self.focused, event.text):
            event.stop()

    def add_filter(self, pane: Widget, typing: FilterTyping, chose: Event[None] | None = None) -> None:
        """Let a filter be typed into a pane, show the keys that matter meanwhile, and keep what was typed.

        Args:
            pane: The pane.
            typing: The typing of its filter.
            chose: Emits when several of its items are chosen, which the key bar then says; None if that is impossible.
        """
        if chose:
            chose.subscribe(lambda _nothing: self.show_keys())
        self.captures.add(pane, typing)
        typing.history = PromptHistory(self._session.workspace.state, getattr(pane, "PLACE", ""))
        typing.changed.subscribe(lambda _: self.show_keys())

    def show_keys(self) -> None:
        """Show the keys that matter now in the key bar."""
        typing = self.captures.typing_keys(self.focused)
        is_exact = self._session.exact.is_on
        shown = tuple(key.switch(is_on=is_exact) if key is EXACT else key for key in typing)
        self.key_bar.keys = shown or self._footer()

    def _footer(self) -> tuple[Key, ...]:
        pane = self.focused  # not a dialog over the panes, which has its own keys
        is_article = pane is None or pane is self.article
        place = getattr(pane, "PLACE", ArticleView.PLACE)
        if is_article:
            workspace = self._session.workspace
            place = under_cursor(self._session.reading, workspace.settings, self.articles.scrolled)
        keys = tuple(footer(self._session.keymap, place, is_narrow=self.is_narrow))
        return with_number(keys, getattr(pane, "chosen_number", 0))

    # Screens over the panes

    @property
    def has_screen_over(self) -> bool:
        """True if a dialog or another screen covers the panes."""
        return len(self.app.screen_stack) > 1

    @property
    def on_top(self) -> Screen[Any]:
        """The screen on top: this one, or the one that covers it."""
        return self.app.screen

    def open_over(self, screen: "Screen[Result]", on_result: "OnResult[Result] | None" = None) -> None:
        """Show a dialog or another screen over the panes.

        Args:
            screen: The screen to show.
            on_result: Called with the screen's result, which is None if it was left without one.
        """
        self.app.push_screen(screen, on_result)

    def close_top(self) -> None:
        """Close the screen on top."""
        self.app.pop_screen()
