"""What our widgets have in common: they are drawn line by line, in the theme's colours."""

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Our rows as they are: they have the width, and there is no border or padding that Textual would add."""
        strips = [self.render_line(y) for y in crop.line_range]
        for filter in self.get_line_filters():
            strips = [strip.apply_filter(filter, self.background_colors[1]) for strip in strips]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]
