"""The screen of an export, of an import, or of sources that were added: its progress, then its report."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.sanitize import sanitize
from reader.tui.event import Event
from reader.tui.phrases import without_code_marks
from reader.tui.widgets.dialog_box import DialogBox
from reader.workflows.export import JobProgress


class TransferScreen(ModalScreen[None]):
    """Shows the progress of an export or import, and its report when it is done.

    Attributes:
        opened: Emits when the file that was written is to be opened.
        has_entries: True if the file has entries that can be added to the codebook.
        entries_taken: Emits when the entries of a file are to be added to the codebook.
        stopped: Emits when the reader leaves, so that a job that still runs is stopped.
    """

    BINDINGS = [
        Binding("escape,enter,q", "leave", "leave", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
        Binding("u", "undo", "undo", show=False),
        Binding("o", "open", "open", show=False),
        Binding("c", "take_entries", "to the codebook", show=False),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    TransferScreen { align: center middle; }
    TransferScreen > DialogBox { width: 78; }
    TransferScreen.-error > DialogBox { border: round $error; }
    TransferScreen VerticalScroll { height: auto; max-height: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, title: str) -> None:
        """Make a screen for a job with a title."""
        super().__init__()
        self._title = title
        self.stopped, self.opened, self.entries_taken = Event[None](), Event[None](), Event[None]()
        self.has_entries = self._can_undo = False
        self._lines: Sequence[str] = ()
        self._text = Static(Content("reading …"))

    def compose(self) -> ComposeResult:
        """Show the box with the progress."""
        with DialogBox() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("esc stops")
            yield VerticalScroll(self._text)

    def show_progress(self, progress: JobProgress) -> None:
        """Show how much is done, and of what."""
        of = f" of {progress.total:,}" if progress.total else ""
        self._text.update(Content(f"{progress.done:,}{of} {progress.words} …"))

    def report(self, lines: Sequence[str], *, hint: str, is_error: bool = False, can_undo: bool = False) -> None:
        """Show a report.

        Args:
            lines: Its lines.
            hint: What keys do, at the bottom of the box.
            is_error: Whether it says why something could not be done.
            can_undo: Whether `u` takes back what it says.
        """
        self._lines, self._can_undo = lines, can_undo
        self.set_class(is_error, "-error")
        self.query_one(DialogBox).border_subtitle = Content(hint)
        self._text.update(Content("\n").join(Content(without_code_marks(sanitize(line))) for line in lines))

    def add(self, line: str, *, hint: str) -> None:
        """Show another line under the report, which can no longer be undone from here."""
        self.report([*self._lines, line], hint=hint, is_error=self.has_class("-error"))

    def action_leave(self) -> None:
        """Close the screen, and stop the job if it is still running, without a trace."""
        self.stopped.emit(None)
        self.dismiss()

    def action_undo(self) -> None:
        """Undo the reported changes, if possible."""
        if self._can_undo:
            self.call_later(self.app.run_action, "command('undo')")

    def action_open(self) -> None:
        """Open the file that was written."""
        self.opened.emit(None)

    def action_take_entries(self) -> None:
        """Ask to add the entries of the file to the codebook, unless that was done."""
        if self.has_entries:
            self.entries_taken.emit(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the report down by a number of lines, or up if it is negative."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
