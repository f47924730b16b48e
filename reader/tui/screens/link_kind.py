"""The choice of what a link means: one key for each kind, or a name of one's own."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.annotation.model.links import LINK_TYPES
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.prompt_history import PromptHistory
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt

KEYS = {kind[0]: kind for kind in LINK_TYPES}
OWN = "n"  # the key for a name of one's own
ROOM = 60  # cells of a passage


class LinkKind(ModalScreen[str | None]):
    """A dialog that returns the kind of a link; None if it was left."""

    is_typed_into = True
    BINDINGS = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    LinkKind { align: center middle; }
    LinkKind > DialogBox { width: 70; padding: 1 2; }
    LinkKind Prompt { display: none; margin: 1 0 0 0; }
    """

    def __init__(self, here: str, there: str, history: PromptHistory) -> None:
        """Ask for the kind of a link.

        Args:
            here: The words that it starts from.
            there: The words that it leads to.
            history: The names that were given before.
        """
        super().__init__()
        self._ends = [in_marks(fit(sanitize_line(text), ROOM)) for text in (here, there)]
        self._history = history
        self._prompt = Prompt("name: ", hint="such as answers, or ↑ for one given before", history=history.texts)

    def compose(self) -> ComposeResult:
        """Show both ends, and the keys."""
        kinds = [(f"{key}  ", kind) for key, kind in {**KEYS, OWN: "a name of your own"}.items()]
        parts = [part for key, kind in kinds for part in ((key, "bold $accent"), f"{kind}\n")]
        with DialogBox() as box:
            box.border_title = Content("link")
            yield Static(
                Content.assemble(
                    f"{self._ends[0]}\n→ {self._ends[1]}\n\n", *parts, ("esc  ", "bold $accent"), "another end"
                )
            )
            yield self._prompt

    def on_key(self, event: events.Key) -> None:
        """Take the key of a kind, or the letters of a name."""
        if self._prompt.display:
            if event.key == "enter" and self._prompt.text.strip():
                name = "-".join(self._prompt.text.split())
                self._history.add(name)
                self.dismiss(name)
            elif not self._prompt.press(event):
                return
        elif event.character == OWN:
            self._prompt.display = True
        elif kind := KEYS.get(event.character or ""):
            self.dismiss(kind)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted name."""
        if self._prompt.display:
            self._prompt.line.paste(event.text)

    def action_leave(self) -> None:
        """Make no link."""
        self.dismiss(None)
