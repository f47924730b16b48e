"""The pane of a folder without sources: it says so, and offers ways to get something to read."""

import textwrap
from collections.abc import Sequence

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from reader.settings.keymap import Keymap
from reader.settings.keys import PANES, Key
from reader.settings.pane_keys import EMPTY
from reader.text.sanitize import sanitize
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.widgets.line_view import Themed

KEY_CELLS = 7  # cells of a key and the blanks after it
SHARE_ABOVE = 3  # one part in three of the free rows is above the first line

Line = list[Segment]


def _length(line: Line) -> int:
    return sum(cell_len(segment.text) for segment in line)


class EmptyFolder(Themed, can_focus=True):
    """Ways to get something to read, each with its key.

    Attributes:
        news: The result of an action, such as why nothing was added.
    """

    ALLOW_SELECT = False
    PLACE = "empty"
    BINDINGS = bindings((*EMPTY, *PANES))
    DEFAULT_CSS = "EmptyFolder { width: 1fr; height: 1fr; background: $background; }"

    news: reactive[str] = reactive("")

    def __init__(self, folder: str, keymap: Keymap, keys: Sequence[str], documents: int = 0) -> None:
        """Offer actions for a folder.

        Args:
            folder: The path of the folder, as it is named in messages.
            keymap: All keys.
            keys: The ids of the actions that are offered.
            documents: The number of files in the folder that sources can be made of.
        """
        super().__init__()
        self._folder, self._keys, self._documents = sanitize(folder), [*keymap.get(*keys)], documents

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, lines = self.size.width, self._lines()
        left = max(1, (width - max(map(_length, lines))) // 2)
        number = y - max(0, (self.size.height - len(lines)) // SHARE_ABOVE)
        line = lines[number] if 0 <= number < len(lines) else []
        strip = Strip([Segment(" " * left), *line])
        return strip.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _lines(self) -> list[Line]:
        theme = self.theme_styles
        return [
            [Segment(self._what(), theme.text)],
            [Segment(fit(self._folder, self.size.width - 2), theme.bright)],
            [],
            *(self._key(key) for key in self._keys),
            [],
            *self._foot(),
        ]

    def _what(self) -> str:
        if not self._documents:
            return "No .txt or .md files in"
        number = self._documents
        one, several = "web page, e-mail, PDF or EPUB file", "web pages, e-mails, PDF or EPUB files"
        files = f"1 {one}" if number == 1 else f"{number:,} {several}"
        return f"No .txt or .md files, but {files} in"

    def _foot(self) -> list[Line]:
        theme = self.theme_styles
        if self.news:
            return [[Segment(line, theme.error)] for line in textwrap.wrap(self.news, max(20, self.size.width - 4))]
        return [[Segment("Files that you put there are listed at once.", theme.quiet)]]

    def _key(self, key: Key) -> Line:
        theme = self.theme_styles
        return [Segment(f"{key.shown:<{KEY_CELLS}}", theme.accent), Segment(key.label, theme.text)]
