"""The list of the review: the status of each annotation, its tag, its passage."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.store.losses import Loss
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_beginning
from reader.tui.article.painter import BAR
from reader.tui.article.rows import fit
from reader.tui.theme_styles import recoloured
from reader.tui.widgets.line_view import LineView

SIDE_BY_SIDE = 64  # cells at which the two texts are shown side by side, and tags have a wider column
MISSING, OLDER = "missing", "older"  # the status of a lost tag

Row = Anchored | Loss


class ReviewList(LineView, can_focus=False):
    """A list of annotations: the status of each, its tag, its passage.

    Attributes:
        rows: The lost tags, then the annotations with what was found of each.
        selected: The number of the selected one, from 0.
    """

    DEFAULT_CSS = "ReviewList { height: 1fr; min-height: 3; background: $surface; }"

    rows: reactive[Sequence[Row]] = reactive((), always_update=True)
    selected: reactive[int] = reactive(0)

    def validate_selected(self, selected: int) -> int:
        """Keep the selection in the list."""
        return max(0, min(selected, len(self.rows) - 1))

    def watch_rows(self) -> None:
        """Show the new list."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.selected = self.selected  # the setter brings it back if it is beyond the end
        self.refresh()

    def watch_selected(self) -> None:
        """Scroll to the selected annotation."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        top = max(top, self.selected - height + 1)
        self.scroll_to(y=min(top, self.selected), animate=False, force=True)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the list to its new size."""
        self.watch_rows()
        self.watch_selected()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list."""
        number, width = y + self.scroll_offset.y, self.size.width
        theme, background = self.theme_styles, self.visual_style.rich_style
        if number >= len(self.rows):
            return Strip.blank(width, background)
        each = self.rows[number]
        is_selected = number == self.selected
        room = 11 if width >= SIDE_BY_SIDE else 5
        strip = Strip(
            [
                Segment(BAR if is_selected else " ", theme.accent),
                Segment(f"{status(each):<8}", theme.error if is_gone(each) else theme.accent),
                Segment(f"{fit(sanitize_line(each.annotation.tag), room):<{room + 1}}", theme.quiet),
                Segment(
                    fit(shown_beginning(each.annotation.source, each.annotation.exact), max(0, width - room - 11)),
                    theme.text,
                ),
            ]
        )
        strip = strip.adjust_cell_length(width)
        return recoloured(strip, background + theme.passage) if is_selected else strip.apply_style(background)

    def on_click(self, event: events.Click) -> None:
        """Select the annotation that was clicked on."""
        self.selected = event.y + self.scroll_offset.y


def status(row: Row) -> str:
    """Return the word for the status of an annotation."""
    if isinstance(row, Loss):
        return OLDER if row.is_older else MISSING
    return row.status.value


def is_gone(row: Row) -> bool:
    """Return whether an annotation has no place."""
    return not row.is_older if isinstance(row, Loss) else row.placed is None
