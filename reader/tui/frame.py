"""The frame of the application: panes, focus, status, footer, palette and themes. It knows no store."""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.await_complete import AwaitComplete
from textual.containers import Horizontal
from textual.screen import Screen
from textual.theme import ThemeProvider

from reader.settings import Settings
from reader.text.cursor import Cursor
from reader.tui.article_view import ArticleView
from reader.tui.curtain import Curtain, picture
from reader.tui.geometry import TWO_PANES, list_width
from reader.tui.keys import EVERYWHERE, PANES, SELECTION, SOURCES, TAGGING, Key, groups, tag_keys
from reader.tui.lines import KeyLine, StatusLine
from reader.tui.process import Process
from reader.tui.source_list import SourceList
from reader.tui.theme import DARK, DARK_DEFAULTS, LIGHT, LIGHT_DEFAULTS

# The order of the footer; as many as fit are shown.
FOOTER = ("undo", "help", "quit", "sources", "note", "range", "larger", "smaller")


class Frame(Process):
    """Sources on the left, the article on the right, the status and the keys at the bottom."""

    TITLE = "reader"
    CSS_PATH = "app.tcss"
    AUTO_FOCUS = None  # the article has the focus, not what comes first
    BINDINGS = [key.binding for key in EVERYWHERE]

    def __init__(self, settings: Settings, theme: str) -> None:
        super().__init__()
        self._tags = settings.tags
        self._list = SourceList(settings.tags)
        self._view = ArticleView(settings.tags, settings.measure)
        self._status, self._keys = StatusLine(), KeyLine()
        self._front: SourceList | ArticleView = self._view  # the pane that is shown where there is room for one
        self._curtain = Curtain(self)
        self._width = TWO_PANES  # cells; the first resize tells
        self._news_of: Cursor | None = None  # where the cursor stood when the status line told some news
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._begin_with(theme if theme in self.available_themes else DARK.name)

    def _begin_with(self, theme: str) -> None:
        """The theme, before any style is parsed: to change it would parse all of them twice."""
        self.set_reactive(Frame.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK_DEFAULTS if self.current_theme.dark else LIGHT_DEFAULTS

    def compose(self) -> ComposeResult:
        yield Horizontal(self._list, self._view)
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

    def _focus(self, pane: SourceList | ArticleView) -> None:
        self._front = pane
        self._show_panes()
        pane.screen.set_focus(pane)  # at once: the next key may be there already; behind a dialog, too

    def _show_panes(self) -> None:
        """One pane at a time where two would be too narrow to read in."""
        for pane in (self._list, self._view):
            pane.display = pane is self._front or self._width >= TWO_PANES
        self._list.styles.width = list_width(self._width) or "1fr"

    def on_resize(self, event: events.Resize) -> None:
        self._width = event.size.width
        self._show_panes()
        self._keys.keys = tuple(self._footer_keys())

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
        self._keys.keys = tuple(self._footer_keys())

    def _footer_keys(self) -> Iterator[Key]:
        if self.focused is self._list:
            yield from (key for key in (*SOURCES, *EVERYWHERE) if key.brief)
            return
        if self._width < TWO_PANES:
            yield Key("", "", "/".join(tag.key for tag in self._tags), "", "tag")
        else:
            yield from tag_keys(self._tags)
        briefs = {key.brief: key for key in (*TAGGING, *SELECTION, *PANES, *EVERYWHERE)}
        yield from (briefs[brief] for brief in FOOTER)

    # Palette and dialogs

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: every key's action, and the themes."""
        for heading, keys in groups(self._tags):
            if heading == "Review":  # it has a screen of its own, and the palette does not open there
                continue
            namespace = self._list if heading == "Sources" else self._view
            for key in keys:
                run = functools.partial(self.run_action, key.action, namespace)
                yield SystemCommand(f"{heading}: {key.label}", f"key: {key.shown}", run)
        yield SystemCommand("Theme", "change the colours", self.action_change_theme)

    def action_command_palette(self) -> None:
        if len(self.screen_stack) == 1:  # not over a note: its commands are the article's
            from reader.tui.palette import Palette

            self.push_screen(Palette())

    def search_themes(self) -> None:
        from reader.tui.palette import Palette

        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))

    def pop_screen(self) -> AwaitComplete:
        """Keys run ahead, and the second of two escapes is for a dialog, or Textual's palette, that has closed."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def action_help(self) -> None:
        from reader.tui.dialogs import Help

        self.push_screen(Help(self._tags))

    def on_key(self, event: events.Key) -> None:
        """Keys run ahead: what was typed right after `a` belongs to the note, not to the article behind it."""
        take = getattr(self.screen, "take", None)  # a note editor's; to import it takes long
        if take and event.key not in ("escape", "ctrl+q"):
            event.prevent_default()
            take(event)
