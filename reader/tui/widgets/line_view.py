"""The basis of our widgets: they are drawn line by line, in the theme's colours."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.cell_widths import cell_len
from reader.tui.colour_depth import ColourDepth
from reader.tui.textual_internals import FixedSize
from reader.tui.theme_styles import NO_STYLE, ThemeStyles


class Canvas:
    """A background for rows that go straight to the screen, with the filters that Textual applies to all styles.

    A filter may remove all colours, for instance. Each style is made once, since adding them up takes most of a frame.
    """

    def __init__(self, background_style: Style, background: Color, filters: Sequence[LineFilter]) -> None:
        self._background_style, self._background, self._filters = background_style, background, filters
        self._styles: dict[Style, Style] = {}
        self._blank = self.style(NO_STYLE)

    def style(self, style: Style) -> Style:
        """Return a style on the background, as the terminal gets it."""
        drawn = self._styles.get(style)
        if drawn is None:
            segments = [Segment(" ", self._background_style + style)]
            for line_filter in self._filters:
                segments = line_filter.apply(segments, self._background)
            drawn = self._styles[style] = segments[0].style or NO_STYLE
        return drawn

    def strip(self, segments: Iterable[Segment], width: int) -> Strip:
        """Return a strip of a width in cells, made of segments with styles of this canvas."""
        drawn = list(segments)
        room = width - sum(cell_len(segment.text) for segment in drawn)
        if room < 0:
            return Strip(drawn).crop(0, width)
        return Strip([*drawn, Segment(" " * room, self._blank)] if room else drawn, width)


class Themed(FixedSize):
    """A widget that draws with the styles of the theme."""

    _theme_styles: ThemeStyles | None = None
    _canvas: Canvas | None = None

    @property
    def theme_styles(self) -> ThemeStyles:
        """The styles of the theme, made once for each theme."""
        if self._theme_styles is None:
            self._theme_styles = ThemeStyles.of(self.app.theme_variables, has_colours=self._has_colours)
        return self._theme_styles

    @property
    def _has_colours(self) -> bool:
        depth: ColourDepth = getattr(self.app, "colour_depth", ColourDepth.FULL)
        return depth.has_colours

    @property
    def canvas(self) -> Canvas:
        """The canvas, made again when the theme or the focus changes."""
        if self._canvas is None:
            self._canvas = Canvas(self.visual_style.rich_style, self.background_colors[1], self.get_line_filters())
        return self._canvas

    def notify_style_update(self) -> None:
        """Forget the styles, since they have changed."""
        super().notify_style_update()
        self._theme_styles = self._canvas = None


class LineView(ScrollView, Themed, can_focus=True):
    """A pane that scrolls. ScrollView is the first base, since Textual takes default styles from that one only."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    class Stuck(Message):
        """A key can do nothing here; the message says why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def refuse(self, words: str) -> None:
        """Let the screen say why a key can do nothing here."""
        self.post_message(self.Stuck(words))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the scroll bar only when it looks different: most keys move it by less than an eighth of a cell."""
        step = max(1, self.virtual_size.height / max(1, self.size.height * 8))
        if self.show_vertical_scrollbar and round(new_value / step) != round(self.vertical_scrollbar.position / step):
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)
