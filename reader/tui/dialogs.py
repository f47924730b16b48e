"""What opens over the app: the note editor and the table of keys."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.settings import Tag
from reader.text.visible import one_line
from reader.tui.keys import groups
from reader.tui.rows import fit


class NoteArea(TextArea):
    """Enter saves, as in a message; ctrl+n begins a new line."""

    BINDINGS = [
        # Ahead of the text area's own enter, which would begin a new line.
        Binding("enter", "screen.save", "save", show=False, priority=True),
        Binding("ctrl+n", "new_line", "new line", show=False),
    ]

    def action_new_line(self) -> None:
        self.insert("\n")


class NoteEditor(ModalScreen[str | None]):
    """Returns the note as it was written; None if it was left with escape."""

    BINDINGS = [Binding("escape", "leave", "leave", show=False)]
    DEFAULT_CSS = """
    NoteEditor { align: center middle; }
    NoteEditor > Vertical {
        width: 70; max-width: 96%; height: 12; max-height: 96%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    NoteEditor Static { height: auto; max-height: 3; color: $quiet; }
    NoteEditor TextArea { height: 1fr; background: $background; border: none; padding: 0 1; }
    """

    def __init__(self, tag: str, exact: str, note: str) -> None:
        super().__init__()
        self._tag, self._exact, self._note = tag, exact, note

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(f" note on this {one_line(self._tag)} ")
            box.border_subtitle = Content(" enter save · ctrl+n new line · esc leave ")
            yield Static(Content(fit(one_line(self._exact), 180)), markup=False)
            yield NoteArea(self._note, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        self.dismiss(self.query_one(NoteArea).text)

    def action_leave(self) -> None:
        self.dismiss(None)


class Help(ModalScreen[None]):
    """All keys, by what they are for."""

    BINDINGS = [Binding("escape,q,question_mark,f1,enter", "dismiss", "close", show=False)]
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
            box.border_title = Content(" keys ")
            box.border_subtitle = Content(" esc close ")
            yield Static(self._table())

    def _table(self) -> Content:
        lines: list[Content] = []
        for heading, keys in groups(self._tags):
            lines += [Content(""), Content.styled(heading, "bold $accent")]
            lines += [Content.assemble((f"  {key.shown:<12}", "bold"), key.label) for key in keys]
        return Content("\n").join(lines[1:])
