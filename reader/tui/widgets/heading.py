"""The heading of a screen that covers all panes: its name and its state on the left, a hint on the right."""

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.widgets.line_view import Themed

BETWEEN = " · "
SHORTEST = 12  # cells in which a cut hint still makes sense


class Heading(Themed):
    """One row.

    Attributes:
        left: The words on the left, those before the first ` · ` being the name of the screen.
        right: The words on the right, which give way where there is little room.
    """

    DEFAULT_CSS = "Heading { height: 1; background: $background; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, _y: int) -> Strip:
        """Draw the row."""
        theme, width = self.theme_styles, self.size.width - 2
        left, right = fit_both(self.left, self.right, width)
        name, between, rest = left.partition(BETWEEN)
        blank = " " * (width - cell_len(left) - cell_len(right))
        strip = Strip(
            [
                Segment(f" {name}", theme.text + Style(bold=True)),
                Segment(f"{between}{rest}{blank}{right}", theme.quiet),
            ]
        )
        return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


def fit_both(left: str, right: str, width: int) -> tuple[str, str]:
    """Return the words on the left and on the right, cut to fit; a hint with no room to say anything is dropped."""
    left = fit(left, width)
    room = width - cell_len(left) - 1
    return left, fit(right, room) if cell_len(right) <= room or room >= SHORTEST else ""
