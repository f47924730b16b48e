"""What opens over the app: the table of keys."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.settings import Tag
from reader.tui.keys import groups

SCROLLING = (("j", "down"), ("k", "up"), ("space", "page_down"), ("g", "home"), ("G", "end"))


class Help(ModalScreen[None]):
    """All keys, by what they are for."""

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

    def __init__(self, tags: Sequence[Tag]) -> None:
        super().__init__()
        self._tags = tags

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = Content("keys")
            box.border_subtitle = Content("↑↓ scroll · esc close")
            yield Static(self._table())

    def action_scroll(self, way: str) -> None:
        getattr(self.query_one(VerticalScroll), f"scroll_{way}")(animate=False)

    def _table(self) -> Content:
        lines: list[Content] = []
        for heading, keys in groups(self._tags):
            lines += [Content(""), Content.styled(heading, "bold $accent")]
            lines += [Content.assemble((f"  {key.shown:<12}", "bold"), key.label) for key in keys]
        return Content("\n").join(lines[1:])
