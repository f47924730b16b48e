"""What our widgets have in common: they are drawn line by line, in the theme's colours."""

from collections.abc import Sequence

from textual.message import Message
from textual.scroll_view import ScrollView
from textual.widget import Widget

from reader.settings.keys import Key
from reader.tui.theme import Inks, inks


class Themed(Widget):
    """A widget that draws with the theme's inks."""

    _inks: Inks | None = None

    @property
    def inks(self) -> Inks:
        """Made once a theme."""
        if self._inks is None:
            self._inks = inks(self.app.theme_variables)
        return self._inks

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks = None


class LineView(ScrollView, Themed, can_focus=True):
    """A pane that scrolls. ScrollView stands first: Textual takes the default styles from the first base alone."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    class Typing(Message):
        """Somebody begins to type a filter, or ends it."""

    @property
    def typing_keys(self) -> Sequence[Key]:
        """What matters while a filter is typed; none at other times."""
        return ()
