"""The frame of two articles side by side: the line between them, and their titles above."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.article.view import ArticleView
from reader.tui.widgets.line_view import Themed

LINE = "│"


class Divider(Themed):
    """The line between two articles."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; background: $background; }"

    def render_line(self, _y: int) -> Strip:
        """Draw a row of it."""
        return self.canvas.strip([Segment(LINE, self.canvas.style(self.theme_styles.quiet))], self.size.width)


class SideTitle(NamedTuple):
    """The title above an article.

    Attributes:
        pane: The article's pane.
        indent: The cells before the text in that pane.
        title: Its title.
        has_keys: Whether the keys work on it.
    """

    pane: ArticleView
    indent: int
    title: str
    has_keys: bool


class Titles(Themed):
    """A row with the titles of two articles, each above its article.

    Attributes:
        headings: The titles.
    """

    DEFAULT_CSS = "Titles { dock: top; height: 1; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self.headings: Sequence[SideTitle] = ()

    def show(self, headings: Sequence[SideTitle]) -> None:
        """Show titles in place of those that are shown."""
        if headings != self.headings:
            self.headings = headings
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        """Draw the titles, each as far as its pane goes."""
        strip, left = Strip([]), self.region.x
        for pane, indent, title, has_keys in self.headings:
            room = pane.region.width - indent - 1
            if pane.display and room > 0:
                style = self.theme_styles.accent if has_keys else self.theme_styles.quiet
                words = Segment(fit(sanitize_line(title), room), style)
                strip = Strip([*strip.adjust_cell_length(pane.region.x - left + indent), words])
        return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


class Frame:
    """The line and the titles.

    Attributes:
        divider: The line.
        titles: The titles.
    """

    def __init__(self) -> None:
        self.divider, self.titles = Divider(), Titles()

    def fit(self, *, is_split: bool, has_titles: bool, below: int) -> None:
        """Show the line where both articles are shown, and their titles where there is a row for them.

        Args:
            is_split: Whether both articles are shown.
            has_titles: Whether there is a row for the titles above them.
            below: Blank rows below them.
        """
        self.divider.display, self.titles.display = is_split, has_titles
        self.divider.styles.margin = (0, 0, below, 0)
