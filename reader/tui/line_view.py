"""What the two panes have in common: a scrolling widget that is drawn line by line in the theme's colours."""

from textual.scroll_view import ScrollView

from reader.tui.theme import Inks, inks


class LineView(ScrollView, can_focus=True):
    ALLOW_SELECT = False
    DEFAULT_CSS = "LineView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

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
