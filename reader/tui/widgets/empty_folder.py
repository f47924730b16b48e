"""The pane of a folder without sources: it says so, and offers the ways to something to read."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.settings.keymap import Keymap
from reader.settings.keys import EMPTY, PANES, Key
from reader.text.sanitize import sanitize
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.widgets.line_view import Themed

KEY_CELLS = 7  # of a key and the blanks after it
SHARE_ABOVE = 3  # of the pane, one such part is blank above the first line

Line = list[Segment]


class EmptyFolder(Themed, can_focus=True):
    """The ways to something to read, each with its key."""

    ALLOW_SELECT = False
    PLACE = "empty"
    BINDINGS = bindings((*EMPTY, *PANES))
    DEFAULT_CSS = "EmptyFolder { width: 1fr; height: 1fr; background: $background; }"

    def __init__(self, folder: str, keymap: Keymap, keys: Sequence[str]) -> None:
        """Offer actions for a folder.

        Args:
            folder: The path of the folder, as it is named in messages.
            keymap: All keys.
            keys: The ids of the actions that are offered.
        """
        super().__init__()
        self._folder, self._keys = sanitize(folder), [*keymap.get(*keys)]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, lines = self.size.width, self._lines()
        room = max(len(self._folder), *(cell_len(key.label) + KEY_CELLS for key in self._keys), 40)
        left = max(1, (width - room) // 2)
        number = y - max(0, (self.size.height - len(lines)) // SHARE_ABOVE)
        line = lines[number] if 0 <= number < len(lines) else []
        strip = Strip([Segment(" " * left), *line])
        return strip.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _lines(self) -> list[Line]:
        theme = self.theme_styles
        return [
            [Segment("No .txt or .md files in", theme.text)],
            [Segment(fit(self._folder, self.size.width - 2), theme.bright)],
            [],
            *(self._key(key) for key in self._keys),
            [],
            [Segment("Files that you put there are listed at once.", theme.quiet)],
        ]

    def _key(self, key: Key) -> Line:
        theme = self.theme_styles
        return [Segment(f"{key.shown:<{KEY_CELLS}}", theme.accent), Segment(key.label, theme.text)]
