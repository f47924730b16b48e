"""The heading of a screen that covers all panes: its name and its state on the left, a hint on the right."""

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.article.rows import fit
from reader.tui.widgets.line_view import Themed

BETWEEN = " · "


class Heading(Themed):
    """One row.

    Attributes:
        left: The words on the left, of which those before the first ` · ` are the name of the screen.
        right: The words on the right, which give way where there is little room.
    """

    DEFAULT_CSS = "Heading { height: 1; background: $background; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, _y: int) -> Strip:
        """Draw the row."""
        theme, width = self.theme_styles, self.size.width - 2
        name, between, rest = fit(self.left, width).partition(BETWEEN)
        parts = [Segment(f" {name}", theme.text + Style(bold=True)), Segment(f"{between}{rest}", theme.quiet)]
        strip = Strip(parts)
        right = fit(self.right, max(0, width - strip.cell_length - 1))
        if len(right) > 1:
            gap = width + 1 - strip.cell_length - Strip([Segment(right)]).cell_length
            strip = Strip([*strip, Segment(" " * gap), Segment(right, theme.quiet)])
        return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
