"""The frame of the application: panes, focus, status, footer, palette and themes. It knows no store."""

import functools
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widget import Widget

from reader.settings import Settings
from reader.settings.keys import EVERYWHERE, PLACES, Keymap
from reader.text.cursor import Cursor
from reader.tui.article.mouse import PointedView
from reader.tui.article.view import ArticleView
from reader.tui.bindings import bindings, keymap
from reader.tui.geometry import TWO_PANES, list_width
from reader.tui.sources.list import SourceList
from reader.tui.startup.gate import StartupGate, picture
from reader.tui.startup.process import Process
from reader.tui.theme import DARK, LIGHT, complete
from reader.tui.widgets.footer import footer
from reader.tui.widgets.line_view import Fixed
from reader.tui.widgets.status_and_keys import KeyLine, StatusLine

if TYPE_CHECKING:
    from reader.tui.screens.palette import Action


MOMENT = 0.001  # seconds


class Panes(Horizontal, Fixed):
    """Side by side."""


class PaneScreen(Screen[None], Fixed):
    """The screen of the panes. fit: is told a new size before it is laid out, so that it is laid out once."""

    DEFAULT_CSS = "PaneScreen { overflow: hidden; }"

    def __init__(self, fit: Callable[[Size], None], *, id: str) -> None:
        super().__init__(id=id)
        self._fit_panes = fit
        self._painted = 0.0

    async def _on_idle(self, event: events.Idle) -> None:
        """Paints at once, if the last frame is a moment ago: Textual waits for the next of its sixty a second."""
        await super()._on_idle(event)
        has_news = self._layout_required or self._repaint_required or self._dirty_widgets
        if has_news and monotonic() > self._painted + MOMENT:
            self._on_timer_update()
            self._painted = monotonic()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if size and size != self._size:
            self._fit_panes(size)
        super()._refresh_layout(size, scroll)


class Frame(Process):
    """Sources on the left, the article on the right, the status and the keys at the bottom."""

    TITLE = "reader"
    CSS_PATH = "app.tcss"
    AUTO_FOCUS = None  # the article has the focus, not what comes first
    BINDINGS = bindings(EVERYWHERE)

    def __init__(self, settings: Settings, theme: str, widths: dict[str, int]) -> None:
        """widths: of panes, by name, as they were chosen; it takes what is chosen now."""
        super().__init__()
        self._settings, self._widths = settings, widths
        self.keymap = Keymap(settings.tags, settings.keys)
        self.set_keymap(keymap(settings.keys))
        self._list = SourceList(settings.tags, self.keymap)
        self._view: ArticleView = PointedView(settings.tags, settings.measure, self.keymap)
        self._status, self._keys = StatusLine(), KeyLine()
        self._front: Widget = self._view  # the pane that is shown where there is room for one
        self._curtain = StartupGate(self)
        self._cursor_on = ArticleView.PLACE  # what is under the cursor, as the footer calls it: a `tag`, a `suggestion`
        self._width = TWO_PANES  # cells; the first resize tells
        self._news_of: Cursor | None = None  # where the cursor stood when the status line told some news
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._begin_with(next(each for each in (theme, settings.theme, DARK.name) if each in self.available_themes))

    def _begin_with(self, theme: str) -> None:
        """The theme, before any style is parsed: to change it would parse all of them twice."""
        self.set_reactive(Frame.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = complete(super().get_css_variables(), is_dark=self.current_theme.dark)
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield Panes(self._list, self._view)
        yield self._status
        yield self._keys

    def _picture(self) -> list[str]:
        """The screen as it will be when the program is back: nothing has just happened."""
        self._status.say("")
        panes = [pane for pane in (self._list, self._view) if pane.display]
        bars = [pane.vertical_scrollbar for pane in panes if pane.show_vertical_scrollbar]
        return picture([*panes, *bars, self._status, self._keys], self.size.height, self.console)

    # Panes

    def action_switch_pane(self) -> None:
        self._focus(self._list if self.focused is self._view else self._view)

    def _focus(self, pane: Widget) -> None:
        self._front = pane
        self._show_panes()
        pane.screen.set_focus(pane)  # at once: the next key may be there already; behind a dialog, too

    def _show_panes(self) -> None:
        """One pane at a time where two would be too narrow to read in."""
        has_room = self._width >= TWO_PANES
        for pane in (self._list, self._view):
            pane.display = pane is self._front or has_room
        self._list.styles.width = list_width(self._width, self._widths.get(SourceList.PLACE, 0)) or "1fr"

    def action_widen(self, by: int) -> None:
        """The list of sources, by so many cells; the article has at least half of the screen."""
        if self._width >= TWO_PANES:
            self._widths[SourceList.PLACE] = list_width(self._width, self._list.size.width + by)
            self._show_panes()

    def get_default_screen(self) -> Screen[None]:
        return PaneScreen(self._fit, id="_default")

    def _fit(self, size: Size) -> None:
        """The panes, to a screen of that size."""
        self._width = size.width
        self._show_panes()
        self._show_footer()

    # Status and footer

    def _tell(self, message: str, *, brief: str = "", is_error: bool = False) -> None:
        """In the status line, until the cursor moves on from where it is now; `brief` where there is little room."""
        self._news_of = self._view.cursor
        self._status.say(brief if brief and self._width < TWO_PANES else message, is_error=is_error)

    @property
    def _has_news(self) -> bool:
        # The view's cursor, not that of a message: keys run ahead of messages.
        return self._view.cursor is self._news_of

    def on_descendant_focus(self) -> None:
        if self._list.has_focus or self._view.has_focus:  # by the mouse, too; also when the screens have gone already
            self._front = self._list if self._list.has_focus else self._view
        self._show_footer()

    @property
    def place(self) -> str:
        """Where the keys go: a name in `PLACES`."""
        here = self.screen if len(self.screen_stack) > 1 else self.focused
        return getattr(here, "PLACE", ArticleView.PLACE)

    def _show_footer(self) -> None:
        cursor = self._view.cursor
        here = "range" if cursor and cursor.in_range else self._cursor_on
        place = SourceList.PLACE if self.focused is self._list else here
        typing = self._list.typing_keys if self.focused is self._list else ()
        self._keys.keys = typing or footer(self.keymap, place, is_narrow=self._width < TWO_PANES)

    def on_line_view_typing(self) -> None:
        self._show_footer()

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        namespace = self.screen if len(self.screen_stack) > 1 else self.focused
        self.call_later(self.run_action, message.action, namespace)

    # Palette and dialogs

    def actions(self) -> Iterator["Action"]:
        """For the palette: what every key does but its own, and the themes."""
        from reader.tui.screens.palette import Action

        owners: dict[str, Widget] = {}
        for owner in (self._view, self._list):
            owners.update((heading, owner) for heading in PLACES[owner.PLACE] if heading not in owners)
        for heading, pane in owners.items():
            for key in (key for key in self.keymap.groups[heading] if key.id != "palette"):
                run = functools.partial(self.run_action, key.action, pane)
                yield Action(heading, key.label, key.shown, run)
        yield Action("Everywhere", "change the theme: the colours", "", self.action_change_theme)

    def action_command_palette(self) -> None:
        if len(self.screen_stack) == 1:  # not over a note: its commands are the article's
            from reader.tui.screens.palette import Actions, Palette

            self.push_screen(Palette([Actions], placeholder="what do you want to do?"))

    def search_themes(self) -> None:
        from reader.tui.screens.palette import Palette

        self.push_screen(Palette([ThemeProvider], placeholder="which colours?"))

    def pop_screen(self) -> AwaitComplete:
        """Keys run ahead, and the second of two escapes is for a dialog, or Textual's palette, that has closed."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def action_help(self) -> None:
        from reader.tui.screens.help import Help

        self.push_screen(Help(self.keymap, self.place))

    def action_copy(self) -> None:
        from reader.tui.clipboard import copy

        if (cursor := self._view.cursor) and cursor.passage:
            self._tell(copy(self, cursor))

    def on_key(self, event: events.Key) -> None:
        """Keys run ahead: what was typed right after `a` belongs to the note, not to the article behind it."""
        take = getattr(self.screen, "take", None)  # a note editor's; to import it takes long
        if take and event.key not in ("escape", "ctrl+q"):
            event.prevent_default()
            take(event)
