"""What opens over the app: the table of keys."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.settings.keys import PLACES, Keymap

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
            yield Static(self._table())

    def action_scroll(self, way: str) -> None:
        getattr(self.query_one(VerticalScroll), f"scroll_{way}")(animate=False)

    def _table(self) -> Content:
        lines: list[Content] = []
        for heading in self._headings:
            lines += [Content(""), Content.styled(heading, "bold $accent")]
            lines += [Content.assemble((f"  {key.shown:<12}", "bold"), key.label) for key in self._groups[heading]]
        return Content("\n").join(lines[1:])
