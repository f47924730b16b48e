"""What opens over the app: the table of keys."""

import textwrap
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.settings.keys import PLACES, Key, Keymap
from reader.tui.rows import fit
from reader.tui.theme import inks

ROOMY = 50  # cells from which there is room for two long keys
SCROLLING = (("j", "down"), ("k", "up"), ("space", "page_down"), ("g", "home"), ("G", "end"))


class Help(ModalScreen[None]):
    """The keys of where one is, and after them all others."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "close", show=False),
        *(Binding(keys, f"scroll('{way}')", way, show=False) for keys, way in SCROLLING),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 78; max-width: 98%; height: auto; max-height: 96%;
        background: $surface; border: round $primary; padding: 0 2; scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, keymap: Keymap, place: str) -> None:
        super().__init__()
        self._groups = keymap.groups
        self._headings = dict.fromkeys([*PLACES[place], *keymap.groups])

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = Content("keys")
            box.border_subtitle = Content("↑↓ scroll · esc close")
            yield Static()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_table)  # the box has its size then

    def _show_table(self) -> None:
        self.query_one(Static).update(self._table(self.query_one(VerticalScroll).scrollable_content_region.width))

    def action_scroll(self, way: str) -> None:
        getattr(self.query_one(VerticalScroll), f"scroll_{way}")(animate=False)

    def _table(self, width: int) -> Content:
        lines: list[Content] = []
        for heading in self._headings:
            lines += [Content(""), Content.styled(heading, "bold $accent")]
            lines += [line for key in self._groups[heading] for line in self._lines(key, width)]
        return Content("\n").join(lines[1:])

    def _lines(self, key: Key, width: int) -> Iterator[Content]:
        """The keys, and beside them what they do, on as many lines as that takes."""
        column = 13 if width >= ROOMY else 9
        names = fit(key.shown, column - 1)
        for line in textwrap.wrap(key.label, max(8, width - column - 3)):
            yield Content.assemble((f"  {names:<{column}}", f"bold {self._colour(key)}"), line)
            names = ""

    def _colour(self, key: Key) -> str:
        colour = inks(self.app.theme_variables).ink(key.colour).color if key.colour else None
        return colour.get_truecolor().hex if colour else "$foreground"
