"""A question that is answered with yes or no, before something is done that may not have been meant."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.sanitize import sanitize_line
from reader.tui.widgets.dialog_box import DialogBox


class Question(ModalScreen[bool]):
    """A dialog that returns the answer. Keys that came together with the one that asked do not answer it."""

    BINDINGS = [
        Binding("enter", "answer(True)", "yes", show=False),
        Binding("escape", "answer(False)", "no", show=False),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    Question { align: center middle; }
    Question > DialogBox { width: 62; padding: 1 2; }
    Question .details { text-wrap: nowrap; text-overflow: ellipsis; margin-bottom: 1; }
    """

    def __init__(
        self, title: str, reason: str, yes: str, is_answer: Callable[[], bool], details: Sequence[str] = ()
    ) -> None:
        """Ask a question.

        Args:
            title: The question.
            reason: Why it is asked.
            yes: What the key for yes does.
            is_answer: Tells whether the key that is being answered was typed after the question could be read.
            details: Lines between the reason and the answers; a long one is cut at the end.
        """
        super().__init__()
        self._title, self._reason, self._yes, self._is_answer = title, reason, yes, is_answer
        self._details = details

    def compose(self) -> ComposeResult:
        """Show the reason and the answers."""
        with DialogBox() as box:
            box.border_title = Content(sanitize_line(self._title))
            yield Static(f"{sanitize_line(self._reason)}\n", markup=False)
            if self._details:
                yield Static("\n".join(map(sanitize_line, self._details)), classes="details", markup=False)
            yield Static(
                Content.assemble(
                    ("enter  ", "bold $accent"),
                    f"{sanitize_line(self._yes)}\n",
                    ("esc    ", "bold $accent"),
                    "leave everything as it is",
                )
            )

    def action_answer(self, is_yes: bool) -> None:
        """Return the answer."""
        if self._is_answer():
            self.dismiss(is_yes)
