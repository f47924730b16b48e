"""What our widgets have in common: they are drawn line by line, in the theme's colours."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.settings.keys import Key
from reader.tui.textual_internals import FixedSize
from reader.tui.theme import ThemeStyles, inks


class Canvas:
    """What rows are drawn on that go straight to the screen: a ground, and what Textual does to all styles.

    That is to leave colours out, for instance. Each style is made once: to add them up would take most of a frame.
    """

    def __init__(self, ground: Style, background: Color, filters: Sequence[LineFilter]) -> None:
        self._ground, self._background, self._filters = ground, background, filters
        self._styles: dict[Style, Style] = {}
        self.ground = self.style(Style())

    def style(self, ink: Style) -> Style:
        """An ink on the ground, as the terminal gets it."""
        if ink not in self._styles:
            segments = [Segment(" ", self._ground + ink)]
            for line_filter in self._filters:
                segments = line_filter.apply(segments, self._background)
            self._styles[ink] = segments[0].style or Style()
        return self._styles[ink]

    def strip(self, segments: Iterable[Segment], width: int) -> Strip:
        """As wide as the pane. The segments have styles of this canvas."""
        drawn = list(segments)
        room = width - sum(cell_len(segment.text) for segment in drawn)
        if room < 0:
            return Strip(drawn).crop(0, width)
        return Strip([*drawn, Segment(" " * room, self.ground)] if room else drawn, width)


class Themed(FixedSize):
    """A widget that draws with the theme's inks."""

    _inks: ThemeStyles | None = None
    _canvas: Canvas | None = None

    @property
    def inks(self) -> ThemeStyles:
        """Made once a theme."""
        if self._inks is None:
            self._inks = inks(self.app.theme_variables)
        return self._inks

    @property
    def canvas(self) -> Canvas:
        """Made once a theme, and when what has the focus changes."""
        if self._canvas is None:
            self._canvas = Canvas(self.visual_style.rich_style, self.background_colors[1], self.get_line_filters())
        return self._canvas

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks = self._canvas = None


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
