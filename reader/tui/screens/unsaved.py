"""The question whether to quit, asked when quitting would lose tags."""

from enum import Enum

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.widgets.dialog_box import DialogBox


class QuitChoice(Enum):
    """The choices when changes could not be saved and the person quits."""

    AGAIN = "try again"
    QUIT = "quit"
    STAY = "stay"


class Unsaved(ModalScreen[QuitChoice]):
    """A dialog that returns the answer. No key that is likely to be pressed by mistake loses anything."""

    BINDINGS = [
        Binding("t,enter", "choose('AGAIN')", "try again", show=False),
        Binding("L", "choose('QUIT')", "quit", show=False),
        Binding("escape,ctrl+q", "choose('STAY')", "stay", show=False),
    ]
    DEFAULT_CSS = """
    Unsaved { align: center middle; }
    Unsaved > DialogBox { width: 62; border: round $error; padding: 1 2; }
    """

    def __init__(self, count: int, reason: str) -> None:
        """Ask about a number of changes that could not be saved for a reason."""
        super().__init__()
        self._count, self._reason = count, reason

    def compose(self) -> ComposeResult:
        """Show the reason and the answers."""
        changes = counted(self._count, "change")
        with DialogBox() as box:
            box.border_title = Content("not saved")
            yield Static(
                Content.assemble(
                    f"{changes} could not be saved:\n",
                    (sanitize_line(self._reason), "$error"),
                    "\n\n",
                    *_row("t", "try to save again"),
                    *_row("L", f"quit and lose {'it' if self._count == 1 else 'them'}"),
                    ("esc  ", "bold $accent"),
                    "stay: reader tries again every second",
                )
            )

    def action_choose(self, name: str) -> None:
        """Return the answer with a name."""
        self.dismiss(QuitChoice[name])


def _row(key: str, label: str) -> tuple[tuple[str, str], str]:
    return (f"{key:<5}", "bold $accent"), f"{label}\n"
