"""What opens over the app: the table of keys."""

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

from reader.settings.keys import PLACES, Key, Keymap
from reader.tui.article.rows import fit
from reader.tui.widgets.line_view import LineView

ROOMY = 50  # cells from which there is room for two long keys
SCROLLING = (("j", "down"), ("k", "up"), ("space", "page_down"), ("g", "home"), ("G", "end"))
BOLD = Style(bold=True)


class KeyTable(LineView):
    """Keys under their headings. What is in sight is drawn, since there are many."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Key]]]) -> None:
        super().__init__()
        self._groups = groups
        self._lines: list[Strip] = []

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        self._lines = list(self._table(width))
        self.virtual_size = Size(width, len(self._lines))
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        number, ground = y + self.scroll_offset.y, self.visual_style.rich_style
        line = self._lines[number] if number < len(self._lines) else Strip([])
        return line.adjust_cell_length(self.size.width).apply_style(ground)

    def _table(self, width: int) -> Iterator[Strip]:
        for number, (heading, keys) in enumerate(self._groups):
            yield from [Strip([])] * bool(number)
            yield Strip([Segment(heading, self.inks.accent)])
            for key in keys:
                yield from self._explained(key, width)

    def _explained(self, key: Key, width: int) -> Iterator[Strip]:
        """The keys, and beside them what they do, on as many lines as that takes."""
        column = 13 if width >= ROOMY else 9
        names = fit(key.shown, column - 1)
        ink = (self.inks.ink(key.colour) if key.colour else self.inks.text) + BOLD
        for line in textwrap.wrap(key.label, max(8, width - column - 3)):
            yield Strip([Segment(f"  {names:<{column}}", ink), Segment(line, self.inks.text)])
            names = ""


class Help(ModalScreen[None]):
    """The keys of where one is, and after them all others."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "close", show=False),
        *(Binding(keys, f"scroll('{way}')", way, show=False) for keys, way in SCROLLING),
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
        super().__init__()
        headings = dict.fromkeys([*PLACES[place], *keymap.groups])
        self._table = KeyTable([(heading, keymap.groups[heading]) for heading in headings])

    def compose(self) -> ComposeResult:
        self._table.border_title = Content("keys")
        self._table.border_subtitle = Content("↑↓ scroll · esc close")
        yield self._table

    def action_scroll(self, way: str) -> None:
        getattr(self._table, f"scroll_{way}")(animate=False)
