"""The help: a table of all keys."""

import textwrap
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.settings.keymap import PLACES, Keymap
from reader.settings.keys import Key
from reader.tui.article.rows import fit
from reader.tui.widgets.line_view import LineView

ROOMY = 50  # cells at which there is room for two long keys
SCROLLING = (
    ("j,down", "down"),
    ("k,up", "up"),
    ("space,pagedown", "page_down"),
    ("pageup", "page_up"),
    ("g,home", "home"),
    ("G,end", "end"),
)
BOLD = Style(bold=True)


class KeyTable(LineView):
    """Keys under their headings, of which only the lines in sight are drawn."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Key]]]) -> None:
        """Make a table of keys, each group with its heading."""
        super().__init__()
        self._groups = groups
        self._lines: list[Strip] = []

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        self._lines = list(self._table(width))
        self.virtual_size = Size(width, len(self._lines))
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        number, background = y + self.scroll_offset.y, self.visual_style.rich_style
        line = self._lines[number] if number < len(self._lines) else Strip([])
        return line.adjust_cell_length(self.size.width).apply_style(background)

    def _table(self, width: int) -> Iterator[Strip]:
        for number, (heading, keys) in enumerate(self._groups):
            yield from [Strip([])] * bool(number)
            yield Strip([Segment(heading, self.theme_styles.accent)])
            for key in keys:
                yield from self._explained(key, width)

    def _explained(self, key: Key, width: int) -> Iterator[Strip]:
        """Yield a key, and its description beside it, on as many lines as that takes."""
        column = 13 if width >= ROOMY else 9
        names = fit(key.shown, column - 1)
        style = (self.theme_styles.ink(key.colour) if key.colour else self.theme_styles.text) + BOLD
        for line in textwrap.wrap(key.label, max(8, width - column - 3)):
            yield Strip([Segment(f"  {names:<{column}}", style), Segment(line, self.theme_styles.text)])
            names = ""


class Help(ModalScreen[None]):
    """A dialog with all keys, those of the present place first."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "close", show=False),
        *(Binding(keys, f"scroll('{target}')", target, show=False) for keys, target in SCROLLING),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > KeyTable {
        width: 78; max-width: 98%; height: auto; max-height: 96%;
        background: $surface; border: round $primary; padding: 0 2; scrollbar-gutter: stable;
    }
    """

    def __init__(self, keymap: Keymap, place: str) -> None:
        """Show all keys, those of a place first."""
        super().__init__()
        headings = dict.fromkeys([*PLACES[place], *keymap.groups])
        self._table = KeyTable([(heading, keymap.groups[heading]) for heading in headings])

    def compose(self) -> ComposeResult:
        """Show the table."""
        self._table.border_title = Content("keys")
        self._table.border_subtitle = Content("↑↓ scroll · esc close")
        yield self._table

    def action_scroll(self, target: str) -> None:
        """Scroll by a line or page, or to an end: `down`, `up`, `page_down`, `home` or `end`."""
        getattr(self._table, f"scroll_{target}")(animate=False)
